"""What rules say of a record's own words."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from doithoai.domain.flaws import Flaw
from doithoai.domain.records import Kind
from doithoai.domain.word_checks import flaws_in_words
from doithoai.problems import Severity
from wards import record_of

MOVED = {
    "tiêu đề": "Đối thoại buổi 4",
    "thời gian": [
        {"ngày": "1/12/2026", "công bố": "26/10/2026"},
        {"ngày": "5/12/2026", "công bố": "16/11/2026", "lý do": "Hội trường bận ngày 1/12"},
        {"ngày": "13/12/2026", "công bố": "20/11/2026", "lý do": "Hội trường bận ngày 5/12"},
    ],
    "góp ý trước": {"hạn": "1/12/2026"},
}


def _rows() -> list[list[str]]:
    with (Path(__file__).parent / "old_days.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def _flaws(text: str, **other: Any) -> list[Flaw]:
    return list(
        flaws_in_words(record_of({**MOVED, **other, "văn bản": text}, "phuong-thu/2026/doi-thoai-4/lich", Kind.SESSION))
    )


@pytest.mark.parametrize(("found", "text"), [pytest.param(*row, id=row[1]) for row in _rows()])
def test_a_moved_session_that_invites_for_the_old_day_is_warned_of(found: str, text: str) -> None:
    """A row with words is one warning that quotes them; a row without is none."""
    flaws = _flaws(text)
    assert [one.what.split("“")[1].split("”")[0] for one in flaws] == ([found] if found else [])
    assert all(one.severity is Severity.WARNING for one in flaws)


def test_the_warning_stands_at_the_line_of_the_words() -> None:
    """The first of them, not those of the day's being given up."""
    [flaw] = _flaws("Buổi ngày 5/12 đã dời.\n\nKính mời bà con\ndự ngày 5/12.")
    assert flaw.loc == ("văn bản", 3)


@pytest.mark.parametrize("times", ["5/12/2026", [{"ngày": "5/12/2026"}, {"ngày": "thông báo sau"}]])
def test_nothing_is_said_of_a_session_that_has_no_other_day(times: Any) -> None:
    """One that was never moved, or has no day yet."""
    assert _flaws("Kính mời bà con dự ngày 5/12.", **{"thời gian": times}) == []
