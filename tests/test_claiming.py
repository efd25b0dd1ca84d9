"""Which pages a site has, known without drawing one: exactly those that a build publishes."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from doithoai.build import Request, _authorities, check
from doithoai.cache import cache_of
from doithoai.claiming import Unit, pages_of
from doithoai.domain.former import FILE_ENDINGS
from doithoai.problems import Refusal
from doithoai.reading import register
from doithoai.rewording import SETTLED
from reading.minimal import copy_minimal
from sample import DAY, ROOT, build_site, copy_site, tree

HOME = "content/phuong-mau/2026/doi-thoai-1/lich.md"
OTHER = "content/dang-uy-phuong-quynh-mai/2024/ke-hoach.md"


def known_pages(site: Path, day: date = DAY) -> set[str]:
    """The paths of its pages as `check` works them out."""
    seen, cache = register.look_over(site), cache_of(site, wanted=False)
    units = [Unit(one, sound=True, led=[]) for one in _authorities(seen, cache)[0]]
    return set(pages_of(units, seen, day, cache, lambda work, items: [work(one) for one in items]))


def published_pages(public: Path) -> set[str]:
    return {path for path in tree(public) if path.endswith((".html", ".htm"))}


def test_they_are_those_of_the_built_sample(public: Path) -> None:
    """With loudspeakers, lists by area and topic, authorities that ended, codes, what is owed, authored pages."""
    assert known_pages(ROOT) == published_pages(public)


@pytest.mark.parametrize("day", [date(2026, 3, 1), DAY, date(2027, 2, 1)])
def test_they_are_those_of_a_built_site_on_other_days(day: date, tmp_path: Path) -> None:
    site = copy_site(tmp_path, "phuong-mau", makes="trang web, loa truyền thanh")
    build_site(site, day=day)
    assert known_pages(site, day) == published_pages(site / "public")


def test_they_are_those_of_the_smallest_site(tmp_path: Path) -> None:
    site = copy_minimal(tmp_path)
    build_site(site)
    assert known_pages(site) == published_pages(site / "public")


def test_no_folder_of_an_old_address_is_called_like_a_file_of_the_site(public: Path) -> None:
    """Every ending that a published file has is refused in the middle of an old address."""
    assert {name for name in tree(public) if not name.endswith(FILE_ENDINGS)} == set()


def add(site: Path, file: str, *addresses: str) -> None:
    """Write old addresses below the first line."""
    path, lines = site / file, "".join(f"  - {one}\n" for one in addresses)
    path.write_text(path.read_text("utf-8").replace("---\n", f"---\nđịa chỉ cũ:\n{lines}", 1), "utf-8")


TAKEN = [
    "lich/",
    "ke-hoach/index.html",
    "index.html",
    "404.html",
    "trang/hoi-dap",
    "kien-nghi",
    "linh-vuc/dat-dai/",
    "co-quan/phuong-mau/thong-ke/",
    "co-quan/phuong-mau/2026/doi-thoai-2/",
    "co-quan/phuong-mau/2026/doi-thoai-2/kien-nghi/001/",
    "loa/phuong-mau/",
    "s/",
    "viec-can-lam/",
]


def test_check_tells_every_old_address_that_a_page_has_at_its_place(tmp_path: Path) -> None:
    """In the words and at the place at which the build refuses it; the free one above them is none of these."""
    site = copy_site(tmp_path, "phuong-mau", makes="trang web, loa truyền thanh")
    add(site, HOME, "tin-tuc/lich.html", *TAKEN)
    request = Request(site, site / "public", DAY, 1)
    told = [(str(one.place), one.code, one.what) for one in check(request) if one.code == "former-taken"]
    assert told == [
        (f"{HOME}:{line}:5", "former-taken", f"“địa chỉ cũ” {one} đã là địa chỉ của một trang khác trên trang này")
        for line, one in enumerate(map(as_read, TAKEN), 4)
    ]
    with pytest.raises(Refusal) as refused:
        build_site(site)
    assert [(str(one.place), one.code, one.what) for one in refused.value.problems] == told


def as_read(address: str) -> str:
    """A folder's address has its slash."""
    return address if address.endswith((".html", "/")) else f"{address}/"


def test_check_tells_an_old_address_of_two_authorities_records(tmp_path: Path) -> None:
    site = copy_site(tmp_path, "phuong-mau", "dang-uy-phuong-quynh-mai", makes="trang web")
    add(site, HOME, "tin/a/", "tin/b.html")
    add(site, OTHER, "tin/b.html", "tin/a/index.html", "tin/c.html")
    told = [one for one in check(Request(site, site / "public", DAY, 1)) if one.code == "former-taken"]
    assert [(str(one.place), one.what) for one in told] == [
        (f"{HOME}:3:5", "“địa chỉ cũ” tin/a/ đã ghi ở dang-uy-phuong-quynh-mai/2024/ke-hoach"),
        (f"{HOME}:4:5", "“địa chỉ cũ” tin/b.html đã ghi ở dang-uy-phuong-quynh-mai/2024/ke-hoach"),
    ]
    with pytest.raises(Refusal):
        build_site(site)


def test_an_old_address_is_told_beside_records_that_cannot_be_read(tmp_path: Path) -> None:
    """Of records with errors their own pages are known, and those of the whole site."""
    site = copy_site(tmp_path, "phuong-mau", makes="trang web")
    add(site, HOME, "lich/", "co-quan/phuong-mau/2026/doi-thoai-2/")
    (site / "content/phuong-mau/2026/doi-thoai-1/kien-nghi/001.md").write_text("---\ntiêu đ: x\n---\n", "utf-8")
    told = check(Request(site, site / "public", DAY, 1))
    assert [one.place.line for one in told if one.code == "former-taken"] == [3, 4]


def test_an_address_written_twice_in_one_record_is_told(tmp_path: Path) -> None:
    site = copy_site(tmp_path, "phuong-mau", makes="trang web")
    add(site, HOME, "tin/1.html", "tin/1.html")
    told = [one for one in check(Request(site, site / "public", DAY, 1)) if one.code == "former-taken"]
    assert [(str(one.place), one.what, one.mend) for one in told] == [
        (f"{HOME}:4:5", "“địa chỉ cũ” tin/1.html đã ghi ở dòng trên", "xóa bớt một dòng")
    ]


def test_the_address_of_a_record_that_is_gone_since_it_was_kept_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a build has kept of files is looked at by what they are now."""
    monkeypatch.setenv("DOITHOAI_CACHE", str(tmp_path / "cache"))
    site = copy_site(tmp_path / "site", "phuong-mau", makes="trang web")
    time.sleep(2 * SETTLED)
    build_site(site)
    gone = "2026/doi-thoai-4/kien-nghi/008"
    add(site, HOME, f"co-quan/phuong-mau/{gone}/")
    for taken in (True, False):
        told = check(Request(site, site / "public", DAY, 1))
        assert ("former-taken" in {one.code for one in told}) == taken
        (site / f"content/phuong-mau/{gone}.md").unlink(missing_ok=True)
