"""A document's text as blocks of runs: plain data for the templates, with what may never break marked as such.

Markdown goes the way it goes on the site (`engines/prose`), so paper and page read a text alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from typing import Any

from doithoai.engines.glyphs import fits
from doithoai.engines.prose import prose

Run = dict[str, Any]
"""`t` text, `b` bold, `i` italic, `k` kept on one line, `n` a new line, `w` has a word that may not fit a line."""
Part = dict[str, Any]
"""`kind` paragraph, heading, quote or table; `runs`; `label` of a list's item and its `depth`. A table has `head` (its
cells' runs), `rows` of cells with their `runs`, and the `widths` of its columns, which are shares of the line."""

_DATE = r"ngày\s\d{1,2}(?:/\d{1,2}(?:/\d{4})?|\stháng\s\d{1,2}(?:\snăm\s\d{4})?)"
_BLANK_DATE = r"ngày\s\.{3,}\stháng\s(?:\.{3,}|\d{1,2})\snăm\s(?:\.{3,}|\d{4})"
_MONTH = r"tháng\s\d{1,2}(?:/\d{4}|\snăm\s\d{4})?"
_CODE = r"(?:số\s)?(?:\w+[/.\-&–])+\w*[\wĐ]"
_COUNTED = r"(?:[Đđ]iều|[Kk]hoản|[Ss]ố|[Nn]ăm|[Qq]uý|[Tt]ầng)\s(?:\d[\d.]*|[IVX]+)(?!\w)"
_CLOCK = r"\d{1,2}\sgiờ(?:\s\d\d)?"
_KEPT = "|".join((_DATE, _BLANK_DATE, _MONTH, _CLOCK, _CODE, _COUNTED))
_LONGEST_KEPT = 48
_LINE, _TYPE = 410.0, 14.0
"""Points of a line of the body between its indents, and the size of its letters."""
_ROW, _CELL_TYPE, _INSET = 467.0, 12.0, 10.0
"""The same of a table: all columns together, the size of its letters, what the edges of a cell take."""


def runs_of(text: str, names: Iterable[str] = (), *, bold: bool = False, italic: bool = False) -> list[Run]:
    """The text as runs; numbers of documents, dates and the names given are kept on one line."""
    found: list[Run] = []
    for at, line in enumerate(unicodedata.normalize("NFC", text).split("\n")):
        if at:
            found.append(_run("", bold, italic, new_line=True))
        found += _kept(" ".join(line.split(" ")), names, bold, italic)
    return found


def _kept(text: str, names: Iterable[str], bold: bool, italic: bool) -> Iterator[Run]:
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if name)
    pattern = re.compile(f"(?<!\\w)(?:{known + '|' if known else ''}{_KEPT})[.,;:)”]*")
    end = 0
    for match in pattern.finditer(text):
        if len(match[0]) > _LONGEST_KEPT or not any(sign in match[0] for sign in " /-–.&"):
            continue
        if match.start() > end:
            yield _run(text[end : match.start()], bold, italic)
        yield _run(match[0], bold, italic, kept=True)
        end = match.end()
    if end < len(text):
        yield _run(text[end:], bold, italic)


def _run(text: str, bold: bool, italic: bool, *, kept: bool = False, new_line: bool = False) -> Run:
    wide = not _words_fit(text, _LINE, _TYPE)
    return {"t": text, "b": bold, "i": italic, "k": kept, "n": new_line, "w": wide}


def _words_fit(text: str, room: float, size: float) -> bool:
    """Every word of the text, even in bold, is narrower than the room."""
    return all(fits(word, room, size) for word in text.split())


def paragraph(text: str, names: Iterable[str] = (), *, label: str = "", italic: bool = False) -> Part:
    """A paragraph, or an item of a list."""
    return _part("paragraph", runs_of(text, names, italic=italic), label=label)


def bold(part: Part) -> Part:
    """The same, every word of it bold."""
    return {**part, "runs": [{**run, "b": True} for run in part["runs"]]}


def heading(text: str, level: int) -> Part:
    """A heading; the document's own name is level 1."""
    return {**_part("heading", runs_of(text)), "level": level}


def _first_number(start: str | None) -> int:
    """Of an ordered list; one that no browser would take either stands for 1."""
    return int(start) if start and re.fullmatch(r"[0-9]{1,9}", start) else 1


def _part(kind: str, runs: list[Run], label: str = "", depth: int = 0) -> Part:
    return {"kind": kind, "runs": runs, "label": label, "depth": depth}


