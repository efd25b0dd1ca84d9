"""Data held against a model: the typed block, or every fault in words, with its place and its mend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ValidationError

from doithoai.domain.fields import Block, Reads
from doithoai.folding import fold, meant, nearest
from doithoai.problems import Problem, shorten
from doithoai.reading.marks import Loc, locate
from doithoai.reading.misnamed import has_text_below
from doithoai.reading.parts import TEXT_KEY, Data, Parts, place_of
from doithoai.reading.tree import LOST, holds_unread, lost_in, written_once

BELOW = "---"
"""In `elsewhere.tsv`: not a key but the text below the data."""


def validate(model: type[Any], data: Data, parts: Parts, file: str) -> tuple[Any, list[Problem]]:
    """The typed block, or a problem for each fault with its place."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        from doithoai.reading.in_part import faults_beyond  # few files have a fault

        faults: list[Any] = [*error.errors(include_url=False)]
        told = {(one["loc"], one["type"]) for one in faults}
        faults += (one for one in faults_beyond(model, data) if (one["loc"], one["type"]) not in told)
        problems = [_problem(fault, model, parts, file) for fault in faults if not _is_told(fault, parts)]
        hints, lost = [problem.mend for problem in problems if problem.code == "unknown-key"], lost_in(data)
        found = (one for one in problems if LOST not in one.what)
        return None, [
            one for one in found if one.code != "missing-key" or not (_is_meant(one, hints) or _is_in(one, lost))
        ]


def validate_rest(model: type[Any], data: Data, parts: Parts, file: str) -> tuple[Data, list[Problem]]:
    """The same of data of which something could not be read: what is left without it, and each further fault."""
    once, doubled = written_once(data)
    problems = validate(model, once, parts, file)[1] if once else []
    return once, [one for one in problems if not (one.code == "missing-key" and _name_in(one) in doubled)]


def _is_told(fault: Any, parts: Parts) -> bool:
    """Whether it comes of what could not be read. A key that is not known is so whatever stands behind it.

    But the first one of an item may be no key at all: `- Đèn: hỏng: nặng`.
    """
    if fault["type"] == "missing" or any(str(one).startswith(LOST) for one in fault["loc"][-1:]):
        return False
    if fault["type"] != "extra_forbidden":
        return holds_unread(fault.get("input"))
    line, column = locate(parts.yaml, fault["loc"]) if holds_unread(fault["input"]) else (0, 0)
    return line > 0 and parts.yaml.split("\n")[line - 1][: column - 1].strip() != ""


def _name_in(missing: Problem) -> str:
    return fold(missing.what.removeprefix("thiếu ").strip("“”"))


def _is_in(missing: Problem, lost: frozenset[str]) -> bool:
    return any(line.startswith(_name_in(missing)) for line in lost)


def _is_meant(missing: Problem, hints: list[str]) -> bool:
    """Whether an unknown key is the missing one, misspelt or by another name: one slip, one problem."""
    key = missing.what.removeprefix("thiếu ")
    goes = f"ghi vào {key}"
    return any(
        hint == goes or hint.startswith(f"Có phải {key}?") or hint.endswith(f" trong mục {key}") for hint in hints
    )


