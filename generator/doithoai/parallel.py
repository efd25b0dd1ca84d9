"""The same work for many items on several forked processes.

Forking hands the program's state over without copying or pickling it (a frame, a directory of authorities), and
only the small results travel back. Items go round the workers in small chunks, so a large one delays few others.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable
from typing import Any, TypeVar

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
    try:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            results = pool.map_async(_one, range(len(items)), chunksize=chunk)
            meanwhile()
            return results.get()
    finally:
        gc.unfreeze()
        _work, _items = None, []


def _one(index: int) -> Any:
    assert _work is not None
    return _work(_items[index])