def table(head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> Part:
    """A table; `widths`: shares of the line, which add up to one."""
    cells = [[{"runs": runs_of(text)} for text in row] for row in rows]
    return _narrowed({**_part("table", []), "head": [runs_of(text) for text in head], "rows": cells}, widths)


def _narrowed(table: Part, widths: Sequence[float]) -> Part:
    """What is kept on a line elsewhere may break where a column is too narrow for it."""
    rooms = [_ROW * width - _INSET for width in widths]
    head = [[_fitted(run, rooms[at]) for run in runs] for at, runs in enumerate(table["head"])]
    rows = [
        [{**cell, "runs": [_fitted(run, rooms[at]) for run in cell["runs"]]} for at, cell in enumerate(row)]
        for row in table["rows"]
    ]
    return {**table, "head": head, "rows": rows, "columns": len(widths), "widths": list(widths)}


def _fitted(run: Run, room: float) -> Run:
    kept = run["k"] and fits(run["t"], room, _CELL_TYPE)
    return {**run, "k": kept, "w": not kept and not _words_fit(run["t"], room, _CELL_TYPE)}


def text_of(part: Part) -> str:
    """What a block says, its lines apart."""
    return "".join("\n" if one["n"] else one["t"] for one in part["runs"])


def is_bold(part: Part) -> bool:
    """Every word of the block is bold."""
    return bool(part["runs"]) and all(one["b"] or not one["t"].strip() for one in part["runs"])


def parts_of(markdown: str, names: Iterable[str] = ()) -> list[Part]:
    """The blocks of a record's Markdown."""
    reader = _Reader(tuple(names))
    reader.feed(prose(markdown))
    reader.close()
    return _in_order([part for part in reader.parts if part["kind"] == "table" or text_of(part).strip()])


def quoted(parts: Iterable[Part]) -> Iterator[Part]:
    """What somebody else wrote, within a document: its headings are no headings of the document."""
    for part in parts:
        looks = bold(part) if part["kind"] == "heading" else part
        yield looks if part["kind"] == "table" else {**looks, "kind": "quote"}


def _in_order(parts: list[Part]) -> list[Part]:
    """Headings never skip a level: the document's own is 1."""
    above = 1
    for part in parts:
        if part["kind"] == "heading":
            part["level"] = above = min(part["level"], above + 1, 5)
    return parts


class _Reader(HTMLParser):
    """Clean HTML to blocks."""

    _BLOCKS = frozenset({"p", "li", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd", "pre"})

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self.parts: list[Part] = []
        self._names = names
        self._open: list[str] = []
        self._pieces: list[tuple[str, bool, bool]] = []
        self._counters: list[int | None] = []
        self._label = ""
        self._table: Part | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._pieces.append(("\n", *self._looks()))
            return
        if tag in self._BLOCKS or tag in ("ul", "ol", "table"):
            self._close(self._open[-1] if self._open else "p")
        self._open.append(tag)
        if tag in ("ul", "ol"):
            self._counters.append(_first_number(dict(attrs).get("start")) if tag == "ol" else None)
        elif tag == "li":
            self._label = self._next_label()
        elif tag == "table":
            self._table = {**_part("table", []), "head": [], "rows": []}
        elif tag == "tr" and self._table is not None and "tbody" in self._open:
            self._table["rows"].append([])

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        if tag in self._BLOCKS:
            self._close(tag)
        while self._open.pop() != tag:
            pass
        if tag in ("ul", "ol"):
            self._counters.pop()
        elif tag == "table" and self._table is not None:
            self.parts.append(_even(self._table))
            self._table = None

    def handle_data(self, data: str) -> None:
        if data.strip() or self._pieces:
            self._pieces.append((re.sub(r"\s+", " ", data), *self._looks()))

    def close(self) -> None:
        super().close()
        self._close("p")

    def _looks(self) -> tuple[bool, bool]:
        return "strong" in self._open or "dt" in self._open, "em" in self._open

    def _next_label(self) -> str:
        if not self._counters or self._counters[-1] is None:
            return "-"
        number = self._counters[-1]
        self._counters[-1] = number + 1
        return f"{number}."

    def _close(self, tag: str) -> None:
        """What was read so far becomes a block."""
        runs = _runs_of_pieces(self._pieces, self._names)
        self._pieces = []
        if tag in ("td", "th") and self._table is not None:
            row = self._table["rows"][-1] if self._table["rows"] else self._table["head"]
            row.append({"runs": runs} if self._table["rows"] else runs)
        elif not runs:
            return
        elif tag[0] == "h" and tag[1:].isdigit():
            self.parts.append({**_part("heading", runs), "level": int(tag[1:]) - 1})
        else:
            kind = "quote" if "blockquote" in self._open else "paragraph"
            self.parts.append(_part(kind, runs, self._label, max(0, len(self._counters) - 1)))
            self._label = ""


def _even(table: Part) -> Part:
    """Every row with as many cells as the longest."""
    width = max(1, len(table["head"]), *(len(row) for row in table["rows"]))
    head = [*table["head"], *([[]] * (width - len(table["head"])))]
    rows = [[*row, *([{"runs": []}] * (width - len(row)))] for row in table["rows"]]
    return _narrowed(
        {**table, "head": head, "rows": rows}, _shares([head, *([c["runs"] for c in row] for row in rows)])
    )


_NARROW, _BROAD = 8, 60
"""A column is as wide as its longest text, within these letters."""


def _shares(rows: list[list[list[Run]]]) -> list[float]:
    longest = [max(sum(len(run["t"]) for run in runs) for runs in column) for column in zip(*rows, strict=True)]
    wanted = [min(max(one, _NARROW), _BROAD) for one in longest]
    return [round(one / sum(wanted), 3) for one in wanted]


def _runs_of_pieces(pieces: list[tuple[str, bool, bool]], names: tuple[str, ...]) -> list[Run]:
    """Pieces that look alike are joined first, so that what must not break is found across them."""
    joined: list[tuple[str, bool, bool]] = []
    for text, bold, italic in pieces:
        if joined and joined[-1][1:] == (bold, italic):
            joined[-1] = (joined[-1][0] + text, bold, italic)
        else:
            joined.append((text, bold, italic))
    runs = [
        run
        for text, bold, italic in joined
        for run in runs_of(re.sub(r" *\n *", "\n", text), names, bold=bold, italic=italic)
    ]
    while runs and not runs[-1]["t"].strip():
        runs.pop()
    return runs
