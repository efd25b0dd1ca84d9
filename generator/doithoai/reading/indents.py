"""Lines that stand in line with none above: what each begins, and what is open where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from doithoai.problems import shorten
from doithoai.reading.bullets import sign_of_list, words_of_item
from doithoai.reading.yaml_events import Slip, Told, at_column, indent_of

_Level = tuple[int, str, int]
"""Column, name and line of a key or of an item's dash."""
_DASH = "dấu “-”"
_KEY_AND_VALUE = "viết: khóa: giá trị (có một dấu cách sau dấu hai chấm)"
_LEVEL = re.compile(r"-(?: +|$)|(?P<key>[^\s:#\"'\[{,-][^:#\"'\[{]*):(?=[ \t]|$)")


class Begun(NamedTuple):
    """A key or an item's dash: the column where it is, its name, and the column where its value may be."""

    column: int
    name: str
    end: int


def levels(line: str) -> list[Begun]:
    """What a line begins: `  - ngày: …` an item and a key; nothing for a line that goes on."""
    found, at = [], indent_of(line)
    while part := _LEVEL.match(line, at):
        found.append(Begun(at, f"“{part['key']}”" if part["key"] else _DASH, part.end()))
        if part["key"]:
            break
        at = part.end()
    return found


def _named_line(line: str) -> str:
    own = levels(line)
    return f"dòng {own[-1].name}" if own and own[-1].name != _DASH else "dòng"


def _open_above(lines: list[str], number: int) -> list[_Level]:
    """What is open above a line, innermost first."""
    chain: list[_Level] = []
    limit = len(lines[number]) + 1000
    for above in range(number - 1, -1, -1):
        for column, name, _ in reversed(levels(lines[above])):
            if column < limit:
                chain.append((column, name, above))
                limit = column
        if limit == 0:
            break
    return chain


def has_value(line: str) -> bool:
    """Whether there is anything behind the last key or dash that a line begins."""
    own = levels(line)
    rest = line[own[-1].end :].strip() if own else ""
    return rest != "" and not rest.startswith("#")


def is_group(line: str) -> bool:
    """Whether a line begins a key whose value is what stands below it: keys, a list or words."""
    own = levels(line)
    value = line[own[-1].end :].strip() if own else "x"
    return _BELOW.fullmatch(value) is not None


_BELOW = re.compile(r"([|>][-+0-9]*)?\s*(#.*)?")


def is_item(line: str) -> bool:
    """Whether a line begins as an item of a list."""
    return line.lstrip().startswith("- ")


def free_below(lines: list[str], number: int, indent: int) -> Callable[[str], bool]:
    """Which lines below one that stands wrong hang on it for sure no more; set in by -1 it is where nobody knows.

    One is free where a line of its kind stood above, unless that may be within what the wrong line begins: an item
    holds the keys below it, a key without a value whatever is further in.
    """
    line = lines[number]
    holds_keys = line.lstrip().startswith("-") or sign_of_list(line) != ""
    above = {(column, name == _DASH) for column, name, _ in _open_above(lines, number)}
    outermost = min((column for column, is_dash in above if is_dash), default=len(line) + 1000)

    def is_free(below: str) -> bool:
        column, is_dash = indent_of(below), is_item(below)
        stood = (column, is_dash) in above and bool(levels(below))
        if column == 0 and not is_dash:
            return True
        if holds_keys and is_dash:
            return column <= indent or (stood and column <= outermost and has_value(line))
        if holds_keys:
            return stood and column < outermost and (column <= indent or indent < 0)
        if has_value(line):
            return stood or column <= indent
        return column < indent or (column == indent and not is_dash)

    return is_free


def is_in_line(line: str, other: str) -> bool:
    """Whether both are keys, or items, of the same column."""
    one, two = levels(line)[:1], levels(other)[:1]
    return [(it.column, it.name == _DASH) for it in one] == [(it.column, it.name == _DASH) for it in two] != []


_CROOKED = ("did not find expected key", "did not find expected '-'", "mapping values are not allowed")


def crooked(said: str, lines: list[str], mark: Any) -> Slip:
    """A line that is a key or an item, but stands in line with none above: too far to the right or to the left."""
    own = levels(lines[mark.line]) if mark.line < len(lines) and any(one in said for one in _CROOKED) else []
    above = _open_above(lines, mark.line) if own else []
    if not above:
        return _no_key(lines, first_of_data(lines)) if own and first_of_data(lines) < mark.line else None
    column, name, _ = own[0]
    if above[-1] == (0, _DASH, first_of_data(lines)) and column == 0 and name != _DASH and _is_only_item(lines):
        what = "dòng này mở đầu bằng “- ” như một mục của danh sách, nhưng các dòng dưới là những khóa cùng bậc với nó"
        return "indent", what, "bỏ dấu “- ” ở đầu dòng", at_column(first_of_data(lines), 0)
    if "mapping values" in said or mark.column != column:
        unnamed = _no_colon_above(lines, mark.line, column) or _no_colon_in_item(lines, above[0], column)
        return unnamed or _too_deep_a_line(lines[mark.line], mark, column, above[0])
    return _out_of_line(lines, mark.line, (column, name), above)


