"""YAML as clerks write it, read by an event walk that can neither run code nor blow up.

Anchors, aliases, tags and deep nesting are refused as their events arrive, before anything is built. Only
`true`/`false`, plain decimal integers and an empty value (or `null`) are resolved; all else stays the text that
was typed, so `14:30`, `010` and `no` mean what they look like.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast

import yaml

from doithoai.folding import fold
from doithoai.problems import Place, Problem, shorten
from doithoai.reading.hints import hint_left, is_hint

DEPTH_LIMIT = 12
Loc = tuple[str | int, ...]

_PARSER: Any = None  # a wheel without libyaml: slower, the same events
with suppress(ImportError):
    from yaml._yaml import CParser

    _PARSER = CParser
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_NULLS = {"", "null", "~"}
_BOOLEANS = {"true": True, "false": False}


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    value: dict[str, Any] | list[Any]
    key: str | None = None
    seen: set[str] = field(default_factory=set)
    """Keys so far, folded."""


_Note = Callable[[str, str, str, Any], None]


_Slip = tuple[str, str, str, Any] | None
"""Code, what, mend and mark; None where it is none."""


class _Fault(Exception):
    def __init__(self, code: str, what: str, mend: str, mark: Any) -> None:
        super().__init__(what)
        self.code, self.what, self.mend, self.mark = code, what, mend, mark


def load(text: str, file: str, first_line: int = 1) -> tuple[dict[str, Any], list[Problem]]:
    """Parse one YAML document that must be a mapping; `first_line` is where `text` starts in `file`."""
    problems: list[Problem] = []
    lines = f"{text}\n".splitlines()  # as YAML counts them, which ends a line at U+2028, too

    def note(code: str, what: str, mend: str, mark: Any) -> None:
        place = Place(file, mark.line + first_line, mark.column + 1)
        problems.append(Problem(code, what, mend, place))

    tab = _leading_tab(text)
    if tab is not None:
        what = "dòng thụt lề bằng phím Tab"
        place = Place(file, tab + first_line, 1)
        return {}, [Problem("tab", what, "xóa Tab, gõ dấu cách cho thẳng hàng với dòng cùng bậc", place)]
    try:
        data = _build(_events(text), note, lines)
    except _Fault as fault:
        note(fault.code, fault.what, fault.mend, fault.mark)
        return {}, problems
    except yaml.MarkedYAMLError as error:
        note(*_explain(error, lines))
        return {}, problems
    except (yaml.YAMLError, UnicodeError):  # a sign YAML does not know; `decode` refuses them with their place
        what = "không đọc được phần dữ liệu: có ký tự lạ"
        return {}, [*problems, Problem("yaml", what, "xóa ký tự lạ rồi gõ lại", Place(file, first_line))]
    if not isinstance(data, dict):
        what = "phần dữ liệu phải gồm các dòng “khóa: giá trị”"
        return {}, [Problem("not-a-mapping", what, "ví dụ: tiêu đề: Hội nghị đối thoại", Place(file, first_line))]
    return data, problems


DUPLICATE = "duplicate-key"
AGAIN = "\0"
"""What is added to a key that was there before: a file that has this character itself is refused."""


def written_once(data: Any) -> tuple[Any, frozenset[str]]:
    """The data without the keys of which nobody knows which line holds, and those keys, folded."""
    if isinstance(data, list):
        items = [written_once(one) for one in data]
        return [one for one, _ in items], frozenset().union(*(lost for _, lost in items))
    if not isinstance(data, dict):
        return data, frozenset()
    times = Counter(fold(key.rstrip(AGAIN)) for key in data)
    lost = frozenset(name for name, count in times.items() if count > 1)
    inner = {key: written_once(value) for key, value in data.items() if fold(key.rstrip(AGAIN)) not in lost}
    return {key: value for key, (value, _) in inner.items()}, lost.union(*(names for _, names in inner.values()))


def locate(text: str, loc: Loc, first_line: int = 1) -> tuple[int, int]:
    """Line and column of the value at `loc` (keys are matched folded); of its nearest parent if it is not there.

    What has no parent there, such as a key that is missing, stands at the first key: above it there may be hints.
    A single value may stand for a list of one, so the first of a list is also looked for where the list would be.
    """
    marks = _marks(text)
    wanted = tuple(fold(part) if isinstance(part, str) else part for part in loc)
    parents = (wanted[:depth] for depth in range(len(wanted), 0, -1))
    places = (place for path in parents for place in (path, tuple(part for part in path if part != 0)))
    found = next((marks[place] for place in places if place in marks), next(iter(marks.values()), (0, 1)))
    return found[0] + first_line, found[1]


@lru_cache(maxsize=4)
def _marks(text: str) -> dict[Loc, tuple[int, int]]:
    """Line (from 0) and column of every value; one walk serves all problems of a file."""
    marks: dict[Loc, tuple[int, int]] = {}
    try:
        for path, mark in _places(_events(text)):
            marks[path] = (mark.line, mark.column + 1)
    except (yaml.YAMLError, UnicodeError):
        pass
    return marks


def comments(text: str) -> Iterator[tuple[Loc, int, int, str]]:
    """Of every value without quotes that ends at a ` #`: its folded path, line and column of its end, the value."""
    lines = f"{text}\n".splitlines()
    starts = {at: path for path, at in _marks(text).items()}
    with suppress(yaml.YAMLError, UnicodeError):
        path: Loc = ()
        for event in _events(text):
            if not isinstance(event, yaml.ScalarEvent):
                continue
            start, end = cast(Any, event.start_mark), cast(Any, event.end_mark)
            path = starts.get((start.line, start.column + 1), path)
            if not event.style and lines[end.line][end.column :].lstrip(" ").startswith("#"):
                yield path, end.line, end.column, event.value


def _events(text: str) -> Iterator[Any]:
    if _PARSER is None:
        yield from yaml.parse(text, Loader=yaml.SafeLoader)
        return
    parser = _PARSER(text)
    while True:
        event = parser.get_event()
        if event is None:
            return
        yield event


def _build(events: Iterator[Any], note: _Note, lines: list[str]) -> Any:
    stack: list[_Open] = []
    result: Any = None
    documents = 0
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            value: Any = _scalar(event)
            if not event.style and event.start_mark.line != event.end_mark.line:
                _warn_of_lost_item(event, lines, note)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            _refuse_start(event, len(stack))
            stack.append(_Open({} if kind is yaml.MappingStartEvent else []))
            continue
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            value = stack.pop().value
        else:
            documents += kind is yaml.DocumentStartEvent
            _refuse_other(event, documents)
            continue
        if stack:
            _put(stack[-1], value, event, note)
        else:
            result = value
    return result


_QUOTE = 'đặt cả giá trị trong dấu ngoặc kép "…"'


def _refuse_other(event: Any, documents: int) -> None:
    if type(event) is yaml.AliasEvent:
        raise _Fault("alias", "không dùng bí danh YAML (dấu * trước một từ)", _QUOTE, event.start_mark)
    if documents > 1:
        mend = "mỗi tệp chỉ một phần dữ liệu giữa hai dòng ---"
        raise _Fault("second-document", "có thêm một dấu --- thừa", mend, event.start_mark)


def _refuse_start(event: Any, depth: int) -> None:
    if event.anchor or event.tag:
        _refuse_mark(event)
    if depth >= DEPTH_LIMIT:
        raise _Fault(*_too_deep(event.start_mark))


def _too_deep(mark: Any) -> tuple[str, str, str, Any]:
    return "too-deep", f"dữ liệu lồng quá {DEPTH_LIMIT} bậc", "viết phẳng lại theo mẫu trong hướng dẫn", mark


def _refuse_mark(event: Any) -> None:
    if event.anchor:
        raise _Fault("anchor", "không dùng neo YAML (dấu & trước một từ)", _QUOTE, event.start_mark)
    raise _Fault("tag", f"không dùng thẻ YAML ({event.tag})", _QUOTE, event.start_mark)


def _scalar(event: Any) -> Any:
    if event.anchor or event.tag:
        _refuse_mark(event)
    value = event.value
    if event.style:
        return value
    if value in _NULLS:
        return None
    if value in _BOOLEANS:
        return _BOOLEANS[value]
    return int(value) if value[0] in "-0123456789" and _INTEGER.fullmatch(value) else value


_BULLETS = "\u2012-\u2015\u2212\u2022\u00b7\u25cf\u25aa\u25e6\u27a2\uf000-\uf0ff*+"
_BULLET = re.compile(rf"\s*([{_BULLETS}])\s+\S|\s*(-)[^\s\d-]")
_NUMBERED = re.compile(r"\s*(\d{1,2}[.)]|[a-zđ]\))\s+\S")
"""How lists look that a word processor made, or somebody in haste; YAML knows “- ” alone."""


def _warn_of_lost_item(event: Any, lines: list[str], note: _Note) -> None:
    """A list item set deeper than the one above it is, for YAML, more of that one's lines: nobody means that.

    So is an item that begins as word processors begin them; of a number only if the first line has one, too.
    """
    first = lines[event.start_mark.line][event.start_mark.column :]
    for line in lines[event.start_mark.line + 1 : event.end_mark.line + 1]:
        if line.lstrip().startswith("- "):
            if _BULLET.match(first):
                what = f"dòng này bắt đầu bằng {_sign_of_list(first)} nên không thành một mục, mục sau bị nối vào đây"
                note("bullet", what, _BULLET_MEND, event.start_mark)
                return
            what = "dòng sau bắt đầu bằng “- ” nhưng thụt lề khác, nên bị nối vào dòng này"
            note("indent", what, "các dấu gạch đầu dòng “-” của một danh sách phải thẳng hàng", event.start_mark)
            return
        sign = _sign_of_list(line)
        if sign and (_BULLET.match(line) or _NUMBERED.match(first)):
            what = f"dòng sau bắt đầu bằng {sign} nên bị nối vào dòng này, không thành một mục riêng"
            note("bullet", what, _BULLET_MEND, event.start_mark)
            return


_BULLET_MEND = "mở đầu mỗi mục bằng dấu trừ và một dấu cách “- ”, các dấu thẳng hàng"


def _sign_of_list(line: str) -> str:
    """How a line begins that looks like an item of a list and is none; empty for any other line."""
    found = _BULLET.match(line) or _NUMBERED.match(line)
    sign = next(filter(None, found.groups())) if found else ""
    if sign == "-":
        return "“-” không có dấu cách"
    return f"“{sign}”" if sign.isprintable() and sign else sign and "dấu đầu dòng của Word"


def _put(parent: _Open, value: Any, event: Any, note: _Note) -> None:
    if isinstance(parent.value, list):
        parent.value.append(value)
    elif parent.key is None:
        _open_key(parent, event, note)
    else:
        parent.value[parent.key] = value
        parent.key = None


def _open_key(parent: _Open, event: Any, note: _Note) -> None:
    if type(event) is not yaml.ScalarEvent:
        raise _Fault("key", "tên khóa phải là chữ", _QUOTE, event.start_mark)
    parent.key = event.value
    folded = fold(event.value)
    if folded in parent.seen:
        what = f"khóa “{shorten(event.value)}” xuất hiện hai lần"
        note(DUPLICATE, what, "giữ lại một dòng, xóa dòng kia", event.start_mark)
        parent.key += AGAIN
    parent.seen.add(folded)


def _places(events: Iterator[Any]) -> Iterator[tuple[Loc, Any]]:
    """Every value's folded path and the mark of its key (in a list: of the item), in order."""
    stack: list[tuple[str, Any]] = []  # ("map", pending key) or ("list", next index)
    path: list[str | int] = []
    for event in events:
        kind = type(event)
        if kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            stack.pop()
            _step(stack, path)
            continue
        if kind not in (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent):
            continue
        if stack and stack[-1][0] == "map" and stack[-1][1] is None:
            if kind is not yaml.ScalarEvent:  # no key at all: `load` has refused the text
                return
            key = fold(event.value)
            stack[-1] = ("map", key)
            path.append(key)
            yield tuple(path), event.start_mark
            continue
        if stack and stack[-1][0] == "list":
            path.append(stack[-1][1])
            yield tuple(path), event.start_mark
        if kind is yaml.ScalarEvent:
            _step(stack, path)
        else:
            stack.append(("map", None) if kind is yaml.MappingStartEvent else ("list", 0))


