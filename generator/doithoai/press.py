"""What draws and writes a file of the site, in this process.

A page that borrows other words than it did, and is otherwise as it was, is not drawn: they are swapped in its file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from msgspec import Struct, field

from doithoai.artifacts import Artifact, Staging, Stamp
from doithoai.cache import Cache
from doithoai.channels.site.borrowed import Swap, swapped
from doithoai.channels.site.page import Known, Page
from doithoai.engines.frame.aside import Preparing
from doithoai.engines.frame.values import PageParts
from doithoai.parallel import Workers

if TYPE_CHECKING:
    from doithoai.channels.site.drawing import Drawer


class Drawn(Protocol):
    """A file that draws itself."""

    @property
    def path(self) -> str:
        """Where it is published."""
        ...

    def fingerprint(self) -> str:
        """Decides whether it has changed."""
        ...

    def drawn(self) -> bytes:
        """Its bytes."""
        ...


Leaf = Page | Drawn
"""A file to be published, before it is drawn: equal fingerprints are drawn alike."""

Kept = Leaf | Known
"""A file to be published, which perhaps need not even be made."""


class Press(Struct, frozen=True, dict=True):
    """What draws, and where to."""

    frames: Preparing
    staging: Staging
    workers: Workers
    """Processes that draw what this one makes, if they were begun."""
    cache: Cache
    glossary: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def drawer(self) -> Drawer:
        """What draws pages into this build's frame: loaded where there is one to draw."""
        from doithoai.channels.site.drawing import Drawer
        from doithoai.engines.prose import kept_in

        return Drawer(self.frames, self.glossary, kept_in(self.cache))

    @property
    def is_loaded(self) -> bool:
        """Whether this process has drawn a page."""
        return "drawer" in vars(self)


class Order(NamedTuple):
    """A file to be written, and how it comes from the one that was published, if it does."""

    leaf: Kept
    swap: Swap | None = None
    is_sample: bool = False
    """Whether it is to be held against MkDocs."""

    @property
    def path(self) -> str:
        """Where it is published."""
        return self.leaf.path

    @property
    def made(self) -> Leaf:
        """The file, to be drawn."""
        return self.leaf.page if isinstance(self.leaf, Known) else self.leaf


def written(order: Order, press: Press) -> Stamp:
    """Write a file here; one that is a sample goes to be held against MkDocs."""
    if order.is_sample:
        stamp, parts = write_sample(order.made, press)
        press.frames.hold(parts)
        return stamp
    return (swap(order.swap, press) if order.swap else None) or write(order.made, press)


def swap(order: Swap, press: Press) -> Stamp | None:
    """Write a page that borrows other words than it did; none where it has to be drawn for that."""
    from doithoai.channels.site.drawing import borrowed

    old = press.staging.published(order.path, order.stamp)
    new = swapped(old.decode(), order.places, borrowed) if old else None
    return press.staging.write(Artifact(order.path, new.encode())) if new else None


def write(leaf: Leaf, press: Press) -> Stamp:
    """Draw and write a file."""
    content = press.drawer.draw(leaf) if isinstance(leaf, Page) else leaf.drawn()
    return press.staging.write(Artifact(leaf.path, content))


def write_sample(leaf: Leaf, press: Press) -> tuple[Stamp, PageParts]:
    """Draw and write a page; gives also what it set into the frame."""
    assert isinstance(leaf, Page)
    parts = press.drawer.parts(leaf)
    return press.staging.write(Artifact(leaf.path, press.frames.frame.page(parts))), parts