def _is_only_item(lines: list[str]) -> bool:
    """Whether no line at the margin but the first one begins as an item."""
    return sum(line.startswith("- ") for line in lines) == 1


def _out_of_line(lines: list[str], number: int, own: tuple[int, str], above: list[_Level]) -> Slip:
    column, name = own
    is_item = name == _DASH
    amid = _first_without_dash(lines, number) or _amid_a_list(lines, number) if is_item else None
    if amid:
        return amid
    outer = next((one for one in above if one[0] <= column), None)
    inner = next((one for one in reversed(above) if one[0] > column), None)
    if outer and inner and column != outer[0] and _is_above_at_fault(lines, number, (outer, column, inner)):
        what = f"chỗ này thụt vào so với {_named_line(lines[number])} ở dưới"
        return "indent", what, f"bỏ bớt dấu cách cho thẳng hàng với {name} ở dưới", at_column(inner[2], inner[0])
    if outer and outer[0] == column and (is_item or outer[1] != _DASH):
        what = "dòng này mở đầu bằng “- ” như một mục, nhưng dòng cùng bậc ở trên là một khóa"
        mend = "là một khóa thì bỏ dấu “- ”; là danh sách thì mục nào, cả mục đầu, cũng một dòng mở đầu bằng “- ”"
        return ("indent", what, mend, at_column(number, column)) if is_item and outer[1] != _DASH else None
    fitting = [one for one in (inner, outer) if one and (one[1] == _DASH) == is_item]
    fitting = fitting or [one for one in above if one[0] < column and (one[1] == _DASH) == is_item][:1]
    ways = [
        f"{'thêm' if one[0] > column else 'bỏ bớt'} dấu cách đầu dòng cho thẳng hàng với {one[1]}" for one in fitting
    ]
    mend = " ở trên, hoặc ".join(ways) + " ở trên"
    return (
        ("indent", "chỗ thụt vào của dòng này không khớp với các dòng ở trên", mend, at_column(number, column))
        if ways
        else None
    )


FIRST_DASH = "mục đầu của danh sách thiếu dấu “- ” ở đầu dòng"
INTRUDER = "dòng này chen vào giữa một danh sách, nên các mục ở dưới không còn thuộc danh sách đó"


def _above(lines: list[str], number: int, indent: int) -> int | None:
    """The next line with words above one that is set in by no more."""
    return next((at for at in range(number - 1, -1, -1) if _words(lines[at]) and indent_of(lines[at]) <= indent), None)


def _below(lines: list[str], number: int) -> int | None:
    return next((at for at in range(number + 1, len(lines)) if _words(lines[at])), None)


def _words(line: str) -> bool:
    return line.strip() != "" and not line.lstrip().startswith("#")


def _first_without_dash(lines: list[str], number: int) -> Slip:
    """An item whose list seems to begin with keys: the first of them has the name that this item begins with."""
    own, column = levels(lines[number]), indent_of(lines[number])
    owner = _above(lines, number, column - 1)
    first = _below(lines, owner) if owner is not None else None
    if owner is None or first is None or not is_group(lines[owner]) or len(own) != 2:
        return None
    if [(it.column, it.name) for it in levels(lines[first])] != [(column + 2, own[1].name)]:
        return None
    mend = "thêm “- ” ở đầu dòng này cho thẳng hàng với dấu “-” của mục ở dưới"
    return "bullet", FIRST_DASH, mend, at_column(first, column + 2)


def _amid_a_list(lines: list[str], number: int) -> Slip:
    """A line that is less set in than the items above and below it, which begin with the same key."""
    own, column = levels(lines[number]), indent_of(lines[number])
    amid = _above(lines, number, column - 1)
    before = _above(lines, amid, column) if amid is not None else None
    if amid is None or before is None or len(own) != 2:
        return None
    if levels(lines[before])[:2] != own or not is_group(lines[amid]):
        return None
    mend = "đúng là một khóa thì thụt vào thẳng hàng với dòng cùng bậc; thừa thì xóa dòng này"
    return "indent", INTRUDER, mend, at_column(amid, indent_of(lines[amid]))


