"""Pages and sheets drawn and written: only what changed, on all processes that there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from doithoai.artifacts import Artifact, Manifest, Staging, Stamp, TwoAtOnePath
from doithoai.channels.site.page import Known, Page, unpacked
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


@dataclass(frozen=True)
class Press:
    """What draws, where to, and on how many processes."""

    frames: Preparing
    staging: Staging
    processes: int
    workers: Workers
    """Processes that draw what this one makes, if they were begun."""
    glossary: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def drawer(self) -> Drawer:
        """What draws pages into this build's frame: loaded where there is one to draw."""
        from doithoai.channels.site.drawing import Drawer

        return Drawer(self.frames, self.glossary)


@dataclass(frozen=True)
class Published:
    """What publishing gave: the new manifest, and how many leaves were drawn."""

    manifest: dict[str, tuple[str, Stamp]]
    drawn: int

    def and_also(self, other: Published) -> Published:
        """Both together."""
        return Published(self.manifest | other.manifest, self.drawn + other.drawn)


def _nothing() -> None:
    """What there is to do meanwhile, mostly."""


def publish(
    leaves: Iterable[Kept], before: Manifest, press: Press, verified: bool, meanwhile: Callable[[], object] = _nothing
) -> Published:
    """Draw what changed, take over what did not; if `verified`, hold one page of each template against MkDocs.

    `meanwhile` is done while other processes draw.
    """
    manifest: dict[str, tuple[str, Stamp]] = {}
    changed: dict[str, tuple[Kept, str]] = {}
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
            changed[leaf.path] = (leaf, fingerprint)
    wanted = [leaf.page if isinstance(leaf, Known) else leaf for leaf, _ in changed.values()]
    stamps = _draw(wanted, press, meanwhile)
    press.frames.settle()
    manifest |= {path: (changed[path][1], stamp) for path, stamp in zip(changed, stamps, strict=True)}
    return Published(manifest, len(changed))


def _draw(leaves: list[Leaf], press: Press, meanwhile: Callable[[], object]) -> list[Stamp]:
    """Draw and write, pages by other processes if there are some for it."""
    if not press.workers.are_there:
        return _draw_here(leaves, press, meanwhile)
    pages = [leaf for leaf in leaves if isinstance(leaf, Page)]
    size = max(_AT_ONCE, -(-len(pages) // _MOST_CHUNKS))
    chunks = [[page.packed for page in pages[start : start + size]] for start in range(0, len(pages), size)]
    tickets = [press.workers.ask(chunk) for chunk in chunks]
    others = iter(_draw_here([leaf for leaf in leaves if not isinstance(leaf, Page)], press, meanwhile))
    if press.workers.waiting * size >= PARALLEL_FROM:
        press.workers.help()
    drawn = chain.from_iterable(press.workers.answer(ticket) for ticket in tickets)
    return [next(drawn if isinstance(leaf, Page) else others) for leaf in leaves]


def _draw_here(leaves: list[Leaf], press: Press, meanwhile: Callable[[], object]) -> list[Stamp]:
    """Draw and write, on all processes where it is worth it."""
    if press.processes < 2 or len(leaves) < PARALLEL_FROM:
        meanwhile()
        return [_write(leaf, press) for leaf in leaves]
    from doithoai.parallel import fork_map

    press.drawer.warm(leaf for leaf in leaves if isinstance(leaf, Page))
    return fork_map(lambda leaf: _write(leaf, press), leaves, press.processes, 16, meanwhile)


def write_packed(pages: Iterable[bytes], press: Press) -> list[Stamp]:
    """Draw and write pages that another process has made."""
    return [_write(unpacked(page), press) for page in pages]


def _write(leaf: Leaf, press: Press) -> Stamp:
    content = press.drawer.draw(leaf) if isinstance(leaf, Page) else leaf.drawn()
    return press.staging.write(Artifact(leaf.path, content))
