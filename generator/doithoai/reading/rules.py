"""Rules and days off that are files: the nation's, shipped beside the code; a site's and an authority's own.

`content/quy-dinh/ngay-nghi/2027.yml` brings a year that the nation's files do not have yet (or replaces one),
`quy-dinh/ngay-nghi.yml` of the site or of an authority's folder names exceptions, which win.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from importlib.resources import files as resources
from pathlib import Path
from typing import NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from doithoai.cache import Cache, beside, code_stamp
from doithoai.domain.authority import Authority
from doithoai.domain.dates import slashed
from doithoai.domain.days_off import LawfulDays, OffDays, OffYear, YearStatus
from doithoai.domain.faults import Fault
from doithoai.domain.fields import Block
from doithoai.domain.rulebook import Book, Library, Loc, Rulebook, faults_within, library_faults, rulebook_for
from doithoai.domain.unread import Unread, as_far_as_read, each
from doithoai.domain.workdays import Calendar, calendar_of, left_out
from doithoai.folding import did_you_mean
from doithoai.problems import Place, Problem, Severity
from doithoai.reading import files, strays
from doithoai.reading.blocks import place_in_block, read_block, read_or_part
from doithoai.reading.layout import CONTENT, LOCK, RULES

B = TypeVar("B", bound=Block)
_STORE = "rules.records"
DAYS_OFF = "ngay-nghi"
BY_LAW = "theo-luat"
_SUFFIXES = (".yml", ".yaml")


class Rules(Struct, frozen=True):
    """What an authority's deadlines are worked out from, and what is wrong with its own part of it."""

    calendar: Calendar
    rulebook: Rulebook
    problems: tuple[Problem, ...] = ()


def rules_for(site: Path, authority: Authority) -> Rules:
    """The calendar and the rules that hold for one authority of a site."""
    calendar, library, problems, unread = _read_rules(site, authority)
    return Rules(calendar, replace(rulebook_for(authority, library), unread=unread), problems)


def faults_in_rules(site: Path, authority: Authority) -> tuple[Problem, ...]:
    """What is wrong with them, of an authority that could be read in part, too."""
    return _read_rules(site, authority)[2]


def _read_rules(site: Path, authority: Authority) -> tuple[Calendar, Library, tuple[Problem, ...], frozenset[str]]:
    """The days off, the rulebooks, what is wrong with them, and the codes of those whose files have a fault."""
    calendar, problems = read_calendar(site, authority.authority_id)
    library, faults = library_of(site, authority.authority_id)
    unread = frozenset(Path(one.place.file).stem for one in faults)
    unknown = _unknown_books(site, authority, library, unread)
    return calendar, library, (*problems, *faults, *unknown), unread


def _unknown_books(site: Path, authority: Authority, library: Library, unread: frozenset[str]) -> Iterator[Problem]:
    """Rulebooks that an authority names and nobody has: their deadlines would be gone without a word."""

    def known(at: int, code: str) -> Iterator[Problem]:
        if code not in library.books and code not in unread:
            place = place_in_block(site, files.file_of(site, authority.id), ("quy định", at))
            yield Problem("unknown-book", f"không có bộ quy định “{code}”", did_you_mean(code, library.books), place)

    with suppress(Unread):
        yield from each(authority.rulebooks, known)


def stamps_of(site: Path, authority: str) -> tuple[tuple[str, int, int], ...]:
    """What changes when a site's or an authority's own rules or days off do."""
    roots = (site / CONTENT / RULES, site / CONTENT / authority / RULES)
    found = (path for root in roots if root.is_dir() for path in sorted(root.rglob("*")))
    stats = ((path, path.lstat()) for path in found)
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats)


def library_of(site: Path | None, *authorities: str) -> tuple[Library, list[Problem]]:
    """Every rulebook that a site, and authorities of it, know."""
    library, problems = read_national()
    folders = (CONTENT, *(f"{CONTENT}/{name}" for name in authorities)) if site else ()
    for folder in folders:
        library, faults = with_own(library, site or Path(), folder)
        problems = [*problems, *faults]
    return library, problems