def _no_colon_above(lines: list[str], number: int, column: int) -> Slip:
    """Words alone where the first key of a group would stand: what is below them has become more of them."""
    first = _above(lines, number, column)
    owner = _above(lines, first, column) if first is not None else None
    if first is None or owner is None or not is_group(lines[owner]) or indent_of(lines[owner]) >= column:
        return None
    bare = lines[first].strip()
    is_word = indent_of(lines[first]) == column and not levels(lines[first]) and bare[0].isalpha() and ":" not in bare
    return (*_NO_COLON, at_column(first, column)) if is_word else None


def _no_colon_in_item(lines: list[str], above: _Level, column: int) -> Slip:
    """An item that begins with a key's name and no colon, above a key of its own."""
    if above[1] != _DASH or column != above[0] + 2 or not key_without_colon(lines, above[2]):
        return None
    return *_NO_COLON, at_column(above[2], column)


_NO_COLON = ("no-colon", "dòng này thiếu dấu hai chấm sau tên khóa", _KEY_AND_VALUE)


def key_without_colon(lines: list[str], number: int) -> str | None:
    """`  - ngày:` of an item `  - ngày 20/3/2026`; None unless some line has a key of that name."""
    line = lines[number]
    own = levels(line)
    if len(own) != 1 or own[0].name != _DASH:
        return None
    names = {one.name.strip("“”") for other in lines for one in levels(other) if one.name != _DASH}
    name = max((name for name in names if line.startswith(f"{name} ", own[0].end)), key=len, default=None)
    return f"{line[: own[0].end]}{name}:" if name else None


class Meant(NamedTuple):
    """A line as it is meant: what it begins with, and the words behind that, which are as they were typed."""

    begin: str
    words: str


def item_meant(lines: list[str], told: Told) -> Meant | None:
    """A line that has another sign for its dash, or none, as an item; None where that is not sure."""
    number, is_bare = told[3].line, told[1] == FIRST_DASH
    line = lines[number]
    words = line.lstrip() if is_bare else words_of_item(line)
    column = indent_of(line) - 2 if is_bare else _column_of_item(lines, number)
    return Meant(f"{' ' * column}- ", words) if words and column is not None else None


def list_meant(lines: list[str], told: Told) -> Meant | None:
    """A list's own key one column off, behind a Tab or a stray dash, where it belongs; None where that is not sure.

    Its items show that: they are set in by two, or stand in line with it. Where a list is open to which they may as
    well belong, the key may be the last one of an item, with nothing below it.
    """
    number = told[3].line
    words = lines[number].lstrip(" \t-")
    begin = lines[number].removesuffix(words)
    above, below = _above(lines, number, len(lines[number]) + 1000), _below(lines, number)
    is_list = levels(words) and not has_value(words) and below is not None and is_item(lines[below])
    if not is_list or above is None or is_group(lines[above]):
        return None
    items = indent_of(lines[below or 0])
    open_ = {(column, name == _DASH) for column, name, _ in _open_above(lines, number)}
    keys = {column for column, is_dash in open_ if not is_dash}
    fitting = keys & {items - 2, items} | {one for one in keys if one > items and (items, True) in open_}
    if "-" in begin:
        fitting &= {indent_of(begin)} & {items - 2} if (indent_of(begin), True) not in open_ else set()
    elif "\t" not in begin:
        fitting &= {len(begin) - 1, len(begin) + 1}
    column = min(fitting, default=0)
    is_sure = len(fitting) == 1 and not {items - 2, items} <= keys and not _has_in_line(lines, number, column)
    return Meant(" " * column, words) if is_sure else None


def _has_in_line(lines: list[str], number: int, column: int) -> bool:
    """Whether others below a line stand as it does, up to the next one in the column where it belongs."""
    for line in lines[number + 1 :]:
        if is_in_line(line, lines[number]):
            return True
        if levels(line) and (indent_of(line), is_item(line)) <= (column, False):
            return False
    return False


def _column_of_item(lines: list[str], number: int) -> int | None:
    """Where the dash of an item stands that has another sign; None where that is not sure."""
    indent = indent_of(lines[number])
    dashes = [column for column, name, _ in _open_above(lines, number) if name == _DASH]
    below = _below(lines, number)
    inner = indent_of(lines[below]) if below is not None else 0
    owner = _above(lines, number, indent)
    if indent in dashes or (owner is not None and _below(lines, owner) == number and is_group(lines[owner])):
        return indent
    return indent - 2 if indent - 2 in dashes and inner == indent else None


