"""What a new record says of keys left blank: which of it nobody can mean as a value."""

from __future__ import annotations

from doithoai.domain.fields import Block
from doithoai.domain.hints import ANSWERS, QUOTED, block_in, explained, is_instruction
from doithoai.reading.record import MODELS


def fields() -> list[tuple[str, str, bool]]:
    """Key, hint and whether it is an instruction, of every field of every record."""
    left, seen, found = list(MODELS.values()), set[type[Block]](), list[tuple[str, str, bool]]()
    while left:
        block = left.pop()
        for name, field in block.model_fields.items() if block not in seen else ():
            found.append((field.alias or name, explained(field), is_instruction(field)))
            inner = block_in(field.annotation)
            left += [inner] if inner else []
        seen.add(block)
    return found


def test_every_answer_is_a_hint_and_every_quoted_key_a_key() -> None:
    """Whoever rewords a hint asks again whether somebody can mean it."""
    assert {hint for _, hint, _ in fields()} >= ANSWERS
    assert {key for key, _, _ in fields()} >= set(QUOTED)


def test_what_may_be_meant_is_no_instruction() -> None:
    """Nor is what is said of a key that no new record leaves blank."""
    told = {(key, hint) for key, hint, instruction in fields() if instruction}
    assert ("tên ngắn", "Tên gọn dùng trong danh sách") in told
    assert ("đối tượng", "Nói rõ ai được dự") in told
    assert ("bằng chứng", "Sổ trực, ảnh chụp, biên bản") not in told
    assert ("tên", "Tên đầy đủ") not in told
