"""A sheet before it is set: where it goes, what it is called, its template and its view; and its copy for Word."""

from __future__ import annotations

import marshal
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import blake2b
from typing import Any

from doithoai.domain.records import Kind
from doithoai.engines import wordprocessor
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


@dataclass(frozen=True, slots=True)
class WordCopy:
    """An official document to go on editing: the view of its sheet, drawn by the word processor."""

    record: str
    name: str
    path: str
    view: View
    day: date

    def fingerprint(self) -> str:
        """Equal for documents that would be drawn alike."""
        seen = (self.path, self.view, self.day.isoformat(), wordprocessor.fingerprint())
        return blake2b(marshal.dumps(seen, 2), digest_size=16).hexdigest()

    def drawn(self) -> bytes:
        """The document."""
        return wordprocessor.docx(self.view, self.day)


def _ending(record: str) -> str:
    """An authority's file is plain YAML."""
    return "yml" if record.endswith(f"/{Kind.AUTHORITY.value}") else "md"


@cache
def _typesetter(day: date) -> Typesetter:
    """One a process and day: fonts are read once."""
    return Typesetter("noticeboard", day)
