"""The YAML loader: it never raises, reads what YAML says, and knows where every key stands."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from doithoai.folding import fold
from doithoai.reading import yaml_events
from doithoai.reading.loader import load
from doithoai.reading.marks import _places, locate
from doithoai.reading.yaml_events import events
from examples import examples

_LETTERS = st.characters(categories=["L", "N"], max_codepoint=0x1FFF) | st.sampled_from(" -_.,;!?…“”'\"#:%&*@`|>{}[]")
_WORDS = st.text(_LETTERS, max_size=12)
_KEYS = st.text(st.characters(categories=["Ll"], max_codepoint=0x1EFF), min_size=1, max_size=8)
_TREES = st.recursive(
    _WORDS,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(_KEYS, below, max_size=4),
    max_leaves=25,
)
_MAPPINGS = st.dictionaries(_KEYS, _TREES, min_size=1, max_size=5)
_SIGNS = ["a", "b:", " ", "  ", "\n", "- ", ": ", "'", '"', "[", "]", "{", "}", ",", "#", "&x ", "*x", "!t ", "|", ">"]
_ODD_SIGNS = ["---", "...", "%", "@", "`", "?", "? ", "\t", "\\", "đ", "\u2028", "\ufeff", "\x85", "\x1b", "0", "~"]
_YAMLISH = st.lists(st.sampled_from(_SIGNS + _ODD_SIGNS), max_size=25).map("".join)


def _folds_apart(tree: Any) -> bool:
    """Whether no mapping has two keys that are one key for us."""
    if isinstance(tree, dict):
        return len({fold(key) for key in tree}) == len(tree) and all(map(_folds_apart, tree.values()))
    return all(map(_folds_apart, tree)) if isinstance(tree, list) else True


def _as_typed(value: Any) -> Any:
    """Our reading with the few resolved scalars put back as they are typed."""
    if isinstance(value, dict):
        return {key: _as_typed(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_typed(one) for one in value]
    return {None: "", True: "true", False: "false"}.get(value, str(value)) if not isinstance(value, str) else value


def _dumped(tree: Any) -> str:
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)


@given(st.text() | _YAMLISH)
@example("\u20280\u20280")
@examples(400)
def test_no_text_makes_the_loader_raise(text: str) -> None:
    """Broken text gives problems in Vietnamese with a place inside the text."""
    data, problems = load(text, "tep.yml")
    assert isinstance(data, dict)
    for problem in problems:
        assert 1 <= problem.place.line <= len(text.splitlines()) + 2
        assert problem.what
        assert problem.mend
    locate(text, ("a", 0, "b"))


@given(_MAPPINGS)
def test_the_loader_reads_what_yaml_says(tree: dict[str, Any]) -> None:
    """For any mapping, list and text, structure and text are those of PyYAML's own BaseLoader."""
    text = _dumped(tree)
    data, problems = load(text, "tep.yml")
    if _folds_apart(tree):
        assert problems == []
        assert _as_typed(data) == _as_typed(yaml.load(text, yaml.BaseLoader))


@given(_MAPPINGS)
def test_locate_finds_the_line_of_every_key(tree: dict[str, Any]) -> None:
    """The place of a key is where the key is written."""
    if not _folds_apart(tree):
        return
    text = _dumped(tree)
    lines = text.split("\n")
    for key in tree:
        line, column = locate(text, (key,))
        assert lines[line - 1][column - 1 :].lstrip("'\"? ").startswith(key)


@given(_MAPPINGS, st.integers(2, 40))
def test_locate_counts_from_the_line_the_data_begins_on(tree: dict[str, Any], first: int) -> None:
    """The same place, so many lines further down."""
    text = _dumped(tree)
    key = next(iter(tree))
    line, column = locate(text, (key,))
    assert locate(text, (key,), first) == (line + first - 1, column)


def test_locate_falls_back_to_the_nearest_parent() -> None:
    """A value that is not there is shown where it would belong."""
    text = "a:\n  - b: 1\n  - c: 2\n"
    assert locate(text, ("a", 1, "thiếu")) == (3, 5)
    assert locate(text, ("a", 1, "c")) == (3, 5)
    assert locate(text, ("không có",)) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14:30", "14:30"),
        ("010", "010"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("2026-11-20", "2026-11-20"),
        ("12.50", "12.50"),
        ("-0", "-0"),
        ("+5", "+5"),
        ("~x", "~x"),
        ("=", "="),
        ("1234567890123456789012", "1234567890123456789012"),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("true", True),
        ("false", False),
        ("True", "True"),
        ("null", None),
        ("~", None),
        ("", None),
        ("'12'", "12"),
        ('"true"', "true"),
    ],
)
def test_a_value_stays_what_was_typed(typed: str, read: object) -> None:
    """Only true, false, nothing and plain whole numbers are more than text."""
    data, problems = load(f"a: {typed}", "tep.yml")
    assert (data["a"], type(data["a"]), problems) == (read, type(read), [])


def test_lines_counted_by_other_signs_stay_those_an_editor_counts() -> None:
    """U+2028 and U+0085 end a line for YAML and for no editor; the reader has replaced them before."""
    from doithoai.reading.encoding import decode

    text = decode("a: b\u2028c\nd: e\u0085f\ng: [\n".encode(), "tep.yml").text or ""
    [problem] = load(text, "tep.yml")[1]
    assert problem.place.line == 3


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML's own parser is slower and gives the same data and the same places."""
    text = "tiêu đề: Hội nghị\nnội dung:\n  - một\n  - {hai: 2}\n"
    fast = load(text, "tep.yml"), _places(events(text))
    monkeypatch.setattr(yaml_events, "_PARSER", None)
    slow = load(text, "tep.yml"), _places(events(text))
    assert fast[0] == slow[0]
    assert [(path, mark.line, mark.column) for path, mark in fast[1]] == [
        (path, mark.line, mark.column) for path, mark in slow[1]
    ]
