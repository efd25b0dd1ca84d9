"""What the theme holds beside templates: words, and where a site's own templates lie. Loads no Jinja."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import json

import doithoai_theme
from doithoai.cache import beside

THEME = Path(doithoai_theme.__file__).parent


class Words:
    """A branch of the wording: has no name of its own, so that `w.conclusion.items` is a word and no method."""

    __slots__ = ("_branch", "_said")

    def __init__(self, branch: Mapping[str, Any]) -> None:
        self._branch = {name: Words(one) if isinstance(one, Mapping) else one for name, one in branch.items()}
        self._said: dict[str, str] = {}

    def __getitem__(self, name: str) -> Any:
        return self._branch[name]

    @property
    def plain(self) -> dict[str, Any]:
        """The branch as plain data."""
        return {name: one.plain if isinstance(one, Words) else one for name, one in self._branch.items()}

    def say(self, path: str, *values: object) -> str:
        """The words at `pages.topic.description`, its gaps filled."""
        said = self._said.get(path)
        if said is None:
            found: Any = self
            for name in path.split("."):
                found = found[name]
            said = self._said[path] = str(found)
        return said.format(*values) if values or "{" in said else said

    def __contains__(self, name: str) -> bool:
        return name in self._branch


@cache
def wording() -> Words:
    """`wording.yml`: every Vietnamese word that templates print, by channel and place."""
    source = THEME / "wording.yml"
    stamp = [source.stat().st_mtime_ns, source.stat().st_size]
    folder = compiled()
    kept = folder / "wording.json" if folder else None
    return Words(_kept_words(kept, stamp) or _read_words(source, kept, stamp))


def _kept_words(kept: Path | None, stamp: list[int]) -> dict[str, Any] | None:
    """The words as they were read last, if the file is still the same."""
    with suppress(OSError, ValueError):
        found = json.decode(kept.read_bytes()) if kept else {}
        return found["words"] if found.get("stamp") == stamp else None
    return None


def _read_words(source: Path, kept: Path | None, stamp: list[int]) -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every value stays text: "on" and "no" are words here
    words: dict[str, Any] = yaml.load(source.read_bytes(), Loader=loader)
    if kept:
        with suppress(OSError):
            fresh = kept.with_name(f"{kept.name}.{os.getpid()}")
            fresh.write_bytes(json.encode({"stamp": stamp, "words": words}))
            fresh.replace(kept)
    return words


@cache
def compiled() -> Path | None:
    """Where what is compiled of the theme is kept."""
    return beside(THEME, "templates")


OWN = Path("theme")
"""A site's own templates: a folder beside its `site_config.yml`, with one folder per channel."""


def own_templates(site: Path) -> list[tuple[str, int, int, int]]:
    """Names and stamps of what a site's theme holds: templates, and whatever they may include, however deep it lies."""
    inside = (Path(folder, name) for folder, _, names in os.walk(site / OWN) for name in names)
    files = ((file.relative_to(site).as_posix(), file.stat()) for file in sorted(inside) if not is_linked(file, site))
    return [(name, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size) for name, stat in files]


def links_in_own(site: Path) -> list[str]:
    """What in a site's own theme, or the folder itself, is a link to something else: never opened."""
    inside = (Path(folder, name) for folder, *found in os.walk(site / OWN) for names in found for name in sorted(names))
    links = (path for path in (site / OWN, *inside) if path.is_symlink())
    return [path.relative_to(site).as_posix() for path in links]


def is_linked(file: Path, site: Path) -> bool:
    """Whether a file below a site's folder is a link, or lies in a folder that is one."""
    return any((site / part).is_symlink() for part in (file.relative_to(site), *file.relative_to(site).parents[:-1]))
