"""One file to one typed record, or to the problems that stand in the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ValidationError

from doithoai.domain.authority import Authority, Contact
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.documents import PrivacyException
from doithoai.domain.fields import Block
from doithoai.domain.opinion import Opinion
from doithoai.domain.plan import Plan
from doithoai.domain.publication import PublicationLog
from doithoai.domain.records import Kind, Record
from doithoai.domain.session import Session
from doithoai.domain.withdrawn import WITHDRAWAL, Withdrawn
from doithoai.folding import fold, meant, nearest
from doithoai.problems import Place, Problem, Severity, place_in, shorten
from doithoai.reading.encoding import decode
from doithoai.reading.loader import Loc, load, locate
from doithoai.reading.privacy import personal_data, unused_exceptions

MODELS: dict[Kind, type[Record]] = {
    Kind.AUTHORITY: Authority,
    Kind.PLAN: Plan,
    Kind.SESSION: Session,
    Kind.CONCLUSION: Conclusion,
    Kind.OPINION: Opinion,
    Kind.PUBLICATION_LOG: PublicationLog,
    Kind.WITHDRAWN: Withdrawn,
}
WITHDRAWABLE = (Kind.PLAN, Kind.SESSION, Kind.CONCLUSION, Kind.OPINION)
"""Kinds that have a page of their own, which must go on saying what became of it."""

TEXT_KEY = "văn bản"
BELOW = "---"
"""In `elsewhere.tsv`: not a key but the text below the data."""
_EXCEPTIONS_KEY, _CONTACT_KEY = fold("ngoại lệ riêng tư"), fold("liên hệ")
_WITHDRAWAL = fold(WITHDRAWAL)
_LEADING = (fold("mã tra cứu"), fold("địa chỉ cũ"))
"""Keys by which people come to a record's page, whatever is left of it."""
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Parts:
    """A source file taken apart: its YAML and its Markdown, each with the line it starts on."""

    yaml: str
    yaml_line: int
    body: str
    body_line: int


@dataclass(frozen=True, slots=True)
class Read:
    """What one file gave: data only where it makes a record."""

    data: Data | None
    record: Record | None
    problems: tuple[Problem, ...]


def split(text: str, file: str) -> Parts | Problem:
    """Front matter and body of a `.md` file; a `.yml` file is all front matter."""
    if not file.endswith(".md"):
        return Parts(_plainly_spaced(text), 1, "", 0)
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        mend = "đặt phần dữ liệu giữa hai dòng --- ở đầu tệp"
        return Problem("no-front-matter", "tệp không bắt đầu bằng dòng ---", mend, Place(file, 1, 1))
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            body = "\n".join(lines[number + 1 :])
            return Parts(_plainly_spaced("\n".join(lines[1:number])), 2, body.strip("\n"), number + 2)
    what, mend = "thiếu dòng --- kết thúc phần dữ liệu", "thêm một dòng --- sau phần dữ liệu"
    return Problem("front-matter-open", what, mend, Place(file, 1, 1))


_ODD_SPACES = "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"
"""What word processors and web pages put for a space; YAML takes them for letters, even before and after a key."""


def _plainly_spaced(yaml: str) -> str:
    for odd in _ODD_SPACES:
        yaml = yaml.replace(odd, " ")
    return yaml


def read(raw: bytes, file: str, record_id: str, kind: Kind, contact: Contact | None) -> Read:
    """Decode, parse, validate and look for personal data; every problem of the file at once.

    `contact` None stands for the contacts that the file itself declares: those of an authority, or of nobody.
    """
    decoded = decode(raw, file)
    if decoded.text is None:
        return Read(None, None, decoded.problems)
    problems = list(decoded.problems)
    parts = split(decoded.text, file)
    if isinstance(parts, Problem):
        return Read(None, None, (*problems, parts))
    data, faults = load(parts.yaml, file, parts.yaml_line)
    problems += faults
    problems += swallowed(parts, file)
    problems += _cut_in_two(parts, kind, file)
    record = None
    own, reviewed = contact if contact is not None else contact_declared(data, parts), exceptions_in(data)
    if not faults:
        problems += _second_text(data, parts, file)
        if parts.body:
            data[TEXT_KEY] = parts.body
        data, left = _unless_withdrawn(data, kind)
        problems += _left_behind(left, parts, file)
        record, faults = validate(_model(kind, data), data, parts, file)
        problems += faults
    unsure = contacts_in_doubt(data, parts) if kind is Kind.AUTHORITY else frozenset()
    problems += (one for one in _content_problems(decoded.text, file, kind, own, reviewed) if one.code not in unsure)
    problems += _markup(decoded.text, file, parts.body_line if parts.body else None)
    return Read(data, record.named(record_id), tuple(problems)) if record else Read(None, None, tuple(problems))


