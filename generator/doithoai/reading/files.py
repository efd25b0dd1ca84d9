"""Which files of `content/` are records, and where the file of one is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from doithoai.domain.records import ENDINGS, Kind
from doithoai.problems import Place, Problem, no_file
from doithoai.reading import misnamed
from doithoai.reading.file_words import bad_name, misnamed_file, no_number, spare_file, unknown_at
from doithoai.reading.folders import Home, Homes, home_of
from doithoai.reading.found import Found, twins
from doithoai.reading.layout import (
    CONTENT,
    NAME,
    NEARLY,
    NUMBER,
    OPINIONS,
    PAGES,
    RULES,
    TOPICS,
    cut,
    is_record,
    kind_of,
    shown,
)
from doithoai.reading.walk import barred, names_in, walk


def authority_folders(site: Path) -> list[str]:
    """Names of the authorities' folders, in order."""
    content = site / CONTENT
    if not content.is_dir():
        return []
    entries = sorted(entry.name for entry in content.iterdir() if entry.is_dir() and not entry.is_symlink())
    own = [name for name in entries if name not in (PAGES, RULES, TOPICS) and not name.startswith((".", "_"))]
    return [name for name in own if misnamed.original(name, entries) is None]


def file_of(site: Path, record_id: str) -> str:
    """The file of a record, as a path from the site's folder."""
    names = [f"{CONTENT}/{record_id}{suffix}" for suffix in ENDINGS]
    return next((name for name in names if (site / name).is_file()), names[0])


def authority_file(site: Path, authority: str) -> str | None:
    """The file of an authority, be it by a name that is not quite right."""
    names = [f"{CONTENT}/{authority}/co-quan{end}" for end in (".yml", ".yaml", ".md")]
    found = next((name for name in names if (site / name).is_file()), None)
    return found or _meant(site, f"{CONTENT}/{authority}", lambda stem: stem == "co-quan")


def topics_file(site: Path) -> str | None:
    """The file of topics, be it by a name that is not quite right."""
    right = (f"{CONTENT}/{TOPICS}", f"{CONTENT}/{Path(TOPICS).stem}.yaml")
    found = next((name for name in right if (site / name).exists()), None)
    return found or _meant(site, CONTENT, lambda stem: f"{stem}.yml" == TOPICS)


def _meant(site: Path, folder: str, is_meant: Callable[[str], bool]) -> str | None:
    """The first file of a folder whose name is nearly that of such a record."""
    nearly = (name for name in names_in(site / folder) if misnamed.right_name(name, is_meant))
    files = (name for name in nearly if (path := site / folder / name).is_file() and not path.is_symlink())
    return next((shown(folder, name) for name in files), None)


def is_there(site: Path, target: str) -> bool:
    """Whether a file below `content/` is there, be it by a name that is not quite right, which is told."""
    if (site / CONTENT / target).is_file():
        return True
    *folders, name = target.split("/")
    if ".." in folders:
        return False
    folder = site / CONTENT
    for depth, part in enumerate(folders, 1):
        inner = (one for one in names_in(folder) if misnamed.right_folder(one, depth, OPINIONS) == part)
        folder = folder / next(inner, part)
    is_meant = partial(is_record, tuple(folders[1:]))
    return any(name in (one, misnamed.right_name(one, is_meant)) for one in names_in(folder))


def records_of(site: Path, authority: str) -> tuple[list[Found], list[Problem]]:
    """All record files of one authority, in order of path."""
    found: list[Found] = []
    problems: list[Problem] = []
    misspelt: list[tuple[Found, str]] = []
    root = site / CONTENT / authority
    if not NAME.fullmatch(authority):
        problems.append(bad_name(no_file(f"{CONTENT}/{authority}"), authority))
    homes: Homes = {(authority,): Home((authority,))}
    for entry, parts in walk(root, (authority,), problems):
        home = homes.get(parts[:-1]) or home_of(site, parts[:-1], homes)
        if parts[1] != RULES and not home.is_left_out:
            _sort_out(entry, parts, home.meant, found, misspelt, problems)
    problems += (home.problem for home in homes.values() if home.problem)
    problems += _take_in(misspelt, found)
    found.sort(key=lambda one: one.file)
    return found, [*problems, *twins(found)]


def _sort_out(
    entry: os.DirEntry[str],
    parts: tuple[str, ...],
    folders: tuple[str, ...],
    found: list[Found],
    misspelt: list[tuple[Found, str]],
    problems: list[Problem],
) -> None:
    """`folders`: those that the file stands in by their right names."""
    file = shown(CONTENT, *parts)
    stem, suffix = cut(parts[-1])
    why_not = barred(entry, file)
    kind = kind_of(folders[1:], stem) if suffix in ENDINGS else None
    if why_not:
        problems.append(why_not)
        if kind:
            found.append(Found(file, "/".join((*folders, stem)), kind, (0, 0, 0), barred=True))
        return
    if kind is None or (kind is not Kind.OPINION and not NAME.fullmatch(stem)):
        right = misnamed.right_name(parts[-1], partial(is_record, folders[1:]))
        meant = kind_of(folders[1:], cut(right)[0]) if right else None
        if right and meant:
            misspelt.append((_found(entry, file, (*folders, cut(right)[0]), meant), right))
        elif suffix.lower() in NEARLY:
            problems.append(unknown_at(file, parts))
        return
    bad = next((part for part in folders[1:] if not NAME.fullmatch(part)), None)
    if bad is not None:
        problems.append(bad_name(Place(file), bad))
    elif kind is Kind.OPINION and not NUMBER.fullmatch(stem):
        problems.append(no_number(file, stem))
    else:
        found.append(_found(entry, file, (*folders, stem), kind))


def _found(entry: os.DirEntry[str], file: str, path: tuple[str, ...], kind: Kind) -> Found:
    stat = entry.stat(follow_symlinks=False)
    return Found(file, "/".join(path), kind, (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size))


def _take_in(misspelt: list[tuple[Found, str]], found: list[Found]) -> Iterator[Problem]:
    """Files that only their names keep from being records: each is one, unless there is one already."""
    there = {one.id: one.file for one in found}
    for one, right in sorted(misspelt, key=lambda pair: pair[0].file):
        if one.id in there:
            yield spare_file(one.file, there[one.id])
        else:
            there[one.id] = one.file
            found.append(one)
            yield misnamed_file(one.file, right)
