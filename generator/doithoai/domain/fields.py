"""How a field of a record is declared: once, with its Vietnamese key and a description.

Validation, the JSON Schemas for editors and the guide's tables are all made from these declarations. Keys are
matched after folding, so `Thời gian`, `thoi_gian` and `thoi-gian` are the same key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast, get_args

from msgspec import Struct
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticKnownError, core_schema

from doithoai.domain.dates import (
    CLOCK_FORMS,
    DATE_FORMS,
    Moment,
    PartialDate,
    parse_clock,
    parse_date,
    parse_day,
    parse_moment,
)
from doithoai.domain.faults import Fault
from doithoai.domain.former import parse_former
from doithoai.domain.spoken_code import parse as parse_code
from doithoai.domain.unread import Unread
from doithoai.folding import did_you_mean, fold, slug
from doithoai.problems import shorten

_REQUIRED: Any = ...
T = TypeVar("T")

UNTYPEABLE = "\0"
"""Key of a field that no file can hold: files with this character are refused."""


def key(name: str, description: str, default: Any = _REQUIRED, examples: list[Any] | None = None) -> Any:
    """Declare a field by its canonical Vietnamese key; `default` may be a factory for lists."""
    given: dict[str, Any] = {"alias": name, "title": name, "description": description}
    if examples:
        given["examples"] = examples
    if default is tuple:
        return Field(default=(), **given)
    return Field(default, **given)


@cache
def _canonical_keys(model: type[BaseModel]) -> dict[str, str]:
    aliases = [field.alias or name for name, field in model.model_fields.items()]
    return {fold(alias): alias for alias in aliases if alias != UNTYPEABLE}


@cache
def _names(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(_canonical_keys(model).values())


@cache
def _optional_keys(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(field.alias or name for name, field in model.model_fields.items() if not field.is_required())


class Block(BaseModel):
    """A group of fields: immutable, no unknown key, keys matched folded; a key left blank is as if not there."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _match_keys(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        if data.keys() <= _names(cls) and None not in data.values():
            return data
        known, optional = _canonical_keys(cls), _optional_keys(cls)
        matched: dict[str, Any] = {}
        for raw, value in data.items():
            canonical = known.get(fold(str(raw)), str(raw))
            if canonical in matched:
                raise Fault("duplicate-key", f"khóa “{canonical}” xuất hiện hai lần", "giữ lại một dòng, xóa dòng kia")
            matched[canonical] = value
        return {name: value for name, value in matched.items() if value is not None or name not in optional}

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """A field that the block does not have could not be read (`reading/in_part.py`)."""
            if name in type(self).model_fields:
                raise Unread(name)
            return super().__getattr__(name)

    def if_read(self, name: str) -> Any:
        """A field's value; None where it could not be read."""
        return self.__dict__.get(name)

    def __getstate__(self) -> dict[Any, Any]:
        """How it is kept: its values as they are. They were valid when it was made, so they are not looked at again."""
        return self.__dict__

    def __setstate__(self, values: dict[Any, Any]) -> None:
        """A block that was kept; which of its fields its file had named (`model_fields_set`) it no longer knows."""
        _set(self, "__dict__", values)
        _set(self, "__pydantic_fields_set__", set())
        _set(self, "__pydantic_extra__", None)
        _set(self, "__pydantic_private__", None)

    @classmethod
    def canonical_keys(cls) -> tuple[str, ...]:
        """The canonical Vietnamese keys."""
        return tuple(_canonical_keys(cls).values())


_set = object.__setattr__


def _as_text(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool) or not isinstance(value, int):
        return value
    return str(value)


def as_list(value: Any) -> Any:
    """A single value as a list of one."""
    return value if isinstance(value, (list, tuple)) else () if value is None else (value,)


def _from_text(parse: Callable[[str], T]) -> Callable[[Any], T]:
    def read(value: Any) -> T:
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, (PartialDate, Moment, date, time)):
            return cast(T, value)  # read before, as part of a longer text
        _refuse_blank(value)
        if not isinstance(value, str):
            what = f"cần một dòng chữ, nhưng ở đây là {_named(value)}"
            raise Fault("type", what, "viết giá trị trên một dòng")
        return parse(value)

    return read


def _refuse_blank(value: Any) -> None:
    if value is None or value == "":
        raise Fault("blank", "giá trị này không được để trống", "điền giá trị, hoặc xóa cả mục nếu ghi nhầm")


def _or_none(parse: Callable[[str], T]) -> Callable[[Any], T | None]:
    read = _from_text(parse)
    return lambda value: None if value is None or value == "" else read(value)


