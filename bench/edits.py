"""What staff change in one file of a made-up site, so that a build after it can be timed.

Each edit changes what it changed before, or takes it back: however often it is made, the site stays as large as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

_EVENT = "  - ngày: 20/11/2026\n    việc: báo cho người nêu\n    nội dung: Đã báo lần {turn}\n"
_EXTRA = " Việc này đã nhắc {turn} lần."

Edit = Callable[[Path, int], None]
"""Changes a site's folder, in another way each turn."""


def sentence(site: Path, turn: int) -> None:
    """In an opinion's own words."""
    chosen = _in_the_middle(site, "*/*/*/kien-nghi/*.md")
    text = re.sub(_EXTRA.replace("{turn}", r"\d+"), "", chosen.read_text("utf-8"))
    chosen.write_text(text.rstrip("\n") + _EXTRA.format(turn=turn) + "\n", "utf-8")


def step(site: Path, turn: int) -> None:
    """A step of an opinion: lists, figures and deadlines have to look at it."""
    chosen = _in_the_middle(site, "*/*/*/kien-nghi/*.md", 1)
    data, _, text = chosen.read_text("utf-8").partition("\n---\n")
    data = re.sub("\n" + _EVENT.replace("{turn}", r"\d+").rstrip(), "", data)
    chosen.write_text(f"{data}\n{_EVENT.format(turn=turn)}---\n{text}", "utf-8")


def title(site: Path, turn: int) -> None:
    """An opinion's title, which lists and neighbours show."""
    _retitle(_in_the_middle(site, "*/*/*/kien-nghi/*.md"), "tiêu đề", turn)


def new_opinion(site: Path, _: int) -> None:
    """One more opinion; the next time it is taken away."""
    folder = _in_the_middle(site, "*/*/*/lich.md").parent / "kien-nghi"
    new = folder / "901.md"
    if new.exists():
        new.unlink()
    else:
        new.write_text(min(folder.glob("*.md")).read_text("utf-8"), "utf-8")


def schedule(site: Path, turn: int) -> None:
    """A session's title, which all its opinions show."""
    _retitle(_in_the_middle(site, "*/*/*/lich.md"), "tiêu đề", turn)


def plan(site: Path, turn: int) -> None:
    """A plan's title, which all its sessions and their opinions show."""
    _retitle(_in_the_middle(site, "*/*/ke-hoach.md"), "tiêu đề", turn)


def authority(site: Path, turn: int) -> None:
    """An authority's hours: all its pages are made anew, few of them differ."""
    _retitle(_in_the_middle(site, "*/co-quan.yml"), "giờ làm việc", turn)


EDITS: dict[str, Edit] = {
    "sentence": sentence,
    "step": step,
    "title": title,
    "new opinion": new_opinion,
    "schedule": schedule,
    "plan": plan,
    "authority": authority,
}


def _in_the_middle(site: Path, pattern: str, beyond: int = 0) -> Path:
    found = sorted((site / "content").glob(pattern))
    return found[len(found) // 2 + beyond]


def _retitle(file: Path, key: str, turn: int) -> None:
    line = re.compile(rf"^(\s*{key}: .*?)(?: lần \d+)?$", re.MULTILINE)
    file.write_text(line.sub(rf"\1 lần {turn}", file.read_text("utf-8"), count=1), "utf-8")
