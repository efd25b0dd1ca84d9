"""Deadlines of real records, day by day: where they stand, what kept them, and what nobody could know yet."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from doithoai.build import Request, duties
from doithoai.domain.deadlines import Deadline, State, promises_of
from doithoai.domain.duties import Duties, Urgency, duties_of, listed
from doithoai.domain.findings import public_words
from doithoai.domain.rulebook import Book, Library, Rulebook
from doithoai.domain.timetable import deadlines_of
from examples import examples
from sample import ROOT
from wards import edition_for, lawful

WARD = "phuong-mau"


@cache
def on(day: date) -> Duties:
    """The sample ward's duties as of a day."""
    (found,) = duties(Request(ROOT, ROOT / "public", day, 1, True), (WARD,))
    return found


def deadline(day: date, session: str, rule: str) -> Deadline | None:
    """One rule's deadline of a session, as it stood on a day."""
    found = [one for one in on(day).timetable.deadlines if one.record.folder.endswith(session) and one.rule == rule]
    assert len(found) <= 1
    return found[0] if found else None


# session, rule, day, state, what kept it
STANDINGS = [
    ("doi-thoai-1", "phuong-mau-2026/conclusion", date(2026, 3, 16), State.UPCOMING, None),
    ("doi-thoai-1", "phuong-mau-2026/conclusion", date(2026, 3, 18), State.DUE_SOON, None),
    ("doi-thoai-1", "phuong-mau-2026/conclusion", date(2026, 3, 20), State.MET, date(2026, 3, 20)),
    ("doi-thoai-1", "phuong-mau-2026/collect", date(2026, 3, 2), State.DUE_SOON, None),
    ("doi-thoai-1", "phuong-mau-2026/collect", date(2026, 3, 3), State.MET, date(2026, 3, 3)),
    ("doi-thoai-2", "phuong-mau-2026/collect", date(2026, 6, 11), State.OVERDUE, None),
    ("doi-thoai-2", "phuong-mau-2026/collect", date(2026, 6, 12), State.MET_LATE, date(2026, 6, 12)),
    ("doi-thoai-2", "vn-tccqdp-2025/notice", date(2026, 6, 1), State.MET, date(2026, 5, 18)),
    ("doi-thoai-4", "vn-tccqdp-2025/result", date(2026, 11, 20), State.UPCOMING, None),
]


@pytest.mark.parametrize(("session", "rule", "day", "state", "done"), STANDINGS, ids=lambda value: str(value))
def test_a_deadline_stands_where_the_records_of_the_day_put_it(
    session: str, rule: str, day: date, state: State, done: date | None
) -> None:
    """Before it, near it, met, missed, done after all."""
    found = deadline(day, session, rule)
    assert found
    assert (found.state, found.satisfied_on) == (state, done)


def test_a_postponed_session_owes_nothing_until_it_has_a_day_again() -> None:
    """The session of 12/9/2026 was put off on the day before."""
    assert deadline(date(2026, 9, 10), "doi-thoai-3", "phuong-mau-2026/conclusion")
    assert deadline(date(2026, 9, 12), "doi-thoai-3", "phuong-mau-2026/conclusion") is None


def test_a_deadline_says_who_owes_it_to_whom_by_which_sentence() -> None:
    """With our reading, where the sentence needs one."""
    found = deadline(date(2026, 11, 20), "doi-thoai-4", "vn-tccqdp-2025/result")
    assert found and found.bound
    assert found.owed_by == ("Ủy ban nhân dân cấp xã",)
    assert "Nhân dân" in found.owed_to
    assert found.reading and found.reading.startswith("Trong vòng 10 ngày")
    assert (found.trigger, found.trigger_date, found.due) == ("hội nghị", date(2026, 12, 5), date(2026, 12, 15))
    assert not found.bound.local
    local = deadline(date(2026, 11, 20), "doi-thoai-4", "phuong-mau-2026/conclusion")
    assert local and local.bound and local.bound.local and local.literal


