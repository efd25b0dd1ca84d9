"""Printed sheets as tests look at them: drawn for real, read back with poppler where it is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from doithoai.channels.noticeboard import PrintSheet, sheets
from doithoai.domain.bulletin import SILENCE
from doithoai.engines import typesetter
from wards import WARD, Data, edition_for

needs_print = pytest.mark.skipif(not typesetter.available(), reason="the [print] extra is not installed")
needs_poppler = pytest.mark.skipif(
    not (shutil.which("pdftotext") and shutil.which("pdffonts")), reason="poppler-utils is not installed"
)
needs_decoder = pytest.mark.skipif(
    not (shutil.which("pdftoppm") and shutil.which("zbarimg")), reason="zbar-tools is not installed"
)

SITE = "https://doithoai.phuongthu.example.vn/"
DAY = date(2026, 5, 25)

SESSION: Data = {
    "tiêu đề": "Đối thoại với Nhân dân phường Thử, buổi 1 năm 2026",
    "đối tượng": "Mọi người dân đang sinh sống trên địa bàn phường",
    "thời gian": [{"ngày": "20/6/2026", "từ": "8h00", "đến": "11h00", "công bố": "18/5/2026"}],
    "địa điểm": [{"nơi": "Nhà văn hóa Tổ dân phố số 4", "địa chỉ": "Phố Thử", "công bố": "18/5/2026"}],
    "nội dung": ["Chống ngập trước mùa mưa", "Điện, nước sinh hoạt"],
    "góp ý trước": {"hạn": "12/6/2026", "cách gửi": ["Bỏ phiếu vào thùng thư", "Gọi số 024.1234.5678"]},
}
FULL_WARD: Data = {
    **WARD,
    "liên hệ": {
        "điện thoại": ["024.1234.5678"],
        "nơi tiếp dân": "Bàn tiếp dân, tầng 1 trụ sở",
        "giờ làm việc": "Thứ Hai đến thứ Sáu, 8h00 - 11h30",
    },
    "tổ dân phố, thôn": [{"mã": "tdp-1", "tên": "Tổ dân phố số 1", "nơi niêm yết": "Bảng tin ngõ 34"}],
}


def session(**changed: Any) -> Data:
    """The session, some of its fields others; `None` leaves one out."""
    names = {"title": "tiêu đề", "times": "thời gian", "places": "địa điểm", "contents": "nội dung"}
    names |= {"off": "hoãn", "cancelled": "hủy", "held": "đã tổ chức", "agenda": "chương trình"}
    data = {**SESSION, **{names[name]: value for name, value in changed.items()}}
    return {name: value for name, value in data.items() if value is not None}


def printed(
    records: dict[str, Data], ward: Data = FULL_WARD, day: date = DAY, address: str = SITE
) -> dict[str, PrintSheet]:
    """Every sheet of a ward by its file, without its folders' common beginning."""
    edition = edition_for(records, ward, day)
    return {one.path.removeprefix("in/phuong-thu/"): one for one in sheets(edition, SILENCE, address)}


@dataclass(frozen=True)
class Line:
    """A line of text on a page, in points."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True)
class Paper:
    """A PDF read back."""

    pages: tuple[tuple[float, float], ...]
    lines: tuple[Line, ...]
    text: str

    @property
    def flat(self) -> str:
        """Its words, single-spaced."""
        return " ".join(self.text.split())


def read(pdf: bytes, folder: Path) -> Paper:
    """Pages, lines with their boxes, and text."""
    file = folder / "sheet.pdf"
    file.write_bytes(pdf)
    boxes = _run("pdftotext", "-bbox-layout", str(file), "-")
    pages, lines = [], []
    for number, page in enumerate(re.findall(r"<page .*?</page>", boxes, re.DOTALL), 1):
        head = re.match(r'<page width="([\d.]+)" height="([\d.]+)"', page)
        assert head
        pages.append((float(head[1]), float(head[2])))
        for line in re.finditer(
            r'<line xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</line>', page, re.DOTALL
        ):
            words = " ".join(unescape(word) for word in re.findall(r"<word .*?>(.*?)</word>", line[5]))
            left, top, right, bottom = (float(line[at]) for at in range(1, 5))
            lines.append(Line(number, left, top, right, bottom, words))
    return Paper(tuple(pages), tuple(lines), _run("pdftotext", "-raw", str(file), "-"))


def sizes(pdf: bytes, folder: Path) -> list[tuple[float, str]]:
    """Every run of one size of type: its points and its words."""
    file = folder / "sized.pdf"
    file.write_bytes(pdf)
    html = _run("pdftotext", "-bbox", str(file), "-")
    words = re.findall(r'yMin="(.*?)" xMax=".*?" yMax="(.*?)">(.*?)</word>', html)
    return [(float(bottom) - float(top), unescape(text)) for top, bottom, text in words]


def scanned(pdf: bytes, folder: Path, dots: int = 72) -> list[str]:
    """What the codes on its pages say, each once, as ZBar reads them off page images of so many dots an inch."""
    file = folder / "scanned.pdf"
    file.write_bytes(pdf)
    _run("pdftoppm", "-r", str(dots), "-png", str(file), str(folder / "scan"))
    images = sorted(map(str, folder.glob("scan*.png")))
    command = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", *images]
    done = subprocess.run(command, check=False, capture_output=True)  # 4: a page without a code
    assert done.returncode in (0, 4), done.stderr
    return list(dict.fromkeys(done.stdout.decode().split()))


def fonts(pdf: bytes, folder: Path) -> set[str]:
    """The families that it embeds, without their weights: `BeVietnamPro`."""
    file = folder / "fonts.pdf"
    file.write_bytes(pdf)
    names = (row.split()[0] for row in _run("pdffonts", str(file)).splitlines()[2:])
    return {name.partition("+")[2].partition("-")[0] for name in names}


def cut(paper: Paper) -> list[Line]:
    """Lines that reach beyond their page."""
    return [
        line
        for line in paper.lines
        if line.left < 0
        or line.top < 0
        or line.right > paper.pages[line.page - 1][0]
        or line.bottom > paper.pages[line.page - 1][1]
    ]


def overlapping(paper: Paper) -> list[tuple[str, str]]:
    """Pairs of lines of which one is printed over the other: their boxes share more than leading."""
    found = []
    for at, one in enumerate(paper.lines):
        for two in paper.lines[at + 1 :]:
            wide = min(one.right, two.right) - max(one.left, two.left)
            high = min(one.bottom, two.bottom) - max(one.top, two.top)
            least = min(one.bottom - one.top, two.bottom - two.top)
            if one.page == two.page and wide > 1 and high > 0.6 * least:
                found.append((one.text, two.text))
    return found


def is_nfc(text: str) -> bool:
    """Composed, as the web and our records write it."""
    return unicodedata.is_normalized("NFC", text)


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()
