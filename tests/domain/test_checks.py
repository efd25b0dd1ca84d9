"""Checks between records that depend on the day."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from doithoai.build import Request, build, check
from doithoai.domain.authority import Authority
from doithoai.domain.checks import cross_check
from doithoai.domain.dated_checks import still_to_come
from doithoai.domain.records import Kind
from doithoai.domain.register import dossier
from doithoai.domain.topics import Topics
from doithoai.problems import Problem, Severity
from sample import DAY, copy_site
from wards import dossier_of, record_of

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
    opinion = record_of(OPINION, "phuong-thu/2026/doi-thoai-1/kien-nghi/001", Kind.OPINION)
    authority = record_of(WARD, "phuong-thu/co-quan", Kind.AUTHORITY)
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
    assert {one.code for one in _check(site, DAY)} == {"still-to-come", "uncorrected"}
    assert _check(site, date(2026, 6, 10)) == early


def _check(site: Path, day: date) -> list[Problem]:
    found = check(Request(site, site / "public", day, 1))
    return [one for one in found if one.severity is not Severity.NOTE]


SLIPS: tuple[tuple[str, dict[str, object], tuple[object, ...]], ...] = (
    ("ke-hoach", {"thể thức văn bản": {"ngày": "20/6/2062"}}, ("thể thức văn bản", "ngày")),
    ("ket-luan", {"thể thức văn bản": {"ngày": "20/6/2062"}}, ("thể thức văn bản", "ngày")),
    ("lich", {"phản ánh sai": [{"nhận": "20/6/2062", "phản ánh": "Sai giờ"}]}, ("phản ánh sai", 0, "nhận")),
    ("lich", {"lược bỏ": [{"ngày": "20/6/2062", "ở": "lời", "lý do": "Tên", "người quyết định": "CVP"}]},
     ("lược bỏ", 0, "ngày")),
)  # fmt: skip


@pytest.mark.parametrize(("name", "slip", "loc"), SLIPS)
def test_a_slip_in_a_year_does_not_hide_a_record_in_silence(
    name: str, slip: dict[str, object], loc: tuple[object, ...]
) -> None:
    """A paper, a claim or a redaction of 2062 shows nowhere today."""
    usual = {"tiêu đề": "A", **({"thời gian": "20/6/2026"} if name == "lich" else {"thể thức văn bản": {}})}
    found = still_to_come(dossier_of({name: {**usual, **slip}}), date(2026, 7, 1))
    assert [one.loc for one in found] == [loc]


def test_a_session_may_be_put_off_into_the_next_year() -> None:
    """Only the first day has to lie in the plan's year; a later one is asked about."""
    plan = {"tiêu đề": "K", "năm": 2026, "thể thức văn bản": {}}
    times = [
        {"ngày": "20/12/2026", "công bố": "1/12/2026"},
        {"ngày": "10/1/2027", "công bố": "18/12/2026", "lý do": "Bão"},
    ]
    session = {"tiêu đề": "A", "kế hoạch": "ke-hoach", "thời gian": times}
    found = [*cross_check(dossier_of({"2026/ke-hoach": plan, "lich": session}), Topics())]
    assert [(one.code, one.severity) for one in found] == [("outside-plan-year", Severity.WARNING)]


def test_a_session_may_be_called_like_its_file() -> None:
    """A reference from `lich-thang-6` to another session's opinion is followed."""
    opinion = {"tiêu đề": "Đèn", "tiếp nhận": {"ngày": "5/6/2026"}}
    merged = {**opinion, "diễn biến": [{"ngày": "11/6/2026", "việc": "gộp", "gộp vào": "doi-thoai-1/004"}]}
    session = {"tiêu đề": "A", "thời gian": "20/6/2026"}
    found = cross_check(
        dossier_of({
            "lich": session,
            "kien-nghi/004": opinion,
            "2026/lich-thang-6/lich": session,
            "2026/lich-thang-6/kien-nghi/001": merged,
        }),
        Topics(),
    )  # fmt: skip
    assert not list(found)
