"""Every kind of page for every reader: axe-core in a real browser, the keyboard alone, the weight of a first view."""

from __future__ import annotations

import gzip
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from browsing import open_tab, until
from kinds import KINDS, SESSION, lead

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AUDIT = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then(found =>
  found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 120)}`)))"""
HEAVIEST, MOST_REQUESTS = 60_000, 6
LOOKING_UP = {"missing": 3}
"""Requests more of a page that searches by itself, for pages near the address that is not there."""


def audit(tab: Any) -> list[str]:
    """What axe-core finds on the page as it stands, no colour on its way to another."""
    tab.emulate_media(reduced_motion="reduce")
    tab.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found: list[str] = tab.evaluate(AUDIT, RULES)
    return found


def reader(browser: Any, width: int, scheme: str, before: str = "") -> Any:
    """A tab of a reader with that screen and those colours; our policy lets nobody else's script in, so it is off."""
    tab = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True).new_page()
    tab.add_init_script(before)
    return tab


def test_the_kinds_are_all_there_are(public: Path) -> None:
    """Every template that draws whole pages has a page in the list, and each page is there."""
    pages = Path(__file__).parent.parent / "theme/doithoai_theme/site/pages"
    templates = {path.stem for path in pages.glob("[a-z]*.html")}
    assert templates - {name.split(" ")[0] for name in KINDS} == {"inherited"}  # the sample has no heir of its own
    assert [path for path in KINDS.values() if not (public / path / "index.html").exists() and "html" not in path] == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_kind_of_page_breaks_a_rule_of_accessibility(browser: Any, address: str, scheme: str, width: int) -> None:
    """WCAG 2.2 A and AA, and what axe-core knows as best practice."""
    tab = reader(browser, width, scheme)
    broken = {}
    for kind, path in KINDS.items():
        tab.goto(address + path)
        tab.evaluate("document.querySelectorAll('article details').forEach(one => { one.open = true; })")
        if found := audit(tab):
            broken[kind] = found
    tab.context.close()
    assert broken == {}


def test_a_page_that_only_leads_on_can_be_read_too(browser: Any, public: Path) -> None:
    """A code's page where a browser does not follow by itself: no rule broken, one link on."""
    tab = reader(browser, 390, "light")
    tab.set_content(lead(public).read_text("utf-8").replace('http-equiv="refresh"', ""))
    assert audit(tab) == []
    assert tab.locator("main a").count() == 1
    tab.context.close()


@pytest.mark.parametrize(("letters", "size"), [(32, 0), (16, 3)])
def test_letters_twice_as_large_on_a_small_phone_are_read_without_scrolling_sideways(
    browser: Any, address: str, letters: int, size: int
) -> None:
    """Whether the phone was told to show them so large, or the page's own button: every kind of page fits 320 px."""
    tab = reader(browser, 320, "light", f"localStorage.setItem('dt-size', '{size}');")
    phone = tab.context.new_cdp_session(tab)
    phone.send("Page.setFontSizes", {"fontSizes": {"standard": letters}})
    wide = {}
    for kind, path in KINDS.items():
        tab.goto(address + path)
        width = tab.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[kind] = width
    assert tab.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= letters
    tab.context.close()
    assert wide == {}


@pytest.mark.parametrize("path", ["", SESSION, "kien-nghi/", "thong-ke/"])
def test_twice_the_size_breaks_nothing(browser: Any, address: str, path: str) -> None:
    """A desktop at 200 %, with the largest letters chosen: no rule broken, nothing to be scrolled sideways."""
    tab = reader(browser, 640, "light", "localStorage.setItem('dt-size', '3');")
    tab.goto(address + path)
    assert tab.evaluate("document.documentElement.dataset.dtSize") == "3"
    assert tab.evaluate("document.documentElement.scrollWidth") <= 640
    assert audit(tab) == []
    tab.context.close()


@pytest.mark.parametrize("path", ["", SESSION, "kien-nghi/"])
def test_wider_spacing_of_text_cuts_nothing(browser: Any, address: str, path: str) -> None:
    """With the spacing that WCAG 1.4.12 names, nothing runs out of its box or off the screen."""
    tab = reader(browser, 390, "light")
    tab.goto(address + path)
    tab.add_style_tag(content="* { line-height: 1.5 !important; letter-spacing: .12em !important;"
                              "word-spacing: .16em !important; } p { margin-bottom: 2em !important; }")  # fmt: skip
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    cut = """[...document.querySelectorAll('article *')].filter(one => {
      const look = getComputedStyle(one);
      return look.overflow === 'hidden' && !one.matches('.dt-unseen, thead') && one.scrollWidth > one.clientWidth + 1;
    }).map(one => one.outerHTML.slice(0, 120))"""
    assert tab.evaluate(cut) == []
    tab.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_menu_by_keyboard(browser: Any, address: str, scheme: str) -> None:
    """It opens with Enter, shows where one is, holds its links, and Escape leads back to its switch."""
    tab = reader(browser, 390, scheme)
    tab.goto(address)
    switch = tab.locator(".dt-menu > summary")
    switch.focus()
    tab.keyboard.press("Enter")
    assert tab.is_visible(".dt-menu a >> nth=0")
    assert audit(tab) == []
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.matches('.dt-menu a')")
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    tab.keyboard.press("Escape")
    assert not tab.is_visible(".dt-menu a >> nth=0")
    assert tab.evaluate("document.activeElement.matches('.dt-menu > summary')")
    tab.keyboard.press("Enter")
    tab.locator("article a >> nth=0").focus()
    assert not tab.is_visible(".dt-menu a >> nth=0")
    tab.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_a_search_finds_breaks_no_rule(browser: Any, address: str, scheme: str) -> None:
    """The hits below the box, while they stand open."""
    tab = reader(browser, 390, scheme)
    tab.goto(address)
    tab.fill("#dt-q", "duong")
    tab.wait_for_selector("[data-dt-hits] li")
    assert audit(tab) == []
    tab.context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_focus_is_seen_and_never_below_the_header(browser: Any, address: str, width: int) -> None:
    """Tab by tab through a session's page: each stop has an outline and is not covered."""
    tab = reader(browser, width, "light")
    tab.goto(address + SESSION)
    covered, plain = [], []
    for _ in range(60):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement === document.body"):
            break  # past the last stop
        name, outline, seen = tab.evaluate("""() => {
          const one = document.activeElement, box = one.getClientRects()[0];
          const at = document.elementFromPoint(box.left + Math.min(8, box.width / 2), box.top + box.height / 2);
          return [one.outerHTML.slice(0, 120), getComputedStyle(one).outlineStyle, !!at && (one.contains(at) || at.contains(one))];
        }""")
        plain += [name] if outline == "none" else []
        covered += [] if seen else [name]
    assert (covered, plain) == ([], [])
    tab.context.close()


def test_everything_that_can_be_pressed_is_large_enough(browser: Any, address: str) -> None:
    """24 px each way on a phone, but for links within a line of text."""
    tab = reader(browser, 390, "light")
    small = []
    for kind, path in KINDS.items():
        tab.goto(address + path)
        small += tab.evaluate(
            """kind => [...document.querySelectorAll('button, summary, input, select, nav a, .dt-button, .dt-ways a')]
              .filter(one => one.checkVisibility() && getComputedStyle(one).display !== 'inline')
              .map(one => [one, one.getBoundingClientRect()])
              .filter(([one, box]) => box.width && (box.height < 24 || box.width < 24))
              .map(([one]) => kind + ': ' + one.outerHTML.slice(0, 120))""",
            kind,
        )
    tab.context.close()
    assert small == []


def test_nothing_moves_for_who_asked_for_rest(browser: Any, address: str) -> None:
    """With reduced motion no animation and no transition is left."""
    tab = browser.new_context(viewport={"width": 390, "height": 800}, reduced_motion="reduce").new_page()
    tab.goto(address + SESSION)
    moving = """[...document.querySelectorAll('*')].filter(one => {
      const look = getComputedStyle(one);
      return parseFloat(look.transitionDuration) > 0 || (look.animationName !== 'none');
    }).map(one => one.outerHTML.slice(0, 80))"""
    assert tab.evaluate(moving) == []
    tab.context.close()


SHIFTS = """window.shifted = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) shifted += one.value; })
  .observe({type: "layout-shift", buffered: true});"""
MOBILE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
"""A slow mobile line: ms, bytes a second."""


@pytest.mark.parametrize("path", ["", SESSION, "kien-nghi/"])
def test_nothing_shifts_while_a_page_comes(browser: Any, address: str, path: str) -> None:
    """On a slow line with nothing kept, both fonts come and no word moves."""
    tab = reader(browser, 390, "light", SHIFTS)
    line = tab.context.new_cdp_session(tab)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", MOBILE)
    tab.goto(address + path, wait_until="networkidle")
    until(tab, "[...document.fonts].map(font => font.status).join() === 'loaded,loaded'")
    tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")  # painted with them
    assert tab.evaluate("shifted") == 0
    tab.context.close()


def test_a_first_view_is_light(browser: Any, address: str, public: Path) -> None:
    """At most 60 kB as a server sends it compressed, and six requests, on every kind of page."""
    heavy = {}
    for kind, path in KINDS.items():
        tab, _, requests = open_tab(browser, address + path, 390)
        asked = {url.removeprefix(address).partition("?")[0] for url in requests if url.startswith(address)}
        tab.context.close()
        weight = sum(_sent(public / name / "index.html" if name[-1:] in ("", "/") else public / name) for name in asked)
        if weight > HEAVIEST or len(asked) > MOST_REQUESTS + LOOKING_UP.get(kind, 0):
            heavy[kind] = (weight, sorted(asked))
    assert heavy == {}


def _sent(path: Path) -> int:
    """Bytes over the wire; fonts are compressed already."""
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(gzip.compress(content, 6))
