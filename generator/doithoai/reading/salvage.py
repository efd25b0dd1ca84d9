"""A YAML text with faults, read on: each fault is told, and what it spoils is taken away, so that the rest is read.

A block of lines that cannot be read is read in its parts, a key or an item each, down to the single value that is at
fault; so a quotation mark left open spoils no more than its own value. Only then do lines count that stand wrong among
their neighbours. Where the damage may reach further than can be told, all it may reach is taken away.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import yaml
from msgspec import Struct, field
from msgspec.structs import replace

from doithoai.reading.indents import (
    INTRUDER,
    colon_meant,
    free_below,
    has_value,
    is_first_of_data_set_in,
    is_group,
    is_in_line,
    is_item,
    item_meant,
    key_without_colon,
    levels,
    list_meant,
)
from doithoai.reading.tree import Gaps, build
from doithoai.reading.yaml_events import DEPTH_LIMIT, Told, YamlFault, at_column, events, indent_of, lines_of
from doithoai.reading.yaml_faults import LEFT_OPEN, explain, tight_key

MOST = 20
"""So many faults of a file are read at once; of what stands beyond them it is only said that there may be more."""
_MOST_SIGNS = 16_000_000
"""So much is read over and over, at most, of a text that has faults: a file of the largest size takes seconds."""
_A_READING = 300
"""To begin a reading takes as long as that many signs."""
_CLOSING = frozenset("\"']}")
_FEW = 3
"""More lines that are set in with a Tab are told as one."""
_MORE = "; có thể còn lỗi khác chưa nêu: sửa các lỗi này rồi chạy lại"
_TRIES = 3
"""So many lines that may close a quotation or a bracket are tried."""
_ANYWHERE = -1
_OF_LINES = {"indent", "bullet"}
"""Faults of whole lines: there is no value to be taken away from."""
_ENDS = ("...", "---")
"""What ends the data: alone it says nothing."""
_HOLDER = "*x"
"""What stands for a value that was taken away; an alias, which no record may have, at a line that is known."""


class Salvaged(Struct, frozen=True):
    """The lines that can be read, those that are left blank among them, and the faults."""

    lines: list[str]
    faults: tuple[Told, ...]
    gaps: Gaps
    shifts: Mapping[int, int]
    """By how many columns what stands behind a dash was moved as the dash was put right."""
    is_sure: bool
    """Whether the lines hold all that can be read; else the text was given up."""

    @property
    def text(self) -> str:
        """The text, of as many lines as it was."""
        return "\n".join(self.lines)

    def column_of(self, mark: Any) -> int:
        """Where a place of these lines is in the text as it was typed."""
        shift = self.shifts.get(mark.line, 0)
        return max(mark.column - shift, 0) if shift else int(mark.column)


@lru_cache(maxsize=4)
def salvaged(text: str) -> Salvaged:
    """What can be read of a text in which there is a fault."""
    sheet = _Sheet(lines_of(text))
    first: Told | None = None
    try:
        _without_tabs(sheet)
        first = sheet.fault_in(_Range(0, len(sheet.lines)))
        while first and first[1] == INTRUDER:
            sheet.tell(first)
            sheet.blank(first[3].line)
            first = sheet.fault_in(_Range(0, len(sheet.lines)))
        _mend(sheet, _Range(0, len(sheet.lines)))
        is_sure = sheet.is_sound(_Range(0, len(sheet.lines)))
    except _GivenUp:
        is_sure = False
        sheet.faults += [first] if first and not sheet.faults else []
    faults = sorted(sheet.faults, key=lambda told: (told[3].line, told[3].column))
    if len(faults) == MOST:
        code, what, mend, mark = faults[-1]
        faults[-1] = code, what, mend + _MORE, mark
    return Salvaged(sheet.lines, tuple(faults), Gaps(frozenset(sheet.cut), sheet.holes), sheet.shifts, is_sure)


class _GivenUp(Exception):
    """There is too much to tell, or nothing more that is sure."""


_Error = YamlFault | yaml.MarkedYAMLError


class _Range(Struct, frozen=True):
    """Lines, as Python counts them; what stands in the first one before `column` belongs to another block."""

    start: int
    end: int
    column: int = 0
    depth: int = 0
    """How many lists and groups of keys they stand in."""


class _Sheet(Struct):
    """The lines, with what was taken away so far."""

    lines: list[str]
    faults: list[Told] = field(default_factory=list)
    cut: set[int] = field(default_factory=set)
    """Lines with a holder for their value."""
    holes: dict[int, str] = field(default_factory=dict)
    """Lines left blank, as they were written."""
    shifts: dict[int, int] = field(default_factory=dict)
    """Lines whose dash was put right, and by how many columns what is behind it was moved."""
    read: int = 0
    """How many signs were read."""
    known: dict[tuple[str, frozenset[int], int], _Error | None] = field(default_factory=dict)
    """What came of lines that were read before, as they stood then: most are asked for twice."""

    def fault_in(self, at: _Range) -> Told | None:
        """The fault for which these lines cannot be read alone."""
        error = self._error_in(at)
        if error is None:
            return None
        if isinstance(error, YamlFault):
            return error.code, error.what, error.mend, at_column(error.mark.line + at.start, error.mark.column)
        self._count(8 * at.end)  # the lines above are looked at, too
        return explain(error, [*self.lines[: at.end], ""], at.start)

    def is_sound(self, at: _Range) -> bool:
        """Whether these lines can be read alone."""
        return self._error_in(at) is None

    def _error_in(self, at: _Range) -> _Error | None:
        first = " " * at.column + self.lines[at.start][at.column :]
        text = "\n".join((first, *self.lines[at.start + 1 : at.end], ""))
        cut = frozenset(number - at.start for number in self.cut if at.start <= number < at.end)
        key = text, cut, at.depth
        if key not in self.known:
            self._count(len(text) + _A_READING)
            self.known[key] = _error_of(text, Gaps(cut), at.depth)
        return self.known[key]

    def _count(self, signs: int) -> None:
        self.read += signs
        if self.read > _MOST_SIGNS:
            raise _GivenUp

    def tell(self, told: Told) -> None:
        """Note a fault."""
        code, what, mend, mark = told
        column = max(mark.column - self.shifts.get(mark.line, 0), 0)
        self.faults.append((code, what, mend, at_column(mark.line, column)))
        if len(self.faults) == MOST:
            raise _GivenUp

    def has_words(self, number: int) -> bool:
        """Whether the line is neither blank nor a comment."""
        bare = self.lines[number].strip()
        return bare != "" and not bare.startswith("#")

    def blank(self, number: int) -> None:
        """Leave a line out."""
        if self.has_words(number):
            self.holes[number] = self.lines[number]
        self.lines[number] = ""


def _error_of(text: str, gaps: Gaps, depth: int) -> _Error | None:
    """What is raised as a text is read, `depth` levels deep in a record."""
    try:
        build(events(text), lambda *_: None, text.split("\n"), gaps, depth)
    except (YamlFault, yaml.MarkedYAMLError) as error:
        return error.with_traceback(None)
    except (yaml.YAMLError, UnicodeError):
        raise _GivenUp from None
    return None


def _without_tabs(sheet: _Sheet) -> None:
    """Where a line belongs that is set in with a Tab, few lines show; many, as an editor makes them, are told once."""
    tabbed = [number for number, line in enumerate(sheet.lines) if "\t" in line[: len(line) - len(line.lstrip())]]
    what = "dòng thụt lề bằng phím Tab" + (f", và {len(tabbed) - 1} dòng nữa ở dưới" if len(tabbed) > _FEW else "")
    faults: list[Told] = [("tab", what, _NO_TAB, at_column(number, 0)) for number in tabbed]
    for fault in faults[:1] if len(faults) > _FEW else faults:
        sheet.tell(fault)
    for number, fault in zip(tabbed, faults, strict=True):
        if not sheet.has_words(number):
            sheet.lines[number] = ""
        elif not _put_right(sheet, _Range(number, number + 1), fault):
            sheet.lines[number] = sheet.lines[number].lstrip()
            _take_line(sheet, number, is_anywhere=True)


_NO_TAB = "xóa Tab, gõ dấu cách cho thẳng hàng với dòng cùng bậc"


def _mend(sheet: _Sheet, at: _Range) -> list[_Range]:
    """Tell every fault of a block of lines and take away what cannot be read for it.

    Gives the parts that have lines out of place, which make their neighbours seem so.
    """
    crooked: list[_Range] = []
    while not sheet.is_sound(at):
        parts = list(_parts(sheet, at))
        inner = _inner(sheet, parts[0]) if len(parts) == 1 else None
        if len(parts) == 1 and inner is None:
            fault = sheet.fault_in(at)
            if fault and _tell_of_value(sheet, at, fault):
                continue
            return crooked
        crooked += _mend(sheet, inner) if inner else _mend_each(sheet, list(_closed(sheet, parts)), at)
        fault = sheet.fault_in(at)
        if fault and not _tell_of_order(sheet, at, fault, crooked):
            return crooked
    return crooked


def _mend_each(sheet: _Sheet, parts: list[_Range], at: _Range) -> list[_Range]:
    """Mend the parts of a block; gives those that have lines out of place.

    As its first part stands all others should; so if that is one of them, it is given as the whole block.
    """
    crooked = []
    is_open = False
    for number, part in enumerate(parts):
        if is_open and not (levels(_head(sheet, part)) or tight_key(_head(sheet, part))):
            _blank(sheet, part.start, part.end)  # words that may be the rest of what was left open
            continue
        before = len(sheet.faults)
        if _is_in_place(sheet, parts, number):
            _mend(sheet, part)
        codes = [told[0] for told in sheet.faults[before:]]
        is_open = not LEFT_OPEN.isdisjoint(codes)
        crooked += [part if number else at] if "indent" in codes else []
    return crooked


def _is_in_place(sheet: _Sheet, parts: list[_Range], number: int) -> bool:
    """Whether a part may be read alone: no less set in than the first one, and a key among keys."""
    line, first = _head(sheet, parts[number]), _head(sheet, parts[0])
    if number == 0 or not levels(line):
        return number == 0 and not line.startswith(_ENDS)
    if indent_of(line) < indent_of(first):
        return False
    return is_item(line) == is_item(first) or (is_item(line) and _is_list_begun(sheet, parts[:number]))


def _is_list_begun(sheet: _Sheet, above: list[_Range]) -> bool:
    """Whether an item may stand in line with the key above it, which has nothing else below it."""
    owner = next(one for one in reversed(above) if not is_item(_head(sheet, one)))
    return not has_value(_head(sheet, owner)) and not any(
        map(sheet.has_words, range(_first(sheet, owner) + 1, owner.end))
    )


def _tell_of_value(sheet: _Sheet, at: _Range, fault: Told) -> bool:
    """Tell of a single value, or of a line that became part of it, and take away what that may have spoilt.

    Whether more of it may be read than was before.
    """
    sheet.tell(fault)
    number = fault[3].line
    if _put_right(sheet, at, fault):
        return True
    head = None
    if number == _first(sheet, at) and fault[0] in ("colon", "no-colon"):
        line = sheet.lines[number]
        head = tight_key(line) if fault[0] == "colon" else key_without_colon(sheet.lines[: at.end], number)
    if head and number not in sheet.cut:  # what is below it may be keys beside it
        sheet.lines[number] = f"{head} {_HOLDER}"
        sheet.cut.add(number)
        return True
    if at.start <= number < at.end and sheet.has_words(number):
        is_below = number > _first(sheet, at) and levels(sheet.lines[number])
        if is_below or (fault[0] in _OF_LINES and fault[3].column == indent_of(sheet.lines[number])):
            _take_line(sheet, number, is_crooked=fault[0] == "indent")
    if sheet.has_words(_first(sheet, at)):
        _take_value(sheet, at)
    return False


def _put_right(sheet: _Sheet, at: _Range, fault: Told) -> bool:
    """Read a line of these as it is meant; False if that is not sure."""
    number = fault[3].line
    look = _MEANT.get(fault[0])
    meant = look(sheet.lines, fault) if look and at.start <= number < at.end and number not in sheet.shifts else None
    if meant is None:
        return False
    sheet.shifts[number] = len(meant.begin) - (len(sheet.lines[number]) - len(meant.words))
    sheet.lines[number] = meant.begin + meant.words
    return True


_MEANT = {"bullet": item_meant, "indent": list_meant, "tab": list_meant, "no-colon": colon_meant}
"""For the faults of a line that may be read all the same: what it is, if that is sure."""


def _tell_of_order(sheet: _Sheet, at: _Range, fault: Told, crooked: list[_Range]) -> bool:
    """Tell of a line that does not stand as its neighbours do, and take it away; False if it is none of this block."""
    number = fault[3].line
    if not at.start <= number < at.end or not sheet.has_words(number):
        if at.start == 0 and at.end == len(sheet.lines):
            raise _GivenUp
        return False
    is_crooked = fault[0] == "indent"
    is_told = number in sheet.cut or (is_crooked and any(one.start <= number < one.end for one in crooked))
    if not is_told and fault[0] in _MEANT and number not in sheet.shifts:
        sheet.tell(fault)
        if _put_right(sheet, at, fault):
            return True
        sheet.faults.pop()
    also = _take_line(sheet, number, is_crooked=is_crooked)
    if not is_told:
        code, what, mend, mark = fault
        aligned = also and not is_first_of_data_set_in(fault)
        sheet.tell((code, what, f"{mend}; các dòng dưới thẳng hàng với nó cũng vậy" if aligned else mend, mark))
    return True


def _parts(sheet: _Sheet, at: _Range) -> Iterator[_Range]:
    """The block's keys or items; and each line that is less set in than its first one, which is out of place."""
    is_all = at.start == 0 and at.end == len(sheet.lines)
    words = filter(sheet.has_words, range(at.start, at.end) if is_all else ())
    column = min((indent_of(sheet.lines[number]) for number in words), default=indent_of(_head(sheet, at)))
    start = at.start
    for number in range(_first(sheet, at) + 1, at.end):
        if sheet.has_words(number) and indent_of(sheet.lines[number]) <= column:
            yield _Range(start, number, at.column if start == at.start else 0, at.depth)
            start = number
    yield _Range(start, at.end, at.column if start == at.start else 0, at.depth)


