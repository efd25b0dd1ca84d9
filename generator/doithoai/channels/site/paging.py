"""Long lists cut into pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from doithoai.channels.site.page import View
from doithoai.channels.site.parts import Links
from doithoai.engines.theme import wording

PER_PAGE = 100
"""Items on one page of a list."""

T = TypeVar("T")


class Chunk(Struct, Generic[T], frozen=True):
    """One page of a list: the list's address, the page's number from 1, how many there are, and its items."""

    base: str
    number: int
    total: int
    items: Sequence[T]

    @property
    def address(self) -> str:
        """`lich/`, `lich/trang-2/`."""
        return _address(self.base, self.number)

    def title(self, title: str) -> str:
        """The list's title, with the page's number from the second page on."""
        return title if self.number == 1 else title + wording().say("pages.page", self.number)

    def view(self, links: Links) -> View:
        """What the pager shows."""
        numbers = range(1, self.total + 1)
        return {
            "page": self.number,
            "pages": [{"href": links.to(_address(self.base, number)), "number": number} for number in numbers],
        }


def chunks(base: str, items: Sequence[T]) -> list[Chunk[T]]:
    """The pages of a list; an empty list still has its first."""
    parts = [items[at : at + PER_PAGE] for at in range(0, len(items), PER_PAGE)] or [[]]
    return [Chunk(base, number, len(parts), part) for number, part in enumerate(parts, 1)]


def _address(base: str, number: int) -> str:
    return base if number == 1 else f"{base}trang-{number}/"
