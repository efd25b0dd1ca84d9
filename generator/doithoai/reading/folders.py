"""Folders of records by their right names, however they are written on disk, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from doithoai.problems import Problem
from doithoai.reading import file_words, misnamed
from doithoai.reading.layout import CONTENT, OPINIONS, RULES, shown
from doithoai.reading.walk import names_in


class Home(Struct, frozen=True):
    """A folder of records: its folders by their right names, the authority's first, and what is wrong with its own."""

    meant: tuple[str, ...]
    problem: Problem | None = None
    is_left_out: bool = False


Homes = dict[tuple[str, ...], Home]
"""By the names on disk."""


def home_of(site: Path, folders: tuple[str, ...], homes: Homes) -> Home:
    """The folder by its names on disk; `homes` has those that were looked at, and gets this one."""
    if folders not in homes:
        above, name, depth = homes.get(folders[:-1]) or home_of(site, folders[:-1], homes), folders[-1], len(folders)
        homes[folders] = Home((*above.meant, name), is_left_out=above.is_left_out)
        right = misnamed.right_folder(name, depth)
        suspect = folders[1] != RULES and (right != name or misnamed.uncopied(name) != name)
        if suspect and not above.is_left_out:
            homes[folders] = _suspect_home(site, folders, above, right)
    return homes[folders]


def _suspect_home(site: Path, folders: tuple[str, ...], above: Home, right: str) -> Home:
    name, folder, there = folders[-1], shown(CONTENT, *folders), names_in((site / CONTENT).joinpath(*folders[:-1]))
    meant, of = (*above.meant, right), misnamed.original(name, there)
    if of:
        return Home(meant, file_words.copied_folder(folder, of, there), is_left_out=True)
    if right == name or (right == OPINIONS and len(folders) == 3):
        return Home(meant)
    if right in there:
        return Home(meant, file_words.spare_folder(folder, right), is_left_out=True)
    return Home(meant, file_words.misnamed_folder(folder, right))
