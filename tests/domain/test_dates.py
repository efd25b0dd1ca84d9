"""Dates and hours as people write them: three tables, and what must hold for any text."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doithoai.domain import dates
from doithoai.domain.dates import (
    WEEKDAYS,
    PartialDate,
    Precision,
    clocked,
    long_day,
    parse_clock,
    parse_date,
    parse_day,
    parse_moment,
    slashed,
    weekday,
    written,
)
from doithoai.domain.faults import Fault
from doithoai.domain.session import TimeVersion

HERE = Path(__file__).parent
DAYS = st.dates(date(dates.FIRST_YEAR, 1, 1), date(dates.LAST_YEAR, 12, 31))
WORDS = st.sampled_from(
    [
        *("ngày", "tháng", "năm", "quý", "trước", "từ", "đến", "dự kiến", "thứ Bảy", "chủ nhật", "sáng", "IV", "…"),
        *("20", "6", "2026", "1900", "0001", "0000", "30/2", "20/6/2026", "14h30", "8:00"),
        *("–", "-", "/", ".", ",", ":", "\u00a0"),
    ]
)
TEXTS = st.text(max_size=40) | st.lists(WORDS, max_size=9).map(" ".join) | st.lists(WORDS, max_size=9).map("".join)


def table(name: str) -> list[Any]:
    """Rows of a table, each named by what was written."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [pytest.param(row[0], row[1:], id=row[0]) for row in rows]


def outcome(read: Callable[[str], tuple[str, ...]], text: str, columns: int) -> tuple[str, ...]:
    """What a reader makes of the text, or blanks and its message."""
    try:
        return (*read(text), "")
    except Fault as fault:
        return (*[""] * columns, f"{fault.code}: {fault.what} → {fault.mend}")


def _date_cells(text: str) -> tuple[str, ...]:
    found = parse_date(text)
    bounds = [str(bound or "") for bound in (found.first, found.last)]
    return found.precision.name, *bounds, "dự kiến" if found.tentative else "", written(found)


def _moment_cells(text: str) -> tuple[str, ...]:
    found = parse_moment(text)
    hours = [clocked(hour) if hour else "" for hour in (found.hours.starts, found.hours.ends)]
    return *hours, written(found.when)


@pytest.mark.parametrize(("text", "cells"), table("dates.tsv"))
def test_a_written_date_means_what_the_table_says(text: str, cells: list[str]) -> None:
    """Precision, bounds, tentativeness and the words on the page, or the message that refuses it."""
    assert outcome(_date_cells, text, 5) == tuple(cells)


@pytest.mark.parametrize(("text", "cells"), table("moments.tsv"))
def test_hours_and_a_date_in_one_line_are_told_apart(text: str, cells: list[str]) -> None:
    """The hours may stand before or after the date."""
    assert outcome(_moment_cells, text, 3) == tuple(cells)


@pytest.mark.parametrize(("text", "cells"), table("clocks.tsv"))
def test_a_written_hour_means_what_the_table_says(text: str, cells: list[str]) -> None:
    """All ways of writing an hour that the seeds and the guide know, and none that is ambiguous."""
    assert outcome(lambda one: (clocked(parse_clock(one)),), text, 1) == tuple(cells)


@pytest.mark.parametrize("text", [row.values[0] for row in table("dates.tsv") if not row.values[1][-1]])
def test_what_a_page_writes_is_read_back_as_the_same_stretch(text: str) -> None:
    """`written` loses nothing but the typing."""
    found = parse_date(text)
    again = parse_date(written(found))
    assert _stretch(again) == _stretch(found)


def _stretch(found: PartialDate) -> tuple[object, ...]:
    return found.precision, found.first, found.last, found.part


def test_the_beginning_of_a_stretch_stands_before_its_end() -> None:
    """What bounds it stays the whole of it: no document says on which day its beginning is over."""
    written_so = ["đầu tháng 3/2026", "giữa tháng 3/2026", "cuối tháng 3/2026", "đầu quý II/2026", "tháng 6/2026"]
    days = [found.order for found in map(parse_date, written_so) if found.order]
    assert days == sorted(set(days)) and len(days) == len(written_so)
    assert {parse_date(one).last for one in written_so[:3]} == {date(2026, 3, 31)}


def test_another_part_of_a_month_is_a_change_of_a_time() -> None:
    """People are told that it is later now."""
    first, later = (TimeVersion.model_validate(text) for text in ("đầu tháng 3/2026", "cuối tháng 3/2026"))
    assert first.tells != later.tells


@given(DAYS)
def test_every_day_comes_back_from_its_slashed_form(day: date) -> None:
    """`20/6/2026` is read as the day that was written."""
    assert parse_day(slashed(day)) == day
    assert written(parse_date(slashed(day))) == slashed(day)
    assert parse_day(day.isoformat()) == day


@given(DAYS)
def test_a_day_with_its_weekday_is_read_and_with_another_refused(day: date) -> None:
    """The weekday is a check on the date, not an ornament."""
    assert parse_day(long_day(day)) == day
    wrong = WEEKDAYS[(day + timedelta(1)).weekday()]
    with pytest.raises(Fault) as fault:
        parse_day(f"{wrong}, {slashed(day)}")
    assert fault.value.code == "weekday"
    assert weekday(day) in fault.value.mend


@given(st.times())
def test_every_minute_comes_back_from_its_spoken_form(at: time) -> None:
    """`14h30` and `14:30` are the same minute."""
    minute = at.replace(second=0, microsecond=0)
    assert parse_clock(clocked(minute)) == parse_clock(f"{minute:%H:%M}") == minute


@given(DAYS, st.times())
def test_a_moment_keeps_its_day_and_its_hour(day: date, at: time) -> None:
    """Neither part swallows a figure of the other."""
    minute = at.replace(second=0, microsecond=0)
    for line in (f"{clocked(minute)} ngày {slashed(day)}", f"{slashed(day)}, {clocked(minute)}"):
        moment = parse_moment(line)
        assert (moment.when.day, moment.hours.starts) == (day, minute)


@given(TEXTS)
def test_no_text_raises_anything_but_a_fault_in_words(text: str) -> None:
    """Whatever is typed is read or refused with a message of one line and a mend."""
    for read in (parse_date, parse_day, parse_clock, parse_moment):
        try:
            read(text)
        except Fault as fault:
            assert fault.what
            assert fault.mend
            assert "\n" not in fault.what


@given(TEXTS)
def test_a_date_that_is_read_bounds_a_stretch(text: str) -> None:
    """The first day is not after the last; only what is unknown has no last day."""
    try:
        found = parse_date(text)
    except Fault:
        return
    assert (found.last is None) == (found.precision is Precision.UNKNOWN)
    if found.first and found.last:
        assert found.first <= found.last


def test_before_new_year_means_the_old_year() -> None:
    """The day that “trước …” names is not meant, that of “chậm nhất …” is."""
    assert [parse_date(text).year for text in ("trước 1/1/2027", "trước tháng 1/2027", "chậm nhất 1/1/2027")] == [
        *(2026, 2026),
        2027,
    ]


def test_a_long_value_is_quoted_in_short() -> None:
    """A message never repeats a page of text."""
    with pytest.raises(Fault) as fault:
        parse_date("ngày đẹp trời " * 500)
    assert len(fault.value.what) < 120
