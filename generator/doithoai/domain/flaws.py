"""A fault between records, before `reading` gives it a place."""

from __future__ import annotations

from msgspec import Struct

from doithoai.domain.records import Record
from doithoai.problems import Severity

Loc = tuple[str | int, ...]


class Flaw(Struct, frozen=True):
    """A fault between records: `loc` is the path of Vietnamese keys of the value it shows in."""

    record: Record
    loc: Loc
    code: str
    what: str
    mend: str
    severity: Severity = Severity.ERROR


class Flawed(Exception):
    """A fault that only shows when a file is made: the record's id and what a `Flaw` has."""

    def __init__(self, record: str, loc: Loc, code: str, what: str, mend: str) -> None:
        super().__init__(record, loc, code, what, mend)
        self.record, self.loc, self.code, self.what, self.mend = record, loc, code, what, mend
