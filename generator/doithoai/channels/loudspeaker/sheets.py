"""What lies on the announcer's desk: pages read at sight, cue sheets, plain spoken text, SSML."""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from hashlib import blake2b
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from msgspec import Struct

from doithoai.artifacts import Artifact
from doithoai.channels.loudspeaker.facts import facts_of
from doithoai.channels.loudspeaker.feed import feed_entry, feed_text
from doithoai.channels.loudspeaker.scripts import Reading, Script
from doithoai.domain.broadcast import priority_of
from doithoai.domain.bulletin import FILES, address_of, address_of_authority, address_of_desk, cue_sheet
from doithoai.domain.dates import clocked, long_day, slashed
from doithoai.domain.edition import Edition
from doithoai.domain.loudspeaker import Length
from doithoai.domain.publication import Cause
from doithoai.domain.rota import Airing
from doithoai.engines.templates import environment
from doithoai.engines.theme import THEME, wording
from doithoai.speech.breathing import Segment, Sentence
from doithoai.speech.ssml import ssml

if TYPE_CHECKING:
    from doithoai.channels.loudspeaker import Programme

View = dict[str, Any]

EMPTY_ROWS = 2
"""Rows of a log table beyond the planned broadcasts."""

LINE = 20
"""Characters that a phone shows on one line of a script, with room to spare."""


class Sheet(Struct, frozen=True):
    """A file under `loa/`: drawn by a template from a view, or the view's text as it is."""

    path: str
    template: str
    view: View

    def fingerprint(self) -> str:
        """Equal for sheets that would be drawn alike."""
        return blake2b(marshal.dumps((self.path, self.template, self.view), 2), digest_size=16).hexdigest()

    def drawn(self) -> bytes:
        """The sheet's bytes."""
        if not self.template:
            return str(self.view["text"]).encode()
        return _environment().get_template(self.template).render(self.view).encode()


@cache
def _environment() -> Environment:
    return environment("loudspeaker", {})


def assets() -> Iterator[Artifact]:
    """The sheets' style."""
    yield Artifact("assets/doithoai/loa.css", (THEME / "loudspeaker" / "loa.css").read_bytes())


def sheets(programme: Programme) -> Iterator[Sheet]:
    """Every file of an authority's desk."""
    for script in programme.scripts:
        yield from _of_script(script, programme)
    yield from _feed(programme)
    yield from _cue_sheets(programme)


def _of_script(script: Script, programme: Programme) -> Iterator[Sheet]:
    base = address_of(script.announcement)
    yield Sheet(f"{base}ban-doc.html", "ban-doc.html", _script_view(script, programme))
    for length, reading in script.readings.items():
        yield Sheet(f"{base}{FILES[length]}.txt", "", {"text": reading.text})
        yield Sheet(f"{base}{FILES[length]}.ssml", "", {"text": ssml(reading.paragraphs)})


def _cue_sheets(programme: Programme) -> Iterator[Sheet]:
    by_id = {script.id: script for script in programme.scripts}
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
    root = "../" * path.count("/")
    return {
        "root": root,
        "desk": f"{root}{address_of_desk(edition.authority.authority_id)}index.html",
        "station": edition.authority.station.name or wording().say("loa.station", edition.authority.place),
        "authority": edition.authority.name,
        "fictional": edition.authority.fictional,
        "as_of": slashed(edition.as_of),
        "rate": edition.authority.station.rate,
    }


def _script_view(script: Script, programme: Programme) -> View:
    edition, one = programme.edition, script.announcement
    usual = edition.authority.station.length
    coming = programme.bulletin.rota.of_script(script.id)
    planned = [airing_view(airing) for airing in coming]
    due = {airing.length for airing in coming}
    return {
        **_page(address_of(one), edition),
        **_head(script, edition),
        "id": script.id,
        "stamp": script.stamp,
        "priority": priority_of(one, programme.rules).value,
        "over": not coming,
        "until": slashed(one.until) if one.until else "",
        "approved": _approval(script),
        "lengths": [
            {"name": length.value, "due": length in due, **reading_view(script.readings[length])}
            for length in sorted(Length, key=lambda length: length is not usual)
        ],
        "next": planned[0] if planned else None,
        "rows": planned + [None] * EMPTY_ROWS,
    }


