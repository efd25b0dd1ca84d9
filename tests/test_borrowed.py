"""A page that borrows other words than it did is not drawn again: in its file the old words give way to the new."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from doithoai.artifacts import Stamp
from doithoai.channels.site.borrowed import Swap, lent_by, swap_of, swapped
from doithoai.channels.site.drawing import Drawer
from doithoai.channels.site.page import ASKING, PLAN, Known, Page, View
from sample import aged, as_from_nothing, build_site, copy_site, edit

WARD = "content/phuong-mau"
STAMP = Stamp(1, 2, 3)


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ward's website, built once."""
    monkeypatch.setenv("DOITHOAI_CACHE", str(tmp_path / "cache"))
    site = copy_site(tmp_path / "site", "phuong-mau", makes="trang web")
    build_site(aged(site))
    return site


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Addresses of the pages that are drawn from now on."""
    found: set[str] = set()
    draw = Drawer.draw

    def noting(drawer: Drawer, page: Page) -> bytes:
        found.add(page.address)
        return draw(drawer, page)

    monkeypatch.setattr(Drawer, "draw", noting)
    return found


def _opinions(addresses: set[str]) -> set[str]:
    return {one for one in addresses if "/kien-nghi/" in one and re.search(r"/\d+/$", one)}


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("co-quan.yml", "giờ làm việc: ", "giờ làm việc: từ "),
        ("2026/ke-hoach.md", "tiêu đề: ", "tiêu đề: Rất & < "),
    ],
)
def test_pages_are_as_if_they_had_been_drawn(ward: Path, file: str, old: str, new: str, processes: int) -> None:
    edit(ward / WARD / file, old, new)
    build_site(ward, processes=processes)
    assert as_from_nothing(ward)


@pytest.mark.parametrize(("file", "key"), [("co-quan.yml", "giờ làm việc: "), ("2026/ke-hoach.md", "tiêu đề: ")])
def test_no_opinion_s_page_is_drawn_for_its_authority_s_hours_or_its_plan_s_title(
    ward: Path, drawn: set[str], file: str, key: str
) -> None:
    edit(ward / WARD / file, key, f"{key}Rất ")
    build_site(ward)
    assert drawn
    assert not _opinions(drawn)


def test_an_edit_of_words_after_that_keeps_what_the_page_borrows_now(ward: Path) -> None:
    """It takes a page from the cache, which was written before."""
    edit(ward / WARD / "co-quan.yml", "giờ làm việc: ", "giờ làm việc: từ ")
    build_site(ward)
    opinion = ward / WARD / "2026/doi-thoai-1/kien-nghi/002.md"
    opinion.write_text(opinion.read_text("utf-8").rstrip() + " Xin cảm ơn.\n", "utf-8")
    build_site(ward)
    assert as_from_nothing(ward)


def test_a_page_whose_file_somebody_has_changed_is_drawn(ward: Path, drawn: set[str]) -> None:
    edit(ward / WARD / "co-quan.yml", "giờ làm việc: ", "giờ làm việc: từ ")
    page = next((ward / "public").glob("co-quan/phuong-mau/2026/doi-thoai-1/kien-nghi/*/index.html"))
    page.write_text(page.read_text("utf-8").replace("<p", "<p "), "utf-8")
    build_site(ward)
    assert _opinions(drawn) == {f"{page.parent.relative_to(ward / 'public').as_posix()}/"}
    assert as_from_nothing(ward)


def _draw(_: str, view: View | None) -> str:
    return view["text"] if view else ""


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("a (cũ) b", "(cũ)", "(mới)", "a (mới) b"),
        ('a <a href="x">cũ</a> b', '<a href="x">cũ</a>', '<a href="x">mới</a>', 'a <a href="x">mới</a> b'),
        ("a cũ b cũ", "cũ", "mới", None),
        ("a b", "cũ", "mới", None),
        ("a b", "", "mới", None),
        ("a cũ b", "cũ", "", None),
        ("a <b>cũ</b> b", "<b>cũ</b>", "mới", None),
        ("a cũ b", "cũ", "<abbr>mới</abbr>", None),
    ],
    ids=["words", "a link", "twice", "not there", "there was nothing", "nothing any more", "had marks", "has marks"],
)
def test_words_are_swapped_only_where_they_stand_once(file: str, old: str, new: str, expected: str | None) -> None:
    views = [{"text": text} if text else None for text in (old, new)]
    assert swapped(file, [(PLAN, views[0], views[1])], _draw) == expected


def _page(words: str, plan: str, **more: str) -> Page:
    return Page(
        "a/",
        "opinion.html",
        "A",
        "",
        {"text": words},
        {PLAN: {"text": plan}, **{k: {"text": v} for k, v in more.items()}},
    )


def test_a_page_says_what_is_to_be_swapped_only_where_its_own_part_is_as_it_was() -> None:
    then, lent = _page("a", "cũ"), lent_by([_page("a", "cũ")], {})
    old = then.fingerprint(), STAMP
    assert swap_of(_page("a", "mới"), old, lent) == Swap(
        "a/index.html", STAMP, [(PLAN, {"text": "cũ"}, {"text": "mới"})]
    )
    assert swap_of(_page("b", "mới"), old, lent) is None
    assert swap_of(_page("a", "mới", asking="gọi"), old, lent) is None
    assert swap_of(_page("a", "mới"), old, {}) is None


def test_a_page_that_is_not_made_borrows_what_there_is_now() -> None:
    then = _page("a", "kế hoạch", asking="sáng")
    known = Known(then.address, then.template, then.fingerprint(), lambda: then, {ASKING: {"text": "chiều"}})
    assert known.own == then.own
    assert known.fingerprint() == _page("a", "kế hoạch", asking="chiều").fingerprint()
    assert lent_by([known], lent_by([then], {})) == lent_by([_page("a", "kế hoạch", asking="chiều")], {})
