"""Authorities end: one is split between two, another is merged into one of them.

Old addresses stay, what was left open is listed where it was taken over, and it is told who answered.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from doithoai.build import Request, check
from doithoai.cli import main
from reading.minimal import copy_minimal
from sample import Html, build_site, read_page

HEAD = "loại: Ủy ban nhân dân cấp xã\nthể thức: nhà nước\nđịa bàn: phường\n"
ENDED = "kế thừa:\n  việc: {event}\n  ngày: 1/7/2026\n  căn cứ: Nghị quyết số 9/NQ\n  cơ quan kế thừa:\n"
SPLIT = (
    "    - tên: UBND phường Đông\n      mã cơ quan: phuong-dong\n      phần: phía đông\n      tổ dân phố, thôn: [tdp-1]\n"
    "    - tên: UBND phường Tây\n      mã cơ quan: phuong-tay\n      phần: phía tây\n      tổ dân phố, thôn: [tdp-2]\n"
)
AREAS = "tổ dân phố, thôn:\n" + "".join(f"  - mã: tdp-{n}\n    tên: Tổ dân phố số {n}\n" for n in (1, 2, 3))
MERGED = "    - tên: UBND phường Đông\n      mã cơ quan: phuong-dong\n"
SESSION = "---\ntiêu đề: Buổi 1\nthời gian: 1/4/2026\nđã tổ chức: {ngày: 1/4/2026}\n---\n"


def opinion(title: str, area: str = "", events: str = "") -> str:
    place = f"tổ dân phố, thôn: {area}\n" if area else ""
    told = f"diễn biến:\n{events}" if events else ""
    return f"---\ntiêu đề: {title}\ntiếp nhận:\n  ngày: 2/4/2026\n  giai đoạn: sau hội nghị\n{place}{told}---\nXin xem xét.\n"


def event(day: str, step: str, more: str = "") -> str:
    return f"  - ngày: {day}\n    việc: {step}\n    nội dung: x\n{more}"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Phường Cũ split into Đông and Tây, phường Nhỏ merged into Đông."""
    site = copy_minimal(tmp_path)
    put(site, "phuong-cu/co-quan.yml", "tên: UBND phường Cũ\n" + HEAD + AREAS + ENDED.format(event="chia tách") + SPLIT)
    put(site, "phuong-nho/co-quan.yml", "tên: UBND phường Nhỏ\n" + HEAD + ENDED.format(event="sáp nhập") + MERGED)
    put(site, "phuong-dong/co-quan.yml", "tên: UBND phường Đông\n" + HEAD)
    put(site, "phuong-tay/co-quan.yml", "tên: UBND phường Tây\n" + HEAD)
    for ward in ("phuong-cu", "phuong-nho"):
        put(site, f"{ward}/2026/doi-thoai-1/lich.md", SESSION)
    home = "phuong-cu/2026/doi-thoai-1/kien-nghi"
    late = event("5/8/2026", "trả lời bằng văn bản", "    cơ quan: phuong-dong\n")
    put(site, f"{home}/001.md", opinion("Đèn ngõ đông", "tdp-1", late))
    put(site, f"{home}/002.md", opinion("Cống phía tây", "tdp-2"))
    put(site, f"{home}/003.md", opinion("Chợ chung"))
    answered = event("10/4/2026", "trả lời bằng văn bản") + event("11/4/2026", "đã giải thích")
    put(site, f"{home}/004.md", opinion("Đã trả lời rồi", "tdp-1", answered))
    put(site, "phuong-nho/2026/doi-thoai-1/kien-nghi/001.md", opinion("Vỉa hè phường Nhỏ"))
    return site


def put(site: Path, name: str, text: str) -> None:
    path = site / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def page(site: Path, address: str) -> Html:
    return read_page((site / "public/co-quan" / address / "index.html").read_bytes())


def test_the_fixture_has_no_error(site: Path) -> None:
    """What follows is about a site that could be published."""
    assert [
        one for one in check(Request(site, site / "public", date(2026, 11, 20), 1)) if one.severity.name == "ERROR"
    ] == []


def test_open_opinions_are_listed_at_the_successor_that_took_their_group_over(site: Path) -> None:
    """By residential group; what no group decides is listed at both as uncertain; what is settled at none."""
    build_site(site)
    east, west = page(site, "phuong-dong/ke-thua").text, page(site, "phuong-tay/ke-thua").text
    assert "Đèn ngõ đông" in east.partition("Chưa rõ")[0]
    assert "Cống phía tây" not in east
    assert "Cống phía tây" in west.partition("Chưa rõ")[0]
    assert "Chợ chung" in east.partition("Chưa rõ")[2]
    assert "Chợ chung" in west.partition("Chưa rõ")[2]
    assert "Đã trả lời rồi" not in east + west
    assert "UBND phường Nhỏ" in east
    assert "Vỉa hè phường Nhỏ" in east
    assert "phường Nhỏ" not in west


