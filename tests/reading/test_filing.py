"""How a record is filed is a published fact: it is moved by saying so, in words that owe no channel anything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from doithoai.build import Request
from doithoai.domain.filing import Filing, is_coded
from doithoai.domain.register import Dossier
from doithoai.reading import ledger
from doithoai.scaffold.sealing import seal
from reading.minimal import DAY
from reading.test_remembering import NOTICE, OPINION, SESSION, both, by_ledger, codes, edit, filled, found, pasted
from sample import build_site, read_page
from upstream import commit, git

Site = Path
Edit = tuple[str, str, str]
HOME = "content/phuong-thu/co-quan.yml"
SECOND: Edit = (
    HOME,
    "    tên: Tổ dân phố số 1\n",
    "    tên: Tổ dân phố số 1\n  - mã: tdp-2\n    tên: Tổ dân phố số 2\n",
)
AREA: Edit = (OPINION, ": tdp-1", ": tdp-2")

MOVES = {
    "another class": ((OPINION, "loại: phản ánh", "loại: hiến kế"), "xếp vào loại phản ánh", "xếp vào loại hiến kế"),
    "another stage": (
        (OPINION.replace("001", "002"), "giai đoạn: tại", "giai đoạn: sau"),
        "xếp vào giai đoạn tại hội nghị",
        "xếp vào giai đoạn sau hội nghị",
    ),
    "another group": (AREA, "xếp vào địa bàn Tổ dân phố số 1", "xếp vào địa bàn Tổ dân phố số 2"),
    "no group": (
        (OPINION, "tổ dân phố, thôn: tdp-1\n", ""),
        "xếp vào địa bàn Tổ dân phố số 1",
        "xếp vào địa bàn (không ghi)",
    ),
    "another topic": (
        (OPINION, "[moi-truong]", "[nhà đất]"),
        "xếp vào lĩnh vực Môi trường",
        "xếp vào lĩnh vực Đất đai",
    ),
    "no plan": (
        (SESSION, "kế hoạch: ke-hoach\n", ""),
        "xếp vào buổi theo Kế hoạch đối thoại năm 2026",
        "xếp vào buổi theo (không ghi)",
    ),
    "another opinion under a conclusion": (
        (NOTICE, "[001]", "[002]"),
        "xếp vào kết luận 1, kiến nghị 001",
        "xếp vào kết luận 1, kiến nghị 002",
    ),
}


def moved(published: Callable[[Path], Site], tmp_path: Path, *edits: Edit) -> Site:
    """The miniature site with two groups, published, then edited."""
    site = published(tmp_path)
    edit(site, *SECOND)
    for one in edits:
        edit(site, *one)
    return site


def add(site: Site, file: str, note: str) -> None:
    edit(site, file, "tiêu đề:", f"{note}tiêu đề:")


@both
@pytest.mark.parametrize("name", MOVES)
def test_the_correction_in_the_message_is_accepted_and_owes_nothing(
    name: str, published: Callable[[Path], Site], tmp_path: Path
) -> None:
    """Names, no codes, on both sides; with a reason it is enough, though the conclusion was read out."""
    change, was, now = MOVES[name]
    site = moved(published, tmp_path, change)
    (problem,) = found(site)
    assert (problem.code, problem.place.file) == ("silent-rewrite", change[0])
    assert f"đã nêu: {was}\n    nay là: {now}\n" in pasted(problem)
    add(site, change[0], filled(problem))
    assert codes(site) == []


@both
def test_a_session_for_some_groups_is_told_of_as_any_error(published: Callable[[Path], Site], tmp_path: Path) -> None:
    """People were invited on air: whoever heard it has to hear who may come now."""
    site = moved(published, tmp_path, (SESSION, "thời gian:", "tổ dân phố, thôn: [tdp-1, tdp-2]\nthời gian:"))
    (problem,) = found(site)
    assert "đã nêu: cả địa bàn\n    nay là: Tổ dân phố số 1, Tổ dân phố số 2\n" in pasted(problem)
    add(site, SESSION, filled(problem))
    assert codes(site) == ["uncorrected"]


def test_common_words_in_another_correction_move_no_opinion(tmp_path: Path) -> None:
    """“phản ánh” and “hiến kế” stand in many a sentence."""
    site = moved(by_ledger, tmp_path, MOVES["another class"][0])
    note = "đính chính:\n  - công bố: 20/11/2026\n    đã nêu: {}\n    nay là: {}\n"
    add(site, OPINION, note.format("người dân phản ánh hai lần", "người dân hiến kế hai lần"))
    assert codes(site) == ["silent-rewrite"]


@pytest.mark.parametrize(
    ("file", "was", "now"),
    [(SESSION, "từ: 8h00", "từ: 9h00"), (SESSION, "Mọi người dân đều được dự.", "Mọi người dân nên dự.")],
)
def test_a_correction_that_files_anew_excuses_nothing_else(file: str, was: str, now: str, tmp_path: Path) -> None:
    """It owes no channel, so an hour or a text does not hide behind it."""
    site = by_ledger(tmp_path)
    edit(site, file, was, now)
    said, says = (f"xếp vào lĩnh vực {one}" for one in ("thứ Bảy, 14/3/2026, 8h00, 11h00", "14/3/2026, 9h00, 11h00"))
    if file == SESSION and "dân" in was:
        said, says = f"xếp vào lĩnh vực {was}", f"xếp vào lĩnh vực {now}"
    add(site, file, f"đính chính:\n  - công bố: 20/11/2026\n    đã nêu: {said}\n    nay là: {says}\n")
    assert codes(site) == ["silent-rewrite"]


def test_what_was_blank_is_filled_in_and_lists_grow_without_a_word(tmp_path: Path) -> None:
    site = moved(
        by_ledger,
        tmp_path,
        (OPINION.replace("001", "002"), "tiếp nhận:", "tổ dân phố, thôn: tdp-1\nlĩnh vực: dat-dai\ntiếp nhận:"),
        (OPINION, "[moi-truong]", "[đất đai, Môi trường, dat-dai]"),
        (NOTICE, "[001]", "[2, 1]"),
        (SESSION, "kế hoạch: ke-hoach", "kế hoạch: 2026/ke-hoach.md"),
    )
    assert codes(site) == []


def test_a_ledger_of_an_earlier_version_holds_no_filing_against_anybody(tmp_path: Path) -> None:
    """It passes, whatever was moved before the next seal, and a renamed folder is known again by what it has."""
    site = moved(by_ledger, tmp_path, AREA)
    kept, _ = ledger.read_ledger(site, "phuong-thu")
    old = {one: {name: fact for name, fact in facts.items() if not is_coded(name)} for one, facts in kept.items()}
    (site / ledger.file_of("phuong-thu")).write_text(ledger.written(old), "utf-8")
    assert codes(site) == []
    folder = site / "content/phuong-thu/2026/doi-thoai-1"
    folder.rename(folder.with_name("doi-thoai-9"))
    assert "address-changed" in codes(site)
    folder.with_name("doi-thoai-9").rename(folder)
    seal(Request(site, site / "public", DAY))
    edit(site, OPINION, ": tdp-2", ": tdp-1")
    assert codes(site) == ["silent-rewrite"]


def test_a_topic_that_was_given_up_may_have_another_name_one_day(tmp_path: Path) -> None:
    """Once sealed the correction has said it: nothing is held against names that were in use then."""
    site = moved(by_ledger, tmp_path, (OPINION, "lĩnh vực: [moi-truong]\n", ""))
    (problem,) = found(site)
    add(site, OPINION, filled(problem))
    seal(Request(site, site / "public", date(2026, 11, 21)))
    edit(site, "content/linh-vuc.yml", "tên: Môi trường", "tên: Vệ sinh môi trường")
    assert codes(site) == []


def test_it_is_in_the_page_and_its_history_and_on_no_paper_or_loudspeaker(tmp_path: Path) -> None:
    site = by_ledger(tmp_path)
    edit(site, NOTICE, "[001]", "[002]")
    add(site, NOTICE, filled(found(site)[0]))
    build_site(site)
    page = read_page((site / "public/co-quan/phuong-thu/2026/doi-thoai-1/ket-luan/index.html").read_bytes()).text
    text = " ".join(page.split())
    assert "Xếp lại hồ sơ ngày 20/11/2026. Đã nêu: xếp vào kết luận 1, kiến nghị 001 . Nay là: xếp vào" in text
    assert "xếp lại hồ sơ: từ “kết luận 1, kiến nghị 001” sang “kết luận 1, kiến nghị 002”" in text
    assert list((site / "public").rglob("*dinh-chinh*")) == []


def test_an_edit_in_a_preview_that_moves_nothing_goes_the_short_way(tmp_path: Path) -> None:
    """A record that was moved with a correction is not told of again when its words are edited."""
    from doithoai.reading import files, register, remembering

    site = moved(by_ledger, tmp_path, AREA)
    add(site, OPINION, filled(found(site)[0]))
    whole = register.read_site(site)
    authority = register.authority_in(whole, "phuong-thu")
    rows, _ = files.records_of(site, "phuong-thu")
    one = register.read_record(site, next(row for row in rows if row.file == OPINION), authority.contact).record
    assert one and not remembering.is_retold(site, one, Filing(Dossier(authority, ()), whole.topics), DAY)


@both
def test_sealed_again_the_new_place_is_what_was_published(published: Callable[[Path], Site], tmp_path: Path) -> None:
    site = moved(published, tmp_path, AREA)
    add(site, OPINION, filled(found(site)[0]))
    seal(Request(site, site / "public", DAY))
    if (site / ".git").exists():
        commit(site)
        git(site, "push", "-q", "origin", "main")
    assert codes(site) == []
    edit(site, OPINION, ": tdp-2", ": tdp-1")
    assert codes(site) == ["silent-rewrite"]
