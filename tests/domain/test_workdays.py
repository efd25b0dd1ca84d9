"""Working days: tables a clerk can read, a second opinion on days off, and what must hold for any period."""

from __future__ import annotations

import csv
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
