"""Scripts: a template filled with an announcement's facts, its lines chosen by length, and how each line is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import pairwise
from math import inf
from pathlib import Path

from msgspec import Struct

from doithoai.channels.loudspeaker.facts import TEMPLATES, facts_of
from doithoai.channels.loudspeaker.speaking import Said, Speaker
from doithoai.domain.announced import Announced, Approval
from doithoai.domain.brevity import clause, gist
from doithoai.domain.broadcast import Announcement
from doithoai.domain.draft import REST, DraftFault, Line, lines_of
from doithoai.domain.edition import Edition
from doithoai.domain.loudspeaker import LIMITS, Length
from doithoai.engines.templates import TemplateFault, filled, text_templates
from doithoai.engines.theme import OWN
from doithoai.problems import shorten
from doithoai.speech.breathing import Sentence
from doithoai.speech.spans import count_words
from doithoai.speech.timing import room, seconds, units

_GAP = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")

_ORDINALS = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"]


class Reading(Struct, frozen=True, dict=True):
    """A script in one length: paragraphs of sentences, and how long they take at the station's rate."""

    paragraphs: tuple[tuple[Sentence, ...], ...]
    written: str
    said: tuple[Said, ...]
    rate: int

    @property
    def text(self) -> str:
        """What is said, a line a sentence, a blank line between paragraphs."""
        return "\n\n".join("\n".join(one.text for one in paragraph) for paragraph in self.paragraphs) + "\n"

    @cached_property
    def syllables(self) -> int:
        """How many syllables are said."""
        return sum(one.syllables for paragraph in self.paragraphs for one in paragraph)

    @cached_property
    def seconds(self) -> float:
        """Air time."""
        return seconds(self.paragraphs, self.rate)


class Script(Struct, frozen=True):
    """An announcement with its words: `locked` as an approval of the record as it is now would keep them, `approved` as
    the announcer took them.
    """

    announcement: Announcement
    locked: str
    approved: Approval | None
    readings: Mapping[Length, Reading]

    @property
    def id(self) -> str:
        """The announcement's id."""
        return self.announcement.id

    @property
    def seconds(self) -> dict[Length, float]:
        """Air time of each length."""
        return {length: reading.seconds for length, reading in self.readings.items()}

    @property
    def stamp(self) -> str:
        """Changes with any word that the record, the station's customs or the rules of speech would have said now."""
        return stamp_of(self.locked)

    @property
    def outdated(self) -> bool:
        """The record has changed since the script was approved."""
        return self.approved is not None and self.approved.stamp != self.stamp

    @property
    def said(self) -> Iterator[Said]:
        """Every line of the whole script."""
        seen: dict[str, Said] = {}
        for reading in self.readings.values():
            seen.update((one.written, one) for one in reading.said)
        return iter(seen.values())


def stamp_of(draft: str) -> str:
    """Eight digits and letters that change with any word of the draft."""
    return blake2b(draft.encode(), digest_size=4).hexdigest()


class Writer:
    """Fills the templates of one site."""

    def __init__(self, site: Path) -> None:
        self.own = site / OWN / "loudspeaker"
        self._env = text_templates("loudspeaker", site, {"ordinal": ordinal, "gist": gist, "clause": clause})

    def draft(self, one: Announcement, edition: Edition) -> str:
        """The announcement's words as its template gives them: a line a sentence; raises `TemplateFault`."""
        name = TEMPLATES[one.cause]
        text = filled(self._env, name, facts_of(one, edition))
        kept = [_STOPPED_TWICE.sub("", " ".join(line.split())) for line in text.splitlines() if line.strip()]
        try:
            for _ in lines_of("\n".join(kept)):
                pass
        except DraftFault as fault:
            file, number = self._source_of(fault.line, name)
            what = f"dòng “{shorten(fault.line)}” không bắt đầu bằng số bản và dấu gạch đứng, ví dụ: 23| Kính mời…"
            raise TemplateFault(file, number, what) from fault
        draft = "\n".join(kept)
        if silent := [length for length in Length if not _speaks(draft, length)]:
            raise TemplateFault(name, 1, f"bản {silent[0].value} không có câu nào; thêm dòng có số {_MARK[silent[0]]}")
        return draft

    def _source_of(self, line: str, name: str) -> tuple[str, int]:
        """The file and line of a template that gave a line: what stands around its gaps is found in the line."""
        others = self._env.list_templates(filter_func=lambda one: one.endswith(".txt") and one != name)
        rows = [
            (file, number, row.strip())
            for file in (name, *others)
            for number, row in enumerate(self._source(file).splitlines(), 1)
        ]
        for file, number, row in rows:
            around = _GAP.split(" ".join(row.split()))
            if any(around) and re.fullmatch(".*".join(map(re.escape, around)), line):
                return file, number
        only_gap = ((file, number) for file, number, row in rows if re.fullmatch(r"\{\{[^(]*\}\}", row))
        return next(only_gap, (name, 1))

    def _source(self, file: str) -> str:
        assert self._env.loader is not None
        return self._env.loader.get_source(self._env, file)[0]


