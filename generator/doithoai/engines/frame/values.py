"""What goes into the frame, and what can go wrong with it. Plain values, no outside program."""

from __future__ import annotations

from msgspec import Struct


class Hub(Struct, frozen=True):
    """A top-level page of ours that stands in the navigation, such as "lich"; the home page is ""."""

    place: str
    title: str


class Authored(Struct, frozen=True):
    """An authored page: its address without slashes at its ends ("trang/gioi-thieu") and its Markdown.

    `title` and `description` are plain text; an empty title stands for the first heading, an empty description for
    the site's. Front matter is the reader's matter: what stands in `text` is published.
    """

    address: str
    text: str
    title: str = ""
    description: str = ""


class FrameInputs(Struct, frozen=True):
    """All that the frame depends on, besides the theme and the programs' versions.

    Texts are plain text, except `footer`, which is HTML. `site_url` may be empty: no canonical links then.
    `hubs` stand in the order of the navigation and hold the home page. `depth` is how many folders deep the
    deepest record page lies.
    """

    site_name: str
    site_url: str
    description: str
    footer: str
    hubs: tuple[Hub, ...]
    authored: tuple[Authored, ...]
    depth: int
    feeds: bool = False
    """Whether every page leads to the site's feed and calendar."""


class TocEntry(Struct, frozen=True):
    """A heading of a page: the id of its element and its plain text."""

    id: str
    text: str
    children: tuple[TocEntry, ...] = ()


class PageParts(Struct, frozen=True):
    """What one page sets into the frame.

    `address` is relative to the root of the site and ends with "/" ("co-quan/x/2026/ke-hoach/"); the home
    page's is "". `title` and `description` are plain text; an empty description stands for the site's.
    `body` and `head` are HTML; the body begins with `<h1 id="noi-dung">`, where the skip link leads.
    """

    address: str
    title: str
    description: str
    body: str
    toc: tuple[TocEntry, ...] = ()
    head: str = ""


class FrameError(Exception):
    """The frame cannot be drawn, or has no place for a page."""


class AuthoredPageError(FrameError):
    """An authored page cannot be turned into HTML."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"Không dựng được trang “{address}”: {reason}")
        self.address, self.reason = address, reason

    def __reduce__(self) -> tuple[type[AuthoredPageError], tuple[str, str]]:
        return AuthoredPageError, (self.address, self.reason)


class FrameMismatch(FrameError):
    """A page set into the frame is not the page that MkDocs itself gives.

    `slot` is title, description, address, toc, head or body, or "frame" before the first of them; a
    difference right after a slot counts as that slot's.
    """

    def __init__(self, address: str, slot: str, ours: str, theirs: str) -> None:
        super().__init__(f"Khung trang sai ở phần “{slot}” của trang “{address}”: có {ours!r}, MkDocs cho {theirs!r}")
        self.address, self.slot = address, slot
        self._texts = ours, theirs

    def __reduce__(self) -> tuple[type[FrameMismatch], tuple[str, str, str, str]]:
        return FrameMismatch, (self.address, self.slot, *self._texts)
