"""The page frame: pages set into MkDocs' and Material's chrome must be the pages MkDocs itself gives."""

from __future__ import annotations

import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from msgspec import to_builtins
from msgspec.structs import replace

from browsing import open_tab, serving
from doithoai.engines.frame import (
    Authored,
    AuthoredPageError,
    Frame,
    FrameError,
    FrameInputs,
    FrameMismatch,
    Hub,
    PageParts,
    TocEntry,
    aside,
    prepare,
)
from doithoai.engines.frame import cache as kept
from doithoai.engines.frame.assembly import Frame as AssembledFrame
from doithoai.engines.frame.markdown_vi import slug

HUBS = (
    Hub("", "Trang chủ"),
    Hub("lich", "Lịch đối thoại"),
    Hub("ke-hoach", "Kế hoạch"),
    Hub("co-quan", "Cơ quan"),
)

GUIDE = """# Cách tra cứu “hồ sơ” & kết quả

## Tìm theo cơ quan

Mở mục *Cơ quan*[^1], rồi chọn [tên phường](gioi-thieu.md).

!!! warning

    Trang này không nhận đơn thư.

| Bước | Số phút |
|------|--------:|
| Mở   | 1       |

[^1]: Ở đầu trang.
"""

INPUTS = FrameInputs(
    site_name="Đối thoại phường Mẫu & Nhân dân",
    site_url="https://vidu.example/doi-thoai/",
    description="Công khai hồ sơ “đối thoại” <với> Nhân dân",
    footer="UBND phường Mẫu<br>12 đường Ví Dụ",
    hubs=HUBS,
    authored=(
        Authored("trang/tra-cuu", GUIDE),
        Authored("trang/gioi-thieu", "## Ai lập trang này\n", "Giới thiệu", 'Trang "mẫu"'),
    ),
    depth=6,
)

DEPTHS = ["_/" * depth for depth in range(1, INPUTS.depth + 1)]

TOC = (
    TocEntry("thoi-gian", 'Thời gian <mới> & "cũ"', (TocEntry("dia-diem", "Địa  điểm 'chính'"),)),
    TocEntry("thanh-phan", "Thành phần"),
)

RECORD = PageParts(
    address="co-quan/phuong-mau/2026/doi-thoai-1/kien-nghi/001/",
    title="Kiến nghị <b>số 1</b> & “đường 'ngập'” \"sâu\"",
    description="Ý kiến về 'thoát nước' & <vỉa hè> \"đường 3\"",
    body='<h1 id="noi-dung">Kiến nghị số 1</h1><p>Đường ngập.</p>',
    toc=TOC,
    head='<meta property="og:title" content="Kiến nghị">',
)

SCRIPT = """
import hashlib, json, sys
from pathlib import Path
from doithoai.engines.frame import *
given = json.loads(sys.argv[1])
given["hubs"] = tuple(Hub(**hub) for hub in given["hubs"])
given["authored"] = tuple(Authored(**one) for one in given["authored"])
frame = prepare(FrameInputs(**given), Path(sys.argv[2]))
parts = PageParts("co-quan/a/", "Tên", "", "<h1 id='noi-dung'>Tên</h1>")
total = hashlib.sha256(frame.page(parts) + repr(list(frame.files())).encode()).hexdigest()
heavy = {"mkdocs", "material", "jinja2", "markdown", "yaml", "pydantic"} & set(sys.modules)
print(json.dumps({"fresh": frame.fresh, "heavy": sorted(heavy), "total": total}))
"""


@pytest.fixture(scope="module")
def frame() -> Frame:
    return prepare(INPUTS)


@pytest.fixture(scope="module")
def pages(frame: Frame) -> dict[str, str]:
    """Every kind of page the frame gives: hub, record, authored, 404."""
    files = {path: content.decode() for path, content in frame.files() if path.endswith(".html")}
    return {
        "hub": frame.page(replace(RECORD, address="lich/")).decode(),
        "record": frame.page(RECORD).decode(),
        "bare": frame.page(replace(RECORD, toc=(), head="")).decode(),
        **files,
    }


