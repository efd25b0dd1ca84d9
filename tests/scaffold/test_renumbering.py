"""Two editors' opinions of one number: a command gives one of them the next, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from doithoai.build import Request
from doithoai.problems import Refusal
from doithoai.scaffold.renumbering import renumber
from doithoai.scaffold.sealing import seal
from reading.minimal import DAY, copy_minimal, problems_of

HOME = "content/phuong-thu/2026/doi-thoai-1"
OTHER = "---\ntiêu đề: Rác ở chợ\ntiếp nhận:\n  ngày: 15/3/2026\n---\nRác chưa thu gom.\n"
THIRD = "---\ntiêu đề: Cây đổ\ntiếp nhận:\n  ngày: 15/3/2026\n---\nCây đổ ngang ngõ.\n"


def put(site: Path, name: str, text: str) -> str:
    (site / HOME / name).write_text(text, "utf-8")
    return f"{HOME}/{name}"


def words(site: Path) -> str:
    """All that stands in the opinions' files."""
    return "".join(sorted(path.read_text("utf-8") for path in (site / HOME / "kien-nghi").iterdir()))


def test_a_duplicate_number_is_mended_by_the_command_that_check_names(tmp_path: Path) -> None:
    """The message's own command, run as it stands; then the check is quiet, and the conclusion names whom it named."""
    site = copy_minimal(tmp_path)
    put(site, "kien-nghi/1.md", OTHER)
    (twin,) = [one for one in problems_of(site) if one.code == "duplicate-record"]
    command = twin.mend.partition("doithoai ")[2].split()
    done = subprocess.run(
        [sys.executable, "-m", "doithoai", *command], cwd=site, capture_output=True, text=True, check=True
    )
    assert "003.md" in done.stdout
    assert done.stdout.endswith(f"rồi git add {HOME.rpartition('/')[0]}\n")  # the old file is there no more
    assert problems_of(site) == []
    assert "Rác ở chợ" in (site / HOME / "kien-nghi/003.md").read_text("utf-8")
    assert "kiến nghị: [001]" in (site / HOME / "ket-luan.md").read_text("utf-8")


def test_references_follow_the_opinion_that_is_renumbered(tmp_path: Path) -> None:
    """In conclusions and in opinions that were merged into it, in a list or as a single value."""
    site = copy_minimal(tmp_path)
    put(
        site,
        "kien-nghi/003.md",
        OTHER.replace("---\nRác", "diễn biến:\n  - ngày: 16/3/2026\n    việc: gộp\n    gộp vào: 001\n---\nRác"),
    )
    done = renumber(site, f"{HOME}/kien-nghi/001.md")
    assert done.new == f"{HOME}/kien-nghi/004.md"
    assert "kiến nghị: [004]" in (site / HOME / "ket-luan.md").read_text("utf-8")
    assert "gộp vào: 004" in (site / HOME / "kien-nghi/003.md").read_text("utf-8")
    assert (len(done.followed), done.to_see) == (2, ())


def test_references_from_other_sessions_follow_too(tmp_path: Path) -> None:
    """`doi-thoai-1/001` in the next session's opinion; its own 001 is another one and stays."""
    site = copy_minimal(tmp_path)
    later = site / HOME.replace("doi-thoai-1", "doi-thoai-2")
    (later / "kien-nghi").mkdir(parents=True)
    (later / "lich.md").write_text("---\ntiêu đề: Buổi 2\nthời gian: thông báo sau\n---\n", "utf-8")
    merged = "diễn biến:\n  - ngày: 16/3/2026\n    việc: gộp\n    gộp vào: {}\n---\nRác"
    for number, into in (("001", "doi-thoai-1/001"), ("002", "001")):
        text = OTHER.replace("---\nRác", merged.format(into))
        (later / f"kien-nghi/{number}.md").write_text(text, "utf-8")
    done = renumber(site, f"{HOME}/kien-nghi/001.md")
    assert "gộp vào: doi-thoai-1/003" in (later / "kien-nghi/001.md").read_text("utf-8")
    assert "gộp vào: 001" in (later / "kien-nghi/002.md").read_text("utf-8")
    assert (len(done.followed), done.to_see) == (2, ())
    assert problems_of(site) == []


def test_links_to_the_file_that_is_renumbered_lead_to_the_new_one(tmp_path: Path) -> None:
    """In any text of the site, each time it is linked to; what is not this file's link stays as it was written."""
    site = copy_minimal(tmp_path)
    linked = 'Xem [một](001.md), [lại](001.md#y-1 "việc"), [hai](002.md).\r\n\r\n[ba]: <001.md>\r\n001.md\n'
    put(site, "kien-nghi/003.md", OTHER)
    (site / HOME / "kien-nghi/003.md").write_bytes((OTHER + linked).encode())
    page = site / "content/trang/lien-he.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(f"# Liên hệ\n\n[kiến nghị](../{HOME.removeprefix('content/')}/kien-nghi/001.md)\n", "utf-8")
    done = renumber(site, f"{HOME}/kien-nghi/001.md")
    now = linked.replace("(001", "(004").replace("<001", "<004")
    assert (site / HOME / "kien-nghi/003.md").read_bytes() == (OTHER + now).encode()
    assert "kien-nghi/004.md)" in page.read_text("utf-8")
    assert len(done.followed) == 1 + 3 + 1
    assert [one.code for one in problems_of(site) if one.code == "dead-link"] == []


