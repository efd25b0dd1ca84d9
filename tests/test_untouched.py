"""After an edit in sessions' folders only their pages are made, and of those that are bound to them."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from doithoai.channels.site import pages
from doithoai.channels.site.page import Page
from doithoai.domain.opinion import Opinion
from doithoai.rewording import SETTLED
from sample import aged, as_from_nothing, build_site, copy_site, edit

YEAR = "content/phuong-mau/2026"
PLAN_OWED = """mã: quy-che
tên: Quy chế đối thoại
gọi tắt: Quy chế đối thoại
hiệu lực từ: 1/1/2026
nguồn: dữ liệu minh họa
đối chiếu: cần đối chiếu
quy định:
  - mã: plan_due
    tên: kế hoạch đối thoại của năm
    đòi hỏi: thời hạn
    thời hạn: trước ngày 01/02 hằng năm
    sản phẩm: kế hoạch
    ai làm: Chủ tịch phường
    căn cứ: Điều 2
    mức: quy định, kế hoạch riêng
    nguyên văn: trước ngày 01 tháng 02 hằng năm ban hành kế hoạch
"""
MERGED = "diễn biến:\n  - ngày: 12/11/2026\n    việc: gộp\n    gộp vào: doi-thoai-4/002\n"


@pytest.fixture(params=["trang web", "trang web, tin và lịch, dữ liệu mở", "trang web, loa truyền thanh"])
def ward(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ward built once, whatever is made of it."""
    monkeypatch.setenv("DOITHOAI_CACHE", str(tmp_path / "cache"))
    site = copy_site(tmp_path / "site", "phuong-mau", makes=request.param)
    build_site(aged(site))
    return site


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Sessions whose opinions' pages are made from now on."""
    found: set[str] = set()
    make = pages.opinion_page

    def noting(opinion: Opinion, *rest: Any) -> Page:
        found.add(opinion.id.split("/")[2])
        return make(opinion, *rest)

    monkeypatch.setattr(pages, "opinion_page", noting)
    return found


def test_an_edit_of_an_opinion_makes_the_pages_of_its_session_alone(ward: Path, made: set[str]) -> None:
    """A title, which lists and neighbours show."""
    edit(ward / YEAR / "doi-thoai-1/kien-nghi/002.md", "tiêu đề: ", "tiêu đề: Rất ")
    build_site(ward)
    assert made == {"doi-thoai-1"}
    assert as_from_nothing(ward)


def test_what_is_merged_into_it_in_another_session_is_made_too(ward: Path, made: set[str]) -> None:
    """A page shows the outcome of the opinion that its own was merged into, whatever session that is of."""
    edit(ward / YEAR / "doi-thoai-4/kien-nghi/002.md", "tiêu đề: ", "tiêu đề: Rất ")
    build_site(ward)
    assert made == {"doi-thoai-3", "doi-thoai-4"}
    assert as_from_nothing(ward)


def test_a_merge_that_comes_or_goes_makes_the_pages_of_both_sessions(ward: Path, made: set[str]) -> None:
    """The page of the opinion that took the other in tells of it."""
    file = "doi-thoai-2/kien-nghi/014.md"
    text = (ward / YEAR / file).read_text("utf-8")
    events = text[text.index("diễn biến:") : text.index("\n---\n", 4) + 1]
    for old, new in ((events, events + MERGED.partition("\n")[2]), (MERGED.partition("\n")[2], "")):
        edit(ward / YEAR / file, old, new)
        build_site(ward)
        assert made == {"doi-thoai-2", "doi-thoai-3", "doi-thoai-4"}
        made.clear()
    assert as_from_nothing(ward)


def test_a_new_opinion_makes_the_pages_of_its_session_alone(ward: Path, made: set[str]) -> None:
    """The one before it leads to it."""
    new = ward / YEAR / "doi-thoai-4/kien-nghi/009.md"
    new.write_text((ward / YEAR / "doi-thoai-4/kien-nghi/008.md").read_text("utf-8"), "utf-8")
    build_site(ward)
    assert made == {"doi-thoai-3", "doi-thoai-4"}
    assert as_from_nothing(ward)


def test_an_opinion_that_is_gone_makes_the_pages_of_its_session_alone(ward: Path, made: set[str]) -> None:
    """Those before and after it lead to one another."""
    (ward / YEAR / "doi-thoai-4/kien-nghi/008.md").unlink()
    build_site(ward)
    assert made == {"doi-thoai-3", "doi-thoai-4"}
    assert as_from_nothing(ward)


