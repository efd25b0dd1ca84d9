"""Telephone numbers and hotlines, digit by digit."""

from __future__ import annotations

import re

from doithoai.speech.numbers import digits, whole
from doithoai.speech.ratios import COUNTABLE
from doithoai.speech.rules import Found, doubtful, rule
from doithoai.speech.spans import Reading

_BY_NUMBER = r"(?:(?: qua| theo| đến| vào| tới| gọi)? (?:số|máy))?[ :.(]*$"
_KIND = r"(?: (?:di động|bàn|cố định|liên hệ|nóng|Zalo|hỗ trợ|trực|nhà riêng|cơ quan))?"
_CUE = re.compile(
    r"(?:tổng đài(?: quốc gia)?(?: bảo vệ trẻ em)?|đường dây nóng|hotline|"
    rf"(?:điện )?thoại{_KIND}|(?:SĐT|ĐTDĐ|ĐT|DĐ|Tel|Fax|Zalo|Viber|số máy){_KIND}|máy lẻ|nhánh|phím|\bbấm|"
    rf"quay số|đầu số|máy nội bộ|nhắn tin(?: đến| tới| gửi)?|soạn [^.;]{{1,30}}gửi){_BY_NUMBER}",
    re.IGNORECASE,
)
_WEAK_CUE = re.compile(
    r"(?:gọi(?: (?:ngay|điện|cho|lực lượng|cảnh sát|công an))*|cảnh sát(?: \w+){0,3}|cứu hỏa|chữa cháy|"
    r"cấp cứu|khẩn cấp|cứu nạn|cứu hộ|cứu thương|trẻ em|liên hệ|báo tin|y tế|báo (?:ngay|cháy)|phản ánh(?: qua)?|kênh|"
    rf"cổng(?: thông tin)?|hệ thống|PCCC(?:&CNCH)?|CSGT|ứng dụng|app|qua){_BY_NUMBER}",
    re.IGNORECASE,
)
_HOTLINE = re.compile(r"84\d{9}|1[89]00\d{4,6}|11\d|10[2-9]\d|1[89]\d\d|\d{7,8}|\d{3,4}[ .]\d{3,4}[ .\d]*")
_JOINED = re.compile(r"\d(?:[,;] ?| hoặc | và |, hoặc | - | ?/ ?)$")
_NUMBER_AT_END = re.compile(r"[(+]{0,2}\d(?:[\d.()-]| (?=[\d(]))*$")
_SHORTEST, _LONGEST = 8, 13
"""Digits of a number with its prefix."""


def spoken_phone(text: str) -> str:
    """+84 912 345 678 begins with "cộng"; groups follow one another without a pause."""
    return ("cộng " if text.lstrip("( ").startswith("+") else "") + digits(text)


def phone_groups(written: str) -> tuple[str, ...]:
    """The words of a number by groups, for a slower reading: as it is written, else 4-3-3, 3-4-4 or 4-4.

    `phone_groups("0912345678")` is `("không chín một hai", "ba bốn năm", "sáu bảy tám")`.
    """
    runs = re.findall(r"\d+", written)
    if len(runs) == 1:
        sizes = _SIZES.get(len(runs[0]), (len(runs[0]),))
        ends = [sum(sizes[: place + 1]) for place in range(len(sizes))]
        runs = [runs[0][end - size : end] for size, end in zip(sizes, ends, strict=True)]
    first, *others = (digits(run) for run in runs) if runs else ("",)
    return ("cộng " * ("+" in written) + first, *others)


_SIZES = {8: (4, 4), 9: (3, 3, 3), 10: (4, 3, 3), 11: (3, 4, 4), 12: (4, 4, 4)}


def _phone(found: Found) -> Reading | str | None:
    """A mobile number has ten digits: one more or less is said, and flagged."""
    number = re.sub(r"\D", "", found.written)
    if not _SHORTEST < len(number) <= _LONGEST:
        return None
    spoken = spoken_phone(found.written)
    if re.match("0[35789]", number) and len(number) != _MOBILE:
        return doubtful(
            spoken, "số", f"số điện thoại di động này có {len(number)} chữ số", "Xem lại: phải có mười chữ số"
        )
    return spoken


_MOBILE = 10


