"""Small charts of one kind side by side, all drawn to the same scale, so that they can be compared at a glance.

What a chart shows is also told in words: its description and the row of the table beside it say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from doithoai.channels.site.page import View
from doithoai.domain.statistics import BINS, Tally
from doithoai.engines.theme import wording

WIDTH, HEIGHT = 150, 44
"""Length of the longest bar and height of the highest column, in the units of a chart."""
Row = tuple[str, str, Tally]
"""A name, where it leads to (or nothing) and what was counted."""


def named(tallies: Mapping[str, Tally]) -> list[Row]:
    """Groups that have no page of their own."""
    return [(name, "", one) for name, one in tallies.items()]


def grid(title: str, rows: Sequence[Row], total: int) -> View:
    """The charts of one section: the largest group has the longest bar, the fullest bin the highest column.

    Where the groups do not add up to the `total` of the figures, a note says why.
    """
    longest = max((one.total for _, _, one in rows), default=0)
    highest = max((max(*one.waits, one.unanswered) for _, _, one in rows), default=0)
    apart = total - sum(one.total for _, _, one in rows)
    return {
        "title": wording().say(f"statistics.{title}"),
        "note": wording().say(f"statistics.means.{title}", apart) if apart else "",
        "longest": longest,
        "rows": [{"name": name, "href": href, **_chart(one, longest, highest)} for name, href, one in rows],
    }


def _chart(one: Tally, longest: int, highest: int) -> View:
    say = wording().say
    columns = (*one.waits, one.unanswered)
    waits = [(name, count) for (name, _, _), count in zip(BINS, one.waits, strict=True) if count]
    return {
        "total": one.total,
        "answered": one.answered,
        "done": one.done,
        "late": one.late,
        "reopened": one.reopened,
        "bars": [_segments(parts, longest) for parts in _measures(one)],
        "columns": [{"count": count, "height": share(count, highest, HEIGHT)} for count in columns],
        "answers": say("statistics.answers_of", one.answered, one.unanswered, one.not_needed),
        "outcomes": say("statistics.outcomes_of", one.done, one.doing, one.waiting, one.elsewhere),
        "waits": "; ".join(f"{name}: {count}" for name, count in waits),
    }


def _measures(one: Tally) -> list[list[tuple[str, int]]]:
    """The bars of a chart, each of its kinds of filling and what they count."""
    return [
        [("done", one.answered), ("away", one.not_needed), ("open", one.unanswered)],
        [("done", one.done), ("doing", one.doing), ("away", one.elsewhere), ("open", one.waiting)],
        [("late", one.late)],
        [("again", one.reopened)],
    ]


def _segments(parts: Iterable[tuple[str, int]], longest: int) -> list[View]:
    """The segments of a bar: position, width and kind of filling."""
    found, at = [], 0
    for kind, count in parts:
        if count:
            found.append({"kind": kind, "x": share(at, longest, WIDTH), "width": share(count, longest, WIDTH)})
        at += count
    return found


def share(count: int, total: int, whole: int) -> str:
    """A length in the units of a chart."""
    return f"{whole * count / total:.1f}".removesuffix(".0") if total else "0"
