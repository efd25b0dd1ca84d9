"""What a year owes: its plan before a day, its number of sessions, reports at the end of each period.

It is owed once, by all plans of the year together, and shown with the first of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from msgspec.structs import replace

from doithoai.domain.deadline_words import dated_sentence
from doithoai.domain.deadlines import Deadline, Satisfied, satisfied, signed_on, state_on
from doithoai.domain.edition import Edition
from doithoai.domain.plan import Plan, PlanGenre
from doithoai.domain.rulebook import (
    Artefact,
    BeforeDay,
    BeforeYearly,
    Bound,
    Demand,
    Every,
    Period,
    Rulebook,
    Since,
    Term,
)
from doithoai.domain.session import Session
from doithoai.domain.workdays import Calendar, ending_on
from doithoai.folding import fold

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=62)
"""How long before its day the plan of the next year is listed."""
_MONTHS = {Period.QUARTER: (3, 6, 9, 12), Period.HALF_YEAR: (6,), Period.YEAR: (12,)}
"""Months at whose end a period's report is due; that of the second half is the year's."""


def of_years(edition: Edition, calendar: Calendar, rulebook: Rulebook) -> Iterator[Deadline]:
    """What comes round every year: the plan before a day, reports at the end of a period."""
    for year, plans in plans_of_years(edition):
        for bound in rulebook.bounds:
            for named, due in _yearly_days(bound, year):
                if bound.book.in_force(due) and bound.rule.watched:
                    yield from _dated(bound, plans, named, due, edition, calendar)


def of_absent_plans(edition: Edition, calendar: Calendar, rulebook: Rulebook) -> Iterator[Deadline]:
    """The plan of a year that has none yet; nobody asks a body that has ended for one."""
    rules = [one for one in rulebook.bounds if one.rule.artefact is Artefact.PLAN and one.rule.watched]
    for year, record in _without_plan(edition) if rules and not edition.ended else ():
        for bound in rules:
            for named, due in _yearly_days(bound, year):
                if bound.book.in_force(due) and due <= edition.as_of + _AHEAD:
                    task = f"{bound.rule.name.removesuffix(' năm')} năm {year}"
                    found = _by_day(bound, record, named, due, (None, None), edition, calendar)
                    yield replace(found, task=task, which=str(year))


def _without_plan(edition: Edition) -> Iterator[tuple[int, Plan | Session]]:
    """Years without a plan since the first plan or session; each with the record that shows it, the last plan."""
    plans = {year: those[-1] for year, those in plans_of_years(edition)}
    sessions = {one.when.year: one for one in edition.dossier.sessions if one.when.year}
    known: Mapping[int, Plan | Session] = plans or sessions
    for year in range(min((*plans, *sessions)), (edition.as_of + _AHEAD).year + 1) if known else ():
        if year not in plans:
            yield year, known[max((one for one in known if one <= year), default=min(known))]


def plans_by_year(edition: Edition) -> Iterator[tuple[int, Plan]]:
    """Every plan of sessions with its year."""
    for plan in edition.dossier.plans:
        if plan.year and plan.genre is PlanGenre.SESSIONS:
            yield plan.year, plan


def plans_of_years(edition: Edition) -> Iterator[tuple[int, tuple[Plan, ...]]]:
    """Each year with its plans of sessions, the first one first: what a year owes is owed once, not by every plan."""
    found: dict[int, list[Plan]] = {}
    for year, plan in plans_by_year(edition):
        found.setdefault(year, []).append(plan)
    for year, plans in found.items():
        yield year, tuple(sorted(plans, key=lambda plan: (signed_on(plan) or date.max, plan.id)))


def numbers_of_years(edition: Edition) -> Iterator[tuple[int, tuple[Plan, ...], int]]:
    """Each year with its plans and its number of sessions: those foreseen or, if more, those not called off."""
    held = Counter(one.when.year for one in edition.dossier.sessions if not one.cancelled)
    for year, plans in plans_of_years(edition):
        yield year, plans, max(len(_foreseen(plans)), held[year])


def _foreseen(plans: tuple[Plan, ...]) -> set[object]:
    """The sessions of a year's plans; what a later plan names again in the same words is the same."""
    rows = ((plan, at, one) for plan in plans for at, one in enumerate(plan.planned))
    if len(plans) == 1:
        return {at for _, at, _ in rows}
    return {f"{plan.folder}/{one.session}" if one.session else (fold(one.title), one.when) for plan, _, one in rows}


def _yearly_days(bound: Bound, year: int) -> Iterator[tuple[date, date]]:
    """The days named, with the last day on which the thing is in time."""
    term = bound.rule.term
    if isinstance(term, BeforeYearly | BeforeDay) and bound.rule.demand is Demand.DEADLINE:
        named = term.of(year)
        if named.year == year:  # one day is owed once
            yield named, named - _DAY
    elif isinstance(term, Every) and bound.rule.artefact:
        for last in _ends(term.period, year):
            if last.year == year:
                yield last, last


def _dated(
    bound: Bound, plans: tuple[Plan, ...], named: date, due: date, edition: Edition, calendar: Calendar
) -> Iterator[Deadline]:
    """What the year owes, on the page of its first plan; any of them may have done it."""
    kept = [satisfied(bound, plan, edition) for plan in plans]
    by, on = min((one for one in kept if one[1]), key=lambda one: one[1] or date.max, default=kept[0])
    if by and on is None:  # there, but it bears no date: a finding says so
        return
    yield _by_day(bound, plans[0], named, due, (by, on), edition, calendar)


def _by_day(
    bound: Bound,
    record: Plan | Session,
    named: date,
    due: date,
    kept: Satisfied,
    edition: Edition,
    calendar: Calendar,
) -> Deadline:
    counted, rule = ending_on(due, calendar), bound.rule
    by, on = kept
    sentence = dated_sentence(counted, calendar, str(rule.term), bound.basis)
    return Deadline(
        record,
        rule.name,
        due,
        counted.advised,
        sentence,
        state_on(due, on, edition.as_of),
        rule.owed_by,
        rule.owed_to,
        bound,
        "năm",
        named,
        counted.skipped,
        counted.provisional,
        by,
        on,
    )


def last_day(term: Term, around: date) -> date:
    """The last day in time, in the year (or the period) of a day; raises `TypeError` for what is counted from one."""
    if isinstance(term, Since):
        raise TypeError("counted from an event")
    if isinstance(term, Every):
        return next(last for last in _ends(term.period, around.year) if last >= around)
    return term.of(around.year) - _DAY


def _ends(period: Period, year: int) -> Iterator[date]:
    """The last days of a year's periods; the half-year that ends with the year is the year's."""
    for at, month in [(year, month) for month in _MONTHS[period]] + [(year + 1, _MONTHS[period][0])]:
        yield date(at + month // 12, month % 12 + 1, 1) - _DAY
