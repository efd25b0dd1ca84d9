"""The loudspeakers' pages and sheets of the sample site: what will be and was said, and what lies on the desk."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest

from doithoai.domain.dates import long_day
from sample import DAY, Html, build_site, copy_site, read_page, tree

WARD, DESK = "loa/phuong-mau/", "loa/phuong-mau/truc/"
CHANGE_2 = f"{WARD}2026/doi-thoai-2/thay-doi-1/"
REMINDER_2 = f"{WARD}2026/doi-thoai-2/nhac-lich-2/"
NEW_WARD = """tên: Ủy ban nhân dân phường Mới
tên ngắn: UBND phường Mới
loại: Ủy ban nhân dân cấp xã
thể thức: nhà nước
địa bàn: phường Mới
minh họa: có
"""

Files = dict[str, bytes]
AIR = "trang web, loa truyền thanh"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[date, str], Files]:
    """The sample ward, an ended council and a ward without records on a day; its hours may be replaced."""
    known: dict[tuple[date, str], Files] = {}

    def on(day: date, slots: str = "") -> Files:
        if (day, slots) not in known:
            site = copy_site(tmp_path_factory.mktemp("site"), "phuong-mau", "hdnd-xa-luong-phong", makes=AIR)
            (site / "content/phuong-moi").mkdir()
            (site / "content/phuong-moi/co-quan.yml").write_text(NEW_WARD, "utf-8")
            if slots:
                _replace_slots(site / "content/phuong-mau/co-quan.yml", slots)
            build_site(site, cached=False, day=day)
            known[day, slots] = tree(site / "public")
        return known[day, slots]

    return on


def _replace_slots(file: Path, slots: str) -> None:
    before, _, after = file.read_text("utf-8").partition("  khung phát:\n")
    rate = after.partition("  tốc độ đọc: 160\n")
    assert rate[1]
    own = "" if "tốc độ đọc" in slots else rate[1]
    file.write_text(f"{before}  khung phát:\n{slots}{own}{rate[2]}", "utf-8")


@pytest.fixture(scope="module")
def site(built: Callable[..., Files]) -> Files:
    return built(DAY)


@pytest.fixture(scope="module")
def june(built: Callable[..., Files]) -> Files:
    return built(date(2026, 6, 12))


def page(files: Files, path: str) -> Html:
    return read_page(files[f"{path}index.html" if path.endswith("/") or not path else path])


def coming(files: Files) -> dict[str, tuple[str, str]]:
    """Per script of the ward that is still to be read: the day and hour of its next broadcast, from the feed."""
    items = json.loads(files["loa/index.json"])["items"]
    slots = {one["id"]: [(slot["day"], slot["at"].rjust(5)) for slot in one["slots"]] for one in items}
    return {
        f"loa/{name}/": min(one for one in of_script if one[0] >= DAY.isoformat()) for name, of_script in slots.items()
    }


def in_words(when: tuple[str, str]) -> str:
    return f"{when[1].strip()}, {long_day(date.fromisoformat(when[0]))}"


def targets(files: Files, path: str) -> set[str]:
    """Where a page's links lead: addresses without `index.html`."""
    found = (urldefrag(urljoin(f"http://x/{path}", href))[0] for href in page(files, path).links)
    return {one.removeprefix("http://x/").removesuffix("index.html") for one in found}


@pytest.mark.parametrize(
    ("record", "script"),
    [
        ("2026/doi-thoai-4/", "2026/doi-thoai-4/thay-doi-1/"),
        ("2026/doi-thoai-4/", "2026/doi-thoai-4/nhac-lich-2/"),
        ("2026/doi-thoai-1/ket-luan/", "2026/doi-thoai-1/ket-luan/cong-bo-1/"),
        ("2026/ke-hoach/", "2026/ke-hoach/cong-bo-1/"),
    ],
)
def test_record_script_and_sheet_link_both_ways(site: Files, record: str, script: str) -> None:
    """From a record to what is said of it, to the announcer's page, and all the way back."""
    way = [f"co-quan/phuong-mau/{record}", f"{WARD}{script}", f"{WARD}{script}ban-doc.html"]
    for here, there in (way[:2], way[1::-1], way[1:], way[:0:-1]):
        assert there in targets(site, here), (here, there)


def test_every_sheet_of_a_day_is_reached_from_the_desk_and_leads_to_its_scripts(site: Files) -> None:
    """The desk names each day's sheet; the sheet leads to the announcer's pages and back to the desk."""
    sheets = {path for path in site if re.fullmatch(rf"{WARD}ngay-[\d-]+\.html", path)}
    assert sheets
    assert sheets <= targets(site, DESK)
    for sheet in sheets:
        found = targets(site, sheet)
        assert DESK in found
        assert any(target.endswith("ban-doc.html") for target in found)


