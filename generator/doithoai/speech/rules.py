"""What a rule is: a shape that starts at a place, and the words it is read with."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from doithoai.speech.letters import LATIN
from doithoai.speech.lexicon import Lexicon
from doithoai.speech.options import Options
from doithoai.speech.spans import Problem, Reading

DASH = " ?[-–—−‑‐] ?"
"""A dash between two things, with or without a space around it."""
END = rf"(?![{LATIN}\d])"
"""No letter or digit goes on."""


class Voice(NamedTuple):
    """How this site speaks, and the words it knows."""

    options: Options
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Found:
    """A shape that stands in the text. `previous` is the kind of the span before, `plain` for words."""

    match: re.Match[str]
    voice: Voice
    previous: str

    def part(self, name: str) -> str:
        """What a named group holds, "" if it did not take part."""
        return self.match[name] or ""

    def number(self, name: str) -> int:
        """A named group as a number; it must hold digits."""
        return int(self.match[name])

    @property
    def options(self) -> Options:
        """How this site speaks."""
        return self.voice.options

    @property
    def written(self) -> str:
        """All that was matched."""
        return self.match[0]

    @property
    def before(self) -> str:
        """At most 40 characters to the left, of the same line."""
        start = self.match.start()
        return self.match.string[max(0, start - 40) : start].rpartition("\n")[2]

    @property
    def after(self) -> str:
        """At most 40 characters to the right, of the same line."""
        end = self.match.end()
        return self.match.string[end : end + 40].partition("\n")[0]


Say = Callable[[Found], "Reading | str | None"]


class Shape(Protocol):
    """What a rule looks like: a pattern, or whatever finds as a pattern does."""

    def match(self, text: str, start: int, /) -> re.Match[str] | None:
        """What stands at the place."""
        ...


class Rule(NamedTuple):
    """An ordered rule. `starts` names what its first character may be: d(igit), w(ord), s(ign).

    `say` is pure; None means that the shape fits but the context does not, and the next rule is asked.
    """

    kind: str
    starts: str
    shape: Shape
    say: Say


def rule(kind: str, starts: str, shape: str, say: Say) -> Rule:
    """A rule whose `^` stands for any line's start."""
    return Rule(kind, starts, re.compile(shape, re.MULTILINE), say)


def doubtful(spoken: str, kind: str, message: str, mend: str, confidence: float = 0.5) -> Reading:
    """A reading that the editor has to look at."""
    return Reading(spoken, confidence, (Problem(kind, message, mend),))


def silent(_found: Found) -> str:
    """Seen, not said."""
    return " "
