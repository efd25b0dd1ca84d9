"""`loa/index.json`: what a loudspeaker scheduler polls."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from channels.scripts import NOWHERE
from doithoai.channels.loudspeaker import Programme, Speaker, Writer, coming_entries, feed, programme
from doithoai.channels.loudspeaker.feed import VERSION, feed_entry
from doithoai.domain.loudspeaker import Length
from doithoai.rulebooks import air_rules
from wards import WARD, Data, edition_for, table

SESSION = table(Path(__file__).parent.parent / "domain" / "announcements.yml")["buổi đủ"]
STATION = {"khung phát": [{"giờ": "6h30", "giây": "120"}, {"giờ": "17h00", "giây": "240", "chính": "có"}]}
TIMES = [
    {"ngày": "20/6/2026", "từ": "8h00", "công bố": "1/6/2026"},
    {"ngày": "27/6/2026", "từ": "14h00", "công bố": "10/6/2026", "lý do": "Hội trường sửa"},
]
NAMED = (
    "id",
    "authority",
    "cause",
    "priority",
    "version",
    "text",
    "ssml",
    "seconds",
    "days",
    "slots",
    "loops",
    "source",
)
"""What the feed was asked to tell of each script."""


def programme_of(records: Mapping[str, Data], day: date, ward: Data = WARD) -> Programme:
    edition = edition_for(records, {**ward, "truyền thanh": STATION}, day)
    return programme(edition, Writer(NOWHERE), Speaker(edition.authority, {}), air_rules())


def entries(day: date, **changed: Any) -> dict[str, dict[str, Any]]:
    record = {**SESSION, **{name.replace("_", " "): value for name, value in changed.items()}}
    found = coming_entries(programme_of({"lich": record}, day))
    return {one["id"].rpartition("/")[2]: one for one in found}


@pytest.fixture
def change() -> dict[str, Any]:
    return entries(date(2026, 6, 10), thời_gian=TIMES)["thay-doi-1"]


def test_an_entry_tells_all_that_a_scheduler_needs(change: dict[str, Any]) -> None:
    """Which script, how urgent, in which words, how long, on which days, in which slots, from which record."""
    assert set(NAMED) <= set(change)
    assert {name: change[name] for name in ("id", "authority", "cause", "priority", "version", "loops")} == {
        "id": "phuong-thu/2026/doi-thoai-1/thay-doi-1",
        "authority": "phuong-thu",
        "cause": "thay đổi",
        "priority": "ưu tiên",
        "version": 1,
        "loops": 2,
    }
    assert change["days"] == ["2026-06-10", "2026-06-11", "2026-06-12", "2026-06-20"]
    assert change["source"]["record"] == "phuong-thu/2026/doi-thoai-1/lich"
    assert change["source"]["address"] == "co-quan/phuong-thu/2026/doi-thoai-1/"
    assert len(change["source"]["hash"]) >= 16


def test_slots_say_when_how_long_and_how_often(change: dict[str, Any]) -> None:
    """Each slot has its own length and repeats, as there is room."""
    first, second = change["slots"][:2]
    assert (first["day"], first["at"], first["length"]) == ("2026-06-10", "17h00", "chuẩn")
    assert (second["day"], second["at"]) == ("2026-06-11", "6h30")
    assert all(one["seconds"] * one["loops"] <= 240 for one in change["slots"])
    assert all(one["over"] == 0 for one in change["slots"])


def test_words_are_said_and_never_guessed(change: dict[str, Any]) -> None:
    """The plain text and the SSML say the same, without a digit."""
    root = ET.fromstring(change["ssml"])
    assert " ".join("".join(root.itertext()).split()) == " ".join(change["text"].split())
    assert not any(sign.isdigit() for sign in change["text"])


def test_every_length_has_its_files(change: dict[str, Any]) -> None:
    """A scheduler with more or less time takes another one."""
    assert list(change["lengths"]) == [one.value for one in Length]
    seconds = [one["seconds"] for one in change["lengths"].values()]
    assert seconds == sorted(seconds)
    assert change["seconds"] == change["lengths"][change["length"]]["seconds"]
    assert change["lengths"]["ngắn"]["text"] == "loa/phuong-thu/2026/doi-thoai-1/thay-doi-1/ngan.txt"
    assert change["lengths"]["ngắn"]["ssml"] == "loa/phuong-thu/2026/doi-thoai-1/thay-doi-1/ngan.ssml"


def test_only_what_is_still_to_be_read_is_in_the_feed() -> None:
    """After a change the old schedule and its reminders are gone; after the session nothing is left."""
    assert set(entries(date(2026, 6, 1), thời_gian=TIMES[:1])) == {"lich-1", "nhac-lich-1"}
    assert set(entries(date(2026, 6, 10), thời_gian=TIMES)) == {"thay-doi-1", "nhac-lich-2"}
    assert set(entries(date(2026, 6, 21), thời_gian=TIMES)) == {"nhac-lich-2"}
    assert entries(date(2026, 6, 28), thời_gian=TIMES) == {}


def test_what_no_longer_holds_says_since_when() -> None:
    """The history keeps it, with the day on which it ended."""
    found = programme_of({"lich": {**SESSION, "thời gian": TIMES}}, date(2026, 6, 10))
    old = next(feed_entry(one, found) for one in found.scripts if one.id.endswith("/lich-1"))
    assert old["valid_until"] == "2026-06-10"
    assert max(old["days"]) < "2026-06-10"


def test_the_hash_follows_the_record(change: dict[str, Any]) -> None:
    """The same record gives the same hash; any other word, another."""
    again = entries(date(2026, 6, 10), thời_gian=TIMES)["thay-doi-1"]
    other = entries(date(2026, 6, 10), thời_gian=TIMES, nội_dung=["Đất đai và môi trường"])["thay-doi-1"]
    assert again["source"]["hash"] == change["source"]["hash"]
    assert other["source"]["hash"] != change["source"]["hash"]
    assert other["id"] == change["id"]


def test_an_approved_script_is_what_the_feed_gives() -> None:
    """In the announcer's words, and with the news that the record has changed since."""
    text = "123| Bà con chú ý, họp lúc 8h00 thứ Bảy, 20/6/2026.\n"
    approved = {"việc": "lịch", "ngày": "2/6/2026", "người duyệt": "Trưởng đài", "dấu": "cu", "lời đọc": text}
    one = entries(date(2026, 6, 2), đã_duyệt=[approved])["lich-1"]
    assert one["text"].startswith("Bà con chú ý, họp lúc tám giờ thứ Bảy")
    assert one["approved"] == {"on": "2026-06-02", "by": "Trưởng đài"}
    assert one["changed_since_approval"]


