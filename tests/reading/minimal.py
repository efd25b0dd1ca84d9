"""The miniature site, copied and spoiled: what the tests of reading share."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from doithoai.build import Request, build, check
from doithoai.problems import Problem, Problems, Refusal

MINIMAL = Path(__file__).parent.parent / "site_minimal"
DAY = date(2026, 11, 20)
SESSION = "content/phuong-thu/2026/doi-thoai-1"


def copy_minimal(target: Path) -> Path:
    """The miniature site in a new folder."""
    return Path(shutil.copytree(MINIMAL, target / "site"))


def spoil(site: Path, file: str, content: str | bytes) -> None:
    """Write one file of the site, as it is given."""
    path = site / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def problems_of(site: Path) -> list[Problem]:
    """What the whole check says, whether or not it could read the site to its end."""
    try:
        return check(Request(site, site / "public", DAY, processes=1, cached=False))
    except Refusal as refusal:
        return list(refusal.problems)


def refused(site: Path, processes: int = 1) -> list[Problem]:
    """The errors for which a build is refused; none where it publishes."""
    try:
        build(Request(site, site / "public", DAY, processes, cached=False))
    except Refusal as refusal:
        return Problems(list(refusal.problems)).errors
    return []
