"""How long it takes to say: syllables at a rate, and the pauses between.

Pauses are in syllables, since whoever reads faster also pauses less. They were fitted to espeak-ng 1.51 (voice `vi`,
80 to 200 words a minute) and agree with an announcer who is told to read "/" as a breath and "//" as a stop.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from doithoai.speech.breathing import Sentence
from doithoai.speech.spans import count_words

RATE = 160
"""Syllables a minute while speaking, pauses apart: an unhurried announcer."""

COMMA, BREATH, STOP, PARAGRAPH = 1.05, 0.0, 2.6, 0.0
"""Pauses in syllables: at a comma, at a breath without one, after a sentence, and more after a paragraph."""


SLOWER = 0.8
"""Telephone numbers are said at this share of the rate, so that they can be written down."""


def seconds(paragraphs: Sequence[Sequence[Sentence]], rate: float = RATE) -> float:
    """Air time of paragraphs of sentences, in seconds, without the silence after the last word."""
    said = sum(units(paragraph) for paragraph in paragraphs) + PARAGRAPH * max(0, len(paragraphs) - 1)
    return max(0.0, said - STOP) * 60 / rate


def room(limit: float, rate: float = RATE) -> float:
    """How many `units` fit into so many seconds."""
    return limit * rate / 60 + STOP


def units(sentences: Iterable[Sentence]) -> float:
    """How long sentences take, each with the silence after it, in syllables."""
    return sum(_units(sentence) for sentence in sentences)


def _units(sentence: Sentence) -> float:
    pauses = sum(COMMA if group.marked else BREATH for group in sentence.groups[:-1])
    pauses += COMMA * sum(part.spoken.count(", ") for group in sentence.groups for part in group.segments)
    slow = sum(count_words(part.spoken) for group in sentence.groups for part in group.segments if part.slow)
    return sentence.syllables + slow * (1 / SLOWER - 1) + pauses + STOP
