"""What paper adds to a site: asked for only where it is wanted and can be made, which then loads its room."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from doithoai.channels.noticeboard import PrintSheet, WordCopy, documents, sheets, word_copies
from doithoai.domain.bulletin import Bulletin
from doithoai.domain.edition import Edition
from doithoai.domain.prints import PrintLink, PrintList, print_list
from doithoai.reading.register import Site


class Prints(Struct, frozen=True):
    """One authority's share: what pages link to, and the sheets themselves."""

    links: PrintList
    sheets: Iterable[PrintSheet | WordCopy]


def prints_of(edition: Edition, bulletin: Bulletin, site: Site, pdf: bool, word: bool) -> Prints:
    """What one authority prints: sheets as PDF, official documents for Word, as far as they can be made here."""
    found = tuple(sheets(edition, bulletin, site.config.address or "") if pdf else documents(edition))
    made = (*(found if pdf else ()), *(word_copies(found) if word else ()))
    return Prints(print_list(PrintLink(one.record, one.name, one.path) for one in made), made)
