"""A printed sheet before it is set: where it goes, what it is called, its template and its view."""

from __future__ import annotations

import marshal
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import blake2b
from typing import Any

from doithoai.domain.records import Kind
from doithoai.engines.typesetter import DoesNotFit, Typesetter, fingerprint
from doithoai.problems import Place, Problem, Refusal

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PrintSheet:
    """One PDF. `record`: whose sheet it is; `name`: what pages call it; the view decides every byte."""

    record: str
    name: str
    path: str
    template: str
    view: View
    day: date

    def fingerprint(self) -> str:
        """Equal for sheets that would be set alike."""
        seen = (self.path, self.template, self.view, self.day.isoformat(), fingerprint())
        return blake2b(marshal.dumps(seen, 2), digest_size=16).hexdigest()

    def drawn(self) -> bytes:
        """The PDF; refuses what does not fit the sheet, with what has to be shortened."""
        try:
            return _typesetter(self.day).pdf(self.template, self.view)
        except DoesNotFit as tight:
            what = f"{self.name} không đủ chỗ trên một tờ"
            raise Refusal(
                [Problem("does-not-fit", what, tight.what, Place(f"content/{self.record}.{_ending(self.record)}"))]
            ) from None


def _ending(record: str) -> str:
    """An authority's file is plain YAML."""
    return "yml" if record.endswith(f"/{Kind.AUTHORITY.value}") else "md"


@cache
def _typesetter(day: date) -> Typesetter:
    """One a process and day: fonts are read once."""
    return Typesetter("noticeboard", day)
