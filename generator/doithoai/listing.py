"""Lists and figures of an edition: made with its pages, or in an edit by other processes, while this one makes them.

They follow from the edition alone, and in an edit they take as long as all the rest that follows from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, reduce
from itertools import chain
from typing import TYPE_CHECKING, Any

from doithoai.domain.edition import Edition
from doithoai.domain.statistics import figures_data
from doithoai.kept import Last
from doithoai.shared import Shared

if TYPE_CHECKING:
    from doithoai.channels.site.listings import Lists
    from doithoai.publishing import Leaf, Published

Figures = dict[str, Any]
"""The data of an authority's figures (`figures_data`); nothing where it has no opinion."""


@dataclass(frozen=True)
class Listing:
    """What of an edition's lists is still to be published with its pages, and what comes of the others."""

    leaves: Iterable[Leaf]
    elsewhere: Callable[[], Published | None]
    """The lists that other processes publish, if they do: takes what is left, and waits for it."""
    figures: Callable[[], Figures]


@contextmanager
def listing(edition: Edition, last: Last, shared: Shared) -> Iterator[Listing]:
    """The lists of an edition, begun at once by other processes where there was a build before and there are some.

    A build after which all is another thing is drawn by all processes together, its lists with it.
    """
    if shared.processes < 2 or shared.verified or not last.kept.is_drawn_with(shared.drawing_key):
        from doithoai.channels.site.listings import GROUPS, Lists

        lists = Lists(edition)
        yield Listing(chain.from_iterable(group(lists) for group in GROUPS), lambda: None, lambda: _figures(lists))
    else:
        with _begun(edition, last, shared) as done:
            yield Listing((), lambda: done()[0], lambda: done()[1])


@contextmanager
def _begun(edition: Edition, last: Last, shared: Shared) -> Iterator[Callable[[], tuple[Published, Figures]]]:
    from doithoai.engines import templates  # noqa: F401  all of them will fill some
    from doithoai.parallel import begun

    before = last.kept.manifest(shared.drawing_key)

    def work(number: int) -> tuple[Published, Figures]:
        """A group of lists published; with the first come the figures, which it has worked out."""
        from doithoai.channels.site.listings import GROUPS
        from doithoai.publishing import publish

        done = publish(GROUPS[number](lists()), before, shared.press, verified=False)
        return done, {} if number else _figures(lists())

    @cache
    def lists() -> Lists:
        from doithoai.channels.site.listings import Lists

        return Lists(edition)

    with begun(work, [0, 1, 2, 3], shared.processes) as finished:  # of GROUPS, which this process need not load
        yield cache(lambda: _together(finished()))


def _together(parts: list[tuple[Published, Figures]]) -> tuple[Published, Figures]:
    return reduce(lambda one, other: one.and_also(other), (done for done, _ in parts)), parts[0][1]


def _figures(lists: Lists) -> Figures:
    return figures_data(lists.figures) if lists.edition.dossier.opinions else {}