def _model(kind: Kind, data: Data) -> type[Record]:
    return Withdrawn if WITHDRAWAL in data and kind in WITHDRAWABLE else MODELS[kind]


def _unless_withdrawn(data: Data, kind: Kind) -> tuple[Data, tuple[str, ...]]:
    """Of a withdrawn record the notice and what leads to it; and the keys that its file still holds."""
    if kind not in WITHDRAWABLE:
        return data, ()
    name = next((key for key in data if key[:3].lower() == "thu" and fold(key) == _WITHDRAWAL), None)
    if name is None:
        return data, ()
    kept = {WITHDRAWAL: data[name], **{key: data[key] for key in data if fold(key) in _LEADING}}
    return kept, tuple(key for key in data if key != name and key not in kept)


def _left_behind(left: tuple[str, ...], parts: Parts, file: str) -> Iterator[Problem]:
    """The page is silent, the file is not: whoever opens the repository reads on."""
    if left:
        what = f"hồ sơ đã thu hồi, trang không hiện nội dung nữa, nhưng trong tệp vẫn còn “{left[0]}”"
        what += f" và {len(left) - 1} mục khác" if len(left) > 1 else ""
        mend = f"thu hồi vì lộ thông tin thì chỉ giữ lại mục “{WITHDRAWAL}”, xóa mọi mục khác"
        yield Problem("withdrawn-content", what, mend, place_of(parts, file, (left[0],)), Severity.NOTE)


def contact_in(data: Data) -> Contact:
    """The contacts that data declares, even where another part of it is wrong."""
    listed = next((value for key, value in data.items() if fold(key) == _CONTACT_KEY), None)
    with suppress(ValidationError):
        return Contact.model_validate(listed or {})
    return _sound_contact(listed) if isinstance(listed, dict) else Contact()


def _sound_contact(listed: Data) -> Contact:
    """What of it has no fault: the numbers beside a fault are the authority's own all the same."""
    sound: dict[str, Any] = {}
    for key, value in listed.items():
        for one in value if isinstance(value, list) else [value]:
            with suppress(ValidationError):
                found = Contact.model_validate({key: one})
                for name in found.model_fields_set:
                    new = getattr(found, name)
                    sound[name] = (*sound.get(name, ()), *new) if isinstance(new, tuple) else new
    return Contact().model_copy(update=sound)


_CONTACT_LINES = re.compile(r"^liên hệ[ \t]*:.*(?:\n(?:[ \t].*)?)*", re.IGNORECASE | re.MULTILINE)


def contact_declared(data: Data, parts: Parts) -> Contact:
    """The same; where the YAML cannot be read, from the lines that declare them alone: its fault is told as one."""
    lines = None if data else _CONTACT_LINES.search(parts.yaml)
    return contact_in(load(lines[0], "")[0] if lines else data)


_PHONES, _MAILS = frozenset(("private-phone",)), frozenset(("private-email",))
UNREAD_CONTACTS = _PHONES | _MAILS
"""Codes of findings that mean nothing while nobody knows which numbers and addresses are the authority's own."""


