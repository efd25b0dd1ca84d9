"""JSON Schemas (2020-12) of records, made from their models, for editors and other tools.

They describe what the reader accepts with canonical keys: a list may be given as its single value, a time or place
as one line, an optional key may stand blank. The text is a key, as in a `.yml` file; of a `.md` file it stands below.
An editor knows a file by its path alone, so what may be withdrawn may also have `thu hồi`, and then needs nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from doithoai.domain.days_off import OffDays, OffYear
from doithoai.domain.documents import Quota
from doithoai.domain.fields import UNTYPEABLE
from doithoai.domain.records import Kind
from doithoai.domain.rulebook import Book
from doithoai.domain.session import PlaceVersion, TimeVersion
from doithoai.domain.site import Licence, SiteConfig
from doithoai.domain.topics import Topics
from doithoai.domain.withdrawn import WITHDRAWAL
from doithoai.reading.record import MODELS, WITHDRAWABLE

Schema = dict[str, Any]

ONE_LINE = (TimeVersion, PlaceVersion, Licence, Quota)
"""Blocks that the reader also takes as one line of text."""

_OTHERS: Mapping[str, tuple[str, type[BaseModel]]] = {
    "site_config": ("Cấu hình trang", SiteConfig),
    "linh-vuc": ("Danh sách lĩnh vực", Topics),
    "quy-dinh": ("Bộ quy định", Book),
    "ngay-nghi": ("Ngày nghỉ của một năm", OffYear),
    "ngay-nghi-rieng": ("Ngày nghỉ, ngày làm bù riêng của cơ quan", OffDays),
}
MODELS_OF_FILES = (*MODELS.values(), *(model for _, model in _OTHERS.values()))
KINDS = (*(kind.value for kind in MODELS), *_OTHERS)
"""What there is a schema of: every kind of record, then the files of the whole site."""


def schema_of(kind: str) -> Schema:
    """The schema of one of `KINDS`: a kind of record (`lich`) or a file of the whole site (`site_config`)."""
    label, model = _OTHERS.get(kind) or (MODELS[Kind(kind)].label, MODELS[Kind(kind)])
    raw = model.model_json_schema(by_alias=True)
    blocks = {name: _block(name, block) for name, block in sorted(raw.pop("$defs", {}).items())}
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:doithoai:schema:{kind}",
        "title": label,
    }
    whole = {**head, **_object(raw), "$defs": blocks}
    return _or_withdrawn(whole) if kind in WITHDRAWABLE else whole


def _or_withdrawn(schema: Schema) -> Schema:
    """The schema of a kind with the key that takes a record back, beside which no other is missed."""
    notice = schema_of(Kind.WITHDRAWN)
    rest = {name: part for name, part in schema.items() if name != "required"}
    return {
        **rest,
        "properties": {**schema["properties"], WITHDRAWAL: notice["properties"][WITHDRAWAL]},
        "if": {"not": {"required": [WITHDRAWAL]}},
        "then": {"required": schema["required"]},
        "$defs": dict(sorted({**notice["$defs"], **schema["$defs"]}.items())),
    }


def as_json(schema: Schema) -> str:
    """The schema as the text of a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def file_name(kind: str) -> str:
    """`lich.schema.json`."""
    return f"{kind}.schema.json"


def _block(name: str, raw: Schema) -> Schema:
    whole = _object(raw)
    if name in {block.__name__ for block in ONE_LINE}:
        return {"anyOf": [{"type": ["string", "integer"]}, whole]}
    return whole


def _object(raw: Schema) -> Schema:
    """A group of keys, without pydantic's English title and description."""
    required = raw.get("required", [])
    typed = {name: one for name, one in raw["properties"].items() if name != UNTYPEABLE}
    properties = {name: _property(one, name in required) for name, one in typed.items()}
    shape = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**shape, "required": required} if required else shape


def _property(raw: Schema, required: bool) -> Schema:
    annotations: Schema = {name: raw[name] for name in ("title", "description", "examples") if name in raw}
    value = {name: part for name, part in raw.items() if name not in (*annotations, "default")}
    default = raw.get("default")
    if isinstance(default, bool):
        annotations["default"] = "có" if default else "không"
    elif isinstance(default, str) and default:
        annotations["default"] = default
    ways = _ways(value)
    if not required and not any(_takes_null(way) for way in ways):
        ways.append({"type": "null"})
    return {**annotations, **(ways[0] if len(ways) == 1 else {"anyOf": ways})}


def _ways(value: Schema) -> list[Schema]:
    """The forms a value may take: a list also as its single item."""
    if value.get("type") == "array":
        return [*_ways(value["items"]), value]
    return list(value["anyOf"]) if "anyOf" in value else [value]


def _takes_null(way: Schema) -> bool:
    return "null" in (way.get("type") or ())
