"""Spoken text cut for the ear: sentences short enough to follow, breath groups short enough for one breath.

    read_aloud(speak("…")) -> sentences of breath groups of segments

A number, a date or a name is never cut in two. Limits are in syllables; an announcer reads 25 without losing the
listener and 16 on one breath (the project's own rule for bulletins read at sight).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from doithoai.speech.spans import Spoken, count_words

SENTENCE = 25
"""Syllables of the longest sentence."""

BREATH = 16
"""Syllables of the longest breath group."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words said together; `written` is what stands in the record where that differs (digits, abbreviations)."""

    spoken: str
    written: str = ""
    kind: str = "plain"

    @property
    def slow(self) -> bool:
        """People write it down while they listen."""
        return self.kind == "telephone"


@dataclass(frozen=True, slots=True)
class Group:
    """What is said on one breath. `marked`: a comma or colon ends it; else the breath was put there by rule."""

    segments: tuple[Segment, ...]
    marked: bool
    syllables: int
    """How many syllables are said."""

    @property
    def text(self) -> str:
        """The words as they are said."""
        return " ".join(one.spoken for one in self.segments)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Breath groups up to a full stop. `strained`: no good place to divide it was found."""

    groups: tuple[Group, ...]
    strained: bool = False

    @property
    def text(self) -> str:
        """The words as they are said."""
        return " ".join(group.text for group in self.groups)

    @property
    def syllables(self) -> int:
        """How many syllables are said."""
        return sum(group.syllables for group in self.groups)


@dataclass(frozen=True, slots=True)
class _Word:
    """A syllable with the signs after it. `atom`: number of the span it may not be cut from, -1 for plain words."""

    text: str
    atom: int
    written: str
    kind: str

    @property
    def bare(self) -> str:
        return self.text.rstrip(_SIGNS).lstrip("“”\"'([").lower()

    @property
    def is_name(self) -> bool:
        return self.text[:1].isupper()

    @property
    def ends_sentence(self) -> bool:
        return self.text[-1] in ".!?;…"

    @property
    def ends_group(self) -> bool:
        return self.text[-1] in ",:–"


_SIGNS = ".!?;…,:–”\"')]"
_PIECES = re.compile(r"[^\s.!?;…,:–]*[^\W\d_][^\s.!?;…,:–]*[.!?;…,:–”\"')\]]*|[.!?;…,:–]+")


_MANY_DIGITS = re.compile(r"0\d(?:[ .-]?\d){7,10}")
"""A number without a cue that says what it is: said digit by digit, and people write it down."""


def _each(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Before these words a new part of the sentence begins: a breath is natural, and a sentence may even end there.
_JOINTS = _each(
    "và hoặc hay để nhằm do vì bởi tại ở trong trên từ nếu khi nhưng nên gồm cùng sau trước ngoài theo rồi nay kể mà "
    "cũng còn riêng"
)
# Before these a breath is possible, but what follows leans on what went before.
_LEANING = _each(
    "với của cho về đến bằng qua giữa là các những mọi mỗi một đã đang sẽ được phải cần không chưa có bị như thuộc vào "
    "này"
)
_DANGLING = (_JOINTS | _LEANING | _each("số thứ ông bà ngày tháng lúc hồi sự việc")) - _each("này rồi")
"""Nothing may end on one of these."""
_TITLES = _each(
    "phường xã quận huyện tỉnh phố đường ngõ ngách thôn xóm ấp bản làng chợ trường hồ cầu ông bà anh chị chí khu tổ"
)
"""What stands before a name belongs to it."""

_PIECE, _ANYWHERE, _DANGLES, _NAME, _ATOM = 10, 25, 40, 60, 400
"""What one more piece costs, and what a cut costs: elsewhere, after such a word, within a name, within a number."""

_LISTED = 16
"""What it costs more to end a sentence at a comma between things that are told together."""

_WHEN = {"date", "time"}
"""A day or an hour stands by itself, at either end of a sentence."""


class _Costs(NamedTuple):
    """What a cut costs after a comma, before a joint, and before a word that leans on the last."""

    comma: int
    joint: int
    leaning: int


_OF_SENTENCE, _OF_BREATH = _Costs(1, 7, 18), _Costs(0, 3, 6)


@cache
def _bound() -> frozenset[tuple[str, str]]:
    """Pairs of syllables that belong to one word or one name (`compounds.txt`)."""
    lines = files("doithoai.speech").joinpath("compounds.txt").read_text("utf-8").splitlines()
    words = (one.split() for line in lines if not line.startswith("#") for one in line.split(","))
    return frozenset(pair for word in words for pair in pairwise(word))


def read_aloud(spoken: Spoken) -> tuple[Sentence, ...]:
    """Everything that is said, in sentences of at most `SENTENCE` syllables and groups of at most `BREATH`."""
    words = list(_words(spoken))
    return tuple(
        sentence for one in _split_after(words, lambda word: word.ends_sentence) for sentence in _sentences(one)
    )


def _words(spoken: Spoken) -> Iterator[_Word]:
    pending: _Word | None = None
    for number, span in enumerate(spoken.spans):
        atom = -1 if span.kind == "plain" else number
        pieces = _PIECES.findall(span.spoken)
        kind = "telephone" if span.kind == "code" and _MANY_DIGITS.fullmatch(span.written.strip()) else span.kind
        if kind == "telephone":
            pieces = _phone_groups([one for one in pieces if count_words(one)], span.written)
        for piece in pieces:
            if not count_words(piece):  # signs alone belong to the word before
                pending = pending and replace(pending, text=_with_sign(pending.text, piece))
                continue
            if pending:
                yield pending
            written = span.written if atom >= 0 and span.written.strip() != span.spoken.strip() else ""
            pending = _Word(piece, atom, written, kind)
    if pending:
        yield pending


def _with_sign(word: str, sign: str) -> str:
    """One sign is enough: the stronger one."""
    if word[-1] in ".!?;…":
        return word
    return word.rstrip(",:–") + sign[0]


def _phone_groups(digits: list[str], written: str) -> list[str]:
    """A breath after each group of digits, and after the whole number."""
    from doithoai.speech.phones import phone_groups  # the rules compile: not wanted for words that are known

    sizes = [count_words(group) for group in phone_groups(written)]
    if sum(sizes) != len(digits):
        return digits
    ends = {end - 1 for end in accumulate(sizes)}
    return [f"{digit}," if at in ends and digit[-1] not in _SIGNS else digit for at, digit in enumerate(digits)]


def _split_after(words: Sequence[_Word], ends: Callable[[_Word], bool]) -> Iterator[list[_Word]]:
    part: list[_Word] = []
    for word in words:
        part.append(word)
        if ends(word):
            yield part
            part = []
    if part:
        yield part


def _sentences(words: list[_Word]) -> Iterator[Sentence]:
    cuts = _cuts(words, SENTENCE, _OF_SENTENCE)
    strained = any(_cost(words, at, _OF_SENTENCE) >= _ANYWHERE for at in cuts)
    for piece in _pieces(words, cuts):
        yield Sentence(tuple(_groups(_closed(piece, "."))), strained)


def _groups(words: list[_Word]) -> Iterator[Group]:
    for part in _joined(list(_split_after(words, lambda word: word.ends_group))):
        for piece in _pieces(part, _cuts(part, BREATH, _OF_BREATH)):
            said = count_words(" ".join(word.text for word in piece))
            yield Group(tuple(_segments(piece)), piece[-1].text[-1] in _SIGNS, said)


def _joined(parts: list[list[_Word]]) -> Iterator[list[_Word]]:
    """Nobody breathes after each single word of a list: "Ngày, giờ, địa điểm" is said on one breath."""
    held: list[_Word] = []
    for part in parts:
        if held and len(held) + len(part) > BREATH:
            yield held
            held = []
        held = [*held, *part]
        if not _is_brief(part):
            yield held
            held = []
    if held:
        yield held


def _is_brief(part: list[_Word]) -> bool:
    return len(part) <= _ON_THE_WAY and part[-1].text[-1] == "," and part[-1].atom < 0


_ON_THE_WAY = 2
"""Words before a comma that are said without a breath after them."""


def _closed(words: list[_Word], sign: str) -> list[_Word]:
    """The words as a sentence of their own: a capital first, a full stop last."""
    first, last = words[0], words[-1]
    closed = [replace(first, text=first.text[:1].upper() + first.text[1:]), *words[1:]]
    if not last.ends_sentence or last.text[-1] == ";":
        closed[-1] = replace(closed[-1], text=closed[-1].text.rstrip(",:–;") + sign)
    return closed


def _segments(words: list[_Word]) -> Iterator[Segment]:
    for _, run in groupby(words, key=lambda word: word.atom):
        part = list(run)
        yield Segment(" ".join(word.text for word in part), part[0].written, part[0].kind)


def _pieces(words: list[_Word], cuts: list[int]) -> Iterator[list[_Word]]:
    for start, end in pairwise([0, *cuts, len(words)]):
        yield words[start:end]


def _cuts(words: list[_Word], limit: int, costs: _Costs) -> list[int]:
    """Where to divide so that no piece has more than `limit` words: as few and as natural places as can be."""
    if len(words) <= limit:
        return []
    best: list[tuple[float, int]] = [(0.0, 0)]  # per end: the least cost, and where its last piece begins
    for end in range(1, len(words) + 1):
        here = _PIECE + (0 if end == len(words) else _cost(words, end, costs))
        starts = range(max(0, end - limit), end)
        best.append(min((best[start][0] + here + _uneven(end - start, limit), start) for start in starts))
    cuts = []
    at = best[-1][1]
    while at:
        cuts.append(at)
        at = best[at][1]
    return cuts[::-1]


def _uneven(size: int, limit: int) -> float:
    """A piece of one or two words sounds like a stumble."""
    return 4.0 * (4 - size) if size < 4 else 0.5 * abs(size - limit * 0.6) / limit


def _cost(words: list[_Word], at: int, costs: _Costs) -> int:
    """How much a cut before word `at` hurts."""
    before, after = words[at - 1], words[at]
    if before.ends_group:
        return costs.comma + (_LISTED if costs is _OF_SENTENCE and _in_list(words, at) else 0)
    if after.bare == "số" or (before.bare == "năm" and before.atom < 0 <= after.atom):
        return _NAME
    if (before.kind, after.kind) == ("docnumber", "date"):
        return _ANYWHERE - 1 if costs is _OF_SENTENCE else costs.joint
    if before.atom >= 0 and before.atom == after.atom:
        return _ATOM - (100 if after.bare in ("đến", "năm", "tháng", "triệu", "nghìn", "tỷ") else 0)
    if (before.bare, after.bare) in _bound() or (after.is_name and (before.is_name or before.bare in _TITLES)):
        return _NAME
    if after.bare == "năm" and after.atom < 0 and at + 1 < len(words) and words[at + 1].atom >= 0:
        return costs.leaning  # of which year
    dangles = _DANGLES if before.bare in _DANGLING and before.atom < 0 else 0
    return dangles + _between(before, after, costs, after_name=at > 1 and words[at - 2].is_name)


def _in_list(words: list[_Word], at: int) -> bool:
    """What the comma parts belongs together ("tiếp xúc, đối thoại"), or an item of one or two words follows."""
    if (words[at - 1].bare, words[at].bare) in _bound():
        return True
    return any(word.ends_group for word in words[at : at + _ON_THE_WAY])


def _between(before: _Word, after: _Word, costs: _Costs, after_name: bool) -> int:
    """How much a cut between two words hurts. A joint that a sign follows begins nothing: "buổi trước,"."""
    begins = after.atom < 0 and after.text[-1] not in _SIGNS
    if begins and after.bare in _JOINTS:
        return costs.joint
    if (begins and after.bare in _LEANING) or _WHEN & {before.kind, after.kind}:
        return costs.leaning
    if before.is_name:
        return costs.leaning + 4 if after_name else _NAME  # "Trần Hưng Đạo" is over; "Ủy" is not
    return _ANYWHERE
