"""`s/`: where a code said by telephone or printed on paper leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from doithoai.artifacts import Ready
from doithoai.channels.site.leading import Lead
from doithoai.channels.site.withdrawn import name_of
from doithoai.domain import addresses
from doithoai.domain.edition import Edition
from doithoai.domain.records import Coded, Titled
from doithoai.domain.spoken_code import DIGITS, PAGES, code_of, grouped
from doithoai.domain.withdrawn import Withdrawn
from doithoai.engines.theme import wording

LIST = f"{PAGES}danh-sach.js"
"""Every code that has a page, for the script of `s/`: a script too, since a page opened from a folder may not fetch."""


def code_pages(edition: Edition) -> Iterator[Lead]:
    """A page for every record that has a code."""
    label = wording().say("code.label")
    mark = f"{wording().say('page.fictional')} " if edition.authority.fictional else ""
    for record in edition.dossier.records:
        if isinstance(record, Coded):
            code = code_of(record)
            words = f"{mark}{label} {grouped(code)}:"
            yield Lead(addresses.of_code(code), addresses.of(record), called(record), words)


def former_of(edition: Edition) -> Iterator[tuple[str, str, str, str]]:
    """Every address that a record had on an earlier site: that address, the record's page, its name, its id."""
    for record in edition.dossier.records:
        if isinstance(record, Coded):
            for old in record.former:
                yield old, addresses.of(record), called(record), record.id


def called(record: Coded) -> str:
    """A record as a link to it names it."""
    return f"{record.label}: {record.title}" if isinstance(record, Titled) else name_of(cast(Withdrawn, record))


def code_list(codes: Iterable[str]) -> Ready:
    """The list of codes, a row of digits."""
    return Ready(LIST, f'doithoaiCodes("{"".join(sorted(codes))}", {DIGITS});\n')
