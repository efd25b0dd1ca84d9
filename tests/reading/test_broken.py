"""Broken files, each with the message it must get written beside the fault.

A file of `broken/` begins with comments: `# TỆP: <where it stands in the miniature site>`, then one line for each
problem that the whole check must report, and it must report no other:

    # LỖI 5:1 unknown-key: không có khóa “tiêu đ” → Có phải “tiêu đề”?
    # CẢNH BÁO content/phuong-thu/2026/ke-hoach.md 0:0 …: for a problem shown in another file (0:0: the whole file)

A fault that takes two files has the other below a line `# TỆP TIẾP: <where it stands>`.

The comments are blanked before the file is read, so that what they quote is no fault of its own.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from doithoai.problems import Problem, Severity
from reading.minimal import copy_minimal, problems_of, refused, spoil

FIXTURES = sorted((Path(__file__).parent / "broken").iterdir())
_EXPECTATION = re.compile(r"^# (?:TỆP|LỖI|CẢNH BÁO|GHI CHÚ)\b.*$", re.MULTILINE)
_FILE = re.compile(r"^# TỆP: (.+)$", re.MULTILINE)


_NEXT = re.compile(r"^# TỆP TIẾP: (.+)\n", re.MULTILINE)


def expected(text: str, file: str) -> list[str]:
    """The lines that say what must be reported, each with its file."""
    lines = [line[2:] for line in _EXPECTATION.findall(text) if not line.startswith("# TỆP")]
    return sorted(re.sub(r"^(LỖI|CẢNH BÁO|GHI CHÚ) (?=\d)", rf"\1 {file} ", line) for line in lines)


def written(problem: Problem) -> str:
    """A problem as a fixture writes it."""
    place = problem.place
    where = f"{place.file} {place.line}:{place.column}"
    return f"{problem.severity.value.upper()} {where} {problem.code}: {problem.what} → {problem.mend}"


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.name)
def test_a_broken_file_gets_the_messages_beside_its_faults(fixture: Path, tmp_path: Path) -> None:
    """Code, place, words and mend are those of the fixture, and nothing else is reported."""
    text, *others = _NEXT.split(fixture.read_text("utf-8"))
    file = _FILE.findall(text)[0]
    site = copy_minimal(tmp_path)
    spoil(site, file, _EXPECTATION.sub("#", text))
    for other, content in zip(others[::2], others[1::2], strict=True):
        spoil(site, other, content)
    assert sorted(map(written, problems_of(site))) == expected(text, file)


@pytest.mark.slow
@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.name)
def test_a_build_is_refused_for_what_the_check_reports(fixture: Path, tmp_path: Path) -> None:
    """The same errors in the same words, and nothing is published; without an error there is a site."""
    text, *others = _NEXT.split(fixture.read_text("utf-8"))
    site = copy_minimal(tmp_path)
    spoil(site, _FILE.findall(text)[0], _EXPECTATION.sub("#", text))
    for other, content in zip(others[::2], others[1::2], strict=True):
        spoil(site, other, content)
    told = [one for one in problems_of(site) if one.severity is Severity.ERROR]
    assert refused(site) == told
    assert (site / "public").exists() == (not told)


@pytest.mark.parametrize("processes", [1, 2])
def test_records_of_two_authorities_with_one_code_are_told_by_check_and_build(processes: int, tmp_path: Path) -> None:
    """Both would be published at one short address; none takes the other's place, on one process or two."""
    site = copy_minimal(tmp_path)
    shutil.copytree(site / "content/phuong-thu", site / "content/phuong-hai")
    other = site / "content/phuong-hai/co-quan.yml"
    other.write_text(other.read_text("utf-8").replace("phường Thử", "phường Hai"), "utf-8")
    schedule = site / "content/phuong-hai/2026/doi-thoai-1/lich.md"
    schedule.write_text(schedule.read_text("utf-8").replace("---", "---\nmã tra cứu: 7687 1461", 1), "utf-8")
    told = problems_of(site)
    assert [one.code for one in told] == ["same-code"]
    assert refused(site, processes) == told
    assert not (site / "public").exists()


def test_the_miniature_site_has_no_fault(tmp_path: Path) -> None:
    """What the fixtures report comes from the fixtures alone."""
    assert problems_of(copy_minimal(tmp_path)) == []


def test_every_fixture_stands_for_a_fault_or_says_that_there_is_none() -> None:
    """A fixture without expectations is named `ok-…`: what looks like a fault and is none."""
    for fixture in FIXTURES:
        faults = [line for line in _EXPECTATION.findall(fixture.read_text("utf-8")) if "TỆP" not in line]
        assert bool(faults) != fixture.name.startswith("ok-"), fixture.name
