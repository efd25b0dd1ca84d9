from __future__ import annotations

import pytest

from doithoai.speech import speak


@pytest.mark.parametrize("text", ["1" * 50_000, "1/" * 20_000, "- " * 20_000, "a." * 20_000, "QĐ-" * 15_000, "((" * 20_000,
                                  "5 " * 20_000, "a@" * 20_000, "I" * 50_000, "…/" * 20_000, "x" * 50_000, "1," * 20_000,
                                  "ngày " * 10_000, "1 234 " * 10_000, "*" * 50_000, "_" * 50_000, "<a" * 20_000,
                                  "|" * 50_000, "-" * 50_000 + "A", "- -" * 15_000 + "A", "|-" * 20_000 + "A", "113, " * 1_000,
                                  pytest.param("113, " * 10_000, marks=pytest.mark.slow)])  # fmt: skip
def test_hostile_repetition_is_read_in_time(text: str) -> None:
    """No shape goes over a long line again and again: the test's own time limit is that of the suite."""
    assert speak(text).cleaned
