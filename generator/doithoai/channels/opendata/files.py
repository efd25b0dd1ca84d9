"""Files of the open data: what every one of them says of itself, and how each form is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from doithoai.channels.opendata.shapes import Json, Shape, cells
from doithoai.domain import addresses
from doithoai.domain.site import SiteConfig
from doithoai.engines.spreadsheet import csv_text
from doithoai.engines.theme import wording

VERSION = "1"


class Terms(Struct, frozen=True):
    """What every file says of itself: its day, its licence, who gives it away."""

    as_of: str
    licence: str
    licence_url: str | None
    publisher: str

    @property
    def about(self) -> dict[str, Json]:
        """As the head of a JSON file."""
        return {
            "version": VERSION,
            "as_of": self.as_of,
            "licence": {"name": self.licence, "url": self.licence_url},
            "publisher": self.publisher,
        }


def terms_of(config: SiteConfig, as_of: date) -> Terms:
    """The terms of a site on a day."""
    licence = config.licence
    name = licence.name if licence else wording().say("opendata.no_licence")
    return Terms(as_of.isoformat(), name, licence.address if licence else None, config.owner)


def text(value: Json) -> str:
    """JSON on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def document(path: str, kind: str, terms: Terms, data: str, **more: Json) -> str:
    """A JSON file: what it is, and its data, which are JSON already."""
    schema = addresses.relative(f"{addresses.DATA}schemas/{kind}.json", path)
    return f'{{"meta":{text({**terms.about, "schema": schema, **more})},"data":{data}}}\n'


def line(data: Mapping[str, Json], terms: Terms) -> str:
    """A line of an NDJSON file."""
    return text({"as_of": terms.as_of, "licence": terms.licence, **data}) + "\n"


_TERMS = ("as_of", "licence")


def table(shape: Shape, rows: Iterable[Mapping[str, Json]], terms: Terms) -> str:
    """A CSV file (RFC 4180) that opens right in Excel, with its day and licence in each row."""
    head = [*(part.name for part in shape), *_TERMS]
    ends = [terms.as_of, terms.licence]
    return csv_text([head, *([*cells(shape, row), *ends] for row in rows)])
