"""Papers on notice boards: how long each has to hang, and which came down too early."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct

from doithoai.domain.norms import Norms
from doithoai.domain.notices import CHANGES, Reach, Spot
from doithoai.domain.publication import Cause, Channel, Publication, PublicationLog
from doithoai.domain.rulebook import Bound


class Posting(Struct, frozen=True):
    """One paper on one board: `index` in its log; `bound`: the rule for how long it has to hang, if any."""

    log: PublicationLog
    index: int
    entry: Publication
    bound: Bound | None
    replaced: bool
    again: bool = False
    """The same thing went up anew later, for long enough."""

    @property
    def running(self) -> int:
        """Days that it has to hang without a break, days off with the others; 0 where no rule says so."""
        return _running(self.bound)

    @property
    def least(self) -> date:
        """The first day on which it may come down."""
        return _least(self.entry.on, self.bound)

    def left(self, day: date) -> int:
        """Days that it still has to hang."""
        return (self.least - day).days

    @property
    def too_short(self) -> bool:
        """It comes down too early, another did not take its place, and it was not put up anew."""
        until = self.entry.until
        return until is not None and self.entry.on <= until < self.least and not (self.replaced or self.again)


def _running(bound: Bound | None) -> int:
    return (bound.rule.running or 0) if bound else 0


def _least(on: date, bound: Bound | None) -> date:
    return on + timedelta(days=_running(bound))


def postings_of(log: PublicationLog, norms: Norms) -> Iterator[Posting]:
    """Every paper that a log tells of as posted."""
    posted = [one for one in log.entries if one.channel is Channel.POSTING and not one.skipped]
    reach = Reach(posted)
    boards = {
        where: _Board(reach.of(Spot(Channel.POSTING, where)), norms) for where in {one.where or "" for one in posted}
    }
    for at, entry in enumerate(log.entries):
        if entry.channel is Channel.POSTING and not entry.skipped:
            board = boards[entry.where or ""]
            yield Posting(log, at, entry, norms.posting(entry.on), board.replaces(entry), board.has_again(entry))


class _Board:
    """All papers that reached one board, by day: a paper is held only against those that went up while it hung."""

    def __init__(self, papers: Iterable[Publication], norms: Norms) -> None:
        self._changes: list[date] = []
        self._longest: dict[Cause, dict[date, date]] = {}
        """Of each day until when the paper hung that came down last of those that went up then."""
        self._whole: dict[Cause, date] = {}
        """The last day on which a paper went up that hangs, or hung, for as long as it has to."""
        for one in sorted(papers, key=lambda one: one.on):
            if one.cause in (*CHANGES, Cause.CORRECTION):
                self._changes.append(one.on)
            longest = self._longest.setdefault(one.cause, {})
            longest[one.on] = max(longest.get(one.on, date.min), one.until or date.max)
            if one.until is None or one.until >= _least(one.on, norms.posting(one.on)):
                self._whole[one.cause] = one.on
        self._days = {cause: tuple(longest) for cause, longest in self._longest.items()}

    def has_again(self, entry: Publication) -> bool:
        """What came down too early hung later without a break: the days count from then."""
        return self._whole.get(entry.cause, date.min) > entry.on

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
