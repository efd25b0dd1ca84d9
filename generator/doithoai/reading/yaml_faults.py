"""What the YAML parser stumbles over, in Vietnamese, with the line as it should be where that can be told."""

from __future__ import annotations

import re
from typing import Any

import yaml

from doithoai.problems import shorten
from doithoai.reading.bullets import odd_bullet
from doithoai.reading.hints import hint_left, is_hint
from doithoai.reading.indents import after_the_data, crooked, first_of_data, other_sign, sign_above
from doithoai.reading.yaml_events import DEPTH_LIMIT, QUOTE, Slip, Told, at_column, indent_of, too_deep


def explain(error: yaml.MarkedYAMLError, lines: list[str], first: int = 0) -> Told:
    """PyYAML's words in Vietnamese, with the line as it should be where that can be told.

    `first`: which of the lines the text that could not be read begins with.
    """
    mark: Any = _moved(error.problem_mark or error.context_mark, first)
    context = _moved(error.context_mark, first)
    said = error.problem or ""
    if "maximum nesting depth" in said:  # libyaml from 0.2.6 on looks further ahead than we walk
        return too_deep(_opened_too_deep(lines, mark))
    slips = (
        *(_directive, after_the_data, _hint_left, _tab_amid, sign_above, _slip_of_line, _slip_above),
        *(_left_open, _bracket_too_many, _sign_first, _quote_above),
    )
    slip = next((found for look in slips if (found := look(said, lines, mark))), None)
    slip = slip or odd_bullet(said, lines, context if "expected ':'" in said else mark)
    slip = slip or crooked(said, lines, mark)
    slip = slip or (other_sign(lines, context.line) if context and "expected ':'" in said else None)
    if slip:
        return slip
    for words, code, what, mend in _YAML_FAULTS:
        if words in said:
            return code, what, mend, (context or mark) if code in _SHOWN_WHERE_OPENED else mark
    mend = "xem lại dấu hai chấm, dấu ngoặc và thụt lề của dòng này và dòng trên"
    return "yaml", "không đọc được dòng này", mend, mark


def _moved(mark: Any, lines: int) -> Any:
    return at_column(mark.line + lines, mark.column) if mark else None


def _opened_too_deep(lines: list[str], mark: Any) -> Any:
    """Where the line opens one bracket more than a record may."""
    opened = [at for at, sign in enumerate(lines[mark.line]) if sign in "[{"]
    return at_column(mark.line, opened[DEPTH_LIMIT - 1]) if len(opened) >= DEPTH_LIMIT else mark


def _hint_left(said: str, lines: list[str], mark: Any) -> Slip:
    """A hint with a colon within, such as “Giờ bắt đầu, ví dụ: 8h00”, whose `#` was taken away and no more."""
    colon = _COLON.match(lines[mark.line]) if "mapping values" in said and mark.line < len(lines) else None
    if not colon or not is_hint(colon[1].strip(" -:"), colon[2]):
        return None
    return "hint-left", *hint_left(colon[1].strip(" -:"), colon[2]), at_column(mark.line, indent_of(lines[mark.line]))


def _tab_amid(said: str, lines: list[str], mark: Any) -> Slip:
    """A Tab where YAML wants a space, such as after the dash of an item."""
    if "cannot start any token" not in said or "\t" not in lines[mark.line][mark.column : mark.column + 1]:
        return None
    return "tab", "có phím Tab ở chỗ cần dấu cách", "xóa Tab, gõ một dấu cách", mark


_TIGHT = re.compile(r"^\s*(?:- )?([^\s:#\"'][^:]*):(?!//)(\S.*)$")
_AFTER_QUOTE = re.compile(r"^\s*(?:- )?([^:\"']+:\s+)?(\"[^\"]*\"\s*[^\s#].*)$")
_COLON = re.compile(r"^(\s*(?:- )?[^:#\"']+:\s+)(.*:\s.*|.*:)$")


