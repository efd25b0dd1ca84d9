"""What an authority made public in each quarter, and what it made public late.

The list of each quarter: what, in which form, when (Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15, Điều 13 khoản 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from doithoai.domain.conclusion import Conclusion
from doithoai.domain.lifecycle import INVITING
from doithoai.domain.norms import Limit, Norms
from doithoai.domain.plan import Plan
from doithoai.domain.publication import Cause, Channel, Publication, PublicationLog
from doithoai.domain.published import Ledger, first_published
from doithoai.domain.records import Record
from doithoai.domain.register import Dossier
from doithoai.domain.rulebook import Artefact, Trigger
from doithoai.domain.session import Session

Quarter = tuple[int, int]
"""Year, and quarter from 1 to 4."""


@dataclass(frozen=True, slots=True)
class Made:
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
    return next((one for one in beside.values() if isinstance(one, wanted)), dossier.authority)


@dataclass(frozen=True, slots=True)
class Late:
    """One thing made public too late, or not yet, by one rule: `what` is a name that the wording knows."""

    record: Record
    what: str
    limit: Limit
    first: date | None

    @property
    def due(self) -> date:
        """The last day in time."""
        return self.limit.due

    def days(self, as_of: date) -> int:
        """How many days late, so far, in the days that the rule counts."""
        return self.limit.exceeded(self.first or as_of)


def late(dossier: Dossier, published: Ledger, as_of: date, norms: Norms) -> tuple[Late, ...]:
    """Everything that was, or is, late on the day, in order of the day on which it was due.

    Of several rules for one thing the one that it is latest by.
    """
    worst: dict[tuple[str, str], Late] = {}
    for record in dossier.records:
        for one in _of(record, dossier, published, norms):
            named = record.id, one.what
            if one.days(as_of) > 0 and (named not in worst or one.days(as_of) > worst[named].days(as_of)):
                worst[named] = one
    return tuple(sorted(worst.values(), key=lambda one: (one.due, one.record.id)))


def _of(record: Record, dossier: Dossier, published: Ledger, norms: Norms) -> Iterator[Late]:
    if isinstance(record, Session):
        yield from _of_session(record, dossier, norms)
    borne = _day_borne(record)
    first = first_published(published, record.id)
    if borne and first:
        for limit in norms.limits(Artefact.PUBLICITY, Trigger.DECIDED, borne):
            if _counts(Channel.PORTAL, limit):
                yield Late(record, "on_site", limit, first)


def _of_session(session: Session, dossier: Dossier, norms: Norms) -> Iterator[Late]:
    log = dossier.log_beside(session)
    told = [one for one in log.entries if not one.skipped] if log else []
    if session.time.day and log and not session.cancelled and not session.is_off:
        for limit in norms.limits(Artefact.NOTICE, Trigger.SESSION, session.time.day):
            yield Late(session, "notice", limit, _first(told, INVITING, limit))
    if session.held and log:
        told = [one for one in told if one.on >= session.held.on]
        for limit in norms.limits(Artefact.RESULT, Trigger.SESSION, session.held.on):
            yield Late(session, "result", limit, _first(told, (Cause.CONCLUSION, Cause.RESULT), limit))


def _first(told: Iterable[Publication], causes: tuple[Cause, ...], limit: Limit) -> date | None:
    """The first day on which people were told in a form that the rule names."""
    return min((one.on for one in told if one.cause in causes and _counts(one.channel, limit)), default=None)


def _counts(channel: Channel, limit: Limit) -> bool:
    channels = limit.bound.rule.channels
    return not channels or channel in channels


def _day_borne(record: Record) -> date | None:
    """The day on which a record says it was made public."""
    if isinstance(record, Session):
        return record.times[0].published
    document = record.document if isinstance(record, Plan | Conclusion) else None
    return document.dated.day if document and document.dated else None
