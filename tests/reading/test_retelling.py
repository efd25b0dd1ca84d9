"""How published words may be written otherwise: a correction, a misprint, personal data taken out; and what never may."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from doithoai.build import Request
from doithoai.cli import main
from doithoai.domain.filing import is_filing
from doithoai.domain.phrases import OMITTED, is_seal
from doithoai.problems import Severity
from doithoai.reading import ledger
from doithoai.scaffold.sealing import seal
from reading.minimal import DAY
from reading.test_remembering import LOG, OPINION, SESSION, both, by_git, by_ledger, codes, edit, filled, found, pasted
from sample import build_site, copy_site, read_page
from upstream import commit, git
from wards import edition_for

Site = Path
REDACTION = (
    "lược bỏ:\n  - ngày: 20/11/2026\n    ở: lời kiến nghị\n    lý do: lộ tên\n    người quyết định: Chánh Văn phòng\n"
)
NOTE = "đính chính:\n  - công bố: 20/11/2026\n    đã nêu: {}\n    nay là: {}\n    lý do: chép nhầm\n"


def told(site: Site) -> list[tuple[str, str]]:
    return [(one.code, one.severity.name) for one in found(site)]


def add(site: Site, file: str, note: str) -> None:
    """A note among the keys of a record."""
    first = "tiếp nhận:" if "kien-nghi" in file else "thời gian:"
    edit(site, file, first, f"{note}{first}")


@both
def test_a_misprint_is_mended_without_telling_everybody_again(
    published: Callable[[Path], Site], tmp_path: Path
) -> None:
    """The schedule was read out and posted; a tone put right stands on the page, and no channel is owed anything."""
    site = published(tmp_path)
    edit(site, SESSION, "thời gian:", "đối tượng: Nhân dân phưòng Thử\nthời gian:")
    if published is by_git:
        commit(site)
        git(site, "push", "-q", "origin", "main")
    else:
        seal(Request(site, site / "public", DAY))
    edit(site, SESSION, "phưòng Thử", "phường Thử")
    assert codes(site) == ["silent-rewrite"]
    add(site, SESSION, NOTE.format("dân phưòng Thử", "dân phường Thử"))
    assert codes(site) == []
    edit(site, SESSION, "    lý do: chép nhầm\n", "    sai ở: lịch\n")
    assert codes(site) == ["uncorrected"]


def test_a_misprint_is_in_the_history_and_on_no_paper_or_loudspeaker(tmp_path: Path) -> None:
    """Both spellings on the page; a correction of a figure beside it is announced as ever."""
    slip, figure = ("dân phưòng Thử", "dân phường Thử"), ("từ 3 hộ", "từ 5 hộ")
    notes = [{"công bố": "2/3/2026", "đã nêu": wrong, "nay là": right} for wrong, right in (slip, figure)]
    times = {"ngày": "14/3/2026", "công bố": "1/3/2026"}
    written = {"tiêu đề": "Buổi 1", "thời gian": times, "đính chính": notes}
    edition = edition_for({"lich": written}, day=date(2026, 3, 3))
    from doithoai.channels.feeds.news import news_of
    from doithoai.channels.noticeboard.posters import hung
    from doithoai.channels.site.changes import history_view
    from doithoai.domain.broadcast import announcements_of
    from doithoai.domain.publication import Cause

    (session,) = edition.dossier.sessions
    announced = [one for one in announcements_of(session, edition.dossier) if one.cause is Cause.CORRECTION]
    assert [(one.version, one.correction and one.correction.right) for one in announced] == [(2, "từ 5 hộ")]
    assert {one.file for one in hung(edition, "https://example.vn/")} == {"to-dan", "dinh-chinh-2"}
    (news,) = news_of(edition)
    assert "từ 5 hộ" in news.text and "phưòng" not in news.text
    history = [one["text"] for one in history_view(session, edition)]
    assert "sửa lỗi đánh máy: “dân phưòng Thử” thành “dân phường Thử”" in history
    assert "đính chính: “từ 3 hộ”, nay là “từ 5 hộ”" in history


@both
def test_personal_data_is_taken_out_at_once(published: Callable[[Path], Site], tmp_path: Path) -> None:
    """A mark in its place and a notice: no error; whoever publishes is told, and nobody is told what it was."""
    site = published(tmp_path)
    edit(site, OPINION, "Ngõ 34 phố Thử có nhiều", f"{OMITTED} có nhiều")
    (problem,) = found(site)
    assert problem.code == "silent-rewrite"
    assert "phố Thử" not in problem.what + problem.mend
    add(site, OPINION, filled(problem))
    severity = Severity.NOTE if published is by_git else Severity.WARNING
    assert told(site) == [("redacted", severity.name)]
    seal(Request(site, site / "public", DAY))
    if published is by_ledger:
        assert told(site) == []


def test_a_redaction_is_seen_by_machines_and_on_the_page(tmp_path: Path) -> None:
    """In `check --json`, and with day, reason and who decided on the page."""
    site = by_ledger(tmp_path)
    edit(site, OPINION, "Ngõ 34 phố Thử có nhiều", f"{OMITTED} có nhiều")
    add(site, OPINION, REDACTION)
    done = CliRunner().invoke(main, ["check", "-C", str(site), "--as-of", "20/11/2026", "--json"])
    assert done.exit_code == 0
    assert [one["code"] for one in json.loads(done.output)] == ["redacted"]
    build_site(site)
    page = read_page((site / "public/co-quan/phuong-thu/2026/doi-thoai-1/kien-nghi/001/index.html").read_bytes()).text
    assert (
        OMITTED in page
        and "Lược bỏ thông tin cá nhân ngày 20/11/2026 ở lời kiến nghị" in page
        and "Chánh Văn phòng" in page
    )


@both
def test_a_redaction_takes_words_out_and_writes_none(published: Callable[[Path], Site], tmp_path: Path) -> None:
    """Nor does it excuse a rewriting elsewhere in the record, nor a later one."""
    site = published(tmp_path)
    edit(site, OPINION, "Ngõ 34 phố Thử có nhiều", f"{OMITTED} có nhiều")
    add(site, OPINION, REDACTION)
    edit(site, OPINION, "Phường sẽ thay hết", "Phường sẽ xem xét thay")
    assert ("silent-rewrite", "ERROR") in told(site)
    edit(site, OPINION, "Phường sẽ xem xét thay", "Phường sẽ thay hết")
    edit(site, OPINION, "bóng đèn không sáng", "bóng đèn vẫn sáng, bà con rất yên tâm về việc chiếu sáng")
    assert ("silent-rewrite", "ERROR") in told(site)
    edit(site, OPINION, "bóng đèn vẫn sáng, bà con rất yên tâm về việc chiếu sáng", "bóng đèn không sáng")
    seal(Request(site, site / "public", DAY))
    if published is by_git:
        commit(site)
        git(site, "push", "-q", "origin", "main")
    edit(site, OPINION, "có nhiều bóng đèn không", "có bóng đèn không")
    assert told(site) == [("silent-rewrite", "ERROR")]


def test_notes_stand_in_any_order(tmp_path: Path) -> None:
    """A correction that is written above an older one moves it down, and is no rewriting of it."""
    site = by_ledger(tmp_path)
    edit(site, OPINION, "có nhiều bóng", "có ba bóng")
    add(site, OPINION, NOTE.format("có nhiều bóng", "có ba bóng"))
    seal(Request(site, site / "public", DAY))
    edit(site, OPINION, "Phường sẽ thay hết", "Phường sẽ thay dần")
    assert "vào mục “đính chính” đã có (điền vào chỗ …):" in found(site)[0].mend
    later = NOTE.format("sẽ thay hết", "sẽ thay dần").replace("20/11", "21/11")
    edit(site, OPINION, "đính chính:\n", later)
    assert codes(site) == []
    edit(site, OPINION, "nay là: có ba bóng", "nay là: có mấy bóng")
    assert codes(site) == ["silent-rewrite"]
    edit(site, OPINION, "nay là: có mấy bóng", "nay là: có ba bóng")
    edit(site, OPINION, "công bố: 20/11/2026", "công bố: 19/11/2026")
    assert [one.mend for one in found(site)] == ["ghi lại ngày cũ: công bố: 20/11/2026"]


@both
def test_a_correction_excuses_the_change_that_it_came_with(published: Callable[[Path], Site], tmp_path: Path) -> None:
    """Published once, it lets no other text be written otherwise; against an older commit it still tells of its own."""
    site = published(tmp_path)
    edit(site, OPINION, "Phường sẽ thay hết", "Có nhiều bóng, phường sẽ thay hết")
    add(site, OPINION, NOTE.format("Phường sẽ thay", "Có nhiều bóng, phường sẽ thay"))
    seal(Request(site, site / "public", DAY))
    if published is by_git:
        git(site, "tag", "da-dang")
        commit(site)
        git(site, "push", "-q", "origin", "main")
    edit(site, OPINION, "có nhiều bóng", "có ba bóng")
    edit(site, OPINION, "lý do: chép nhầm\n", "lý do: chép nhầm\n" + NOTE.format("có nhiều bóng", "có ba bóng")[11:])
    assert codes(site) == []
    seal(Request(site, site / "public", DAY))
    if published is by_git:
        assert [one.code for one in found(site, "da-dang")] == []
        commit(site)
        git(site, "push", "-q", "origin", "main")
    edit(site, OPINION, "Có nhiều bóng, phường", "Có ba bóng, phường")
    assert codes(site) == ["not-corrected", "silent-rewrite"]  # nor does it say any more what its correction says


def test_a_notice_of_redaction_is_no_stock_for_later(tmp_path: Path) -> None:
    """Where nothing is taken out there is nothing to tell."""
    site = by_ledger(tmp_path)
    add(site, OPINION, REDACTION)
    assert told(site) == [("no-gap", "ERROR")]


@both
def test_a_title_that_names_somebody_is_redacted_like_a_text(published: Callable[[Path], Site], tmp_path: Path) -> None:
    """Its words stand in the ledger, and go from it with the next seal."""
    site = published(tmp_path)
    edit(site, OPINION, "hỏng ở ngõ 34 phố Thử", f"hỏng ở {OMITTED}")
    add(site, OPINION, REDACTION)
    assert told(site) == [("redacted", "NOTE")]
    seal(Request(site, site / "public", DAY))
    text = (site / ledger.file_of("phuong-thu")).read_text("utf-8")
    assert "Đèn đường hỏng ở ngõ 34" not in text


def test_a_title_that_was_blotted_out_is_not_held_up_again(tmp_path: Path) -> None:
    """The message that asks for the notice does not say what the title was."""
    site = by_git(tmp_path)
    edit(site, OPINION, "hỏng ở ngõ 34 phố Thử", f"hỏng ở {OMITTED}")
    (problem,) = found(site)
    assert problem.code == "silent-rewrite" and "ngõ 34" not in problem.what + problem.mend
    assert pasted(problem).startswith("lược bỏ:")


@both
def test_a_log_is_corrected_in_its_own_file(published: Callable[[Path], Site], tmp_path: Path) -> None:
    """Its evidence is not made better in silence; the log says what it had said."""
    site = published(tmp_path)
    edit(site, LOG, "    việc: lịch\n", "    việc: lịch\n    bằng chứng: Sổ trực số 3\n")
    if published is by_git:
        commit(site)
        git(site, "push", "-q", "origin", "main")
    seal(Request(site, site / "public", DAY))
    edit(site, LOG, "Sổ trực số 3", "Sổ trực số 5")
    assert codes(site) == ["silent-rewrite"]
    edit(site, LOG, "công khai:", f"{NOTE.format('trực số 3', 'trực số 5')}công khai:")
    assert codes(site) == []
    build_site(site)
    page = read_page((site / "public/co-quan/phuong-thu/2026/doi-thoai-1/index.html").read_bytes()).text
    assert "Đã nêu: trực số 3" in " ".join(page.split())


WITHDRAWN = "---\nthu hồi:\n  ngày: 20/11/2026\n  lý do: {}\n  người quyết định: Chánh Văn phòng\n{}---\n"


@both
def test_a_notice_of_withdrawal_keeps_its_reason(published: Callable[[Path], Site], tmp_path: Path) -> None:
    """It may only lose words that should not have been in it."""
    site = published(tmp_path)
    (site / OPINION).write_text(WITHDRAWN.format("nêu tên bà Thử ở ngõ 34", ""), "utf-8")
    if published is by_git:
        commit(site)
        git(site, "push", "-q", "origin", "main")
    seal(Request(site, site / "public", DAY))
    (site / OPINION).write_text(WITHDRAWN.format("gửi nhầm hai lần", ""), "utf-8")
    assert codes(site) == ["silent-rewrite"]
    notice = "".join(f"  {line}\n" for line in REDACTION.splitlines())
    (site / OPINION).write_text(WITHDRAWN.format(f"nêu tên {OMITTED}", notice), "utf-8")
    assert [code for code, _ in told(site)] == ["redacted"]


def test_a_ledger_from_before_words_were_sealed_goes_on_as_it_is(tmp_path: Path) -> None:
    """No error; the next seal adds the seals, keeps every line and day, and takes a correction's words out."""
    site = by_ledger(tmp_path)
    edit(site, OPINION, "có nhiều bóng", "có ba bóng")
    add(site, OPINION, NOTE.format("có nhiều bóng", "có ba bóng"))
    seal(Request(site, site / "public", DAY))
    file = site / ledger.file_of("phuong-thu")
    kept, _ = ledger.read_ledger(site, "phuong-thu")
    old = {one: {name: fact for name, fact in facts.items() if not is_seal(fact.value)} for one, facts in kept.items()}
    correction = "phuong-thu/2026/doi-thoai-1/kien-nghi/001\tđính chính 1\t20/11/2026"
    text = ledger.written(old)
    assert correction in text
    file.write_text(text.replace(correction, f"{correction} | có ba bóng"), "utf-8")
    assert codes(site) == []
    seal(Request(site, site / "public", date(2026, 11, 27)))
    after, _ = ledger.read_ledger(site, "phuong-thu")
    assert "có ba bóng" not in file.read_text("utf-8")
    assert {one: set(facts) for one, facts in after.items()} == {one: set(facts) for one, facts in kept.items()}
    assert all(after[one][name].since == fact.since for one, facts in old.items() for name, fact in facts.items())
    edit(site, OPINION, "có ba bóng", "có hai bóng")
    assert codes(site) == ["silent-rewrite"]


