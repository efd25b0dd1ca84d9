"""What the files and folders of `content/` are called, and which record a name stands for: no disk is looked at."""

from __future__ import annotations

import re

from doithoai.domain.records import ENDINGS, Kind
from doithoai.domain.register import UNDATED

CONFIG = "site_config.yml"
CONTENT = "content"
PAGES = "trang"
RULES = "quy-dinh"
"""Folder of a site's or an authority's own rules and days off; no records stand in it."""
TOPICS = "linh-vuc.yml"
OPINIONS = "kien-nghi"
ALL_DATA = ("co-quan", "cong-khai", "linh-vuc")
"""Files that are `.yml` as a rule, with no text below their data."""
NEARLY = (*ENDINGS, ".docx", ".doc", ".odt", ".txt", ".markdown", ".json", "")
"""Endings under which somebody may believe to have written a record: those files are not passed over in silence."""
DOCUMENTS = {
    **dict.fromkeys((".docx", ".doc", ".rtf"), "Word"),
    **dict.fromkeys((".xlsx", ".xls"), "Excel"),
    **dict.fromkeys((".odt", ".ods"), "LibreOffice"),
    ".pdf": "PDF",
}
"""Endings of files that only other programs can read, and what clerks call those."""
LOCK = "~$"
"""How the files begin that Word keeps beside one that is open."""
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""A part of an address."""
NUMBER = re.compile(r"[0-9]+")
YEAR = re.compile(r"(?:19|20)\d\d|" + UNDATED)


def record_at(file: str) -> tuple[str, Kind] | None:
    """The id and kind of the record whose file that is or was: `content/phuong-mau/2026/ke-hoach.md`."""
    below, _, suffix = file.removeprefix(f"{CONTENT}/").rpartition(".")
    parts = below.split("/")
    kind = kind_of(tuple(parts[1:-1]), parts[-1]) if f".{suffix}" in ENDINGS and len(parts) > 1 else None
    return (below, kind) if kind else None


def kind_of(folders: tuple[str, ...], stem: str) -> Kind | None:
    """`folders` are those below the authority's: year, session, `kien-nghi`."""
    if not folders:
        return Kind.AUTHORITY if stem == "co-quan" else None
    if not YEAR.fullmatch(folders[0]):
        return None
    if folders[-1] == OPINIONS and len(folders) == 3:
        return Kind.OPINION
    if folders[1:] == (OPINIONS,):
        return None
    if len(folders) == 1 and (stem == "ke-hoach" or stem.startswith("ke-hoach-")):
        return Kind.PLAN
    if len(folders) == 2 and stem in ("lich", "ket-luan"):
        return Kind(stem)
    return Kind.PUBLICATION_LOG if stem == "cong-khai" and len(folders) <= 2 else None


def is_record(folders: tuple[str, ...], stem: str) -> bool:
    """Whether a file of that name, without its ending, is a record's there; `folders` as `kind_of` has them."""
    kind = kind_of(folders, stem) if NAME.fullmatch(stem) else None
    return kind is not None and (kind is not Kind.OPINION or NUMBER.fullmatch(stem) is not None)


def cut(name: str) -> tuple[str, str]:
    """A name and its ending, as `pathlib` has them, which takes ten times as long."""
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if stem and ending else (name, "")


def is_document(name: str) -> bool:
    """Whether a file is one that only another program can read."""
    return cut(name)[1].lower() in DOCUMENTS


def shown(*parts: str) -> str:
    """A path that can be printed, whatever bytes its names are made of."""
    name = "/".join(parts).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return name if name.isprintable() else "".join(char if char.isprintable() else "\ufffd" for char in name)
