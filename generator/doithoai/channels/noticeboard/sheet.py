"""A sheet before it is set: where it goes, what it is called, its template and its view; and its copy for Word."""

from __future__ import annotations

import marshal
from datetime import date
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple

from msgspec import Struct

from doithoai.domain.flaws import Flawed, Loc
from doithoai.engines import wordprocessor
from doithoai.engines.typesetter import DoesNotFit, Typesetter, fingerprint

View = dict[str, Any]


class Spot(NamedTuple):
    """A place in what people write: a record and the path of its keys."""

    record: str
    loc: Loc = ()


class Crowd(NamedTuple):
    """The mend for a sheet that is too full, and where it is to be made."""

    mend: str
    spot: Spot


class PrintSheet(Struct, frozen=True):
    """One PDF. `record`: whose sheet it is; `name`: what pages call it; the view decides every byte.

    `crowds`: what to shorten where it does not fit, by the mend that its template was given.
    """

    record: str
    name: str
    path: str
    template: str
    view: View
    day: date
    crowds: tuple[Crowd, ...] = ()

    def fingerprint(self) -> str:
        """Equal for sheets that would be set alike."""
        seen = (self.path, self.template, self.view, self.day.isoformat(), fingerprint())
        return blake2b(marshal.dumps(seen, 2), digest_size=16).hexdigest()

    def drawn(self) -> bytes:
        """The PDF; raises `Flawed` for what does not fit the sheet, with what has to be shortened."""
        try:
            return _typesetter(self.day).pdf(self.template, self.view)
        except DoesNotFit as tight:
            what = f"{self.name} không đủ chỗ trên một tờ"
            where = next((one.spot for one in self.crowds if one.mend == tight.what), Spot(self.record))
            raise Flawed(where.record, where.loc, "does-not-fit", what, tight.what) from None


class WordCopy(Struct, frozen=True):
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


@cache
def _typesetter(day: date) -> Typesetter:
    """One a process and day: fonts are read once."""
    return Typesetter("noticeboard", day)