def _head(sheet: _Sheet, at: _Range) -> str:
    """The block's first line with words, without what belongs to another block."""
    first = _first(sheet, at)
    return " " * at.column + sheet.lines[first][at.column :] if first == at.start else sheet.lines[first]


def _first(sheet: _Sheet, at: _Range) -> int:
    return next((number for number in range(at.start, at.end) if sheet.has_words(number)), at.start)


def _closed(sheet: _Sheet, parts: list[_Range]) -> Iterator[_Range]:
    """The parts, put together again where a quotation or a bracket goes on from one to another."""
    may_close = [number for number, part in enumerate(parts) if _may_close(sheet, part)]
    at = 0
    while at < len(parts):
        below = bisect_right(may_close, at)
        tried = may_close[below : below + _TRIES] if _is_left_open(sheet, parts[at]) else []
        last = next((one for one in tried if sheet.is_sound(replace(parts[at], end=parts[one].end))), at)
        yield replace(parts[at], end=parts[last].end)
        at = last + 1


def _may_close(sheet: _Sheet, part: _Range) -> bool:
    """Whether a quotation or a bracket that was open may end in it."""
    return not _CLOSING.isdisjoint("".join(sheet.lines[part.start : part.end]))


def _is_left_open(sheet: _Sheet, part: _Range) -> bool:
    """Whether its fault is a quotation or a bracket that does not end in it."""
    fault = sheet.fault_in(part)
    return fault is not None and fault[0] in LEFT_OPEN


