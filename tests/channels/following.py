"""Calendars and feeds as subscribers read them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import icalendar

from doithoai.channels.feeds.calendars import entries_of as texts_of
from doithoai.domain.edition import Edition
from doithoai.engines.ical import calendar
from sample import build_site

ATOM = "{http://www.w3.org/2005/Atom}"


def calendar_on(site: Path, day: date) -> dict[str, icalendar.Event]:
    """The site's entries by their id, as they are on a day."""
    build_site(site, day=day)
    found = icalendar.Calendar.from_ical((site / "public/lich.ics").read_bytes())
    return {str(one["uid"]): one for one in found.walk("VEVENT")}


def entries_of(edition: Edition) -> list[icalendar.Event]:
    """The entries of one authority."""
    text = calendar("", "", (text for _, text in texts_of(edition, "")))
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def feed_on(site: Path, day: date) -> dict[str, tuple[str, str]]:
    """Per entry of the authority's feed the day of its last update and its address, on a day."""
    build_site(site, day=day)
    found: dict[str, tuple[str, str]] = {}
    for file in (site / "public/co-quan/phuong-mau").glob("tin*.xml"):
        for entry in ET.parse(file).getroot().findall(f"{ATOM}entry"):
            link = entry.find(f"{ATOM}link")
            address = link.get("href", "") if link is not None else ""
            found[entry.findtext(f"{ATOM}id") or ""] = (entry.findtext(f"{ATOM}updated") or "", address)
    return found
