"""Searching the real site in a real browser: what is found, in which order, and what is said when nothing can be."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from browsing import open_tab, until
from doithoai.letters import as_rows, bare, words

pytestmark = pytest.mark.browser

WARD = "co-quan/phuong-mau/"
HITS = ".dt-search__hits li a"
STATUS = ".dt-search [role=status]"
TOLD = "document.querySelector('.dt-search [role=status]').textContent"


@pytest.fixture(scope="module")
def desk(browser: Any, address: str) -> Iterator[Any]:
    """One tab that all searches of the table use; a fault on its console fails the last of them."""
    tab, faults, _ = open_tab(browser, address, 1280)
    yield tab
    assert faults == []
    tab.context.close()


@pytest.fixture
def home(desk: Any, address: str) -> Iterator[Any]:
    """That tab for a test that leads it elsewhere, and back on the first page for whoever comes next."""
    desk.goto(address)
    yield desk
    desk.set_viewport_size({"width": 1280, "height": 800})
    desk.goto(address)


def search(tab: Any, text: str) -> list[str]:
    """The addresses found, in order, once the browser has an answer."""
    tab.fill("#dt-q", "")
    tab.dispatch_event("#dt-q", "input")  # an empty box that is emptied tells nobody
    until(tab, f"{TOLD} === ''")  # from here on, an answer to what was typed before comes too late
    tab.fill("#dt-q", text)
    until(tab, f"{TOLD} !== ''")
    root = tab.evaluate("document.querySelector('.md-logo').href")
    hrefs: list[str] = tab.eval_on_selector_all(HITS, "all => all.map(one => one.href)")
    return [one.removeprefix(root.removesuffix("index.html")).removesuffix("index.html") for one in hrefs]


def table() -> list[dict[str, str]]:
    with (Path(__file__).parent / "searches.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("row", table(), ids=lambda row: row["gõ"])
def test_the_page_that_was_meant_is_found(desk: Any, row: dict[str, str], form: str) -> None:
    """Every search of the table, typed in either form of Unicode, shows its page in time or, for none, nothing."""
    found = search(desk, unicodedata.normalize(form, row["gõ"]))
    if row["trang phải thấy"]:
        assert row["trang phải thấy"] in found[: int(row["chậm nhất ở dòng"])], found
    else:
        assert (found, "Không" in desk.inner_text(STATUS)) == ([], True)


def test_exact_accents_come_first(desk: Any) -> None:
    """`mưa` and `mua` find the same pages, each its own first; `thu` alone is nobody's accent."""
    rain, buying = search(desk, "mưa ngập"), search(desk, "mua ngap")
    assert rain[0] in (f"{WARD}2026/doi-thoai-1/kien-nghi/002/", f"{WARD}2026/doi-thoai-2/kien-nghi/001/")
    assert set(rain) == set(buying)
    school = search(desk, "trường tiểu học")
    assert "Trường Tiểu học" in desk.inner_text(f"{HITS} >> nth=0") and len(school) > 2


def test_titles_come_before_facts_and_facts_before_other_words(desk: Any) -> None:
    """A word in a page's name outweighs the same word among its facts, and that one in its text."""
    found = search(desk, "khai sinh")
    assert found[0] == f"{WARD}2026/doi-thoai-2/kien-nghi/007/"
    hits = search(desk, "rác")
    named = [
        "rác" in desk.inner_text(f"{HITS} >> nth={at}").lower() for at, one in enumerate(hits) if one.startswith(WARD)
    ]
    assert named == sorted(named, reverse=True) and named[0] and not named[-1]