def test_links_to_a_file_that_is_parted_are_shown(tmp_path: Path) -> None:
    """Nobody but a clerk can tell which half is meant."""
    site = copy_minimal(tmp_path)
    put(site, "kien-nghi/001.md", THIRD + "\n[xem](003.md)\n")
    done = renumber(site, put(site, "kien-nghi/003.md", f"<<<<<<< A\n{OTHER}=======\n{THIRD}>>>>>>> B\n"))
    assert done.to_see == (f"{HOME}/kien-nghi/001.md:8:7",)


def test_a_copy_that_is_no_number_gets_one_from_the_command_that_check_names(tmp_path: Path) -> None:
    """Its name says nothing of the next number, even where it begins like one."""
    site = copy_minimal(tmp_path)
    put(site, "kien-nghi/2026 - Copy.md", OTHER)
    (problem,) = problems_of(site)
    assert problem.code == "bad-name"
    file = problem.mend.partition('doithoai renumber "')[2].partition('"')[0]
    assert renumber(site, file).new == f"{HOME}/kien-nghi/003.md"
    assert problems_of(site) == []


def test_a_reference_that_could_mean_either_is_shown_and_left(tmp_path: Path) -> None:
    """With two files of the number, only what is written as the one that moves follows it."""
    site = copy_minimal(tmp_path)
    put(site, "kien-nghi/0001.md", OTHER)
    done = renumber(site, f"{HOME}/kien-nghi/0001.md")
    assert done.followed == ()
    assert [one.startswith(f"{HOME}/ket-luan.md:") for one in done.to_see] == [True]


def test_two_opinions_in_one_file_with_gits_marks_are_parted(tmp_path: Path) -> None:
    """Ours keeps the number, theirs gets the next free one, and every word of both is still there."""
    site = copy_minimal(tmp_path)
    marks = f"<<<<<<< HEAD\n{OTHER}=======\n{THIRD}>>>>>>> cua-toi\n"
    file = put(site, "kien-nghi/003.md", marks)
    (problem,) = problems_of(site)
    assert problem.mend.endswith(f"doithoai renumber {file}")
    renumber(site, file)
    assert problems_of(site) == []
    assert ((site / file).read_text("utf-8"), (site / HOME / "kien-nghi/004.md").read_text("utf-8")) == (OTHER, THIRD)


def test_parts_that_both_have_stand_in_both(tmp_path: Path) -> None:
    """Git marks only what differs."""
    site = copy_minimal(tmp_path)
    text = "---\n<<<<<<< HEAD\ntiêu đề: A\n||||||| goc\n=======\ntiêu đề: B\n>>>>>>> kia\ntiếp nhận:\n  ngày: 15/3/2026\n---\nX\n"
    done = renumber(site, put(site, "kien-nghi/003.md", text))
    assert [(site / one).read_text("utf-8") for one in (done.kept, done.new)] == [
        f"---\ntiêu đề: {title}\ntiếp nhận:\n  ngày: 15/3/2026\n---\nX\n" for title in "AB"
    ]


@pytest.mark.parametrize("published", [OTHER, THIRD], ids=["ours", "theirs"])
def test_of_two_opinions_in_one_file_the_published_one_keeps_its_number(published: str, tmp_path: Path) -> None:
    """Whichever side of the merge it is on: its address is known, and the check is quiet afterwards."""
    site = copy_minimal(tmp_path)
    file = put(site, "kien-nghi/003.md", published)
    seal(Request(site, site / "public", DAY))
    put(site, "kien-nghi/003.md", f"<<<<<<< HEAD\n{OTHER}=======\n{THIRD}>>>>>>> kia\n")
    done = renumber(site, file)
    assert (site / done.kept).read_text("utf-8") == published
    assert {(site / one).read_text("utf-8") for one in (done.kept, done.new)} == {OTHER, THIRD}
    assert problems_of(site) == []


REFUSED = {
    "one opinion in two versions": ("same-opinion", f"<<<<<<< A\n{OTHER}=======\n{OTHER}thêm\n>>>>>>> B\n"),
    "half an opinion": ("half-opinion", f"<<<<<<< A\n{OTHER}=======\ntiêu đề: B\n>>>>>>> B\n"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_parted_safely_is_left_alone(name: str, tmp_path: Path) -> None:
    """A refusal that says why, and not a byte is changed."""
    site = copy_minimal(tmp_path)
    code, text = REFUSED[name]
    file = put(site, "kien-nghi/003.md", text)
    before = words(site)
    with pytest.raises(Refusal) as refused:
        renumber(site, file)
    assert [one.code for one in refused.value.problems] == [code]
    assert words(site) == before


def test_a_published_opinion_keeps_its_number(tmp_path: Path) -> None:
    """The other one, which came later, gets the new number."""
    site = copy_minimal(tmp_path)
    seal(Request(site, site / "public", DAY))
    put(site, "kien-nghi/0001.md", OTHER)
    with pytest.raises(Refusal) as refused:
        renumber(site, f"{HOME}/kien-nghi/001.md")
    assert [one.code for one in refused.value.problems] == ["published"]
    assert renumber(site, f"{HOME}/kien-nghi/0001.md").new == f"{HOME}/kien-nghi/003.md"


@pytest.mark.parametrize(("file", "code"), [(f"{HOME}/lich.md", "not-an-opinion"), ("content/khong-co.md", "no-file")])
def test_only_opinions_are_renumbered(file: str, code: str, tmp_path: Path) -> None:
    """Anything else is told so."""
    with pytest.raises(Refusal) as refused:
        renumber(copy_minimal(tmp_path), file)
    assert [one.code for one in refused.value.problems] == [code]
