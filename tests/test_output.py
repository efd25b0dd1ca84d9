"""What the program prints where that cannot be written, or nobody reads it: never a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reading.minimal import SESSION, copy_minimal, spoil

PRINTING = [["--help"], ["--version"], ["build", "--help"], ["check"]]
_NAMES = [" ".join(command) for command in PRINTING]
_FULL = Path("/dev/full")
needs_full_disk = pytest.mark.skipif(not _FULL.exists(), reason="a disk that is always full")


def doithoai(site: Path, command: list[str], ending: str) -> subprocess.CompletedProcess[str]:
    """The command in a shell, whose line ends so; `$?` of the command itself is the shell's."""
    words = f'set -o pipefail; "{sys.executable}" -m doithoai {" ".join(command)} {ending}'
    return subprocess.run(["bash", "-c", words], cwd=site, capture_output=True, text=True, timeout=60, check=False)


@needs_full_disk
@pytest.mark.parametrize("command", PRINTING, ids=_NAMES)
def test_a_full_disk_is_told_in_one_line(command: list[str], tmp_path: Path) -> None:
    done = doithoai(copy_minimal(tmp_path), command, ">/dev/full")
    what = ".: lỗi: không đọc hoặc ghi được (ổ đĩa đã đầy) → xem lại quyền ghi và chỗ trống của ổ đĩa, rồi chạy lại"
    assert done.stderr.removeprefix("0 lỗi, 0 cảnh báo.\n") == f"{what}\n1 lỗi.\n"
    assert done.returncode == 1


@needs_full_disk
@pytest.mark.parametrize("command", PRINTING, ids=_NAMES)
def test_where_nothing_can_be_said_the_exit_code_says_it(command: list[str], tmp_path: Path) -> None:
    done = doithoai(copy_minimal(tmp_path), command, ">/dev/full 2>&1")
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize("command", PRINTING, ids=_NAMES)
@pytest.mark.parametrize("ending", ["| true", ">&-"], ids=["has left", "was never there"])
def test_a_reader_who_has_left_changes_nothing(command: list[str], ending: str, tmp_path: Path) -> None:
    """Whoever wants only the first line gets no complaint about the others."""
    done = doithoai(copy_minimal(tmp_path), command, ending)
    assert (done.returncode, done.stderr.replace("0 lỗi, 0 cảnh báo.\n", "")) == (0, "")


def test_the_exit_code_is_that_of_the_work_whoever_listens(tmp_path: Path) -> None:
    site = copy_minimal(tmp_path)
    spoil(site, f"{SESSION}/lich.md", "---\n---\n")
    assert doithoai(site, ["check"], "2>&1 | true").returncode == 1
