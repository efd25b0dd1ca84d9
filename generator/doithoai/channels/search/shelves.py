"""The whole site's search, put together from its authorities' parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate
from typing import Any

from msgspec import Struct

from doithoai.channels.search.findable import PIECE, Findable, Script
from doithoai.channels.search.postings import merged
from doithoai.letters import as_rows

LEAST = 4_000
"""Characters of a shelf on a small site; a word that stands on many pages makes a shelf of its own."""

MOST_SHELVES = 400
"""A site of many pages has larger shelves rather than more."""


class Shelves(Struct, frozen=True, dict=True):
    """All parts, those of pages that are nobody's first, and the words that the browser shows."""

    parts: tuple[Findable, ...]
    words: Mapping[str, Any]

    @cached_property
    def version(self) -> str:
        """Changes with every part."""
        return blake2b("".join(one.fingerprint for one in self.parts).encode(), digest_size=5).hexdigest()

    def scripts(self) -> Iterator[Script]:
        """The shelves and their head."""
        starts: list[str] = []
        for first, shelf in self._shelves():
            yield Script(f"tu/{len(starts)}", self.version, shelf)
            starts.append(first)
        yield Script("dau", self.version, self._head(starts))

    def _head(self, starts: list[str]) -> dict[str, Any]:
        return {
            "letters": as_rows(),
            "parts": [[one.id, one.name, one.pages, one.fingerprint, int(one.areas)] for one in self.parts],
            "piece": PIECE,
            "shelves": starts,
            "words": self.words,
        }

    def _shelves(self) -> Iterator[tuple[str, list[str]]]:
        """Each shelf's first word and its terms and postings in turns; no word with its rows is cut in two."""
        starts = accumulate((one.pages for one in self.parts), initial=0)
        terms = list(merged(zip(starts, (one.index for one in self.parts), strict=False)))
        full = max(LEAST, sum(len(term) + len(postings) for _, term, postings in terms) // MOST_SHELVES)
        first, last, size, shelf = "", "", 0, list[str]()
        for word, term, postings in terms:
            if size >= full and word != last:
                yield first, shelf
                size, shelf = 0, []
            first, last = first if shelf else word, word
            shelf += (term, postings)
            size += len(term) + len(postings)
        if shelf:
            yield first, shelf