def test_python_and_the_browser_take_words_alike(desk: Any) -> None:
    """Every Vietnamese letter in both forms, every letter of the table, and thousands of characters from all of Unicode."""
    search(desk, "a")
    rng = Random(1)
    alphabet = "aăâeêioôơuưyđ AĂÂEÊIOÔƠUƯYĐ.,-/0123456789\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b" + "".join(
        as_rows().values()
    )
    code_points = [*range(0x20, 0xD800), *range(0xE000, 0x11000), *range(0x1F000, 0x20000)]
    texts = ["".join(rng.choices(alphabet, k=40)) for _ in range(500)]
    texts += ["".join(map(chr, rng.choices(code_points, k=40))) for _ in range(500)]
    texts += [unicodedata.normalize(form, letter) for form in ("NFC", "NFD") for letter in alphabet]
    ours = [list(words(text)) for text in texts]
    theirs = desk.evaluate("texts => texts.map(dt_found.words)", texts)
    assert [pair for pair in zip(texts, ours, theirs, strict=True) if pair[1] != pair[2]] == []


HOSTILE = [
    "<img src=x onerror=alert(1)>", "\"'`><script>document.title='x'</script>", "</script>", "😀🏽‍♂️ 👩‍👩‍👧", "%00%", "\\u0000",
    "[(*+?{", "=", "==", "a=b", "132=khdu", "__proto__", "constructor", "toString", "đ" * 10_000, "đối thoại " * 1000,
    "\u202e\u200f", "®èi tho¹i", "ñoái thoaïi", "Ã‘á»‘i thoáº¡i", "\ud800", "0", "00000000", "99999999999999999999",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:30])
def test_whatever_is_typed_gets_a_sentence(desk: Any, text: str) -> None:
    """Markup, quotes, emoji, ten thousand letters, old encodings: no fault, nothing run, a plain Vietnamese sentence."""
    title = desk.title()
    desk.evaluate("document.querySelector('.dt-search [role=status]').textContent = '…'")
    desk.evaluate(
        "text => { const box = document.querySelector('#dt-q'); box.value = text; box.dispatchEvent(new Event('input')); box.form.dispatchEvent(new InputEvent('input')); }",
        text,
    )
    desk.evaluate("document.querySelector('#dt-q').dispatchEvent(new Event('input', {bubbles: true}))")
    until(desk, f"!['…'].includes({TOLD})")
    assert desk.inner_text(STATUS)
    assert desk.title() == title
    assert desk.locator(".dt-search__hits :is(img, script)").count() == 0


def test_nothing_of_the_search_is_fetched_before_somebody_turns_to_it(browser: Any, address: str) -> None:
    """The first view asks for none of its files; a search asks for a few, all from this site."""
    tab, faults, requests = open_tab(browser, address, 390)
    assert [url for url in requests if "/tim" in url] == []
    assert search(tab, "karaoke")[0].endswith("kien-nghi/009/")
    assert 3 <= len([url for url in requests if "/tim" in url]) <= 12
    assert [url for url in requests if not url.startswith((address, "data:"))] == []
    assert faults == []
    tab.context.close()


@pytest.mark.parametrize("pattern", ["**/doithoai/tim.js", "**/tim/dau.js*", "**/tim/tu/*", "**/tim/trang/**"])
def test_a_piece_that_does_not_come_is_told_in_a_sentence(browser: Any, address: str, pattern: str) -> None:
    """Whatever is missing, the box says so and where else to look; once the line is back, the next letter finds."""
    tab, _, _ = open_tab(browser, address, 1280)
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.route(pattern, lambda route: route.abort())
    tab.fill("#dt-q", "karaoke")
    until(tab, f"{TOLD}.startsWith('Chưa tải được')")
    assert tab.is_visible(".dt-search__hits >> text=Danh mục A–Z")
    tab.unroute(pattern)
    tab.type("#dt-q", " ")
    tab.wait_for_selector(HITS)
    assert errors == []
    tab.context.close()


