"""What pages borrow: words of other records that many pages show alike, so that an edit of these changes them all.

A page borrows a link to its plan, and whom to call when. Where only that is another than in the last build the page is
not drawn again: in its file the old words give their place to the new ones. That gives the same bytes, as what is
borrowed is set into a page as it is drawn, if the old words stand in the file just once: they are those, then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from doithoai.artifacts import Stamp
from doithoai.channels.site.page import Borrowed, Known, Page, View, unbound

Draw = Callable[[str, View | None], str]
"""Draws what is borrowed under a name."""

Lent = Mapping[str, View | None]
"""What pages borrowed in a build, by the marks in their fingerprints."""

_MORE_THAN_LINKS = re.compile(r"<(?!/?a[ >])")


class Swap(NamedTuple):
    """A page of the last build whose file is to say something else in places: per place its name, the old, the new."""

    path: str
    stamp: Stamp
    places: Sequence[tuple[str, View | None, View | None]]


def swap_of(page: Page | Known, old: tuple[str, Stamp], lent: Lent) -> Swap | None:
    """How the page comes from the file that it was published as; None where it has to be drawn."""
    (own, before), (_, now) = unbound(old[0]), unbound(page.fingerprint())
    if own != page.own or before.keys() != now.keys():
        return None
    moved = [name for name in now if now[name] != before[name]]
    if any(before[name] not in lent for name in moved):
        return None
    return Swap(page.path, old[1], [(name, lent[before[name]], page.borrowed[name]) for name in moved])


def swapped(file: str, places: Iterable[tuple[str, View | None, View | None]], draw: Draw) -> str | None:
    """The file as it would be drawn now; None where nobody can tell the old words in it from its other ones.

    What is more than text and links is drawn with its page, where labels are explained and headings are gathered, and
    so is what comes or goes, which pages make room for.
    """
    for name, before, now in places:
        old, new = draw(name, before), draw(name, now)
        if not old or not new or _MORE_THAN_LINKS.search(old + new) or file.count(old) != 1:
            return None
        file = file.replace(old, new)
    return file


def lent_by(pages: Iterable[Page | Known], before: Lent) -> dict[str, View | None]:
    """All that pages borrow, by its mark; `before`: what they borrowed in the last build."""
    lent: dict[str, View | None] = {}
    for page in pages:
        for name, mark in unbound(page.fingerprint())[1].items():
            if name in page.borrowed:
                lent[mark] = page.borrowed[name]
            elif mark in before:
                lent[mark] = before[mark]
    return lent


def found_again(fingerprint: str, lent: Lent) -> Borrowed | None:
    """What a page of the last build borrowed; None where that is not known."""
    marks = unbound(fingerprint)[1]
    return {name: lent[mark] for name, mark in marks.items()} if all(one in lent for one in marks.values()) else None
