"""Authored pages: what stands in front of them is read like a record's, and MkDocs sees what was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from doithoai.build import Request, build
from doithoai.problems import Refusal
from reading.minimal import DAY, SESSION, copy_minimal, problems_of, spoil

PAGE = "content/trang/lien-he.md"


def _request(site: Path) -> Request:
    return Request(site, site / "public", DAY, processes=1, cached=False)


def test_a_fault_of_a_page_is_told_with_those_of_records(tmp_path: Path) -> None:
    """One run of the check names both, and a build refuses with the same problems."""
    site = copy_minimal(tmp_path)
    spoil(site, PAGE, "---\ntiêu đề: [Liên hệ\n---\n# Liên hệ\n")
    spoil(site, f"{SESSION}/kien-nghi/003.md", "---\ntiêu đề: Rác\n---\n")
    found = problems_of(site)
    assert {(one.place.file, one.place.line, one.code) for one in found} == {
        (PAGE, 2, "bracket"),
        (f"{SESSION}/kien-nghi/003.md", 2, "missing-key"),
    }
    with pytest.raises(Refusal) as refused:
        build(_request(site))
    assert list(refused.value.problems) == found


def test_front_matter_names_and_describes_its_page(tmp_path: Path) -> None:
    """The title stands in the menu, the description in the head, and neither of them in the text."""
    site = copy_minimal(tmp_path)
    spoil(site, PAGE, "---\ntiêu đề: Gọi cho ai\nmô tả: Nơi tiếp dân\n---\n\n# Liên hệ với phường\n")
    build(_request(site))
    html = (site / "public/trang/lien-he/index.html").read_text("utf-8")
    article = html.partition("<article")[2].partition("</article>")[0]
    assert "<title>Gọi cho ai – " in html
    assert '<meta name="description" content="Nơi tiếp dân">' in html
    assert "Liên hệ với phường" in article
    assert "mô tả" not in html
    assert "Gọi cho ai" in (site / "public/index.html").read_text("utf-8")


@pytest.mark.parametrize("text", ["![" * 50_000, "{" * 100_000, "<" * 100_000, "&a" * 50_000, "#" * 100_000])
def test_no_first_line_keeps_the_check_busy(text: str, tmp_path: Path) -> None:
    """What could begin a title and never ends is told of at once."""
    site = copy_minimal(tmp_path)
    spoil(site, PAGE, f"# {text}\n")
    assert {one.code for one in problems_of(site)} <= {"no-title", "tangled"}


_MANY = "Một [dòng.\n\n" * 400


@pytest.mark.parametrize("head, first", [("", 1), ("---\nmô tả: Nơi tiếp dân\n---\n\n", 5)], ids=["no head", "a head"])
@pytest.mark.parametrize(
    "text, line, column",
    [
        (f"{_MANY}Gọi [số này.\n\n{_MANY}", 803, 5),
        (f"Một.\n\n{'> ' * 70}sâu\n", 5, 1),
        ("Một.\n\n" + "dòng\n" * 1100, 5, 1),
    ],
    ids=["one sign too many", "a deep nest", "a block without end"],
)
def test_what_makes_a_page_impossible_is_told_where_it_stands(
    text: str, line: int, column: int, head: str, first: int, tmp_path: Path
) -> None:
    """A page is long: its first line says nothing of what was pasted somewhere below."""
    site = copy_minimal(tmp_path)
    spoil(site, PAGE, f"{head}# Liên hệ\n\n{text}")
    (told,) = [one for one in problems_of(site) if one.code == "tangled"]
    assert (told.place.line, told.place.column) == (first - 1 + line, column)
