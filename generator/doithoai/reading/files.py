"""Which files of `content/` are records, and what is wrong with the rest."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from doithoai.domain.records import ENDINGS, Kind
from doithoai.domain.register import UNDATED
from doithoai.folding import did_you_mean, slug
from doithoai.problems import Place, Problem, Severity, no_file, reason
from doithoai.reading import misnamed
from doithoai.reading.misnamed import DRAFT, NAME

CONFIG = "site_config.yml"
CONTENT = "content"
PAGES = "trang"
RULES = "quy-dinh"
"""Folder of a site's or an authority's own rules and days off; no records stand in it."""
TOPICS = "linh-vuc.yml"
OPINIONS = "kien-nghi"
_NEARLY = (*ENDINGS, ".docx", ".doc", ".odt", ".txt", ".markdown", ".json", "")
"""Endings under which somebody may believe to have written a record: those files are not passed over in silence."""
_NUMBER = re.compile(r"[0-9]+")
_YEAR = re.compile(r"(?:19|20)\d\d|" + UNDATED)

# What a file is called at each depth below the authority's folder.
_EXPECTED = {
    1: ("co-quan",),
    2: ("ke-hoach", "cong-khai"),
    3: ("lich", "ket-luan", "cong-khai"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A record's file: its path from the site's folder, its kind and id, and its state on disk."""

    file: str
    id: str
    kind: Kind
    stamp: tuple[int, int, int]
    """Modification and change time in nanoseconds, size in bytes."""
    barred: bool = False
    """A link to another file, or no file at all, which is told: never opened, but what refers to it is not at fault."""


def authority_folders(site: Path) -> list[str]:
    """Names of the authorities' folders, in order."""
    content = site / CONTENT
    if not content.is_dir():
        return []
    entries = sorted(entry.name for entry in content.iterdir() if entry.is_dir() and not entry.is_symlink())
    own = [name for name in entries if name not in (PAGES, RULES, TOPICS) and not name.startswith((".", "_"))]
    return [name for name in own if misnamed.original(name, entries) is None]


def file_of(site: Path, record_id: str) -> str:
    """The file of a record, as a path from the site's folder."""
    names = [f"{CONTENT}/{record_id}{suffix}" for suffix in ENDINGS]
    return next((name for name in names if (site / name).is_file()), names[0])


def authority_file(site: Path, authority: str) -> str | None:
    """The file of an authority, be it by a name that is not quite right."""
    names = [f"{CONTENT}/{authority}/co-quan{end}" for end in (".yml", ".yaml", ".md")]
    found = next((name for name in names if (site / name).is_file()), None)
    return found or _meant(site, f"{CONTENT}/{authority}", lambda stem: stem == "co-quan")


def topics_file(site: Path) -> str | None:
    """The file of topics, be it by a name that is not quite right."""
    right = (f"{CONTENT}/{TOPICS}", f"{CONTENT}/{Path(TOPICS).stem}.yaml")
    found = next((name for name in right if (site / name).exists()), None)
    return found or _meant(site, CONTENT, lambda stem: f"{stem}.yml" == TOPICS)


def _meant(site: Path, folder: str, is_meant: Callable[[str], bool]) -> str | None:
    """The first file of a folder whose name is nearly that of such a record."""
    nearly = (name for name in _names_in(site / folder) if misnamed.right_name(name, is_meant))
    files = (name for name in nearly if (path := site / folder / name).is_file() and not path.is_symlink())
    return next((_shown(folder, name) for name in files), None)


def _names_in(folder: Path) -> list[str]:
    """What stands in a folder and is no draft; nothing where it cannot be looked into, which is told of the folder."""
    with suppress(OSError):
        return sorted(one.name for one in folder.iterdir() if not one.name.startswith((".", "_")))
    return []


def is_there(site: Path, target: str) -> bool:
    """Whether a file below `content/` is there, be it by a name that is not quite right, which is told."""
    if (site / CONTENT / target).is_file():
        return True
    *folders, name = target.split("/")
    if ".." in folders:
        return False
    folder = site / CONTENT
    for depth, part in enumerate(folders, 1):
        inner = (one for one in _names_in(folder) if misnamed.right_folder(one, depth, OPINIONS) == part)
        folder = folder / next(inner, part)
    is_record = partial(_is_record, tuple(folders[1:]))
    return any(name in (one, misnamed.right_name(one, is_record)) for one in _names_in(folder))


