"""Which publications reached a place, and which papers were replaced: as if each was held against every other."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doithoai.domain import notices
from doithoai.domain.norms import NO_NORMS
from doithoai.domain.notices import Reach, Spot, covers
from doithoai.domain.postings import postings_of
from doithoai.domain.publication import Cause, Channel, Publication, PublicationLog

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 12).map(lambda count: FIRST + timedelta(days=count))
PLACES = st.sampled_from([
    None, "Toàn bộ 12 cụm loa", "Bảng tin trụ sở", "bảng tin", "Bảng tin Tổ 1", "Bảng tin Tổ 01, Tổ 2", "Tổ 2", "- / -",
])  # fmt: skip


def entry(on: date, **more: Any) -> Publication:
    return Publication.model_construct(**{
        "on": on, "at": None, "channel": Channel.POSTING, "cause": Cause.SCHEDULE, "where": None, "until": None,
        "skipped": None, **more,
    })  # fmt: skip


ENTRIES = st.lists(
    st.builds(
        entry,
        DAYS,
        at=st.sampled_from([None, time(6, 30), time(6, 45), time(17)]),
        channel=st.sampled_from([Channel.POSTING, Channel.POSTING, Channel.LOUDSPEAKER]),
        cause=st.sampled_from([Cause.SCHEDULE, Cause.REMINDER, Cause.CHANGE, Cause.CORRECTION]),
        where=PLACES,
        until=st.none() | DAYS,
        skipped=st.sampled_from([None, None, "Mất điện"]),
    ),
    max_size=12,
)
SPOTS = st.builds(
    Spot,
    st.sampled_from([Channel.POSTING, Channel.LOUDSPEAKER]),
    PLACES.map(lambda where: where or ""),
    at=st.sampled_from([None, time(6, 30)]),
)


def log_of(entries: list[Publication]) -> PublicationLog:
    return PublicationLog.model_construct(entries=tuple(entries))


@given(ENTRIES, SPOTS)
def test_what_reached_a_place_is_what_covers_it(entries: list[Publication], spot: Spot) -> None:
    """In the order of the log."""
    assert Reach(entries).of(spot) == [one for one in entries if covers(one, spot)]


@given(ENTRIES)
def test_a_paper_is_replaced_as_if_it_was_held_against_every_other(entries: list[Publication]) -> None:
    """By a change or a correction after its day while it hangs, or by the same thing that hangs longer."""
    found = list(postings_of(log_of(entries), NO_NORMS))
    posted = [one for one in entries if one.channel is Channel.POSTING and not one.skipped]
    assert [one.entry for one in found] == posted
    assert [one.replaced for one in found] == [_is_replaced(one, posted) for one in posted]


def _is_replaced(paper: Publication, posted: list[Publication]) -> bool:
    newer = [one for one in posted if covers(one, Spot(Channel.POSTING, paper.where or ""))]
    changing = (Cause.CHANGE, Cause.CORRECTION)
    until = paper.until or date.max
    changed = any(paper.on < one.on <= until for one in newer if one.cause in changing)
    again = any(paper.on <= one.on <= until < (one.until or date.max) for one in newer if one.cause is paper.cause)
    return changed or again


@pytest.mark.parametrize("where", ["Bảng tin trụ sở", "Bảng tin Tổ {}"], ids=["one board", "a board each"])
def test_twice_as_long_a_log_is_not_four_times_the_work(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in places compared; every paper hangs for a while, and nothing replaces it."""
    compared = 0

    def counting(one: Publication, spot: Spot) -> bool:
        nonlocal compared
        compared += 1
        return covers(one, spot)

    monkeypatch.setattr(notices, "covers", counting)
    counts = []
    for length in (200, 400):
        compared = 0
        days = [FIRST + timedelta(days=3 * at) for at in range(length)]
        log = log_of([entry(on, where=where.format(at), until=on + timedelta(days=2)) for at, on in enumerate(days)])
        assert not any(one.replaced for one in postings_of(log, NO_NORMS))
        counts.append(compared)
    assert 0 < counts[1] < 3 * counts[0]
