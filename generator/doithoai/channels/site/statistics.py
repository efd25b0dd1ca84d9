"""Pages of figures, each with its definition beside it, of an authority and of the whole site."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from doithoai.artifacts import Ready
from doithoai.channels.site.page import Links, Page, View, frame_of, short
from doithoai.domain import addresses
from doithoai.domain.edition import Edition
from doithoai.domain.statistics import (
    Figures,
    Tally,
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
    view: View = {
        **frame_of(edition.authority, edition, links),
        **figures_view(figures),
        "rows": [{"title": wording().say("statistics.by_unit"), "rows": _rows(figures.units.items())},
                 {"title": wording().say("statistics.by_topic"), "rows": _rows(figures.topics.items())}],
        "list": links.to(f"{addresses.of(edition.authority)}kien-nghi/"),
        "data": links.to(f"{address}so-lieu.json"),
    }  # fmt: skip
    title = wording().say("statistics.of", edition.authority.brief)
    return Page(address, "statistics.html", title, short(wording().say("statistics.description", title)), view)


def site_statistics(furniture: View, by_authority: Iterable[tuple[str, str, Mapping[str, object]]]) -> Page:
    """The figures of all authorities: name, address and figures of each."""
    links = Links(STATISTICS)
    each = [(name, links.to(address), figures_from(data)) for name, address, data in by_authority if data]
    figures = added(one for _, _, one in each)
    rows = [{**row, "href": href} for (_, href, _), row in
            zip(each, _rows((name, one.whole) for name, _, one in each), strict=True) if row["total"]]  # fmt: skip
    view: View = {
        **furniture,
        **figures_view(figures),
        "rows": [{"title": wording().say("statistics.by_authority"), "rows": rows},
                 {"title": wording().say("statistics.by_topic"), "rows": _rows(figures.topics.items())}],
        "list": links.to("kien-nghi/"),
        "data": "",
    }  # fmt: skip
    title = wording().say("statistics.title")
    return Page(STATISTICS, "statistics.html", title, wording().say("statistics.description", title), view)


def figures_view(figures: Figures) -> View:
    """All figures for the template."""
    bins = distribution(figures.days)
    middle = median_days(figures.days)
    items = figures.items
    return {
        "whole": asdict(figures.whole) | {"bars": _bars(figures.whole)},
        "answers": dict(figures.answers),
        "resolutions": dict(figures.resolutions),
        "median": "" if middle is None else f"{middle:g}".replace(".", ","),
        "timed": sum(figures.days.values()),
        "bins": [{"name": name, "count": count, "width": _share(count, max(one for _, one in bins), 300)}
                 for name, count in bins],
        "items": {"total": items.total, "reported": dict(items.reported), "found": dict(items.found),
                  "late": items.late, "reopened": items.reopened},
        "forwarded": figures.forwarded,
        "untold": figures.untold,
    }  # fmt: skip


def _rows(tallies: Iterable[tuple[str, Tally]]) -> list[View]:
    return [{"name": name, "href": "", **asdict(one), "bars": _bars(one)} for name, one in tallies]


def _bars(one: Tally) -> View:
    """The segments of both bars in hundredths of the total: position, width and kind of filling."""
    answers = (("done", one.answered), ("away", one.not_needed), ("open", one.unanswered))
    outcomes = (("done", one.done), ("doing", one.doing), ("away", one.elsewhere), ("open", one.waiting))
    return {"answer": _segments(answers, one.total), "resolution": _segments(outcomes, one.total)}


def _segments(parts: Iterable[tuple[str, int]], total: int) -> list[View]:
    found, at = [], 0
    for kind, count in parts:
        if count:
            found.append({"kind": kind, "x": _share(at, total, 120), "width": _share(count, total, 120)})
        at += count
    return found


def _share(count: int, total: int, whole: int) -> str:
    return f"{whole * count / total:.1f}" if total else "0"


def statistics_data(edition: Edition, figures: Figures) -> Iterator[Ready]:
    """The authority's figures for other programs."""
    if edition.dossier.opinions:
        data = {"as_of": edition.as_of.isoformat(), **figures_data(figures)}
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        yield Ready(f"{addresses.of(edition.authority)}{STATISTICS}so-lieu.json", text)
