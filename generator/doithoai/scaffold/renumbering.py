"""Two editors took the same number for two opinions: one gets the next free number, and what named it follows.

Nothing is lost: the new file is written first, and only then is the old one renamed or cut down to its own half.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from doithoai.domain.conclusion import Conclusion
from doithoai.domain.links import links_in, target_of
from doithoai.domain.opinion import Opinion
from doithoai.domain.records import Kind, Record
from doithoai.problems import Place, Problem, Refusal, place_in
from doithoai.reading import files, ledger, record
from doithoai.reading.encoding import conflict_sides, decode
from doithoai.reading.found import Found
from doithoai.reading.layout import CONTENT, record_at
from doithoai.reading.pages import pages_of
from doithoai.reading.parts import Parts, place_of, split
from doithoai.scaffold.saving import write_new, write_over

_REFERENCES = {Kind.CONCLUSION: ("kết luận", "kiến nghị"), Kind.OPINION: ("diễn biến", "gộp vào")}
"""Kinds of record that name opinions: the list and the key in it."""


class Renumbered(Struct, frozen=True):
    """The file that was there, the new one, and where references followed or must be looked at."""

    kept: str
    new: str
    followed: tuple[str, ...]
    to_see: tuple[str, ...]


def renumber(site: Path, file: str) -> Renumbered:
    """Give an opinion's file, or the second half of one with git's marks, the next free number."""
    file = _inside(site, file)
    opinion_id = _opinion_at(file)
    raw = _read(site / file)
    sides = conflict_sides(raw.decode("utf-8", "replace"))
    new_id = f"{opinion_id.rpartition('/')[0]}/{_free(site / file):03d}"
    new = f"{CONTENT}/{new_id}{Path(file).suffix}"
    if sides:
        return _split(site, file, new, sides)
    _refuse_published(site, file, opinion_id)
    write_new(site / new, raw)
    (site / file).unlink()
    twins = any(one.stem.lstrip("0") == Path(file).stem.lstrip("0") for one in (site / file).parent.glob("*.*"))
    followed, to_see = _follow(site, opinion_id, new_id.rpartition("/")[2], exactly=twins)
    return Renumbered(file, new, (*followed, *_lead(site, file, new)), to_see)


def _split(site: Path, file: str, new: str, sides: tuple[str, str]) -> Renumbered:
    ours, theirs = (_must_read(side, file) for side in sides)
    if ours.title == theirs.title:
        what = "hai bản trong tệp là cùng một kiến nghị (cùng tiêu đề), không phải hai kiến nghị trùng số"
        raise Refusal([_problem("same-opinion", what, "giữ phần đúng, xóa ba dòng dấu của git", file)])
    stays, goes = sides if not _is_published(theirs, site, _opinion_at(file)) else sides[::-1]
    write_new(site / new, goes.encode())
    write_over(site / file, stays.encode())
    _, to_see = _follow(site, _opinion_at(file), "", exactly=False)
    linking = (str(place_in(text, text.index(hrefs[0]), one)) for one, text, hrefs in _linking(site, file))
    return Renumbered(file, new, (), (*to_see, *linking))


def _is_published(side: Opinion, site: Path, opinion_id: str) -> bool:
    """What the public knows by this number keeps it, whichever side of the merge it is on."""
    known = ledger.read_lines(site, opinion_id).get("tiêu đề")
    return known is not None and known.value == side.title


def _must_read(text: str, file: str) -> Opinion:
    read = record.read(text.encode(), file, _opinion_at(file), Kind.OPINION, None)
    if isinstance(read.record, Opinion):
        return read.record
    what = "một trong hai bản trong tệp chưa trọn một kiến nghị, không tách ra được"
    mend = "mở tệp, giữ phần đúng của từng chỗ, xóa ba dòng <<<<<<<, =======, >>>>>>>"
    raise Refusal([_problem("half-opinion", what, mend, file)])


def _inside(site: Path, file: str) -> str:
    """The path from the site's folder, however it was typed."""
    typed = Path(file)
    for path in (typed, site / typed):
        if path.is_file() and path.resolve().is_relative_to(site.resolve()):
            return path.resolve().relative_to(site.resolve()).as_posix()
    raise Refusal(
        [_problem("no-file", "không có tệp này", "ghi đường dẫn từ thư mục của trang, bắt đầu bằng content/", file)]
    )


def _opinion_at(file: str) -> str:
    at = record_at(file)
    if at is None or at[1] is not Kind.OPINION:
        mend = "chỉ đổi số được tệp trong thư mục kien-nghi/ của một buổi"
        raise Refusal([_problem("not-an-opinion", "đây không phải tệp kiến nghị", mend, file)])
    return at[0]


def _read(path: Path) -> bytes:
    return path.read_bytes()


def _free(path: Path) -> int:
    """One more than the highest number in its folder, drafts included; a copy's name such as `2026-ban.md` is none."""
    named = [re.fullmatch(r"_?(\d+)\.\w+", one.name) for one in path.parent.iterdir()]
    numbers = [int(match[1]) for match in named if match]
    return max(numbers, default=0) + 1


