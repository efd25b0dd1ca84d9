"""`loa/index.json`: what a loudspeaker scheduler polls."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from doithoai.artifacts import Artifact
from doithoai.cache import digest
from doithoai.channels.loudspeaker.scripts import Script
from doithoai.domain import addresses
from doithoai.domain.addresses import LOUDSPEAKER
from doithoai.domain.broadcast import priority_of
from doithoai.domain.bulletin import FILES, address_of
from doithoai.domain.dates import clocked
from doithoai.domain.loudspeaker import Length
from doithoai.domain.rota import Airing
from doithoai.speech.ssml import ssml

if TYPE_CHECKING:
    from doithoai.channels.loudspeaker import Programme

VERSION = "doithoai-loa/1"


def feed(entries: Iterable[Mapping[str, Any]], as_of: date, site: str) -> Artifact:
    """The whole site's feed: what is still to be read. Addresses are relative to the site's root."""
    return Artifact(f"{LOUDSPEAKER}index.json", feed_text(entries, as_of, site).encode())


def feed_text(entries: Iterable[Mapping[str, Any]], as_of: date, site: str) -> str:
    """A feed's JSON."""
    data = {"version": VERSION, "site": site, "as_of": as_of.isoformat(), "items": list(entries)}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def coming_entries(programme: Programme) -> Iterator[dict[str, Any]]:
    """The scripts that are still to be read."""
    live = {item.announcement.id for item in programme.bulletin.live}
    return (feed_entry(script, programme) for script in programme.scripts if script.id in live)


def feed_entry(script: Script, programme: Programme) -> dict[str, Any]:
    """One script: what to say, how urgent, on which days, in which slots, and from which record."""
    one, edition = script.announcement, programme.edition
    airings = programme.rota.of_script(script.id)
    usual = script.readings[edition.authority.station.length]
    approved = script.approved
    return {
        "id": script.id,
        "authority": edition.authority.authority_id,
        "authority_name": edition.authority.name,
        "fictional": edition.authority.fictional,
        "cause": one.cause.value,
        "title": one.record.title,
        "priority": priority_of(one, programme.rules).value,
        "version": one.version,
        "text": usual.text,
        "ssml": ssml(usual.paragraphs),
        "seconds": round(usual.seconds, 1),
        "length": edition.authority.station.length.value,
        "rate": edition.authority.station.rate,
        "lengths": {length.value: _length(script, length) for length in Length},
        "days": sorted({airing.day.isoformat() for airing in airings}),
        "slots": [_slot(airing) for airing in airings],
        "loops": programme.rules[one.cause].loops,
        "valid_until": one.until.isoformat() if one.until else None,
        "approved": {"on": approved.on.isoformat(), "by": approved.by} if approved else None,
        "changed_since_approval": script.outdated,
        "source": {
            "record": one.record.id,
            "address": addresses.of(one.record),
            "hash": digest(one.record, script.locked),
        },
    }


def _length(script: Script, length: Length) -> dict[str, Any]:
    base, reading = address_of(script.announcement), script.readings[length]
    return {
        "seconds": round(reading.seconds, 1),
        "syllables": reading.syllables,
        "text": f"{base}{FILES[length]}.txt",
        "ssml": f"{base}{FILES[length]}.ssml",
    }


def _slot(airing: Airing) -> dict[str, Any]:
    return {
        "day": airing.day.isoformat(),
        "at": clocked(airing.slot.at) if airing.slot else None,
        "length": airing.length.value,
        "seconds": round(airing.seconds, 1),
        "loops": airing.loops,
        "over": round(airing.over, 1),
    }
