"""Two numbers with a slash or a colon: ratios (10/12 kiến nghị), fractions (2/3 diện tích), scales (1:500)."""

from __future__ import annotations

import re

from doithoai.speech.numbers import AMOUNT, amount, cardinal, day, month, whole
from doithoai.speech.options import Options
from doithoai.speech.rules import Found, doubtful, rule
from doithoai.speech.spans import Reading

COUNTABLE = re.compile(
    r" (?:kiến nghị|ý kiến|tổ|thôn|xóm|bản|ấp|khu|hồ sơ|vụ|việc|chỉ tiêu|phường|xã|hộ|đơn|cuộc|trường|chi bộ|"
    r"nhiệm vụ|đồng chí|đảng viên|người|học sinh|lớp|buổi|phiếu|đề xuất|nội dung|câu hỏi|tiêu chí|công trình|dự án|"
    r"mục tiêu|điểm)\b"
)
_RARELY_COUNTED = re.compile(
    r" (?:mô hình|tiêu chuẩn|đề án|gói thầu|cán bộ|em|cháu|hội viên|đoàn viên|gia đình|chi hội|đơn vị|cơ sở|"
    r"doanh nghiệp|lĩnh vực|thủ tục|quận|huyện|tỉnh|đội|nhóm|nước|môn|bài|câu|trận|phần|tuyến|hạng mục|giải pháp|"
    r"văn bản|kế hoạch|nghị quyết|chương trình|cụm|khối|ngành|đảng bộ|tháng|tuần)\b"
)


FEASTS = frozenset(
    {(1, 1), (3, 2), (27, 2), (8, 3), (26, 3), (30, 4), (1, 5), (7, 5), (19, 5), (1, 6), (21, 6), (28, 6), (27, 7),
     (19, 8), (2, 9), (10, 10), (13, 10), (14, 10), (20, 10), (9, 11), (18, 11), (20, 11), (22, 12), (31, 12)}
)  # fmt: skip
"""Days that are known by their numbers, so that 2-9 is one."""
_PARTS_OF_A_WHOLE = FEASTS & {(1, 1), (1, 5), (1, 6), (10, 10)}


def below(number: int, options: Options) -> str:
    """What follows "phần": hai, ba, tư."""
    return "tư" if number == 4 else cardinal(number, options)


def _ratio(found: Found) -> Reading | str:
    """10/12 kiến nghị: "trên"; 2/3, 3/4 diện tích: "phần". More than a whole, among words, is a day: họp 15/5."""
    above, bottom = found.number("a"), found.number("b")
    options = found.options
    over = f"{cardinal(above, options)} trên {cardinal(bottom, options)}"
    if _NUMBERED_BY_TWO.search(found.before):
        return over
    if _can_be_a_day(found, above, bottom):
        spoken = f"ngày {day(above, options)} tháng {month(bottom, options)}"
        return doubtful(spoken, "số", "được đọc là ngày tháng", "Viết thêm chữ “ngày”", 0.7)
    if COUNTABLE.match(found.after) or bottom > 10 or bottom in (0, above):
        if not 10 < bottom <= 12 or not 0 < above <= 31 or counts_follow(found.after) or _REACHED.search(found.before):
            return over
        return doubtful(
            over, "số", "có thể là tỷ số, có thể là ngày tháng", "Nếu là ngày thì viết thêm chữ “ngày”", 0.6
        )
    spoken = f"{cardinal(above, options)} phần {below(bottom, options)}"
    if above > 31 or _SHARED.match(found.after) or _REACHED.search(found.before):
        return spoken
    if _TIME_FOLLOWS.match(found.after):
        return spoken if (above, bottom) in _COMMON_PARTS else over
    return doubtful(
        spoken, "số", "có thể là phân số, có thể là ngày tháng", "Nếu là ngày thì viết thêm chữ “ngày”", 0.7
    )


_NUMBERED_BY_TWO = re.compile(r"\b(?:lớp|bậc|tổ|khối|dãy|lô|thửa|ô|căn|đội|nhóm) $", re.IGNORECASE)
"""lớp 5/6, bậc 3/7, lô 12/5."""


def _spaced(found: Found) -> str | None:
    """10 / 12 kiến nghị."""
    over = " trên ".join(whole(found.part(part), found.options) for part in "ab")
    return over if counts_follow(found.after) else None


def _can_be_a_day(found: Found, above: int, bottom: int) -> bool:
    """15/6 among words; 30/4, 05/6 wherever nothing is counted."""
    if not (0 < bottom <= 12 and 0 < above <= 31):
        return False
    if COUNTABLE.match(found.after) or _SHARED.match(found.after) or _REACHED.search(found.before):
        return bottom < above
    known = (above, bottom) in FEASTS - _PARTS_OF_A_WHOLE or "0" in (found.part("a")[0], found.part("b")[0])
    among_words = bool(found.before or found.after.strip("."))
    return known or (among_words and (bottom < above or (bottom > 10 and bool(_NOTHING_FOLLOWS.match(found.after)))))


_REACHED = re.compile(
    r"(?:chiếm|đạt|gần|hơn|khoảng|quá|được|còn|trên|dưới|ít nhất|tối thiểu|t[ỷỉ] lệ|giảm|tăng|bằng|thêm) $",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r" (?:số|tổng|diện tích|dân số|quãng|chiều|thời gian|thành viên|đại biểu|chặng|nhà|mức|giá trị|"
    r"khối lượng|đường|đoạn|kinh phí|giá|suất)\b"
)


def counts_follow(after: str) -> bool:
    """Something is counted or shared after two numbers with a slash."""
    return bool(
        COUNTABLE.match(after) or _RARELY_COUNTED.match(after) or _SHARED.match(after) or re.match(r" ?%", after)
    )


_NOTHING_FOLLOWS = re.compile(r" ?(?:$|[.,;:!?)…–—-])")
_TIME_FOLLOWS = re.compile(r" (?:ngày|giờ|buổi|tháng|năm|tuần)\b")
_COMMON_PARTS = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4)}


def _of_amounts(found: Found) -> str:
    """1.230/1.234 hồ sơ, 15,6/20 tỷ đồng, tỷ lệ 1/2.000."""
    above, bottom = (amount(found.part(name), found.options) for name in ("a", "b"))
    return f"{above} trên {bottom}"


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
    rule("fraction", "d", rf"(?=[\d/]{{1,20}}[.,]\d)(?P<a>{AMOUNT})/(?P<b>{AMOUNT})(?!/)", _of_amounts),
    rule("fraction", "d", r"(?P<a>\d{1,6})/(?P<b>\d{1,6})(?![\d/])", _ratio),
    rule("fraction", "d", r"(?P<a>\d{1,6}) / (?P<b>\d{1,6})(?! ?[\d/])", _spaced),
    rule("fraction", "d", r"\d+(?:/\d+){2,40}", _chain),
    rule("fraction", "d", r"(?P<a>\d{1,3}):(?P<b>\d{1,6})(?![\d:])", _divided),
)
