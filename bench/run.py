"""How fast builds are: `python -m bench.run [--records 500 1000 5000 20000] [--quick]`; see README.md."""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

from bench.corpus import AS_OF
from bench.edits import EDITS, Edit
from bench.measure import Run, run

SIZES = (500, 1000, 5000, 20000)
WARD = 500
"""Up to this many records the corpus is one authority's."""

PROVINCE = 20000, 130
"""Records and authorities of a province, whose proportion larger corpora keep."""

PROCESSES_FROM = 20000
"""From this size on, one process is compared with two."""

_IN_MEMORY = Path("/dev/shm")
"""Where a disk's own cost, which changes from minute to minute, is out of the way."""

_DOITHOAI = [sys.executable, "-m", "doithoai"]
_IMPORTS = [sys.executable, "-c", "import doithoai.cli, doithoai.build"]
_RESTED = 0.3
"""Seconds after which a build trusts that a file was not edited twice in one clock tick."""


@dataclass
class Bench:
    """One corpus with everything that is measured on it: per step, a list of runs."""

    records: int
    folder: Path
    plain: bool
    processes: tuple[int, ...]
    runs: dict[str, list[Run]] = field(default_factory=dict)
    memory: dict[str, Run] = field(default_factory=dict)
    pages: int = 0
    files: int = 0
    """Published files of the last cold build: of the whole site, once that was measured."""
    full: int = 0
    """HTML pages of the website but for those that only lead on from a code."""
    turn: int = 0

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def variables(self) -> dict[str, str]:
        return {"DOITHOAI_CACHE": str(self.folder / "cache"), "NO_MKDOCS_2_WARNING": "1"}

    def prepare(self) -> None:
        """Write the corpus and its plain project, in processes of their own: this one has to stay small."""
        authorities = authorities_of(self.records)
        write = [sys.executable, "-m", "bench.corpus", str(self.site), "--records", str(self.records)]
        run([*write, "--authorities", str(authorities)], {})
        self._limited("trang web")
        if self.plain:
            run([sys.executable, "-m", "bench.plain", str(self.site), str(self.folder / "plain")], {})

    def _limited(self, outputs: str | None) -> None:
        """Have the site make these outputs only, or everything."""
        config = self.site / "site_config.yml"
        kept = [line for line in config.read_text("utf-8").splitlines() if not line.startswith("kênh:")]
        config.write_text("\n".join([*kept, *([f"kênh: {outputs}"] if outputs else [])]) + "\n", "utf-8")

    def whole(self, step: Callable[[], Run]) -> Run:
        """The step for a site with every output."""
        self._limited(None)
        try:
            return step()
        finally:
            self._limited("trang web")

    def round(self) -> None:
        """Every step once, ours and the plain one in turns."""
        for name, step in self._steps():
            self.runs.setdefault(name, []).append(step())

    def forget(self) -> None:
        """Drop what a warm-up round measured."""
        self.runs.clear()

    def watch(self) -> None:
        """Memory, in runs of their own."""
        self.memory["cold"] = self.cold(0, watched=True)
        self.memory["sentence"] = self.edit(EDITS["sentence"], watched=True)
        if self.plain:
            self.memory["plain"] = self.mkdocs("search-off", watched=True)

    def _steps(self) -> Iterator[tuple[str, Callable[[], Run]]]:
        yield "imports", partial(run, _IMPORTS, self.variables)
        yield "version", partial(run, [*_DOITHOAI, "--version"], self.variables)
        for count in self.processes:
            yield _cold_on(count), partial(self.cold, count)
        yield "cold", partial(self.cold, 0)
        yield "warm", self.build
        if self.plain:
            yield "plain", partial(self.mkdocs, "search-off")
        for name, edit in EDITS.items():
            yield name, partial(self.edit, edit)
        if self.plain:
            yield "plain, search", partial(self.mkdocs, "search-on")
        yield "whole cold", partial(self.whole, partial(self.cold, 0))
        yield "whole edit", partial(self.whole, partial(self.edit, EDITS["sentence"]))

    def cold(self, processes: int, *, watched: bool = False) -> Run:
        """Neither cache nor published site."""
        _remove(self.folder / "cache")
        _remove(self.out)
        time.sleep(_RESTED)
        done = self.build(processes, watched=watched)
        files = int(re.findall(r"(\d+) tệp", done.output)[0])
        self.pages, self.files = self.pages or files, files
        self.full = self.full or sum(one.parent.parent.name != "s" for one in self.out.rglob("*.html"))
        return done

    def build(self, processes: int = 0, *, watched: bool = False) -> Run:
        command = [*_DOITHOAI, "build", "-C", str(self.site), "--out", str(self.out), "--as-of", AS_OF.isoformat()]
        return run([*command, "--processes", str(processes)], self.variables, watched=watched)

    def edit(self, edit: Edit, *, watched: bool = False) -> Run:
        """A build after something was changed."""
        self.turn += 1
        edit(self.site, self.turn)
        time.sleep(_RESTED)
        return self.build(watched=watched)

    def mkdocs(self, config: str, *, watched: bool = False) -> Run:
        """Plain MkDocs, which always starts from nothing."""
        out = self.folder / "plain" / "out"
        _remove(out)
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(self.folder / "plain" / f"{config}.yml")]
        return run([*command, "-d", str(out)], self.variables, watched=watched)


