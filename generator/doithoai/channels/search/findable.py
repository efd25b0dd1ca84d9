"""One authority's part of the search: its pages in order, the index of their words, and the scripts that name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple, Protocol

from msgspec import Struct, json

from doithoai.channels.search.entries import Entry, Shown, entry_of, in_order
from doithoai.channels.search.postings import WEIGHTS, Row, index_again, index_of, postings
from doithoai.channels.search.terms import terms_of

FOLDER = "tim/"
"""Below it everything of the search."""

PIECE = 16
"""Pages whose names come in one piece: a list of hits needs few of them."""


class Noted(NamedTuple):
    """A page with its terms, as the cache keeps it; terms of title, facts and other words, spaces between them."""

    fingerprint: str
    address: str
    title: str
    about: str
    area: str
    terms: tuple[str, str, str]


class Page(Shown, Protocol):
    """A page that tells whether it has changed."""

    @property
    def own(self) -> str:
        """Equal for pages that show the same of their own."""
        ...


class Script(Struct, frozen=True):
    """A piece of the search: a script that hands its data over under its name."""

    name: str
    version: str
    data: Any

    @property
    def path(self) -> str:
        """Where it is published."""
        return f"{FOLDER}{self.name}.js"

    def fingerprint(self) -> str:
        """Equal for equal pieces: the version follows from all that any of them holds."""
        return f"{self.name} {self.version}"

    def drawn(self) -> bytes:
        """Its bytes."""
        return b"dt_found(%s)\n" % b",".join(map(json.encode, (self.name, self.version, self.data)))


class Findable(Struct, frozen=True):
    """What the whole site's search needs of an authority; `id` is empty for pages that are nobody's.

    `areas`: whether its pages can be narrowed to a residential group.
    """

    id: str
    name: str
    pages: int
    areas: bool
    fingerprint: str
    index: str


class Found(Struct, frozen=True):
    """Everything made of one authority's pages; `noted` is for the cache."""

    findable: Findable
    scripts: tuple[Script, ...]
    noted: tuple[Noted, ...]


def findable_of(
    authority_id: str, name: str, pages: Iterable[Page], known: Mapping[str, Noted], before: Findable | None = None
) -> Found:
    """An authority's part; pages that are `known`, by their address, and have not changed are not read again.

    `before` is the part made of all that is known.
    """
    noted = tuple(_noted(page, known, name) for page in in_order(pages))
    if before and list(known) == [one.address for one in noted]:
        return _put_together(authority_id, name, noted, _index_again(before, known.values(), noted))
    return _put_together(authority_id, name, noted, index_of(map(_row, noted)))


def findable_again(before: Findable, noted: Iterable[Noted], pages: Iterable[Page]) -> Found:
    """An authority's part once more: all that was `noted`, but for pages that have taken the place of theirs."""
    fresh = {page.address: _note(entry_of(page, before.name), page.own) for page in pages}
    noted = tuple(noted)
    now = tuple(fresh.get(one.address, one) for one in noted)
    return _put_together(before.id, before.name, now, _index_again(before, noted, now))


def _index_again(before: Findable, then: Iterable[Noted], now: Iterable[Noted]) -> str:
    """The index after some pages have changed: the same pages as they were, and as they are."""
    pairs = enumerate(zip(then, now, strict=True))
    return index_again(before.index, {at: (_row(old), _row(new)) for at, (old, new) in pairs if old is not new})


def findable_site(entries: Iterable[Entry]) -> Found:
    """The part of pages that are nobody's."""
    noted = tuple(_note(entry, "") for entry in entries)
    return _put_together("", "", noted, index_of(map(_row, noted)))


def _noted(page: Page, known: Mapping[str, Noted], name: str) -> Noted:
    fingerprint, before = page.own, known.get(page.address)
    return before if before and before.fingerprint == fingerprint else _note(entry_of(page, name), fingerprint)


def _note(entry: Entry, fingerprint: str) -> Noted:
    title = terms_of((entry.title, *entry.also), whole=True)
    facts = terms_of(entry.facts, whole=True) - title
    body = terms_of(entry.body, whole=False) - title - facts
    terms = tuple(" ".join(one) for one in (title, facts, body))
    return Noted(fingerprint, entry.address, entry.title, entry.about, entry.area, terms)  # type: ignore[arg-type]


def _row(one: Noted) -> Row:
    title, facts, body = one.terms
    return title.split(), facts.split(), body.split()


def _put_together(authority_id: str, name: str, noted: tuple[Noted, ...], index: str) -> Found:
    areas = _areas(noted)
    names = [[one.address, one.title, one.about] for one in noted]
    version = _short(json.encode([name, names, areas, index]))
    findable = Findable(authority_id, name, len(noted), bool(areas), version, index)
    return Found(findable, tuple(_scripts(findable, names, areas)), noted)


def _scripts(findable: Findable, names: Sequence[list[str]], areas: list[list[str]]) -> Iterable[Script]:
    folder = f"{findable.id}/" if findable.id else ""
    for at in range(0, len(names), PIECE):
        yield Script(f"trang/{folder}{at // PIECE}", findable.fingerprint, names[at : at + PIECE])
    if areas:
        yield Script(f"to/{findable.id}", findable.fingerprint, areas)


def _areas(noted: Sequence[Noted]) -> list[list[str]]:
    """Each residential group with its pages, in the order of their names and numbers."""
    found: dict[str, list[int]] = {}
    for page, one in enumerate(noted):
        if one.area:
            found.setdefault(one.area, []).append(page * WEIGHTS)
    return [[area, postings(found[area])] for area in sorted(found, key=_counted)]


def _counted(name: str) -> tuple[str, int, str]:
    """`Tổ dân phố số 10` after `Tổ dân phố số 9`."""
    words, _, number = name.rpartition(" ")
    return (words, int(number), name) if number.isdecimal() else (name, 0, name)


def _short(content: bytes) -> str:
    return blake2b(content, digest_size=5).hexdigest()
