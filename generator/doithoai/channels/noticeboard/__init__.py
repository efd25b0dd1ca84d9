"""The notice board: an edition in, printed sheets out.

sheet       a sheet before it is set         posters     one session, read at three metres
documents   official layout, State or Party  handouts    for desks, doors and boards
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doithoai.channels.noticeboard.documents import documents
from doithoai.channels.noticeboard.handouts import handouts
from doithoai.channels.noticeboard.official import TEMPLATE
from doithoai.channels.noticeboard.posters import posters
from doithoai.channels.noticeboard.sheet import PrintSheet, WordCopy
from doithoai.domain.bulletin import Bulletin
from doithoai.domain.edition import Edition
from doithoai.domain.prints import WORD

__all__ = ["PrintSheet", "WordCopy", "documents", "sheets", "word_copies"]


def sheets(edition: Edition, bulletin: Bulletin, address: str) -> Iterator[PrintSheet]:
    """Every printed sheet of an authority. `address`: the site's public address, for QR codes."""
    yield from posters(edition, address)
    yield from documents(edition)
    yield from handouts(edition, bulletin, address)


def word_copies(made: Iterable[PrintSheet]) -> Iterator[WordCopy]:
    """The official documents among the sheets, to be edited in Word."""
    for one in made:
        if one.template == TEMPLATE:
            yield WordCopy(one.record, one.name, one.path.removesuffix("pdf") + WORD, one.view, one.day)