def test_the_feed_is_one_file_of_the_site() -> None:
    """With its format's name, its day and its entries."""
    items = list(entries(date(2026, 6, 1)).values())
    file = feed(items, date(2026, 6, 1), "https://vi.example/")
    data = json.loads(file.data)
    assert file.path == "loa/index.json"
    assert (data["version"], data["as_of"], data["site"]) == (VERSION, "2026-06-01", "https://vi.example/")
    assert [one["id"] for one in data["items"]] == [one["id"] for one in items]


def test_a_station_without_hours_gets_days_without_hours() -> None:
    """The scheduler's own hours apply."""
    edition = edition_for({"lich": SESSION}, day=date(2026, 6, 1))
    found = programme(edition, Writer(NOWHERE), Speaker(edition.authority, {}), air_rules())
    slots = [slot for one in coming_entries(found) for slot in one["slots"]]
    assert slots
    assert {slot["at"] for slot in slots} == {None}


def test_an_ended_authority_has_nothing_in_the_feed() -> None:
    """Its scripts stay for the history."""
    ended = {**WARD, "kế thừa": {"việc": "sáp nhập", "ngày": "1/6/2026", "căn cứ": "Nghị quyết"}}
    found = programme_of({"lich": SESSION}, date(2026, 6, 1), ended)
    assert found.scripts
    assert list(coming_entries(found)) == []
