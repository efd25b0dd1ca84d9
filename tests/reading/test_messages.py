"""Problems as they are shown: one line for people, the source line with a caret, and JSON for tools."""

from __future__ import annotations

import errno
import json
import os
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from doithoai.cli import main
from doithoai.problems import (
    FEW,
    Place,
    Problem,
    Problems,
    Severity,
    as_data,
    as_text,
    in_brief,
    no_file,
    reason,
    shorten,
)
from reading.minimal import SESSION, copy_minimal, problems_of, spoil
from reading.test_broken import _FILE, FIXTURES, expected

_ENGLISH = {
    "the", "is", "not", "error", "expected", "found", "invalid", "input", "value", "field", "must", "should", "none",
    "true", "false", "str", "int", "dict", "list", "permission", "denied",
}  # fmt: skip


def _problem(line: int = 3, column: int = 5) -> Problem:
    return Problem("ma-loi", "sai", "sửa", Place("content/a.md", line, column))


def _caret_column(shown: str) -> int:
    """Where the caret points within the shown source line, from 0."""
    caret = shown.split("\n")[-1]
    return caret.index("^") - (caret.index("|") + 2)


def test_a_problem_is_one_line_that_editors_can_follow() -> None:
    """`file:line:column: severity: what → mend`."""
    assert str(_problem()) == "content/a.md:3:5: lỗi: sai → sửa"
    assert str(_problem(0, 0)) == "content/a.md:1:1: lỗi: sai → sửa"


@pytest.mark.parametrize("name", ["127.0.0.1", "/tmp/trang", "content/phuong-thu"])
def test_what_is_no_file_has_no_line(name: str) -> None:
    """A port or a folder is named as it is, for nobody can open it at a line."""
    assert str(Problem("ma-loi", "sai", "sửa", no_file(name))) == f"{name}: lỗi: sai → sửa"


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOSPC, errno.EROFS, errno.EEXIST, errno.ENAMETOOLONG, 9999])
def test_the_systems_reason_is_vietnamese(number: int) -> None:
    """Whatever the machine's language; a reason that nobody thought of is a number."""
    said = reason(OSError(number, os.strerror(number), "/tmp/trang"))
    assert said == "mã lỗi 9999" if number == 9999 else not said.isascii()
    assert os.strerror(number) not in said


def test_json_has_the_same_keys_for_every_problem() -> None:
    """Tools get the file, a place from 1, a severity in English, a stable code and both sentences."""
    assert as_data(_problem(0, 0)) == {
        "file": "content/a.md", "line": 1, "column": 1, "severity": "error", "code": "ma-loi", "message": "sai",
        "mend": "sửa",
    }  # fmt: skip
    severities = [as_data(Problem("x", "", "", Place("a"), one))["severity"] for one in Severity]
    assert severities == ["error", "warning", "note"]


def test_the_source_line_stands_below_with_a_caret() -> None:
    """The caret points at the column."""
    shown = as_text(_problem(3, 5), lambda place: "abcdefgh")
    assert shown.split("\n")[1:] == ["    3 | abcdefgh", "      |     ^"]


@pytest.mark.parametrize("line", ["\t\tgiá trị", "a\tb\tgiá", "a\x1b[31mb giá trị", "a\x00bc giá"])
def test_tabs_and_control_signs_take_one_column(line: str) -> None:
    """The terminal gets no sign that would move the caret or change its colours."""
    column = line.index("g") + 1
    shown = as_text(_problem(1, column), lambda place: line)
    assert shown.split("\n")[1][len("    1 | ") + _caret_column(shown)] == "g"
    assert all(char.isprintable() or char == "\n" for char in shown)


def test_columns_of_a_decomposed_line_are_those_of_the_composed_one() -> None:
    """A file in NFD is read in NFC, and its line is shown so."""
    line = "tiêu đề: Hội nghị X"
    shown = as_text(_problem(1, line.index("X") + 1), lambda place: unicodedata.normalize("NFD", line))
    assert shown.split("\n")[1].endswith("Hội nghị X")
    assert shown.split("\n")[1][len("    1 | ") + _caret_column(shown)] == "X"


@given(st.integers(1, 3000))
def test_a_very_long_line_is_cut_around_the_caret(column: int) -> None:
    """A screen's width is shown, and the caret is under the right letter."""
    line = "a" * (column - 1) + "X" + "b" * (3000 - column)
    shown = as_text(_problem(1, column), lambda place: line)
    source = shown.split("\n")[1]
    assert len(source) <= 110
    assert source[len("    1 | ") + _caret_column(shown)] == "X"


@given(st.text(max_size=200), st.integers(0, 300))
def test_any_line_and_column_can_be_shown(line: str, column: int) -> None:
    """A place beyond the line's end, an empty line or an odd sign never fails."""
    assert as_text(_problem(1, column), lambda place: line).startswith("content/a.md:1:")


def test_a_problem_without_a_source_line_is_shown_alone() -> None:
    """As for a file that is not there."""
    assert as_text(_problem(), lambda place: None) == str(_problem())


