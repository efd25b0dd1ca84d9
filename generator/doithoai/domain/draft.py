"""The lines of a script: each a sentence with the lengths in which it is said.

    23| Kính mời Nhân dân tới dự!     in the standard and the full one
    2?3| Lý do: …                     in the standard one only if there is time
    nghỉ                              a longer pause
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from doithoai.domain.loudspeaker import Length

REST = "nghỉ"
"""A line of its own: a longer pause."""

_LINE = re.compile(r"((?:[123]\??){1,3})\| *(\S.*)")
_MARKS = {"1": Length.SHORT, "2": Length.STANDARD, "3": Length.FULL}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: the lengths in which it is said, and in which of them only if there is time for it.

    `text` is empty for a rest.
    """

    lengths: frozenset[Length]
    spare: frozenset[Length]
    text: str


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
            yield Line(frozenset(Length), frozenset(), "")
        elif found:
            yield Line(_lengths(r"[123]", found[1]), _lengths(r"[123](?=\?)", found[1]), found[2])
        elif line.strip():
            raise DraftFault(number, line)


def _lengths(marks: str, text: str) -> frozenset[Length]:
    return frozenset(_MARKS[mark] for mark in re.findall(marks, text))
