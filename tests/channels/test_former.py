"""Who opens an address of an earlier site is led to the page that took its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from doithoai.domain.records import Kind
from doithoai.domain.withdrawn import Withdrawn
from doithoai.problems import Refusal
from doithoai.reading.record import read
from sample import build_site, copy_site, read_page

RECORD = "content/phuong-mau/2026/doi-thoai-1/lich.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_site(tmp_path, "phuong-mau", makes="trang web")


def add(site: Path, *addresses: str) -> None:
    file = site / RECORD
    lines = "".join(f"  - {one}\n" for one in addresses)
    file.write_text(file.read_text("utf-8").replace("---\n", f"---\nđịa chỉ cũ:\n{lines}", 1), "utf-8")


def test_old_addresses_lead_to_the_record(site: Path) -> None:
    add(site, "tin-tuc/doi-thoai.html", "doi-thoai/2026")
    build_site(site)
    for path, up in (("tin-tuc/doi-thoai.html", ".."), ("doi-thoai/2026/index.html", "../..")):
        page = (site / "public" / path).read_bytes()
        assert read_page(page).links == [f"{up}/co-quan/phuong-mau/2026/doi-thoai-1/index.html"]
        assert "Trang này đã chuyển đến địa chỉ mới" in read_page(page).text
        assert b'http-equiv="refresh"' in page


@pytest.mark.parametrize("taken", ["lich/", "kien-nghi", "co-quan/phuong-mau/2026/doi-thoai-2/"])
def test_an_address_that_a_page_has_is_refused_and_the_site_stays(site: Path, taken: str) -> None:
    build_site(site)
    add(site, taken)
    with pytest.raises(Refusal) as refused:
        build_site(site)
    assert [(one.code, one.place.file) for one in refused.value.problems] == [("former-taken", RECORD)]
    assert (site / "public/index.html").is_file()


def test_two_records_cannot_have_had_one_address(site: Path) -> None:
    add(site, "tin/1.html", "tin/1.html")
    with pytest.raises(Refusal):
        build_site(site)


def test_old_addresses_of_a_withdrawn_record_lead_to_its_notice() -> None:
    """What is left of it is found where people look for it, and nobody is told to delete that."""
    notice = "thu hồi:\n  ngày: 1/9/2026\n  lý do: Nhầm\n  người quyết định: Chủ tịch\n"
    raw = f"---\nĐịa chỉ cũ: tin/1.html\n{notice}---\n".encode()
    found = read(raw, RECORD, "phuong-mau/2026/doi-thoai-1/lich", Kind.SESSION, None)
    assert isinstance(found.record, Withdrawn)
    assert found.record.former == ("tin/1.html",)
    assert not found.problems
