"""What was published is changed by saying so, or not at all: held against the ledger, and against git."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from doithoai.build import Request, build, check
from doithoai.problems import Problem, Refusal, Severity
from doithoai.reading import ledger
from doithoai.reading.loader import load
from doithoai.scaffold.sealing import seal
from reading.minimal import DAY, copy_minimal
from upstream import cloned, commit, git

YEAR = "content/phuong-thu/2026"
SESSION, NOTICE = f"{YEAR}/doi-thoai-1/lich.md", f"{YEAR}/doi-thoai-1/ket-luan.md"
OPINION, LOG = f"{YEAR}/doi-thoai-1/kien-nghi/001.md", f"{YEAR}/doi-thoai-1/cong-khai.yml"
Site = Path


def ward(tmp_path: Path) -> Site:
    """The miniature site, with a promise in its words."""
    site = copy_minimal(tmp_path)
    edit(
        site, OPINION, "    đơn vị: kinh-te\n", "    đơn vị: kinh-te\n    nội dung: Phường sẽ thay hết trước mùa mưa\n"
    )
    return site


def by_ledger(tmp_path: Path) -> Site:
    """The miniature site as `doithoai seal` leaves it; no git."""
    site = ward(tmp_path)
    seal(Request(site, site / "public", DAY))
    return site


def by_git(tmp_path: Path) -> Site:
    """The miniature site in a clone of the place it is published from; no ledger."""
    return cloned(ward(tmp_path), tmp_path / "hub")


both = pytest.mark.parametrize("published", [by_ledger, by_git])


def edit(site: Site, file: str, old: str, new: str) -> None:
    text = (site / file).read_text("utf-8")
    assert old in text
    (site / file).write_text(text.replace(old, new, 1), "utf-8")


def found(site: Site, against: str | None = None) -> list[Problem]:
    return check(Request(site, site / "public", DAY, 1, False, against))


def codes(site: Site) -> list[str]:
    return [problem.code for problem in found(site)]


def pasted(problem: Problem) -> str:
    """The YAML that a problem shows."""
    return "\n".join(line.removeprefix("      ") for line in problem.mend.splitlines()[1:]) + "\n"


def filled(problem: Problem) -> str:
    """That YAML as a clerk leaves it, who has put words for each `…`."""
    by_whom = pasted(problem).replace("người quyết định: …", "người quyết định: Chánh Văn phòng")
    return re.sub("(?m): …$", ": chép nhầm", by_whom)


@both
def test_what_was_published_is_no_problem_until_it_is_changed(
    published: Callable[[Path], Site], tmp_path: Path
) -> None:
    """The site as it was published passes, and so does whatever is added to it."""
    site = published(tmp_path)
    assert codes(site) == []
    edit(site, OPINION, "diễn biến:", "diễn biến:\n  - ngày: 14/3/2026\n    việc: trả lời tại hội nghị")
    (site / YEAR / "doi-thoai-1/kien-nghi/003.md").write_text("---\ntiêu đề: Mới\ntiếp nhận:\n  ngày: 1/4/2026\n---\n")
    assert codes(site) == []


REWRITES = {
    "an hour": (SESSION, "từ: 8h00", "từ: 9h00", "thời gian 1"),
    "a place": (SESSION, "địa điểm: Hội trường", "địa điểm: Sân", "địa điểm 1"),
    "a title": (SESSION, "Đối thoại buổi 1", "Gặp gỡ buổi 1", "tiêu đề"),
    "a number": (NOTICE, "số: 21", "số: 22", "số"),
    "a date": (NOTICE, "ngày: 20/3/2026", "ngày: 19/3/2026", "ngày"),
    "a due day of a conclusion": (NOTICE, "hạn: 15/4/2026", "hạn: 15/5/2026", "kết luận 1"),
    "a broadcast": (
        LOG,
        "  - ngày: 1/3/2026\n    giờ: 6h30\n",
        "  - ngày: 2/3/2026\n    giờ: 6h30\n",
        "công khai 1/3/2026 6h30",
    ),
}


@both
@pytest.mark.parametrize("name", REWRITES)
def test_a_silent_rewrite_is_refused(name: str, published: Callable[[Path], Site], tmp_path: Path) -> None:
    """One problem, at its place, that names the fact."""
    site = published(tmp_path)
    file, old, new, fact = REWRITES[name]
    edit(site, file, old, new)
    problems = found(site)
    assert [problem.code for problem in problems] == ["silent-rewrite"]
    assert problems[0].what.startswith(f"“{fact}")
    assert problems[0].place.file == file


@pytest.mark.parametrize("name", [name for name in REWRITES if "broadcast" not in name])
def test_what_the_message_shows_mends_it(name: str, tmp_path: Path) -> None:
    """The YAML, with its reason filled in, is accepted: a version with its day, or a correction."""
    site = by_ledger(tmp_path)
    file, old, new, _ = REWRITES[name]
    edit(site, file, old, new)
    yaml = filled(found(site)[0])
    assert not load(yaml, "")[1]
    key = yaml.split("\n", 1)[0]
    lines = (site / file).read_text("utf-8").split("\n")
    start = next((at for at, line in enumerate(lines) if line.startswith(key)), None)
    if start is None:
        lines[1:1] = yaml.rstrip("\n").split("\n")
    else:
        end = next(at for at in range(start + 1, len(lines)) if not lines[at].startswith(" "))
        lines[start:end] = yaml.rstrip("\n").split("\n")
    (site / file).write_text("\n".join(lines), "utf-8")
    assert set(codes(site)) <= {"uncorrected"}  # a correction is owed wherever the error had been told


def test_a_time_is_changed_by_one_more_version(tmp_path: Path) -> None:
    """The words to paste hold the old time, and the new one with its day of publication and a reason to fill in."""
    site = by_ledger(tmp_path)
    edit(site, SESSION, "từ: 8h00", "từ: 9h00")
    assert load(pasted(found(site)[0]), "")[0] == {
        "thời gian": [
            {"ngày": "14/3/2026", "từ": "8h00", "đến": "11h00"},
            {"ngày": "14/3/2026", "từ": "9h00", "đến": "11h00", "công bố": "20/11/2026", "lý do": "…"},
        ]
    }


WORDINGS = {
    "what a citizen said": (OPINION, "có nhiều bóng đèn không", "có ba bóng đèn không", "văn bản"),
    "an answer": (OPINION, "Phường sẽ thay hết", "Phường sẽ xem xét thay", "diễn biến 14/3/2026, trả lời tại hội nghị"),
}


@both
@pytest.mark.parametrize("name", WORDINGS)
def test_words_are_not_written_otherwise_in_silence(
    name: str, published: Callable[[Path], Site], tmp_path: Path
) -> None:
    """One problem at the line; git knows what the words were, the ledger only that they were others."""
    site = published(tmp_path)
    file, old, new, fact = WORDINGS[name]
    edit(site, file, old, new)
    problems = found(site)
    assert [problem.code for problem in problems] == ["silent-rewrite"]
    assert f"“{fact}”" in problems[0].what
    assert new in (site / file).read_text("utf-8").split("\n")[problems[0].place.line - 1]
    assert ("nay thành" in problems[0].what) is (published is by_git)


@both
@pytest.mark.parametrize("name", WORDINGS)
def test_the_correction_that_git_shows_mends_the_words(
    name: str, published: Callable[[Path], Site], tmp_path: Path
) -> None:
    """With its reason filled in it is accepted by the ledger, too; it holds the phrase, not the whole text."""
    (tmp_path / "known").mkdir()
    known = by_git(tmp_path / "known")
    file, old, new, _ = WORDINGS[name]
    edit(known, file, old, new)
    note = filled(found(known)[0])
    assert len(load(note, "")[0]["đính chính"][0]["đã nêu"].split()) < 10
    site = published(tmp_path)
    edit(site, file, old, new)
    edit(site, file, "tiếp nhận:", f"{note}tiếp nhận:")
    assert set(codes(site)) <= {"uncorrected"}


@both
def test_a_correction_without_its_reason_is_not_published(published: Callable[[Path], Site], tmp_path: Path) -> None:
    """Pasted and not filled in: the dots that are left are told, at their line, and nothing else is."""
    site = published(tmp_path)
    edit(site, NOTICE, "ngày: 20/3/2026", "ngày: 19/3/2026")
    (problem,) = found(site)
    assert "(điền vào chỗ …):" in problem.mend
    edit(site, NOTICE, "tiêu đề:", f"{pasted(problem)}tiêu đề:")
    problems = [one for one in found(site) if one.severity is Severity.ERROR]
    assert [(one.code, one.place.file) for one in problems] == [("hint-left", NOTICE)]
    assert (site / NOTICE).read_text("utf-8").split("\n")[problems[0].place.line - 1] == "    lý do: …"


def test_dots_that_were_published_are_filled_in_without_a_word(tmp_path: Path) -> None:
    """An earlier version let them pass: what said nothing has neither to be kept nor to be corrected."""
    site = ward(tmp_path)
    note = "đính chính:\n  - công bố: 20/11/2026\n    đã nêu: mười bóng\n    nay là: ba bóng\n    lý do: …\n"
    edit(site, SESSION, "địa điểm: Hội trường phường Thử", "địa điểm: …")
    edit(site, OPINION, "tiêu đề:", f"{note}tiêu đề:")
    site = cloned(site, tmp_path / "hub")
    assert codes(site) == ["hint-left"] * 2
    edit(site, SESSION, "địa điểm: …", "địa điểm: Hội trường phường Thử")
    edit(site, OPINION, "lý do: …", "lý do: chép nhầm")
    assert codes(site) == []


@both
def test_a_layout_may_be_mended_at_will(published: Callable[[Path], Site], tmp_path: Path) -> None:
    """Signs, case, spaces and line breaks are no words; a text where there was none is only added."""
    site = published(tmp_path)
    edit(site, OPINION, "nhiều bóng đèn không sáng.", "**Nhiều** bóng đèn,\nkhông  sáng!")
    edit(site, OPINION, "  ngày: 24/2/2026\n", "  ngày: 24/2/2026\n  qua: điện thoại\n")
    assert codes(site) == []


@both
def test_a_vanished_record_is_missed(published: Callable[[Path], Site], tmp_path: Path) -> None:
    """Its address would lead nowhere: it has to leave a notice, which the message shows and which is accepted once filled in."""
    site = published(tmp_path)
    (site / OPINION).unlink()
    edit(site, NOTICE, "    kiến nghị: [001]\n", "")
    problems = [problem for problem in found(site) if problem.code == "vanished-record"]
    assert len(problems) == 1
    assert "001" in problems[0].what
    (site / OPINION).write_text(filled(problems[0]), "utf-8")
    assert codes(site) == []


@both
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (OPINION, f"{YEAR}/doi-thoai-1/kien-nghi/009.md", f"git mv {YEAR}/doi-thoai-1/kien-nghi/009.md {OPINION}"),
        (f"{YEAR}/doi-thoai-1", f"{YEAR}/doi-thoai-2", f"git mv {YEAR}/doi-thoai-2 {YEAR}/doi-thoai-1"),
    ],
)
def test_a_changed_address_is_refused(
    old: str, new: str, told: str, published: Callable[[Path], Site], tmp_path: Path
) -> None:
    """A renamed file or folder is one problem, with the command that names it back."""
    site = published(tmp_path)
    (site / old).rename(site / new)
    problems = [problem for problem in found(site) if problem.code in ("address-changed", "vanished-record")]
    assert [(problem.code, problem.mend) for problem in problems] == [("address-changed", f"đổi lại: {told}")]


@both
def test_an_authority_whose_folder_is_gone_is_missed(published: Callable[[Path], Site], tmp_path: Path) -> None:
    """The folder's name is its address for ever."""
    site = published(tmp_path)
    (site / "content/phuong-thu").rename(site / "content/phuong-moi")
    assert "vanished-authority" in codes(site)


