"""Working days: tables a clerk can read, a second opinion on days off, and what must hold for any period."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doithoai.domain.dates import parse_day
from doithoai.domain.days_off import OffDays
from doithoai.domain.deadline_words import counted_sentence
from doithoai.domain.faults import Fault
from doithoai.domain.workdays import Calendar, Offset, calendar_of, count, parse_offset
from doithoai.reading.rules import read_calendar

HERE = Path(__file__).parent
CALENDAR, PROBLEMS = read_calendar(None)
OFFSETS = {
    "D002-conclusion": "+7wd",
    "LAW-result": "+10d",
    "LAW-report": "+20d",
    "D000-report": "-5wd",
    "D000-delegates": "-6d",
    "D000-collect": "-10d",
    "LAW-notice": "-7d",
    "THDC-default": "+5wd",
}


def rows(name: str, delimiter: str = "\t") -> list[list[str]]:
    """Rows of a table without its remarks."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return list(csv.reader((line for line in lines if not line.startswith("#")), delimiter=delimiter))


VECTORS = rows("deadline_vectors.csv", ",")[1:]


def test_the_nations_days_off_are_read_without_a_problem() -> None:
    """What is shipped is valid."""
    assert PROBLEMS == []


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row[2]} {row[0]}")
def test_a_deadline_falls_on_the_day_of_the_table(row: list[str]) -> None:
    """The day as counted, the working day by which to have done it, and whether the calendar is certain."""
    start, _, rule, _, raw, _, effective, _, note = row
    found = count(date.fromisoformat(start), parse_offset(OFFSETS[rule]), CALENDAR)
    assert (str(found.raw), str(found.advised), found.provisional) == (raw, effective, "tạm tính" in note)
    assert found.due == (found.advised if found.offset.after else found.raw)


@pytest.mark.parametrize("row", rows("deadline_sentences.tsv"), ids=lambda row: f"{row[0]} {row[1]}")
def test_a_deadline_explains_itself_in_a_sentence(row: list[str]) -> None:
    """The day, how it was counted, what was passed over."""
    offset, start, due, sentence = row
    found = count(parse_day(start), parse_offset(offset), CALENDAR)
    assert str(found.due) == due
    assert counted_sentence(found, CALENDAR, "hội nghị", "quy định thử") == sentence


@pytest.mark.parametrize("text", ["7wd", "+0d", "+7", "-wd", "+9999d", "+7 tuần", ""])
def test_what_is_no_offset_is_refused_with_a_mend(text: str) -> None:
    """The mend shows how to write one."""
    with pytest.raises(Fault) as fault:
        parse_offset(text)
    assert "+7wd" in fault.value.mend


def test_days_off_agree_with_a_second_source_but_for_explained_days() -> None:
    """The `holidays` package is the cross-check; every difference has its reason in a table."""
    explained = {row[0]: (row[1], row[2]) for row in rows("holidays_differences.tsv")}
    package = holidays.country_holidays("VN", years=range(2024, 2028))
    day, differing = date(2024, 1, 1), {}
    while day < date(2028, 1, 1):
        theirs = "làm việc" if package.is_working_day(day) else "nghỉ"
        ours = "làm việc" if CALENDAR.is_working(day) else "nghỉ"
        ours = "tạm tính" if day in CALENDAR.year(day.year).tentative else ours
        if ours != theirs:
            differing[str(day)] = (ours, theirs)
        day += timedelta(1)
    assert differing == explained


# A second calculation, of these days alone, typed from the announcements: it shares nothing with the program but the dates.
_OFF = (
    "2024-01-01 2024-02-08..2024-02-14 2024-04-18 2024-04-29..2024-05-01 2024-09-02..2024-09-03 "
    "2025-01-01 2025-01-27..2025-01-31 2025-04-07 2025-04-30..2025-05-02 2025-09-01..2025-09-02 "
    "2026-01-01..2026-01-02 2026-02-16..2026-02-20 2026-04-27 2026-04-30..2026-05-01 2026-08-31..2026-09-02"
)
_MADE_UP = ("2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22")


def _other_offices_open(day: date) -> bool:
    for piece in _OFF.split():
        first, _, last = piece.partition("..")
        if first <= day.isoformat() <= (last or first):
            return False
    return day.isoweekday() < 6 or day.isoformat() in _MADE_UP


def _other(start: date, offset: str) -> tuple[date, date]:
    """Due and advised, by walking day by day."""
    step, left, day = (1 if offset[0] == "+" else -1), int(offset[1:].rstrip("wd")), start
    while left:
        day += timedelta(step)
        left -= 1 if not offset.endswith("wd") or _other_offices_open(day) else 0
    advised = day
    while not _other_offices_open(advised):
        advised += timedelta(step)
    return (advised if step > 0 else day), advised


_AROUND = ("2024-02-08", "2024-05-01", "2024-09-02", "2025-01-28", "2025-04-30", "2025-09-02",
           "2026-01-02", "2026-02-17", "2026-04-30", "2026-08-22", "2026-09-02")  # fmt: skip


