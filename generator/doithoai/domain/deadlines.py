"""What is due, to whom, by which rule, and whether it was done: computed from dated facts, never typed.

Here what an event sets going, and what records promise; what comes round with the year is in `domain/yearly.py`, and
`domain/timetable.py` gives all of it. What follows from rules alone, without a day, is in `domain/findings.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from doithoai.domain.announced import Announced
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.corrections import Corrected
from doithoai.domain.deadline_words import counted_sentence, promised_sentence
from doithoai.domain.edition import Edition
from doithoai.domain.opinion import Opinion, Step
from doithoai.domain.plan import Plan
from doithoai.domain.publication import INVITING, OUTCOME, Cause
from doithoai.domain.records import Record
from doithoai.domain.rulebook import Artefact, Bound, Rulebook, Since, Trigger
from doithoai.domain.session import Session
from doithoai.domain.standing import Group
from doithoai.domain.told import as_logged, complete, firsts, lacking
from doithoai.domain.workdays import Calendar, count
from doithoai.folding import fold

SOON = 7
"""Days within which a deadline is near."""


class State(StrEnum):
    """Where a deadline stands on the day; the value is the word shown."""

    OVERDUE = "quá hạn"
    DUE_SOON = "sắp đến hạn"
    UPCOMING = "chưa đến hạn"
    MET = "đúng hạn"
    MET_LATE = "xong sau hạn"
    NOT_APPLICABLE = "không áp dụng"


OPEN = (State.OVERDUE, State.DUE_SOON, State.UPCOMING)


class Deadline(Struct, frozen=True):
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


def promises_of(edition: Edition) -> Iterator[Deadline]:
    """What the records themselves promise by a day: conclusion items, and opinions that were assigned."""
    for conclusion in edition.dossier.conclusions:
        yield from _items_of(conclusion, edition)
    for opinion in edition.dossier.opinions:
        now = edition.standing(opinion)
        if now.due and now.into is None and now.group in (Group.DOING, Group.WAITING):  # merged ones: done once
            by = (edition.authority.unit_name(now.owner),) if now.owner else ()
            state = state_on(now.due, None, edition.as_of)
            task = f"giải quyết kiến nghị {opinion.number}"
            yield Deadline(opinion, task, now.due, now.due, promised_sentence(now.due), state, by, ("người nêu",))


def _items_of(conclusion: Conclusion, edition: Edition) -> Iterator[Deadline]:
    for item in conclusion.items:
        if item.due_now and not item.is_settled:
            by = (edition.authority.unit_name(item.owner),) if item.owner else ()
            task = f"thực hiện kết luận số {item.number}"
            due, state = item.due_now, state_on(item.due_now, None, edition.as_of)
            yield Deadline(conclusion, task, due, due, promised_sentence(due), state, by, ("Nhân dân",))


def of_sessions(edition: Edition, calendar: Calendar, rulebook: Rulebook) -> Iterator[Deadline]:
    """What has to be done before a session and after it, while it is not off."""
    for session in edition.dossier.sessions:
        day = session.held.on if session.held else session.time.day
        if day and (session.held or not (session.cancelled or session.is_off)):
            for bound in _set_going(rulebook, day, Trigger.SESSION):
                found = _counted(bound, session, day, satisfied(bound, session, edition), edition, calendar)
                missing = _lacking(bound, session, edition) if found.satisfied_on is None else ()
                yield replace(found, task=f"{found.task} (còn thiếu: {'; '.join(missing)})") if missing else found


def of_documents(edition: Edition, calendar: Calendar, rulebook: Rulebook) -> Iterator[Deadline]:
    """Decisions that have to be made public, or sent out, once they are signed."""
    for record in documents_of(edition):
        day = record.document.dated.day if record.document.dated else None
        if day:
            for bound in _set_going(rulebook, day, Trigger.DECIDED, Trigger.SIGNED):
                yield _counted(bound, record, day, satisfied(bound, record, edition), edition, calendar)


def of_claims(edition: Edition, calendar: Calendar, rulebook: Rulebook) -> Iterator[Deadline]:
    """What citizens say is not right has to be answered."""
    for record in edition.dossier.records:
        if isinstance(record, Corrected):
            for at, claim in enumerate(record.claims):
                same = sum(one.received == claim.received for one in record.claims[: at + 1])
                which = f"{claim.received.isoformat()} {same}"
                kept = (record.id if claim.answered else None, claim.answered)
                for bound in _set_going(rulebook, claim.received, Trigger.CLAIMED):
                    counted = _counted(bound, record, claim.received, kept, edition, calendar)
                    yield replace(counted, which=which)


def documents_of(edition: Edition) -> tuple[Plan | Conclusion, ...]:
    """The records that are official documents with a number and a day."""
    return (*edition.dossier.plans, *edition.dossier.conclusions)


def of_forwarded(edition: Edition, calendar: Calendar, rulebook: Rulebook) -> Iterator[Deadline]:
    """Who raised an opinion has to be told that it was forwarded."""
    for opinion in edition.dossier.opinions:
        day, told = forwarding_of(opinion)
        kept = (opinion.id if told else None, told)
        if day:
            for bound in _set_going(rulebook, day, Trigger.FORWARDED):
                if bound.rule.artefact is Artefact.FORWARD_NOTICE:
                    yield _counted(bound, opinion, day, kept, edition, calendar)


def _set_going(rulebook: Rulebook, day: date, *triggers: Trigger) -> Iterator[Bound]:
    for bound in rulebook.on(day):
        term = bound.rule.term
        if isinstance(term, Since) and term.trigger in triggers and bound.rule.watched:
            yield bound


def _counted(
    bound: Bound, record: Record, day: date, kept: Satisfied, edition: Edition, calendar: Calendar
) -> Deadline:
    term = bound.rule.term
    assert isinstance(term, Since)
    counted = count(day, term.offset, calendar)
    sentence = counted_sentence(counted, calendar, term.trigger.value, bound.basis)
    by, on = kept
    return Deadline(
        record,
        bound.rule.name,
        counted.due,
        counted.advised,
        sentence,
        state_on(counted.due, on, edition.as_of),
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


def state_on(due: date, done: date | None, as_of: date) -> State:
    """Where it stands that a thing is due on one day and was done on another, as of a third."""
    if done:
        return State.MET if done <= due else State.MET_LATE
    if due < as_of:
        return State.OVERDUE
    return State.DUE_SOON if (due - as_of).days <= SOON else State.UPCOMING


Satisfied = tuple[str | None, date | None]
"""By what a rule was kept, and when."""


def satisfied(bound: Bound, record: Announced, edition: Edition) -> Satisfied:
    """By what, and when, the rule was kept, as a record tells."""
    told = [one for one in record.done if one.what == bound.id or _names(one.what, bound.rule.artefact)]
    if told:
        first = min(told, key=lambda one: one.on)
        return first.document or record.id, first.on
    match bound.rule.artefact, record:
        case Artefact.PLAN, Plan():
            return record.id, signed_on(record)
        case Artefact.CONCLUSION, Session():
            return _conclusion(edition.dossier.conclusion_of(record))
        case Artefact.NOTICE, Session():
            return _notice(bound, record, edition)
        case Artefact.RESULT, Session():
            return _logged(record, OUTCOME, bound, edition)
        case Artefact.PUBLICITY, Plan():
            return _logged(record, (Cause.PLAN,), bound, edition)
        case Artefact.PUBLICITY, Conclusion():
            return _logged(record, (Cause.CONCLUSION,), bound, edition)
    return None, None


def signed_on(plan: Plan) -> date | None:
    """The day that a plan bears."""
    return plan.document.dated.day if plan.document.dated else None


def _names(what: str, artefact: Artefact | None) -> bool:
    return artefact is not None and fold(what) == fold(artefact.value)


def _conclusion(conclusion: Conclusion | None) -> Satisfied:
    if conclusion is None:
        return None, None
    return conclusion.id, conclusion.document.dated.day if conclusion.document.dated else None


def _notice(bound: Bound, session: Session, edition: Edition) -> Satisfied:
    """The first notice of the time in force: as the log has it, else as the record was made public."""
    since = session.time.published
    by, on = _logged(session, INVITING, bound, edition, since)
    return (by, on) if on else (session.id if since else None, since)


def _logged(
    record: Record, causes: tuple[Cause, ...], bound: Bound, edition: Edition, since: date | None = None
) -> Satisfied:
    """The day on which people had been told in every form that the rule wants."""
    log = edition.dossier.log_beside(record)
    told = complete(firsts(as_logged(log), causes, bound.rule, since))
    return (log.id, told[1]) if log and told else (None, None)


def _lacking(bound: Bound, session: Session, edition: Edition) -> tuple[str, ...]:
    """The forms in which an outcome that people were told of has not been told yet."""
    if bound.rule.artefact is not Artefact.RESULT:
        return ()
    return lacking(firsts(as_logged(edition.dossier.log_beside(session)), OUTCOME, bound.rule))


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
