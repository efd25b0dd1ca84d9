"""Which script is read in which slot on which day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doithoai.domain.broadcast import Announcement, announcements
from doithoai.domain.dates import clocked, weekday
from doithoai.domain.loudspeaker import Length, Slot, Station, Weekday
from doithoai.domain.publication import Cause
from doithoai.domain.rota import Airing, Rota, Timed, air_days, rota, slots_on
from doithoai.rulebooks import air_rules
from examples import examples
from wards import LATE, WARD, edition_for, table

HERE = Path(__file__).parent
TABLE = table(HERE / "rota.yml")
WHOLE = table(HERE / "announcements.yml")["buổi đủ"]
USUAL = (25, 100, 200)


def told(session: dict[str, Any], station: dict[str, Any]) -> tuple[tuple[Announcement, ...], Station]:
    edition = edition_for({"lich": {**WHOLE, **session}}, {**WARD, "truyền thanh": station})
    found = tuple(one for one in announcements(edition.dossier, LATE) if not one.missing)
    return found, edition.authority.station


def timed(found: Iterable[Announcement], seconds: Iterable[float] = USUAL) -> list[Timed]:
    lengths = dict(zip(Length, map(float, seconds), strict=True))
    return [Timed(one, lengths) for one in found]


def line(one: Airing) -> str:
    """An airing as the table writes it."""
    at = clocked(one.slot.at) if one.slot else "theo giờ của đài"
    loops = f" {one.loops} lượt" if one.loops > 1 and one.slot else ""
    over = f", dài hơn khung {one.over:.0f} giây" if one.over else ""
    day = f"{weekday(one.day)} {one.day.day}/{one.day.month}"
    return f"{day} {at} {one.script.rpartition('/')[2]} {one.length.value}{loops}{over}"


@pytest.mark.parametrize("case", TABLE["trường hợp"], ids=lambda case: case["tên"])
def test_the_rota_follows_from_the_records_and_the_stations_hours(case: dict[str, Any]) -> None:
    """Days from the rules of each cause, slots from what fits."""
    found, station = told(case.get("buổi", {}), case["đài"])
    wanted = case.get("chỉ xem")
    seconds = [float(one) for one in case.get("giây", USUAL)]
    lines = [
        line(one)
        for one in rota(timed(found, seconds), station, air_rules()).airings
        if not wanted or one.script.rpartition("/")[2] in wanted
    ]
    assert lines == case["phát"]


def session_of(folder: str, **changed: Any) -> dict[str, Any]:
    return {f"2026/{folder}/lich": {**WHOLE, **{name.replace("_", " "): value for name, value in changed.items()}}}


def crowd(*sessions: dict[str, Any], **station: Any) -> Rota:
    """The rota of several sessions of one ward."""
    records = {file: data for one in sessions for file, data in one.items()}
    edition = edition_for(records, {**WARD, "truyền thanh": station})
    return rota(timed(announcements(edition.dossier, LATE)), edition.authority.station, air_rules())


def test_cancellations_and_changes_are_read_first() -> None:
    """In a slot with room for two and a half, the cancelled session comes before the postponed and the changed one."""
    moved = [
        {"ngày": "20/6/2026", "từ": "8h00", "công bố": "1/6/2026"},
        {"ngày": "27/6/2026", "từ": "8h00", "công bố": "10/6/2026", "lý do": "x"},
    ]
    notice = {"công bố": "10/6/2026", "lý do": "Bão"}
    found = crowd(
        session_of("doi-thoai-1", thời_gian=moved),
        session_of("doi-thoai-2", hoãn=notice),
        session_of("doi-thoai-3", hủy=notice),
        **{"khung phát": [{"giờ": "17h00", "giây": "230"}]},
    )
    day = found.days[date(2026, 6, 10)]
    assert {line(one) for one in day} == {
        "thứ Tư 10/6 17h00 huy-1 chuẩn",
        "thứ Tư 10/6 17h00 hoan-1 chuẩn",
        "thứ Tư 10/6 17h00 thay-doi-1 ngắn",
    }
    assert found.crowded == ()


def test_repeats_go_only_into_what_is_left_over() -> None:
    """A change wants two readings; a second session's reminder is read once before anything is read twice."""
    notice = {"công bố": "19/6/2026", "lý do": "Bão"}
    reminded = [{"ngày": "20/6/2026", "từ": "20h00"}]
    one, two = (
        crowd(
            session_of("doi-thoai-1", hoãn=notice),
            session_of("doi-thoai-2", thời_gian=reminded),
            **{"khung phát": [{"giờ": "17h00", "giây": str(seconds)}], "nhắc trước": ["1"]},
        )
        for seconds in (299, 300)
    )
    assert [line(airing) for airing in one.days[date(2026, 6, 19)]] == [
        "thứ Sáu 19/6 17h00 hoan-1 chuẩn",
        "thứ Sáu 19/6 17h00 nhac-lich-1 chuẩn",
    ]
    assert "thứ Sáu 19/6 17h00 hoan-1 chuẩn 2 lượt" in map(line, two.days[date(2026, 6, 19)])


def test_everything_is_read_shorter_before_anything_is_left_out() -> None:
    """Six schedules of 25, 100 or 200 seconds in four minutes: all are read, those of first rank at length."""
    many = [session_of(f"doi-thoai-{number}") for number in range(1, 7)]
    found = crowd(*many, **{"khung phát": [{"giờ": "17h00", "giây": "240"}], "nhắc trước": []})
    assert [one.length for one in found.days[date(2026, 6, 1)]] == [Length.STANDARD, *[Length.SHORT] * 5]
    assert found.crowded == ()


