"""The list of each quarter, and what was made public late: counted from the first time, whatever is written later."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from doithoai.build import Request
from doithoai.domain.publicity import late, quarter_of, registers
from doithoai.domain.published import Kept
from doithoai.reading import ledger
from doithoai.scaffold.sealing import seal
from reading.minimal import copy_minimal
from sample import build_site, read_page
from wards import Data, dossier_of

SESSION: Data = {
    "tiêu đề": "Buổi 1",
    "thời gian": {"ngày": "20/6/2026", "từ": "8h00", "công bố": "1/6/2026"},
    "đã tổ chức": {"ngày": "20/6/2026"},
}


def told(*rows: tuple[str, str, str]) -> Data:
    return {"công khai": [{"ngày": on, "hình thức": channel, "việc": cause} for on, channel, cause in rows]}


@pytest.mark.parametrize(("day", "quarter"), [("2026-03-31", 1), ("2026-04-01", 2), ("2026-12-31", 4)])
def test_a_day_is_in_its_quarter(day: str, quarter: int) -> None:
    """January to March is the first."""
    assert quarter_of(date.fromisoformat(day)) == (2026, quarter)


def test_a_quarter_lists_what_was_made_public_in_which_form_and_when() -> None:
    """Several broadcasts of one thing are one line; a conclusion is listed as itself; the latest quarter comes first."""
    records = {
        "lich": SESSION,
        "ket-luan": {"tiêu đề": "Kết luận 1", "thể thức văn bản": {"số": 3, "ngày": "25/6/2026"}},
        "cong-khai": told(
            ("2/6/2026", "loa truyền thanh", "lịch"),
            ("3/6/2026", "loa truyền thanh", "lịch"),
            ("2/6/2026", "niêm yết", "lịch"),
            ("1/7/2026", "niêm yết", "kết luận"),
        ),
    }
    found = registers(dossier_of(records))
    assert list(found) == [(2026, 3), (2026, 2)]
    rows = [(one.about.id[-8:], one.cause.value, one.channel.value, len(one.entries)) for one in found[2026, 2]]
    assert rows == [
        ("i-1/lich", "lịch", "loa truyền thanh", 2),
        ("i-1/lich", "lịch", "niêm yết", 1),
    ]
    assert [one.about.id.rpartition("/")[2] for one in found[2026, 3]] == ["ket-luan"]


LATE = {
    "told in time": ([("13/6/2026", "loa truyền thanh", "lịch"), ("30/6/2026", "niêm yết", "kết luận")], []),
    "told two days late": (
        [("15/6/2026", "loa truyền thanh", "lịch"), ("30/6/2026", "niêm yết", "kết luận")],
        [("notice", 2)],
    ),
    "boards are no mass media": (
        [
            ("1/6/2026", "niêm yết", "lịch"),
            ("15/6/2026", "cổng thông tin", "nhắc lịch"),
            ("30/6/2026", "niêm yết", "kết luận"),
        ],
        [("notice", 2)],
    ),
    "the outcome a day late": (
        [("1/6/2026", "loa truyền thanh", "lịch"), ("1/7/2026", "niêm yết", "kết quả giải quyết")],
        [("result", 1)],
    ),
    "no outcome yet": ([("1/6/2026", "loa truyền thanh", "lịch")], [("result", 5)]),
}


@pytest.mark.parametrize("name", LATE)
def test_lateness_is_counted_from_the_first_time(name: str) -> None:
    """On 5/7: seven days before the session through mass media, ten days after it the outcome in any form."""
    rows, expected = LATE[name]
    found = late(dossier_of({"lich": SESSION, "cong-khai": told(*rows)}), {}, date(2026, 7, 5))
    assert [(one.what, one.days(date(2026, 7, 5))) for one in found] == expected


def test_a_record_that_reached_the_site_late_stays_late_whatever_day_it_bears() -> None:
    """The ledger knows the first day; a week is allowed after the day that the record bears."""
    book = {"phuong-thu/2026/doi-thoai-1/lich": {"tiêu đề": Kept("Buổi 1", date(2026, 6, 10))}}
    found = late(dossier_of({"lich": SESSION}), book, date(2026, 7, 5))
    assert [(one.what, one.first, one.days(date(2026, 7, 5))) for one in found] == [("on_site", date(2026, 6, 10), 2)]


def test_the_site_has_the_overview_the_lists_and_their_files(tmp_path: Path) -> None:
    """From a sealed site: what is late since its first day in the ledger, and each quarter as a page and as CSV."""
    site = copy_minimal(tmp_path)
    seal(Request(site, site / "public", date(2026, 2, 1)))
    seal(Request(site, site / "public", date(2026, 4, 1)))
    assert (site / ledger.file_of("phuong-thu")).is_file()
    build_site(site)
    home = site / "public/co-quan/phuong-thu/cong-khai"
    overview = read_page((home / "index.html").read_bytes())
    assert "đưa lên trang này 27/3/2026 1/4/2026 5" in overview.text
    assert "2026-quy-1/" in " ".join(overview.links)
    with (home / "2026-quy-1/danh-muc.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["Hình thức"], row["Thời điểm, thời gian"]) for row in rows] == [
        ("loa truyền thanh", "1/3/2026 6h30"),
        ("niêm yết", "từ 1/3/2026 đến 2/4/2026"),
    ]
