"""Links of Markdown texts that lead to no page: told where they stand, with what to write instead.

Few texts have a link at all, and most links lead to some site: what could be neither is found by two quick looks, and
only of a link that leads nowhere Markdown itself is asked whether it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from posixpath import basename, dirname, relpath, splitext

from doithoai.domain.links import links_in, target_of
from doithoai.domain.records import ENDINGS, Kind, Record
from doithoai.engines.html import hrefs_in
from doithoai.engines.prose import full_prose, hrefs_of_page, tangled
from doithoai.folding import nearest
from doithoai.problems import Problem, place_in, shorten
from doithoai.reading.files import is_there
from doithoai.reading.layout import CONTENT, PAGES, record_at

_SITE = re.compile(r"(?:www\.[\w-]+|[\w-]+(?:\.[\w-]+)*)\.(?:vn|com|net|org|info|edu|gov)(?:[/?#:]|$)", re.IGNORECASE)
_ON_THIS_MACHINE = re.compile(r"[a-z]:[\\/]|\\\\|file:", re.IGNORECASE)
_INDENTED = re.compile(r"^ {4}", re.MULTILINE)
"""What notes of an authored page are set in by."""
_FROM = "đường dẫn tính từ thư mục của chính tệp này"


def lost_links(site: Path, file: str, text: str, source: str) -> Iterator[Problem]:
    """Links in the Markdown of a file that lead to no page; `source` is the whole file, whose places are told."""
    if ("](" not in text and "]:" not in text) or tangled(text):
        return
    real: set[str] | None = None
    for href, written in links_in(text).items():
        fault = _fault(site, dirname(file).removeprefix(f"{CONTENT}/"), href)
        if fault and real is None:
            of_page = file.startswith(f"{CONTENT}/{PAGES}/")
            real = hrefs_of_page(_INDENTED.sub("", text)) if of_page else hrefs_in(full_prose(text))
        if fault and (_ON_THIS_MACHINE.match(href) or (real and href in real)):  # the former pages leave out
            what, mend = f"liên kết “{shorten(href, 60)}” {fault[0]}", fault[1]
            yield Problem("dead-link", what, mend, place_in(source, _found(source, text, href, written), file))


def _found(source: str, text: str, href: str, written: str) -> int:
    """Where in a file a link of its text stands; a record's text has other empty lines than its file."""
    whole = source.find(text)
    start = whole if whole >= 0 else max(source.find("\n---"), 0)
    at = source.find(written.lstrip(), start)
    return at + written.lstrip().find(href) if at >= 0 else max(source.find(href, start), 0)


def files_abroad(site: Path, records: Iterable[Record]) -> list[str]:
    """Files below `content/` of other authorities that links of the records lead to.

    Whoever takes an authority over as it was has to see that they are still there.
    """
    targets = (
        target
        for record in records
        for href in links_in(record.text)
        if (target := target_of(href, record.folder)) and target.partition("/")[0] != record.authority_id
    )
    return sorted({target for target in targets if are_there(site, [target])})


def are_there(site: Path, files: Iterable[str]) -> bool:
    """Whether all of the files below `content/` are there."""
    return all((site / CONTENT / file).is_file() for file in files)


def _fault(site: Path, folder: str, href: str) -> tuple[str, str] | None:
    """What is wrong with a link, and how to mend it."""
    target = target_of(href, folder)
    if _ON_THIS_MACHINE.match(href):
        return "chỉ tới tệp trong máy này, người khác không mở được", _UPLOADED
    if href.startswith("/") and splitext(re.split("[?#]", href)[0])[1].lower() in ENDINGS:
        return "bắt đầu bằng dấu “/” nên không tới được trang", _from_here(site, folder, href)
    if _SITE.match(href):
        return "thiếu https:// nên không mở được", f"viết đủ địa chỉ: https://{href}"
    return None if target is None or _is_page(site, target) else _fault_of(site, folder, target, href)


def _fault_of(site: Path, folder: str, target: str, href: str) -> tuple[str, str] | None:
    """The same of one that names a file of which no page is made."""
    ending = splitext(target)[1].lower()
    if not ending:
        return _nameless(site, target, href)
    if ending not in ENDINGS:
        return "chỉ tới một tệp không phải hồ sơ; doithoai không đăng tệp kèm theo", _UPLOADED
    if _has_no_page(target):
        return "chỉ tới sổ công khai, sổ này không có trang riêng", "chỉ tới tệp lich hoặc ke-hoach cạnh sổ ấy"
    if basename(target).startswith("_"):
        return "chỉ tới một bản nháp, chưa có trang", "bỏ dấu gạch dưới trước tên tệp ấy, hoặc bỏ liên kết này"
    return "chỉ tới một tệp không có", _meant(site, target, folder)


_UPLOADED = "đưa tệp lên nơi khác rồi ghi địa chỉ đầy đủ, bắt đầu bằng https://"


def _from_here(site: Path, folder: str, href: str) -> str:
    """A path from the root, as one from the file that it stands in."""
    path, sign, anchor = href.strip("/").removeprefix(f"{CONTENT}/").partition("#")
    there = _is_page(site, path)
    return f"Có phải “{relpath(path, folder)}{sign}{anchor}”?" if there else f"ghi {_FROM}"


def _nameless(site: Path, target: str, href: str) -> tuple[str, str] | None:
    """Without an ending it is an address, unless somebody left the ending off."""
    path, sign, anchor = href.partition("#")
    end = next((end for end in ENDINGS if _is_page(site, f"{target}{end}")), None)
    return ("thiếu đuôi tệp nên không tới được trang", f"Có phải “{path}{end}{sign}{anchor}”?") if end else None


def _is_page(site: Path, target: str) -> bool:
    """Whether a page is made from the file of that path below `content/`."""
    known = record_at(f"{CONTENT}/{target}")
    shown = dirname(target) == PAGES or (known is not None and known[1] is not Kind.PUBLICATION_LOG)
    return shown and target.endswith(ENDINGS) and not _hidden(target) and is_there(site, target)


def _hidden(target: str) -> bool:
    return any(part.startswith((".", "_")) for part in target.split("/"))


def _has_no_page(target: str) -> bool:
    known = record_at(f"{CONTENT}/{target}")
    return known is not None and known[1] is Kind.PUBLICATION_LOG


def _meant(site: Path, target: str, folder: str) -> str:
    """The link that was probably meant: that name in another folder, or one like it in that folder."""
    near = _elsewhere(site, basename(target), folder) or _alike(site, target)
    if near:
        return f"Có phải “{relpath(near, folder)}”?"
    return f"xem lại tên tệp và thư mục ({_FROM}), hoặc bỏ liên kết này"


def _elsewhere(site: Path, name: str, folder: str) -> str | None:
    """A page's file of that name in the folder itself, one above it, or among the authored pages."""
    parts = folder.split("/")
    folders = ["/".join(parts[:count]) for count in range(len(parts), 0, -1)] + [PAGES]
    return next((path for one in folders if _is_page(site, path := f"{one}/{name}")), None)


def _alike(site: Path, target: str) -> str | None:
    folder = dirname(target)
    root = site / CONTENT / folder
    inside = root.is_dir() and not folder.startswith("..")
    names = [one.name for one in root.iterdir() if _is_page(site, f"{folder}/{one.name}")] if inside else []
    found = nearest(basename(target), names)
    return f"{folder}/{found}" if found else None
