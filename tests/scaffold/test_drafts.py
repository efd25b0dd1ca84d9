"""`doithoai draft`: what a clerk is given to edit, and that nothing of a clerk's is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from doithoai.cli import main
from reading.minimal import copy_minimal
from sample import copy_site

DAY = "2026-11-20"
KINDS = [
    ("giam-sat", "phuong-mau/2026/doi-thoai-1", "PHIẾU GIÁM SÁT"),
    ("tong-hop", "phuong-mau/2026/doi-thoai-4", "TỔNG HỢP Ý KIẾN"),
    ("bao-cao-6-thang", "phuong-mau/2026", "6 THÁNG ĐẦU NĂM 2026"),
    ("bao-cao-nam", "phuong-mau/2026", "NĂM 2026"),
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_site(tmp_path, "phuong-mau")


def draft(site: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["draft", *words, "-C", str(site), "--as-of", DAY])
    return result.exit_code, result.output


@pytest.mark.parametrize(("kind", "target", "title"), KINDS, ids=[kind for kind, _, _ in KINDS])
def test_each_draft_is_markdown_with_whole_tables(site: Path, kind: str, target: str, title: str) -> None:
    """Every row of a table has as many cells as its head, whatever texts hold."""
    status, said = draft(site, kind, target)
    assert status == 0, said
    text = next((site / "du-thao").iterdir()).read_text("utf-8")
    assert title in text.partition("\n")[0]
    assert "Số liệu tính đến ngày" in text
    tables = re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE)
    assert tables
    for table in tables:
        cells = [len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()]
        assert len(set(cells)) == 1, table


def test_the_supervision_sheet_has_a_row_for_each_item_with_what_was_reported_and_found(site: Path) -> None:
    """MTTQ sees both and ticks its own."""
    draft(site, "supervision", "phuong-mau/2026/doi-thoai-1")
    text = (site / "du-thao/giam-sat-phuong-mau-2026-doi-thoai-1.md").read_text("utf-8")
    rows = re.findall(r"^\| \d+ \|.*$", text, re.MULTILINE)
    assert len(rows) == 8
    assert "đã thực hiện xong" in rows[4] and "làm chưa triệt để (16/10/2026)" in rows[4] and "31/12/2026" in rows[4]
    assert "22/5/2026 (quá hạn)" in rows[2]


def test_a_half_year_report_tells_what_was_so_at_its_end(site: Path) -> None:
    """What was done in July is not in it, and what a complaint says is in none."""
    draft(site, "bao-cao-6-thang", "phuong-mau/2026")
    text = (site / "du-thao/bao-cao-6-thang-phuong-mau-2026.md").read_text("utf-8")
    assert "Số liệu tính đến ngày 30/6/2026" in text
    assert "Tiếp nhận trong kỳ 29 kiến nghị" in text
    assert "Đã trả lời nhưng chưa giải quyết xong" in text
    assert "đã mở lại" not in text
    assert (
        "| 012 | 14/3/2026 | Đề nghị đặt điểm dừng xe buýt gần khu chung cư Mẫu | Sở Xây dựng thành phố Mẫu | 27/3/2026 |"
        " chưa báo |" in text
    )


def test_the_message_says_of_which_day_a_drafts_figures_are(site: Path) -> None:
    """A half-year's report made in November is of its last day, not of November."""
    assert "số liệu tính đến 30/6/2026" in " ".join(draft(site, "bao-cao-6-thang", "phuong-mau/2026")[1].split())
    assert "số liệu tính đến 20/11/2026" in " ".join(draft(site, "bao-cao-nam", "phuong-mau/2026")[1].split())


def test_an_opinion_is_told_with_the_session_that_its_number_counts_in(site: Path) -> None:
    """Each session counts from 001: three that are open have the number 003, and 005 was merged into another session's."""
    draft(site, "bao-cao-nam", "phuong-mau/2026")
    draft(site, "tong-hop", "phuong-mau/2026/doi-thoai-4")
    report, digest = (next((site / "du-thao").glob(f"{name}-*")).read_text("utf-8") for name in ("bao-cao", "tong"))
    rows = [row.split(" | ")[:2] for row in re.findall(r"^\| \d{3} \|.*$", report, re.MULTILINE)]
    assert all(session for _, session in rows)
    assert len({tuple(row) for row in rows}) == len(rows)
    assert "| 002 (gộp 005 của Đối thoại chuyên đề" in digest


