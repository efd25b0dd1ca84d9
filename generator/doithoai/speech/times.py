"""Hours and durations: 7h30', 14:30, 8g, 19h45 phút, 5:20:35, 3p20s."""

from __future__ import annotations

import re

from doithoai.speech.numbers import cardinal
from doithoai.speech.options import Options
from doithoai.speech.rules import DASH, END, Found, doubtful, rule
from doithoai.speech.spans import Reading

_HOUR = r"(?:[01]?\d|2[0-4])"
_MINUTE = r"[0-5]\d"
_PRIME = r"(?: ?(?:phút|ph|p|['’′])(?!\w))?"
_MARK = r" ?(?:[hHgG]|giờ)"
_CLOCK = re.compile(
    rf"(?P<h>{_HOUR})(?:{_MARK}(?: ?|:)(?P<m1>{_MINUTE}){_PRIME}|:(?P<m2>{_MINUTE})(?::(?P<s>{_MINUTE}))?{_PRIME}"
    rf"|{_MARK} ?(?P<m3>\d)(?: ?phút|['’′])|(?: ?[hH]|[gG]| giờ)){END}(?![:]\d)(?P<half> ?[AaPp][Mm]{END})?"
)
_SOUTHERN_CUE = re.compile(
    r"(?:họp|khai mạc|bắt đầu|thời gian:?|ngày [\d/]{1,10},?|lúc|"
    r"từ|đến|trước|sau|vào|hồi|sáng|trưa|chiều|tối|khoảng|giờ|phút|-|–) ?$"
)


def _clock(hours: str, minutes: str, seconds: str, options: Options) -> str:
    """Nothing is said of zero minutes."""
    spoken = f"{cardinal(int(hours), options)} giờ"
    for value, unit in ((minutes, "phút"), (seconds, "giây")):
        if value and int(value):
            spoken += f" {cardinal(int(value), options)} {unit}"
    return spoken


def _time(found: Found) -> str | None:
    """An hour written "8g" is grams unless the context or a minute says otherwise."""
    match = found.match
    minutes = match["m1"] or match["m2"] or match["m3"] or ""
    grams = not minutes and found.written[-1] in "gG" and found.written[0] != "0"
    if grams and not _SOUTHERN_CUE.search(found.before) and not _HOUR_FOLLOWS.match(found.after):
        return None
    return _clock(match["h"], minutes, match["s"] or "", found.options) + _part_of_day(found)


def _hours_or_grams(found: Found) -> Reading | None:
    """14g with nothing that tells an hour from a weight; 5g muối is one."""
    if found.number("n") > _LAST_HOUR or _WEIGHED_BEFORE.search(found.before) or _WEIGHED_AFTER.match(found.after):
        return None
    spoken = f"{cardinal(found.number('n'), found.options)} gam"
    return doubtful(spoken, "viết tắt", "“g” có thể là giờ hoặc gam", "Viết đủ chữ")


_LAST_HOUR = 24
_WEIGHED_BEFORE = re.compile(
    r"(?:nặng|cân|liều|gói|lượng|chứa|có|khối|thêm|cho|trộn|uống|ăn|với|\d ?[-–x/]|hộp|vàng|loại) $", re.IGNORECASE
)
_WEIGHED_AFTER = re.compile(
    r"/|[-–x]\d| (?:đường|muối|bột|gạo|thịt|cá|rau|thuốc|vàng|chất|đạm|sữa|mỗi|một|trên|trong|ma túy|heroin|"
    r"tinh|hạt|phân|bơ|dầu|mỡ|gừng|tỏi|đậu|lạc|kẹo|bánh|nguyên|kali|urê|NPK|thuốc nổ)\b"
)


def _impossible(found: Found) -> Reading | None:
    """25h30, 12:60: said as written, and flagged. 48h is a length, 12:60 after "tỷ lệ" is none."""
    hours, minutes = found.number("h"), found.part("m")
    if not minutes and (hours % 12 == 0 or _LENGTH_BEFORE.search(found.before) or _LENGTH_AFTER.match(found.after)):
        return None
    if found.part("colon") and (_SCALE_BEFORE.search(found.before) or not _looks_like_clock(found)):
        return None
    if hours <= _LAST_HOUR and (not minutes or int(minutes) <= _LAST_MINUTE):
        return None
    tail = f" {cardinal(int(minutes), found.options)} phút" if minutes else ""
    spoken = f"{cardinal(hours, found.options)} giờ{tail}"
    return doubtful(spoken, "giờ", "không có giờ này", "Xem lại giờ, phút")