def test_it_is_told_which_body_answered(site: Path) -> None:
    """On the list of what was taken over, and in the opinion's own timeline."""
    build_site(site)
    east = page(site, "phuong-dong/ke-thua").text
    assert "UBND phường Cũ: trả lời 1 trên 4 kiến nghị" in east
    assert "UBND phường Đông: trả lời 1 trên 4 kiến nghị" in east
    own = page(site, "phuong-cu/2026/doi-thoai-1/kien-nghi/001")
    assert "Trả lời bằng văn bản – UBND phường Đông" in own.text


def test_statistics_say_which_body_answered(site: Path) -> None:
    """On the page of the one that was asked and on the site's; the successor's tells that its own figures leave them out."""
    build_site(site)
    old = page(site, "phuong-cu/thong-ke").text
    rows = "UBND phường Cũ UBND phường Cũ 1 UBND phường Cũ UBND phường Đông 1"
    assert rows in old
    assert rows in read_page((site / "public/thong-ke/index.html").read_bytes()).text
    assert "Cơ quan nào đã trả lời" not in page(site, "phuong-nho/thong-ke").text
    east = page(site, "phuong-dong/thong-ke")
    assert "không tính kiến nghị gửi đến" in east.text
    assert any(link.endswith("ke-thua/") for link in east.links)


def test_old_addresses_stay_and_lead_on(site: Path) -> None:
    """The ended authority's pages have the banner; an open opinion says who goes on with it; the heir's page links back."""
    build_site(site)
    own = page(site, "phuong-cu/2026/doi-thoai-1/kien-nghi/002")
    assert "Cơ quan này đã kết thúc hoạt động từ ngày 1/7/2026 (chia tách)" in own.text
    assert "Nay giải quyết tiếp UBND phường Tây" in own.text
    assert any(link.endswith("co-quan/phuong-tay/ke-thua/") for link in own.links)
    assert any(link.endswith("ke-thua/") for link in page(site, "phuong-dong").links)


def test_a_session_of_an_ended_authority_promises_no_conclusion(site: Path) -> None:
    """It was held, no conclusion came, and nobody is left to issue one; before that day one may still come."""
    said = {}
    for day in (date(2026, 6, 30), date(2026, 7, 1)):
        build_site(site, day=day)
        said[day.month] = page(site, "phuong-cu/2026/doi-thoai-1").text
    assert "Khi ban hành, văn bản sẽ được đăng ở đây" in said[6]
    assert "Không có thông báo kết luận nào trong hồ sơ lưu ở đây" in said[7]
    assert "sẽ được đăng ở đây" not in said[7]


def test_before_the_day_nothing_has_been_taken_over(site: Path) -> None:
    """Nothing dated later shows."""
    build_site(site, day=date(2026, 6, 30))
    assert not (site / "public/co-quan/phuong-dong/ke-thua").exists()
    assert "Nay giải quyết tiếp" not in page(site, "phuong-cu/2026/doi-thoai-1/kien-nghi/002").text


def test_what_was_taken_over_survives_the_cache(site: Path) -> None:
    """A second build takes every page over and has the same list."""
    build_site(site)
    before = page(site, "phuong-dong/ke-thua").text
    assert build_site(site).drawn == 0
    assert page(site, "phuong-dong/ke-thua").text == before


def test_a_successor_that_is_not_here_is_told_of(site: Path) -> None:
    """A slip in its id would lose every open opinion."""
    file = site / "content/phuong-nho/co-quan.yml"
    file.write_text(file.read_text("utf-8").replace("phuong-dong", "phuong-dông"), "utf-8")
    found = [one for one in check(Request(site, site / "public", date(2026, 11, 20), 1)) if one.code == "unknown-heir"]
    assert [(one.mend, one.place.line > 1) for one in found] == [("Có phải “phuong-dong”?", True)]


def test_a_body_that_is_none_of_the_site_is_told_of(site: Path) -> None:
    """A slip would be counted as a body of its own; one without records here is told by its name."""
    for body, mends in (("phuong-dông", ["Có phải “phuong-dong”?"]), ("UBND phường Xa", []), ("phuong-tay", [])):
        late = event("5/8/2026", "trả lời bằng văn bản", f"    cơ quan: {body}\n")
        put(site, "phuong-cu/2026/doi-thoai-1/kien-nghi/001.md", opinion("Đèn", "tdp-1", late))
        found = check(Request(site, site / "public", date(2026, 11, 20), 1))
        assert [one.mend for one in found if one.code == "unknown-body"] == mends


