"""YAML as clerks write it, read by an event walk that can neither run code nor blow up."""

from __future__ import annotations

from typing import Any

import yaml

from doithoai.problems import Place, Problem
from doithoai.reading.tree import build
from doithoai.reading.yaml_events import YamlFault, events
from doithoai.reading.yaml_faults import explain


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
        data = build(events(text), note, lines)
    except YamlFault as fault:
        note(fault.code, fault.what, fault.mend, fault.mark)
        return {}, problems
    except yaml.MarkedYAMLError as error:
        note(*explain(error, lines))
        return {}, problems
    except (yaml.YAMLError, UnicodeError):  # a sign YAML does not know; `decode` refuses them with their place
        what = "không đọc được phần dữ liệu: có ký tự lạ"
        return {}, [*problems, Problem("yaml", what, "xóa ký tự lạ rồi gõ lại", Place(file, first_line))]
    if not isinstance(data, dict):
        what = "phần dữ liệu phải gồm các dòng “khóa: giá trị”"
        return {}, [Problem("not-a-mapping", what, "ví dụ: tiêu đề: Hội nghị đối thoại", Place(file, first_line))]
    return data, problems


def _leading_tab(text: str) -> int | None:
    if "\t" not in text:
        return None
    for number, line in enumerate(text.split("\n")):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return number
    return None