def test_a_seal_taken_out_of_the_ledger_is_missed(tmp_path: Path) -> None:
    """Or written anew to fit what the record says now."""
    site = by_git(tmp_path)
    seal(Request(site, site / "public", DAY))
    commit(site)
    git(site, "push", "-q", "origin", "main")
    file = site / ledger.file_of("phuong-thu")
    before = file.read_text("utf-8")
    file.write_text("".join(line for line in before.splitlines(keepends=True) if "văn bản, lời" not in line), "utf-8")
    assert codes(site) == ["ledger-changed"]
    file.write_text(before, "utf-8")
    edit(site, OPINION, "có nhiều bóng đèn", "có vài bóng đèn")
    file.unlink()
    seal_without_git(site, file)
    assert codes(site) == ["silent-rewrite"]


def seal_without_git(site: Site, file: Path) -> None:
    """The ledger as a rewritten record would give it."""
    (site / ".git").rename(site / "git")
    seal(Request(site, site / "public", DAY))
    (site / "git").rename(site / ".git")
    assert file.is_file()


FACT = re.compile(r"|(hạn: )?\d+/\d+/\d{4}|~[0-9a-f]{12}/\d+")
NAMED = (", đơn vị", ", cơ quan", ", văn bản", ", chuyển đến", ", gộp vào")


