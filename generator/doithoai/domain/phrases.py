"""Texts compared by their words: how one is sealed, what of it was changed, whether corrections account for that.

Letters and figures count, tones and the signs within a figure with them; case, spaces, line breaks, punctuation and
Markdown's signs do not, so that a layout may be mended at will.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from hashlib import blake2b

from msgspec import Struct

from doithoai.folding import fold

Words = tuple[str, ...]

OMITTED = "[đã lược bỏ]"
"""Stands in a published text where personal data had to go."""

_OMITTED = "\0"
_PIECES = re.compile(r"\[\s*đã\s+lược\s+bỏ\s*\]|\d+(?:[.,:/]\d+)*|[^\W\d_]+|[%‰°₫$€≥≤±]")
_FIGURE = re.compile(r"(?<![^ ])(\d)")
_SEAL = re.compile(r"~([0-9a-f]{12})/(\d+)")


def words_of(text: str) -> Words:
    """`**Trước** 15/4, 30%` gives `trước`, `15/4`, `30`, `%`; `OMITTED` is one word."""
    words = _PIECES.findall(_plain(text).lower())
    return tuple(_OMITTED if word[0] == "[" else word for word in words) if "[" in text else tuple(words)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _placed(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word with where it stands in a composed text."""
    for found in _PIECES.finditer(text.lower()):
        word = found.group()
        yield _OMITTED if word[0] == "[" else word, found.start(), found.end()


def seal_of(words: Words) -> str:
    """`~` and twelve figures that change with any word, and how many words there are; no word can be read from it."""
    return f"~{_digest(words)}/{len(words)}"


def is_seal(value: str) -> bool:
    """Whether a value of the ledger stands for a text."""
    return value.startswith("~") and _SEAL.fullmatch(value) is not None


def _digest(words: Iterable[str]) -> str:
    """Words run together, as spaces are free; figures do not, `1-5` is not `15`."""
    run = _FIGURE.sub(r"|\1", " ".join(words)).replace(" ", "")
    return blake2b(run.encode(), digest_size=6).hexdigest()


def _fits(words: Words, seal: str) -> bool:
    return seal[1:13] == _digest(words)


class Mend(Struct, frozen=True):
    """What a correction quotes: the words that were wrong, and those that are right."""

    wrong: Words
    right: Words

    @property
    def is_told(self) -> bool:
        """Both sides say something, and not the same."""
        return bool(self.wrong and self.right) and self.wrong != self.right


def mend(wrong: str, right: str) -> Mend:
    """Of a correction's two quotations."""
    return Mend(words_of(wrong), words_of(right))


_WORK = 300_000
"""So many words are compared before corrections are said not to account for a change."""


def had_back(now: Words, mends: Sequence[Mend], seal: str) -> bool:
    """Whether the sealed text comes back when some of the mends are undone, each at most once, the last first."""
    waiting = [(now, tuple(one for one in mends if one.is_told))]
    seen = set(waiting)
    while waiting and len(seen) * (len(now) + 1) < _WORK:
        text, left = waiting.pop()
        for at, one in enumerate(left):
            for before in _undone(text, one):
                if _fits(before, seal):
                    return True
                state = before, left[:at] + left[at + 1 :]
                if state not in seen:
                    seen.add(state)
                    waiting.append(state)
    return False


def _undone(text: Words, one: Mend) -> Iterator[Words]:
    """The text before a mend: of one of its places, or of all of them."""
    if one.right == text:
        yield one.wrong
    if min(len(one.wrong), len(one.right)) < ENOUGH:
        return
    places = list(_places(text, one.right))
    for at in places:
        yield text[:at] + one.wrong + text[at + len(one.right) :]
    if len(places) > 1:
        yield _everywhere(text, one, places)


ENOUGH = 2
"""A quotation of one word or figure says nothing of where it stood."""


def _places(text: Words, phrase: Words) -> Iterator[int]:
    """Where a phrase stands in a text, without overlap."""
    at, size = 0, len(phrase)
    while at + size <= len(text):
        if text[at : at + size] == phrase:
            yield at
            at += size
        else:
            at += 1


