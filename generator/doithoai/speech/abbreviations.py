"""Abbreviations of the lexicon in their context; what is not known is flagged, never guessed."""

from __future__ import annotations

import re

from doithoai.speech.letters import LOWER, UPPER, is_syllable
from doithoai.speech.rules import Found, doubtful, rule
from doithoai.speech.spans import Reading

_SHOUTED = rf"[{UPPER}]{{2,}}"


def expanded(found: Found) -> Reading | None:
    """What the lexicon says of a form it knows; None if it does not hold here."""
    form = found.written
    meanings = found.voice.lexicon.expansions(form, found.before, found.after, found.options)
    if len(meanings) == 1:
        return Reading(meanings[0])
    if meanings:
        choice = " hay ".join(f"“{meaning}”" for meaning in meanings)
        return doubtful(
            form, "viết tắt", f"không rõ là {choice}", "Viết đủ chữ, hoặc ghi vào bảng viết tắt của nơi này"
        )
    return None


def unknown(found: Found) -> Reading | None:
    """All capitals: a word of a heading if it can be a syllable and does not stand alone, else an abbreviation."""
    word = found.written
    if is_syllable(word) and (_among_capitals(found) or not word.isascii() or len(word) > 3):
        return None
    if not re.search(rf"[{UPPER}].*[{UPPER}]", word):
        return None
    return doubtful(
        word, "viết tắt", "chữ viết tắt không có trong bảng", "Viết đủ chữ, hoặc thêm vào bảng viết tắt", 0.0
    )


def _among_capitals(found: Found) -> bool:
    before, after = re.search(r"(\w+)\W*$", found.before), re.match(r"\W*(\w+)", found.after)
    near = [match[1] for match in (before, after) if match]
    return any(word.isupper() and (len(word) > 1) for word in near) or not near


def _repeated(found: Found) -> str | None:
    """Ủy ban nhân dân (UBND): the abbreviation is only shown, it was said just before."""
    meanings = found.voice.lexicon.expansions(found.part("form"), "", "", found.options)
    said = found.before.rstrip().casefold()
    return "" if any(said.endswith(meaning.casefold()) for meaning in meanings) else None


RULES = (
    rule("abbrev", "s", rf"\((?P<form>[{UPPER}][{UPPER}{LOWER}&.-]{{1,11}})\)", _repeated),
    rule("abbrev", "w", rf"[{UPPER}][{UPPER}{LOWER}]*(?:[/&][{UPPER}][{UPPER}{LOWER}]*)*", unknown),
)  # fmt: skip
