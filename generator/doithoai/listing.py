"""Lists and figures of an edition: made with its pages, or in an edit by other processes, while this one makes them.

They follow from the edition alone, and in an edit they take as long as all the rest that follows from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, reduce
from itertools import chain
from typing import TYPE_CHECKING, Any

from doithoai.artifacts import Stamp
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


def listing(edition: Edition, last: Last, shared: Shared) -> Listing:
    """The lists of an edition, begun at once by other processes where there was a build before and there are some.

    Those draw every other page of the build, too. A build after which all is another thing is drawn by all processes
    together, its lists with it.
    """
    if shared.processes > 1 and not shared.verified and last.kept.is_drawn_with(shared.drawing_key):
        return _begun(edition, last, shared)
    from doithoai.channels.site.listings import GROUPS, Lists

    lists = Lists(edition)
    return Listing(chain.from_iterable(group(lists) for group in GROUPS), lambda: None, lambda: _figures(lists))


def _begun(edition: Edition, last: Last, shared: Shared) -> Listing:
    before, press = last.kept.manifest(shared.drawing_key), shared.press

    def work(task: int | list[bytes]) -> tuple[Published, Figures] | list[Stamp]:
        """A group of lists published, with the first the figures that it has worked out; or pages drawn."""
        from doithoai.publishing import publish, write_packed

        if not isinstance(task, int):
            return write_packed(task, press)
        from doithoai.channels.site.listings import GROUPS

        done = publish(GROUPS[task](lists()), before, press, verified=False)
        return done, {} if task else _figures(lists())

    @cache
    def lists() -> Lists:
        from doithoai.channels.site.listings import Lists

        return Lists(edition)

    press.workers.begin(work, shared.processes - 1)
    tickets = [press.workers.ask(group) for group in (0, 1, 2, 3)]  # of GROUPS, which this process need not load

    @cache
    def done() -> tuple[Published, Figures]:
        press.workers.help(fit=lambda task: isinstance(task, int))  # what draws pages need not be loaded here for that
        return _together([press.workers.answer(one) for one in tickets])

    return Listing((), lambda: done()[0], lambda: done()[1])


def _together(parts: list[tuple[Published, Figures]]) -> tuple[Published, Figures]:
    return reduce(lambda one, other: one.and_also(other), (done for done, _ in parts)), parts[0][1]


def _figures(lists: Lists) -> Figures:
    return figures_data(lists.figures) if lists.edition.dossier.opinions else {}
