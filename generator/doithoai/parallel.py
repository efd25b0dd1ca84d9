"""The same work for many items on several forked processes.

Forking hands the program's state over without copying or pickling it (a frame, a directory of authorities), and
only the small results travel back. This process works along with those it forks: each takes its next chunk of items
from one pipe that holds the chunks' numbers, so a large item delays few others and nobody waits for a share.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from doithoai.problems import Place, Problem, Refusal

In = TypeVar("In")
Out = TypeVar("Out")

_NUMBER = 4
"""Bytes of a chunk's number in the pipe."""

_MOST_CHUNKS = 10_000
"""Their numbers fit into a pipe (64 kB) at once, before anybody takes one."""


def fork_map(
    work: Callable[[In], Out],
    items: list[In],
    processes: int,
    chunk: int = 1,
    meanwhile: Callable[[], object] = lambda: None,
    here: Callable[[In], Out] | None = None,
) -> list[Out]:
    """`[work(item) for item in items]` on that many processes, this one among them.

    `meanwhile` is done here before this process takes items; what it takes is done by `here`, if given, whose results
    need not be fit for travelling. An exception of any process is raised here.
    """
    with begun(work, items, processes, chunk, here) as finished:
        meanwhile()
        return finished()


@contextmanager
def begun(
    work: Callable[[In], Out],
    items: list[In],
    processes: int,
    chunk: int = 1,
    here: Callable[[In], Out] | None = None,
) -> Iterator[Callable[[], list[Out]]]:
    """The same begun by the other processes; calling what it gives takes what is left, and waits for the others."""
    chunk = max(chunk, -(-len(items) // _MOST_CHUNKS))
    chunks = [items[start : start + chunk] for start in range(0, len(items), chunk)]
    queue = _filled_pipe(len(chunks))
    gc.freeze()  # else every collection in a worker would copy the memory that it shares with this process
    workers: list[_Worker] = []

    def finished() -> list[Out]:
        done = _done(here or work, chunks, queue)
        for worker in workers:
            done |= worker.answer()
        return [result for number in range(len(chunks)) for result in done[number]]

    try:
        workers += (_forked(lambda: _done(work, chunks, queue)) for _ in range(processes - 1))
        yield finished
    finally:
        os.close(queue)
        gc.unfreeze()
        for worker in workers:
            worker.leave()


def _filled_pipe(count: int) -> int:
    """A pipe that holds the numbers below `count`: whoever reads the next one has it alone."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(number.to_bytes(_NUMBER, "big") for number in range(count)))
    os.close(writing)
    return reading


def _taken(queue: int) -> Iterator[int]:
    while number := os.read(queue, _NUMBER):
        yield int.from_bytes(number, "big")


def _done(work: Callable[[In], Out], chunks: list[list[In]], queue: int) -> dict[int, list[Out]]:
    """The results of the chunks that this process came to take; where one fails nobody begins another."""
    try:
        return {number: [work(item) for item in chunks[number]] for number in _taken(queue)}
    except BaseException:
        for _ in _taken(queue):
            pass
        raise


@dataclass
class _Worker:
    """A forked process and the end of the pipe that its answer comes through."""

    pid: int
    pipe: int

    def answer(self) -> dict[int, list[Any]]:
        """What it has done; raises what it raised, `Refusal` where it was killed."""
        with os.fdopen(self.pipe, "rb") as pipe:
            self.pipe = -1
            sent = pipe.read()
        if not sent:
            what = "một tiến trình của lần dựng bị dừng giữa chừng (có thể máy hết bộ nhớ)"
            mend = "đóng bớt chương trình khác, hoặc chạy lại với --processes 1"
            raise Refusal([Problem("worker-died", what, mend, Place("."))])
        found: dict[int, list[Any]] | Exception = pickle.loads(sent)
        if isinstance(found, Exception):
            raise found
        return found

    def leave(self) -> None:
        """End it, if it has not answered; one that has is not waited for: all that it still does is to vanish."""
        if self.pipe < 0:
            _vanishing.append(self.pid)
            return
        os.close(self.pipe)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


_vanishing: list[int] = []
"""Processes that have answered, which the system keeps a line of until somebody asks how they ended."""


def let_go() -> None:
    """Ask how those ended that have vanished by now."""
    _vanishing[:] = filter(_is_there, _vanishing)


def _is_there(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == 0
    except ChildProcessError:  # somebody else has asked
        return False


def _forked(work: Callable[[], object]) -> _Worker:
    """A process that does the work, sends what comes of it and ends, running nothing else of the program."""
    let_go()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return _Worker(pid, reading)
    try:
        _vanishing.clear()  # they are no children of this one
        follow_parent()
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(_sendable(work))
    finally:
        os._exit(0)  # pragma: no cover


def _sendable(work: Callable[[], object]) -> bytes:
    try:
        return pickle.dumps(work())
    except Exception as failure:
        failure.add_note("".join(traceback.format_exception(failure)))
        try:
            return pickle.dumps(failure)
        except Exception:
            return pickle.dumps(RuntimeError("".join(failure.__notes__)))


def follow_parent() -> None:
    """In a worker: leave Ctrl+C to the parent, and end with it, silently, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform.startswith("linux"):
        import ctypes

        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)
