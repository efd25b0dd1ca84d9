"""The Vietnamese lunar calendar (âm lịch), as posters and elderly readers use it.

New moons and solar terms after Jean Meeus, Astronomical Algorithms (1998), for the meridian of UTC+7, with the rules
that Hồ Ngọc Đức set out ("Thuật toán tính âm lịch", 2004): month 11 holds the winter solstice; in a year of thirteen
months the first without a principal term repeats the number of the one before. Vietnam and China differ on days
when the new moon falls between 23:00 and 24:00 in Hà Nội: Tết 1985 and 2007, for instance. Good from 1900 to 2199.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import floor, pi, sin

from msgspec import Struct

_ZONE = 7 / 24
_EPOCH = date(2000, 1, 1)
_EPOCH_JULIAN = 2451545
_MONTH = 29.530588853
_FIRST_NEW_MOON = 2415021.076998695
"""Julian day of the new moon of 1 January 1900."""


class LunarDay(Struct, frozen=True):
    """A day of the lunar calendar; `leap`: in a month that is counted twice."""

    day: int
    month: int
    year: int
    leap: bool = False

    def __str__(self) -> str:
        return f"{self.day}/{self.month}{' nhuận' if self.leap else ''}"


def lunar(day: date) -> LunarDay:
    """The lunar day of a solar one."""
    number = _julian(day)
    count = floor((number - _FIRST_NEW_MOON) / _MONTH) + 1
    while (start := _new_moon(count)) > number:
        count -= 1
    this = _eleventh(day.year)
    year = day.year if this >= start else day.year + 1
    first, last = _eleventh(year - 1), _eleventh(year)
    months = floor((start - first) / 29)
    month, leap = months + 11, False
    if last - first > 365:
        repeated = _leap_after(first)
        if months >= repeated:
            month, leap = months + 10, months == repeated
    month -= 12 if month > 12 else 0
    return LunarDay(number - start + 1, month, year - 1 if month >= 11 and months < 4 else year, leap)


def _julian(day: date) -> int:
    return _EPOCH_JULIAN + (day - _EPOCH).days


@lru_cache(maxsize=512)
def _new_moon(count: int) -> int:
    """Julian day in Vietnam of the count-th new moon since 1900 (Meeus, chapter 49, the terms that matter)."""
    t = count / 1236.85
    t2, t3 = t * t, t * t * t
    rad = pi / 180
    mean = 2415020.75933 + 29.53058868 * count + 0.0001178 * t2 - 0.000000155 * t3
    mean += 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t2) * rad)
    sun = 359.2242 + 29.10535608 * count - 0.0000333 * t2 - 0.00000347 * t3
    moon = 306.0253 + 385.81691806 * count + 0.0107306 * t2 + 0.00001236 * t3
    node = 21.2964 + 390.67050646 * count - 0.0016528 * t2 - 0.00000239 * t3
    late = (0.1734 - 0.000393 * t) * sin(sun * rad) + 0.0021 * sin(2 * sun * rad)
    late += -0.4068 * sin(moon * rad) + 0.0161 * sin(2 * moon * rad) - 0.0004 * sin(3 * moon * rad)
    late += 0.0104 * sin(2 * node * rad) - 0.0051 * sin((sun + moon) * rad)
    late += -0.0074 * sin((sun - moon) * rad) + 0.0004 * sin((2 * node + sun) * rad)
    late += -0.0004 * sin((2 * node - sun) * rad) - 0.0006 * sin((2 * node + moon) * rad)
    late += 0.0010 * sin((2 * node - moon) * rad) + 0.0005 * sin((2 * moon + sun) * rad)
    drift = (
        0.001 + 0.000839 * t + 0.0002261 * t2 - 0.00000845 * t3 - 0.000000081 * t * t3
        if t < -11
        else -0.000278 + 0.000265 * t + 0.000262 * t2
    )
    return floor(mean + late - drift + 0.5 + _ZONE)


def _sun_sector(julian: int) -> int:
    """In which twelfth of its way the sun is at the day's beginning in Vietnam: 0 from the spring equinox."""
    t = (julian - 0.5 - _ZONE - _EPOCH_JULIAN) / 36525
    rad = pi / 180
    anomaly = 357.52910 + 35999.05030 * t - 0.0001559 * t * t - 0.00000048 * t * t * t
    mean = 280.46645 + 36000.76983 * t + 0.0003032 * t * t
    middle = (1.914600 - 0.004817 * t - 0.000014 * t * t) * sin(anomaly * rad)
    middle += (0.019993 - 0.000101 * t) * sin(2 * anomaly * rad) + 0.000290 * sin(3 * anomaly * rad)
    longitude = (mean + middle) * rad
    return floor((longitude - 2 * pi * floor(longitude / (2 * pi))) / pi * 6)


@lru_cache(maxsize=512)
def _eleventh(year: int) -> int:
    """Julian day on which the month of that year's winter solstice begins."""
    count = floor((_julian(date(year, 12, 31)) - 2415021) / _MONTH)
    start = _new_moon(count)
    return _new_moon(count - 1) if _sun_sector(start) >= 9 else start


@lru_cache(maxsize=512)
def _leap_after(eleventh: int) -> int:
    """Which month after the eleventh has no principal term."""
    count = floor((eleventh - _FIRST_NEW_MOON) / _MONTH + 0.5)
    at, sector = 1, _sun_sector(_new_moon(count + 1))
    last = -1
    while at < 14 and sector != last:
        last, at = sector, at + 1
        sector = _sun_sector(_new_moon(count + at))
    return at - 1
