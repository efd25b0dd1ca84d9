"""Calendars and feeds of the sample ward: what a subscriber's phone makes of each change."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date, datetime
from pathlib import Path

import icalendar
import pytest

from channels.following import calendar_on, entries_of, feed_on
from doithoai.channels.feeds import news_of
from official import sample
from sample import DAY, build_site, copy_site
from wards import edition_for

ATOM = "{http://www.w3.org/2005/Atom}"
MOVED = "phuong-mau.2026.doi-thoai-4@doithoai"
POSTPONED = "phuong-mau.2026.doi-thoai-3@doithoai"
CANCELLED = "phuong-mau.2026.doi-thoai-chuyen-de@doithoai"
FORESEEN = "phuong-mau.2026.doi-thoai-5@doithoai"
FACTS = {"tiêu đề": "Đối thoại", "thời gian": "8h00 ngày 20/6/2026"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_site(tmp_path_factory.mktemp("feeds"), "phuong-mau", makes="trang web, tin và lịch")


def test_an_entry_keeps_its_id_and_grows_with_each_version(site: Path) -> None:
    before, after = (calendar_on(site, day)[MOVED] for day in (date(2026, 11, 1), DAY))
    assert before.decoded("dtstart").date() == date(2026, 11, 28)
    assert after.decoded("dtstart").date() == date(2026, 12, 5)
    assert int(after["sequence"]) == int(before["sequence"]) + 1


@pytest.mark.parametrize(
    ("uid", "told", "status", "word"),
    [
        (POSTPONED, date(2026, 9, 11), "TENTATIVE", "ĐÃ HOÃN"),
        (CANCELLED, date(2026, 8, 18), "CANCELLED", "ĐÃ HỦY"),
    ],
)
def test_a_session_that_is_off_stays_in_and_says_so(site: Path, uid: str, told: date, status: str, word: str) -> None:
    before, after = (calendar_on(site, day)[uid] for day in (told.replace(day=told.day - 1), told))
    assert (str(before["status"]), str(after["status"])) == ("CONFIRMED", status)
    assert str(after["summary"]).startswith(f"{word}: ")
    assert int(after["sequence"]) > int(before["sequence"])
    assert after.decoded("dtstart") == before.decoded("dtstart")


def test_a_date_that_is_only_foreseen_gives_no_false_entry(site: Path) -> None:
    assert FORESEEN not in calendar_on(site, DAY)


@pytest.mark.parametrize(
    ("when", "starts", "status"),
    [
        ("8h00 ngày 20/6/2026", datetime(2026, 6, 20, 8), "CONFIRMED"),
        ("ngày 20/6/2026", date(2026, 6, 20), "CONFIRMED"),
        ("dự kiến ngày 20/6/2026", date(2026, 6, 20), "TENTATIVE"),
        ("từ 19/6/2026 đến 21/6/2026", date(2026, 6, 19), "CONFIRMED"),
        ("dự kiến tháng 6/2026", None, None),
        ("quý IV/2026", None, None),
        ("trước 31/8/2026", None, None),
        ("thông báo sau", None, None),
    ],
)
def test_a_date_fills_as_much_of_a_calendar_as_is_known(when: str, starts: date | None, status: str | None) -> None:
    found = entries_of(edition_for({"lich": {**FACTS, "thời gian": when}}))
    starting = [one.decoded("dtstart") for one in found]
    naive = [one.replace(tzinfo=None) if isinstance(one, datetime) else one for one in starting]
    assert naive == ([starts] if starts else [])
    assert [str(one["status"]) for one in found] == ([status] if status else [])


def test_a_residential_group_has_the_sessions_that_concern_it(site: Path) -> None:
    path = site / "content/phuong-mau/2026/doi-thoai-4/lich.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("\nthời gian:\n", "\ntổ dân phố, thôn: [tdp-2]\nthời gian:\n", 1), "utf-8")
    try:
        build_site(site)
    finally:
        path.write_text(text, "utf-8")
    groups = site / "public/co-quan/phuong-mau/to-dan-pho"
    assert MOVED in (groups / "tdp-2.ics").read_text("utf-8")
    assert MOVED not in (groups / "tdp-1.ics").read_text("utf-8")


def test_every_calendar_can_be_read(site: Path) -> None:
    build_site(site)
    files = sorted((site / "public").rglob("*.ics"))
    assert len(files) >= 12
    for file in files:
        text = file.read_bytes()
        assert icalendar.Calendar.from_ical(text)
        assert max(map(len, text.split(b"\r\n"))) <= 75


def test_a_feed_is_whole_and_newest_first(site: Path) -> None:
    build_site(site)
    first = ET.parse(site / "public/tin.xml").getroot()
    entries = first.findall(f"{ATOM}entry")
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert days == sorted(days, reverse=True)
    assert first.findtext(f"{ATOM}updated") == days[0]
    for entry in entries:
        assert all(entry.findtext(ATOM + name) for name in ("id", "title", "updated", "summary"))
        assert entry.find(f"{ATOM}author/{ATOM}name") is not None


def test_a_long_feed_has_pages_that_lead_to_each_other(site: Path) -> None:
    build_site(site)
    seen: list[str] = []
    name: str | None = "tin.xml"
    while name:
        part = ET.parse(site / "public" / name).getroot()
        seen += [entry.findtext(f"{ATOM}id") or "" for entry in part.findall(f"{ATOM}entry")]
        links = {link.get("rel"): link.get("href") for link in part.findall(f"{ATOM}link")}
        name = (links.get("next") or "").rpartition("/")[2]
    assert len(seen) == len(set(seen)) > 50


def test_an_update_of_a_record_updates_its_entry(site: Path) -> None:
    before, after = (feed_on(site, day) for day in (date(2026, 11, 1), DAY))
    moved = [one for one in after if one in before and "doi-thoai-4/" in after[one][1]]
    assert moved
    assert all(after[one][0] >= before[one][0] for one in moved)
    assert any(after[one][0] > before[one][0] for one in moved)


def test_a_conclusion_is_news_of_its_sessions_topics_and_of_what_was_found_on_the_spot() -> None:
    """A topic's page lists it, so the topic's feed does, too."""
    news = {one.record: one for one in news_of(sample("phuong-mau"))}
    conclusion = news["phuong-mau/2026/doi-thoai-1/ket-luan"]
    assert "moi-truong" in conclusion.topics
    assert conclusion.on == "2026-10-16"


def test_each_topic_has_a_feed_of_its_own(site: Path) -> None:
    build_site(site)
    feed = ET.parse(site / "public/linh-vuc/moi-truong/tin.xml").getroot()
    terms = [{c.get("term") for c in e.findall(f"{ATOM}category")} for e in feed.findall(f"{ATOM}entry")]
    assert terms
    assert all("moi-truong" in found for found in terms)