def contacts_in_doubt(data: Data, parts: Parts) -> frozenset[str]:
    """Those of them that a fault in the declaration of contacts may be the cause of; the fault itself is an error."""
    if not data:
        lines = _CONTACT_LINES.search(parts.yaml)
        data, faults = load(lines[0] if lines else "", "")
        if faults or not data:
            return UNREAD_CONTACTS
    listed = next((value for key, value in data.items() if fold(key) == _CONTACT_KEY), None)
    if listed is None:
        known = set(map(fold, Authority.canonical_keys()))
        return frozenset() if all(fold(key) in known for key in data) else UNREAD_CONTACTS
    if not isinstance(listed, dict):
        return UNREAD_CONTACTS
    return frozenset().union(*(_doubt(key, value) for key, value in listed.items()))


def _doubt(key: str, value: object) -> frozenset[str]:
    with suppress(ValidationError):
        Contact.model_validate({key: value})
        return frozenset()
    return {"dienthoai": _PHONES, "thudientu": _MAILS, "diachi": frozenset[str]()}.get(fold(key), UNREAD_CONTACTS)


# A value without quotes ends before " #": YAML takes the rest for a comment, a clerk meant a number.
_HASH = re.compile(
    r"^ *(?:- )?(?:[^\s#\"'\[{:-][^\"'\n#:]*:(?= )|(?<=- ))(?! *[\"'\[{|>])[^\n\"#]* (?=#\w)", re.MULTILINE
)


def swallowed(parts: Parts, file: str) -> Iterator[Problem]:
    """Words after " #" that YAML drops without a sound."""
    for match in _HASH.finditer(parts.yaml) if " #" in parts.yaml else ():
        place = place_in(parts.yaml, match.end(), file)
        rest = parts.yaml[match.end() : parts.yaml.find("\n", match.end()) % (len(parts.yaml) + 1)]
        yield Problem(
            "comment-in-value",
            f"phần “{shorten(rest, 40)}” đứng sau dấu cách và dấu # nên bị bỏ đi như ghi chú",
            "đặt cả giá trị trong dấu ngoặc kép, hoặc thêm dấu cách sau dấu # nếu đúng là ghi chú",
            Place(file, place.line + parts.yaml_line - 1, place.column),
            Severity.WARNING,
        )


def _cut_in_two(parts: Parts, kind: Kind, file: str) -> Iterator[Problem]:
    """A line of three hyphens too many amid the data: the keys below it would be published as words."""
    lines = parts.body.split("\n") if "---" in parts.body else []
    if not any(line.rstrip() == "---" for line in lines):
        return
    keys = MODELS[kind].canonical_keys()
    lost = next((name for line in lines if (name := line.partition(":")[0]) in keys and ":" in line), None)
    if lost:
        what = f"dòng --- này đứng giữa phần dữ liệu: từ đây trở xuống, “{lost}: …” bị coi là phần chữ"
        mend = "xóa dòng --- thừa; mỗi tệp chỉ có hai dòng ---, ở đầu tệp và ngay trước phần chữ"
        yield Problem("cut-in-two", what, mend, Place(file, parts.body_line - 1, 1))


def _second_text(data: Data, parts: Parts, file: str) -> Iterator[Problem]:
    """A text both in the data and below it: one of the two would be lost."""
    for name in [key for key in data if parts.body and fold(key) == fold(TEXT_KEY)]:
        del data[name]
        mend = "chỉ giữ phần chữ sau dòng --- thứ hai, xóa khóa này"
        place = Place(file, *locate(parts.yaml, (name,), parts.yaml_line))
        yield Problem("duplicate-key", f"có cả khóa “{name}” lẫn phần chữ sau dòng --- thứ hai", mend, place)


def exceptions_in(data: Data) -> tuple[PrivacyException, ...]:
    """The reviewed exceptions; they hold even where another part of the record is wrong."""
    listed = next((value for key, value in data.items() if fold(key) == _EXCEPTIONS_KEY), None)
    found = []
    for one in listed if isinstance(listed, list) else [listed]:
        with suppress(ValidationError):
            found.append(PrivacyException.model_validate(one))
    return tuple(found)


def revive(data: Data, record_id: str, kind: Kind) -> Record:
    """A record from data that was read without a problem before."""
    return _model(kind, data).model_validate(data).named(record_id)


def without_record(read: Read) -> Read:
    """What another process needs to send back: a record is made from its data sooner than it travels."""
    return Read(read.data, None, read.problems)


