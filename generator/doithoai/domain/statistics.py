"""Figures about an authority's opinions: both axes side by side, so that "all answered" cannot hide "not resolved".

Each figure is a count of opinions unless its name says otherwise; figures of several authorities add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from msgspec import Struct, field, to_builtins

from doithoai.domain.conclusion import ConclusionItem, Implementation, Monitored
from doithoai.domain.deadlines import untold
from doithoai.domain.edition import Edition
from doithoai.domain.opinion import Event, Opinion, Step
from doithoai.domain.standing import Answer, Group, Resolution

ANSWERING = (Step.ANSWERED_AT_SESSION, Step.ANSWERED_IN_WRITING, Step.ANSWERED_PUBLICLY)
BINS: tuple[tuple[str, int, int], ...] = (
    ("trong ngày", 0, 0),
    ("1–7 ngày", 1, 7),
    ("8–15 ngày", 8, 15),
    ("16–30 ngày", 16, 30),
    ("31–60 ngày", 31, 60),
    ("trên 60 ngày", 61, 1_000_000),
)
"""Days from receiving to the first answer: name, from, to (both included)."""


class Tally(Struct, frozen=True):
    """One group of opinions counted on both axes."""

    total: int = 0
    answered: int = 0
    unanswered: int = 0
    not_needed: int = 0
    done: int = 0
    doing: int = 0
    waiting: int = 0
    elsewhere: int = 0
    late: int = 0
    reopened: int = 0
    answered_not_done: int = 0
    """Answered, and yet neither settled nor handed on: what a share of answers alone would hide."""
    waits: tuple[int, ...] = (0,) * len(BINS)
    """How many were answered within each of the bins."""


_COUNTS = tuple(name for name in Tally.__struct_fields__ if name != "waits")
_counts_of = attrgetter(*_COUNTS)


def together(tallies: Iterable[Tally]) -> Tally:
    """All groups counted as one."""
    rows = list(tallies)
    if not rows:
        return Tally()
    counts = map(sum, zip(*map(_counts_of, rows), strict=True))
    waits = map(sum, zip(*(one.waits for one in rows), strict=True))
    return Tally(**dict(zip(_COUNTS, counts, strict=True)), waits=tuple(waits))


class ItemTally(Struct, frozen=True):
    """Items of conclusion notices: what units report, and what monitoring found."""

    total: int = 0
    reported: Mapping[str, int] = field(default_factory=dict)
    found: Mapping[str, int] = field(default_factory=dict)
    late: int = 0
    reopened: int = 0


class Figures(Struct, frozen=True):
    """All figures of one authority, or of several added up."""

    whole: Tally = Tally()
    answers: Mapping[str, int] = field(default_factory=dict)
    resolutions: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, Tally] = field(default_factory=dict)
    topics: Mapping[str, Tally] = field(default_factory=dict)
    days: Mapping[int, int] = field(default_factory=dict)
    """Opinions by the number of days to the first answer."""
    items: ItemTally = ItemTally()
    forwarded: int = 0
    untold: int = 0
    """Forwarded, and the citizen not told of it."""
    bodies: Mapping[str, int] = field(default_factory=dict)
    """Answered opinions by the authority that gave the first answer, by id: a successor may have answered."""


def tally(opinions: Iterable[Opinion], edition: Edition) -> Tally:
    """The opinions counted."""
    return together(_one(opinion, edition) for opinion in opinions)


def _one(opinion: Opinion, edition: Edition) -> Tally:
    now = edition.standing(opinion)
    not_needed = now.answer is Answer.NOT_NEEDED
    open_ = now.group in (Group.WAITING, Group.DOING)
    days = days_to_answer(opinion)
    return Tally(
        total=1,
        answered=int(now.is_answered),
        unanswered=int(not now.is_answered and not not_needed),
        not_needed=int(not_needed),
        done=int(now.group is Group.DONE),
        doing=int(now.group is Group.DOING),
        waiting=int(now.group is Group.WAITING),
        elsewhere=int(now.group is Group.ELSEWHERE),
        late=int(edition.late(opinion)),
        reopened=int(now.reopened > 0),
        answered_not_done=int(now.is_answered and open_),
        waits=_NEVER if days is None else _WAITS[next(at for at, (_, _, last) in enumerate(BINS) if days <= last)],
    )


_NEVER = (0,) * len(BINS)
_WAITS = [tuple(int(bin_ == at) for bin_ in range(len(BINS))) for at in range(len(BINS))]


def figures_of(edition: Edition, opinions: Sequence[Opinion] | None = None) -> Figures:
    """The authority's figures on the edition's day, of all its opinions or of some."""
    counted = edition.dossier.opinions if opinions is None else opinions
    standings = [edition.standing(one) for one in counted]
    tallies = [_one(one, edition) for one in counted]
    names = {topic.code: topic.name for topic in edition.topics.topics}
    sent = [one for one, now in zip(counted, standings, strict=True) if now.outcome is Resolution.FORWARDED]
    owners = [edition.authority.unit_name(now.owner) if now.owner else "" for now in standings]
    units = dict.fromkeys([*(unit.name for unit in edition.authority.units), *sorted(owners)])
    by_unit = _by_name((owner, one) for owner, one in zip(owners, tallies, strict=True) if owner)
    topics = (edition.topics.codes(one.topics) for one in counted)
    by_topic = _by_name((names[code], one) for codes, one in zip(topics, tallies, strict=True) for code in codes)
    return Figures(
        whole=together(tallies),
        answers=_counts((now.answer for now in standings), Answer),
        resolutions=_counts((now.outcome for now in standings), Resolution),
        units={name: by_unit[name] for name in units if name in by_unit},
        topics={name: by_topic[name] for name in names.values() if name in by_topic},
        days=dict(sorted(Counter(days for one in counted if (days := days_to_answer(one)) is not None).items())),
        items=item_tally([item for notice in edition.dossier.conclusions for item in notice.items], edition.as_of),
        forwarded=len(sent),
        untold=sum(not is_told(one, edition) for one in sent),
        bodies=dict(sorted(Counter(filter(None, map(first_to_answer, counted))).items())),
    )


def _counts(values: Iterable[Any], kinds: Any) -> dict[str, int]:
    found = Counter(values)
    return {kind.value: found[kind] for kind in kinds if found[kind]}


def _by_name(pairs: Iterable[tuple[str, Tally]]) -> dict[str, Tally]:
    found: dict[str, list[Tally]] = {}
    for name, one in pairs:
        found.setdefault(name, []).append(one)
    return {name: together(those) for name, those in found.items()}


def days_to_answer(opinion: Opinion) -> int | None:
    """Calendar days from the day it was received to that of the first answer; None for one not answered."""
    first = _first_answer(opinion)
    return (first.on - opinion.received.on).days if first else None


def first_to_answer(opinion: Opinion) -> str | None:
    """The id of the authority that answered first."""
    first = _first_answer(opinion)
    return (first.authority or opinion.authority_id) if first else None


def _first_answer(opinion: Opinion) -> Event | None:
    return next((event for event in opinion.events if event.step in ANSWERING), None)


def is_told(opinion: Opinion, edition: Edition) -> bool:
    """The citizen was told, after the opinion, or the one that carries it on, was forwarded for the last time."""
    return untold(carried_by(opinion, edition)) is None


def carried_by(opinion: Opinion, edition: Edition) -> Opinion:
    """The opinion whose outcome this one has: the one that it was merged into, or itself."""
    found = edition.dossier.by_id.get(edition.standing(opinion).into or "")
    return found if isinstance(found, Opinion) else opinion


def item_tally(items: Sequence[ConclusionItem], day: date) -> ItemTally:
    """The items counted: as reported, as found, late on the day, reopened."""
    return ItemTally(
        total=len(items),
        reported=_counts((one.level for one in items), Implementation),
        found=_counts((one.monitored for one in items), Monitored),
        late=sum(bool(one.due_now and one.due_now < day and not one.is_settled) for one in items),
        reopened=sum(one.is_reopened for one in items),
    )


def median_days(days: Mapping[int, int]) -> float | None:
    """The median of days to the first answer: half were answered within it."""
    row = sorted(Counter(dict(days)).elements())
    if not row:
        return None
    middle = len(row) // 2
    return float(row[middle]) if len(row) % 2 else (row[middle - 1] + row[middle]) / 2


def distribution(days: Mapping[int, int]) -> list[tuple[str, int]]:
    """How many were answered within each of the bins."""
    return [(name, sum(count for day, count in days.items() if low <= day <= high)) for name, low, high in BINS]


def added(all_figures: Iterable[Figures]) -> Figures:
    """Figures of several authorities together; units are each authority's own and are left out."""
    row = list(all_figures)
    items = [one.items for one in row]
    return Figures(
        whole=together(one.whole for one in row),
        answers=_summed([one.answers for one in row], [kind.value for kind in Answer]),
        resolutions=_summed([one.resolutions for one in row], [kind.value for kind in Resolution]),
        topics=_by_name(pair for one in row for pair in one.topics.items()),
        days=dict(sorted(_summed([one.days for one in row]).items())),
        items=ItemTally(
            sum(one.total for one in items),
            _summed([one.reported for one in items], [kind.value for kind in Implementation]),
            _summed([one.found for one in items], [kind.value for kind in Monitored]),
            sum(one.late for one in items),
            sum(one.reopened for one in items),
        ),
        forwarded=sum(one.forwarded for one in row),
        untold=sum(one.untold for one in row),
        bodies=_summed([one.bodies for one in row]),
    )


def _summed(counts: Iterable[Mapping[Any, int]], order: Sequence[Any] | None = None) -> dict[Any, int]:
    found: Counter[Any] = Counter()
    for one in counts:
        found.update(one)
    return {key: found[key] for key in (found if order is None else order) if found[key]}


def figures_data(figures: Figures) -> dict[str, Any]:
    """The figures as plain data."""
    return dict(to_builtins(figures, str_keys=True))


def figures_from(data: Mapping[str, Any]) -> Figures:
    """The figures back from plain data."""
    return Figures(
        _tally_from(data["whole"]),
        data["answers"],
        data["resolutions"],
        {name: _tally_from(one) for name, one in data["units"].items()},
        {name: _tally_from(one) for name, one in data["topics"].items()},
        {int(day): count for day, count in data["days"].items()},
        ItemTally(**data["items"]),
        data["forwarded"],
        data["untold"],
        data["bodies"],
    )


def _tally_from(data: Mapping[str, Any]) -> Tally:
    return Tally(**{**data, "waits": tuple(data["waits"])})
