"""The frame drawn in a process of its own, while the one that asked for it reads records.

Drawing costs a ward's small site as much as its records do. The process can be started before it is known what to
draw, and then opens MkDocs meanwhile; it also holds the pages against MkDocs, which it has open already.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Protocol

from doithoai.engines.frame import cache as kept
from doithoai.engines.frame import drawn_frame, kept_frame
from doithoai.engines.frame.assembly import Frame
from doithoai.engines.frame.values import FrameInputs, PageParts
from doithoai.parallel import Workers

Ordered = tuple[FrameInputs, Path | None, str]
"""What to draw, the folder that it is kept in, and its fingerprint."""


class Preparing(Protocol):
    """A frame that is there, or on its way."""

    @property
    def fingerprint(self) -> str:
        """The frame's fingerprint, known before the frame is."""
        ...

    @property
    def fresh(self) -> bool:
        """Whether it is drawn now, so that `verify` is worth its time."""
        ...

    @property
    def is_there(self) -> bool:
        """Whether nobody has to wait for `frame`."""
        ...

    @property
    def frame(self) -> Frame:
        """The frame; waits for it."""
        ...

    def tell(self, workers: Workers) -> None:
        """Have processes know the frame that were forked before it was there."""
        ...

    def heard(self, workers: Workers) -> None:
        """In one of them: have it from what they are told."""
        ...

    def hold(self, sample: PageParts) -> None:
        """Hold a page against what MkDocs itself would give, or begin to."""
        ...

    def settle(self) -> None:
        """Wait for what was begun; raises FrameMismatch for the first difference."""
        ...


class Aside:
    """The other process: gives a frame for what it is sent first, then a verdict on each page."""

    def __init__(self) -> None:
        self._workers = Workers()
        self._workers.begin(_Painter(), 1, _open)

    def __enter__(self) -> Aside:
        return self

    def __exit__(self, *failure: object) -> None:
        self._workers.__exit__(*failure)

    def ask(self, task: Ordered | PageParts) -> int:
        """Have it done; gives the number to ask for the answer by."""
        return self._workers.ask(task)

    def answer(self, ticket: int) -> Any:
        """What came of it; waits for it, and raises what it raised."""
        return self._workers.answer(ticket)


def beginning(cache: Path | None, processes: int) -> AbstractContextManager[Aside | None]:
    """The other process, started now, where a second one is wanted and `cache` holds no frame of an earlier build."""
    is_kept = cache and kept.any_in(cache)
    return nullcontext() if is_kept or not _has_spare(processes) else Aside()


def _has_spare(processes: int) -> bool:
    """Whether there is a processor for another process; 0 stands for as many as there are."""
    return processes != 1 and sys.platform.startswith("linux") and (os.cpu_count() or 1) > 1


@contextmanager
def preparing(inputs: FrameInputs, cache: Path | None, aside: Aside | None, processes: int = 1) -> Iterator[Preparing]:
    """A frame in the making: from the cache, else by the process `aside` or one begun now, else here and now."""
    fingerprint = kept.fingerprint(inputs, cache)
    found = kept_frame(inputs, cache, fingerprint)
    if found or not (aside or _has_spare(processes)):
        yield _Here(found or drawn_frame(inputs, cache, fingerprint))
        return
    with nullcontext(aside) if aside else Aside() as there:
        yield _There(fingerprint, there, there.ask((inputs, cache, fingerprint)))


class _Here:
    is_there = True

    def __init__(self, frame: Frame) -> None:
        self.frame, self.fingerprint, self.fresh = frame, frame.fingerprint, frame.fresh

    def tell(self, workers: Workers) -> None:
        """They know it."""

    def heard(self, workers: Workers) -> None:
        """It is known."""

    def hold(self, sample: PageParts) -> None:
        self.frame.verify([sample])

    def settle(self) -> None:
        """Nothing waits."""


class _There:
    fresh = True

    def __init__(self, fingerprint: str, aside: Aside, drawn: int) -> None:
        self.fingerprint, self._aside = fingerprint, aside
        self._come: Callable[[], Any] = partial(aside.answer, drawn)
        self._is_told = False
        self._held: list[int] = []

    @property
    def is_there(self) -> bool:
        return "frame" in vars(self)

    @cached_property
    def frame(self) -> Frame:
        found = self._come()
        assert isinstance(found, Frame)
        return found

    def tell(self, workers: Workers) -> None:
        if not self._is_told:
            workers.tell(self.frame)
            self._is_told = True

    def heard(self, workers: Workers) -> None:
        self._come = workers.told

    def hold(self, sample: PageParts) -> None:
        self._held.append(self._aside.ask(sample))

    def settle(self) -> None:
        while self._held:
            self._aside.answer(self._held.pop())


def _open() -> None:
    from doithoai.engines.frame import chrome, drawing  # noqa: F401  while the parent does other work


class _Painter:
    """What the other process does with what it is sent."""

    def __init__(self) -> None:
        self._frame: Frame | None = None

    def __call__(self, task: Ordered | PageParts) -> Frame | None:
        if isinstance(task, tuple):
            self._frame = drawn_frame(*task)
            return self._frame
        assert self._frame
        self._frame.verify([task])
        return None