def test_the_authority_and_the_home_page_lead_to_its_loudspeakers(site: Files) -> None:
    """Whoever looks for the ward finds what its loudspeakers say; the home page tells the next broadcast."""
    assert WARD in targets(site, "co-quan/phuong-mau/")
    (script, when), *_ = sorted(coming(site).items(), key=lambda one: one[1])
    assert f"Loa truyền thanh phát lần tới: {in_words(when)}" in page(site, "").text
    assert {"loa/", script} <= targets(site, "")


def test_what_comes_stands_before_what_was_with_day_and_hour(site: Files) -> None:
    """An authority's page: the next broadcasts with their hours, soonest first, then the past with how often."""
    future, mark, past = site[f"{WARD}index.html"].decode().partition('<h2 id="truoc-day"')
    whens = sorted(coming(site).values())
    assert mark
    assert re.findall(r"Phát lần tới: ([^<·]+?)\s*[<·]", future) == [in_words(when) for when in whens]
    assert "Phát lần tới" not in past
    assert re.search(r"đã phát \d+ lần, lần cuối ngày [\d/]+2026", past)


def test_a_script_stands_once_a_day_with_all_its_hours(built: Callable[..., Files]) -> None:
    """The site-wide page joins the slots of one day."""
    text = page(built(date(2026, 8, 20)), "loa/").text
    assert "6h30, 17h00 ✕ Hủy" in text


def test_a_broadcast_that_the_log_tells_of_is_not_still_to_come(june: Files) -> None:
    """The log of the same day may be ahead: 17h00 is in it, 6h30 is not."""
    coming, _, logged = page(june, CHANGE_2).text.partition("Lịch phát Ngày Giờ Bản đọc")[2].partition("Đã phát")
    assert ("6h30" in coming, "17h00" in coming, "17h00, thứ Sáu, ngày 12/6/2026" in logged) == (True, False, True)
    assert "✓ đã phát" in page(june, DESK).text


def test_a_session_page_tells_the_next_broadcast_and_lets_it_be_heard(june: Files) -> None:
    """The soonest script of the session, not the first by name; sentence by sentence, as it is said."""
    html = june["co-quan/phuong-mau/2026/doi-thoai-2/index.html"].decode()
    assert "Loa truyền thanh phát lần tới: <b>6h30, thứ Sáu, ngày 12/6/2026</b>" in html
    said = re.search(r'data-dt-said="([^"]*)"', html)
    assert said
    spoken = june[f"{CHANGE_2}chuan.txt"].decode()
    assert unescape(said[1]).split("\n") == [line for line in spoken.split("\n") if line]


def test_the_desk_says_what_is_not_written_and_why(site: Files, june: Files) -> None:
    """Every refusal names all that is missing, and what is known instead."""
    assert (
        "Đối thoại báo cáo kết quả giải quyết kiến nghị, buổi 5 năm 2026 : chưa có bản đọc vì "
        "thiếu thời gian: mới có tháng 12/2026; thiếu địa điểm; thiếu chương trình"
    ) in page(site, DESK).text
    assert (
        "Buổi 4 - Đối thoại cuối năm : chưa có bản đọc vì thiếu thời gian: mới có tháng 11/2026"
        in page(june, DESK).text
    )


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (200, r"bản đầy đủ dài hơn khung (\d+) giây, đọc bản chuẩn(?!;)"),
        (60, r"bản chuẩn dài hơn khung (\d+) giây, đọc bản ngắn; bản đầy đủ dài hơn khung \d+ giây, đọc bản ngắn"),
        (10, r"bản ngắn dài hơn khung (\d+) giây, không bản nào vừa; bản chuẩn"),
    ],
)
def test_what_is_longer_than_its_slot_offers_what_fits(
    built: Callable[..., Files], seconds: int, expected: str
) -> None:
    """By how many seconds, and the longest version that fits."""
    files = built(date(2026, 6, 12), f"    - giờ: 17h00\n      giây: {seconds}\n")
    text = page(files, DESK).text
    found = re.search(expected, text)
    assert found, text
    name = found[0].removeprefix("bản ").partition(" dài")[0]
    needed = re.search(rf"Bản {name} \((\d+) giây\)", page(files, REMINDER_2).text)
    assert needed
    assert str(int(needed[1]) - seconds) in re.findall(expected, text)
    assert ("không đủ chỗ, dài hơn khung" in text) == (seconds == 10)


def test_every_script_of_the_sample_is_as_long_as_it_is_called(site: Files, june: Files) -> None:
    """Half a minute, one to two minutes: also with the words that say that the ward is made up."""
    for files in (site, june):
        scripts = [path for path in files if path.startswith(WARD) and path.endswith("/ban-doc.html")]
        assert len(scripts) > 5
        for path in scripts:
            found = dict(
                re.findall(r"Bản (ngắn|chuẩn) \((\d+) giây\)", page(files, path.replace("ban-doc", "index")).text)
            )
            assert int(found["ngắn"]) <= 30, path
            assert 60 <= int(found["chuẩn"]) <= 120, path


