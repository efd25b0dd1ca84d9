"""A line of a record's text is a paragraph, whatever it was pasted from, and Markdown's own blocks stay whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doithoai.domain.records import Kind
from doithoai.engines.prose import prose
from doithoai.reading.parts import Parts, place_of, split
from doithoai.reading.record import read
from doithoai.reading.text_lines import line_as_written, set_apart
from examples import examples

HERE = Path(__file__).parent


def _html(text: str) -> str:
    return prose(set_apart(text.strip("\n")))


def test_a_plan_that_was_pasted_from_word_keeps_its_paragraphs() -> None:
    """Its page has them as `pasted.html`, one for each line of `pasted.txt`."""
    assert _html((HERE / "pasted.txt").read_text("utf-8")) + "\n" == (HERE / "pasted.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Dòng một\nDòng hai", "<p>Dòng một</p>\n<p>Dòng hai</p>"),
        ("\tThụt một\n    Thụt hai\n\u3000Thụt ba", "<p>Thụt một</p>\n<p>Thụt hai</p>\n<p>Thụt ba</p>"),
        ("Gồm:\n- một\n- hai\nHết", "<p>Gồm:</p>\n<ul>\n<li>một</li>\n<li>hai</li>\n</ul>\n<p>Hết</p>"),
        ("- một\n    - trong\n- hai", "<ul>\n<li>một<ul>\n<li>trong</li>\n</ul>\n</li>\n<li>hai</li>\n</ul>"),
        ("1. một\n   - trong", "<ol>\n<li>một<ul>\n<li>trong</li>\n</ul>\n</li>\n</ol>"),
        ("1. Mục đích\n- Lắng nghe", "<ol>\n<li>Mục đích</li>\n</ol>\n<ul>\n<li>Lắng nghe</li>\n</ul>"),
        ("**Hai dòng\nđậm** rồi\nthôi", "<p><strong>Hai dòng\nđậm</strong> rồi</p>\n<p>thôi</p>"),
        ("Dòng một  \nDòng hai\nDòng ba", "<p>Dòng một<br>\nDòng hai</p>\n<p>Dòng ba</p>"),
        ("**Không đóng\nDòng hai", "<p>**Không đóng</p>\n<p>Dòng hai</p>"),
        ("PHƯỜNG MẪU\n-------\nSố: 5", "<p>PHƯỜNG MẪU</p>\n<hr>\n<p>Số: 5</p>"),
        ("I. Một\nII. Hai\na) Ba\nĐiều 1. Bốn", "<p>I. Một</p>\n<p>II. Hai</p>\n<p>a) Ba</p>\n<p>Điều 1. Bốn</p>"),
    ],
)
def test_what_belongs_together_stays_together_and_nothing_else(text: str, html: str) -> None:
    assert _html(text) == html


_LINES = st.sampled_from(
    ["", "", "một", "\thai", "   ba", "- bốn", "    - năm", "  + sáu", "1. bảy", "   2. tám", "a) chín", "| a | b |",
     "|---|---|", "> mười", ": nghĩa", "```", "<!-- ẩn", "thôi -->", "**đậm", "hết**", "# Mục", "---", "====", "bẻ  "]
)  # fmt: skip


@given(st.lists(_LINES, max_size=12).map("\n".join))
@examples(500)
def test_nothing_but_empty_lines_and_indents_is_another(text: str) -> None:
    """Whatever stands beside whatever; the second time nothing is left to do; and each line knows where it was."""
    apart = set_apart(text)
    assert apart.split() == text.split()
    assert set_apart(apart) == apart
    written = text.split("\n")
    for number, line in enumerate(apart.split("\n")):
        assert not line.strip() or written[line_as_written(text, number)].strip() == line.strip()


@given(st.lists(_LINES.filter(lambda line: line not in ("```", "<!-- ẩn")), max_size=12).map("\n".join))
@examples(300)
def test_an_indent_makes_no_code(text: str) -> None:
    assert "<pre>" not in _html(text)


@pytest.mark.parametrize("line", ["- a", "<!--", "```x", "**", "|", "a", "\t", ": a", "1. a"])
def test_no_text_takes_long(line: str) -> None:
    """Each line is looked at a few times, however many there are."""
    assert set_apart(f"{line}\n" * 20_000)


def test_the_same_text_stands_below_the_data_and_under_its_key() -> None:
    """And a place in it is that of the file as it was written."""
    front = "tiêu đề: Rác\ntiếp nhận:\n  ngày: 14/3/2026\n  qua: trực tiếp\n"
    texts = []
    for file, whole in (
        ("001.md", f"---\n{front}---\nDòng một\nDòng hai\n  Dòng ba\n"),
        ("001.yml", f"{front}văn bản: |\n  Dòng một\n  Dòng hai\n    Dòng ba\n"),
    ):
        found = read(whole.encode(), file, "phuong-mau/2026/a/kien-nghi/001", Kind.OPINION, None)
        assert found.data is not None, found.problems
        texts.append(found.data["văn bản"])
    assert texts == ["Dòng một\n\nDòng hai\n\nDòng ba"] * 2
    parts = split("---\na: 1\n---\nDòng một\nDòng hai\nDòng ba\n", "a.md")
    assert isinstance(parts, Parts)
    assert place_of(parts, "a.md", ("văn bản", 4)).line == 6
