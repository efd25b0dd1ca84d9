"""An approved script, written into its record: the file keeps everything else as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from doithoai.channels.loudspeaker import Programme
from doithoai.channels.loudspeaker.scripts import Script
from doithoai.domain.announced import Announced
from doithoai.domain.dates import slashed
from doithoai.folding import did_you_mean, fold
from doithoai.problems import Problem, Refusal, no_file
from doithoai.reading import files, record
from doithoai.reading.encoding import decode
from doithoai.scaffold.saving import write_over
from doithoai.scaffold.writing import one_line, scalar

_KEY = "đã duyệt"
_FENCE = "---"


class Approved(Struct, frozen=True):
    """What was written where."""

    script: Script
    file: str


def find_script(programme: Programme, script_id: str) -> Script:
    """The script of that id; refuses an id that names none."""
    by_id = {script.id: script for script in programme.scripts}
    if script_id not in by_id:
        what = f"không có bản đọc “{script_id}”"
        mend = did_you_mean(script_id, by_id) if by_id else "cơ quan này chưa có bản đọc nào"
        raise Refusal([Problem("no-script", what, mend, no_file(script_id))])
    return by_id[script_id]


def approve(script: Script, by: str, on: date, site: Path) -> Approved:
    """Write the draft of a script into its record as approved; refuses a file that could not be read back."""
    one = script.announcement
    file = _file_of(one.record, site)
    raw = (site / file).read_bytes()
    text = decode(raw, file).text or ""
    entry = list(_entry(script, by, on))
    written = _inserted(text, entry, front_matter=file.endswith(".md"))
    _must_read_back(written, file, one.record, script)
    newline = "\r\n" if b"\r\n" in raw else "\n"
    write_over(site / file, written.replace("\n", newline).encode())
    return Approved(script, file)


def _file_of(one: Announced, site: Path) -> str:
    found, _ = files.records_of(site, one.authority_id)
    return next(file.file for file in found if file.id == one.id)


def _entry(script: Script, by: str, on: date) -> Iterator[str]:
    one = script.announcement
    yield f"- việc: {one.cause.value}"
    yield f"  lần: {one.version}"
    yield f"  ngày: {slashed(on)}"
    yield f"  người duyệt: {scalar(one_line(by))}"
    yield f"  dấu: {scalar(script.stamp)}"
    yield "  lời đọc: |"
    yield from (f"    {line}" for line in script.locked.splitlines())


def _inserted(text: str, entry: list[str], front_matter: bool) -> str:
    """The text with one more item under `đã duyệt`, which is added where the file does not have it yet."""
    lines = text.rstrip("\n").split("\n")
    end = _end_of_data(lines) if front_matter else len(lines)
    start = next((at for at in range(front_matter, end) if _is_key(lines[at])), None)
    if start is None:
        block, at = [f"{_KEY}:", *(f"  {line}" for line in entry)], end
    else:
        indent, at = _list_below(lines, start, end)
        block = [f"{indent}{line}" for line in entry]
    return "\n".join([*lines[:at], *block, *lines[at:]]) + "\n"


def _is_key(line: str) -> bool:
    """At the margin: further in, it could be a line of a text."""
    return fold(line.partition(":")[0]) == fold(_KEY) and not line.startswith(" ")


def _end_of_data(lines: list[str]) -> int:
    return next(at for at, line in enumerate(lines) if at and line.rstrip() == _FENCE)


def _list_below(lines: list[str], start: int, end: int) -> tuple[str, int]:
    """The indent of the items below a key, and the line after the last of them."""
    at = start + 1
    while at < end and re.match(r"\s|-(?!-)|$|#", lines[at]):
        at += 1
    while not lines[at - 1].strip() or lines[at - 1].startswith("#"):
        at -= 1
    first = next((line for line in lines[start + 1 : at] if line.lstrip().startswith("- ")), "  - ")
    return first[: len(first) - len(first.lstrip())], at


def _must_read_back(text: str, file: str, before: Announced, script: Script) -> None:
    one = script.announcement
    read = record.read(text.encode(), file, before.id, before.kind, None)
    found = read.record.approval(one.cause, one.version) if isinstance(read.record, Announced) else None
    if found is None or found.stamp != script.stamp:
        what = f"không ghi được phần “{_KEY}” vào {file}"
        raise Refusal([Problem("approve", what, "mở tệp, sửa lỗi mà lệnh check báo rồi duyệt lại", no_file(file))])