# --- the same bytes as MkDocs ------------------------------------------------------------------------


@pytest.mark.parametrize("toc", [(), TOC], ids=["without contents", "with contents"])
@pytest.mark.parametrize("address", ["", "lich/", "ke-hoach/", "co-quan/", "co-quan/x/", *DEPTHS])
def test_a_page_has_mkdocs_own_bytes(frame: Frame, address: str, toc: tuple[TocEntry, ...]) -> None:
    """A hub, and a page of any depth, is what MkDocs itself would have written."""
    frame.verify([replace(RECORD, address=address, toc=toc)])


@pytest.mark.parametrize("text", ["Đối thoại", "<script>", "A & B", '"ngoặc"', "it's", "&amp;", "{{ x }}", ""])
def test_any_text_is_escaped_as_mkdocs_would(frame: Frame, text: str) -> None:
    """No title, description or heading can break out of its place."""
    frame.verify([replace(RECORD, title=text, description=text, toc=(TocEntry(text, text),))])


@pytest.mark.parametrize("site_url", ["", "https://vidu.example", "https://vidu.example/a/b/"])
def test_pages_match_whatever_the_sites_address(site_url: str) -> None:
    """With, without, and below a folder of, a public address."""
    made = prepare(replace(INPUTS, site_url=site_url, depth=2, authored=()))
    made.verify([replace(RECORD, address="co-quan/x/"), replace(RECORD, address="")])
    canonical = f'<link rel="canonical" href="{site_url.rstrip("/")}/co-quan/x/">'
    assert (canonical in made.page(replace(RECORD, address="co-quan/x/")).decode()) == bool(site_url)


def test_the_style_dresses_records_on_a_site_without_pages_of_its_own() -> None:
    """A table of contents stands beside a long record, whether or not an authored page has one."""
    files = dict(prepare(replace(INPUTS, authored=())).files())
    (style,) = (content.decode() for path, content in files.items() if path.endswith(".css"))
    assert ".md-sidebar--secondary" in style


@pytest.mark.parametrize("damage", [lambda value: value + b"x", lambda value: value[:-1], lambda _: b""])
@pytest.mark.parametrize("slot", ["title", "description", "address", "toc", "head", "body"])
def test_a_broken_slot_is_named(frame: Frame, monkeypatch: pytest.MonkeyPatch, slot: str, damage: Any) -> None:
    """The self-check says which slot differs from MkDocs' page, and on which page."""
    values = AssembledFrame._values

    def broken(self: Frame, parts: PageParts) -> dict[str, bytes]:
        given = values(self, parts)
        return given | {slot: damage(given[slot])}

    monkeypatch.setattr(AssembledFrame, "_values", broken)
    with pytest.raises(FrameMismatch) as caught:
        frame.verify([RECORD])
    assert (caught.value.slot, caught.value.address) == (slot, RECORD.address)


@pytest.mark.parametrize("address", ["a/b/c/d/e/f/g/", "co-quan/x", "co-quan/x/index.html"])
def test_an_address_without_a_place_is_refused(frame: Frame, address: str) -> None:
    """Too deep, or not ending with a slash: no page is set into a wrong frame."""
    with pytest.raises(FrameError, match=re.escape(address)):
        frame.page(replace(RECORD, address=address))


# --- what a page holds -------------------------------------------------------------------------------


def test_the_parts_stand_in_the_page(frame: Frame) -> None:
    """Title, description, canonical address, head and body are where a browser looks for them."""
    page = frame.page(RECORD).decode()
    assert (
        "<title>Kiến nghị &lt;b&gt;số 1&lt;/b&gt; &amp; “đường &#39;ngập&#39;” &#34;sâu&#34; "
        "– Đối thoại phường Mẫu &amp; Nhân dân</title>" in page
    )
    assert 'content="Ý kiến về &#39;thoát nước&#39; &amp; &lt;vỉa hè&gt; &#34;đường 3&#34;"' in page
    assert f'<link rel="canonical" href="{INPUTS.site_url}{RECORD.address}">' in page
    assert RECORD.head in page.partition("</head>")[0]
    assert RECORD.body in page


