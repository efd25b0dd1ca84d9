"""A session's state follows from dated facts: its guards hold, and it never goes back."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doithoai.domain.broadcast import announcements
from doithoai.domain.facts import facts_of
from doithoai.domain.lifecycle import GUARDS, MAY_FOLLOW, lacking, state_of, states_in_time
from doithoai.domain.publication import Cause
from doithoai.domain.standing import SessionState
from examples import examples
from wards import Data, dossier_of, edition_for

FIRST = date(2026, 1, 5)
LAST = 120
FACTS = {"nội dung": ["Chợ"], "chương trình": [{"nội dung": "Phát biểu"}], "địa điểm": "Hội trường"}
OPINION = {"tiêu đề": "Đèn", "tiếp nhận": {"ngày": "6/1/2026"}}


def day(number: int) -> str:
    found = FIRST + timedelta(days=number)
    return f"{found.day}/{found.month}/{found.year}"


def state(records: dict[str, Data], number: int = LAST) -> SessionState:
    edition = edition_for(records, day=FIRST + timedelta(days=number))
    return edition.state(edition.dossier.sessions[0])


def log(*entries: tuple[int, str, str]) -> Data:
    return {"công khai": [{"ngày": day(on), "hình thức": channel, "việc": cause} for on, channel, cause in entries]}


def lich(**more: Any) -> Data:
    first = {"ngày": day(60), "từ": "8h00", "công bố": day(10)}
    return {
        "tiêu đề": "Buổi 1",
        "thời gian": [first],
        **FACTS,
        **{key.replace("_", " "): one for key, one in more.items()},
    }


TOLD = log((11, "loa truyền thanh", "lịch"))
NOTICE = {"tiêu đề": "Kết luận", "thể thức văn bản": {"số": 9, "ký hiệu": "TB-UBND", "ngày": day(70)}}
LATER = {"ngày": day(80), "từ": "8h00", "công bố": day(20), "lý do": "Bận"}

STATES: dict[str, tuple[dict[str, Data], int, SessionState]] = {
    "only a month is known": ({"lich": {"tiêu đề": "A", "thời gian": "tháng 6/2026"}}, 30, SessionState.PLANNED),
    "a day that is only meant": (
        {"lich": {**lich(), "thời gian": f"dự kiến {day(60)}"}, "cong-khai": TOLD},
        30,
        SessionState.PLANNED,
    ),
    "a day, and nobody told": ({"lich": lich()}, 30, SessionState.SCHEDULED),
    "told on boards alone": ({"lich": lich(), "cong-khai": log((11, "niêm yết", "lịch"))}, 30, SessionState.SCHEDULED),
    "told over the loudspeakers": ({"lich": lich(), "cong-khai": TOLD}, 30, SessionState.ANNOUNCED),
    "told without a programme": ({"lich": lich(chương_trình=[]), "cong-khai": TOLD}, 30, SessionState.SCHEDULED),
    "moved after that": (
        {"lich": lich(thời_gian=[*lich()["thời gian"], LATER]), "cong-khai": TOLD},
        30,
        SessionState.MOVED,
    ),
    "moved before anybody was told": (
        {"lich": lich(thời_gian=[*lich()["thời gian"], LATER]), "cong-khai": log((25, "loa truyền thanh", "lịch"))},
        30,
        SessionState.ANNOUNCED,
    ),
    "its place is named after that": (
        {
            "lich": lich(
                địa_điểm=[
                    {"nơi": "thông báo sau", "công bố": day(10)},
                    {"nơi": "Hội trường", "công bố": day(20), "lý do": "Đã rõ"},
                ]
            ),
            "cong-khai": TOLD,
        },
        30,
        SessionState.ANNOUNCED,
    ),
    "postponed": ({"lich": lich(hoãn={"công bố": day(20), "lý do": "Bão"})}, 30, SessionState.POSTPONED),
    "cancelled": ({"lich": lich(hủy={"công bố": day(20), "lý do": "Bão"})}, 30, SessionState.CANCELLED),
    "its day is over": ({"lich": lich(), "cong-khai": TOLD}, 61, SessionState.DUE_RESULT),
    "held": ({"lich": lich(đã_tổ_chức={"ngày": day(60)})}, 61, SessionState.HELD),
    "a conclusion without number": (
        {
            "lich": lich(đã_tổ_chức={"ngày": day(60)}),
            "ket-luan": {"tiêu đề": "K", "thể thức văn bản": {"ngày": day(70)}},
        },
        LAST,
        SessionState.HELD,
    ),
    "a numbered conclusion": (
        {"lich": lich(đã_tổ_chức={"ngày": day(60)}), "ket-luan": NOTICE},
        LAST,
        SessionState.CONCLUDED,
    ),
    "results told, one opinion open": (
        {"lich": lich(đã_tổ_chức={"ngày": day(60)}, báo_kết_quả=day(90)), "ket-luan": NOTICE, "kien-nghi/001": OPINION},
        LAST,
        SessionState.CONCLUDED,
    ),
    "results told before the last one was resolved": (
        {
            "lich": lich(đã_tổ_chức={"ngày": day(60)}, báo_kết_quả=day(90)),
            "ket-luan": NOTICE,
            "kien-nghi/001": {**OPINION, "diễn biến": [{"ngày": day(95), "việc": "người nêu rút"}]},
        },
        LAST,
        SessionState.CONCLUDED,
    ),
    "all resolved and told": (
        {
            "lich": lich(đã_tổ_chức={"ngày": day(60)}, báo_kết_quả=day(96)),
            "ket-luan": NOTICE,
            "kien-nghi/001": {**OPINION, "diễn biến": [{"ngày": day(95), "việc": "người nêu rút"}]},
        },
        LAST,
        SessionState.CLOSED,
    ),
    "a petitioner told after all were": (
        {
            "lich": lich(đã_tổ_chức={"ngày": day(60)}, báo_kết_quả=day(96)),
            "ket-luan": NOTICE,
            "kien-nghi/001": {
                **OPINION,
                "diễn biến": [
                    {"ngày": day(95), "việc": "người nêu rút"},
                    {"ngày": day(99), "việc": "báo cho người nêu"},
                ],
            },
        },
        LAST,
        SessionState.CLOSED,
    ),
}


@pytest.mark.parametrize("name", STATES)
def test_a_session_is_in_the_furthest_state_whose_guards_hold(name: str) -> None:
    """Each row is a dossier, a day and the state."""
    records, number, expected = STATES[name]
    assert state(records, number) is expected


def test_what_a_session_still_lacks_can_be_named() -> None:
    """A clerk is told what stands between the session and its being announced."""
    edition = edition_for({"lich": lich(chương_trình=[])}, day=FIRST + timedelta(days=30))
    found = lacking(edition.course(edition.dossier.sessions[0]), SessionState.ANNOUNCED)
    assert [one.name for one in found] == ["FOUR_FACTS", "MASS_CHANNEL"]


TWICE = lich(
    thời_gian=[*lich()["thời gian"], {**LATER, "công bố": day(25)}],
    hoãn=[{"công bố": day(20), "lý do": "Bão"}, {"công bố": day(30), "lý do": "Mất điện"}],
)


def test_a_session_may_be_put_off_again_after_it_was_given_a_new_day() -> None:
    """Each postponement is told, and holds until a later time is."""
    records = {"lich": TWICE, "cong-khai": TOLD}
    states = [state(records, at) for at in (12, 22, 27, 32)]
    off = SessionState.POSTPONED
    assert states == [SessionState.ANNOUNCED, off, SessionState.MOVED, off]
    told = announcements(edition_for(records, day=FIRST + timedelta(days=40)).dossier, FIRST + timedelta(days=40))
    causes = Counter(one.cause for one in told if one.cause is not Cause.REMINDER)
    assert causes == {Cause.SCHEDULE: 1, Cause.POSTPONED: 2, Cause.CHANGE: 1}
    (record,) = dossier_of(records).sessions
    assert [fact.value for fact in facts_of(record) if fact.name in ("hoãn", "hoãn (2)")] == [day(20), day(30)]


numbers = st.integers(0, LAST)
maybe = st.none() | numbers


@st.composite
def dossiers(draw: st.DrawFn) -> dict[str, Data]:
    """A session with facts of any days in any order, but for what the reader refuses anyway."""
    published = sorted(draw(st.lists(numbers, min_size=1, max_size=3)))
    times = [{"ngày": day(draw(numbers)), "từ": "8h00", "công bố": day(at), "lý do": "x"} for at in published]
    session: dict[str, Any] = {"tiêu đề": "Buổi", "thời gian": times, **(FACTS if draw(st.booleans()) else {})}
    session["hoãn"] = [{"công bố": day(at), "lý do": "x"} for at in draw(st.lists(numbers, max_size=2))]
    for key, name in (("hủy", "công bố"), ("đã tổ chức", "ngày")):
        at = draw(maybe)
        if at is not None:
            session[key] = {name: day(at), **({} if key == "đã tổ chức" else {"lý do": "x"})}
    if draw(st.booleans()):
        session["báo kết quả"] = [day(draw(numbers))]
    records: dict[str, Data] = {"lich": session}
    channels, causes = ("loa truyền thanh", "niêm yết"), ("lịch", "thay đổi", "kết quả giải quyết")
    told = draw(st.lists(st.tuples(numbers, st.sampled_from(channels), st.sampled_from(causes)), max_size=3))
    records["cong-khai"] = log(*told)
    at = draw(maybe)
    if at is not None:
        records["ket-luan"] = {
            "tiêu đề": "K",
            "thể thức văn bản": {"số": draw(st.none() | st.just(9)), "ngày": day(at)},
        }
    return records


@examples(150)
@given(dossiers())
def test_whatever_the_order_of_events_no_state_is_left_that_may_not_be_left(records: dict[str, Data]) -> None:
    """Day by day a session only becomes what may follow; that a cancelled one was held is the one slip there is."""
    states = [state(records, number) for number in range(LAST + 1) if known(records, number)]
    for before, after in pairwise(states):
        slip = before is SessionState.CANCELLED and after in MAY_FOLLOW[SessionState.HELD]
        assert after is before or after in MAY_FOLLOW[before] or slip


@examples(60)
@given(dossiers(), numbers)
def test_a_state_fulfils_its_guards_and_none_that_comes_before_it_in_rank_does(
    records: dict[str, Data], number: int
) -> None:
    """The guards are the whole truth: those of the state hold, and no further state's do."""
    if not known(records, number):
        return
    edition = edition_for(records, day=FIRST + timedelta(days=number))
    course = edition.course(edition.dossier.sessions[0])
    found, ranked = state_of(course), list(GUARDS)
    assert lacking(course, found) == ()
    assert all(lacking(course, further) for further in ranked[: ranked.index(found)])


@examples(60)
@given(dossiers())
def test_the_walk_through_its_facts_meets_the_states_of_those_days(records: dict[str, Data]) -> None:
    """What `check` walks through is what editions of those days show, opinions apart."""
    whole = dossier_of(records)
    for on, walked in states_in_time(whole.sessions[0], whole):
        assert state(records, (on - FIRST).days) is walked


def known(records: dict[str, Data], number: int) -> bool:
    """Whether there is anything of the session on the day."""
    session = dossier_of({"lich": records["lich"]}).sessions[0]
    return session.known_on(FIRST + timedelta(days=number)) is not None
