"""A citizen's way through the real site in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import open_tab
from doithoai.domain.spoken_code import derived, grouped
from papers import cut, needs_poppler, overlapping, read

pytestmark = pytest.mark.browser

LOA = "loa/phuong-mau/"
SCRIPT = f"{LOA}2026/doi-thoai-4/nhac-lich-2/"
RESULT = f"{LOA}2026/doi-thoai-2/ket-qua-2/"
SHEET = f"{SCRIPT}ban-doc.html"


@pytest.fixture(scope="module")
def phone(browser: Any, address: str) -> Iterator[tuple[Any, list[str], list[str]]]:
    """One tab for tests that leave nothing behind, its faults and what it asked for: to open one takes a second."""
    tab, faults, requests = open_tab(browser, address, 390)
    yield tab, faults, requests
    tab.context.close()


@pytest.fixture(scope="module")
def plain(browser: Any) -> Iterator[Any]:
    """The same without JavaScript."""
    tab = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    yield tab
    tab.context.close()


@pytest.fixture(scope="module")
def desk(browser: Any, address: str) -> Iterator[Any]:
    """The same for what is printed."""
    tab, _, _ = open_tab(browser, address, 1280)
    yield tab
    tab.context.close()


def opened(phone: tuple[Any, list[str], list[str]], url: str, width: int = 390) -> tuple[Any, list[str], list[str]]:
    """That tab at a page, as if nothing had been opened in it before."""
    tab, faults, requests = phone
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto("about:blank")
    faults.clear()
    requests.clear()
    tab.goto(url)
    tab.wait_for_timeout(200)
    return phone


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_from_home_to_a_session_to_an_opinion(phone: Any, address: str, width: int) -> None:
    """Home, the next session, one of its opinions: no fault on the console, nothing asked of anybody else."""
    tab, faults, requests = opened(phone, address, width)
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


@pytest.mark.parametrize("width", [320, 1280])
def test_no_kind_of_page_is_wider_than_the_screen(browser: Any, address: str, public: Path, width: int) -> None:
    """Nothing has to be scrolled sideways on any kind of page, at the narrowest width and on a desktop."""
    ward = "co-quan/phuong-mau/"
    session = f"{ward}2026/doi-thoai-1/"
    kinds = ["", "lich/", "ke-hoach/", "ket-luan/", "kien-nghi/", "co-quan/", "linh-vuc/", "linh-vuc/moi-truong/",
             "trang/huong-dan-tham-gia/", ward, f"{ward}kien-nghi/", f"{ward}linh-vuc/moi-truong/", session,
             f"{session}ket-luan/", f"{session}kien-nghi/003/", f"{ward}2026/ke-hoach/",
             "co-quan/dang-uy-phuong-quynh-mai/2024/ke-hoach/", "loa/", LOA, f"{LOA}truc/", SCRIPT]  # fmt: skip
    tab, faults, _ = open_tab(browser, address, width)
    wide = []
    for kind in kinds:
        assert (public / kind / "index.html").exists(), kind
        tab.goto(address + kind)
        if tab.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(kind)
    failed = [one for one in faults if "favicon" not in one]  # its loading ends where the next page begins
    assert (wide, failed) == ([], [])
    tab.context.close()


def test_counters_stand_on_one_line_on_a_phone(phone: Any, address: str) -> None:
    """Two counters side by side have their numbers at one height, however long their words are."""
    tab, faults, _ = opened(phone, f"{address}kien-nghi/")
    tops = tab.evaluate("[...document.querySelectorAll('.dt-counts dd')].map(one => one.getBoundingClientRect().top)")
    assert (tops[0], tops[2]) == (tops[1], tops[3])
    assert faults == []


def test_a_folded_log_opens_without_javascript(plain: Any, address: str) -> None:
    """The earlier rows appear under the finger, on the page itself."""
    tab = plain
    tab.goto(f"{address}co-quan/phuong-mau/2026/doi-thoai-2/")
    row = tab.locator("details.dt-more:has(.dt-table--log) tbody tr >> nth=0")
    assert not row.is_visible()
    tab.click("details.dt-more:has(.dt-table--log) summary")
    assert row.is_visible()


def test_everything_is_readable_without_javascript(plain: Any, address: str) -> None:
    """A session's facts, its changes and its opinions are there, and links work, with scripts switched off."""
    tab = plain
    tab.goto(f"{address}co-quan/phuong-mau/2026/doi-thoai-4/")
    for words in ("8h00 – 11h00", "Hội trường Trường Trung học cơ sở Mẫu", "Các lần thay đổi", "Chương trình"):
        assert tab.is_visible(f"article >> text={words} >> visible=true")
    tab.click("nav.dt-crumbs a >> nth=1")
    tab.wait_for_url("**/co-quan/phuong-mau/")
    assert tab.inner_text("h1") == "Ủy ban nhân dân phường Mẫu"


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