def test_an_empty_description_is_the_sites(frame: Frame) -> None:
    """No page has an empty description."""
    page = frame.page(replace(RECORD, description="")).decode()
    assert '<meta name="description" content="Công khai hồ sơ “đối thoại” &lt;với&gt; Nhân dân">' in page


def test_contents_stand_beside_the_page_only_when_there_are_any(pages: dict[str, str]) -> None:
    """A page without headings has no empty column; the guides stand beside a guide only."""
    assert "md-sidebar--secondary" in pages["record"]
    assert "md-sidebar--secondary" not in pages["bare"]
    assert not any("md-sidebar--primary" in pages[kind] for kind in ("hub", "record", "404.html"))
    assert "md-sidebar--primary" in pages["trang/gioi-thieu/index.html"]


def test_the_skip_link_leads_to_the_content(pages: dict[str, str]) -> None:
    """Every page with content of ours or of an author can be reached past the menu."""
    for kind in ("hub", "record", "bare", "trang/gioi-thieu/index.html"):
        assert re.search(r'href="#noi-dung" class="md-skip"', pages[kind])
        assert pages[kind].count('id="noi-dung"') == 1


@pytest.mark.parametrize("address", ["", "lich/", "co-quan/x/", *DEPTHS])
def test_links_to_hubs_are_right_from_every_depth(frame: Frame, address: str) -> None:
    """Tabs and menu lead to the hubs and guides, by relative links."""
    tags = _tags(frame.page(replace(RECORD, address=address)).decode())
    links = [at["href"] for tag, at in tags if tag == "a" and _has(at, "md-tabs__link", "dt-menu__link")]
    wanted = {*(f"/{hub.place}/".replace("//", "/") for hub in HUBS), "/trang/tra-cuu/", "/trang/gioi-thieu/"}
    links = [link for link in links if not link.startswith("#")]
    assert {urljoin(f"https://x/{address}", link) for link in links} == {f"https://x{path}" for path in wanted}
    assert all(link.startswith(".") for link in links)


def test_only_a_hubs_own_page_marks_it_active(pages: dict[str, str]) -> None:
    """The current section is marked in tabs and menu; a record marks none."""
    active = [at["href"] for tag, at in _tags(pages["hub"]) if at.get("aria-current")]
    assert active == ["../lich/", "../lich/"]
    assert "md-tabs__item--active" not in pages["record"]
    assert "md-nav__item--active" not in pages["record"]


def test_every_linked_asset_is_published(frame: Frame, pages: dict[str, str]) -> None:
    """The style and the script of a page are among the files; its icon stands in the page itself."""
    published = {f"https://x/{path}" for path, _ in frame.files()}
    tags = _tags(pages["record"])
    wanted = [at["src"] for tag, at in tags if tag == "script" and "src" in at]
    wanted += [at["href"] for tag, at in tags if tag == "link" and at["rel"] == "stylesheet"]
    assert {urljoin(f"https://x/{RECORD.address}", link) for link in wanted} <= published


def test_no_file_points_to_a_source_map_or_stands_unused(frame: Frame) -> None:
    """Search workers, language files, source maps and sitemaps of Material and MkDocs are not published."""
    files = dict(frame.files())
    assert not [path for path in files if re.search(r"lunr|worker|\.map$|sitemap", path)]
    assert not [path for path, content in files.items() if b"sourceMappingURL" in content]


# --- language, privacy, safety -----------------------------------------------------------------------

