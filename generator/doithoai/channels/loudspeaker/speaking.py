"""How lines are said at one station; what was said in an earlier build is not worked out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct
from msgspec.structs import astuple

from doithoai.domain.authority import Authority
from doithoai.domain.loudspeaker import Codes, Dialect, Pronunciation, Station
from doithoai.speech.breathing import Group, Segment, Sentence

if TYPE_CHECKING:
    from doithoai.speech import Lexicon, Options

_CODES: dict[Codes, Literal["dropped", "expanded", "spelled"]] = {
    Codes.DROPPED: "dropped",
    Codes.EXPANDED: "expanded",
    Codes.SPELLED: "spelled",
}
_LEVELS = ("tỉnh", "thành phố")


class Doubt(Struct, frozen=True):
    """Something in a line that only the editor can decide."""

    written: str
    message: str
    mend: str

    def __str__(self) -> str:
        return f"“{self.written}”: {self.message}; {self.mend}"


class Said(Struct, frozen=True):
    """A written line and how it is said."""

    written: str
    sentences: tuple[Sentence, ...]
    doubts: tuple[Doubt, ...]


Known = Mapping[str, Any]
"""What a cache holds: lines by their written form, as plain data."""


class Speaker:
    """Says lines the way an authority's station does."""

    def __init__(self, authority: Authority, known: Known, common: tuple[Pronunciation, ...] = ()) -> None:
        """`common`: how the whole site reads its abbreviations; the station's own ways come before."""
        self._authority, self._before, self._common = authority, known, common
        self.known: dict[str, Any] = {}
        self._said: dict[str, Said] = {}
        self.learnt = False

    def say(self, line: str) -> Said:
        """The line as it is said."""
        if line not in self._said:
            data = self._before.get(line)
            said = _revived(line, data) if data else self._new(line)
            self.learnt = self.learnt or not data
            self._said[line] = said
            self.known[line] = data or _plain(said)
        return self._said[line]

    def _new(self, line: str) -> Said:
        from doithoai.speech import speak
        from doithoai.speech.breathing import read_aloud

        spoken = speak(line, self._options, self._lexicon)
        doubts = tuple(Doubt(flag.written, flag.message, flag.mend) for flag in spoken.flags)
        return Said(line, read_aloud(spoken), doubts)

    @cached_property
    def _options(self) -> Options:
        return options_of(self._authority.station, self._authority)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicon_of(self._authority.station, self._common)


def options_of(station: Station, authority: Authority | None = None) -> Options:
    """A station's customs; of which authority it is decides between readings of an abbreviation."""
    from doithoai.speech import Options

    plain = Options.southern() if station.dialect is Dialect.SOUTHERN else Options()
    customs = replace(plain, documents=_CODES[station.codes])
    if authority is None:
        return customs
    province = (authority.province or "").lower()
    level = next((level for level in _LEVELS if province.startswith(level)), "")
    return replace(customs, level=level, scope=authority.authority_id)


def lexicon_of(station: Station, common: tuple[Pronunciation, ...] = ()) -> Lexicon:
    """The packaged table, with what the site and then the station read in their own way."""
    from doithoai.speech import Entry, Lexicon

    lexicon = Lexicon.standard()
    for rows in (common, station.lexicon):
        if rows:
            lexicon = lexicon.extended(Entry(row.form, row.expansion, row.context or "") for row in rows)
    return lexicon


def _plain(said: Said) -> Any:
    sentences = [[one.strained, [_plain_group(group) for group in one.groups]] for one in said.sentences]
    return [sentences, [list(astuple(one)) for one in said.doubts]]


def _plain_group(group: Group) -> Any:
    return [[[part.spoken, part.written, part.kind] for part in group.segments], group.marked, group.syllables]


def _revived(line: str, data: Any) -> Said:
    sentences, doubts = data
    return Said(
        line,
        tuple(Sentence(tuple(_revived_group(*group) for group in groups), strained) for strained, groups in sentences),
        tuple(Doubt(*one) for one in doubts),
    )


def _revived_group(parts: list[list[str]], marked: bool, syllables: int) -> Group:
    return Group(tuple(Segment(*part) for part in parts), marked, syllables)
