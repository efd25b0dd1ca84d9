"""The list of each quarter, and what was made public late: counted from the first time, whatever is written later."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from doithoai.build import Request, check
from doithoai.domain.deadlines import State
from doithoai.domain.norms import NO_NORMS
from doithoai.domain.publicity import Late, late, quarter_of, registers
from doithoai.domain.published import Kept
from doithoai.domain.timetable import deadlines_of
from doithoai.reading import ledger
from doithoai.scaffold.sealing import seal
from reading.minimal import copy_minimal
from sample import build_site, read_page
from wards import Data, dossier_of, edition_for, lawful

SESSION: Data = {
    "tiêu đề": "Buổi 1",
    "thời gian": {"ngày": "20/6/2026", "từ": "8h00", "công bố": "1/6/2026"},
    "đã tổ chức": {"ngày": "20/6/2026"},
}


def told(*rows: tuple[str, str, str]) -> Data:
    return {"công khai": [{"ngày": on, "hình thức": channel, "việc": cause} for on, channel, cause in rows]}


@pytest.mark.parametrize(("day", "quarter"), [("2026-03-31", 1), ("2026-04-01", 2), ("2026-12-31", 4)])
def test_a_day_is_in_its_quarter(day: str, quarter: int) -> None:
    """January to March is the first."""
    assert quarter_of(date.fromisoformat(day)) == (2026, quarter)


def test_a_quarter_lists_what_was_made_public_in_which_form_and_when() -> None:
    """Several broadcasts of one thing are one line; a conclusion is listed as itself; the latest quarter comes first."""
    records = {
        "lich": SESSION,
        "ket-luan": {"tiêu đề": "Kết luận 1", "thể thức văn bản": {"số": 3, "ngày": "25/6/2026"}},
        "cong-khai": told(
            ("2/6/2026", "loa truyền thanh", "lịch"),
            ("3/6/2026", "loa truyền thanh", "lịch"),
            ("2/6/2026", "niêm yết", "lịch"),
            ("1/7/2026", "niêm yết", "kết luận"),
        ),
    }
    found = registers(dossier_of(records))
    assert list(found) == [(2026, 3), (2026, 2)]
    rows = [(one.about.id[-8:], one.cause.value, one.channel.value, len(one.entries)) for one in found[2026, 2]]
    assert rows == [
        ("i-1/lich", "lịch", "loa truyền thanh", 2),
        ("i-1/lich", "lịch", "niêm yết", 1),
    ]
    assert [one.about.id.rpartition("/")[2] for one in found[2026, 3]] == ["ket-luan"]


def test_a_years_results_are_not_put_down_to_the_plan() -> None:
    """A year's log tells of its plan; results of all sessions, and what was wrong in them, are the authority's."""
    plan = {"tiêu đề": "Kế hoạch", "thể thức văn bản": {"số": 1, "ngày": "1/5/2026"}}
    log = told(
        ("1/6/2026", "niêm yết", "kế hoạch"),
        ("2/6/2026", "niêm yết", "kết quả giải quyết"),
        ("3/6/2026", "niêm yết", "đính chính"),
    )
    corrected = {**plan, "đính chính": [{"công bố": "3/6/2026", "đã nêu": "a", "nay là": "b"}]}
    for record, kinds in ((plan, ["ke-hoach", "co-quan", "co-quan"]), (corrected, ["ke-hoach", "co-quan", "ke-hoach"])):
        found = registers(dossier_of({"2026/ke-hoach": record, "2026/cong-khai": log}))[2026, 2]
        assert [one.about.id.rpartition("/")[2] for one in sorted(found, key=lambda one: one.entries[0].on)] == kinds


RESULT = [
    ("30/6/2026", "cổng thông tin", "kết luận"),
    ("30/6/2026", "niêm yết", "kết luận"),
    ("29/6/2026", "qua tổ trưởng, trưởng thôn", "kết luận"),
]
"""The outcome through mass media, on boards and to heads of residential groups, as the law wants it, in time."""
LATE = {
    "told in time": ([("13/6/2026", "loa truyền thanh", "lịch"), *RESULT], []),
    "told two days late": ([("15/6/2026", "loa truyền thanh", "lịch"), *RESULT], [("notice", 2)]),
    "reminded in time": ([("13/6/2026", "loa truyền thanh", "nhắc lịch"), *RESULT], []),
    "boards are no mass media": (
        [("1/6/2026", "niêm yết", "lịch"), ("15/6/2026", "cổng thông tin", "nhắc lịch"), *RESULT],
        [("notice", 2)],
    ),
    "one form of the outcome a day late": (
        [
            ("1/6/2026", "loa truyền thanh", "lịch"),
            *RESULT[:2],
            ("1/7/2026", "qua tổ trưởng, trưởng thôn", "kết quả giải quyết"),
        ],
        [("result", 1)],
    ),
    "the outcome in two of three forms": ([("1/6/2026", "loa truyền thanh", "lịch"), *RESULT[1:]], [("result", 5)]),
    "no outcome yet": ([("1/6/2026", "loa truyền thanh", "lịch")], [("result", 5)]),
}


@pytest.mark.parametrize("name", LATE)
def test_lateness_is_counted_from_the_first_time(name: str) -> None:
    """On 5/7: seven days before the session through mass media, ten days after it the outcome in all its forms."""
    rows, expected = LATE[name]
    found = late(dossier_of({"lich": SESSION, "cong-khai": told(*rows)}), {}, date(2026, 7, 5), lawful())
    assert [(one.what, one.days(date(2026, 7, 5))) for one in found] == expected


@pytest.mark.parametrize("name", LATE)
def test_what_counts_as_a_notice_counts_for_its_deadline(name: str) -> None:
    """A reminder that says when and where to come is a notice to both: late for one is late for the other."""
    rows, expected = LATE[name]
    norms = lawful()
    edition = edition_for({"lich": SESSION, "cong-khai": told(*rows)}, day=date(2026, 7, 5))
    found = deadlines_of(edition, norms.calendar, norms.rulebook).deadlines
    (one,) = (one for one in found if one.rule == "vn-tccqdp-2025/notice")
    assert (one.state is State.MET_LATE) == any(what == "notice" for what, _ in expected)


# told on 30/6 by, state of the deadline on 1/7, what it is called
FORMS = [
    ((), State.OVERDUE, "công bố kết quả đối thoại"),
    (("niêm yết",), State.OVERDUE, "công bố kết quả đối thoại (còn thiếu: loa truyền thanh, cổng thông tin hoặc bảng tin "
     "điện tử; qua tổ trưởng, trưởng thôn)"),
    (("niêm yết", "cổng thông tin"), State.OVERDUE, "công bố kết quả đối thoại (còn thiếu: qua tổ trưởng, trưởng thôn)"),
    (("niêm yết", "cổng thông tin", "qua tổ trưởng, trưởng thôn"), State.MET, "công bố kết quả đối thoại"),
]  # fmt: skip


@pytest.mark.parametrize(("channels", "state", "task"), FORMS, ids=lambda value: str(value))
def test_an_outcome_is_public_once_it_was_told_in_every_form_of_the_law(
    channels: tuple[str, ...], state: State, task: str
) -> None:
    """Through mass media, on the board and to heads of residential groups; the list of duties names what is lacking."""
    rows = [("30/6/2026", channel, "kết luận") for channel in channels]
    edition = edition_for({"lich": SESSION, "cong-khai": told(*rows)}, day=date(2026, 7, 1))
    norms = lawful()
    found = deadlines_of(edition, norms.calendar, norms.rulebook).deadlines
    (one,) = (one for one in found if one.rule == "vn-tccqdp-2025/result")
    assert (one.state, one.task) == (state, task)


def test_a_record_that_reached_the_site_late_stays_late_whatever_day_it_bears() -> None:
    """The ledger knows the first day; five working days are allowed after the day that the record bears (1/6)."""
    found = on_site(date(2026, 6, 15))
    assert [(one.what, one.due, one.first) for one in found] == [("on_site", date(2026, 6, 8), date(2026, 6, 15))]


@pytest.mark.parametrize(("first", "days"), [(8, []), (9, [1]), (13, [4]), (14, [4]), (15, [5])])
def test_what_is_due_in_working_days_is_late_by_working_days(first: int, days: list[int]) -> None:
    """Due on Monday 8/6/2026: the Saturday and Sunday of 13 and 14/6 do not count; the sentence says how it was counted."""
    found = on_site(date(2026, 6, first))
    assert [one.days(date(2026, 7, 5)) for one in found] == days
    assert all(
        "05 ngày làm việc sau" in one.limit.sentence and "thứ Bảy, Chủ nhật" in one.limit.sentence for one in found
    )


def test_a_day_off_after_the_last_day_in_time_is_one_day_late() -> None:
    """Never none: due on Friday 12/6, published on Saturday 13/6."""
    session = {**SESSION, "thời gian": {"ngày": "20/6/2026", "từ": "8h00", "công bố": "5/6/2026"}}
    found = on_site(date(2026, 6, 13), session)
    assert [(one.due, one.days(date(2026, 7, 5))) for one in found] == [(date(2026, 6, 12), 1)]


def test_without_rules_nothing_is_late() -> None:
    """Nobody is told of a law that was not read."""
    assert late(dossier_of({"lich": SESSION, "cong-khai": told()}), {}, date(2026, 7, 5), NO_NORMS) == ()


def on_site(first: date, session: Data = SESSION) -> tuple[Late, ...]:
    """What of a session that was first published on a day was late on 5/7/2026."""
    book = {"phuong-thu/2026/doi-thoai-1/lich": {"tiêu đề": Kept("Buổi 1", first)}}
    return late(dossier_of({"lich": session}), book, date(2026, 7, 5), lawful())


def test_the_site_has_the_overview_the_lists_and_their_files(tmp_path: Path) -> None:
    """From a sealed site: what is late since its first day in the ledger, and each quarter as a page and as CSV."""
    site = copy_minimal(tmp_path)
    seal(Request(site, site / "public", date(2026, 2, 1)))
    seal(Request(site, site / "public", date(2026, 4, 1)))
    assert (site / ledger.file_of("phuong-thu")).is_file()
    build_site(site)
    home = site / "public/co-quan/phuong-thu/cong-khai"
    overview = read_page((home / "index.html").read_bytes())
    counted = "thứ Sáu 27/03/2026 (05 ngày làm việc sau ngày ra quyết định 20/03/2026; không tính"
    assert f"đưa lên trang này {counted} thứ Bảy, Chủ nhật" in overview.text
    assert "Điều 12 khoản 3) 1/4/2026 3 ngày làm việc" in overview.text
    assert "2026-quy-1/" in " ".join(overview.links)
    with (home / "2026-quy-1/danh-muc.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["Hình thức"], row["Thời điểm, thời gian"]) for row in rows] == [
        ("loa truyền thanh", "1/3/2026 6h30"),
        ("niêm yết", "từ 1/3/2026 đến 2/4/2026"),
    ]


STRICTER = """mã: vn-thdccs-2022
tên: Quy chế thử
gọi tắt: Quy chế thử
nguồn: thử
quy định:
  - mã: d13.2
    tên: niêm yết tại trụ sở và nhà văn hóa
    đòi hỏi: công khai
    hình thức: niêm yết
    số ngày liên tục: 45
    căn cứ: Điều 1
  - mã: d12.3
    tên: công khai quyết định
    đòi hỏi: thời hạn
    thời hạn: 02 ngày làm việc sau ngày ra quyết định
    sản phẩm: công khai quyết định
    căn cứ: Điều 2
