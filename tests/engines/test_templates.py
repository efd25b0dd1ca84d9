"""Templates: our ways of being quick change nothing of what Jinja would write."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup

from doithoai.engines.templates import environment

SHOWN = "{{ one }}{{ one ~ two }}{% set three %}{{ two }}{% endset %}{{ three }}{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m(one) }}"
VALUES = st.one_of(
    st.text(alphabet="a<>&'\"ắ\n ", max_size=8),
    st.builds(Markup, st.sampled_from(["<i>", "&amp;", "a"])),
    st.integers(),
)


@given(one=VALUES, two=VALUES)
def test_text_is_escaped_as_jinja_escapes_it(one: Any, two: Any) -> None:
    """Whatever is shown, set, joined or handed to a macro: signs of HTML once, marked HTML never."""
    ours = environment("site/pages", {}).from_string(SHOWN)
    theirs = Environment(autoescape=True).from_string(SHOWN)
    assert ours.render(one=one, two=two) == theirs.render(one=one, two=two)
