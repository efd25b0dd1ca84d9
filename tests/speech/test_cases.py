from __future__ import annotations

import pytest

from doithoai.speech import Options, speak
from speech.saying import HERE, said, table

CASES = [row for name in ("cases.tsv", "more_cases.tsv") for row in table(name)]
DISAGREEMENTS = list(table("nemo/disagreements.tsv"))
BROADCAST_SHARE = 0.98
PEER = Options(early_days="", zero_hundreds="")
"""NeMo says "ngày một" and "hai nghìn hai mươi tư", which are two of our options."""


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["written"])
def test_each_case_is_said_as_accepted(row: dict[str, str]) -> None:
    assert said(speak(row["written"]).text) in map(said, row["accepted"].split(" || "))


def test_own_table_is_large_enough_and_has_no_case_twice() -> None:
    own = [row["written"] for row in table("more_cases.tsv")]
    assert len(own) >= 250
    assert len(set(own)) == len(own)


def _peer() -> list[tuple[str, str, str]]:
    """Class, written, read; of the peer's cases that broadcast usage agrees with."""
    apart = {(row["class"], row["written"]) for row in DISAGREEMENTS}
    return [
        (path.stem, *line.split("~"))
        for path in sorted((HERE / "nemo").glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if (path.stem, line.split("~")[0]) not in apart
    ]


def test_cases_of_the_peer_are_said_alike() -> None:
    cases = _peer()
    wrong = [case for case in cases if said(speak(case[1], PEER).text) != said(case[2])]
    assert len(wrong) <= len(cases) * (1 - BROADCAST_SHARE), wrong


def test_each_disagreement_with_the_peer_has_a_reason_and_is_one() -> None:
    for row in DISAGREEMENTS:
        path = HERE / "nemo" / f"{row['class']}.txt"
        read = dict(line.split("~") for line in path.read_text("utf-8").splitlines())[row["written"]]
        assert row["reason"]
        assert said(speak(row["written"], PEER).text) != said(read)
