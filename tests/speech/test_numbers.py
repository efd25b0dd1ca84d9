from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doithoai.speech import Options, speak

UNITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7,
         "tám": 8, "chín": 9}  # fmt: skip
SIZES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9}


def parse(spoken: str) -> int:
    """A number from its words, by adding up from the left; knows nothing of how they were made."""
    total = part = group = 0
    for word in spoken.split():
        if word in UNITS:
            group += UNITS[word]
        elif word == "mười":
            group += 10
        elif word == "mươi":
            group += (group % 10) * 9
        elif word == "trăm":
            group *= 100
        elif word == "tỷ":
            total, part, group = (total + part + group) * SIZES[word], 0, 0
        elif word in SIZES:
            part, group = part + group * SIZES[word], 0
        else:
            assert word in ("linh", "lẻ"), word
    return total + part + group


@settings(deadline=None)
@given(st.integers(0, 10**15))
def test_integers_come_back_from_their_words(number: int) -> None:
    assert parse(speak(str(number)).text) == number


@settings(deadline=None)
@given(st.integers(1000, 10**15))
def test_grouped_integers_come_back_from_their_words(number: int) -> None:
    assert parse(speak(f"{number:,}".replace(",", ".")).text) == number


@settings(deadline=None)
@given(st.integers(0, 10**15))
def test_southern_numbers_come_back_from_their_words(number: int) -> None:
    assert parse(speak(str(number), Options.southern()).text) == number


@settings(deadline=None)
@given(st.integers(0, 10**15))
def test_numbers_without_their_empty_hundreds_come_back_from_their_words(number: int) -> None:
    assert parse(speak(str(number), Options(zero_hundreds="")).text) == number


@pytest.mark.parametrize("number", [18_001_091, 19_001_009, 84_912_345_678, 1_900_123_456, 113, 1022])
def test_a_number_that_looks_like_a_telephone_is_a_number_where_nobody_calls(number: int) -> None:
    assert parse(speak(str(number)).text) == number


@settings(deadline=None)
@given(st.sampled_from(range(16)), st.integers(0, 999))
def test_numbers_around_powers_of_ten_come_back(power: int, more: int) -> None:
    number = min(10**power + more, 10**15)
    assert parse(speak(str(number)).text) == number


@pytest.mark.parametrize(
    ("number", "north", "south"),
    [
        ("104", "một trăm linh bốn", "một trăm lẻ bốn"),
        ("1024", "một nghìn không trăm hai mươi tư", "một ngàn không trăm hai mươi bốn"),
        ("2.005.000", "hai triệu không trăm linh năm nghìn", "hai triệu không trăm lẻ năm ngàn"),
    ],
)
def test_dialects_differ_where_they_do(number: str, north: str, south: str) -> None:
    assert speak(number).text == north
    assert speak(number, Options.southern()).text == south