def test_git_compares_with_the_commit_that_is_asked_for(tmp_path: Path) -> None:
    """A rewrite that was committed and pushed is still seen against an older tag; a tag that is not there is told of."""
    site = by_git(tmp_path)
    git(site, "tag", "da-dang")
    edit(site, SESSION, "từ: 8h00", "từ: 9h00")
    commit(site)
    git(site, "push", "-q", "origin", "main")
    assert found(site) == []
    assert [one.code for one in found(site, "da-dang")] == ["silent-rewrite"]
    assert [(one.code, one.severity) for one in found(site, "khong-co")] == [("no-commit", Severity.ERROR)]


def test_a_build_refuses_what_the_ledger_remembers(tmp_path: Path) -> None:
    """Even where nobody runs `check`, with a warm cache or a cold one."""
    site = by_ledger(tmp_path)
    build(Request(site, site / "public", DAY, 1))
    edit(site, SESSION, "từ: 8h00", "từ: 9h00")
    for _ in range(2):
        with pytest.raises(Refusal) as refused:
            build(Request(site, site / "public", DAY, 1))
        assert [one.code for one in refused.value.problems] == ["silent-rewrite"]


def test_the_ledger_is_only_ever_added_to(tmp_path: Path) -> None:
    """A line taken out of it, or dated later, is seen against git."""
    site = by_git(tmp_path)
    seal(Request(site, site / "public", DAY))
    commit(site)
    git(site, "push", "-q", "origin", "main")
    file = ledger.file_of("phuong-thu")
    lines = (site / file).read_text("utf-8").splitlines(keepends=True)
    (site / file).write_text("".join(lines[:-1]), "utf-8")
    assert codes(site) == ["ledger-changed"]


