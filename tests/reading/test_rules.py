"""A site's own rules and days off: what it may bring along, and what is wrong with it, told with its place."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from doithoai.build import Request, check, duties
from doithoai.reading.register import read_authority
from doithoai.reading.rules import national, rules_for
from reading.minimal import copy_minimal

SITE = "content/quy-dinh"
OWN = "content/phuong-thu/quy-dinh"
HEAD = "mã: thu\ntên: Quy chế thử\ngọi tắt: Quy chế thử\nnguồn: thử\nquy định:\n"
RULE = "  - mã: reply\n    tên: trả lời\n    đòi hỏi: thời hạn\n    thời hạn: 03 ngày làm việc sau hội nghị\n"
DAY = "    tên: nghỉ thử\n    căn cứ: Thông báo thử\n"

# file, what it holds, where the problem is, what it says
FAULTS = [
    (f"{OWN}/thu.yml", HEAD + RULE, 6, "thiếu “căn cứ”"),
    (f"{OWN}/thu.yml", HEAD + RULE.replace("03 ngày làm việc", "sớm") + "    căn cứ: Điều 1\n", 9, "không phải thời hạn"),
    (f"{OWN}/khac.yml", HEAD + RULE + "    căn cứ: Điều 1\n", 1, "tệp tên “khac” nhưng bên trong ghi “mã: thu”"),
    (f"{OWN}/thu.yml", "dựa trên: khong-co\n" + HEAD + RULE + "    căn cứ: Điều 1\n", 1, "không có bộ quy định “khong-co”"),
    (f"{SITE}/thu.yml", HEAD + RULE + "    căn cứ: Điều 1\n" + RULE + "    căn cứ: Điều 1\n", 11, "mã “reply” dùng hai lần"),
    (f"{OWN}/thu.yml", HEAD + RULE.replace("hội nghị", "ngày tạo ra thông tin") + "    căn cứ: Điều 1\n", 9, "hạn không bao giờ được tính"),
    (f"{OWN}/thu.yml", HEAD + RULE.replace("hội nghị", "ngày chuyển kiến nghị") + "    căn cứ: Điều 1\n", 9, "hạn không bao giờ được tính"),
    (f"{SITE}/ngay-nghi/2027.yml", f"năm: 2026\ntình trạng: đã công bố\nnghỉ:\n  - ngày: 1/1/2026\n{DAY}", 1, "tên “2027” nhưng bên trong ghi “năm: 2026”"),
    (f"{SITE}/ngay-nghi/2027.yml", f"năm: 2027\ntình trạng: đã công bố\nnghỉ:\n  - ngày: 1/1/2026\n{DAY}", 1, "ngày 1/1/2026 không thuộc năm 2027"),
    (f"{SITE}/ngay-nghi/2027.yml", "năm: 2027\ntình trạng: đã công bố\nnghỉ:\n  - ngày: 1/1/2027\n    tên: nghỉ\n", 4, "thiếu “căn cứ”"),
    (f"{OWN}/ngay-nghi.yml", f"nghỉ:\n  - ngày: tháng 9/2026\n{DAY}", 2, "không phải ngày cụ thể"),
]  # fmt: skip


def site_with(folder: Path, file: str, text: str) -> Path:
    """The smallest site with one more file."""
    site = copy_minimal(folder)
    (site / file).parent.mkdir(parents=True, exist_ok=True)
    (site / file).write_text(text, "utf-8")
    return site


@pytest.mark.parametrize(("file", "text", "line", "what"), FAULTS, ids=[f"{row[0]} {row[3][:30]}" for row in FAULTS])
def test_a_fault_in_rules_or_days_off_is_told_with_its_place(
    file: str, text: str, line: int, what: str, tmp_path: Path
) -> None:
    """By `check`, as an error, with file and line."""
    site = site_with(tmp_path, file, text)
    errors = [
        one for one in check(Request(site, site / "public", date(2026, 11, 20), 1, False)) if one.severity == "lỗi"
    ]
    assert [(one.place.file, one.place.line) for one in errors] == [(file, line)]
    assert what in errors[0].what
    assert errors[0].mend


def own_rules(site: Path) -> dict[str, str]:
    """Local rules of the site's authority, with their terms."""
    authority = read_authority(site, "phuong-thu").authority
    assert authority
    found = rules_for(site, authority)
    assert found.problems == ()
    return {bound.id: str(bound.rule.term) for bound in found.rulebook.bounds if bound.local}


def owed(site: Path, day: date) -> list[str]:
    """Plans that are due, by their own rule."""
    found = duties(Request(site, site / "public", day, 1, False))
    return [
        f"{one.task} {one.which}" for whole in found for one in whole.timetable.deadlines if one.rule.startswith("thu/")
    ]


PLAN_RULE = "  - mã: plan\n    tên: kế hoạch năm\n    đòi hỏi: thời hạn\n    sản phẩm: kế hoạch\n    căn cứ: Điều 1\n"


def test_what_is_owed_by_one_day_is_owed_once(tmp_path: Path) -> None:
    """And not again by that day of a year long gone, for every year that follows."""
    site = site_with(tmp_path, f"{OWN}/thu.yml", f"{HEAD}{PLAN_RULE}    thời hạn: trước 31/3/2026\n")
    assert len(owed(site, date(2026, 11, 20))) == 1
    assert owed(site, date(2028, 3, 20)) == owed(site, date(2026, 11, 20))


@pytest.mark.parametrize("day", [date(2026, 10, 15), date(2026, 11, 20)])
def test_an_authority_without_a_record_owes_the_plan_of_no_year(day: date, tmp_path: Path) -> None:
    """Nothing tells since when it should have had one; and nothing ends the command, late in the year either."""
    site = site_with(tmp_path, f"{OWN}/thu.yml", f"{HEAD}{PLAN_RULE}    thời hạn: trước ngày 01/02 hằng năm\n")
    shutil.rmtree(site / "content/phuong-thu/2026")
    assert owed(site, day) == []


