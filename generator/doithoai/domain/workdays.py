"""Working days, and how a period is counted in them.

The day that sets a period going never counts (Bộ luật Dân sự 2015, Điều 147). A period of calendar days that ends on a
day off ends on the next working day (Điều 148); one that is counted back keeps its day, and the working day before it
is advised. Of a year whose days off are not announced the law's own holidays are worked out and everything counted in
it is provisional, never silently weekends alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType

from msgspec import Struct

from doithoai.domain.dates import FIRST_YEAR, LAST_YEAR, WEEKDAYS, weekday
from doithoai.domain.days_off import Instead, LawfulDays, Off, OffDays, OffYear, YearlyHoliday, YearStatus
from doithoai.domain.faults import Fault
from doithoai.domain.lunar import lunar
from doithoai.problems import shorten

_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6

Days = Mapping[date, str]
"""Days with the name of what they are."""


class Year(Struct, frozen=True):
    """One year: weekdays off, weekend days worked, days that may be off; `announced`: nobody had to work it out."""

    off: Days
    worked: Days
    tentative: Days
    announced: bool


class Calendar(Struct, frozen=True, dict=True):
    """Announced years, the law for all others, and local exceptions, the last of which wins."""

    years: Mapping[int, Year]
    law: LawfulDays
    local: tuple[Year, ...] = ()

    def is_working(self, day: date) -> bool:
        """Whether offices are open: no weekend or day off, or a day worked instead of another."""
        for exception in reversed(self.local):
            if day in exception.worked:
                return True
            if day in exception.off:
                return False
        year = self.year(day.year)
        return day in year.worked if day.weekday() >= _SATURDAY else day not in year.off

    def name_of(self, day: date) -> str:
        """Why a day is off: `thứ Bảy`, `Chủ nhật`, `nghỉ Tết`; empty where nothing says so."""
        named = next((one.off[day] for one in reversed(self.local) if day in one.off), None)
        return named or self.year(day.year).off.get(day) or (weekday(day) if day.weekday() >= _SATURDAY else "")

    def doubt_of(self, day: date) -> str:
        """Why it is not certain that a day is worked or not; empty where it is."""
        if any(day in one.off or day in one.worked for one in self.local):
            return ""
        year = self.year(day.year)
        doubts = (one.tentative[day] for one in (*reversed(self.local), year) if day in one.tentative)
        return next(doubts, "" if year.announced else f"lịch nghỉ năm {day.year}")

    def year(self, number: int) -> Year:
        """The announced year, else what the law gives."""
        announced = self.years.get(number)
        if announced:
            return announced
        if number not in self._worked_out:
            self._worked_out[number] = lawful_year(number, self.law)
        return self._worked_out[number]

    @cached_property
    def _worked_out(self) -> dict[int, Year]:
        """Years that nobody has announced, as far as they were asked for."""
        return {}

    def next_working(self, day: date) -> date:
        """The day itself or the first working day after it."""
        return next(one for one in _from(day, _DAY) if self.is_working(one))

    def last_working(self, day: date) -> date:
        """The day itself or the last working day before it."""
        return next(one for one in _from(day, -_DAY) if self.is_working(one))


def calendar_of(years: Iterable[OffYear], law: LawfulDays, local: Iterable[OffDays] = ()) -> Calendar:
    """A calendar of what was read; of two files of one year the later wins."""
    known = {one.year: _year(one, one.status is YearStatus.ANNOUNCED) for one in years}
    return Calendar(MappingProxyType(known), law, tuple(_year(one, announced=True) for one in local))


def _year(days: OffDays, announced: bool) -> Year:
    worked = {day: "làm bù" for one in days.worked for day in _days(one.when.first, one.when.last)}
    return Year(_named(days.offs), worked, _named(days.tentative), announced)


def _named(offs: Iterable[Off]) -> dict[date, str]:
    return {day: one.name for one in offs for day in _days(one.when.first, one.when.last)}


def _days(first: date | None, last: date | None) -> Iterator[date]:
    while first and last and first <= last:
        yield first
        first += _DAY


def _from(day: date, step: timedelta) -> Iterator[date]:
    while FIRST_YEAR <= day.year <= LAST_YEAR:
        yield day
        day += step
    what = f"ngày tính ra nằm ngoài các năm {FIRST_YEAR}–{LAST_YEAR}"
    raise Fault("out-of-range", what, "xem lại ngày bắt đầu và số ngày")


def lawful_year(number: int, law: LawfulDays) -> Year:
    """What the law gives in a year that nobody has announced."""
    holidays = [one for one in law.holidays if one.since <= number]
    certain = {day: one for one in holidays if one.certain for day in _celebrated(one, number)}
    tentative = {day: one.name for one in holidays if not one.certain for day in _celebrated(one, number)}
    off = {day: one.name for day, one in certain.items()}
    for day, one in sorted(certain.items()):
        if day.weekday() >= _SATURDAY:
            back = one.instead is Instead.BOTH and day.weekday() == _SATURDAY
            off[_free_weekday(day, -_DAY if back else _DAY, off)] = one.name
    weekdays = {day: name for day, name in off.items() if day.weekday() < _SATURDAY}
    return Year(weekdays, {}, tentative, announced=False)


def left_out(days: OffYear, law: LawfulDays) -> list[tuple[date, str]]:
    """Holidays of the law on a weekday which an announced year does not name: its deadlines would end too soon."""
    named = _named(days.offs)
    holidays = (one for one in law.holidays if one.certain and one.since <= days.year)
    feasts = ((_feast(one, days.year), one.name) for one in holidays)
    return sorted((day, name) for day, name in feasts if day.weekday() < _SATURDAY and day not in named)


def _free_weekday(day: date, step: timedelta, taken: Mapping[date, str]) -> date:
    return next(one for one in _from(day, step) if one.weekday() < _SATURDAY and one not in taken)


def _celebrated(holiday: YearlyHoliday, year: int) -> Iterator[date]:
    day = _feast(holiday, year)
    nearby = holiday.by_weekday[day.weekday() : day.weekday() + 1]
    return (day + step * _DAY for step in (0, *holiday.around, *nearby))


def _feast(holiday: YearlyHoliday, year: int) -> date:
    if holiday.solar:
        return date(year, holiday.solar[1], holiday.solar[0])
    wanted = holiday.lunar
    return next(one for one in _days(date(year, 1, 1), date(year, 12, 31)) if _is_lunar(one, wanted))


def _is_lunar(day: date, wanted: tuple[int, int] | None) -> bool:
    found = lunar(day)
    return (found.day, found.month) == wanted and not found.leap


class Offset(Struct, frozen=True):
    """So many days, calendar or working ones, after (or before) something."""

    days: int
    working: bool = False
    after: bool = True

    @property
    def unit(self) -> str:
        """`07 ngày làm việc`, as documents write it."""
        return f"{self.days:02d} ngày{' làm việc' if self.working else ''}"

    def __str__(self) -> str:
        return f"{self.unit} {'sau' if self.after else 'trước'}"


_OFFSET = re.compile(r"([+\-\u2212\u2013])\s*(\d{1,4})\s*(wd|d)")
OFFSET_FORMS = "+7wd (07 ngày làm việc sau), -10d (10 ngày trước)"
LONGEST = 3660
"""Days; no rule of public life counts longer."""


def parse_offset(text: str) -> Offset:
    """Read `+7wd` or `-10d`; raises `Fault`."""
    match = _OFFSET.fullmatch(text.strip().lower())
    if not match or not 0 < int(match[2]) <= LONGEST:
        mend = f"viết dấu, số ngày từ 1 đến {LONGEST}, rồi d (ngày) hoặc wd (ngày làm việc): {OFFSET_FORMS}"
        raise Fault("offset", f"“{shorten(text)}” không phải khoảng thời gian", mend)
    return Offset(int(match[2]), match[3] == "wd", match[1] == "+")


class Count(Struct, frozen=True):
    """A period counted from a day.

    `raw` is its last day as counted, `due` the day it lawfully ends on, `advised` the working day by which to have done
    it; `skipped` the days off that were passed over, `doubts` the days that may yet be off, with the reason.
    """

    start: date
    offset: Offset
    raw: date
    due: date
    advised: date
    skipped: tuple[date, ...]
    doubts: tuple[tuple[date, str], ...] = ()
    made_up: tuple[date, ...] = ()
    """Weekend days that are worked and were counted as working days."""

    @property
    def provisional(self) -> bool:
        """Some day within may turn out to be off, or not to be."""
        return bool(self.doubts)


def count(start: date, offset: Offset, calendar: Calendar) -> Count:
    """Count a period; raises `Fault` where it would leave the years that dates may have."""
    counts = calendar.is_working if offset.working else _every
    raw = _nth(offset.days, start, _DAY if offset.after else -_DAY, counts)
    advised = calendar.next_working(raw) if offset.after else calendar.last_working(raw)
    due = advised if offset.after else raw
    within = [day for day in _between(start, advised) if day != start]
    passed = within if offset.working else [day for day in _between(raw, advised) if day != advised]
    skipped = tuple(day for day in passed if not calendar.is_working(day))
    doubts = tuple((day, why) for day in within if (why := calendar.doubt_of(day)))
    made_up = tuple(day for day in within if day.weekday() >= _SATURDAY and calendar.is_working(day))
    return Count(start, offset, raw, due, advised, skipped, doubts, made_up if offset.working else ())


def ending_on(day: date, calendar: Calendar) -> Count:
    """A period whose last day the rule itself names: it keeps that day, and the working day before it is advised."""
    advised = calendar.last_working(day)
    within = _between(advised, day)
    skipped = tuple(one for one in within if not calendar.is_working(one))
    doubts = tuple((one, why) for one in within if (why := calendar.doubt_of(one)))
    return Count(day, Offset(0, after=False), day, day, advised, skipped, doubts)


def _between(one: date, other: date) -> list[date]:
    return list(_days(min(one, other), max(one, other)))


def _every(_day: date) -> bool:
    return True


def _nth(number: int, start: date, step: timedelta, counts: Callable[[date], bool]) -> date:
    for day in _from(start + step, step):
        number -= counts(day)
        if number == 0:
            return day
    raise AssertionError("_from never ends without a fault")


def passed_over(skipped: Iterable[date], calendar: Calendar) -> list[str]:
    """What a sentence calls the days off: `thứ Bảy`, `Chủ nhật`, `nghỉ Tết 16–20/02`."""
    days = sorted(skipped)
    names = {day: calendar.name_of(day) for day in days}
    weekends = [name for name in WEEKDAYS[_SATURDAY:] if name in names.values()]
    return weekends + [f"{name} {_span(first, last)}" for name, first, last in _runs(days, names)]


def _runs(days: list[date], names: Mapping[date, str]) -> list[tuple[str, date, date]]:
    """Days of one name that only weekends part are one holiday."""
    found: list[tuple[str, date, date]] = []
    for day in (one for one in days if names[one] not in WEEKDAYS):
        name = names[day]
        if found and found[-1][0] == name and all(one in names for one in _days(found[-1][2], day)):
            found[-1] = (name, found[-1][1], day)
        else:
            found.append((name, day, day))
    return found


def _span(first: date, last: date) -> str:
    if first == last:
        return f"{last:%d/%m}"
    return f"{first:%d}–{last:%d/%m}" if first.month == last.month else f"{first:%d/%m}–{last:%d/%m}"
