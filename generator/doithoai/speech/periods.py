"""Months, quarters, years, their ranges; weekdays."""

from __future__ import annotations

import re

from doithoai.speech.dates import AND, COUNT_FOLLOWS, COUNTED, MONTH, STOP, YEAR, listed, said_comma, spoken_date
from doithoai.speech.numbers import cardinal, month, ordinal, roman
from doithoai.speech.rules import DASH, END, Found, doubtful, rule
from doithoai.speech.spans import Reading

_ROMAN_QUARTER = "(?:IV|I{1,3}|iv|i{1,3}|[1-4])"


def _months(found: Found) -> str | None:
    """`tháng 4 - 6/2024`, `tháng 4, 5`, `tháng 6/2024`, `tháng 4`; "mỗi tháng 4 buổi", "3 tháng 2 lần" are counts."""
    counts = COUNTED.search(found.before) or COUNT_FOLLOWS.match(found.after)
    if not found.part("y") and (counts or _LENGTH.search(found.before)):
        return None
    spoken = listed(found.part("months"), "tháng", month, found.options)
    year = f" {spoken_date('', '', found.part('y'), found.options)}" if found.part("y") else ""
    return found.part("lead") + spoken[len("tháng") :] + year


_LENGTH = re.compile(r"(?<!tuần )(?<!đợt )(?<!kỳ )(?<!ngày )(?<!lần )(?<!vụ )\b\d{1,2} $", re.IGNORECASE)
"""6 tháng 4 …; but "tuần 4 tháng 4"."""


def _short_month(found: Found) -> str:
    """T4/2025."""
    return spoken_date("", found.part("m"), found.part("y"), found.options)


def _numbered_of_year(found: Found) -> str:
    """đợt 1/2025, kỳ II/2025."""
    number = found.part("n")
    said = cardinal(int(number) if number.isdigit() else roman(number), found.options)
    return f"{found.part('lead')} {said} {spoken_date('', '', found.part('y'), found.options)}"


def _quarters(found: Found) -> str:
    spoken = found.part("lead")
    for part, dash, comma in re.findall(rf"(\w+)|({DASH})|(, ?| và |{AND})", found.part("quarters")):
        number = int(part) if part.isdigit() else roman(part)
        spoken += f" {cardinal(number, found.options)}" if part else f" đến {found.part('lead').lower()}" * bool(dash)
        spoken += said_comma(comma)
    return spoken + (f" {spoken_date('', '', found.part('y'), found.options)}" if found.part("y") else "")


def _months_apart(found: Found) -> str:
    """12/2026-1/2027, T1-T3/2026."""
    first = spoken_date("", found.part("m1"), found.match.groupdict().get("y1") or "", found.options)
    lead = found.match.groupdict().get("lead") or first[: len("tháng")]
    return f"{lead}{first[len('tháng') :]} đến {spoken_date('', found.part('m'), found.part('y'), found.options)}"


def _named_range(found: Found) -> str | None:
    """Thứ Hai - thứ Sáu, quý III - quý IV: the same word stands on both sides."""
    before = _NAMED_END.search(found.before)
    after = _NAMED_BEGIN.match(found.after)
    if not before or not after:
        return None
    days = [(one["day"] or "").casefold() for one in (before, after)]
    leads = [(one["lead"] or "").casefold() for one in (before, after)]
    return " đến " if all(days) or (leads[0] and leads[0] == leads[1]) else None


_NAMED = (
    r"(?:(?P<day>thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)|"
    r"(?P<lead>quý|khóa|khoá|kỳ|đợt|giai đoạn|chương|phần|cấp|hạng|nhóm) (?:[IVX]{1,5}|\d{1,2}))"
)
_NAMED_END, _NAMED_BEGIN = re.compile(rf"\b{_NAMED} ?$", re.IGNORECASE), re.compile(rf"{_NAMED}{END}", re.IGNORECASE)


def _unsure_short(found: Found) -> Reading | None:
    """T3, Q4 with nothing near that tells what they are."""
    if _PLACE_BEFORE.search(found.before):
        return None
    letter, number = found.part("letter"), found.number("n")
    choice = "thứ hay tháng" if letter == "T" else "quý hay quận"
    spoken = f"{letter} {cardinal(number, found.options)}"
    return doubtful(spoken, "viết tắt", f"không rõ “{found.written}” là {choice}", "Viết đủ chữ")


