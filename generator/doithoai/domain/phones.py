"""Telephone numbers in Vietnam: how many digits each kind has, and what is usually wrong with one that is none.

Fixed lines have been 02… since 2017, mobiles ten digits since 2018 (the numbering plan of Thông tư 22/2014/TT-BTTTT and
the changes of codes decided after it).
"""

from __future__ import annotations

import re

SHORTEST_NUMBER = 3
"""Digits: 113."""
_KINDS = (
    r"0[35789][1-9]\d{7}|0[3579]0\d{7}",  # mobiles
    r"02\d{8,9}",  # fixed lines, with their area
    r"069\d{5,7}|080\d{5,7}",  # police and army, offices of the state
    r"1[89]00\d{4}(?:\d\d)?",  # hotlines
    r"1\d\d|10\d\d",  # 113, and services such as 1022
)
_NUMBER = re.compile("|".join(_KINDS))
_SLIPS = (
    (r"1[89]00\d*", "tổng đài 1800, 1900 có thêm 4 hoặc 6 chữ số, ví dụ: 1900.1234"),
    (r"02\d{10,11}", "thừa chữ số: máy bàn có 10 hoặc 11 chữ số kể cả mã vùng, ví dụ: 024.7300.0000"),
    (r"02\d{0,7}", "thiếu chữ số: máy bàn có 10 hoặc 11 chữ số kể cả mã vùng, ví dụ: 024.7300.0000"),
    (r"0[35789]\d{0,7}", "thiếu chữ số: số di động có 10 chữ số, ví dụ: 0912.345.678"),
    (r"0[35789]\d{9}", "thừa chữ số: số di động có 10 chữ số, ví dụ: 0912.345.678"),
    (r"01\d{9}", "số di động 11 chữ số đã đổi thành 10 chữ số từ năm 2018: ghi số đang dùng"),
    (r"[1-9]\d{6,7}", "thêm mã vùng vào trước, ví dụ: 024.7300.0000"),
    (r"0[468]\d{7,9}", "mã vùng nay bắt đầu bằng 02, ví dụ: 024.7300.0000"),
    (r"\d{12,}", "mỗi số một dòng, mở đầu bằng “- ”"),
)
_OTHERWISE = "ghi đủ số, ví dụ: 024.7300.0000, 0912.345.678, 1900.1234"


def national(dialled: str) -> str:
    """A number as it is dialled at home: `0912345678` of `+84912345678`."""
    return re.sub(r"^(?:(?:\+|00)84|84(?=\d{9,10}$))0?", "0", dialled)


def wrong_with(dialled: str) -> str | None:
    """How to mend what is no number of Vietnam; None for one that is."""
    number = national(dialled)
    if _NUMBER.fullmatch(number):
        return None
    return next((mend for pattern, mend in _SLIPS if re.fullmatch(pattern, number)), _OTHERWISE)