@cache
def national() -> Path:
    """Where the nation's rules are; they are data of the package, not its code."""
    return Path(str(resources("doithoai").joinpath("rulebooks")))


class _Nation(NamedTuple):
    """What the nation's files hold."""

    years: tuple[OffYear, ...]
    law: LawfulDays
    books: dict[str, Book]
    faults: tuple[list[Problem], list[Problem]] = ([], [])
    """What is wrong with days off, and with rules: nothing, as long as nobody has changed the program's own files."""


@cache
def _nation() -> _Nation:
    """The nation's rules and days off, read again only where they are not kept: they change with the program alone."""
    kept = Cache(beside(national(), "rules"))
    stored = kept.load_blocks(_STORE, code_stamp(), tuple)
    if stored:
        return _Nation(*stored)
    days: list[Problem] = []
    rules: list[Problem] = []
    years = tuple(_years(national(), DAYS_OFF, days))
    law = read_block(national(), f"{DAYS_OFF}/{BY_LAW}.yml", LawfulDays, days) or LawfulDays()
    books = _books(national(), RULES, rules)
    rules += _unfitting(books, national(), RULES)
    if not days and not rules:
        kept.store_blocks(_STORE, code_stamp(), (years, law, books))
    return _Nation(years, law, books, (days, rules))


def read_calendar(site: Path | None, authority: str = "") -> tuple[Calendar, list[Problem]]:
    """The days off that hold for a site (None: the nation's alone), or for one of its authorities."""
    nation = _nation()
    years, law, problems, local = [*nation.years], nation.law, [*nation.faults[0]], []
    if site:
        own_years = _years(site, f"{CONTENT}/{RULES}/{DAYS_OFF}", problems)
        problems += [
            _not_whole(one, missing)
            for one in own_years
            if one.status is YearStatus.ANNOUNCED and (missing := left_out(one, law))
        ]
        years += own_years
        folders = (CONTENT, f"{CONTENT}/{authority}") if authority else (CONTENT,)
        for folder in folders:
            problems += strays.unknown_rules(site, f"{folder}/{RULES}")
        own = (f"{folder}/{RULES}" for folder in folders if not (site / folder / RULES).is_symlink())
        names = (f"{folder}/{DAYS_OFF}{end}" for folder in own for end in _SUFFIXES)
        local = [read_block(site, name, OffDays, problems) for name in names if (site / name).exists()]
    return calendar_of(years, law, [one for one in local if one]), problems


def _not_whole(year: OffYear, missing: list[tuple[date, str]]) -> Problem:
    days = "; ".join(f"{slashed(day)} ({name})" for day, name in missing)
    what = f"tệp ngày nghỉ năm {year.year} thiếu ngày lễ theo luật: {days}"
    mend = "kê đủ mọi ngày nghỉ rơi vào thứ Hai đến thứ Sáu; thiếu ngày thì các hạn bị tính sớm hơn"
    place = Place(f"{CONTENT}/{RULES}/{DAYS_OFF}/{year.year}.yml", 1, 1)
    return Problem("off-year-short", what, mend, place, Severity.WARNING)


def _names(root: Path, folder: str, but: str) -> list[str]:
    """Of the files in a folder of rules or days off, in order; drafts begin with an underscore as everywhere."""
    where = root / folder
    if where.is_symlink() or where.parent.is_symlink():
        return []  # told by `unknown_rules` or `stray_files`: what a link leads to is never read
    found = (path for path in where.glob("*") if path.suffix in _SUFFIXES)
    return sorted(path.name for path in found if path.stem != but and not path.name.startswith((".", "_", LOCK)))


def _years(root: Path, folder: str, problems: list[Problem]) -> list[OffYear]:
    names = _names(root, folder, BY_LAW)
    read = ((name, read_block(root, f"{folder}/{name}", OffYear, problems)) for name in names)
    return [year for name, year in read if year and _is_of_its_year(year, f"{folder}/{name}", problems)]


