"""Every channel's share of one authority: pages, sheets, scripts, feeds, data, and what the whole site knows of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from doithoai.domain.edition import Digest, Edition, News
from doithoai.domain.prints import NO_PRINTS, PrintLink, PrintList, print_list
from doithoai.domain.register import Dossier
from doithoai.domain.site import Output
from doithoai.domain.spoken_code import Codes
from doithoai.kept import KeptUnit, Last, Ties
from doithoai.reckoning import reckoned
from doithoai.rewording import Sought, sought
from doithoai.shared import Shared
from doithoai.untouched import NONE, Islands, Untouched, moved, papers_of

if TYPE_CHECKING:
    from doithoai.channels.site.page import Borrowed, Known, Page
    from doithoai.domain.bulletin import Bulletin
    from doithoai.press import Kept, Leaf

T = TypeVar("T")


class Made(Struct, frozen=True):
    """What one edition gives: its pages, every file still to be drawn, what can be found, and what the site knows."""

    pages: Iterable[Page | Known]
    leaves: Iterable[Kept]
    ties: Ties
    left: bool
    """Whether other files of the authority are to stay as they were."""
    look: Callable[[], Sought]
    summary: Callable[[dict[str, Any]], Digest]
    """From the data of its figures."""


def made_of(edition: Edition, whole: Dossier, same: Islands, last: Last, shared: Shared) -> Made:
    """Every channel's share of one authority; raises `Refusal` where a template of the site's own cannot be filled."""
    from doithoai.channels.site import pages as makers

    authority, site = edition.authority, shared.site
    bulletin, sheets, entries = _broadcasts(edition, shared)
    prints, papers = _prints(edition, bulletin, last, shared)
    owed = reckoned(edition, site)
    followed, news, events = _following(edition, shared)
    ties = Ties(same.bonds, papers_of(prints), makers.duty_marks(owed.shown))
    lent = {makers.ASKING: makers.asking_view(edition)}
    resting = _untouched(same, ties, lent, last, shared)
    pages = _Once(makers.authority_pages(edition, bulletin, prints, owed.shown, resting.page))
    after_pages = (papers, followed, _data(edition, shared))
    left = shared.pages_first and not shared.is_website_alone
    leaves = chain(pages, owed.calendars, sheets, *(() if left else after_pages))

    def summary(figures: dict[str, Any]) -> Digest:
        codes, to_come = _codes(edition, whole)
        return replace(
            makers.digest(edition, bulletin),
            scripts=entries,
            codes=codes,
            codes_to_come=to_come,
            news=news,
            events=events,
            duties=makers.duty_counts(owed.shown),
            reminders=owed.entries,
            figures=figures,
        )

    kept = last.kept if last.kept.is_drawn_with(shared.drawing_key) else KeptUnit()
    look = cache(partial(sought, authority.authority_id, authority.brief, pages, kept, shared.cache))
    return Made(pages, leaves, ties, left, look, summary)


class _Once(Iterable[T]):
    """Made one by one, when it is first asked for, so that others can go on with what there is; and then kept."""

    def __init__(self, source: Iterator[T]) -> None:
        self._source = source
        self._made: list[T] = []

    def __iter__(self) -> Iterator[T]:
        yield from self._made
        for one in self._source:
            self._made.append(one)
            yield one


def _untouched(same: Islands, ties: Ties, lent: Borrowed, last: Last, shared: Shared) -> Untouched:
    """The pages that are as they were: as long as nothing has changed but in sessions' folders."""
    if not same.folders:
        return NONE
    before = last.kept.tied
    folders, papers = same.folders - moved(ties.duties, before.duties), moved(ties.papers, before.papers)
    silent = not shared.site.config.makes(Output.LOUDSPEAKER)
    return Untouched(folders, last.kept.fingerprints(shared.drawing_key), papers, lent, silent)


def _codes(edition: Edition, whole: Dossier) -> tuple[Codes, Codes]:
    """Of the records that the public sees, and of those that it will see."""
    seen = edition.dossier.by_id
    shown = tuple(one for one in whole.codes if one[1] in seen)
    return shown, tuple(one for one in whole.codes if one[1] not in seen)


def load_makers() -> None:
    """Load what makes pages: it takes as long as fifty records, so others may read some meanwhile."""
    from doithoai import publishing  # noqa: F401
    from doithoai.channels.site import pages  # noqa: F401


def load_pages() -> None:
    """Load what makes pages and what draws them."""
    load_makers()
    from doithoai.channels.site import drawing

    drawing.load()


def _broadcasts(edition: Edition, shared: Shared) -> tuple[Bulletin, Iterable[Leaf], tuple[dict[str, Any], ...]]:
    """What the loudspeakers say, their sheets and their entries in the feed; nothing where a site has none."""
    if not shared.site.config.makes(Output.LOUDSPEAKER):
        from doithoai.domain.bulletin import SILENCE

        return SILENCE, (), ()
    from doithoai.broadcasting import broadcasts_of

    found = broadcasts_of(edition, shared.site, shared.cache)
    return found.bulletin, found.sheets, found.entries


def _prints(edition: Edition, bulletin: Bulletin, last: Last, shared: Shared) -> tuple[PrintList, Iterable[Leaf]]:
    """What can be printed, and the sheets; nothing where a site does not want them or cannot make them.

    Where pages come first they link to what there was to print last time: making that list is most of making a sheet.
    """
    if not (shared.prints or shared.words):
        return NO_PRINTS, ()
    if shared.pages_first and last.kept.ties:
        papers = last.kept.tied.papers
        return print_list(PrintLink(record, *row) for record, rows in papers.items() for row in rows), ()
    from doithoai.printing import prints_of

    found = prints_of(edition, bulletin, shared.site, shared.prints, shared.words)
    return found.links, found.sheets


def _following(edition: Edition, shared: Shared) -> tuple[Iterable[Leaf], tuple[News, ...], tuple[str, ...]]:
    """Calendars, feeds, and the authority's share of the site's; nothing where a site offers none."""
    if not shared.site.config.makes(Output.FEEDS):
        return (), (), ()
    from doithoai.following import following_of

    found = following_of(edition, shared.site)
    return found.files, found.news, found.events


def _data(edition: Edition, shared: Shared) -> Iterable[Leaf]:
    """The authority's open data; nothing where a site gives none away."""
    if not shared.site.config.makes(Output.OPEN_DATA):
        return ()
    from doithoai.opening import data_of

    return data_of(edition, shared.site)
