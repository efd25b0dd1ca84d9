"""Work shared with forked processes: the same for many items, or tasks that come one after another.

Forking hands the program's state over without copying or pickling it (a frame, a directory of authorities), and
only the small results travel back. This process works along with those it forks: each takes its next task from one
pipe that tells of them all, so a large one delays few others and nobody waits for a share.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from msgspec import Struct

from doithoai.problems import Place, Problem, Refusal

In = TypeVar("In")
Out = TypeVar("Out")

MOST_TASKS = 2_000
"""So many fit into a pipe (64 kB) before anybody takes one, so that whoever asks never waits."""


def fork_map(work: Callable[[In], Out], items: list[In], processes: int, chunk: int = 1) -> list[Out]:
    """`[work(item) for item in items]` on that many processes, this one among them, which take a chunk at a time.

    An exception of any process is raised here.
    """
    chunk = max(chunk, -(-len(items) // MOST_TASKS))
    chunks = [items[start : start + chunk] for start in range(0, len(items), chunk)]
    with Workers() as workers:
        workers.begin(lambda number: [work(item) for item in chunks[number]], processes - 1)
        tickets = [workers.ask(number) for number in range(len(chunks))]
        workers.help()
        return [result for ticket in tickets for result in workers.answer(ticket)]


def _nothing(_: object) -> None:
    """What those do that were not begun."""


class Workers:
    """Other processes that do tasks as they come, while this one goes on; leaving the `with` block ends them.

    There are none until they are forked by `begin`, and they know what this process knew then. Tasks and answers lie
    in files in memory; through pipes goes only where, so that nobody waits until another has read. Where a task fails
    nobody begins another, and its exception is raised here by whatever waits for an answer.
    """

    def __init__(self) -> None:
        self._tasks: _Post | None = None
        self._workers: list[_Worker] = []
        self._work: Callable[[Any], object] = _nothing
        self._asked = 0
        self._answers: dict[int, Any] = {}
        self._board = -1

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if self._tasks is None:
            return
        try:
            if kind is None and self._asked > len(self._answers):
                self._hear(0)
        finally:
            self._tasks.close()
            os.close(self._board)
            for worker in self._workers:
                worker.leave(is_idle=kind is None and self._asked == len(self._answers))
            gc.unfreeze()

    @property
    def are_there(self) -> bool:
        """Whether they were begun; never in one of them."""
        return self._tasks is not None

    def begin(self, work: Callable[[Any], object], count: int, first: Callable[[], object] = lambda: None) -> None:
        """Fork them; `work` is what each does with a task, which has to be fit for travelling, as has its result.

        `first` is what each does before any task.
        """
        self._tasks, self._work, self._board = _Post(), work, os.memfd_create("doithoai")
        gc.freeze()  # else every collection in a worker would copy the memory that it shares with this process
        for _ in range(count):
            self._workers.append(self._forked(self._tasks, first))

    def ask(self, task: object) -> int:
        """Have it done by whoever comes to it; gives the number to ask for the answer by."""
        assert self._tasks
        self._tasks.send(self._asked, pickle.dumps(task))
        self._asked += 1
        return self._asked - 1

    def tell(self, thing: object) -> None:
        """Let all of them know what they were forked too early for, before they are asked for what needs it; once."""
        with os.fdopen(self._board, "wb", closefd=False) as board:
            board.write(pickle.dumps(thing))

    def told(self) -> Any:
        """What they were told, in one of them."""
        return pickle.loads(os.pread(self._board, os.fstat(self._board).st_size, 0))

    def help(self, work: Callable[[Any], object] | None = None, fit: Callable[[Any], bool] = lambda _: True) -> None:
        """Do, here, what nobody has come to yet, until there comes what is not `fit` for this process.

        It is done by `work`, if given, whose results need not travel.
        """
        assert self._tasks
        try:
            for number, packed in self._tasks.left():
                task = pickle.loads(packed)
                if not fit(task):
                    self._tasks.send(number, packed)
                    break
                self._answers[number] = (work or self._work)(task)
        except BaseException:
            self._tasks.drain()
            raise

    @property
    def waiting(self) -> int:
        """How many tasks nobody has come to yet."""
        return self._tasks.count if self._tasks else 0

    def answer(self, ticket: int) -> Any:
        """What came of a task; waits for it. Raises what any task raised, `Refusal` where a worker was killed."""
        while ticket not in self._answers:
            self._hear(None)
        return self._answers[ticket]

    def has_answered(self, ticket: int) -> bool:
        """Whether one need not wait for what came of a task."""
        if ticket not in self._answers:
            self._hear(0)
        return ticket in self._answers

    def _hear(self, seconds: float | None) -> None:
        """Take the answers that are there, or come within some seconds; None: as many as it takes."""
        waiting = {worker.answers.reading: worker for worker in self._workers}
        for one in select.select(waiting, (), (), seconds)[0]:
            self._answers.update([waiting[one].answer()])

    def _forked(self, tasks: _Post, first: Callable[[], object]) -> _Worker:
        """A process that does tasks until there will be no more, running nothing else of the program."""
        let_go()
        answers = _Post()
        try:
            pid = os.fork()
        except OSError:
            answers.close()
            raise _not_begun() from None
        if pid:
            os.close(answers.writing)
            return _Worker(pid, answers)
        try:
            _vanishing.clear()  # they are no children of this one
            self._tasks, self._workers = None, []
            os.close(tasks.writing)
            follow_parent()
            first()
            _do(self._work, tasks, answers)
        finally:
            os._exit(0)  # pragma: no cover


def _do(work: Callable[[Any], object], tasks: _Post, answers: _Post) -> None:
    while (one := tasks.received()) is not None:
        number, task = one
        answer, is_sound = _sendable(work, task)
        if not is_sound:
            tasks.drain()
        answers.send(number, answer)


def _sendable(work: Callable[[Any], object], task: bytes) -> tuple[bytes, bool]:
    """What comes of a task, or its failure with the words that it had there; and whether it is the former."""
    try:
        return pickle.dumps(work(pickle.loads(task))), True
    except Exception as failure:
        failure.add_note("".join(traceback.format_exception(failure)))
        try:
            return pickle.dumps(failure), False
        except Exception:
            return pickle.dumps(RuntimeError("".join(failure.__notes__))), False


_ENTRY, _INT = struct.Struct("<qqq"), struct.Struct("i")


class _Post:
    """Things in a file in memory, one after another, and a pipe that tells of each: its number, where, how long."""

    def __init__(self) -> None:
        self._file, self._end = os.memfd_create("doithoai"), 0
        self.reading, self.writing = os.pipe()

    def send(self, number: int, thing: bytes) -> None:
        """Put it there for one of those who wait."""
        done = 0
        while done < len(thing):
            done += os.pwrite(self._file, memoryview(thing)[done:], self._end + done)
        os.write(self.writing, _ENTRY.pack(number, self._end, done))
        self._end += done

    def received(self) -> tuple[int, bytes] | None:
        """The next thing, which nobody else gets; waits for it. None where there will be no more."""
        return self._taken(self.reading)

    def left(self) -> Iterator[tuple[int, bytes]]:
        """What there is now, without waiting for more."""
        now = os.open(f"/proc/self/fd/{self.reading}", os.O_RDONLY | os.O_NONBLOCK)
        try:
            while (one := self._taken(now)) is not None:
                yield one
        except BlockingIOError:
            return
        finally:
            os.close(now)

    def _taken(self, pipe: int) -> tuple[int, bytes] | None:
        entry = os.read(pipe, _ENTRY.size)
        if not entry:
            return None
        number, start, length = _ENTRY.unpack(entry)
        return number, os.pread(self._file, length, start)

    @property
    def count(self) -> int:
        """How many things are there now."""
        from fcntl import ioctl  # not there on Windows, where nothing is forked
        from termios import FIONREAD

        held = ioctl(self.reading, FIONREAD, bytes(_INT.size))
        return int(_INT.unpack(held)[0]) // _ENTRY.size

    def drain(self) -> None:
        """Have nobody get what there is now."""
        for _ in self.left():
            pass

    def close(self, *, writing: bool = True) -> None:
        """Nothing more is sent from here, nor received; `writing` that end, too."""
        for one in (self._file, self.reading, *([self.writing] if writing else [])):
            os.close(one)


class _Worker(Struct):
    """A forked process, and what its answers come by."""

    pid: int
    answers: _Post

    def answer(self) -> tuple[int, Any]:
        """The next: the task's number, and what came of it; raises what it raised, `Refusal` where it was killed."""
        one = self.answers.received()
        if one is None:
            raise died()
        number, sent = one
        found: object = pickle.loads(sent)
        if isinstance(found, Exception):
            raise found
        return number, found

    def leave(self, *, is_idle: bool) -> None:
        """End it; one that has nothing to do ends by itself, and is not waited for: all it still does is to vanish."""
        self.answers.close(writing=False)
        if is_idle:
            _vanishing.append(self.pid)
            return
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def died() -> Refusal:
    """What is told where a process of the build was killed, as the system does where memory runs out."""
    what = "một tiến trình của lần dựng bị dừng giữa chừng (có thể máy hết bộ nhớ)"
    mend = "đóng bớt chương trình khác, hoặc chạy lại với --processes 1"
    return Refusal([Problem("worker-died", what, mend, Place("."))])


def _not_begun() -> Refusal:
    what = "máy không cho mở thêm tiến trình (đang chạy quá nhiều chương trình)"
    mend = "đóng bớt chương trình khác, hoặc chạy lại với --processes 1"
    return Refusal([Problem("no-process", what, mend, Place("."))])


_vanishing: list[int] = []
"""Processes that have nothing to do any more, which the system keeps a line of until somebody asks how they ended."""


def let_go() -> None:
    """Ask how those ended that have vanished by now."""
    _vanishing[:] = filter(_is_there, _vanishing)


def _is_there(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == 0
    except ChildProcessError:  # somebody else has asked
        return False


def follow_parent() -> None:
    """In a worker: leave Ctrl+C to the parent, and end with it, silently, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform.startswith("linux"):
        import ctypes

        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)
