"""Numbers in words: cardinals, ordinals, decimals, digits one by one, Roman numerals."""

from __future__ import annotations

import re
from functools import lru_cache

from doithoai.speech.options import Options

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", re.IGNORECASE)

_GROUPED = r"[1-9]\d{0,2}(?:\.\d{3}){1,7}(?:,\d+)?"
_ENGLISH = r"[1-9]\d{0,2}(?:,\d{3}){2,7}(?:\.\d+)?"
AMOUNT = rf"(?:{_GROUPED}|{_ENGLISH}|\d+[.,]\d+|\d+)(?![.,]?\d)"
"""2.005.000 | 1.234,5 | 1,234,567 | 1,5 | 1.5 | 12, and nothing that goes on with more digits."""

_grouped = re.compile(_GROUPED)
_english = re.compile(_ENGLISH)

_LONGEST = 21
_SIGNIFICANT = 16
"""Digits of a quantity, and those before its closing zeros. A longer number is a code: nobody says it as a quantity."""


def digits(text: str) -> str:
    """Each digit of `text` by its plain name (một, bốn, năm), as telephone numbers are read."""
    return " ".join(DIGITS[int(char)] for char in text if char in "0123456789")


@lru_cache(maxsize=8192)
def cardinal(number: int, options: Options) -> str:
    """2005000 is "hai triệu không trăm linh năm nghìn"."""
    if number == 0:
        return DIGITS[0]
    return f"âm {_positive(-number, options)}" if number < 0 else _positive(number, options)


def whole(text: str, options: Options) -> str:
    """A run of ASCII digits: leading zeros are silent (05 is "năm") unless the run is a code (007, 001234)."""
    too_long = len(text) > _LONGEST or len(text.rstrip("0")) > _SIGNIFICANT
    if too_long or (len(text) > 2 and text[0] == "0"):
        return digits(text)
    return cardinal(int(text), options)


def ordinal(number: int, options: Options) -> str:
    """What follows "thứ": nhất, hai, ba, tư, năm …"""
    return {1: "nhất", 4: "tư"}.get(number) or cardinal(number, options)


def month(number: int, options: Options) -> str:
    """What follows "tháng": tư, never bốn."""
    return "tư" if number == 4 else cardinal(number, options)


def day(number: int, options: Options) -> str:
    """What follows "ngày": mùng một to mùng mười, then mười một …"""
    early = f"{options.early_days} " if options.early_days and number <= 10 else ""
    return early + cardinal(number, options)


def amount(text: str, options: Options) -> str:
    """What `AMOUNT` matched. A dot is for thousands and a comma for decimals, where both can be."""
    if _grouped.fullmatch(text):
        return _decimal(text.replace(".", ""), ",", options)
    if _english.fullmatch(text):
        return _decimal(text.replace(",", ""), ".", options)
    return _decimal(text, "," if "," in text else ".", options)


def _decimal(text: str, mark: str, options: Options) -> str:
    head, _, tail = text.partition(mark)
    spoken = whole(head, options)
    return f"{spoken} phẩy {digits(tail)}" if tail else spoken


def roman(text: str) -> int:
    """The value of a well-formed Roman numeral in either case, else 0."""
    if not text or not _ROMAN.fullmatch(text):
        return 0
    values = [_ROMAN_VALUES[char] for char in text.upper()]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _positive(number: int, options: Options, *, full: bool = False) -> str:
    """`full`: something was said before, and the first group says its hundreds too, if that is the custom."""
    words: list[str] = []
    for size, name in ((10**9, "tỷ"), (10**6, "triệu"), (1000, options.thousand), (1, "")):
        count, number = divmod(number, size)
        if count:
            whole_group = bool(options.zero_hundreds) or size == 1
            words.append(_group(count, options, full=whole_group and (full or bool(words))))
            words.append(name)
    return " ".join(filter(None, words))


def _group(count: int, options: Options, *, full: bool) -> str:
    """Below a thousand, or any number of tỷ."""
    if count >= 1000:
        return _positive(count, options, full=full)
    hundreds, rest = divmod(count, 100)
    words = [f"{DIGITS[hundreds]} trăm" if hundreds else options.zero_hundreds] if hundreds or full else []
    if rest:
        words.append(f"{options.zero_tens} {DIGITS[rest]}" if words and rest < 10 else _tens(rest, options))
    return " ".join(filter(None, words))


def _tens(number: int, options: Options) -> str:
    tens, unit = divmod(number, 10)
    if not tens:
        return DIGITS[unit]
    if tens == 1:
        return " ".join(filter(None, ("mười", {0: "", 5: "lăm"}.get(unit, DIGITS[unit]))))
    after = {0: "", 1: "mốt", 4: options.four, 5: "lăm"}.get(unit, DIGITS[unit])
    return " ".join(filter(None, (DIGITS[tens], "mươi", after)))
