"""Keys set in below no key that takes them: the line above that they belong to may have been deleted."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from doithoai.domain.records import Record
from doithoai.folding import fold
from doithoai.problems import Problem
from doithoai.reading.indents import levels
from doithoai.reading.parts import Data, Parts
from doithoai.reading.validation import block_at
from doithoai.reading.yaml_events import indent_of

_LEAST = 2
"""So many keys say whose they are; one alone may be another's."""


def with_parent(told: Problem, model: type[Record], data: Data, parts: Parts) -> Problem:
    """A line that is told to be set in too far, with the key that may be missing above it, if only one can be."""
    if told.code != "indent" or not told.what.startswith("dòng này thụt vào"):
        return told
    names = frozenset(_names_at(parts.yaml.split("\n"), told.place.line - parts.yaml_line))
    there = set(map(fold, data))
    found = [key for key in model.canonical_keys() if fold(key) not in there and names <= _keys_of(model, key)]
    if len(found) != 1 or len(names) < _LEAST or names <= set(map(fold, model.canonical_keys())):
        return told
    return replace(told, mend=f"thiếu dòng “{found[0]}:” ở ngay trên thì thêm vào; không thì {told.mend}")


def _keys_of(model: type[Record], key: str) -> frozenset[str]:
    block = block_at(model, (key,))
    return frozenset(map(fold, block.canonical_keys())) if block else frozenset()


def _names_at(lines: list[str], number: int) -> Iterator[str]:
    """The keys of the line, and of those in line with it below."""
    column = levels(lines[number])[-1].column if levels(lines[number]) else -1
    for line in lines[number:] if column >= 0 else ():
        own = levels(line)
        if own and own[-1].column == column and own[-1].name.startswith("“"):
            yield fold(own[-1].name.strip("“”"))
        elif line.strip() and indent_of(line) < column:
            return
