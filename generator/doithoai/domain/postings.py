"""Papers on notice boards: how long each has to hang, and which came down too early."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from doithoai.domain.norms import Norms
from doithoai.domain.notices import CHANGES, covers, spots
from doithoai.domain.publication import Cause, Channel, Publication, PublicationLog
from doithoai.domain.rulebook import Bound


@dataclass(frozen=True, slots=True)
class Posting:
    """One paper on one board: `index` in its log; `bound`: the rule for how long it has to hang, if any."""

    log: PublicationLog
    index: int
    entry: Publication
    bound: Bound | None
    replaced: bool

    @property
    def running(self) -> int:
        """Days that it has to hang without a break, days off with the others; 0 where no rule says so."""
        return (self.bound.rule.running or 0) if self.bound else 0

    @property
    def least(self) -> date:
        """The first day on which it may come down."""
        return self.entry.on + timedelta(days=self.running)

    def left(self, day: date) -> int:
        """Days that it still has to hang."""
        return (self.least - day).days

    @property
    def too_short(self) -> bool:
        """It came down, or is to come down, too early, and no other paper took its place."""
        until = self.entry.until
        return until is not None and self.entry.on <= until < self.least and not self.replaced


def postings_of(log: PublicationLog, norms: Norms) -> Iterator[Posting]:
    """Every paper that a log tells of as posted."""
    for at, entry in enumerate(log.entries):
        if entry.channel is Channel.POSTING and not entry.skipped:
            yield Posting(log, at, entry, norms.posting(entry.on), _is_replaced(entry, log))


def _is_replaced(entry: Publication, log: PublicationLog) -> bool:
    """A paper that no longer holds comes down when the one that changes it goes up."""
    (spot,) = spots([entry])
    newer = [one for one in log.entries if not one.skipped and one is not entry and covers(one, spot)]
    changed = (one for one in newer if one.cause in (*CHANGES, Cause.CORRECTION))
    if any(entry.on < one.on <= (entry.until or one.on) for one in changed):
        return True
    again = (one for one in newer if one.cause is entry.cause and entry.until and entry.on <= one.on <= entry.until)
    return any(one.until is None or one.until > (entry.until or one.until) for one in again)
