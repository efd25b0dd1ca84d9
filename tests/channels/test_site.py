"""The website of the sample content: what citizens find on it, and that all of it hangs together."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urldefrag, urljoin

import pytest

from doithoai.channels.site import SHOWN
from doithoai.domain.opinion import Step
from doithoai.domain.records import Kind
from doithoai.domain.spoken_code import grouped
from doithoai.engines.theme import THEME
from reading.minimal import MINIMAL
from sample import ROOT, Html, build_site, copy_site, read_page, tree

PLAN_004 = "co-quan/ubnd-phuong-ha-cau/2024/ke-hoach/"
SESSION_4 = "co-quan/phuong-mau/2026/doi-thoai-4/"
OUTSIDE = ("http://", "https://", "mailto:", "tel:")


@pytest.fixture(scope="module")
def site(public: Path) -> dict[str, bytes]:
    return tree(public)


@pytest.fixture(scope="module")
def pages(site: dict[str, bytes]) -> dict[str, Html]:
    return {path.removesuffix("index.html"): read_page(data) for path, data in site.items() if path.endswith(".html")}


def records() -> Iterator[str]:
    for path in sorted((ROOT / "content").rglob("*.*")):
        parts = path.relative_to(ROOT / "content").with_suffix("").parts
        if len(parts) > 1 and parts[0] not in ("trang", "quy-dinh") and not {"cong-khai", "quy-dinh"} & set(parts):
            yield "/".join(parts[:-1] if parts[-1] in ("lich", "co-quan") else parts)


@pytest.mark.parametrize("record", list(records()))
def test_every_record_has_its_page(pages: dict[str, Html], record: str) -> None:
    """A record's address follows from its path, and the page is there."""
    assert f"co-quan/{record}/" in pages


def test_no_title_says_a_thing_twice(site: dict[str, bytes]) -> None:
    """A browser's tab has the site's name behind a page's, but for the home page, whose name it is."""
    titles = {at: re.search(rb"<title>(.*?)</title>", data) for at, data in site.items() if at.endswith(".html")}
    said = {at: found[1].decode().split(" – ") for at, found in titles.items() if found}
    assert said["index.html"] == ["Đối thoại với Nhân dân"]
    assert said["lich/index.html"][-1] == "Đối thoại với Nhân dân"
    assert [at for at, words in said.items() if len(set(words)) < len(words)] == []


def test_every_internal_link_resolves(pages: dict[str, Html], site: dict[str, bytes]) -> None:
    """No link of any page leads nowhere, neither to a missing page nor to a missing place on one."""
    broken = [
        (address, href)
        for address, page in pages.items()
        if address != "404.html"
        for href in page.links
        if not href.startswith(OUTSIDE) and not _resolves(address, href, pages, site)
    ]
    assert broken == []


def _resolves(address: str, href: str, pages: dict[str, Html], site: dict[str, bytes]) -> bool:
    target, fragment = urldefrag(unquote(urljoin(f"http://x/{address}", href)))
    path = target.removeprefix("http://x/")
    page = pages.get(path)
    return (page is not None and (not fragment or fragment in page.ids)) or (path in site and not fragment)


def test_no_page_asks_a_third_party(pages: dict[str, Html]) -> None:
    """Scripts, styles and pictures come from the site itself."""
    asked = {
        source for page in pages.values() for source in page.sources if source.startswith(("http:", "https:", "//"))
    }
    assert asked == set()


def test_every_asset_is_there(pages: dict[str, Html], site: dict[str, bytes]) -> None:
    """Each script and style that a page names is published."""
    for address, page in pages.items():
        for source in page.sources:
            if source.startswith("data:"):
                continue
            path = urljoin(f"http://x/{address}", source).removeprefix("http://x/")
            assert path in site or address == "404.html", (address, source)


