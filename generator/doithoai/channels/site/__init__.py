"""The public website: pages of records, of authorities and of the whole site, in Material's frame."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from doithoai.artifacts import Artifact
from doithoai.channels.site.authorities import authority_page, digest, topic_pages
from doithoai.channels.site.broadcasts import broadcast_pages
from doithoai.channels.site.codes import code_list, code_pages
from doithoai.channels.site.conclusions import conclusion_page
from doithoai.channels.site.duties import duties_hub, duties_page, duty_counts
from doithoai.channels.site.filters import filter_data, opinion_lists
from doithoai.channels.site.lists import SiteEdition, site_lists
from doithoai.channels.site.lookup import alphabet_pages, lookup_page
from doithoai.channels.site.opinions import opinion_page
from doithoai.channels.site.page import Page
from doithoai.channels.site.plans import plan_page
from doithoai.channels.site.sessions import session_page
from doithoai.channels.site.sharing import is_shared, share_page
from doithoai.channels.site.signposts import indexed, signposts
from doithoai.channels.site.withdrawn import withdrawn_page
from doithoai.domain.authored import AuthoredPage
from doithoai.domain.bulletin import LOUDSPEAKER, Bulletin
from doithoai.domain.duties import NOTHING_SHOWN, PublicDuties
from doithoai.domain.edition import Edition
from doithoai.domain.prints import NO_PRINTS, PrintList
from doithoai.domain.records import Kind
from doithoai.domain.site import DutyPart, Output, SiteConfig
from doithoai.engines.frame import Authored, Frame, FrameInputs, Hub
from doithoai.engines.templates import THEME, wording

__all__ = [
    "HUBS",
    "Page",
    "SiteEdition",
    "assets",
    "authority_pages",
    "code_list",
    "code_pages",
    "digest",
    "duty_counts",
    "filter_data",
    "frame_inputs",
    "hubs",
    "indexed",
    "signposts",
    "site_pages",
]

HUBS = (
    ("", "pages.home"),
    ("lich", "pages.schedule.title"),
    ("ke-hoach", "pages.plans.short"),
    ("ket-luan", "pages.conclusions.short"),
    ("kien-nghi", "pages.opinions.short"),
    ("loa", "pages.loudspeaker.title"),
    ("co-quan", "pages.authorities.title"),
    ("linh-vuc", "pages.topics.title"),
)
"""Pages that stand in the navigation, in its order: address and where their name stands in the wording."""

DEPTH = 6
"""Folders of the deepest address: `co-quan/a/2026/doi-thoai-1/kien-nghi/001/`, `loa/a/2026/…/ket-luan/cong-bo-1/`."""


SHOWN: dict[Kind, str] = {
    Kind.AUTHORITY: "authority.html",
    Kind.PLAN: "plan.html",
    Kind.SESSION: "session.html",
    Kind.CONCLUSION: "conclusion.html",
    Kind.OPINION: "opinion.html",
    Kind.PUBLICATION_LOG: "no page of its own: what was made public stands on the page of what it is about",
    Kind.WITHDRAWN: "withdrawn.html",
}
"""The template of each kind of record, or why it has none."""


def frame_inputs(config: SiteConfig, pages: tuple[AuthoredPage, ...]) -> FrameInputs:
    """What the page frame is drawn from."""
    address = config.address or ""
    return FrameInputs(
        site_name=config.name,
        site_url=address if not address or address.endswith("/") else address + "/",
        description=config.description,
        footer=escape(config.footer or config.owner),
        hubs=tuple(Hub(address.rstrip("/"), title) for address, title in hubs(config)),
        authored=tuple(
            Authored(one.address, one.text, one.head.title or "", one.head.description or "") for one in pages
        ),
        depth=DEPTH,
        feeds=config.makes(Output.FEEDS),
    )


def hubs(config: SiteConfig) -> Iterator[tuple[str, str]]:
    """Address and name of each page that stands in the navigation."""
    for place, name in HUBS:
        if _has(place, config):
            yield (f"{place}/" if place else ""), wording().say(name)


def _has(place: str, config: SiteConfig) -> bool:
    return f"{place}/" != LOUDSPEAKER or config.makes(Output.LOUDSPEAKER)


def authority_pages(
    edition: Edition, bulletin: Bulletin, prints: PrintList = NO_PRINTS, shown: PublicDuties = NOTHING_SHOWN
) -> Iterator[Page]:
    """Every page of one authority."""
    records = tuple(_record_pages(edition, bulletin, prints, shown))
    yield from records
    yield from alphabet_pages(records, edition)
    yield from opinion_lists(edition)
    yield from broadcast_pages(bulletin, edition, prints)
    if DutyPart.LIST in shown.parts:
        yield duties_page(edition, shown)


def site_pages(edition: SiteEdition) -> Iterator[Page]:
    """Every page that is not one authority's."""
    yield from site_lists(edition)
    yield lookup_page(edition)
    if DutyPart.LIST in edition.config.shown_duties:
        yield duties_hub(edition)


def _record_pages(edition: Edition, bulletin: Bulletin, prints: PrintList, shown: PublicDuties) -> Iterator[Page]:
    yield authority_page(edition, bulletin, prints, shown)
    yield from topic_pages(edition)
    for plan in edition.dossier.plans:
        yield plan_page(plan, edition, bulletin, prints, shown)
    for session in edition.dossier.sessions:
        yield session_page(session, edition, bulletin, prints, shown)
        if is_shared(session, edition):
            yield share_page(session, edition)
    for conclusion in edition.dossier.conclusions:
        yield conclusion_page(conclusion, edition, bulletin, prints, shown)
    for opinion in edition.dossier.opinions:
        yield opinion_page(opinion, edition, prints)
    for withdrawn in edition.dossier.withdrawn:
        yield withdrawn_page(withdrawn, edition)


def assets(frame: Frame) -> Iterator[Artifact]:
    """Style, scripts and the pages that the frame engine drew whole."""
    for path, data in frame.files():
        yield Artifact(path, data)
    root = THEME / "site" / "assets"
    for file in sorted(root.rglob("*")):
        if file.is_file():
            yield Artifact(f"assets/doithoai/{file.relative_to(root).as_posix()}", file.read_bytes())