@dataclass(frozen=True, slots=True)
class _Home:
    """A folder of records: its folders by their right names, the authority's first, and what is wrong with its own."""

    meant: tuple[str, ...]
    problem: Problem | None = None
    is_left_out: bool = False


_Homes = dict[tuple[str, ...], _Home]
"""By the names on disk."""


def records_of(site: Path, authority: str) -> tuple[list[Found], list[Problem]]:
    """All record files of one authority, in order of path."""
    found: list[Found] = []
    problems: list[Problem] = []
    misspelt: list[tuple[Found, str]] = []
    root = site / CONTENT / authority
    if not NAME.fullmatch(authority):
        problems.append(_bad_name(no_file(f"{CONTENT}/{authority}"), authority))
    homes: _Homes = {(authority,): _Home((authority,))}
    for entry, parts in _walk(root, (authority,), problems):
        home = homes.get(parts[:-1]) or _home(site, parts[:-1], homes)
        if parts[1] != RULES and not home.is_left_out:
            _sort_out(entry, parts, home.meant, found, misspelt, problems)
    problems += (home.problem for home in homes.values() if home.problem)
    problems += _take_in(misspelt, found)
    found.sort(key=lambda one: one.file)
    return found, [*problems, *_twins(found)]


def _home(site: Path, folders: tuple[str, ...], homes: _Homes) -> _Home:
    if folders not in homes:
        above, name, depth = homes.get(folders[:-1]) or _home(site, folders[:-1], homes), folders[-1], len(folders)
        homes[folders] = _Home((*above.meant, name), is_left_out=above.is_left_out)
        right = misnamed.right_folder(name, depth, OPINIONS)
        suspect = folders[1] != RULES and (right != name or misnamed.uncopied(name) != name)
        if suspect and not above.is_left_out:
            homes[folders] = _suspect_home(site, folders, above, right)
    return homes[folders]


def _suspect_home(site: Path, folders: tuple[str, ...], above: _Home, right: str) -> _Home:
    name, shown, there = folders[-1], _shown(CONTENT, *folders), _names_in((site / CONTENT).joinpath(*folders[:-1]))
    meant, of = (*above.meant, right), misnamed.original(name, there)
    if of:
        return _Home(meant, misnamed.copied_folder(shown, of, there), is_left_out=True)
    if right == name or (right == OPINIONS and len(folders) == 3):
        return _Home(meant)
    if right in there:
        return _Home(meant, misnamed.spare_folder(shown, right), is_left_out=True)
    return _Home(meant, misnamed.misnamed_folder(shown, right))


def _take_in(misspelt: list[tuple[Found, str]], found: list[Found]) -> Iterator[Problem]:
    """Files that only their names keep from being records: each is one, unless there is one already."""
    there = {one.id: one.file for one in found}
    for one, right in sorted(misspelt, key=lambda pair: pair[0].file):
        if one.id in there:
            yield misnamed.spare_file(one.file, there[one.id])
        else:
            there[one.id] = one.file
            found.append(one)
            yield misnamed.misnamed_file(one.file, right)


def stray_files(site: Path) -> list[Problem]:
    """What stands directly in `content/` and is not known."""
    content = site / CONTENT
    if not content.is_dir():
        return []
    entries = sorted(entry for entry in content.iterdir() if not entry.name.startswith((".", "_")))
    links = [symlink(_shown(CONTENT, entry.name)) for entry in entries if entry.is_symlink()]
    names = [entry.name for entry in entries if entry.is_dir() and not entry.is_symlink()]
    copies = ((name, misnamed.original(name, names)) for name in names)
    copied = [misnamed.copied_folder(_shown(CONTENT, name), of, names) for name, of in copies if of]
    strays = [entry.name for entry in entries if entry.is_file() and not entry.is_symlink() and entry.name != TOPICS]
    return [*links, *copied, *(_stray(_shown(CONTENT, name), topics_file(site)) for name in strays)]


def _stray(file: str, topics: str | None) -> Problem:
    return misnamed.misnamed_file(file, TOPICS) if file == topics else _unknown(file, (TOPICS,))


def pages_of(site: Path) -> tuple[list[str], list[Problem]]:
    """Files of authored pages, in order, as paths from the site's folder; and what else lies among them."""
    problems: list[Problem] = []
    root = site / CONTENT / PAGES
    if not root.is_dir() or root.is_symlink():
        return [], problems
    entries = _walk(root, (PAGES,), problems)
    found = [_shown(CONTENT, *parts) for entry, parts in entries if _is_page(entry, parts, problems)]
    return sorted(found), problems