def test_the_ledger_holds_no_words_of_an_opinion(tmp_path: Path) -> None:
    """But for its title, which lists show: days, seals, codes, the names of offices, papers and other opinions."""
    site = copy_site(tmp_path / "site", "phuong-mau")
    seal(Request(site, site / "public", DAY))
    kept, _ = ledger.read_ledger(site, "phuong-mau")
    opinions = [facts for one, facts in kept.items() if "/kien-nghi/" in one]
    held = [(name, fact.value) for facts in opinions for name, fact in facts.items()]
    assert sum(is_seal(value) for _, value in held) > 250
    wordy = [name for name, value in held if not (FACT.fullmatch(value) or name.endswith(NAMED) or is_filing(name))]
    assert set(wordy) == {"tiêu đề"}


@pytest.mark.parametrize("published", [by_ledger, by_git])
def test_a_text_may_be_replaced_or_taken_away_by_quoting_it_whole(
    published: Callable[[Path], Site], tmp_path: Path
) -> None:
    """The whole old text is on the page for whoever asks what it said."""
    site = published(tmp_path)
    edit(site, OPINION, "    nội dung: Phường sẽ thay hết trước mùa mưa\n", "")
    assert codes(site) == ["silent-rewrite"]
    add(site, OPINION, NOTE.format("Phường sẽ thay hết trước mùa mưa", "bỏ, vì chưa có chủ trương"))
    assert set(codes(site)) <= {"uncorrected"}
    edit(site, OPINION, "    đơn vị: kinh-te\n", "    đơn vị: kinh-te\n    nội dung: Chưa có chủ trương\n")
    assert "silent-rewrite" in codes(site)
