"""The two axes of an opinion: a table of orders of events, and random ones against a second, simpler telling."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doithoai.domain.authority import Authority
from doithoai.domain.checks import cross_check
from doithoai.domain.conclusion import Monitored
from doithoai.domain.edition import Edition, edition_of, withheld
from doithoai.domain.opinion import Opinion, Step
from doithoai.domain.records import Kind, Record
from doithoai.domain.register import Dossier, dossier
from doithoai.domain.standing import GROUPS, Group, Resolution, Standing, Standings
from doithoai.domain.steps import MOVES, position
from doithoai.domain.topics import Topics
from wards import record_of

FOLDER = "phuong-thu/2026/doi-thoai-1"
WARD = {"tên": "UBND phường Thử", "loại": "Ủy ban nhân dân cấp xã", "thể thức": "nhà nước", "địa bàn": "phường Thử"}
SESSION = {"tiêu đề": "Buổi 1", "thời gian": "1/1/2026", "đã tổ chức": {"ngày": "1/1/2026"}}
FIRST, LAST = date(2026, 1, 1), date(2027, 1, 1)
ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "steps.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def event(step: str, on: date) -> dict[str, Any]:
    """An event with all that its step cannot be told without."""
    more = {"gộp": {"gộp vào": "100"}, "chuyển cấp trên": {"chuyển đến": "Sở"}, "gia hạn": {"hạn": _day(on, 40)}}
    return {"ngày": _day(on), "việc": step, **more.get(step, {})}


def _day(day: date, later: int = 0) -> str:
    day += timedelta(days=later)
    return f"{day.day}/{day.month}/{day.year}"


def ward(opinions: dict[str, Sequence[dict[str, Any]]], items: Sequence[dict[str, Any]] = ()) -> Dossier:
    """A session with opinions by number, each with its events, and 100, into which others are merged."""
    records = [record_of(SESSION, f"{FOLDER}/lich", Kind.SESSION)]
    for number, events in {"100": (), **opinions}.items():
        data = {"tiêu đề": f"Việc {number}", "tiếp nhận": {"ngày": "1/1/2026"}, "diễn biến": list(events)}
        records.append(record_of(data, f"{FOLDER}/kien-nghi/{number}", Kind.OPINION))
    if items:
        notice = {"tiêu đề": "Kết luận", "thể thức văn bản": {"ngày": "1/1/2026"}, "kết luận": list(items)}
        records.append(record_of(notice, f"{FOLDER}/ket-luan", Kind.CONCLUSION))
    authority = record_of(WARD, "phuong-thu/co-quan", Kind.AUTHORITY)
    assert isinstance(authority, Authority)
    return dossier(authority, records)


def seen(found: Dossier, day: date = LAST) -> Edition:
    return edition_of(found, Topics(), {}, day)


def standing(found: Dossier, number: str = "001", day: date = LAST) -> Standing:
    edition = seen(found, day)
    return edition.standing(opinion(edition.dossier, number))


def opinion(found: Dossier, number: str) -> Opinion:
    return next(one for one in found.opinions if one.number == number)


def in_turn(steps: Sequence[str]) -> Dossier:
    """One opinion with the steps on days in turn."""
    return ward({"001": [event(step, FIRST + timedelta(days=at)) for at, step in enumerate(steps)]})


def impossible(found: Dossier) -> list[int]:
    """The events that the checks call impossible."""
    return [int(flaw.loc[1]) for flaw in cross_check(found, Topics()) if flaw.code == "step-impossible"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0] or "không có việc nào")
def test_an_order_of_events_leads_where_the_table_says(row: list[str]) -> None:
    """Possible orders give both axes and the group; of an impossible one, the last event is told of."""
    steps = [step for step in row[0].split(", ") if step]
    found = in_turn(steps)
    if row[1] == "-":
        assert impossible(found) == [len(steps) - 1]
        return
    assert impossible(found) == []
    now = position(opinion(found, "001").events)
    assert [now.answer.value, now.resolution.value, GROUPS[now.resolution].value] == row[1:]


ONWARDS = [
    ("gộp", "ghi ở tệp của kiến nghị nhận gộp"),
    ("chuyển thủ tục khác", "thủ tục khiếu nại, tố cáo không ghi ở đây"),
    ("người nêu rút", "nhập kiến nghị mới: doithoai new opinion"),
]


@pytest.mark.parametrize(("step", "mend"), ONWARDS)
def test_what_happened_after_an_opinion_went_out_is_written_where_the_message_says(step: str, mend: str) -> None:
    """Reopening has its place, too: it is no longer said that there was no outcome to reopen."""
    (flaw,) = (one for one in cross_check(in_turn([step, "mở lại"]), Topics()) if one.code == "step-impossible")
    assert mend in flaw.mend and "sau đó chỉ còn “báo cho người nêu”" in flaw.what


def test_every_step_stands_in_the_table_of_moves() -> None:
    """A step without a move would be an error of the program, not of a record."""
    assert set(MOVES) == set(Step)


class Clerk:
    """The same rules told as a clerk would: five facts about an opinion, asked one after another."""

    def __init__(self) -> None:
        self.answered = self.assigned = self.away = self.over = self.gone = self.partial = False

    def may(self, step: Step) -> bool:
        """Whether the step can be next."""
        if self.gone:
            return step is Step.TOLD
        if step in (Step.RESOLVED, Step.EXPLAINED, Step.NOT_FEASIBLE):
            return self.answered and not self.over
        if step is Step.REOPENED:
            return self.over or self.partial or self.away
        if step in (Step.ANSWERED_IN_WRITING, Step.ANSWERED_PUBLICLY, Step.TOLD):
            return True
        if step is Step.LEFT_BY_CHAIR:
            return not self.over and not self.answered
        if step is Step.EXTENDED:
            return self.assigned and not self.over and not self.away
        if step in (Step.ASSIGNED, Step.MERGED, Step.REDIRECTED):
            return not self.over and not self.away
        return not self.over

    def does(self, step: Step) -> None:
        """What is true afterwards."""
        said = (Step.ANSWERED_AT_SESSION, Step.ANSWERED_IN_WRITING, Step.ANSWERED_PUBLICLY)
        self.answered = self.answered or step in said
        self.assigned = self.assigned or step is Step.ASSIGNED
        if step in (Step.STARTED, Step.EXTENDED, Step.PARTLY_RESOLVED, Step.REOPENED, Step.FORWARDED,
                    Step.RESOLVED, Step.EXPLAINED, Step.NOT_FEASIBLE):  # fmt: skip
            self.partial = step is Step.PARTLY_RESOLVED
            self.away = step is Step.FORWARDED
            self.over = step in (Step.RESOLVED, Step.EXPLAINED, Step.NOT_FEASIBLE)
        self.gone = self.gone or step in (Step.MERGED, Step.REDIRECTED, Step.WITHDRAWN)


LATER = [step for step in Step if step is not Step.RECEIVED]


@given(st.lists(st.sampled_from(LATER), max_size=9))
def test_what_a_clerk_would_call_impossible_is_an_error_and_nothing_else(steps: list[Step]) -> None:
    """The first impossible event of any order is told, and only it; where there is none, both tellings agree."""
    clerk, wrong = Clerk(), []
    for at, step in enumerate(steps):
        if not clerk.may(step):
            wrong = [at]
            break
        clerk.does(step)
    found = in_turn([step.value for step in steps])
    assert impossible(found) == wrong
    if not wrong and not clerk.gone:
        now = standing(found)
        assert now.is_answered is clerk.answered
        assert (now.group is Group.DONE) is clerk.over
        assert (now.group is Group.ELSEWHERE) is clerk.away


@given(st.lists(st.sampled_from(LATER), max_size=8), st.integers(0, 8))
def test_a_day_shows_what_had_happened_by_then_and_nothing_later(steps: list[Step], day: int) -> None:
    """Standing on a day is that of the events of the days before, whatever came after."""
    whole, early = in_turn([one.value for one in steps]), in_turn([one.value for one in steps[:day]])
    shown = FIRST + timedelta(days=day - 1) if day else FIRST - timedelta(days=1)
    if Step.REDIRECTED not in steps and day:
        assert standing(whole, day=shown) == standing(early, day=shown)


def test_merged_opinions_have_the_outcome_of_the_last_of_their_chain() -> None:
    """001 into 002 into 003: all three stand as 003 does, and each says so."""
    done = [event("trả lời tại hội nghị", FIRST), event("giải quyết xong", FIRST + timedelta(days=9))]
    found = ward({"001": [_into("002")], "002": [_into("003")], "003": done})
    for number in ("001", "002"):
        now = standing(found, number)
        assert (now.resolution, now.outcome, now.group) == (Resolution.MERGED, Resolution.RESOLVED, Group.DONE)
        assert (now.is_answered, now.into) == (True, f"{FOLDER}/kien-nghi/003")
    assert standing(found, "001", FIRST + timedelta(days=8)).group is Group.WAITING


def test_whoever_was_answered_before_the_merge_stays_answered() -> None:
    """Also while the other opinion waits for its answer; its later answer is that of both."""
    told = {**event("trả lời công khai", FIRST + timedelta(days=9))}
    found = ward({"001": [event("trả lời tại hội nghị", FIRST), _into("002")], "002": [told]})
    early, late = (standing(found, "001", FIRST + timedelta(days=at)) for at in (8, 9))
    assert (early.answer.value, early.outcome) == ("đã trả lời tại hội nghị", Resolution.OPEN)
    assert late.answer.value == "đã trả lời công khai"


NUMBERS = st.integers(1, 8).map("{:03d}".format)


def _into(number: str) -> dict[str, Any]:
    return {**event("gộp", FIRST), "gộp vào": number}


@given(st.integers(2, 6), st.integers(0, 3))
def test_a_circle_of_merges_is_told_once_however_long_it_is(size: int, tail: int) -> None:
    """At the first opinion of the circle; those that only lead into it are not at fault, and nothing hangs."""
    numbers = [f"{at:03d}" for at in range(1, size + 1)]
    ring = {one: [_into(numbers[(at + 1) % size])] for at, one in enumerate(numbers)}
    row = {f"{50 + at:03d}": [_into(f"{51 + at:03d}" if at + 1 < tail else "001")] for at in range(tail)}
    found = ward(ring | row)
    told = [flaw.record.id for flaw in cross_check(found, Topics()) if flaw.code == "merged-in-a-circle"]
    assert told == [f"{FOLDER}/kien-nghi/001"]
    assert standing(found, "001").resolution is Resolution.MERGED


@given(st.dictionaries(NUMBERS, NUMBERS, max_size=8), st.permutations(range(1, 9)))
def test_where_a_merged_opinion_stands_does_not_hang_on_who_was_asked_about_before(
    into: dict[str, str], order: list[int]
) -> None:
    """Circles and ways into them too: as if each was asked about alone."""
    found = ward({f"{at:03d}": [_into(into[f"{at:03d}"])] if f"{at:03d}" in into else [] for at in range(1, 9)})
    together = Standings(found, LAST)
    for number in order:
        one = opinion(found, f"{number:03d}")
        assert together.of(one) == Standings(found, LAST).of(one)


def test_a_long_chain_of_merges_is_followed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the chain is not four times the work, counted in opinions looked up; and its last one is secret to its first."""
    looked_up = 0
    real = Dossier.opinion_at

    def counting(found: Dossier, record: Record, reference: str) -> Opinion | None:
        nonlocal looked_up
        looked_up += 1
        return real(found, record, reference)

    monkeypatch.setattr(Dossier, "opinion_at", counting)
    counts = []
    for length in (600, 1200):
        looked_up = 0
        last = {f"{1000 + length}": [event("chuyển thủ tục khác", FIRST)]}
        found = ward({f"{1000 + at}": [_into(f"{1001 + at}")] for at in range(1, length)} | last)
        assert list(cross_check(found, Topics())) == []
        assert len(withheld(found)) == length
        standings = Standings(found, LAST)
        assert [standings.of(one).outcome for one in found.opinions[1:]] == [Resolution.REDIRECTED] * length
        counts.append(looked_up)
    assert 0 < counts[1] < 3 * counts[0]


