"""What stands beside records and rules and is not read, so that nobody would notice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from doithoai.problems import Place, Problem, Severity, no_file
from doithoai.reading import misnamed
from doithoai.reading.file_words import DRAFT, copied_folder, lock, misnamed_file, symlink, unknown
from doithoai.reading.layout import CONTENT, LOCK, NEARLY, RULES, TOPICS, shown


def stray_files(site: Path, topics: str | None) -> list[Problem]:
    """What stands directly in `content/` and is not known; `topics`: the file of topics."""
    content = site / CONTENT
    if not content.is_dir():
        return []
    entries = sorted(entry for entry in content.iterdir() if not entry.name.startswith((".", "_")))
    links = [symlink(shown(CONTENT, entry.name)) for entry in entries if entry.is_symlink()]
    names = [entry.name for entry in entries if entry.is_dir() and not entry.is_symlink()]
    copies = ((name, misnamed.original(name, names)) for name in names)
    copied = [copied_folder(shown(CONTENT, name), of, names) for name, of in copies if of]
    strays = [entry.name for entry in entries if entry.is_file() and not entry.is_symlink() and entry.name != TOPICS]
    return [*links, *copied, *(_stray(shown(CONTENT, name), topics) for name in strays)]


def _stray(file: str, topics: str | None) -> Problem:
    if file.startswith(f"{CONTENT}/{LOCK}"):
        return lock(file)
    return misnamed_file(file, TOPICS) if file == topics else unknown(file, (TOPICS,))


def unknown_rules(site: Path, folder: str) -> Iterator[Problem]:
    """What stands among a site's or an authority's own rules and is not read as one: nobody would notice."""
    root = site / folder
    if root.is_symlink():
        yield symlink(folder)
    elif root.is_dir():
        for path in sorted(root.iterdir()):
            if path.name.startswith(LOCK):
                yield lock(shown(folder, path.name))
            elif not path.name.startswith((".", "_")) and path.suffix not in (".yml", ".yaml"):
                yield from _no_rules(path, folder)


def _no_rules(path: Path, folder: str) -> Iterator[Problem]:
    file = shown(folder, path.name)
    if path.is_symlink():
        yield symlink(file)
    elif path.is_dir() and (folder, path.name) != (f"{CONTENT}/{RULES}", "ngay-nghi"):
        what = f"thư mục “{path.name}” không được đọc đến"
        mend = f"đặt tệp .yml thẳng vào {folder}/; ngày nghỉ của cả năm thì vào {CONTENT}/{RULES}/ngay-nghi/"
        yield Problem("unknown-file", what, mend, no_file(file), Severity.WARNING)
    elif path.is_file() and path.suffix.lower() in NEARLY:
        what = f"tệp “{path.name}” không được đọc làm quy định"
        mend = f"mỗi văn bản một tệp .yml, tên tệp là mã, ví dụ: quy-che-2026.yml; nếu là nháp, {DRAFT}"
        yield Problem("unknown-file", what, mend, Place(file), Severity.WARNING)