def _problem(fault: Any, model: type[BaseModel], parts: Parts, file: str) -> Problem:
    loc: Loc = fault["loc"]
    context = fault.get("ctx") or {}
    kind, name = fault["type"], str(loc[-1]) if loc else ""
    if "mend" in context:
        what, mend = context["what"], _to_write(loc) if kind == "blank" and is_required(model, loc) else context["mend"]
    elif kind == "extra_forbidden":
        kind, what = "unknown-key", f"không có khóa “{shorten(name)}”"
        mend = _key_hint(name.removeprefix(LOST), block_at(model, loc[:-1]), model, below=has_text_below(file))
    elif kind == "missing":
        kind, what, mend = "missing-key", f"thiếu “{name}”", f"thêm dòng: {name}: …"
        loc = loc[:-1]
    else:
        kind, what, mend = "wrong-type", *_type_words(kind, _shown(name, loc), fault.get("input"))
        below = _key_below(fault, block_at(model, loc[:-1]))
        if below:
            what = f"“{below}” thụt vào so với “{name}” ở trên nên bị coi là giá trị của “{name}”"
            mend, loc = f"bỏ bớt dấu cách đầu dòng cho thẳng hàng với “{name}”", (*loc, below)
        if fault["type"].startswith("model_"):
            mend += _keys_of(block_at(model, loc))
        if _is_blank(fault.get("input")) and is_required(model, loc):
            mend = _to_write(loc)
    return Problem(kind, what, mend, place_of(parts, file, loc))


def is_required(model: type[BaseModel], loc: Loc) -> bool:
    """Whether the key that `loc` ends with may not be missing where it stands."""
    if not loc or isinstance(loc[-1], int):
        return False
    block = block_at(model, loc[:-1]) if len(loc) > 1 else model
    fields = block.model_fields.values() if block else ()
    return any(field.is_required() for field in fields if fold(field.alias or "") == fold(loc[-1]))


def _to_write(loc: Loc) -> str:
    """What to do about a key that has to be there; an item of a list may be there by mistake as a whole."""
    is_of_item = any(isinstance(part, int) for part in loc)
    return "khóa này bắt buộc: điền giá trị" + ("; cả mục ghi nhầm thì xóa cả mục" if is_of_item else "")


def _key_below(fault: Any, block: type[Block] | None) -> str | None:
    """The key that stands, a space too far in, below one that was left blank and takes words."""
    value = fault.get("input")
    if fault["type"] != "string_type" or not block or not isinstance(value, dict):
        return None
    known = {fold(key) for key in block.canonical_keys()}
    return next(map(str, value), None) if all(fold(str(key)) in known for key in value) else None


def _key_hint(name: str, block: type[Block] | None, model: type[BaseModel], below: bool) -> str:
    """The key that was meant: in English, by another name, misspelt, of another group; else all that may stand here."""
    known = block.canonical_keys() if block else ()
    other = _in_english(name, known, below) or _by_another_name(name, known, below)
    near = nearest(name, known)
    if other or near:
        return other or meant(name, str(near))
    return _of_another_group(name, model) or "các khóa dùng được: " + "; ".join(known)


def _in_english(name: str, known: tuple[str, ...], below: bool) -> str | None:
    """The key that an English word stands for, as copies of other systems have them."""
    target = _target(_keys_in("english.tsv").get(fold(name), ()), known)
    return f"Có phải “{target}”?" if target in known else _way_to(target, below)


def _by_another_name(name: str, known: tuple[str, ...], below: bool = True) -> str | None:
    """Where clerks' own word for a key goes: to the first of its targets that may stand here."""
    return _way_to(_target(_other_names().get(fold(name), ()), known), below)


def _target(targets: Sequence[str], known: tuple[str, ...]) -> str | None:
    """The first that may stand here. A step has the number of its document under the key of a record's text."""
    is_record = "tiêu đề" in known
    for target in targets:
        group, _, key = target.rpartition("/")
        if (target == BELOW and is_record) or ((group or key) in known and not (is_record and target == TEXT_KEY)):
            return target
    return None


def _way_to(target: str | None, below: bool) -> str | None:
    """How to go there; a `.md` record has its text `below` its data (`---`)."""
    if target is None:
        return None
    if target == BELOW:
        return "viết phần chữ ở dưới dòng --- thứ hai" if below else f"viết phần chữ dưới khóa “{TEXT_KEY}: |”"
    group, _, key = target.rpartition("/")
    return f"ghi vào “{key}”" + (f" trong mục “{group}”" if group else "")


def _other_names() -> dict[str, list[str]]:
    return _keys_in("elsewhere.tsv")


