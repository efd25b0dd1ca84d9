"""The public website: pages of records, of authorities and of the whole site, in Material's frame.

pages          every page of an authority and of the site: the views
drawing        a view through its template, into the frame

This module says what the site consists of, and loads neither: the frame can be drawn, and records read, before.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from doithoai.artifacts import Artifact
from doithoai.domain import links
from doithoai.domain.addresses import AUTHORED, LOUDSPEAKER
from doithoai.domain.authored import AuthoredPage
from doithoai.domain.records import Kind
from doithoai.domain.site import Output, SiteConfig
from doithoai.engines.frame import Authored, Frame, FrameInputs, Hub
from doithoai.engines.html import led
from doithoai.engines.theme import THEME, wording

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


def assets(frame: Frame) -> Iterator[Artifact]:
    """Style, scripts and the pages that the frame engine drew whole."""
    for path, data in frame.files():
        yield Artifact(path, _led(path, data))
    root = THEME / "site" / "assets"
    for file in sorted(root.rglob("*")):
        if file.is_file():
            yield Artifact(f"assets/doithoai/{file.relative_to(root).as_posix()}", file.read_bytes())


def _led(path: str, data: bytes) -> bytes:
    """An authored page's links to records' files lead to their pages; to one another MkDocs has led them."""
    if not path.startswith(AUTHORED) or (b".md" not in data and b".yml" not in data):
        return data
    base = path.removesuffix("index.html")
    return led(data.decode(), lambda href: links.led(href, AUTHORED.rstrip("/"), base)).encode()