def _everywhere(text: Words, one: Mend, places: Iterable[int]) -> Words:
    before: list[str] = []
    last = 0
    for at in places:
        before += (*text[last:at], *one.wrong)
        last = at + len(one.right)
    return (*before, *text[last:])


def filled_in(leaves: Sequence[Words], seal: str) -> bool:
    """Whether the sealed text comes back without some words that were blank before: a run of leaves, or any two."""
    count = len(leaves) if len(leaves) <= _LEAVES else 0
    runs = (frozenset(range(start, end)) for start in range(count) for end in range(start + 1, count + 1))
    pairs = (frozenset(pair) for pair in ((a, b) for b in range(count) for a in range(b)))
    return any(_fits(_without(leaves, gone), seal) for gone in (*runs, *pairs) if len(gone) < count)


_LEAVES = 30
"""A group of more parts than this is not tried without some of them."""


def _without(leaves: Sequence[Words], gone: frozenset[int]) -> Words:
    return tuple(word for at, leaf in enumerate(leaves) if at not in gone for word in leaf)


_HIDDEN = 15
"""Words that one `OMITTED` may stand for: a name with an address."""


def is_omission(was: Words | None, now: Words, seal: str) -> bool:
    """Whether words were only taken out, each time with `OMITTED` in their place.

    Without the old words the number of words has to do: some less, but not many.
    """
    marks = now.count(_OMITTED)
    if was is None:
        gone = int(seal.partition("/")[2]) - (len(now) - marks)
        return 0 < gone <= marks * _HIDDEN
    return _omits(was, now)


def _omits(was: Words, now: Words) -> bool:
    """Each mark of `now` stands for some words of `was`, all else is the same."""
    reached = {0}  # how much of `was` the words of `now` read so far may account for
    for word in now:
        same = {at + 1 for at in reached if at < len(was) and was[at] == word}
        hidden = {at + size for at in reached for size in range(1, _HIDDEN + 1)} if word == _OMITTED else set()
        reached = same | {at for at in hidden if at <= len(was)}
    return len(was) in reached


def changes(was: str, now: str) -> tuple[tuple[str, str], ...]:
    """What a correction has to quote: the phrases that differ with enough around them, or both texts whole."""
    was, now = _plain(was), _plain(now)
    if words_of(was) == words_of(now):
        return ()
    before, after = tuple(_placed(was)), tuple(_placed(now))
    found = _hunks(tuple(one[0] for one in before), tuple(one[0] for one in after))
    quoted = tuple((_span(was, before, a, b), _span(now, after, c, d)) for a, b, c, d in found)
    seal = seal_of(words_of(was))
    if quoted and had_back(words_of(now), [mend(*one) for one in quoted], seal):
        return quoted
    return ((" ".join(was.split()), " ".join(now.split())),)


def line_changed(was: str, now: str) -> int:
    """The line of the new text, counted from 0, on which it first says something else."""
    old = words_of(was)
    for at, (word, start, _) in enumerate(_placed(_plain(now))):
        if old[at : at + 1] != (word,):
            return _plain(now)[:start].count("\n")
    return now.count("\n")


_FEW = 4
"""More phrases than this are one rewriting."""

Hunk = tuple[int, int, int, int]


def _hunks(was: Words, now: Words) -> list[Hunk]:
    """Where the two differ, each place widened until it says where it stands; none where nearly all differs."""
    found: list[Hunk] = []
    for one in _differing(was, now):
        hunk = _widened(one, was, now)
        found = [*found[:-1], _joined(found[-1], hunk)] if found and hunk[0] <= found[-1][1] else [*found, hunk]
    quoted = sum(b - a for a, b, _, _ in found)
    return found if len(found) <= _FEW and (2 * quoted < len(was) or len(found) == 1) else []


_COMPARED = 500_000
"""Pairs of words that are compared one by one; longer passages differ as a whole."""


