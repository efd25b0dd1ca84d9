"""What a YAML text holds, event by event; what neither code nor memory is safe from is refused as it arrives.

Anchors, aliases, tags, deep nesting and a second document never come as far as data.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import yaml

DEPTH_LIMIT = 12

_PARSER: Any = None  # a wheel without libyaml: slower, the same events
with suppress(ImportError):
    from yaml._yaml import CParser

    _PARSER = CParser


Told = tuple[str, str, str, Any]
"""A fault: code, what, mend and mark."""
Slip = Told | None


def at_column(line: int, column: int) -> Any:
    """A place, both counted from 0."""
    return yaml.Mark("", 0, line, column, None, 0)


def lines_of(text: str) -> list[str]:
    """Lines as YAML counts them, which ends one at U+2028, too."""
    return f"{text}\n".splitlines()


def indent_of(line: str) -> int:
    """By how many spaces a line is set in."""
    return len(line) - len(line.lstrip(" "))


class YamlFault(Exception):
    """What YAML allows and a record does not."""

    def __init__(self, code: str, what: str, mend: str, mark: Any) -> None:
        super().__init__(what)
        self.code, self.what, self.mend, self.mark = code, what, mend, mark


def events(text: str) -> Iterator[Any]:
    """The events of a text, one by one; raises what the parser raises."""
    if _PARSER is None:
        yield from yaml.parse(text, Loader=yaml.SafeLoader)
        return
    parser = _PARSER(text)
    while True:
        event = parser.get_event()
        if event is None:
            return
        yield event


QUOTE = 'đặt cả giá trị trong dấu ngoặc kép "…"'


def refuse_other(event: Any, documents: int) -> None:
    """Aliases and further documents."""
    if type(event) is yaml.AliasEvent:
        raise YamlFault("alias", "không dùng bí danh YAML (dấu * trước một từ)", QUOTE, event.start_mark)
    if documents > 1:
        mend = "mỗi tệp chỉ một phần dữ liệu giữa hai dòng ---"
        raise YamlFault("second-document", "có thêm một dấu --- thừa", mend, event.start_mark)


def refuse_start(event: Any, depth: int) -> None:
    """Collections that have a mark or stand too deep."""
    if event.anchor or event.tag:
        refuse_mark(event)
    if depth >= DEPTH_LIMIT:
        raise YamlFault(*too_deep(event.start_mark))


def too_deep(mark: Any) -> Told:
    """The fault of what is nested deeper than any record."""
    return "too-deep", f"dữ liệu lồng quá {DEPTH_LIMIT} bậc", "viết phẳng lại theo mẫu trong hướng dẫn", mark


def refuse_mark(event: Any) -> None:
    """Anchors and tags."""
    if event.anchor:
        raise YamlFault("anchor", "không dùng neo YAML (dấu & trước một từ)", QUOTE, event.start_mark)
    raise YamlFault("tag", f"không dùng thẻ YAML ({event.tag})", QUOTE, event.start_mark)
