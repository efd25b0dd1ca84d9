"""Pages and sheets drawn and written: only what changed, on all processes that there are.

A page that borrows other words than it did, and is otherwise as it was, is not drawn: they are swapped in its file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from msgspec import Struct, field

from doithoai.artifacts import Artifact, Manifest, Staging, Stamp, TwoAtOnePath
from doithoai.cache import Cache
from doithoai.channels.site.borrowed import Lent, Swap, swap_of, swapped
from doithoai.channels.site.page import Borrowed, Known, Page, unpacked
from doithoai.engines.frame.aside import Preparing
from doithoai.parallel import MOST_TASKS, Workers

if TYPE_CHECKING:
    from doithoai.channels.site.drawing import Drawer

PARALLEL_FROM = 64
"""Fewer pages than this are drawn before a second process would have started, or this one loaded what draws."""

_AT_ONCE = 8
"""So many pages another process is asked for at a time."""

_MOST_CHUNKS = MOST_TASKS // 2
"""The other half is for what it is asked for besides."""


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
    """What draws, where to, and on how many processes."""

    frames: Preparing
    staging: Staging
    processes: int
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


class Published(Struct, frozen=True):
    """What publishing gave: the new manifest, and how many leaves were drawn."""

    manifest: dict[str, tuple[str, Stamp]]
    drawn: int

    def and_also(self, other: Published) -> Published:
        """Both together."""
        return Published(self.manifest | other.manifest, self.drawn + other.drawn)


_NOTHING_LENT: Lent = {}


def _nothing() -> None:
    """What there is to do meanwhile, mostly."""


def publish(
    leaves: Iterable[Kept],
    before: Manifest,
    press: Press,
    verified: bool,
    meanwhile: Callable[[], object] = _nothing,
    lent: Lent = _NOTHING_LENT,
) -> Published:
    """Draw what changed, take over what did not; if `verified`, hold one page of each template against MkDocs.

    `meanwhile` is done while other processes draw; `lent` is what pages borrowed in the build of `before`.
    """
    manifest: dict[str, tuple[str, Stamp]] = {}
    changed: dict[str, tuple[Order, str]] = {}
    held = set[str]()
    for leaf in leaves:
        if leaf.path in manifest or leaf.path in changed:
            raise TwoAtOnePath(leaf.path)
        if verified and isinstance(leaf, Page) and leaf.template not in held:
            held.add(leaf.template)
            press.frames.hold(press.drawer.parts(leaf))
        fingerprint, old = leaf.fingerprint(), before.get(leaf.path)
        if old and old[0] == fingerprint and press.staging.keep(leaf.path, old[1]):
            manifest[leaf.path] = old
        else:
            changed[leaf.path] = (Order(leaf, _swap_of(leaf, old, lent)), fingerprint)
    stamps = _draw([order for order, _ in changed.values()], press, meanwhile)
    press.frames.settle()
    manifest |= {path: (changed[path][1], stamp) for path, stamp in zip(changed, stamps, strict=True)}
    return Published(manifest, len(changed))


class Order(NamedTuple):
    """A file to be written, and how it comes from the one that was published, if it does."""

    leaf: Kept
    swap: Swap | None = None

    @property
    def made(self) -> Leaf:
        """The file, to be drawn."""
        return self.leaf.page if isinstance(self.leaf, Known) else self.leaf


def _swap_of(leaf: Kept, old: tuple[str, Stamp] | None, lent: Lent) -> Swap | None:
    return swap_of(leaf, old, lent) if old and lent and isinstance(leaf, Page | Known) else None


def _draw(orders: list[Order], press: Press, meanwhile: Callable[[], object]) -> list[Stamp]:
    """Draw and write, pages by other processes if there are some for it."""
    if not press.workers.are_there:
        return _draw_here(orders, press, meanwhile)
    pages, others = _parted(orders)
    size = max(_AT_ONCE, -(-len(pages) // _MOST_CHUNKS))
    sent = [_sent(order) for order in pages]
    tickets = [press.workers.ask(sent[start : start + size]) for start in range(0, len(pages), size)]
    here = _draw_here(others, press, meanwhile)
    if press.workers.waiting * size >= PARALLEL_FROM:
        press.workers.help()
    answers = [stamp for ticket in tickets for stamp in press.workers.answer(ticket)]
    there = [_or_drawn(stamp, order, press) for stamp, order in zip(answers, pages, strict=True)]
    stamps = {order.leaf.path: stamp for order, stamp in zip([*pages, *others], [*there, *here], strict=True)}
    return [stamps[order.leaf.path] for order in orders]


def _parted(orders: list[Order]) -> tuple[list[Order], list[Order]]:
    """Pages, and what is none."""
    pages = [order for order in orders if isinstance(order.leaf, Page | Known)]
    return pages, [order for order in orders if not isinstance(order.leaf, Page | Known)]


def _draw_here(orders: list[Order], press: Press, meanwhile: Callable[[], object]) -> list[Stamp]:
    """Draw and write, on all processes where it is worth it."""
    if press.processes < 2 or len(orders) < PARALLEL_FROM:
        meanwhile()
        return [_written(order, press) for order in orders]
    from doithoai.parallel import fork_map

    press.drawer.warm(order.leaf for order in orders if isinstance(order.leaf, Page))
    return fork_map(lambda order: _written(order, press), orders, press.processes, 16, meanwhile)


Sent = Swap | tuple[bytes, Borrowed]
"""A page as another process is given it: what to swap, or all that it is drawn from (`Page.packed`)."""


def _sent(order: Order) -> Sent:
    if order.swap:
        return order.swap
    page = order.made
    assert isinstance(page, Page)
    return page.packed, page.borrowed


def write_sent(pages: Iterable[Sent], press: Press) -> list[Stamp | None]:
    """Write pages that another process has made; none where one has to be drawn after all."""
    return [_swap(one, press) if isinstance(one, Swap) else _write(unpacked(*one), press) for one in pages]


def _written(order: Order, press: Press) -> Stamp:
    return _or_drawn(_swap(order.swap, press) if order.swap else None, order, press)


def _or_drawn(stamp: Stamp | None, order: Order, press: Press) -> Stamp:
    return stamp or _write(order.made, press)


def _swap(swap: Swap, press: Press) -> Stamp | None:
    """Write a page that borrows other words than it did; none where it has to be drawn for that."""
    from doithoai.channels.site.drawing import borrowed

    old = press.staging.published(swap.path, swap.stamp)
    new = swapped(old.decode(), swap.places, borrowed) if old else None
    return press.staging.write(Artifact(swap.path, new.encode())) if new else None


def _write(leaf: Leaf, press: Press) -> Stamp:
    content = press.drawer.draw(leaf) if isinstance(leaf, Page) else leaf.drawn()
    return press.staging.write(Artifact(leaf.path, content))
