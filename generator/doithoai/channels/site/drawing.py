"""A page drawn: its template filled, its texts rendered, set into the frame."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup, escape

from doithoai.channels.site.page import Page
from doithoai.engines.frame import Frame, PageParts, TocEntry
from doithoai.engines.prose import prose
from doithoai.engines.templates import environment

_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


class Drawer:
    """Draws pages into one frame; `compiled` keeps templates compiled between runs."""

    def __init__(self, frame: Frame, compiled: Path | None) -> None:
        self._frame = frame
        self._env = _environment(compiled)

    def parts(self, page: Page) -> PageParts:
        """The page's slots."""
        body = self._template(page.template).render(page.view, title=page.title)
        return PageParts(page.address, page.title, page.description, body, _contents(body))

    def draw(self, page: Page) -> bytes:
        """The page's bytes."""
        return self._frame.page(self.parts(page))

    def _template(self, name: str) -> Template:
        return self._env.get_template(name)


@cache
def _environment(compiled: Path | None) -> Environment:
    return environment("site/pages", {"prose": _prose, "printed": _printed}, compiled)


def _contents(body: str) -> tuple[TocEntry, ...]:
    if body.count("<h2 ") < 2:
        return ()
    return tuple(TocEntry(ident, _TAG.sub("", text).strip()) for ident, text in _HEADING.findall(body))


def _prose(text: str) -> Markup:
    return Markup(prose(text).html)


_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_OPEN}(\\d+){_MIDDLE}(.*?){_CLOSE}", re.DOTALL)


def _printed(text: str, misprints: list[dict[str, Any]]) -> Markup:
    """A document's text as printed, each misprint followed by what was meant."""
    if not misprints:
        return _prose(text)
    by_words = {one["printed"]: number for number, one in enumerate(misprints)}
    words = "|".join(re.escape(word) for word in sorted(by_words, key=len, reverse=True))
    marked = re.sub(words, lambda match: f"{_OPEN}{by_words[match[0]]}{_MIDDLE}{match[0]}{_CLOSE}", text)

    def show(match: re.Match[str]) -> str:
        meant = escape(misprints[int(match[1])]["meant"])
        return f'<span class="dt-sic"><u>{match[2]}</u> <ins>[{meant}]</ins></span>'

    return Markup(_MARKED.sub(show, prose(marked).html))