@pytest.mark.parametrize("middle", _AROUND)
def test_deadlines_around_holidays_and_made_up_saturdays_agree_with_a_second_calculation(middle: str) -> None:
    """Every start within four weeks of the day, on and back, in both ways of counting, short periods and long ones."""
    differing = []
    for away in range(-28, 29):
        start = date.fromisoformat(middle) + timedelta(away)
        for offset in (
            f"{sign}{days}{unit}" for sign in "+-" for days in (1, 3, 5, 6, 7, 10, 20, 60) for unit in ("d", "wd")
        ):
            expected = _other(start, offset)
            if min(start, *expected).year < 2024 or max(start, *expected) > date(2026, 11, 23):
                continue
            found = count(start, parse_offset(offset), CALENDAR)
            if (found.due, found.advised, found.provisional) != (*expected, False):
                differing.append((start, offset, expected, found.due, found.advised, found.doubts))
    assert differing == []


def test_a_very_long_period_is_explained_in_a_sentence_that_can_be_read() -> None:
    """Many holidays are counted, not named; years without announced days are told as a stretch."""
    found = count(date(2026, 1, 5), parse_offset("+3660wd"), CALENDAR)
    sentence = counted_sentence(found, CALENDAR, "ngày", "quy định thử")
    assert len(sentence) < 400
    assert re.search(r"không tính thứ Bảy, Chủ nhật và \d+ ngày nghỉ lễ, Tết các năm 2026–2040;", sentence)
    assert "chưa có lịch nghỉ chính thức các năm 2027–2040" in sentence and "24/11/2026 (Ngày Văn hóa" in sentence


def test_a_year_without_announced_days_is_worked_out_from_the_law_and_marked() -> None:
    """Tết comes from the lunar calendar, a holiday on a weekend is made up for, and all of it is provisional."""
    year = CALENDAR.year(2023)
    tet = sorted(day for day, name in year.off.items() if name == "nghỉ Tết" and day.weekday() < 5)
    assert [str(day) for day in tet] == ["2023-01-20", "2023-01-23", "2023-01-24", "2023-01-25", "2023-01-26"]
    assert {date(2023, 1, 2), date(2023, 5, 2), date(2023, 5, 3), date(2023, 9, 1), date(2023, 9, 4)} <= set(year.off)
    assert not year.announced
    assert count(date(2023, 3, 1), Offset(5), CALENDAR).provisional


def test_an_authoritys_own_days_win_over_the_nations() -> None:
    """One school system makes up on 29/8/2026 instead of 22/8."""
    own = OffDays.model_validate(
        {
            "nghỉ": [{"ngày": "22/8/2026", "tên": "không làm bù ngày này", "căn cứ": "Công văn của Sở"}],
            "làm bù": [{"ngày": "29/8/2026", "căn cứ": "Công văn của Sở"}],
        }
    )
    local = Calendar(CALENDAR.years, CALENDAR.law, calendar_of([], CALENDAR.law, [own]).local)
    assert (CALENDAR.is_working(date(2026, 8, 22)), local.is_working(date(2026, 8, 22))) == (True, False)
    assert (CALENDAR.is_working(date(2026, 8, 29)), local.is_working(date(2026, 8, 29))) == (False, True)
    assert local.name_of(date(2026, 8, 22)) == "không làm bù ngày này"


DAYS = st.dates(date(2023, 6, 1), date(2028, 6, 1))
PERIODS = st.builds(Offset, st.integers(1, 60), st.booleans(), st.booleans())


@given(DAYS, PERIODS)
def test_a_period_is_as_long_as_it_says(start: date, offset: Offset) -> None:
    """So many working days lie in it, the first day not among them; what is skipped is off."""
    found = count(start, offset, CALENDAR)
    low, high = min(start, found.raw), max(start, found.raw)
    within = [low + timedelta(at) for at in range((high - low).days + 1) if low + timedelta(at) != start]
    assert (
        sum(CALENDAR.is_working(day) for day in within) == offset.days if offset.working else len(within) == offset.days
    )
    assert not any(CALENDAR.is_working(day) for day in found.skipped)
    assert CALENDAR.is_working(found.advised)


@given(DAYS, PERIODS)
def test_advice_is_never_later_than_the_deadline(start: date, offset: Offset) -> None:
    """A period counted back keeps its day; one counted on never ends on a day off."""
    found = count(start, offset, CALENDAR)
    assert found.advised <= found.due
    assert found.due == found.raw if not offset.after else CALENDAR.is_working(found.due) and found.due >= found.raw


@given(DAYS, st.integers(1, 40), st.booleans(), st.booleans())
def test_a_longer_period_never_ends_sooner(start: date, days: int, working: bool, after: bool) -> None:
    """One more day moves the end on, or leaves it where days off hold it."""
    one, more = (count(start, Offset(number, working, after), CALENDAR).advised for number in (days, days + 1))
    assert one <= more if after else more <= one


@given(DAYS, st.integers(1, 40))
def test_working_days_counted_on_and_back_meet(start: date, days: int) -> None:
    """From a working day so many on, and as many back, is where one began."""
    begin = CALENDAR.next_working(start)
    there = count(begin, Offset(days, working=True), CALENDAR).due
    assert count(there, Offset(days, working=True, after=False), CALENDAR).due == begin
