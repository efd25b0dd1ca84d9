"""How long a sheet of paper takes, by its kind: `python -m bench.prints`; the sample ward, one process."""

from __future__ import annotations

import time
from collections import defaultdict
from datetime import date
from pathlib import Path
from statistics import median

from doithoai.broadcasting import broadcasts_of
from doithoai.cache import cache_of
from doithoai.channels.noticeboard import PrintSheet, sheets
from doithoai.domain.edition import edition_of
from doithoai.reading import files, register

ROOT = Path(__file__).parent.parent
WARD = "phuong-mau"
DAYS = tuple(date(2026, month, 21) for month in range(3, 13))


def sheets_on(day: date) -> list[PrintSheet]:
    site = register.read_site(ROOT)
    found, _ = files.records_of(site.folder, WARD)
    read = register.read_dossier(site.folder, register.authority_in(site, WARD), found, site.topics, {})
    assert read.dossier is not None
    edition = edition_of(read.dossier, site.topics, {}, day)
    bulletin = broadcasts_of(edition, site, cache_of(ROOT, False)).bulletin
    return list(sheets(edition, bulletin, "https://doithoai.example.vn/"))


def main() -> None:
    started = time.perf_counter()
    sheets_on(DAYS[0])[0].drawn()
    print(f"{'start-up':<20}{(time.perf_counter() - started) * 1000:8.0f} ms")
    taken: dict[str, list[float]] = defaultdict(list)
    for day in DAYS:
        for sheet in sheets_on(day):
            started = time.perf_counter()
            sheet.drawn()
            taken[sheet.template].append((time.perf_counter() - started) * 1000)
    for template, times in sorted(taken.items()):
        print(f"{template:<20}{median(times):8.1f} ms a sheet, {len(times)} sheets")


if __name__ == "__main__":
    main()
