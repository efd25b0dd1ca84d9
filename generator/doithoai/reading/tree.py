"""Events put together to data: mappings, lists and the few values that are more than the text that was typed.

Only `true`/`false`, plain decimal integers and an empty value (or `null`) are resolved; all else stays text, so
`14:30`, `010` and `no` mean what they look like.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from doithoai.folding import fold
from doithoai.problems import shorten
from doithoai.reading.bullets import Note, warn_of_lost_item
from doithoai.reading.yaml_events import QUOTE, YamlFault, refuse_mark, refuse_other, refuse_start

DUPLICATE = "duplicate-key"
AGAIN = "\0"
"""What is added to a key that was there before: a file that has this character itself is refused."""


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    value: dict[str, Any] | list[Any]
    key: str | None = None
    seen: set[str] = field(default_factory=set)
    """Keys so far, folded."""


def build(events: Iterator[Any], note: Note, lines: list[str]) -> Any:
    """What the events hold; what is no fault of YAML, and yet one, is noted."""
    stack: list[_Open] = []
    result: Any = None
    documents = 0
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            value: Any = _scalar(event)
            if not event.style and event.start_mark.line != event.end_mark.line:
                warn_of_lost_item(event, lines, note)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            refuse_start(event, len(stack))
            stack.append(_Open({} if kind is yaml.MappingStartEvent else []))
            continue
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            value = stack.pop().value
        else:
            documents += kind is yaml.DocumentStartEvent
            refuse_other(event, documents)
            continue
        if stack:
            _put(stack[-1], value, event, note)
        else:
            result = value
    return result


_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_NULLS = {"", "null", "~"}
_BOOLEANS = {"true": True, "false": False}


def _scalar(event: Any) -> Any:
    if event.anchor or event.tag:
        refuse_mark(event)
    value = event.value
    if event.style:
        return value
    if value in _NULLS:
        return None
    if value in _BOOLEANS:
        return _BOOLEANS[value]
    return int(value) if value[0] in "-0123456789" and _INTEGER.fullmatch(value) else value


def _put(parent: _Open, value: Any, event: Any, note: Note) -> None:
    if isinstance(parent.value, list):
        parent.value.append(value)
    elif parent.key is None:
        _open_key(parent, event, note)
    else:
        parent.value[parent.key] = value
        parent.key = None


def _open_key(parent: _Open, event: Any, note: Note) -> None:
    if type(event) is not yaml.ScalarEvent:
        raise YamlFault("key", "tên khóa phải là chữ", QUOTE, event.start_mark)
    parent.key = event.value
    folded = fold(event.value)
    if folded in parent.seen:
        what = f"khóa “{shorten(event.value)}” xuất hiện hai lần"
        note(DUPLICATE, what, "giữ lại một dòng, xóa dòng kia", event.start_mark)
        parent.key += AGAIN
    parent.seen.add(folded)


def written_once(data: Any) -> tuple[Any, frozenset[str]]:
    """The data without the keys of which nobody knows which line holds, and those keys, folded."""
    if isinstance(data, list):
        items = [written_once(one) for one in data]
        return [one for one, _ in items], frozenset().union(*(lost for _, lost in items))
    if not isinstance(data, dict):
        return data, frozenset()
    times = Counter(fold(key.rstrip(AGAIN)) for key in data)
    lost = frozenset(name for name, count in times.items() if count > 1)
    inner = {key: written_once(value) for key, value in data.items() if fold(key.rstrip(AGAIN)) not in lost}
    return {key: value for key, (value, _) in inner.items()}, lost.union(*(names for _, names in inner.values()))
