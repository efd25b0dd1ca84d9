"""Pages and sheets made, drawn and written: only what changed, on all processes that there are.

What an authority publishes comes in *batches*, one for each record and list. Where nothing of an earlier build is
known, every process makes and draws batches of its own. Where most is as it was, this process looks for what changed,
and only that is drawn by all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from doithoai.artifacts import Artifact, Staging, Stamp
from doithoai.channels.loudspeaker.sheets import Sheet
from doithoai.channels.loudspeaker.sheets import drawn as drawn_sheet
from doithoai.channels.site.drawing import Drawer
from doithoai.channels.site.page import Page
from doithoai.engines.frame.aside import Preparing

Manifest = Mapping[str, tuple[str, Stamp]]
"""Per published path: the fingerprint of its page and the stamp of the file."""

PARALLEL_FROM = 64
"""Fewer pages than this are drawn before a second process would have started."""


Leaf = Page | Sheet
"""A file to be published, before it is drawn: equal fingerprints are drawn alike."""


class Batch(NamedTuple):
    """Leaves that are made together; batches of one kind are drawn by the same templates."""

    kind: str
    make: Callable[[], Iterable[Leaf]]


@dataclass(frozen=True)
class Press:
    """What draws, where to, and on how many processes."""

    frames: Preparing
    staging: Staging
    processes: int

    def drawer(self) -> Drawer:
        """A drawer into this build's frame."""
        return Drawer(self.frames)


@dataclass(frozen=True)
class Published:
    """What publishing gave: the new manifest, and how many leaves were drawn."""

    manifest: dict[str, tuple[str, Stamp]]
    drawn: int


def _nothing() -> None:
    """What there is to do meanwhile, mostly."""


def publish(
    batches: Sequence[Batch], before: Manifest, press: Press, verified: bool, meanwhile: Callable[[], None] = _nothing
) -> Published:
    """Draw what changed, take over what did not; if `verified`, hold one page of each template against MkDocs.

    `meanwhile` is done while other processes draw.
    """
    drawer = press.drawer()
    if before or press.processes < 2 or len(batches) < PARALLEL_FROM:
        done = _changed(batches, before, drawer, press, verified, meanwhile)
    else:
        done = _everything(batches, drawer, press, verified, meanwhile)
    press.frames.settle()
    return done


def _everything(
    batches: Sequence[Batch], drawer: Drawer, press: Press, verified: bool, meanwhile: Callable[[], None]
) -> Published:
    """All batches, each made and drawn by the process that takes it."""
    from doithoai.parallel import fork_map

    firsts = {batch.kind: batch for batch in reversed(batches)}.values()
    samples = [leaf for batch in firsts for leaf in _one_each(batch.make())]
    drawer.warm(samples)

    def work(batch: Batch) -> list[tuple[str, str, Stamp]]:
        return [(leaf.path, leaf.fingerprint(), _write(leaf, drawer, press)) for leaf in batch.make()]

    def beside() -> None:
        for page in samples if verified else ():
            press.frames.hold(drawer.parts(page))
        meanwhile()

    made = [one for rows in fork_map(work, list(batches), press.processes, 8, beside) for one in rows]
    manifest = {path: (fingerprint, stamp) for path, fingerprint, stamp in made}
    if len(manifest) < len(made):
        raise ValueError("two files at one path")
    return Published(manifest, len(made))


def _one_each(leaves: Iterable[Leaf]) -> Iterator[Page]:
    """The first page of each template."""
    seen = set[str]()
    for leaf in leaves:
        if isinstance(leaf, Page) and leaf.template not in seen:
            seen.add(leaf.template)
            yield leaf


def _changed(
    batches: Sequence[Batch],
    before: Manifest,
    drawer: Drawer,
    press: Press,
    verified: bool,
    meanwhile: Callable[[], None],
) -> Published:
    """Everything is made here, and what is not as it was is drawn by all processes."""
    manifest: dict[str, tuple[str, Stamp]] = {}
    changed: dict[str, tuple[Leaf, str]] = {}
    held = set[str]()
    for leaf in (leaf for batch in batches for leaf in batch.make()):
        if leaf.path in manifest or leaf.path in changed:
            raise ValueError(f"two files at {leaf.path}")
        if verified and isinstance(leaf, Page) and leaf.template not in held:
            held.add(leaf.template)
            press.frames.hold(drawer.parts(leaf))
        fingerprint, old = leaf.fingerprint(), before.get(leaf.path)
        if old and old[0] == fingerprint and press.staging.keep(leaf.path, old[1]):
            manifest[leaf.path] = old
        else:
            changed[leaf.path] = (leaf, fingerprint)
    stamps = _draw([leaf for leaf, _ in changed.values()], drawer, press, meanwhile)
    manifest |= {path: (changed[path][1], stamp) for path, stamp in zip(changed, stamps, strict=True)}
    return Published(manifest, len(changed))


def _draw(leaves: list[Leaf], drawer: Drawer, press: Press, meanwhile: Callable[[], None]) -> list[Stamp]:
    """Draw and write, on all processes where it is worth it."""
    if press.processes < 2 or len(leaves) < PARALLEL_FROM:
        meanwhile()
        return [_write(leaf, drawer, press) for leaf in leaves]
    from doithoai.parallel import fork_map

    drawer.warm(leaf for leaf in leaves if isinstance(leaf, Page))
    return fork_map(lambda leaf: _write(leaf, drawer, press), leaves, press.processes, 16, meanwhile)


def _write(leaf: Leaf, drawer: Drawer, press: Press) -> Stamp:
    content = drawer.draw(leaf) if isinstance(leaf, Page) else drawn_sheet(leaf)
    return press.staging.write(Artifact(leaf.path, content))
