"""The frame drawn in a process of its own, while the one that asked for it reads records.

Drawing costs a ward's small site as much as its records do. The same process then holds the pages against MkDocs,
which it has open already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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

    def verify(self, samples: Iterable[PageParts]) -> None:
        """Frame.verify, where MkDocs is open."""
        ...


@contextmanager
def preparing(inputs: FrameInputs, cache: Path | None, aside: bool) -> Iterator[Preparing]:
    """A frame in the making: in a forked process if `aside` and none is in the cache, else here and now."""
    fingerprint = kept.fingerprint(inputs)
    found = kept_frame(inputs, cache, fingerprint)
    if found or not aside:
        yield _Here(found or drawn_frame(inputs, cache, fingerprint))
        return
    import multiprocessing

    forking = multiprocessing.get_context("fork")
    here, there = forking.Pipe()
    process = forking.Process(target=_work, args=(inputs, cache, fingerprint, there), daemon=True)
    process.start()
    try:
        yield _There(fingerprint, here)
    finally:
        here.close()
        process.terminate()
        process.join()


class _Here:
    def __init__(self, frame: Frame) -> None:
        self.frame, self.fingerprint, self.fresh = frame, frame.fingerprint, frame.fresh

    def verify(self, samples: Iterable[PageParts]) -> None:
        if samples := list(samples):
            self.frame.verify(samples)


class _There:
    fresh = True

    def __init__(self, fingerprint: str, pipe: Any) -> None:
        self.fingerprint, self._pipe = fingerprint, pipe

    @cached_property
    def frame(self) -> Frame:
        found = self._answer()
        assert isinstance(found, Frame)
        return found

    def verify(self, samples: Iterable[PageParts]) -> None:
        if samples := list(samples):
            _ = self.frame  # comes first through the pipe
            self._pipe.send(samples)
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


def _work(inputs: FrameInputs, cache: Path | None, fingerprint: str, pipe: Any) -> None:
    """The other process: one frame out; then, as long as it is asked, a list of samples in and a verdict out."""
    follow_parent()
    try:
        frame = drawn_frame(inputs, cache, fingerprint)
        pipe.send(frame)
        while True:
            frame.verify(pipe.recv())
            pipe.send(None)
    except EOFError:
        return  # the build has ended
    except Exception as failure:
        pipe.send(failure)
