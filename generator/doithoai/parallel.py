"""The same work for many items on several forked processes.

Forking hands the program's state over without copying or pickling it (a frame, a directory of authorities), and
only the small results travel back. Items go round the workers in small chunks, so a large one delays few others.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from doithoai.problems import Place, Problem, Refusal

In = TypeVar("In")
Out = TypeVar("Out")

_work: Callable[[Any], Any] | None = None
_items: list[Any] = []


def fork_map(
    work: Callable[[In], Out],
    items: list[In],
    processes: int,
    chunk: int = 1,
    meanwhile: Callable[[], object] = lambda: None,
) -> list[Out]:
    """`[work(item) for item in items]` on that many processes; an exception of any of them is raised here.

    `meanwhile` is done in this process while it would only wait.
    """
    global _work, _items  # what a forked worker inherits
    _work, _items = work, items
    gc.freeze()  # else every collection in a worker would copy the memory that it shares with this process
    forking = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(processes, forking, initializer=follow_parent) as pool:
            results = pool.map(_one, range(len(items)), chunksize=chunk)
            meanwhile()
            return list(results)
    except BrokenProcessPool as broken:
        what = "một tiến trình của lần dựng bị dừng giữa chừng (có thể máy hết bộ nhớ)"
        mend = "đóng bớt chương trình khác, hoặc chạy lại với --processes 1"
        raise Refusal([Problem("worker-died", what, mend, Place("."))]) from broken
    finally:
        gc.unfreeze()
        _work, _items = None, []


def follow_parent() -> None:
    """In a worker: leave Ctrl+C to the parent, and end with it, silently, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform.startswith("linux"):
        import ctypes

        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)


def _one(index: int) -> Any:
    assert _work is not None
    return _work(_items[index])