def _is_page(entry: os.DirEntry[str], parts: tuple[str, ...], problems: list[Problem]) -> bool:
    file, (stem, suffix) = _shown(CONTENT, *parts), _cut(parts[-1])
    barred = _barred(entry, file)
    if barred:
        problems.append(barred)
    elif suffix != ".md" or len(parts) > 2:
        problems += _no_page(file, stem, suffix, deep=len(parts) > 2)
    elif not NAME.fullmatch(stem):
        problems.append(_bad_name(Place(file), stem))
    else:
        return True
    return False


def _no_page(file: str, stem: str, suffix: str, deep: bool) -> Iterator[Problem]:
    """A file that somebody may take for a page and that is none."""
    if suffix.lower() not in _NEARLY:
        return
    mend = f"chuyển ra {CONTENT}/{PAGES}/" if deep else f"chép phần chữ sang tệp {stem}.md"
    if suffix.lower() == ".md" and not deep:
        mend = f"viết đuôi tệp bằng chữ thường: {stem}.md"
    what, mend = f"tệp “{stem}{suffix}” không được đăng thành trang", f"{mend}; nếu là nháp, {DRAFT}"
    yield Problem("unknown-file", what, mend, Place(file), Severity.WARNING)


def unknown_rules(site: Path, folder: str) -> Iterator[Problem]:
    """What stands among a site's or an authority's own rules and is not read as one: nobody would notice."""
    root = site / folder
    if root.is_symlink():
        yield symlink(folder)
    elif root.is_dir():
        for path in sorted(root.iterdir()):
            if not path.name.startswith((".", "_")) and path.suffix not in (".yml", ".yaml"):
                yield from _no_rules(path, folder)


def _no_rules(path: Path, folder: str) -> Iterator[Problem]:
    file = _shown(folder, path.name)
    if path.is_symlink():
        yield symlink(file)
    elif path.is_dir() and (folder, path.name) != (f"{CONTENT}/{RULES}", "ngay-nghi"):
        what = f"thư mục “{path.name}” không được đọc đến"
        mend = f"đặt tệp .yml thẳng vào {folder}/; ngày nghỉ của cả năm thì vào {CONTENT}/{RULES}/ngay-nghi/"
        yield Problem("unknown-file", what, mend, no_file(file), Severity.WARNING)
    elif path.is_file() and path.suffix.lower() in _NEARLY:
        what = f"tệp “{path.name}” không được đọc làm quy định"
        mend = f"mỗi văn bản một tệp .yml, tên tệp là mã, ví dụ: quy-che-2026.yml; nếu là nháp, {DRAFT}"
        yield Problem("unknown-file", what, mend, Place(file), Severity.WARNING)


def _walk(
    root: Path, parts: tuple[str, ...], problems: list[Problem]
) -> Iterator[tuple[os.DirEntry[str], tuple[str, ...]]]:
    waiting = [(str(root), parts)]
    while waiting:
        folder, above = waiting.pop()
        try:
            with os.scandir(folder) as scan:
                entries = [entry for entry in scan if not entry.name.startswith((".", "_"))]
        except OSError as error:
            problems.append(unreadable(no_file(_shown(CONTENT, *above)), error))
            continue
        for entry in entries:
            below = (*above, entry.name)
            if entry.is_dir(follow_symlinks=False):
                if _cut(entry.name)[1].lower() in ENDINGS:
                    problems.append(no_plain_file(_shown(CONTENT, *below)))
                waiting.append((entry.path, below))
            else:
                yield entry, below


def _shown(*parts: str) -> str:
    """A path that can be printed, whatever bytes its names are made of."""
    name = "/".join(parts).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return name if name.isprintable() else "".join(char if char.isprintable() else "\ufffd" for char in name)


def _sort_out(
    entry: os.DirEntry[str],
    parts: tuple[str, ...],
    folders: tuple[str, ...],
    found: list[Found],
    misspelt: list[tuple[Found, str]],
    problems: list[Problem],
) -> None:
    """`folders`: those that the file stands in by their right names."""
    file = _shown(CONTENT, *parts)
    stem, suffix = _cut(parts[-1])
    barred = _barred(entry, file)
    kind = _kind(folders[1:], stem) if suffix in ENDINGS else None
    if barred:
        problems.append(barred)
        if kind:
            found.append(Found(file, "/".join((*folders, stem)), kind, (0, 0, 0), barred=True))
        return
    if kind is None or (kind is not Kind.OPINION and not NAME.fullmatch(stem)):
        right = misnamed.right_name(parts[-1], partial(_is_record, folders[1:]))
        meant = _kind(folders[1:], _cut(right)[0]) if right else None
        if right and meant:
            misspelt.append((_found(entry, file, (*folders, _cut(right)[0]), meant), right))
        elif suffix.lower() in _NEARLY:
            problems.append(_unknown(file, _names_at(parts), _right_name(parts, stem, suffix)))
        return
    bad = next((part for part in folders[1:] if not NAME.fullmatch(part)), None)
    if bad is not None:
        problems.append(_bad_name(Place(file), bad))
    elif kind is Kind.OPINION and not _NUMBER.fullmatch(stem):
        problems.append(_no_number(file, stem))
    else:
        found.append(_found(entry, file, (*folders, stem), kind))