ENGLISH = re.compile(
    r"\b(search|skip|back|top|table|contents?|navigation|footer|header|home|made|with|material|mkdocs|switch|"
    r"mode|light|dark|system|copy|copied|clipboard|tabs?|next|previous|not found|edit|view|source|page|"
    r"warning|note|jump|footnote|title|logo|menu|toggle|close|open|the|to|of)\b",
    re.IGNORECASE,
)


def test_no_english_is_left(pages: dict[str, str]) -> None:
    """Visible text, names for screen readers and the script's own words are Vietnamese on every page."""
    for kind, page in pages.items():
        words = [text for text in _readable(page) if "Kiến nghị" not in text]
        assert not [text for text in words if ENGLISH.search(text)], kind


def test_titles_that_extensions_add_are_vietnamese(pages: dict[str, str]) -> None:
    """A warning block and a footnote have Vietnamese titles, and headings ids that can be typed."""
    guide = pages["trang/tra-cuu/index.html"]
    assert '<p class="admonition-title">Lưu ý</p>' in guide
    assert 'title="Trở lại vị trí chú thích 1 trong bài"' in guide
    assert '<h2 id="tim-theo-co-quan">' in guide
    assert 'href="../gioi-thieu/"' in guide


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("Đối thoại lần 1", "doi-thoai-lan-1"),
        ("Ý kiến – kiến nghị!", "y-kien-kien-nghi"),
        ("ƯU TIÊN", "uu-tien"),
    ],
)
def test_a_headings_id_folds_vietnamese(heading: str, wanted: str) -> None:
    """Accents fall away and đ becomes d."""
    assert slug(heading, "-") == wanted


def test_no_page_calls_a_third_party(frame: Frame, pages: dict[str, str]) -> None:
    """Pages and styles name no other server; the canonical link is the site's own address."""
    for page in pages.values():
        addresses = re.findall(r'https?://[^"\s<]+', page.replace("http://www.w3.org/2000/svg", ""))
        assert all(address.startswith(INPUTS.site_url) for address in addresses)
        assert "generator" not in page
    styles = [content.decode() for path, content in frame.files() if path.endswith(".css")]
    assert not [url for style in styles for url in re.findall(r"url\(([^)]*)\)", style) if "//" in url[:12]]
    assert not any("@import" in style for style in styles)


def test_a_policy_forbids_everything_inline(pages: dict[str, str]) -> None:
    """The policy stands right after the charset, and no page needs what it forbids."""
    for kind, page in pages.items():
        metas = [at for tag, at in _tags(page) if tag == "meta"]
        assert metas[0] == {"charset": "utf-8"}
        assert metas[1]["http-equiv"] == "Content-Security-Policy"
        assert "default-src 'none'" in metas[1]["content"]
        assert "unsafe" not in metas[1]["content"]
        assert not list(_inline(page)), kind


# --- authored pages ----------------------------------------------------------------------------------


def test_an_authored_page_is_headed_by_its_title(pages: dict[str, str]) -> None:
    """The title comes from the first heading or the front matter; it names the page in the menu too."""
    assert "<title>Cách tra cứu “hồ sơ” &amp; kết quả – " in pages["trang/tra-cuu/index.html"]
    introduction = pages["trang/gioi-thieu/index.html"]
    assert '<h1 id="noi-dung">Giới thiệu</h1>' in introduction
    assert 'content="Trang &#34;mẫu&#34;"' in introduction
    assert "Giới thiệu</a>" in pages["record"]


def test_an_authored_page_without_a_title_is_an_error() -> None:
    """A page that the menu could not name stops the build and is named."""
    with pytest.raises(AuthoredPageError, match="thiếu tiêu đề") as caught:
        prepare(replace(INPUTS, authored=(Authored("trang/hong", "Chỉ có một đoạn văn.\n"),)))
    assert caught.value.address == "trang/hong"


