"""Typst, set up once: our templates, our fonts and nothing of the system's, tagged and archivable PDF.

Only this room knows Typst. It comes with the `[print]` extra; `available` tells whether it is there.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, Literal, NamedTuple

from doithoai.engines.theme import THEME
from doithoai.parallel import died

STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
"""PDF/UA-1 and PDF/A-2a: Typst refuses a document that would not keep them."""

FONTS = THEME / "fonts"
_EXTRA = ("typst", "fontpkg_be_vietnam_pro", "segno")
_VIETNAM = timezone(timedelta(hours=7))
_REFUSED = "quá chật: "
"""How a template says that its content does not fit: `panic("quá chật: …")`."""


class TypesettingError(Exception):
    """A document that could not be set as it must be; the template or the program is at fault."""


class DoesNotFit(Exception):
    """The content is too long for the sheet; `what` says which part has to be shortened."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def available() -> bool:
    """Whether the `[print]` extra is installed."""
    return all(find_spec(name) is not None for name in _EXTRA)


@cache
def fingerprint() -> str:
    """Changes with the program that sets the type and the fonts that come from elsewhere."""
    from importlib import metadata

    return " ".join(metadata.version(name) for name in ("typst", "fontpkg-be-vietnam-pro"))


class Typesetter:
    """Documents of one folder of templates and one day."""

    def __init__(self, folder: str, day: date) -> None:
        """`folder`: the templates' folder of the theme; `day`: the documents' own date, so that bytes repeat."""
        self._root = str(THEME / folder)
        self._stamp = int(datetime(day.year, day.month, day.day, tzinfo=_VIETNAM).timestamp())

    def pdf(self, template: str, view: Mapping[str, Any]) -> bytes:
        """The document; raises `DoesNotFit`, and `TypesettingError` for whatever else the compiler says."""
        job = _Job(self._root, template, json.dumps(view, ensure_ascii=False), self._stamp)
        made, wrong = _helper(os.getpid())(job) if sys.platform.startswith("linux") else _set(job)
        if _REFUSED in wrong:
            raise DoesNotFit(wrong.partition(_REFUSED)[2].partition('"')[0].strip())
        if wrong:
            raise TypesettingError(f"{template}: {wrong}")
        return made


class _Job(NamedTuple):
    root: str
    template: str
    view: str
    stamp: int


def _set(job: _Job) -> tuple[bytes, str]:
    """The document, or what is wrong with it; warnings are wrong, too."""

    try:
        made, warnings = _compiler(job.root).compile_with_warnings(
            str(Path(job.root) / job.template),
            format="pdf",
            sys_inputs={"view": job.view},
            pdf_standards=[*STANDARDS],
            timestamp=job.stamp,
        )
    except Exception as error:  # as of a template that is not there: this process has to answer, whatever it is
        return b"", str(error) or repr(error)
    return made, "; ".join(str(one) for one in warnings)


@cache
def _compiler(root: str) -> Any:
    """One for every day's documents: fonts and templates are read once."""
    import fontpkg_be_vietnam_pro
    import typst

    sans = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"
    return typst.Compiler(root=root, font_paths=[str(FONTS), str(sans)], ignore_system_fonts=True)


class _Helper:
    """A process of its own that sets type, and ends with this one.

    Typst starts threads that a process forked later would lack and wait for without end; a build forks. It is not
    forked itself, as this process may have threads, too.
    """

    def __init__(self) -> None:
        from multiprocessing import Pipe
        from subprocess import Popen

        self._line, far = Pipe()
        self._turn = Lock()
        code = f"from doithoai.engines.typesetter import serve; serve({far.fileno()})"
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._process = Popen([sys.executable, "-c", code], pass_fds=[far.fileno()], env=env)
        far.close()

    def __call__(self, job: _Job) -> tuple[bytes, str]:
        with self._turn:
            try:
                self._line.send(tuple(job))
                done: tuple[bytes, str] = self._line.recv()
            except (EOFError, OSError) as error:
                _helper.cache_clear()
                raise died() from error
        return done


@cache
def _helper(process: int) -> _Helper:  # noqa: ARG001 - a forked process has one of its own
    return _Helper()


def serve(line: int) -> None:
    """In the helper: set what is asked for until nobody can ask any more; Ctrl+C is left to the parent."""
    from multiprocessing.connection import Connection

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked: Connection = Connection(line)
    with suppress(EOFError, OSError):
        while True:
            job = asked.recv()
            asked.send(_set(_Job(*job)))
