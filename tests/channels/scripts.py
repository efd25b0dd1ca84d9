"""Scripts of records given as plain data, and how they are written down for the eye."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from doithoai.channels.loudspeaker.scripts import Reading, Script, Writer, script_of
from doithoai.channels.loudspeaker.speaking import Speaker
from doithoai.domain.broadcast import announcements
from doithoai.domain.edition import Edition
from doithoai.speech.breathing import Sentence
from wards import LATE, WARD, Data, edition_for

NOWHERE = Path("/nonexistent")
"""A site without templates of its own."""


def scripts_of(edition: Edition, site: Path = NOWHERE) -> dict[str, Script]:
    """Every script of an edition by its id, without the authority."""
    writer, speaker = Writer(site), Speaker(edition.authority, {})
    told = (one for one in announcements(edition.dossier, edition.as_of) if not one.missing)
    return {one.id.partition("/")[2]: script_of(one, edition, writer, speaker) for one in told}


def scripts_for(records: Mapping[str, Data], ward: Data = WARD, day: date = LATE) -> dict[str, Script]:
    """The same from plain data."""
    return scripts_of(edition_for(records, ward, day))


def marked(reading: Reading) -> str:
    """What is said, with a stroke for a breath, two for a stop, and an empty line for a longer pause."""
    paragraphs = ("\n".join(map(_marked, paragraph)) for paragraph in reading.paragraphs)
    return "\n\n".join(paragraphs) + "\n"


def _marked(sentence: Sentence) -> str:
    return " / ".join(group.text for group in sentence.groups) + " //"


def sentences(reading: Reading) -> Iterator[Sentence]:
    """All its sentences."""
    return (one for paragraph in reading.paragraphs for one in paragraph)
