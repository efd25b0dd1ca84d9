"""Every deadline of an authority on one day; pages ask `Timetable.of` for those of one record."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from doithoai.domain.deadlines import Deadline, of_claims, of_documents, of_forwarded, of_sessions
from doithoai.domain.edition import Edition
from doithoai.domain.records import Record
from doithoai.domain.rulebook import Rulebook
from doithoai.domain.workdays import Calendar
from doithoai.domain.yearly import of_absent_plans, of_years


class Timetable(Struct, frozen=True, dict=True):
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


def deadlines_of(edition: Edition, calendar: Calendar, rulebook: Rulebook) -> Timetable:
    """Every deadline that the rules set for the edition's records on its day."""
    found = (
        *of_sessions(edition, calendar, rulebook),
        *of_documents(edition, calendar, rulebook),
        *of_claims(edition, calendar, rulebook),
        *of_forwarded(edition, calendar, rulebook),
        *of_years(edition, calendar, rulebook),
        *of_absent_plans(edition, calendar, rulebook),
    )
    ended = edition.ended.on if edition.ended else None
    standing = (one for one in found if ended is None or one.due < ended)
    return Timetable(tuple(sorted(standing, key=lambda one: one.order)))