VOICES = """
window.said = [];
const voices = LANGUAGES.map((lang) => ({lang, localService: true}));
let ready = !LATE;
const synth = new EventTarget();
Object.assign(synth, {
  getVoices: () => ready ? voices : [],
  speak(one) {
    said.push(one.text);
    this.now = one;
    if (!SLOW) setTimeout(() => { if (this.now === one) { this.now = null; one.onend(); } });
  },
  cancel() {
    const one = this.now;
    this.now = null;
    if (one) setTimeout(() => one.onerror({error: "canceled"}));
  },
});
if (LATE) setTimeout(() => { ready = true; synth.dispatchEvent(new Event("voiceschanged")); }, 100);
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", {value: synth});
"""


def voices(*languages: str, slow: bool = False, late: bool = False) -> str:
    """A browser's voices, as a script: `slow` never comes to a sentence's end, `late` tells of its voices later."""
    values = {"LANGUAGES": list(languages), "SLOW": slow, "LATE": late}
    return "".join(f"const {name} = {json.dumps(value)};" for name, value in values.items()) + VOICES


NO_SPEECH = "Object.defineProperty(window, 'speechSynthesis', {value: undefined});"


@pytest.mark.parametrize("before", [voices("en-US", "zh-CN"), voices(), NO_SPEECH])
def test_nothing_is_offered_to_hear_without_a_vietnamese_voice(browser: Any, address: str, before: str) -> None:
    """A button that would read in English, or not at all, is not shown, and nothing fails."""
    tab, faults, _ = open_tab(browser, address + SCRIPT, 390, before)
    assert not tab.is_visible("[data-dt-said]")
    assert faults == []
    tab.context.close()


@pytest.mark.parametrize(("language", "late"), [("vi-VN", False), ("vi_VN", True)])
def test_an_announcement_is_read_aloud_to_its_end(
    browser: Any, address: str, public: Path, language: str, late: bool
) -> None:
    """Every sentence of it as it is said, one after the other; then it can be heard again."""
    tab, faults, _ = open_tab(browser, address + SCRIPT, 390, voices("en-US", language, late=late))
    tab.click("text=Nghe thông báo này")
    tab.wait_for_selector("[data-dt-stop]", state="hidden")
    spoken = (public / SCRIPT / "chuan.txt").read_text("utf-8")
    assert tab.evaluate("said") == [line for line in spoken.split("\n") if line]
    assert tab.inner_text("[data-dt-play]") == "Nghe thông báo này"
    assert faults == []
    tab.context.close()


def test_reading_aloud_rests_goes_on_and_stops(browser: Any, address: str) -> None:
    """The button says what it will do; a pause goes on with the sentence that was cut off; stopping begins anew."""
    tab, faults, _ = open_tab(browser, address + SCRIPT, 390, voices("vi-VN", slow=True))
    play, stop = tab.locator("[data-dt-play]"), tab.locator("[data-dt-stop]")
    play.click()
    tab.evaluate("speechSynthesis.now.onend()")
    assert (play.inner_text(), stop.is_visible()) == ("Tạm dừng", True)
    play.click()
    assert (play.inner_text(), stop.is_visible(), tab.evaluate("speechSynthesis.now")) == ("Nghe tiếp", True, None)
    play.click()
    assert tab.evaluate("said[1] === said[2]")
    stop.focus()
    tab.keyboard.press("Enter")
    assert (play.inner_text(), stop.is_visible(), tab.evaluate("speechSynthesis.now")) == (
        "Nghe thông báo này", False, None)  # fmt: skip
    assert tab.evaluate("document.activeElement === document.querySelector('[data-dt-play]')")
    play.press("Enter")
    assert tab.evaluate("said[3] === said[0]")
    assert faults == []
    tab.context.close()