def _slip_of_line(said: str, lines: list[str], mark: Any) -> Slip:
    """A slip that the line itself shows, with the line as it should be."""
    line = lines[mark.line] if mark.line < len(lines) else ""
    colon = _COLON.match(line)
    if "mapping values are not allowed" in said and colon:
        value = shorten(colon[2].replace('"', "'"), 200)
        mend = f'đặt trong dấu ngoặc kép: {colon[1].strip()} "{value}"'
        return "colon", "giá trị có dấu hai chấm “:” nên phải đặt trong dấu ngoặc kép", mend, mark
    quoted = _AFTER_QUOTE.match(line)
    if "did not find expected" in said and quoted and "'" not in quoted[2]:
        mend = f"bao cả giá trị bằng dấu nháy đơn: {(quoted[1] or '- ').strip()} '{shorten(quoted[2], 200)}'"
        return "quote", "còn chữ đứng sau dấu ngoặc kép đóng", mend, mark
    return None


def _slip_above(said: str, lines: list[str], mark: Any) -> Slip:
    """`tiêu đề:Đối thoại` is no key for YAML, which stumbles only over the next line's colon."""
    if not any(words in said for words in ("mapping values are not allowed", "could not find expected ':'")):
        return None
    for number in range(min(mark.line, len(lines) - 1), max(mark.line - 3, -1), -1):
        tight = _TIGHT.match(lines[number])
        if tight:
            mend = f"thêm một dấu cách: {tight[1]}: {shorten(tight[2], 200)}"
            at = at_column(number, lines[number].index(":") + 1)
            return "colon", "sau dấu hai chấm phải có một dấu cách", mend, at
    return None


def tight_key(line: str) -> str | None:
    """How a line begins that has no space after its key's colon."""
    tight = _TIGHT.match(line)
    return line[: tight.end(1) + 1] if tight else None


def _left_open(said: str, lines: list[str], mark: Any) -> Slip:
    """A bracket with nothing after it, told of at the text's end."""
    if "expected node content" not in said or any(line.strip() for line in lines[mark.line :]):
        return None
    for number in range(min(mark.line, len(lines)) - 1, -1, -1):
        column = max(lines[number].rfind("["), lines[number].rfind("{"))
        if column >= 0:
            return *_BRACKET, at_column(number, column)
    return None


_IN_BRACKETS = re.compile(r"(\s*(?:- )?(?:[^:#\"'\[{]+:\s+)?)([\[{][^\"'#]*[\]}])\s*(?:#.*)?")


def _bracket_too_many(_said: str, lines: list[str], mark: Any) -> Slip:
    """`lĩnh vực: [a]]`: a list of one line that is closed twice."""
    found = _IN_BRACKETS.fullmatch(lines[mark.line]) if mark.line < len(lines) else None
    value = found[2] if found else ""
    while any(value.endswith(sign) and value.count(sign) > value.count(other) for other, sign in ("[]", "{}")):
        value = value[:-1].rstrip()
    if not found or value == found[2] or not value.endswith(("]", "}")):
        return None
    mend = f"bỏ dấu {found[2][-1]} thừa: {found[1].strip()} {shorten(value, 200)}"
    return "bracket", f"thừa dấu {found[2][-1]} đóng ở cuối", mend, at_column(mark.line, found.end(2) - 1)


_FIRST = re.compile(r"\s*(?:- )?(?:[^:#\"'\[{]+:\s+)?([\[{!?'])")
_AFTER_FIRST = ("expected key", "expected '-'", "whitespace or line break", "tag URI", "mapping keys are not allowed")


def _sign_first(said: str, lines: list[str], mark: Any) -> Slip:
    """`[Gấp] Đèn đường`, `'Đèn' đường`, `!Gấp`: for YAML a list, a quotation, a tag, with something odd behind it."""
    found = _FIRST.match(lines[mark.line]) if mark.line < len(lines) else None
    if not found or mark.column < found.start(1) or not any(words in said for words in _AFTER_FIRST):
        return None
    at = at_column(mark.line, found.start(1))
    return "sign", f"giá trị bắt đầu bằng dấu {found[1]}", QUOTE, at


