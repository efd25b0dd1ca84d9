"""YAML as clerks write it, read by an event walk that can neither run code nor blow up."""

from __future__ import annotations

import re
from typing import Any

import yaml

from doithoai.problems import Place, Problem
from doithoai.reading.tree import DUPLICATE, build
from doithoai.reading.yaml_events import Told, YamlFault, at_column, events, lines_of

_LEADING_TAB = re.compile(r"^[ \t]*\t", re.MULTILINE)


AS_TOPICS = "dòng đầu “lĩnh vực:”, dưới đó mỗi lĩnh vực hai dòng: “  - mã: dat-dai” và “    tên: Đất đai”"
_EXAMPLES = {
    "site_config": "ví dụ: tên trang: Đối thoại với Nhân dân",
    "linh-vuc": f"ví dụ: {AS_TOPICS}",
    "co-quan": "ví dụ: tên: Ủy ban nhân dân phường Mẫu",
    "cong-khai": "ví dụ: dòng đầu “công khai:”, dưới đó mỗi lần mở đầu bằng “  - ngày: 26/1/2026”",
    "ngay-nghi": "ví dụ: dòng đầu “nghỉ:”, dưới đó mỗi ngày mở đầu bằng “  - ngày: 14/9/2026”",
    "quy-dinh": "ví dụ: mã: quy-che-2026",
}
"""What a file begins with, by its name or that of a folder that it lies in."""


def _example_for(file: str) -> str:
    names = (part.partition(".")[0] for part in reversed(file.split("/")))
    return next((_EXAMPLES[name] for name in names if name in _EXAMPLES), "ví dụ: tiêu đề: Hội nghị đối thoại")


def load(text: str, file: str, first_line: int = 1) -> tuple[dict[str, Any], list[Problem]]:
    """Parse one YAML document that must be a mapping; `first_line` is where `text` starts in `file`.

    What is there and cannot be read is `UNREAD`; there are no data at all where nothing is sure.
    """
    data, faults = _read(text)
    problems = [
        Problem(code, what, mend, Place(file, mark.line + first_line, mark.column + 1))
        for code, what, mend, mark in faults
    ]
    if isinstance(data, dict):
        return data, problems
    if not problems:
        what = "phần dữ liệu phải gồm các dòng “khóa: giá trị”"
        problems.append(Problem("not-a-mapping", what, _example_for(file), Place(file, first_line)))
    return {}, problems


def _read(text: str) -> tuple[Any, list[Told]]:
    """What the text says, and its faults: of one that has some, what is left of it without them."""
    data, faults = _as_written(text)
    if all(code != DUPLICATE for code, *_ in faults):
        return data, faults
    from doithoai.reading.dashes import with_dashes  # few texts have a fault

    mended, dashes = with_dashes(text)
    data, faults = _as_written(mended) if dashes else (data, faults)
    return data, _in_order([*dashes, *faults])


def _in_order(faults: list[Told]) -> list[Told]:
    return sorted(faults, key=lambda told: (told[3].line, told[3].column))


def _as_written(text: str) -> tuple[Any, list[Told]]:
    if not ("\t" in text and _LEADING_TAB.search(text)):
        faults: list[Told] = []
        try:
            return build(events(text), lambda *told: faults.append(told), lines_of(text)), faults
        except (YamlFault, yaml.YAMLError, UnicodeError):
            pass
    from doithoai.reading.salvage import salvaged  # few texts have a fault

    rest = salvaged(text)
    faults = list(rest.faults)
    if not rest.is_sure:
        return None, faults or [_STRANGE]

    def note(code: str, what: str, mend: str, mark: Any) -> None:
        faults.append((code, what, mend, at_column(mark.line, rest.column_of(mark))))

    data = build(events(rest.text), note, rest.lines, rest.gaps)
    return data, _in_order(faults)


_STRANGE = ("yaml", "không đọc được phần dữ liệu: có ký tự lạ", "xóa ký tự lạ rồi gõ lại", at_column(0, -1))
"""A sign that YAML does not know; `decode` refuses them with their place."""