def _head(script: Script, edition: Edition) -> View:
    """What an announcer must know before reading."""
    return {
        "cause": wording().say(f"loa.causes.{script.announcement.cause.value}"),
        "title": script.announcement.record.title,
        "outdated": script.outdated,
        "difference": _difference(script),
        "doubts": list(dict.fromkeys(str(doubt) for said in script.said for doubt in said.doubts)),
        "changes": _changes(script, edition),
    }


def reading_view(reading: Reading) -> View:
    """A script in one length for the eye: paragraphs, sentences, breath groups, segments."""
    return {
        "seconds": round(reading.seconds),
        "syllables": reading.syllables,
        "paragraphs": [[_sentence(one) for one in paragraph] for paragraph in reading.paragraphs],
        "notes": _notes(reading),
    }


def _sentence(sentence: Sentence) -> list[list[View]]:
    """Breath groups; what was written stands once, after the last words that say it."""
    following = iter([*(part.written for group in sentence.groups for part in group.segments), ""][1:])
    return [
        [_segment(part, last=part.written != next(following)) for part in group.segments] for group in sentence.groups
    ]


_CLOSING = re.compile(r"[.!?;…,:–”\"')\]]*$")


def _segment(part: Segment, last: bool) -> View:
    """`words` may break anywhere, `end` stays on one line with the note of what was written and the sign."""
    sign = _CLOSING.search(part.spoken)
    bare = part.spoken[: sign.start()] if sign else part.spoken
    note = part.written.strip() if last and _worth_noting(part.written) else ""
    words, _, end = bare.rpartition(" ")
    if _worth_noting(part.written) and len(bare) + len(note) <= LINE:  # a short number is never divided
        words, end = "", bare
    return {"words": words, "end": end, "note": note, "long": len(note) > LINE, "sign": part.spoken[len(bare) :]}


def _worth_noting(written: str) -> bool:
    """A number of one digit is read as easily from its word."""
    return sum(sign.isdigit() for sign in written) > 1


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
    }


def _approval(script: Script) -> View | None:
    approved = script.approved
    return {"on": slashed(approved.on), "by": approved.by} if approved else None


def _difference(script: Script) -> list[View]:
    """What the record would say now, against what was approved: only where the record has changed since."""
    if not script.outdated or script.approved is None:
        return []
    from difflib import ndiff

    rows = ndiff(script.approved.text.splitlines(), script.locked.splitlines())
    return [{"sign": row[0], "text": _bare(row[2:])} for row in rows if row[0] in "+-"]


def _bare(line: str) -> str:
    """A line of a draft without the marks of its lengths."""
    return line.partition("|")[2].strip() or line


def _changes(script: Script, edition: Edition) -> list[View]:
    """What differs from the last version that people heard."""
    if script.announcement.cause is not Cause.CHANGE:
        return []
    facts = facts_of(script.announcement, edition)
    now, before, change = facts["now"], facts["before"], facts["change"]
    where = "place" if now["place"] != before["place"] else "place_whole"
    rows = (
        ("time", "session.when", "time"),
        ("ends", "loa.ends", "ends"),
        ("place", "session.where", where),
    )
    return [
        {"name": wording().say(name), "now": now[fact], "before": before[fact]}
        for what, name, fact in rows
        if change[what]
    ]


def _notes(reading: Reading) -> list[View]:
    """How the abbreviations of a reading are said."""
    found: dict[str, str] = {}
    for sentence in chain.from_iterable(reading.paragraphs):
        parts = [part for group in sentence.groups for part in group.segments]
        for written, same in groupby(parts, key=lambda part: part.written.strip()):
            if _is_abbreviation(written):
                found[written] = " ".join(part.spoken for part in same).strip(" .,;:!?")
    return [{"written": written, "spoken": spoken} for written, spoken in sorted(found.items())]


def _is_abbreviation(written: str) -> bool:
    return any(sign.isalpha() for sign in written) and not any(sign.isdigit() for sign in written)


def _day_view(path: str, day: date, airings: tuple[Airing, ...], scripts: dict[str, Script], edition: Edition) -> View:
    return {**_page(path, edition), "day": long_day(day), "slots": [_cue(one, scripts, edition) for one in airings]}


def _cue(airing: Airing, scripts: dict[str, Script], edition: Edition) -> View:
    script = scripts[airing.script]
    root = "../" * address_of_authority(edition.authority.authority_id).count("/")
    return {
        **airing_view(airing),
        **_head(script, edition),
        "sheet": f"{root}{address_of(script.announcement)}ban-doc.html",
        "paragraphs": reading_view(script.readings[airing.length])["paragraphs"],
    }