_PLACE_BEFORE = re.compile(
    r"(?:ga|tòa|toà|lô|khu|đường|phòng|xe|nhà|khối|cổng|tầng|mã|số|mẫu|dãy|trạm|điểm|tuyến|ký hiệu|ô|máy|loại|hạng) $",
    re.IGNORECASE,
)


def _quarter_of_year(found: Found) -> str:
    """Q4/2026."""
    number = found.part("n")
    quarter = int(number) if number.isdigit() else roman(number)
    return f"quý {cardinal(quarter, found.options)} {spoken_date('', '', found.part('y'), found.options)}"


def _month_of_year(found: Found) -> str | None:
    """12/2026; but a map is drawn 1/2000."""
    if _SCALE.search(found.before):
        return None
    return spoken_date("", found.part("m"), found.part("y"), found.options)


_SCALE = re.compile(r"(?:t[ỷỉ] lệ|bản đồ|bản vẽ|quy hoạch|sơ đồ)(?: chi tiết)? ?:? ?$", re.IGNORECASE)


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


LEADS = ("tháng", "quý", "quí", "thứ", "đợt", "kỳ", "học kỳ", "kỳ họp", "lần", "buổi", "phiên", "tuần", "vụ")

RULES = (
    rule("date", "w", rf"(?P<lead>[Tt]háng|THÁNG) (?P<months>{MONTH}(?:(?:{DASH}|, ?| và |{AND}){MONTH}){{0,11}})"
         rf"(?:(?: ?[/-] ?| năm | )(?P<y>{YEAR}))?{STOP}", _months),
    rule("date", "w", rf"(?P<lead>[Qq]u[ýí]|QU[ÝÍ]) "
         rf"(?P<quarters>{_ROMAN_QUARTER}(?:(?:{DASH}|, ?| và |{AND}){_ROMAN_QUARTER})*)"
         rf"(?![\w])(?:(?: ?[/.-] ?| năm )(?P<y>{YEAR}))?{STOP}", _quarters),
    rule("date", "w", rf"T[.]?(?P<m1>{MONTH}){DASH}T?[.]?(?P<m>{MONTH})[/.](?P<y>20\d\d){STOP}", _months_apart),
    rule("date", "w", rf"Q[.]?(?P<n>[1-4]|IV|I{{1,3}})[/.-](?P<y>20\d\d){STOP}", _quarter_of_year),
    rule("date", "w", rf"T[.]?(?P<m>{MONTH})[/.-](?P<y>20\d\d){STOP}", _short_month),
    rule("date", "w", r"(?P<lead>(?i:đợt|kỳ|học kỳ|kỳ họp|lần|buổi|phiên|tuần|vụ)) (?P<n>\d{1,2}|[IVX]{1,4})"
         rf"/(?P<y>20\d\d){STOP}", _numbered_of_year),
    rule("date", "wd", rf"(?:(?P<lead>[Tt]háng) )?(?P<m1>{MONTH})/(?P<y1>20\d\d){DASH}(?:tháng )?"
         rf"(?P<m>{MONTH})/(?P<y>20\d\d){STOP}", _months_apart),
    rule("range", "s", DASH, _named_range),
    rule("date", "d", rf"(?P<m>{MONTH})/(?P<y>(?:19|20)\d\d){STOP}", _month_of_year),
    rule("date", "d", rf"(?P<y1>(?:19|20)\d\d)(?:{DASH}|/)(?P<y>(?:19|20)\d\d){STOP}", _years),
    rule("weekday", "w", rf"(?P<lead>[Tt]hứ|THỨ) (?P<days>[2-7](?:(?:{DASH}|, ?| và |, và )[2-7](?![\d/]))*)"
         rf"{END}{STOP}", _weekdays),
    rule("weekday", "w", rf"(?:T(?P<d>[2-7])|CN){END}(?!/)", _short_weekday),
    rule("code", "w", rf"(?P<letter>[TQ])(?P<n>[1-9]|1[0-2]){END}(?![/&+-]\w|[.,]\d)", _unsure_short),
)  # fmt: skip