def authorities_of(records: int) -> int:
    """One ward, or as many authorities as a part of a province of that size has."""
    of_records, of_authorities = PROVINCE
    return 1 if records <= WARD else max(2, round(records * of_authorities / of_records))


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def tables(benches: Sequence[Bench]) -> Iterator[str]:
    """The figures as Markdown tables."""
    yield from _ours(benches)
    yield from _after_edits(benches)
    yield from _beside_plain([one for one in benches if one.plain])
    yield from _whole(benches)
    yield from _memory(benches)
    yield from _on_processes([one for one in benches if one.processes])


def _ours(benches: Sequence[Bench]) -> Iterator[str]:
    rates = ("cold s", "files/s", "full pages", "full pages/s", "ms/file", "CPU ms/file")
    yield from _title(*_WHAT, *rates, "warm s", "start-up s", "--version s")
    for one in benches:
        cold, warm, start, version = _middles(one, "cold", "warm", "imports", "version")
        per_page = (1000 * seconds / one.pages for seconds in (cold, _work(one, "cold")))
        rest = (*per_page, warm, start, version)
        counts = f"{one.pages / cold:.0f}", str(one.full), f"{one.full / cold:.0f}"
        yield _row(*_what(one), _two(cold), *counts, *map(_two, rest))


def _after_edits(benches: Sequence[Bench]) -> Iterator[str]:
    """What a build after each edit costs beyond start-up."""
    yield from ("", *_title(*_WHAT, *(f"{name} − start-up s" for name in EDITS)))
    for one in benches:
        start, *edits = _middles(one, "imports", *EDITS)
        yield _row(*_what(one), *(_two(edit - start) for edit in edits))


def _beside_plain(benches: Sequence[Bench]) -> Iterator[str]:
    if benches:
        columns = ("plain s", "plain with search s", "ours / plain", "ours / plain with search", "CPU: ours / plain")
        yield from ("", *_title(*_WHAT, *columns))
    for one in benches:
        cold, plain, search = _middles(one, "cold", "plain", "plain, search")
        work = _work(one, "cold") / _work(one, "plain")
        yield _row(*_what(one), *map(_two, (plain, search, cold / plain, cold / search, work)))


def _whole(benches: Sequence[Bench]) -> Iterator[str]:
    """What every further output adds to the website: its scripts, sheets and feeds."""
    columns = ("files of all outputs", "cold s", "files/s", "edit − start-up s", "website's cold", "whole / website")
    yield from ("", *_title(*_WHAT, *columns))
    for one in benches:
        website, cold, edit, start = _middles(one, "cold", "whole cold", "whole edit", "imports")
        rest = (_two(edit - start), _two(website), _two(cold / website))
        yield _row(*_what(one), str(one.files), _two(cold), f"{one.files / cold:.0f}", *rest)


def _memory(benches: Sequence[Bench]) -> Iterator[str]:
    yield from ("", *_title(*_WHAT, "build", "largest process MB", "whole tree MB"))
    for one in benches:
        for name, seen in one.memory.items():
            yield _row(*_what(one), name, f"{seen.largest / 1e6:.0f}", f"{seen.tree / 1e6:.0f}")


def _on_processes(benches: Sequence[Bench]) -> Iterator[str]:
    if benches:
        yield from ("", *_title(*_WHAT, "processes", "cold s", "pages/s"))
    for one in benches:
        for count in one.processes:
            [seconds] = _middles(one, _cold_on(count))
            yield _row(*_what(one), str(count), _two(seconds), f"{one.pages / seconds:.0f}")


_WHAT = ("records", "authorities", "files")


def _what(one: Bench) -> tuple[str, ...]:
    return str(one.records), str(authorities_of(one.records)), str(one.pages)


def _title(*columns: str) -> tuple[str, str]:
    return _row(*columns), "|" + "---:|" * len(columns)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _two(value: float) -> str:
    return f"{value:.2f}"


def _middles(one: Bench, *names: str) -> list[float]:
    return [median(run.seconds for run in one.runs[name]) for name in names]


def _work(one: Bench, name: str) -> float:
    return median(run.work for run in one.runs[name])


def _cold_on(count: int) -> str:
    return f"cold on {count}"


def machine() -> str:
    """What the figures were measured on; the load tells whether anybody else was at work."""
    system, load = platform.system(), os.getloadavg()[0]
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {system}, load {load:.1f} at the start"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=(__doc__ or "").partition(":")[0])
    parser.add_argument("--records", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--runs", type=int, default=5, help="rounds whose median is taken, after one warm-up round")
    parser.add_argument("--plain-up-to", type=int, default=1000, help="largest size that plain MkDocs builds too")
    parser.add_argument("--quick", action="store_true", help="a ward only, two rounds")
    parser.add_argument("--work", type=Path, help="folder for corpora and sites; default: in memory (/dev/shm)")
    given = parser.parse_args()
    sizes, runs = ([WARD], 2) if given.quick else (given.records, given.runs)
    print(machine(), flush=True)
    done = []
    folder = given.work or (_IN_MEMORY if _IN_MEMORY.is_dir() else None)
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as work:
        for records in sizes:
            processes = (1, 2) if records >= PROCESSES_FROM else ()
            one = Bench(records, Path(work) / str(records), records <= given.plain_up_to, processes)
            _measure(one, runs)
            _remove(one.folder)
            done.append(one)
    print("\n".join(tables(done)))


def _measure(one: Bench, runs: int) -> None:
    one.prepare()
    one.round()
    one.forget()
    for number in range(1, runs + 1):
        one.round()
        print(f"{one.records} records, round {number} of {runs}", file=sys.stderr, flush=True)
    one.watch()


if __name__ == "__main__":
    main()
