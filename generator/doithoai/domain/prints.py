"""Sheets of paper that a record gives: what pages need to link to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from msgspec import Struct

PRINTS = "in/"
"""Below it every printed sheet: `in/phuong-mau/2026/doi-thoai-4/to-dan-a4.pdf`."""

WORD = "docx"
"""Ending of a document that is there to be edited."""


def script_print(announcement_id: str) -> str:
    """The announcer's sheet of one script: `in/phuong-mau/2026/doi-thoai-4/nhac-lich-2/ban-doc.pdf`."""
    return f"{PRINTS}{announcement_id}/ban-doc.pdf"


def day_print(authority_id: str, day: date) -> str:
    """The announcer's sheet of one day: `in/phuong-mau/phat/2026-11-28.pdf`."""
    return f"{PRINTS}{authority_id}/phat/{day.isoformat()}.pdf"


class PrintLink(Struct, frozen=True):
    """One sheet: the record it belongs to, its name in words, and its file."""

    record: str
    name: str
    path: str

    @property
    def is_word(self) -> bool:
        """A document to be edited, not a sheet to be printed."""
        return self.path.endswith(f".{WORD}")


class PrintList(Struct, frozen=True, dict=True):
    """The sheets of one authority."""

    links: tuple[PrintLink, ...] = ()

    @cached_property
    def _by_record(self) -> dict[str, tuple[PrintLink, ...]]:
        found: dict[str, list[PrintLink]] = {}
        for link in self.links:
            found.setdefault(link.record, []).append(link)
        return {record: tuple(links) for record, links in found.items()}

    @cached_property
    def paths(self) -> frozenset[str]:
        """The files of all sheets."""
        return frozenset(link.path for link in self.links)

    def of_record(self, record: str) -> tuple[PrintLink, ...]:
        """The sheets that one record gives."""
        return self._by_record.get(record, ())


NO_PRINTS = PrintList()
"""Of a site that prints nothing."""


def print_list(links: Iterable[PrintLink]) -> PrintList:
    """A list of sheets."""
    return PrintList(tuple(links))
