"""What an authority made public in each quarter, and what it made public late.

The list of each quarter: what, in which form, when (Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15, Điều 13 khoản 2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from doithoai.domain.conclusion import Conclusion
from doithoai.domain.norms import Limit, Norms
from doithoai.domain.plan import Plan
from doithoai.domain.publication import INVITING, OUTCOME, Cause, Channel, Publication, PublicationLog
from doithoai.domain.published import Ledger, days_known, first_published, since_of_time
from doithoai.domain.records import Record
from doithoai.domain.register import Dossier
from doithoai.domain.rulebook import Artefact, Trigger
from doithoai.domain.session import Session
from doithoai.domain.told import Firsts, Told, as_published, complete, firsts, lacking

Quarter = tuple[int, int]
"""Year, and quarter from 1 to 4."""


class Made(Struct, frozen=True):
    """One thing made public in one form: `about` is its record, `entries` each time, in order of day."""

    about: Record
    cause: Cause
    channel: Channel
    entries: tuple[Publication, ...]


def quarter_of(day: date) -> Quarter:
    """The quarter a day is in."""
    return day.year, (day.month + 2) // 3


def registers(dossier: Dossier) -> dict[Quarter, tuple[Made, ...]]:
    """What was made public in each quarter, the latest quarter first."""
    found: dict[Quarter, dict[tuple[str, Cause, Channel], list[Publication]]] = {}
    records: dict[str, Record] = {}
    for log in dossier.logs:
        for entry in log.entries:
            about = about_of(entry, log, dossier)
            records[about.id] = about
            of_quarter = found.setdefault(quarter_of(entry.on), {})
            of_quarter.setdefault((about.id, entry.cause, entry.channel), []).append(entry)
    return {quarter: tuple(_rows(found[quarter], records)) for quarter in sorted(found, reverse=True)}


def _rows(
    of_quarter: Mapping[tuple[str, Cause, Channel], list[Publication]], records: Mapping[str, Record]
) -> Iterator[Made]:
    made = [
        Made(records[record_id], cause, channel, tuple(sorted(entries, key=lambda one: one.on)))
        for (record_id, cause, channel), entries in of_quarter.items()
    ]
    yield from sorted(made, key=lambda one: (one.entries[0].on, one.about.id, one.channel.value))


def about_of(entry: Publication, log: PublicationLog, dossier: Dossier) -> Record:
    """The record that an entry of a log makes public: a plan, a conclusion, a session; else the authority itself."""
    beside = {record.kind: record for record in reversed(dossier.beside(log))}
    wanted = (Conclusion,) if entry.cause is Cause.CONCLUSION else (Session, Plan)
    found = next((one for one in beside.values() if isinstance(one, wanted)), dossier.authority)
    return dossier.authority if isinstance(found, Plan) and not _is_of_plan(entry, found) else found


def _is_of_plan(entry: Publication, plan: Plan) -> bool:
    """A year's log tells of the plan beside it, and of results that belong to no one session."""
    corrected = any(one.published <= entry.on for one in plan.corrections)
    return entry.cause is not Cause.RESULT and (entry.cause is not Cause.CORRECTION or corrected)


class Late(Struct, frozen=True):
    """One thing made public too late, or not yet, by one rule: `what` is a name that the wording knows.

    `first`: the day on which people had been told in every form that the rule wants.
    """

    record: Record
    what: str
    limit: Limit
    first: date | None
    claimed: date | None = None
    """The day that the log gives for that first time, where it was written down only later."""
    until: date | None = None
    """The day on which there was no more to tell, since the session was moved or called off."""
    lacking: tuple[str, ...] = ()
    """The forms in which people have yet to be told, where they were told in others."""

    @property
    def due(self) -> date:
        """The last day in time."""
        return self.limit.due

    def days(self, as_of: date) -> int:
        """How many days late, so far, in the days that the rule counts."""
        return self.limit.exceeded(min(filter(None, (self.first, self.until)), default=as_of))


def late(dossier: Dossier, published: Ledger, as_of: date, norms: Norms) -> tuple[Late, ...]:
    """Everything that was, or is, late on the day, in order of the day on which it was due.

    Of several rules for one thing the one that it is latest by.
    """
    worst: dict[tuple[str, str], Late] = {}
    days = days_known(published)
    for record in dossier.records:
        for one in _of(record, dossier, published, days, norms):
            named = record.id, one.what
            if one.days(as_of) > 0 and (named not in worst or one.days(as_of) > worst[named].days(as_of)):
                worst[named] = one
    return tuple(sorted(worst.values(), key=lambda one: (one.due, one.record.id)))


def _of(record: Record, dossier: Dossier, published: Ledger, days: tuple[date, ...], norms: Norms) -> Iterator[Late]:
    if isinstance(record, Session):
        log = dossier.log_beside(record)
        if log:
            yield from _of_session(record, as_published(log, published, days), norms)
    for borne, first in _days_borne(record, published):
        for limit in norms.limits(Artefact.PUBLICITY, Trigger.DECIDED, borne):
            if first and _counts(Channel.PORTAL, limit):
                yield Late(record, "on_site", limit, first)


def _of_session(session: Session, told: list[Told], norms: Norms) -> Iterator[Late]:
    for day, since, until in _days_set(session):
        for limit in norms.limits(Artefact.NOTICE, Trigger.SESSION, day):
            if until is None or until > limit.due:
                yield _late(session, "notice", limit, firsts(told, INVITING, limit.bound.rule, since), until)
    if session.held:
        for limit in norms.limits(Artefact.RESULT, Trigger.SESSION, session.held.on):
            outcome = firsts(told, OUTCOME, limit.bound.rule, session.held.on)
            yield _late(session, "result", limit, outcome, None)


def _late(session: Session, what: str, limit: Limit, found: Firsts, until: date | None) -> Late:
    told = complete(found)
    if told is None:
        return Late(session, what, limit, None, None, until, lacking(found))
    entry, counts = told
    return Late(session, what, limit, counts, entry.on if entry.on != counts else None, until)


def _days_set(session: Session) -> Iterator[tuple[date, date | None, date | None]]:
    """Each day that was set for a session, since when (None: the first) and until when it held (None: to its end)."""
    for at, one in enumerate(session.times):
        before = session.times[at - 1].day if at else None
        if one.day and one.day != before:
            since = one.published if at else None
            moved = (later.published for later in session.times[at + 1 :] if later.day != one.day)
            off = (notice.published for notice in session.decided)
            ends = (*moved, *(day for day in off if since is None or day > since))
            yield one.day, since, min(filter(None, ends), default=None)


def _counts(channel: Channel, limit: Limit) -> bool:
    channels = limit.bound.rule.channels
    return not channels or channel in channels


def _days_borne(record: Record, published: Ledger) -> Iterator[tuple[date, date | None]]:
    """The days on which a record says it was made public, and on which it was, where the ledger knows."""
    if isinstance(record, Session):
        for at, one in enumerate(record.times):
            if one.published:
                yield (
                    one.published,
                    since_of_time(published, record, at) if at else first_published(published, record.id),
                )
    document = record.document if isinstance(record, Plan | Conclusion) else None
    if document and document.dated and document.dated.day:
        yield document.dated.day, first_published(published, record.id)
