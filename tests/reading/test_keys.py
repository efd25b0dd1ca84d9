"""Keys as clerks type them, and the models that must be able to tell them apart."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doithoai.domain.authored import AuthoredHead
from doithoai.domain.fields import Block
from doithoai.domain.site import SiteConfig
from doithoai.domain.topics import Topics
from doithoai.folding import did_you_mean, fold, meant, nearest, slug
from doithoai.reading.parts import TEXT_KEY
from doithoai.reading.record import MODELS
from doithoai.reading.validation import BELOW, _block_in, _by_another_name, _in_english, _keys_in

_HERE = Path(__file__).parent


def _all_models() -> list[type[Block]]:
    found: dict[type[Block], None] = {}
    waiting: list[type[Block]] = [*MODELS.values(), SiteConfig, Topics, AuthoredHead]
    while waiting:
        model = waiting.pop()
        if model not in found:
            found[model] = None
            waiting += _blocks_below(model)
    return list(found)


def _blocks_below(model: type[Block]) -> Iterator[type[Block]]:
    for field in model.model_fields.values():
        block = _block_in(field.annotation)
        if block:
            yield block


def _spellings() -> list[list[str]]:
    with (_HERE / "keys.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


@pytest.mark.parametrize(("typed", "folded"), _spellings())
def test_a_key_is_known_in_every_spelling(typed: str, folded: str) -> None:
    """Case, accents, composition, spaces, underscores and hyphens do not matter; letters do."""
    assert fold(typed) == folded
    assert fold(unicodedata.normalize("NFD", typed)) == folded
    assert fold(typed.upper()) == folded


@pytest.mark.parametrize("model", _all_models(), ids=lambda model: model.__name__)
def test_no_two_keys_of_a_model_are_one_key(model: type[Block]) -> None:
    """Two fields that fold to one string could never both be written."""
    folded = [fold(field.alias or name) for name, field in model.model_fields.items()]
    assert len(set(folded)) == len(folded)


@pytest.mark.parametrize("model", _all_models(), ids=lambda model: model.__name__)
def test_no_two_keys_of_a_model_suggest_one_another_wrongly(model: type[Block]) -> None:
    """A key typed right is nearest to itself."""
    known = model.canonical_keys()
    assert all(nearest(key, known) == key for key in known)


def test_all_models_are_walked() -> None:
    """The walk reaches the blocks within blocks."""
    names = {one.__name__ for one in _all_models()}
    assert {"TimeVersion", "Progress", "PrivacyException", "Successor", "Quota"} <= names


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded key is its own folding, and composition makes no difference."""
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text(max_size=60))
def test_a_slug_is_always_an_address(text: str) -> None:
    """Small ASCII letters, figures and single hyphens."""
    made = slug(text)
    assert made.isascii()
    assert made == made.lower()
    assert all(part.isalnum() for part in made.split("-") if made)


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=12), max_size=30))
def test_a_suggestion_is_always_something(word: str, known: list[str]) -> None:
    """Whatever was typed and whatever is known, the mend says what to do and stays short."""
    assert did_you_mean(word, known)
    assert len(did_you_mean(word, known).split(", ")) <= 2 * 12 or any(", " in one for one in known)


def test_a_long_list_of_values_is_cut() -> None:
    """Two hundred numbers are no help."""
    assert did_you_mean("x", [f"{n:03}" for n in range(200)]).endswith("010, 011…")


@pytest.mark.parametrize("table", ["elsewhere.tsv", "english.tsv"])
def test_another_name_of_a_key_leads_to_a_key_that_there_is(table: str) -> None:
    """Each target helps in some block, where the name that was written is no key of its own."""
    blocks = [set(model.canonical_keys()) for model in _all_models()]
    blocks = [keys - {TEXT_KEY} | {BELOW} if "tiêu đề" in keys else keys for keys in blocks]
    for written, targets in _keys_in(table).items():
        assert len(set(targets)) == len(targets), written
        for at, target in enumerate(targets):
            group, _, key = target.rpartition("/")
            better = {one.partition("/")[0] for one in targets[:at]}
            of_use = [keys for keys in blocks if (group or key) in keys and not keys & better]
            assert any(written not in map(fold, keys) for keys in of_use), (written, target)
            assert not group or any(key in keys for keys in blocks), (written, target)


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("lý do", ("việc", "nội dung"), "ghi vào “nội dung”"),
        ("Ly_do", ("việc", "nội dung"), "ghi vào “nội dung”"),
        ("lý do", ("ngày", "không thực hiện"), "ghi vào “không thực hiện”"),
        ("ngày ký", ("tiêu đề", "thể thức văn bản"), "ghi vào “ngày” trong mục “thể thức văn bản”"),
        ("nội dung", ("tiêu đề", "văn bản"), "viết phần chữ ở dưới dòng --- thứ hai"),
        ("số văn bản", ("tiêu đề", "văn bản", "thể thức văn bản"), "ghi vào “số” trong mục “thể thức văn bản”"),
        ("số văn bản", ("việc", "văn bản"), "ghi vào “văn bản”"),
        ("lý do", ("ngày", "mức"), None),
        ("lạ", ("nội dung",), None),
    ],
)
def test_a_key_by_another_name_is_told_where_it_goes(name: str, known: tuple[str, ...], hint: str | None) -> None:
    """The first target that may stand in the block, however the name is spelt."""
    assert _by_another_name(name, known) == hint


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("title", ("tiêu đề", "loại"), "Có phải “tiêu đề”?"),
        ("Title", ("tiêu đề", "loại"), "Có phải “tiêu đề”?"),
        ("start_time", ("ngày", "từ"), "Có phải “từ”?"),
        ("date", ("tiêu đề", "tiếp nhận"), "ghi vào “ngày” trong mục “tiếp nhận”"),
        ("body", ("tiêu đề", "văn bản"), "viết phần chữ ở dưới dòng --- thứ hai"),
        ("layout", ("tiêu đề", "văn bản"), None),
    ],
)
def test_a_key_in_english_is_told_in_vietnamese(name: str, known: tuple[str, ...], hint: str | None) -> None:
    """Who copies from another system's records, or from one in English, has such keys."""
    assert _in_english(name, known, below=True) == hint


@pytest.mark.parametrize(
    ("word", "near", "said"),
    [
        ("Ke-Hoach", "ke-hoach", "Có phải “ke-hoach”?"),
        ("kế hoạch", "ke-hoach", "Có phải “ke-hoach”?"),
        ("k\u0435-hoach", "ke-hoach", "Có phải “ke-hoach”? Chữ đã ghi có chữ “\u0435” không phải chữ cái La-tinh; xóa đi, gõ lại"),
        ("ke-hoach\ufe0f", "ke-hoach", "Có phải “ke-hoach”? Chữ đã ghi có ký tự không nhìn thấy; xóa đi, gõ lại"),
        ("tiêu đ", "tiêu đề", "Có phải “tiêu đề”?"),
    ],
)  # fmt: skip
def test_a_word_that_looks_like_the_one_proposed_is_told_wherein_it_differs(word: str, near: str, said: str) -> None:
    """What nobody sees, and a letter of another alphabet: nobody could mend “Có phải …?” with the very word."""
    assert meant(word, near) == said
