"""What an authority's loudspeakers will say and said: plain data that every channel can show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct, field

from doithoai.domain.addresses import LOUDSPEAKER
from doithoai.domain.broadcast import Announcement, Priority, Refused
from doithoai.domain.loudspeaker import Length
from doithoai.domain.notices import same_slot
from doithoai.domain.publication import Publication
from doithoai.domain.rota import Airing, Rota

DESK = "truc/"
"""The page for those who run a station, below its authority's."""

FILES = {Length.SHORT: "ngan", Length.STANDARD: "chuan", Length.FULL: "day-du"}
"""Names of the files of each length, beside a script's page."""


class Item(Struct, frozen=True, dict=True):
    """One announcement and its words.

    `text`: the words of the usual length as written, a line a paragraph; `spoken` the same as they are said.
    `airings`: from the edition's day on. `doubts`: what an editor must look at, in words.
    `breathed`: for each length still to be read, paragraphs of sentences as they are said, with a stroke for a breath.
    """

    announcement: Announcement
    title: str
    priority: Priority
    text: str
    spoken: str
    seconds: Mapping[Length, float]
    airings: tuple[Airing, ...] = ()
    logged: tuple[Publication, ...] = ()
    outdated: bool = False
    doubts: tuple[str, ...] = ()
    breathed: Mapping[Length, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def told(self, airing: Airing) -> bool:
        """The log tells of this broadcast already: it may be ahead of a build on the same day."""
        at = airing.slot.at if airing.slot else None
        hours = {one.slot.at for one in self.airings if one.slot and one.day == airing.day}
        return any(
            entry.on == airing.day and (at in (None, entry.at) or (entry.at not in hours and same_slot(at, entry.at)))
            for entry in self.logged
        )

    @cached_property
    def waiting(self) -> tuple[Airing, ...]:
        """Broadcasts to come that the log does not tell of yet."""
        return tuple(airing for airing in self.airings if not self.told(airing))

    @property
    def live(self) -> bool:
        """It is still to be broadcast."""
        return bool(self.waiting)

    @property
    def address(self) -> str:
        """Its page's address."""
        return address_of(self.announcement)

    @property
    def latest(self) -> date:
        """The last day it was, or is to be, heard; for ordering."""
        days = (*(one.day for one in self.airings), *(one.on for one in self.logged), self.announcement.since)
        return max(filter(None, days), default=date.min)


class Bulletin(Struct, frozen=True):
    """One authority's announcements, their rota from the day on, and what cannot be announced yet."""

    items: tuple[Item, ...]
    rota: Rota
    refused: tuple[Refused, ...]

    @property
    def live(self) -> tuple[Item, ...]:
        """Still to be broadcast, soonest first."""
        return tuple(sorted((one for one in self.items if one.live), key=lambda one: one.waiting[0].order))

    @property
    def past(self) -> tuple[Item, ...]:
        """No longer broadcast, latest first."""
        return tuple(sorted((one for one in self.items if not one.live), key=lambda one: one.latest, reverse=True))

    def of_record(self, record_id: str) -> tuple[Item, ...]:
        """The announcements that one record gave rise to."""
        return tuple(one for one in self.items if one.announcement.record.id == record_id)


SILENCE = Bulletin((), Rota(()), ())
"""The bulletin of a site without loudspeakers."""


def address_of(one: Announcement) -> str:
    """`loa/phuong-mau/2026/doi-thoai-4/thay-doi-1/`."""
    return f"{LOUDSPEAKER}{one.id}/"


def address_of_authority(authority_id: str) -> str:
    """`loa/phuong-mau/`."""
    return f"{LOUDSPEAKER}{authority_id}/"


def address_of_desk(authority_id: str) -> str:
    """The page for those who run the station: `loa/phuong-mau/truc/`."""
    return f"{address_of_authority(authority_id)}{DESK}"


def cue_sheet(authority_id: str, day: date) -> str:
    """The file of a day's cue sheet: `loa/phuong-mau/ngay-2026-11-28.html`."""
    return f"{address_of_authority(authority_id)}ngay-{day.isoformat()}.html"
