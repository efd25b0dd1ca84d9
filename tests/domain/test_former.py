"""Addresses of an earlier site, as people copy them from there."""

from __future__ import annotations

import pytest

from doithoai.domain.faults import Fault
from doithoai.domain.former import parse_former


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("tin-tuc/lich.html", "tin-tuc/lich.html"),
        ("/tin-tuc/lich.html", "tin-tuc/lich.html"),
        ("https://phuongmau.example.vn/doi-thoai/2024/", "doi-thoai/2024/"),
        ("doi-thoai/2024", "doi-thoai/2024/"),
        ("tin/%C4%91%E1%BB%91i-tho%E1%BA%A1i", "tin/đối-thoại/"),
    ],
)
def test_an_address_is_read_as_it_is_copied(written: str, read: str) -> None:
    assert parse_former(written) == read


@pytest.mark.parametrize(
    "written", ["", "/", "a/../b", "../b", "a//b", "tin.aspx?id=3", "tin/anh.jpg", "a\\b", "a/\x07"]
)
def test_what_no_page_can_stand_at_is_refused(written: str) -> None:
    with pytest.raises(Fault):
        parse_former(written)
