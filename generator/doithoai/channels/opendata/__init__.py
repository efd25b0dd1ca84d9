"""Open data: every record as JSON, lists and tables, all in one file, with schemas and a codebook.

What is given away is an allow-list, declared in `kinds`; nothing else of a record can get in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doithoai.artifacts import Ready
from doithoai.channels.opendata.catalogue import catalogue, codebook, schemas
from doithoai.channels.opendata.files import Terms, document, line, table, terms_of, text
from doithoai.channels.opendata.kinds import LISTS, SHAPES
from doithoai.channels.opendata.shapes import Json, listed, projected
from doithoai.domain import addresses
from doithoai.domain.edition import Digest, Edition
from doithoai.domain.records import Kind, Record

__all__ = ["HOME", "JOINED", "Terms", "authority_data", "joined_from", "site_data", "terms_of"]

PER_LIST = 1000
"""Rows of one file of a list."""

HOME = addresses.DATA
EVERYTHING = "records.ndjson"
JOINED = (EVERYTHING, *(f"{name}.csv" for name in LISTS.values()))
"""Files of the whole site that are its authorities' put together."""


def authority_data(edition: Edition, terms: Terms) -> Iterator[Ready]:
    """Everything of one authority."""
    home = home_of(edition.authority.authority_id)
    rows: dict[Kind, list[dict[str, Json]]] = {kind: [] for kind in LISTS}
    lines = []
    for record in (edition.authority, *edition.dossier.records):
        data = projected(SHAPES[record.kind], record, edition)
        path = addresses.of_data(record)
        lines.append(line(data, terms))
        if record.kind in rows:
            rows[record.kind].append({part.name: data[part.name] for part in listed(SHAPES[record.kind])})
        if has_file(record):
            yield Ready(path, document(path, record.kind.value, terms, text(data)))
    yield Ready(f"{home}{EVERYTHING}", "".join(lines))
    for kind, name in LISTS.items():
        yield Ready(f"{home}{name}.csv", table(listed(SHAPES[kind]), rows[kind], terms))
        yield from _list(home, kind, rows[kind], terms)


def has_file(record: Record) -> bool:
    """A publication log has no page, and its data stand where its folder's page would."""
    return record.kind is not Kind.PUBLICATION_LOG


def _list(home: str, kind: Kind, rows: list[dict[str, Json]], terms: Terms) -> Iterator[Ready]:
    parts = [rows[at : at + PER_LIST] for at in range(0, len(rows), PER_LIST)] or [[]]
    for number, part in enumerate(parts, 1):
        path = _part(home, LISTS[kind], number)
        following = addresses.relative(_part("", LISTS[kind], number + 1), "") if number < len(parts) else None
        about = {"total": len(rows), "next": following}
        yield Ready(path, document(path, f"{LISTS[kind]}-list", terms, text(part), **about))


def _part(home: str, name: str, number: int) -> str:
    return f"{home}{name}.json" if number == 1 else f"{home}{name}-{number}.json"


def home_of(authority_id: str) -> str:
    """`api/v1/co-quan/phuong-mau/`."""
    return f"{addresses.DATA}{addresses.of_authority(authority_id)}"


def joined_from(name: str, authorities: Sequence[str]) -> list[str]:
    """The files that one of `JOINED` is put together from."""
    return [f"{home_of(one)}{name}" for one in authorities]


def site_data(digests: Sequence[Digest], terms: Terms) -> Iterator[Ready]:
    """The catalogue, the schemas and the codebook."""
    yield from schemas()
    yield codebook()
    yield catalogue([digest.brief for digest in digests], terms)
