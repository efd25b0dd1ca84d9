"""Whatever a person types comes back from the reader as it was typed."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from doithoai.domain.opinion import Opinion
from doithoai.reading.loader import load
from doithoai.reading.parts import Parts, split, with_text
from doithoai.reading.text_lines import set_apart
from doithoai.scaffold.writing import data_alone, markdown, one_line, paragraphs, scalar

TRAPS = st.text(alphabet=":#-'\"\\[]{}&*!|>%@`,?~= \n\tabđà0", max_size=30)
WORDS = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cn")), max_size=60)


@given(st.one_of(TRAPS, WORDS))
@example("true")
@example("null")
@example("~")
@example("- a")
@example("012")
@example("12")
@example("a: b")
@example("a #b")
@example("---")
@example("\\")
@example("'\"\\")
def test_a_typed_value_reads_back_as_it_is(typed: str) -> None:
    """Under a key and in a list alike."""
    value = one_line(typed)
    if not value:
        return
    data, problems = load(f"a: {scalar(value)}\nb:\n  - {scalar(value)}\n", "")
    assert not problems
    assert data == {"a": value, "b": [value]}


@given(st.one_of(TRAPS, WORDS))
def test_a_typed_text_reads_back_below_the_front_matter(typed: str) -> None:
    """A line of dashes in the text does not end it."""
    parts = split(markdown(Opinion, {"tiêu đề": "A"}, typed), "a.md")
    assert isinstance(parts, Parts)
    assert parts.body == paragraphs(typed).rstrip("\n")


@given(st.one_of(TRAPS, WORDS))
@example(" a\n b")
@example("# a\n\n--- b\n")
def test_a_typed_text_reads_back_under_its_key(typed: str) -> None:
    """It is the text that would stand below the front matter, each line a paragraph."""
    parts = split(data_alone(Opinion, {"tiêu đề": "A"}, typed), "a.yml")
    assert isinstance(parts, Parts)
    data, problems = load(parts.yaml, "a.yml")
    assert not problems
    assert with_text(data, parts) == {"tiêu đề": "A"} | (
        {"văn bản": set_apart(text)} if (text := paragraphs(typed)[:-1]) else {}
    )


@pytest.mark.parametrize("plain", ["Đèn hỏng", "20/6/2026", "8h00 - 11h00", "024.7300.0000", "(ghi tên)", "tdp-1"])
def test_what_needs_no_quotes_gets_none(plain: str) -> None:
    """Clerks copy what they see."""
    assert scalar(plain) == plain


def test_quotes_are_double_unless_the_value_has_some() -> None:
    """`"a: b"`, but `'“a”: "b"'`: no backslash ever."""
    assert scalar("a: b") == '"a: b"'
    assert scalar('a: "b"') == "'a: \"b\"'"