def test_reading_aloud_ends_with_the_page(browser: Any, address: str) -> None:
    """Nobody goes on hearing a page that they have left."""
    tab, faults, _ = open_tab(browser, address + SCRIPT, 390, voices("vi-VN", slow=True))
    tab.click("[data-dt-play]")
    assert tab.evaluate("speechSynthesis.now !== null")
    tab.evaluate("dispatchEvent(new Event('pagehide'))")
    assert tab.evaluate("speechSynthesis.now") is None
    assert faults == []
    tab.context.close()


@pytest.mark.parametrize("width", [320, 390, 800])
def test_an_announcers_page_breaks_its_lines_where_a_reader_may(phone: Any, address: str, width: int) -> None:
    """No mark begins a line, no number parts from what was written, nothing is wider than the screen."""
    tab, faults, _ = opened(phone, f"{address}{RESULT}ban-doc.html", width)
    tab.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    broken = tab.evaluate(
        """[...document.querySelectorAll('.script .keep:not(:has(.long))')].filter((one) => {
          const inside = document.createRange();
          inside.selectNodeContents(one);
          const bottoms = [...inside.getClientRects()].map((rect) => rect.bottom);
          return Math.max(...bottoms) - Math.min(...bottoms) > 15;
        }).map((one) => one.textContent)"""
    )
    assert (broken, faults) == ([], [])
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_an_announcers_page_needs_no_javascript(plain: Any, address: str) -> None:
    """The other lengths unfold, and the desk is one step away."""
    tab = plain
    tab.goto(address + SHEET)
    short = tab.locator("details >> nth=0")
    assert not short.locator(".script").is_visible()
    short.locator("summary").click()
    assert short.locator(".script").is_visible()
    tab.click("text=Bàn trực loa")
    tab.wait_for_url("**/loa/phuong-mau/truc/index.html")
    assert tab.inner_text("h1") == "Bàn trực loa UBND phường Mẫu"


def test_a_printed_sheet_is_black_and_turns_only_between_sentences(browser: Any, address: str) -> None:
    """On paper: no links, no folded lengths, no sentence or row in two, no heading left alone."""
    tab, _, _ = open_tab(browser, address + SHEET, 800)
    tab.emulate_media(media="print")
    look = "(names) => [...document.querySelectorAll(names)].map((one) => getComputedStyle(one))"
    for names, name, value in (
        (".ways, details:not(.due)", "display", "none"),
        (".script p, .log tr", "breakInside", "avoid"),
        ("h1, h2", "breakAfter", "avoid"),
        (".script p, .script small, .pause", "color", "rgb(0, 0, 0)"),
    ):
        found = tab.evaluate(f"(names) => ({look})(names).map((one) => one.{name})", names)
        assert set(found) == {value}, (names, found)
    tab.context.close()


def test_targets_are_large_enough_for_a_thumb(browser: Any, address: str) -> None:
    """What stands alone and can be pressed is at least 24 pixels high on a phone."""
    small = []
    tab, _, _ = open_tab(browser, address, 390, voices("vi-VN"))
    for path in (SCRIPT, SHEET, f"{LOA}truc/", LOA):
        tab.goto(address + path)
        small += tab.evaluate(
            "[...document.querySelectorAll('article button, summary, nav.ways a, .dt-lines > li > a, article li > a')]"
            ".filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24)"
            ".map((one) => one.textContent)"
        )
    tab.context.close()
    assert small == []


CODE = derived("phuong-mau/2026/doi-thoai-4/lich")
SESSION_PAGE = "co-quan/phuong-mau/2026/doi-thoai-4/"


