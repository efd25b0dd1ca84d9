"""Papers on notice boards: how long each has to hang, and which came down too early."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from doithoai.domain.notices import CHANGES, covers, spots
from doithoai.domain.publication import Cause, Channel, Publication, PublicationLog

POSTED = timedelta(days=30)
"""A posting hangs at least so long without a break (Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15, Điều 13 khoản 2)."""


@dataclass(frozen=True, slots=True)
class Posting:
    """One paper on one board: `index` in its log, and until when it has to hang there."""

    log: PublicationLog
    index: int
    entry: Publication
    least: date
    replaced: bool

    def left(self, day: date) -> int:
        """Days that it still has to hang."""
        return (self.least - day).days

    @property
    def too_short(self) -> bool:
        """It came down, or is to come down, too early, and no newer paper took its place."""
        until = self.entry.until
        return until is not None and self.entry.on <= until < self.least and not self.replaced


def postings_of(log: PublicationLog) -> Iterator[Posting]:
    """Every paper that a log tells of as posted."""
    for at, entry in enumerate(log.entries):
        if entry.channel is Channel.POSTING and not entry.skipped:
            yield Posting(log, at, entry, entry.on + POSTED, _is_replaced(entry, log))


def _is_replaced(entry: Publication, log: PublicationLog) -> bool:
    """A paper that no longer holds comes down when the one that changes it goes up."""
    (spot,) = spots([entry])
    newer = (one for one in log.entries if one.cause in (*CHANGES, Cause.CORRECTION) and not one.skipped)
    return any(entry.on < one.on <= (entry.until or one.on) and covers(one, spot) for one in newer)
