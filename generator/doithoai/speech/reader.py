"""The scanner: from one interesting place to the next, each character consumed once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from doithoai.speech import (
    abbreviations,
    codes,
    counts,
    dates,
    documents,
    electronic,
    marks,
    periods,
    phones,
    places,
    quantities,
    ratios,
    romans,
    slashes,
    times,
)
from doithoai.speech.cleaning import clean
from doithoai.speech.joining import Piece, joined, plain, tidy
from doithoai.speech.letters import LATIN, UPPER, one_tone_style
from doithoai.speech.lexicon import Lexicon
from doithoai.speech.numbers import whole
from doithoai.speech.options import Options
from doithoai.speech.rules import Found, Rule, Voice, rule
from doithoai.speech.spans import Flag, Reading, Span, Spoken

LEXICON = rule("abbrev", "w", "(?!)", lambda _found: None)
"""Stands where the forms of the lexicon in use are asked for."""

RULES: tuple[Rule, ...] = (
    *electronic.RULES,
    *marks.BLANKS,
    *romans.HEADINGS,
    *counts.DAMAGED,
    *codes.LEADS,
    *documents.RULES,
    *phones.RULES,
    *places.RULES,
    *dates.RULES,
    *periods.RULES,
    *times.RULES,
    *quantities.RULES,
    *slashes.RULES,
    *romans.RULES,
    *abbreviations.TITLES,
    LEXICON,
    *places.LETTERED,
    *codes.RULES,
    *ratios.RULES,
    *counts.RULES,
    *abbreviations.RULES,
    *marks.RULES,
)
"""In order of claim: the first rule whose shape and context fit takes the place."""

_LEADS = sorted(
    {*dates.LEADS, *periods.LEADS, *places.LEADS, *romans.LEADS, "lần thứ", "kỳ họp thứ"}, key=len, reverse=True
)
_NUMERAL = r"(?:\d|[IVXLCDM]+(?!\w)|[ivxlcdm]{2,}(?!\w)|[ivx](?!\w))"
_WORD = re.compile(rf"[{LATIN}]+")


@lru_cache(maxsize=64)
def _trigger(lexicon: Lexicon) -> re.Pattern[str]:
    """Where something may be read otherwise than it is written."""
    return re.compile(
        rf"(?<![{LATIN}\d])(?:"
        rf"(?i:{'|'.join(_LEADS)})(?=[ :]{{1,2}}{_NUMERAL}|[ :]+[-/–.…_]|[:]?/)"
        rf"|[{UPPER}](?=[{UPPER}\d]|[{LATIN}]?[{UPPER}./&]|[.] |[ ]?[-–)/:][ ])"
        rf"|[IVX](?=(?:,| và) [IVX]{{1,5}}(?!\w))|(?m:^)[a-zđ](?=/ )|[Kk][Mm](?= ?\d)|[lo](?=\d)"
        rf"|[Nn]gày(?= tháng (?:\d|…|\.|năm \d))|tháng(?= năm (?:19|20)\d\d)"
        rf"|{lexicon.unusual()}|{quantities.ALONE}"
        rf"|[\w.+-]{{1,64}}@\w|(?i:https?://|www\.)|(?<!\.)(?:[A-Za-z\d-]{{1,63}}\.){{1,8}}[a-z]{{2,6}}(?![{LATIN}]))"
        rf"|(?<=[IVX])\.(?=\d)|(?<=[\d ])[xX](?= ?\d)|\d|[^{LATIN}\s\d.,;:?!]|\.(?=[./])|(?:^|(?<=[ (\n]))\.(?=\d)"
    )


def speak(text: str, options: Options | None = None, lexicon: Lexicon | None = None) -> Spoken:
    """What is said for `text`, in spans, with flags for the editor. Never raises for any string."""
    voice = Voice(options or Options(), lexicon or Lexicon.standard())
    cleaned = clean(text)
    spans: list[Span] = []
    flags: list[Flag] = []
    line, counted = 1, 0
    for start, written, kind, reading in _read(cleaned, voice):
        spans.append(Span(written, reading.spoken, kind, reading.confidence, start))
        if reading.problems:
            line, counted = line + cleaned.count("\n", counted, start), start
        flags += [Flag(one.kind, written, start, line, one.message, one.mend) for one in reading.problems]
    return Spoken(tidy(joined(span.spoken for span in spans)), cleaned, tuple(spans), tuple(flags))


def _read(text: str, voice: Voice) -> Iterator[Piece]:
    """All pieces in order: what a rule claims, and plain words between."""
    plain_from = look_from = 0
    previous = "plain"
    trigger, rules = _trigger(voice.lexicon), _rules(voice.lexicon)
    while place := trigger.search(text, look_from):
        claim = _claim(text, place.start(), rules, voice, _near(text, plain_from, place.start(), previous))
        if claim is None:
            look_from = _after_word(text, place.start())
            continue
        start, written, kind, _ = claim
        if plain_from < start:
            yield from plain(text, plain_from, start)
        yield claim
        plain_from = look_from = start + len(written)
        previous = kind
    if plain_from < len(text):
        yield from plain(text, plain_from, len(text))


def _near(text: str, start: int, end: int, previous: str) -> str:
    """The kind of the span before, if at most a space stands between."""
    return previous if start == end or text[start:end] == " " else "plain"


RulesByStart = dict[str, tuple[Rule, ...]]


@lru_cache(maxsize=64)
def _rules(lexicon: Lexicon) -> RulesByStart:
    """The ordered rules by what they may start with; the lexicon's own stands where its marker is."""
    known = Rule("abbrev", "ws", lexicon, abbreviations.expanded)
    ordered = [known if one is LEXICON else one for one in RULES]
    return {start: tuple(one for one in ordered if start in one.starts) for start in "dws"}


def _claim(text: str, start: int, rules: RulesByStart, voice: Voice, previous: str) -> Piece | None:
    """The first rule that takes this place."""
    char = text[start]
    for one in rules["d" if char in "0123456789" else "w" if _WORD.match(char) else "s"]:
        match = one.shape.match(text, start)
        if match and match.end() > start:
            reading = one.say(Found(match, voice, previous))
            if reading is not None:
                return start, match[0], one.kind, _worded(reading, voice)
    return None


_LEFT_OVER = re.compile(rf"(\d+)|[^{LATIN}\s.,;:?!…]")


def _worded(reading: Reading | str, voice: Voice) -> Reading:
    """The last guard: whatever a lexicon holds, no digit and no sign gets through."""
    whole_reading = reading if isinstance(reading, Reading) else Reading(reading)
    spoken = one_tone_style(whole_reading.spoken)
    if not _LEFT_OVER.search(spoken):
        return whole_reading._replace(spoken=spoken)
    spoken = _LEFT_OVER.sub(lambda found: whole(found[1], voice.options) if found[1] else " ", spoken)
    return whole_reading._replace(spoken=spoken, confidence=min(0.5, whole_reading.confidence))


def _after_word(text: str, start: int) -> int:
    word = _WORD.match(text, start)
    return word.end() if word else start + 1
