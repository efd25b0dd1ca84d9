"""A line of a record's text is a paragraph: so word processors give it, and so whoever types a line means it.

Markdown joins lines that no empty line parts. So one is put between two lines, unless Markdown makes one thing of them:
a table, a quotation, items of one list, an item and what is set in below it, a term and its meaning. How far a line is
set in tells what hangs on an item, nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

_UNEVEN = re.compile(r"[^\n]\n[^\n]|^[^\S\n]", re.MULTILINE)
"""Two lines in a row, or one that is set in: a text without them is as it should be."""
_ITEM = re.compile(r"([-*+]|\d+\.)[ \t]+\S")
_MEANING = re.compile(r":[ \t]+\S")
_RULE = re.compile(r"(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$")
_EDGE = re.compile(r"(?=.*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_BREAK = "  "
"""At the end of a line: the next one stands right below it, such as the lines of a title."""
_STRONG_LINES = 5
"""Lines that one `**…**` may run over."""
_STEP = 4
"""So far Markdown wants whatever hangs on an item to be set in, for each level."""


class _Level(NamedTuple):
    """An item that lines may hang on: where its mark stands, from where its own words begin, its kind of list."""

    indent: int
    inside: int
    kind: str


class _Stands(NamedTuple):
    """A line: its kind, nothing for an empty one, the items that lines below may hang on, and how far to set it in."""

    kind: str
    levels: tuple[_Level, ...]
    indent: int
    joined: bool
    """Whether it may stand right below the line above."""


def set_apart(text: str) -> str:
    """The text with an empty line between two lines that are no one thing, set in as Markdown wants it."""
    return "\n".join(line for _, line in _lines(text)) if _UNEVEN.search(text) else text


def line_as_written(text: str, number: int) -> int:
    """On which line of the text as it was written a line of it, set apart, stands; both from 0."""
    if not _UNEVEN.search(text):
        return number
    return next(islice((written for written, _ in _lines(text)), number, None), number)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line, and where it was written; an empty one that is put in has the number of the line below it."""
    written = text.split("\n")
    stands = _Stands("", (), 0, True)
    for number, (line, kind) in enumerate(zip(written, _kinds(written), strict=True)):
        words = line.lstrip()
        above, stands = stands.kind, _placed(stands, kind, _width(line, words), words)
        if above and not stands.joined:
            yield number, ""
        yield number, line if kind == "held" else " " * stands.indent + words


def _placed(above: _Stands, kind: str, indent: int, words: str) -> _Stands:
    """A line, after what stands above it."""
    levels, held = above.levels, above.kind
    if kind in ("", "held"):
        return _Stands(kind, levels, 0, True)
    if kind == "rest":
        return _Stands("plain", levels, above.indent, True)
    if kind in ("ol", "ul"):
        outer = _above(levels, indent)
        depth = len(outer)
        joined = held in ("ol", "ul") and (len(levels) <= depth or levels[depth].kind == kind)
        return _Stands(kind, (*outer, _Level(indent, _inside(indent, words), kind)), _STEP * depth, joined)
    if kind == "dd" and held in ("", "plain", "dd"):
        return _Stands(kind, (_Level(indent, indent + _STEP, kind),), 0, True)
    levels = _holding(levels, indent, held)
    if kind == "plain" and levels and _goes_on(above, indent):
        own = levels[-1]
        return _Stands(held, levels, _STEP * (len(levels) - 1) + own.inside - own.indent, True)
    return _Stands("plain" if kind == "dd" else kind, levels, _STEP * len(levels), kind == held == "quote")


def _above(levels: tuple[_Level, ...], indent: int) -> tuple[_Level, ...]:
    """The items that an item which is set in so far hangs on."""
    return tuple(one for one in levels if one.inside <= indent and one.kind != "dd")


def _inside(indent: int, words: str) -> int:
    mark = _ITEM.match(words)
    return indent + min(len(mark[1]) + 1 if mark else 2, _STEP)


def _holding(levels: tuple[_Level, ...], indent: int, above: str) -> tuple[_Level, ...]:
    """The items that another line hangs on: right below one it is set in at all, below an empty line a whole step."""
    step = 1 if above else _STEP
    return tuple(one for one in levels if one.indent + step <= indent)


def _goes_on(above: _Stands, indent: int) -> bool:
    """Whether a line right below an item goes on with its words: it is in line with them.

    Any other is a paragraph that hangs on it, as the first line of one is set in.
    """
    return above.kind == above.levels[-1].kind and any(indent == one.inside for one in above.levels)


def _width(line: str, words: str) -> int:
    return len(line[: len(line) - len(words)].expandtabs(_STEP))


def _kinds(lines: list[str]) -> list[str]:
    """What each line is: `plain`, `alone`, `quote`, an item of an `ol` or `ul`, a meaning (`dd`); `rest` goes on with
    the line above, `held` is left as it is, and an empty line is nothing."""
    stripped = [line.strip() + _BREAK if line.endswith(_BREAK) else line.strip() for line in lines]
    ends = {mark: _last(stripped, mark) for mark in ("-->", "```", "~~~")}
    found: list[str] = []
    while len(found) < len(lines):
        found += _group(stripped, len(found), ends)
    return found


def _last(lines: list[str], mark: str) -> int:
    """The last line that ends what `mark` ends."""
    return next((at for at in range(len(lines) - 1, -1, -1) if _ends(lines[at], mark)), -1)


def _ends(line: str, mark: str) -> bool:
    return mark in line if mark == "-->" else line.startswith(mark) and not line.strip(f"{mark[0]} ")


def _group(lines: list[str], at: int, ends: dict[str, int]) -> list[str]:
    """What the line is, and those below it that go on with it."""
    line, below = lines[at], lines[at + 1] if at + 1 < len(lines) else ""
    if not line.strip():
        return [""]
    held = _opened(line)
    if held and at < ends[held]:
        end = next(one for one in range(at + 1, len(lines)) if _ends(lines[one], held))
        return ["plain" if _FENCE.match(line) else _kind(line), *["held"] * (end - at)]
    if "|" in line and _EDGE.match(below):
        rows = next((one for one in range(at + 2, len(lines)) if "|" not in lines[one]), len(lines))
        return ["alone", *["rest"] * (rows - at - 1)]
    kind = _kind(line)
    if kind != "plain" or not below.strip():
        return [kind]
    more = 1 if not below.strip(" =") else _open(lines, at)
    return [kind, *["rest"] * more]


def _kind(line: str) -> str:
    if _RULE.match(line) or re.match(r"#{1,6}\s", line):
        return "alone"
    item = _ITEM.match(line)
    if item:
        return "ol" if item[1][-1] == "." else "ul"
    return "quote" if line[0] == ">" else "dd" if _MEANING.match(line) else "plain"


def _opened(line: str) -> str:
    """What ends a block that the line begins, which may hold anything."""
    if "<!--" in line and "-->" not in line[line.rindex("<!--") :]:
        return "-->"
    fence = _FENCE.match(line)
    return fence[1][:3] if fence else ""


def _open(lines: list[str], at: int) -> int:
    """How many lines below go on with the line: it ends with a break, or leaves open what is strong."""
    more, strong = 0, lines[at].count("**") % 2
    for line in islice(lines, at + 1, at + _STRONG_LINES if strong else None):
        if not line.strip() or _kind(line) != "plain" or not (strong or lines[at + more].endswith(_BREAK)):
            break
        more, strong = more + 1, (strong + line.count("**")) % 2
    return 0 if strong else more
