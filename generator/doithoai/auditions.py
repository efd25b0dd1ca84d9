"""Listening previews: a machine reads scripts aloud, so that a station can hear how long they take.

A preview says in its own labels what it is and which words it holds at which pace, so that one made before is known
again, and a file that somebody else put there is left alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from doithoai.cache import digest
from doithoai.channels.loudspeaker import Programme
from doithoai.domain.bulletin import FILES
from doithoai.domain.loudspeaker import Length
from doithoai.engines import voice
from doithoai.engines.voice import Format
from doithoai.problems import Problem, Refusal, no_file

LABEL = "bản nghe thử để ước lượng thời gian"

_MARK = re.compile(rb"doithoai ([0-9a-f]{32}) (\d+\.\d\d)")
_LABELS = 8192
"""Bytes at a file's beginning within which all three kinds of file have their labels."""


class Audition(Struct, frozen=True):
    """A script in one length, to be heard. `estimate`: our seconds."""

    script: str
    length: Length
    title: str
    text: str
    rate: int
    estimate: float

    def path(self, kind: Format) -> str:
        """The file, from the folder of all previews: as the script's sheets lie below `loa/`."""
        return f"{self.script}/{FILES[self.length]}.{kind.value}"

    @property
    def key(self) -> str:
        """Changes with the words, the pace, the length and the title."""
        return digest(self.script, self.length.value, self.title, voice.performance(self.text, self.rate))


class Heard(Struct, frozen=True):
    """A preview that is there now: how long it really takes, and whether it was made just now."""

    file: Path
    seconds: float
    fresh: bool


def coming(programme: Programme) -> tuple[str, ...]:
    """The ids of the scripts that are still to be broadcast, soonest first."""
    return tuple(item.announcement.id for item in programme.bulletin.live)


def auditions(programme: Programme, script_id: str, wanted: Iterable[Length] = ()) -> Iterator[Audition]:
    """A script in the wanted lengths, else in those that the rota has it read in, else in the station's usual one."""
    script = next(one for one in programme.scripts if one.id == script_id)
    item = next(one for one in programme.bulletin.items if one.announcement.id == script_id)
    usual = programme.edition.authority.station.length
    lengths = set(wanted) or {airing.length for airing in item.airings} or {usual}
    for length in (one for one in Length if one in lengths):
        reading = script.readings[length]
        title = f"{item.title} (bản {length.value}) – {LABEL}"
        yield Audition(script_id, length, title, reading.text, reading.rate, reading.seconds)


def hear(one: Audition, kind: Format, folder: Path) -> Heard:
    """The preview below `folder`, made unless it is there; refuses to replace what is no preview of ours."""
    file = folder / one.path(kind)
    known = _mark_of(file)
    if known and known[0] == one.key:
        return Heard(file, known[1], fresh=False)
    if known is None and file.exists():
        mend = "dời hoặc đổi tên tệp này, hoặc ghi sang thư mục khác: --out THƯ_MỤC"
        what = "tệp này không phải bản nghe thử do doithoai làm, nên không ghi đè"
        raise Refusal([Problem("foreign-audio", what, mend, no_file(file))])
    sound = voice.recording(one.text, one.rate)
    comment = f"{LABEL}; giọng máy, không dùng để phát; doithoai {one.key} {sound.seconds:.2f}"
    _write_whole(file, voice.file_of(sound, kind, one.title, comment))
    return Heard(file, sound.seconds, fresh=True)


def _mark_of(file: Path) -> tuple[str, float] | None:
    """The key and the seconds that a preview carries; None for anything else."""
    with suppress(OSError), file.open("rb") as opened:
        found = _MARK.search(opened.read(_LABELS))
        return (found[1].decode(), float(found[2])) if found else None
    return None


def _write_whole(file: Path, data: bytes) -> None:
    """Beside it first, so that no half file ever bears the name."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        fresh.write_bytes(data)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
