"""Codes that people say by telephone and type from paper."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.wards import dossier_of

from doithoai.domain.faults import Fault
from doithoai.domain.spoken_code import check_digit, clashes, code_of, derived, free, grouped, is_valid, parse

CASES = list(csv.DictReader(Path(__file__).with_name("spoken_codes.tsv").open(encoding="utf-8"), delimiter="\t"))
CODES = [derived(f"phuong-thu/2026/doi-thoai-1/kien-nghi/{number:03d}") for number in range(300)]
SESSION = {"tiêu đề": "Buổi thử", "thời gian": "20/6/2026"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["typed"])
def test_a_code_is_read_as_people_type_it_or_its_fault_is_named(case: dict[str, str]) -> None:
    if case["digits"]:
        assert parse(case["typed"]) == case["digits"]
    else:
        with pytest.raises(Fault) as caught:
            parse(case["typed"])
        assert case["fault"] in caught.value.what


def test_the_check_digit_is_that_of_damms_example() -> None:
    assert check_digit("572") == "4"


def test_every_code_has_eight_digits_the_first_not_nought_the_last_checking_the_others() -> None:
    assert all(is_valid(code) and len(code) == 8 and code[0] != "0" for code in CODES)


def test_every_single_wrong_digit_is_found() -> None:
    wrong = [
        code[:at] + digit + code[at + 1 :]
        for code in CODES
        for at in range(8)
        for digit in "0123456789"
        if digit != code[at]
    ]
    assert not any(map(is_valid, wrong))


def test_every_swap_of_neighbours_is_found() -> None:
    swapped = [
        code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        for code in CODES
        for at in range(7)
        if code[at] != code[at + 1]
    ]
    assert not any(map(is_valid, swapped))


def test_a_records_code_follows_from_its_id_for_ever() -> None:
    assert derived("phuong-mau/2026/doi-thoai-1/lich") == "62351592"


def test_a_code_written_in_the_record_goes_before_the_one_from_its_id() -> None:
    records = dossier_of({"lich": SESSION, "2026/doi-thoai-2/lich": {**SESSION, "mã tra cứu": "4821.9038"}})
    assert [grouped(code_of(one)) for one in records.sessions] == [
        grouped(derived(records.sessions[0].id)),
        "4821 9038",
    ]


def test_two_records_with_one_code_are_both_named_and_the_second_gets_a_free_one() -> None:
    (clash,) = clashes([("48219038", "a"), ("11111111", "b"), ("48219038", "c")])
    assert (clash.one, clash.other) == ("a", "c")
    assert is_valid(clash.mend)
    assert clash.mend not in ("48219038", "11111111")


def test_a_free_code_is_none_that_is_taken() -> None:
    assert free("a", {derived("a"), derived("a", 1)}) == derived("a", 2)
