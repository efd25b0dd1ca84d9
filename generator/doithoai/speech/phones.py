"""Telephone numbers and hotlines, digit by digit."""

from __future__ import annotations

import re

from doithoai.speech.numbers import digits
from doithoai.speech.rules import Found, rule

_BY_NUMBER = r"(?:(?: qua| theo| đến| vào| tới)? (?:số|máy))?[ :.(]*$"
_CUE = re.compile(
    r"(?:tổng đài(?: quốc gia)?(?: bảo vệ trẻ em)?|đường dây nóng|hotline|"
    r"(?:điện )?thoại(?: di động| bàn| cố định| liên hệ)?|"
    rf"SĐT|ĐT|DĐ|Tel|Fax|Zalo|Viber|máy lẻ|nhánh|phím|số máy|\bbấm|quay số){_BY_NUMBER}",
    re.IGNORECASE,
)
_WEAK_CUE = re.compile(
    r"(?:gọi(?: (?:ngay|điện|cho|lực lượng|cảnh sát|công an))*|cảnh sát(?: \w+){0,3}|cứu hỏa|chữa cháy|"
    rf"cấp cứu|cứu nạn|cứu hộ|trẻ em|liên hệ|báo tin|y tế){_BY_NUMBER}",
    re.IGNORECASE,
)
_HOTLINE = re.compile(r"11\d|10[2-9]\d|1[89]\d\d|\d{7,8}|\d{3,4}[ .]\d{3,4}[ .\d]*")
_JOINED = re.compile(r"\d(?:, ?| hoặc | và |, hoặc | - | / ?)$")


def spoken_phone(text: str) -> str:
    """+84 912 345 678 begins with "cộng"; groups follow one another without a pause."""
    return ("cộng " if text.lstrip("( ").startswith("+") else "") + digits(text)


def _phone(found: Found) -> str:
    return spoken_phone(found.written)


def _cued(found: Found) -> str | None:
    """113, 1022, 3862 1234 after a word for telephones, or after another such number."""
    near = _is_cue(found.before, found.written) or _follows_phone(found)
    return spoken_phone(found.written) if near else None


def _is_cue(before: str, number: str) -> bool:
    """A weak cue such as "gọi" is enough for a hotline, not for any number."""
    return bool(_CUE.search(before) or (_HOTLINE.fullmatch(number) and _WEAK_CUE.search(before)))


def _follows_phone(found: Found) -> bool:
    """gọi 113, 114 hoặc 115."""
    before = found.before
    while joined := _JOINED.search(before):
        before = before[: joined.start() + 1].rstrip("0123456789")
        if _is_cue(before, found.written):
            return True
    return False


_SPACE = "[ .‑-]"
RULES = (
    rule(
        "telephone",
        "ds",
        rf"[(]?\+84[)]?{_SPACE}?(?:[(]0[)])?{_SPACE}?\d{{1,3}}(?:{_SPACE}?\d{{2,4}}){{2,3}}(?!\d)",
        _phone,
    ),
    rule("telephone", "ds", rf"[(]0\d{{1,3}}[)]{_SPACE}?\d{{3,4}}(?:{_SPACE}?\d{{2,4}}){{1,2}}(?!\d)", _phone),
    rule("telephone", "d", rf"0\d{{1,4}}(?:{_SPACE}\d{{2,4}}){{2,4}}(?![\d/])", _phone),
    rule("telephone", "d", rf"0\d{{3}}{_SPACE}\d{{6,7}}(?!\d)|0\d{{2}}{_SPACE}\d{{7,8}}(?!\d)", _phone),
    rule("telephone", "d", r"0\d{8,10}(?!\d)", _phone),
    rule("telephone", "d", rf"1[89]00{_SPACE}?\d{{2,4}}(?:{_SPACE}?\d{{2,3}})?(?!\d)", _phone),
    rule("telephone", "d", r"(?:\d{3,8}(?:[ .]\d{3,4}){0,2}|11\d|1\d{3})(?![\d/.,%:]\d|\d)", _cued),
)
