"""Counts as people write and print them: with points, about, at most, from … to …."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from doithoai.domain.counts import Counted, parse_count
from doithoai.domain.faults import Fault
from doithoai.domain.session import Held


@pytest.mark.parametrize(
    ("written", "number"),
    [("1.120", 1120), ("1.120.500", 1120500), ("12.000", 12000), (" 1.000 ", 1000), ("007", 7), (12, 12)],
)
def test_a_count_may_have_a_point_before_each_group_of_three(written: object, number: int) -> None:
    """So people write thousands; the loader keeps what was typed."""
    assert Held.model_validate({"ngày": "20/6/2026", "số người dự": written}).attendance == number


@pytest.mark.parametrize("written", ["1.12", "1.1200", "0.120", "1,120", "1.120,5", "1120.500", ".120", "1.", "-1.120"])
def test_no_other_point_is_one_of_a_count(written: str) -> None:
    """Where a fraction may be meant nobody guesses."""
    with pytest.raises(ValidationError):
        Held.model_validate({"ngày": "20/6/2026", "số người dự": written})


@pytest.mark.parametrize(
    ("printed", "least", "most", "about", "per"),
    [
        ("120", 120, 120, False, None),
        ("120 người", 120, 120, False, None),
        ("1.120 đại biểu", 1120, 1120, False, None),
        ("05 đồng chí", 5, 5, False, None),
        ("khoảng 120", 120, 120, True, None),
        ("Khoảng 120 người", 120, 120, True, None),
        ("dự kiến khoảng 120 đại biểu", 120, 120, True, None),
        ("dự kiến: 120", 120, 120, True, None),
        ("gần 120", 120, 120, True, None),
        ("trên 100", 101, None, False, None),
        ("hơn 100 người", 101, None, False, None),
        ("ít nhất 100", 100, None, False, None),
        ("không dưới 100 đại biểu", 100, None, False, None),
        ("100 người trở lên", 100, None, False, None),
        ("từ 100 trở lên", 100, None, False, None),
        ("tối đa 150", None, 150, False, None),
        ("không quá 150 đại biểu", None, 150, False, None),
        ("dưới 150", None, 149, False, None),
        ("100–120", 100, 120, False, None),
        ("100 - 120 đại biểu", 100, 120, False, None),
        ("từ 100 đến 120", 100, 120, False, None),
        ("khoảng từ 100 đến 120 người", 100, 120, True, None),
        ("1.000-1.200", 1000, 1200, False, None),
        ("mỗi tổ dân phố 5 đại biểu", 5, 5, False, "tổ dân phố"),
        ("Mỗi thôn từ 5 đến 7 người", 5, 7, False, "thôn"),
        ("mỗi chi bộ Đảng 5 đồng chí", 5, 5, False, "chi bộ Đảng"),
        ("5 đại biểu/tổ", 5, 5, False, "tổ"),
        ("tối đa 03 người mỗi chi bộ", None, 3, False, "chi bộ"),
    ],
)
def test_a_printed_count_says_how_many_and_how_surely(
    printed: str, least: int | None, most: int | None, about: bool, per: str | None
) -> None:
    """Nothing is made of it that it does not say: “trên 100” is 101 or more, “khoảng 120” is about 120."""
    assert parse_count(printed) == Counted(least, most, about, per)


@pytest.mark.parametrize("printed", ["đông đủ", "toàn thể hội viên", "120, trong đó 50 nữ", "120-100", "1,5", "-5", ""])
def test_what_is_no_count_is_told(printed: str) -> None:
    """No number, several, or one that cannot be."""
    with pytest.raises(Fault):
        parse_count(printed)
