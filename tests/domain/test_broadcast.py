"""What has to be announced, since when and until when, and what is missing for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from doithoai.domain.broadcast import Announcement, Priority, announcements, priority_of, refusals, unscheduled
from doithoai.domain.dates import parse_day, slashed
from doithoai.domain.publication import Cause
from doithoai.reading import files, register
from doithoai.rulebooks import air_rules
from sample import ROOT
from wards import LATE, WARD, dossier_of, edition_for, table

TABLE = table(Path(__file__).parent / "announcements.yml")
OPINION = {"tiêu đề": "Đèn hỏng", "tiếp nhận": {"ngày": "10/6/2026"}}
PLAN = {
    "tiêu đề": "Kế hoạch đối thoại năm 2026",
    "năm": "2026",
    "thể thức văn bản": {"số": "5", "ký hiệu": "KH-UBND", "ngày": "23/1/2026"},
}
NOTICE = {
    "tiêu đề": "Kết luận",
    "thể thức văn bản": {"số": "21", "ký hiệu": "TB-UBND", "ngày": "20/7/2026"},
    "kết luận": [{"số": "1", "nội dung": "Thay đèn"}],
}


def session(**changed: Any) -> dict[str, Any]:
    return {**TABLE["buổi đủ"], **{name.replace("_", " "): value for name, value in changed.items()}}


def line(one: Announcement) -> str:
    """An announcement as the table writes it."""
    parts = [one.id.rpartition("/")[2]]
    parts += [f"từ {slashed(one.since)}"] if one.since else []
    parts += [f"đến trước {slashed(one.until)}"] if one.until else []
    parts += ["; ".join(map(str, one.missing))] if one.missing else []
    return ", ".join(parts)


@pytest.mark.parametrize("case", TABLE["trường hợp"], ids=lambda case: case["tên"])
def test_announcements_follow_from_the_dated_facts_of_a_session(case: dict[str, Any]) -> None:
    """Each version, decision and correction is told from its day until what replaces it."""
    records = {"lich": {**TABLE["buổi đủ"], **case.get("buổi", {})}}
    if case.get("kiến nghị") == "có":
        records["kien-nghi/001"] = OPINION
    edition = edition_for(records)
    assert sorted(map(line, announcements(edition.dossier, LATE))) == sorted(case["thông báo"])
    found = [f"{one.cause.value}: {one.words}" for one in refusals(edition.dossier, LATE)]
    assert found == case.get("bị từ chối", [])


def test_nothing_is_known_before_it_is_published() -> None:
    """Seen from an earlier day, a later change, and the end it puts to the schedule, are not there."""
    times = [
        {"ngày": "20/6/2026", "từ": "8h00", "công bố": "1/6/2026"},
        {"ngày": "27/6/2026", "từ": "8h00", "công bố": "10/6/2026", "lý do": "Hội trường sửa"},
    ]
    records = {"lich": session(thời_gian=times)}
    found = {
        day: [line(one) for one in announcements(edition_for(records, day=date(2026, 6, day)).dossier, LATE)]
        for day in (9, 10)
    }
    assert found[9] == ["lich-1, từ 1/6/2026", "nhac-lich-1, từ 1/6/2026"]
    assert len(found[10]) == 4


def test_a_change_is_told_of_the_session_as_it_is_and_as_it_was_told_before() -> None:
    """The old side of a change is what people heard last, not what was meanwhile missing."""
    places = [
        {"nơi": "Hội trường phường", "công bố": "1/6/2026"},
        {"nơi": "Thông báo sau", "công bố": "10/6/2026", "lý do": "Hội trường sửa"},
        {"nơi": "Nhà văn hóa", "công bố": "15/6/2026", "lý do": "Hội trường sửa"},
    ]
    change = next(one for one in of_session(địa_điểm=places) if one.cause is Cause.CHANGE)
    assert change.before
    assert change.of_day
    assert change.before.place
    assert change.of_day.place
    assert (change.before.place.name, change.of_day.place.name) == ("Hội trường phường", "Nhà văn hóa")


def of_session(**changed: Any) -> tuple[Announcement, ...]:
    return announcements(edition_for({"lich": session(**changed)}).dossier, LATE)


@pytest.mark.parametrize(
    ("published", "cause", "priority"),
    [
        ("17/6/2026", Cause.CHANGE, Priority.PRIORITY),
        ("19/6/2026", Cause.CHANGE, Priority.URGENT),
        ("18/6/2026", Cause.CANCELLED, Priority.PRIORITY),
        ("19/6/2026", Cause.CANCELLED, Priority.URGENT),
        ("20/6/2026", Cause.POSTPONED, Priority.URGENT),
    ],
)
def test_what_comes_the_day_before_is_urgent(published: str, cause: Cause, priority: Priority) -> None:
    """The day on which people would come for nothing counts, not the one to which a session was moved."""
    notice = {"công bố": published, "lý do": "Bão"}
    times = [
        {"ngày": "20/6/2026", "từ": "8h00", "công bố": "1/6/2026"},
        {"ngày": "25/7/2026", "từ": "8h00", "công bố": published, "lý do": "Bão"},
    ]
    changes = {Cause.CHANGE: {"thời_gian": times}, Cause.CANCELLED: {"hủy": notice}, Cause.POSTPONED: {"hoãn": notice}}
    one = next(one for one in of_session(**changes[cause]) if one.cause is cause)
    assert priority_of(one, air_rules()) is priority


@pytest.mark.parametrize(("cause", "priority"), [(Cause.SCHEDULE, "thường"), (Cause.REMINDER, "thường")])
def test_schedules_and_reminders_are_ordinary(cause: Cause, priority: str) -> None:
    """However near the day is."""
    times = [{"ngày": "2/6/2026", "từ": "8h00", "công bố": "1/6/2026"}]
    one = next(one for one in of_session(thời_gian=times) if one.cause is cause)
    assert priority_of(one, air_rules()).value == priority


def test_every_cause_has_its_rule_and_its_basis() -> None:
    """No cause is without rules, and each rule says what it rests on."""
    rules = air_rules()
    assert set(rules) == set(Cause)
    assert all(rule.basis for rule in rules.values())
    ranks = [rules[cause].rank for cause in (Cause.CANCELLED, Cause.POSTPONED, Cause.CHANGE)]
    assert ranks == sorted(rule.rank for rule in rules.values())[:3]


def test_a_plan_is_told_from_its_date_or_from_when_it_was_first_told() -> None:
    """The publication log knows better than the document when people could first hear of it."""
    log = {"công khai": [{"ngày": "2/2/2026", "hình thức": "loa truyền thanh", "việc": "kế hoạch"}]}
    plain, logged = dossier_of({"2026/ke-hoach": PLAN}), dossier_of({"2026/ke-hoach": PLAN, "2026/cong-khai": log})
    assert [line(one) for one in announcements(plain, LATE)] == ["cong-bo-1, từ 23/1/2026"]
    assert [line(one) for one in announcements(logged, LATE)] == ["cong-bo-1, từ 2/2/2026"]


@pytest.mark.parametrize(
    ("dated", "words"),
    [
        ("", []),
        ("tháng 3 năm 2026", ["thiếu ngày ban hành: văn bản mới ghi tháng 3/2026"]),
    ],
)
def test_a_plan_without_a_whole_date_is_refused(dated: str, words: list[str]) -> None:
    """Nobody knows since when it may be told; one without any date is a draft, of which nothing is due."""
    plan = {**PLAN, "thể thức văn bản": {"số": "5", "ký hiệu": "KH-UBND", **({"ngày": dated} if dated else {})}}
    found = refusals(dossier_of({"2026/ke-hoach": plan}), LATE)
    assert [one.words for one in found] == words


def test_a_conclusion_is_told_from_its_date() -> None:
    """And refused while it has no date, or concludes nothing."""
    told = dossier_of({"lich": session(), "ket-luan": NOTICE})
    assert "cong-bo-1, từ 20/7/2026" in [line(one) for one in announcements(told, LATE)]
    empty = {"tiêu đề": "Kết luận", "thể thức văn bản": {"số": "21", "ký hiệu": "TB-UBND"}}
    found = refusals(dossier_of({"lich": session(), "ket-luan": empty}), LATE)
    assert [one.words for one in found] == ["thiếu ngày ban hành; thiếu nội dung kết luận"]


def test_old_announcements_are_shown_no_more() -> None:
    """A year and a month after the day, the publication log alone remembers."""
    records = {"lich": session()}
    assert announcements(edition_for(records).dossier, date(2027, 7, 1)) != ()
    assert announcements(edition_for(records).dossier, date(2027, 8, 1)) == ()


def test_a_planned_session_without_a_record_says_what_it_lacks() -> None:
    """Seed 004 has its agenda, contents and place, and no day: so the words are these."""
    found = {one.words for one in refusals(of_sample("ubnd-phuong-ha-cau"), date(2024, 5, 1))}
    assert "thiếu thời gian: mới có tháng 6/2024" in found
    assert "thiếu thời gian: mới có tháng 11/2024" in found


@pytest.mark.parametrize(
    ("authority", "words"),
    [
        ("hdnd-xa-luong-phong", "thiếu thời gian: mới có quý IV/2024; thiếu địa điểm; thiếu nội dung"),
    ],
)
def test_other_founding_plans_lack_more(authority: str, words: str) -> None:
    """All that is missing is named at once."""
    assert any(words in one.words for one in refusals(of_sample(authority), date(2024, 5, 1)))


def of_sample(name: str) -> Any:
    site = register.read_site(ROOT)
    authority = register.read_authority(ROOT, name).authority
    found, _ = files.records_of(ROOT, name)
    return register.read_dossier(ROOT, authority, found, site.topics, {}).dossier


@pytest.mark.parametrize(("day", "over"), [("19/6/2026", False), ("21/6/2026", True)])
def test_a_refusal_is_over_once_its_day_has_passed(day: str, over: bool) -> None:
    """Then it is of use to nobody but the history."""
    dossier = edition_for({"lich": session(thời_gian=[{"ngày": "20/6/2026", "công bố": "1/6/2026"}])}).dossier
    assert [one.over for one in refusals(dossier, parse_day(day))] == [over]


def test_an_ended_authority_announces_nothing_more() -> None:
    """What it could not say is over."""
    ward = {**WARD, "kế thừa": {"việc": "sáp nhập", "ngày": "1/7/2026", "căn cứ": "Nghị quyết"}}
    found = refusals(dossier_of({"lich": session(nội_dung=[])}, ward), date(2026, 7, 1))
    assert [one.over for one in found] == [True]


def test_a_session_that_was_taken_back_is_foreseen_no_more() -> None:
    """Nobody is asked for the time and place of what will not be."""
    planned = {"tên": "Buổi 1", "thời gian": "tháng 10/2026", "buổi": "doi-thoai-1"}
    plan = {"tiêu đề": "K", "năm": 2026, "thể thức văn bản": {"ngày": "15/1/2026"}, "buổi dự kiến": [planned]}
    gone = {"thu hồi": {"ngày": "1/5/2026", "lý do": "Nhầm", "người quyết định": "Chủ tịch"}}
    assert len(list(unscheduled(dossier_of({"2026/ke-hoach": plan})))) == 1
    assert not list(unscheduled(dossier_of({"2026/ke-hoach": plan, "lich": gone})))


def test_a_tentative_day_invites_nobody() -> None:
    """What the record calls tentative is not told as settled: it is refused, and says so."""
    (refused,) = refusals(
        dossier_of({"lich": session(**{"thời gian": "8h00 dự kiến 20/6/2026"})}), parse_day("1/6/2026")
    )
    assert refused.words == "thiếu thời gian: mới dự kiến 20/6/2026"
