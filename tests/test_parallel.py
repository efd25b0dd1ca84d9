"""Work that other processes do along with this one: its results, its failures, and that nothing of it is left."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from doithoai.parallel import begun, fork_map
from doithoai.problems import Refusal

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there processes are forked")


def _half(number: int) -> float:
    if number < 0:
        raise ValueError(f"{number} is below zero")
    return number / 2


@pytest.mark.parametrize(("processes", "chunk"), [(1, 1), (2, 1), (2, 7), (4, 3)])
def test_results_come_in_the_order_of_the_items(processes: int, chunk: int) -> None:
    """However many processes take them, and however many at a time."""
    assert fork_map(_half, list(range(50)), processes, chunk) == [number / 2 for number in range(50)]


def test_what_is_begun_goes_on_while_this_process_does_something_else(tmp_path: Path) -> None:
    """Whoever asks for the results takes what is left."""
    with begun(lambda name: (tmp_path / name).touch(), ["a", "b"], 2) as finished:
        _until(tmp_path / "b")
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]
        assert finished() == [None, None]


def _until(there: Path) -> None:
    """Wait for a file that another process leaves."""
    for _ in range(2000):
        if there.exists():
            return
        time.sleep(0.01)
    pytest.fail(f"{there.name} never came")


def test_a_failure_of_another_process_is_raised_here(tmp_path: Path) -> None:
    """With the words that it had there."""
    here = os.getpid()

    def fail(name: str) -> None:
        (tmp_path / name).touch()
        raise ValueError(f"{os.getpid() != here} elsewhere")

    with pytest.raises(ValueError, match="True elsewhere"), begun(fail, ["taken"], 2) as finished:
        _until(tmp_path / "taken")
        finished()


def test_a_process_that_was_killed_is_told(tmp_path: Path) -> None:
    """The system does so where memory runs out."""
    here = os.getpid()

    def die(name: str) -> None:
        (tmp_path / name).touch()
        if os.getpid() != here:
            os.kill(os.getpid(), 9)

    with pytest.raises(Refusal) as refused, begun(die, ["taken"], 2) as finished:
        _until(tmp_path / "taken")
        finished()
    assert [one.code for one in refused.value.problems] == ["worker-died"]


def test_a_worker_forks_again_while_one_before_it_is_still_vanishing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That one is no child of its."""
    leave = os._exit

    def slowly(code: int) -> None:
        time.sleep(0.5)
        leave(code)

    monkeypatch.setattr(os, "_exit", slowly)
    assert fork_map(_half, [2], 2) == [1]

    def halves(numbers: list[int]) -> list[float]:
        (tmp_path / "taken").touch()
        return fork_map(_half, numbers, 2)

    with begun(halves, [[2, 4]], 2) as finished:
        _until(tmp_path / "taken")
        assert finished() == [[1, 2]]


def test_what_nobody_waits_for_any_more_is_ended(tmp_path: Path) -> None:
    """Something else has failed here: the others need not go on."""

    def sleep(name: str) -> None:
        (tmp_path / "new").write_text(str(os.getpid()), "utf-8")
        (tmp_path / "new").replace(tmp_path / name)
        time.sleep(60)

    with pytest.raises(KeyError), begun(sleep, ["taken"], 2):
        _until(tmp_path / "taken")
        raise KeyError
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "taken").read_text("utf-8")), 0)
