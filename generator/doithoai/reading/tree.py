"""Events put together to data: mappings, lists and the few values that are more than the text that was typed.

Only `true`/`false`, plain decimal integers and an empty value (or `null`) are resolved; all else stays text, so
`14:30`, `010` and `no` mean what they look like.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

import yaml
from msgspec import Struct, field

from doithoai.folding import fold
from doithoai.problems import shorten
from doithoai.reading.bullets import Note, lost_item, no_dash_but_bullet, sign_of_list
from doithoai.reading.yaml_events import QUOTE, YamlFault, indent_of, refuse_mark, refuse_other, refuse_start

DUPLICATE = "duplicate-key"
AGAIN = "\0"
"""What is added to a key that was there before: a file that has this character itself is refused."""


class _Unread:
    """No value that any field takes; as a list's last item it may tell where in the list items were lost."""

    def __init__(self, lost_at: frozenset[int] = frozenset()) -> None:
        self.lost_at = lost_at

    def __repr__(self) -> str:
        return "UNREAD"


UNREAD: Any = _Unread()
"""Stands for a value that is there and cannot be read: what is wrong with it was told as it was read."""
LOST = "\0"
"""What a key begins with that stands for a lost line, of which nobody knows where it belongs; its value is `UNREAD`."""


class Gaps(Struct, frozen=True):
    """What was taken away from a text: values, with an alias in their lines, and whole lines, as they were written."""

    cut: Set[int] = frozenset()
    holes: Mapping[int, str] = field(default_factory=dict)


NO_GAPS = Gaps()


def holds_unread(value: Any) -> bool:
    """Whether something in it cannot be read."""
    if isinstance(value, dict):
        return any(map(holds_unread, value.values()))
    return any(map(holds_unread, value)) if isinstance(value, list | tuple) else isinstance(value, _Unread)


def lost_from(values: Sequence[Any]) -> frozenset[int]:
    """Before which items of a list others may have stood that are lost."""
    return values[-1].lost_at if values and isinstance(values[-1], _Unread) else frozenset()


def are_lost(item: Any) -> bool:
    """Whether it is no item of a list, but stands for those that may be lost."""
    return isinstance(item, _Unread) and bool(item.lost_at)


def lost_in(data: Any) -> frozenset[str]:
    """How lines begin, folded, of which nobody knows where in the data they belong."""
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    own = (fold(key.removeprefix(LOST)) for key in data if key.startswith(LOST)) if isinstance(data, dict) else ()
    return frozenset(own).union(*map(lost_in, inner))


class _Open(Struct):
    """A collection whose end has not come yet."""

    value: dict[str, Any] | list[Any]
    key: str | None = None
    seen: set[str] = field(default_factory=set)
    """Keys so far, folded."""
    column: int = 0
    lost_at: set[int] = field(default_factory=set)
    """Before which items of a list one may be missing."""

    def lose(self, lines: Sequence[str], is_inner_open: bool = False) -> None:
        """Lines that may have been of it cannot be read; those in line with its dashes may be items without them."""
        if isinstance(self.value, dict):
            self.value.update((LOST + _key_in(line), UNREAD) for line in lines)
        elif any(_is_item(line) or indent_of(line) <= self.column for line in lines):
            self.lost_at.add(len(self.value) + is_inner_open)

    def lose_blank(self) -> None:
        """The last value, if it was left blank, may be what cannot be read."""
        last = len(self.value) - 1 if isinstance(self.value, list) else next(reversed(self.value), None)
        if self.key is None and self.value and self.value[last] is None:  # type: ignore[index]
            self.value[last] = UNREAD  # type: ignore[index]

    def closed(self) -> dict[str, Any] | list[Any]:
        """Its value, now that it is at its end."""
        return [*self.value, _Unread(frozenset(self.lost_at))] if self.lost_at else self.value


