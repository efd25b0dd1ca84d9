"""Calendar text holds whatever is said, in lines that every program reads."""

from __future__ import annotations

from datetime import date, datetime

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from doithoai.engines.ical import FOLD, Event, Status, calendar, entry, folded

DAY = date(2026, 12, 5)


def read(*events: Event) -> list[icalendar.Event]:
    text = calendar("Lịch", "Các buổi", map(entry, events))
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\x85")))
def test_a_text_comes_back_as_it_was(text: str) -> None:
    (found,) = read(Event("a@b", text or "-", DAY, DAY, text=text))
    assert str(found["summary"]) == (text or "-")
    assert str(found.get("description", "")) == text


@given(st.text("aếệ😀 ;", max_size=400))
def test_no_line_is_longer_than_the_format_allows_and_no_letter_is_cut(text: str) -> None:
    lines = folded(f"SUMMARY:{text}").split("\r\n")
    assert all(len(line.encode()) <= FOLD for line in lines)
    assert lines[0] + "".join(line[1:] for line in lines[1:]) == f"SUMMARY:{text}"


def test_an_hour_is_told_in_the_time_of_the_place() -> None:
    (found,) = read(Event("a@b", "Họp", datetime(2026, 12, 5, 8), DAY, datetime(2026, 12, 5, 11)))
    assert found.decoded("dtstart").utcoffset().total_seconds() == 7 * 3600
    assert (found.decoded("dtend") - found.decoded("dtstart")).total_seconds() == 3 * 3600


def test_a_day_without_an_hour_lasts_all_day_and_blocks_nobody() -> None:
    (found,) = read(Event("a@b", "Họp", DAY, DAY, DAY))
    assert found.decoded("dtstart") == DAY
    assert found.decoded("dtend") == date(2026, 12, 6)
    assert str(found["transp"]) == "TRANSPARENT"


def test_an_end_that_nobody_has_told_is_left_out() -> None:
    (found,) = read(Event("a@b", "Họp", datetime(2026, 12, 5, 8), DAY))
    assert "dtend" not in found


def test_a_cancelled_event_says_so() -> None:
    (found,) = read(Event("a@b", "ĐÃ HỦY: Họp", DAY, DAY, status=Status.CANCELLED, sequence=2))
    assert (str(found["status"]), int(found["sequence"])) == ("CANCELLED", 2)
