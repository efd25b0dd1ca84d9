"""Files of a part of the site published: only what changed is drawn, what did not is taken over."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from doithoai.artifacts import Manifest, Stamp, TwoAtOnePath
from doithoai.channels.site.borrowed import Lent, Swap, swap_of
from doithoai.channels.site.page import Known, Page
from doithoai.dispatch import Dispatch
from doithoai.press import Kept, Order, Press


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
    fingerprints: dict[str, str] = {}
    held, files = {""}, Dispatch(press)
    for leaf in leaves:
        if leaf.path in manifest or leaf.path in fingerprints:
            raise TwoAtOnePath(leaf.path)
        fingerprint, old = leaf.fingerprint(), before.get(leaf.path)
        if old and old[0] == fingerprint and press.staging.keep(leaf.path, old[1]):
            manifest[leaf.path] = old
            continue
        fingerprints[leaf.path] = fingerprint
        template = leaf.template if verified and isinstance(leaf, Page) else ""
        is_sample = template not in held
        held.add(template)
        files.take(Order(leaf, None if is_sample else _swap_of(leaf, old, lent), is_sample))
    stamps = files.stamps(meanwhile)
    manifest |= {path: (fingerprint, stamps[path]) for path, fingerprint in fingerprints.items()}
    return Published(manifest, len(fingerprints))


def _swap_of(leaf: Kept, old: tuple[str, Stamp] | None, lent: Lent) -> Swap | None:
    return swap_of(leaf, old, lent) if old and lent and isinstance(leaf, Page | Known) else None
