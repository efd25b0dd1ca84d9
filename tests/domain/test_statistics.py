"""Figures: counted on both axes, added up over authorities, and never hiding what is not resolved."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doithoai.domain.deadlines import forwarding_of
from doithoai.domain.opinion import Step
from doithoai.domain.standing import Group
from doithoai.domain.statistics import (
    ANSWERING,
    Tally,
    added,
    distribution,
    figures_data,
    figures_from,
    figures_of,
    is_told,
    median_days,
    together,
)
from domain.test_steps import FIRST, event, seen, ward
from wards import edition_for

STEPS = st.lists(st.sampled_from([one for one in Step if one not in (Step.RECEIVED, Step.MERGED)]), max_size=5)
WARDS = st.lists(STEPS, min_size=1, max_size=6)


def _figures(opinions: list[list[Step]]):  # type: ignore[no-untyped-def]
    numbered = {
        f"{at:03d}": [event(step.value, FIRST + timedelta(days=day)) for day, step in enumerate(steps)]
        for at, steps in enumerate(opinions, 1)
    }
    edition = seen(ward(numbered))
    return edition, figures_of(edition)


@given(WARDS)
def test_each_axis_counts_every_opinion_once(opinions: list[list[Step]]) -> None:
    """Both rows of figures have the same total, and what is answered and open is told as such."""
    edition, found = _figures(opinions)
    whole, total = found.whole, len(opinions) + 1
    assert whole.total == total
    assert whole.answered + whole.unanswered + whole.not_needed == total == sum(found.answers.values())
    assert whole.done + whole.doing + whole.waiting + whole.elsewhere == total == sum(found.resolutions.values())
    standings = [edition.standing(one) for one in edition.dossier.opinions]
    hidden = [one for one in standings if one.is_answered and one.group in (Group.DOING, Group.WAITING)]
    assert whole.answered_not_done == len(hidden)


@given(WARDS)
def test_the_median_and_the_distribution_are_those_of_the_days_to_the_first_answer(opinions: list[list[Step]]) -> None:
    """Counted again from the orders that the opinions were made from."""
    _, found = _figures(opinions)
    days = [next(at for at, step in enumerate(steps) if step in ANSWERING)
            for steps in opinions if any(step in ANSWERING for step in steps)]  # fmt: skip
    assert found.days == dict(sorted(Counter(days).items()))
    assert median_days(found.days) == (median(days) if days else None)
    assert sum(count for _, count in distribution(found.days)) == len(days)


@given(WARDS, WARDS)
def test_figures_of_authorities_add_up_and_survive_being_stored(one: list[list[Step]], two: list[list[Step]]) -> None:
    """The site's figures are those of its authorities together; stored as plain data they come back equal."""
    first, second = _figures(one)[1], _figures(two)[1]
    both = added([first, second])
    assert both.whole == together([first.whole, second.whole])
    assert both.whole.late == first.whole.late + second.whole.late
    assert sum(both.days.values()) == sum(first.days.values()) + sum(second.days.values())
    assert figures_from(figures_data(first)) == first
    assert added([]).whole == Tally()


SENT = ("12/6/2026", "chuyển cấp trên")
TOLD = {
    "by letter": ([SENT, ("20/6/2026", "trả lời bằng văn bản")], 20),
    "to their face": ([SENT, ("20/6/2026", "trả lời tại hội nghị")], 20),
    "returned, and answered here": (
        [SENT, ("19/6/2026", "đang giải quyết"), ("20/6/2026", "trả lời bằng văn bản")],
        20,
    ),
    "by a notice, before the answer": (
        [SENT, ("14/6/2026", "báo cho người nêu"), ("20/6/2026", "trả lời bằng văn bản")],
        14,
    ),
    "put up for all": ([SENT, ("20/6/2026", "trả lời công khai")], None),
    "only worked on": ([SENT, ("20/6/2026", "đang giải quyết")], None),
    "answered, and then forwarded": ([("12/6/2026", "trả lời tại hội nghị"), SENT], None),
    "answered, and forwarded again": (
        [SENT, ("13/6/2026", "trả lời bằng văn bản"), ("14/6/2026", "chuyển cấp trên")],
        None,
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_an_answer_given_to_the_petitioner_after_the_forwarding_tells_of_it(name: str) -> None:
    """The rule asks that whoever raised it knows (“thông báo cho người nêu ý kiến, kiến nghị biết”)."""
    steps, day = TOLD[name]
    events = [{"ngày": on, "việc": step, "chuyển đến": "Sở"} for on, step in steps]
    opinion = {"tiêu đề": "Đèn", "tiếp nhận": {"ngày": "5/6/2026"}, "diễn biến": events}
    edition = edition_for({"lich": {"tiêu đề": "A", "thời gian": "6/6/2026"}, "kien-nghi/001": opinion})
    (one,) = edition.dossier.opinions
    assert forwarding_of(one)[1] == (date(2026, 6, day) if day else None)
    assert is_told(one, edition) is (day is not None)


def test_a_petitioner_is_told_of_the_last_forwarding_also_of_what_theirs_was_merged_into() -> None:
    """The first of two forwardings was told of, the second only at last; opinion 002 goes along with 001."""
    steps = ["chuyển cấp trên", "báo cho người nêu", "đang giải quyết", "chuyển cấp trên", "báo cho người nêu"]
    events = [{"ngày": f"{day}/6/2026", "việc": step, "chuyển đến": "Sở"} for day, step in enumerate(steps, 11)]
    merged = [{"ngày": "10/6/2026", "việc": "gộp", "gộp vào": "001"}]
    counted = [
        figures_of(edition_for({"lich": {"tiêu đề": "A", "thời gian": "6/6/2026"}} | {
            f"kien-nghi/{number}": {"tiêu đề": "Đèn", "tiếp nhận": {"ngày": "5/6/2026"}, "diễn biến": told}
            for number, told in (("001", events[:last]), ("002", merged))
        }))
        for last in (4, 5)
    ]  # fmt: skip
    assert [(one.forwarded, one.untold) for one in counted] == [(2, 2), (2, 0)]