def _inner(sheet: _Sheet, at: _Range) -> _Range | None:
    """What stands behind an item's dash, or below a key; None where there is nothing to take apart."""
    first, head = _first(sheet, at), _head(sheet, at)
    own = levels(head) if at.depth + 1 < DEPTH_LIMIT else []
    if len(own) > 1:
        return _Range(first, at.end, own[1].column, at.depth + 1)
    below = _Range(first + 1, at.end, 0, at.depth + 1)
    is_bare = own and not has_value(head) and below.start < below.end and sheet.has_words(_first(sheet, below))
    return below if is_bare else None


def _take_value(sheet: _Sheet, at: _Range) -> None:
    """Put a holder in place of the value of a key or an item, with all that is below it."""
    first = _first(sheet, at)
    line = sheet.lines[first]
    own = next((one for one in levels(line) if one.column >= at.column), None)
    head = line[: own.end].rstrip() if own else tight_key(line)
    _blank(sheet, first + 1, at.end)
    if head:
        sheet.lines[first] = f"{head} {_HOLDER}"
        sheet.cut.add(first)
    else:
        sheet.blank(first)


def _take_line(sheet: _Sheet, number: int, is_crooked: bool = False, is_anywhere: bool = False) -> bool:
    """Leave out a line that stands wrong, and what may hang on it; of a crooked one also those in line with it.

    Whether there are such lines.
    """
    line = sheet.lines[number]
    head = None if is_crooked else tight_key(line)
    free = free_below(sheet.lines, number, _ANYWHERE if is_anywhere else indent_of(line))
    below, also = number + 1, False
    group: int | None = None  # the column of the last key left out whose value is what is below it
    while below < len(sheet.lines):
        if sheet.has_words(below):
            one = sheet.lines[below]
            is_aligned = is_crooked and is_in_line(one, line)
            hangs = group is not None and (indent_of(one) > group or (indent_of(one) == group and is_item(one)))
            if free(one) and not (is_aligned or hangs):
                break
            also = also or is_aligned
            group = group if hangs and not is_group(one) else levels(one)[-1].column if is_group(one) else None
        below += 1
    _blank(sheet, number + 1, below)
    if head and number not in sheet.cut:
        sheet.lines[number] = f"{head} {_HOLDER}"
        sheet.cut.add(number)
    else:
        sheet.blank(number)
    return also


def _blank(sheet: _Sheet, start: int, end: int) -> None:
    for number in range(start, end):
        sheet.blank(number)
