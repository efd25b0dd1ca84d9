"""A record may be a `.md` file or data from end to end: whatever the ending, it is the same record."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from doithoai.build import Request, build
from doithoai.domain.records import ENDINGS
from doithoai.domain.register import beside
from doithoai.problems import Problem
from doithoai.reading.record import Kind, read
from doithoai.scaffold.renumbering import renumber
from doithoai.scaffold.sealing import seal
from endings import as_yaml
from reading.minimal import DAY, SESSION, copy_minimal, problems_of, spoil
from reading.test_remembering import filled
from sample import build_site, copy_site, tree
from upstream import cloned

every_ending = pytest.mark.parametrize("ending", [".yml", ".yaml"])
MAKES = "trang web, loa truyền thanh, tin và lịch, dữ liệu mở"
LINKING = "content/phuong-mau/2026/doi-thoai-ho-mau/lich.md"
LINKS = "\nXem [lịch](../lich.md), [kết luận](../ket-luan.md#a), [kế hoạch](../../ke-hoach.md), [ý kiến](002.md).\n"
FAULTS = """
Ngõ: Nhà văn hóa số #5. Xem [lịch](lich.md), [kế hoạch](ke-hoach.md), [sổ](../cong-khai.yml), <b>đậm</b>.

    Gọi 0912 345 678, hỏi bà Nguyễn Thị Lan; số trụ sở 024 3999 1234 thì được.
"""
"""What `check` says of a text: links, HTML, a number that is no comment, somebody's telephone and name."""


@every_ending
def test_the_same_records_give_the_same_site(ending: str, tmp_path: Path) -> None:
    """Byte for byte: of a ward with all kinds of record, a withdrawn one too, and of a plan as it was signed."""
    sites = [copy_site(tmp_path / name, "phuong-mau", "hdnd-xa-luong-phong", makes=MAKES) for name in ("md", "yml")]
    for site in sites:  # open data give a text as it is written, with the names of the files that it links to
        path = site / LINKING
        path.write_text(path.read_text("utf-8").replace("](../ke-hoach.md)", "](https://example.org)"), "utf-8")
    as_yaml(sites[1], ending)
    written, data = (build_site(site, cached=False) and tree(site / "public") for site in sites)
    assert written.keys() == data.keys()
    assert [path for path in written if written[path] != data[path]] == []


@every_ending
def test_links_lead_to_the_same_pages(ending: str, tmp_path: Path) -> None:
    """Whichever ending the file has that they name."""
    sites = [copy_minimal(tmp_path / name) for name in ("md", "yml")]
    for site in sites:
        file = f"{SESSION}/kien-nghi/001.md"
        spoil(site, file, (site / file).read_text("utf-8") + LINKS)
    as_yaml(sites[1], ending)
    page = "public/co-quan/phuong-thu/2026/doi-thoai-1/kien-nghi/001/index.html"
    written, data = (build_site(site) and (site / page).read_bytes() for site in sites)
    assert b'doi-thoai-1/ket-luan/#a"' in written
    assert written == data


def told(site: Path) -> Counter[tuple[str, ...]]:
    """What `check` says, whatever the endings of the files."""
    return Counter(_told(one) for one in problems_of(site))


def _told(one: Problem) -> tuple[str, ...]:
    said = (one.code, one.place.file, one.what, one.mend, one.severity.value)
    return tuple(re.sub(r"\.(md|ya?ml)\b", "", words) for words in said)


@every_ending
def test_the_same_faults_are_told_of_the_text(ending: str, tmp_path: Path) -> None:
    """In the same words, but for the file's ending; what is excused is excused in both."""
    sites = [copy_minimal(tmp_path / name) for name in ("md", "yml")]
    for site in sites:
        file = f"{SESSION}/kien-nghi/001.md"
        excuse = (
            "---\nngoại lệ riêng tư:\n  - {nội dung: 024 3999 1234, lý do: số cơ quan, người duyệt: Chánh văn phòng}\n"
        )
        spoil(site, file, (site / file).read_text("utf-8").replace("---\n", excuse, 1) + FAULTS)
    as_yaml(sites[1], ending)
    assert {"dead-link", "raw-html", "private-phone", "private-name"} <= {code for code, *_ in told(sites[0])}
    assert told(sites[1]) == told(sites[0])


def test_a_fault_of_the_text_is_told_on_its_line(tmp_path: Path) -> None:
    """A text that stands among the data has lines of the file like any other."""
    site = copy_minimal(tmp_path)
    file = f"{SESSION}/kien-nghi/001.md"
    spoil(site, file, (site / file).read_text("utf-8") + FAULTS)
    lines = (as_yaml(site) / file).with_suffix(".yml").read_text("utf-8").splitlines()
    places = [one.place for one in problems_of(site) if one.place.file.endswith("001.yml")]
    assert places
    assert all("Ngõ: " in lines[place.line - 1] or "0912" in lines[place.line - 1] for place in places)


