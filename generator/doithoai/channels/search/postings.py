"""Where each term stands: one string of small numbers a term, that browsers read in a millisecond and gzip likes.

A posting is a page's number and a weight: 2 in its title, 1 among its facts, 0 in its other words. It is written as the
pages left out since the posting before, three times that plus the weight, in base 45: the signs from `#` on, but
for the backslash; a sign of the upper half is followed by more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from doithoai.channels.search.terms import TOGETHER
from doithoai.letters import bare

TITLE, FACTS, BODY = 2, 1, 0
WEIGHTS = 3

_BASE = 45
_FIRST, _BACKSLASH = 35, 92
_SIGNS = [chr(code) for code in range(_FIRST, _FIRST + 2 * _BASE + 1) if code != _BACKSLASH]
_VALUES = {sign: value for value, sign in enumerate(_SIGNS)}

Row = tuple[Sequence[str], Sequence[str], Sequence[str]]
"""The terms of one page: of its title, of its facts, of its other words; none of them twice."""


def written(number: int) -> str:
    """A number in base 45."""
    digits = _SIGNS[number % _BASE]
    while number := number // _BASE:
        digits = _SIGNS[_BASE + number % _BASE] + digits
    return digits


_WRITTEN = [written(number) for number in range(_BASE * _BASE)]


def index_of(rows: Iterable[Row]) -> str:
    """An authority's terms, one a line: the term, its first posting (page and weight), its last page, the rest."""
    found: dict[str, list[int]] = {}
    for page, row in enumerate(rows):
        for weight, terms in zip((TITLE, FACTS, BODY), row, strict=True):
            posting = page * WEIGHTS + weight
            for term in terms:
                if term in found:
                    found[term].append(posting)
                else:
                    found[term] = [posting]
    return "\n".join(_line(term, found[term]) for term in sorted(found))


def index_again(index: str, changes: Mapping[int, tuple[Row, Row]]) -> str:
    """The index once more, where pages, by their numbers, have other terms than they had: those before, those now."""
    moved: dict[str, dict[int, int | None]] = {}
    for page, (before, now) in changes.items():
        old, new = _weights(before), _weights(now)
        for term in old.keys() | new.keys():
            if old.get(term) != new.get(term):
                moved.setdefault(term, {})[page] = new.get(term)
    lines = _lines(index)
    for term, pages in moved.items():
        at = bisect_left(lines, f"{term} ")  # a space stands before every letter, so lines are in the order of terms
        there = at < len(lines) and lines[at].startswith(f"{term} ")
        stay = [one for one in _found(lines[at]) if one // WEIGHTS not in pages] if there else []
        come = [page * WEIGHTS + weight for page, weight in pages.items() if weight is not None]
        found = sorted([*stay, *come])
        lines[at : at + there] = [_line(term, found)] if found else []
    return "\n".join(lines)


def _weights(row: Row) -> dict[str, int]:
    return {term: weight for weight, terms in zip((TITLE, FACTS, BODY), row, strict=True) for term in terms}


def _found(line: str) -> list[int]:
    """The postings of a line, page times three, plus weight."""
    _, first, _, rest = line.split(" ")
    found, number = [int(first)], 0
    for sign in rest:
        digit = _VALUES[sign]
        number = number * _BASE + digit % _BASE
        if digit < _BASE:
            found.append(found[-1] - found[-1] % WEIGHTS + WEIGHTS + number)
            number = 0
    return found


def _lines(index: str) -> list[str]:
    return index.split("\n") if index else []


def _line(term: str, found: list[int]) -> str:
    return f"{term} {found[0]} {found[-1] // WEIGHTS} {_after_first(found)}"


def _after_first(found: list[int]) -> str:
    numbers = [after - before + before % WEIGHTS - WEIGHTS for before, after in pairwise(found)]
    try:
        return "".join([_WRITTEN[number] for number in numbers])
    except IndexError:  # a word that hundreds of pages in a row do without
        return "".join(map(written, numbers))


def postings(found: list[int]) -> str:
    """Postings (page times three, plus weight) in order, as one string."""
    return written(found[0]) + _after_first(found)


def merged(indexes: Iterable[tuple[int, str]]) -> Iterator[tuple[str, str, str]]:
    """All authorities' terms: first word without accents, term, postings; an index comes with its first page.

    They are in the order of those words: `1`, all that begins with `1=`, then `10`.
    """
    parts: dict[str, str | bytearray] = {}  # not lists of pieces: those of a province take a hundred megabytes
    ends: dict[str, int] = {}
    for start, index in indexes:
        for line in _lines(index):
            term, first, last, rest = line.split(" ")
            since = ends.get(term, -1)
            sign = written(int(first) + (start - since - 1) * WEIGHTS)
            there = parts.get(term)
            if there is None:
                parts[term] = sign + rest
            elif isinstance(there, str):
                parts[term] = bytearray(there + sign + rest, "ascii")
            else:
                there += (sign + rest).encode("ascii")
            ends[term] = start + int(last)
    for words, term in sorted((bare(term).replace(TOGETHER, " "), term) for term in parts):
        found = parts.pop(term)
        yield words.partition(" ")[0], term, found if isinstance(found, str) else found.decode("ascii")
