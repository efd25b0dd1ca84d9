"""Spoken text cut for the ear: where a listener hears a stop and where the announcer breathes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doithoai.speech import speak
from doithoai.speech.breathing import BREATH, SENTENCE, Group, Sentence, _bound, read_aloud
from doithoai.speech.spans import count_words
from doithoai.speech.ssml import ssml
from doithoai.speech.timing import SLOWER, STOP, room, seconds, units
from examples import examples
from speech.saying import said, table

ROOT = Path(__file__).parent.parent.parent
SPEAK = "{http://www.w3.org/2001/10/synthesis}"


def read(text: str) -> tuple[Sentence, ...]:
    return read_aloud(speak(text))


def marked(sentences: tuple[Sentence, ...]) -> str:
    """A stroke for a breath, two for a stop."""
    return " // ".join(" / ".join(group.text for group in one.groups) for one in sentences)


def corpus() -> Iterator[str]:
    """Everything of the sample site and of the founding plans that could be read aloud."""
    for path in sorted([*(ROOT / "content").rglob("*.md"), *(ROOT / "tests" / "content" / "seeds").iterdir()]):
        for line in path.read_text("utf-8").splitlines():
            text = re.sub(r"^\s*(?:- )?(?:[^:]{1,25}: )?", "", line).strip(" -")
            if len(text) > 40:
                yield text


@pytest.mark.parametrize("row", list(table("breathing.tsv")), ids=lambda row: row["written"][:60])
def test_each_text_is_cut_where_an_announcer_cuts_it(row: dict[str, str]) -> None:
    assert marked(read(row["written"])) == row["spoken"]


def test_whatever_is_in_the_corpus_can_be_read_on_one_breath() -> None:
    """Limits hold everywhere, and hardly a sentence has no good place to divide it."""
    sentences = [one for text in corpus() for one in read(text)]
    assert len(sentences) > 1000
    assert max(one.syllables for one in sentences) <= SENTENCE
    assert max(group.syllables for one in sentences for group in one.groups) <= BREATH
    assert sum(one.strained for one in sentences) <= len(sentences) * 0.01


def test_cutting_changes_no_word() -> None:
    """What is cut says exactly what was to be said."""
    for text in list(corpus())[::7]:
        spoken = speak(text)
        assert said(" ".join(one.text for one in read_aloud(spoken))) == said(spoken.text)


def test_no_breath_follows_a_word_that_leads_on() -> None:
    """No group of the corpus that a rule ended ends on "của", "và", "các" …, or in the middle of a known word."""
    broken = []
    for text in corpus():
        for sentence in read(text):
            for before, after in pairwise(sentence.groups):
                last, first = before.text.split()[-1].lower(), after.text.split()[0].lower().rstrip(",.:")
                if not before.marked and (
                    last in {"của", "và", "các", "những", "với", "cho"} or (last, first) in _bound()
                ):
                    broken.append(f"{before.text} / {after.text}")
    assert broken == []


@examples(200)
@given(st.text(max_size=300))
def test_no_text_breaks_the_limits(text: str) -> None:
    """Whatever a clerk pasted."""
    for sentence in read(text):
        assert 1 <= sentence.syllables <= SENTENCE
        assert all(1 <= group.syllables <= BREATH for group in sentence.groups)
        assert sentence.syllables == count_words(sentence.text)


def test_numbers_stay_in_one_piece() -> None:
    """A date, an hour, a sum that a breath can hold is never cut."""
    for written in ("ngày 5/12/2026", "19h30", "500.000 đồng", "15,5%", "số 96/TB-UBND"):
        spoken = speak(written).text
        found = read(
            f"Ủy ban nhân dân phường thông báo đến toàn thể bà con trong phường {written} và các việc khác nữa"
        )
        assert any(said(spoken) in said(group.text) for one in found for group in one.groups), written


def test_segments_keep_what_stands_in_the_record() -> None:
    """So that the announcer's page can show digits beside the words."""
    (sentence,) = read("Lúc 8h00 ngày 5/12/2026, UBND phường mời.")
    shown = [part.written for group in sentence.groups for part in group.segments if part.written]
    assert shown == ["8h00", "ngày 5/12/2026", "UBND"]