"""
ANSWERED_SOONER = """mã: thu
tên: Quy chế thử
gọi tắt: Quy chế thử
nguồn: thử
quy định:
  - mã: claim
    tên: trả lời yêu cầu đính chính
    đòi hỏi: thời hạn
    thời hạn: 05 ngày làm việc sau ngày nhận yêu cầu đính chính
    sản phẩm: trả lời yêu cầu đính chính
    căn cứ: Điều 3
"""


def test_a_sites_own_rules_change_what_its_pages_and_check_say(tmp_path: Path) -> None:
    """Longer on boards, sooner on the site, sooner answered than the law has it: each with the rule that did it."""
    site = copy_minimal(tmp_path)
    opinion = site / "content/phuong-thu/2026/doi-thoai-1/kien-nghi/001.md"
    text = opinion.read_text("utf-8")
    claim = "---\nphản ánh sai:\n  - nhận: 16/11/2026\n    phản ánh: sai tên ngõ\n"
    opinion.write_text(text.replace("---\n", claim, 1), "utf-8")
    for day in (date(2026, 2, 1), date(2026, 3, 25)):
        seal(Request(site, site / "public", day))
    before = shown(site)
    assert "đủ 30 ngày liên tục" in before[0] and "sau ngày ra quyết định 20/03/2026" not in before[0]
    assert "Hạn: thứ Năm 26/11/2026 (10 ngày sau" in before[1]
    assert not any(one.startswith("posted-too-short") for one in told_by_check(site))
    rules = site / "content/quy-dinh"
    rules.mkdir()
    for name, book in (("vn-thdccs-2022", STRICTER), ("thu", ANSWERED_SOONER)):
        (rules / f"{name}.yml").write_text(book, "utf-8")
    after = shown(site)
    assert "đủ 45 ngày liên tục (theo Quy chế thử, Điều 1, cần đối chiếu; quy định của địa phương)" in after[0]
    assert "02 ngày làm việc sau ngày ra quyết định 20/03/2026" in after[0] and "1 ngày làm việc" in after[0]
    assert "Hạn: thứ Hai 23/11/2026 (05 ngày làm việc sau" in after[1] and "quy định của địa phương" in after[1]
    assert any(one.startswith("posted-too-short") and "đủ 45 ngày" in one for one in told_by_check(site))


def shown(site: Path) -> tuple[str, str]:
    """The overview and the opinion's page, as they read."""
    build_site(site)
    home = site / "public/co-quan/phuong-thu"
    pages = ("cong-khai", "2026/doi-thoai-1/kien-nghi/001")
    overview, opinion = (read_page((home / page / "index.html").read_bytes()).text for page in pages)
    return overview, opinion


