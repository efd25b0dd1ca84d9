"""Codes: roads (QL1A), kilometre stones (Km12+300), plates (29A-123.45), accounts and identity numbers, H5N1."""

from __future__ import annotations

import re

from doithoai.speech.letters import LATIN, UPPER
from doithoai.speech.numbers import amount, cardinal, digits, whole
from doithoai.speech.options import Options
from doithoai.speech.ratios import COUNTABLE
from doithoai.speech.rules import END, Found, rule

_ROADS = {"QL": "Quốc lộ", "TL": "Tỉnh lộ", "ĐT": "đường tỉnh", "ĐH": "đường huyện", "ĐX": "đường xã", "CT": "cao tốc"}
_LONGEST_COUNT = 4
_SHORTEST_COUNTED = 8
_SHORTEST_SERIES = 6
"""Digits of a code that are said as one number; digits that a number of cards never has, and those after letters."""
_ALWAYS = re.compile(
    r"(?:\b(?:[Tt]ài khoản|STK|MST|OTP|"
    r"[Mm]ã(?: số)?(?: (?:thuế|hồ sơ|định danh|doanh nghiệp|đơn vị|khách hàng|bưu chính))?|"
    r"[Ss]ố hiệu|[Ss]eri|[Ss]ê-ri|[Đđ]ịnh danh(?: cá nhân)?|MS|[Bb]ưu chính)(?: cá nhân)?(?: số)?(?: là)? ?[:.]? ?)$"
)
_SOMETIMES = re.compile(
    r"(?:CCCD|[Cc]ăn cước(?: công dân)?|CMND|CMTND|CMT|[Cc]hứng minh nhân dân|[Hh]ộ chiếu|[Tt]hẻ|[Ss]ổ|BHXH|BHYT|"
    r"GCN|QSDĐ|QSD đất|giấy chứng nhận|[Ss]ố)(?: cá nhân)?(?: số)?(?: là)? ?[:.]? ?$"
)
_AMOUNT_FOLLOWS = re.compile(r" ?(?:đồng|đ\b|₫|VNĐ|triệu|nghìn|tỷ|%)")


def _road(found: Found) -> str | None:
    """QL1A, ĐT.242; "đường tỉnh ĐT 242" has its word already. A hotline is not a road."""
    name, number = _ROADS[found.part("road")], found.part("n")
    if found.part("road") == "CT" and not found.before.endswith("cao tốc "):
        return None
    if found.part("road") == "ĐT" and re.fullmatch(r"0\d*|11\d", number):
        return None
    said = "" if found.before.rstrip().casefold().endswith(name.casefold()) else f"{name} "
    spoken = digits(number) if found.part("road") == "CT" and number[0] == "0" else whole(number, found.options)
    return f"{said}{spoken} {found.part('letter')}".rstrip()


def _stone(found: Found) -> str:
    """Km12+300; nothing is said of +000."""
    more = found.part("more")
    tail = f" cộng {cardinal(int(more), found.options)}" if more and int(more) else ""
    return f"ki lô mét {cardinal(found.number('n'), found.options)}{tail}"


def _plate(found: Found) -> str:
    """29A-123.45, 29-H1 123.45."""
    series = _pieces(found.part("series"), found.options)
    return f"{cardinal(found.number('n'), found.options)} {series}, {digits(found.part('tail'))}"


def _pieces(text: str, options: Options) -> str:
    """H5N1 is "H năm N một"; a long run of digits is said one by one."""
    said = (_number(part, options) if part.isdigit() else part for part in re.findall(rf"[{LATIN}]+|\d+", text))
    return " ".join(said)


def _number(text: str, options: Options) -> str:
    return whole(text, options) if len(text) <= _LONGEST_COUNT else digits(text)


def _after_lead(found: Found) -> str | None:
    """After "mã hồ sơ", "STK", "số CCCD": letters stay, digits are said one by one, marks are pauses."""
    text = found.written
    count = sum(char.isdigit() for char in text)
    least = _SHORTEST_SERIES if text[0].isalpha() else _SHORTEST_COUNTED
    known = (_ALWAYS.search(found.before) and count > 2) or (count >= least and _SOMETIMES.search(found.before))
    if not known or _AMOUNT_FOLLOWS.match(found.after) or COUNTABLE.match(found.after):
        return None
    parts = re.findall(rf"[{LATIN}]+|\d+|[-.]", text)
    return " ".join(digits(part) if part.isdigit() else part.replace("-", ",").replace(".", ",") for part in parts)


def _code(found: Found) -> str:
    """H5N1: letters stay, numbers are said; a prefix that the lexicon knows is expanded before a small number."""
    prefix = re.match(rf"[{LATIN}]+", found.written)
    assert prefix
    rest = found.written[prefix.end() :]
    known = found.voice.lexicon.expansions(prefix[0], found.before, rest, found.options)
    head = known[0] if len(known) == 1 and re.fullmatch(r"\d{1,3}[A-Za-z]?", rest) else prefix[0]
    if head == "P" and re.fullmatch(r"\d{3,4}", rest):
        head = "phòng"
    return f"{head} {_pieces(rest, found.options)}"


def _dust(found: Found) -> str:
    """PM2.5 is a size of dust, no list item."""
    return f"PM {amount(found.part('n').replace('.', ','), found.options)}"


def _strain(found: Found) -> str:
    """A/H5N1."""
    return f"A {_pieces(found.part('rest'), found.options)}"


LEADS = (
    rule("code", "w", rf"PM ?(?P<n>2[.,]5|10|1){END}(?![.,]\d)", _dust),
    rule("code", "w", rf"A[/(](?P<rest>H\d{{1,2}}N\d{{1,2}}){END}[)]?", _strain),
    rule("code", "d", rf"(?P<n>[1-9]\d)(?P<series>-?[A-ZĐ]{{1,2}}\d?)[- ]{{1,2}}(?P<tail>\d{{3}}\.\d\d|\d{{4,5}}){END}",
         _plate),
    rule("code", "dw", r"(?!(?:ĐT|DĐ|SĐT|TK|QĐ)\b)[A-ZĐ]{0,3} ?\d[\dA-ZĐ]{0,30}"
         rf"(?:[.-][\dA-ZĐ]{{1,30}}| \d{{2,10}}(?!\d)){{0,12}}{END}(?![/:,]\d)", _after_lead),
    rule("code", "w", r"(?P<road>QL|TL|ĐT|ĐH(?! \d\b)|ĐX|CT)[. ]{0,2}(?P<n>\d{1,3})(?P<letter>[A-Z]?)"
         rf"{END}(?![ .]?\d)", _road),
    rule("code", "w", rf"[Kk][Mm] ?(?P<n>\d{{1,4}})(?: ?[+] ?(?P<more>\d{{1,3}}))?{END}(?![.,/]\d)", _stone),
)  # fmt: skip
RULES = (
    rule("code", "w", rf"[{UPPER}]{{1,6}}[-.]?\d+(?:[A-Za-z]?(?![{LATIN}])|[A-Z]+\d+)(?![{LATIN}\d])", _code),
)  # fmt: skip
