"""Files and folders whose names are not quite those of records: which was meant, which are copies, how to mend it.

A clerk types `lịch.md`, Notepad saves `lich.md.txt`, Windows makes `phien-2 - Copy`. What such a file holds is looked
at as if it had its right name, so that nothing is told of a record that is there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from doithoai.domain.records import ENDINGS
from doithoai.folding import fold, slug
from doithoai.problems import Place, Problem, Severity, no_file

DRAFT = "thêm dấu gạch dưới trước tên tệp"
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIXED = {fold(name): name for name in ("co-quan", "ke-hoach", "cong-khai", "lich", "ket-luan", "linh-vuc")}
_COPY = r"copy|copie|sao chép|bản sao|sao chep|ban sao|sao-chep|ban-sao|bản-sao"
_COPIED = re.compile(
    rf"(?:(?:{_COPY})\s(?:of\s|của\s)?(?P<after>.+)"
    rf"|(?P<before>.+?)[\s_-]*(?:[\s_(-](?:{_COPY})\)?[\s_-]*(?:\(?\d{{1,2}}\)?)?|\(\d{{1,2}}\)))",
    re.IGNORECASE,
)
"""How systems name a copy: `x - Copy`, `x - Copy (2)`, `x (1)`, `x copy 2`, `Bản sao của x`, `Copy of x`."""


def uncopied(name: str) -> str:
    """A name without what tells that it is a copy's; itself, where nothing does."""
    found = _COPIED.fullmatch(name)
    return (found["after"] or found["before"]).strip() if found else name


def original(name: str, there: Collection[str]) -> str | None:
    """Of those beside it the folder of which one of that name is a copy."""
    base = uncopied(name)
    return next((one for one in (base, slug(base)) if one != name and one in there), None) if base != name else None


def right_name(name: str, is_record: Callable[[str], bool]) -> str | None:
    """The name that a record's file was meant to have; None for one that is right, or no record's."""
    lowered = name.lower().removesuffix(".txt")
    ending = next((end for end in ENDINGS if lowered.endswith(end)), None)
    if ending is None:
        return None
    stem = name[: len(lowered) - len(ending)]
    meant = next((one for one in map(_right_stem, (stem, uncopied(stem))) if is_record(one)), None)
    return f"{meant}{ending}" if meant and f"{meant}{ending}" != name else None


def _right_stem(stem: str) -> str:
    return _FIXED.get(fold(stem)) or slug(stem)


def right_folder(name: str, depth: int, opinions: str) -> str:
    """The name that a folder was meant to have; `depth` counts the authority's as 1."""
    if depth > 2 and fold(name) == fold(opinions):
        return opinions
    return name if depth != 3 or NAME.fullmatch(name) else slug(name) or name


def misnamed_file(file: str, right: str) -> Problem:
    """A record's file under another name than its own."""
    name = file.rpartition("/")[2]
    what, mend = f"tên tệp “{name}” không đúng từng chữ, phải là {right}", f"đổi tên thành {right}"
    return Problem("bad-name", what, f"{mend}; nếu là nháp, {DRAFT}", Place(file))


def spare_file(file: str, other: str) -> Problem:
    """One more file of a record that has its file."""
    name = file.rpartition("/")[2]
    what = f"tệp “{name}” không được đọc: hồ sơ này đã có ở {other}"
    mend = f"bản thừa thì xóa; bản này mới hơn thì chép phần mới sang {other.rpartition('/')[2]} rồi xóa"
    return Problem("unknown-file", what, f"{mend}; nếu là nháp, {DRAFT}", Place(file), Severity.WARNING)


def misnamed_folder(folder: str, right: str) -> Problem:
    """A folder that would be part of addresses, or is not known, as it is written."""
    name = folder.rpartition("/")[2]
    what = f"tên thư mục “{name}” có chữ hoa, dấu hoặc ký tự lạ; tên thư mục nằm trong địa chỉ trang nên phải gọn"
    return Problem("bad-name", what, f"đổi tên thư mục thành: {right}", no_file(folder))


def spare_folder(folder: str, right: str) -> Problem:
    """The same, where the folder of the right name is there, too."""
    name = folder.rpartition("/")[2]
    what = f"thư mục “{name}” không được đọc: bên cạnh đã có thư mục {right}"
    return Problem("bad-name", what, f"chuyển tệp cần giữ sang {right}, rồi xóa thư mục này", no_file(folder))


_ANOTHER = {
    1: "là cơ quan khác thì đổi tên thư mục thành mã của cơ quan ấy, ví dụ: phuong-hai, rồi sửa mọi tệp trong đó",
    2: "là năm khác thì đổi tên thư mục thành năm ấy, rồi sửa năm, ngày, số văn bản trong từng tệp",
    3: "là buổi mới thì đổi tên thư mục, ví dụ: {next}, rồi sửa ngày, số văn bản và kiến nghị trong từng tệp",
    4: "có kiến nghị mới thì chuyển tệp ấy sang {of}, cho số chưa dùng, rồi xóa thư mục này",
}


def copied_folder(folder: str, of: str, there: Collection[str]) -> Problem:
    """A copy of a folder of records: all of them would be there twice. `there`: the names beside it."""
    *above, name = folder.split("/")
    mend = _ANOTHER[min(len(above), 4)].format(next=_next(of, there), of=of)
    what = f"thư mục “{name}” là bản sao của “{of}”; các tệp trong đó không được đọc"
    return Problem("copied-folder", what, f"bản thừa thì xóa cả thư mục; {mend}", no_file(folder))


def _next(name: str, there: Collection[str]) -> str:
    """The next name of a numbered series that is not taken."""
    found = re.fullmatch(r"(.*?-?)(\d{1,3})", name)
    stem, number = (found[1], int(found[2])) if found else (f"{name}-", 1)
    return next(one for at in range(1, 1000) if (one := f"{stem}{number + at}") not in there)