def test_a_deadline_that_crosses_an_uncertain_day_is_provisional() -> None:
    """Counted back from 5/12/2026, ten days and five working days do not reach 24/11; a later count does."""
    found = deadline(date(2026, 11, 20), "doi-thoai-4", "phuong-mau-2026/collect")
    assert found and not found.provisional


def test_in_public_what_is_not_here_is_only_not_here() -> None:
    """A promise of the record itself is another matter."""
    found = deadline(date(2026, 6, 11), "doi-thoai-2", "phuong-mau-2026/collect")
    assert found
    assert public_words(found) == "chưa thấy hồ sơ ở đây"
    assert public_words(replace(found, bound=None)) == "quá hạn"


@examples(25)
@given(st.dates(date(2026, 1, 1), date(2027, 1, 31)))
def test_nothing_that_came_later_shows(day: date) -> None:
    """On any day: what kept a deadline is no later than it, and the state follows from the days alone."""
    for one in on(day).timetable.deadlines:
        assert one.satisfied_on is None or one.satisfied_on <= day
        done, late = one.satisfied_on is not None, one.due < (one.satisfied_on or day)
        near = one.due - day <= timedelta(7)
        expected = (
            (State.MET, State.MET_LATE)[late]
            if done
            else State.OVERDUE
            if late
            else (State.UPCOMING, State.DUE_SOON)[near]
        )
        assert one.state is expected
        assert one.advised <= one.due
        assert one.sentence.startswith("Hạn: ")


@examples(12)
@given(st.dates(date(2026, 1, 1), date(2027, 1, 31)))
def test_the_list_has_every_open_thing_once_in_order(day: date) -> None:
    """What is done is not on it; parts follow one another, days within a part too."""
    lines = listed(on(day))
    assert [one.order for one in lines] == sorted(one.order for one in lines)
    undated = [one for one in lines if one.urgency is Urgency.MISSING]
    assert len(undated) == len(on(day).findings)
    assert len({(one.record.id, one.code, one.task) for one in lines}) == len(lines)


ITEM = {
    "số": 1,
    "nội dung": "Thay đèn",
    "hạn": "1/7/2026",
    "thực hiện": [{"ngày": "20/6/2026", "mức": "đã thực hiện xong"}],
    "giám sát": [{"ngày": "1/8/2026", "kết quả": "chưa làm", "hạn": "1/9/2026"}],
}


@pytest.mark.parametrize(("day", "due"), [(date(2026, 7, 31), []), (date(2026, 8, 1), [date(2026, 9, 1)])])
def test_an_item_that_monitoring_reopened_is_due_again(day: date, due: list[date]) -> None:
    """By the day that the finding sets, from the day of the finding on."""
    held = {"tiêu đề": "A", "thời gian": "10/6/2026", "đã tổ chức": {"ngày": "10/6/2026"}}
    notice = {"tiêu đề": "K", "thể thức văn bản": {"ngày": "15/6/2026"}, "kết luận": [ITEM]}
    assert [one.due for one in promises_of(edition_for({"lich": held, "ket-luan": notice}, day=day))] == due


def test_what_was_merged_is_owed_once() -> None:
    """By the opinion that has taken it over."""
    opinion = {"tiêu đề": "Đèn", "tiếp nhận": {"ngày": "5/6/2026"}}
    assigned = {**opinion, "diễn biến": [{"ngày": "11/6/2026", "việc": "giao giải quyết", "hạn": "20/6/2026"}]}
    merged = {**opinion, "diễn biến": [{"ngày": "9/6/2026", "việc": "gộp", "gộp vào": "001"}]}
    found = promises_of(edition_for({"kien-nghi/001": assigned, "kien-nghi/002": merged}))
    assert [one.task for one in found] == ["giải quyết kiến nghị 001"]


