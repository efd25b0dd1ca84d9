"""Plain words between what rules claimed, and the pieces made into one text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from doithoai.speech.letters import LATIN, LOWER, is_syllable, one_tone_style
from doithoai.speech.rules import doubtful
from doithoai.speech.spans import Reading

Piece = tuple[int, str, str, Reading]
"""Where it starts, what is written, its kind, how it is read."""

_DAMAGED = re.compile(rf"(?<![{LATIN}])[{LOWER}]{{2,}}(?![{LATIN}])")


def plain(text: str, start: int, end: int) -> Iterator[Piece]:
    """Words as they are; those that no Vietnamese syllable can be are pieces of their own, and flagged."""
    for word in _DAMAGED.finditer(text, start, end):
        if not is_syllable(word[0]):
            if start < word.start():
                yield _piece(text, start, word.start())
            yield (
                word.start(),
                word[0],
                "word",
                doubtful(
                    word[0],
                    "từ lạ",
                    "không phải âm tiết tiếng Việt",
                    "Sửa lỗi gõ, hoặc thêm cách đọc vào bảng viết tắt",
                    0.2,
                ),
            )
            start = word.end()
    if start < end:
        yield _piece(text, start, end)


def _piece(text: str, start: int, end: int) -> Piece:
    written = text[start:end]
    return start, written, "plain", Reading(one_tone_style(written))


def joined(parts: Iterable[str]) -> str:
    """A space where words would touch: 10km, P.301, Số:15."""
    pieces: list[str] = []
    last = " "
    for part in filter(None, parts):
        pieces.append(f" {part}" if part[0].isalpha() and (last.isalpha() or last in ".,;:?!…") else part)
        last = part[-1]
    return "".join(pieces)


_PAUSES = re.compile(r"[ ,;:.!?…]{2,}")
_LINE_START = re.compile(r"^[ ,;:.!?]+| +$", re.MULTILINE)


def tidy(text: str) -> str:
    """One space, one pause at a time, and none at the beginning of a line."""
    return _LINE_START.sub("", _PAUSES.sub(_one_pause, text))


def _one_pause(match: re.Match[str]) -> str:
    """The strongest mark of a run, and a space if there was one."""
    run = match[0]
    mark = next((char for strength in ("…?!.", ":;", ",") for char in run if char in strength), "")
    return mark + " " * (" " in run)