def _step(stack: list[tuple[str, Any]], path: list[str | int]) -> None:
    """A value has ended: leave its path, make its parent ready for the next one."""
    if not stack:
        return
    shape, at = stack[-1]
    path.pop()
    stack[-1] = ("map", None) if shape == "map" else ("list", at + 1)


def _leading_tab(text: str) -> int | None:
    if "\t" not in text:
        return None
    for number, line in enumerate(text.split("\n")):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return number
    return None


_TIGHT = re.compile(r"^\s*(?:- )?([^\s:#\"'][^:]*):(?!//)(\S.*)$")
_AFTER_QUOTE = re.compile(r"^\s*(?:- )?([^:\"']+:\s+)?(\"[^\"]*\"\s*[^\s#].*)$")
_COLON = re.compile(r"^(\s*(?:- )?[^:#\"']+:\s+)(.*:\s.*|.*:)$")


def _explain(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[str, str, str, Any]:
    """PyYAML's words in Vietnamese, with the line as it should be where that can be told."""
    mark: Any = error.problem_mark or error.context_mark
    said = error.problem or ""
    if "maximum nesting depth" in said:  # libyaml from 0.2.6 on looks further ahead than we walk
        return _too_deep(_opened_too_deep(lines, mark))
    slips = (
        *(_directive, _after_the_data, _hint_left, _tab_amid, _slip_of_line, _slip_above),
        *(_left_open, _sign_first, _quote_above),
    )
    slip = next((found for look in slips if (found := look(said, lines, mark))), None)
    slip = slip or _odd_bullet(said, lines, error.context_mark if "expected ':'" in said else mark)
    slip = slip or _crooked(said, lines, mark)
    if slip:
        return slip
    for words, code, what, mend in _YAML_FAULTS:
        if words in said:
            return code, what, mend, (error.context_mark or mark) if code in _SHOWN_WHERE_OPENED else mark
    mend = "xem lại dấu hai chấm, dấu ngoặc và thụt lề của dòng này và dòng trên"
    return "yaml", "không đọc được dòng này", mend, mark


def _opened_too_deep(lines: list[str], mark: Any) -> Any:
    """Where the line opens one bracket more than a record may."""
    opened = [at for at, sign in enumerate(lines[mark.line]) if sign in "[{"]
    return yaml.Mark("", 0, mark.line, opened[DEPTH_LIMIT - 1], None, 0) if len(opened) >= DEPTH_LIMIT else mark


def _hint_left(said: str, lines: list[str], mark: Any) -> _Slip:
    """A hint with a colon within, such as “Giờ bắt đầu, ví dụ: 8h00”, whose `#` was taken away and no more."""
    colon = _COLON.match(lines[mark.line]) if "mapping values" in said and mark.line < len(lines) else None
    if not colon or not is_hint(colon[1].strip(" -:"), colon[2]):
        return None
    return "hint-left", *hint_left(colon[1].strip(" -:"), colon[2]), _at(mark.line, _indent(lines[mark.line]))


def _tab_amid(said: str, lines: list[str], mark: Any) -> _Slip:
    """A Tab where YAML wants a space, such as after the dash of an item."""
    if "cannot start any token" not in said or "\t" not in lines[mark.line][mark.column : mark.column + 1]:
        return None
    return "tab", "có phím Tab ở chỗ cần dấu cách", "xóa Tab, gõ một dấu cách", mark


def _slip_of_line(said: str, lines: list[str], mark: Any) -> _Slip:
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


def _slip_above(said: str, lines: list[str], mark: Any) -> _Slip:
    """`tiêu đề:Đối thoại` is no key for YAML, which stumbles only over the next line's colon."""
    if not any(words in said for words in ("mapping values are not allowed", "could not find expected ':'")):
        return None
    for number in range(min(mark.line, len(lines) - 1), max(mark.line - 3, -1), -1):
        tight = _TIGHT.match(lines[number])
        if tight:
            mend = f"thêm một dấu cách: {tight[1]}: {shorten(tight[2], 200)}"
            at = yaml.Mark("", 0, number, lines[number].index(":") + 1, None, 0)
            return "colon", "sau dấu hai chấm phải có một dấu cách", mend, at
    return None


def _left_open(said: str, lines: list[str], mark: Any) -> _Slip:
    """A bracket with nothing after it, told of at the text's end."""
    if "expected node content" not in said or any(line.strip() for line in lines[mark.line :]):
        return None
    for number in range(min(mark.line, len(lines)) - 1, -1, -1):
        column = max(lines[number].rfind("["), lines[number].rfind("{"))
        if column >= 0:
            return *_BRACKET, yaml.Mark("", 0, number, column, None, 0)
    return None


_FIRST = re.compile(r"\s*(?:- )?(?:[^:#\"'\[{]+:\s+)?([\[{!?'])")
_AFTER_FIRST = ("expected key", "expected '-'", "whitespace or line break", "tag URI", "mapping keys are not allowed")


def _sign_first(said: str, lines: list[str], mark: Any) -> _Slip:
    """`[Gấp] Đèn đường`, `'Đèn' đường`, `!Gấp`: for YAML a list, a quotation, a tag, with something odd behind it."""
    found = _FIRST.match(lines[mark.line]) if mark.line < len(lines) else None
    if not found or mark.column < found.start(1) or not any(words in said for words in _AFTER_FIRST):
        return None
    at = yaml.Mark("", 0, mark.line, found.start(1), None, 0)
    return "sign", f"giá trị bắt đầu bằng dấu {found[1]}", _QUOTE, at


def _odd_bullet(said: str, lines: list[str], mark: Any) -> _Slip:
    """An item of a list that does not begin with “- ”: YAML stumbles over it, or over the line below."""
    if "expected" not in said and "mapping values" not in said:
        return None
    for number in (mark.line, mark.line - 1):
        sign = _sign_of_list(lines[number]) if 0 <= number < len(lines) else ""
        if sign:
            at = yaml.Mark("", 0, number, len(lines[number]) - len(lines[number].lstrip()), None, 0)
            return "bullet", f"dòng này bắt đầu bằng {sign}, không phải dấu đầu mục “- ”", _BULLET_MEND, at
    return None


def _directive(_said: str, lines: list[str], mark: Any) -> _Slip:
    """`%YAML 1.1` at the top, from which YAML demands a line `---` below it."""
    number = _first_of_data(lines)
    if number > mark.line or not lines[number].startswith("%"):
        return None
    what = f"“{shorten(lines[number], 30)}” là dòng khai báo riêng của YAML, hồ sơ không dùng"
    return (
        "directive",
        what,
        "xóa dòng này; nếu là nội dung thì viết dưới một khóa, trong dấu ngoặc kép",
        _at(number, 0),
    )


def _after_the_data(said: str, lines: list[str], mark: Any) -> _Slip:
    """For YAML the data ended above: its first key was indented, or was none, or there is a line `...`."""
    if "expected <document start>" not in said:
        return None
    ended = next((at for at in range(mark.line) if lines[at].startswith("...")), None)
    if ended is not None:
        return "second-document", "có dòng “...” thừa", "xóa dòng này; mỗi tệp chỉ một phần dữ liệu", _at(ended, 0)
    number = _first_of_data(lines)
    indent = _indent(lines[number])
    if indent > _indent(lines[mark.line]):
        return (
            "indent",
            f"dòng này thụt vào so với {_named_line(lines[mark.line])} ở dưới",
            _UNINDENT,
            _at(number, indent),
        )
    return _no_key(lines, number)


def _no_key(lines: list[str], number: int) -> _Slip:
    what, mend = "dòng này không phải một dòng “khóa: giá trị”", "viết: khóa: giá trị; không phải dữ liệu thì xóa"
    return "no-colon", what, mend, _at(number, _indent(lines[number]))


_UNINDENT = "bỏ dấu cách ở đầu dòng này, và ở đầu các dòng thẳng hàng với nó, nếu có"


def _first_of_data(lines: list[str]) -> int:
    """The first line that is neither blank nor a comment."""
    return next((at for at, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), 0)


def _at(line: int, column: int) -> Any:
    return yaml.Mark("", 0, line, column, None, 0)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


_Level = tuple[int, str, int]
"""Column, name and line of a key or of an item's dash."""
_DASH = "dấu “-”"
_LEVEL = re.compile(r"- +|(?P<key>[^\s:#\"'\[{,-][^:#\"'\[{]*):(?= |$)")


def _levels(line: str) -> list[tuple[int, str]]:
    """What a line begins, each with its column: `  - ngày: …` an item and a key; nothing for a line that goes on."""
    found, at = [], _indent(line)
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


def _crooked(said: str, lines: list[str], mark: Any) -> _Slip:
    """A line that is a key or an item, but stands in line with none above: too far to the right or to the left."""
    own = _levels(lines[mark.line]) if mark.line < len(lines) and any(one in said for one in _CROOKED) else []
    above = _open_above(lines, mark.line) if own else []
    if not above:
        return _no_key(lines, _first_of_data(lines)) if own and _first_of_data(lines) < mark.line else None
    column, name = own[0]
    if "mapping values" in said or mark.column != column:
        return _too_deep_a_line(lines[mark.line], mark, column, above[0])
    return _out_of_line(lines, mark.line, (column, name), above)


def _out_of_line(lines: list[str], number: int, own: tuple[int, str], above: list[_Level]) -> _Slip:
    column, name = own
    is_item = name == _DASH
    outer = next((one for one in above if one[0] <= column), None)
    inner = next((one for one in reversed(above) if one[0] > column), None)
    if outer and inner and column != outer[0] and _is_above_at_fault(lines, number, (outer, column, inner)):
        what = f"chỗ này thụt vào so với {_named_line(lines[number])} ở dưới"
        return "indent", what, f"bỏ bớt dấu cách cho thẳng hàng với {name} ở dưới", _at(inner[2], inner[0])
    if outer and outer[0] == column and (is_item or outer[1] != _DASH):
        what = "dòng này mở đầu bằng “- ” như một mục, nhưng dòng cùng bậc ở trên là một khóa"
        mend = "là một khóa thì bỏ dấu “- ”; là danh sách thì mục nào, cả mục đầu, cũng một dòng mở đầu bằng “- ”"
        return ("indent", what, mend, _at(number, column)) if is_item and outer[1] != _DASH else None
    fitting = [one for one in (inner, outer) if one and (one[1] == _DASH) == is_item]
    fitting = fitting or [one for one in above if one[0] < column and (one[1] == _DASH) == is_item][:1]
    ways = [
        f"{'thêm' if one[0] > column else 'bỏ bớt'} dấu cách đầu dòng cho thẳng hàng với {one[1]}" for one in fitting
    ]
    mend = " ở trên, hoặc ".join(ways) + " ở trên"
    return (
        ("indent", "chỗ thụt vào của dòng này không khớp với các dòng ở trên", mend, _at(number, column))
        if ways
        else None
    )


def _is_above_at_fault(lines: list[str], number: int, at: tuple[_Level, int, _Level]) -> bool:
    """Whether the only line further in is the one with a space too many: steps of two make it the odd one."""
    outer, column, inner = at
    alone = all(not _levels(line) or _indent(line) <= outer[0] for line in lines[inner[2] + 1 : number])
    return alone and (inner[0] - outer[0]) % 2 == 1 and (column - outer[0]) % 2 == 0


def _too_deep_a_line(line: str, mark: Any, column: int, above: _Level) -> _Slip:
    """`đối tượng: …` further in than `tiêu đề: A` above it: for YAML it goes on with that one's value."""
    if column <= above[0] or not line.startswith(":", mark.column):
        return None
    what = f"dòng này thụt vào so với dòng {above[1]} ở trên nên bị nối vào dòng đó"
    mend = f"bỏ bớt dấu cách đầu dòng cho thẳng hàng với {above[1]}"
    mend += "; nếu là phần sau của giá trị trên thì đặt cả giá trị trong dấu ngoặc kép"
    return "indent", what, mend, _at(mark.line, column)


def _quote_above(said: str, lines: list[str], mark: Any) -> _Slip:
    """A quotation mark that is not closed in its line, told of where the next one stands."""
    if "did not find expected" not in said or mark.line >= len(lines) or '"' not in lines[mark.line][: mark.column]:
        return None
    for number in range(mark.line - 1, -1, -1):
        before, sign, after = lines[number].partition('"')
        if sign:
            is_first = '"' not in after and before.strip()[-1:] in ("", ":", "-")
            return (*_UNCLOSED, _at(number, len(before))) if is_first else None
    return None


_UNCLOSED = ("unclosed", "dấu ngoặc kép mở ra mà không đóng", "thêm dấu đóng ngoặc ở cuối giá trị")
_BRACKET = ("bracket", "dấu ngoặc [ hoặc { mở ra mà không đóng", "đóng bằng ] hoặc }, hoặc bỏ ngoặc")
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
    ("unexpected end of stream", *_UNCLOSED),
    ("unexpected document indicator", *_UNCLOSED),
    ("found undefined tag handle", "tag", "không dùng dấu ! ở đầu giá trị", _QUOTE),
    ("undefined alias", "alias", "không dùng bí danh YAML (dấu * trước một từ)", _QUOTE),
    (
        "did not find expected alphabetic or numeric character",
        "sign",
        "giá trị bắt đầu bằng dấu & hoặc *",
        _QUOTE,
    ),
    ("cannot start any token", "token", "giá trị bắt đầu bằng ký tự đặc biệt (@, `, % hoặc Tab)", _QUOTE),
    (
        "unknown escape",
        "escape",
        "trong dấu ngoặc kép có dấu gạch chéo ngược “\\”",
        "dùng dấu nháy đơn '…' thay cho \"…\"",
    ),
    ("did not find expected ',' or", *_BRACKET),
    ("did not find expected node content", "token", "giá trị chứa dấu phẩy hoặc ngoặc không đúng chỗ", _QUOTE),
    ("expected comment or line break", "token", "sau dấu | hoặc > ở đầu giá trị phải xuống dòng", _QUOTE),
)
