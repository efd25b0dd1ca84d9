"""One command run and watched: its time, and its memory in two ways."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SAMPLE_EVERY = 0.05
"""Seconds between two looks at the process tree's memory."""


_UNUSUAL = {"PYTHONDONTWRITEBYTECODE"}
"""Variables that no user has set: without compiled forms Python compiles our modules, and only ours, at every start."""


class CommandError(Exception):
    """A measured command ended with an error."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took; memory in bytes, `tree` only where it was sampled.

    `work` is processor time, of all its processes and of the kernel for them: it hardly changes with what else runs.
    """

    seconds: float
    work: float
    output: str
    largest: int
    tree: int = 0


def run(command: Sequence[str], variables: Mapping[str, str], *, watched: bool = False) -> Run:
    """Run a command to its end. Looking at memory takes time of its own, so a watched run is not a timed one."""
    kept = {name: value for name, value in os.environ.items() if name not in _UNUSUAL}
    _inherit_orphans()
    started = time.perf_counter()
    child = subprocess.Popen(
        command, env={**kept, **variables}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    tree = _watch(child) if watched else 0
    assert child.stdout
    output = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - started
    child.stdout.close()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise CommandError(f"{' '.join(command)}\n{output}")
    usages = [usage, *_usages_of_orphans()]
    work = sum(one.ru_utime + one.ru_stime for one in usages)
    return Run(seconds, work, output, max(one.ru_maxrss for one in usages) * 1024, tree)


def _inherit_orphans() -> None:
    """What a command leaves to end by itself becomes a child of this process, so that its work is counted, too."""
    set_child_subreaper = 36
    ctypes.CDLL(None).prctl(set_child_subreaper, 1)


def _usages_of_orphans() -> Iterator[resource.struct_rusage]:
    """Of all that a command has left behind, as each of them ends."""
    with suppress(ChildProcessError):
        while True:
            yield os.wait4(-1, 0)[2]


def _watch(child: subprocess.Popen[str]) -> int:
    """The greatest sum of proportional set sizes over the process and all below it, until it ends."""
    most = 0
    while not _ended(child.pid):
        most = max(most, sum(map(_proportional_size, _tree(child.pid))))
        time.sleep(SAMPLE_EVERY)
    return most


def _ended(pid: int) -> bool:
    """Without reaping it, so that its resource usage can still be asked for."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _tree(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            below = [int(word) for word in task.read_text().split()]
        except OSError:
            continue
        for one in below:
            found += _tree(one)
    return found


def _proportional_size(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:  # it has ended since
        pass
    return 0
