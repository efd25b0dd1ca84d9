"""A page of the site before it is drawn: an address and a view, which is plain data and decides every byte.

Equal views give equal pages, so a page whose view has not changed since the last build is not drawn again. What a page
shows of other records, alike with many pages, is no part of its view, but borrowed (`borrowed.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from hashlib import blake2b
from typing import Any

from msgspec import Struct, field, json
from msgspec.structs import replace

from doithoai.engines.html import untagged

View = dict[str, Any]

Borrowed = Mapping[str, View | None]
"""What a page shows of other records, by the name of what draws it; None where there is nothing to be shown."""

ASKING, PLAN = "asking", "plan"
"""Names of what is borrowed: whom to call, and the link to a plan."""


class Page(Struct, frozen=True, dict=True):
    """An address, the template that draws it, the words for its head, its view, and what it borrows."""

    address: str
    template: str
    title: str
    description: str
    view: View
    borrowed: Borrowed = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The file it is published as."""
        return f"{self.address}index.html"

    def fingerprint(self) -> str:
        """Equal for pages that would be drawn alike."""
        return self._fingerprint

    @cached_property
    def packed(self) -> bytes:
        """Everything that it is drawn from but for what it borrows, as JSON; `unpacked` reads it."""
        return json.encode((self.address, self.template, self.title, self.description, self.view))

    @cached_property
    def own(self) -> str:
        """A fingerprint of that."""
        return blake2b(self.packed, digest_size=16).hexdigest()

    @cached_property
    def _fingerprint(self) -> str:
        return bound(self.own, {name: mark_of(view) for name, view in self.borrowed.items()})


def mark_of(view: View | None) -> str:
    """Names what is borrowed: equal for equal views."""
    return blake2b(json.encode(view), digest_size=8).hexdigest()


def bound(own: str, marks: Mapping[str, str]) -> str:
    """A page's fingerprint, of its own one and the marks of what it borrows."""
    return " ".join((own, *(f"{name}={mark}" for name, mark in marks.items())))


def unbound(fingerprint: str) -> tuple[str, dict[str, str]]:
    """Its own one, and the marks."""
    own, *marks = fingerprint.split(" ")
    return own, dict(one.split("=") for one in marks)


Make = Callable[[], Page]
"""Makes a page, where it has to be made."""


class Known(Struct, frozen=True, dict=True):
    """A page whose own part is what it was in the last build: known by its fingerprint, made for who looks into it.

    `lent` is what all pages of an authority borrow alike, as it is now.
    """

    address: str
    template: str
    known: str
    make: Make
    lent: Borrowed = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The file it is published as."""
        return f"{self.address}index.html"

    def fingerprint(self) -> str:
        """The fingerprint that the page has."""
        own, marks = unbound(self.known)
        return bound(
            own, {name: mark_of(self.lent[name]) if name in self.lent else mark for name, mark in marks.items()}
        )

    @property
    def own(self) -> str:
        """That of its own part."""
        return unbound(self.known)[0]

    @property
    def borrowed(self) -> Borrowed:
        """What may be another than it was."""
        return self.lent

    @cached_property
    def page(self) -> Page:
        """The page itself."""
        return self.make()

    @property
    def title(self) -> str:
        """The page's."""
        return self.page.title

    @property
    def view(self) -> View:
        """The page's."""
        return self.page.view

    @property
    def packed(self) -> bytes:
        """The page's."""
        return self.page.packed


def unpacked(packed: bytes | str, borrowed: Borrowed) -> Page:
    """The page again."""
    address, template, title, description, view = json.decode(packed)
    return Page(address, template, title, description, view, borrowed)


LEAD = "lead"
"""In the view of a page whose record has words of its own, `text`: what stands before them in its description."""


def worded(page: Page, text: str) -> Page:
    """The page of a record that says something else in its own words, and is otherwise as it was."""
    description = short(f"{page.view[LEAD]} {_unmarked(text[:_ENOUGH])}")
    return replace(page, description=description, view={**page.view, "text": text})


_ENOUGH = 1000
"""Letters of a text that its description can come from."""

_LINKED = re.compile(r"!?\[([^\]\n]{0,200})\]\([^)\n]{0,300}\)")
_MARKS = re.compile(r"^[ ]{0,3}(?:#{1,6}|>|[-*+])[ ]+|(?<!\w)\*{1,3}(?=\w)|(?<=\S)\*{1,3}(?!\w)|`+", re.MULTILINE)


def _unmarked(text: str) -> str:
    """Words without tags and Markdown's signs, as whoever sends a link on sees them; nearly every text has none."""
    text = untagged(text)
    return _MARKS.sub("", _LINKED.sub(r"\1", text)) if any(sign in text for sign in "[*`#>-+") else text


def short(text: str, limit: int = 155) -> str:
    """The first words of a text, for a page's description."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: flat.rfind(" ", 0, limit)] + "…"