def _is_above_at_fault(lines: list[str], number: int, at: tuple[_Level, int, _Level]) -> bool:
    """Whether the only line further in is the one with a space too many: steps of two make it the odd one."""
    outer, column, inner = at
    alone = all(not levels(line) or indent_of(line) <= outer[0] for line in lines[inner[2] + 1 : number])
    return alone and (inner[0] - outer[0]) % 2 == 1 and (column - outer[0]) % 2 == 0


def _too_deep_a_line(line: str, mark: Any, column: int, above: _Level) -> Slip:
    """`đối tượng: …` further in than `tiêu đề: A` above it: for YAML it goes on with that one's value."""
    if column <= above[0] or not line.startswith(":", mark.column):
        return None
    what = f"dòng này thụt vào so với dòng {above[1]} ở trên nên bị nối vào dòng đó"
    mend = f"bỏ bớt dấu cách đầu dòng cho thẳng hàng với {above[1]}"
    mend += "; nếu là phần sau của giá trị trên thì đặt cả giá trị trong dấu ngoặc kép"
    return "indent", what, mend, at_column(mark.line, column)


def after_the_data(said: str, lines: list[str], mark: Any) -> Slip:
    """For YAML the data ended above: its first key was indented, or was none, or there is a line `...`."""
    if "expected <document start>" not in said:
        return None
    ended = next((at for at in range(mark.line) if lines[at].startswith("...")), None)
    if ended is not None:
        mend = "xóa dòng này; mỗi tệp chỉ một phần dữ liệu"
        return "second-document", "có dòng “...” thừa", mend, at_column(ended, 0)
    number = first_of_data(lines)
    indent = indent_of(lines[number])
    if indent > indent_of(lines[mark.line]):
        what = f"dòng này thụt vào so với {_named_line(lines[mark.line])} ở dưới"
        return "indent", what, _UNINDENT, at_column(number, indent)
    return _no_key(lines, number)


_OTHER_SIGN = re.compile(r"\s*(?:- +)*([^\W\d_][\w ,/]{0,40}?) *([：﹕∶︰]|[;=](?= |$)) *(.*)")
"""A key with a sign behind it that looks like a colon, or lies beside it."""


def other_sign(lines: list[str], number: int) -> Slip:
    """`tiêu đề； Đèn`, `tiêu đề = Đèn`: a key with another sign than a colon, and the line as it should be."""
    found = _OTHER_SIGN.fullmatch(lines[number]) if number < len(lines) else None
    if not found:
        return None
    name, sign, value = found.groups()
    odd = "" if sign.isascii() else " (không phải dấu hai chấm “:” của bàn phím)"
    what = (
        f"sau “{name}” là dấu “{sign}”{odd}, không phải dấu hai chấm"
        if not odd
        else f"sau “{name}” là dấu “{sign}”{odd}"
    )
    return "no-colon", what, f"viết: {name}: {shorten(value, 200)}".rstrip(), at_column(number, found.start(2))


def colon_meant(lines: list[str], told: Told) -> Meant | None:
    """A key with a colon of another script behind it, with the colon; None for any other line."""
    found = _OTHER_SIGN.fullmatch(lines[told[3].line])
    if not found or found.start(2) != told[3].column or found[2].isascii():
        return None
    begin = f"{lines[told[3].line][: found.end(1)]}:"
    return Meant(f"{begin} ", found[3]) if found[3] else Meant(begin, "")


def sign_above(said: str, lines: list[str], mark: Any) -> Slip:
    """The same, where YAML stumbles over the line below; it has to be a key in line with that one."""
    if not any(words in said for words in ("mapping values are not allowed", "could not find expected ':'")):
        return None
    for number in range(min(mark.line, len(lines) - 1), max(mark.line - 3, -1), -1):
        slip = other_sign(lines, number)
        if slip and ("could not" in said or _key_column(lines[number]) == _key_column(lines[mark.line])):
            return slip
    return None


def _key_column(line: str) -> int:
    return len(line) - len(line.lstrip(" -"))


def _no_key(lines: list[str], number: int) -> Slip:
    slip = other_sign(lines, number)
    if slip:
        return slip
    what, mend = "dòng này không phải một dòng “khóa: giá trị”", "viết: khóa: giá trị; không phải dữ liệu thì xóa"
    return "no-colon", what, mend, at_column(number, indent_of(lines[number]))


_UNINDENT = "bỏ dấu cách ở đầu dòng này, và ở đầu các dòng thẳng hàng với nó, nếu có"


def is_first_of_data_set_in(told: Told) -> bool:
    """Whether the fault is that of the text's first line and of all in line with it."""
    return told[2] == _UNINDENT


def first_of_data(lines: list[str]) -> int:
    """The first line that is neither blank nor a comment."""
    return next((at for at, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), 0)