def test_mkdocs_never_looks_for_front_matter() -> None:
    """Front matter is read where it is checked: whatever stands in the text is text, and no key of it counts."""
    page = Authored("trang/thu", "Title: Khác\n\n# Tên\n")
    html = dict(prepare(replace(INPUTS, authored=(page,))).files())["trang/thu/index.html"].decode()
    assert "Title: Khác" in html
    assert "<title>Tên – " in html


def test_a_failing_markdown_extension_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """An extension's exception is not swallowed with the log lines."""
    monkeypatch.setattr("doithoai.engines.frame.markdown_vi._TITLES", None)
    with pytest.raises(AuthoredPageError, match="trang/tra-cuu"):
        prepare(replace(INPUTS, site_name="Khác"))


def test_settings_that_mkdocs_refuses_are_an_error() -> None:
    """A site address without https:// is told, not published."""
    with pytest.raises(FrameError, match="site_url"):
        prepare(replace(INPUTS, site_url="vidu.example"))


def test_a_build_that_is_over_leaves_the_drawing_process_nothing_to_say(capfd: pytest.CaptureFixture[str]) -> None:
    """Its frame is wanted no more, as when records have errors: it ends, and no trace of that is shown."""
    with aside.Aside() as one:
        one.ask((INPUTS, None, "khung"))
    assert capfd.readouterr() == ("", "")


