"""Git, where there is one: files as they were when they were last published. Only this room knows it."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

PATIENCE = 60
"""Seconds after which a git that does not answer is given up."""

UPSTREAM = "@{upstream}"
"""What everybody else has: the branch that this one was taken from and is pushed to."""


def upstream(folder: Path) -> str | None:
    """The commit that the folder's branch has in common with the place it is pushed to."""
    found = _git(folder, "merge-base", "HEAD", UPSTREAM)
    return found.decode().strip() if found else None


def commit_of(folder: Path, name: str) -> str | None:
    """The commit that a tag, a branch or an abbreviation names."""
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return found.decode().strip() if found else None


def before(folder: Path, commit: str, paths: Sequence[str]) -> Mapping[str, bytes]:
    """Files below `paths` that were changed or removed since a commit, saved or not, each as it was then."""
    listing = ("diff", "--name-only", "--no-renames", "-z", "--diff-filter=MDT", "--relative", commit, "--", *paths)
    names = [name for name in (_git(folder, *listing) or b"").decode("utf-8", "surrogateescape").split("\0") if name]
    wanted = "".join(f"{commit}:./{name}\n" for name in names if "\n" not in name)
    answer = _git(folder, "cat-file", "--batch", given=wanted.encode("utf-8", "surrogateescape")) if names else b""
    return dict(zip([name for name in names if "\n" not in name], _blobs(answer or b""), strict=False))


def _blobs(answer: bytes) -> list[bytes]:
    """What `cat-file --batch` gives: for each object a line that ends in its size, its bytes, and a line feed."""
    found: list[bytes] = []
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        size = answer[at:end].rpartition(b" ")[2]
        if not size.isdigit():  # `… missing`
            return found
        found.append(answer[end + 1 : end + 1 + int(size)])
        at = end + 1 + int(size) + 1
    return found


def _git(folder: Path, *words: str, given: bytes = b"") -> bytes | None:
    """What git answers, or None where there is no git, no repository, or nothing of that name."""
    command = ["git", "-C", str(folder), *words]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
