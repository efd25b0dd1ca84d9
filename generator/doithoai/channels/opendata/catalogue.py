"""What describes the data: a catalogue of files, a JSON Schema per kind of file, a codebook of the tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from doithoai.artifacts import Ready
from doithoai.channels.opendata.files import VERSION, Terms
from doithoai.channels.opendata.kinds import LISTS, SHAPES
from doithoai.channels.opendata.shapes import Field, Schema, listed, object_schema
from doithoai.domain import addresses
from doithoai.domain.edition import AuthorityBrief
from doithoai.engines.spreadsheet import csv_text
from doithoai.engines.theme import wording

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_META: Schema = {
    "type": "object",
    "properties": {
        "version": {"const": VERSION},
        "as_of": {"type": "string", "format": "date"},
        "licence": {
            "type": "object",
            "properties": {"name": {"type": "string"}, "url": {"type": ["string", "null"]}},
            "required": ["name", "url"],
        },
        "publisher": {"type": "string"},
        "schema": {"type": "string"},
        "total": {"type": "integer"},
        "next": {"type": ["string", "null"]},
    },
    "required": ["version", "as_of", "licence", "publisher", "schema"],
    "additionalProperties": False,
}


def schemas() -> Iterator[Ready]:
    """A schema per kind of record and per list."""
    for kind, shape in SHAPES.items():
        yield _schema(kind.value, object_schema(shape))
    for kind, name in LISTS.items():
        yield _schema(f"{name}-list", {"type": "array", "items": object_schema(listed(SHAPES[kind]))})


def _schema(name: str, data: Schema) -> Ready:
    whole = {
        "$schema": DIALECT,
        "$id": f"urn:doithoai:api:{VERSION}:{name}",
        "title": wording().say(f"opendata.files.{name}"),
        "type": "object",
        "properties": {"meta": _META, "data": data},
        "required": ["meta", "data"],
        "additionalProperties": False,
    }
    return Ready(f"{addresses.DATA}schemas/{name}.json", _pretty(whole))


def codebook() -> Ready:
    """Every column of the tables and what it means, as a table itself."""
    say = wording().say
    rows = [
        [f"{name}.csv", part.name, part.about, _values(part)]
        for kind, name in LISTS.items()
        for part in listed(SHAPES[kind])
    ]
    ends = [["*.csv", name, say(f"opendata.{name}"), ""] for name in ("as_of", "licence")]
    ends.append(["*.csv", "*", say("opendata.quoted"), ""])
    head = [say(f"opendata.codebook.{name}") for name in ("file", "column", "meaning", "values")]
    return Ready(f"{addresses.DATA}codebook.csv", csv_text([head, *rows, *ends]))


def _values(part: Field) -> str:
    """The words of a closed list, or the form of a value."""
    words = part.type.schema.get("enum")
    if words:
        return "; ".join(word for word in words if word)
    form = str(part.type.schema.get("format") or part.type.schema["type"])
    return wording().say(f"opendata.forms.{form}") if form in ("date", "boolean", "array") else ""


def catalogue(authorities: Sequence[AuthorityBrief], terms: Terms) -> Ready:
    """`api/v1/index.json`: what there is, from where, and how it is described. Addresses are relative to it."""
    say = wording().say
    tables = [_dataset(name, f"{name}.csv", "text/csv") for name in LISTS.values()]
    whole = {
        "meta": terms.about,
        "title": say("opendata.title"),
        "description": say("opendata.description"),
        "codebook": "codebook.csv",
        "schemas": {
            name: f"schemas/{name}.json"
            for name in (*(kind.value for kind in SHAPES), *(f"{name}-list" for name in LISTS.values()))
        },
        "datasets": [_dataset("records", "records.ndjson", "application/x-ndjson"), *tables],
        "authorities": [_authority(one) for one in authorities],
    }
    return Ready(f"{addresses.DATA}index.json", _pretty(whole))


def _dataset(name: str, file: str, media: str) -> dict[str, Any]:
    return {"name": name, "title": wording().say(f"opendata.datasets.{name}"), "file": file, "media_type": media}


def _authority(one: AuthorityBrief) -> dict[str, Any]:
    home = addresses.of_authority(one.id)
    return {
        "id": one.id,
        "name": one.name,
        "fictional": one.fictional,
        "record": f"{home.rstrip('/')}.json",
        "everything": f"{home}records.ndjson",
        **{name: f"{home}{name}.json" for name in LISTS.values()},
    }


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
