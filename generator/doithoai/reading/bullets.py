"""Items of lists that begin as a word processor begins them, or in haste: YAML knows “- ” alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from doithoai.reading.yaml_events import Slip, at_column

Note = Callable[[str, str, str, Any], object]

_BULLETS = "\u2012-\u2015\u2212\u2022\u00b7\u25cf\u25aa\u25e6\u27a2\uf000-\uf0ff*+"
_BULLET = re.compile(rf"\s*([{_BULLETS}])\s+\S|\s*(-)[^\s\d-]")
_NUMBERED = re.compile(r"\s*(\d{1,2}[.)]|[a-zđ]\))\s+\S")
"""How lists look that a word processor made, or somebody in haste; YAML knows “- ” alone."""


def lost_item(event: Any, lines: list[str]) -> Slip:
    """A list item set deeper than the one above it is, for YAML, more of that one's lines: nobody means that.

    So is an item that begins as word processors begin them; of a number only if the first line has one, too.
    """
    first = lines[event.start_mark.line][event.start_mark.column :]
    for line in lines[event.start_mark.line + 1 : event.end_mark.line + 1]:
        if line.lstrip().startswith("- "):
            if _BULLET.match(first):
                what = f"dòng này bắt đầu bằng {sign_of_list(first)} nên không thành một mục, mục sau bị nối vào đây"
                return "bullet", what, _BULLET_MEND, event.start_mark
            what = "dòng sau bắt đầu bằng “- ” nhưng thụt lề khác, nên bị nối vào dòng này"
            return "indent", what, "các dấu gạch đầu dòng “-” của một danh sách phải thẳng hàng", event.start_mark
        sign = sign_of_list(line)
        if sign and (_BULLET.match(line) or _NUMBERED.match(first)):
            what = f"dòng sau bắt đầu bằng {sign} nên bị nối vào dòng này, không thành một mục riêng"
            return "bullet", what, _BULLET_MEND, event.start_mark
    return None


_BULLET_MEND = "mở đầu mỗi mục bằng dấu trừ và một dấu cách “- ”, các dấu thẳng hàng"


def sign_of_list(line: str) -> str:
    """How a line begins that looks like an item of a list and is none; empty for any other line."""
    found = _BULLET.match(line) or _NUMBERED.match(line)
    sign = next(filter(None, found.groups())) if found else ""
    if sign == "-":
        return "“-” không có dấu cách"
    return f"“{sign}”" if sign.isprintable() and sign else sign and "dấu đầu dòng của Word"


def words_of_item(line: str) -> str | None:
    """What stands behind the sign of a line that begins with another one than “- ”; None for any other line."""
    found = _BULLET.match(line)
    return line[max(found.end(1), found.end(2)) :].lstrip() if found else None


def no_dash_but_bullet(key: str, at: Any) -> Slip:
    """A key, of which there is another of that name, that begins with a sign: an item is meant."""
    sign = sign_of_list(key) if _BULLET.match(key) else ""
    return ("bullet", f"dòng này bắt đầu bằng {sign}, không phải dấu đầu mục “- ”", _BULLET_MEND, at) if sign else None


def odd_bullet(said: str, lines: list[str], mark: Any) -> Slip:
    """An item of a list that does not begin with “- ”: YAML stumbles over it, or over the line below."""
    if "expected" not in said and "mapping values" not in said:
        return None
    for number in (mark.line, mark.line - 1):
        sign = sign_of_list(lines[number]) if 0 <= number < len(lines) else ""
        if sign:
            at = at_column(number, len(lines[number]) - len(lines[number].lstrip()))
            return "bullet", f"dòng này bắt đầu bằng {sign}, không phải dấu đầu mục “- ”", _BULLET_MEND, at
    return None
