"""Words as a search compares them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doithoai.letters import alphabetical, as_rows, bare, words

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("letter", LETTERS + [letter.upper() for letter in LETTERS])
def test_every_vietnamese_letter_folds_to_its_base(letter: str, form: str) -> None:
    """With its tone and sign in one piece or apart, small or capital."""
    base = unicodedata.normalize("NFD", letter.replace("đ", "d").replace("Đ", "D"))[0].lower()
    [word] = words(f"t{unicodedata.normalize(form, letter)}n")
    assert bare(word) == f"t{base}n"
    assert word == words(f"t{letter}n")[0]


def test_no_two_letters_are_one_with_accents() -> None:
    """The 73 letters with accents, and d and đ, stay apart."""
    assert len({words(letter) for letter in [*LETTERS, "d"]}) == len(LETTERS) + 1


@pytest.mark.parametrize(("one", "other"), [
    ("hoà bình", "hòa bình"), ("huyện uỷ", "Huyện ủy"), ("TOÀ", "tòa"), ("Ðối thoại", "đối thoại"), ("006", "6"),
    ("12/06/2024", "12-6-2024"), ("đối\u00a0thoại", "đối thoại"), ("đối\u200b thoại", "đối thoại"),
])  # fmt: skip
def test_two_ways_of_writing_are_one_word(one: str, other: str) -> None:
    """A tone before or after, a capital, a zero ahead, an Eth for a Đ, a space of another kind."""
    assert words(one) == words(other)


@pytest.mark.parametrize(("one", "other"), [("đổi", "đối"), ("ma", "mả"), ("thu", "thư"), ("dân", "đân")])
def test_other_accents_are_another_word_without_being_lost(one: str, other: str) -> None:
    """Told apart with accents, found together without."""
    assert words(one) != words(other)
    assert [*map(bare, words(one))] == [*map(bare, words(other))]


@given(st.text())
def test_any_text_gives_words_of_letters_and_digits(text: str) -> None:
    """Whatever is typed or pasted, in whatever form; taking words twice changes nothing."""
    for form in ("NFC", "NFD"):
        for word in words(unicodedata.normalize(form, text)):
            assert word.isascii() and bare(word).isalnum() and bare(word).islower() | bare(word).isdigit()
            assert words(bare(word)) == (bare(word),)


def test_no_letter_stands_for_two_things() -> None:
    """The table that Python and the browser share says one thing of each letter."""
    letters = "".join(as_rows().values())
    assert len(letters) == len(set(letters))


def test_lists_are_in_vietnamese_order() -> None:
    """A, Á, Ă, Â; D, Đ; E, Ê; O, Ô, Ơ; U, Ư: a letter of its own, while a tone only parts words that are otherwise one."""
    names = list("aáăâbcdđeêghiklmnoôơpqrstuưvxy")
    backwards = names[::-1]
    assert sorted(backwards, key=alphabetical) == names
