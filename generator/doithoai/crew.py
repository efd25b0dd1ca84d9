"""The processes that work along with a unit: they read files, make lists and write pages, as each is asked.

They are forked when the unit knows its files, and know what it knew then. In a build from nothing they read first, and
load what draws when there is no more to read; in an edit, where hardly anything is read, they load it at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from doithoai.domain.authority import Authority
from doithoai.kept import Last
from doithoai.parallel import MOST_TASKS
from doithoai.reading import register
from doithoai.reading.found import Found
from doithoai.reading.record import Read
from doithoai.shared import Shared

if TYPE_CHECKING:
    from doithoai.dispatch import ToWrite

PARALLEL_FROM = 64
"""Fewer files than this are read before another process would have started."""

_AT_ONCE = 20
"""So many files a process reads at a time."""

_MOST_PARTS = MOST_TASKS // 2


class ToRead(Struct, frozen=True):
    """Files to be read."""

    files: list[Found]


class ToList(Struct, frozen=True):
    """A group of lists to be made, of the edition with what was read anew: its records, and ids that are not there."""

    group: int
    read: bytes


class ToLoad(Struct, frozen=True):
    """What draws is to be loaded before there is anything to draw: all of it, or as little as an edit needs."""

    is_whole: bool


def begin(authority: Authority, make_lists: Callable[[ToList], object], last: Last, shared: Shared) -> None:
    """Fork them, where a build has several processes and so much to do; nothing where it has not."""
    if shared.processes < 2 or not (is_edit(last, shared) or len(last.found) >= PARALLEL_FROM):
        return
    press = shared.press

    def work(task: ToRead | ToList | ToLoad | ToWrite) -> object:
        if isinstance(task, ToRead):
            return [replace(one, data=None) for one in _read(authority, shared, task)]  # whose record says it all
        if isinstance(task, ToList):
            return make_lists(task)
        if isinstance(task, ToLoad):
            _load(task)
            return None
        from doithoai.dispatch import write_sent

        return write_sent(task, press)

    shared.workers.begin(work, shared.processes - 1, lambda: press.frames.heard(shared.workers))


def is_edit(last: Last, shared: Shared) -> bool:
    """Whether most pages will be taken over from the last build, as far as is known before anything is read."""
    return last.kept.is_drawn_with(shared.drawing_key) and not shared.verified


def read_all(files: list[Found], authority: Authority, shared: Shared, meanwhile: Callable[[], object]) -> list[Read]:
    """Read files, with all processes where they are many; then `meanwhile` comes first here, while others read."""
    read = partial(_read, authority, shared)
    if not shared.workers.are_there:
        return read(ToRead(files))
    if len(files) < PARALLEL_FROM:
        _have_loaded(shared, is_whole=False)
        return read(ToRead(files))
    size = max(_AT_ONCE, len(files) // _MOST_PARTS)
    tickets = [shared.workers.ask(ToRead(files[at : at + size])) for at in range(0, len(files), size)]
    _have_loaded(shared, is_whole=True)
    meanwhile()
    shared.workers.help(read, lambda task: isinstance(task, ToRead))
    return [one for ticket in tickets for one in shared.workers.answer(ticket)]


def _have_loaded(shared: Shared, *, is_whole: bool) -> None:
    for _ in range(1, shared.processes):
        shared.workers.ask(ToLoad(is_whole))


def _read(authority: Authority, shared: Shared, task: ToRead) -> list[Read]:
    return [register.read_record(shared.site.folder, one, authority.contact.allowed) for one in task.files]


def _load(task: ToLoad) -> None:
    from doithoai import publishing  # noqa: F401
    from doithoai.channels.site import drawing, listings  # noqa: F401

    if task.is_whole:
        drawing.load()