def with_record(read: Read, record_id: str, kind: Kind) -> Read:
    """The record again from its data."""
    if read.record or read.data is None:
        return read
    return Read(read.data, revive(read.data, record_id, kind), read.problems)


def validate(model: type[Any], data: Data, parts: Parts, file: str) -> tuple[Any, list[Problem]]:
    """The typed block, or a problem for each fault with its place."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        problems = [_problem(fault, model, parts, file) for fault in error.errors(include_url=False)]
        hints = [problem.mend for problem in problems if problem.code == "unknown-key"]
        return None, [one for one in problems if one.code != "missing-key" or not _is_meant(one, hints)]


def _is_meant(missing: Problem, hints: list[str]) -> bool:
    """Whether an unknown key is the missing one, misspelt or by another name: one slip, one problem."""
    key = missing.what.removeprefix("thiếu ")
    return any(hint == f"ghi vào {key}" or hint.startswith(f"Có phải {key}?") for hint in hints)


def place_of(parts: Parts, file: str, loc: Loc) -> Place:
    """Where the value at `loc` stands in the file; of the text after the front matter a number is its line."""
    if loc and loc[0] == TEXT_KEY and parts.body:
        return Place(file, parts.body_line + sum(one for one in loc[1:2] if isinstance(one, int)), 1)
    return Place(file, *locate(parts.yaml, loc, parts.yaml_line))


def _problem(fault: Any, model: type[BaseModel], parts: Parts, file: str) -> Problem:
    loc: Loc = fault["loc"]
    context = fault.get("ctx") or {}
    kind, name = fault["type"], str(loc[-1]) if loc else ""
    if "mend" in context:
        what, mend = context["what"], context["mend"]
    elif kind == "extra_forbidden":
        kind, what = "unknown-key", f"không có khóa “{shorten(name)}”"
        mend = _key_hint(name, _block_at(model, loc[:-1]), model)
    elif kind == "missing":
        kind, what, mend = "missing-key", f"thiếu “{name}”", f"thêm dòng: {name}: …"
        loc = loc[:-1]
    else:
        kind, what, mend = "wrong-type", *_type_words(kind, _shown(name, loc), fault.get("input"))
        if fault["type"].startswith("model_"):
            mend += _keys_of(_block_at(model, loc))
    return Problem(kind, what, mend, place_of(parts, file, loc))


def _key_hint(name: str, block: type[Block] | None, model: type[BaseModel]) -> str:
    """The key that was meant: by another name, misspelt, or of another group; else all keys that may stand here."""
    known = block.canonical_keys() if block else ()
    other = _by_another_name(name, known)
    near = nearest(name, known)
    if other or near:
        return other or meant(name, str(near))
    return _of_another_group(name, model) or "các khóa dùng được: " + "; ".join(known)


def _by_another_name(name: str, known: tuple[str, ...]) -> str | None:
    """Where clerks' own word for a key goes: to the first of its targets that may stand here.

    A record has its text below its data (`---`), a step has the number of its document under that same key.
    """
    is_record = "tiêu đề" in known
    for target in _other_names().get(fold(name), ()):
        group, _, key = target.rpartition("/")
        if target == BELOW and is_record:
            return "viết phần chữ ở dưới dòng --- thứ hai"
        if (group or key) in known and not (is_record and target == TEXT_KEY):
            return f"ghi vào “{key}”" + (f" trong mục “{group}”" if group else "")
    return None


@cache
def _other_names() -> dict[str, list[str]]:
    """The table `elsewhere.tsv`: what is written, folded, and the keys it may stand for, best first."""
    rows = files("doithoai.reading").joinpath("elsewhere.tsv").read_text("utf-8").splitlines()[1:]
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


def _block_at(model: type[BaseModel], loc: Loc) -> type[Block] | None:
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


def _type_words(kind: str, shown: str, value: object) -> tuple[str, str]:
    blank = value is None or (isinstance(value, str) and not value.strip())
    if blank:
        kind = "string_too_short"
    what, mend = _TYPE_WORDS.get(kind, ("có giá trị không dùng được", "xem mẫu trong hướng dẫn"))
    if kind == "string_type":
        mend = _as_one_line(value) or mend
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


_THOUSANDS = r"\d{1,3}(?:[., ]\d{3})+(?!\d)"
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


# Web and mail addresses in <…> are plain Markdown, and so is the place that a link leads to.
_HTML = re.compile(
    r"(?<!\]\()<(?!(?:https?://|mailto:|[\w.+-]{1,64}@)[^<>\s]*>)[a-z][^<>\n]*>|<!--|\b(?:javascript|vbscript)\s{0,9}:",
    re.IGNORECASE,
)


def _content_problems(
    text: str, file: str, kind: Kind, contact: Contact, exceptions: tuple[PrivacyException, ...]
) -> Iterator[Problem]:
    yield from personal_data(text, file, kind, contact, exceptions)
    yield from unused_exceptions(text, file, exceptions)
    if kind is not Kind.OPINION:  # whose words are the citizen's own
        yield from _unprintable(text, file)
    yield from pictures(text, file)
    yield from unnamed(text, file) if kind is Kind.AUTHORITY else ()


def _markup(text: str, file: str, below: int | None) -> Iterator[Problem]:
    """HTML, which is taken out of the Markdown that begins on line `below`, and shown as it stands in all data."""
    if "<" not in text and "script" not in text.lower():
        return
    for match in _HTML.finditer(text):
        place = place_in(text, match.start(), file)
        in_prose = below is not None and place.line >= below
        what = f"có mã HTML hoặc liên kết chạy lệnh “{shorten(match[0], 40)}”: "
        what += "trang chỉ giữ phần chữ" if in_prose else "trang hiện nguyên cả mã như chữ thường"
        mend = "xóa mã, chỉ dùng chữ và Markdown" if in_prose else "xóa mã; ở đây chỉ ghi chữ"
        yield Problem("raw-html", what, mend, place, Severity.WARNING)


UNNAMED = "(ghi tên phường, xã)"
"""Stands in a new site for a name that nobody gave."""


def unnamed(text: str, file: str) -> Iterator[Problem]:
    """A name that is still to be written: the page would be published with what stands for it."""
    for match in re.finditer(re.escape(UNNAMED), text):
        what = f"còn chữ mẫu “{UNNAMED}”, đăng lên là hiện nguyên trên trang"
        mend = "ghi tên thật" + (
            "; chưa đăng lần nào thì đổi cả tên thư mục của cơ quan cho đúng" if "/" in file else ""
        )
        yield Problem("unnamed", what, mend, place_in(text, match.start(), file), Severity.WARNING)


_PICTURE = re.compile(r"!\[[^\]\n]{0,200}\]\(")


def pictures(text: str, file: str) -> Iterator[Problem]:
    """Pictures, which no page shows, the first of the file."""
    match = _PICTURE.search(text) if "![" in text else None
    if match:
        what = f"ảnh “{shorten(match[0][2:-2], 40)}” không hiện trên trang: chỉ còn dòng chữ tả ảnh"
        mend = "tả bằng chữ điều cần thấy trong ảnh, hoặc đặt liên kết tới trang có ảnh"
        yield Problem("picture", what, mend, place_in(text, match.start(), file), Severity.WARNING)


_RARE = re.compile("[^\u0000-\u024f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ab]")
"""Letters that a font may lack: all but Latin ones and the signs of Vietnamese text."""


def _unprintable(text: str, file: str) -> Iterator[Problem]:
    """A sign that no sheet of paper can show, the first of its file."""
    rare = [match for match in _RARE.finditer(text) if match[0].isprintable()] if not text.isascii() else []
    if not rare:
        return
    from doithoai.engines.glyphs import BOX, can_draw

    lost = next((match for match in rare if not can_draw(match[0])), None)
    if lost:
        what = f"ký tự “{lost[0]}” không in được trên giấy: tờ dán, văn bản chỉ hiện ô {BOX}"
        place = place_in(text, lost.start(), file)
        yield Problem("unprintable", what, "bỏ ký tự này, hoặc viết bằng chữ", place, Severity.NOTE)
