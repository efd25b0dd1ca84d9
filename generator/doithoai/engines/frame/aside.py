"""The frame drawn in a process of its own, while the one that asked for it reads records.

Drawing costs a ward's small site as much as its records do. The process can be started before it is known what to
draw, and then opens MkDocs meanwhile; it also holds the pages against MkDocs, which it has open already.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from doithoai.engines.frame import cache as kept
from doithoai.engines.frame import drawn_frame, kept_frame
from doithoai.engines.frame.assembly import Frame
from doithoai.engines.frame.values import FrameError, FrameInputs, PageParts
from doithoai.parallel import follow_parent


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
    def frame(self) -> Frame:
        """The frame; waits for it."""
        ...

    def hold(self, sample: PageParts) -> None:
        """Hold a page against what MkDocs itself would give, or begin to."""
        ...

    def settle(self) -> None:
        """Wait for what was begun; raises FrameMismatch for the first difference."""
        ...


class Aside:
    """The other process and the pipe to it."""

    def __init__(self) -> None:
        import multiprocessing

        forking = multiprocessing.get_context("fork")
        self.pipe, there = forking.Pipe()
        self._process = forking.Process(target=_work, args=(there, self.pipe), daemon=True)
        self._process.start()
        there.close()

    def __enter__(self) -> Aside:
        return self

    def __exit__(self, *_: object) -> None:
        self.pipe.close()
        self._process.terminate()
        self._process.join()


def beginning(cache: Path | None, processes: int) -> AbstractContextManager[Aside | None]:
    """The other process, started now, where a second one is wanted and `cache` holds no frame of an earlier build."""
    alone = processes == 1 or not sys.platform.startswith("linux") or (os.cpu_count() or 1) < 2
    return nullcontext() if alone or (cache and kept.any_in(cache)) else Aside()


@contextmanager
def preparing(inputs: FrameInputs, cache: Path | None, aside: Aside | None) -> Iterator[Preparing]:
    """A frame in the making: from the cache, else by the process `aside`, else here and now."""
    fingerprint = kept.fingerprint(inputs, cache)
    found = kept_frame(inputs, cache, fingerprint)
    if found or aside is None:
        yield _Here(found or drawn_frame(inputs, cache, fingerprint))
    else:
        aside.pipe.send((inputs, cache, fingerprint))
        yield _There(fingerprint, aside.pipe)


class _Here:
    def __init__(self, frame: Frame) -> None:
        self.frame, self.fingerprint, self.fresh = frame, frame.fingerprint, frame.fresh

    def hold(self, sample: PageParts) -> None:
        self.frame.verify([sample])

    def settle(self) -> None:
        """Nothing waits."""


class _There:
    fresh = True

    def __init__(self, fingerprint: str, pipe: Any) -> None:
        self.fingerprint, self._pipe = fingerprint, pipe
        self._held = 0

    @cached_property
    def frame(self) -> Frame:
        found = self._answer()
        assert isinstance(found, Frame)
        return found

    def hold(self, sample: PageParts) -> None:
        _ = self.frame  # comes first through the pipe
        self._pipe.send(sample)
        self._held += 1

    def settle(self) -> None:
        while self._held:
            self._held -= 1
            self._answer()

    def _answer(self) -> object:
        """What the other process sent; its failures are raised here."""
        try:
            found = self._pipe.recv()
        except EOFError:
            raise FrameError("tiến trình vẽ khung trang bị dừng giữa chừng; chạy lại với --processes 1") from None
        if isinstance(found, Exception):
            raise found
        return found


def _work(pipe: Any, parents: Any) -> None:
    """The other process: inputs in, one frame out; then samples in and a verdict out, as long as it is asked."""
    follow_parent()
    parents.close()  # else this process would never hear that the parent is gone
    try:
        from doithoai.engines.frame import chrome, drawing  # noqa: F401  while the parent does other work

        frame = drawn_frame(*pipe.recv())
        pipe.send(frame)
        while True:
            frame.verify([pipe.recv()])
            pipe.send(None)
    except (EOFError, ConnectionError, KeyboardInterrupt):
        return  # the build has ended, or was stopped together with this process
    except Exception as failure:
        pipe.send(failure)