_STOPPED_TWICE = re.compile(r"(?<=[!?…])\.(?!\S)")
"""The template's stop after what has a sign of its own: “Bao giờ sửa xong?.”"""

_MARK = {Length.SHORT: "1", Length.STANDARD: "2", Length.FULL: "3"}


def _speaks(draft: str, length: Length) -> bool:
    return any(length in line.lengths and count_words(line.text) for line in lines_of(draft))


def script_of(one: Announcement, edition: Edition, writer: Writer, speaker: Speaker) -> Script:
    """The script of an announcement: the approved words if there are any, else the draft's."""
    draft = list(lines_of(writer.draft(one, edition)))
    rate = edition.authority.station.rate
    kept = _kept(draft, speaker.say, rate)
    locked = _locked(draft, kept, speaker.say)
    now = edition.dossier.by_id[one.record.id]  # the announcement knows its record as it was on its own day
    approved = now.approval(one.cause, one.version) if isinstance(now, Announced) else None
    if approved is None:
        return Script(one, locked, None, {length: _said(kept[length], speaker.say, rate) for length in Length})
    known = {_words(speaker.say(line.text)): speaker.say(line.text) for line in draft if line.text}

    def say(words: str) -> Said:
        """Approved words as they stand; where the draft has the same ones, with its digits beside."""
        return known.get(words) or speaker.say(words)

    lines = list(lines_of(approved.text))
    readings = {length: _said([line for line in lines if length in line.lengths], say, rate) for length in Length}
    return Script(one, locked, approved, readings)


def _words(said: Said) -> str:
    return " ".join(sentence.text for sentence in said.sentences)


def _locked(lines: list[Line], kept: Mapping[Length, list[Line]], say: Callable[[str], Said]) -> str:
    """The draft with nothing left open: each sentence as it is said, with the lengths in which it stays."""
    rows = []
    stays = {length: {id(line) for line in kept[length]} for length in Length}
    for line in lines:
        if not line.text:
            rows.append(REST)
        elif marks := "".join(_MARK[length] for length in Length if id(line) in stays[length]):
            rows.append(f"{marks}| {_words(say(line.text))}")
    return "\n".join(rows)


def _kept(lines: list[Line], say: Callable[[str], Said], rate: int) -> dict[Length, list[Line]]:
    """Of each length the lines that it has time for."""
    sentences = [say(line.text).sentences if line.text else () for line in lines]
    costs = [units(one) for one in sentences]
    cuts = [len(said) - len(_STOPS.findall(line.text)) for line, said in zip(lines, sentences, strict=True)]
    limits = {length: room(LIMITS[length], rate) if length in LIMITS else inf for length in Length}
    return {length: _fitted(lines, costs, cuts, length, limit) for length, limit in limits.items()}


_STOPS = re.compile(r"[.!?;…](?=\s|$)")
"""Where a line ends a sentence by itself."""