def _refuse_published(site: Path, file: str, opinion_id: str) -> None:
    kept, _ = ledger.read_ledger(site, opinion_id.partition("/")[0])
    if opinion_id in kept:
        what = "kiến nghị này đã công bố với số ấy; đổi số là đổi địa chỉ trang"
        raise Refusal([_problem("published", what, "đổi số của tệp kia, là tệp thêm sau", file)])


def _problem(code: str, what: str, mend: str, file: str) -> Problem:
    return Problem(code, what, mend, Place(file))


def _follow(site: Path, opinion_id: str, number: str, *, exactly: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """References that now say the new number, and those that nobody but a clerk can tell whom they mean.

    `exactly`: another file has the same number, so that only what is written just as this file's name follows.
    """
    followed: list[str] = []
    to_see: list[str] = []
    home, _, stem = opinion_id.rpartition("/")
    found, _ = files.records_of(site, opinion_id.partition("/")[0])
    for one in (file for file in found if not file.barred):
        for place, named in _naming(site, one, home, stem):
            folder, slash, at = named.rpartition("/")
            sure = number and (at == stem or not exactly)
            renamed = f"{folder}{slash}{number}"
            (followed if sure and _replace(site / one.file, place, named, renamed) else to_see).append(str(place))
    return tuple(followed), tuple(to_see)


def _lead(site: Path, file: str, new: str) -> Iterator[str]:
    """Lead the links to a file to the new one beside it: a link names one file, whatever other has its number."""
    for one, text, hrefs in _linking(site, file):
        link = re.compile(rf"(\](?:\(\s*|:[ \t]*)<?)({'|'.join(map(re.escape, hrefs))})(?=[\s>)]|$)")
        yield from (str(place_in(text, match.start(2), one)) for match in link.finditer(text))
        text = link.sub(lambda match: match[1] + _renamed(match[2], Path(new).name), text)
        write_over(site / one, text.encode("utf-8", "surrogateescape"))


def _linking(site: Path, file: str) -> Iterator[tuple[str, str, list[str]]]:
    """Records and authored pages of the whole site that link to the file, byte for byte, and the links as written."""
    found = [one for owner in files.authority_folders(site) for one in files.records_of(site, owner)[0]]
    for one in (*(there.file for there in found if not there.barred), *pages_of(site)[0]):
        text = (site / one).read_bytes().decode("utf-8", "surrogateescape")
        folder = one.rpartition("/")[0].removeprefix(CONTENT).strip("/")
        hrefs = [href for href in links_in(text) if f"{CONTENT}/{target_of(href, folder)}" == file]
        if hrefs:
            yield one, text, hrefs


def _renamed(href: str, name: str) -> str:
    """A link to another file of the same folder; what it says behind the file's name stays."""
    path = re.split("[?#]", href, maxsplit=1)[0]
    return "".join(path.rpartition("/")[:2]) + name + href[len(path) :]


def _naming(site: Path, one: Found, home: str, stem: str) -> Iterator[tuple[Place, str]]:
    """Where a file of the same year names an opinion of that number of that session, last first, and as what."""
    keys = _REFERENCES.get(one.kind)
    session, own = home.removesuffix("/kien-nghi"), one.id.rpartition("/")[0].removesuffix("/kien-nghi")
    year, _, folder = session.rpartition("/")
    if keys is None or own.rpartition("/")[0] != year:
        return
    raw = (site / one.file).read_bytes()
    if own != session and f"{folder}/".encode() not in raw:  # most files of a large ward name no other session
        return
    read = record.read(raw, one.file, one.id, one.kind, None)
    parts = split(decode(raw, one.file).text or "", one.file)
    if read.record is None or not isinstance(parts, Parts):
        return
    for loc, named in reversed(list(_named_in(read.record, keys))):
        there, slash, number = named.strip().rpartition("/")
        if number.lstrip("0") == stem.lstrip("0") and (there == folder if slash else own == session):
            yield place_of(parts, one.file, loc), named


def _named_in(found: Record, keys: tuple[str, str]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    rows: Iterable[tuple[str, ...]] = ()
    if isinstance(found, Conclusion):
        rows = [item.opinions for item in found.items]
    elif isinstance(found, Opinion):
        rows = [(event.into,) if event.into else () for event in found.events]
    for at, row in enumerate(rows):
        for index, named in enumerate(row):
            yield (keys[0], at, keys[1], index), named


def _replace(path: Path, place: Place, named: str, number: str) -> bool:
    """Put the new number in the place of the old one, which must stand there or behind its key."""
    lines = path.read_bytes().decode("utf-8").split("\n")
    line = lines[place.line - 1]
    match = re.compile(rf"(?<![\w/]){re.escape(named)}(?!\w)").search(line, max(0, place.column - 1))
    if match is None:
        return False
    lines[place.line - 1] = line[: match.start()] + number + line[match.end() :]
    write_over(path, "\n".join(lines).encode())
    return True