def test_an_old_head_is_fetched_anew(browser: Any, address: str, public: Path) -> None:
    """A browser that kept the head of an earlier build finds by the new one, not by numbers that mean other pages."""
    tab, faults, _ = open_tab(browser, address, 1280)
    old = (public / "tim/dau.js").read_text("utf-8")
    head = json.loads("[" + old.removeprefix("dt_found(").removesuffix(")\n") + "]")
    head[1], head[2]["parts"] = "0000000000", [[*row[:3], "0000000000", row[4]] for row in head[2]["parts"]]
    body = f"dt_found({','.join(map(json.dumps, head))})"
    tab.route("**/tim/dau.js", lambda route: route.fulfill(body=body, content_type="text/javascript"))
    assert search(tab, "karaoke")[0].endswith("kien-nghi/009/")
    assert faults == []
    tab.context.close()


BLOCKED = """
for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
  Object.defineProperty(window, name, {get() { throw new DOMException("blocked", "SecurityError"); }});
}
history.replaceState = () => { throw new DOMException("blocked", "SecurityError"); };
"""


def test_a_browser_that_keeps_nothing_can_search(browser: Any, address: str) -> None:
    """With every storage blocked, the box and the lookup page find the same."""
    tab, faults, _ = open_tab(browser, address, 1280, BLOCKED)
    assert search(tab, "karaoke")[0].endswith("kien-nghi/009/")
    tab.goto(f"{address}tra-cuu/?q=karaoke")
    tab.wait_for_selector(".dt-found li a")
    assert [one for one in faults if "blocked" in one and "dt" in one] == []
    tab.context.close()


def test_it_works_from_a_folder(browser: Any, public: Path) -> None:
    """Opened from a memory stick: the box finds, a hit opens, Enter leads to all of them."""
    tab, faults, _ = open_tab(browser, (public / "lich/index.html").as_uri(), 1280)
    assert search(tab, "karaoke")[0].endswith("kien-nghi/009/")
    tab.press("#dt-q", "Enter")
    tab.wait_for_url("**/tra-cuu/index.html?q=karaoke")
    tab.wait_for_selector(".dt-found li a")
    tab.click(".dt-found li a")
    tab.wait_for_url("**/kien-nghi/009/index.html")
    assert faults == []
    tab.context.close()


def test_a_keyboard_is_enough(home: Any) -> None:
    """Down and up lead through the hits, Escape closes them and comes back, Tab past them closes them too."""
    tab = home
    focused = "document.activeElement.id || document.activeElement.textContent"
    search(tab, "karaoke")
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate("document.activeElement === document.querySelector('.dt-search__hits li a')")
    tab.keyboard.press("ArrowUp")
    assert tab.evaluate(focused) == "dt-q"
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Escape")
    assert (tab.evaluate(focused), tab.is_visible(".dt-search__hits")) == ("dt-q", False)
    search(tab, "karaok")
    assert tab.is_visible(".dt-search__hits")
    for _ in range(15):
        tab.keyboard.press("Tab")
    assert not tab.is_visible(".dt-search__hits")


def test_the_box_has_names_and_tells_how_much_was_found(home: Any) -> None:
    """A screen reader hears what the box is for, and the number of hits without leaving it."""
    tab = home
    assert tab.get_by_role("search", name="Tìm kiếm").count() == 1
    assert tab.get_by_role("searchbox", name="Tìm trong trang này, có dấu hay không dấu đều được").count() == 1
    assert tab.get_by_role("button", name="Tìm", exact=True).count() == 1
    search(tab, "karaoke")
    assert tab.get_by_role("status").first.inner_text() == "Tìm thấy 3 trang."


def test_without_javascript_the_box_leads_to_lists(browser: Any, address: str) -> None:
    """Enter leads to topics and to every record from A to Z; from there a record is two steps away."""
    tab = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    tab.goto(address)
    tab.fill("#dt-q", "karaoke")
    tab.press("#dt-q", "Enter")
    tab.wait_for_url("**/tra-cuu/index.html?q=karaoke")
    assert tab.is_visible("h2 >> text=Theo lĩnh vực")
    tab.click("article a:text-is('Ủy ban nhân dân phường Mẫu')")
    tab.click("nav.dt-letters a:text-is('L')")
    tab.click("text=Loa kéo hát karaoke")
    tab.wait_for_url("**/kien-nghi/009/")
    tab.context.close()


