"""Which letters our fonts can draw: an archivable PDF may not hold any other, so they are shown as an empty box."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from doithoai.engines.templates import THEME

BOX = "□"
"""Stands for a letter that the font does not have, as in a reader's program."""


def drawable(value: Any) -> Any:
    """The same data, every text in it composed (NFC) and with only letters that Tinos has."""
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else _drawable(value)
    if isinstance(value, dict):
        return {name: drawable(one) for name, one in value.items()}
    return [drawable(one) for one in value] if isinstance(value, (list, tuple)) else value


def _drawable(text: str) -> str:
    letters = letters_of(THEME / "fonts" / "tinos" / "Tinos_400Regular.ttf")
    return "".join(_letter(letter, letters) for letter in unicodedata.normalize("NFC", text))


def _letter(letter: str, letters: frozenset[int]) -> str:
    if letter == "\n" or ord(letter) in letters:
        return letter
    if letter.isspace():
        return " "
    return BOX if letter.isprintable() else ""


@cache
def letters_of(font: Path) -> frozenset[int]:
    """Every code point of the font's `cmap` table (OpenType, formats 4 and 12)."""
    data = font.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    rows = (struct.unpack_from(">4sLLL", data, 12 + 16 * at) for at in range(tables))
    start = next(offset for tag, _check, offset, _length in rows if tag == b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    found: set[int] = set()
    for at in range(count):
        _platform, _encoding, offset = struct.unpack_from(">HHL", data, start + 4 + 8 * at)
        found.update(_subtable(data, start + offset))
    return frozenset(found)


def _subtable(data: bytes, at: int) -> Iterator[int]:
    (form,) = struct.unpack_from(">H", data, at)
    if form == 4:
        yield from _format_4(data, at)
    elif form == 12:
        (groups,) = struct.unpack_from(">L", data, at + 12)
        for group in range(groups):
            first, last, _glyph = struct.unpack_from(">LLL", data, at + 16 + 12 * group)
            yield from range(first, last + 1)


def _format_4(data: bytes, at: int) -> Iterator[int]:
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
            if (glyph + delta) & 0xFFFF if glyph or not offset else 0:
                yield code