def keys_called(name: str) -> set[str]:
    """The keys, of whatever group, that people may mean by a folded name that is none, in Vietnamese or in English."""
    targets = (*_other_names().get(name, ()), *_keys_in("english.tsv").get(name, ()))
    return {TEXT_KEY if target == BELOW else key for target in targets for key in target.split("/")}


@cache
def _keys_in(table: str) -> dict[str, list[str]]:
    """What is written, folded, and the keys it may stand for, best first."""
    rows = files("doithoai.reading").joinpath(table).read_text("utf-8").splitlines()[1:]
    return {fold(written): targets.split("; ") for written, targets in (row.split("\t") for row in rows)}


_FEW_GROUPS = 2
"""A key of more groups than these, such as “ngày”, does not tell which was meant."""


def _of_another_group(name: str, model: type[BaseModel]) -> str | None:
    """Where in the record a key of that name may stand: often it is only indented too far, or not enough."""
    groups = [path for path, keys in _groups(model) if fold(name) in keys]
    if not groups or len(groups) > _FEW_GROUPS:
        return None
    shown = " hoặc ".join(f"trong mục “{' / '.join(path)}”" if path else "ở ngoài cùng, sát lề trái" for path in groups)
    return f"khóa này ghi {shown}; xem lại chỗ thụt vào"


def _groups(model: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], set[str]]]:
    """Every group of a record's keys with its path, itself first."""
    yield path, {fold(field.alias or "") for field in model.model_fields.values()}
    for field in model.model_fields.values():
        block = _block_in(field.annotation)
        if block:
            yield from _groups(block, (*path, str(field.alias)))


def _keys_of(block: type[Block] | None) -> str:
    return ": " + "; ".join(block.canonical_keys()) if block else ""


def block_at(model: type[BaseModel], loc: Loc) -> type[Block] | None:
    """The block that `loc` leads to, found through the fields' types."""
    found: Any = model
    for part in loc:
        if isinstance(part, int):
            continue
        fields = {fold(field.alias or ""): field for field in found.model_fields.values()}
        field = fields.get(fold(part))
        found = field and _block_in(field.annotation)
        if not found:
            return None
    return found if isinstance(found, type) and issubclass(found, Block) else None


def is_prose(model: type[BaseModel], loc: Loc) -> bool:
    """Whether words may stand at `loc` as people like, and not a day, a number, a code or one of some fixed words."""
    keys = [fold(part) for part in loc if isinstance(part, str)]
    block = block_at(model, tuple(keys[:-1])) if len(keys) > 1 else model
    fields = block.model_fields.values() if block else ()
    field = next((one for one in fields if fold(one.alias or "") == keys[-1]), None) if keys else None
    return field is not None and _takes_words(field)


_NARROWER = {"pattern", "description", "enum"}
"""What the schema of a value says that has a form."""


def _takes_words(field: Any) -> bool:
    block = _block_in(field.annotation)
    if block:  # on one line it stands for its first key
        return _takes_words(next(iter(block.model_fields.values())))
    schemas = [note.schema for note in (*field.metadata, *_notes(field.annotation)) if isinstance(note, Reads)]
    return any("string" in schema.get("type", ()) and not _NARROWER & schema.keys() for schema in schemas)


def _notes(annotation: Any) -> Iterator[Any]:
    """What annotates the types within a type."""
    yield from getattr(annotation, "__metadata__", ())
    for inner in getattr(annotation, "__args__", ()):
        yield from _notes(inner)


def _block_in(annotation: Any) -> type[Block] | None:
    if isinstance(annotation, type) and issubclass(annotation, Block):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _block_in(inner)
        if found:
            return found
    return None


def _shown(name: str, loc: Loc) -> str:
    if not isinstance(loc[-1] if loc else "", int):
        return f"“{name}”"
    return f"mục {loc[-1] + 1} của “{loc[-2]}”"  # type: ignore[operator]


