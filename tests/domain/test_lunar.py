"""The Vietnamese lunar calendar, held against days that every household knows."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from doithoai.domain.dates import parse_day
from doithoai.domain.lunar import lunar

TABLE = Path(__file__).with_name("lunar.tsv").read_text("utf-8").splitlines()
ROWS = [line.split("\t") for line in TABLE if line and not line.startswith("#")]


@pytest.mark.parametrize(("solar", "expected", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_a_known_day_has_its_lunar_day(solar: str, expected: str, why: str) -> None:
    """Tết, leap months, and the years in which Vietnam and China differ."""
    found = lunar(parse_day(solar))
    assert f"{found.day}/{found.month}/{found.year}{' nhuận' if found.leap else ''}" == expected


def test_no_day_is_lost_or_counted_twice_in_three_centuries() -> None:
    """Days follow one another within a month; a month has 29 or 30 of them; the year changes with month 1."""
    day, before = date(1900, 2, 1), lunar(date(1900, 2, 1))
    while day < date(2199, 12, 1):
        day += timedelta(1)
        now = lunar(day)
        if now.day > 1:
            assert (now.day, now.month, now.leap, now.year) == (before.day + 1, before.month, before.leap, before.year)
        else:
            assert before.day in (29, 30)
            assert (now.month, now.leap) in ((before.month % 12 + 1, False), (before.month, True))
            assert now.year == before.year + (now.month == 1 and not now.leap)
        before = now