def test_every_page_of_the_fictional_ward_says_so(pages: dict[str, Html]) -> None:
    """Nobody can take the sample for a real ward."""
    mine = {address: page for address, page in pages.items() if address.startswith("co-quan/phuong-mau/")}
    assert len(mine) > 50
    assert [address for address, page in mine.items() if "Dữ liệu minh họa" not in page.text] == []


def test_every_record_page_names_the_day(pages: dict[str, Html]) -> None:
    """A page tells as of which day it holds."""
    silent = [address for address, page in pages.items() if address.startswith("co-quan/")
              and "tính đến thứ Sáu, ngày 20/11/2026" not in page.text]  # fmt: skip
    assert silent == []


def test_home_shows_the_next_session_first(pages: dict[str, Html]) -> None:
    """Weekday, date, hour, place, who may come and how to send opinions stand on the home page, nearest first."""
    text = pages[""].text
    facts = (
        "8h00 – 11h00 , thứ Bảy, ngày 5/12/2026",
        "Hội trường Trường Trung học cơ sở Mẫu",
        "Mọi người dân",
        "đến hết thứ Bảy, ngày 28/11/2026",
    )
    positions = [text.index(fact) for fact in facts]
    assert positions == sorted(positions)
    assert (
        text.index("Buổi đối thoại sắp tới")
        < text.index("Kết luận gần đây")
        < text.index("Kiến nghị của người dân", positions[-1])
    )


def test_a_changed_time_shows_the_new_first_and_the_old_struck(site: dict[str, bytes]) -> None:
    """A reader who knew the old time sees what it is now, what it was, and why it changed."""
    html = site[f"{SESSION_4}index.html"].decode()
    new, old = (
        html.index("<b>8h00 – 11h00, thứ Bảy, ngày 5/12/2026</b>"),
        html.index("<del>14h00 – 16h30, thứ Bảy, ngày 28/11/2026</del>"),
    )
    assert new < old
    assert "Lý do: Chiều 28/11/2026" in html


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026/ke-hoach/", "2026/doi-thoai-1/"),
        ("2026/doi-thoai-1/", "2026/doi-thoai-1/ket-luan/"),
        ("2026/doi-thoai-1/", "2026/doi-thoai-1/kien-nghi/001/"),
        ("2026/doi-thoai-1/ket-luan/", "2026/doi-thoai-1/kien-nghi/001/"),
    ],
)
def test_records_link_both_ways(pages: dict[str, Html], start: str, end: str) -> None:
    """Plan and session, session and conclusion, session and opinion, conclusion and opinion know each other."""
    for here, there in ((start, end), (end, start)):
        base = f"http://x/co-quan/phuong-mau/{here}"
        targets = {urldefrag(urljoin(base, href))[0] for href in pages[f"co-quan/phuong-mau/{here}"].links}
        assert f"http://x/co-quan/phuong-mau/{there}" in targets


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (PLAN_004, ("……/KH-UBND", "văn bản không ghi số", "Số: /KH-UBND", "ngày … tháng 3 năm 2024", "chưa có lịch cụ thể", "dự kiến tháng 6/2024", "Dương Thế Vinh")),
        ("co-quan/hdnd-xa-luong-phong/2024/ke-hoach/", ("……/KH-HĐND", "18/3/2024", "quý IV/2024", "Kế hoạch không ghi địa điểm", "Nguyễn Văn Luận")),
        ("co-quan/dang-uy-phuong-quynh-mai/2024/ke-hoach/", ("132-KH/ĐU", "Số 132 -KH/ĐU", "trước ngày 31/8/2024", "Lịch cụ thể thông báo sau", "văn bản không ghi chức vụ", "Phan Thị Bích Vân")),
        ("co-quan/ban-thuong-vu-huyen-uy/khong-ro-nam/ke-hoach/", ("văn bản không ghi số", "không định lịch buổi đối thoại nào", "Cao Văn Hoàn", "Phó Bí thư")),
    ],
)  # fmt: skip
def test_what_a_real_plan_leaves_out_is_shown_as_blank(
    pages: dict[str, Html], address: str, words: tuple[str, ...]
) -> None:
    """Numbers, days and places that a plan lacks stay blank, and everything it has is shown."""
    text = pages[address].text.casefold()
    assert [word for word in words if word.casefold() not in text] == []


