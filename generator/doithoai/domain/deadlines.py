"""What is due, to whom, by which rule, and whether it was done: computed from dated facts, never typed.

`deadlines_of` gives every deadline of an authority on one day; pages ask `Timetable.of` for those of one record. What
follows from rules alone, without a day, is in `domain/findings.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from doithoai.domain.announced import Announced
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.corrections import Corrected
from doithoai.domain.deadline_words import counted_sentence, dated_sentence, promised_sentence
from doithoai.domain.edition import Edition
from doithoai.domain.opinion import Opinion, Step
from doithoai.domain.plan import Plan, PlanGenre
from doithoai.domain.publication import Cause, Channel
from doithoai.domain.records import Record
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
    Trigger,
    form_name,
)
from doithoai.domain.session import Session
from doithoai.domain.standing import Group
from doithoai.domain.workdays import Calendar, count, ending_on
from doithoai.folding import fold

SOON = 7
"""Days within which a deadline is near."""

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=62)
"""How long before its day the plan of the next year is listed."""
_MONTHS = {Period.QUARTER: (3, 6, 9, 12), Period.HALF_YEAR: (6,), Period.YEAR: (12,)}
"""Months at whose end a period's report is due; that of the second half is the year's."""


class State(StrEnum):
    """Where a deadline stands on the day; the value is the word shown."""

    OVERDUE = "quá hạn"
    DUE_SOON = "sắp đến hạn"
    UPCOMING = "chưa đến hạn"
    MET = "đúng hạn"
    MET_LATE = "xong sau hạn"
    NOT_APPLICABLE = "không áp dụng"


OPEN = (State.OVERDUE, State.DUE_SOON, State.UPCOMING)


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing owed by a day.

    `record`: whose page shows it; `bound` None for what the records themselves promise. `due` is the lawful day,
    `advised` the working day by which to have done it; `sentence` explains both. `satisfied_by`: a record's id or the
    number of a document; `satisfied_on` the day it was done.
    """

    record: Record
    task: str
    due: date
    advised: date
    sentence: str
    state: State
    owed_by: tuple[str, ...]
    owed_to: tuple[str, ...] = ()
    bound: Bound | None = None
    trigger: str = ""
    trigger_date: date | None = None
    skipped: tuple[date, ...] = ()
    provisional: bool = False
    satisfied_by: str | None = None
    satisfied_on: date | None = None
    which: str = ""
    """Tells apart what one rule sets going more than once on one record."""

    @property
    def rule(self) -> str:
        """The rule's id: `bg-1158-116/conclusion`; empty for a promise."""
        return self.bound.id if self.bound else ""

    @property
    def literal(self) -> tuple[str, ...]:
        """The sentence it comes from, word for word."""
        return self.bound.rule.literal if self.bound else ()

    @property
    def reading(self) -> str | None:
        """How we read that sentence, where it needs reading."""
        return self.bound.rule.reading if self.bound else None

    @property
    def order(self) -> tuple[date, str, str]:
        """Sorts by day."""
        return self.due, self.record.id, self.rule


@dataclass(frozen=True)
class Timetable:
    """All deadlines of an authority, in order of day."""

    deadlines: tuple[Deadline, ...]

    def of(self, record: Record) -> tuple[Deadline, ...]:
        """Those that a record's page shows."""
        return self._by_record.get(record.id, ())

    @cached_property
    def _by_record(self) -> dict[str, tuple[Deadline, ...]]:
        found: dict[str, list[Deadline]] = {}
        for one in self.deadlines:
            found.setdefault(one.record.id, []).append(one)
        return {record: tuple(deadlines) for record, deadlines in found.items()}


NO_DEADLINES = Timetable(())


def deadlines_of(edition: Edition, calendar: Calendar, rulebook: Rulebook) -> Timetable:
    """Every deadline that the rules set for the edition's records on its day."""
    found = (
        *_of_sessions(edition, calendar, rulebook),
        *_of_documents(edition, calendar, rulebook),
        *_of_claims(edition, calendar, rulebook),
        *_of_forwarded(edition, calendar, rulebook),
        *_of_years(edition, calendar, rulebook),
        *_of_absent_plans(edition, calendar, rulebook),
    )
    ended = edition.ended.on if edition.ended else None
    standing = (one for one in found if ended is None or one.due < ended)
    return Timetable(tuple(sorted(standing, key=lambda one: one.order)))


