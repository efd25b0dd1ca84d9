"""The frame drawn by MkDocs: places cut at their slots, and the files that go with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import get_context

from doithoai.engines.frame.cache import OVERRIDES, Drawing
from doithoai.engines.frame.chrome import Chrome, authored_page, dress, page_at, quiet, render
from doithoai.engines.frame.contents import contents
from doithoai.engines.frame.values import FrameError, FrameInputs, TocEntry

_MARK = "\0"
"""Stands around a slot's name while pages are drawn: no text of a site may hold a NUL."""

_TITLE, _DESCRIPTION, _ADDRESS, _TOC, _HEAD, _BODY = _MARKS = tuple(
    f"{_MARK}{slot}{_MARK}" for slot in ("title", "description", "address", "toc", "head", "body")
)
_MARKED_TOC = (TocEntry("muc", "Mục"),)

_ASSETS = ("stylesheets/main.*.min.css", "stylesheets/palette.*.min.css", "javascripts/bundle.*.min.js")
"""What pages load of Material's assets; its search workers, languages and source maps stay behind."""


def draw(chrome: Chrome) -> Drawing:
    """Everything the frame needs of MkDocs."""
    with quiet():
        places = {address: _place(chrome, address) for address in _hubs(chrome.inputs)}
        return Drawing({**places, **_depths(chrome)}, dict(_files(chrome)))


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


def _files(chrome: Chrome) -> Iterator[tuple[str, bytes]]:
    yield from _assets(Path(chrome.config.theme.dirs[1]))
    for one in chrome.inputs.authored:
        page = authored_page(chrome, one.address)
        yield page.file.dest_uri, render(chrome, page).encode()
    yield "404.html", _missing(chrome).encode()


def _missing(chrome: Chrome) -> str:
    """The page for unknown addresses: shown at any depth, so its links start at the root of the server."""
    root = urlsplit(chrome.config.site_url or "/").path
    context = get_context(chrome.nav, chrome.files, chrome.config, base_url=root)
    return chrome.environment.get_template("404.html").render(context)


def _assets(material: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted((OVERRIDES / "assets").rglob("*")):
        if path.is_file():
            yield path.relative_to(OVERRIDES).as_posix(), path.read_bytes()
    for pattern in _ASSETS:
        for path in (material / "assets").glob(pattern):
            yield path.relative_to(material).as_posix(), _without_source_map(path.read_bytes())


def _without_source_map(content: bytes) -> bytes:
    """The source maps are not published, so nothing may point to them."""
    body, mark, _ = content.rpartition(b"# sourceMappingURL=")
    return body[:-2].rstrip() + b"\n" if mark else content
