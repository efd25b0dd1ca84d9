"""A calendar of deadlines to subscribe to (iCalendar, RFC 5545): one all-day event for each open deadline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b

from doithoai.domain import addresses
from doithoai.domain.duties import Duty, calendar_file
from doithoai.domain.edition import Edition

FOLDED_AT = 75
"""Octets of a line, without its end (RFC 5545, 3.1)."""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """One authority's calendar."""

    path: str
    text: str

    def fingerprint(self) -> str:
        """Equal for calendars that are alike."""
        return blake2b(f"{self.path}\0{self.text}".encode(), digest_size=16).hexdigest()

    def drawn(self) -> bytes:
        """Its bytes."""
        return self.text.encode()


def calendar(duties: Iterable[Duty], edition: Edition, site: str) -> CalendarFile:
    """The open deadlines of an authority; `site` is the site's address, empty where it has none."""
    authority = edition.authority
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//doithoai//viec can lam//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(f'Việc cần làm – {authority.brief}')}",
        *(line for duty in duties if duty.due for line in _event(duty, duty.due, edition.as_of, site)),
        "END:VCALENDAR",
    ]
    return CalendarFile(calendar_file(authority.authority_id), "".join(f"{folded(line)}\r\n" for line in lines))


def _event(duty: Duty, due: date, as_of: date, site: str) -> Iterator[str]:
    title = getattr(duty.record, "title", duty.record.label)
    owed_by = f"Ai làm: {'; '.join(duty.owed_by)}." if duty.owed_by else ""
    words = "\n".join(part for part in (duty.sentence, owed_by, f"Hồ sơ: {duty.record.id}") if part)
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(duty)}"
    yield f"DTSTAMP:{as_of:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{due + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(f'Hạn: {duty.task} – {title}')}"
    yield f"DESCRIPTION:{_escaped(words)}"
    if site:
        yield f"URL:{site.rstrip('/')}/{addresses.of(duty.record)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _uid(duty: Duty) -> str:
    """The same for ever for one thing that is owed, whatever its day becomes."""
    named = f"{duty.record.id}\0{duty.bound.id if duty.bound else duty.task}"
    return f"{blake2b(named.encode(), digest_size=12).hexdigest()}@viec-can-lam.doithoai"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def folded(line: str) -> str:
    """A line in pieces of at most 75 octets, none of which ends inside a letter."""
    pieces, piece, room = [], "", FOLDED_AT
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", FOLDED_AT - 1  # a continued line begins with a space
        piece, room = piece + letter, room - size
    return "\r\n ".join([*pieces, piece])