def told_by_check(site: Path) -> list[str]:
    """Code and words of what `check` says."""
    found = check(Request(site, site / "public", date(2026, 11, 20), 1, False))
    return [f"{one.code} {one.what}" for one in found]


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ("", "nội dung đã thay đổi, cần dán bản mới thay bản này"),
        (
            "  - ngày: 21/11/2026\n    hình thức: niêm yết\n    việc: thay đổi\n    nơi: Bảng tin trụ sở\n",
            "đã có bản mới thay, cần gỡ bản này",
        ),
    ],
)
def test_a_paper_with_an_old_day_is_not_counted_down(told: str, state: str, tmp_path: Path) -> None:
    """Until the new one hangs it is said to be out of date: whoever reads “còn 7 ngày” would leave it there."""
    site = copy_minimal(tmp_path)
    folder = site / "content/phuong-thu/2026/doi-thoai-2"
    folder.mkdir()
    days = "  - ngày: 5/12/2026\n    công bố: 1/11/2026\n  - ngày: 12/12/2026\n    công bố: 20/11/2026\n    lý do: Trùng lịch\n"
    (folder / "lich.md").write_text(f"---\ntiêu đề: Buổi 2\nthời gian:\n{days}địa điểm: Hội trường\n---\n", "utf-8")
    paper = "  - ngày: 2/11/2026\n    hình thức: niêm yết\n    việc: lịch\n    nơi: Bảng tin trụ sở\n"
    (folder / "cong-khai.yml").write_text(f"công khai:\n{paper}{told}", "utf-8")
    build_site(site, day=date(2026, 11, 25))
    page = read_page((site / "public/co-quan/phuong-thu/cong-khai/index.html").read_bytes())
    assert f"Bảng tin trụ sở 2/11/2026 {state}" in page.text, page.text[page.text.index("Đang niêm yết") :][:600]