DONE = [event("trả lời tại hội nghị", FIRST), event("giao giải quyết", FIRST),
        event("giải quyết xong", FIRST + timedelta(days=20))]  # fmt: skip


def _monitored(*findings: tuple[int, str]) -> dict[str, Any]:
    return {
        "số": 1,
        "nội dung": "Thay đèn",
        "kiến nghị": ["001"],
        "thực hiện": [{"ngày": _day(FIRST, 20), "mức": "đã thực hiện xong"}],
        "giám sát": [
            {"ngày": _day(FIRST, at), "kết quả": result, "hạn": _day(FIRST, at + 30)} for at, result in findings
        ],
    }


@pytest.mark.parametrize(("result", "again"), [("đã làm", False), ("làm chưa triệt để", True), ("chưa làm", True)])
def test_a_finding_against_a_report_of_done_reopens_the_item_and_its_opinions(result: str, again: bool) -> None:
    """From its day on, with the day it sets; before it everything stands as reported."""
    found = ward({"001": DONE}, [_monitored((40, result))])
    before, after = (standing(found, day=FIRST + timedelta(days=at)) for at in (39, 40))
    assert before.resolution is Resolution.RESOLVED
    assert after.resolution is (Resolution.REOPENED if again else Resolution.RESOLVED)
    assert after.due == (FIRST + timedelta(days=70) if again else None)
    item = seen(found).dossier.conclusions[0].items[0]
    assert (item.is_reopened, item.is_settled, item.monitored.value) == (again, not again, result)
    assert impossible(found) == []