def test_what_finds_no_room_is_told_of() -> None:
    """The last in rank has no slot of its day left, and the rota says how many seconds are missing."""
    many = [session_of(f"doi-thoai-{number}") for number in range(1, 7)]
    found = crowd(*many, **{"khung phát": [{"giờ": "17h00", "giây": "120"}], "nhắc trước": []})
    assert {one.script.split("/")[2] for one in found.crowded} == {"doi-thoai-5", "doi-thoai-6"}
    assert {(one.day.day, one.over) for one in found.crowded} == {(1, 5.0), (2, 5.0), (3, 5.0)}


def test_a_slot_has_only_its_own_weekdays() -> None:
    """In order of the hour."""
    station = Station.model_validate(
        {"khung phát": [{"giờ": "17h00"}, {"giờ": "6h30", "thứ": ["thứ Hai", "Chủ nhật"]}]}
    )
    assert [clocked(slot.at) for slot in slots_on(date(2026, 6, 1), station)] == ["6h30", "17h00"]
    assert [clocked(slot.at) for slot in slots_on(date(2026, 6, 2), station)] == ["17h00"]


days = st.dates(date(2026, 6, 1), date(2026, 7, 31))
hours = st.integers(5, 21).map(time)
slots = st.lists(
    st.builds(
        lambda at, seconds, on, main: Slot.model_validate(
            {"giờ": clocked(at), "giây": seconds, "thứ": sorted(on), "chính": "có" if main else "không"}
        ),
        hours,
        st.integers(20, 400),
        st.sets(st.sampled_from([one.value for one in Weekday]), max_size=4),
        st.booleans(),
    ),
    max_size=3,
    unique_by=lambda slot: slot.at,
)


@st.composite
def histories(draw: st.DrawFn) -> dict[str, Any]:
    """A session with any history that a clerk can write."""
    published = sorted(draw(st.lists(days, min_size=1, max_size=4, unique=True)))
    times = [
        {
            "ngày": f"{day:%d/%m/%Y}",
            "từ": clocked(draw(hours)),
            "công bố": f"{since:%d/%m/%Y}",
            **({"lý do": "Bão"} if at else {}),
        }
        for at, (since, day) in enumerate(zip(published, draw(st.lists(days, min_size=4, max_size=4)), strict=False))
    ]
    notices = {
        name: {"công bố": f"{draw(days):%d/%m/%Y}", "lý do": "Bão"} for name in ("hoãn", "hủy") if draw(st.booleans())
    }
    return {"thời gian": times, **notices}


@examples(150)
@given(histories(), slots)
def test_no_reading_outside_its_hours_or_its_time(history: dict[str, Any], own: list[Slot]) -> None:
    """Whatever happened to a session and whenever the station speaks, every reading is one that still holds."""
    found, station = told(history, {})
    station = station.model_copy(update={"slots": tuple(own)})
    by_id = {one.id: one for one in found}
    for airing in rota(timed(found), station, air_rules()).airings:
        _holds(airing, by_id[airing.script], station)


def _holds(airing: Airing, one: Announcement, station: Station) -> None:
    assert one.since is None or airing.day >= one.since
    assert one.until is None or airing.day < one.until
    assert airing.loops >= 1
    if airing.slot:
        assert airing.slot in slots_on(airing.day, station)
        assert airing.over == max(0.0, airing.over)
        assert not (airing.day == one.since and airing.slot.at < time(12))
        assert not (airing.day == one.day and one.of_day and one.of_day.starts and airing.slot.at >= one.of_day.starts)
    if one.cause in (Cause.SCHEDULE, Cause.REMINDER, Cause.CHANGE):
        assert one.day is None or airing.day <= one.day


@examples(150)
@given(histories(), slots)
def test_a_day_never_has_more_than_its_slots_hold(history: dict[str, Any], own: list[Slot]) -> None:
    """Readings and repeats of a slot together fit, but for those that say by how much they do not."""
    found, station = told(history, {})
    station = station.model_copy(update={"slots": tuple(own)})
    used: dict[tuple[date, time], float] = {}
    for airing in rota(timed(found), station, air_rules()).airings:
        if airing.slot and not airing.over:
            key = (airing.day, airing.slot.at)
            used[key] = used.get(key, 0.0) + airing.seconds * airing.loops
            assert used[key] <= airing.slot.seconds


def _consecutive(found: list[date]) -> Iterator[bool]:
    yield from ((after - before).days == 1 for before, after in pairwise(found))


def test_three_days_are_in_a_row_wherever_the_station_allows() -> None:
    """Published on any day of the week, at a station that is silent on any one day of the week."""
    names = [one.value for one in Weekday]
    for silent in names:
        for first in range(1, 8):
            since = f"{first}/6/2026"
            times = [{"ngày": "27/6/2026", "từ": "8h00", "công bố": since}]
            places = [{"nơi": "Hội trường", "công bố": since}]
            station = {"khung phát": [{"giờ": "17h00", "thứ": [name for name in names if name != silent]}]}
            found, own = told({"thời gian": times, "địa điểm": places}, station)
            read = list(
                air_days(next(one for one in found if one.cause is Cause.SCHEDULE), air_rules()[Cause.SCHEDULE], own)
            )
            assert list(_consecutive(read[-3:])) == [True, True], (silent, read)
            assert read[0] <= date(2026, 6, first + 1)
