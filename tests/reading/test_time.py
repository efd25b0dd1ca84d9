"""No text keeps the check busy: hostile repetitions, at two sizes.

No seconds are asserted: what is asserted is that twice the text takes nowhere near four times as long once it takes
any time that can be measured, and faulthandler ends a run that would never end.
"""

from __future__ import annotations

import faulthandler
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from doithoai.domain.authority import Contact
from doithoai.domain.dates import parse_clock, parse_date, parse_moment
from doithoai.domain.faults import Fault
from doithoai.domain.records import Kind
from doithoai.engines.prose import prose
from doithoai.reading.encoding import decode
from doithoai.reading.record import read

SIZE, LESS = 200_000, 20_000
MEASURABLE = 0.4
"""Seconds below which a machine's noise is larger than what is measured."""
NEVER = 1800
"""Seconds after which a run is taken for endless."""

PERSONAL = [
    "a", " ", "0", "0 ", "1/", "1 ", "số 1", "số 1 ", "ông ", "Ông (bà): ", "ông A", "A ", "Bà Á ", "cmnd ",
    "căn cước 1", "a@", "a.", "+84", "(0", "ngõ ", "số nhà ", "người nêu: ", "Họ và tên ", "<", "<a", "<a ", "<!--",
    "</", "javascript ", "\n", "¹", "@a.a", "a [at] a", "a at ", "a a còng ", "a@a chấm ", "[at", "(a còng) ",
    "A", "H", "Nguyễn ", "Nguyễn Văn ", "hộ Nguyễn ", "nguyễn văn ", "đ/c ", "đồng chí Nguyễn Văn A ", "sinh ", "o9", "0-",
    "84.912.", "P.1", "căn A1 ", "phòng 12 ", "nhà 12 phố ", "stk 1", "tk ", "29A-", "xe 29", "GD4 01 ", "bhyt số mã ",
    "từ số 1 đường A đến ", "chợ ", "chợ ở số 1 phố A ", "chợ Tổ Tổ Tổ Tổ Tổ Tổ Tổ Tổ Tổ số 1 phố A ", "số 1 đường A ", "ông Nguyễn Văn A, ", "đường cụ Phan A ",
]  # fmt: skip
YAML = [
    "a", " ", "[", "[]", "{a: ", "- ", "? ", ": ", "a: ", "&a ", "*a ", "!a ", '"', "'", "\\", "|\n", "#", ",", "%",
    "\n", "\n ", "\n- ", "\na: b", "\na:", "\n? a", "\n--- ", "\na: *b", "\na: [", '\na: "b" c',
]  # fmt: skip
VALUES = [
    "1", " ", "ngày ", "ngày.", "1/", "8h", "8h ", "8:", "20/", "thứ ", "thứ hai ", "từ ", "dự kiến ", "tháng ",
    "năm ", "quý ", ", ", "từ 1 đến ", "trước ", "…", "sáng ",
]  # fmt: skip
BYTES = [
    "iª",
    "öô",
    "§Ò ",
    "<<<<<<< ",
    "<<<<<<< \n",
    "a\u0301",
    "\u0301\u0323",
    "\u0323\u0301",
    "\u0345\u0301",
    "\ufeff",
    "\r",
    "\x1b",
    "\u2028",
]
MARKDOWN = [
    "[", "![", "[a](", "[a][", "[a]: b\n", "[a](b) ", "(", "*", "**a ", "_a", "`", "``a", ">", "> ", "- ", "1. ",
    "#", "\\", "&", "&#", "|", "|-", "a|b\n", "|a|b|\n", "a\n: b\n", "a\n", "\n- ", "\n1. ", "\n    ", "=", '"', "<",
    "<a", "<a href='", "<!--", "<div>", "</", "a\n===\n", "# a\n", "# a\n\n", "---\n", "* * *\n", "- a\n\n",
    "> a\n\n", "<b><i>", "a ", "\n" + " " * 50 + "-",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _ended_when_endless() -> Iterator[None]:
    faulthandler.dump_traceback_later(NEVER, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


def _opinion(text: str) -> None:
    head = "---\ntiêu đề: Rác\ntiếp nhận:\n  ngày: 14/3/2026\n---\n"
    read((head + text).encode(), "content/a/2026/b/kien-nghi/001.md", "a/2026/b/kien-nghi/001", Kind.OPINION, Contact())


def _front_matter(text: str) -> None:
    read(f"---\ntiêu đề: {text}\n---\n".encode(), "content/a/2026/b/lich.md", "a/2026/b/lich", Kind.SESSION, Contact())


def _values(text: str) -> None:
    for parse in (parse_date, parse_moment, parse_clock):
        with suppress(Fault):
            parse(text)


def _decoded(text: str) -> None:
    decode(text.encode(), "a.md")


def _authority(text: str) -> None:
    read(f"tên: [\nliên hệ:\n{text}".encode(), "content/a/co-quan.yml", "a/co-quan", Kind.AUTHORITY, None)


@pytest.mark.parametrize(
    ("reader", "before", "piece", "after"),
    [
        (_authority, "", " ", "\n\u2004x"),
        (_authority, "", "  a\n", "\u2004x"),
        (_front_matter, "a\nchủ trì:", " ", "\nb: c #d"),
        (_front_matter, "a\n- ", " ", "x #d"),
        (_opinion, "người nêu: ", "(A B C D E F G H ", ""),
    ],
    ids=["blanks before a contact", "contacts", "blanks after a key", "blanks in a list", "brackets of a raiser"],
)
def test_time_grows_with_what_is_repeated_within_a_text(
    reader: Callable[[str], object], before: str, piece: str, after: str
) -> None:
    """What stands before and after a hundred thousand signs is what makes a pattern try again and again."""
    text, half = (before + piece * (size // len(piece)) + after for size in (SIZE, SIZE // 2))
    if _seconds(reader, text) > MEASURABLE:
        ratios = [_seconds(reader, text) / _seconds(reader, half) for _ in range(3)]
        assert min(ratios) < 3.4, ratios


READERS: dict[str, tuple[Callable[[str], object], list[str]]] = {
    "opinion": (_opinion, PERSONAL),
    "front-matter": (_front_matter, YAML),
    "values": (_values, VALUES),
    "decode": (_decoded, BYTES),
    "prose": (prose, MARKDOWN),
}


def _seconds(reader: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    reader(text)
    return time.process_time() - start


@pytest.mark.parametrize(
    ("name", "size"),
    [*((name, SIZE) for name in READERS if name != "prose"), ("prose", LESS),
     pytest.param("prose", SIZE, marks=pytest.mark.slow)],
)  # fmt: skip
def test_time_grows_with_the_text_and_not_with_its_square(name: str, size: int) -> None:
    """Each piece repeated to 200 kB, after a word that could begin a match; Markdown takes most of a second for that."""
    reader, pieces = READERS[name]
    for piece in pieces:
        text = ("số 1" if reader is _opinion else "") + piece * (size // len(piece))
        if _seconds(reader, text) > MEASURABLE:
            ratios = [_seconds(reader, text) / _seconds(reader, text[: size // 2]) for _ in range(3)]
            assert min(ratios) < 3.4, (piece, ratios)


def test_a_file_read_a_second_time_takes_as_long_as_the_first() -> None:
    """A preview reads what was saved again and again: that each of 50,000 faults has its place is no reason to wait."""
    text = "<!--" * (SIZE // 4)
    first = _seconds(_opinion, text)
    assert min(_seconds(_opinion, text) for _ in range(3)) < 2 * first


def test_thousands_of_faults_are_placed_in_one_walk() -> None:
    """A file of 20,000 unknown keys costs one parse, not 20,000."""
    keys = "".join(f"khóa {n}: giá trị\n" for n in range(20_000))
    found = read(f"---\n{keys}---\n".encode(), "content/a/2026/b/lich.md", "a/2026/b/lich", Kind.SESSION, Contact())
    assert [one.place.line for one in found.problems if one.code == "unknown-key"] == list(range(2, 20_002))
