"""Spoken text for a speech synthesiser: W3C SSML with nothing but paragraphs, sentences, breaks and rate.

Only words go in: a synthesiser has no number or abbreviation left to guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from doithoai.speech.breathing import Group, Segment, Sentence
from doithoai.speech.timing import SLOWER

_OPEN = '<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="vi-VN">'
_COMMA, _BREATH = "300ms", "150ms"


def ssml(paragraphs: Sequence[Sequence[Sentence]]) -> str:
    """An SSML document. Telephone numbers are said slower, group by group."""
    return "\n".join([_OPEN, *map(_paragraph, paragraphs), "</speak>", ""])


def _paragraph(sentences: Sequence[Sentence]) -> str:
    return "\n".join(["<p>", *(f"<s>{''.join(_sentence(one))}</s>" for one in sentences), "</p>"])


def _sentence(sentence: Sentence) -> Iterator[str]:
    *first, last = sentence.groups
    for group in first:
        yield f'{_group(group)}<break time="{_COMMA if group.marked else _BREATH}"/> '
    yield _group(last)


def _group(group: Group) -> str:
    return " ".join(map(_segment, group.segments))


def _segment(segment: Segment) -> str:
    words = escape(segment.spoken)
    return f'<prosody rate="{SLOWER:.0%}">{words}</prosody>' if segment.slow else words
