"""Pages that no edit since the last build can have touched: they are taken over without being made.

What the page of a session's folder shows comes from the records of that folder, of folders that are bound to it by a
merge or a conclusion's item, from its plan, its year's log and its authority, from what rules make its records owe, and
from what paper and loudspeakers make of them; what it borrows is known apart from it (`channels/site/borrowed.py`). So
after an edit within sessions' folders the pages of all other such folders are as they were, and after one of a year's
plan or log those of sessions that have to do with neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from doithoai.channels.site.page import Borrowed, Known, Make, Page
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.opinion import Opinion
from doithoai.domain.prints import PrintList
from doithoai.domain.records import Kind, Record
from doithoai.domain.register import Dossier, Unresolved, beside, home_of, opinion_named
from doithoai.domain.session import Session
from doithoai.kept import Last
from doithoai.reading.layout import record_at
from doithoai.rewording import changed_since


class Islands(Struct, frozen=True):
    """Folders that are as they were in the last build, with all that what is shown and checked of them comes from.

    `bonds` are those that there are now (`Ties`).
    """

    bonds: list[list[str]]
    folders: frozenset[str] = frozenset()


def _bonds_of(dossier: Dossier) -> list[list[str]]:
    pairs = {(home_of(one), _home_named(one, named)) for one in dossier.records for named in _named_by(one)}
    return [list(pair) for pair in sorted(pairs) if pair[0] != pair[1]]


def papers_of(prints: PrintList) -> dict[str, list[list[str]]]:
    """Names and files of the sheets that each record gives."""
    papers: dict[str, list[list[str]]] = {}
    for one in prints.links:
        papers.setdefault(one.record, []).append([one.name, one.path])
    return papers


def _named_by(record: Record) -> Iterator[str]:
    """References to opinions."""
    if isinstance(record, Opinion):
        yield from (event.into for event in record.events if event.into)
    elif isinstance(record, Conclusion):
        yield from (one for item in record.items for one in item.opinions)


def _home_named(record: Record, reference: str) -> str:
    return opinion_named(record, reference)[0].removesuffix("/kien-nghi")


class Untouched(Struct, frozen=True):
    """The folders that are as they were, and the fingerprints of the pages that the last build published."""

    folders: frozenset[str] = frozenset()
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    moved: frozenset[str] = frozenset()
    """Ids of records that give other sheets of paper than they gave then."""
    lent: Borrowed = field(default_factory=dict)
    """What all pages borrow alike of their authority."""
    silent: bool = True
    """Whether no page tells of broadcasts, as those of sessions and conclusions may; an opinion's never does."""

    def page(self, record: Record, address: str, template: str, make: Make) -> Page | Known:
        """The page of a record as it was; made where it may have changed, or was not there."""
        known = self.fingerprints.get(f"{address}index.html") if self._holds(record) else None
        return Known(address, template, known, make, self.lent) if known else make()

    def _holds(self, record: Record) -> bool:
        same = home_of(record) in self.folders and record.id not in self.moved
        return same and (self.silent or isinstance(record, Opinion))


NONE = Untouched()
"""Where files outside of sessions' folders changed, or nothing is known."""


def islands_of(dossier: Dossier, last: Last) -> Islands:
    """What an edit since then has left alone: nothing, if anything but records of years and sessions changed."""
    bonds = _bonds_of(dossier)
    edited = _edited(last) if last.kept.ground == last.ground else None
    if edited is None:
        return Islands(bonds)
    sessions, years = edited
    touched = _spread(sessions | set(_of_years(years, dossier)), (*bonds, *last.kept.tied.bonds))
    return Islands(bonds, frozenset(map(home_of, dossier.records)) - touched)


def _edited(last: Last) -> tuple[set[str], set[str]] | None:
    """Folders of sessions, and of years, with a file that is another, came or went; None where one lies elsewhere.

    What the authority's own file says is in `Last.ground`.
    """
    gone = last.kept.files.keys() - {one.file for one in last.found}
    changed = (one for one in changed_since(last.found, last.kept.files) if one.kind is not Kind.AUTHORITY)
    ids = [*(one.id for one in changed), *map(_id_of, gone)]
    folders = [one.split("/")[:-1] for one in ids]
    if any(len(one) < _YEAR for one in folders):
        return None
    sessions = {"/".join(one[:_SESSION]) for one in folders if len(one) >= _SESSION}
    return sessions, {"/".join(one) for one in folders if len(one) == _YEAR}


def _of_years(years: set[str], dossier: Dossier) -> Iterator[str]:
    """Folders of the sessions that show a year's plan or log: those of the year, and those that name its plan."""
    if years:
        yield from (home for home in map(home_of, dossier.records) if home.rpartition("/")[0] in years)
        yield from (home_of(one) for one in dossier.sessions if _year_of_plan(one) in years)


def _year_of_plan(session: Session) -> str:
    try:
        return beside(session.folder, session.plan or "").rpartition("/")[0]
    except Unresolved:
        return ""


_YEAR, _SESSION = 2, 3
"""Depth of the folders: authority, year, session."""


def _id_of(file: str) -> str:
    found = record_at(file)
    return found[0] if found else ""


def moved(now: Mapping[str, object], before: Mapping[str, object]) -> frozenset[str]:
    """Of what follows from records or folders, by their ids, what is other than it was."""
    return frozenset(one for one in now.keys() | before.keys() if now.get(one) != before.get(one))


def _spread(folders: set[str], bonds: Iterable[Iterable[str]]) -> set[str]:
    """With all folders that are bound to them, by however many bonds."""
    ways: dict[str, set[str]] = {}
    for one, other in bonds:
        ways.setdefault(one, set()).add(other)
        ways.setdefault(other, set()).add(one)
    reached, waiting = set(folders), list(folders)
    while waiting:
        more = ways.get(waiting.pop(), set()) - reached
        reached |= more
        waiting += more
    return reached