@pytest.mark.parametrize("kind", ["bao-cao-6-thang", "bao-cao-nam"])
def test_where_a_reports_tables_do_not_add_up_it_says_why(site: Path, kind: str) -> None:
    """Opinions that nobody was given, and those of several topics."""
    draft(site, kind, "phuong-mau/2026")
    text = next((site / "du-thao").iterdir()).read_text("utf-8")
    total = int(re.search(r"Tiếp nhận trong kỳ (\d+)", text)[1])  # type: ignore[index]
    for heading in ("Theo đơn vị giải quyết", "Theo lĩnh vực"):
        part = text.partition(f"### {heading}")[2].partition("\n#")[0]
        counted = sum(int(row.split(" | ")[1]) for row in part.splitlines() if re.search(r"\| \d+ \|", row))
        told = re.search(r"(\d+) kiến nghị chưa giao đơn vị nào", part)
        assert counted + int(told[1]) == total if told else "không bằng tổng số" in part


@pytest.mark.parametrize(
    "typed",
    [
        "./content/phuong-mau/2026/doi-thoai-1/",
        "phuong-mau/2026/doi-thoai-1/ket-luan.md",
        "phuong-mau/2026/doi-thoai-1/lich.yaml",
    ],
)
def test_a_session_is_found_however_its_path_is_typed(site: Path, typed: str) -> None:
    """As a shell completes it; the draft has the name that it would have otherwise, so that it is written once."""
    assert draft(site, "giam-sat", typed)[0] == 0
    assert [one.name for one in (site / "du-thao").iterdir()] == ["giam-sat-phuong-mau-2026-doi-thoai-1.md"]


def test_a_report_of_a_year_without_opinions_has_no_empty_tables(tmp_path: Path) -> None:
    """It says that none came in."""
    site = copy_site(tmp_path, "dang-uy-phuong-quynh-mai")
    draft(site, "bao-cao-nam", "dang-uy-phuong-quynh-mai/2024")
    text = next((site / "du-thao").iterdir()).read_text("utf-8")
    assert "Hồ sơ chưa ghi kiến nghị nào tiếp nhận trong kỳ." in text
    assert "|---|" not in text and "\n\n## 3." in text


def test_a_draft_is_never_written_over(site: Path) -> None:
    """The clerk's edits stay, and the message says what to do."""
    draft(site, "bao-cao-nam", "phuong-mau/2026")
    file = site / "du-thao/bao-cao-nam-phuong-mau-2026.md"
    file.write_text("đã sửa", "utf-8")
    status, said = draft(site, "bao-cao-nam", "phuong-mau/2026")
    assert (status, file.read_text("utf-8")) == (1, "đã sửa")
    assert "không ghi đè" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("bao-cao", "phuong-mau/2026"), "không có loại dự thảo “bao-cao”"),
        (("bao-cao-nam", "phuong-mau"), "thiếu năm"),
        (("bao-cao-nam", "phuong-mau"), "ví dụ: phuong-mau/2026"),
        (("bao-cao-nam", "2026"), "ví dụ: phuong-mau/2026"),
        (("bao-cao-nam", "phuong-mau 2026"), "ví dụ: phuong-mau/2026"),
        (("bao-cao-nam", "phuong-mau/20266"), "năm không đọc được"),
        (("bao-cao-nam", "phuong-mau/2031"), "năm 2031 chưa đến"),
        (("giam-sat", "phuong-mau/2026/doi-thoai-9"), "không có buổi đối thoại"),
        (("giam-sat", "phuong-mau/2026/doi-thoai-4"), "chưa có thông báo kết luận"),
    ],
)
def test_what_cannot_be_drafted_is_explained(site: Path, words: tuple[str, str], said: str) -> None:
    """In Vietnamese, with the mend; nothing is written."""
    status, output = draft(site, *words)
    assert status in (1, 2)
    assert said in " ".join(output.split())
    assert not (site / "du-thao").exists()


def test_a_yearly_report_lists_what_was_merged_into_a_forwarded_opinion(tmp_path: Path) -> None:
    """Its outcome is that of the other, though no step of its own forwarded it."""
    folder = copy_minimal(tmp_path) / "content/phuong-thu/2026/doi-thoai-1/kien-nghi"
    steps = {
        "101": "- ngày: 20/6/2026\n    việc: chuyển cấp trên\n    chuyển đến: Sở Xây dựng",
        "102": "- ngày: 20/6/2026\n    việc: gộp\n    gộp vào: 101",
    }
    for number, step in steps.items():
        head = f"tiêu đề: Đèn {number}\ntiếp nhận:\n  ngày: 20/6/2026\ndiễn biến:\n  {step}"
        (folder / f"{number}.md").write_text(f"---\n{head}\n---\n", "utf-8")
    status, said = draft(folder.parents[4], "bao-cao-nam", "phuong-thu/2026")
    assert status == 0, said
    text = next((folder.parents[4] / "du-thao").iterdir()).read_text("utf-8")
    assert all(f"Đèn {number} | Sở Xây dựng | 20/6/2026" in text for number in steps)