def test_every_length_that_could_not_be_cut_is_told_of(built: Callable[..., Files]) -> None:
    """However much room its slots have; a station that reads slowly says less in half a minute."""
    files = built(date(2026, 6, 12), "    - giờ: 17h00\n      giây: 900\n  tốc độ đọc: 130\n")
    found = re.findall(r"bản ngắn dài (\d+) giây, quá (\d+) giây: ghi “tên đọc”", page(files, DESK).text)
    assert found
    assert all(int(seconds) - int(over) == 30 for seconds, over in found)


def test_a_length_that_the_rota_wants_stands_open_and_is_printed(built: Callable[..., Files], june: Files) -> None:
    """The station's usual length comes first; another one is folded unless it is what will be read."""
    usual = june[f"{CHANGE_2}ban-doc.html"].decode()
    short = built(date(2026, 6, 12), "    - giờ: 17h00\n      giây: 60\n")[f"{CHANGE_2}ban-doc.html"].decode()
    for html in (usual, short):
        names = re.findall(r"<h2>Bản ([^<]+?) <small>", html)
        assert names == ["chuẩn", "ngắn", "đầy đủ"]
    assert "<details><summary><h2>Bản ngắn" in usual
    assert '<details class="due" open><summary><h2>Bản ngắn' in short


def test_an_ended_authority_waits_for_nothing(site: Files) -> None:
    """Its page stays, says that it has ended, and asks nobody to mend what is over."""
    ended = "loa/hdnd-xa-luong-phong/"
    for path in (ended, f"{ended}truc/"):
        text = page(site, path).text
        assert "đã kết thúc hoạt động từ ngày 1/7/2025" in text
        assert "không còn thông báo nào chờ phát" in text
    desk = page(site, f"{ended}truc/").text
    assert "Không có gì phải sửa. Việc đã qua, không phải sửa nữa (1)" in desk
    assert "Hội đồng nhân dân xã Lương Phong (đã kết thúc hoạt động)" in page(site, "loa/").text


def test_an_authority_without_announcements_has_no_empty_pages(site: Files) -> None:
    """Nothing is drawn for it and nothing leads there."""
    assert not [path for path in site if path.startswith("loa/phuong-moi")]
    for path in ("loa/", "co-quan/phuong-moi/"):
        assert not [one for one in targets(site, path) if one.startswith("loa/phuong-moi")]


def test_a_mark_is_bound_to_the_word_before_it(site: Files) -> None:
    """Each breath and stop stands in one piece with its word, and with the digits that belong to it."""
    bound = r'<span class="keep">[^<]+(?:<small[^>]*>\([^<]*\)</small>[^<]*)? <span class="pause" aria-hidden="true">'
    for path in (one for one in site if one.endswith(("ban-doc.html",)) or "/ngay-" in one):
        html = site[path].decode()
        assert html.count('class="pause"') == len(re.findall(bound, html)) > 10, path


def test_digits_stand_once_beside_their_words(june: Files) -> None:
    """A telephone number of three breaths is shown after the last; a single digit needs no help."""
    text = page(june, f"{CHANGE_2}ban-doc.html").text
    assert text.count("(024.7300.0000)") == text.count("không hai bốn") > 0
    assert re.search(r"\((ngày )?20/6/2026\)", text)
    assert "(4)" not in text


def test_the_sheets_tell_what_changed_and_leave_lines_to_tick(june: Files) -> None:
    """Before reading: what is new. After reading: when, and who read."""
    for path in (f"{CHANGE_2}ban-doc.html", f"{WARD}ngay-2026-06-12.html"):
        text = page(june, path).text
        assert "Địa điểm: Nhà văn hóa Tổ dân phố số 4 , thay cho Hội trường tầng 2" in text
        assert ("Đã phát lúc" in text, "Người phát" in text) == (True, True)
    assert "Thông báo này đã hết hạn phát" in page(june, f"{WARD}2026/doi-thoai-2/lich-1/ban-doc.html").text


def test_pages_of_the_loudspeakers_are_in_order_for_those_who_cannot_see(site: Files, june: Files) -> None:
    """Headings skip no level, tables name their columns, the language is told."""
    for files in (site, june):
        for path in (one for one in files if one.startswith("loa/") and one.endswith(".html")):
            html = files[path].decode()
            levels = [int(level) for level in re.findall(r"<h([1-6])\b", html)]
            assert levels.count(1) == 1, path
            assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)
            assert all('<th scope="col"' in table for table in re.findall(r"<table.*?</table>", html, re.DOTALL)), path
            assert re.search(r'<html lang="vi"', html), path