def test_what_a_finding_reopened_is_told_again_in_the_file_or_closed_again_without_fault() -> None:
    """The clerk may write “mở lại” some days later, and close it; it was reopened once."""
    again = [*DONE, event("mở lại", FIRST + timedelta(days=45)), event("giải quyết xong", FIRST + timedelta(days=60))]
    found = ward({"001": again}, [_monitored((40, "chưa làm"))])
    assert impossible(found) == []
    assert (standing(found).resolution, standing(found).reopened) == (Resolution.RESOLVED, 1)


def test_a_finding_before_any_outcome_reopens_nothing() -> None:
    """What is still being done is not reopened; the finding is shown all the same."""
    found = ward({"001": [event("giao giải quyết", FIRST)]}, [_monitored((10, "chưa làm"))])
    assert standing(found).resolution is Resolution.OPEN
    assert seen(found).dossier.conclusions[0].items[0].monitored is Monitored.NOT_DONE


@pytest.mark.parametrize("day", [FIRST, FIRST + timedelta(days=9), LAST])
def test_a_complaint_is_withheld_on_every_day_and_so_is_what_was_merged_into_it(day: date) -> None:
    """Also on days before it was redirected: what was public once would stay public."""
    redirected = [
        event("tiếp nhận", FIRST),
        {**event("chuyển thủ tục khác", FIRST + timedelta(days=9)), "nội dung": "X"},
    ]
    found = seen(ward({"001": redirected, "002": [_into("001")], "003": [_into("002")]}), day)
    shown = {one.number: one for one in found.dossier.opinions}
    assert {number for number, one in shown.items() if one.is_withheld} == {"001", "002", "003"}
    assert {one.title for one in shown.values() if one.is_withheld} == {"Nội dung không công khai"}
    assert not any(each.text for one in shown.values() if one.is_withheld for each in one.events)
