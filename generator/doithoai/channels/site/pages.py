"""All pages of the website: those of one authority, and those of the whole site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from doithoai.channels.site.authorities import authority_page, digest
from doithoai.channels.site.broadcasts import broadcast_pages
from doithoai.channels.site.codes import code_list
from doithoai.channels.site.conclusions import conclusion_page
from doithoai.channels.site.duties import duties_hub, duties_page, duty_counts, duty_marks
from doithoai.channels.site.inheriting import inherited_pages
from doithoai.channels.site.lists import SiteEdition, site_lists
from doithoai.channels.site.lookup import lookup_page
from doithoai.channels.site.opinions import opinion_page
from doithoai.channels.site.page import ASKING, Known, Make, Page
from doithoai.channels.site.parts import asking_view
from doithoai.channels.site.plans import plan_page
from doithoai.channels.site.sessions import session_page
from doithoai.channels.site.sharing import is_shared, share_address, share_page
from doithoai.channels.site.withdrawn import withdrawn_page
from doithoai.domain import addresses
from doithoai.domain.bulletin import Bulletin
from doithoai.domain.duties import NOTHING_SHOWN, PublicDuties
from doithoai.domain.edition import Edition
from doithoai.domain.prints import NO_PRINTS, PrintList
from doithoai.domain.records import Record
from doithoai.domain.site import DutyPart

__all__ = [
    "ASKING",
    "SiteEdition",
    "asking_view",
    "authority_pages",
    "code_list",
    "digest",
    "duty_counts",
    "duty_marks",
    "site_pages",
]


Keep = Callable[[Record, str, str, Make], Page | Known]
"""Gives the page of a record, at an address and of a template: as it was, or made."""


def _made(_record: Record, _address: str, _template: str, make: Make) -> Page:
    return make()


def authority_pages(
    edition: Edition,
    bulletin: Bulletin,
    prints: PrintList = NO_PRINTS,
    shown: PublicDuties = NOTHING_SHOWN,
    keep: Keep = _made,
) -> Iterator[Page | Known]:
    """Pages of the authority and its records, of what is said and what is owed; `keep` gives those of folders."""
    yield from _record_pages(edition, bulletin, prints, shown, keep)
    yield from broadcast_pages(bulletin, edition, prints)
    if DutyPart.LIST in shown.parts:
        yield duties_page(edition, shown)


def site_pages(edition: SiteEdition) -> Iterator[Page]:
    """Every page that is not one authority's."""
    yield from site_lists(edition)
    yield from inherited_pages(edition)
    yield lookup_page(edition)
    if DutyPart.LIST in edition.config.shown_duties:
        yield duties_hub(edition)


def _record_pages(
    edition: Edition, bulletin: Bulletin, prints: PrintList, shown: PublicDuties, keep: Keep
) -> Iterator[Page | Known]:
    dossier = edition.dossier
    yield authority_page(edition, bulletin, prints, shown)
    for plan in dossier.plans:
        yield plan_page(plan, edition, bulletin, prints, shown)
    for session in dossier.sessions:
        make = partial(session_page, session, edition, bulletin, prints, shown)
        yield keep(session, addresses.of(session), "session.html", make)
        if is_shared(session, edition):
            yield keep(session, share_address(session), "share.html", partial(share_page, session, edition))
    for conclusion in dossier.conclusions:
        make = partial(conclusion_page, conclusion, edition, bulletin, prints, shown)
        yield keep(conclusion, addresses.of(conclusion), "conclusion.html", make)
    for opinion in dossier.opinions:
        make = partial(opinion_page, opinion, edition, prints, shown)
        yield keep(opinion, addresses.of(opinion), "opinion.html", make)
    for withdrawn in dossier.withdrawn:
        yield withdrawn_page(withdrawn, edition)