@pytest.mark.parametrize(
    ("plan", "silent"),
    [
        ("dang-uy-phuong-quynh-mai/2024", ""),
        ("hdnd-xa-luong-phong/2024", "thư ký, thành phần tham dự, nội dung đối thoại"),
        ("ban-thuong-vu-huyen-uy/khong-ro-nam", "địa điểm, thư ký, thành phần tham dự, chương trình"),
        ("ubnd-phuong-ha-cau/2024", ""),
        ("phuong-mau/2026", ""),
    ],
)
def test_a_plan_says_in_one_line_what_it_does_not_give(site: dict[str, bytes], plan: str, silent: str) -> None:
    """A row that the document gives nothing for does not vanish; where it gives everything no line stands."""
    html = site[f"co-quan/{plan}/ke-hoach/index.html"].decode()
    said = re.findall(r'<dt>Kế hoạch không nêu</dt><dd class="dt-blank">(.*?)</dd>', html)
    assert said == ([silent] if silent else [])


def test_a_plan_without_a_year_says_so(site: dict[str, bytes]) -> None:
    """Of the four real plans one names none."""
    blank = '<dt>Năm</dt><dd class="dt-blank">văn bản không ghi năm</dd>'
    assert [at for at, data in site.items() if blank in data.decode(errors="ignore")] == [
        "co-quan/ban-thuong-vu-huyen-uy/khong-ro-nam/ke-hoach/index.html"
    ]


def test_how_a_plan_is_carried_out_is_shown_where_it_says_so(pages: dict[str, Html]) -> None:
    """Whom areas may send, how opinions are taken, that debate is wanted; a plan that says nothing of it shows nothing."""
    said = pages["co-quan/dang-uy-phuong-quynh-mai/2024/ke-hoach/"].text
    assert "Cách thức tiến hành Do không có điều kiện tổ chức không cho phép" in said
    assert "kiên quyết không chọn đại biểu" in said
    assert "Cách thức tiến hành" not in pages["co-quan/hdnd-xa-luong-phong/2024/ke-hoach/"].text


def test_misprints_stand_as_printed_with_what_was_meant(site: dict[str, bytes]) -> None:
    """The printed text is kept, the right word beside it."""
    html = site[f"{PLAN_004}index.html"].decode()
    assert '<span class="dt-sic"><u>Đổi</u> <ins>[Đối]</ins> thoại giữa Chủ tịch UBND phường</span>' in html
    assert "<u>đổi</u> <ins>[đối]</ins> thoại trực tiếp" in html


@pytest.mark.parametrize(
    "name", ["dang-uy-phuong-quynh-mai", "hdnd-xa-luong-phong", "ban-thuong-vu-huyen-uy", "ubnd-phuong-ha-cau"]
)
def test_pages_of_ended_bodies_say_what_became_of_them(pages: dict[str, Html], name: str) -> None:
    """The four bodies ceased on 1/7/2025; their pages stay, with the succession."""
    mine = [page for address, page in pages.items() if address.startswith(f"co-quan/{name}/")]
    assert mine
    assert all(
        "đã kết thúc hoạt động từ ngày 1/7/2025" in page.text and "Căn cứ và cơ quan kế thừa" in page.text
        for page in mine
    )


@pytest.mark.parametrize(
    "name", ["dang-uy-phuong-quynh-mai", "hdnd-xa-luong-phong", "ban-thuong-vu-huyen-uy", "ubnd-phuong-ha-cau"]
)
def test_pages_of_ended_bodies_promise_nothing_and_claim_nothing_of_months(pages: dict[str, Html], name: str) -> None:
    """Nothing more comes of a body that is gone; and no seed says that nothing was held in some month."""
    own = f"co-quan/{name}/"
    for address in (own, f"{own}kien-nghi/", f"{own}thong-ke/"):
        assert "sẽ hiện ở đây" not in pages[address].text
        assert "Không có kiến nghị nào trong hồ sơ lưu ở đây." in pages[address].text
    assert "không có buổi nào" not in pages[own].text


