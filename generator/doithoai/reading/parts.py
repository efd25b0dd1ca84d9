"""A source file taken apart, before anybody asks what it means: its data and its text, and where a value stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from doithoai.domain.fields import CODE
from doithoai.folding import fold
from doithoai.problems import Place, Problem, Severity, shorten
from doithoai.reading.marks import Loc, comments, locate
from doithoai.reading.misnamed import has_text_below
from doithoai.reading.text_lines import line_as_written, set_apart

TEXT_KEY = "văn bản"
_TEXT = fold(TEXT_KEY)
Data = dict[str, Any]


class Parts(Struct, frozen=True):
    """A source file taken apart: its YAML and its Markdown, each with the line it starts on."""

    yaml: str
    yaml_line: int
    body: str
    body_line: int


def split(text: str, file: str) -> Parts | Problem:
    """Front matter and body of a `.md` file; a `.yml` file is all front matter."""
    if not has_text_below(file):
        return _all_data(text)
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        mend = "đặt phần dữ liệu giữa hai dòng --- ở đầu tệp"
        return Problem("no-front-matter", "tệp không bắt đầu bằng dòng ---", mend, Place(file, 1, 1))
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            body = "\n".join(lines[number + 1 :])
            text = body.strip("\n")
            blank = body.find(text)  # lines between the front matter and its text
            return Parts(_plainly_spaced("\n".join(lines[1:number])), 2, text, number + 2 + blank)
    what, mend = "thiếu dòng --- kết thúc phần dữ liệu", "thêm một dòng --- sau phần dữ liệu"
    return Problem("front-matter-open", what, mend, Place(file, 1, 1))


_NEARLY_FENCE = re.compile(r"\s*(?:[-\u2010-\u2015\u2212]\s*)+")


def split_as_meant(text: str, file: str) -> tuple[Parts, Problem] | None:
    """The same where the line that ends the data is misspelt or missing, and what is told of it.

    None where it is not certain which line that is, or was: the text goes on below it, and no key.
    """
    lines = text.split("\n")
    if not has_text_below(file) or lines[0].rstrip() != "---" or any(line.rstrip() == "---" for line in lines[1:]):
        return None
    at = next((number for number, line in enumerate(lines[1:], 1) if not _may_be_data(line)), len(lines))
    if at == len(lines) or any(_KEY_AT_MARGIN.match(line) for line in lines[at:]):
        return None
    is_misspelt = _NEARLY_FENCE.fullmatch(lines[at]) is not None
    data = "\n".join(lines[1:at]).rstrip("\n")
    if not _KEY_AT_MARGIN.search(data) or (not is_misspelt and "\n\n" in data):
        return None
    what, mend = "thiếu dòng --- kết thúc phần dữ liệu", "thêm một dòng --- ngay trên dòng này"
    if is_misspelt:
        what = f"dòng “{shorten(lines[at].strip())}” này không kết thúc được phần dữ liệu"
        mend = "viết đúng ba dấu trừ liền nhau, sát đầu dòng: ---"
    whole = "\n".join((*lines[1:at], "---", *lines[at + is_misspelt :]))
    parts = split(f"---\n{whole}", file)
    if isinstance(parts, Problem):
        return None
    problem = Problem("front-matter-open", what, mend, Place(file, at + 1, 1))
    return (parts if is_misspelt else replace(parts, body_line=parts.body_line - 1)), problem


_KEY_AT_MARGIN = re.compile(r"[^\s:#\"'\[{,-][^:#\"'\[{]*:(?= |$)", re.MULTILINE)


def _may_be_data(line: str) -> bool:
    """Whether a line may stand amid the data: blank, a comment, set in, an item, or a key."""
    if _NEARLY_FENCE.fullmatch(line):
        return False
    return not line.strip() or line[0] in " \t#" or line.startswith("- ") or _KEY_AT_MARGIN.match(line) is not None


_ODD_SPACES = "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"
"""What word processors and web pages put for a space; YAML takes them for letters, even before and after a key."""


def _plainly_spaced(yaml: str) -> str:
    for odd in _ODD_SPACES:
        yaml = yaml.replace(odd, " ")
    return yaml


def _all_data(text: str) -> Parts:
    """A `.yml` file; only the words of the record's own text keep the spaces that they were written with."""
    plain = Parts(_plainly_spaced(text), 1, "", 0)
    if plain.yaml == text:
        return plain
    own = _kept_as_written(text).intersection(lines_of_text(plain))
    lines = enumerate(zip(text.split("\n"), plain.yaml.split("\n"), strict=True), 1)
    return replace(plain, yaml="\n".join(written if number in own else line for number, (written, line) in lines))


def with_text(data: Data, parts: Parts) -> Data:
    """The data with the record's text under its canonical key, the same whether it stands below them or among them.

    It is read here alone, so pages, paper, data and seals have the same lines for paragraphs.
    """
    if parts.body:
        return {**data, TEXT_KEY: set_apart(parts.body)}
    names = [name for name, value in data.items() if fold(name) == _TEXT and isinstance(value, str)]
    if len(names) != 1:
        return data
    rest = {name: value for name, value in data.items() if name != names[0]}
    return {**rest, TEXT_KEY: set_apart(data[names[0]].strip("\n"))}


def lines_of_text(parts: Parts) -> range:
    """The lines of the file on which the record's text stands."""
    if parts.body:
        return range(parts.body_line, parts.body_line + parts.body.count("\n") + 1)
    yaml = parts.yaml.split("\n")
    first = next((at for at, line in enumerate(yaml) if fold(line.partition(":")[0]) == _TEXT and line[0] != " "), None)
    if first is None:
        return range(0)
    after = (at for at, line in enumerate(yaml) if at > first and re.match(r"[^\s#]", line))
    return range(parts.yaml_line + first, parts.yaml_line + next(after, len(yaml)))


