"""Lines that stand in line with none above: what each begins, and what is open where it stands."""

from __future__ import annotations

import re
from typing import Any

from doithoai.reading.yaml_events import Slip, at_column


def indent_of(line: str) -> int:
    """By how many spaces a line is set in."""
    return len(line) - len(line.lstrip(" "))


_Level = tuple[int, str, int]
"""Column, name and line of a key or of an item's dash."""
_DASH = "dấu “-”"
_LEVEL = re.compile(r"- +|(?P<key>[^\s:#\"'\[{,-][^:#\"'\[{]*):(?= |$)")


def _levels(line: str) -> list[tuple[int, str]]:
    """What a line begins, each with its column: `  - ngày: …` an item and a key; nothing for a line that goes on."""
    found, at = [], indent_of(line)
    while part := _LEVEL.match(line, at):
        found.append((at, f"“{part['key']}”" if part["key"] else _DASH))
        if part["key"]:
            break
        at = part.end()
    return found


def _named_line(line: str) -> str:
    levels = _levels(line)
    return f"dòng {levels[-1][1]}" if levels and levels[-1][1] != _DASH else "dòng"


def _open_above(lines: list[str], number: int) -> list[_Level]:
    """What is open above a line, innermost first."""
    chain: list[_Level] = []
    limit = len(lines[number]) + 1000
    for above in range(number - 1, -1, -1):
        for column, name in reversed(_levels(lines[above])):
            if column < limit:
                chain.append((column, name, above))
                limit = column
        if limit == 0:
            break
    return chain


_CROOKED = ("did not find expected key", "did not find expected '-'", "mapping values are not allowed")


def crooked(said: str, lines: list[str], mark: Any) -> Slip:
    """A line that is a key or an item, but stands in line with none above: too far to the right or to the left."""
    own = _levels(lines[mark.line]) if mark.line < len(lines) and any(one in said for one in _CROOKED) else []
    above = _open_above(lines, mark.line) if own else []
    if not above:
        return _no_key(lines, first_of_data(lines)) if own and first_of_data(lines) < mark.line else None
    column, name = own[0]
    if "mapping values" in said or mark.column != column:
        return _too_deep_a_line(lines[mark.line], mark, column, above[0])
    return _out_of_line(lines, mark.line, (column, name), above)


def _out_of_line(lines: list[str], number: int, own: tuple[int, str], above: list[_Level]) -> Slip:
    column, name = own
    is_item = name == _DASH
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


def _is_above_at_fault(lines: list[str], number: int, at: tuple[_Level, int, _Level]) -> bool:
    """Whether the only line further in is the one with a space too many: steps of two make it the odd one."""
    outer, column, inner = at
    alone = all(not _levels(line) or indent_of(line) <= outer[0] for line in lines[inner[2] + 1 : number])
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


def _no_key(lines: list[str], number: int) -> Slip:
    what, mend = "dòng này không phải một dòng “khóa: giá trị”", "viết: khóa: giá trị; không phải dữ liệu thì xóa"
    return "no-colon", what, mend, at_column(number, indent_of(lines[number]))


_UNINDENT = "bỏ dấu cách ở đầu dòng này, và ở đầu các dòng thẳng hàng với nó, nếu có"


def first_of_data(lines: list[str]) -> int:
    """The first line that is neither blank nor a comment."""
    return next((at for at, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), 0)
