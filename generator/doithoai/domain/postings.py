"""Papers on notice boards: how long each has to hang, and which came down too early."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from doithoai.domain.norms import Norms
from doithoai.domain.notices import CHANGES, Reach, Spot
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
    posted = [one for one in log.entries if one.channel is Channel.POSTING and not one.skipped]
    reach = Reach(posted)
    boards = {where: _Board(reach.of(Spot(Channel.POSTING, where))) for where in {one.where or "" for one in posted}}
    for at, entry in enumerate(log.entries):
        if entry.channel is Channel.POSTING and not entry.skipped:
            yield Posting(log, at, entry, norms.posting(entry.on), boards[entry.where or ""].replaces(entry))


class _Board:
    """All papers that reached one board, by day: a paper is held only against those that went up while it hung."""

    def __init__(self, papers: Iterable[Publication]) -> None:
        self._changes: list[date] = []
        self._longest: dict[Cause, dict[date, date]] = {}
        """Of each day until when the paper hung that came down last of those that went up then."""
        for one in sorted(papers, key=lambda one: one.on):
            if one.cause in (*CHANGES, Cause.CORRECTION):
                self._changes.append(one.on)
            longest = self._longest.setdefault(one.cause, {})
            longest[one.on] = max(longest.get(one.on, date.min), one.until or date.max)
        self._days = {cause: tuple(longest) for cause, longest in self._longest.items()}

    def replaces(self, entry: Publication) -> bool:
        """A paper that no longer holds comes down when the one that changes it goes up, or the same one anew."""
        changed = bisect_right(self._changes, entry.on)
        if changed < len(self._changes) and (entry.until is None or self._changes[changed] <= entry.until):
            return True
        if entry.until is None:
            return False
        days = self._days[entry.cause]
        while_up = days[bisect_left(days, entry.on) : bisect_right(days, entry.until)]
        return any(self._longest[entry.cause][day] > entry.until for day in while_up)