def test_an_authoritys_own_rules_hold_for_it_without_naming_it(tmp_path: Path) -> None:
    """A file in its folder is enough."""
    site = site_with(tmp_path, f"{OWN}/thu.yml", HEAD + RULE + "    căn cứ: Điều 1\n")
    assert own_rules(site) == {"thu/reply": "03 ngày làm việc sau hội nghị"}


def test_a_site_changes_one_rule_of_a_shipped_book_and_keeps_the_others(tmp_path: Path) -> None:
    """The same code of book and rule; the change is marked as local."""
    text = HEAD.replace("mã: thu", "mã: vn-tccqdp-2025") + RULE.replace("mã: reply", "mã: result")
    text = text.replace("nguồn", "hiệu lực đến: 31/12/2030\nnguồn")
    site = site_with(tmp_path, f"{SITE}/vn-tccqdp-2025.yml", text + "    căn cứ: Điều 1\n")
    assert own_rules(site) == {"vn-tccqdp-2025/result": "03 ngày làm việc sau hội nghị"}
    authority = read_authority(site, "phuong-thu").authority
    assert authority
    rules = rules_for(site, authority).rulebook.by_id
    kept, changed = rules["vn-tccqdp-2025/notice"], rules["vn-tccqdp-2025/result"]
    assert kept.book.valid_from == date(2025, 6, 16) and kept.book.scopes and not kept.local
    assert kept.book.valid_to == date(2030, 12, 31)
    assert kept.cited == "Luật Tổ chức chính quyền địa phương 72/2025/QH15, Điều 43, cần đối chiếu"
    assert changed.cited == "Quy chế thử, Điều 1, cần đối chiếu"


def test_a_sites_own_book_without_a_scope_holds_for_all_its_authorities(tmp_path: Path) -> None:
    """And one with a scope only for those it fits."""
    site = site_with(tmp_path, f"{SITE}/thu.yml", HEAD + RULE + "    căn cứ: Điều 1\n")
    assert own_rules(site) == {"thu/reply": "03 ngày làm việc sau hội nghị"}
    (site / SITE / "thu.yml").write_text(
        "áp dụng cho:\n  - loại: cấp ủy cấp xã\n" + HEAD + RULE + "    căn cứ: Điều 1\n", "utf-8"
    )
    assert own_rules(site) == {}


def test_a_site_brings_the_days_off_of_a_year_that_is_not_announced_yet(tmp_path: Path) -> None:
    """From then on nothing of that year is provisional."""
    days = f"năm: 2027\ntình trạng: đã công bố\nnghỉ:\n  - ngày: từ 4/2/2027 đến 10/2/2027\n{DAY}"
    site = site_with(tmp_path, f"{SITE}/ngay-nghi/2027.yml", days)
    authority = read_authority(site, "phuong-thu").authority
    assert authority
    calendar = rules_for(site, authority).calendar
    assert calendar.year(2027).announced
    assert not calendar.is_working(date(2027, 2, 4)) and calendar.is_working(date(2027, 4, 16))
    assert calendar.doubt_of(date(2027, 2, 4)) == ""
    assert calendar.doubt_of(date(2028, 2, 4)) == "lịch nghỉ năm 2028"


def test_an_announced_year_without_a_holiday_of_the_law_is_told_of(tmp_path: Path) -> None:
    """Its deadlines would end too soon; the years that are shipped are whole."""
    days = f"năm: 2027\ntình trạng: đã công bố\nnghỉ:\n  - ngày: 1/1/2027\n{DAY}  - ngày: 30/4/2027\n{DAY}"
    site = site_with(tmp_path, f"{SITE}/ngay-nghi/2027.yml", days)
    found = [
        one for one in check(Request(site, site / "public", date(2026, 11, 20), 1)) if one.code == "off-year-short"
    ]
    assert [(one.place.file, one.severity.name) for one in found] == [(f"{SITE}/ngay-nghi/2027.yml", "WARNING")]
    assert "16/4/2027 (nghỉ Giỗ Tổ Hùng Vương)" in found[0].what and "2/9/2027" in found[0].what
    assert "30/4/2027" not in found[0].what
    for year in sorted((national() / "ngay-nghi").glob("2*.yml")):
        (site / SITE / "ngay-nghi" / year.name).write_text(year.read_text("utf-8"), "utf-8")
    again = [
        one for one in check(Request(site, site / "public", date(2026, 11, 20), 1)) if one.code == "off-year-short"
    ]
    assert again == found


def test_the_nations_rules_are_the_same_from_the_cache(tmp_path: Path) -> None:
    """A second process that finds them parsed reads the same rulebooks and days off; a spoilt cache is as if absent."""
    code = (
        "import sys; from pathlib import Path; from doithoai.cache import digest; from doithoai.reading import rules;"
        "read, own = [], rules.read_block;"
        "rules.read_block = lambda *of: (read.append(of), own(*of))[1];"
        "rules.beside = lambda *_: Path(sys.argv[1]) if len(sys.argv) > 1 else None;"
        "found = digest(rules.read_national(), rules.read_calendar(None));"
        "print(found, len(read))"
    )

    def said(*args: str) -> list[str]:
        done = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, check=True)
        return done.stdout.split()

    plain, first, second = said(), said(str(tmp_path)), said(str(tmp_path))
    assert plain == first and first[0] == second[0]
    assert plain[1] != "0" and second[1] == "0"
    kept = tmp_path / "rules.records"
    kept.write_bytes(kept.read_bytes()[:-100])
    assert said(str(tmp_path)) == first
