"""Where values stand in a YAML text, and where comments cut them off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any, cast

import yaml

from doithoai.folding import fold
from doithoai.reading.tree import build
from doithoai.reading.yaml_events import YamlFault, events, lines_of

Loc = tuple[str | int, ...]


def locate(text: str, loc: Loc, first_line: int = 1) -> tuple[int, int]:
    """Line and column of the value at `loc` (keys are matched folded); of its nearest parent if it is not there.

    What has no parent there, such as a key that is missing, stands at the first key: above it there may be hints.
    A single value may stand for a list of one, so the first of a list is also looked for where the list would be.
    """
    marks = _marked(text)[1]
    wanted = tuple(fold(part) if isinstance(part, str) else part for part in loc)
    parents = (wanted[:depth] for depth in range(len(wanted), 0, -1))
    places = (place for path in parents for place in (path, tuple(part for part in path if part != 0)))
    found = next((marks[place] for place in places if place in marks), next(iter(marks.values()), (0, 1)))
    return found[0] + first_line, found[1]


@lru_cache(maxsize=4)
def _marked(text: str) -> tuple[str, dict[Loc, tuple[int, int]]]:
    """Line (from 0) and column of every value; one walk serves all problems of a file.

    Of a text that has a fault those of what can be read, and that.
    """
    from doithoai.reading.dashes import with_dashes  # few texts have a problem

    text, _ = with_dashes(text)
    with suppress(yaml.YAMLError, UnicodeError, YamlFault):
        build(events(text), lambda *_: None, lines_of(text))
        return text, {path: (mark.line, mark.column + 1) for path, mark in _places(events(text))}
    from doithoai.reading.salvage import salvaged  # few texts have a fault

    sound = salvaged(text)
    rest = sound.text
    marks: dict[Loc, tuple[int, int]] = {}
    with suppress(yaml.YAMLError, UnicodeError):
        marks.update((path, (mark.line, sound.column_of(mark) + 1)) for path, mark in _places(events(rest)))
    return rest, marks


def comments(text: str) -> Iterator[tuple[Loc, int, int, str]]:
    """Of every value without quotes that ends at a ` #`: its folded path, line and column of its end, the value."""
    text, marks = _marked(text)
    lines = lines_of(text)
    starts = {at: path for path, at in marks.items()}
    with suppress(yaml.YAMLError, UnicodeError):
        path: Loc = ()
        for event in events(text):
            if not isinstance(event, yaml.ScalarEvent):
                continue
            start, end = cast(Any, event.start_mark), cast(Any, event.end_mark)
            path = starts.get((start.line, start.column + 1), path)
            if not event.style and lines[end.line][end.column :].lstrip(" ").startswith("#"):
                yield path, end.line, end.column, event.value


def _places(events: Iterator[Any]) -> Iterator[tuple[Loc, Any]]:
    """Every value's folded path and the mark of its key (in a list: of the item), in order."""
    stack: list[tuple[str, Any]] = []  # ("map", pending key) or ("list", next index)
    path: list[str | int] = []
    for event in events:
        kind = type(event)
        if kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            stack.pop()
            _step(stack, path)
            continue
        if kind not in (yaml.ScalarEvent, yaml.AliasEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent):
            continue
        if stack and stack[-1][0] == "map" and stack[-1][1] is None:
            if kind is not yaml.ScalarEvent:  # no key at all: `load` does not read it either
                raise yaml.YAMLError
            key = fold(event.value)
            stack[-1] = ("map", key)
            path.append(key)
            yield tuple(path), event.start_mark
            continue
        if stack and stack[-1][0] == "list":
            path.append(stack[-1][1])
            yield tuple(path), event.start_mark
        if kind is yaml.ScalarEvent or kind is yaml.AliasEvent:
            _step(stack, path)
        else:
            stack.append(("map", None) if kind is yaml.MappingStartEvent else ("list", 0))


def _step(stack: list[tuple[str, Any]], path: list[str | int]) -> None:
    """A value has ended: leave its path, make its parent ready for the next one."""
    if not stack:
        return
    shape, at = stack[-1]
    path.pop()
    stack[-1] = ("map", None) if shape == "map" else ("list", at + 1)
