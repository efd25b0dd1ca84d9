"""The notice board: an edition in, printed sheets out.

sheet       a sheet before it is set         posters     one session, read at three metres
documents   official layout, State or Party  handouts    for desks, doors and boards
"""

from __future__ import annotations

from collections.abc import Iterator

from doithoai.channels.noticeboard.documents import documents
from doithoai.channels.noticeboard.handouts import handouts
from doithoai.channels.noticeboard.posters import posters
from doithoai.channels.noticeboard.sheet import PrintSheet
from doithoai.domain.bulletin import Bulletin
from doithoai.domain.edition import Edition

__all__ = ["PrintSheet", "sheets"]


def sheets(edition: Edition, bulletin: Bulletin, address: str) -> Iterator[PrintSheet]:
    """Every printed sheet of an authority. `address`: the site's public address, for QR codes."""
    yield from posters(edition, address)
    yield from documents(edition)
    yield from handouts(edition, bulletin, address)