def test_a_session_that_was_held_after_all_owes_its_conclusion_and_its_result() -> None:
    """It was put off, and nobody wrote the new day down before it was held."""
    session = {
        "tiêu đề": "A",
        "thời gian": [{"ngày": "10/6/2026", "công bố": "1/6/2026"}],
        "hoãn": {"công bố": "5/6/2026", "lý do": "Bão"},
    }
    held = {**session, "đã tổ chức": {"ngày": "12/6/2026"}}
    norms = lawful()
    owed = [
        deadlines_of(edition_for({"lich": one}), norms.calendar, norms.rulebook).deadlines for one in (session, held)
    ]
    assert not owed[0]
    assert date(2026, 6, 22) in [one.due for one in owed[1]]


def test_what_falls_on_the_very_day_named_is_not_said_to_be_behind_it() -> None:
    """“Trước 01/02” no longer means 1/2, but that is no day “sau mốc”."""
    rules = [
        {"mã": "a", "tên": "kế hoạch", "đòi hỏi": "thời hạn", "sản phẩm": "kế hoạch", "thời hạn": "trước 1/2 hằng năm"},
        {"mã": "b", "tên": "tổ chức xong", "đòi hỏi": "khoảng thời gian", "thời hạn": "trước 15/11 hằng năm"},
    ]
    book = {"mã": "q", "tên": "Q", "gọi tắt": "Q", "nguồn": "N", "quy định": [{**one, "căn cứ": "Đ"} for one in rules]}
    plan = {
        "tiêu đề": "K",
        "năm": 2026,
        "thể thức văn bản": {"ngày": "1/2/2026"},
        "buổi dự kiến": [{"tên": "Buổi 1", "thời gian": "15/11/2026"}],
    }
    bounds = Library({"q": Book.model_validate(book)}).rules_of("q")
    found = duties_of(edition_for({"2026/ke-hoach": plan}), lawful().calendar, Rulebook(tuple(bounds)))
    said = [one.what for one in found.findings if one.code in ("plan-late", "beyond-window")]
    assert len(said) == 2
    assert all("đúng vào mốc" in one and "sau mốc" not in one for one in said)


YEARLY = [
    {"mã": "a", "tên": "số buổi", "đòi hỏi": "số lần", "ít nhất mỗi năm": 4},
    {"mã": "b", "tên": "kế hoạch", "đòi hỏi": "thời hạn", "sản phẩm": "kế hoạch", "thời hạn": "trước 1/2 hằng năm"},
]


@pytest.mark.parametrize(("numbers", "told"), [((1, 3), []), ((1, 2), ["2 kế hoạch dự kiến tất cả 3 buổi"])])
def test_what_a_year_owes_is_owed_by_all_its_plans_together(numbers: tuple[int, int], told: list[str]) -> None:
    """The least number of sessions and the day for the plan: a second plan is neither short of one nor late."""
    book = {"mã": "q", "tên": "Q", "gọi tắt": "Q", "nguồn": "N", "quy định": [{**one, "căn cứ": "Đ"} for one in YEARLY]}
    plans = {
        f"2026/ke-hoach-{at}": {
            "tiêu đề": f"K{at}",
            "năm": 2026,
            "thể thức văn bản": {"ngày": f"20/{1 + 5 * at}/2026"},
            "buổi dự kiến": [{"tên": f"Buổi {at}.{one}", "thời gian": "10/9/2026"} for one in range(number)],
        }
        for at, number in enumerate(numbers)
    }
    rulebook = Rulebook(tuple(Library({"q": Book.model_validate(book)}).rules_of("q")))
    found = duties_of(edition_for(plans), lawful().calendar, rulebook)
    assert [one.what.partition(" trong năm")[0] for one in found.findings if one.code == "too-few"] == told
    this_year = (one for one in found.timetable.deadlines if not one.which)
    assert [(one.record.title, one.state.value) for one in this_year] == [("K0", "đúng hạn")]


