"""Work that other processes do along with this one: its results, its failures, and that nothing of it is left."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from doithoai.parallel import Workers, fork_map
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


def test_tasks_are_done_while_this_process_does_something_else(tmp_path: Path) -> None:
    """An answer may be asked for whenever it is wanted, and more asked for after it."""
    with Workers() as workers:
        assert not workers.are_there
        workers.begin(lambda name: (tmp_path / name).touch() or name.upper(), 1)
        a, b = workers.ask("a"), workers.ask("b")
        _until(tmp_path / "b")
        assert (workers.answer(b), workers.answer(a)) == ("B", "A")
        assert workers.answer(workers.ask("c")) == "C"


def test_what_nobody_has_come_to_is_done_here(tmp_path: Path) -> None:
    """Whoever waits can as well work."""
    (tmp_path / "wait").touch()

    def work(name: str) -> int:
        (tmp_path / name).touch()
        while name == "first" and (tmp_path / "wait").exists():
            time.sleep(0.01)
        return os.getpid()

    with Workers() as workers:
        workers.begin(work, 1)
        first = workers.ask("first")
        _until(tmp_path / "first")
        others = [workers.ask(name) for name in ("second", "third")]
        assert workers.waiting == 2
        workers.help()
        assert workers.waiting == 0
        (tmp_path / "wait").unlink()
        assert [workers.answer(one) == os.getpid() for one in (first, *others)] == [False, True, True]


def test_a_worker_asks_no_others_for_help(tmp_path: Path) -> None:
    """It knows what this process knew, but has none."""
    with Workers() as workers:
        workers.begin(lambda _: workers.are_there, 1)
        assert workers.are_there
        assert workers.answer(workers.ask(None)) is False


def test_large_tasks_and_answers_keep_nobody_waiting() -> None:
    """However much is on its way, both ways, before anybody reads."""
    large = "kiến nghị " * 100_000
    with Workers() as workers:
        workers.begin(lambda text: text[::-1], 2)
        tickets = [workers.ask(large) for _ in range(8)]
        assert {workers.answer(one) == large[::-1] for one in tickets} == {True}


def test_a_failure_that_nobody_waited_for_leaves_nothing_behind(tmp_path: Path) -> None:
    """It shows when all is done, and the others are ended none the less."""

    def fail(name: str) -> None:
        (tmp_path / name).touch()
        if name == "bad":
            raise ValueError(name)
        time.sleep(60)

    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    with pytest.raises(ValueError, match="bad"), Workers() as workers:
        workers.begin(fail, 2)
        for name in ("long", "bad"):
            workers.ask(name)
            _until(tmp_path / name)
        time.sleep(0.2)
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


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

    with pytest.raises(ValueError, match="True elsewhere"), Workers() as workers:
        workers.begin(fail, 1)
        workers.answer(workers.ask("taken"))


def test_those_who_were_begun_are_told_what_came_later() -> None:
    """Each of them, however late it asks for it."""
    with Workers() as workers:
        workers.begin(lambda name: f"{name}: {workers.told()}", 2)
        workers.tell("khung trang")
        assert [workers.answer(workers.ask(name)) for name in "abc"] == [f"{name}: khung trang" for name in "abc"]


def test_one_can_look_whether_an_answer_is_there_without_waiting(tmp_path: Path) -> None:
    """It is taken then, and is there for whoever asks for it."""
    with Workers() as workers:
        workers.begin(lambda name: _until(tmp_path / name) or name, 1)
        ticket = workers.ask("a")
        assert not workers.has_answered(ticket)
        (tmp_path / "a").touch()
        while not workers.has_answered(ticket):
            time.sleep(0.01)
        assert workers.answer(ticket) == "a"


def test_where_one_task_fails_nobody_begins_another(tmp_path: Path) -> None:
    """Whoever waits for any of them is told of the failure."""

    def fail(name: str) -> None:
        (tmp_path / name).touch()
        _until(tmp_path / "asked")
        raise ValueError(name)

    with pytest.raises(ValueError, match="first"), Workers() as workers:
        workers.begin(fail, 1)
        _, second = workers.ask("first"), workers.ask("second")
        (tmp_path / "asked").touch()
        workers.answer(second)
    assert not (tmp_path / "second").exists()


def test_a_process_that_was_killed_is_told(tmp_path: Path) -> None:
    """The system does so where memory runs out."""
    here = os.getpid()

    def die(name: str) -> None:
        (tmp_path / name).touch()
        if os.getpid() != here:
            os.kill(os.getpid(), 9)

    with pytest.raises(Refusal) as refused, Workers() as workers:
        workers.begin(die, 1)
        workers.answer(workers.ask("taken"))
    assert [one.code for one in refused.value.problems] == ["worker-died"]


def test_a_machine_that_has_no_room_for_another_process_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the way to do without; nothing of the attempt is left."""

    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    before = len([*Path("/proc/self/fd").iterdir()])
    monkeypatch.setattr(os, "fork", refuse)
    with pytest.raises(Refusal) as refused, Workers() as workers:
        workers.begin(_half, 1)
    assert [(one.code, "--processes 1" in one.mend) for one in refused.value.problems] == [("no-process", True)]
    assert len([*Path("/proc/self/fd").iterdir()]) == before


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

    with Workers() as workers:
        workers.begin(halves, 1)
        assert workers.answer(workers.ask([2, 4])) == [1, 2]


def test_what_nobody_waits_for_any_more_is_ended(tmp_path: Path) -> None:
    """Something else has failed here: the others need not go on."""

    def sleep(name: str) -> None:
        (tmp_path / "new").write_text(str(os.getpid()), "utf-8")
        (tmp_path / "new").replace(tmp_path / name)
        time.sleep(60)

    with pytest.raises(KeyError), Workers() as workers:
        workers.begin(sleep, 1)
        workers.ask("taken")
        _until(tmp_path / "taken")
        raise KeyError
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "taken").read_text("utf-8")), 0)
