"""Which letters our fonts can draw: an archivable PDF may not hold any other, so they are shown as an empty box."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from doithoai.engines.theme import THEME

TINOS = THEME / "fonts" / "tinos"
_REGULAR, _BOLD = TINOS / "Tinos_400Regular.ttf", TINOS / "Tinos_700Bold.ttf"
BOX = "□"
"""Stands for a letter that the font does not have, as in a reader's program."""


def drawable(value: Any, letters: frozenset[int] | None = None) -> Any:
    """The same data, every text in it composed (NFC) and with only the letters given: by default those of Tinos."""
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else _drawable(value, letters or letters_of(_REGULAR))
    if isinstance(value, dict):
        return {name: drawable(one, letters) for name, one in value.items()}
    return [drawable(one, letters) for one in value] if isinstance(value, (list, tuple)) else value


def can_draw(letter: str) -> bool:
    """Whether official documents can show it."""
    return ord(letter) in letters_of(_REGULAR)


@cache
def letters_of_sheets() -> frozenset[int]:
    """Every code point of posters and working sheets: of their sans, and of Tinos, which stands in for it."""
    import fontpkg_be_vietnam_pro

    sans = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"
    return letters_of(_REGULAR).union(*map(letters_of, sans.glob("*Regular.ttf")))


def _drawable(text: str, letters: frozenset[int]) -> str:
    composed = unicodedata.normalize("NFC", text)
    if letters.issuperset(map(ord, composed)):
        return composed
    return "".join(_letter(letter, letters) for letter in composed)


def _letter(letter: str, letters: frozenset[int]) -> str:
    if letter == "\n" or ord(letter) in letters:
        return letter
    if letter.isspace():
        return " "
    return BOX if letter.isprintable() else ""


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of Tinos is, in the unit of `size`; Times New Roman is as wide."""
    per_em, advances = _advances(_BOLD if bold else _REGULAR)
    return sum(advances.get(ord(letter), per_em // 2) for letter in text) * size / per_em


def fits(word: str, room: float, size: float) -> bool:
    """Whether a word is narrower than the room, even in bold."""
    return len(word) * size * _broadest() < room or width_of(word, size, bold=True) < room


@cache
def _broadest() -> float:
    """Ems that the broadest letter of the bold takes: few words have to be measured."""
    per_em, advances = _advances(_BOLD)
    return max(advances.values()) / per_em


@cache
def _advances(font: Path) -> tuple[int, dict[int, int]]:
    """Units an em, and how far each code point moves on (`head`, `hhea`, `hmtx`)."""
    data = font.read_bytes()
    tables = _tables(data)
    (per_em,) = struct.unpack_from(">H", data, tables["head"] + 18)
    (known,) = struct.unpack_from(">H", data, tables["hhea"] + 34)
    widths = struct.unpack_from(f">{'Hh' * known}", data, tables["hmtx"])[::2]
    return per_em, {code: widths[min(glyph, known - 1)] for code, glyph in _glyphs(data, tables["cmap"])}


@cache
def letters_of(font: Path) -> frozenset[int]:
    """Every code point that the font can draw."""
    data = font.read_bytes()
    return frozenset(code for code, _glyph in _glyphs(data, _tables(data)["cmap"]))


def _tables(data: bytes) -> dict[str, int]:
    """Where each table of an OpenType font begins."""
    (tables,) = struct.unpack_from(">H", data, 4)
    rows = (struct.unpack_from(">4sLLL", data, 12 + 16 * at) for at in range(tables))
    return {tag.decode("ascii"): offset for tag, _check, offset, _length in rows}


def _glyphs(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Code points and their glyphs, of the `cmap` table (formats 4 and 12)."""
    (count,) = struct.unpack_from(">H", data, start + 2)
    for at in range(count):
        _platform, _encoding, offset = struct.unpack_from(">HHL", data, start + 4 + 8 * at)
        yield from _subtable(data, start + offset)


def _subtable(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    (form,) = struct.unpack_from(">H", data, at)
    if form == 4:
        yield from _format_4(data, at)
    elif form == 12:
        (groups,) = struct.unpack_from(">L", data, at + 12)
        for group in range(groups):
            first, last, glyph = struct.unpack_from(">LLL", data, at + 16 + 12 * group)
            yield from ((code, glyph + code - first) for code in range(first, last + 1))


def _format_4(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    (double,) = struct.unpack_from(">H", data, at + 6)
    ends = struct.unpack_from(f">{double // 2}H", data, at + 14)
    starts = struct.unpack_from(f">{double // 2}H", data, at + 16 + double)
    deltas = struct.unpack_from(f">{double // 2}H", data, at + 16 + 2 * double)
    ranges_at = at + 16 + 3 * double
    for index, (first, last, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        place = ranges_at + 2 * index
        (offset,) = struct.unpack_from(">H", data, place)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", data, place + offset + 2 * (code - first))
            found = (glyph + delta) & 0xFFFF if glyph or not offset else 0
            if found:
                yield code, found