@pytest.mark.parametrize("typed", [CODE, grouped(CODE), f"{CODE[:4]}.{CODE[4:]}"])
@pytest.mark.parametrize("served", [True, False], ids=["served", "folder"])
def test_a_typed_code_leads_to_its_record(phone: Any, address: str, public: Path, typed: str, served: bool) -> None:
    """On the web and from a folder, with or without the space."""
    root = address if served else public.as_uri() + "/"
    tab, faults, _ = opened(phone, f"{root}s/index.html")
    tab.fill("#ma", typed)
    tab.press("#ma", "Enter")
    tab.wait_for_url(f"{root}{SESSION_PAGE}index.html")
    assert "buổi 4 năm 2026" in tab.inner_text("h1")
    assert faults == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("4821 903", "đúng tám chữ số"),
        ("4821 9037", "Mã 4821 9037 có chữ số sai"),
        ("4812 9038", "Mã 4812 9038 có chữ số sai"),
        ("4821 9038", "Không có hồ sơ nào mang mã 4821 9038"),
        ("0821 9031", "có chữ số sai"),
    ],
)
def test_a_code_that_leads_nowhere_is_told_plainly(phone: Any, address: str, typed: str, said: str) -> None:
    """A slip of a digit is told from a code that no record has; the page stays."""
    tab, faults, _ = opened(phone, f"{address}s/")
    tab.fill("#ma", typed)
    tab.click("form[data-dt-codes] button")
    tab.wait_for_selector("#ma-tra-loi:not(:empty)")
    assert said in tab.inner_text("#ma-tra-loi")
    assert tab.url == f"{address}s/" and faults == []


def test_without_javascript_the_address_of_a_code_is_explained(plain: Any, address: str) -> None:
    """The form is not shown where it could do nothing, and a short address leads on by itself."""
    tab = plain
    tab.goto(f"{address}s/")
    assert not tab.is_visible("#ma") and tab.is_visible("h2#cach-khac")
    tab.goto(f"{address}s/{CODE}/")
    tab.wait_for_url(f"{address}{SESSION_PAGE}index.html")


PRINTED = {
    "": "Buổi đối thoại sắp tới",
    SESSION_PAGE: "Hội trường Trường Trung học cơ sở Mẫu",
    "co-quan/ubnd-phuong-ha-cau/2024/ke-hoach/": "Phân công thực hiện",
    "co-quan/phuong-mau/2026/doi-thoai-1/ket-luan/": "Mã tra cứu",
    "co-quan/phuong-mau/2026/doi-thoai-1/kien-nghi/001/": "Diễn biến",
    "co-quan/phuong-mau/kien-nghi/": "Tổ dân phố số 2",
    "co-quan/phuong-mau/": "Nơi tiếp dân",
    f"{LOA}truc/": "Phiếu phát trong ngày",
    SCRIPT: "Lời đọc",
    "lich/": "Sắp tới",
    "trang/huong-dan-tham-gia/": "Bước 1",
}
NOT_ON_PAPER = (
    ".md-header, .md-tabs, .md-sidebar, .md-footer, .dt-search, .dt-crumbs, .dt-listen, .dt-pager, .md-skip, "
    ".dt-filters, .dt-facets, h2 + .dt-more > summary"
)


@needs_poppler
@pytest.mark.parametrize("page", PRINTED)
def test_a_printed_page_is_a_clean_sheet(desk: Any, address: str, tmp_path: Path, page: str) -> None:
    """Its words and the day they hold for; no navigation, nothing cut, no two lines over each other."""
    desk.emulate_media(media="null")
    desk.goto(f"{address}{page}")
    desk.wait_for_timeout(200)
    desk.emulate_media(media="print")
    shown = desk.evaluate(
        "names => [...document.querySelectorAll(names)].filter(one => one.checkVisibility()).length", NOT_ON_PAPER
    )
    found = read(desk.pdf(format="A4", prefer_css_page_size=True), tmp_path)
    assert shown == 0
    assert PRINTED[page] in found.flat
    assert page.startswith("trang/") or "Thông tin tính đến thứ Sáu, ngày 20/11/2026" in found.flat
    assert {tuple(map(round, size)) for size in found.pages} == {(595, 842)}
    assert cut(found) == [] and overlapping(found) == []


@needs_poppler
def test_what_is_folded_away_stands_on_paper(desk: Any, address: str, tmp_path: Path) -> None:
    """Nobody can open a fold on paper, nor does one begin on a page of its own; and a source is printed with its address."""
    desk.emulate_media(media="null")
    desk.goto(f"{address}{SESSION_PAGE}")
    folded = desk.evaluate(
        "[...document.querySelectorAll('details:not([open]) td')].map(one => one.textContent.trim())"
    )
    found = read(desk.pdf(format="A4", prefer_css_page_size=True), tmp_path)
    assert folded and [one for one in folded if one.split()[0] not in found.flat] == []
    *full, _ = range(1, len(found.pages) + 1)
    words = [line for line in found.lines if line.right < 540]  # a page's number stands further right
    assert [page for page in full if max(line.bottom for line in words if line.page == page) < 420] == []