class _Run(Struct, frozen=True):
    """Lines that are said only if there is time, one after the other, and those that stand in, ever shorter."""

    spare: tuple[int, ...]
    instead: tuple[int, ...]

    def said(self, gone: set[int]) -> set[int]:
        """What is said of it: from the last up its lines go, so that no list has a gap."""
        instead = [at for at in self.instead if at not in gone][:1] if gone.intersection(self.spare) else ()
        return {at for at in self.spare if at not in gone}.union(instead)

    def cut(self, cuts: Sequence[int]) -> set[int]:
        """Lines that would be cut in pieces, where the last that stands in for them alone need not be."""
        if len(self.spare) > 1 or not self.instead:
            return set()
        return {at for at in (*self.spare, *self.instead) if cuts[at] > cuts[self.instead[-1]]}


def _fitted(lines: list[Line], costs: Sequence[float], cuts: Sequence[int], length: Length, limit: float) -> list[Line]:
    """The lines of a length that fit a limit: those that are said only if there is time go one by one.

    `cuts`: in how many more sentences each line is said than it is written, since one is too long to follow.
    A line that would have to be cut gives way to one that stands in for it alone and need not be cut. What went for
    a longer line's sake and fits after all comes back.
    """
    runs = list(_runs(lines, length))
    sure = {at for at, line in enumerate(lines) if length in line.lengths and not _is_open(line, length)}

    def said(gone: set[int]) -> set[int]:
        return sure.union(*(run.said(gone) for run in runs))

    def fits(gone: set[int]) -> bool:
        return sum(costs[at] for at in said(gone)) <= limit

    cut = set().union(*(run.cut(cuts) for run in runs))
    gone = set(cut)
    order = [at for at in _going(lines, length) if at not in cut]
    for at in order:
        if fits(gone):
            break
        gone.add(at)
    above = {below: at for run in runs for at, below in pairwise(run.spare)}
    for at in reversed(order):
        if at in gone and above.get(at) not in gone and fits(gone - {at}):
            gone.remove(at)
    return [lines[at] for at in sorted(said(gone))]


def _is_open(line: Line, length: Length) -> bool:
    return length in line.spare or length in line.instead


def _runs(lines: list[Line], length: Length) -> Iterator[_Run]:
    """Lines of other lengths do not part a run; a line that goes earlier or later, or surely stays, ends it."""
    spare: list[int] = []
    instead: list[int] = []
    for at, line in enumerate(lines):
        if line.text and length not in line.lengths:
            continue
        if length in line.instead:
            instead.append(at)
            continue
        rank = line.spare.get(length)
        if spare and (instead or rank != lines[spare[-1]].spare[length]):
            yield _Run(tuple(spare), tuple(instead))
            spare = []
        instead = []
        if rank:
            spare.append(at)
    if spare:
        yield _Run(tuple(spare), tuple(instead))


def _going(lines: list[Line], length: Length) -> list[int]:
    """The order in which lines go: two question marks before one, then what stands in, from the last up."""
    order: list[tuple[int, int, int]] = []
    standing = 0
    for at, line in enumerate(lines):
        if line.text and length not in line.lengths:
            continue
        standing = standing + 1 if length in line.instead else 0
        if length in line.spare:
            order.append((-line.spare[length], standing, -at))
    return [-at for _, _, at in sorted(order)]


def _said(lines: list[Line], say: Callable[[str], Said], rate: int) -> Reading:
    paragraphs: list[list[Said]] = [[]]
    for line in lines:
        if line.text:
            paragraphs[-1].append(say(line.text))
        else:
            paragraphs.append([])
    kept = [one for one in paragraphs if one]
    said = tuple(one for paragraph in kept for one in paragraph)
    spoken = tuple(tuple(sentence for one in paragraph for sentence in one.sentences) for paragraph in kept)
    written = "\n\n".join(" ".join(one.written for one in paragraph) for paragraph in kept)
    return Reading(spoken, written, said, rate)


def ordinal(number: int) -> str:
    """`nhất`, `hai` … `mười`, `11`: what follows "thứ"."""
    return f"thứ {_ORDINALS[number - 1]}" if number <= len(_ORDINALS) else f"thứ {number}"
