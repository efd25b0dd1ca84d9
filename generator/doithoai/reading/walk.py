"""What stands below a folder of `content/`: every file but drafts, and why one is not to be opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from doithoai.domain.records import ENDINGS
from doithoai.problems import Problem, no_file
from doithoai.reading.file_words import lock, no_plain_file, symlink, unreadable
from doithoai.reading.layout import CONTENT, LOCK, cut, shown


def walk(
    root: Path, parts: tuple[str, ...], problems: list[Problem]
) -> Iterator[tuple[os.DirEntry[str], tuple[str, ...]]]:
    """Every file below `root` that is no draft, with its path from `content/` on; `parts` is that of `root`.

    What Word keeps of an open file is told in `problems`; so is a folder that cannot be looked into, or has a
    file's name.
    """
    waiting = [(str(root), parts)]
    while waiting:
        folder, above = waiting.pop()
        try:
            with os.scandir(folder) as scan:
                entries = [entry for entry in scan if not entry.name.startswith((".", "_"))]
        except OSError as error:
            problems.append(unreadable(no_file(shown(CONTENT, *above)), error))
            continue
        for entry in entries:
            below = (*above, entry.name)
            if entry.is_dir(follow_symlinks=False):
                if cut(entry.name)[1].lower() in ENDINGS:
                    problems.append(no_plain_file(shown(CONTENT, *below)))
                waiting.append((entry.path, below))
            elif entry.name.startswith(LOCK):
                problems.append(lock(shown(CONTENT, *below)))
            else:
                yield entry, below


def barred(entry: os.DirEntry[str], file: str) -> Problem | None:
    """What is not opened, whatever its name."""
    if entry.is_symlink():
        return symlink(file)
    if not entry.is_file(follow_symlinks=False):
        return no_plain_file(file)
    return None


def names_in(folder: Path) -> list[str]:
    """What stands in a folder, but for drafts and what Word keeps of open files.

    Nothing where it cannot be looked into, which is told of the folder.
    """
    with suppress(OSError):
        return sorted(one.name for one in folder.iterdir() if not one.name.startswith((".", "_", LOCK)))
    return []
