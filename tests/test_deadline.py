"""`doithoai deadline`: one deadline on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from doithoai.cli import main
from reading.minimal import copy_minimal


def run(*args: str) -> tuple[int, str]:
    """Exit code and everything printed."""
    done = CliRunner().invoke(main, ["deadline", *args])
    return done.exit_code, done.output


def found(*args: str) -> dict[str, Any]:
    """What tools get."""
    code, said = run(*args, "--json")
    assert code == 0, said
    data: dict[str, Any] = json.loads(said)
    return data


def test_it_says_the_day_and_how_it_was_counted(tmp_path: Path) -> None:
    """One sentence, away from any site."""
    code, said = run("+7wd", "2026-02-11", "-C", str(tmp_path))
    assert code == 0
    assert said.startswith("Hạn: thứ Sáu 27/02/2026 (07 ngày làm việc sau ngày 11/02/2026; không tính thứ Bảy, Chủ nhật và nghỉ Tết 16–20/02; theo ")  # fmt: skip


@pytest.mark.parametrize("minus", ["-", "\u2212", "\u2013"])
def test_an_offset_that_counts_back_is_no_option(minus: str) -> None:
    """`-10d` is what to count, in whatever way the sign was typed."""
    code, said = run(f"{minus}10d", "11/2/2026", "--json")
    found = json.loads(said)
    assert code == 0
    assert (found["due"], found["advised"], found["skipped"]) == (
        "2026-02-01",
        "2026-01-30",
        ["2026-01-31", "2026-02-01"],
    )


def test_tools_get_the_same_as_data() -> None:
    """The keys that are promised."""
    found = json.loads(run("+10d", "2026-02-11", "--json")[1])
    assert found["due"] == found["advised"] == "2026-02-23"
    assert (found["skipped"], found["provisional"]) == (["2026-02-21", "2026-02-22"], False)
    assert found["sentence"].startswith("Hạn: thứ Hai 23/02/2026")


@pytest.mark.parametrize(("rule", "day"), [("+7xd", "2026-02-11"), ("+7wd", "30/2/2026"), ("+3660d", "1/1/2199")])
def test_a_slip_is_explained_and_is_no_fault_of_the_program(rule: str, day: str) -> None:
    """Exit code 2: a wrong command line."""
    code, said = run(rule, day)
    assert code == 2
    assert "→" in said


def test_an_authority_that_is_not_there_is_no_reason_to_count_without_its_days_off(tmp_path: Path) -> None:
    """Its name is corrected, wherever the command is run."""
    site = copy_minimal(tmp_path)
    for folder in (site, tmp_path):
        code, said = run("+7wd", "2026-02-11", "-C", str(folder), "--authority", "phuong-sai")
        assert (code, "không có cơ quan “phuong-sai”" in said) == (1, True)


def test_the_days_off_of_a_sites_only_authority_are_its_own(tmp_path: Path) -> None:
    """As on its pages: nobody has to name the one authority there is."""
    site = copy_minimal(tmp_path)
    off = "nghỉ:\n  - ngày: 25/2/2026\n    tên: trụ sở đóng cửa\n    căn cứ: Thông báo\n"
    (site / "content/phuong-thu/quy-dinh").mkdir()
    (site / "content/phuong-thu/quy-dinh/ngay-nghi.yml").write_text(off, "utf-8")
    assert found("+7wd", "2026-02-11", "-C", str(site))["due"] == "2026-03-02"


def test_a_rule_that_a_site_changed_is_said_to_be_its_own(tmp_path: Path) -> None:
    """The changed one by the site's regulation, the one beside it still by the law."""
    site = copy_minimal(tmp_path)
    rule = "mã: result\n    tên: công bố\n    đòi hỏi: thời hạn\n    thời hạn: 05 ngày sau hội nghị\n"
    rule += "    căn cứ: Điều 6\n"
    head = "mã: vn-tccqdp-2025\ntên: Quy chế phường Thử\ngọi tắt: Quy chế phường Thử\nnguồn: Văn phòng\nquy định:\n  - "
    (site / "content/quy-dinh").mkdir()
    (site / "content/quy-dinh/vn-tccqdp-2025.yml").write_text(head + rule, "utf-8")
    told = {one: run(f"vn-tccqdp-2025/{one}", "2026-03-02", "-C", str(site))[1] for one in ("result", "notice")}
    assert "theo Quy chế phường Thử, Điều 6" in told["result"] and "quy định của địa phương" in told["result"]
    assert "theo Luật Tổ chức chính quyền" in told["notice"] and "địa phương." not in told["notice"]
    assert found("vn-tccqdp-2025/result", "2026-03-02", "-C", str(site))["local"] is True
