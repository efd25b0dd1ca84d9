"""The rules and the days off that hold for one authority, as its pages and checks ask them.

Whoever opens an edition hands its norms in; of an edition without them nothing is claimed about the law. The version
of a rule that holds is that of the day that sets it going.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property

from msgspec import Struct

from doithoai.domain.days_off import LawfulDays
from doithoai.domain.deadline_words import counted_sentence
from doithoai.domain.publication import Channel
from doithoai.domain.rulebook import Artefact, Bound, Rulebook, Since, Trigger
from doithoai.domain.workdays import Calendar, Count, count

_DAY = timedelta(days=1)


class Limit(Struct, frozen=True):
    """The day by which one rule wants a thing done, and how it was counted."""

    bound: Bound
    counted: Count
    calendar: Calendar

    @property
    def due(self) -> date:
        """The last day in time."""
        return self.counted.due

    @property
    def sentence(self) -> str:
        """`Hạn: thứ Ba 15/09/2026 (15 ngày sau ngày nhận yêu cầu đính chính 31/08/2026; theo …)`."""
        return counted_sentence(self.counted, self.calendar, _since(self.bound).trigger.value, self.bound.basis)

    @property
    def working(self) -> bool:
        """Whether the rule counts working days."""
        return self.counted.offset.working

    def exceeded(self, day: date) -> int:
        """How many days after the last one in time: working days where the rule counts them, and then at least one."""
        days = (day - self.due).days
        if days <= 0 or not self.working:
            return days
        return max(1, sum(self.calendar.is_working(self.due + at * _DAY) for at in range(1, days + 1)))


class Norms(Struct, frozen=True, dict=True):
    """What holds for one authority, whatever the day."""

    rulebook: Rulebook
    calendar: Calendar

    def limits(self, artefact: Artefact, trigger: Trigger, day: date) -> Iterator[Limit]:
        """By when rules in force on the day of the trigger want a thing done."""
        for bound in self._counted.get((artefact, trigger), ()):
            if bound.book.in_force(day):
                yield Limit(bound, count(day, _since(bound).offset, self.calendar), self.calendar)

    def claim_limit(self, received: date) -> Limit | None:
        """By when a claim that something published is wrong is answered; of several rules the strictest."""
        found = self.limits(Artefact.CLAIM_REPLY, Trigger.CLAIMED, received)
        return min(found, key=lambda one: one.due, default=None)

    def posting(self, day: date) -> Bound | None:
        """The rule for how long a paper that goes up on a day has to hang; of several the one that wants it longest."""
        found = (bound for bound in self._posting if bound.book.in_force(day))
        return max(found, key=lambda one: one.rule.running or 0, default=None)

    def correcting(self, day: date) -> tuple[Bound, ...]:
        """The rules for how an error is put right on a day."""
        return tuple(bound for bound in self._correcting if bound.book.in_force(day))

    @cached_property
    def _counted(self) -> dict[tuple[Artefact, Trigger], list[Bound]]:
        found: dict[tuple[Artefact, Trigger], list[Bound]] = {}
        for bound in self.rulebook.bounds:
            term, artefact = bound.rule.term, bound.rule.artefact
            if isinstance(term, Since) and artefact and bound.rule.watched:
                found.setdefault((artefact, term.trigger), []).append(bound)
        return found

    @cached_property
    def _posting(self) -> tuple[Bound, ...]:
        rules = (bound for bound in self.rulebook.bounds if bound.rule.running)
        return tuple(bound for bound in rules if Channel.POSTING in bound.rule.channels)

    @cached_property
    def _correcting(self) -> tuple[Bound, ...]:
        return tuple(bound for bound in self.rulebook.bounds if bound.rule.artefact is Artefact.CORRECTION)


def _since(bound: Bound) -> Since:
    term = bound.rule.term
    assert isinstance(term, Since)
    return term


NO_NORMS = Norms(Rulebook(()), Calendar({}, LawfulDays()))
"""Of an edition that nobody gave rules."""
