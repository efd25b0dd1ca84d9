"""Files and folders whose names are not quite those of records: which was meant, and which are copies.

A clerk types `lịch.md`, Notepad saves `lich.txt`, Windows makes `phien-2 - Copy`. What such a file holds is looked
at as if it had its right name, so that nothing is told of a record that is there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from doithoai.domain.records import ENDINGS
from doithoai.folding import fold, slug
from doithoai.reading.layout import ALL_DATA, NAME, OPINIONS, cut, is_document

_FIXED = {fold(name): name for name in (*ALL_DATA, "ke-hoach", "lich", "ket-luan")}
_COPY = "copy|copie|sao[ -]ch[ée]p|b[ảa]n[ -]sao"
_COPIED = re.compile(
    rf"(?:(?:{_COPY})\s(?:of\s|của\s)?(?P<after>.+)"
    rf"|(?P<before>.+?)[\s_-]*(?:[\s_(-](?:{_COPY})\)?[\s_-]*(?:\(?\d{{1,2}}\)?)?|\(\d{{1,2}}\)))",
    re.IGNORECASE,
)
"""How systems name a copy: `x - Copy`, `x - Copy (2)`, `x (1)`, `x copy 2`, `Bản sao của x`, `Copy of x`."""


def uncopied(name: str) -> str:
    """A name without what tells that it is a copy's; itself, where nothing does."""
    found = _COPIED.fullmatch(name)
    return (found["after"] or found["before"]).strip() if found else name


def original(name: str, there: Collection[str]) -> str | None:
    """The folder that one of that name is a copy of, if it is among those beside it."""
    base = uncopied(name)
    if base == name:
        return None
    return next((one for one in (base, slug(base)) if one != name and one in there), None)


def right_name(name: str, is_record: Callable[[str], bool]) -> str | None:
    """The name that a record's file was meant to have; None for one that is right, or no record's."""
    stem, ending = _of_text(name)
    meant = _right_stem(stem, is_record) if ending else None
    return f"{meant}{ending}" if meant and f"{meant}{ending}" != name else None


def record_in_document(name: str, is_record: Callable[[str], bool]) -> str | None:
    """The name, without an ending, of the record that may stand in a file which only another program can read."""
    return _right_stem(cut(name)[0], is_record) if is_document(name) else None


def has_text_below(file: str) -> bool:
    """Whether a file has its text below its data, by the ending that it has or was meant to have."""
    return file.endswith(".md") or _of_text(file.rpartition("/")[2])[1] == ".md"


def is_plain_text(name: str) -> bool:
    """Whether a file may hold anything that is written: its name says nothing of how."""
    return name.lower().endswith(".txt") and not name.lower().removesuffix(".txt").endswith(ENDINGS)


def _of_text(name: str) -> tuple[str, str]:
    """The name of a text file without its ending, and the ending that it was meant to have; else none."""
    bare = name[: -len(".txt")] if name.lower().endswith(".txt") else name
    ending = next((one for one in (*ENDINGS, ".markdown") if bare.lower().endswith(one)), "")
    stem = bare[: len(bare) - len(ending)]
    if ending in ENDINGS or (not ending and bare == name):
        return stem, ending
    return stem, ".yml" if _fixed(uncopied(stem)) in ALL_DATA else ".md"


def _right_stem(stem: str, is_record: Callable[[str], bool]) -> str | None:
    """The first of what a stem may mean that is a record's: as it is written, then without what a copy's has."""
    names = (_fixed(one) or slug(one) for one in (stem, uncopied(stem)))
    return next((one for one in names if is_record(one)), None)


def _fixed(stem: str) -> str | None:
    return _FIXED.get(fold(stem))


def right_folder(name: str, depth: int) -> str:
    """The name that a folder was meant to have; `depth` counts the authority's as 1."""
    if depth > 2 and fold(name) == fold(OPINIONS):
        return OPINIONS
    if depth != 3 or NAME.fullmatch(name):
        return name
    return slug(name) or name
