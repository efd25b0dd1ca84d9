"""How a shape of the open data is declared: once, field by field.

The data, their JSON Schema, the columns of the CSV files and the codebook are all made from these declarations. They
are the allow-list: a field of a record that no shape names cannot get into the data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from enum import StrEnum
from typing import Any

from msgspec import Struct, field
from pydantic import BaseModel

from doithoai.domain.dates import PartialDate, written
from doithoai.domain.edition import Edition
from doithoai.engines.html import untagged

Json = Any
Schema = dict[str, Any]
Read = Callable[[Any, Edition], Any]


class Type(Struct, frozen=True):
    """A type of value: its schema, how it becomes plain JSON, and how a cell of a table shows it."""

    schema: Mapping[str, Any]
    plain: Callable[[Any], Json] = field(default=lambda value: value)
    cell: Callable[[Json], str] = field(default=lambda value: "" if value is None else str(value))


class Field(Struct, frozen=True):
    """One field of a shape: its name, what it means (Vietnamese), its type, and where it is read.

    `listed`: it also stands in lists and tables.
    """

    name: str
    about: str
    type: Type
    read: Read
    listed: bool = False


Shape = tuple[Field, ...]


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _clock(value: time | None) -> str | None:
    return f"{value:%H:%M}" if value else None


def _partial(value: PartialDate | None) -> Json:
    if value is None:
        return None
    return {
        "text": written(value),
        "precision": value.precision.value,
        "first": _day(value.first),
        "last": _day(value.last),
        "tentative": value.tentative,
    }


TEXT = Type({"type": ["string", "null"]}, lambda value: value or None)
PROSE = Type(TEXT.schema, lambda value: untagged(value) if value else None)
"""Markdown, of which the data have the words that a page shows."""
DAY = Type({"type": ["string", "null"], "format": "date"}, _day)
CLOCK = Type({"type": ["string", "null"], "pattern": "^[0-2][0-9]:[0-5][0-9]$"}, _clock)
WHOLE = Type({"type": ["integer", "null"]})
YES = Type({"type": "boolean"}, bool, lambda value: "có" if value else "không")
TEXTS = Type({"type": "array", "items": {"type": "string"}}, list, "; ".join)
PARTIAL = Type(
    {
        "type": ["object", "null"],
        "properties": {
            "text": {"type": "string"},
            "precision": {"type": "string"},
            "first": DAY.schema,
            "last": DAY.schema,
            "tentative": {"type": "boolean"},
        },
        "required": ["text", "precision", "first", "last", "tentative"],
        "additionalProperties": False,
    },
    _partial,
    lambda value: value["text"] if value else "",
)


def one_of(words: type[StrEnum]) -> Type:
    """A word of a closed list."""
    values = [word.value for word in words]
    return Type({"enum": [*values, None]}, lambda value: value.value if value else None)


def some_of(words: type[StrEnum]) -> Type:
    """Any number of words of a closed list."""
    each = {"enum": [word.value for word in words]}
    return Type({"type": "array", "items": each}, lambda value: [word.value for word in value], "; ".join)


def many(shape: Shape) -> Type:
    """A list of things of a shape."""
    return Type({"type": "array", "items": object_schema(shape)}, list, lambda value: str(len(value)))


def one(shape: Shape) -> Type:
    """A thing of a shape, or nothing."""
    schema = object_schema(shape)
    return Type({**schema, "type": ["object", "null"]})


def of(model: type[BaseModel], attribute: str, kind: Type, name: str = "", listed: bool = False) -> Field:
    """A field that stands in a record as it is; its meaning is the record's own description of it."""
    about = model.model_fields[attribute]
    words = f"{about.title}. {about.description}" if about.description else str(about.title)
    return Field(
        name or attribute, words[:1].upper() + words[1:], kind, lambda thing, _: getattr(thing, attribute), listed
    )


def nested(model: type[BaseModel], attribute: str, shape: Shape, name: str = "") -> Field:
    """A list of blocks of a record, each in its own shape."""
    plain = of(model, attribute, many(shape), name)
    return Field(plain.name, plain.about, plain.type, lambda thing, edition: [
        projected(shape, block, edition) for block in getattr(thing, attribute)
    ])  # fmt: skip


def single(model: type[BaseModel], attribute: str, shape: Shape, name: str = "") -> Field:
    """One block of a record in its own shape, or nothing."""
    plain = of(model, attribute, one(shape), name)

    def read(thing: Any, edition: Edition) -> Json:
        block = getattr(thing, attribute)
        return projected(shape, block, edition) if block is not None else None

    return Field(plain.name, plain.about, plain.type, read)


def projected(shape: Shape, thing: Any, edition: Edition) -> dict[str, Json]:
    """What the shape shows of a thing, as plain JSON."""
    return {part.name: part.type.plain(part.read(thing, edition)) for part in shape}


def listed(shape: Shape) -> Shape:
    """The part of a shape that lists and tables show."""
    return tuple(part for part in shape if part.listed)


def cells(shape: Shape, data: Mapping[str, Json]) -> list[str]:
    """A row of a table, from data of the shape."""
    return [part.type.cell(data[part.name]) for part in shape]


def object_schema(shape: Shape) -> Schema:
    """The JSON Schema of things of the shape: every field is always there, nothing else is."""
    return {
        "type": "object",
        "properties": {part.name: {"description": part.about, **part.type.schema} for part in shape},
        "required": [part.name for part in shape],
        "additionalProperties": False,
    }