def promises_of(edition: Edition) -> Iterator[Deadline]:
    """What the records themselves promise by a day: conclusion items, and opinions that were assigned."""
    for conclusion in edition.dossier.conclusions:
        yield from _items_of(conclusion, edition)
    for opinion in edition.dossier.opinions:
        now = edition.standing(opinion)
        if now.due and now.into is None and now.group in (Group.DOING, Group.WAITING):  # merged ones: done once
            by = (edition.authority.unit_name(now.owner),) if now.owner else ()
            state = _state(now.due, None, edition.as_of)
            task = f"giải quyết kiến nghị {opinion.number}"
            yield Deadline(opinion, task, now.due, now.due, promised_sentence(now.due), state, by, ("người nêu",))


def _items_of(conclusion: Conclusion, edition: Edition) -> Iterator[Deadline]:
    for item in conclusion.items:
        if item.due_now and not item.is_settled:
            by = (edition.authority.unit_name(item.owner),) if item.owner else ()
            task = f"thực hiện kết luận số {item.number}"
            due, state = item.due_now, _state(item.due_now, None, edition.as_of)
            yield Deadline(conclusion, task, due, due, promised_sentence(due), state, by, ("Nhân dân",))


def _of_sessions(edition: Edition, calendar: Calendar, rulebook: Rulebook) -> Iterator[Deadline]:
    for session in edition.dossier.sessions:
        day = session.held.on if session.held else session.time.day
        if day and (session.held or not (session.cancelled or session.is_off)):
            for bound in _set_going(rulebook, day, Trigger.SESSION):
                found = _counted(bound, session, day, _satisfied(bound, session, edition), edition, calendar)
                lacking = _lacking(bound, session, edition) if found.satisfied_on is None else ()
                yield replace(found, task=f"{found.task} (còn thiếu: {'; '.join(lacking)})") if lacking else found


def _of_documents(edition: Edition, calendar: Calendar, rulebook: Rulebook) -> Iterator[Deadline]:
    """Decisions that have to be made public, or sent out, once they are signed."""
    for record in documents_of(edition):
        day = record.document.dated.day if record.document.dated else None
        if day:
            for bound in _set_going(rulebook, day, Trigger.DECIDED, Trigger.SIGNED):
                yield _counted(bound, record, day, _satisfied(bound, record, edition), edition, calendar)


def _of_claims(edition: Edition, calendar: Calendar, rulebook: Rulebook) -> Iterator[Deadline]:
    """What citizens say is not right has to be answered."""
    for record in edition.dossier.records:
        if isinstance(record, Corrected):
            for at, claim in enumerate(record.claims):
                same = sum(one.received == claim.received for one in record.claims[: at + 1])
                which = f"{claim.received.isoformat()} {same}"
                satisfied = (record.id if claim.answered else None, claim.answered)
                for bound in _set_going(rulebook, claim.received, Trigger.CLAIMED):
                    counted = _counted(bound, record, claim.received, satisfied, edition, calendar)
                    yield replace(counted, which=which)


def documents_of(edition: Edition) -> tuple[Plan | Conclusion, ...]:
    """The records that are official documents with a number and a day."""
    return (*edition.dossier.plans, *edition.dossier.conclusions)


def _of_forwarded(edition: Edition, calendar: Calendar, rulebook: Rulebook) -> Iterator[Deadline]:
    """Who raised an opinion has to be told that it was forwarded."""
    for opinion in edition.dossier.opinions:
        day, told = forwarding_of(opinion)
        satisfied = (opinion.id if told else None, told)
        if day:
            for bound in _set_going(rulebook, day, Trigger.FORWARDED):
                if bound.rule.artefact is Artefact.FORWARD_NOTICE:
                    yield _counted(bound, opinion, day, satisfied, edition, calendar)