@pytest.mark.parametrize("name", ["dang-uy-phuong-quynh-mai", "hdnd-xa-luong-phong"])
def test_a_year_of_which_a_seed_tells_no_month_lists_none(pages: dict[str, Html], name: str) -> None:
    text = pages[f"co-quan/{name}/"].text
    assert "Chưa rõ tháng" in text and "Tháng 1" not in text


def test_plan_session_conclusion_and_opinions_lead_to_one_another(site: dict[str, bytes]) -> None:
    """From each page's own part, not only its furniture: a conclusion leads to every opinion of its session, and back."""
    year = "co-quan/phuong-mau/2026/"
    plan = f"{year}ke-hoach/"
    leads = {path.removesuffix("index.html"): _leads_of(path, page) for path, page in site.items()
             if path.startswith(year) and path.endswith("index.html")}  # fmt: skip
    conclusions = [address for address in leads if address.endswith("/ket-luan/")]
    assert len(conclusions) > 1
    for conclusion in conclusions:
        session = conclusion.removesuffix("ket-luan/")
        opinions = [one for one in leads if re.fullmatch(rf"{session}kien-nghi/\d+/", one)]
        ring = {plan, session, conclusion}
        assert opinions
        assert leads[conclusion] >= {plan, session, *opinions}
        assert conclusion in leads[plan]
        assert [one for one in opinions if not ring <= leads[one]] == []


def test_a_plan_leads_to_what_people_said_at_each_of_its_sessions(site: dict[str, bytes]) -> None:
    """To the list on the session's page, with how many there are; where nobody has said anything there is nothing."""
    year = "co-quan/phuong-mau/2026/"
    plan = site[f"{year}ke-hoach/index.html"].decode()
    told = re.findall(rf'<a href="[^"]*{year}([^"/]+)/#kien-nghi">(\d+) kiến nghị của buổi này</a>', plan)
    opinions = (re.match(rf"{year}(doi-thoai-\d+)/kien-nghi/\d+/index\.html", path) for path in site)
    said = Counter(one[1] for one in opinions if one and "Đã thu hồi ngày" not in read_page(site[one[0]]).text)
    sessions = {path.split("/")[3] for path in site if re.fullmatch(rf"{year}doi-thoai-\d+/index\.html", path)}
    assert dict(told) == {session: str(count) for session, count in said.items()}
    assert len(told) == len(said) < len(sessions)
    assert all(b' id="kien-nghi"' in site[f"{year}{session}/index.html"] for session in said)


def _leads_of(path: str, page: bytes) -> set[str]:
    """Pages that a page's own part leads to, the way back to its parents aside."""
    own = page.decode().partition("<article")[2].partition("</article>")[0]
    links = re.findall(r'<a href="([^"]*)"', re.sub(r"<nav.*?</nav>", "", own, flags=re.DOTALL))
    return {urldefrag(urljoin(f"http://x/{path}", one))[0].removeprefix("http://x/") for one in links}


def test_pages_are_vietnamese_throughout(pages: dict[str, Html]) -> None:
    """No word of the theme's English is left."""
    english = (
        "Skip to",
        "Back to top",
        "Search",
        "Previous",
        "Next",
        "Table of contents",
        "Made with",
        "Home",
        "Page not found",
    )
    found = [(address, word) for address, page in pages.items() for word in english if word in page.text]
    assert found == []


def test_addresses_are_plain(site: dict[str, bytes]) -> None:
    """Addresses are lower case without accents, so that they can be typed and read out."""
    odd = [path for path in site if not path.startswith("assets/") and not all(c.isascii() for c in path)]
    assert odd == []
    assert all(PurePosixPath(path).as_posix() == path for path in site)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_record_is_shown_or_says_why_not(kind: Kind) -> None:
    """A kind without a page template has a written reason."""
    template = SHOWN[kind]
    assert (THEME / "site/pages" / template).is_file() or len(template.split()) > 5


