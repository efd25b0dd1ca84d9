"""A year of sessions, month by month: held, still to come, or only foreseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from doithoai.channels.site.page import View
from doithoai.channels.site.parts import Links
from doithoai.domain import addresses
from doithoai.domain.dates import PartialDate, weekday, written
from doithoai.domain.edition import Edition, Line
from doithoai.domain.plan import Plan, PlannedSession
from doithoai.domain.standing import SessionState
from doithoai.engines.theme import wording

MOST = 12
"""So many sessions of one month are named; the others are counted."""


def span_of(when: PartialDate) -> str:
    """`2026-12` when all possible days lie in one month, `2026` when they end in that year, else nothing."""
    first, last = when.first, when.last
    if last is None:
        return ""
    whole = first is not None and (first.year, first.month) == (last.year, last.month)
    return f"{last:%Y-%m}" if whole else f"{last.year:04d}"


def foreseen_lines(edition: Edition) -> Iterator[Line]:
    """Sessions that plans foresee, of which there is no record yet."""
    for plan in edition.dossier.plans:
        for planned in plan.planned:
            if edition.dossier.is_foreseen(plan, planned) and span_of(planned.when):
                yield _foreseen(planned, plan, edition)


def _foreseen(planned: PlannedSession, plan: Plan, edition: Edition) -> Line:
    order = planned.when.order
    return Line(
        address=addresses.of(plan),
        title=planned.title,
        authority=edition.authority.brief,
        state=SessionState.PLANNED.value,
        sort=order.isoformat() if order else "",
        note=written(planned.when),
        span=span_of(planned.when),
    )


def year_views(lines: Iterable[Line], today: date, links: Links) -> list[View]:
    """This year and those to come; where nothing is known of them, the last year that there is."""
    by_year = {
        year: list(found)
        for year, found in groupby(sorted(lines, key=lambda line: (line.span, line.sort)), lambda line: line.span[:4])
        if year
    }
    shown = [year for year in by_year if int(year) >= today.year] or list(by_year)[-1:]
    return [_year(int(year), by_year[year], today, links) for year in shown]


def _year(year: int, lines: list[Line], today: date, links: Links) -> View:
    months = [[line for line in lines if line.span[5:] == f"{month:02d}"] for month in range(1, 13)]
    rows = list(_rows(months, year, today, links)) if any(months) else []
    if rest := [line for line in lines if len(line.span) == 4]:
        rows.append({"name": wording().say("year.no_month"), "now": False, **_cell(rest, links)})
    return {"year": year, "rows": rows}


def _rows(months: list[list[Line]], year: int, today: date, links: Links) -> Iterator[View]:
    """A row per month that has sessions; empty months in a row are one: the past ones, this one, the coming ones.

    Of past ones it says what was recorded, not what was: a foreseen session may have been held in any of them.
    """
    this = (year - today.year) * 12 - today.month

    def alike(month: int) -> tuple[int, int]:
        tense = (this + month > 0) - (this + month < 0)
        return (month if months[month - 1] else 0, tense)

    for (_, tense), run in groupby(range(1, 13), alike):
        numbers = list(run)
        first, last = numbers[0], numbers[-1]
        name = wording().say("year.month", first) if first == last else wording().say("year.to_month", first, last)
        none = wording().say("year.nothing_held" if tense < 0 else "year.nothing_yet")
        yield {"name": name, "now": tense == 0, "none": none, **_cell(months[first - 1], links)}


def _cell(lines: list[Line], links: Links) -> View:
    more = len(lines) - MOST
    return {
        "lines": [_line(line, links) for line in lines[:MOST]],
        "more": wording().say("year.more", more) if more > 0 else "",
    }


def _line(line: Line, links: Links) -> View:
    day = date.fromisoformat(line.day) if line.day else None
    view = links.line(line)
    when = wording().say("year.day", weekday(day), day.day) if day else line.note
    return {"href": view["href"], "title": line.title, "authority": line.authority, "state": line.state, "when": when,
            "off": view["off"]}  # fmt: skip
