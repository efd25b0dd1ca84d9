"""The loudspeaker channel: an edition in, scripts and their rota out.

facts       what a script may say          scripts    templates filled, lines chosen by length and time
speaking    how a line is said here        sheets     the announcer's pages, cue sheets, plain text, SSML
feed        `loa/index.json`
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from doithoai.channels.loudspeaker.feed import coming_entries, feed
from doithoai.channels.loudspeaker.remarks import remarks
from doithoai.channels.loudspeaker.scripts import Reading, Script, Writer, script_of
from doithoai.channels.loudspeaker.sheets import Sheet, assets, sheets
from doithoai.channels.loudspeaker.speaking import Speaker
from doithoai.domain.broadcast import AirRules, Announcement, announcements, priority_of, refusals
from doithoai.domain.bulletin import Bulletin, Item
from doithoai.domain.edition import Edition
from doithoai.domain.publication import Cause, Channel, Publication, in_order
from doithoai.domain.rota import Rota, Timed, rota
from doithoai.engines.theme import wording

__all__ = [
    "Programme",
    "Sheet",
    "Speaker",
    "Writer",
    "assets",
    "coming_entries",
    "feed",
    "programme",
    "remarks",
    "sheets",
]


class Programme(Struct, frozen=True):
    """One authority's scripts, what its bulletin shows of them, and every day and slot they are or were due in."""

    edition: Edition
    bulletin: Bulletin
    scripts: tuple[Script, ...]
    rota: Rota
    rules: AirRules


def programme(edition: Edition, writer: Writer, speaker: Speaker, rules: AirRules) -> Programme:
    """What the authority's loudspeakers have to say from the edition's day on, and what they said before."""
    told = [one for one in announcements(edition.dossier, edition.as_of) if not one.missing]
    scripts = tuple(script_of(one, edition, writer, speaker) for one in told)
    whole = rota([_timed(one) for one in scripts], edition.authority.station, rules)
    coming = Rota(() if edition.ended else tuple(one for one in whole.airings if one.day >= edition.as_of))
    items = tuple(_item(script, coming, edition, rules) for script in scripts)
    bulletin = Bulletin(items, coming, refusals(edition.dossier, edition.as_of))
    return Programme(edition, bulletin, scripts, whole, rules)


def _timed(script: Script) -> Timed:
    return Timed(script.announcement, script.seconds)


def _item(script: Script, coming: Rota, edition: Edition, rules: AirRules) -> Item:
    one = script.announcement
    usual = script.readings[edition.authority.station.length]
    return Item(
        announcement=one,
        title=f"{wording().say(f'loa.causes.{one.cause.value}')}: {one.record.title}",
        priority=priority_of(one, rules),
        text=usual.written,
        spoken=usual.text,
        seconds=script.seconds,
        airings=coming.of_script(one.id),
        logged=tuple(_logged(one, edition)),
        outdated=script.outdated,
        doubts=tuple(str(doubt) for said in script.said for doubt in said.doubts),
        breathed={airing.length: _breathed(script.readings[airing.length]) for airing in coming.of_script(one.id)},
    )


def _breathed(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """Paragraphs of sentences, a stroke where the announcer breathes."""
    return tuple(
        tuple(" / ".join(group.text.strip() for group in sentence.groups) for sentence in paragraph)
        for paragraph in reading.paragraphs
    )


def _logged(one: Announcement, edition: Edition) -> Iterator[Publication]:
    """Broadcasts that the publication log tells of."""
    log = edition.dossier.log_beside(one.record)
    for entry in in_order(log.entries) if log else ():
        if entry.channel is Channel.LOUDSPEAKER and entry.cause is one.cause and _in_its_time(one, entry.on):
            yield entry


def _in_its_time(one: Announcement, day: date) -> bool:
    if one.cause in (Cause.RESULT, Cause.CORRECTION) and one.since:
        return 0 <= (day - one.since).days <= 31  # several of a kind can be in force together
    return (one.since is None or day >= one.since) and (one.until is None or day <= one.until)