@pytest.mark.parametrize("name", ["văn bản", "Văn bản", "van_ban"])
def test_a_text_is_the_same_however_its_key_is_spelt(name: str) -> None:
    """And a key without a text is no text."""
    head = "tiêu đề: A\ntiếp nhận:\n  ngày: 20/6/2026\n"
    texts = [f"{name}: |\n\n  Đèn hỏng.\n\n  # 2\n\n", f"{name}: Đèn hỏng.\n", f"{name}:\n"]
    found = [read((head + text).encode(), "001.yml", "a/2026/b/kien-nghi/001", Kind.OPINION, None) for text in texts]
    assert [one.problems for one in found] == [()] * 3
    assert [one.record.text for one in found if one.record] == ["Đèn hỏng.\n\n# 2", "Đèn hỏng.", ""]
    assert len({one.facts for one in found[:2]}) == 1


def test_a_word_for_the_text_is_sent_under_its_key(tmp_path: Path) -> None:
    """A `.yml` file has no second line of dashes to write below."""
    site = as_yaml(copy_minimal(tmp_path))
    file = f"{SESSION}/kien-nghi/001.yml"
    spoil(site, file, (site / file).read_text("utf-8").replace("văn bản: |", "nội dung kiến nghị: |"))
    assert [one.mend for one in problems_of(site)] == ["viết phần chữ dưới khóa “văn bản: |”"]


@every_ending
@pytest.mark.parametrize("by", ["ledger", "git"])
def test_what_was_published_as_one_may_go_on_as_the_other(by: str, ending: str, tmp_path: Path) -> None:
    """The address is the same, and so is every fact; what is lost then is named by its own ending."""
    site = copy_minimal(tmp_path)
    if by == "ledger":
        seal(Request(site, site / "public", DAY))
    else:
        cloned(site, tmp_path / "hub")
    as_yaml(site, ending)
    assert problems_of(site) == []
    home = site / SESSION / "kien-nghi"
    (home / f"002{ending}").rename(home / f"009{ending}")
    assert [one.mend for one in problems_of(site)] == [
        f"đổi lại: git mv {SESSION}/kien-nghi/009{ending} {SESSION}/kien-nghi/002{ending}"
    ]


@every_ending
def test_a_lost_file_is_fetched_and_withdrawn_under_its_own_ending(ending: str, tmp_path: Path) -> None:
    """The notice that the message shows is accepted once filled in."""
    site = cloned(as_yaml(copy_minimal(tmp_path), ending), tmp_path / "hub")
    file = f"{SESSION}/kien-nghi/002{ending}"
    (site / file).unlink()
    (lost,) = problems_of(site)
    assert f"git checkout HEAD -- {file} " in lost.mend
    spoil(site, file, filled(lost))
    assert problems_of(site) == []


@every_ending
def test_a_renumbered_file_keeps_its_ending_and_what_names_it_follows(ending: str, tmp_path: Path) -> None:
    """References of the conclusion, and links in texts."""
    site = copy_minimal(tmp_path)
    spoil(
        site, f"{SESSION}/kien-nghi/002.md", (site / SESSION / "kien-nghi/002.md").read_text("utf-8") + "[1](001.md)\n"
    )
    done = renumber(as_yaml(site, ending), f"{SESSION}/kien-nghi/001{ending}")
    assert done.new == f"{SESSION}/kien-nghi/003{ending}"
    assert "kiến nghị: [003]" in (site / SESSION / f"ket-luan{ending}").read_text("utf-8")
    assert f"[1](003{ending})" in (site / SESSION / f"kien-nghi/002{ending}").read_text("utf-8")
    assert problems_of(site) == []


@every_ending
def test_an_edit_of_words_is_shown(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the short way that a preview takes: one page is drawn, with the new words."""
    monkeypatch.setenv("DOITHOAI_CACHE", str(tmp_path / "cache"))
    site = as_yaml(copy_minimal(tmp_path), ending)
    request = Request(site, site / "public", DAY, processes=1, pages_first=True)
    build(request)
    path = site / SESSION / f"kien-nghi/001{ending}"
    path.write_text(path.read_text("utf-8").replace("không sáng", "tắt hẳn"), "utf-8")
    build(request)
    page = site / "public/co-quan/phuong-thu/2026/doi-thoai-1/kien-nghi/001/index.html"
    assert "có nhiều bóng đèn tắt hẳn" in page.read_text("utf-8")


@pytest.mark.parametrize("ending", ["", *ENDINGS])
def test_a_reference_may_have_any_ending(ending: str) -> None:
    """`kế hoạch: ke-hoach.yaml` names the same plan."""
    assert beside("a/2026/b", f"ke-hoach{ending}") == "a/2026/ke-hoach"
