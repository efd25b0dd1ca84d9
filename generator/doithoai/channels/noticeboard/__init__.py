"""The notice board: an edition in, printed sheets out.

sheet       a sheet before it is set         posters     one session, read at three metres
documents   official layout, State or Party  handouts    for desks, doors and boards
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from msgspec.structs import replace

from doithoai.channels.noticeboard.documents import documents
from doithoai.channels.noticeboard.handouts import handouts
from doithoai.channels.noticeboard.official import TEMPLATE
from doithoai.channels.noticeboard.posters import posters
from doithoai.channels.noticeboard.sheet import PrintSheet, WordCopy
from doithoai.domain.bulletin import Bulletin
from doithoai.domain.edition import Edition
from doithoai.domain.prints import WORD
from doithoai.engines.glyphs import drawable, letters_of_sheets
from doithoai.engines.theme import wording

__all__ = ["PrintSheet", "WordCopy", "documents", "sheets", "word_copies"]


def sheets(edition: Edition, bulletin: Bulletin, address: str) -> Iterator[PrintSheet]:
    """Every printed sheet of an authority. `address`: the site's public address, for QR codes."""
    yield from map(_drawn_by_ours, posters(edition, address))
    yield from documents(edition)
    yield from map(_drawn_by_ours, handouts(edition, bulletin, address))


def _drawn_by_ours(sheet: PrintSheet) -> PrintSheet:
    """The sheet with only letters that can be drawn."""
    return replace(sheet, view=drawable(sheet.view, _letters()))


@cache
def _letters() -> frozenset[int]:
    """Those of our fonts, and the signs of states, which a template draws."""
    return letters_of_sheets().union(
        ord(letter) for state in wording()["states"].plain.values() for letter in state["sign"]
    )


def word_copies(made: Iterable[PrintSheet]) -> Iterator[WordCopy]:
    """The official documents among the sheets, to be edited in Word."""
    for one in made:
        if one.template == TEMPLATE:
            yield WordCopy(one.record, one.name, one.path.removesuffix("pdf") + WORD, one.view, one.day)
