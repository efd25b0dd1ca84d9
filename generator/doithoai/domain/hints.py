"""What a new record says of a key that is left blank: the field's own description, as a comment to be filled in."""

from __future__ import annotations

from typing import Any, get_args

from pydantic.fields import FieldInfo

from doithoai.domain.fields import Block, Reads
from doithoai.folding import fold

ANSWERS = frozenset(
    {
        "Bảng tin, nhà văn hóa",
        "Cụm loa, bảng tin, trang",
        "Lối vào, chỗ gửi xe, lối cho xe lăn",
        "Sổ trực, ảnh chụp, biên bản",
        "Trang thông tin điện tử",
        "Trụ sở",
        "Văn bản, biên bản, hình ảnh chứng minh",
    }
)
"""Hints that name what may stand there and so may be meant as they are; all others tell what to write."""

QUOTED = ("như in", "số như in", "ngày như in", "kết thúc", "in là", "đúng là", "đã nêu", "viết")
"""Keys of what is copied sign by sign: dots may be all that is printed there."""


def explained(field: FieldInfo) -> str:
    """The hint of a field: its description, the words it allows, the keys it holds."""
    said = field.description or ""
    words = choices(field)
    if words and not all(fold(word) in fold(said) for word in words):
        said += "; chọn: " + ", ".join(words)
    inner = block_in(field.annotation)
    if inner:
        said += "; gồm các khóa: " + ", ".join(inner.canonical_keys())
    return said


def choices(field: FieldInfo) -> tuple[str, ...]:
    """The words that may stand under the key, when they are a fixed list; `có`, `không` are told by the description."""
    listed = (note.schema.get("enum", ()) for note in field.metadata if isinstance(note, Reads))
    return next((tuple(words) for words in listed if words and True not in words), ())


def is_instruction(field: FieldInfo) -> bool:
    """Whether a new record may have the hint of the field, and nobody can mean it as a value."""
    return not field.is_required() and explained(field) not in ANSWERS


def block_in(annotation: Any) -> type[Block] | None:
    """The block that a field holds, or holds a list of."""
    if isinstance(annotation, type) and issubclass(annotation, Block):
        return annotation
    return next((found for inner in get_args(annotation) if (found := block_in(inner))), None)
