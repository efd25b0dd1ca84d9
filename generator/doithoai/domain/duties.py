"""What is still to be done (“việc cần làm”): an authority's deadlines, promises and findings, as lists need them.

Nothing here judges: a duty has a day, somebody who owes it, and the rule or record it follows from.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from doithoai.domain.deadlines import OPEN, Deadline, State, promises_of
from doithoai.domain.edition import Edition
from doithoai.domain.findings import Finding, findings_of, public_words
from doithoai.domain.opinion import Opinion
from doithoai.domain.records import Record
from doithoai.domain.rulebook import Bound, Rulebook
from doithoai.domain.site import DutyPart
from doithoai.domain.timetable import Timetable, deadlines_of
from doithoai.domain.workdays import Calendar
from doithoai.folding import fold


class Urgency(StrEnum):
    """The parts of the list, in its order; the value is the heading."""

    OVERDUE = "quá hạn hoặc chưa ghi vào hồ sơ"
    SOON = "đến hạn trong 7 ngày tới"
    LATER = "đến hạn sau đó"
    MISSING = "thiếu, cần xem lại"


class Duties(Struct, frozen=True, dict=True):
    """All of one authority on one day."""

    edition: Edition
    timetable: Timetable
    promises: tuple[Deadline, ...]
    findings: tuple[Finding, ...]

    def findings_on(self, record: Record) -> tuple[Finding, ...]:
        """What strikes one about a record."""
        return self._by_record.get(record.id, ())

    @cached_property
    def _by_record(self) -> dict[str, tuple[Finding, ...]]:
        found: dict[str, list[Finding]] = {}
        for one in self.findings:
            found.setdefault(one.record.id, []).append(one)
        return {record: tuple(findings) for record, findings in found.items()}


class PublicDuties(Struct, frozen=True):
    """What of an authority's duties its site shows; `duties` None where it shows none."""

    duties: Duties | None = None
    parts: frozenset[DutyPart] = frozenset()

    def deadlines(self, record: Record) -> tuple[Deadline, ...]:
        """The deadlines that a record's page shows."""
        return self.duties.timetable.of(record) if self.duties and DutyPart.DEADLINES in self.parts else ()

    def findings(self, record: Record) -> tuple[Finding, ...]:
        """The findings that a record's page shows."""
        return self.duties.findings_on(record) if self.duties and DutyPart.FINDINGS in self.parts else ()

    @property
    def all_deadlines(self) -> tuple[Deadline, ...]:
        """The deadlines of all records' pages."""
        return self.duties.timetable.deadlines if self.duties and DutyPart.DEADLINES in self.parts else ()

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """The findings of all records' pages."""
        return self.duties.findings if self.duties and DutyPart.FINDINGS in self.parts else ()

    @property
    def on_list(self) -> list[Duty]:
        """The lines of the list that staff work from, if the site has it."""
        return listed(self.duties) if self.duties and DutyPart.LIST in self.parts else []


NOTHING_SHOWN = PublicDuties()
"""Of a site that keeps its duties to itself."""

DUTIES = "viec-can-lam/"
"""Below it the lists that staff work from."""


def address_of_duties(authority_id: str) -> str:
    """`viec-can-lam/phuong-mau/`."""
    return f"{DUTIES}{authority_id}/"


def calendar_file(authority_id: str) -> str:
    """`viec-can-lam/phuong-mau/viec-can-lam.ics`."""
    return f"{address_of_duties(authority_id)}viec-can-lam.ics"


def calendar_of_all() -> str:
    """`viec-can-lam/viec-can-lam.ics`: of all authorities."""
    return f"{DUTIES}viec-can-lam.ics"


class Duty(Struct, frozen=True):
    """One line of the list; `due` None for what has no day."""

    urgency: Urgency
    authority: str
    record: Record
    task: str
    owed_by: tuple[str, ...]
    owed_to: tuple[str, ...]
    due: date | None
    advised: date | None
    sentence: str
    public: str
    code: str
    bound: Bound | None
    provisional: bool = False
    which: str = ""
    """Tells apart what one rule sets going more than once on one record."""
    heirs: tuple[str, ...] = ()
    """Ids of the authorities that took it over from one that has ended."""

    @property
    def order(self) -> tuple[int, date, str, str]:
        """By part of the list, then by day."""
        return list(Urgency).index(self.urgency), self.due or date.max, self.record.id, self.code

    def is_owed_by(self, words: str) -> bool:
        """Whether one of those who owe it is called so."""
        return any(fold(words) in fold(one) for one in self.owed_by)


_URGENCY = {State.OVERDUE: Urgency.OVERDUE, State.DUE_SOON: Urgency.SOON, State.UPCOMING: Urgency.LATER}


def duties_of(edition: Edition, calendar: Calendar, rulebook: Rulebook) -> Duties:
    """Everything that is due, promised or missing in an edition."""
    timetable = deadlines_of(edition, calendar, rulebook)
    findings = findings_of(edition, rulebook, timetable)
    return Duties(edition, timetable, tuple(promises_of(edition)), findings)


def listed(duties: Duties) -> list[Duty]:
    """The lines of the list: what is open, in order of urgency; what was done in time or late is not there."""
    name = duties.edition.authority.brief
    dated = (_dated(one, name) for one in (*duties.timetable.deadlines, *duties.promises) if one.state in OPEN)
    found = sorted((*dated, *_undated(duties, name)), key=lambda one: one.order)
    return [_handed_on(one, duties.edition) for one in found] if duties.edition.ended else found


def _handed_on(duty: Duty, edition: Edition) -> Duty:
    """Of an authority that has ended nobody can ask anything: its heirs are named first among those who owe it."""
    heirs = edition.heirs_of(duty.record if isinstance(duty.record, Opinion) else None)[0]
    names = tuple(edition.directory[one].name for one in heirs)
    return replace(duty, heirs=heirs, owed_by=(*names, *duty.owed_by))


def _dated(one: Deadline, name: str) -> Duty:
    return Duty(
        _URGENCY[one.state],
        name,
        one.record,
        one.task,
        one.owed_by,
        one.owed_to,
        one.due,
        one.advised,
        one.sentence,
        public_words(one),
        one.rule or "promise",
        one.bound,
        one.provisional,
        one.which,
    )


def _undated(duties: Duties, name: str) -> Iterator[Duty]:
    for one in duties.findings:
        yield Duty(
            Urgency.MISSING,
            name,
            one.record,
            one.what,
            one.owed_by,
            (),
            None,
            None,
            one.what,
            one.public,
            one.code,
            one.bound,
        )


def duty_data(duty: Duty) -> dict[str, Any]:
    """One line for tools: the keys of `doithoai due --json`."""
    bound = duty.bound
    return {
        "kind": duty.urgency.name.lower(),
        "code": duty.code,
        "authority": duty.record.authority_id,
        "taken_over_by": list(duty.heirs),
        "record": duty.record.id,
        "task": duty.task,
        "due": duty.due.isoformat() if duty.due else None,
        "advised": duty.advised.isoformat() if duty.advised else None,
        "owed_by": list(duty.owed_by),
        "owed_to": list(duty.owed_to),
        "sentence": duty.sentence,
        "public": duty.public,
        "provisional": duty.provisional,
        "rule": bound.id if bound else None,
        "local": bound.local if bound else False,
        "checked": bound.checked.value if bound else None,
        "literal": list(bound.rule.literal) if bound else [],
        "reading": bound.rule.reading if bound else None,
    }