def test_what_was_broadcast_and_posted_stands_on_its_page(pages: dict[str, Html]) -> None:
    """A session's log and a year's log are told, with what could not be done and why."""
    session = pages["co-quan/phuong-mau/2026/doi-thoai-1/"].text
    assert "Đã công khai ở đâu" in session
    assert "Không thực hiện: " in session
    assert "đính chính" in pages["co-quan/phuong-mau/2026/ke-hoach/"].text


def test_an_ended_body_is_not_said_to_have_ended_twice(pages: dict[str, Html]) -> None:
    """How it ended is added only where it says more than that it ended."""
    merged, dissolved = pages["co-quan/dang-uy-phuong-quynh-mai/"].text, pages["co-quan/ban-thuong-vu-huyen-uy/"].text
    assert "đã kết thúc hoạt động từ ngày 1/7/2025 (sáp nhập)." in merged
    assert "đã kết thúc hoạt động từ ngày 1/7/2025." in dissolved
    assert "(kết thúc hoạt động)" not in dissolved + pages["co-quan/"].text


def test_a_step_names_its_actor_once(pages: dict[str, Html]) -> None:
    """Whoever the step's own words begin with is not named again behind it; anybody else is."""
    assert "kết luận Hội nghị. Phân công" in pages[PLAN_004].text
    assert "giới thiệu đại biểu, chủ trì và thư ký (10 phút) – Văn phòng" in pages[SESSION_4].text


def test_a_number_in_a_list_of_several_sessions_names_its_session(site: dict[str, bytes]) -> None:
    """Each session numbers its opinions from 001, so a ward's list tells which session is meant."""
    html = site["co-quan/phuong-mau/kien-nghi/index.html"].decode()
    assert (
        len(re.findall(r'<td data-label="Số">\d{3} <small class="dt-of">buổi <a href="[^"]+">[\d/]+</a>', html)) == 46
    )
    assert "dt-of" not in site["co-quan/phuong-mau/2026/doi-thoai-1/index.html"].decode()


def test_a_long_log_shows_its_latest_rows_and_folds_the_others(site: dict[str, bytes]) -> None:
    """Nothing is left out: the folded rows stand on the page, and open without a script."""
    html = site["co-quan/phuong-mau/2026/doi-thoai-2/index.html"].decode().partition('id="da-cong-khai"')[2]
    shown, _, folded = html.partition("<details")
    count = (ROOT / "content/phuong-mau/2026/doi-thoai-2/cong-khai.yml").read_text("utf-8").count("- ngày:")
    assert (shown.count('<th scope="row"'), folded.count('<th scope="row"')) == (4, count - 4)
    assert f"Xem {count - 4} lần công khai trước đó" in folded


def test_no_line_begins_with_a_separator(pages: dict[str, Html], site: dict[str, bytes]) -> None:
    """A plan without a number or day is followed by its authority, and nothing stands before that."""
    loose = [path for path, data in site.items() if re.search(rb'class="dt-line__about">\s*[\xc2\xb7,]', data)]
    assert loose == []


def test_a_site_without_records_leads_nowhere_empty(tmp_path: Path) -> None:
    """Lists that hold nothing yet are not linked from the home page; it says what will stand there."""
    folder = copy_site(tmp_path, "khong-co")
    (folder / "content/phuong-thu").mkdir()
    shutil.copy(MINIMAL / "content/phuong-thu/co-quan.yml", folder / "content/phuong-thu")
    build_site(folder, cached=False)
    home = read_page((folder / "public/index.html").read_bytes())
    assert "Xem tất cả" not in home.text
    assert "Xem các buổi đã qua" not in home.text
    assert "Chưa có kế hoạch nào được đăng." in home.text
    assert "Chưa có kiến nghị nào được ghi nhận." in home.text


