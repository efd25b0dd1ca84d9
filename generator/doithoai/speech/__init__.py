"""Vietnamese as it is said: written text in, exactly what the ward loudspeaker says out.

    from doithoai.speech import speak
    speak("Hoàn thành trước 31/8/2024").text
    # Hoàn thành trước ngày ba mươi mốt tháng tám năm hai nghìn không trăm hai mươi tư

The journey (`reader.speak`): `cleaning` makes one form of every character; the scanner goes from one interesting
place to the next and asks the ordered rules; each rule is a shape, a context and a pure verbaliser:

    electronic  codes  documents  phones  places  dates  periods  times  quantities (units)  slashes  romans
    abbreviations  ratios  counts  marks

`numbers` and `letters` say single things, `lexicon` (lexicon.csv) knows abbreviations, `options` the dialect.
What comes out (`spans`) shows every change, and flags whatever was not sure. Only the standard library is used.

    spoken = speak("SĐT 0912 345 678, ở XYZT")
    spoken.text              # số điện thoại không chín một hai ba bốn năm sáu bảy tám, ở XYZT
    spoken.syllables         # 15
    spoken.spans[2]          # Span(written="0912 345 678", spoken="không chín …", kind="telephone", confidence=1.0, …)
    spoken.flags[0]          # Flag(kind="viết tắt", written="XYZT", start=20, line=1, message=…, mend=…)
    "".join(span.written for span in spoken.spans) == spoken.cleaned

A span whose `kind` is "plain" is said as it is written. `phone_groups(span.written)` gives the groups of a telephone
number for a slower reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from doithoai.speech.lexicon import Entry, Lexicon
    from doithoai.speech.options import Options
    from doithoai.speech.phones import phone_groups
    from doithoai.speech.reader import speak
    from doithoai.speech.spans import Flag, Span, Spoken

__all__ = ["Entry", "Flag", "Lexicon", "Options", "Span", "Spoken", "phone_groups", "speak", "syllables"]

_ROOMS = {
    "Entry": "lexicon",
    "Flag": "spans",
    "Lexicon": "lexicon",
    "Options": "options",
    "Span": "spans",
    "Spoken": "spans",
    "phone_groups": "phones",
    "speak": "reader",
}


def __getattr__(name: str) -> Any:
    """The rules are compiled when they are first needed: a build whose words are known needs none of them."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)


def syllables(text: str) -> int:
    """How many syllables are said for a written text."""
    from doithoai.speech.reader import speak

    return speak(text).syllables
