"""Checks between records that depend on the day."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from doithoai.build import Request, build, check
from doithoai.domain.authority import Authority
from doithoai.domain.checks import still_to_come
from doithoai.domain.records import Kind
from doithoai.domain.register import dossier
from doithoai.problems import Problem, Severity
from doithoai.reading.record import revive
from sample import DAY, copy_site

WARD = {"tên": "UBND phường Thử", "loại": "Ủy ban nhân dân cấp xã", "thể thức": "nhà nước", "địa bàn": "phường Thử"}
OPINION = {
    "tiêu đề": "Đèn hỏng",
    "tiếp nhận": {"ngày": "10/6/2026"},
    "diễn biến": [{"ngày": "27/6/2026", "việc": "giao giải quyết"}, {"ngày": "3/7/2026", "việc": "giải quyết xong"}],
}


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2026-06-09", [("tiếp nhận", "ngày")]),
        ("2026-06-26", [("diễn biến", 0, "ngày")]),
        ("2026-06-27", [("diễn biến", 1, "ngày")]),
        ("2026-07-03", []),
    ],
)
def test_what_is_told_as_done_on_a_later_day_is_warned_of(day: str, shown: list[object]) -> None:
    """Each record has one warning, at the first day that has not come; on the day itself there is none."""
    opinion = revive(OPINION, "phuong-thu/2026/doi-thoai-1/kien-nghi/001", Kind.OPINION)
    authority = revive(WARD, "phuong-thu/co-quan", Kind.AUTHORITY)
    assert isinstance(authority, Authority)
    found = list(still_to_come(dossier(authority, [opinion]), date.fromisoformat(day)))
    assert [one.loc for one in found] == shown
    assert all(one.severity is Severity.WARNING for one in found)


def test_the_warnings_are_those_of_the_day_whatever_is_cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check of another day, or a build, leaves nothing behind that a later check would repeat or miss."""
    monkeypatch.setenv("DOITHOAI_CACHE", str(tmp_path / "cache"))
    site = copy_site(tmp_path / "site", "phuong-mau", makes="trang web, loa truyền thanh")
    for path in site.rglob("*"):
        os.utime(path, (1, 1))
    early = _check(site, date(2026, 6, 10))
    assert {one.code for one in early} == {"still-to-come"}
    build(Request(site, site / "public", DAY, 1))
    assert {one.code for one in _check(site, DAY)} == {"uncorrected"}
    assert _check(site, date(2026, 6, 10)) == early


def _check(site: Path, day: date) -> list[Problem]:
    found = check(Request(site, site / "public", day, 1))
    return [one for one in found if one.severity is not Severity.NOTE]