def test_hits_are_narrowed_to_an_authority_and_a_residential_group(browser: Any, address: str) -> None:
    """Choosing narrows, the address keeps the choice, and going back to all widens again."""
    tab, faults, _ = open_tab(browser, f"{address}tra-cuu/?q=de+nghi", 390)
    tab.wait_for_selector(".dt-found li")

    def told() -> int:
        return int("".join(sign for sign in tab.inner_text(".dt-found [role=status]") if sign.isdigit()))

    everywhere = told()
    choose(tab, "[data-dt-part]", "phuong-mau")
    ward = told()
    choose(tab, "[data-dt-area]", "Tổ dân phố số 5")
    assert tab.evaluate("location.search.includes('to=')")
    group = told()
    assert everywhere >= ward > group > 0
    abouts = tab.eval_on_selector_all(".dt-found .dt-line__about", "all => all.map(one => one.textContent)")
    assert len(abouts) == group and all("Tổ dân phố số 5" in about for about in abouts)
    tab.reload()
    tab.wait_for_selector(".dt-found li")
    assert (told(), tab.input_value("[data-dt-area]")) == (group, "Tổ dân phố số 5")
    choose(tab, "[data-dt-part]", "")
    assert told() == everywhere
    assert faults == []
    tab.context.close()


def choose(tab: Any, box: str, value: str) -> None:
    """Narrow what was found, once the browser has an answer to what was chosen before, until it has one to this."""
    status = "document.querySelector('.dt-found [role=status]').textContent"
    tab.evaluate(f"{status} = '…'")
    tab.select_option(box, value)
    until(tab, f"{status} !== '…'")


def test_more_hits_are_shown_when_asked_for(home: Any, address: str) -> None:
    """Twenty, then the others."""
    tab = home
    tab.goto(f"{address}tra-cuu/?q=phuong")
    tab.wait_for_selector("[data-dt-more]")
    assert tab.locator(".dt-found li").count() == 20
    tab.click("[data-dt-more]")
    until(tab, "document.querySelectorAll('.dt-found li').length === 40")


def test_a_lost_address_is_helped_on(browser: Any, address: str, public: Path) -> None:
    """Where a page is gone, pages of the address's words are offered, and the box searches as everywhere."""
    tab, _, _ = open_tab(browser, address, 1280)
    missing = (public / "404.html").read_bytes()
    tab.route("**/bai-viet/**", lambda route: route.fulfill(status=404, body=missing, content_type="text/html"))
    tab.goto(f"{address}bai-viet/ket-qua/loa-keo-karaoke.html")
    tab.wait_for_selector("[data-dt-lost] li a")
    assert "karaoke" in tab.inner_text("[data-dt-lost] li >> nth=0")
    assert search(tab, "xe buýt")[0].endswith("kien-nghi/012/")
    tab.route("**/khong/co/", lambda route: route.fulfill(status=404, body=missing, content_type="text/html"))
    tab.goto(f"{address}co-quan/khong/co/")
    tab.wait_for_selector("[data-dt-lost] li mark")
    marked = words(" ".join(tab.locator("[data-dt-lost] mark").all_inner_texts()))
    assert {bare(one) for one in marked} <= {"co", "quan", "khong"}  # but not “cổng”: nobody is typing
    tab.goto(f"{address}bai-viet/%E0%A4%A/qqqq")
    assert tab.is_visible("article >> text=Danh mục A–Z và theo lĩnh vực")
    assert not tab.is_visible("[data-dt-lost]")
    tab.context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_hits_fit_the_screen(home: Any, address: str, width: int) -> None:
    """Box and hits are as wide as the screen allows, no wider, and large enough for a thumb."""
    tab = home
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(address)
    search(tab, "doi thoai")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    for part in ("#dt-q", ".dt-search__go", ".dt-search__hits"):
        box = tab.locator(part).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert box["height"] >= 24
