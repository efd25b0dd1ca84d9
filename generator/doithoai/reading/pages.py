"""Files of authored pages, and one page from its file; its front matter, if it has one, is read like a record's."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from doithoai.domain.authored import AuthoredHead, AuthoredPage
from doithoai.domain.authority import Contact
from doithoai.engines.prose import tangle, tangled
from doithoai.problems import Place, Problem, Severity, place_in
from doithoai.reading.file_words import DRAFT, bad_name
from doithoai.reading.layout import CONFIG, CONTENT, NAME, NEARLY, PAGES, cut, shown
from doithoai.reading.loader import load
from doithoai.reading.parts import Data, Parts, split, swallowed
from doithoai.reading.privacy import personal_data, unused_exceptions
from doithoai.reading.record import are_exceptions_unread, exceptions_in, is_private
from doithoai.reading.unshown import markup, pictures
from doithoai.reading.validation import is_prose, validate, validate_rest
from doithoai.reading.walk import barred, walk

_EDGE = "---"
# What Markdown makes a title of: `# Title`, or a line with a row of = below it.
_TITLE = re.compile(r"#(?!#)(.*)|(.+)\n=+[ \t]*(?:\n|$)")
_WORDLESS = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,200}\)|\{[^}\n]{0,200}\}|<[^>\n]{0,200}>|&#?\w{1,10};")


def pages_of(site: Path) -> tuple[list[str], list[Problem]]:
    """Files of authored pages, in order, as paths from the site's folder; and what else lies among them."""
    problems: list[Problem] = []
    root = site / CONTENT / PAGES
    if not root.is_dir() or root.is_symlink():
        return [], problems
    entries = walk(root, (PAGES,), problems)
    found = [shown(CONTENT, *parts) for entry, parts in entries if _is_page(entry, parts, problems)]
    return sorted(found), problems


def _is_page(entry: os.DirEntry[str], parts: tuple[str, ...], problems: list[Problem]) -> bool:
    file, (stem, suffix) = shown(CONTENT, *parts), cut(parts[-1])
    why_not = barred(entry, file)
    if why_not:
        problems.append(why_not)
    elif suffix != ".md" or len(parts) > 2:
        problems += _no_page(file, stem, suffix, deep=len(parts) > 2)
    elif not NAME.fullmatch(stem):
        problems.append(bad_name(Place(file), stem))
    else:
        return True
    return False


def _no_page(file: str, stem: str, suffix: str, deep: bool) -> Iterator[Problem]:
    """A file that somebody may take for a page and that is none."""
    if suffix.lower() not in NEARLY:
        return
    mend = f"chuyển ra {CONTENT}/{PAGES}/" if deep else f"chép phần chữ sang tệp {stem}.md"
    if suffix.lower() == ".md" and not deep:
        mend = f"viết đuôi tệp bằng chữ thường: {stem}.md"
    what, mend = f"tệp “{stem}{suffix}” không được đăng thành trang", f"{mend}; nếu là nháp, {DRAFT}"
    yield Problem("unknown-file", what, mend, Place(file), Severity.WARNING)


def read_page(text: str, file: str, contact: Contact) -> tuple[AuthoredPage | None, list[Problem]]:
    """The page, or None where it cannot be published; every problem of the file at once."""
    parts = _parts(text, file)
    if isinstance(parts, Problem):
        return None, [parts, *personal_data(text, file, None, contact, declared=CONFIG)]
    data, head, problems = _head(parts, file)
    if head and not head.title:
        problems += _no_title(text, parts, file)
    if tangled(parts.body):
        what = "trang có quá nhiều dấu [ < * `, hoặc lồng quá nhiều bậc, không dựng nổi"
        mend = "xóa đoạn dán nhầm; danh sách, trích dẫn lồng nhiều bậc thì viết lại cho đơn giản"
        place = place_in(parts.body, tangle(parts.body), file)
        place = replace(place, line=place.line + parts.body_line - 1)
        problems.append(Problem("tangled", what, mend, place))
    problems += markup(text, file, lambda: range(parts.body_line, text.count("\n") + 2))
    problems += pictures(text, file)
    exceptions, is_unsure = exceptions_in(data), head is None and are_exceptions_unread(data, parts.yaml)
    found = personal_data(text, file, None, contact, exceptions, CONFIG)
    problems += (one for one in found if not (is_unsure and is_private(one)))
    problems += unused_exceptions(text, file, exceptions)
    address = f"{PAGES}/{PurePosixPath(file).stem}"
    return (AuthoredPage(address, head, parts.body) if head else None), problems


def body_of(text: str, file: str) -> str:
    """What stands below the front matter, also of a page that cannot be published; nothing where that has no end."""
    parts = _parts(text, file)
    return parts.body if isinstance(parts, Parts) else ""


def _parts(text: str, file: str) -> Parts | Problem:
    headed = text.partition("\n")[0].rstrip() == _EDGE
    return split(text, file) if headed else Parts("", 1, text, 1)


def _head(parts: Parts, file: str) -> tuple[Data, AuthoredHead | None, list[Problem]]:
    """The front matter: its data as far as it goes, its typed form if it has no fault, and its problems."""
    if not parts.yaml.strip():
        return {}, AuthoredHead(), []
    data, faults = load(parts.yaml, file, parts.yaml_line)
    problems = [*faults, *swallowed(parts, file, partial(is_prose, AuthoredHead))]
    if faults:
        return data, None, [*problems, *validate_rest(AuthoredHead, data, parts, file)[1]]
    head, faults = validate(AuthoredHead, data, parts, file)
    return data, head, [*problems, *faults]


def _no_title(text: str, parts: Parts, file: str) -> Iterator[Problem]:
    """A page that does not begin with its title has no name in the menu."""
    lines = text.split("\n")
    first = next((at for at in range(parts.body_line - 1, len(lines)) if lines[at].strip()), parts.body_line - 1)
    title = _TITLE.match("\n".join(lines[first : first + 2]))
    if title and re.search(r"\w", _WORDLESS.sub("", title[1] or title[2] or "")):
        return
    mend = "thêm dòng “# Tên trang” lên đầu, hoặc ghi “tiêu đề: Tên trang” trong phần giữa hai dòng --- ở đầu tệp"
    if lines[first : first + 1] == [_EDGE]:
        mend = "xóa các dòng trống ở trên: phần giữa hai dòng --- phải bắt đầu ngay từ dòng đầu tiên của tệp"
    yield Problem("no-title", "trang không mở đầu bằng tên trang", mend, Place(file, first + 1, 1))