def _differing(was: Words, now: Words) -> list[Hunk]:
    head = _alike(was, now)
    tail = min(_alike(was[::-1], now[::-1]), len(was) - head, len(now) - head)
    before, after = was[head : len(was) - tail], now[head : len(now) - tail]
    if len(before) * len(after) > _COMPARED:
        return [(head, len(was) - tail, head, len(now) - tail)]
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [(head + a, head + b, head + c, head + d) for kind, a, b, c, d in found if kind != "equal"]


def _alike(one: Words, other: Words) -> int:
    """How many words two texts begin with in common."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _joined(one: Hunk, other: Hunk) -> Hunk:
    return one[0], max(one[1], other[1]), one[2], max(one[3], other[3])


def _widened(hunk: Hunk, was: Words, now: Words) -> Hunk:
    a, b, c, d = hunk
    while min(b - a, d - c) < _AROUND or len(list(_places(now, now[c:d]))) > 1:
        left, right = a > 0 and c > 0, b < len(was) and d < len(now)
        if not (left or right):
            break
        a, c, b, d = a - left, c - left, b + right, d + right
    return a, b, c, d


_AROUND = 4
"""Words of a phrase that a reader can make sense of."""


def _span(text: str, placed: Sequence[tuple[str, int, int]], start: int, end: int) -> str:
    return " ".join(text[placed[start][1] : placed[end - 1][2]].replace("*", "").split()) if end > start else ""


_TOUCHED = 2
"""Words that may differ in a misprint."""

_WEIGHTY = frozenset((
    "không", "chưa", "chẳng", "chớ", "đừng", "thôi", "trừ", "miễn", "cấm", "ngừng", "dừng", "bỏ", "hủy", "một",
    "hai", "ba", "bốn", "tư", "năm", "lăm", "sáu", "bảy", "tám", "chín", "mười", "mươi", "trăm", "nghìn", "ngàn",
    "vạn", "triệu", "tỷ", "tỉ", "nửa", "rưỡi", "phần", "đôi", "vài", "mấy", "ngày", "tuần", "tháng", "quý", "giờ",
    "phút", "sáng", "trưa", "chiều", "tối", "đêm", "trước", "sau", "trong", "ngoài", "trên", "dưới", "từ", "đến",
    "tới", "hết", "quá", "khi", "đã", "đang", "sẽ", "sắp", "vừa", "mới", "được", "bị", "phải", "cần", "nên", "có",
    "còn", "xong", "hoàn", "đạt", "và", "hoặc", "hay", "nếu", "thì", "chỉ", "cả", "mọi", "mỗi", "các", "những",
    "tất", "toàn", "đủ", "thiếu", "thừa", "hơn", "kém", "tăng", "giảm", "cao", "thấp", "nhiều", "ít", "thu", "chi",
    "nợ", "nộp", "trả", "vay", "mua", "bán", "cho", "nhận", "giao", "đồng", "ông", "bà", "anh", "chị", "cô", "chú",
))  # fmt: skip
"""Words that carry a promise, a figure, a time or a person: writing one for another is never a slip."""


def is_misprint(wrong: str, right: str) -> bool:
    """Whether a correction only mends the spelling of a word or two: tones, or one letter, of words without weight."""
    was, now = words_of(wrong), words_of(right)
    pairs = [(one, other) for one, other in zip(was, now, strict=False) if one != other]
    return len(was) == len(now) and 0 < len(pairs) <= _TOUCHED and all(_is_slip(*pair) for pair in pairs)


def _is_slip(wrong: str, right: str) -> bool:
    letters = wrong.isalpha() and right.isalpha() and len(min(wrong, right, key=len)) > 1
    return letters and not {wrong, right} & _WEIGHTY and _near(fold(wrong), fold(right))


def _near(one: str, other: str) -> bool:
    """Alike but for tones, one letter, or two letters that changed places."""
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    head = next((at for at, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    rest, other_rest = shorter[head:], longer[head:]
    if len(shorter) < len(longer):
        return rest == other_rest[1:]
    swapped = other_rest[1:2] + other_rest[:1]
    return rest[1:] == other_rest[1:] or (rest[:2] == swapped and rest[2:] == other_rest[2:])