# How long it takes


def test_air_time_follows_the_rate_and_the_pauses() -> None:
    """Twice as fast is half as long; a comma, a stop and a telephone number take time."""
    plain, comma = [read("Mời bà con đến dự")], [read("Mời bà con, đến dự")]
    assert seconds(plain, 160) == pytest.approx(2 * seconds(plain, 320))
    assert seconds(comma) > seconds(plain)
    assert seconds([*plain, *plain]) > 2 * seconds(plain)
    assert seconds(plain, 160) == pytest.approx(5 * 60 / 160)


def test_a_telephone_number_is_given_time_to_be_written_down() -> None:
    phone, words = read("Gọi số 0912345678"), read("Gọi số chín mươi một hai ba bốn năm sáu bảy tám")
    digits = [part for group in phone[0].groups for part in group.segments if part.slow]
    assert [count_words(part.spoken) for part in digits] == [4, 3, 3]
    assert units(phone) > units(words) + 10 * (1 / SLOWER - 1)


def test_room_is_the_other_way_round() -> None:
    """A script of exactly as many units as there is room for takes exactly so many seconds."""
    found = read("Kính mời Nhân dân tham dự đông đủ!")
    assert room(seconds([found], 140), 140) == pytest.approx(units(found))
    assert seconds([]) == 0
    assert units(found) == found[0].syllables + STOP


# For a machine


def test_a_synthesiser_gets_words_and_nothing_else() -> None:
    """Well-formed, five elements, no digit, one sentence element a sentence."""
    paragraphs = [read("Thời gian: 8h00, ngày 5/12/2026 & 9/12. Giá < 15%."), read("Gọi 024.7300.0000 hoặc 1900 1234.")]
    root = ET.fromstring(ssml(paragraphs))
    assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "vi-VN"
    assert {one.tag.removeprefix(SPEAK) for one in root.iter()} == {"speak", "p", "s", "break", "prosody"}
    assert not re.search(r"\d", "".join(root.itertext()))
    found = [" ".join("".join(one.itertext()).split()) for one in root.iter(f"{SPEAK}s")]
    assert found == [one.text for paragraph in paragraphs for one in paragraph]
    assert len(root.findall(f"{SPEAK}p")) == 2


def test_a_synthesiser_says_telephone_numbers_slower_and_in_groups() -> None:
    root = ET.fromstring(ssml([read("Gọi 024.7300.0000 nhé.")]))
    slow = [(one.attrib["rate"], one.text) for one in root.iter(f"{SPEAK}prosody")]
    assert slow == [("80%", "không hai bốn,"), ("80%", "bảy ba không không,"), ("80%", "không không không không,")]
    assert len(list(root.iter(f"{SPEAK}break"))) == 3


def test_signs_of_xml_are_words_or_nothing() -> None:
    """Nothing in a record can open an element."""
    text = "Chợ \"Mẫu\" </s> <speak> & <b>phố</b> 'Ví Dụ' ]]> &amp; x"
    root = ET.fromstring(ssml([read(text)]))
    assert {one.tag.removeprefix(SPEAK) for one in root.iter()} <= {"speak", "p", "s", "break"}


@examples(200)
@given(st.text(max_size=200))
def test_no_text_breaks_the_xml(text: str) -> None:
    ET.fromstring(ssml([read(text)]))


def test_breaks_are_longer_after_a_sign() -> None:
    """A comma is heard; a breath is only taken."""
    group = Group((), marked=True, syllables=1)
    assert group.marked
    xml = ssml(
        [read("Báo cáo tóm tắt tình hình kinh tế - xã hội và việc giải quyết kiến nghị của buổi trước, rồi nghỉ")]
    )
    assert re.findall(r'break time="(\w+)"', xml) == ["150ms", "300ms"]