def test_sealing_keeps_the_first_day_whatever_is_written_later(tmp_path: Path) -> None:
    """The first seal cannot know since when; each later one dates what is new, and no later one changes that day."""
    site = by_ledger(tmp_path)
    edit(site, OPINION, "diễn biến:", "diễn biến:\n  - ngày: 14/3/2026\n    việc: chủ trì chưa trả lời")
    for day in (date(2026, 11, 21), date(2026, 12, 24)):
        seal(Request(site, site / "public", day))
    kept, _ = ledger.read_ledger(site, "phuong-thu")
    facts = kept["phuong-thu/2026/doi-thoai-1/kien-nghi/001"]
    assert facts["diễn biến 14/3/2026, chủ trì chưa trả lời"].since == date(2026, 11, 21)
    assert facts["tiêu đề"].since is None


def test_the_ledger_forgets_the_words_of_what_was_taken_down(tmp_path: Path) -> None:
    """A record withdrawn for what it gave away, a complaint: its lines and days stay, what they said does not."""
    site = by_ledger(tmp_path)
    (site / OPINION).write_text(
        "---\nthu hồi:\n  ngày: 20/11/2026\n  lý do: lộ thông tin riêng\n  người quyết định: Chánh Văn phòng\n---\n",
        "utf-8",
    )
    other = site / OPINION.replace("001", "002")
    redirected = "  giai đoạn: tại hội nghị\ndiễn biến:\n  - ngày: 16/3/2026\n    việc: chuyển thủ tục khác\n"
    other.write_text(other.read_text("utf-8").replace("  giai đoạn: tại hội nghị\n", redirected), "utf-8")
    before, _ = ledger.read_ledger(site, "phuong-thu")
    seal(Request(site, site / "public", DAY))
    after, _ = ledger.read_ledger(site, "phuong-thu")
    text = (site / ledger.file_of("phuong-thu")).read_text("utf-8")
    assert "Đèn đường hỏng" not in text and "Xin mở rộng sân chơi" not in text
    for record_id, facts in before.items():
        assert set(facts) <= set(after[record_id])
    assert [one.code for one in found(site) if one.severity.name == "ERROR"] == []


