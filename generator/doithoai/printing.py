"""What paper adds to a site: asked for only where it is wanted and can be made, which then loads its room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from doithoai.channels.noticeboard import PrintSheet, sheets
from doithoai.domain.bulletin import Bulletin
from doithoai.domain.edition import Edition
from doithoai.domain.prints import PrintLink, PrintList, print_list
from doithoai.reading.register import Site


@dataclass(frozen=True)
class Prints:
    """One authority's share: what pages link to, and the sheets themselves."""

    links: PrintList
    sheets: Iterable[PrintSheet]


def prints_of(edition: Edition, bulletin: Bulletin, site: Site) -> Prints:
    """Everything that one authority prints."""
    made = tuple(sheets(edition, bulletin, site.config.address or ""))
    return Prints(print_list(PrintLink(one.record, one.name, one.path) for one in made), made)
