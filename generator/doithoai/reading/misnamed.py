"""Files and folders whose names are not quite those of records: which was meant, and which are copies.

A clerk types `lịch.md`, Notepad saves `lich.md.txt`, Windows makes `phien-2 - Copy`. What such a file holds is looked
at as if it had its right name, so that nothing is told of a record that is there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from doithoai.domain.records import ENDINGS
from doithoai.folding import fold, slug
from doithoai.reading.layout import NAME

_FIXED = {fold(name): name for name in ("co-quan", "ke-hoach", "cong-khai", "lich", "ket-luan", "linh-vuc")}
_COPY = r"copy|copie|sao chép|bản sao|sao chep|ban sao|sao-chep|ban-sao|bản-sao"
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
    """Of those beside it the folder of which one of that name is a copy."""
    base = uncopied(name)
    return next((one for one in (base, slug(base)) if one != name and one in there), None) if base != name else None


def right_name(name: str, is_record: Callable[[str], bool]) -> str | None:
    """The name that a record's file was meant to have; None for one that is right, or no record's."""
    lowered = name.lower().removesuffix(".txt")
    ending = next((end for end in ENDINGS if lowered.endswith(end)), None)
    if ending is None:
        return None
    stem = name[: len(lowered) - len(ending)]
    meant = next((one for one in map(_right_stem, (stem, uncopied(stem))) if is_record(one)), None)
    return f"{meant}{ending}" if meant and f"{meant}{ending}" != name else None


def _right_stem(stem: str) -> str:
    return _FIXED.get(fold(stem)) or slug(stem)


def right_folder(name: str, depth: int, opinions: str) -> str:
    """The name that a folder was meant to have; `depth` counts the authority's as 1."""
    if depth > 2 and fold(name) == fold(opinions):
        return opinions
    return name if depth != 3 or NAME.fullmatch(name) else slug(name) or name
