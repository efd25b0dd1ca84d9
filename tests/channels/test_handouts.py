"""Working sheets: for doors, the opinion box, the announcer's desk and each notice board."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from doithoai.broadcasting import broadcasts_of
from doithoai.cache import cache_of
from doithoai.channels.noticeboard.handouts import handouts
from doithoai.channels.noticeboard.sheet import PrintSheet
from doithoai.domain.edition import edition_of
from doithoai.domain.spoken_code import derived, grouped
from doithoai.reading import files, register
from papers import FULL_WARD, SESSION, cut, is_nfc, needs_poppler, needs_print, overlapping, printed, read, session
from sample import ROOT

pytestmark = [needs_print, needs_poppler]

FOLDER = "2026/doi-thoai-1/"
NEW = {"ngày": "27/6/2026", "từ": "14h00", "công bố": "22/5/2026"}
CHANGED = session(times=[*SESSION["thời gian"], NEW])
OFF = session(off={"công bố": "22/5/2026", "lý do": "Bão lớn"})


@pytest.fixture(scope="module")
def sample() -> dict[str, PrintSheet]:
    """The sample ward's sheets, with what its loudspeakers say."""
    site = register.read_site(ROOT)
    authority = register.authority_in(site, "phuong-mau")
    found, _ = files.records_of(site.folder, "phuong-mau")
    dossier = register.read_dossier(site.folder, authority, found, site.topics, {}).dossier
    assert dossier is not None
    edition = edition_of(dossier, site.topics, {}, date(2026, 11, 20))
    bulletin = broadcasts_of(edition, site, cache_of(ROOT, False)).bulletin
    return {one.path: one for one in handouts(edition, bulletin, "https://doithoai.example.vn/")}


def test_the_heads_sheet_is_read_at_the_door_and_ticked_on_its_back(tmp_path: Path) -> None:
    """The facts on one side, what changed on top; lines for the households on the other."""
    found = read(printed({"lich": CHANGED})[f"{FOLDER}to-truong.pdf"].drawn(), tmp_path)
    said = (
        "14h00, thứ Bảy, 27/6/2026",
        "8h00, thứ Bảy, 20/6/2026",
        "Nhà văn hóa",
        "Chống ngập",
        "024.1234.5678",
        "Hộ, số nhà",
    )
    assert [one for one in said if one not in found.flat] == []
    assert len(found.pages) == 2
    assert cut(found) == [] and overlapping(found) == [] and is_nfc(found.text)


def test_the_form_says_where_and_until_when_and_that_no_name_is_needed(tmp_path: Path) -> None:
    """One page, with the session's facts and every kind of opinion to tick."""
    found = read(printed({"lich": SESSION})[f"{FOLDER}phieu-lay-y-kien.pdf"].drawn(), tmp_path)
    said = (
        "8h00, thứ Bảy, 20/6/2026",
        "Nộp phiếu đến hết ngày 12/6/2026",
        "Bàn tiếp dân",
        "kiến nghị",
        "hiến kế",
        "Không cần ghi tên",
    )
    assert [one for one in said if one not in found.flat] == []
    assert len(found.pages) == 1
    assert cut(found) == [] and overlapping(found) == []


def test_nobody_is_asked_for_opinions_on_what_does_not_take_place() -> None:
    """A postponed session has its sheet for the heads and no form."""
    found = printed({"lich": OFF})
    assert f"{FOLDER}to-truong.pdf" in found and f"{FOLDER}phieu-lay-y-kien.pdf" not in found


@pytest.mark.parametrize("day", ["2026-06-21", "2027-01-01"])
def test_what_is_over_has_no_sheet(day: str) -> None:
    """Only what is to come is read out and asked about."""
    found = printed({"lich": SESSION}, day=date.fromisoformat(day))
    assert [
        path for path in found if path.startswith(FOLDER) and "thong-bao" not in path and "giay-moi" not in path
    ] == []


