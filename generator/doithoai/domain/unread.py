"""What of a record could not be read: whoever asks for it is stopped, so nobody takes it for what is not there.

A rule that needs it ends there and says nothing; what needs no more than was read is held all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from enum import Enum
from typing import Any, SupportsIndex, TypeVar

T = TypeVar("T")
F = TypeVar("F")


class Unread(Exception):
    """What was asked for stands in a file, but could not be read."""


class Gap(Enum):
    """Stands in a list for an item of which nothing could be read, so that the others keep their places."""

    GAP = "gap"


class PartlyRead(tuple[Any, ...]):
    """A list that may have gaps: whoever comes to one is stopped.

    `lost_at`: before which items others may have stood that have no place of their own here.
    """

    lost_at: Collection[int] = ()

    def __iter__(self) -> Iterator[Any]:
        for at, one in enumerate(super().__iter__()):
            if at in self.lost_at:
                raise Unread
            yield _there(one)
        if len(self) in self.lost_at:
            raise Unread

    def __getitem__(self, at: SupportsIndex | slice) -> Any:
        found = super().__getitem__(at)
        if not isinstance(at, slice):
            return _there(found)
        part = PartlyRead(found)
        start, stop, _ = at.indices(len(self))
        part.lost_at = {place - start for place in self.lost_at if start <= place <= stop}
        return part

    def __contains__(self, wanted: object) -> bool:
        return any(one == wanted for one in self)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == other

    def __ne__(self, other: object) -> bool:
        return tuple(self) != other

    def __hash__(self) -> int:
        return hash(tuple(self))


def _there(item: object) -> object:
    if item is Gap.GAP:
        raise Unread
    return item


def each(items: Sequence[T], told: Callable[[int, T], Iterable[F]]) -> Iterator[F]:
    """What is told of each item with its place, of one item nothing more once something is needed that was not read."""
    found: list[F] = []
    for at in range(len(items)):
        try:
            found += told(at, items[at])
        except Unread:
            continue
    return iter(found)


def as_far_as_read(told: Iterable[F]) -> Iterator[F]:
    """What is told until something is needed that was not read."""
    try:
        yield from told
    except Unread:
        return


def read_of(items: Sequence[T], value: Callable[[T], F]) -> list[F]:
    """A value of each item, of those alone of which it could be read."""
    found: list[F] = []
    for at in range(len(items)):
        try:
            found.append(value(items[at]))
        except Unread:
            continue
    return found
