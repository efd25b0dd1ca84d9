"""`doithoai approve`: an approved script stays as it is until the announcer takes another."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from doithoai.build import Request, build, check
from doithoai.cli import main
from endings import as_yaml
from sample import copy_site

CHANGE = "phuong-mau/2026/doi-thoai-4/thay-doi-1"
REMINDER = "phuong-mau/2026/doi-thoai-4/nhac-lich-2"
RECORD = "content/phuong-mau/2026/doi-thoai-4/lich.md"
DAY = date(2026, 11, 21)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_site(tmp_path / "site", "phuong-mau", makes="trang web, loa truyền thanh")


def approve(site: Path, script: str, *options: str) -> str:
    """What the command says; it must succeed."""
    done = CliRunner().invoke(main, ["approve", script, "-C", str(site), "--on", "2026-11-21", *options])
    assert done.exit_code == 0, done.output
    return done.output


def codes(site: Path) -> list[str]:
    """What is wrong, but for what the sample ward itself shows: a correction still owed, a claim that comes later."""
    found = check(Request(site, site / "public", DAY, 1))
    return [one.code for one in found if one.severity.value != "ghi chú" and "/kien-nghi/" not in one.place.file]


def entry(site: Path, script: str) -> dict[str, object]:
    build(Request(site, site / "public", DAY, 1))
    feed = json.loads((site / "public/loa/phuong-mau/index.json").read_text())
    return next(one for one in feed["items"] if one["id"] == script)


def test_the_record_gains_the_approval_and_nothing_else(site: Path) -> None:
    """Every line that stood in the file stands there still, in its order."""
    before = (site / RECORD).read_text().splitlines()
    approve(site, CHANGE, "--by", "Trưởng Đài truyền thanh")
    approve(site, REMINDER, "--by", "Phát thanh viên: ca sáng")
    after = (site / RECORD).read_text().splitlines()
    added = [line for line in after if line not in before]
    assert [line for line in after if line in before] == before
    assert sum(line.startswith("  - việc:") for line in added) == 2
    assert sum("đã duyệt:" in line for line in after) == 1
    assert codes(site) == []


def test_approving_twice_changes_nothing(site: Path) -> None:
    """The second time the command only says that nothing has changed."""
    approve(site, CHANGE, "--by", "Trưởng Đài")
    once = (site / RECORD).read_bytes()
    assert "không có gì thay đổi" in approve(site, CHANGE, "--by", "Trưởng Đài")
    assert (site / RECORD).read_bytes() == once


def test_a_later_edit_of_the_record_never_changes_an_approved_script(site: Path) -> None:
    """The words stay, the feed and the check tell of the difference, the announcer's page shows both."""
    approve(site, REMINDER, "--by", "Trưởng Đài")
    approved = entry(site, REMINDER)
    record = (site / RECORD).read_text()
    (site / RECORD).write_text(
        record.replace("chức vụ: Chủ tịch Ủy ban nhân dân phường", "chức vụ: Phó Chủ tịch phường")
    )
    now = entry(site, REMINDER)
    assert now["text"] == approved["text"]
    assert (approved["changed_since_approval"], now["changed_since_approval"]) == (False, True)
    assert now["approved"] == {"on": "2026-11-21", "by": "Trưởng Đài"}
    assert codes(site) == ["approval-outdated"]
    page = (site / f"public/loa/{REMINDER}/ban-doc.html").read_text()
    assert "Phó Chủ tịch phường" in page
    approve(site, REMINDER, "--by", "Trưởng Đài")
    assert codes(site) == []
    assert not entry(site, REMINDER)["changed_since_approval"]


def test_the_announcer_may_mend_the_approved_words_by_hand(site: Path) -> None:
    """What is read is what stands in the record under the approval."""
    approve(site, CHANGE, "--by", "Trưởng Đài")
    record = (site / RECORD).read_text()
    (site / RECORD).write_text(record.replace("23| Thông báo đến đây là hết.", "23| Trân trọng thông báo!"))
    now = entry(site, CHANGE)
    assert "Trân trọng thông báo!" in str(now["text"])
    assert not now["changed_since_approval"]