class Reads(Struct, frozen=True, eq=False):
    """Annotation: the value is read by `read`, then must be what `then` says, if given; an editor is told `schema`.

    It is all that pydantic is told of the type. Hundreds of fields are of a few types: to put each one's together from
    several annotations took half as long again, at the start of every build, and each text a second call of Python.
    """

    read: Callable[[Any], Any]
    schema: Mapping[str, Any]
    then: core_schema.CoreSchema | None = None

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        if self.then is None:
            return core_schema.no_info_plain_validator_function(self.read)
        return core_schema.no_info_before_validator_function(self.read, self.then)

    def __get_pydantic_json_schema__(self, _core: Any, _handler: Any) -> dict[str, Any]:
        return dict(self.schema)


class Before(Struct, frozen=True, eq=False):
    """Annotation: the value is read by `read` before it is taken for what it is annotated as."""

    read: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self.read, handler(source))


def _human(read: Callable[[Any], Any], description: str, examples: list[str]) -> Reads:
    return Reads(read, {"type": ["string", "integer", "null"], "description": description, "examples": examples})


def _named(value: Any) -> str:
    """A value as a message may call it: as it was typed, where Python would write `True`."""
    if isinstance(value, dict | list):
        return "nhóm khóa" if isinstance(value, dict) else "danh sách"
    return f"“{str(value).lower() if isinstance(value, bool) else shorten(value)}”"


def _allowed(names: list[str]) -> str:
    return f"chọn một: {', '.join(names)}"


def choice(words: type[StrEnum]) -> Reads:
    """Annotation: a value of an enumeration of Vietnamese words, matched folded."""
    by_fold = {fold(word.value): word for word in words}
    names = [word.value for word in words]

    def read(value: Any) -> StrEnum:
        if isinstance(value, list | dict):
            raise Fault("choice", f"ở đây chỉ ghi một trong các từ cho sẵn, không ghi {_named(value)}", _allowed(names))
        _refuse_blank(value)
        found = by_fold.get(fold(value)) if isinstance(value, str) else None
        if found is None:
            raise Fault("choice", f"{_named(value)} không có trong danh sách", did_you_mean(str(value), names))
        return found

    return Reads(read, {"enum": names})


_NOT_EMPTY = core_schema.str_schema(min_length=1)

Text = Annotated[str, Reads(_as_text, {"type": ["string", "integer"], "minLength": 1}, _NOT_EMPTY)]
"""One line of text; runs of white space are one space."""

MaybeText = Annotated[
    str | None,
    Reads(_as_text, {"type": ["string", "integer", "null"]}, core_schema.nullable_schema(core_schema.str_schema())),
]
"""A text that may be blank, as it is in some real documents."""

CODE = "[a-z0-9]+(?:-[a-z0-9]+)*"
_LONGEST = 60


def _as_code(value: Any) -> Any:
    text = _as_text(value)
    if not isinstance(text, str) or not text:
        return text
    if not re.fullmatch(CODE, text):
        what = f"mã “{shorten(text)}” có chữ hoa, dấu hoặc ký tự lạ; mã là một phần của địa chỉ nên phải gọn"
        raise Fault("code", what, f"đổi thành: {slug(text)[:_LONGEST].strip('-') or 'ma-khong-dau'}")
    if len(text) > _LONGEST:
        raise Fault("code", f"mã “{shorten(text)}” dài quá {_LONGEST} chữ", "đặt mã ngắn, ví dụ: tdp-1")
    return text


Code = Annotated[
    str, Reads(_as_code, {"type": ["string", "integer"], "pattern": f"^{CODE}$", "maxLength": _LONGEST}, _NOT_EMPTY)
]
"""A short name that becomes part of addresses and file names."""

When = Annotated[PartialDate, _human(_from_text(parse_date), DATE_FORMS, DATE_FORMS.split("; "))]
MaybeWhen = Annotated[PartialDate | None, _human(_or_none(parse_date), DATE_FORMS, DATE_FORMS.split("; "))]
Day = Annotated[date, _human(_from_text(parse_day), "Ngày, tháng, năm", ["20/6/2026"])]
MaybeDay = Annotated[date | None, _human(_or_none(parse_day), "Ngày, tháng, năm", ["20/6/2026"])]
Clock = Annotated[time, _human(_from_text(parse_clock), CLOCK_FORMS, ["14h30", "8 giờ 00"])]
MaybeClock = Annotated[time | None, _human(_or_none(parse_clock), CLOCK_FORMS, ["14h30", "8 giờ 00"])]
MaybeCode = Annotated[str | None, _human(_or_none(parse_code), "Tám chữ số", ["4821 9038"])]
Former = Annotated[str, _human(_from_text(parse_former), "Địa chỉ trang", ["tin-tuc/lich-doi-thoai.html"])]
WrittenMoment = Annotated[Moment, _human(_from_text(parse_moment), "Giờ và ngày", ["14h30 ngày 20/6/2026"])]


