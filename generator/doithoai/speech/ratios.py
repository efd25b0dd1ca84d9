"""Two numbers with a slash or a colon: ratios (10/12 kiến nghị), fractions (2/3 diện tích), scales (1:500)."""

from __future__ import annotations

import re

from doithoai.speech.numbers import cardinal, day, month, whole
from doithoai.speech.options import Options
from doithoai.speech.rules import Found, doubtful, rule
from doithoai.speech.spans import Reading

_COUNTABLE = re.compile(
    r" (?:kiến nghị|ý kiến|tổ|thôn|xóm|bản|ấp|khu|hồ sơ|vụ|việc|chỉ tiêu|phường|xã|hộ|đơn|cuộc|trường|chi bộ|"
    r"nhiệm vụ|đồng chí|đảng viên|người|học sinh|lớp|buổi|phiếu|đề xuất|nội dung|câu hỏi|tiêu chí|công trình|dự án|"
    r"mục tiêu|điểm)\b"
)


def below(number: int, options: Options) -> str:
    """What follows "phần": hai, ba, tư."""
    return "tư" if number == 4 else cardinal(number, options)


def _ratio(found: Found) -> Reading | str:
    """10/12 kiến nghị: "trên"; 2/3, 3/4 diện tích: "phần". More than a whole, among words, is a day: họp 15/5."""
    options, above, bottom = found.options, found.number("a"), found.number("b")
    over = f"{cardinal(above, options)} trên {cardinal(bottom, options)}"
    if bottom < above <= 31 and 0 < bottom <= 12 and (found.before or found.after.strip(".")):
        spoken = f"ngày {day(above, options)} tháng {month(bottom, options)}"
        return doubtful(spoken, "số", "được đọc là ngày tháng", "Viết thêm chữ “ngày”", 0.7)
    if _COUNTABLE.match(found.after) or bottom > 10 or bottom == 0:
        return over
    spoken = f"{cardinal(above, options)} phần {below(bottom, options)}"
    if above > 31 or _SHARED.match(found.after) or _REACHED.search(found.before):
        return spoken
    return doubtful(
        spoken, "số", "có thể là phân số, có thể là ngày tháng", "Nếu là ngày thì viết thêm chữ “ngày”", 0.7
    )


_REACHED = re.compile(r"(?:chiếm|đạt|gần|hơn|khoảng|quá|được|còn|trên|dưới|ít nhất|tối thiểu) $", re.IGNORECASE)
_SHARED = re.compile(r" (?:số|tổng|diện tích|dân số|quãng|chiều|thời gian|thành viên|đại biểu|chặng|nhà|mức)\b")


def _mixed(found: Found) -> str | None:
    """5 1/2: a whole and a part of one."""
    if found.number("a") >= found.number("b"):
        return None
    options = found.options
    part = f"{cardinal(found.number('a'), options)} phần {below(found.number('b'), options)}"
    return f"{whole(found.part('n'), options)} và {part}"


def _chain(found: Found) -> Reading:
    """8/25/3 that is no date and no address."""
    spoken = " trên ".join(whole(part, found.options) for part in re.findall(r"\d+", found.written))
    return doubtful(spoken, "số", "không rõ là ngày, địa chỉ hay tỷ số", "Viết rõ thành lời")


def _divided(found: Found) -> str | None:
    """tỷ lệ 1:500."""
    return f"{whole(found.part('a'), found.options)} trên {whole(found.part('b'), found.options)}"


RULES = (
    rule("fraction", "d", r"(?P<n>\d{1,4}) (?P<a>\d)/(?P<b>\d)(?![\d/.,])", _mixed),
    rule("fraction", "d", r"(?P<a>\d{1,6})/(?P<b>\d{1,6})(?![\d/])", _ratio),
    rule("fraction", "d", r"\d+(?:/\d+){2,40}", _chain),
    rule("fraction", "d", r"(?P<a>\d{1,3}):(?P<b>\d{1,6})(?![\d:])", _divided),
)
