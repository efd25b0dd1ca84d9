"""How long 100 one-page sheets take beyond start-up: `python -m bench.sheets`; Linux, on the cores that there are.

Each round runs one sheet and then one sheet and a hundred more, each in a process of its own, the way a build draws
them: the difference is what the hundred cost, with everything that drawing on several processes brings along.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import re
import resource
import subprocess
import sys
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from bench.measure import run
from doithoai.channels.noticeboard import sheets, word_copies
from doithoai.dispatch import PARALLEL_FROM
from doithoai.domain.bulletin import SILENCE
from doithoai.domain.edition import Edition, edition_of
from doithoai.domain.opinion import Event, Opinion, Step
from doithoai.domain.records import Record
from doithoai.domain.register import dossier
from doithoai.domain.session import Session
from doithoai.parallel import fork_map
from doithoai.press import Drawn
from doithoai.reading import files, register

ROOT = Path(__file__).parent.parent
WARD, SESSION = "phuong-mau", "phuong-mau/2026/doi-thoai-4/lich"
COUNT = 100
DAY = date(2026, 11, 21)
_PAGE = re.compile(rb"/Type\s*/Page\b")


@cache
def edition(sessions: int) -> Edition:
    """The sample ward with so many coming sessions, no two alike, each with its own opinions."""
    site = register.read_site(ROOT)
    found, _ = files.records_of(site.folder, WARD)
    read = register.read_dossier(site.folder, register.authority_in(site, WARD), found, site.topics, {})
    assert read.dossier is not None
    records = [copy for at in range(sessions) for one in read.dossier.records if (copy := _copied(one, at))]
    return edition_of(dossier(read.dossier.authority, records), site.topics, {}, DAY)


def _copied(record: Record, at: int) -> Record | None:
    """The record in a folder of its own; a session has its own words, so that nothing of it was set before."""
    folder = SESSION.rpartition("/")[0]
    if not record.id.startswith(f"{folder}/"):
        return None
    named = {"id": record.id.replace(folder, f"{folder}-{at}")}
    if isinstance(record, Opinion):
        return _answered(record, named, at)
    if not isinstance(record, Session):
        return record.model_copy(update={**named, "title": f"{record.title} ({at})"})
    turn = at % len(record.contents)
    words = {
        "title": f"{record.title}, lần {at}",
        "contents": (*record.contents[turn:], *record.contents[:turn]),
        "places": tuple(one.model_copy(update={"name": f"{one.name} số {at}"}) for one in record.places),
    }
    return record.model_copy(update={**named, **words})


def _answered(opinion: Opinion, named: dict[str, Any], at: int) -> Opinion:
    """The first opinion of every session was answered by a letter."""
    words = {**named, "title": f"{opinion.title} ({at})"}
    if opinion.number == "001":
        text = f"Đã kiểm tra lần {at}: {opinion.text}"
        letter = {"ngày": DAY, "việc": Step.ANSWERED_IN_WRITING, "nội dung": text, "văn bản": f"{at + 1}/UBND-KT"}
        words["events"] = (*opinion.events, Event.model_validate(letter))
    return opinion.model_copy(update=words)


def sheets_of(count: int) -> dict[str, list[Drawn]]:
    """Sheets of so many sessions, by the last part of their path."""
    found: dict[str, list[Drawn]] = {}
    made = tuple(sheets(edition(count), SILENCE, "https://doithoai.example.vn/"))
    for sheet in (*made, *word_copies(made)):
        found.setdefault(sheet.path.rpartition("/")[2], []).append(sheet)
    return found


def kinds() -> list[str]:
    """Those that are one page, and of which there is one a session."""
    return [name for name, found in sheets_of(2).items() if len(found) == 2 and all(map(_is_one_page, found))]


def _is_one_page(sheet: Drawn) -> bool:
    """Of a Word file nobody knows before it is opened."""
    made = sheet.drawn()
    return sheet.path.endswith(".docx") or len(_PAGE.findall(made)) == 1


def _asked_kinds() -> list[str]:
    """The same of a process of its own: a typesetter of this one would never end, and is waited for below."""
    return subprocess.check_output([sys.executable, "-m", "bench.sheets", "--list"], text=True).split()


def draw(kind: str, count: int) -> None:
    """Draw so many sheets as a build would; as many are prepared for one as for all, so that only drawing differs."""
    chosen = sheets_of(COUNT + 1)[kind][:count]
    cores = os.cpu_count() or 1
    if count < PARALLEL_FROM or cores < 2:
        pages = [_is_one_page(one) for one in chosen]
    else:
        pages = fork_map(_is_one_page, chosen, cores, 16)
    assert len(pages) == count and all(pages), f"{kind}: {pages.count(False)} sheets are not one page"


def beyond(kind: str) -> tuple[float, float]:
    """What the hundred cost in one round: seconds, and processor seconds of every process there was."""
    one, more = (_timed(kind, count) for count in (1, COUNT + 1))
    return more[0] - one[0], more[1] - one[1]


def _timed(kind: str, count: int) -> tuple[float, float]:
    """Typesetters end after the process that asked them: they are waited for, so that their work is counted."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = run([sys.executable, "-m", "bench.sheets", "--draw", kind, str(count)], {}).seconds
    with suppress(ChildProcessError):
        while True:
            os.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _adopt_orphans() -> None:
    """Linux gives this process the processes that those below it leave behind."""
    set_child_subreaper = 36
    ctypes.CDLL(None).prctl(set_child_subreaper, 1)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--kinds", nargs="*", help="to-dan-a4.pdf …; all, if none is named")
    asked.add_argument("--list", action="store_true", help=argparse.SUPPRESS)
    asked.add_argument("--draw", nargs=2, metavar=("KIND", "COUNT"), help=argparse.SUPPRESS)
    args = asked.parse_args()
    if args.draw:
        draw(args.draw[0], int(args.draw[1]))
        return
    if args.list:
        print(*kinds(), sep="\n")
        return
    _adopt_orphans()
    print(f"{COUNT} sheets beyond the first, {args.rounds} rounds, {os.cpu_count()} cores; median (least)")
    for kind in args.kinds or _asked_kinds():
        seconds, work = zip(*(beyond(kind) for _ in range(args.rounds)), strict=True)
        print(
            f"{kind:<24}{median(seconds):6.2f} s ({min(seconds):.2f})"
            f"{median(work):8.2f} s of processors ({min(work):.2f})",
            flush=True,
        )


if __name__ == "__main__":
    main()