def test_mkdocs_is_silent(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    """No banner, log line or warning of theirs reaches the user, and logging is left as it was."""
    prepare(replace(INPUTS, authored=(Authored("trang/a", "# A\n\n[b](khong-co.md) [c](/x)\n"),)))
    assert capfd.readouterr() == ("", "")
    assert not caplog.records
    assert logging.getLogger("mkdocs").propagate


# --- the cache ---------------------------------------------------------------------------------------


def test_a_warm_frame_imports_nothing_heavy(tmp_path: Path) -> None:
    """The second build reads one file: MkDocs, Jinja and Markdown are not even imported."""
    cold, warm = _run(tmp_path), _run(tmp_path)
    assert (cold["fresh"], warm["fresh"]) == (True, False)
    assert warm["heavy"] == []
    assert warm["total"] == cold["total"]


def test_two_cold_runs_give_the_same_bytes(tmp_path: Path) -> None:
    """Nothing of the day, the hash seed or the folder gets into a page."""
    assert _run(tmp_path / "a", seed="1") == _run(tmp_path / "b", seed="2")


def test_a_warm_frame_can_be_verified(tmp_path: Path) -> None:
    """Verifying sets MkDocs up again where the frame came from the cache."""
    prepare(INPUTS, tmp_path)
    warm = prepare(INPUTS, tmp_path)
    warm.verify([RECORD])
    assert not warm.fresh


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"Trang", b"TRANG"),
        lambda content: b"\x80\n[]\n",
    ],
    ids=["empty", "half", "altered", "garbage"],
)
def test_a_damaged_cache_is_rebuilt(tmp_path: Path, frame: Frame, damage: Any) -> None:
    """A cache that does not read back exactly counts as missing."""
    prepare(INPUTS, tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(damage(kept.read_bytes()))
    again = prepare(INPUTS, tmp_path)
    assert again.fresh
    assert again.page(RECORD) == frame.page(RECORD)
    assert not prepare(INPUTS, tmp_path).fresh


def test_other_inputs_have_another_frame_and_only_the_last_is_kept(tmp_path: Path) -> None:
    """A changed site is drawn anew, and the cache does not grow."""
    first = prepare(INPUTS, tmp_path)
    second = prepare(replace(INPUTS, footer="Khác"), tmp_path)
    assert second.fresh
    assert second.fingerprint != first.fingerprint
    assert len(list(tmp_path.iterdir())) == 1


def test_a_frame_s_name_follows_from_contents(tmp_path: Path) -> None:
    """So it is the same on all machines, whatever is remembered on this one."""
    assert kept.fingerprint(INPUTS) == kept.fingerprint(INPUTS, tmp_path) == kept.fingerprint(INPUTS, tmp_path)


@pytest.mark.parametrize(
    ("what", "now", "again"),
    [
        (None, None, False),
        ("code_stamp", lambda: "another program", True),
        ("_installed", lambda: ["another version"], True),
    ],
)
def test_its_contents_are_read_again_where_a_program_is_another(
    what: str | None, now: Any, again: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And only there."""
    kept.fingerprint(INPUTS, tmp_path)
    reads: list[FrameInputs] = []
    monkeypatch.setattr(kept, "_fingerprint", lambda inputs: reads.append(inputs) or "name")
    if what:
        monkeypatch.setattr(kept, what, now)
    kept.fingerprint(INPUTS, tmp_path)
    assert bool(reads) is again
    kept.fingerprint(replace(INPUTS, footer="Khác"), tmp_path)
    assert len(reads) == again + 1


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path, frame: Frame) -> None:
    """A file stands where the folder should be: the frame is drawn all the same."""
    (tmp_path / "cache").write_text("một tệp")
    assert prepare(INPUTS, tmp_path / "cache").page(RECORD) == frame.page(RECORD)


# --- in a browser ------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["http", "file"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_work_in_a_browser(site: Path, browser: Any, server: str, scheme: str, width: int) -> None:
    """No console error, no breach of the policy, no request elsewhere; colours switch, nothing overflows."""
    root = server if scheme == "http" else f"{site.as_uri()}/"
    tab, faults, requests = open_tab(browser, f"{root}index.html", width)
    for path in ("index.html", "lich/index.html", f"{RECORD.address}index.html", "trang/tra-cuu/index.html"):
        tab.evaluate("localStorage.clear()")
        tab.goto(root + path)
        tab.wait_for_timeout(200)
        assert tab.evaluate("document.documentElement.classList.contains('js')")
        assert _schemes(tab) == ["default", "slate", "default"]
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert (faults, [url for url in requests if not url.startswith((root, "data:"))]) == ([], [])
    tab.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("missing", ["khong-co", "co-quan/x/2026/khong-co/1.html"])
def test_a_missing_address_of_any_depth_below_a_path_has_style_and_ways_on(
    site: Path, browser: Any, missing: str
) -> None:
    """Its links are from the root of the site's address, here /doi-thoai/: so it has none when opened as a file."""
    root, asked = INPUTS.site_url, []

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        file = site / asked[-1].removeprefix(root)
        found = asked[-1].startswith(root) and file.is_file()
        route.fulfill(path=file if found else site / "404.html", status=200 if found else 404)

    tab = browser.new_context(viewport={"width": 390, "height": 800}).new_page()
    tab.route("**/*", answer)
    assert tab.goto(root + missing).status == 404
    assert tab.evaluate("[...document.styleSheets].filter(one => one.href).map(one => one.cssRules.length > 50)") == [
        True
    ]
    assert tab.evaluate("document.documentElement.classList.contains('js')")
    assert [url for url in asked if not url.startswith(root)] == []
    assert tab.get_attribute("a.md-logo", "href") == "/doi-thoai/"
    tab.context.close()


@pytest.mark.browser
def test_the_chosen_colours_are_kept(browser: Any, server: str) -> None:
    """A reader who chose the dark page gets the next page dark, before it is painted."""
    tab, _, _ = open_tab(browser, f"{server}index.html", 1280)
    tab.click("[data-dt-choice=theme]")
    tab.click("[data-dt-choice=theme]")
    tab.goto(f"{server}lich/index.html")
    assert tab.evaluate("document.documentElement.dataset.mdColorScheme") == "slate"
    tab.context.close()


@pytest.mark.browser
def test_the_chosen_size_of_reading_is_kept(browser: Any, server: str) -> None:
    """Who needs larger letters chooses them once."""
    tab, _, _ = open_tab(browser, f"{server}index.html", 390)
    before = tab.evaluate(SIZE)
    tab.click("[data-dt-choice=size]")
    larger = tab.evaluate(SIZE)
    tab.goto(f"{server}lich/index.html")
    assert tab.evaluate(SIZE) == larger > before
    tab.context.close()


@pytest.mark.browser
def test_a_browser_that_blocks_storage_shows_pages_all_the_same(browser: Any, server: str) -> None:
    """The choice then lasts for the page, and nothing fails."""
    blocked = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }});"
    tab, faults, _ = open_tab(browser, f"{server}index.html", 390, blocked)
    tab.click("[data-dt-choice=size]")
    assert tab.evaluate("document.documentElement.dataset.dtSize") == "2"
    assert faults == []
    tab.context.close()


