"""Lists and figures of an edition: made with its pages, or in an edit by other processes, while this one makes them.

They follow from the edition alone, and in an edit they take as long as all the rest that follows from it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from functools import cache, reduce
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from doithoai.artifacts import Manifest, Stamp
from doithoai.domain.edition import Edition
from doithoai.domain.records import Record
from doithoai.domain.statistics import figures_data
from doithoai.kept import Last
from doithoai.shared import Shared

if TYPE_CHECKING:
    from doithoai.channels.site.listings import Lists
    from doithoai.publishing import Leaf, Press, Published, Sent

Figures = dict[str, Any]
"""The data of an authority's figures (`figures_data`); nothing where it has no opinion."""


class Listing(Struct, frozen=True):
    """What of an edition's lists is still to be published with its pages, and what comes of the others."""

    leaves: Iterable[Leaf]
    elsewhere: Callable[[], Published | None]
    """The lists that other processes publish, if they do: takes what is left, and waits for it."""
    figures: Callable[[], Figures]


Task = tuple[int, bytes] | list["Sent"]
"""A group of lists, with what was read anew of the edition that they are of; or pages to write."""


def begin(opened: Callable[[Iterable[Record], frozenset[str]], Edition], last: Last, shared: Shared) -> None:
    """Have other processes load what draws, while this one reads what has changed; they draw all pages of the build.

    None where there are no others, or no build was before. After one that was another program's all is drawn anew, by
    all processes together. `opened` gives the edition with the records that are read then, and the ids of those that
    cannot be read.
    """
    if shared.processes < 2 or shared.verified or not last.kept.is_drawn_with(shared.drawing_key):
        return
    before, press = last.kept.manifest(shared.drawing_key), shared.press

    def work(task: Task) -> _Group | list[Stamp | None]:
        from doithoai.publishing import write_sent

        return write_sent(task, press) if isinstance(task, list) else _group(task[0], lists(task[1]), before, press)

    @cache
    def lists(read: bytes) -> Lists:
        from doithoai.channels.site.listings import Lists

        return Lists(opened(*pickle.loads(read)))

    def first() -> None:
        from doithoai import publishing  # noqa: F401
        from doithoai.channels.site import drawing, listings  # noqa: F401

    shared.workers.begin(work, shared.processes - 1, first)


def listing(edition: Edition, anew: tuple[Record, ...], last: Last, shared: Shared) -> Listing:
    """The lists of an edition, made by the other processes if they were begun; `anew`: records that were read now."""
    if shared.workers.are_there:
        return _elsewhere(edition, anew, last, shared)
    from doithoai.channels.site.listings import GROUPS, Lists

    lists = Lists(edition)
    return Listing(chain.from_iterable(group(lists) for group in GROUPS), lambda: None, lambda: _figures(lists))


def _elsewhere(edition: Edition, anew: tuple[Record, ...], last: Last, shared: Shared) -> Listing:
    workers, before = shared.workers, last.kept.manifest(shared.drawing_key)
    read = pickle.dumps((anew, edition.dossier.absent))
    tickets = [workers.ask((group, read)) for group in (0, 1, 2, 3)]  # of GROUPS, which this process need not load

    def here(task: tuple[int, bytes]) -> _Group:
        return _group(task[0], lists(), before, shared.press)

    @cache
    def lists() -> Lists:
        from doithoai.channels.site.listings import Lists

        return Lists(edition)

    @cache
    def done() -> _Group:
        workers.help(here, lambda task: isinstance(task, tuple))  # what draws pages need not be loaded here for that
        return _together([workers.answer(one) for one in tickets])

    return Listing((), lambda: done()[0], lambda: done()[1])


_Group = tuple["Published", Figures]


def _group(number: int, lists: Lists, before: Manifest, press: Press) -> _Group:
    """A group of lists published; with the first come the figures, which it has worked out."""
    from doithoai.channels.site.listings import GROUPS
    from doithoai.publishing import publish

    return publish(GROUPS[number](lists), before, press, verified=False), {} if number else _figures(lists)


def _together(parts: list[_Group]) -> _Group:
    return reduce(lambda one, other: one.and_also(other), (done for done, _ in parts)), parts[0][1]


def _figures(lists: Lists) -> Figures:
    return figures_data(lists.figures) if lists.edition.dossier.opinions else {}