def test_what_an_ended_authority_owed_is_a_duty_of_its_successor(site: Path) -> None:
    """In `due` under the successor's name, by its folder and by who owes it; its page leads to the list it took over."""
    assigned = event("5/4/2026", "giao giải quyết", "    đơn vị: Phòng Kinh tế\n    hạn: 1/12/2026\n")
    home = "phuong-cu/2026/doi-thoai-1/kien-nghi"
    put(site, f"{home}/002.md", opinion("Cống phía tây", "tdp-2", assigned))
    due = CliRunner().invoke(
        main, ["due", "-C", str(site), "--as-of", "2026-11-20", "--json", "--authority", "phuong-tay"]
    )
    (mine,) = [one for one in json.loads(due.output)["duties"] if one["record"] == f"{home}/002" and one["due"]]
    assert mine["owed_by"] == ["UBND phường Tây", "Phòng Kinh tế"]
    assert mine["taken_over_by"] == ["phuong-tay"]
    east = CliRunner().invoke(main, ["due", "-C", str(site), "--as-of", "2026-11-20", "--authority", "phuong-dong"])
    assert f"{home}/002" not in east.output
    build_site(site)
    listed = read_page((site / "public/viec-can-lam/phuong-cu/index.html").read_bytes()).text
    assert "UBND phường Tây; Phòng Kinh tế" in listed
    heir = read_page((site / "public/viec-can-lam/phuong-tay/index.html").read_bytes())
    assert any(link.endswith(("viec-can-lam/phuong-cu/", "../phuong-cu/")) for link in heir.links)


NEW = "    - tên: UBND phường Mới\n      mã cơ quan: phuong-moi\n"


@pytest.fixture
def twice(site: Path) -> Path:
    """Phường Tây, which took over a part of phường Cũ on 1/7/2026, was itself merged into phường Mới on 1/9/2026."""
    later = ENDED.format(event="sáp nhập").replace("1/7/2026", "1/9/2026")
    put(site, "phuong-tay/co-quan.yml", "tên: UBND phường Tây\n" + HEAD + later + NEW)
    put(site, "phuong-moi/co-quan.yml", "tên: UBND phường Mới\n" + HEAD)
    return site


def test_what_was_taken_over_twice_is_listed_at_the_last_successor(twice: Path) -> None:
    """The one in between has no opinions to settle any more: its page stays and leads on, and so does the opinion's."""
    build_site(twice)
    new, west = page(twice, "phuong-moi/ke-thua"), page(twice, "phuong-tay/ke-thua")
    assert "Cống phía tây" in new.text.partition("Chưa rõ")[0]
    assert "Chợ chung" in new.text.partition("Chưa rõ")[2]
    assert "Cống phía tây" not in west.text and "Không còn kiến nghị nào" not in west.text
    assert "Cơ quan này đã kết thúc hoạt động. Nay giải quyết tiếp: UBND phường Mới" in west.text
    assert any(link.endswith("phuong-moi/ke-thua/") for link in west.links)
    own = page(twice, "phuong-cu/2026/doi-thoai-1/kien-nghi/002")
    assert "Nay giải quyết tiếp UBND phường Mới" in own.text
    assert "UBND phường Cũ" in page(twice, "phuong-moi/thong-ke").text


def test_what_was_taken_over_twice_is_a_duty_of_the_last_successor(twice: Path) -> None:
    """Nobody can ask anything of one that has ended, too."""
    assigned = event("5/4/2026", "giao giải quyết", "    đơn vị: Phòng Kinh tế\n    hạn: 1/12/2026\n")
    home = "phuong-cu/2026/doi-thoai-1/kien-nghi"
    put(twice, f"{home}/002.md", opinion("Cống phía tây", "tdp-2", assigned))
    for day, heir in (("2026-08-20", "phuong-tay"), ("2026-11-20", "phuong-moi")):
        due = CliRunner().invoke(main, ["due", "-C", str(twice), "--as-of", day, "--json", "--authority", heir])
        (mine,) = [one for one in json.loads(due.output)["duties"] if one["record"] == f"{home}/002" and one["due"]]
        assert mine["taken_over_by"] == [heir]


def test_of_authorities_that_took_over_from_one_another_in_a_circle_nothing_is_lost(site: Path) -> None:
    """A slip of two clerks: nothing hangs, and what was left open is listed where its own authority says."""
    back = "    - tên: UBND phường Nhỏ\n      mã cơ quan: phuong-nho\n"
    put(site, "phuong-dong/co-quan.yml", "tên: UBND phường Đông\n" + HEAD + ENDED.format(event="sáp nhập") + back)
    build_site(site)
    assert "Vỉa hè phường Nhỏ" in page(site, "phuong-dong/ke-thua").text
