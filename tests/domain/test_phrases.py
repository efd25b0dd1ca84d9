"""Texts compared by their words: what is free to change, what a correction undoes, what counts as a misprint."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from doithoai.domain.phrases import (
    OMITTED,
    Mend,
    changes,
    filled_in,
    had_back,
    is_misprint,
    is_omission,
    is_seal,
    mend,
    seal_of,
    words_of,
)

MISPRINTS = list(csv.DictReader((Path(__file__).parent / "misprints.tsv").open(encoding="utf-8"), delimiter="\t"))

PROMISE = "Phường sẽ nạo vét 260 mét cống phố Ví Dụ trước ngày 15/4/2026; kinh phí 1.200.000 đồng, đạt 65% kế hoạch."


def sealed(text: str) -> str:
    return seal_of(words_of(text))


@pytest.mark.parametrize("row", MISPRINTS, ids=lambda row: row["đã nêu"])
def test_a_misprint_is_seen_by_its_letters(row: dict[str, str]) -> None:
    """Tones or a letter of a word or two; never a figure, a negation, a promise's verb, a time, another word."""
    assert is_misprint(row["đã nêu"], row["nay là"]) is (row["lỗi đánh máy"] == "có"), row["vì sao"]


@pytest.mark.parametrize(
    "same",
    [
        PROMISE.upper(),
        PROMISE.replace("nạo vét", "**nạo vét**").replace("; ", ".\n\n> "),
        PROMISE.replace(" trước", ", trước").replace(".", ". ", 0).replace("65%", "65 %"),
        PROMISE.replace("ố", "o\u0302\u0301"),
    ],
)
def test_a_layout_has_no_words(same: str) -> None:
    """Case, Markdown's signs, line breaks, punctuation and how a letter is composed."""
    assert same != PROMISE
    assert sealed(same) == sealed(PROMISE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("260", "26"),
        ("15/4/2026", "15/42026"),
        ("1.200.000", "12.000.00"),
        ("1.200.000", "1,200,000"),
        ("65%", "65"),
        ("260 mét", "2 60 mét"),
        ("nạo", "nao"),
        ("sẽ ", ""),
    ],
)
def test_a_figure_a_tone_a_word_are_words(old: str, new: str) -> None:
    """What stands within a figure belongs to it."""
    assert sealed(PROMISE.replace(old, new)) != sealed(PROMISE)


def test_a_seal_says_nothing_but_how_many_words_there_are() -> None:
    """Its form, which no value of another fact has."""
    seal = sealed(PROMISE)
    assert is_seal(seal) and seal.endswith(f"/{len(words_of(PROMISE))}") and len(seal) < 20
    assert not is_seal("~") and not is_seal("260 mét") and not is_seal("~0123456789ab")


@pytest.mark.parametrize(
    ("wrong", "right", "accepted"),
    [
        ("nạo vét 260 mét", "nạo vét 360 mét", True),
        ("260 mét", "360 mét", True),
        ("260", "360", False),
        ("…", "…", False),
        ("260 mét", "460 mét", False),
        ("250 mét", "360 mét", False),
        ("nạo vét", "360 mét", False),
        (PROMISE, PROMISE.replace("260", "360"), True),
        (PROMISE, "xem lại", False),
    ],
)
def test_a_correction_is_accepted_if_undoing_it_gives_the_sealed_text(wrong: str, right: str, accepted: bool) -> None:
    """It quotes two words or the whole on each side, and just what was changed."""
    now = words_of(PROMISE.replace("260", "360"))
    assert had_back(now, [mend(wrong, right)], sealed(PROMISE)) is accepted


def test_a_change_beside_the_corrected_one_is_not_excused() -> None:
    """Every change needs its own."""
    now = words_of(PROMISE.replace("260", "360").replace("sẽ ", "có thể "))
    told = mend("260 mét", "360 mét")
    assert not had_back(now, [told], sealed(PROMISE))
    assert had_back(now, [told, mend("Phường sẽ nạo vét", "Phường có thể nạo vét")], sealed(PROMISE))