def _looks_like_clock(found: Found) -> bool:
    """12:60, lúc 8:75; no 83:79, and no 1:75."""
    if found.number("h") > _LAST_HOUR:
        return int(found.part("m")) <= _LAST_MINUTE and bool(_SOUTHERN_CUE.search(found.before))
    return len(found.part("h")) > 1 or bool(_SOUTHERN_CUE.search(found.before))


_LAST_MINUTE = 59
_LENGTH_BEFORE = re.compile(
    r"(?:trong|dài|khoảng|hơn|gần|sau|suốt|đủ|tổng(?: số)?|mất|qua|mỗi|quá|tối đa|tối thiểu|thêm|học|làm|dạy) $",
    re.IGNORECASE,
)
_LENGTH_AFTER = re.compile(r"/| (?:học|làm|liên tục|một|mỗi|bay|tự học|tập huấn|đồng hồ|qua|tới|lao động)\b")
_SCALE_BEFORE = re.compile(r"(?:t[ỷỉ] (?:lệ|số)|bản đồ|thắng|thua|hòa|hoà) ?:? $", re.IGNORECASE)


def _part_of_day(found: Found) -> str:
    """7:30 PM."""
    half, hour = found.part("half").strip().upper(), found.number("h") % 12
    if not half:
        return ""
    return " sáng" if half == "AM" else " trưa" if not hour else " chiều" if hour < 6 else " tối"


def _dotted_hour(found: Found) -> str | None:
    """lúc 7.30."""
    if not re.search(r"(?:lúc|hồi) $", found.before, re.IGNORECASE):
        return None
    return _clock(found.part("h"), found.part("m"), "", found.options)


_HOUR_FOLLOWS = re.compile(
    rf"{DASH}{_HOUR}[gGhH:]| (?:ngày|sáng|trưa|chiều|tối|đêm|thứ|chủ nhật|hàng ngày|kém|đến|"
    r"họp|tại|ở|khai mạc|bắt đầu)\b"
)


def _open_range(found: Found) -> str:
    """8 - 11h30: the first has no mark of its own."""
    return f"{cardinal(found.number('h'), found.options)} giờ đến "


def _duration(found: Found) -> str:
    """3p20s, 30p."""
    options = found.options
    spoken = f"{cardinal(found.number('m'), options)} phút"
    seconds = found.part("s")
    return spoken + (f" {cardinal(int(seconds), options)} giây" if seconds and int(seconds) else "")


def _one_digit(found: Found) -> str:
    """7h5 has lost its zero."""
    return _clock(found.part("h"), found.part("m"), "", found.options)


def _minutes(found: Found) -> str:
    return f"{cardinal(found.number('m'), found.options)} phút"


def _around_the_clock(found: Found) -> str:
    tail = " giờ" if found.part("h") else ""
    return " trên ".join(cardinal(int(part), found.options) for part in re.findall(r"\d+", found.part("n"))) + tail


RULES = (
    rule("time", "d", rf"(?P<n>24h?/(?:24|7))(?P<h> ?h)?{END}", _around_the_clock),
    rule("time", "d", rf"(?P<h>{_HOUR})\.(?P<m>[0-5][05])(?![\d.,/%])", _dotted_hour),
    rule("time", "d", rf"(?P<h>{_HOUR}){DASH}(?={_HOUR}(?:[hHgG:]\d\d| ?h{END}| giờ))", _open_range),
    rule("time", "d", _CLOCK.pattern, _time),
    rule("time", "d", rf"(?P<h>{_HOUR})[hH](?P<m>\d){END}", _one_digit),
    rule("time", "d", rf"(?P<n>\d{{1,2}})g{END}", _hours_or_grams),
    rule(
        "time",
        "d",
        rf"(?P<h>\d{{1,2}})(?:(?P<colon>:)|[hHgG])(?P<m>(?:(?<=:)|(?<=[hHgG]))\d\d|(?<=[hH])){END}"
        r"(?![:]\d)",
        _impossible,
    ),
    rule("time", "d", rf"(?P<m>\d{{1,2}})p(?:(?P<s>\d\d?)s)?{END}", _duration),
    rule("time", "d", r"(?P<m>\d{1,3})['’′](?!\w)", _minutes),
)