def _is_record(folders: tuple[str, ...], stem: str) -> bool:
    kind = _kind(folders, stem) if NAME.fullmatch(stem) else None
    return kind is not None and (kind is not Kind.OPINION or _NUMBER.fullmatch(stem) is not None)


def _found(entry: os.DirEntry[str], file: str, path: tuple[str, ...], kind: Kind) -> Found:
    stat = entry.stat(follow_symlinks=False)
    return Found(file, "/".join(path), kind, (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size))


def _cut(name: str) -> tuple[str, str]:
    """A name and its ending, as `pathlib` has them, which takes ten times as long."""
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if stem and ending else (name, "")


def _barred(entry: os.DirEntry[str], file: str) -> Problem | None:
    """What is not opened, whatever its name."""
    if entry.is_symlink():
        return symlink(file)
    if not entry.is_file(follow_symlinks=False):
        return no_plain_file(file)
    return None


def no_plain_file(file: str) -> Problem:
    """A folder, a pipe or a device where a file should stand: reading it could take for ever."""
    return Problem("not-a-file", "đây không phải tệp thường", "thay bằng một tệp chữ", Place(file))


def record_at(file: str) -> tuple[str, Kind] | None:
    """The id and kind of the record whose file that is or was: `content/phuong-mau/2026/ke-hoach.md`."""
    below, _, suffix = file.removeprefix(f"{CONTENT}/").rpartition(".")
    parts = below.split("/")
    kind = _kind(tuple(parts[1:-1]), parts[-1]) if f".{suffix}" in ENDINGS and len(parts) > 1 else None
    return (below, kind) if kind else None


def _kind(folders: tuple[str, ...], stem: str) -> Kind | None:
    """`folders` are those below the authority's: year, session, `kien-nghi`."""
    if not folders:
        return Kind.AUTHORITY if stem == "co-quan" else None
    if not _YEAR.fullmatch(folders[0]):
        return None
    if folders[-1] == OPINIONS and len(folders) == 3:
        return Kind.OPINION
    if folders[1:] == (OPINIONS,):
        return None
    if len(folders) == 1 and (stem == "ke-hoach" or stem.startswith("ke-hoach-")):
        return Kind.PLAN
    if len(folders) == 2 and stem in ("lich", "ket-luan"):
        return Kind(stem)
    return Kind.PUBLICATION_LOG if stem == "cong-khai" and len(folders) <= 2 else None


def _names_at(parts: tuple[str, ...]) -> tuple[str, ...]:
    names = _EXPECTED.get(len(parts) - 1, ("001",))
    if len(parts) > 2 and not _YEAR.fullmatch(parts[1]):
        return (f"{parts[0]}/2026/…",)
    return tuple(f"{name}{'.yml' if name in ('co-quan', 'cong-khai') else '.md'}" for name in names)


def _twins(found: list[Found]) -> Iterator[Problem]:
    """Two files that would be one record: same path but for the ending, or the same opinion number."""
    same: dict[str, list[Found]] = {}
    for one in found:
        folder, _, stem = one.id.rpartition("/")
        identity = f"{folder}/{int(stem)}" if one.kind is Kind.OPINION and stem.isdecimal() else one.id
        same.setdefault(identity, []).append(one)
    for twins in same.values():
        first, *others = sorted(twins, key=partial(_oddness, found)) if len(twins) > 1 else twins
        for one in others:
            what, mend = _twin_words(one, first.file)
            yield Problem("duplicate-record", what, mend, Place(one.file))


def _oddness(found: list[Found], one: Found) -> tuple[int, int, str]:
    """The twin that was there first is written as most files around it, or else with fewer digits.

    When a file was written tells nothing: git does not keep it.
    """
    folder, _, stem = one.id.rpartition("/")
    alike = sum(other.id.rpartition("/")[0] == folder and len(other.id) == len(one.id) for other in found)
    return -alike, len(stem), one.file