def test_a_board_hangs_what_is_in_force_and_takes_down_what_is_not(tmp_path: Path) -> None:
    """The pack lists versions and holds the posters themselves."""
    sheet = printed({"lich": CHANGED})["bang-tin/tdp-1.pdf"]
    found = read(sheet.drawn(), tmp_path)
    assert [row[1] for row in sheet.view["hang"]["rows"]] == ["bản thứ 2"]
    assert [row[1] for row in sheet.view["take"]["rows"]] == ["bản thứ 1"]
    assert "8h00, thứ Bảy, 20/6/2026" in sheet.view["take"]["rows"][0][0]
    assert "đã có bản thứ 2, công bố ngày 22/5/2026" in found.flat and "Bảng tin ngõ 34" in found.flat
    assert len(found.pages) == 2 and cut(found) == [] and overlapping(found) == []


def test_a_board_hangs_a_correction_beside_the_corrected_sheet_and_takes_the_wrong_one_down(tmp_path: Path) -> None:
    """Both the correction and the new version hang; the version that was wrong comes down, later the correction."""
    corrected = {**SESSION, "đính chính": [{"công bố": "22/5/2026", "đã nêu": "ở tầng 2", "nay là": "ở tầng 1"}]}
    sheet = printed({"lich": corrected})["bang-tin/tdp-1.pdf"]
    assert [row[1] for row in sheet.view["hang"]["rows"]] == ["bản thứ 2", "bản thứ 1"]
    assert [row[1] for row in sheet.view["take"]["rows"]] == ["bản thứ 1"]
    found = read(sheet.drawn(), tmp_path)
    assert len(found.pages) == 3 and "ở tầng 1" in found.flat
    later = printed({"lich": corrected}, day=date(2026, 6, 22))["bang-tin/tdp-1.pdf"].view["take"]["rows"]
    assert "đính chính đã dán đủ 30 ngày" in [row[2] for row in later]


def test_a_ward_without_residential_groups_has_the_board_of_its_seat() -> None:
    """Nobody is left without a list: the seat's own board shows the posters, too."""
    ward = {**FULL_WARD, "tổ dân phố, thôn": []}
    packs = [path for path in printed({"lich": SESSION}, ward) if path.startswith("bang-tin/")]
    assert packs == ["bang-tin/tru-so.pdf"]


def test_the_code_to_be_said_stands_on_every_working_sheet(tmp_path: Path) -> None:
    """Of the session: on the sheet for the heads and on the form."""
    sheets = printed({"lich": SESSION})
    for name in ("to-truong", "phieu-lay-y-kien"):
        assert (
            grouped(derived("phuong-thu/2026/doi-thoai-1/lich"))
            in read(sheets[f"{FOLDER}{name}.pdf"].drawn(), tmp_path).flat
        )


def test_a_session_that_is_over_comes_down() -> None:
    """For a month the board's list says so."""
    sheet = printed({"lich": SESSION}, day=date(2026, 6, 22))["bang-tin/tdp-1.pdf"]
    assert sheet.view["hang"]["rows"] == []
    assert [row[2] for row in sheet.view["take"]["rows"]] == ["buổi đối thoại đã qua"]


def test_a_page_of_the_announcer_ends_with_a_sentence(sample: dict[str, PrintSheet], tmp_path: Path) -> None:
    """Large type, whole sentences with strokes for breaths, nothing hyphenated, and a log."""
    scripts = {path: one for path, one in sample.items() if one.template == "ban-doc.typ"}
    assert any(path.endswith("/ban-doc.pdf") for path in scripts) and any("/phat/" in path for path in scripts)
    for path, one in scripts.items():
        found = read(one.drawn(), tmp_path)
        spoken = [line for line in found.lines if line.bottom - line.top > 20 and line.top < found.pages[0][1] - 70]
        for number in range(1, len(found.pages)):
            last = [line.text for line in spoken if line.page == number]
            assert not last or re.search(r"[.!?:;]$", last[-1]), (path, last[-1])
        flat = found.flat
        for cue in one.view["cues"]:
            assert cue["paragraphs"], path
            assert all(sentence in flat for paragraph in cue["paragraphs"] for sentence in paragraph), path
        assert "Sổ phát" in flat and " / " in flat
        assert cut(found) == [] and overlapping(found) == []
