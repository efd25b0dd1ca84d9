"""espeak-ng says words, ffmpeg makes a small file of the sound: previews for the ear, never for the air.

Nothing is written here: sound and files are bytes, so a program that fails leaves nothing behind. Where a program is
absent, fails or hangs, a `Refusal` says what to do.
"""

from __future__ import annotations

import shutil
import subprocess
import wave
from enum import StrEnum
from io import BytesIO
from math import ceil
from struct import pack

from msgspec import Struct

from doithoai.problems import Problem, Refusal, no_file, reason, shorten

ESPEAK, FFMPEG = "espeak-ng", "ffmpeg"
"""The programs; Debian's packages have the same names."""

PATIENCE = 120
"""Seconds after which a program is taken to hang; ten minutes of speech take less than ten."""

LOUDNESS = "loudnorm=I=-16:TP=-1.5:LRA=11"
"""EBU R 128, as loud as speech is on the web."""

SLOWEST = 84
"""Below this espeak-ng's voice `vi` gets no slower (its documented limit is 80)."""

_PERFORMANCE = "1"
"""Changes with anything here that makes a recording sound or last otherwise."""


class Format(StrEnum):
    """Kinds of sound files, by their name's ending."""

    MP3 = "mp3"
    OGG = "ogg"
    WAV = "wav"


_CODECS = {Format.MP3: ("libmp3lame", "-b:a", "48k", "-write_xing", "0"), Format.OGG: ("libvorbis", "-q:a", "2")}


class Recording(Struct, frozen=True):
    """Mono sound of 16 bits."""

    samples: bytes
    per_second: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / 2 / self.per_second


def usual_format() -> Format:
    """The best that the machine can make."""
    return Format.MP3 if shutil.which(FFMPEG) else Format.WAV


def require(kind: Format) -> None:
    """Refuses when a program for this kind of file is absent, and names the packages to install."""
    needed = (ESPEAK,) if kind is Format.WAV else (ESPEAK, FFMPEG)
    absent = [name for name in needed if not shutil.which(name)]
    if absent:
        mend = f"cài trên Debian, Ubuntu: sudo apt install {' '.join(absent)}"
        if absent == [FFMPEG]:
            mend += "; hoặc ghi tệp WAV, không cần ffmpeg: --format wav"
        what = f"máy chưa có {' và '.join(absent)} để làm bản nghe thử"
        raise Refusal([Problem("no-program", what, mend, no_file(" ".join(absent)))])


def performance(text: str, rate: int) -> tuple[str, ...]:
    """What a recording depends on: equal for recordings that sound alike."""
    return (_PERFORMANCE, text, *map(str, pace(rate)))


def pace(rate: int) -> tuple[int, int]:
    """espeak-ng's speed (`-s`) and gap between words (`-g`) that give so many syllables a minute.

    Fitted to espeak-ng 1.51, voice `vi`, with the pauses of `speech.timing`; slower than its voice goes, each word
    (in Vietnamese a syllable) is given more silence.
    """
    speed = 11.5 + 0.58 * rate
    if speed >= SLOWEST:
        return round(speed), 0
    gap = max(1, ceil((SLOWEST / speed - 1.02) / 0.04))
    return round(speed * (1.02 + 0.04 * gap)), gap


def recording(text: str, rate: int) -> Recording:
    """The words as espeak-ng says them, without the silence after the last one."""
    speed, gap = pace(rate)
    options = ("-v", "vi", "-b", "1", "-z", "-s", str(speed), "-g", str(gap), "--stdin", "--stdout")
    said = _run(ESPEAK, options, text.encode("utf-8", "ignore"))
    try:
        with wave.open(BytesIO(said)) as sound:
            found = Recording(sound.readframes(sound.getnframes()), sound.getframerate())
    except (wave.Error, EOFError) as error:
        raise _broken(ESPEAK, "không trả về âm thanh") from error
    if not found.samples:
        raise _broken(ESPEAK, "trả về âm thanh rỗng")
    return found


def file_of(sound: Recording, kind: Format, title: str, comment: str) -> bytes:
    """A sound file with its labels; MP3 and Ogg are made equally loud."""
    if kind is Format.WAV:
        return _wav(sound, title, comment)
    labels = ("-metadata", f"title={title}", "-metadata", f"comment={comment}")
    plain = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact")
    shape = ("-af", LOUDNESS, "-ar", str(sound.per_second), "-ac", "1", "-c:a", *_CODECS[kind], "-f", kind.value)
    options = ("-hide_banner", "-loglevel", "error", "-f", "wav", "-i", "pipe:0", *plain, *labels, *shape, "pipe:1")
    made = _run(FFMPEG, options, _wav(sound, "", ""))
    if not made:
        raise _broken(FFMPEG, "trả về tệp rỗng")
    return made


def _wav(sound: Recording, title: str, comment: str) -> bytes:
    """Labels stand before the sound, where whoever opens the file meets them first."""
    shape = pack("<HHIIHH", 1, 1, sound.per_second, sound.per_second * 2, 2, 16)
    labels = b"INFO" + _chunk(b"INAM", title.encode() + b"\0") + _chunk(b"ICMT", comment.encode() + b"\0")
    chunks = (_chunk(b"fmt ", shape), _chunk(b"LIST", labels), _chunk(b"data", sound.samples))
    return _chunk(b"RIFF", b"WAVE" + b"".join(chunks))


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def _run(program: str, options: tuple[str, ...], given: bytes) -> bytes:
    """What the program prints for what it is given; nothing else of it gets out."""
    found = shutil.which(program) or program
    try:
        done = subprocess.run([found, *options], input=given, capture_output=True, check=False, timeout=PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise _broken(program, f"chạy quá {PATIENCE} giây mà không xong") from error
    except OSError as error:
        raise _broken(program, f"không chạy được ({reason(error)})") from error
    if done.returncode:
        said = shorten(done.stderr.decode("utf-8", "replace"), 120)
        raise _broken(program, f"dừng với mã {done.returncode}" + (f" ({said})" if said else ""))
    return done.stdout


def _broken(program: str, what: str) -> Refusal:
    mend = f"chạy lại; vẫn vậy thì cài lại: sudo apt install --reinstall {program}"
    return Refusal([Problem("program-failed", f"{program} {what}", mend, no_file(program))])
