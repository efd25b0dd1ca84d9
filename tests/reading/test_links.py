"""Links between source files: each leads to its page, and one that leads nowhere is told, whenever its target went."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from doithoai.build import Request, build
from doithoai.domain.links import led, target_of
from doithoai.problems import Problem, Refusal
from doithoai.reading.links import lost_links
from reading.minimal import DAY, SESSION, copy_minimal, problems_of, spoil

OPINION, PAGE = f"{SESSION}/kien-nghi/001.md", "content/trang/lien-he.md"
IN_TEXT = """
Xem [lịch](../lich.md), [kết luận](../ket-luan.md#vb-a "Kết luận"), [kế hoạch](../../ke-hoach.md), [ý kiến 2](002.md),
[phường](../../../co-quan.yml), [giới thiệu](../../../../trang/gioi-thieu.md), [cổng](https://example.org/a.md?b&c).
"""
IN_PAGE = "# Liên hệ\n\nTheo [kế hoạch](../phuong-thu/2026/ke-hoach.md#x), xem [giới thiệu](gioi-thieu.md).\n"
LED = [
    "co-quan/phuong-thu/2026/doi-thoai-1/",
    "co-quan/phuong-thu/2026/doi-thoai-1/ket-luan/#vb-a",
    "co-quan/phuong-thu/2026/ke-hoach/",
    "co-quan/phuong-thu/2026/doi-thoai-1/kien-nghi/002/",
    "co-quan/phuong-thu/",
    "trang/gioi-thieu/",
]


def _linked(tmp_path: Path) -> Path:
    site = copy_minimal(tmp_path)
    spoil(site, OPINION, (site / OPINION).read_text("utf-8") + IN_TEXT)
    spoil(site, PAGE, IN_PAGE)
    return site


def _hrefs(site: Path, page: str) -> set[str]:
    """What the page's text links to, seen from the root of the site."""
    html = (site / "public" / page / "index.html").read_text("utf-8")
    article = html.partition("<article")[2].partition("</article>")[0]
    return {urljoin(f"/{page}/", href).removeprefix("/") for href in re.findall(r' href="([^"]*)"', article)}


def test_links_between_files_lead_to_their_pages(tmp_path: Path) -> None:
    """A record's and an authored page's; what leads elsewhere stays as it is written."""
    site = _linked(tmp_path)
    build(Request(site, site / "public", DAY, processes=1, cached=False))
    on_opinion = _hrefs(site, "co-quan/phuong-thu/2026/doi-thoai-1/kien-nghi/001")
    assert {*LED, "https://example.org/a.md?b&amp;c"} <= on_opinion
    assert {"co-quan/phuong-thu/2026/ke-hoach/#x", "trang/gioi-thieu/"} <= _hrefs(site, "trang/lien-he")
    pages = [one.partition("#")[0] for one in on_opinion if not one.startswith(("http", "mailto", "tel"))]
    assert [one for one in pages if not (site / "public" / one).exists()] == []


def _told(request: Request) -> list[Problem]:
    try:
        return list(build(request).problems)
    except Refusal as refusal:
        return list(refusal.problems)


@pytest.mark.parametrize("gone", [f"{SESSION}/kien-nghi/002.md", "content/trang/gioi-thieu.md"])
def test_what_a_link_leads_to_is_missed_once_it_is_gone(
    gone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By check and by a build that takes over what it can: the file with the link has not changed."""
    monkeypatch.setenv("DOITHOAI_CACHE", str(tmp_path / "cache"))
    site = _linked(tmp_path)
    request = Request(site, site / "public", DAY, processes=1)
    assert build(request).problems == ()
    (site / gone).unlink()
    dead = [one for one in _told(request) if one.code == "dead-link"]
    assert {one.place.file for one in dead} == {OPINION, *([PAGE] if "trang" in gone else [])}
    assert dead == [one for one in problems_of(site) if one.code == "dead-link"]


def test_a_link_added_to_an_opinions_own_words_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The short way of an edit of words alone tells of a dead link as any other build does."""
    monkeypatch.setenv("DOITHOAI_CACHE", str(tmp_path / "cache"))
    site = copy_minimal(tmp_path)
    request = Request(site, site / "public", DAY, processes=1, pages_first=True)
    build(request)
    text = (site / OPINION).read_text("utf-8")
    spoil(site, OPINION, f"{text}\nXem [lịch](lich.md).\n")
    assert [one.mend for one in _told(request)] == ["Có phải “../lich.md”?"]
    spoil(site, OPINION, f"{text}\nXem [lịch](../lich.md).\n")
    assert _told(request) == []
    assert "co-quan/phuong-thu/2026/doi-thoai-1/" in _hrefs(site, "co-quan/phuong-thu/2026/doi-thoai-1/kien-nghi/001")


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("../ke-hoach.md", "a/2026/ke-hoach.md"),
        ("../../../../x.md", "../x.md"),
        ("m%E1%BA%ABu.pdf?x=1#y", "a/2026/b/mẫu.pdf"),
        *(
            (one, None)
            for one in ("#a", "?a", "", "/lich/", "//a.vn", "https://a.vn", "MAILTO:a", "../lich/", "..", ".")
        ),
    ],
)
def test_a_link_names_a_file_or_none(href: str, target: str | None) -> None:
    """Seen from the folder of its file; addresses are nobody's file."""
    assert target_of(href, "a/2026/b") == target
    if not (target or "").endswith(".md") or (target or "").startswith(".."):
        assert led(href, "a/2026/b", "co-quan/a/2026/b/") == href


@pytest.mark.parametrize(
    "text", ["](" * 50_000, "[a](" + " " * 200_000 + "b)", "[a](x.md)" * 50_000, "[a]:" * 50_000, "](<" * 50_000]
)
def test_no_text_keeps_the_look_for_links_busy(text: str, tmp_path: Path) -> None:
    """What looks like thousands of links is shown as it is typed, so none of them is one."""
    assert list(lost_links(tmp_path, OPINION, text, text)) == []
