"""Months, quarters, years, their ranges; weekdays."""

from __future__ import annotations

import re

from doithoai.speech.dates import COUNT_FOLLOWS, COUNTED, MONTH, STOP, YEAR, listed, spoken_date
from doithoai.speech.numbers import cardinal, month, ordinal, roman
from doithoai.speech.rules import DASH, END, Found, rule

_ROMAN_QUARTER = "(?:IV|I{1,3}|iv|i{1,3}|[1-4])"


def _months(found: Found) -> str | None:
    """`tháng 4 - 6/2024`, `tháng 4, 5`, `tháng 6/2024`, `tháng 4`; but "mỗi tháng 4 buổi" is a count."""
    if COUNTED.search(found.before) or (not found.part("y") and COUNT_FOLLOWS.match(found.after)):
        return None
    spoken = listed(found.part("months"), "tháng", month, found.options)
    year = f" {spoken_date('', '', found.part('y'), found.options)}" if found.part("y") else ""
    return found.part("lead") + spoken[len("tháng") :] + year


def _quarters(found: Found) -> str:
    spoken = found.part("lead")
    for part, dash, comma in re.findall(rf"(\w+)|({DASH})|(, ?| và )", found.part("quarters")):
        number = int(part) if part.isdigit() else roman(part)
        spoken += f" {cardinal(number, found.options)}" if part else f" đến {found.part('lead').lower()}" * bool(dash)
        spoken += comma.rstrip()
    return spoken + (f" {spoken_date('', '', found.part('y'), found.options)}" if found.part("y") else "")


def _month_of_year(found: Found) -> str:
    return spoken_date("", found.part("m"), found.part("y"), found.options)


def _years(found: Found) -> str | None:
    """2020 - 2025: "đến"; a falling pair is something else."""
    first, second = found.part("y1"), found.part("y")
    if int(second) <= int(first):
        return None
    return f"{cardinal(int(first), found.options)} đến {cardinal(int(second), found.options)}"


def _weekdays(found: Found) -> str:
    """`Thứ 4`, `thứ 2, 4, 6`, `thứ 2 - 6`; "thứ 2 - thứ 6" is two."""
    return found.part("lead") + listed(found.part("days"), "", ordinal, found.options).replace("đến ", "đến thứ")


def _short_weekday(found: Found) -> str | None:
    """`T7` or `CN` beside another day, a date or an hour; alone they can be anything."""
    near = _SHORT_NEAR_BEFORE.search(found.before) or _SHORT_NEAR_AFTER.match(found.after)
    if not near and found.previous not in ("weekday", "date", "time"):
        return None
    number = found.part("d")
    return f"thứ {ordinal(int(number), found.options)}" if number else "chủ nhật"


_SHORT_NEAR_BEFORE = re.compile(r"(?:[Tt]hứ (?:\w+|[2-7])|T[2-7]|sáng|chiều|tối|trưa|ngày|từ|đến|vào|và)[ ,;/&-]*$")
_SHORT_NEAR_AFTER = re.compile(
    r"[ ,;/&-]*(?:T[2-7]\b|CN\b|[(]?\d{1,2}[/hg:]|ngày|hàng tuần|hằng tuần|đến (?:T[2-7]|CN))"
)


LEADS = ("tháng", "quý", "thứ")

RULES = (
    rule("date", "w", rf"(?P<lead>[Tt]háng|THÁNG) (?P<months>{MONTH}(?:(?:{DASH}|, ?| và ){MONTH}){{0,11}})"
         rf"(?:(?: ?[/-] ?| năm | )(?P<y>{YEAR}))?{STOP}", _months),
    rule("date", "w", rf"(?P<lead>[Qq]uý|QUÝ) (?P<quarters>{_ROMAN_QUARTER}(?:(?:{DASH}|, ?| và ){_ROMAN_QUARTER})*)"
         rf"(?![\w])(?:(?: ?[/-] ?| năm )(?P<y>{YEAR}))?{STOP}", _quarters),
    rule("date", "d", rf"(?P<m>{MONTH})/(?P<y>(?:19|20)\d\d){STOP}", _month_of_year),
    rule("date", "d", rf"(?P<y1>(?:19|20)\d\d)(?:{DASH}|/)(?P<y>(?:19|20)\d\d){STOP}", _years),
    rule("weekday", "w", rf"(?P<lead>[Tt]hứ|THỨ) (?P<days>[2-7](?:(?:{DASH}|, ?| và |, và )[2-7](?![\d/]))*)"
         rf"{END}{STOP}", _weekdays),
    rule("weekday", "w", rf"(?:T(?P<d>[2-7])|CN){END}(?!/)", _short_weekday),
)  # fmt: skip