def test_sealing_leaves_what_is_not_public_yet(tmp_path: Path) -> None:
    """What is dated later than the day may still be written otherwise."""
    site = copy_minimal(tmp_path)
    seal(Request(site, site / "public", date(2026, 3, 10)))
    kept, _ = ledger.read_ledger(site, "phuong-thu")
    assert "phuong-thu/2026/doi-thoai-1/ket-luan" not in kept


def test_content_with_errors_is_not_sealed(tmp_path: Path) -> None:
    """What cannot be published was not."""
    site = copy_minimal(tmp_path)
    edit(site, SESSION, "tiêu đề: ", "tiêu đ: ")
    with pytest.raises(Refusal):
        seal(Request(site, site / "public", DAY))
    assert not (site / ledger.FOLDER).exists()


def test_two_editors_ledgers_merge_by_keeping_both(tmp_path: Path) -> None:
    """Lines of both sides, in any order, even with git's marks between them: of a fact the earlier day counts."""
    head = "a/2026/ke-hoach\ttiêu đề\tKế hoạch\t"
    text = f"# đầu\n<<<<<<< HEAD\n{head}5/3/2026\n=======\n{head}2/3/2026\na/2026/ke-hoach\tsố\t12\t\n>>>>>>> kia\n"
    kept, problems = ledger.parse(text, "x")
    assert not problems
    assert {name: one.since for name, one in kept["a/2026/ke-hoach"].items()} == {
        "tiêu đề": date(2026, 3, 2),
        "số": None,
    }
    assert ledger.parse(ledger.written(kept), "x") == (kept, [])


def test_of_a_text_that_one_of_two_editors_put_right_the_later_seal_counts() -> None:
    """Whichever side git kept first: the other is of what was published before."""
    head = "a/2026/ke-hoach\tvăn bản, lời\t~{}/9\t{}\n"
    before, after = head.format("0" * 12, ""), head.format("1" * 12, "2/3/2026")
    for text in (before + after, after + before):
        kept, _ = ledger.parse(text, "x")
        assert kept["a/2026/ke-hoach"]["văn bản, lời"].since == date(2026, 3, 2)


def test_a_broken_ledger_is_told_of_with_its_line(tmp_path: Path) -> None:
    """Nobody writes it by hand, so the mend is to take it back."""
    _, problems = ledger.parse("# đầu\nmột dòng lạ\n", "da-cong-bo/a.tsv")
    assert [(one.place.line, one.code) for one in problems] == [(2, "bad-ledger")]
    assert "git checkout" in problems[0].mend