def build(events: Iterator[Any], note: Note, lines: list[str], gaps: Gaps = NO_GAPS, depth: int = 0) -> Any:
    """What the events hold, `depth` levels deep in a record; what is no fault of YAML, and yet one, is noted."""
    stack: list[_Open] = []
    result: Any = None
    documents = 0
    holes = deque(sorted(gaps.holes))
    for event in events:
        kind = type(event)
        lost = _lost_above(event, holes, stack, gaps) if holes else ()
        if kind is yaml.ScalarEvent:
            value: Any = _scalar(event)
            if event.start_mark.line != event.end_mark.line:
                value = _of_lines(value, event, note, lines, gaps, stack)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            refuse_start(event, len(stack) + depth)
            stack.append(_opened(event, stack, lost))
            continue
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            value = stack.pop().closed()
        elif kind is yaml.AliasEvent and event.start_mark.line in gaps.cut:
            value = UNREAD
        else:
            documents += kind is yaml.DocumentStartEvent
            refuse_other(event, documents)
            continue
        if stack:
            _put(stack[-1], value, event, note)
        else:
            result = value
    return result


def _of_lines(value: Any, event: Any, note: Note, lines: list[str], gaps: Gaps, stack: list[_Open]) -> Any:
    """A value that goes over several lines; unread where one of them was lost, or may be an item of its own."""
    if event.style in _QUOTATIONS:
        from doithoai.reading.quotations import refuse_left_open  # few values go over several lines

        refuse_left_open(event, lines, [(one.column, one.key) for one in stack])
    lost = lost_item(event, lines) if not event.style else None
    if lost:
        note(*lost)
    within = range(event.start_mark.line, event.end_mark.line + 1)
    return UNREAD if lost or any(one in within for one in (*gaps.holes, *gaps.cut)) else value


def _opened(event: Any, stack: list[_Open], lost: Sequence[str]) -> _Open:
    """A new collection; what was lost right below its key may be of it."""
    opened = _Open({} if type(event) is yaml.MappingStartEvent else [], column=event.start_mark.column)
    if lost and (not stack or stack[-1].key is not None):
        opened.lose(lost)
    return opened


def _lost_above(event: Any, holes: deque[int], stack: list[_Open], gaps: Gaps) -> Sequence[str]:
    """The lines lost between the event before and this one: each may be of whatever is open."""
    lost: list[str] = []
    if not stack and type(event) not in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
        return lost
    while holes and holes[0] <= event.start_mark.line:
        lost.append(gaps.holes[holes.popleft()])
    if lost and stack:
        stack[-1].lose_blank()
        for one in stack:
            one.lose(lost, one is not stack[-1])
    return lost


def _key_in(line: str) -> str:
    return shorten(line.lstrip(" -").partition(":")[0].strip(" \"'"))


def _is_item(line: str) -> bool:
    return line.lstrip().startswith("-") or sign_of_list(line) != ""


_QUOTATIONS = {"'", '"'}
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
        bullet = no_dash_but_bullet(event.value, event.start_mark)
        if bullet:
            raise YamlFault(*bullet)
        what = f"khóa “{shorten(event.value)}” xuất hiện hai lần"
        note(DUPLICATE, what, "giữ lại một dòng, xóa dòng kia", event.start_mark)
        parent.key += AGAIN
    parent.seen.add(folded)


def written_twice(data: dict[str, Any]) -> frozenset[str]:
    """The keys of which nobody knows which line holds, folded."""
    times = Counter(fold(key.rstrip(AGAIN)) for key in data)
    return frozenset(name for name, count in times.items() if count > 1)


def written_once(data: Any) -> tuple[Any, frozenset[str]]:
    """The data without the keys of which nobody knows which line holds, and those keys, folded."""
    if isinstance(data, list):
        items = [written_once(one) for one in data]
        return [one for one, _ in items], frozenset().union(*(lost for _, lost in items))
    if not isinstance(data, dict):
        return data, frozenset()
    lost = written_twice(data)
    inner = {key: written_once(value) for key, value in data.items() if fold(key.rstrip(AGAIN)) not in lost}
    return {key: value for key, (value, _) in inner.items()}, lost.union(*(names for _, names in inner.values()))
