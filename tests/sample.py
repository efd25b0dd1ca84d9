"""The sample site of this repository as tests use it: copied, built, read back as pages."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from doithoai.build import Built, Request, build

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 20)


def copy_site(target: Path, *authorities: str, makes: str = "") -> Path:
    """The repository's own site, or only some of its authorities, in a new folder.

    `makes`: what it is compiled into, where a test looks at no more: `trang web, bản in`. Most of a build is paper.
    """
    target.mkdir(parents=True, exist_ok=True)
    config = (ROOT / "site_config.yml").read_text("utf-8")
    if authorities:
        config = config.partition("cơ quan:")[0]
    if makes:
        config += f"kênh: [{makes}]\n"
    (target / "site_config.yml").write_text(config, "utf-8")
    for entry in sorted((ROOT / "content").iterdir()):
        if not authorities or entry.name in (*authorities, "trang", "linh-vuc.yml"):
            _copy(entry, target / "content" / entry.name)
    return target


def _copy(entry: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    (shutil.copytree if entry.is_dir() else shutil.copy2)(entry, target)


def build_site(
    site: Path, out: Path | None = None, *, processes: int = 1, cached: bool = True, day: date = DAY
) -> Built:
    """Build a site for the tests' day."""
    return build(Request(site, out or site / "public", day, processes, cached))


def aged(site: Path) -> Path:
    """The site with files that have rested for a minute: a build trusts their stamps."""
    past = time.time() - 60
    for path in site.rglob("*"):
        os.utime(path, (past, past))
    return site


def edit(path: Path, old: str, new: str) -> None:
    """Write other words into a file, which has rested since then."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    past = time.time() - 30
    os.utime(path, (past, past))


def as_from_nothing(site: Path, day: date = DAY) -> bool:
    """Whether a build gives the bytes that one without any cache gives."""
    build_site(site, day=day)
    build_site(site, site / "fresh", cached=False, day=day)
    return tree(site / "public") == tree(site / "fresh")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@dataclass
class Html(HTMLParser):
    """What a page says and where it leads."""

    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    sources: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    _silent: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self._silent += tag in ("script", "style")
        if "id" in found:
            self.ids.add(found["id"])
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if tag in ("script", "img", "iframe", "audio", "video", "source") and "src" in found:
            self.sources.append(found["src"])
        if tag == "link" and "href" in found and found.get("rel") != "canonical":
            self.sources.append(found["href"])

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)

    @property
    def text(self) -> str:
        """The visible words, single-spaced."""
        return " ".join(" ".join(self.words).split())


def read_page(page: bytes) -> Html:
    """A page taken apart."""
    html = Html()
    html.feed(page.decode())
    return html
