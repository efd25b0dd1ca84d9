"""`da-cong-bo/<authority>.tsv`: what was published of an authority and since when, a fact a line.

`doithoai seal` writes it and nobody edits it. Lines are sorted and stand for themselves, so that two editors' files
merge by keeping the lines of both (`merge=union` in `.gitattributes`): a fact that stands twice has its earlier day,
and of two values the one that was published last.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from doithoai.domain.dates import parse_day, slashed
from doithoai.domain.faults import Fault
from doithoai.domain.published import Facts, Kept, Ledger
from doithoai.problems import Place, Problem
from doithoai.reading.file_words import symlink

FOLDER = "da-cong-bo"
_HEAD = "# Sổ những điều đã công bố. Máy ghi bằng lệnh doithoai seal; không sửa, không xóa dòng nào.\n"
_COLUMNS = "# mã hồ sơ\tđiều đã công bố\tnội dung\tcông bố từ ngày\n"
NO_FILE = (0, 0)
"""The stamp of a ledger that was never written."""

_GIT_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
"""Both sides of a conflict are right here: every line was published."""


def file_of(authority: str) -> str:
    """`da-cong-bo/phuong-mau.tsv`."""
    return f"{FOLDER}/{authority}.tsv"


def authorities_in(site: Path) -> list[str]:
    """Authorities of which something was published, in order."""
    return sorted(path.stem for path in (site / FOLDER).glob("*.tsv") if path.is_file())


def stamp_of(site: Path, authority: str) -> tuple[int, int]:
    """The state of the file on disk: time in nanoseconds and size, or `NO_FILE`."""
    try:
        stat = (site / file_of(authority)).stat()
    except OSError:
        return NO_FILE
    return stat.st_mtime_ns, stat.st_size


def read_ledger(site: Path, authority: str) -> tuple[Ledger, list[Problem]]:
    """What was published of an authority; nothing where no file was ever written."""
    file = file_of(authority)
    if (site / file).is_symlink() or (site / FOLDER).is_symlink():
        return {}, [symlink(file)]
    try:
        text = (site / file).read_text("utf-8")
    except FileNotFoundError:
        return {}, []
    except (OSError, UnicodeDecodeError):
        return {}, [_broken(Place(file))]
    return parse(text, file)


def read_lines(site: Path, record_id: str) -> Facts:
    """What was published of one record, without reading the others' lines."""
    file = site / file_of(record_id.partition("/")[0])
    if file.is_symlink() or not file.is_file():
        return {}
    lines = file.read_text("utf-8", "replace").split("\n")
    return parse("\n".join(one for one in lines if one.startswith(f"{record_id}\t")), "")[0].get(record_id, {})


def parse(text: str, file: str) -> tuple[Ledger, list[Problem]]:
    """The ledger in a file's text, and a problem for each line that is none."""
    found: dict[str, dict[str, Kept]] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith(("#", *_GIT_MARKS)):
            continue
        row = _row(line)
        if row is None:
            problems.append(_broken(Place(file, number, 1)))
            continue
        record_id, name, kept = row
        facts = found.setdefault(record_id, {})
        facts[name] = _of_both(facts.get(name), kept)
    return found, problems


def _broken(place: Place) -> Problem:
    what = "chỗ này của sổ đã công bố bị hỏng, không đọc được"
    return Problem("bad-ledger", what, f"lấy lại tệp: git checkout HEAD -- {place.file}", place)


def _row(line: str) -> tuple[str, str, Kept] | None:
    parts = line.rstrip("\r").split("\t")
    if len(parts) != 4 or "/" not in parts[0]:
        return None
    record_id, name, value, since = parts
    try:
        return record_id, name, Kept(value, parse_day(since) if since else None)
    except Fault:
        return None


def _of_both(one: Kept | None, other: Kept) -> Kept:
    if one is None:
        return other
    earlier, later = sorted((one, other), key=lambda kept: kept.since or date.min)
    return earlier if one.value == other.value else later


def written(ledger: Ledger) -> str:
    """The text of a ledger's file: sorted, a fact a line."""
    rows = [
        "\t".join((record_id, name, kept.value, slashed(kept.since) if kept.since else ""))
        for record_id, facts in ledger.items()
        for name, kept in facts.items()
    ]
    return _HEAD + _COLUMNS + "".join(f"{row}\n" for row in sorted(rows))