def _is_of_its_year(year: OffYear, file: str, problems: list[Problem]) -> bool:
    stem = Path(file).stem
    if stem == str(year.year):
        return True
    what = f"tệp ngày nghỉ tên “{stem}” nhưng bên trong ghi “năm: {year.year}”"
    mend = f"đổi tên tệp thành {year.year}.yml, hoặc sửa lại năm và các ngày bên trong"
    problems.append(Problem("off-year", what, mend, Place(file, 1)))
    return False


def read_national() -> tuple[Library, list[Problem]]:
    """The rulebooks shipped beside the code."""
    nation = _nation()
    return Library(nation.books), [*nation.faults[1]]


def with_own(library: Library, site: Path, folder: str) -> tuple[Library, list[Problem]]:
    """A library with the rulebooks of `content/quy-dinh` or of an authority's own folder.

    A file with the code of a known book changes, rule by rule, those of the same code, and where and until when the
    book holds; the other rules go on being cited as what they are. A book that names no scope holds for every authority
    that it was read for.
    """
    problems: list[Problem] = []
    own = _books(site, f"{folder}/{RULES}", problems, library)
    if not own:
        return library, problems
    books = {**library.books, **{code: _over(library.books.get(code), book) for code, book in own.items()}}
    brought = {f"{code}/{rule.code}": book for code, book in own.items() for rule in book.rules}
    changed = {rule: book for rule, book in brought.items() if book.code in library.books}
    problems += _unfitting(books, site, f"{folder}/{RULES}", own)
    always = frozenset(code for code in own if folder != CONTENT or not books[code].scopes)
    local, changed = library.local | brought.keys(), {**library.changed, **changed}
    return Library(books, local, library.own | always, changed), problems


_HEAD = frozenset(("valid_from", "valid_to", "scopes", "extends", "note"))
"""What of a known book's head a site's file may change: a document keeps its name, whoever changes a rule of it."""


def _over(known: Book | None, own: Book) -> Book:
    if known is None:
        return own
    codes = {rule.code for rule in own.rules}
    rules = (*(one for one in known.rules if one.code not in codes), *own.rules)
    named = {name: getattr(own, name) for name in own.model_fields_set & _HEAD}
    return known.model_copy(update={**named, "rules": rules})


def _books(root: Path, folder: str, problems: list[Problem], known: Library | None = None) -> dict[str, Book]:
    """The books of a folder by their codes; of those that have a fault no more is wanted than what else is wrong."""
    found: dict[str, Book] = {}
    for name in _names(root, folder, DAYS_OFF):
        file = f"{folder}/{name}"
        book, part = read_or_part(root, file, Book, problems)
        if part:
            changed = known.books.get(Path(name).stem) if known else None
            problems += _placed(as_far_as_read(faults_within(part, changed)), root, file)
        if book and _is_named_so(book, file, problems):
            found[book.code] = book
    return found


def _placed(faults: Iterable[tuple[Loc, Fault]], root: Path, file: str) -> Iterator[Problem]:
    for loc, fault in faults:
        yield Problem(fault.code, fault.what, fault.mend, place_in_block(root, file, loc))


def _is_named_so(book: Book, file: str, problems: list[Problem]) -> bool:
    stem = Path(file).stem
    if stem == book.code:
        return True
    what = f"tệp tên “{stem}” nhưng bên trong ghi “mã: {book.code}”"
    problems.append(Problem("book-name", what, f"đổi tên tệp thành {book.code}.yml, hoặc sửa lại mã", Place(file, 1)))
    return False


def _unfitting(
    books: Mapping[str, Book], root: Path, folder: str, own: Mapping[str, Book] | None = None
) -> Iterator[Problem]:
    names = _names(root, folder, DAYS_OFF)
    for code, loc, fault in library_faults(books, [Path(name).stem for name in names]):
        if own is None or code in own:
            file = next(name for name in names if Path(name).stem == code)
            yield from _placed([(loc, fault)], root, f"{folder}/{file}")
