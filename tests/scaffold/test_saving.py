"""Files written whole or not at all, on a disk that really is full."""

from __future__ import annotations

import resource
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from doithoai.scaffold.saving import write_new, write_over

RAW = b"x" * 5000


@pytest.fixture
def short_of_room() -> Iterator[None]:
    """No file may grow beyond a thousand bytes, as on a disk that is nearly full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.usefixtures("short_of_room")
@pytest.mark.parametrize("write", [write_new, write_over])
def test_where_a_disk_is_full_nothing_is_half_written(write: Callable[[Path, bytes], None], tmp_path: Path) -> None:
    """What was there is there; what was not leaves no empty file that `check` would complain of."""
    old = tmp_path / "cu.md"
    old.write_bytes(b"cu")
    with pytest.raises(OSError, match="too large"):
        write(old if write is write_over else tmp_path / "moi.md", RAW)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"cu.md": b"cu"}


def test_a_new_file_never_takes_another_s_place(tmp_path: Path) -> None:
    """Written the first time, refused the second."""
    write_new(tmp_path / "a/b.md", RAW)
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a/b.md", b"")
    assert (tmp_path / "a/b.md").read_bytes() == RAW
