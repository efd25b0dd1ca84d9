"""Lists and figures of an edition: made with its pages, or in an edit by other processes, while this one makes them.

They follow from the edition alone, and in an edit they take as long as all the rest that follows from it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from functools import cache, partial, reduce
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from doithoai.artifacts import Manifest
from doithoai.crew import ToList, is_edit
from doithoai.domain.edition import Edition
from doithoai.domain.records import Record
from doithoai.domain.statistics import figures_data
from doithoai.kept import Last
from doithoai.shared import Shared

if TYPE_CHECKING:
    from doithoai.channels.site.listings import Lists
    from doithoai.press import Leaf
    from doithoai.publishing import Published

Figures = dict[str, Any]
"""The data of an authority's figures (`figures_data`); nothing where it has no opinion."""


class Listing(Struct, frozen=True):
    """What of an edition's lists is still to be published with its pages, and what comes of the others."""

    leaves: Iterable[Leaf]
    elsewhere: Callable[[], Published | None]
    """The lists that other processes publish, if they do: takes what is left, and waits for it."""
    figures: Callable[[], Figures]


def listing(edition: Edition, anew: tuple[Record, ...], last: Last, shared: Shared) -> Listing:
    """The lists of an edition, made by the other processes if they were begun; `anew`: records that were read now."""
    if shared.workers.are_there and is_edit(last, shared):
        return _elsewhere(edition, anew, last, shared)
    from doithoai.channels.site.listings import GROUPS

    lists = _lists(edition)
    return Listing(chain.from_iterable(group(lists) for group in GROUPS), lambda: None, lambda: _figures(lists))


Opened = Callable[[Iterable[Record], frozenset[str]], Edition]
"""Gives the edition with the records that are read now, and the ids of those that cannot be read."""


def lister(opened: Opened, last: Last, shared: Shared) -> Callable[[ToList], Group]:
    """What another process makes lists by."""
    before = last.kept.manifest(shared.drawing_key)

    @cache
    def lists(read: bytes) -> Lists:
        return _lists(opened(*pickle.loads(read)))

    return lambda task: _group(task.group, lists(task.read), before, shared)


def _elsewhere(edition: Edition, anew: tuple[Record, ...], last: Last, shared: Shared) -> Listing:
    read = pickle.dumps((anew, edition.dossier.absent))
    tickets = [shared.workers.ask(ToList(group, read)) for group in (0, 1, 2, 3)]  # of GROUPS, which may stay unloaded
    before, lists = last.kept.manifest(shared.drawing_key), cache(partial(_lists, edition))

    def here(task: ToList) -> Group:
        return _group(task.group, lists(), before, shared)

    @cache
    def done() -> Group:
        shared.workers.help(here, lambda task: isinstance(task, ToList))  # what draws need not be loaded here for that
        return _together([shared.workers.answer(one) for one in tickets])

    return Listing((), lambda: done()[0], lambda: done()[1])


Group = tuple["Published", Figures]


def _group(number: int, lists: Lists, before: Manifest, shared: Shared) -> Group:
    """A group of lists published, by its number; with the first come the figures, which it has worked out."""
    from doithoai.channels.site.listings import GROUPS
    from doithoai.publishing import publish

    done = publish(GROUPS[number](lists), before, shared.press, verified=False)
    return done, {} if number else _figures(lists)


def _lists(edition: Edition) -> Lists:
    from doithoai.channels.site.listings import Lists

    return Lists(edition)


def _together(parts: list[Group]) -> Group:
    return reduce(lambda one, other: one.and_also(other), (done for done, _ in parts)), parts[0][1]


def _figures(lists: Lists) -> Figures:
    return figures_data(lists.figures) if lists.edition.dossier.opinions else {}
