"""Text made plain before it is read: one form of each letter, one kind of space, nothing invisible."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby, islice

_ODD = re.compile("[^\n -~\u00b0²³À-ÖØ-öø-ɏẠ-ỹ–—“”‘’…•]+")
_SPACES = re.compile(r" {2,}")
_AROUND_BREAKS = re.compile(r" *\n *")
_BREAKS = re.compile("\r\n?|[\u2028\u2029\u0085\v\f]")
_COMPATIBLE = ((0xFB00, 0xFB06), (0xFF01, 0xFF5E), (0x1D400, 0x1D7FF), (0x2160, 0x217F), (0x3371, 0x33DF))
_PILE = 8
"""Marks on one letter: no writing needs more, and to put thousands of them in order would take minutes."""
_BORE = re.compile("[ØøΦφ⌀] ?(?=\\d)")
"""The sign of a pipe's or a bar's width: ống Ø110."""
_REPLACED = {"℃": "°C", "℉": "°F", "№": "số", "µ": "μ", "Ð": "Đ", "ð": "đ", "\t": " ", "⁄": "/", "∕": "/", "∶": ":"}


def clean(text: str) -> str:
    """NFC; spaces alike and single; zero-width, soft hyphen and control characters gone; digits ASCII; lines kept."""
    lines = _BORE.sub("phi ", _BREAKS.sub("\n", text))
    usual = _ODD.sub(_usual_run, lines).replace("Ð", "Đ").replace("ð", "đ")
    if not unicodedata.is_normalized("NFC", usual):
        usual = unicodedata.normalize("NFC", usual)
    return _AROUND_BREAKS.sub("\n", _SPACES.sub(" ", usual)).strip(" ")


def _usual_run(match: re.Match[str]) -> str:
    run = "".join(map(_usual, match[0]))
    return run if len(run) <= _PILE else _unpiled(run)


def _unpiled(run: str) -> str:
    """No letter with more than `_PILE` marks."""
    parts = groupby(run, key=lambda char: unicodedata.combining(char) > 0)
    return "".join("".join(islice(chars, _PILE) if marks else chars) for marks, chars in parts)


@lru_cache(maxsize=4096)
def _usual(char: str) -> str:
    """The plain form of an unusual character; "" for one that is not seen."""
    if char in _REPLACED:
        return _REPLACED[char]
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return ""
    if category == "Zs":
        return " "
    if any(first <= ord(char) <= last for first, last in _COMPATIBLE):
        return _digits_plain(unicodedata.normalize("NFKC", char))
    return char


def _digits_plain(text: str) -> str:
    return "".join(str(unicodedata.digit(char)) if unicodedata.category(char) == "Nd" else char for char in text)
