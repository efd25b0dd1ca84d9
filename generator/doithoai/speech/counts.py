"""Bare numbers: ranges, lists, dotted numbers, signs, cardinals, long codes."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from doithoai.speech.numbers import AMOUNT, amount, cardinal, digits, whole
from doithoai.speech.options import Options
from doithoai.speech.ratios import below
from doithoai.speech.rules import Found, doubtful, rule
from doithoai.speech.spans import Reading

_NUMERIC = frozenset(
    {"cardinal", "measure", "money", "percent", "time", "date", "decimal", "fraction", "weekday", "unit"}
)
_CODE_BEFORE = re.compile(
    r"(?:tài khoản|STK|CCCD|căn cước(?: công dân)?|CMND|CMT|mã số(?: thuế)?|MST|[Mm]ã|biển số|số hiệu|hộ chiếu|thẻ|OTP|"
    r"định danh|BHXH|BHYT)(?: cá nhân)?(?: số)?(?: là)? ?[:.]? ?$"
)


def _decimal(found: Found) -> Reading | str:
    """1.5 without a unit is a number of a part or a version: "một chấm năm"; 1,5 is a decimal."""
    text = found.written
    if re.fullmatch(r"\d+\.\d+", text) and not re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", text):
        return dotted(text, found.options)
    return amount(text, found.options)


def dotted(text: str, options: Options) -> str:
    """3.1 is "ba chấm một"; 1.05 is "một chấm không năm"."""
    return " chấm ".join(_dotted_part(part, options) for part in text.strip(".").split("."))


def _dotted_part(part: str, options: Options) -> str:
    return digits(part) if part[0] == "0" else whole(part, options)


def _list(found: Found) -> str:
    """3,4,5 without spaces."""
    return ", ".join(whole(part, found.options) for part in found.written.split(","))


def _whole(found: Found) -> str:
    return digits(found.written) if _CODE_BEFORE.search(found.before) else whole(found.written, found.options)


def _negative(found: Found) -> Reading | str | None:
    """−1; but after a number the dash is a range, and in a word it is silent."""
    if re.search(r"[\w%‰²³°)'’′$€£¥₫]$|\d $", found.before):
        return None
    spoken = "âm "
    if found.match.string[found.match.end() - 1 : found.match.end()] == "−" or not _BULLET_LIKE.match(found.after):
        return spoken
    if found.before:
        return spoken
    return doubtful(
        spoken, "số", "dấu gạch sát chữ số ở đầu dòng được đọc là âm", "Nếu là gạch đầu dòng thì thêm dấu cách", 0.6
    )


_BULLET_LIKE = re.compile(r"\d[\d.,/ ]* [^\W\d_]")


def _range(found: Found) -> Reading | str | None:
    """A dash between two amounts; "tổ 1 - tổ 5"."""
    if found.previous not in _NUMERIC and not re.search(r"\d ?$", found.before):
        return None
    before, after = (
        re.search(r"(\w+) \S+$", found.before),
        re.match(r"(?:T[2-7]|CN|[Cc]hủ nhật)\b|(\w+)? ?[\d$]", found.after),
    )
    if not after:
        return None
    if falling := re.match(r"\d+(?![\d/.,%:hgk])", found.after):
        left = re.search(r"(?<![\d/.,:hg])(\d+) ?$", found.before)
        if left and int(left[1][-9:]) > int(falling[0][-9:]):
            return doubtful(" ", "số", "hai số giảm dần: tỷ số hay khoảng?", "Viết rõ thành lời")
    named = after[1]
    if named and not named[0].isdigit() and not (before and named.lower() == before[1].lower()) and named not in _NAMED:
        return None
    return " đến "


_NAMED = frozenset({"ngày", "thứ", "tháng", "năm", "quý", "mùng", "tổ", "điều", "khoản", "mục", "chủ"})


def _numeric_sign(found: Found) -> Reading | str:
    """½, ①, 一: whatever Unicode gives a value to."""
    value = Fraction(unicodedata.numeric(found.written)).limit_denominator(1000)
    if value.denominator == 1:
        spoken = cardinal(value.numerator, found.options)
    else:
        spoken = f"{cardinal(value.numerator, found.options)} phần {below(value.denominator, found.options)}"
    return f" {spoken} "


def _power(found: Found) -> str | None:
    """x², 10³."""
    value = unicodedata.digit(found.written, -1)
    if value < 0 or not re.search(r"\w$", found.before):
        return None
    names = {} if re.search(r"\d$", found.before) else {2: " bình phương", 3: " lập phương"}
    return names.get(value) or f" mũ {cardinal(value, found.options)}"


_NUMERIC_SIGN = r"[^\W\d]|[^\w\s]"

RULES = (
    rule("cardinal", "d", r"\d{1,3}(?:,\d{1,2}){2,40}(?![\d,])", _list),
    rule("cardinal", "d", r"[1-9]\d{0,2}(?: \d{3}){2,7}(?![\d.,])",
         lambda found: cardinal(int(found.written.replace(" ", "")), found.options)),
    rule("decimal", "d", rf"(?=\d+[.,]\d){AMOUNT}", _decimal),
    rule("decimal", "d", r"\d+(?:\.\d+){1,40}", lambda found: dotted(found.written, found.options)),
    rule("cardinal", "d", r"\d+", _whole),
    rule("cardinal", "s", r"[-−–](?=\d)", _negative),
    rule("range", "s", r" ?[-–—−‑‐~→] ?", _range),
    rule("cardinal", "s", r"[²³¹⁰⁴-⁹]", _power),
)  # fmt: skip

NUMERIC_SIGN = _numeric_sign
