"""A record that was taken back leaves its page at its old address, and nothing of what it said anywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reading.minimal import copy_minimal, spoil
from sample import build_site, read_page, tree

NOTICE = (
    "thu hồi:\n  ngày: 5/10/2026\n  lý do: In nhầm\n  người quyết định: Chủ tịch phường Thử\n  văn bản: 90/QĐ-UBND\n"
)
YEAR = "content/phuong-thu/2026"
RECORDS = {
    f"{YEAR}/ke-hoach.md": "Kế hoạch: đã thu hồi",
    f"{YEAR}/doi-thoai-1/lich.md": "Buổi đối thoại: đã thu hồi",
    f"{YEAR}/doi-thoai-1/ket-luan.md": "Thông báo kết luận: đã thu hồi",
    f"{YEAR}/doi-thoai-1/kien-nghi/001.md": "Kiến nghị số 001: đã thu hồi",
}
"""What each kind of record is called once it is withdrawn."""


def address_of(file: str) -> str:
    return "co-quan/" + file.removeprefix("content/").removesuffix(".md").removesuffix("/lich") + "/index.html"


def withdraw(site: Path, file: str, notice: str = NOTICE) -> str:
    """Put the notice ahead of all that the file holds; gives the record's title."""
    text = (site / file).read_text("utf-8")
    spoil(site, file, text.replace("---\n", f"---\n{notice}", 1))
    return next(line.removeprefix("tiêu đề: ") for line in text.splitlines() if line.startswith("tiêu đề: "))


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.rpartition("/")[2])
def test_the_address_of_a_withdrawn_record_says_when_why_and_by_whom(file: str, tmp_path: Path) -> None:
    """The page stands where it stood, names the record, and every other page has lost its words."""
    site = copy_minimal(tmp_path)
    title = withdraw(site, file)
    build_site(site)
    page = read_page((site / "public" / address_of(file)).read_bytes()).text
    assert RECORDS[file] in page
    for said in ("Đã thu hồi ngày 5/10/2026", "In nhầm", "Chủ tịch phường Thử", "90/QĐ-UBND", file[8:-3]):
        assert said in page
    shown = [path for path, data in tree(site / "public").items() if title in data.decode(errors="replace")]
    assert shown == []


def test_lists_mark_what_was_withdrawn(tmp_path: Path) -> None:
    """The authority's page, the session's and the conclusion that names the opinion lead to the notice."""
    site = copy_minimal(tmp_path)
    withdraw(site, f"{YEAR}/doi-thoai-1/kien-nghi/001.md")
    build_site(site)
    for path in ("co-quan/phuong-thu", "co-quan/phuong-thu/2026/doi-thoai-1"):
        page = read_page((site / "public" / path / "index.html").read_bytes())
        assert "Hồ sơ đã thu hồi Kiến nghị số 001" in page.text
        assert any(link.endswith("kien-nghi/001/") for link in page.links)
    conclusion = read_page((site / "public/co-quan/phuong-thu/2026/doi-thoai-1/ket-luan/index.html").read_bytes())
    assert "số 001 (đã thu hồi)" in conclusion.text


def test_before_its_day_a_withdrawal_is_not_known(tmp_path: Path) -> None:
    """Nothing dated later shows: neither the notice, nor what the file no longer stands for."""
    site = copy_minimal(tmp_path)
    file = f"{YEAR}/doi-thoai-1/kien-nghi/001.md"
    withdraw(site, file)
    build_site(site, day=date(2026, 10, 4))
    assert not (site / "public" / address_of(file)).exists()