# on the day, whether a plan of 2027 is there; where the plan of 2027 stands
NEXT_YEAR = [
    (date(2026, 11, 20), False, None),
    (date(2026, 12, 10), False, "chưa đến hạn"),
    (date(2027, 1, 28), False, "sắp đến hạn"),
    (date(2027, 2, 3), False, "quá hạn"),
    (date(2027, 2, 3), True, None),
]


@pytest.mark.parametrize(("day", "there", "state"), NEXT_YEAR, ids=str)
@pytest.mark.parametrize("first", ["2026/ke-hoach", "2026/doi-thoai-1/lich"])
def test_a_year_without_a_plan_owes_one(first: str, day: date, there: bool, state: str | None) -> None:
    """Told of the last plan, or of a session where there never was one: a plan that is not there has no page."""
    dated = {"thể thức văn bản": {"ngày": "20/1/2026"}}
    records = {
        first: {"tiêu đề": "Năm nay", "năm": 2026, **dated}
        if first.endswith("ke-hoach")
        else {"tiêu đề": "Buổi 1", "thời gian": "10/3/2026"}
    }
    if there:
        records["2027/ke-hoach"] = {"tiêu đề": "K", "năm": 2027, "thể thức văn bản": {"ngày": "15/1/2027"}}
    rule = {**YEARLY[1], "căn cứ": "Đ", "tên": "kế hoạch đối thoại của năm"}
    book = {"mã": "q", "tên": "Q", "gọi tắt": "Q", "nguồn": "N", "quy định": [rule]}
    rulebook = Rulebook(tuple(Library({"q": Book.model_validate(book)}).rules_of("q")))
    found = duties_of(edition_for(records, day=day), lawful().calendar, rulebook).timetable.deadlines
    told = [(one.task, one.due, one.state.value) for one in found if one.which == "2027"]
    assert told == ([("kế hoạch đối thoại của năm 2027", date(2027, 1, 31), state)] if state else [])


def test_a_ward_may_say_by_when_a_petitioner_is_told_and_a_paper_is_sent() -> None:
    """Counted from the last forwarding, and from the day that a paper bears; one entry for each, and no finding beside."""
    rules = [
        {"mã": "a", "tên": "báo", "sản phẩm": "báo cho người nêu", "thời hạn": "03 ngày sau ngày chuyển kiến nghị"},
        {"mã": "b", "tên": "gửi", "sản phẩm": "văn bản phát hành", "thời hạn": "01 ngày sau ngày ký văn bản"},
    ]
    rows = [{**one, "đòi hỏi": "thời hạn", "căn cứ": "Đ"} for one in rules]
    book = Book.model_validate({"mã": "q", "tên": "Q", "gọi tắt": "Q", "nguồn": "N", "quy định": rows})
    steps = [("8", "chuyển cấp trên"), ("9", "báo cho người nêu"), ("10", "đang giải quyết"), ("16", "chuyển cấp trên")]
    events = [{"ngày": f"{day}/6/2026", "việc": step, "chuyển đến": "Sở"} for day, step in steps]
    opinion = {"tiêu đề": "Đèn", "tiếp nhận": {"ngày": "5/6/2026"}, "diễn biến": events}
    notice = {"tiêu đề": "K", "thể thức văn bản": {"ngày": "16/6/2026"}}
    records = {"kien-nghi/001": opinion, "ket-luan": notice}
    rulebook = Rulebook(tuple(Library({"q": book}).rules_of("q")))
    found = duties_of(edition_for(records, day=date(2026, 6, 18)), lawful().calendar, rulebook)
    assert [(one.task, one.due, one.satisfied_on) for one in found.timetable.deadlines] == [
        ("gửi", date(2026, 6, 17), None),
        ("báo", date(2026, 6, 19), None),
    ]
    assert "not-told" not in {one.code for one in found.findings}
