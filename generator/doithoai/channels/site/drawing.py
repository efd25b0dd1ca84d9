"""A page drawn: its template filled, its texts rendered, set into the frame."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache, partial
from html import unescape
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup
from markupsafe import escape as markup_escape
from msgspec import json

from doithoai.channels.site.glossary import EXPLAINED, explained
from doithoai.channels.site.page import Page, View
from doithoai.channels.site.sharing import texts_shown
from doithoai.domain import addresses, links
from doithoai.domain.addresses import relative
from doithoai.engines.frame import Frame, PageParts, TocEntry
from doithoai.engines.frame.aside import Preparing
from doithoai.engines.html import led
from doithoai.engines.prose import Prose, converter
from doithoai.engines.templates import environment
from doithoai.engines.theme import wording

_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
LED_FROM = 6
"""Pages with fewer sections need no contents on a phone."""


class Drawer:
    """Draws pages into one frame, which may still be on its way; their words lead to the glossary's entries."""

    def __init__(self, frames: Preparing, glossary: Mapping[str, str], read: Prose) -> None:
        self._frames = frames
        self._glossary = glossary
        self._read = read

    def parts(self, page: Page) -> PageParts:
        """The page's slots."""
        body = body_of(page, self._read)
        head = _head(page.address, body) + self._about(page)
        contents = _contents(body)
        if page.template in EXPLAINED and self._glossary:
            body = explained(body, self._glossary, page.address)
        return PageParts(page.address, page.title, page.description, _led(body, contents), contents, head)

    def _about(self, page: Page) -> str:
        """What programs read: what else there is of the page, and its facts for search engines."""
        view = page.view
        if not view.get("follow") and not view.get("ld"):
            return ""
        site = self._frames.frame.inputs.site_url
        url = {"url": site + page.address} if site else {}
        return _template("_head.html").render(follow=view.get("follow"), ld=view.get("ld"), url=url)

    def draw(self, page: Page) -> bytes:
        """The page's bytes."""
        return self._frames.frame.page(self.parts(page))

    def warm(self, pages: Iterable[Page]) -> Frame:
        """Load the pages' templates and the frame now, before processes are forked that would each have to."""
        for name in {page.template for page in pages}:
            _template(name)
        return self._frames.frame


def body_of(page: Page, read: Prose) -> str:
    """What the page's template makes of its view, and of what it borrows; `read` renders its texts."""
    lent = {name: Markup(borrowed(name, view)) for name, view in page.borrowed.items()}
    return _template(page.template).render(page.view, title=page.title, **_texts(read), **lent)


def borrowed(name: str, view: View | None) -> str:
    """What pages borrow under a name, drawn once for all that do."""
    return _borrowed(name, json.encode(view))


@lru_cache(maxsize=1 << 10)
def _borrowed(name: str, packed: bytes) -> str:
    return str(getattr(_template("_borrowed.html").module, name)(json.decode(packed)))


def _template(name: str) -> Template:
    return _environment().get_template(name)


def load() -> None:
    """Load what draws every page, so that processes forked later need not."""
    converter()
    for name in _environment().list_templates(["html"]):
        _environment().get_template(name)


@cache
def _environment() -> Environment:
    return environment("site/pages", {"texts": texts_shown})


_SCRIPTS = (
    (" data-dt-codes=", "assets/doithoai/ma.js"),
    (" data-dt-copy ", "assets/doithoai/chep.js"),
    (" data-dt-opinions=", "assets/doithoai/loc.js"),
)


def _head(address: str, body: str) -> str:
    """The scripts, each only where there is something for it to do."""
    wanted = [name for sign, name in _SCRIPTS if sign in body]
    return "".join(f'<script src="{relative(name, address)}" defer></script>' for name in wanted)


def _contents(body: str) -> tuple[TocEntry, ...]:
    if body.count("<h2 ") < 2:
        return ()
    return tuple(TocEntry(ident, _TAG.sub("", text).strip()) for ident, text in _HEADING.findall(body))


def _led(body: str, contents: tuple[TocEntry, ...]) -> str:
    """The body with its contents before the first section, where they are many and no letters lead to them.

    A wide screen has them beside the page; there the style hides these.
    """
    if len(contents) < LED_FROM or '<nav class="dt-letters"' in body:
        return body
    words = wording().say("page.contents", len(contents))
    items = "".join(f'<li><a href="#{one.id}">{one.text}</a></li>' for one in contents)
    before, heading, after = body.partition("<h2 ")
    inside = f"<summary>{words}</summary><ul>{items}</ul>"
    return f'{before}<details class="dt-more dt-toc">{inside}</details>\n{heading}{after}'


def _texts(read: Prose) -> dict[str, Callable[..., Markup]]:
    """What templates have the text of a record of an id rendered by."""
    return {"prose": partial(_prose, read), "printed": partial(_printed, read)}


def _prose(read: Prose, text: str, record: str) -> Markup:
    """A record's text; its links to other records' files, seen from its own, lead to their pages."""
    folder, base = record.rpartition("/")[0], addresses.of_id(record)
    return Markup(led(read(text, record), lambda href: links.led(href, folder, base)))


_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_OPEN}(\\d+){_MIDDLE}(.*?){_CLOSE}", re.DOTALL)


def _printed(read: Prose, text: str, misprints: list[dict[str, Any]], record: str) -> Markup:
    """A document's text as printed, each misprint that is beyond mere style followed by what was meant."""
    shown = [one for one in misprints if one["inline"]]
    if not shown:
        return _prose(read, text, record)
    by_words = {one["printed"]: number for number, one in enumerate(shown)}
    words = "|".join(re.escape(word) for word in sorted(by_words, key=len, reverse=True))
    marked = re.sub(words, lambda match: f"{_OPEN}{by_words[match[0]]}{_MIDDLE}{match[0]}{_CLOSE}", text)

    def show(match: re.Match[str]) -> str:
        return _corrected(unescape(match[2]), shown[int(match[1])])

    return Markup(_MARKED.sub(show, _prose(read, marked, record)))


def _corrected(printed: str, misprint: dict[str, Any]) -> str:
    """Only the words that differ are marked; a correction that is not certain carries a question mark."""
    before, wrong, right, after = differing(printed.split(" "), misprint["meant"].split(" "))
    doubt = "" if misprint["certain"] else "?"
    parts = (
        _escape(before),
        f"<u>{_escape(wrong)}</u>" if wrong else "",
        f"<ins>[{_escape(right or wording().say('plan.superfluous'))}{doubt}]</ins>",
        _escape(after),
    )
    return f'<span class="dt-sic">{" ".join(part for part in parts if part)}</span>'


def _escape(text: str) -> str:
    return str(markup_escape(text))


def differing(printed: list[str], meant: list[str]) -> tuple[str, str, str, str]:
    """What two wordings share at the start, each one's own middle, and what they share at the end."""
    start = 0
    while start < min(len(printed), len(meant)) and printed[start] == meant[start]:
        start += 1
    end = 0
    while end < min(len(printed), len(meant)) - start and printed[-1 - end] == meant[-1 - end]:
        end += 1
    stop = len(printed) - end
    return (
        " ".join(printed[:start]),
        " ".join(printed[start:stop]),
        " ".join(meant[start : len(meant) - end]),
        " ".join(printed[stop:]),
    )