@pytest.mark.parametrize(
    ("file", "old", "expected"),
    [
        ("doi-thoai-4/lich.md", "tiêu đề: ", {"doi-thoai-3", "doi-thoai-4"}),
        ("doi-thoai-1/ket-luan.md", "tiêu đề: ", {"doi-thoai-1"}),
        ("doi-thoai-2/cong-khai.yml", "nơi: ", {"doi-thoai-2"}),
    ],
)
def test_an_edit_of_a_session_s_other_records_makes_its_pages_alone(
    ward: Path, made: set[str], file: str, old: str, expected: set[str]
) -> None:
    """Its schedule, its conclusion, its log."""
    edit(ward / YEAR / file, old, f"{old}Rất ")
    build_site(ward)
    assert made == expected
    assert as_from_nothing(ward)


def test_after_an_edit_of_an_authority_s_hours_no_opinion_s_page_is_made(ward: Path, made: set[str]) -> None:
    """All of them show these, and nothing else changes with them."""
    edit(ward / YEAR / "../co-quan.yml", "giờ làm việc: ", "giờ làm việc: từ ")
    build_site(ward)
    assert made == set()
    assert as_from_nothing(ward)


def test_after_another_edit_of_an_authority_every_page_is_made(ward: Path, made: set[str]) -> None:
    """Its name stands on all of them."""
    edit(ward / YEAR / "../co-quan.yml", "tên ngắn: ", "tên ngắn: Cả ")
    build_site(ward)
    assert len(made) > 3
    assert as_from_nothing(ward)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("ke-hoach.md", "tiêu đề: ", "tiêu đề: Rất "), ("cong-khai.yml", "nơi: Toàn bộ 12 cụm loa", "nơi: Mọi cụm loa")],
)
def test_a_year_s_plan_and_log_make_the_pages_of_its_sessions(
    ward: Path, made: set[str], file: str, old: str, new: str
) -> None:
    """They show both."""
    edit(ward / YEAR / file, old, new)
    build_site(ward)
    assert len(made) > 3
    assert as_from_nothing(ward)


def test_a_plan_in_another_folder_makes_the_pages_of_sessions_that_name_it_alone(ward: Path, made: set[str]) -> None:
    """As one of which nobody knows the year."""
    plan = (ward / YEAR / "ke-hoach.md").read_text("utf-8")
    other = ward / YEAR / "../khong-ro-nam/ke-hoach.md"
    other.parent.mkdir()
    other.write_text(re.sub(r"^(?:năm:|  số:|    buổi:) .*\n", "", plan, flags=re.MULTILINE), "utf-8")
    build_site(ward)
    for plan_of_one, then in (("ke-hoach", set[str]()), ("khong-ro-nam/ke-hoach", {"doi-thoai-1"})):
        edit(ward / YEAR / "doi-thoai-1/lich.md", "kế hoạch: ke-hoach", f"kế hoạch: {plan_of_one}")
        time.sleep(2 * SETTLED)
        build_site(ward)
        made.clear()
        edit(ward / YEAR / "../khong-ro-nam/ke-hoach.md", "tiêu đề: ", "tiêu đề: Rất ")
        build_site(ward)
        assert made == then
        assert as_from_nothing(ward)


def test_where_rules_make_others_owe_something_else_their_pages_are_made(ward: Path) -> None:
    """Without any plan that of the next year is owed on the page of the last session, whichever that is."""
    day = date(2026, 12, 20)
    for path in (ward / YEAR).rglob("*.md"):
        text = re.sub(r"^kế hoạch: .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
        path.write_text(text.replace("../ke-hoach.md", "lich.md"), "utf-8")
    (ward / YEAR / "ke-hoach.md").unlink()
    (ward / "content/quy-dinh").mkdir(exist_ok=True)
    (ward / "content/quy-dinh/quy-che.yml").write_text(PLAN_OWED, "utf-8")
    last, later = (ward / YEAR / f"{name}/lich.md" for name in ("doi-thoai-ho-mau", "doi-thoai-sau"))
    later.parent.mkdir()
    build_site(ward, day=day)
    page = ward / "public/co-quan/phuong-mau/2026/doi-thoai-ho-mau/index.html"
    before = page.read_bytes()
    later.write_text(last.read_text("utf-8").replace("số: 103", "số: 999"), "utf-8")
    build_site(ward, day=day)
    assert page.read_bytes() != before
    assert as_from_nothing(ward, day)


def test_a_page_that_is_no_longer_there_is_made_again(ward: Path, made: set[str]) -> None:
    """The published folder is not trusted further than what was written there."""
    (ward / "public/co-quan/phuong-mau/2026/doi-thoai-2/kien-nghi/001/index.html").write_text("hỏng", "utf-8")
    edit(ward / YEAR / "doi-thoai-1/kien-nghi/002.md", "tiêu đề: ", "tiêu đề: Rất ")
    build_site(ward)
    assert made == {"doi-thoai-1", "doi-thoai-2"}
    assert as_from_nothing(ward)