_TYPE_WORDS = {
    "string_type": ("cần một dòng chữ", "viết giá trị trên một dòng; nhiều dòng thì dùng danh sách nếu được phép"),
    "string_too_short": ("không được để trống", "điền giá trị, hoặc xóa dòng này nếu được phép"),
    "int_type": ("cần một số", "viết số, ví dụ: 12"),
    "int_parsing": ("cần một số", "viết số, ví dụ: 12"),
    "int_from_float": ("cần một số nguyên", "viết số nguyên, ví dụ: 12"),
    "int_parsing_size": ("là số quá lớn", "viết số, ví dụ: 12"),
    "greater_than_equal": ("không được âm", "viết số từ 0 trở lên"),
    "less_than_equal": ("là số quá lớn", "xem lại số này"),
    "bool_type": ("cần “có” hoặc “không”", "viết: có, hoặc: không"),
    "bool_parsing": ("cần “có” hoặc “không”", "viết: có, hoặc: không"),
    "model_type": ("cần một nhóm khóa thụt vào", "xuống dòng, thụt hai dấu cách rồi viết từng khóa"),
    "model_attributes_type": ("cần một nhóm khóa thụt vào", "xuống dòng, thụt hai dấu cách rồi viết từng khóa"),
    "tuple_type": ("cần một danh sách", "mỗi mục một dòng, bắt đầu bằng “- ”"),
}


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _type_words(kind: str, shown: str, value: object) -> tuple[str, str]:
    blank = _is_blank(value)
    if blank:
        kind = "string_too_short"
    what, mend = _TYPE_WORDS.get(kind, ("có giá trị không dùng được", "xem mẫu trong hướng dẫn"))
    if kind == "string_type":
        mend = _as_one_line(value) or mend
    if kind.startswith("model_") and isinstance(value, (list, tuple)):
        mend = "ở đây chỉ có một nhóm: bỏ dấu “- ” ở đầu, giữ các khóa thụt vào"
    if kind in ("int_type", "int_parsing", "int_from_float"):
        mend = _as_number(value) or mend
    return f"{shown} {what}" + ("" if blank else f", nhưng ở đây là {_named(value)}"), mend


def _named(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "danh sách"
    return "nhóm khóa" if isinstance(value, dict) else f"“{_typed(value)}”"


def _typed(value: object) -> str:
    """A plain value as it was typed."""
    return str(value).lower() if isinstance(value, bool) else shorten(value, 200)


def _as_one_line(value: object) -> str | None:
    """What to type where YAML took a line for something else: `- Đô thị: vỉa hè` for a key, `true` for no text."""
    if isinstance(value, bool):
        return f'đặt trong dấu ngoặc kép: "{_typed(value)}"'
    if isinstance(value, dict) and len(value) == 1:
        name, inner = next(iter(value.items()))
        if inner is None or isinstance(inner, (str, int)):
            line = f"{name}: {'' if inner is None else _typed(inner)}".strip().replace('"', "'")
            return f'đặt trong dấu ngoặc kép: "{line}"'
    return None


_THOUSANDS = r"\d{1,3}(?:[., _]\d{3})+(?!\d)"
_COUNTED = re.compile(rf"(?<![\d.,])(?:{_THOUSANDS}|\d+)(?![.,]?\d)")
_PHRASE = 60
"""Letters of a count with words around it; what is longer is a text in the wrong place."""
_RANGE = re.compile(r"^-|\d\s*[-\u2013]\s*\d")


def _as_number(value: object) -> str | None:
    """The count to type for `1.200` or `khoảng 120 người`, where it names one and no more."""
    text = value.strip() if isinstance(value, str) else ""
    found = _COUNTED.findall(text) if len(text) < _PHRASE and not _RANGE.search(text) else []
    if len(found) != 1:
        return None
    number = re.sub(r"\D", "", found[0])
    return f"viết liền các chữ số: {number}" if found[0] == text else f"ở đây chỉ ghi số, không kèm chữ: {number}"