def test_an_unknown_script_is_named_with_its_nearest(site: Path) -> None:
    """A slip in the id is answered with the id that was meant."""
    done = CliRunner().invoke(main, ["approve", f"{CHANGE[:-2]}", "-C", str(site), "--by", "x"])
    assert done.exit_code == 1
    assert f"Có phải “{CHANGE}”?" in done.output


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_line_endings_stay_as_they_are(site: Path, ending: str) -> None:
    """A file of Windows stays a file of Windows."""
    path = site / RECORD
    path.write_bytes(path.read_text().replace("\n", ending).encode())
    approve(site, CHANGE, "--by", "Trưởng Đài")
    lines = path.read_bytes().split(b"\n")
    assert {line.endswith(b"\r") for line in lines[:-1]} == {ending == "\r\n"}


def test_a_record_that_is_all_data_gains_the_approval_at_its_margin(site: Path) -> None:
    """Though its text has a line like the key that is looked for."""
    text = (site / RECORD).read_text("utf-8")
    (site / RECORD).write_text(f"{text}\nĐã duyệt: lời này là của phường.\n", "utf-8")
    record = (as_yaml(site) / RECORD).with_suffix(".yml")
    before = record.read_text("utf-8")
    approve(site, CHANGE, "--by", "Trưởng Đài truyền thanh")
    after = record.read_text("utf-8")
    assert after.startswith(before)
    assert "\nđã duyệt:\n  - việc: thay đổi\n" in after.removeprefix(before.rstrip("\n"))
    assert codes(site) == []


def test_not_even_the_station_s_own_customs_change_approved_words(site: Path) -> None:
    """Another dialect and another pace would say other words: the approved ones stay, and the difference is told."""
    approve(site, REMINDER, "--by", "Trưởng Đài")
    approved = entry(site, REMINDER)
    ward = site / "content/phuong-mau/co-quan.yml"
    ward.write_text(ward.read_text().replace("  tốc độ đọc: 160\n", "  tốc độ đọc: 130\n  giọng: nam\n"))
    now = entry(site, REMINDER)
    assert now["text"] == approved["text"]
    assert now["changed_since_approval"]
    assert codes(site) == ["approval-outdated"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("lần: 2", "lần: 9", "approval-of-nothing"),
        ("ngày: 21/11/2026", "ngày: 21/11/2027", "still-to-come"),
    ],
)
def test_an_approval_that_locks_nothing_is_told(site: Path, old: str, new: str, code: str) -> None:
    """A slip in its number or its day would leave the script open without a word."""
    approve(site, REMINDER, "--by", "Trưởng Đài")
    record = (site / RECORD).read_text()
    (site / RECORD).write_text(record.replace(f"\n    {old}\n", f"\n    {new}\n"))
    assert codes(site) == [code]


def test_an_approval_has_a_sentence_for_each_length(site: Path) -> None:
    """Words taken away until a length says nothing are an error with its place."""
    approve(site, REMINDER, "--by", "Trưởng Đài")
    lines = (site / RECORD).read_text().splitlines()
    kept = [line for line in lines if not line.startswith(("      2", "      3", "      12"))]
    (site / RECORD).write_text("\n".join(kept) + "\n")
    assert codes(site) == ["approved-text"]


def test_an_approval_without_a_name_is_asked_for_one(site: Path) -> None:
    """Blanks are no answer, and nothing is written."""
    before = (site / RECORD).read_text()
    done = CliRunner().invoke(
        main, ["approve", REMINDER, "-C", str(site), "--on", "2026-11-21", "--by", "  "], input=""
    )
    assert "Ai duyệt" in done.output and "không ghi được" not in done.output
    assert (site / RECORD).read_text() == before
