"""Items of a list that lost their dash: to YAML their keys go on with the item above, each for a second time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple

import yaml

from doithoai.folding import fold
from doithoai.problems import shorten
from doithoai.reading.tree import build
from doithoai.reading.yaml_events import Told, YamlFault, at_column, events, lines_of

_SHARED = 2
"""So many keys of an item, its first one among them, come again where a new one begins; one alone may be a slip."""
_KINDS = (yaml.ScalarEvent, yaml.AliasEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


class _Key(NamedTuple):
    name: str
    line: int
    column: int


@lru_cache(maxsize=4)
def with_dashes(text: str) -> tuple[str, tuple[Told, ...]]:
    """The text with the dashes that its lists lost, every sign where it was; and what is told of each."""
    lines = lines_of(text)
    told = []
    for keys in _items(text):
        dash = lines[keys[0].line].rfind("-", 0, keys[0].column)
        for key in _begun(keys) if dash >= 0 else ():
            line = lines[key.line]
            if line[: key.column].strip():
                continue
            lines[key.line] = f"{line[:dash]}-{line[dash + 1 :]}"
            what = "thiếu “- ” ở đầu mục mới nên dòng này bị nối vào mục trên"
            mend = f"thêm dấu “- ” thẳng hàng với mục trên: - {shorten(line.strip(), 200)}"
            told.append(("bullet", what, mend, at_column(key.line, key.column)))
    return ("\n".join(lines) if told else text), tuple(told)


def _begun(keys: list[_Key]) -> list[_Key]:
    """Where among an item's keys others begin; none where it is not certain."""
    starts = [at for at, key in enumerate(keys) if key.name == keys[0].name]
    runs = [{key.name for key in keys[at:end]} for at, end in zip(starts, [*starts[1:], None], strict=True)]
    is_certain = all(len(run & runs[0]) >= _SHARED for run in runs)
    return [keys[at] for at in starts[1:]] if is_certain else []


def _items(text: str) -> list[list[_Key]]:
    """The keys of each item, in order, of all lists that can be read."""
    with suppress(yaml.YAMLError, UnicodeError, YamlFault):
        build(events(text), lambda *_: None, lines_of(text))
        return list(_walked(text))
    from doithoai.reading.salvage import salvaged  # few texts have a fault

    with suppress(yaml.YAMLError, UnicodeError):
        return list(_walked(salvaged(text).text))
    return []


def _walked(text: str) -> Iterator[list[_Key]]:
    stack: list[list[_Key] | None] = []
    """Of each open collection its keys; None for a list."""
    is_key: list[bool] = []
    for event in events(text):
        kind: Any = type(event)
        if kind in _ENDS:
            keys = stack.pop()
            is_key.pop()
            if keys and stack and stack[-1] is None:
                yield keys
        elif kind in _KINDS:
            if is_key and stack[-1] is not None:
                if is_key[-1] and kind is yaml.ScalarEvent:
                    stack[-1].append(_Key(fold(event.value), event.start_mark.line, event.start_mark.column))
                is_key[-1] = not is_key[-1]
            if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                stack.append([] if kind is yaml.MappingStartEvent else None)
                is_key.append(True)
