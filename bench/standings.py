"""What deadlines, standings and histories add to a site's build: `python -m bench.standings [--records 20000]`.

One corpus is built cold, websites only, by two processes in turn: the whole, and one without what follows from rules
and from where opinions stand. Processor time is compared, which hardly changes with what else runs. What is left out
is replaced here, so that the product needs no switch for it.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from bench.corpus import AS_OF, write
from bench.measure import run
from bench.run import authorities_of, machine


def leave_out() -> None:
    """Lists and statistics of opinions, codes, registers, deadlines with their lists, histories, checks of events."""
    from doithoai import listing, making, reckoning
    from doithoai.channels.site import conclusions, listings, opinions, pages, plans, sessions
    from doithoai.channels.site.filters import Lists
    from doithoai.domain import checks
    from doithoai.domain.duties import NOTHING_SHOWN
    from doithoai.domain.event_checks import EVENT_RULES

    assert len(listings.GROUPS) > 1
    listings.GROUPS = (listings._of_names,)
    _replace(pages, "inherited_pages", ())
    _replace(making, "reckoned", reckoning.Reckoned(NOTHING_SHOWN, (), ()))
    _replace(listing, "figures_data", {})
    Lists.figures = None  # type: ignore[assignment,method-assign]
    for room in (plans, sessions, conclusions, opinions):
        for name, nothing in (("history_view", []), ("amends_view", None), ("told_again_view", [])):
            if hasattr(room, name):
                _replace(room, name, nothing)
    of_events = set(EVENT_RULES)
    checks._RULES = {kind: tuple(one for one in rules if one not in of_events) for kind, rules in checks._RULES.items()}


def _replace(room: Any, name: str, nothing: Any) -> None:
    assert hasattr(room, name), name  # a name that is gone would leave out nothing
    setattr(room, name, lambda *_given, **_named: nothing)


def build_once(site: Path, bare: bool) -> None:
    """One cold build in this process."""
    from doithoai.build import Request, build

    if bare:
        leave_out()
    build(Request(site, site / "public", AS_OF, cached=False))


def compare(records: int, rounds: int) -> str:
    """The middle of the rounds' ratios, with the middle times."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        write(site, records, authorities_of(records))
        config = site / "site_config.yml"
        config.write_text(config.read_text("utf-8").partition("kênh:")[0] + "kênh: trang web\n", "utf-8")
        pairs = [(_work(site, bare=False), _work(site, bare=True)) for _ in range(rounds)]
    whole, without = (median(column) for column in zip(*pairs, strict=True))
    ratio = median(one / other for one, other in pairs)
    return f"| {records} | {whole:.2f} | {without:.2f} | {ratio:.2f} |"


def _work(site: Path, *, bare: bool) -> float:
    shutil.rmtree(site / "public", ignore_errors=True)
    return run([sys.executable, "-m", "bench.standings", "--build", str(site), *(["--bare"] if bare else [])], {}).work


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.standings", description=(__doc__ or "").partition(":")[0])
    parser.add_argument("--records", type=int, nargs="+", default=[20000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--bare", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.build:
        build_once(given.build, given.bare)
        return
    print(machine(), "| records | whole, CPU s | without, CPU s | whole / without |", "|---:|---:|---:|---:|", sep="\n")
    for records in given.records:
        print(compare(records, given.rounds), flush=True)


if __name__ == "__main__":
    main()
