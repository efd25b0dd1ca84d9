"""Keys and values to YAML that our reader takes back unchanged; optional keys left blank are explained in comments."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic.fields import FieldInfo

from doithoai.domain.authority import Area, Unit
from doithoai.domain.fields import Block
from doithoai.domain.hints import block_in, explained
from doithoai.domain.records import Record
from doithoai.reading.loader import load
from doithoai.reading.parts import TEXT_KEY

Values = Mapping[str, Any]
"""By canonical key: a text, a number, a list, or again values."""

HINT = "# Dòng bắt đầu bằng dấu # là gợi ý: cần thì bỏ dấu # rồi điền, không cần thì xóa."
_STEP = "  "
_BELOW = "Phần chữ: bỏ dấu # ở dòng dưới rồi viết ngay sau nó, dòng nào cũng thụt vào hai dấu cách."
_SHOWN: Mapping[type[Block] | None, tuple[str, ...]] = {
    Area: ("- mã: tdp-1", "  tên: …  # ví dụ: Tổ dân phố số 1"),
    Unit: ("- mã: van-phong", "  tên: …  # ví dụ: Văn phòng"),
}
"""An item of lists that other records refer to by its code; dots left in a name are told."""
_UNSAID = (TEXT_KEY, "mã tra cứu")
"""Keys that a new record gets no hint of: the text stands below, and a code is written only where two fell together."""


def markdown(model: type[Record], values: Values, body: str) -> str:
    """A `.md` record: front matter and text."""
    front = "".join(f"{line}\n" for line in (HINT, *_lines(model, values, "", skip=_UNSAID)))
    return f"---\n{front}---\n{paragraphs(body)}"


def yaml(model: type[Block], values: Values, note: str = HINT) -> str:
    """A `.yml` file without a text."""
    return "".join(f"{line}\n" for line in (note, *_lines(model, values, "", skip=(TEXT_KEY, "ngoại lệ riêng tư"))))


def data_alone(model: type[Record], values: Values, body: str) -> str:
    """A `.yml` record: the same keys as in a `.md` one, and the text last, under its key."""
    lines = _lines(model, values, "", skip=_UNSAID)
    return "".join(f"{line}\n" for line in (HINT, *lines, *_text_below(paragraphs(body))))


def _text_below(text: str) -> Iterator[str]:
    """The text line by line as it is, set in; what it begins with tells nothing of how far."""
    if not text:
        yield from (f"# {_BELOW}", f"# {TEXT_KEY}: |")
        return
    yield f"{TEXT_KEY}: |{len(_STEP) if text.startswith(' ') else ''}"
    yield from (line and _STEP + line for line in text.rstrip("\n").split("\n"))


def one_line(text: str) -> str:
    """Typed text as a value: one line, NFC, no control characters."""
    return _printable(" ".join(text.split()))


def paragraphs(text: str) -> str:
    """Typed text as the body of a record, with a line feed at its end; nothing for no text."""
    lines = "\n".join(_printable(line.expandtabs(4).rstrip()) for line in text.splitlines()).strip("\n")
    return f"{lines}\n" if lines else ""


def scalar(value: str | int) -> str:
    """The value as it must stand in YAML: bare when it is read back as it is, else in quotes."""
    if isinstance(value, int):
        return str(value)
    double = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    single = "'" + value.replace("'", "''") + "'"
    ways = (value, single, double) if '"' in value or "\\" in value else (value, double, single)
    return next((way for way in ways if _reads_back(way, value)), double)


def _reads_back(way: str, value: str) -> bool:
    data, problems = load(f"a: {way}\nb:\n  - {way}\nc:", "")
    return not problems and data == {"a": value, "b": [value], "c": None}


def _printable(text: str) -> str:
    kept = "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", kept).replace("\ufeff", "")


def _lines(
    block: type[Block], values: Values, indent: str, skip: Sequence[str] = (), hints: bool = True
) -> Iterator[str]:
    """A block's keys in the model's order, those of every record last."""
    for name, field in _in_order(block):
        if name in values:
            yield from _entry(name, field, values[name], indent)
        elif hints and name not in skip and not field.is_required():
            yield from _hint(name, field, indent)


def _hint(name: str, field: FieldInfo, indent: str) -> Iterator[str]:
    """What may stand under a key: in words, or as lines that need only their signs taken away."""
    shown = _SHOWN.get(block_in(field.annotation))
    yield f"{indent}# {name}:  {'# ' if shown else ''}{explained(field)}"
    yield from (f"{indent}# {_STEP}{line}" for line in shown or ())


def _in_order(block: type[Block]) -> list[tuple[str, FieldInfo]]:
    known, common = block.canonical_keys(), Record.canonical_keys()
    fields = [(field.alias or name, field) for name, field in block.model_fields.items() if field.alias in known]
    return sorted(fields, key=lambda one: issubclass(block, Record) and one[0] in common)


def _entry(name: str, field: FieldInfo, value: Any, indent: str) -> Iterator[str]:
    inner = block_in(field.annotation)
    if isinstance(value, Mapping) and inner:
        yield f"{indent}{name}:"
        yield from _lines(inner, value, indent + _STEP)
    elif isinstance(value, (list, tuple)):
        yield f"{indent}{name}:"
        for index, item in enumerate(value):
            yield from _item(item, inner, indent + _STEP, hints=index == 0)
    else:
        yield f"{indent}{name}: {scalar(value)}" if value != "" else f"{indent}{name}:"


def _item(item: Any, inner: type[Block] | None, indent: str, hints: bool) -> Iterator[str]:
    if not (isinstance(item, Mapping) and inner):
        yield f"{indent}- {scalar(item)}"
        return
    lines = list(_lines(inner, item, indent + _STEP, hints=hints))
    first = next(at for at, line in enumerate(lines) if not line.lstrip().startswith("#"))
    lines.insert(0, lines.pop(first))
    yield f"{indent}- {lines[0].lstrip()}"
    yield from lines[1:]
