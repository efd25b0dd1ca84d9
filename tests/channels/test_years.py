"""A year of sessions, month by month."""

from __future__ import annotations

from datetime import date

import pytest

from doithoai.channels.site.parts import Links
from doithoai.channels.site.years import MOST, span_of, year_views
from doithoai.domain.dates import parse_date
from doithoai.domain.edition import Line


@pytest.mark.parametrize(
    ("typed", "span"),
    [("14/3/2026", "2026-03"), ("dự kiến tháng 12/2026", "2026-12"), ("quý IV/2026", "2026"), ("thông báo sau", "")],
)
def test_only_a_date_within_one_month_has_a_month(typed: str, span: str) -> None:
    """A quarter is not made a month, and what is not known has no place in a year."""
    assert span_of(parse_date(typed)) == span


def line(span: str, day: str = "", note: str = "") -> Line:
    return Line("x/", "Buổi", "UBND", "dự kiến", day or f"{span}-28", note=note, day=day, span=span)


def test_months_without_sessions_are_one_row_but_never_across_today() -> None:
    """Past months say that nothing was held, coming ones that nothing is known yet."""
    found = year_views([line("2026-06", "2026-06-20"), line("2026", note="quý IV/2026")], date(2026, 9, 3), Links(""))
    rows = [
        (row["name"], row["now"], row.get("none"), [one["when"] for one in row["lines"]]) for row in found[0]["rows"]
    ]
    assert rows == [
        ("Tháng 1\u00a0–\u00a05", False, "chưa ghi nhận buổi nào", []),
        ("Tháng 6", False, "chưa ghi nhận buổi nào", ["thứ Bảy, ngày 20"]),
        ("Tháng 7\u00a0–\u00a08", False, "chưa ghi nhận buổi nào", []),
        ("Tháng 9", True, "chưa có lịch", []),
        ("Tháng 10\u00a0–\u00a012", False, "chưa có lịch", []),
        ("Chưa rõ tháng", False, None, ["quý IV/2026"]),
    ]


def test_a_year_of_which_no_month_is_known_has_no_months() -> None:
    """Nothing says in which months the foreseen session is, so nothing is said of any month."""
    found = year_views([line("2024", note="trước ngày 31/8/2024")], date(2026, 9, 3), Links(""))
    assert [(row["name"], [one["when"] for one in row["lines"]]) for row in found[0]["rows"]] == [
        ("Chưa rõ tháng", ["trước ngày 31/8/2024"])
    ]


def test_a_full_month_names_some_and_counts_the_others() -> None:
    """Hundreds of authorities do not make the page endless."""
    cell = year_views([line("2026-06", "2026-06-20")] * (MOST + 3), date(2026, 1, 1), Links(""))[0]["rows"][2]
    assert (len(cell["lines"]), cell["more"]) == (MOST, "và 3 buổi khác")


def test_where_this_year_is_empty_the_last_one_is_shown() -> None:
    """An authority that ended keeps its last year; years to come are shown beside this one."""
    days = [line("2024-05", "2024-05-02"), line("2023-05", "2023-05-02")]
    assert [one["year"] for one in year_views(days, date(2026, 1, 1), Links(""))] == [2024]
    days += [line("2026-05"), line("2027-05")]
    assert [one["year"] for one in year_views(days, date(2026, 1, 1), Links(""))] == [2026, 2027]
