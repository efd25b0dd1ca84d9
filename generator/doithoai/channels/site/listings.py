"""What follows from an edition alone: its lists of opinions, topics, names, codes and publicity, and its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from doithoai.artifacts import Ready
from doithoai.channels.site.codes import code_pages
from doithoai.channels.site.filters import Lists, filter_data, opinion_lists
from doithoai.channels.site.leading import Lead
from doithoai.channels.site.lookup import alphabet_pages
from doithoai.channels.site.page import Page
from doithoai.channels.site.publicity import Sheet, publicity_pages, publicity_sheets
from doithoai.channels.site.statistics import statistics_data, statistics_page
from doithoai.channels.site.topics import topic_pages

__all__ = ["GROUPS", "Lists"]

Leaf = Page | Ready | Lead | Sheet
Group = Callable[[Lists], Iterator[Leaf]]


def _of_opinions(lists: Lists) -> Iterator[Leaf]:
    """All of them, by each way to divide them, their figures, and the data beside the pages."""
    edition, figures = lists.edition, lists.figures
    yield from opinion_lists(lists)
    yield from topic_pages(edition, lists.row)
    yield statistics_page(edition, figures)
    yield from filter_data(lists)
    yield from statistics_data(edition, figures)


def _of_codes(lists: Lists) -> Iterator[Leaf]:
    yield from code_pages(lists.edition)


def _of_names(lists: Lists) -> Iterator[Leaf]:
    yield from alphabet_pages(lists.edition)


def _of_publicity(lists: Lists) -> Iterator[Leaf]:
    yield from publicity_pages(lists.edition)
    yield from publicity_sheets(lists.edition)


GROUPS: tuple[Group, ...] = (_of_opinions, _of_codes, _of_names, _of_publicity)
"""Lists that need nothing of each other; what takes longest comes first."""