@pytest.mark.browser
def test_the_menu_opens_without_javascript(browser: Any, server: str) -> None:
    """On a phone without JavaScript the menu opens, and buttons that need it are not shown."""
    tab = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False).new_page()
    tab.goto(f"{server}{RECORD.address}index.html")
    tab.click(".dt-menu > summary")
    tab.click(".dt-menu >> text=Lịch đối thoại")
    tab.wait_for_url(f"{server}lich/")
    assert not tab.is_visible(".dt-choice >> nth=0")
    tab.context.close()


@pytest.fixture(scope="module")
def site(frame: Frame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    addresses = ("", "lich/", RECORD.address)
    pages = {f"{address}index.html": frame.page(replace(RECORD, address=address)) for address in addresses}
    for path, content in {**dict(frame.files()), **pages}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


# --- helpers -----------------------------------------------------------------------------------------


SIZE = "parseFloat(getComputedStyle(document.documentElement).fontSize)"


def _schemes(tab: Any) -> list[str]:
    """The colour scheme after each of three presses of the button, which go round."""
    found = []
    for _ in range(3):
        tab.click("[data-dt-choice=theme]")
        found.append(tab.evaluate("document.documentElement.dataset.mdColorScheme"))
    return found


def _run(cache: Path, seed: str = "0") -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps(to_builtins(INPUTS)), str(cache)],
        env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    result: dict[str, Any] = json.loads(done.stdout)
    return result


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    return reader


def _tags(page: str) -> list[tuple[str, dict[str, str]]]:
    return _read(page).tags


def _has(attributes: dict[str, str], *classes: str) -> bool:
    return bool(set(classes) & set(attributes.get("class", "").split()))


def _readable(page: str) -> list[str]:
    """All that a reader or a screen reader may meet: text, naming attributes, the script's translations."""
    reader = _read(page)
    named = [at[name] for _, at in reader.tags for name in ("aria-label", "title", "alt", "placeholder") if name in at]
    plain = [text for text in reader.texts if text and not text.startswith("{")]
    configs = [json.loads(text) for text in reader.texts if text.startswith("{")]
    return [*named, *plain, *(text for config in configs for text in config["translations"].values())]


def _inline(page: str) -> Iterator[str]:
    for tag, attributes in _tags(page):
        if tag == "script" and "src" not in attributes and attributes.get("type") != "application/json":
            yield tag
        if tag == "style":
            yield tag
        yield from (name for name in attributes if name == "style" or name.startswith("on"))


def test_authored_pages_are_cleaned_too() -> None:
    """Markup that could run or reach out is gone from an authored page; its text, notes and ids stay."""
    page = "# Trang\n\n## Mục Đất\n\n<script>alert(1)</script><b onclick=x()>đậm</b>\n\n[x](javascript:alert(1))\n\n!!! warning\n\n    Chú ý\n"
    drawn = prepare(replace(INPUTS, authored=(Authored("trang/thu", page),)))
    html = dict(drawn.files())["trang/thu/index.html"].decode()
    article = html.partition("<article")[2].partition("</article>")[0]
    assert "alert(1)" in article
    assert "đậm" in article
    assert not any(danger in article for danger in ("<script", "onclick", "javascript:"))
    assert 'id="muc-dat"' in article
    assert 'class="admonition warning"' in article
