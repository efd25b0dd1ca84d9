"""The ledger of an authority's published facts, brought up to date; nothing is ever taken out of it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from doithoai.build import Request, check
from doithoai.domain.edition import edition_of
from doithoai.domain.published import Ledger, grown
from doithoai.problems import Problems, Refusal
from doithoai.reading import files, ledger, register
from doithoai.reading.register import Site
from doithoai.scaffold.saving import write_over


class Sealed(Struct, frozen=True):
    """What was written where."""

    file: str
    added: int


def seal(request: Request) -> list[Sealed]:
    """Write what is public on the day into each authority's ledger; refuses content with errors."""
    problems = Problems(check(replace(request, cached=False)))
    if problems.errors:
        raise Refusal(problems.errors)
    return list(_sealed(register.read_site(request.site), request))


def _sealed(site: Site, request: Request) -> Iterator[Sealed]:
    for name in site.authorities:
        before, _ = ledger.read_ledger(site.folder, name)
        after = _grown(before, site, name, request)
        text, path = ledger.written(after), site.folder / ledger.file_of(name)
        if after and (not path.is_file() or path.read_text("utf-8") != text):
            path.parent.mkdir(exist_ok=True)
            write_over(path, text.encode())
            yield Sealed(ledger.file_of(name), _count(after) - _count(before))


def _grown(before: Ledger, site: Site, name: str, request: Request) -> Ledger:
    authority = register.authority_in(site, name)
    found, _ = files.records_of(site.folder, name)
    read = register.read_dossier(site.folder, authority, found, site.topics, {})
    return grown(before, edition_of(read.dossier, site.topics, {}, request.as_of).dossier, request.as_of)


def _count(book: Ledger) -> int:
    return sum(len(facts) for facts in book.values())
