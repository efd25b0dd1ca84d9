"""The page frame: MkDocs and Material draw the chrome once, pages are set into it.

frame = prepare(inputs, cache)      cold: MkDocs runs; warm: one file is read, MkDocs is not imported
frame.page(parts)   -> bytes        a whole HTML page, in microseconds
frame.files()       -> (path, bytes): the theme's assets, the authored pages, 404.html
frame.verify(parts)                 the same bytes as MkDocs itself would give, or FrameMismatch

values        what goes in, what can go wrong
assembly      the frame itself: literals and slots, joined; contents: the table of contents
cache         the frame on disk
settings      what we ask of MkDocs; markdown_vi: authored Markdown, in Vietnamese throughout
aside         the frame drawn in another process, while this one reads
chrome, authored, drawing     the modules that import MkDocs: set up, authored pages, the frame drawn
"""

from __future__ import annotations

from pathlib import Path

from doithoai.engines.frame import cache as kept
from doithoai.engines.frame.assembly import Frame, compile_places
from doithoai.engines.frame.values import (
    Authored,
    AuthoredPageError,
    FrameError,
    FrameInputs,
    FrameMismatch,
    Hub,
    PageParts,
    TocEntry,
)

__all__ = [
    "Authored",
    "AuthoredPageError",
    "Frame",
    "FrameError",
    "FrameInputs",
    "FrameMismatch",
    "Hub",
    "PageParts",
    "TocEntry",
    "prepare",
]


def prepare(inputs: FrameInputs, cache: Path | None = None) -> Frame:
    """The frame of a site, from `cache` (a directory, made when missing) if it holds these inputs' frame.

    Raises AuthoredPageError for an authored page that cannot be read as Markdown, FrameError where MkDocs
    refuses the site's settings or the theme no longer has the frame's slots.
    """
    fingerprint = kept.fingerprint(inputs)
    return kept_frame(inputs, cache, fingerprint) or drawn_frame(inputs, cache, fingerprint)


def kept_frame(inputs: FrameInputs, cache: Path | None, fingerprint: str) -> Frame | None:
    """The frame that the cache holds, if any."""
    drawing = kept.load(cache, fingerprint) if cache else None
    return _frame(inputs, fingerprint, drawing, fresh=False) if drawing else None


def drawn_frame(inputs: FrameInputs, cache: Path | None, fingerprint: str) -> Frame:
    """The frame drawn by MkDocs now, and put into the cache."""
    from doithoai.engines.frame import chrome
    from doithoai.engines.frame.drawing import draw

    drawing = draw(chrome.opened(inputs, fingerprint))
    if cache:
        kept.store(cache, fingerprint, drawing)
    return _frame(inputs, fingerprint, drawing, fresh=True)


def _frame(inputs: FrameInputs, fingerprint: str, drawing: kept.Drawing, *, fresh: bool) -> Frame:
    return Frame(inputs, fingerprint, fresh, compile_places(drawing.places), drawing.files)
