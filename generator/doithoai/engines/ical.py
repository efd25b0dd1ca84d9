"""iCalendar text (RFC 5545): events as values in, the text of a `.ics` file out.

Written here and not by a library, since it is sixty lines and a library's import would cost a ward more than all its
calendars; tests read every file back with `icalendar`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

from msgspec import Struct

FOLD = 75
"""Octets of a line, without its end (RFC 5545, 3.1)."""

ZONE = "Asia/Ho_Chi_Minh"
_ZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "TZNAME:+07",
    "END:STANDARD",
    "END:VTIMEZONE",
)


class Status(StrEnum):
    """How sure an event is."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


class Event(Struct, frozen=True):
    """One entry of a calendar.

    `starts`: local time in `ZONE`, or a day for an entry that lasts all day; `ends`: the last moment, or the last day
    (itself meant), or None where nobody has said. `changed`: the day it was last told of. `sequence`: how often it was
    changed since.
    """

    uid: str
    title: str
    starts: datetime | date
    changed: date
    ends: datetime | date | None = None
    sequence: int = 0
    status: Status = Status.CONFIRMED
    place: str = ""
    text: str = ""
    address: str = ""
    categories: tuple[str, ...] = ()


def calendar(name: str, about: str, entries: Iterable[str]) -> str:
    """A whole calendar of entries as `entry` gives them; no line is longer than `FOLD` octets."""
    return "".join(_parts(name, about, entries))


def encoded(name: str, about: str, entries: Iterable[str]) -> bytearray:
    """The same as bytes, in a third of the memory: a province's calendar is the largest text of its site."""
    whole = bytearray()
    for part in _parts(name, about, entries):
        whole += part.encode()
    return whole


def _parts(name: str, about: str, entries: Iterable[str]) -> Iterator[str]:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//doithoai//doithoai//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        f"X-WR-CALDESC:{escaped(about)}",
        f"X-WR-TIMEZONE:{ZONE}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        *_ZONE,
    ]
    yield _ended(lines)
    yield from entries
    yield _ended(["END:VCALENDAR"])


def entry(event: Event) -> str:
    """One event's lines, each ended as the format demands."""
    return _ended(_lines(event))


def _ended(lines: Iterable[str]) -> str:
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _lines(event: Event) -> Iterator[str]:
    changed = f"{_digits(event.changed)}T000000Z"
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART{_moment(event.starts)}"
    if event.ends:
        yield f"DTEND{_moment(_after(event.ends))}"
    yield f"SUMMARY:{escaped(event.title)}"
    yield f"STATUS:{event.status.value}"
    if not isinstance(event.starts, datetime) or event.status is not Status.CONFIRMED:
        yield "TRANSP:TRANSPARENT"  # an entry for the whole day, or one that may not take place, blocks nobody's time
    for name, text in (("LOCATION", event.place), ("DESCRIPTION", event.text)):
        if text:
            yield f"{name}:{escaped(text)}"
    if event.address:
        yield f"URL:{event.address}"
    if event.categories:
        yield "CATEGORIES:" + ",".join(escaped(one) for one in event.categories)
    yield "END:VEVENT"


def _moment(at: datetime | date) -> str:
    return f";TZID={ZONE}:{at:%Y%m%dT%H%M%S}" if isinstance(at, datetime) else f";VALUE=DATE:{_digits(at)}"


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def _after(ends: datetime | date) -> datetime | date:
    """The end as the format counts it: of a stretch of days, the first that is no longer meant."""
    return ends if isinstance(ends, datetime) else ends + timedelta(days=1)


_SPECIAL = re.compile(r"[\x00-\x1f\x7f\\;,]")
_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


def escaped(text: str) -> str:
    """A text value (RFC 5545, 3.3.11), control characters left out."""
    return _SPECIAL.sub(lambda sign: _ESCAPES.get(sign[0], ""), text)


def folded(line: str) -> str:
    """The line in pieces of at most `FOLD` octets, never cut within a letter."""
    octets = line.encode()
    if len(octets) <= FOLD:
        return line
    pieces, start, room = list[bytes](), 0, FOLD
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # within a letter
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, FOLD - 1
    return "\r\n ".join(one.decode() for one in (*pieces, octets[start:]))
