"""Abbreviations of the lexicon in their context; what is not known is flagged, never guessed."""

from __future__ import annotations

import re
from dataclasses import replace

from doithoai.speech.letters import LOWER, UPPER, is_syllable
from doithoai.speech.rules import Found, doubtful, rule
from doithoai.speech.spans import Reading

_SHOUTED = rf"[{UPPER}]{{2,}}"


def expanded(found: Found) -> Reading | None:
    """What the lexicon says of a form it knows; None if it does not hold here."""
    form = found.written
    meanings = _meanings(found, form)
    if form.isupper() and is_syllable(form) and _among_shouted_words(found):
        meanings = [] if found.voice.lexicon.expansions(form, "", "", found.options) else meanings
    stop = "." if form.endswith(".") and not found.after else ""
    if not meanings and form.endswith("."):
        meanings, stop = _meanings(found, form[:-1]), "."
    if len(meanings) == 1:
        return Reading(meanings[0] + stop)
    if meanings:
        choice = " hay ".join(f"“{meaning}”" for meaning in meanings)
        return doubtful(
            form, "viết tắt", f"không rõ là {choice}", "Viết đủ chữ, hoặc ghi vào bảng viết tắt của nơi này"
        )
    return None


def _meanings(found: Found, form: str) -> list[str]:
    """A form whose meanings all belong to other levels is unsure, not unknown."""
    expansions, options = found.voice.lexicon.expansions, found.options
    known = expansions(form, found.before, found.after, options)
    if known or not options.level:
        return known
    elsewhere = expansions(form, found.before, found.after, replace(options, level=""))
    return elsewhere if len(elsewhere) > 1 else []


def unknown(found: Found) -> Reading | None:
    """All capitals: a word of a heading if it can be a syllable and does not stand alone, else an abbreviation."""
    word = found.written
    if is_syllable(word) and (_among_capitals(found) or not word.isascii() or len(word) > 3):
        return None
    if not re.search(rf"[{UPPER}].*[{UPPER}]", word):
        return None
    spoken = word.replace("&", " và ").replace("/", " ")
    return doubtful(
        spoken, "viết tắt", "chữ viết tắt không có trong bảng", "Viết đủ chữ, hoặc thêm vào bảng viết tắt", 0.0
    )


def _near(found: Found) -> list[str]:
    """The words on both sides."""
    before, after = re.search(r"(\w+)\W*$", found.before), re.match(r"\W*(\w+)", found.after)
    return [match[1] for match in (before, after) if match]


def _among_capitals(found: Found) -> bool:
    near = _near(found)
    return any(word.isupper() and (len(word) > 1) for word in near) or not near


def _among_shouted_words(found: Found) -> bool:
    """PHÒNG TƯ PHÁP is a heading, where TƯ is a word; in BCH TƯ it is none."""
    return any(word.isupper() and len(word) > 1 and is_syllable(word) for word in _near(found))


def _repeated(found: Found) -> str | None:
    """Ủy ban nhân dân (UBND): the abbreviation is only shown, it was said just before."""
    meanings = found.voice.lexicon.expansions(found.part("form"), "", "", found.options)
    said = found.before.rstrip().casefold()
    return "" if any(said.endswith(meaning.casefold()) for meaning in meanings) else None


def _title(found: Found) -> Reading | str | None:
    """Ô. Nam, B. Hoa; but B. after A. is a heading, and "viêm gan B. Hiện nay" ends a sentence."""
    spoken = "ông " if found.part("form") == "Ô" else "bà "
    if spoken == "ông ":
        return spoken if found.before.strip() else spoken.capitalize()
    if found.before.strip():
        return spoken if _NAMED_NEXT.search(found.before) else None
    if re.search(r"^\W*[AC] ?[./)]", found.match.string, re.MULTILINE):
        return None
    return doubtful(
        "Bà ", "viết tắt", "được đọc là bà", "Nếu là mục thì xem lại thứ tự; nếu là người thì viết đủ chữ", 0.6
    )


_NAMED_NEXT = re.compile(r"(?:[,;:(]|\b(?:mời|gặp|gồm|cùng|của|do|với|cho|là|thưa)) ?$", re.IGNORECASE)
_SHOWN = rf"[{UPPER}][{UPPER}{LOWER}&.,-]{{1,11}}(?: [{UPPER}]{{1,6}})?"
TITLES = (rule("abbrev", "w", rf"(?P<form>[ÔB])\. ?(?=[{UPPER}][{LOWER}])", _title),)
RULES = (
    rule("abbrev", "s", rf"\((?:(?:viết|gọi) tắt là:? ?)?(?P<form>{_SHOWN})\)", _repeated),
    rule("abbrev", "w", rf"[{UPPER}][{UPPER}{LOWER}]*(?:[/&][{UPPER}][{UPPER}{LOWER}]*)*", unknown),
)  # fmt: skip
