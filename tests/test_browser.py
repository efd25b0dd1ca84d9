"""A citizen's way through the real site in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import browser as browser
from browsing import open_tab, serving
from sample import build_site, copy_site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = copy_site(tmp_path_factory.mktemp("site"))
    build_site(site, cached=False)
    return site / "public"


@pytest.fixture(scope="module")
def address(public: Path) -> Iterator[str]:
    with serving(public) as found:
        yield found


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_from_home_to_a_session_to_an_opinion(browser: Any, address: str, width: int) -> None:
    """Home, the next session, one of its opinions: no fault on the console, nothing asked of anybody else."""
    tab, faults, requests = open_tab(browser, address, width)
    tab.click("article.dt-card h3 a >> nth=0")
    tab.wait_for_url(f"{address}co-quan/phuong-mau/2026/doi-thoai-4/")
    assert "buổi 4 năm 2026" in tab.inner_text("h1")
    assert tab.is_visible("article >> text=8h00 – 11h00")
    tab.click("table.dt-table th[scope=row] a >> nth=0")
    tab.wait_for_url("**/kien-nghi/001/", wait_until="networkidle")
    assert tab.is_visible("h2#dien-bien")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert faults == []
    assert [url for url in requests if not url.startswith((address, "data:"))] == []
    tab.context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_kind_of_page_is_wider_than_the_screen(browser: Any, address: str, public: Path, width: int) -> None:
    """Nothing has to be scrolled sideways on any kind of page, at the narrowest width and on a desktop."""
    ward = "co-quan/phuong-mau/"
    session = f"{ward}2026/doi-thoai-1/"
    kinds = ["", "lich/", "ke-hoach/", "ket-luan/", "kien-nghi/", "co-quan/", "linh-vuc/", "linh-vuc/moi-truong/",
             "trang/huong-dan-tham-gia/", ward, f"{ward}kien-nghi/", f"{ward}linh-vuc/moi-truong/", session,
             f"{session}ket-luan/", f"{session}kien-nghi/003/", f"{ward}2026/ke-hoach/",
             "co-quan/dang-uy-phuong-quynh-mai/2024/ke-hoach/"]  # fmt: skip
    tab, faults, _ = open_tab(browser, address, width)
    wide = []
    for kind in kinds:
        assert (public / kind / "index.html").exists(), kind
        tab.goto(address + kind, wait_until="networkidle")
        if tab.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(kind)
    assert (wide, faults) == ([], [])
    tab.context.close()


def test_counters_stand_on_one_line_on_a_phone(browser: Any, address: str) -> None:
    """Two counters side by side have their numbers at one height, however long their words are."""
    tab, faults, _ = open_tab(browser, f"{address}kien-nghi/", 390)
    tops = tab.evaluate("[...document.querySelectorAll('.dt-counts dd')].map(one => one.getBoundingClientRect().top)")
    assert (tops[0], tops[2]) == (tops[1], tops[3])
    assert faults == []
    tab.context.close()


def test_a_folded_log_opens_without_javascript(browser: Any, address: str) -> None:
    """The earlier rows appear under the finger, on the page itself."""
    tab = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    tab.goto(f"{address}co-quan/phuong-mau/2026/doi-thoai-2/")
    row = tab.locator("details.dt-more tbody tr >> nth=0")
    assert not row.is_visible()
    tab.click("details.dt-more summary")
    assert row.is_visible()
    tab.context.close()


def test_everything_is_readable_without_javascript(browser: Any, address: str) -> None:
    """A session's facts, its changes and its opinions are there, and links work, with scripts switched off."""
    tab = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    tab.goto(f"{address}co-quan/phuong-mau/2026/doi-thoai-4/")
    for words in ("8h00 – 11h00", "Hội trường Trường Trung học cơ sở Mẫu", "Các lần thay đổi", "Chương trình"):
        assert tab.is_visible(f"article >> text={words}")
    tab.click("nav.dt-crumbs a >> nth=1")
    tab.wait_for_url("**/co-quan/phuong-mau/")
    assert tab.inner_text("h1") == "Ủy ban nhân dân phường Mẫu"
    tab.context.close()


def test_the_site_opens_from_a_folder(browser: Any, public: Path) -> None:
    """A copy on a memory stick shows its pages, with style and without a fault, and its links lead on."""
    tab, faults, _ = open_tab(browser, (public / "co-quan/phuong-mau/2026/doi-thoai-4/index.html").as_uri(), 1280)
    assert tab.evaluate("getComputedStyle(document.querySelector('.dt-card')).display") == "grid"
    tab.click("nav.dt-crumbs a >> nth=1")
    tab.wait_for_url("**/co-quan/phuong-mau/index.html")
    tab.click("nav.md-tabs a:has-text('Lịch đối thoại')")
    tab.wait_for_url("**/lich/index.html")
    assert faults == []
    tab.context.close()
