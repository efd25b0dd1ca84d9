"""Filters of opinions in a real browser: combined, kept in the address, and not in the way where there is no script."""

from __future__ import annotations

from typing import Any

import pytest

from browsing import open_tab, until

pytestmark = pytest.mark.browser

LIST = "co-quan/phuong-mau/kien-nghi/"
ROWS = "[data-dt-list] tbody tr"
TOLD = "[data-dt-opinions] [role=status]"


@pytest.mark.parametrize("width", [390, 1280])
def test_choices_combine_and_are_kept_in_the_address(browser: Any, address: str, width: int) -> None:
    """Two choices leave what has both; the address brings them back; clearing shows all again."""
    tab, faults, _ = open_tab(browser, address + LIST, width)
    whole = tab.locator(ROWS).count()
    tab.select_option("select[name=to-dan-pho]", "tdp-3")
    tab.select_option("select[name=don-vi]", "kinh-te-ha-tang")
    until(tab, f"document.querySelector('{TOLD}').textContent.startsWith('2 ')")
    assert tab.locator(ROWS).count() == 2
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    kept = tab.evaluate("location.hash")
    assert "to-dan-pho=tdp-3" in kept and "don-vi=kinh-te-ha-tang" in kept
    tab.reload()
    until(tab, f"document.querySelectorAll('{ROWS}').length === 2")
    tab.click("[data-dt-opinions] button[type=reset]")
    until(tab, f"document.querySelectorAll('{ROWS}').length === {whole}")
    assert tab.evaluate("location.hash") == ""
    tab.select_option("select[name=qua-han]", "co")
    until(tab, f"document.querySelectorAll('{ROWS}').length < {whole}")
    tab.click(f"{ROWS} a >> nth=0")
    tab.wait_for_selector("h2#dien-bien")
    assert faults == []
    tab.context.close()


def test_nothing_found_is_told_and_leaves_no_empty_table(browser: Any, address: str) -> None:
    """What is done is never overdue: a sentence says what to do, and no head of a table stands over nothing."""
    tab, faults, _ = open_tab(browser, f"{address}{LIST}#giai-quyet=da-giai-quyet-xong&qua-han=co", 390)
    until(tab, f"document.querySelector('{TOLD}').textContent.includes('bỏ bớt')")
    assert tab.locator("article table").count() == 0
    assert faults == []
    tab.context.close()


def test_without_a_script_each_value_has_its_page(browser: Any, address: str) -> None:
    """The form stays hidden; the folded list of values leads on."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address + LIST)
    assert not tab.is_visible("[data-dt-opinions]")
    tab.click(".dt-facets summary")
    tab.click(".dt-facets >> text=Tổ dân phố số 3")
    tab.wait_for_url(f"{address}{LIST}to-dan-pho/tdp-3/")
    assert tab.locator("table.dt-table tbody tr").count() == 7
    context.close()