def _set_going(rulebook: Rulebook, day: date, *triggers: Trigger) -> Iterator[Bound]:
    for bound in rulebook.on(day):
        term = bound.rule.term
        if isinstance(term, Since) and term.trigger in triggers and bound.rule.watched:
            yield bound


def _counted(
    bound: Bound, record: Record, day: date, satisfied: _Satisfied, edition: Edition, calendar: Calendar
) -> Deadline:
    term = bound.rule.term
    assert isinstance(term, Since)
    counted = count(day, term.offset, calendar)
    sentence = counted_sentence(counted, calendar, term.trigger.value, bound.basis)
    by, on = satisfied
    return Deadline(
        record,
        bound.rule.name,
        counted.due,
        counted.advised,
        sentence,
        _state(counted.due, on, edition.as_of),
        bound.rule.owed_by,
        bound.rule.owed_to,
        bound,
        term.trigger.value,
        day,
        counted.skipped,
        counted.provisional,
        by,
        on,
    )


def _of_years(edition: Edition, calendar: Calendar, rulebook: Rulebook) -> Iterator[Deadline]:
    """What comes round every year: the plan before a day, reports at the end of a period."""
    for year, plans in plans_of_years(edition):
        for bound in rulebook.bounds:
            for named, due in _yearly_days(bound, year):
                if bound.book.in_force(due) and bound.rule.watched:
                    yield from _dated(bound, plans, named, due, edition, calendar)


def _of_absent_plans(edition: Edition, calendar: Calendar, rulebook: Rulebook) -> Iterator[Deadline]:
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
    first = min((*plans, *sessions), default=edition.as_of.year + 1)
    for year in range(first, (edition.as_of + _AHEAD).year + 1):
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
        yield year, tuple(sorted(plans, key=lambda plan: (_signed(plan) or date.max, plan.id)))


def _signed(plan: Plan) -> date | None:
    return plan.document.dated.day if plan.document.dated else None


def _yearly_days(bound: Bound, year: int) -> Iterator[tuple[date, date]]:
    """The days named, with the last day on which the thing is in time."""
    term = bound.rule.term
    if isinstance(term, BeforeYearly | BeforeDay) and bound.rule.demand is Demand.DEADLINE:
        yield term.of(year), term.of(year) - _DAY
    elif isinstance(term, Every) and bound.rule.artefact:
        for last in _ends(term.period, year):
            if last.year == year:
                yield last, last


def _dated(
    bound: Bound, plans: tuple[Plan, ...], named: date, due: date, edition: Edition, calendar: Calendar
) -> Iterator[Deadline]:
    """What the year owes, on the page of its first plan; any of them may have done it."""
    kept = [_satisfied(bound, plan, edition) for plan in plans]
    by, on = min((one for one in kept if one[1]), key=lambda one: one[1] or date.max, default=kept[0])
    if by and on is None:  # there, but it bears no date: a finding says so
        return
    yield _by_day(bound, plans[0], named, due, (by, on), edition, calendar)


