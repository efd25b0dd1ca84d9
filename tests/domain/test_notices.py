"""What changed, or was wrong, is told again wherever it was told: who still waits follows from the log."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from doithoai.channels.reminders import entries_of
from doithoai.domain.deadlines import State
from doithoai.domain.duties import Urgency, duties_of, listed
from doithoai.domain.history import history_of
from doithoai.domain.norms import NO_NORMS
from doithoai.domain.notices import Spot, amends_of, notices_of
from doithoai.domain.outstanding import last_notice, outstanding
from doithoai.domain.postings import postings_of
from wards import Data, dossier_of, edition_for, lawful

ROWS = [line.split("\t") for line in (Path(__file__).parent / "notices.tsv").read_text("utf-8").splitlines()[1:]]
SESSION: Data = {
    "tiêu đề": "Buổi 1",
    "thời gian": [
        {"ngày": "20/6/2026", "từ": "8h00", "công bố": "1/6/2026"},
        {"ngày": "27/6/2026", "từ": "8h00", "công bố": "10/6/2026", "lý do": "Bão"},
    ],
    "địa điểm": "Hội trường",
    "nội dung": ["Chợ"],
    "chương trình": [{"nội dung": "Phát biểu"}],
}


def entries(cell: str, day: str, cause: str) -> list[Data]:
    """`loa truyền thanh: Toàn bộ | niêm yết: Bảng tin`; a dash before one that could not be done."""
    found = []
    for one in filter(None, cell.split(" | ")):
        channel, _, where = one.removeprefix("- ").partition(":")
        skipped = {"không thực hiện": "Mất điện"} if one.startswith("- ") else {}
        place = {"nơi": where.strip()} if where.strip() else {}
        found.append({"ngày": day, "hình thức": channel, "việc": cause, **place, **skipped})
    return found


def named(spots: tuple[Spot, ...]) -> str:
    return " | ".join(f"{one.channel.value}: {one.where}" for one in spots)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:60])
def test_a_change_is_outstanding_wherever_it_was_not_told_again(row: list[str]) -> None:
    """The table: where people were told, where they were told of the change, and who still waits."""
    before, again, expected = row
    log = {"công khai": [*entries(before, "2/6/2026", "lịch"), *entries(again, "11/6/2026", "thay đổi")]}
    (notice,) = notices_of((found := dossier_of({"lich": SESSION, "cong-khai": log})).sessions[0], found)
    assert named(notice.outstanding) == expected


def test_a_change_is_outstanding_in_each_slot_that_was_used() -> None:
    """Told at 6h30 and at 17h00; the change was read at 17h05 and could not be at 6h30 on the day after."""

    def read(day: str, at: str, cause: str, **more: str) -> Data:
        where = {"hình thức": "loa truyền thanh", "nơi": "Toàn bộ 12 cụm loa"}
        return {"ngày": day, "giờ": at, "việc": cause, **where, **more}

    log = [
        read("2/6/2026", "6h30", "lịch"),
        read("2/6/2026", "17h00", "lịch"),
        read("3/6/2026", "6h30", "nhắc lịch"),
        read("10/6/2026", "17h05", "thay đổi"),
        read("11/6/2026", "6h30", "thay đổi", **{"không thực hiện": "Mất điện"}),
    ]
    (notice,) = notices_of((found := dossier_of({"lich": SESSION, "cong-khai": {"công khai": log}})).sessions[0], found)
    assert [(one.place, one.skipped) for one in notice.outstanding] == [("Toàn bộ 12 cụm loa, khung 6h30", "Mất điện")]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:60])
def test_a_correction_goes_where_the_error_went(row: list[str]) -> None:
    """The same table holds for an error, by the same form (Điều 22); the portal is not asked for before 1/9/2026."""
    before, again, expected = row
    log = {"công khai": [*entries(before, "2/6/2026", "lịch"), *entries(again, "11/6/2026", "đính chính")]}
    wrong = {**SESSION, "đính chính": [{"công bố": "10/6/2026", "đã nêu": "a", "nay là": "b"}]}
    found = dossier_of({"lich": wrong, "cong-khai": log})
    (amends,) = amends_of(found.sessions[0], found, lawful())
    assert named(amends.outstanding) == expected


@pytest.mark.parametrize(("day", "more"), [("31/8/2026", ""), ("1/9/2026", " | cổng thông tin: ")])
def test_from_1_9_2026_a_correction_stands_on_the_portal_too(day: str, more: str) -> None:
    """Even where the error never stood there; the rule of the day of the correction holds."""
    log = {"công khai": entries("niêm yết: Bảng tin", "30/8/2026", "lịch")}
    wrong = {**SESSION, "đính chính": [{"công bố": day, "đã nêu": "a", "nay là": "b"}]}
    found = dossier_of({"lich": wrong, "cong-khai": log})
    (amends,) = amends_of(found.sessions[0], found, lawful())
    assert named(amends.outstanding) == f"niêm yết: Bảng tin{more}"
    (bare,) = amends_of(found.sessions[0], found, NO_NORMS)
    assert named(bare.outstanding) == "niêm yết: Bảng tin"


# the session as people were told of it and as it is since 10/6 (all lack the programme, one the hour, one the place):
# whether those who were told by a paper on a board have to be told again
BARE = [
    ({"ngày": "20/6/2026"}, "Hội trường", {"ngày": "27/6/2026"}, "", True),  # another day
    ({"ngày": "20/6/2026", "từ": "8h00"}, "", {"ngày": "20/6/2026", "từ": "14h00"}, "", True),  # another hour
    ({"ngày": "20/6/2026", "từ": "8h00"}, "Hội trường", None, "Nhà văn hóa", True),  # another place
    ({"ngày": "20/6/2026"}, "", {"ngày": "20/6/2026", "từ": "8h00"}, "", False),  # the hour, named at last
    ({"ngày": "20/6/2026", "từ": "8h00"}, "", None, "Hội trường", False),  # the place, named at last
    ({"ngày": "tháng 6/2026"}, "Hội trường", {"ngày": "20/6/2026"}, "", False),  # the day, named at last
]


@pytest.mark.parametrize(("time", "place", "later", "elsewhere", "owed"), BARE)
def test_people_are_told_again_also_of_a_session_that_could_not_be_read_out(
    time: Data, place: str, later: Data | None, elsewhere: str, owed: bool
) -> None:
    """Without a programme the loudspeakers read nothing, but a board told its day; whoever read that would come."""
    changed = {"công bố": "10/6/2026", "lý do": "Bão"}
    session = {
        "tiêu đề": "Buổi 1",
        "thời gian": [{**time, "công bố": "1/6/2026"}, *([{**later, **changed}] if later else [])],
        "địa điểm": [*([{"nơi": place, "công bố": "1/6/2026"}] if place else []),
                     *([{"nơi": elsewhere, **changed}] if elsewhere else [])],
    }  # fmt: skip
    log = {"công khai": entries("niêm yết: Bảng tin", "2/6/2026", "lịch")}
    found = dossier_of({"lich": session, "cong-khai": log})
    told = [named(one.outstanding) for one in notices_of(found.sessions[0], found)]
    assert told == (["niêm yết: Bảng tin"] if owed else [])


def test_a_change_that_nobody_had_heard_of_before_is_a_schedule() -> None:
    """Nothing is owed to people who were told nothing."""
    found = dossier_of({"lich": SESSION})
    assert notices_of(found.sessions[0], found) == ()


@pytest.mark.parametrize(("day", "owed"), [("2026-06-09", 0), ("2026-06-10", 1), ("2026-06-27", 1), ("2026-06-28", 0)])
def test_a_notice_is_owed_from_the_change_to_the_day_of_the_session(day: str, owed: int) -> None:
    """`check` says so with its place, while it is of use to anybody."""
    log = {"công khai": entries("niêm yết: Bảng tin", "2/6/2026", "lịch")}
    edition = edition_for({"lich": SESSION, "cong-khai": log}, day=date.fromisoformat(day))
    found = [flaw for flaw in outstanding(edition) if flaw.code == "untold-change"]
    assert len(found) == owed
    assert all(flaw.loc == ("thời gian", 1) for flaw in found)


def test_only_the_change_in_force_is_owed() -> None:
    """A second change takes the place of the first, and the notices that were given of it do not count."""
    third = {"ngày": "4/7/2026", "từ": "8h00", "công bố": "15/6/2026", "lý do": "Bão nữa"}
    session = {**SESSION, "thời gian": [*SESSION["thời gian"], third]}
    told = [*entries("niêm yết: A", "2/6/2026", "lịch"), *entries("niêm yết: A", "11/6/2026", "thay đổi")]
    edition = edition_for({"lich": session, "cong-khai": {"công khai": told}}, day=date(2026, 6, 16))
    notice = last_notice(edition.dossier.sessions[0], edition)
    assert notice
    assert (notice.what.since, named(notice.outstanding)) == (date(2026, 6, 15), "niêm yết: A")


CLAIMS = [
    ("2026-08-31", "2026-09-15", "15 ngày sau"),
    ("2026-09-01", "2026-09-11", "10 ngày sau"),
    ("2026-09-02", "2026-09-14", "ngày cuối 12/09/2026 là ngày nghỉ (thứ Bảy) nên dời sang ngày làm việc tiếp theo"),
]


@pytest.mark.parametrize(("received", "due", "says"), CLAIMS)
def test_a_claim_is_answered_within_the_days_of_the_law_of_its_receipt(received: str, due: str, says: str) -> None:
    """15 days, 10 from 1/9/2026, and on the next working day where the last is off; without rules nothing is claimed."""
    limit = lawful().claim_limit(date.fromisoformat(received))
    assert limit
    assert (limit.due, says in limit.sentence) == (date.fromisoformat(due), True)
    assert NO_NORMS.claim_limit(date.fromisoformat(received)) is None


def test_claims_are_duties_of_their_own_by_the_rule_that_rolls() -> None:
    """Two of one day are two lines with two names in the calendar; an answered one is no longer on the list."""
    claim = {"nhận": "2/9/2026", "phản ánh": "sai giờ"}
    answered = {"nhận": "31/8/2026", "phản ánh": "sai nơi", "trả lời": "16/9/2026"}
    session = {**SESSION, "phản ánh sai": [answered, claim, claim]}
    norms = lawful()
    edition = edition_for({"lich": session}, day=date(2026, 9, 20), norms=norms)
    found = duties_of(edition, norms.calendar, norms.rulebook)
    standing = [one.state for one in found.timetable.deadlines if one.trigger_date == date(2026, 8, 31)]
    assert standing == [State.MET_LATE]
    lines = [one for one in listed(found) if one.code == "vn-tctt-2026/d22-claim"]
    assert [(one.urgency, one.due, one.which) for one in lines] == [
        (Urgency.OVERDUE, date(2026, 9, 14), "2026-09-02 1"),
        (Urgency.OVERDUE, date(2026, 9, 14), "2026-09-02 2"),
    ]
    entries = entries_of(lines, edition.as_of, "")
    assert len(set(re.findall(r"UID:(\S+)", "".join(entries)))) == 2


def test_an_open_claim_is_told_of_and_warned_of_when_it_is_late() -> None:
    """Until its answer is written down."""
    claim = {"nhận": "1/6/2026", "phản ánh": "sai giờ"}

    def told(day: str, **answer: Any) -> list[str]:
        records = {"lich": {**SESSION, "phản ánh sai": [{**claim, **answer}]}}
        found = outstanding(edition_for(records, day=date.fromisoformat(day), norms=lawful()))
        return [flaw.severity.name for flaw in found if flaw.code == "claim-open"]

    assert told("2026-06-16") == ["NOTE"]
    assert told("2026-06-17") == ["WARNING"]
    answered = {"trả lời": "10/6/2026"}
    assert (told("2026-06-17", **answered), told("2026-06-09", **answered)) == ([], ["NOTE"])


POSTINGS = {
    "not taken down": ("", "", 20, False),
    "after thirty days": ("1/7/2026", "", 20, False),
    "a day too early": ("30/6/2026", "", 20, True),
    "replaced by the change": ("10/6/2026", "10/6/2026", 20, False),
    "gone before the change": ("9/6/2026", "10/6/2026", 20, True),
}


@pytest.mark.parametrize("name", POSTINGS)
def test_a_posting_hangs_for_thirty_days_unless_a_newer_one_takes_its_place(name: str) -> None:
    """Posted on 1/6: until when, whether that was too early, and how many days are left on 11/6."""
    until, changed, left, short = POSTINGS[name]
    paper = {"ngày": "1/6/2026", "hình thức": "niêm yết", "việc": "lịch", **({"đến ngày": until} if until else {})}
    newer = entries("niêm yết:", changed, "thay đổi") if changed else []
    (log,) = dossier_of({"cong-khai": {"công khai": [paper, *newer]}}).logs
    first = next(iter(postings_of(log, lawful())))
    assert (first.left(date(2026, 6, 11)), first.too_short, first.running) == (left, short, 30)
    bare = next(iter(postings_of(log, NO_NORMS)))
    assert (bare.running, bare.too_short) == (0, False)


# posted again, taken down again (blank: hangs still), which of the two came down too early
POSTED_AGAIN = [
    ("10/6/2026", "20/7/2026", [False, False]),  # the day that the first came down: it hangs without a break
    ("12/6/2026", "20/7/2026", [False, False]),  # the days of the second count from 12/6 and are enough
    ("12/6/2026", "", [False, False]),  # they are counted as long as it hangs
    ("12/6/2026", "11/7/2026", [True, True]),  # 29 days: neither hung without a break for 30
    ("12/6/2026", "12/7/2026", [False, False]),
]


@pytest.mark.parametrize(("again", "down", "short"), POSTED_AGAIN)
def test_a_paper_that_was_taken_down_counts_anew_once_it_is_posted_again(
    again: str, down: str, short: list[bool]
) -> None:
    """Taken down on 10/6 after nine days: what the message tells to do is what puts an end to it."""
    paper = {"hình thức": "niêm yết", "việc": "lịch", "nơi": "Bảng tin trụ sở"}
    second = {**paper, "ngày": again, **({"đến ngày": down} if down else {})}
    rows = [{**paper, "ngày": "1/6/2026", "đến ngày": "10/6/2026"}, second]
    (log,) = dossier_of({"cong-khai": {"công khai": rows}}).logs
    assert [one.too_short for one in postings_of(log, lawful())] == short


def test_history_tells_what_happened_in_order() -> None:
    """Schedule, change with both times and its reason, broadcasts of a day in one line, what failed in its own."""
    log = {
        "công khai": [
            *entries("niêm yết: A | loa truyền thanh: B", "1/6/2026", "lịch"),
            *entries("- loa truyền thanh: B", "10/6/2026", "thay đổi"),
        ]
    }
    found = dossier_of({"lich": {**SESSION, "đã tổ chức": {"ngày": "27/6/2026"}}, "cong-khai": log})
    told = [(one.on.day, one.deed.value, *one.words, one.reason) for one in history_of(found.sessions[0], found)]
    assert told == [
        (1, "scheduled", "8h00 ngày 20/6/2026", ""),
        (1, "told", "lịch", "niêm yết", "loa truyền thanh", ""),
        (10, "time_changed", "8h00 ngày 20/6/2026", "8h00 ngày 27/6/2026", "Bão"),
        (10, "not_told", "thay đổi", "loa truyền thanh", "Mất điện"),
        (27, "held", "Hội trường", ""),
    ]
