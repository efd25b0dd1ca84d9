"""Edits in any order: a build that takes over what it can gives what a build from nothing gives, byte for byte."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from doithoai.build import Request, build
from doithoai.problems import Problem, Refusal
from sample import DAY, copy_site, tree

Made = tuple[tuple[Problem, ...], dict[str, bytes]]
Edit = Callable[[Path, random.Random], object]


def _put(path: Path, text: str) -> None:
    """As saved long ago, each time a second later: no build trusts a file that was saved just now."""
    before = path.stat().st_mtime if path.exists() else 1e9
    path.write_text(text, "utf-8")
    os.utime(path, (before + 1, before + 1))


def _opinion(site: Path, chance: random.Random) -> Path:
    return chance.choice(sorted(site.glob("content/phuong-mau/2026/*/kien-nghi/*.md")))


def _in_any(pattern: str, old: str, new: str) -> Edit:
    """An edit of one place in one of the files."""

    def edit(site: Path, chance: random.Random) -> None:
        path = chance.choice(sorted(site.glob(pattern)))
        text = path.read_text("utf-8")
        places = list(re.finditer(old, text, re.MULTILINE))
        if places:
            place = chance.choice(places)
            _put(path, text[: place.start()] + place.expand(new) + text[place.end() :])

    return edit


def _shifted(site: Path, chance: random.Random) -> None:
    """A step on another day, early enough to be one or too late for its order."""
    _in_any("content/phuong-mau/2026/*/kien-nghi/*.md", r"^(  - ngày: )\d+/", rf"\g<1>{chance.randint(1, 28)}/")(
        site, chance
    )


def _renamed(site: Path, chance: random.Random) -> None:
    path = _opinion(site, chance)
    path.rename(path.with_name(f"{chance.randint(50, 99):03}.md"))


def _damaged(site: Path, chance: random.Random) -> None:
    path = chance.choice(sorted(one for one in (site / "public").rglob("*.*") if one.is_file()))
    chance.choice([path.unlink, lambda: path.write_text("hỏng", "utf-8")])()


_OPINIONS, _SESSIONS = "content/phuong-mau/2026/*/kien-nghi/*.md", "content/phuong-mau/2026/*/lich.md"
_MERGED = "  - ngày: 19/11/2026\n    việc: gộp\n    gộp vào: doi-thoai-4/002\n"
_REDACTED = """lược bỏ:
  - ngày: 19/11/2026
    ở: lời kiến nghị
    lý do: Có tên người
    người quyết định: Chánh Văn phòng
"""
EDITS: dict[str, Edit] = {
    "words": _in_any(_OPINIONS, r"\Z", "Thêm một câu về ngõ Hoa Sữa.\n"),
    "other words": _in_any(_OPINIONS, r"(?<=\n---\n).*", "Một câu khác, <b>đậm</b>."),
    "link": _in_any(
        _OPINIONS, r"\Z", "Xem [kế hoạch](../../ke-hoach.md), [ý kiến](001.md), [từ](../../../../trang/tu-ngu.md).\n"
    ),
    "dead link": _in_any(_OPINIONS, r"\]\(001.md\)", "](0o1.md)"),
    "title": _in_any(_OPINIONS, r"^(tiêu đề: .*)$", r"\1 mới"),
    "area": _in_any(_OPINIONS, r"^(tổ dân phố, thôn: ).*$", r"\1tdp-4"),
    "topic": _in_any(_OPINIONS, r"^(lĩnh vực:\n  - ).*$", r"\1giao-duc"),
    "step": _in_any(_OPINIONS, r"^  - ngày: .*\n(?:    .*\n)+", ""),
    "day": _shifted,
    "merged": _in_any(_OPINIONS, r"^(diễn biến:\n(?:  .*\n)*)", rf"\1{_MERGED}"),
    "no longer merged": _in_any(_OPINIONS, r"^  - ngày: .*\n    việc: gộp\n(?:    .*\n)+", ""),
    "redacted": _in_any(_OPINIONS, r"^(tiếp nhận:\n(?:[^\n]*\n)*)", rf"{_REDACTED}\1 [đã lược bỏ]\n"),
    "no longer marked": _in_any(_OPINIONS, r" \[đã lược bỏ\]", ""),
    "gone": lambda site, chance: _opinion(site, chance).unlink(),
    "renamed": _renamed,
    "place": _in_any(_SESSIONS, r"^(  - nơi: .*)$", r"\1, cổng sau"),
    "conclusion": _in_any("content/phuong-mau/2026/*/ket-luan.md", r"^(  - nội dung: .*)$", r"\1 ngay"),
    "log": _in_any("content/phuong-mau/2026/*/cong-khai.yml", r"^  - (?:.*\n)(?:    .*\n)+", ""),
    "authority": _in_any("content/phuong-mau/co-quan.yml", r"^(    tên: .*)$", r"\1 mới"),
    "topics": _in_any("content/linh-vuc.yml", r"^(    tên: .*)$", r"\1 mới"),
    "page": _in_any("content/trang/*.md", r"\Z", "\nThêm một câu.\n"),
    "site": _in_any("site_config.yml", r"^((?:tên trang|lời dẫn): .*)$", r"\1 mới"),
    "wrong key": _in_any(_OPINIONS, "^loại:", "loạii:"),
    "damaged": _damaged,
}


def _built(request: Request) -> Made:
    try:
        return build(request).problems, tree(request.out)
    except Refusal as refusal:
        return tuple(refusal.problems), {}


@pytest.mark.parametrize(
    ("edits", "makes"),
    [
        (4, "trang web, tin và lịch, dữ liệu mở"),
        (4, "trang web"),
        pytest.param(60, "trang web, tin và lịch, dữ liệu mở", marks=pytest.mark.slow),
        pytest.param(60, "trang web", marks=pytest.mark.slow),
        pytest.param(12, "trang web, loa truyền thanh, bản in", marks=pytest.mark.slow),
    ],
)
def test_after_any_edits_a_site_is_as_one_built_from_nothing(
    edits: int, makes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is told, and every file, however many processes; an edit that is refused, with the same words, is taken back."""
    monkeypatch.setenv("DOITHOAI_CACHE", str(tmp_path / "cache"))
    site = copy_site(tmp_path / "site", "phuong-mau", makes=makes)
    chance = random.Random(edits)  # the same edits each time
    known = tree(site / "content")
    _built(Request(site, site / "public", DAY, 1))
    for _ in range(edits):
        names = chance.sample(sorted(EDITS), chance.choice([1, 1, 2]))
        for name in names:
            EDITS[name](site, chance)
        day, first = DAY + timedelta(chance.choice([0, 0, 0, 7])), chance.random() < 1 / 4
        processes = chance.choice([1, 2, 2, 3])
        if first:
            _built(Request(site, site / "public", day, processes, pages_first=True))
        made = _built(Request(site, site / "public", day, processes))
        assert made == _built(Request(site, tmp_path / "fresh", day, 1, cached=False)), (names, day, first)
        if made[1]:
            known = tree(site / "content")
        else:
            _restored(site / "content", known)


def _restored(folder: Path, known: dict[str, bytes]) -> None:
    for name in tree(folder).keys() - known.keys():
        (folder / name).unlink()
    for name, data in known.items():
        path = folder / name
        if not path.exists() or path.read_bytes() != data:
            _put(path, data.decode())
