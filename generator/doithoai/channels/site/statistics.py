"""Pages of figures, each with its definition beside it, of an authority and of the whole site."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from doithoai.artifacts import Ready
from doithoai.channels.site.multiples import grid, named, share
from doithoai.channels.site.page import Page, View, short
from doithoai.channels.site.parts import Links, frame_of, inherited_view
from doithoai.domain import addresses
from doithoai.domain.edition import Digest, Edition
from doithoai.domain.statistics import (
    BINS,
    Figures,
    added,
    distribution,
    figures_data,
    figures_from,
    median_days,
)
from doithoai.engines.theme import wording

STATISTICS = "thong-ke/"


def statistics_page(edition: Edition, figures: Figures) -> Page:
    """The figures of one authority."""
    address = f"{addresses.of(edition.authority)}{STATISTICS}"
    links = Links(address)
    own = edition.authority.authority_id
    names = {one.id: one.name for one in edition.directory.values()}
    view: View = {
        **frame_of(edition.authority, edition, links),
        **figures_view(figures),
        "grids": [
            grid("by_unit", named(figures.units), figures.whole.total),
            grid("by_topic", named(figures.topics), figures.whole.total),
        ],
        "bodies": bodies_view([(own, figures)], names),
        "inherited": inherited_view(edition, links),
        "list": links.to(f"{addresses.of(edition.authority)}kien-nghi/"),
        "data": links.to(f"{address}so-lieu.json"),
    }
    title = wording().say("statistics.of", edition.authority.brief)
    return Page(address, "statistics.html", title, short(wording().say("statistics.description", title)), view)


def site_statistics(furniture: View, digests: Sequence[Digest]) -> Page:
    """The figures of all authorities."""
    links = Links(STATISTICS)
    each = [(one.brief, figures_from(one.figures)) for one in digests if one.figures]
    figures = added(one for _, one in each)
    rows = [(one.name, links.to(f"{addresses.of_authority(one.id)}{STATISTICS}"), own.whole) for one, own in each]
    view: View = {
        **furniture,
        **figures_view(figures),
        "grids": [
            grid("by_authority", rows, figures.whole.total),
            grid("by_topic", named(figures.topics), figures.whole.total),
        ],
        "bodies": bodies_view([(one.id, own) for one, own in each], {one.brief.id: one.brief.name for one in digests}),
        "inherited": None,
        "list": links.to("kien-nghi/"),
        "data": "",
    }
    title = wording().say("statistics.title")
    return Page(STATISTICS, "statistics.html", title, wording().say("statistics.description", title), view)


_WHOLE = ("total", "answered", "answered_not_done", "late", "reopened")
_LONGEST_BIN = 200
"""Length of the longest bar of days to the answer, in the units of its chart."""


def figures_view(figures: Figures) -> View:
    """All figures for the template."""
    bins = distribution(figures.days)
    middle = median_days(figures.days)
    items = figures.items
    longest = max(count for _, count in bins)
    return {
        "whole": {name: getattr(figures.whole, name) for name in _WHOLE},
        "answers": dict(figures.answers),
        "resolutions": dict(figures.resolutions),
        "median": "" if middle is None else f"{middle:g}".replace(".", ","),
        "timed": sum(figures.days.values()),
        "bins": [{"name": name, "count": count, "width": share(count, longest, _LONGEST_BIN)} for name, count in bins],
        "items": {"total": items.total, "reported": dict(items.reported), "found": dict(items.found),
                  "late": items.late, "reopened": items.reopened},
        "forwarded": figures.forwarded,
        "untold": figures.untold,
    }  # fmt: skip


def bodies_view(figures: Iterable[tuple[str, Figures]], names: Mapping[str, str]) -> list[View]:
    """Which body answered what was sent to which; nothing as long as every body has answered its own."""
    pairs = sorted((asked, body, count) for asked, one in figures for body, count in one.bodies.items())
    if all(body == asked for asked, body, _ in pairs):
        return []
    return [
        {"asked": names.get(asked, asked), "body": names.get(body, body), "count": count}
        for asked, body, count in pairs
    ]


def statistics_data(edition: Edition, figures: Figures) -> Iterator[Ready]:
    """The authority's figures for other programs."""
    if edition.dossier.opinions:
        bins = [{"name": name, "from": low, "to": high} for name, low, high in BINS]
        data = {"as_of": edition.as_of.isoformat(), "bins": bins, **figures_data(figures)}
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        yield Ready(f"{addresses.of(edition.authority)}{STATISTICS}so-lieu.json", text)
