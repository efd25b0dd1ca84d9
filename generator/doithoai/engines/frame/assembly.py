"""The frame itself: literals and slots, joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from msgspec import Struct

from doithoai.engines.frame.contents import contents, escape
from doithoai.engines.frame.values import FrameError, FrameInputs, FrameMismatch, PageParts

_EXCERPT = 60
"""How many characters of a difference a message shows."""


class Place(Struct, frozen=True):
    """One page's chrome: bytes with gaps, and which slot fills which gap."""

    pieces: tuple[bytes, ...]
    slots: tuple[tuple[int, str], ...]

    def fill(self, values: Mapping[str, bytes]) -> list[bytes]:
        """The pieces of a whole page, the gaps filled."""
        pieces = list(self.pieces)
        for index, slot in self.slots:
            pieces[index] = values[slot]
        return pieces

    def slot_of(self, piece: int) -> str:
        """The slot at a piece, or the last one before it."""
        return max(((index, slot) for index, slot in self.slots if index <= piece), default=(0, "frame"))[1]


class Frame(Struct, frozen=True):
    """A site's chrome, ready for pages. Immutable; may be handed to other processes.

    `fingerprint` changes whenever any byte of the frame may have; `fresh` says that it was drawn now and
    not read from the cache, which is when `verify` is worth its time.
    """

    inputs: FrameInputs
    fingerprint: str
    fresh: bool
    _places: Mapping[str, Place]
    _files: Mapping[str, bytes]

    def page(self, parts: PageParts) -> bytes:
        """The whole page. A hub's address gets the hub's frame, any other that of its depth.

        Raises FrameError for an address that is deeper than the frame or does not end with "/".
        """
        return b"".join(self._pieces(parts))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The theme's assets, the authored pages and 404.html: (path from the root of the site, content)."""
        yield from self._files.items()

    def verify(self, samples: Iterable[PageParts]) -> None:
        """Have MkDocs render the samples wholly and demand the same bytes; else FrameMismatch."""
        from doithoai.engines.frame import chrome

        drawn = chrome.opened(self.inputs, self.fingerprint)
        for parts in samples:
            self._compare(parts, chrome.render_wholly(drawn, parts).encode())

    def _pieces(self, parts: PageParts) -> list[bytes]:
        return self._place(parts.address).fill(self._values(parts))

    def _place(self, address: str) -> Place:
        place = self._places.get(address) or self._places.get("_/" * address.count("/"))
        if not place or address[-1:] not in ("", "/"):
            raise FrameError(f"Khung trang không có chỗ cho địa chỉ “{address}”")
        return place

    def _values(self, parts: PageParts) -> dict[str, bytes]:
        return {
            "title": escape(parts.title).encode(),
            "description": escape(parts.description or self.inputs.description).encode(),
            "address": quote(parts.address).encode(),
            "toc": contents(parts.toc).encode(),
            "head": parts.head.encode(),
            "body": parts.body.encode(),
        }

    def _compare(self, parts: PageParts, theirs: bytes) -> None:
        pieces = self._pieces(parts)
        if (ours := b"".join(pieces)) == theirs:
            return
        at = _first_difference(ours, theirs)
        slot = self._place(parts.address).slot_of(_piece_at(pieces, at))
        raise FrameMismatch(parts.address, slot, _excerpt(ours, at), _excerpt(theirs, at))


def compile_places(texts: Mapping[str, list[str]]) -> dict[str, Place]:
    """Places from texts that alternate: literal, slot, literal, …, literal."""
    return {address: _compile(pieces) for address, pieces in texts.items()}


def _compile(texts: list[str]) -> Place:
    pieces = tuple(b"" if index % 2 else text.encode() for index, text in enumerate(texts))
    return Place(pieces, tuple((index, texts[index]) for index in range(1, len(texts), 2)))


def _first_difference(ours: bytes, theirs: bytes) -> int:
    pairs = enumerate(zip(ours, theirs, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(ours), len(theirs)))


def _piece_at(pieces: list[bytes], at: int) -> int:
    for index, piece in enumerate(pieces):
        at -= len(piece)
        if at < 0:
            return index
    return len(pieces) - 1


def _excerpt(page: bytes, at: int) -> str:
    return page[at : at + _EXCERPT].decode(errors="replace")
