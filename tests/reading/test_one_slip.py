"""One slip in a line's beginning is told once, at that line, and nothing false is told for it.

Nothing of what stands below, nor of what rules say of a list that has lost an item.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from doithoai.problems import Severity
from reading.minimal import problems_of
from sample import copy_site

WARD = "content/phuong-mau/"
OPINION = "2026/doi-thoai-1/kien-nghi/001.md"
LATER = "2026/doi-thoai-2/kien-nghi/015.md"
CONCLUSION = "2026/doi-thoai-1/ket-luan.md"
SESSION = "2026/doi-thoai-1/lich.md"
LEDGER = "2026/doi-thoai-1/cong-khai.yml"
AUTHORITY = "co-quan.yml"

Slips = dict[str, str]
"""Lines, with their neighbour where there are several such, and what was typed instead."""
Told = list[tuple[str, str]]
"""What is told: a code and a line, without its indent."""

SLIPS: dict[str, tuple[str, Slips, Told]] = {
    "a dash without a space": (OPINION, {"  - ngày: 14/3/2026": "  -ngày: 14/3/2026"}, [("bullet", "-ngày: 14/3/2026")]),
    "a long dash": (OPINION, {"  - ngày: 14/3/2026": "  – ngày: 14/3/2026"}, [("bullet", "– ngày: 14/3/2026")]),
    "a dash at the margin": (OPINION, {"  - ngày: 14/3/2026": "- ngày: 14/3/2026"}, [("indent", "- ngày: 14/3/2026")]),
    "a dash too deep": (OPINION, {"  - ngày: 14/3/2026": "    - ngày: 14/3/2026"}, [("indent", "- ngày: 14/3/2026")]),
    "the answer at the margin": (LATER, {"  - ngày: 15/7/2026": "- ngày: 15/7/2026"}, [("indent", "- ngày: 15/7/2026")]),
    "the answer too deep": (LATER, {"  - ngày: 15/7/2026": "    - ngày: 15/7/2026"}, [("indent", "- ngày: 15/7/2026")]),
    "a long dash above another list": (
        CONCLUSION,
        {"      - ngày: 9/4/2026": "      – ngày: 9/4/2026"},
        [("bullet", "– ngày: 9/4/2026")],
    ),
    "an item too deep with words below it": (
        SESSION,
        {"đã duyệt:\n  - việc: lịch": "đã duyệt:\n    - việc: lịch"},
        [("indent", "lần: 1")],
    ),
    "a long dash in line with the keys": (
        CONCLUSION,
        {"      - ngày: 9/4/2026": "        – ngày: 9/4/2026"},
        [("bullet", "– ngày: 9/4/2026")],
    ),
    "an impossible date below a dash without a space": (
        OPINION,
        {"  - ngày: 20/3/2026": "  -ngày: 20/3/2026", "    hạn: 15/4/2026": "    hạn: 30/2/2026"},
        [("bullet", "-ngày: 20/3/2026"), ("impossible-date", "hạn: 30/2/2026")],
    ),
    "an impossible date behind a dash without a space": (
        OPINION,
        {"  - ngày: 20/3/2026": "  -ngày: 30/2/2026"},
        [("bullet", "-ngày: 30/2/2026"), ("impossible-date", "-ngày: 30/2/2026")],
    ),
    "words after a quotation below a dash without a space": (
        CONCLUSION,
        {
            "      - ngày: 24/7/2026": "      -ngày: 24/7/2026",
            "        căn cứ: Biên bản nghiệm thu 260 mét trên tổng số 400 mét": '        căn cứ: "Nhận" qua phiếu',
        },
        [("bullet", "-ngày: 24/7/2026"), ("quote", 'căn cứ: "Nhận" qua phiếu')],
    ),
    "an area with a dash without a space": (AUTHORITY, {"  - mã: tdp-4": "  -mã: tdp-4"}, [("bullet", "-mã: tdp-4")]),
    "an area with a dot of Word": (AUTHORITY, {"  - mã: tdp-4": "  • mã: tdp-4"}, [("bullet", "• mã: tdp-4")]),
    "an item without a colon": (
        OPINION,
        {"  - ngày: 20/3/2026": "  - ngày 20/3/2026", "    hạn: 15/4/2026": "    hạn: 30/2/2026"},
        [("no-colon", "- ngày 20/3/2026"), ("impossible-date", "hạn: 30/2/2026")],
    ),
    "a key of a list without a colon": (AUTHORITY, {"  điện thoại:": "  điện thoại"}, [("no-colon", "điện thoại")]),
    "a line amid a list": (
        CONCLUSION,
        {"    kiến nghị: [001]": "    kiến nghị: [001]\nxyzq:"},
        [("indent", "xyzq:")],
    ),
    "a first item without a dash": (
        SESSION,
        {"  - nhóm: Đại biểu phường": "    nhóm: Đại biểu phường"},
        [("bullet", "nhóm: Đại biểu phường")],
    ),
    "a first item of an inner list without a dash": (
        AUTHORITY,
        {"    - giờ: 6h30": "      giờ: 6h30"},
        [("bullet", "giờ: 6h30")],
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's fictional ward."""
    return copy_site(tmp_path_factory.mktemp("ward"), "phuong-mau")


@pytest.fixture(scope="module")
def sound(ward: Path) -> set[str]:
    """What is told of it as it is."""
    return {str(one) for one in problems_of(ward)}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_once_and_nothing_for_it(name: str, ward: Path, sound: set[str]) -> None:
    """Each line of the table, in the ward that has no other fault."""
    file, slips, expected = SLIPS[name]
    path = ward / WARD / file
    whole = text = path.read_text("utf-8")
    for old, new in slips.items():
        assert text.count(f"{old}\n") == 1, old
        text = text.replace(f"{old}\n", f"{new}\n")
    path.write_text(text, "utf-8")
    told = [one for one in problems_of(ward) if one.severity is Severity.ERROR and str(one) not in sound]
    path.write_text(whole, "utf-8")
    lines = text.split("\n")
    assert {one.place.file for one in told} == {WARD + file}
    assert [(one.code, lines[one.place.line - 1].strip()) for one in told] == expected
