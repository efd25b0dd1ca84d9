"""What lies on the announcer's desk: pages read at sight, cue sheets, plain spoken text, SSML."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from jinja2 import Environment

from doithoai.artifacts import Artifact
from doithoai.channels.loudspeaker.facts import facts_of
from doithoai.channels.loudspeaker.feed import feed_entry, feed_text
from doithoai.channels.loudspeaker.scripts import Reading, Script
from doithoai.domain.broadcast import priority_of
from doithoai.domain.bulletin import FILES, address_of, address_of_authority, cue_sheet
from doithoai.domain.dates import clocked, long_day, slashed
from doithoai.domain.edition import Edition
from doithoai.domain.loudspeaker import Length
from doithoai.domain.publication import Cause
from doithoai.domain.rota import Airing
from doithoai.engines.templates import THEME, environment, wording
from doithoai.speech.breathing import Segment
from doithoai.speech.ssml import ssml

if TYPE_CHECKING:
    from doithoai.channels.loudspeaker import Programme

View = dict[str, Any]

EMPTY_ROWS = 2
"""Rows of a log table beyond the planned broadcasts."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file under `loa/`: drawn by a template from a view, or the view's text as it is."""

    path: str
    template: str
    view: View

    def fingerprint(self) -> str:
        """Equal for sheets that would be drawn alike."""
        return blake2b(marshal.dumps((self.path, self.template, self.view), 2), digest_size=16).hexdigest()


def drawn(sheet: Sheet) -> bytes:
    """The sheet's bytes."""
    if not sheet.template:
        return str(sheet.view["text"]).encode()
    return _environment().get_template(sheet.template).render(sheet.view).encode()


@cache
def _environment() -> Environment:
    return environment("loudspeaker", {})


def assets() -> Iterator[Artifact]:
    """The sheets' style."""
    yield Artifact("assets/doithoai/loa.css", (THEME / "loudspeaker" / "loa.css").read_bytes())


def sheets(programme: Programme) -> Iterator[Sheet]:
    """Every file of an authority's desk."""
    by_id = {script.id: script for script in programme.scripts}
    for script in programme.scripts:
        base = address_of(script.announcement)
        yield Sheet(f"{base}ban-doc.html", "ban-doc.html", _script_view(script, programme))
        for length, reading in script.readings.items():
            yield Sheet(f"{base}{FILES[length]}.txt", "", {"text": reading.text})
            yield Sheet(f"{base}{FILES[length]}.ssml", "", {"text": ssml(reading.paragraphs)})
    yield from _feed(programme)
    for day, airings in programme.bulletin.rota.days.items():
        path = cue_sheet(programme.edition.authority.authority_id, day)
        yield Sheet(path, "ngay.html", _day_view(path, day, airings, by_id, programme.edition))


def _feed(programme: Programme) -> Iterator[Sheet]:
    """The authority's own feed: everything, for those who want to know what was read."""
    if programme.scripts:
        entries = [feed_entry(script, programme) for script in programme.scripts]
        path = f"{address_of_authority(programme.edition.authority.authority_id)}index.json"
        yield Sheet(path, "", {"text": feed_text(entries, programme.edition.as_of, "")})


def _page(path: str, edition: Edition) -> View:
    return {
        "root": "../" * path.count("/"),
        "station": edition.authority.station.name or wording().say("loa.station", edition.authority.place),
        "authority": edition.authority.name,
        "fictional": edition.authority.fictional,
        "as_of": slashed(edition.as_of),
        "rate": edition.authority.station.rate,
    }


def _script_view(script: Script, programme: Programme) -> View:
    edition, one = programme.edition, script.announcement
    usual = edition.authority.station.length
    ordered = sorted(Length, key=lambda length: length is not usual)
    airings = programme.rota.of_script(script.id)
    return {
        **_page(address_of(one), edition),
        "cause": wording().say(f"loa.causes.{one.cause.value}"),
        "title": one.record.title,
        "id": script.id,
        "stamp": script.stamp,
        "priority": priority_of(one, programme.rules).value,
        "until": slashed(one.until) if one.until else "",
        "approved": _approval(script),
        "difference": _difference(script),
        "changes": _changes(script, edition),
        "lengths": [{"name": length.value, **reading_view(script.readings[length])} for length in ordered],
        "notes": _notes(script),
        "doubts": [str(doubt) for said in script.said for doubt in said.doubts],
        "airings": [airing_view(airing) for airing in airings],
        "rows": [airing_view(airing) for airing in airings] + [None] * EMPTY_ROWS,
    }


def reading_view(reading: Reading) -> View:
    """A script in one length for the eye: paragraphs, sentences, breath groups, segments."""
    return {
        "seconds": round(reading.seconds),
        "syllables": reading.syllables,
        "paragraphs": [
            [
                [[_segment(part) for part in group.segments] for group in sentence.groups]
                for sentence in paragraph
            ]
            for paragraph in reading.paragraphs
        ],
    }  # fmt: skip


def _segment(part: Segment) -> View:
    shown = part.written if any(sign.isdigit() for sign in part.written) else ""
    return {"spoken": part.spoken, "written": shown}


def airing_view(airing: Airing) -> View:
    """A planned broadcast in words."""
    slot = airing.slot
    return {
        "day": long_day(airing.day),
        "at": clocked(slot.at) if slot else "",
        "length": airing.length.value,
        "seconds": round(airing.seconds),
        "loops": airing.loops,
        "over": round(airing.over),
        "room": slot.seconds if slot else 0,
    }


def _approval(script: Script) -> View | None:
    approved = script.approved
    return {"on": slashed(approved.on), "by": approved.by} if approved else None


def _difference(script: Script) -> list[View]:
    """What the record would say now, against what was approved: only where the record has changed since."""
    if not script.outdated or script.approved is None:
        return []
    from difflib import ndiff

    rows = ndiff(script.approved.text.splitlines(), script.draft.splitlines())
    return [{"sign": row[0], "text": row[2:]} for row in rows if row[0] in "+-"]


def _changes(script: Script, edition: Edition) -> list[View]:
    """What differs from the last version that people heard."""
    if script.announcement.cause is not Cause.CHANGE:
        return []
    facts = facts_of(script.announcement, edition)
    now, before, change = facts["now"], facts["before"], facts["change"]
    words = wording()
    rows = (
        ("time", words.say("session.when"), now["time"], before["time"]),
        ("place", words.say("session.where"), now["place"], before["place"]),
    )
    return [{"name": name, "now": new, "before": old} for what, name, new, old in rows if change[what]]


def _notes(script: Script) -> list[View]:
    """How the abbreviations of the script are read."""
    found = {
        (part.written.strip(), part.spoken.strip(" .,;:!?"))
        for said in script.said
        for sentence in said.sentences
        for group in sentence.groups
        for part in group.segments
        if part.written
        and not any(sign.isdigit() for sign in part.written)
        and any(sign.isalpha() for sign in part.written)
    }
    return [{"written": written, "spoken": spoken} for written, spoken in sorted(found)]


def _day_view(path: str, day: date, airings: tuple[Airing, ...], scripts: dict[str, Script], edition: Edition) -> View:
    return {
        **_page(path, edition),
        "day": long_day(day),
        "slots": [
            {
                **airing_view(airing),
                "cause": wording().say(f"loa.causes.{scripts[airing.script].announcement.cause.value}"),
                "title": scripts[airing.script].announcement.record.title,
                "paragraphs": reading_view(scripts[airing.script].readings[airing.length])["paragraphs"],
            }
            for airing in airings
        ],
    }
