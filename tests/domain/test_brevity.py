"""Names shortened for the ear: a table anybody can read."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from doithoai.domain.brevity import (
    authority_called,
    building_called,
    clause,
    counter_called,
    dialled,
    gist,
    hours_called,
    level_called,
    phone_called,
    place_called,
    session_called,
)

ROWS = list(csv.DictReader((Path(__file__).parent / "brevity.tsv").read_text("utf-8").splitlines(), delimiter="\t"))
RULES = {
    "buổi": session_called,
    "nơi": lambda name: place_called(name, "phường Thử"),
    "cơ quan": lambda name: authority_called(name, "phường Thử"),
    "cấp": lambda name: level_called(name, "phường Thử"),
    "ý": gist,
    "nhà": lambda name: building_called(name, "phường Thử"),
    "quầy": lambda name: counter_called(name, "phường Thử"),
    "mệnh đề": clause,
    "giờ": lambda hours: " | ".join(part for one in hours.split(" | ") for part in hours_called(one)),
    "điện thoại": phone_called,
    "quay số": dialled,
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["written"][:60])
def test_names_are_shortened_by_whole_parts(row: dict[str, str]) -> None:
    assert RULES[row["rule"]](row["written"]) == row["said"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["said"][:60])
def test_what_is_short_stays_as_it_is(row: dict[str, str]) -> None:
    """A second time nothing more goes."""
    short = RULES[row["rule"]](row["written"])
    assert RULES[row["rule"]](short) == short
