"""Addresses: ngõ 12/34, số nhà 15A, hẻm 45/6/7, P12, Q3."""

from __future__ import annotations

import re

from doithoai.speech.letters import UPPER
from doithoai.speech.numbers import cardinal, whole
from doithoai.speech.options import Options
from doithoai.speech.rules import END, Found, rule

LEADS = ("ngõ", "ngách", "hẻm", "kiệt", "số nhà", "nhà số", "số", "đường số", "nhà")
_NUMBER = r"\d{1,4}[A-Za-zĐđ]?"


def lettered(text: str, options: Options) -> str:
    """15A is "mười lăm A"."""
    return re.sub(r"\d+", lambda number: f" {whole(number[0], options)} ", text).strip()


def _address(found: Found) -> str:
    parts = found.part("n").split("/")
    return f"{found.part('lead')} {' trên '.join(lettered(part, found.options) for part in parts)}".lstrip()


def _lettered(found: Found) -> str:
    return f"{whole(found.part('n'), found.options)} {found.part('letter')}"


def _ward_and_district(found: Found) -> str:
    """P12, Q3."""
    ward = cardinal(found.number("ward"), found.options)
    return f"phường {ward}, quận {cardinal(found.number('district'), found.options)}"


def _address_word(found: Found) -> str:
    """Đ/c: số 12 phố Mẫu; but Đ/c: Nguyễn Văn A is a comrade."""
    return "Địa chỉ" if found.written[0] == "Đ" else "địa chỉ"


_WHERE = (
    r"(?i:số(?: nhà)?|nhà số|ngõ|ngách|hẻm|kiệt|tổ|tổ dân phố|TDP|thôn|xóm|ấp|khu|khối|khóm|bản|đường|phố|tòa nhà|"
    rf"tầng|lô|phường|xã|thị trấn|quận|huyện)(?: số)? [\d{UPPER}]"
)
RULES = (
    rule("address", "w", rf"(?P<lead>(?i:{'|'.join(LEADS)})) (?P<n>{_NUMBER}(?:/{_NUMBER})+){END}(?!/)", _address),
    rule("abbrev", "w", rf"(?P<form>[Đđ]/[Cc]|ĐC)(?= ?: ?(?:\d|{_WHERE}))", _address_word),
    rule("address", "w", rf"P(?P<ward>\d{{1,2}}),? ?Q\.?(?P<district>\d{{1,2}}){END}", _ward_and_district),
)
LETTERED = (
    rule("address", "d", rf"(?P<lead>)(?P<n>\d{{1,4}}/\d{{1,4}}[A-ZĐ]){END}(?!/)", _address),
    rule("address", "d", rf"(?P<lead>)(?P<n>\d{{1,4}}[A-ZĐ](?:/{_NUMBER}){{1,3}}){END}(?!/)", _address),
    rule("address", "d", rf"(?P<n>\d{{1,5}})(?P<letter>[A-ZĐ]|bis){END}", _lettered),
)
"""Asked after the lexicon and the units: 220V is no house."""
