"""Files written whole or not at all: a full disk leaves nothing half done, and loses nothing."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO


def write_new(path: Path, raw: bytes) -> None:
    """Write a file that is not there yet, whole or not at all; raises `FileExistsError`, or what the disk says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as fresh:
        _whole(path, fresh, raw)


def write_over(path: Path, raw: bytes) -> None:
    """Put other bytes into a file, all of them or none: a full disk costs nobody what was there."""
    beside = path.with_name(f"{path.name}.moi")
    with beside.open("wb") as fresh:
        _whole(beside, fresh, raw)
    beside.replace(path)


def _whole(path: Path, fresh: BinaryIO, raw: bytes) -> None:
    try:
        fresh.write(raw)
        fresh.flush()
    except OSError:
        path.unlink()
        raise
