"""Records of a ward from plain data, as tests of scripts need them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from doithoai.domain.authority import Authority
from doithoai.domain.edition import Edition, edition_of
from doithoai.domain.norms import NO_NORMS, Norms
from doithoai.domain.records import Kind, Record
from doithoai.domain.register import Dossier, dossier
from doithoai.domain.rulebook import rulebook_for
from doithoai.domain.topics import Topics
from doithoai.reading.record import model_of
from doithoai.reading.rules import read_calendar, read_national

FOLDER = "phuong-thu/2026/doi-thoai-1"
"""Where a record stands whose file is named without a folder."""

_KINDS = {
    "lich": Kind.SESSION,
    "ket-luan": Kind.CONCLUSION,
    "cong-khai": Kind.PUBLICATION_LOG,
}
LATE = date(2026, 12, 31)
"""A day on which everything in these tests is known."""

Data = Mapping[str, Any]

WARD: Data = {
    "tên": "Ủy ban nhân dân phường Thử",
    "loại": "Ủy ban nhân dân cấp xã",
    "thể thức": "nhà nước",
    "địa bàn": "phường Thử",
    "liên hệ": {"điện thoại": ["024.1234.5678"]},
}


def table(path: Path) -> Any:
    """A YAML file whose every value is the text that was written."""
    return yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)


def record_of(data: Mapping[str, Any], record_id: str, kind: Kind) -> Record:
    """A record from plain data that have no fault."""
    return model_of(kind, data).model_validate(data).named(record_id)


def dossier_of(records: Mapping[str, Data], ward: Data = WARD) -> Dossier:
    """Records by their file: `lich`, `kien-nghi/001`, `2026/ke-hoach`, `2026/doi-thoai-2/lich`."""
    authority = record_of(dict(ward), "phuong-thu/co-quan", Kind.AUTHORITY)
    assert isinstance(authority, Authority)
    return dossier(authority, [record_of(dict(data), _id(file), _kind(file)) for file, data in records.items()])


def edition_for(records: Mapping[str, Data], ward: Data = WARD, day: date = LATE, norms: Norms = NO_NORMS) -> Edition:
    """What is known of the records on a day."""
    return edition_of(dossier_of(records, ward), Topics(), {}, day, norms=norms)


@cache
def lawful() -> Norms:
    """The nation's rules and days off, as they hold for the ward."""
    library, _ = read_national()
    calendar, _ = read_calendar(None)
    return Norms(rulebook_for(dossier_of({}).authority, library), calendar)


def _id(file: str) -> str:
    return f"phuong-thu/{file}" if file.startswith("20") else f"{FOLDER}/{file}"


def _kind(file: str) -> Kind:
    name = file.rpartition("/")[2]
    return Kind.PLAN if name.startswith("ke-hoach") else _KINDS.get(name, Kind.OPINION)
