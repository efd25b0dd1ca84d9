"""Rules and days off that are files: the nation's, shipped beside the code; a site's and an authority's own.

`content/quy-dinh/ngay-nghi/2027.yml` brings a year that the nation's files do not have yet (or replaces one),
`quy-dinh/ngay-nghi.yml` of the site or of an authority's folder names exceptions, which win.
"""

from __future__ import annotations

from importlib.resources import files as resources
from pathlib import Path

from doithoai.domain.days_off import LawfulDays, OffDays, OffYear
from doithoai.domain.workdays import Calendar, calendar_of
from doithoai.problems import Place, Problem
from doithoai.reading.blocks import read_block
from doithoai.reading.files import CONTENT, RULES

DAYS_OFF = "ngay-nghi"
BY_LAW = "theo-luat"


def national() -> Path:
    """Where the nation's rules are; they are data of the package, not its code."""
    return Path(str(resources("doithoai").joinpath("rulebooks")))


def read_calendar(site: Path | None, authority: str = "") -> tuple[Calendar, list[Problem]]:
    """The days off that hold for a site (None: the nation's alone), or for one of its authorities."""
    problems: list[Problem] = []
    years = _years(national(), DAYS_OFF, problems)
    law = read_block(national(), f"{DAYS_OFF}/{BY_LAW}.yml", LawfulDays, problems) or LawfulDays()
    local = []
    if site:
        years += _years(site, f"{CONTENT}/{RULES}/{DAYS_OFF}", problems)
        folders = (CONTENT, f"{CONTENT}/{authority}") if authority else (CONTENT,)
        names = (f"{folder}/{RULES}/{DAYS_OFF}.yml" for folder in folders)
        local = [read_block(site, name, OffDays, problems) for name in names if (site / name).is_file()]
    return calendar_of(years, law, [one for one in local if one]), problems


def _years(root: Path, folder: str, problems: list[Problem]) -> list[OffYear]:
    names = sorted(path.name for path in (root / folder).glob("*.y*ml") if path.stem != BY_LAW)
    read = ((name, read_block(root, f"{folder}/{name}", OffYear, problems)) for name in names)
    return [year for name, year in read if year and _is_of_its_year(year, f"{folder}/{name}", problems)]


def _is_of_its_year(year: OffYear, file: str, problems: list[Problem]) -> bool:
    stem = Path(file).stem
    if stem == str(year.year):
        return True
    what = f"tệp ngày nghỉ tên “{stem}” nhưng bên trong ghi “năm: {year.year}”"
    mend = f"đổi tên tệp thành {year.year}.yml, hoặc sửa lại năm và các ngày bên trong"
    problems.append(Problem("off-year", what, mend, Place(file, 1)))
    return False