def _by_day(
    bound: Bound,
    record: Plan | Session,
    named: date,
    due: date,
    satisfied: _Satisfied,
    edition: Edition,
    calendar: Calendar,
) -> Deadline:
    counted, rule = ending_on(due, calendar), bound.rule
    by, on = satisfied
    sentence = dated_sentence(counted, calendar, str(rule.term), bound.basis)
    return Deadline(
        record,
        rule.name,
        due,
        counted.advised,
        sentence,
        _state(due, on, edition.as_of),
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


def _state(due: date, done: date | None, as_of: date) -> State:
    if done:
        return State.MET if done <= due else State.MET_LATE
    if due < as_of:
        return State.OVERDUE
    return State.DUE_SOON if (due - as_of).days <= SOON else State.UPCOMING


_Satisfied = tuple[str | None, date | None]
_OUTCOME = (Cause.CONCLUSION, Cause.RESULT)


def _satisfied(bound: Bound, record: Announced, edition: Edition) -> _Satisfied:
    """By what, and when, the rule was kept."""
    told = [one for one in record.done if one.what == bound.id or _names(one.what, bound.rule.artefact)]
    if told:
        first = min(told, key=lambda one: one.on)
        return first.document or record.id, first.on
    match bound.rule.artefact, record:
        case Artefact.PLAN, Plan():
            return record.id, _signed(record)
        case Artefact.CONCLUSION, Session():
            return _conclusion(edition.dossier.conclusion_of(record))
        case Artefact.NOTICE, Session():
            return _notice(bound, record, edition)
        case Artefact.RESULT, Session():
            return _logged(record, _OUTCOME, bound, edition)
        case Artefact.PUBLICITY, Plan():
            return _logged(record, (Cause.PLAN,), bound, edition)
        case Artefact.PUBLICITY, Conclusion():
            return _logged(record, (Cause.CONCLUSION,), bound, edition)
    return None, None


def _names(what: str, artefact: Artefact | None) -> bool:
    return artefact is not None and fold(what) == fold(artefact.value)


def _conclusion(conclusion: Conclusion | None) -> _Satisfied:
    if conclusion is None:
        return None, None
    return conclusion.id, conclusion.document.dated.day if conclusion.document.dated else None


def _notice(bound: Bound, session: Session, edition: Edition) -> _Satisfied:
    """The first notice of the time in force: as the log has it, else as the record was made public."""
    since = session.time.published
    by, on = _logged(session, (Cause.SCHEDULE, Cause.CHANGE), bound, edition, since)
    return (by, on) if on else (session.id if since else None, since)


def _logged(
    record: Record, causes: Iterable[Cause], bound: Bound, edition: Edition, since: date | None = None
) -> _Satisfied:
    """The day on which people had been told in every form that the rule wants."""
    log = edition.dossier.log_beside(record)
    days = [day for _, day in _first_days(record, causes, bound, edition, since) if day]
    return (log.id, max(days)) if log and len(days) == len(bound.rule.forms) else (None, None)


def _lacking(bound: Bound, session: Session, edition: Edition) -> tuple[str, ...]:
    """The forms in which an outcome that people were told of has not been told yet."""
    if bound.rule.artefact is not Artefact.RESULT:
        return ()
    firsts = list(_first_days(session, _OUTCOME, bound, edition, None))
    return tuple(form_name(form) for form, day in firsts if not day) if any(day for _, day in firsts) else ()


def _first_days(
    record: Record, causes: Iterable[Cause], bound: Bound, edition: Edition, since: date | None
) -> Iterator[tuple[tuple[Channel, ...], date | None]]:
    """Each form that the rule wants, with the first day on which people were told by it."""
    log = edition.dossier.log_beside(record)
    told = [
        entry
        for entry in (log.entries if log else ())
        if entry.cause in causes and not entry.skipped and (since is None or entry.on >= since)
    ]
    for form in bound.rule.forms:
        yield form, min((entry.on for entry in told if not form or entry.channel in form), default=None)


def untold(opinion: Opinion) -> date | None:
    """The day on which the opinion was forwarded, while its petitioner has not been told."""
    day, told = forwarding_of(opinion)
    return day if told is None else None


_ANSWERED_THEMSELVES = (Step.ANSWERED_IN_WRITING, Step.ANSWERED_AT_SESSION)
"""Who is answered to their face or by letter knows where their matter is; an answer put up for all reaches nobody."""


def forwarding_of(opinion: Opinion) -> tuple[date | None, date | None]:
    """The day on which the opinion was forwarded last, and the first on which its petitioner was told: by a notice, or
    by an answer that they were given afterwards.
    """
    steps = [event.step for event in opinion.events]
    if Step.FORWARDED not in steps:
        return None, None
    at = len(steps) - 1 - steps[::-1].index(Step.FORWARDED)
    day = opinion.events[at].on
    notices = [one.on for one in opinion.events if one.step is Step.TOLD and one.on >= day]
    answers = [one.on for one in opinion.events[at + 1 :] if one.step in _ANSWERED_THEMSELVES]
    return day, min((*notices, *answers), default=None)
