"""The calendar of deadlines: what RFC 5545 demands of it, and that events stay the same ones."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from doithoai.build import Request, duties
from doithoai.channels.reminders import entries_of, reminders
from doithoai.domain.duties import listed
from doithoai.engines.ical import FOLD
from sample import ROOT


def text_on(day: date) -> str:
    """The sample ward's calendar on a day."""
    (found,) = duties(Request(ROOT, ROOT / "public", day, 1, False), ("phuong-mau",))
    entries = entries_of(listed(found), day, "https://doithoai.example.vn/")
    return reminders(entries, found.edition).drawn().decode()


def events(text: str) -> dict[str, str]:
    """Unfolded events by their UID."""
    unfolded = text.replace("\r\n ", "")
    found = re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", unfolded, re.DOTALL)
    return {re.search(r"UID:(\S+)", event)[1]: event for event in found}  # type: ignore[index]


def test_every_open_deadline_is_an_all_day_event() -> None:
    """With its day, the day after as its end, its sentence and its page."""
    text = text_on(date(2026, 11, 20))
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") and text.endswith("END:VCALENDAR\r\n")
    assert all(line == "" or len(line.encode()) <= FOLD for line in text.split("\r\n"))
    event = next(one for one in events(text).values() if "công bố kết quả đối thoại" in one)
    assert "DTSTART;VALUE=DATE:20261215\r\nDTEND;VALUE=DATE:20261216\r\n" in event
    assert "DESCRIPTION:Hạn: thứ Ba 15/12/2026 (10 ngày sau hội nghị 05/12/2026\\;" in event
    assert "URL:https://doithoai.example.vn/co-quan/phuong-mau/2026/doi-thoai-4/\r\n" in event


def test_an_event_keeps_its_uid_from_day_to_day() -> None:
    """Calendars that subscribed move it and do not show it twice."""
    before, after = events(text_on(date(2026, 11, 20))), events(text_on(date(2026, 11, 23)))
    assert len(before.keys() & after.keys()) > 10
    assert len(events(text_on(date(2026, 11, 20)))) == text_on(date(2026, 11, 20)).count("BEGIN:VEVENT")


def test_one_calendar_has_what_all_authorities_owe(tmp_path: Path) -> None:
    """Whether their parts were drawn now or taken over; each entry says whose it is, and a calendar program reads it."""
    from icalendar import Calendar

    from sample import build_site, copy_site

    site = copy_site(tmp_path / "site", makes="trang web")
    for _ in range(2):
        build_site(site, tmp_path / "public")
        lists = tmp_path / "public/viec-can-lam"
        own = [Calendar.from_ical(one.read_bytes()) for one in lists.glob("*/viec-can-lam.ics")]
        entries = Calendar.from_ical((lists / "viec-can-lam.ics").read_bytes()).events
        assert {one["UID"] for one in entries} == {one["UID"] for each in own for one in each.events}
        assert len({one["DESCRIPTION"].split("Hồ sơ của: ")[1] for one in entries}) > 1
    assert 'viec-can-lam.ics"' in (lists / "index.html").read_text("utf-8")


def test_the_calendar_is_published_beside_its_page(tmp_path: Path) -> None:
    """And left out where the site keeps its list to itself."""
    from sample import build_site, copy_site

    site = copy_site(tmp_path / "site", "phuong-mau", makes="trang web")
    build_site(site, tmp_path / "all", cached=False)
    page = (tmp_path / "all/viec-can-lam/phuong-mau/index.html").read_text("utf-8")
    assert 'href="viec-can-lam.ics"' in page or "viec-can-lam.ics" in page
    assert (tmp_path / "all/viec-can-lam/phuong-mau/viec-can-lam.ics").is_file()
    session = (tmp_path / "all/co-quan/phuong-mau/2026/doi-thoai-2/index.html").read_text("utf-8")
    assert (
        "Hạn: thứ Ba 30/06/2026 (07 ngày làm việc sau hội nghị 20/06/2026; không tính thứ Bảy, Chủ nhật; theo"
        in session
    )
    assert "quy định của địa phương" in session
    config = site / "site_config.yml"
    config.write_text(config.read_text("utf-8") + "công khai thời hạn: không\n", "utf-8")
    build_site(site, tmp_path / "none", cached=False)
    assert not (tmp_path / "none/viec-can-lam").exists()
    assert "Thời hạn" not in (tmp_path / "none/co-quan/phuong-mau/2026/doi-thoai-2/index.html").read_text("utf-8")