def place_of(parts: Parts, file: str, loc: Loc) -> Place:
    """Where the value at `loc` stands in the file; of the text after the front matter a number is its line."""
    if loc and loc[0] == TEXT_KEY and parts.body:
        number = sum(one for one in loc[1:2] if isinstance(one, int))
        return Place(file, parts.body_line + line_as_written(parts.body, number), 1)
    return Place(file, *locate(parts.yaml, loc, parts.yaml_line))


_BEHIND = re.compile(r"^(?! *#).*\S +#", re.MULTILINE)
"""A comment that has something before it in its line: mostly there is none, and the text is not walked again."""


def swallowed(parts: Parts, file: str, prose: Callable[[Loc], bool]) -> Iterator[Problem]:
    """Words that YAML drops without a sound: a value without quotes ends before ` #`, and a clerk meant a number, `#2`.

    With a space behind it `#` mostly begins a comment. It is one behind two spaces, as YAML's habit is, behind a value
    that is no `prose`, which could not hold those words, and behind a code, whose name it tells.
    """
    lines = parts.yaml.split("\n") if " #" in parts.yaml and _BEHIND.search(parts.yaml) else []
    for loc, line, end, value in comments(parts.yaml) if lines else ():
        rest = lines[line][end:]
        column, is_number = end + rest.index("#"), re.match(r" +#\w", rest) is not None
        is_cut = re.match(r" # +\w", rest) is not None and value != "" and not re.fullmatch(CODE, value) and prose(loc)
        if is_number or is_cut:
            what = f"phần “{shorten(rest.strip(), 40)}” đứng sau dấu cách và dấu # nên bị bỏ đi như ghi chú"
            place = Place(file, line + parts.yaml_line, column + 1)
            yield Problem("comment-in-value", what, _in_quotes(value + rest), place, Severity.WARNING)


def _in_quotes(whole: str) -> str:
    quoted = f"'{whole.strip()}'" if '"' in whole else f'"{whole.strip()}"'
    mend = f"đặt cả giá trị trong dấu ngoặc kép: {shorten(quoted, 200)}"
    return mend + "; đúng là ghi chú thì để hai dấu cách trước dấu #, một dấu cách sau"


_BLOCK = re.compile(r"(?P<indent> *(?:- +)*)(?!#).*[:-] [|>][-+\d]{0,2} *(?:#.*)?")
"""A line after which a text stands as it is written, set in by more than the key: `văn bản: |`."""


def _kept_as_written(yaml: str) -> frozenset[int]:
    """Numbers of the lines of such texts."""
    found: set[int] = set()
    indent: int | None = None
    for number, line in enumerate(yaml.split("\n"), 1):
        if indent is not None and (not line.strip() or line.startswith(" " * (indent + 1))):
            found.add(number)
            continue
        header = _BLOCK.fullmatch(line)
        indent = len(header["indent"]) if header else None
    return frozenset(found)


def cut_in_two(parts: Parts, keys: Collection[str], file: str) -> Iterator[Problem]:
    """A line of three hyphens too many amid the data: the keys below it would be published as words."""
    lines = parts.body.split("\n") if "---" in parts.body else []
    if not any(line.rstrip() == "---" for line in lines):
        return
    lost = next((name for line in lines if (name := line.partition(":")[0]) in keys and ":" in line), None)
    if lost:
        what = f"dòng --- này đứng giữa phần dữ liệu: từ đây trở xuống, “{lost}: …” bị coi là phần chữ"
        mend = "xóa dòng --- thừa; mỗi tệp chỉ có hai dòng ---, ở đầu tệp và ngay trước phần chữ"
        yield Problem("cut-in-two", what, mend, Place(file, parts.yaml_line + parts.yaml.count("\n") + 1, 1))


def rejoined(parts: Parts, keys: Collection[str]) -> Parts:
    """The parts as they are meant where `cut_in_two` tells: the data go on to the next line of three hyphens.

    As they are, where what stands between may be words.
    """
    lines = parts.body.split("\n") if parts.yaml and "---" in parts.body else []
    end = next((at for at, line in enumerate(lines) if line.rstrip() == "---"), 0)
    begins = [line.partition(":")[0] for line in lines[:end] if _KEY_AT_MARGIN.match(line)]
    if not begins or begins[0] not in keys or not all(map(_may_be_data, lines[:end])):
        return parts
    gap = parts.body_line - parts.yaml_line - parts.yaml.count("\n")
    yaml = parts.yaml + "\n" * gap + _plainly_spaced("\n".join(lines[:end]))
    below = "\n".join(lines[end + 1 :])
    body = below.strip("\n")
    return Parts(yaml, parts.yaml_line, body, parts.body_line + end + 1 + below.find(body))


def second_text(data: Data, parts: Parts, file: str) -> Iterator[Problem]:
    """A text both in the data and below it: one of the two would be lost."""
    for name in [key for key in data if parts.body and fold(key) == fold(TEXT_KEY)]:
        del data[name]
        mend = "chỉ giữ phần chữ sau dòng --- thứ hai, xóa khóa này"
        place = Place(file, *locate(parts.yaml, (name,), parts.yaml_line))
        yield Problem("duplicate-key", f"có cả khóa “{name}” lẫn phần chữ sau dòng --- thứ hai", mend, place)
