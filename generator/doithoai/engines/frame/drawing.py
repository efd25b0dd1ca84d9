"""The frame drawn by MkDocs: places cut at their slots, and the files that go with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import get_context

from doithoai.engines.frame.cache import OWN_SCRIPT, OWN_STYLE, PAGE_STYLE, PAGES, WEB_FONTS, Drawing
from doithoai.engines.frame.chrome import Chrome, authored_page, dress, page_at, quiet, render
from doithoai.engines.frame.contents import contents
from doithoai.engines.frame.style import lean
from doithoai.engines.frame.values import FrameError, FrameInputs, TocEntry

_MARK = "\0"
"""Stands around a slot's name while pages are drawn: no text of a site may hold a NUL."""

_TITLE, _DESCRIPTION, _ADDRESS, _TOC, _HEAD, _BODY = _MARKS = tuple(
    f"{_MARK}{slot}{_MARK}" for slot in ("title", "description", "address", "toc", "head", "body")
)
_MARKED_TOC = (TocEntry("muc", "Mục"),)

_SHEETS = ("main", "palette")
"""What pages need of Material's assets; its scripts do what ours and plain HTML do here."""


def draw(chrome: Chrome) -> Drawing:
    """Everything the frame needs of MkDocs."""
    with quiet():
        places = {address: _place(chrome, address) for address in _hubs(chrome.inputs)}
        pages = dict(_pages(chrome))
        drawn = [*(piece for place in places.values() for piece in place), *(page.decode() for page in pages.values())]
        drawn.append(contents(_MARKED_TOC))  # a slot here, on no site's own pages perhaps, but on every long record
        return Drawing({**places, **_depths(chrome)}, {**pages, **dict(_assets(chrome, drawn))})


def _hubs(inputs: FrameInputs) -> list[str]:
    return [f"{hub.place}/" if hub.place else "" for hub in inputs.hubs]


def _depths(chrome: Chrome) -> dict[str, list[str]]:
    """One stand-in for all pages of a depth.

    MkDocs draws the deepest, the others differ from it only in how far up the root lies; `Frame.verify` would tell
    if that were no longer so.
    """
    deepest = chrome.inputs.depth
    drawn = _place(chrome, "_/" * deepest)
    return {
        "_/" * depth: [piece.replace(_up(deepest), _up(depth)) for piece in drawn] for depth in range(1, deepest + 1)
    }


def _up(depth: int) -> str:
    """The root as a page that many folders deep names it: `../..`."""
    return "/".join([".."] * depth)


def _place(chrome: Chrome, address: str) -> list[str]:
    """A page's chrome, cut at its slots: literal, slot, literal, …, literal."""
    site, page = chrome.config.site_url, page_at(chrome, address)
    canonical, page.canonical_url = page.canonical_url, f"{site}{_ADDRESS}" if site else None
    dress(page, _TITLE, _DESCRIPTION, _HEAD, _BODY, _MARKED_TOC)
    text = render(chrome, page).replace(contents(_MARKED_TOC), _TOC)
    page.canonical_url = canonical
    return _cut(text, [mark for mark in _MARKS if mark != _ADDRESS or site])


def _cut(text: str, marks: list[str]) -> list[str]:
    if missing := [mark.strip(_MARK) for mark in marks if mark not in text]:
        raise FrameError(f"Giao diện (site/material) không còn ô {', '.join(missing)}")
    return text.split(_MARK)


def _pages(chrome: Chrome) -> Iterator[tuple[str, bytes]]:
    """The pages that are drawn whole."""
    for one in chrome.inputs.authored:
        page = authored_page(chrome, one.address)
        yield page.file.dest_uri, render(chrome, page).encode()
    yield "404.html", _missing(chrome).encode()


def _missing(chrome: Chrome) -> str:
    """The page for unknown addresses: shown at any depth, so its links start at the root of the server."""
    root = urlsplit(chrome.config.site_url or "/").path
    context = get_context(chrome.nav, chrome.files, chrome.config, base_url=root)
    return chrome.environment.get_template("404.html").render(context)


def _assets(chrome: Chrome, drawn: list[str]) -> Iterator[tuple[str, bytes]]:
    """One style sheet, one script, the fonts."""
    extra = chrome.config.extra
    yield extra["style"], _style(Path(chrome.config.theme.dirs[1]), drawn).encode()
    yield extra["script"], OWN_SCRIPT.read_bytes()
    for font in sorted(WEB_FONTS.glob("*.woff2")):
        yield f"assets/frame/{font.name}", font.read_bytes()


def _style(material: Path, drawn: list[str]) -> str:
    """What Material's sheets say of what our pages hold, then the frame's own, then that of our pages."""
    own = OWN_STYLE.read_text("utf-8") + PAGE_STYLE.read_text("utf-8")
    made = [file.read_text("utf-8") for file in (*sorted(PAGES.glob("*.html")), OWN_SCRIPT)]
    sheets = (file.read_text("utf-8") for name in _SHEETS for file in material.glob(f"assets/stylesheets/{name}.*.css"))
    return lean(sheets, [*drawn, *made], own) + own
