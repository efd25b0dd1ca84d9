"""Records of a site under another ending: as `.yml`, with the text under its key."""

from __future__ import annotations

import re
from pathlib import Path

NAMES = r"((?:ke-hoach|lich|ket-luan|\d{3})[\w-]*)\.md\b"


def renamed(text: str, ending: str) -> str:
    """The text with the names of records' files as they are called now."""
    return re.sub(NAMES, rf"\1{ending}", text)


def as_yaml(site: Path, ending: str = ".yml") -> Path:
    """The same site, each `.md` record a file of data from end to end; links follow."""
    for path in sorted((site / "content").rglob("*.md")):
        text = renamed(path.read_text("utf-8"), ending)
        if path.parent.name != "trang":
            path.unlink()
            path, text = path.with_suffix(ending), turned(text)
        path.write_text(text, "utf-8")
    return site


def turned(text: str) -> str:
    """The words of a `.md` record as those of a `.yml` one."""
    _, front, body = text.split("---\n", 2)
    lines = [line and f"  {line}" for line in body.strip("\n").split("\n")]
    return front + "".join(f"{line}\n" for line in ("văn bản: |", *lines) if body.strip())
