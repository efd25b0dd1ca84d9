"""A fault between records, before `reading` gives it a place."""

from __future__ import annotations

from dataclasses import dataclass

from doithoai.domain.records import Record
from doithoai.problems import Severity

Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Flaw:
    """A fault between records: `loc` is the path of Vietnamese keys of the value it shows in."""

    record: Record
    loc: Loc
    code: str
    what: str
    mend: str
    severity: Severity = Severity.ERROR
