"""What is told of a file or folder of `content/`: that it is never opened, has no record's name, or is one too many."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import count

from doithoai.domain.records import Kind
from doithoai.domain.register import UNDATED
from doithoai.folding import did_you_mean, slug
from doithoai.problems import Place, Problem, Severity, no_file, reason
from doithoai.reading.layout import ALL_DATA, DOCUMENTS, OPINIONS, YEAR, cut, is_record, shown

DRAFT = "thêm dấu gạch dưới trước tên tệp"


def symlink(file: str) -> Problem:
    """A link to another file: its target could lie outside `content/`."""
    return Problem("symlink", "đây là liên kết tới tệp khác (symlink)", "chép tệp thật vào thư mục này", Place(file))


def no_plain_file(file: str) -> Problem:
    """A folder, a pipe or a device where a file should stand: reading it could take for ever."""
    return Problem("not-a-file", "đây không phải tệp thường", "thay bằng một tệp chữ", Place(file))


def lock(file: str) -> Problem:
    """What Word keeps beside a file while that is open, and leaves when it breaks down."""
    what = f"“{file.rpartition('/')[2]}” là tệp tạm của Word"
    return Problem("word-lock", what, "đóng Word rồi xóa tệp này", Place(file), Severity.WARNING)


def unreadable(place: Place, error: OSError) -> Problem:
    """A file or folder that cannot be opened."""
    why = "không có quyền đọc" if isinstance(error, PermissionError) else reason(error)
    return Problem("unreadable", f"không mở được ({why})", "xem lại quyền đọc tệp, rồi chạy lại", place)


def bad_name(place: Place, name: str) -> Problem:
    """A name that can be no part of an address."""
    name = shown(name)
    what = f"tên “{name}” có chữ hoa, dấu hoặc ký tự lạ; tên tệp là địa chỉ trang nên phải gọn"
    return Problem("bad-name", what, f"đổi thành: {slug(name) or 'ten-khong-dau'}", place)


def no_number(file: str, name: str) -> Problem:
    """A name is not proposed: a copy under another name would be published as one more opinion."""
    typed = shown(name) == name  # a name with odd bytes cannot be typed as it is shown
    what = f"tên “{shown(name)}” không phải là số; tên tệp là số của kiến nghị trong buổi, ví dụ: 007.md"
    mend = f'cho số kế tiếp: doithoai renumber "{file}"' if typed else "đổi tên tệp thành số kế tiếp chưa dùng"
    mend = f"bản chép thừa thì xóa; kiến nghị khác thì {mend}; nháp thì {DRAFT}"
    return Problem("bad-name", what, mend, Place(file))


def misnamed_file(file: str, right: str) -> Problem:
    """A record's file under another name than its own."""
    name = file.rpartition("/")[2]
    what, mend = f"tên tệp “{name}” không đúng từng chữ, phải là {right}", f"đổi tên thành {right}"
    return Problem("bad-name", what, f"{mend}; nếu là nháp, {DRAFT}", Place(file))


_KEEP = f"tệp này muốn giữ lại thì {DRAFT}"
_MAKE = {
    Kind.PLAN: "doithoai new plan --authority {authority} --year {year}",
    Kind.SESSION: "doithoai new session --authority {authority} --folder-name {session}",
    Kind.CONCLUSION: "doithoai new conclusion --session {authority}/{year}/{session}",
    Kind.OPINION: "doithoai new opinion --session {authority}/{year}/{session}",
}


def document(file: str, record_id: str, kind: Kind) -> Problem:
    """A file that only another program can read where that record's file should stand."""
    name = file.rpartition("/")[2]
    authority, year, session = [*record_id.split("/"), ""][:3]
    year = '"không rõ"' if year == UNDATED else year
    make = _MAKE.get(kind, "").format(authority=authority, year=year, session=session)
    mend = f"tạo hồ sơ: {make}, rồi chép phần chữ sang" if make else f"ghi lại vào tệp {kind.value}.yml cạnh tệp này"
    what = f"tệp {DOCUMENTS[cut(name)[1].lower()]} “{name}” không được đọc: hồ sơ là tệp chữ, đuôi .md hoặc .yml"
    return Problem("unread-file", what, f"{mend}; {_KEEP}", Place(file))


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
    return next(one for at in count(number + 1) if (one := f"{stem}{at}") not in there)


# What a file is called at each depth below the authority's folder.
_EXPECTED = {
    1: ("co-quan",),
    2: ("ke-hoach", "cong-khai"),
    3: ("lich", "ket-luan", "cong-khai"),
}


def unknown(file: str, names: tuple[str, ...], rename: str | None = None) -> Problem:
    """A file whose name is that of no record; `names`: those that it may have there."""
    name = file.rpartition("/")[2]
    mend = rename or did_you_mean(name, names)
    mend += (" Nếu" if mend.endswith("?") else "; nếu") + f" là nháp, {DRAFT}"
    return Problem("unknown-file", f"tệp “{name}” không phải loại hồ sơ nào", mend, Place(file), Severity.WARNING)


def unknown_at(file: str, parts: tuple[str, ...]) -> Problem:
    """The same below an authority's folder; `parts`: the file's path from that folder on, its own name included."""
    return unknown(file, _names_at(parts), _right_place(parts))


def _names_at(parts: tuple[str, ...]) -> tuple[str, ...]:
    names = _EXPECTED.get(len(parts) - 1, ("001",))
    if len(parts) > 2 and not YEAR.fullmatch(parts[1]):
        return (f"{parts[0]}/2026/…",)
    return tuple(map(_usual, names))


def _usual(stem: str) -> str:
    """A record's file with the ending that it has as a rule."""
    return f"{stem}{'.yml' if stem in ALL_DATA else '.md'}"


def _right_place(parts: tuple[str, ...]) -> str | None:
    """What to do about a file that lies where it is not read, or whose name is that of a record but for its ending."""
    if parts[2:-1] == (OPINIONS,):
        return f"đặt cả thư mục {OPINIONS}/ vào thư mục của buổi đối thoại, ví dụ: {parts[1]}/doi-thoai-1/{OPINIONS}/"
    if len(parts) > 4 and parts[3:-1] != (OPINIONS,):
        return "tệp nằm quá sâu: đặt vào thư mục của buổi đối thoại, hoặc vào kien-nghi/ trong đó"
    stem = cut(parts[-1])[0]
    if is_record(parts[1:-1], stem):
        return f"chép phần chữ sang tệp {_usual(stem)}"
    return _right_level(parts, stem)


def _right_level(parts: tuple[str, ...], stem: str) -> str | None:
    """Where a record's file belongs that lies in a year's folder, or in a session's, but one level too high."""
    if len(parts) not in (3, 4) or not YEAR.fullmatch(parts[1]):
        return None
    session = parts[2] if len(parts) == 4 else "doi-thoai-1"
    if len(parts) == 3 and stem in ("lich", "ket-luan"):
        return f"chuyển vào thư mục của buổi đối thoại, ví dụ: {parts[1]}/{session}/{parts[-1]}"
    if stem.isdecimal():
        return (
            f"kiến nghị thì chuyển vào thư mục {OPINIONS}/ của buổi đối thoại, ví dụ: {session}/{OPINIONS}/{parts[-1]}"
        )
    return None
