"""How a deadline explains itself: one sentence that says the day, how it was counted, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from doithoai.domain.dates import WEEKDAYS, weekday
from doithoai.domain.workdays import Calendar, Count, passed_over

CIVIL_CODE = "cách tính của Bộ luật Dân sự 2015, Điều 147 và 148"
"""What stands behind a period that no rule of its own explains."""

_WEEKEND = WEEKDAYS[5:]


def full_day(day: date) -> str:
    """`thứ Sáu 27/02/2026`."""
    return f"{weekday(day)} {day:%d/%m/%Y}"


def counted_sentence(counted: Count, calendar: Calendar, event: str, basis: str) -> str:
    """`Hạn: thứ Sáu 27/02/2026 (07 ngày làm việc sau hội nghị 11/02/2026; không tính …; theo …)`."""
    parts = (
        f"{counted.offset} {event} {counted.start:%d/%m/%Y}",
        _skipped(counted, calendar),
        _made_up(counted),
        _moved(counted, calendar),
        _doubts(counted),
        f"theo {basis}",
    )
    return f"Hạn: {full_day(counted.due)} ({'; '.join(part for part in parts if part)})"


HOLIDAYS_NAMED = 6
"""More holidays than this are counted and not named: nobody can follow such a sentence."""


def _skipped(counted: Count, calendar: Calendar) -> str:
    names = passed_over(counted.skipped, calendar) if counted.offset.working else []
    weekends = [name for name in names if name in _WEEKEND]
    if len(names) - len(weekends) > HOLIDAYS_NAMED:
        days = sum(calendar.name_of(day) not in _WEEKEND for day in counted.skipped)
        names = [*weekends, f"{days} ngày nghỉ lễ, Tết {_years(day.year for day in counted.skipped)}"]
    return f"không tính {_listed(names)}" if names else ""


def _years(found: Iterable[int]) -> str:
    """`năm 2027`; `các năm 2027–2040`."""
    years = sorted(set(found))
    return f"năm {years[0]}" if len(years) == 1 else f"các năm {years[0]}–{years[-1]}"


def _listed(names: list[str]) -> str:
    """Weekdays with commas; holidays after them, the last with “và”."""
    if len(names) < 2 or names[-1] == "Chủ nhật":
        return ", ".join(names)
    return f"{', '.join(names[:-1])} và {names[-1]}"


def _made_up(counted: Count) -> str:
    days = ", ".join(f"{weekday(day)} {day:%d/%m}" for day in counted.made_up)
    return f"tính cả {days} làm bù" if days else ""


def _moved(counted: Count, calendar: Calendar) -> str:
    if counted.raw == counted.advised:
        return ""
    off = f"{counted.raw:%d/%m/%Y} là ngày nghỉ ({calendar.name_of(counted.raw)})"
    if counted.offset.after:
        return f"ngày cuối {off} nên dời sang ngày làm việc tiếp theo"
    return f"{off} nên cần xong từ {full_day(counted.advised)}"


def _doubts(counted: Count) -> str:
    years = {day.year for day, why in counted.doubts if why.startswith("lịch nghỉ")}
    reasons = [f"{day:%d/%m/%Y} ({why}) có thể là ngày nghỉ" for day, why in counted.doubts if day.year not in years]
    reasons += [f"chưa có lịch nghỉ chính thức {_years(years)}"] if years else []
    return f"tạm tính: {', '.join(reasons)}" if reasons else ""


def dated_sentence(counted: Count, calendar: Calendar, term: str, basis: str) -> str:
    """`Hạn: thứ Tư 31/01/2024 (trước ngày 01/02 hằng năm; theo …)`."""
    parts = (term, _moved(counted, calendar), _doubts(counted), f"theo {basis}")
    return f"Hạn: {full_day(counted.due)} ({'; '.join(part for part in parts if part)})"


def promised_sentence(due: date) -> str:
    """A day that the record itself names."""
    return f"Hạn: {full_day(due)} (ngày ghi trong hồ sơ)"