def _directive(_said: str, lines: list[str], mark: Any) -> Slip:
    """`%YAML 1.1` at the top, from which YAML demands a line `---` below it."""
    number = first_of_data(lines)
    if number > mark.line or not lines[number].startswith("%"):
        return None
    what = f"“{shorten(lines[number], 30)}” là dòng khai báo riêng của YAML, hồ sơ không dùng"
    return (
        "directive",
        what,
        "xóa dòng này; nếu là nội dung thì viết dưới một khóa, trong dấu ngoặc kép",
        at_column(number, 0),
    )


def _quote_above(said: str, lines: list[str], mark: Any) -> Slip:
    """A quotation mark that is not closed in its line, told of where the next one stands."""
    if "did not find expected" not in said or mark.line >= len(lines) or '"' not in lines[mark.line][: mark.column]:
        return None
    for number in range(mark.line - 1, -1, -1):
        before, sign, after = lines[number].partition('"')
        if sign:
            is_first = '"' not in after and before.strip()[-1:] in ("", ":", "-")
            return (*UNCLOSED, at_column(number, len(before))) if is_first else None
    return None


UNCLOSED = ("unclosed", "dấu ngoặc kép mở ra mà không đóng", "thêm dấu đóng ngoặc ở cuối giá trị")
_BRACKET = ("bracket", "dấu ngoặc [ hoặc { mở ra mà không đóng", "đóng bằng ] hoặc }, hoặc bỏ ngoặc")
LEFT_OPEN = {"unclosed", "bracket"}
_SHOWN_WHERE_OPENED = {"no-colon", "unclosed", "bracket", "sign"}
"""Faults that PyYAML notices only lines later; the place meant is where the value begins."""

_YAML_FAULTS = (
    (
        "mapping values are not allowed",
        "colon",
        "dấu hai chấm “:” đứng sai chỗ hoặc thụt lề sai",
        'thụt lề thẳng hàng với dòng cùng bậc; giá trị có “: ” thì đặt trong "…"',
    ),
    (
        "could not find expected ':'",
        "no-colon",
        "dòng này thiếu dấu hai chấm sau tên khóa",
        "viết: khóa: giá trị (có một dấu cách sau dấu hai chấm)",
    ),
    (
        "did not find expected key",
        "indent",
        "thụt lề hoặc dấu ngoặc kép sai",
        'thụt lề thẳng hàng với dòng cùng bậc; giá trị mở đầu bằng dấu " phải đóng bằng dấu " ở cuối',
    ),
    (
        "did not find expected '-' indicator",
        "indent",
        "thụt lề của danh sách sai",
        "các dấu gạch đầu dòng “-” của một danh sách phải thẳng hàng; các khóa của một mục cũng vậy",
    ),
    (
        "block sequence entries are not allowed",
        "indent",
        "dấu gạch đầu dòng “-” đứng sai chỗ",
        'xuống dòng rồi mới viết “- ”; nếu “-” là một phần của giá trị thì đặt cả giá trị trong "…"',
    ),
    ("unexpected end of stream", *UNCLOSED),
    ("unexpected document indicator", *UNCLOSED),
    ("found undefined tag handle", "tag", "không dùng dấu ! ở đầu giá trị", QUOTE),
    ("undefined alias", "alias", "không dùng bí danh YAML (dấu * trước một từ)", QUOTE),
    (
        "did not find expected alphabetic or numeric character",
        "sign",
        "giá trị bắt đầu bằng dấu & hoặc *",
        QUOTE,
    ),
    ("cannot start any token", "token", "giá trị bắt đầu bằng ký tự đặc biệt (@, `, % hoặc Tab)", QUOTE),
    (
        "unknown escape",
        "escape",
        "trong dấu ngoặc kép có dấu gạch chéo ngược “\\”",
        "dùng dấu nháy đơn '…' thay cho \"…\"",
    ),
    ("did not find expected ',' or", *_BRACKET),
    ("did not find expected node content", "token", "giá trị chứa dấu phẩy hoặc ngoặc không đúng chỗ", QUOTE),
    ("expected comment or line break", "token", "sau dấu | hoặc > ở đầu giá trị phải xuống dòng", QUOTE),
)