def test_problems_come_in_the_order_of_the_files_each_once() -> None:
    """By file, line and column, whatever the order they were found in."""
    one, two, three = (Problem("x", "a", "b", Place(*place)) for place in (("a", 2, 1), ("a", 10, 1), ("b", 1, 1)))
    assert Problems([three, two, one, two]).in_order() == [one, two, three]


def test_of_many_problems_of_one_kind_in_one_file_the_first_are_shown() -> None:
    """The rest is one line at its place; another kind, another severity and another file are counted for themselves."""
    many = [_problem(line) for line in range(1, 19_981 + FEW)]
    kept = many[:FEW]
    others = [replace(one, **change) for one in kept for change in (
        {"code": "khac"}, {"severity": Severity.WARNING}, {"place": Place("content/b.md", one.place.line)})]  # fmt: skip
    *shown, rest = in_brief([*others, *many])
    assert shown == [*others, *kept]
    assert str(rest) == (
        "content/a.md:21:5: lỗi: … và 19.980 lỗi cùng loại trong tệp này → xem đủ: doithoai check --json"
    )


def test_a_file_full_of_faults_is_told_of_in_brief_and_in_json_whole(tmp_path: Path) -> None:
    """The number of errors and the exit code are those of the whole."""
    site = copy_minimal(tmp_path)
    keys = "".join(f"khóa lạ {number}: x\n" for number in range(FEW + 30))
    spoil(site, f"{SESSION}/kien-nghi/003.md", f"---\ntiêu đề: Rác\n{keys}---\n")
    brief, whole = (CliRunner().invoke(main, ["check", "-C", str(site), *more]) for more in ([], ["--json"]))
    assert (brief.stderr.count("không có khóa"), "và 30 lỗi cùng loại" in brief.stderr) == (FEW, True)
    assert sum(one["code"] == "unknown-key" for one in json.loads(whole.stdout)) == FEW + 30
    assert f"{FEW + 31} lỗi" in brief.stderr.splitlines()[-1]
    assert brief.exit_code == whole.exit_code == 1


def test_a_build_denies_nothing_that_a_check_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is only owed on a day is told by `check`: a build that does not look for it counts no warnings as none."""
    monkeypatch.setenv("DOITHOAI_CACHE", str(tmp_path / "cache"))
    site = copy_minimal(tmp_path)
    rest = "tiếp nhận:\n  ngày: 21/11/2026\n---\nRác ở chợ\u200b chưa thu gom.\n"
    spoil(site, f"{SESSION}/kien-nghi/003.md", f"---\ntiêu đề: Rác\n{rest}")
    day = ["-C", str(site), "--as-of", "2026-11-20"]
    built, checked = (CliRunner().invoke(main, [command, *day]) for command in ("build", "check"))
    assert (built.exit_code, checked.exit_code) == (0, 0)
    assert built.stderr.splitlines()[-1] == "1 ghi chú."
    assert built.stdout.splitlines()[-1].endswith("doithoai check")
    assert checked.stderr.splitlines()[-1] == "0 lỗi, 1 cảnh báo, 1 ghi chú."


@given(st.text(max_size=400))
def test_a_quoted_value_is_one_short_line(text: str) -> None:
    """Line breaks are spaces, and the end is cut."""
    assert len(shorten(text)) <= 60
    assert "\n" not in shorten(text)


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.name)
def test_messages_are_vietnamese(fixture: Path) -> None:
    """No word of PyYAML, pydantic or Python shows in a message (quoted source apart)."""
    text = fixture.read_text("utf-8")
    for line in expected(text, _FILE.findall(text)[0]):
        words = line.partition(": ")[2]
        while "“" in words:
            before, _, rest = words.partition("“")
            words = before + rest.partition("”")[2]
        assert not _ENGLISH & set(words.replace('"', " ").replace(":", " ").lower().split()) - {"true"}, words


def test_all_problems_of_all_files_come_in_one_run(tmp_path: Path) -> None:
    """One broken file hides no fault of another, and the whole is JSON."""
    site = copy_minimal(tmp_path)
    spoil(site, f"{SESSION}/kien-nghi/003.md", "---\ntiêu đề: [\n---\n")
    spoil(site, f"{SESSION}/kien-nghi/004.md", b"\xff\xfe\0")
    session = "---\ntiêu đề: Buổi 2\nthời gian: 30/2/2026\nmàu: đỏ\n---\n"
    spoil(site, "content/phuong-thu/2026/doi-thoai-2/lich.md", session)
    spoil(site, "content/phuong-khac/co-quan.yml", "tên: Phường khác\n")
    spoil(site, "content/phuong-khac/2026/ke-hoach.md", "không có gì")
    codes = {(one.place.file.rpartition("/")[2], one.code) for one in problems_of(site)}
    assert {("003.md", "bracket"), ("004.md", "utf-16"), ("lich.md", "impossible-date"), ("lich.md", "unknown-key"),
            ("co-quan.yml", "missing-key")} <= codes  # fmt: skip
    assert json.loads(json.dumps([as_data(one) for one in problems_of(site)]))