def _twin_words(one: Found, other: str) -> tuple[str, str]:
    if one.kind is Kind.OPINION:
        return f"trùng số với {other}", f"đổi số tệp thêm sau, ví dụ: doithoai renumber {one.file}"
    return f"cùng một hồ sơ với {other}", "giữ một tệp, chép phần còn thiếu sang rồi xóa tệp kia"


def _bad_name(place: Place, name: str) -> Problem:
    name = _shown(name)
    what = f"tên “{name}” có chữ hoa, dấu hoặc ký tự lạ; tên tệp là địa chỉ trang nên phải gọn"
    return Problem("bad-name", what, f"đổi thành: {slug(name) or 'ten-khong-dau'}", place)


def _no_number(file: str, name: str) -> Problem:
    """A name is not proposed: a copy under another name would be published as one more opinion."""
    typed = _shown(name) == name  # a name with odd bytes cannot be typed as it is shown
    what = f"tên “{_shown(name)}” không phải là số; tên tệp là số của kiến nghị trong buổi, ví dụ: 007.md"
    mend = f'cho số kế tiếp: doithoai renumber "{file}"' if typed else "đổi tên tệp thành số kế tiếp chưa dùng"
    mend = f"bản chép thừa thì xóa; kiến nghị khác thì {mend}; nháp thì {DRAFT}"
    return Problem("bad-name", what, mend, Place(file))


def symlink(file: str) -> Problem:
    """A link to another file: its target could lie outside `content/`."""
    return Problem("symlink", "đây là liên kết tới tệp khác (symlink)", "chép tệp thật vào thư mục này", Place(file))


def unreadable(place: Place, error: OSError) -> Problem:
    """A file or folder that cannot be opened."""
    why = "không có quyền đọc" if isinstance(error, PermissionError) else reason(error)
    return Problem("unreadable", f"không mở được ({why})", "xem lại quyền đọc tệp, rồi chạy lại", place)


def _right_name(parts: tuple[str, ...], stem: str, suffix: str) -> str | None:
    """What to do about a file that lies too deep, or whose name is that of a record but for its ending."""
    if parts[2:-1] == (OPINIONS,):
        return f"đặt cả thư mục {OPINIONS}/ vào thư mục của buổi đối thoại, ví dụ: {parts[1]}/doi-thoai-1/{OPINIONS}/"
    if len(parts) > 4 and parts[3:-1] != (OPINIONS,):
        return "tệp nằm quá sâu: đặt vào thư mục của buổi đối thoại, hoặc vào kien-nghi/ trong đó"
    kind = _kind(parts[1:-1], stem)
    if kind is None:
        return _right_folder(parts, stem)
    if suffix.lower() in ENDINGS:
        return f"viết đuôi tệp bằng chữ thường: {stem}{suffix.lower()}"
    if Path(stem).suffix in ENDINGS:  # 003.md.txt, as an editor of plain text saves it
        return f"đổi tên tệp thành {stem}"
    ending = ".yml" if kind in (Kind.AUTHORITY, Kind.PUBLICATION_LOG) else ".md"
    return f"chép phần chữ sang tệp {stem}{ending}"


def _right_folder(parts: tuple[str, ...], stem: str) -> str | None:
    """Where a record's file belongs that lies in a year's folder, or in a session's, but one level too high."""
    if len(parts) not in (3, 4) or not _YEAR.fullmatch(parts[1]):
        return None
    session = parts[2] if len(parts) == 4 else "doi-thoai-1"
    if len(parts) == 3 and stem in ("lich", "ket-luan"):
        return f"chuyển vào thư mục của buổi đối thoại, ví dụ: {parts[1]}/{session}/{parts[-1]}"
    if stem.isdecimal():
        return (
            f"kiến nghị thì chuyển vào thư mục {OPINIONS}/ của buổi đối thoại, ví dụ: {session}/{OPINIONS}/{parts[-1]}"
        )
    return None


def _unknown(file: str, names: tuple[str, ...], rename: str | None = None) -> Problem:
    name = file.rpartition("/")[2]
    mend = rename or did_you_mean(name, names)
    mend += (" Nếu" if mend.endswith("?") else "; nếu") + f" là nháp, {DRAFT}"
    return Problem("unknown-file", f"tệp “{name}” không phải loại hồ sơ nào", mend, Place(file), Severity.WARNING)
