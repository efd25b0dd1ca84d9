"""Bare numbers: ranges, lists, dotted numbers, signs, cardinals, long codes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from fractions import Fraction

from doithoai.speech.letters import LATIN, LOWER, UPPER, is_syllable
from doithoai.speech.numbers import AMOUNT, amount, cardinal, digits, whole
from doithoai.speech.options import Options
from doithoai.speech.ratios import below
from doithoai.speech.rules import DASH, END, Found, doubtful, rule
from doithoai.speech.spans import Reading

_NUMERIC = frozenset(
    {"cardinal", "measure", "money", "percent", "time", "date", "decimal", "fraction", "weekday", "unit"}
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


def _without_nought(found: Found) -> Reading | None:
    """.5"""
    if re.search(r"[\w.…)]$", found.before):
        return None
    spoken = amount(f"0,{found.part('n')}", found.options)
    return doubtful(spoken, "số", "số thập phân thiếu số 0 đứng đầu", "Viết số 0 và dấu phẩy, hoặc bỏ dấu chấm")


def _list(found: Found) -> str:
    """3,4,5 without spaces."""
    return ", ".join(whole(part, found.options) for part in found.written.split(","))


def _whole(found: Found) -> Reading | str:
    spoken = whole(found.written, found.options)
    before, after = _LETTERS_BEFORE.search(found.before), _LETTERS_AFTER.match(found.after)
    if not any(glued and _is_damaged(glued[0]) for glued in (before, after)):
        return spoken
    return doubtful(spoken, "từ lạ", "chữ và số dính nhau", "Thêm dấu cách, hoặc sửa lỗi nhận dạng", 0.5)


def _is_damaged(letters: str) -> bool:
    """t0 and 1ần are; Điều12 only lacks a space; Điều 12a, điểm a1 and 3x4 are as they should be."""
    if len(letters) == 1:
        return letters not in "abcdeđx"
    return not is_syllable(letters) or unicodedata.normalize("NFD", letters)[0] in "aeiouyư"


_LETTERS_BEFORE, _LETTERS_AFTER = re.compile(rf"(?<![{LATIN}])[{UPPER}]?[{LOWER}]+$"), re.compile(rf"[{LOWER}]+")


def _letters_for_digits(found: Found) -> Reading:
    """2O24, l5/6: a scanner took a nought or a one for a letter."""
    numbers = re.findall(r"\d+", found.written.translate(_DIGITS_MEANT))
    spoken = " ".join(whole(number, found.options) for number in numbers)
    return doubtful(spoken, "từ lạ", "chữ O hoặc l nằm trong số", "Sửa thành số 0 hoặc số 1", 0.2)


_DIGITS_MEANT = str.maketrans("OoIl", "0011")


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
    if found.previous == "telephone":
        return ", "
    if found.previous not in _NUMERIC and not _NUMBER_BEFORE.search(found.before):
        return None
    before, after = (
        re.search(r"(\w+) \S+ ?$", found.before),
        re.match(r"(?:T[2-7]|CN|[Cc]hủ nhật)\b|(\w+)? ?[\d$]", found.after),
    )
    if not after:
        return None
    if _SCORE_BEFORE.search(found.before) or (found.previous == "code" and _SERIES_BEFORE.search(found.before)):
        return " "
    if falling := re.match(r"\d+(?![\d/%:hgk]|[.,]\d)", found.after):
        left = re.search(r"(?<![\d/.,:hg])(\d+) ?$", found.before)
        if left and int(left[1][-9:]) > int(falling[0][-9:]):
            return doubtful(" ", "số", "hai số giảm dần: tỷ số hay khoảng?", "Viết rõ thành lời")
    named = after[1]
    if (
        named
        and not named[0].isdigit()
        and not (before and named.lower() == before[1].lower())
        and named.lower() not in _NAMED
    ):
        return None
    return " đến "


def _hour_and_day(found: Found) -> str | None:
    """8h - 5/12."""
    return ", " if found.previous == "time" else None


_SCORE_BEFORE = re.compile(
    r"(?:t[ỷỉ] số|thắng|thua|hòa|hoà)(?: là| đậm| với)? (?:\d{1,2} ?[-–] ?\d{1,2}(?:, | và ))*\d{1,2} ?$", re.IGNORECASE
)
_SERIES_BEFORE = re.compile(r"(?<!QL)(?<!TL)(?<![Kk][Mm])(?<!\w)[A-Z]{1,2}\d{1,3}$")
"""Lot A5-12."""
_NUMBER_BEFORE = re.compile(r"\d[A-Z]? ?$|(?:giờ|h|phút|\d) (?:sáng|trưa|chiều|tối|đêm) ?$")
_NAMED = frozenset({"km", "ngày", "thứ", "tháng", "năm", "quý", "mùng", "tổ", "điều", "khoản", "mục", "chủ"})


def _in_words(found: Found) -> str | None:
    """30 (ba mươi) ngày, 500.000đ (Năm trăm nghìn đồng): the words were said just before."""
    number = _NUMBER_AT_END.search(found.before)
    if not number:
        return None
    said = amount(number[1], replace(found.options, zero_hundreds="không trăm"))
    return "" if _bare(found.part("words")) == _bare(said) else None


def _bare(words: str) -> str:
    """What is the same in all dialects."""
    plain = _UNSAID.sub(" ", unicodedata.normalize("NFC", words).casefold())
    return " ".join(_SAME.get(word, word) for word in plain.split())


_NUMBER_AT_END = re.compile(rf"(?<![\d.,/])({AMOUNT}) ?(?:đồng|đ|VNĐ|₫)? $")
_UNSAID = re.compile(r"(?:bằng chữ|viết bằng chữ|đồng chẵn|đồng|chẵn|không trăm)|[:,./]")
_SAME = {
    "lẻ": "linh",
    "ngàn": "nghìn",
    "tỉ": "tỷ",
    "bẩy": "bảy",
    "bốn": "tư",
    "mốt": "một",
    "lăm": "năm",
    "nhăm": "năm",
}


def _numeric_sign(found: Found) -> Reading | str:
    """½, ①, 一: whatever Unicode gives a value to."""
    value = Fraction(unicodedata.numeric(found.written)).limit_denominator(1000)
    if value.denominator == 1:
        spoken = cardinal(value.numerator, found.options)
    else:
        spoken = f"{cardinal(value.numerator, found.options)} phần {below(value.denominator, found.options)}"
    return f" và {spoken} " if value < 1 and found.before[-1:].isdigit() else f" {spoken} "


def _power(found: Found) -> str | None:
    """x², 10³."""
    value = unicodedata.digit(found.written, -1)
    if value < 0 or not re.search(r"\w$", found.before) or re.search(r"[^\W\d_]{3}$", found.before):
        return None
    names = {} if re.search(r"\d$", found.before) else {2: " bình phương", 3: " lập phương"}
    return names.get(value) or f" mũ {cardinal(value, found.options)}"


DAMAGED = (
    rule("word", "wd", rf"(?:[Ool]|\d+[Oo])\d[\dOol]*(?:[/.-][\dOol]+)*{END}|\d+[Oo]{{1,3}}(?:[/.-][\dOol]+)*{END}",
         _letters_for_digits),
)  # fmt: skip
_NUMERIC_SIGN = r"[^\W\d]|[^\w\s]"

RULES = (
    rule("cardinal", "d", r"\d{1,3}(?:,\d{1,2}){2,40}(?![\d,])", _list),
    rule("cardinal", "d", r"[1-9]\d{0,2}(?: \d{3}){2,7}(?![\d.,])",
         lambda found: cardinal(int(found.written.replace(" ", "")), found.options)),
    rule("decimal", "d", rf"(?=\d+[.,]\d){AMOUNT}", _decimal),
    rule("decimal", "d", r"\d+(?:\.\d+){1,40}", lambda found: dotted(found.written, found.options)),
    rule("cardinal", "d", r"\d+", _whole),
    rule("repeated", "s", r"\((?P<words>[^()\d\n]{2,150})\)", _in_words),
    rule("decimal", "s", rf"\.(?P<n>\d+){END}(?![.,/:-]\d)", _without_nought),
    rule("cardinal", "s", r"[-−–](?=\d)", _negative),
    rule("pause", "s", rf"{DASH}(?=\d{{1,2}}/(?:0?[1-9]|1[0-2])(?:/\d{{4}})?(?![\d/]| ?[hgHG:%]))", _hour_and_day),
    rule("range", "s", r" ?[-–—−‑‐~→÷] ?", _range),
    rule("cardinal", "s", r"[²³¹⁰⁴-⁹]", _power),
)  # fmt: skip

NUMERIC_SIGN = _numeric_sign
