"""What comes out: spans that together are the whole text, and flags for the editor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+")


class Problem(NamedTuple):
    """Something only the editor can decide; its place is added by the scanner. Texts are Vietnamese."""

    kind: str
    message: str
    mend: str


class Reading(NamedTuple):
    """What a rule says: words, how sure it is (0 to 1), and what the editor must look at."""

    spoken: str
    confidence: float = 1.0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the cleaned text and how it is said. `start` counts characters of the cleaned text."""

    written: str
    spoken: str
    kind: str
    confidence: float
    start: int

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.start + len(self.written)


@dataclass(frozen=True, slots=True)
class Flag:
    """A problem with its place: `start` in the cleaned text, `line` counted from 1 as in the original."""

    kind: str
    written: str
    start: int
    line: int
    message: str
    mend: str

    def __str__(self) -> str:
        return f"dòng {self.line}: “{self.written}”: {self.message}. {self.mend}"


@dataclass(frozen=True, slots=True)
class Spoken:
    """The result: `text` is what is said; the `written` of all spans joined is `cleaned`."""

    text: str
    cleaned: str
    spans: tuple[Span, ...]
    flags: tuple[Flag, ...]

    @property
    def syllables(self) -> int:
        """How many syllables are said."""
        return count_words(self.text)


def count_words(text: str) -> int:
    """Vietnamese writes each syllable as a word of its own."""
    return sum(1 for _ in _WORD.finditer(text))
