"""At which addresses a site has pages, without drawing one: whether an address of an earlier site is still free.

Asked by `check` alone, where some record had an address on an earlier site; a build sees where its files stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from doithoai.cache import Cache
from doithoai.documents import known_documents
from doithoai.domain import addresses
from doithoai.domain.authority import Authority
from doithoai.domain.bulletin import SILENCE, Bulletin
from doithoai.domain.edition import Digest, Directory, Edition, brief_of, edition_of
from doithoai.domain.flaws import Flawed
from doithoai.domain.former import PAGE_ENDINGS
from doithoai.domain.leading import Led, led_over, led_twice
from doithoai.domain.records import Record
from doithoai.domain.site import Output
from doithoai.problems import Problem, Refusal
from doithoai.reading import files, register
from doithoai.reading.register import Site
from doithoai.reading.rules import rules_for
from doithoai.reckoning import norms_of, reckoned

if TYPE_CHECKING:
    from doithoai.channels.loudspeaker import Sheet
    from doithoai.channels.site.page import Known, Make

Claims = frozenset[str]
"""Paths of pages, as files are published."""


class Unit(NamedTuple):
    """An authority, whether its records have no errors, and the addresses that they had on an earlier site."""

    authority: Authority
    sound: bool
    led: list[Led]


class Claimed(NamedTuple):
    """Of one authority the pages, and what site-wide pages need of it."""

    pages: Claims
    digest: Digest | None = None


Spread = Callable[[Callable[[Unit], Claimed], list[Unit]], list[Claimed]]
"""Does the same of each unit, on several processes where it is worth it."""


def misled(units: list[Unit], site: Site, day: date, cache: Cache, spread: Spread) -> Iterator[Problem]:
    """Addresses of an earlier site at which this one has a page, or which two authorities' records had."""
    pages = pages_of(units, site, day, cache, spread)
    led = [one for unit in units for one in unit.led]
    for flaw in (*led_over(led, pages), *(flaw for first, flaw in led_twice(led) if not _is_one(first, flaw))):
        yield register.placed_one(flaw, site.folder)


def _is_one(first: Led, flaw: Flawed) -> bool:
    """Whether both are one authority's, of which its own check tells."""
    return first.record.partition("/")[0] == flaw.record.partition("/")[0]


def pages_of(units: list[Unit], site: Site, day: date, cache: Cache, spread: Spread) -> Claims:
    """Every page of the site but those that lead on; of an authority whose records have errors, those of records."""
    directory = {unit.authority.authority_id: brief_of(unit.authority) for unit in units}
    claimed = spread(lambda unit: _claimed_by(unit, site, directory, day, cache), units)
    digests = tuple(one.digest for one in claimed if one.digest)
    return _site_claims(site, digests, day).union(*(one.pages for one in claimed))


def _claimed_by(unit: Unit, site: Site, directory: Directory, day: date, cache: Cache) -> Claimed:
    authority = unit.authority
    found, _ = files.records_of(site.folder, authority.authority_id)
    known = register.as_they_were(found, known_documents(cache, authority))
    read = register.read_records(site.folder, authority, found, known)
    if not unit.sound:
        return Claimed(_paths(f"{addresses.of(one)}index.html" for one in read.dossier.records))
    norms = norms_of(rules_for(site.folder, authority))
    return _claimed(edition_of(read.dossier, site.topics, directory, day, site.config.offers, norms=norms), site, cache)


def _claimed(edition: Edition, site: Site, cache: Cache) -> Claimed:
    from doithoai.channels.site import pages as makers
    from doithoai.channels.site.listings import GROUPS, Lists

    bulletin, sheets = _broadcasts(edition, site, cache)
    shown = reckoned(edition, site).shown
    pages = makers.authority_pages(edition, bulletin, shown=shown, keep=_named)
    lists = Lists(edition)
    leaves = chain(pages, sheets, *(group(lists) for group in GROUPS))
    digest = replace(makers.digest(edition, bulletin), duties=makers.duty_counts(shown))
    return Claimed(_paths(one.path for one in leaves), digest)  # a record's page is named here and not made


def _named(_record: Record, address: str, template: str, make: Make) -> Known:
    from doithoai.channels.site.page import Known

    return Known(address, template, "", make)


def _broadcasts(edition: Edition, site: Site, cache: Cache) -> tuple[Bulletin, Iterable[Sheet]]:
    if not site.config.makes(Output.LOUDSPEAKER):
        return SILENCE, ()
    from doithoai.broadcasting import broadcasts_of

    try:
        said = broadcasts_of(edition, site, cache)
    except Refusal:  # a template that cannot be filled is told where the records are read
        return SILENCE, ()
    return said.bulletin, said.sheets


def _site_claims(site: Site, digests: tuple[Digest, ...], day: date) -> Claims:
    """The pages that are no authority's."""
    from doithoai.channels.site.pages import SiteEdition, site_pages

    own = site_pages(SiteEdition(site.config, site.topics, digests, day))
    return _paths(chain((one.path for one in own), _authored(site)))


def _authored(site: Site) -> Iterator[str]:
    yield addresses.LOST
    for page in site.pages:
        yield f"{page.address}/index.html"


def _paths(paths: Iterable[str]) -> Claims:
    return frozenset(path for path in paths if path.endswith(PAGE_ENDINGS))
