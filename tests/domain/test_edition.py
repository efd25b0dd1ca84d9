"""An edition: what could be known on a day, and where everything stood then."""

from __future__ import annotations

from datetime import date

import pytest

from doithoai.domain.authority import Authority
from doithoai.domain.edition import Edition, edition_of
from doithoai.domain.records import Kind
from doithoai.domain.register import dossier
from doithoai.domain.standing import Answer, Group, Resolution, SessionState
from doithoai.domain.topics import Topics
from wards import edition_for, record_of

WARD = {"tên": "UBND phường Thử", "loại": "Ủy ban nhân dân cấp xã", "thể thức": "nhà nước", "địa bàn": "phường Thử"}
SESSION = {
    "tiêu đề": "Buổi 1",
    "thời gian": [
        {"ngày": "20/6/2026", "từ": "8h00", "công bố": "1/6/2026"},
        {"ngày": "27/6/2026", "từ": "14h00", "công bố": "15/6/2026", "lý do": "Hội trường sửa"},
    ],
    "địa điểm": "Hội trường",
    "đã tổ chức": {"ngày": "27/6/2026"},
}
CONCLUSION = {
    "tiêu đề": "Kết luận",
    "thể thức văn bản": {"số": 5, "ký hiệu": "TB-UBND", "ngày": "3/7/2026"},
    "kết luận": [
        {
            "số": 1,
            "nội dung": "Thay đèn",
            "kiến nghị": ["001"],
            "thực hiện": [{"ngày": "20/7/2026", "mức": "đã thực hiện xong"}],
        }
    ],
}
OPINION = {
    "tiêu đề": "Đèn hỏng",
    "tiếp nhận": {"ngày": "10/6/2026"},
    "diễn biến": [
        {"ngày": "27/6/2026", "việc": "trả lời tại hội nghị"},
        {"ngày": "3/7/2026", "việc": "giao giải quyết", "đơn vị": "kinh-te", "hạn": "15/7/2026"},
        {"ngày": "20/7/2026", "việc": "giải quyết xong"},
    ],
}


def edition(day: date, session: dict[str, object] | None = None, opinion: dict[str, object] | None = None) -> Edition:
    folder = "phuong-thu/2026/doi-thoai-1"
    records = [
        record_of(session or SESSION, f"{folder}/lich", Kind.SESSION),
        record_of(CONCLUSION, f"{folder}/ket-luan", Kind.CONCLUSION),
        record_of(opinion or OPINION, f"{folder}/kien-nghi/001", Kind.OPINION),
    ]
    authority = record_of(WARD, "phuong-thu/co-quan", Kind.AUTHORITY)
    assert isinstance(authority, Authority)
    return edition_of(dossier(authority, records), Topics(), {}, day)


@pytest.mark.parametrize(
    ("day", "state", "shown"),
    [
        ("2026-06-02", SessionState.SCHEDULED, date(2026, 6, 20)),
        ("2026-06-15", SessionState.SCHEDULED, date(2026, 6, 27)),
        ("2026-06-27", SessionState.HELD, date(2026, 6, 27)),
        ("2026-07-03", SessionState.CONCLUDED, date(2026, 6, 27)),
    ],
)
def test_a_session_stands_as_it_was_known_that_day(day: str, state: SessionState, shown: date) -> None:
    """The time in force, whether it was held and whether it was concluded follow the day."""
    found = edition(date.fromisoformat(day))
    session = found.dossier.sessions[0]
    assert (found.state(session), session.time.day) == (state, shown)


def test_a_session_not_yet_published_is_not_there() -> None:
    """Before its first publication nobody can know of it."""
    assert edition(date(2026, 5, 31)).dossier.sessions == ()


@pytest.mark.parametrize(
    ("day", "answer", "resolution", "late"),
    [
        ("2026-06-10", Answer.RECEIVED, Resolution.OPEN, False),
        ("2026-06-27", Answer.AT_SESSION, Resolution.OPEN, False),
        ("2026-07-15", Answer.AT_SESSION, Resolution.OPEN, False),
        ("2026-07-16", Answer.AT_SESSION, Resolution.OPEN, True),
        ("2026-07-20", Answer.AT_SESSION, Resolution.RESOLVED, False),
    ],
)
def test_an_opinion_stands_on_two_axes(day: str, answer: Answer, resolution: Resolution, late: bool) -> None:
    """Answered and resolved are told apart, and late begins the day after the due day."""
    found = edition(date.fromisoformat(day))
    now = found.standing(found.dossier.opinions[0])
    assert (now.answer, now.resolution, found.late(found.dossier.opinions[0])) == (answer, resolution, late)


def test_an_opinion_not_yet_received_is_not_there() -> None:
    """What came in later is not counted."""
    found = edition(date(2026, 6, 9))
    assert found.dossier.opinions == ()
    assert found.group_counts(()) == {group.value: 0 for group in Group}


def test_a_postponed_session_is_back_once_a_new_time_is_published() -> None:
    """Postponing stays on record; a time published after it ends it."""
    postponed = {
        "tiêu đề": "Buổi 1",
        "hoãn": {"công bố": "18/6/2026", "lý do": "Bão"},
        "thời gian": [
            {"ngày": "20/6/2026", "công bố": "1/6/2026"},
            {"ngày": "11/7/2026", "công bố": "30/6/2026", "lý do": "Ngày mới sau bão"},
        ],
    }
    states = [edition(date(2026, 6, day), postponed) for day in (17, 18, 30)]
    found = [one.state(one.dossier.sessions[0]) for one in states]
    assert found == [SessionState.SCHEDULED, SessionState.POSTPONED, SessionState.SCHEDULED]


def test_a_session_whose_day_has_passed_waits_for_its_result() -> None:
    """Nobody is told that it was held until somebody says so."""
    found = edition(date(2026, 6, 28), {"tiêu đề": "Buổi 1", "thời gian": "27/6/2026"})
    assert found.state(found.dossier.sessions[0]) is SessionState.DUE_RESULT


def test_what_was_done_later_is_not_told_early() -> None:
    """A conclusion's item shows its progress as of the day."""
    early, late = edition(date(2026, 7, 19)), edition(date(2026, 7, 20))
    levels = [one.dossier.conclusions[0].items[0].level.value for one in (early, late)]
    assert levels == ["chưa thực hiện", "đã thực hiện xong"]


def test_a_notice_that_is_signed_later_is_not_cited_early() -> None:
    """The schedule is public on 1/6, its notice bears 5/6."""
    session = {**SESSION, "thể thức văn bản": {"số": 4, "ký hiệu": "TB-UBND", "ngày": "5/6/2026"}}
    cited = [edition(date(2026, 6, day), session).dossier.sessions[0].document for day in (4, 5)]
    assert cited[0] is None and cited[1] is not None


@pytest.mark.parametrize(("day", "upcoming"), [(30, True), (31, False)])
def test_before_a_day_is_over_when_that_day_comes(day: int, upcoming: bool) -> None:
    """`trước 31/8/2026` no longer means the 31st."""
    seen = edition_for({"lich": {"tiêu đề": "Buổi 1", "thời gian": "trước 31/8/2026"}}, day=date(2026, 8, day))
    assert seen.is_upcoming(seen.dossier.sessions[0]) is upcoming
