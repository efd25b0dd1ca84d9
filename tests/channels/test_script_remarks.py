"""What `check` says of scripts: each one that is longer than it should be, and how to make it shorter."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from channels.scripts import NOWHERE
from doithoai.channels.loudspeaker import Speaker, Writer, programme, remarks
from doithoai.domain.flaws import Flaw
from doithoai.rulebooks import air_rules
from wards import edition_for, table

SESSION = table(Path(__file__).parent.parent / "domain" / "announcements.yml")["buổi đủ"]
DAY = date(2026, 6, 2)


def told(**changed: Any) -> list[Flaw]:
    """What is said of a session that is still to come."""
    record = {**SESSION, **{key.replace("_", " "): value for key, value in changed.items()}}
    edition = edition_for({"lich": record}, day=DAY)
    found = remarks(programme(edition, Writer(NOWHERE), Speaker(edition.authority, {}), air_rules()))
    return [one for one in found if one.code == "script-long"]


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