def _bare_hotline(found: Found) -> Reading | None:
    """19001234 without a word for telephones."""
    if _AMOUNT_FOLLOWS.match(found.after) or COUNTABLE.match(found.after) or found.before.endswith(("$", "-", "−")):
        return None
    mend = "Viết thêm chữ “tổng đài”, hoặc dùng dấu chấm chia hàng nghìn"
    if not (found.before.strip() or found.after.strip()):  # nothing but a number
        return doubtful(whole(found.written, found.options), "số", "có thể là số tổng đài", mend)
    return doubtful(spoken_phone(found.written), "số", "được đọc như số tổng đài", mend, 0.8)


_AMOUNT_FOLLOWS = re.compile(r" ?(?:đ|đồng|₫|\$|VN[DĐ]|USD|triệu|nghìn|tỷ|%|m[2²³3]?|kg|g|l|ha|kWh?)(?!\w)")


def _hotline(found: Found) -> str:
    """1900 9068: the shape is enough. 19009068 could be a number, and needs a cue."""
    return spoken_phone(found.written)


def _cued(found: Found) -> str | None:
    """113, 1022, 3862 1234 after a word for telephones, or after another such number."""
    if COUNTABLE.match(found.after) and not _CUE.search(found.before):
        return None
    near = _is_cue(found.before, found.written) or _follows_phone(found)
    return spoken_phone(found.written) if near else None


def _is_cue(before: str, number: str) -> bool:
    """A weak cue such as "gọi" is enough for a hotline, not for any number."""
    return bool(_CUE.search(before) or (_HOTLINE.fullmatch(number) and _WEAK_CUE.search(before)))


def _follows_phone(found: Found) -> bool:
    """gọi 113, 114 hoặc 115."""
    start = found.match.start()
    before = found.match.string[max(0, start - 160) : start].rpartition("\n")[2]
    while joined := _JOINED.search(before):
        before = _NUMBER_AT_END.sub("", before[: joined.start() + 1])
        if _is_cue(before, found.written):
            return True
    return False


def _or(found: Found) -> str | None:
    """0912345678/0987654321; 113/114."""
    return ", " if found.previous == "telephone" else None


_SPACE = "[ .‑-]"
_STOP = r"(?![\d.]?\d|/(?!0\d))"
RULES = (
    rule(
        "telephone",
        "ds",
        rf"[(]?\+84[)]?{_SPACE}?(?:[(]0[)])?{_SPACE}?\d{{1,3}}(?:{_SPACE}?\d{{2,4}}){{2,3}}(?!\d)",
        _phone,
    ),
    rule(
        "telephone",
        "s",
        rf"[(]84(?:{_SPACE}\d{{1,3}})?[)]{_SPACE}?[235789]\d{{0,2}}(?:{_SPACE}?\d{{2,4}}){{2,3}}(?!\d)",
        _phone,
    ),
    rule("telephone", "ds", rf"[(]0\d{{1,3}}[)]{_SPACE}?\d{{1,4}}(?:{_SPACE}?\d{{2,4}}){{1,3}}(?!\d)", _phone),
    rule("telephone", "d", rf"0\d{{1,4}}(?:{_SPACE}\d{{1,4}}){{2,4}}{_STOP}", _phone),
    rule("telephone", "d", rf"0\d{{3}}{_SPACE}\d{{6,7}}(?!\d)|0\d{{2}}{_SPACE}\d{{7,8}}(?!\d)", _phone),
    rule("telephone", "d", r"0\d{8,10}(?!\d)", _phone),
    rule("telephone", "d", rf"1[89]00{_SPACE}\d{{2,4}}(?:{_SPACE}?\d{{2,3}})?(?!\d)", _hotline),
    rule(
        "telephone",
        "d",
        r"(?:84[35789]\d{8}|1[89]00\d{4,6}|\d{3,8}(?:[ .]\d{3,4}){0,2}|11\d|1\d{3})(?![\d.,%:]\d|\d|/(?!1\d\d|\d{4}))",
        _cued,
    ),
    rule("telephone", "d", r"1[89]00(?:\d{4}|\d{6})(?![.,:/]?\d)", _bare_hotline),
    rule("slash", "s", r" ?/ ?(?=\d)", _or),
)
