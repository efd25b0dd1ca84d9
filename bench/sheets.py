"""How long 100 one-page sheets take beyond start-up: `python -m bench.sheets`; Linux, on the cores that there are.

Each round runs one sheet and then one sheet and a hundred more, each in a process of its own, the way a build draws
them: the difference is what the hundred cost, with everything that drawing on several processes brings along.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median

from bench.measure import run
from doithoai.channels.noticeboard import sheets
from doithoai.domain.bulletin import SILENCE
from doithoai.domain.edition import Edition, edition_of
from doithoai.domain.records import Record
from doithoai.domain.register import dossier
from doithoai.domain.session import Session
from doithoai.parallel import fork_map
from doithoai.publishing import PARALLEL_FROM, Drawn
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
    if not isinstance(record, Session):
        return record.model_copy(update={**named, "title": f"{record.title} ({at})"})
    turn = at % len(record.contents)
    words = {
        "title": f"{record.title}, lần {at}",
        "contents": (*record.contents[turn:], *record.contents[:turn]),
        "places": tuple(one.model_copy(update={"name": f"{one.name} số {at}"}) for one in record.places),
    }
    return record.model_copy(update={**named, **words})


def sheets_of(count: int) -> dict[str, list[Drawn]]:
    """Sheets of so many sessions, by the last part of their path."""
    found: dict[str, list[Drawn]] = {}
    for sheet in sheets(edition(count), SILENCE, "https://doithoai.example.vn/"):
        found.setdefault(sheet.path.rpartition("/")[2], []).append(sheet)
    return found


def kinds() -> list[str]:
    """Those that are one page, and of which there is one a session."""
    return [name for name, found in sheets_of(2).items() if len(found) == 2 and all(map(_is_one_page, found))]


def _is_one_page(sheet: Drawn) -> bool:
    return len(_PAGE.findall(sheet.drawn())) == 1


def draw(kind: str, count: int) -> None:
    """Draw so many sheets as a build would; as many are prepared for one as for all, so that only drawing differs."""
    chosen = sheets_of(COUNT + 1)[kind][:count]
    cores = os.cpu_count() or 1
    if count < PARALLEL_FROM or cores < 2:
        pages = [_is_one_page(one) for one in chosen]
    else:
        pages = fork_map(_is_one_page, chosen, cores, 16)
    assert len(pages) == count and all(pages), f"{kind}: {pages.count(False)} sheets are not one page"


def beyond(kind: str) -> float:
    """Seconds that the hundred cost in one round."""
    one, more = (
        run([sys.executable, "-m", "bench.sheets", "--draw", kind, str(count)], {}).seconds for count in (1, COUNT + 1)
    )
    return more - one


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--kinds", nargs="*", help="to-dan-a4.pdf …; all, if none is named")
    asked.add_argument("--draw", nargs=2, metavar=("KIND", "COUNT"), help=argparse.SUPPRESS)
    args = asked.parse_args()
    if args.draw:
        draw(args.draw[0], int(args.draw[1]))
        return
    print(f"{COUNT} sheets beyond the first: median (least) of {args.rounds} rounds; {os.cpu_count()} cores")
    for kind in args.kinds or kinds():
        rounds = sorted(beyond(kind) for _ in range(args.rounds))
        print(f"{kind:<24}{median(rounds):6.2f} s ({rounds[0]:.2f})", flush=True)


if __name__ == "__main__":
    main()
