"""How long it takes to say: syllables at a rate, and the pauses between.

Pauses are in syllables, since whoever reads faster also pauses less. They were fitted to espeak-ng 1.51 (voice `vi`,
80 to 200 words a minute) and agree with an announcer who is told to read "/" as a breath and "//" as a stop.
"""

from __future__ import annotations

from collections.abc import Sequence

from doithoai.speech.breathing import Sentence

RATE = 160
"""Syllables a minute while speaking, pauses apart: an unhurried announcer."""

COMMA, BREATH, STOP, PARAGRAPH = 1.05, 0.0, 2.6, 0.0
"""Pauses in syllables: at a comma, at a breath without one, after a sentence, and more after a paragraph."""


def seconds(paragraphs: Sequence[Sequence[Sentence]], rate: float = RATE) -> float:
    """Air time of paragraphs of sentences, in seconds, without the silence after the last word."""
    said = sum(_units(sentence) for paragraph in paragraphs for sentence in paragraph)
    said += PARAGRAPH * max(0, len(paragraphs) - 1)
    return max(0.0, said - STOP) * 60 / rate


def _units(sentence: Sentence) -> float:
    pauses = sum(COMMA if group.marked else BREATH for group in sentence.groups[:-1])
    return sentence.syllables + pauses + STOP
