"""`doithoai due`: what is due, overdue and missing."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from doithoai.cli import main

ROOT = Path(__file__).parents[1]
LUONG_PHONG, QUYNH_MAI, HA_CAU, MAU = (
    "hdnd-xa-luong-phong",
    "dang-uy-phuong-quynh-mai",
    "ubnd-phuong-ha-cau",
    "phuong-mau",
)


def run(*args: str, site: Path = ROOT) -> tuple[int, str]:
    """Exit code and everything printed."""
    done = CliRunner().invoke(main, ["due", "-C", str(site), "--as-of", "2026-11-27", *args])
    return done.exit_code, done.output


@cache
def duties(*args: str) -> tuple[dict[str, Any], ...]:
    """The sample site's list as data."""
    code, said = run("--json", *args)
    assert code == 0, said
    return tuple(json.loads(said)["duties"])


def one(authority: str, code: str) -> dict[str, Any]:
    """The only finding of that code of an authority."""
    found = [each for each in duties() if (each["authority"], each["code"]) == (authority, code)]
    assert len(found) == 1
    return found[0]


def test_a_plan_that_came_after_the_day_is_found_with_the_number_of_days() -> None:
    """Seed 001: dated 18/3/2024, due before 1 February."""
    late = one(LUONG_PHONG, "plan-late")
    assert "sau mốc 1/2/2024 là 46 ngày" in late["task"]
    assert (late["rule"], late["kind"]) == ("bg-1158-116/plan_due", "missing")


def test_a_plan_with_fewer_sessions_than_owed_is_found() -> None:
    """Seed 001: one session where four are owed."""
    assert "dự kiến 1 buổi trong năm 2024; quy định ít nhất 4 buổi" in one(LUONG_PHONG, "too-few")["task"]


def test_a_session_in_a_quarter_that_crosses_the_last_day_is_found() -> None:
    """Seed 001: the fourth quarter reaches beyond 15 November."""
    assert "quý IV/2024, kéo qua mốc 15/11/2024" in one(LUONG_PHONG, "beyond-window")["task"]


def test_invitations_that_fall_due_before_the_list_of_those_invited_are_found() -> None:
    """Seed 000: 5 working days against 6 days; on a Thursday of an ordinary week it is 23/5 against 24/5."""
    words = one(QUYNH_MAI, "out-of-order")["task"]
    assert "“giấy mời” (05 ngày làm việc trước hội nghị) đến hạn trước “danh sách đại biểu" in words
    assert "(06 ngày trước hội nghị)" in words


def test_a_broadcast_ordered_without_a_day_is_found() -> None:
    """Seed 004: four facts over the loudspeakers, and only months are known."""
    found = one(HA_CAU, "no-day-to-broadcast")
    assert "chưa có ngày, giờ nào để phát (chỉ ghi: tháng 6/2024; tháng 11/2024)" in found["task"]
    assert found["owed_by"] == ["Đài Truyền thanh phường"]


def test_blank_numbers_and_days_of_plans_are_found() -> None:
    """Seeds 001 and 004 have no number, 000 and 002 no day."""
    found = {(each["authority"], each["code"]) for each in duties() if each["code"] in ("no-number", "no-date")}
    assert {(LUONG_PHONG, "no-number"), (HA_CAU, "no-number"), (QUYNH_MAI, "no-date"), (HA_CAU, "no-date")} <= found
    assert (LUONG_PHONG, "no-date") not in found and (QUYNH_MAI, "no-number") not in found


def test_nothing_public_calls_anything_a_breach() -> None:
    """What is only not here is said to be not here."""
    for each in duties():
        assert "vi phạm" not in each["public"].lower()
        if each["code"] in ("no-number", "no-date", "no-conclusion", "not-told"):
            assert "trong hồ sơ ở đây" in each["public"]
        if each["kind"] == "overdue" and each["rule"]:
            assert each["public"] == "chưa thấy hồ sơ ở đây"


def test_each_duty_has_its_rule_its_sentence_and_who_owes_it() -> None:
    """Every duty that a rule sets."""
    ruled = [each for each in duties() if each["rule"] and each["due"]]
    assert ruled
    for each in ruled:
        assert each["sentence"].startswith("Hạn: ") and each["owed_by"]


def test_the_list_is_narrowed_by_authority_part_and_who_owes_it() -> None:
    """Each filter keeps what it names."""
    assert {each["authority"] for each in duties("--authority", HA_CAU)} == {HA_CAU}
    assert {each["kind"] for each in duties("--only", "trong-tuan")} == {"soon"}
    police = duties("--by", "cong an")
    assert police and all(each["owed_by"] == ["Công an phường"] for each in police)


def test_it_is_a_table_for_people() -> None:
    """Part by part, with the day first."""
    code, said = run("--authority", MAU, "--only", "trong-tuan")
    assert code == 0
    assert said.startswith("Việc cần làm, tính đến 27/11/2026\n\nĐẾN HẠN TRONG 7 NGÀY TỚI (")
    assert "27/11/2026  giải quyết kiến nghị 006" in said


def test_a_day_on_which_nobody_works_is_marked_in_the_table() -> None:
    """The table has no room for the sentence; with `--why` the sentence says it."""
    told = "(ngày hạn là ngày nghỉ, cần xong từ 28/06/2024)"
    assert told in run("--authority", LUONG_PHONG)[1]
    assert told not in run("--authority", LUONG_PHONG, "--why")[1]


@pytest.mark.parametrize(("args", "code"), [(("--only", "mai"), 2), (("--authority", "khong-co"), 1)])
def test_a_slip_is_explained(args: tuple[str, str], code: int) -> None:
    """A wrong option, an authority that is not there."""
    assert run(*args)[0] == code
