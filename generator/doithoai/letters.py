"""Vietnamese words as a search compares them: `hoà`, `hòa`, `HÒA` and their decomposed forms are one word.

A letter is written as its base and signs in capitals: A circumflex, B breve, H horn, D stroke, then the tone: F grave,
S acute, R hook, X tilde, J dot below; a word's tone stands at its end, wherever it was put. So `Hoà` is `hoaF`,
`đường` is `dDuHoHngF`, and a word without its capitals is the word without accents. `letters.tsv` is the only table:
the browser's script is given it by `as_rows`, and does as `words` does.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

TONES = "FSRXJ"
SIGNS = "ABDH" + TONES

_MARKS = {
    "F": "\u0300\u0340", "S": "\u0301\u0341", "R": "\u0309", "X": "\u0303", "J": "\u0323",
    "A": "\u0302", "B": "\u0306", "H": "\u031b",
}  # fmt: skip
"""Accents that are typed after their letter."""
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Signs without a width, which pasted text is full of."""
_COMBINING = range(0x300, 0x370)
_NO_SIGNS = str.maketrans("", "", SIGNS)
_NO_TONES = str.maketrans("", "", TONES)
_AFTER = str.maketrans("BDAH", "{{|}")
"""In lists `ă` comes after all of `a` and before `â`, and both before `b`."""
_TONE = re.compile(f"[{TONES}]")


class _Table(dict[int, str]):
    """What is no letter or digit parts words."""

    def __missing__(self, _code: int) -> str:
        return " "


@cache
def _table() -> _Table:
    found = {letter: value for value, letters in as_rows().items() for letter in letters}
    return _Table({ord(letter): value for letter, value in found.items()})


@cache
def as_rows() -> dict[str, str]:
    """All letters by what they are taken for: `{"aF": "àÀ", …}`; letters that are there under "" are passed over."""
    rows = {sign: sign.lower() + sign.upper() for sign in "abcdefghijklmnopqrstuvwxyz"} | {n: n for n in "0123456789"}
    for value, letters in _written():
        both = "".join(dict.fromkeys(letters + "".join(one.upper() for one in letters if len(one.upper()) == 1)))
        rows[value] = rows.get(value, "") + "".join(letter for letter in both if letter not in rows.get(value, ""))
    for sign, marks in _MARKS.items():
        rows[sign] = marks
    known = "".join(_MARKS.values())
    rows[""] = _UNSEEN + "".join(chr(code) for code in _COMBINING if chr(code) not in known)
    return rows


def _written() -> list[tuple[str, str]]:
    """Values and letters of the table's lines."""
    found: list[tuple[str, str]] = []
    for line in Path(__file__).with_suffix(".tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        base, sign, *letters = line.split("\t")
        if sign == "*":
            found.append((base, "".join(letters)))
        else:
            found += [
                (base + sign.strip("-") + tone, letter) for tone, letter in zip(("", *TONES), letters, strict=False)
            ]
    return found


@lru_cache(maxsize=1 << 13)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, with their accents as capitals: `Hoà Bình, 06` gives `hoaF`, `biFnh` … in order."""
    return tuple(filter(None, map(_settled, text.translate(_table()).split())))


def bare(word: str) -> str:
    """The word without accents."""
    return word.translate(_NO_SIGNS)


@lru_cache(maxsize=1 << 13)
def _settled(word: str) -> str:
    """A word with its tone at its end, a number without leading zeros; nothing of one that is signs alone."""
    if not word.translate(_NO_SIGNS):
        return ""
    if word.isdigit():
        return word.lstrip("0") or "0"
    tones = _TONE.findall(word)
    return word.translate(_NO_TONES) + "".join(tones) if tones else word


def alphabetical(text: str) -> str:
    """Orders titles as a Vietnamese list does: `ă` after every `a`, `đ` after every `d`, tones last."""
    found = words(text)
    letters = " ".join(one.translate(_NO_TONES) for one in found).translate(_AFTER)
    return f"{letters}\0{' '.join(found)}"