def test_the_fictional_ward_shows_every_step_that_an_opinion_can_take() -> None:
    """Whoever writes one for the first time finds how it looks."""
    opinions = (ROOT / "content/phuong-mau").rglob("kien-nghi/*.md")
    written = {
        said for file in opinions for said in re.findall(r"^ +việc: (.+)$", file.read_text("utf-8"), re.MULTILINE)
    }
    assert {step.value for step in Step} <= written


def test_one_authority_alone_makes_a_site(tmp_path: Path) -> None:
    """A ward can publish only its own records."""
    built = build_site(copy_site(tmp_path, "phuong-mau", makes="trang web"), cached=False)
    assert built.pages > 60


def test_every_code_leads_to_its_record_without_javascript(pages: dict[str, Html], site: dict[str, bytes]) -> None:
    """Each record with a code has a short address whose page names the code, links to it and says if it is a sample."""
    coded = {path: page for path, page in pages.items() if path.startswith("s/") and path != "s/"}
    shown = [record for record in records() if not is_authority(record)]
    assert len(coded) == len(shown)
    for path, page in coded.items():
        (target,) = page.links
        record = urljoin(f"http://x/{path}", target).removeprefix("http://x/").removesuffix("index.html")
        code = grouped(path.strip("s/"))
        assert code in page.text and f"Mã tra cứu: {code}" in pages[record].text
        assert f"url={target}".encode() in site[f"{path}index.html"]
        assert ("Dữ liệu minh họa" in page.text) == ("Dữ liệu minh họa" in pages[record].text)


def is_authority(record: str) -> bool:
    return "/" not in record


def test_the_list_of_codes_holds_those_that_have_a_page(site: dict[str, bytes], pages: dict[str, Html]) -> None:
    """What the look-up's script is given, eight digits each."""
    row = re.findall(rb'"(\d+)", 8', site["s/danh-sach.js"])[0].decode()
    listed = {row[at : at + 8] for at in range(0, len(row), 8)}
    assert listed == {path[2:-1] for path in pages if re.fullmatch(r"s/\d+/", path)}


def test_a_plan_names_who_does_what_not_their_codes(pages: dict[str, Html]) -> None:
    """Units that a plan gives work to stand with the names that the authority gives them."""
    plan = pages["co-quan/phuong-mau/2026/ke-hoach/"].text
    assert "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường Tham mưu lịch" in plan
    assert "van-phong" not in plan


def test_a_session_that_is_off_promises_no_new_day_unless_there_will_be_one(site: dict[str, bytes]) -> None:
    """In place of the date: cancelled, or without a new day yet; how opinions were sent is folded away by then."""
    cancelled, postponed = (
        site[f"co-quan/phuong-mau/2026/{name}/index.html"].decode() for name in ("doi-thoai-chuyen-de", "doi-thoai-3")
    )
    assert '<span class="dt-day dt-day--open" aria-hidden="true"><span>Đã hủy</span></span>' in cancelled
    assert '<span class="dt-day dt-day--open" aria-hidden="true"><span>Chưa có ngày mới</span></span>' in postponed
    assert "<summary>Xem các cách đã nhận ý kiến</summary>" in cancelled
    assert "Xem các cách đã nhận ý kiến" not in site[f"{SESSION_4}index.html"].decode()


def test_a_long_page_begins_with_its_contents(pages: dict[str, Html], site: dict[str, bytes]) -> None:
    """Where a phone has no column for them: each leads to a section; a short page has none."""
    plan = site[f"{PLAN_004}index.html"].decode()
    inside = plan.partition('<details class="dt-more dt-toc">')[2].partition("</details>")[0]
    assert re.findall(r'href="#([^"]+)"', inside) == re.findall(r'<h2 id="([^"]+)"', plan)
    assert "dt-toc" not in site["co-quan/phuong-mau/2026/doi-thoai-1/kien-nghi/003/index.html"].decode()
