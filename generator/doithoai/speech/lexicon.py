"""Abbreviations as a table: form, expansion, context, level, scope, source.

`context` narrows a row: `trước: A|B` (stands before A or B), `sau: A|B` (stands after); `;` joins two. Among the
words, `Tên` is any capitalised word, `#` a number of one or two digits, `###` a longer one, `####` a year. `level`
(tỉnh, thành phố, xã …) and `scope` (an authority's or site's id) narrow it to those who chose them in `Options`. Rows
that a site adds replace those of the same form and narrowing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from doithoai.speech.letters import LATIN, UPPER
from doithoai.speech.options import Options

CODE_SCOPE = "số ký hiệu"
"""Rows that hold only inside document numbers."""
ADDRESS_SCOPE = "địa chỉ mạng"
"""Rows that hold only inside web addresses."""
_NAMED = {"Tên": f"[{UPPER}]", "#": r"\d{1,2}(?!\d)", "###": r"\d{3}", "####": r"\d{4}(?!\d)"}


class Entry(NamedTuple):
    """A row of the table."""

    form: str
    expansion: str
    context: str = ""
    level: str = ""
    scope: str = ""
    source: str = ""


class Lexicon:
    """Looks the longest form up that stands at a place. Immutable; made once and shared."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Rows of one form that hold at once make it ambiguous."""
        self.entries = tuple(entries)
        self._rows: dict[str, list[Entry]] = {}
        for row in self.entries:
            self._rows.setdefault(row.form, []).append(row)
        said = {row.form for row in self.entries if row.form and row.scope not in (CODE_SCOPE, ADDRESS_SCOPE)}
        self._said = sorted(said, key=lambda form: (-len(form), form))
        self._known = frozenset(said)
        self._sizes: dict[str, tuple[int, ...]] = {}
        for form in self._said:
            sizes = self._sizes.get(form[0], ())
            self._sizes[form[0]] = sizes if len(form) in sizes else (*sizes, len(form))

    @classmethod
    def standard(cls) -> Lexicon:
        """The packaged table."""
        return _standard()

    def extended(self, entries: Iterable[Entry]) -> Lexicon:
        """A lexicon that knows more; a row replaces all that was known of its form under the same narrowing."""
        added = tuple(entries)
        replaced = set(map(_narrowing, added))
        return Lexicon([*(row for row in self.entries if _narrowing(row) not in replaced), *added])

    def unusual(self) -> str:
        """A pattern for forms that do not look like abbreviations, so that the scanner must be told of them."""
        return _pattern(form for form in self._said if not _USUAL.match(form))

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """The longest known form that begins there and is not part of a longer word.

        A table is asked: one pattern of all forms would take longer to compile than a ward's scripts to say.
        """
        for size in self._sizes.get(text[start : start + 1], ()):
            form = text[start : start + size]
            if (
                len(form) == size
                and form in self._known
                and (form[-1] == "." or not _GOES_ON.match(text, start + size))
            ):
                return _of_size(size).match(text, start)
        return None

    def expansions(self, form: str, before: str, after: str, options: Options) -> list[str]:
        """What `form` can stand for here; several mean that nobody can tell."""
        fitting = [row for row in self._rows.get(form, ()) if _fits(row, before, after, options)]
        best = max(map(_narrowness, fitting), default=0)
        return list(dict.fromkeys(row.expansion for row in fitting if _narrowness(row) == best))

    def in_scope(self, form: str, scope: str, options: Options) -> list[str]:
        """What `form` stands for inside a document number or a web address."""
        rows = [row for row in self._rows.get(form, ()) if row.scope == scope]
        return [row.expansion for row in rows if not options.level or row.level in ("", options.level)]


_END = rf"(?![{LATIN}\d])"
_GOES_ON = re.compile(rf"[{LATIN}\d]")
_USUAL = re.compile(f"[{UPPER}][{UPPER}\\d]|[{UPPER}]\\w?[{UPPER}./&]")


@lru_cache(maxsize=256)
def _of_size(size: int) -> re.Pattern[str]:
    return re.compile(f".{{{size}}}", re.DOTALL)


def _pattern(forms: Iterable[str]) -> str:
    """Longest first; forms of one initial stand together, which is quicker."""
    by_initial: dict[str, list[str]] = {}
    for form in forms:
        by_initial.setdefault(form[0], []).append(re.escape(form[1:]) + ("" if form.endswith(".") else _END))
    groups = (f"{re.escape(initial)}(?:{'|'.join(tails)})" for initial, tails in by_initial.items())
    return f"(?:{'|'.join(groups)})" if by_initial else "(?!)"


def _narrowing(row: Entry) -> tuple[str, str, str, str]:
    return row.form, row.context, row.level, row.scope


def _narrowness(row: Entry) -> int:
    return 4 * bool(row.scope) + 2 * bool(row.context) + bool(row.level)


def _fits(row: Entry, before: str, after: str, options: Options) -> bool:
    if row.scope and row.scope != options.scope:
        return False
    if row.level and options.level and row.level != options.level:
        return False
    return not row.context or all(
        _compiled(part.strip()).search(before if part.strip().startswith("sau") else after) is not None
        for part in row.context.split(";")
    )


@lru_cache(maxsize=4096)
def _compiled(condition: str) -> re.Pattern[str]:
    side, _, words = condition.partition(":")
    choice = "|".join(_NAMED.get(word.strip()) or re.escape(word.strip()) for word in words.split("|"))
    return re.compile(f"(?:{choice})[ :.]*$" if side == "sau" else f"^ ?(?:{choice})")


@lru_cache(maxsize=1)
def _standard() -> Lexicon:
    table = files("doithoai.speech").joinpath("lexicon.csv").read_text("utf-8")
    return Lexicon(Entry(**row) for row in csv.DictReader(table.splitlines()))
