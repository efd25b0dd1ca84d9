"""Vietnamese as it is said: written text in, exactly what the ward loudspeaker says out.

    from doithoai.speech import speak
    speak("Hoàn thành trước 31/8/2024").text
    # Hoàn thành trước ngày ba mươi mốt tháng tám năm hai nghìn không trăm hai mươi tư

The journey (`reader.speak`): `cleaning` makes one form of every character; the scanner goes from one interesting
place to the next and asks the ordered rules; each rule is a shape, a context and a pure verbaliser:

    electronic  documents  phones  places  dates  times  quantities (units)  romans  counts  abbreviations  marks

`numbers` and `letters` say single things, `lexicon` (lexicon.csv) knows abbreviations, `options` the dialect.
What comes out (`spans`) shows every change, and flags whatever was not sure. Only the standard library is used.
"""

from doithoai.speech.lexicon import Entry, Lexicon
from doithoai.speech.options import Options
from doithoai.speech.reader import speak
from doithoai.speech.spans import Flag, Span, Spoken

__all__ = ["Entry", "Flag", "Lexicon", "Options", "Span", "Spoken", "speak", "syllables"]


def syllables(text: str) -> int:
    """How many syllables are said for a written text."""
    return speak(text).syllables
