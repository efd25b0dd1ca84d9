"""What nobody filled in: hints of a new record whose `#` was taken away, and dots of lines that a message shows.

They would be published as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from doithoai.domain.authority import Authority
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.fields import Block
from doithoai.domain.hints import QUOTED, block_in, explained, is_instruction
from doithoai.domain.opinion import Opinion
from doithoai.domain.plan import Plan
from doithoai.domain.publication import PublicationLog
from doithoai.domain.session import Session
from doithoai.folding import fold

Loc = tuple[str | int, ...]
_HINTED: tuple[type[Block], ...] = (Authority, Plan, Session, Conclusion, Opinion, PublicationLog)
_DOTS = ("…", "...")
_QUOTED = frozenset(map(fold, QUOTED))


def hint_left(key: str, value: str, required: bool = False) -> tuple[str, str]:
    """What and how to mend."""
    if value in _DOTS:
        mend = "thay dấu “…” bằng nội dung thật"
        mend += ": khóa này bắt buộc" if required else "; chưa có thì xóa dòng này"
        return f"“{key}” chưa điền, còn nguyên dấu “…”", mend
    mend = "thay bằng giá trị thật; chưa có thì xóa dòng này, hoặc thêm lại dấu # ở đầu dòng"
    return f"“{key}” còn nguyên lời gợi ý", mend


def is_hint(key: str, value: str) -> bool:
    """Whether a value is what a new record says of such a key, or dots where words are to be filled in."""
    said = " ".join(value.split())
    return fold(key) not in _QUOTED if said in _DOTS else fold(key) in _hints().get(said, ())


@cache
def _hints() -> dict[str, frozenset[str]]:
    """Every hint that is an instruction, and the folded keys it is given for."""
    found: dict[str, set[str]] = {}
    seen: set[type[Block]] = set()
    left = list(_HINTED)
    while left:
        block = left.pop()
        if block in seen:
            continue
        seen.add(block)
        for name, field in block.model_fields.items():
            if is_instruction(field):
                found.setdefault(explained(field), set()).add(fold(field.alias or name))
            inner = block_in(field.annotation)
            left += [inner] if inner else []
    return {hint: frozenset(keys) for hint, keys in found.items()}


def hints_in(data: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str, str]]:
    """Where in the data a hint stands for a value, the key it stands under, and the value."""
    if isinstance(data, str):
        key = key_of(loc) if data in _DOTS or data in _hints() else ""
        if key and is_hint(key, data):
            yield loc, key, data
        return
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for part, value in inner:
        if not isinstance(value, int):
            yield from hints_in(value, (*loc, part))


def key_of(loc: Loc) -> str:
    """The last key on the way to a value; an item of a list stands under its list's."""
    return next((one for one in reversed(loc) if isinstance(one, str)), "")
