"""What a text can be found by: its words, and neighbouring words that belong together.

A row of words stands as its first word, a `=` and the others in one piece: `132-KH/ĐU` is also `132=khdDu`, a day
`12=62024`, a street `leA=hoAngFphong`, `số 3` `soAS=3`. Vietnamese writes each syllable apart, so without these rows a
street would be found wherever its three syllables happen to stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from doithoai.letters import words

TOGETHER = "="
"""Stands after the first word of a row."""

_LONGEST = 6
"""Words of the longest row."""

_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:19|20)\d\d")
_MONTH = "thangS"
_LONG_DAY = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+|/)(\d{4})")
_CODE = re.compile(r"[1-9]\d{3} \d{4}")


_UNIQUE = 100
"""Texts of so many letters are hardly ever met twice."""


def terms_of(texts: Iterable[str], whole: bool) -> set[str]:
    """All terms of some texts; `whole` ones, short and full of facts, give numbers together with what they count."""
    read = _facts if whole else _sentences
    return set().union(*map(read, texts))


@lru_cache(maxsize=1 << 11)
def _facts(text: str) -> frozenset[str]:
    return frozenset((*_sentences(text), *_counted(text)))


def forget() -> None:
    """Give back what is remembered of texts, where no page comes any more: it is a tenth of a province's memory."""
    for one in (_facts, _short, _chunk, words):
        one.cache_clear()


def _sentences(text: str) -> Iterable[str]:
    return _short(text) if len(text) < _UNIQUE else _terms(text)


@lru_cache(maxsize=1 << 11)
def _short(text: str) -> frozenset[str]:
    if _CODE.fullmatch(text):  # one of thousands of its kind: its halves alone find nothing
        return frozenset([together(words(text))])
    return frozenset(_terms(text))


def _terms(text: str) -> list[str]:
    found: list[str] = []
    names: list[str] = []
    before = ""
    for terms, word, named, closes in map(_chunk, text.split()):
        found += terms
        if named:
            names += (before, word) if before and not names else (word,)
        if names and (closes or not named):
            found += _rows(names)
            names = []
        before = "" if closes else word
    found += _rows(names)
    for day in _LONG_DAY.findall(text) if "tháng" in text else ():
        found += _chunk("/".join(day))[0]
    return found


def _counted(text: str) -> Iterator[str]:
    """`số 3`, `tháng 12/2026` and the like."""
    for before, piece in pairwise(() if _CODE.fullmatch(text) else text.split()):
        word, number = words(before), words(piece)[:1]
        if len(word) == 1 and number and number[0].isdigit() and before[-1].isalnum():
            yield together((*word, *number))


def together(row: Iterable[str]) -> str:
    """Several words as one term."""
    first, *others = row
    return first + TOGETHER + "".join(others)


def _rows(names: list[str]) -> Iterator[str]:
    """A name, with the word before it, and all its ends: whoever says `Lê Hồng Phong` need not say `đường`."""
    names = names[:_LONGEST]
    return (together(names[at:]) for at in range(len(names) - 1))


@lru_cache(maxsize=1 << 13)
def _chunk(piece: str) -> tuple[tuple[str, ...], str, bool, bool]:
    """What stands between two spaces: its terms; its word, if it is one; whether that is a name, and a mark ends it."""
    found = words(piece)
    word = found[0] if len(found) == 1 else ""
    terms = (*found, *_spans(found), *_month(piece, found))
    return terms, word, bool(word) and piece[0].isupper(), not piece[-1].isalnum()


def _spans(found: tuple[str, ...]) -> Iterator[str]:
    """The rows within a number such as `132-KH/ĐU` or `12/6/2024`; longer ones are addresses of the web."""
    if 1 < len(found) <= _LONGEST and any(one[0].isdigit() for one in found):
        for start in range(len(found) - 1):
            for end in range(start + 2, len(found) + 1):
                yield together(found[start:end])


def _month(piece: str, found: tuple[str, ...]) -> Iterator[str]:
    if _DAY.fullmatch(piece.strip(".,;:()")):
        yield together((_MONTH, found[1]))
