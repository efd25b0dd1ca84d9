"""What is true of a session or an opinion on one day, computed from its dated facts and never typed.

An opinion has two axes, so that "all answered" can never hide "not resolved".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from doithoai.domain.conclusion import Finding
from doithoai.domain.opinion import Event, MonitoredEvent, Opinion, Step
from doithoai.domain.register import Dossier
from doithoai.domain.steps import ANSWERED, Answer, Resolution, hindrance, position

__all__ = ["GROUPS", "Answer", "Group", "Resolution", "SessionState", "Standing", "Standings", "events_of", "is_late",
           "merged_into"]  # fmt: skip


class SessionState(StrEnum):
    """Where a session stands; the value is the word shown."""

    PLANNED = "dự kiến"
    SCHEDULED = "đã có lịch"
    ANNOUNCED = "đã thông báo"
    MOVED = "đã đổi lịch"
    POSTPONED = "đã hoãn"
    CANCELLED = "đã hủy"
    DUE_RESULT = "đã đến ngày, chưa cập nhật kết quả"
    HELD = "đã tổ chức"
    CONCLUDED = "đã có kết luận"
    CLOSED = "đã báo xong kết quả"


class Group(StrEnum):
    """Resolutions as a citizen counts them."""

    DONE = "đã xong"
    DOING = "đang giải quyết"
    WAITING = "chưa giải quyết"
    ELSEWHERE = "đã chuyển nơi khác"


GROUPS = {
    Resolution.OPEN: Group.WAITING,
    Resolution.IN_PROGRESS: Group.DOING,
    Resolution.EXTENDED: Group.DOING,
    Resolution.PARTLY: Group.DOING,
    Resolution.REOPENED: Group.DOING,
    Resolution.RESOLVED: Group.DONE,
    Resolution.EXPLAINED: Group.DONE,
    Resolution.NOT_FEASIBLE: Group.DONE,
    Resolution.WITHDRAWN: Group.DONE,
    Resolution.FORWARDED: Group.ELSEWHERE,
    Resolution.MERGED: Group.ELSEWHERE,
    Resolution.REDIRECTED: Group.ELSEWHERE,
}


class Standing(Struct, frozen=True):
    """An opinion on one day: both axes, who owns it, until when, and when it last moved.

    A merged opinion has the outcome, the owner and the day of the one that it was merged `into`, and its answer unless
    it had one before and the other has none yet.
    """

    answer: Answer
    resolution: Resolution
    outcome: Resolution
    group: Group
    owner: str | None
    due: date | None
    since: date
    settled: date
    """The day on which the matter itself last moved: telling the petitioner of it moves nothing."""
    reopened: int = 0
    """How often it was reopened."""
    into: str | None = None
    """Id of the opinion whose outcome this one has."""

    @property
    def is_answered(self) -> bool:
        """The citizen was answered."""
        return self.answer in ANSWERED


class Standings(Struct, frozen=True):
    """Where every opinion of a dossier stands on a day."""

    dossier: Dossier
    day: date
    _found: dict[str, Standing] = field(default_factory=dict)

    def of(self, opinion: Opinion) -> Standing:
        """Where the opinion stands; its dossier may hold what is dated later."""
        found = self._found.get(opinion.id)
        if found is None:
            self._follow(opinion)
            found = self._found[opinion.id]
        return found

    def _follow(self, opinion: Opinion) -> None:
        """Find where an opinion stands, and those that it was merged into: each has the outcome of the next."""
        way: dict[str, tuple[Standing, Opinion | None]] = {}
        here: Opinion | None = opinion
        while here and here.id not in way and here.id not in self._found:
            events = [event for event in events_of(here, self.dossier) if event.on <= self.day]
            target = merged_into(events, here, self.dossier)
            way[here.id] = _own(here, events), target
            here = target
        if here and here.id in way:
            names = list(way)
            self._found.update(_in_a_circle([(one, way[one][0]) for one in names[names.index(here.id) :]]))
        outcome = self._found[here.id] if here else None
        for name, (own, target) in reversed(way.items()):
            if name not in self._found:
                outcome = self._found[name] = _merged(own, outcome, target.id) if target and outcome else own


def _in_a_circle(circle: list[tuple[str, Standing]]) -> Iterator[tuple[str, Standing]]:
    """Of merges that come back to where they began each has the outcome of the one before it: there its way ends."""
    since = max(own.since for _, own in circle)
    for (before, last), (name, own) in zip((circle[-1], *circle[:-1]), circle, strict=True):
        alone = name == before
        yield name, own if alone else replace(last, resolution=Resolution.MERGED, since=since, into=before)


def _merged(own: Standing, outcome: Standing, target: str) -> Standing:
    since, settled = max(own.since, outcome.since), max(own.settled, outcome.settled)
    into = outcome.into or target
    answer = own.answer if own.is_answered and not outcome.is_answered else outcome.answer
    return replace(outcome, answer=answer, resolution=Resolution.MERGED, since=since, settled=settled, into=into)


def _own(opinion: Opinion, events: Sequence[Event]) -> Standing:
    now = position(events)
    since = events[-1].on if events else opinion.received.on
    group = GROUPS[now.resolution]
    settled = max((event.on for event in events if event.step is not Step.TOLD), default=opinion.received.on)
    return Standing(now.answer, now.resolution, now.resolution, group, now.owner, now.due, since, settled, now.reopened)


def merged_into(events: Iterable[Event], opinion: Opinion, dossier: Dossier) -> Opinion | None:
    """The opinion that the events merge this one into."""
    for event in events:
        if event.step is Step.MERGED and event.into:
            return dossier.opinion_at(opinion, event.into)
    return None


def events_of(opinion: Opinion, dossier: Dossier) -> tuple[Event, ...]:
    """The opinion's events, and the reopenings that follow from findings on the conclusion's items."""
    findings = [found for conclusion, index in dossier.conclusion_items_of(opinion)
                for found in conclusion.items[index].findings if found.reopens]  # fmt: skip
    events = opinion.events
    for finding in sorted(findings, key=lambda one: one.on):
        events = _with_reopening(events, finding)
    return events


def _with_reopening(events: tuple[Event, ...], finding: Finding) -> tuple[Event, ...]:
    """With the finding's reopening behind what happened until its day, if there was an outcome to reopen."""
    at = next((index for index, event in enumerate(events) if event.on > finding.on), len(events))
    reopening = MonitoredEvent.model_construct(
        on=finding.on, step=Step.REOPENED, by=finding.by, text=finding.text, document=finding.document, due=finding.due
    )
    now = position(events[:at])
    possible = now.resolution is not Resolution.FORWARDED and hindrance(now, reopening) is None
    return (*events[:at], reopening, *events[at:]) if possible and not now.monitored else events


def is_late(now: Standing, as_of: date) -> bool:
    """The day set for it has passed and it is still being worked on."""
    return bool(now.due and now.due < as_of and now.group in (Group.DOING, Group.WAITING))
