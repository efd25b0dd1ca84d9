"""What `check` says of scripts: each one that is longer than it should be, and how to make it shorter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from channels.scripts import NOWHERE
from doithoai.channels.loudspeaker import Speaker, Writer, programme, remarks
from doithoai.domain.flaws import Flaw
from doithoai.rulebooks import air_rules
from wards import WARD, Data, edition_for, table

SESSION = table(Path(__file__).parent.parent / "domain" / "announcements.yml")["buổi đủ"]
DAY = date(2026, 6, 2)


def told(**changed: Any) -> list[Flaw]:
    """What is said of a session that is still to come."""
    return of_records({"lich": {**SESSION, **{key.replace("_", " "): value for key, value in changed.items()}}})


def of_records(records: Mapping[str, Data], ward: Data = WARD, code: str = "script-long") -> list[Flaw]:
    edition = edition_for(records, ward, DAY)
    found = remarks(programme(edition, Writer(NOWHERE), Speaker(edition.authority, {}), air_rules()))
    return [one for one in found if one.code == code]


LONG = "Nhà văn hóa các dân tộc anh em cùng chung sống lâu đời ở khu tái định cư Đông Nam mở rộng giai đoạn hai"
ENDLESS = " ".join(f"ý {number} của cùng một lý do" for number in range(60))
"""No part of it can go: it has no comma."""


def test_an_ordinary_session_is_not_told_of() -> None:
    assert told() == []


def test_each_script_that_is_too_long_is_told_of_with_its_mend() -> None:
    """The schedule and its reminder, at the place whose name is too long."""
    found = told(địa_điểm=[{"nơi": LONG}])
    assert len(found) == 2
    assert {one.loc for one in found} == {("địa điểm",)}
    for one in found:
        assert "bản ngắn của “" in one.what
        assert "giây (khung 30 giây)" in one.what
        assert one.mend.startswith("ghi “tên đọc” ngắn dưới “nơi”")
    assert told(địa_điểm=[{"nơi": LONG, "tên đọc": "Nhà văn hóa Đông Nam"}]) == []


def test_a_name_that_is_too_long_is_told_of_by_its_words() -> None:
    (first, _) = told(địa_điểm=[{"nơi": f"{LONG}, khu A", "tên đọc": LONG}])
    assert first.mend.startswith("ghi “tên đọc” ngắn hơn cho địa điểm, đang là “Nhà văn hóa các dân tộc")


def test_a_station_that_reads_slowly_is_asked_for_its_pace() -> None:
    """Its record may be short enough; results have no place to shorten."""
    slow = {**WARD, "truyền thanh": {"tốc độ đọc": "110"}}
    held = {
        "đã tổ chức": {"ngày": "1/6/2026"},
        "thời gian": [{"ngày": "1/6/2026", "từ": "8h00", "công bố": "1/5/2026"}],
    }
    opinion = {"tiêu đề": "Đèn hỏng", "tiếp nhận": {"ngày": "1/6/2026"}}
    records = {"lich": {**SESSION, **held, "báo kết quả": ["2/6/2026"]}, "kien-nghi/001": opinion}
    found = of_records(records, slow)
    assert [one.loc for one in found] == [()]
    assert found[0].mend.endswith("; hoặc đo lại “tốc độ đọc”, đang khai 110 âm tiết mỗi phút")
    assert "tên đọc" not in found[0].mend


def test_half_a_second_over_is_told_of_too() -> None:
    """No announcer is left to find out."""
    place = {"nơi": "Nhà văn hóa khu dân cư Đông Nam"}
    time = {"ngày": "21/6/2026", "từ": "19h45", "công bố": "1/6/2026"}
    (first, _) = told(địa_điểm=[place], thời_gian=[time])
    assert "dài 31 giây, dài hơn khung 1 giây" in first.what


def test_a_long_standard_script_offers_the_short_one() -> None:
    """Where the short one fits."""
    change = {"ngày": "21/6/2026", "từ": "8h00", "công bố": "2/6/2026", "lý do": ENDLESS}
    found = told(thời_gian=[{"ngày": "20/6/2026", "từ": "8h00", "công bố": "1/6/2026"}, change])
    assert [one.mend.startswith("đọc bản ngắn (2") for one in found] == [True]
    assert "bản chuẩn của “thay đổi”" in found[0].what


def test_what_a_conclusion_lacks_is_not_mended_by_a_sessions_facts() -> None:
    """A session needs its four facts; a notice that is not signed yet needs its own."""
    conclusion: Data = {"tiêu đề": "Thông báo kết luận", "thể thức văn bản": {"số": None}}
    records = {"lich": {**SESSION, "địa điểm": None}, "ket-luan": conclusion}
    found = of_records(records, code="script-refused")
    mends = {one.record.id.rpartition("/")[2]: one.mend for one in found}
    assert mends["lich"].startswith("có đủ chương trình, nội dung, thời gian, địa điểm")
    assert mends["ket-luan"].startswith("điền đủ những chỗ này")
