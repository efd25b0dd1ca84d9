"""Which files of `content/` are records, and where the file of one is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from msgspec import Struct

from doithoai.domain.records import ENDINGS, Kind, without_ending
from doithoai.problems import Place, Problem, no_file
from doithoai.reading import misnamed
from doithoai.reading.file_words import bad_name, document, misnamed_file, no_number, spare_file, unknown_at
from doithoai.reading.folders import Home, Homes, home_of
from doithoai.reading.found import Found, twins
from doithoai.reading.layout import (
    CONTENT,
    NAME,
    NEARLY,
    NUMBER,
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
        inner = (one for one in names_in(folder) if misnamed.right_folder(one, depth) == part)
        folder = folder / next(inner, part)
    return any(_stands_for(one, name, tuple(folders[1:])) for one in names_in(folder))


def _stands_for(name: str, right: str, folders: tuple[str, ...]) -> bool:
    """Whether a name is that one, or was meant for it."""
    is_meant = partial(is_record, folders)
    names = (name, misnamed.right_name(name, is_meant))
    return right in names or without_ending(right) == misnamed.record_in_document(name, is_meant)


class _Meant(Struct, frozen=True):
    """A file that its name keeps from being a record, though it may be meant for one."""

    one: Found
    right: str | None
    """The name that it should have; None for a document of another program."""
    is_loose: bool
    """Whether it may as well be notes, or what was signed, for another record of its kind."""
    otherwise: tuple[Problem, ...]
    """What is told of it where it is no record."""


def records_of(site: Path, authority: str) -> tuple[list[Found], list[Problem]]:
    """All record files of one authority, in order of path."""
    found: list[Found] = []
    problems: list[Problem] = []
    meant: list[_Meant] = []
    root = site / CONTENT / authority
    if not NAME.fullmatch(authority):
        problems.append(bad_name(no_file(f"{CONTENT}/{authority}"), authority))
    homes: Homes = {(authority,): Home((authority,))}
    for entry, parts in walk(root, (authority,), problems):
        home = homes.get(parts[:-1]) or home_of(site, parts[:-1], homes)
        if parts[1] != RULES and not home.is_left_out:
            _sort_out(entry, parts, home.meant, found, meant, problems)
    problems += (home.problem for home in homes.values() if home.problem)
    problems += _take_in(meant, found)
    found.sort(key=lambda one: one.file)
    return found, [*problems, *twins(found)]


def _sort_out(
    entry: os.DirEntry[str],
    parts: tuple[str, ...],
    folders: tuple[str, ...],
    found: list[Found],
    meant: list[_Meant],
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
            found.append(_unopened(file, (*folders, stem), kind))
    elif kind is None or (kind is not Kind.OPINION and not NAME.fullmatch(stem)):
        otherwise = (unknown_at(file, parts),) if suffix.lower() in NEARLY else ()
        one = _meant_for(entry, file, folders, otherwise)
        meant += (one,) if one else ()
        problems += () if one else otherwise
    elif bad := next((part for part in folders[1:] if not NAME.fullmatch(part)), None):
        problems.append(bad_name(Place(file), bad))
    elif kind is Kind.OPINION and not NUMBER.fullmatch(stem):
        problems.append(no_number(file, stem))
    else:
        found.append(_found(entry, file, (*folders, stem), kind))


def _meant_for(
    entry: os.DirEntry[str], file: str, folders: tuple[str, ...], otherwise: tuple[Problem, ...]
) -> _Meant | None:
    """Without a `co-quan.yml` nothing is read of an authority, which is told: no document takes its place."""
    is_meant = partial(is_record, folders[1:])
    right = misnamed.right_name(entry.name, is_meant)
    stem = cut(right)[0] if right else misnamed.record_in_document(entry.name, is_meant)
    kind = kind_of(folders[1:], stem) if stem else None
    if stem is None or kind is None or (right is None and kind is Kind.AUTHORITY):
        return None
    path = (*folders, stem)
    one = _found(entry, file, path, kind) if right else _unopened(file, path, kind)
    return _Meant(one, right, right is None or misnamed.is_plain_text(entry.name), otherwise)


def _found(entry: os.DirEntry[str], file: str, path: tuple[str, ...], kind: Kind) -> Found:
    stat = entry.stat(follow_symlinks=False)
    return Found(file, "/".join(path), kind, (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size))


def _unopened(file: str, path: tuple[str, ...], kind: Kind) -> Found:
    return Found(file, "/".join(path), kind, (0, 0, 0), barred=True)


def _take_in(meant: list[_Meant], found: list[Found]) -> Iterator[Problem]:
    """Each is a record's file, unless there is one already: texts come first, then what has the plainest name."""
    there = {one.identity: one.file for one in found}
    planned = {one.folder for one in found if one.kind is Kind.PLAN}
    for file in sorted(meant, key=lambda file: (file.right is None, len(file.one.id), file.one.file)):
        one, same = file.one, there.get(file.one.identity)
        if same and file.right:
            yield spare_file(one.file, same)
        elif same or (file.is_loose and one.kind is Kind.PLAN and one.folder in planned):
            yield from file.otherwise
        else:
            there[one.identity] = one.file
            planned |= {one.folder} if one.kind is Kind.PLAN else set()
            found.append(one)
            yield misnamed_file(one.file, file.right) if file.right else document(one.file, one.id, one.kind)