def test_one_correction_may_put_a_phrase_right_everywhere_or_once() -> None:
    """A name misspelt three times; the same number wrong in one of two places."""
    was = "Ngõ Hoa Xữa ngập. Dân ngõ Hoa Xữa kêu. Ngõ Hoa Xữa tối."
    assert had_back(words_of(was.replace("Xữa", "Sữa")), [mend("Hoa Xữa", "Hoa Sữa")], sealed(was))
    twice = "Thay 3 bóng ngõ 1, thay 3 bóng ngõ 2"
    assert had_back(words_of("Thay 3 bóng ngõ 1, thay 5 bóng ngõ 2"), [mend("3 bóng", "5 bóng")], sealed(twice))


def test_a_long_text_is_compared_too() -> None:
    """A plan rewritten from end to end, and one whose first words differ: word by word this would take minutes."""
    old = " ".join(f"việc {number} của kế hoạch" for number in range(4000))
    ends = f"Đầu {old} cuối"
    for now in (
        " ".join(f"khoản {number} trong chương trình" for number in range(4000)),
        ends.replace("việc 9 ", "x "),
    ):
        quoted = [mend(*one) for one in changes(ends, now)]
        assert had_back(words_of(now), quoted, sealed(ends))


def test_what_was_blank_is_filled_in_freely() -> None:
    """A chair's name comes later; a name that was there is not exchanged."""
    role, name, who = (words_of(one) for one in ("Chủ tịch phường", "Nguyễn Văn Mẫu", "Trần Thị Thử"))
    assert filled_in((name, role), seal_of(role))
    assert not filled_in((name, role), seal_of(who + role))
    assert not filled_in((role,), seal_of(name + role))


WORD = st.sampled_from(
    [
        "phường",
        "sẽ",
        "nạo",
        "vét",
        "cống",
        "trước",
        "mùa",
        "mưa",
        "260",
        "360",
        "mét",
        "ngõ",
        "12",
        "đèn",
        "thay",
        "15/4",
        "không",
        "chưa",
        "hộ",
        "dân",
    ]
)
TEXT = st.lists(WORD, min_size=1, max_size=40).map(" ".join)
EDIT = st.tuples(st.integers(0, 40), st.integers(0, 3), st.lists(WORD, max_size=3))


def edited(text: str, edit: tuple[int, int, list[str]]) -> str:
    at, gone, new = edit
    words = text.split()
    return " ".join((*words[:at], *new, *words[at + gone :]))


@given(TEXT, st.lists(EDIT, min_size=1, max_size=3))
def test_corrections_of_any_edits_are_undone(text: str, edits: list[tuple[int, int, list[str]]]) -> None:
    """Each edit leaves the correction that the message shows; all of them together give the first text back."""
    now, told = text, list[Mend]()
    for edit in edits:
        before, now = now, edited(now, edit)
        assume(words_of(now))
        told += [mend(*one) for one in changes(before, now)]
    assume(words_of(now) != words_of(text))
    assert had_back(words_of(now), told, sealed(text))


@given(TEXT, EDIT, EDIT)
def test_a_correction_never_excuses_another_text(text: str, edit: tuple[int, int, list[str]], other: object) -> None:
    """What comes back by undoing is the text that was sealed, whatever the corrections say."""
    now, untold = edited(text, edit), edited(edited(text, edit), other)  # type: ignore[arg-type]
    told = [mend(*one) for one in changes(text, now)] if words_of(now) else []
    if had_back(words_of(untold), told, sealed(text)):
        assert any(one.right == words_of(untold)[at : at + len(one.right)] for one in told for at in range(len(untold)))
    assert not had_back(words_of(untold), [], sealed(text))


def test_words_taken_out_are_told_from_words_rewritten() -> None:
    """With the old words known all else must be the same; without them it is some words less, and not many."""
    was = "Bà Nguyễn Thị Thử ở số 12 ngõ 34 phố Mẫu đề nghị phường thay bóng đèn trước ngày 15/4"
    now = was.replace("Bà Nguyễn Thị Thử ở số 12 ngõ 34 phố Mẫu", OMITTED)
    softened = now.replace("thay", "xem xét thay")
    assert is_omission(words_of(was), words_of(now), "")
    assert not is_omission(words_of(was), words_of(softened), "")
    assert not is_omission(words_of(was), words_of(f"{was} {OMITTED}"), "")
    assert is_omission(None, words_of(now), sealed(was))
    assert not is_omission(None, words_of(f"{was} {OMITTED}"), sealed(was))
    assert not is_omission(None, words_of(f"{OMITTED} đề nghị"), sealed(f"{was} {was}"))