def _yes(value: Any) -> Any:
    return {"co": True, "khong": False}.get(fold(value), value) if isinstance(value, str) else value


Yes = Annotated[bool, Reads(_yes, {"enum": [True, False, "có", "không"]}, core_schema.bool_schema())]
"""`có` or `không`."""


_DIGITS = re.compile(r"\s*-?[0-9]+\s*")
GROUPED = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+"
"""A count with a point before each group of three figures, as people write it: 1.120 is no fraction."""


def _in_digits(value: Any) -> Any:
    """A number as Python knows them is not always one that people write: `1_000`, `1e3`, or `true`."""
    if isinstance(value, str) and re.fullmatch(GROUPED, value.strip()):
        return int(value.replace(".", ""))
    if isinstance(value, bool) or (isinstance(value, str) and value.strip() and not _DIGITS.fullmatch(value)):
        raise PydanticKnownError("int_parsing")
    return value


_MOST = 999_999_999

_COUNT = {
    "anyOf": [
        {"type": "integer", "minimum": 0, "maximum": _MOST},
        {"type": "string", "pattern": f"^{GROUPED}$"},
        {"type": "number", "minimum": 1, "maximum": 999.999, "not": {"type": "integer"}},  # an editor's 1.120
    ]
}

Whole = Annotated[int, Reads(_in_digits, _COUNT, core_schema.int_schema(ge=0, le=_MOST))]
"""A count or a number of order."""

SLOWEST, FASTEST = 80, 300


def _speakable(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool) and not SLOWEST <= value <= FASTEST:
        what = f"{value} âm tiết mỗi phút không phải tốc độ đọc của người"
        raise Fault("rate", what, f"ghi số từ {SLOWEST} đến {FASTEST}; đọc thử một phút rồi đếm, thường khoảng 160")
    return _in_digits(value)


Rate = Annotated[
    int, Reads(_speakable, {"type": "integer", "minimum": SLOWEST, "maximum": FASTEST}, core_schema.int_schema())
]
"""Syllables a minute that a person can speak."""


def _lines(value: Any) -> Any:
    return (
        "\n".join(" ".join(line.split()) for line in value.splitlines()).strip("\n")
        if isinstance(value, str)
        else value
    )


LongText = Annotated[str, Reads(_lines, {"type": "string", "minLength": 1}, _NOT_EMPTY)]
"""A text of several lines, each with its runs of white space as one space."""

Many = Annotated[tuple[T, ...], Before(as_list)]
"""A list; a single value stands for a list of one."""


def words_in(block: Block, *but: str) -> Iterator[str]:
    """Every text of a block, `but` that of some fields; stopped where one could not be read."""
    for name, field in type(block).model_fields.items():
        if name not in but and _may_hold(cast(Any, field.annotation), (str,)):
            yield from _words_of(getattr(block, name))


def _words_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Block):
        yield from words_in(value)
    elif isinstance(value, tuple):
        for one in value:
            yield from _words_of(one)


def days_in(block: Block, *but: str) -> Iterator[date]:
    """Every day of a block, `but` those of some fields; stopped where one could not be read."""
    for name, field in type(block).model_fields.items():
        if name not in but and _may_hold(cast(Any, field.annotation), (date, PartialDate)):
            yield from _days_of(getattr(block, name))


def _days_of(value: Any) -> Iterator[date]:
    if isinstance(value, date):
        yield value
    elif isinstance(value, PartialDate):
        yield from (day for day in (value.first, value.last) if day)
    elif isinstance(value, Block):
        yield from days_in(value)
    elif isinstance(value, tuple):
        for one in value:
            yield from _days_of(one)


@cache
def _may_hold(annotation: Any, kinds: tuple[type, ...]) -> bool:
    """Whether a value so declared may be of one of these types, or have one within it."""
    if isinstance(annotation, type):
        return annotation in kinds or issubclass(annotation, Block)
    return any(_may_hold(one, kinds) for one in get_args(annotation))


def each_once(attribute: str, name: str) -> AfterValidator:
    """Annotation of a list: no two items are alike in `attribute`, whose key is `name`; each later one is told."""

    def check(items: tuple[Any, ...]) -> tuple[Any, ...]:
        first: dict[Any, int] = {}
        faults: list[InitErrorDetails] = []
        for at in range(len(items)):
            try:
                value = getattr(items[at], attribute)
            except Unread:
                continue
            if value in first:
                what = f"{name} “{value}” đã dùng cho mục {first[value] + 1} của danh sách này"
                fault = Fault("used-twice", what, f"ghi {name} khác; nếu là một mục ghi hai lần thì xóa bớt")
                faults.append(InitErrorDetails(type=fault, loc=(at, name), input=value))
            first.setdefault(value, at)
        if faults:
            raise ValidationError.from_exception_data(name, faults)
        return items

    return AfterValidator(check)
