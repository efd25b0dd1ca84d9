"""The lines of a script: each a sentence with the lengths in which it is said.

23| Kính mời Nhân dân tham dự!    in the standard and the full one
2?3| Thứ hai: …                   in the standard one only if there is time; the last such line goes first
2??3| …                           the same, and it goes before any line with one question mark
2!| Và một số vấn đề khác.        in the standard one only if one of the doubtful lines right above it had to go
1!?| …                            the same, and where there is no time for it either, the next such line says it shorter
nghỉ                              a longer pause, and a new paragraph
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from doithoai.domain.loudspeaker import Length

REST = "nghỉ"
"""A line of its own: a longer pause."""

_LINE = re.compile(r"((?:[123]!?\?{0,2}){1,3})\| *(\S.*)")
_MARK = re.compile(r"([123])(!?)(\?*)")
_MARKS = {"1": Length.SHORT, "2": Length.STANDARD, "3": Length.FULL}


class Line(Struct, frozen=True):
    """A sentence and the lengths in which it is said; `text` is empty for a rest.

    `spare`: where it is said only if there is time, and how early it goes (2 before 1). `instead`: where it is said
    only if one of the spare lines right above it had to go. Both: it stands in while there is time for it.
    """

    lengths: frozenset[Length]
    text: str
    spare: Mapping[Length, int] = field(default_factory=dict)
    instead: frozenset[Length] = frozenset()


class DraftFault(Exception):
    """A line of a draft that is no sentence with its lengths."""

    def __init__(self, number: int, line: str) -> None:
        super().__init__(line)
        self.number, self.line = number, line


def lines_of(draft: str) -> Iterator[Line]:
    """The lines of a draft; raises `DraftFault` for one that says no length."""
    for number, line in enumerate(draft.splitlines(), 1):
        found = _LINE.fullmatch(line.strip())
        if line.strip() == REST:
            yield Line(frozenset(Length), "")
        elif found:
            yield _line(found[1], found[2])
        elif line.strip():
            raise DraftFault(number, line)


def _line(marks: str, text: str) -> Line:
    found = [(_MARKS[digit], len(doubt), bool(instead)) for digit, instead, doubt in _MARK.findall(marks)]
    return Line(
        frozenset(length for length, _, _ in found),
        text,
        {length: doubt for length, doubt, _ in found if doubt},
        frozenset(length for length, _, instead in found if instead),
    )
