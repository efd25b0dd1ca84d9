"""Rulebooks: what is shipped, how terms are read, which rules hold for whom and when."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from doithoai.domain.authority import Authority
from doithoai.domain.dates import parse_day
from doithoai.domain.days_off import Checked
from doithoai.domain.faults import Fault
from doithoai.domain.rulebook import Book, Library, library_faults, parse_term, rulebook_for
from doithoai.reading.rules import read_national
from domain.test_workdays import rows
from test_deadline import found

HERE = Path(__file__).parent
LIBRARY, PROBLEMS = read_national()
SEEDS = {"du-quynhmai-2024": "000", "hdnd-luongphong-2024": "001", "bg-1158-116": "002", "ubnd-hacau-2024": "004"}


def authority(**keys: str) -> Authority:
    """An authority with what scopes look at."""
    usual = {"tên": "Cơ quan thử", "thể thức": "nhà nước", "loại": "Ủy ban nhân dân cấp xã", "địa bàn": "phường Thử"}
    return Authority.model_validate({**usual, **keys}).named("thu/co-quan")  # type: ignore[return-value]


def books(of: Authority, library: Library = LIBRARY) -> set[str]:
    """Codes of the books that hold for an authority."""
    return {bound.book.code for bound in rulebook_for(of, library).bounds}


def test_the_shipped_rulebooks_are_read_without_a_problem() -> None:
    """All of them, and every rule cites its document."""
    assert PROBLEMS == []
    assert all(bound.rule.basis and bound.book.source for bound in LIBRARY.by_id.values())


@pytest.mark.parametrize(("code", "seed"), SEEDS.items(), ids=SEEDS)
def test_sentences_of_the_four_plans_stand_in_them_word_for_word(code: str, seed: str) -> None:
    """Nothing is quoted that was not written."""
    text = " ".join((HERE.parent / "content" / "seeds" / f"{seed}.txt").read_text("utf-8").split()).replace("*", "")
    quoted = [sentence for rule in LIBRARY.books[code].rules for sentence in rule.literal]
    assert quoted
    assert [sentence for sentence in quoted if sentence.lower() not in text.lower()] == []


_HEADING = re.compile(r"[#* ]*(?:([IVX]+)[.-]|(\d+(?:\.\d+)*)\.) ")


def sections(seed: str) -> dict[str, str]:
    """The words of a plan by the number of their section, `VI.3.2`, each in those that it stands in, too."""
    found: dict[str, str] = {}
    roman, number = "", ""
    for line in (HERE.parent / "content" / "seeds" / f"{seed}.txt").read_text("utf-8").splitlines():
        heading = _HEADING.match(line)
        roman, number = (heading[1] or roman, heading[2] or "") if heading else (roman, number)
        parts = [roman, *filter(None, number.split("."))]
        for at in range(1, len(parts) + 1):
            name = ".".join(parts[:at])
            found[name] = f"{found.get(name, '')} {line}"
    return {name: " ".join(words.replace("*", "").split()).lower() for name, words in found.items()}


@pytest.mark.parametrize(("code", "seed"), SEEDS.items(), ids=SEEDS)
def test_sentences_of_the_four_plans_stand_in_the_section_that_is_cited(code: str, seed: str) -> None:
    """Every rule of theirs quotes its sentence, and who looks the section up finds it there."""
    there = sections(seed)
    quoted = [(rule, one) for rule in LIBRARY.books[code].rules for one in rule.literal or ("(không có nguyên văn)",)]
    wrong = [
        (rule.code, rule.basis, sentence)
        for rule, sentence in quoted
        if not any(sentence.lower() in there[one] for one in re.findall(r"[IVX]+(?:\.\d+)+", rule.basis))
    ]
    assert wrong == []


def test_what_a_sentence_quotes_of_a_document_ends_with_a_whole_word() -> None:
    """It may be read aloud: “theo quy…” is no word of anybody's."""
    for bound in LIBRARY.by_id.values():
        quoted = bound.basis.removeprefix(bound.cited).strip(": “”")
        if quoted.endswith("…"):
            whole = " ".join(bound.rule.literal[0].split())
            assert whole.startswith(quoted[:-1]) and not whole[len(quoted) - 1].isalnum(), quoted


def test_second_hand_rules_are_marked() -> None:
    """What was not read in its document says so, and so does every sentence that cites it."""
    unread = {code for code, book in LIBRARY.books.items() if book.checked is Checked.NOT_YET}
    assert {"vn-tccqdp-2025", "vn-tctt-2026", "party-hd05-2026", "party-hd36-2018", "bg-1158-116"} <= unread
    assert "cần đối chiếu" in LIBRARY.by_id["vn-tccqdp-2025/result"].basis


@pytest.mark.parametrize("row", rows("rule_deadlines.tsv"), ids=lambda row: f"{row[0]} {row[1]}")
def test_a_rule_gives_its_deadline_and_its_sentence(row: list[str]) -> None:
    """By the version in force on the day that sets it going."""
    rule, start, due, advised, sentence = row
    data = found(rule, start)
    assert (data["due"], data["advised"], data["sentence"]) == (due, advised, sentence)


@pytest.mark.parametrize(("text", "read"), rows("terms.tsv"), ids=lambda row: row)
def test_terms_are_read_as_people_write_them(text: str, read: str) -> None:
    """Or explained where they cannot be read."""
    try:
        assert str(parse_term(text)) == read
    except Fault as fault:
        assert fault.what == read


def test_which_rules_hold_follows_from_type_province_and_place() -> None:
    """As data: a ward of Hà Nội, a commune of Bắc Giang, a Party committee."""
    ward = books(authority(**{"địa bàn": "phường Hà Cầu", "tỉnh, thành phố": "thành phố Hà Nội"}))
    assert {"vn-nd32-2021", "ubnd-hacau-2024", "vn-tccqdp-2025", "vn-thdccs-2022"} <= ward
    commune = books(authority(**{"địa bàn": "xã Thử", "tỉnh, thành phố": "tỉnh Bắc Giang"}))
    assert "bg-1158-116" in commune and "vn-nd32-2021" not in commune
    party = books(authority(**{"loại": "cấp ủy cấp xã", "thể thức": "Đảng"}))
    assert party == {"party-hd36-2018", "party-hd05-2026"}


def test_an_authoritys_own_list_is_the_only_one_with_what_it_rests_on() -> None:
    """`quy định` in co-quan.yml."""
    assert books(authority(**{"quy định": "ubnd-hacau-2024"})) == {"ubnd-hacau-2024", "vn-nd32-2021", "vn-thdccs-2022"}


def test_rules_hold_from_their_first_to_their_last_day() -> None:
    """The two-tier law from 16/6/2025, the pilot of Hà Nội until 30/6/2025."""
    book = rulebook_for(authority(**{"địa bàn": "phường A", "tỉnh, thành phố": "Hà Nội"}), LIBRARY)
    on = {day: {bound.book.code for bound in book.on(parse_day(day))} for day in ("15/6/2025", "30/6/2025", "1/7/2025")}
    assert "vn-tccqdp-2025" not in on["15/6/2025"] and "vn-nd32-2021" in on["15/6/2025"]
    assert {"vn-tccqdp-2025", "vn-nd32-2021"} <= on["30/6/2025"]
    assert "vn-nd32-2021" not in on["1/7/2025"]


def test_a_claim_is_answered_by_the_law_of_the_day_it_came_in() -> None:
    """15 days until 31/8/2026, 10 from 1/9/2026, whichever of the two one asks for."""
    for asked in ("vn-tctt-2016/d22.4", "vn-tctt-2026/d22-claim"):
        days = [LIBRARY.in_force(asked, day).rule.term for day in (date(2026, 8, 31), date(2026, 9, 1))]
        assert [str(one) for one in days] == [
            "15 ngày sau ngày nhận yêu cầu đính chính",
            "10 ngày sau ngày nhận yêu cầu đính chính",
        ]


def book(code: str, *rules: dict[str, object], **keys: object) -> Book:
    """A book as a file would give it."""
    head = {"mã": code, "tên": code, "gọi tắt": code, "nguồn": "thử"}
    return Book.model_validate({**head, **keys, "quy định": list(rules)})


def test_what_does_not_fit_together_is_told() -> None:
    """Unknown books, books that rest on one another, a rule twice, a count without a number."""
    twice = {"mã": "a", "tên": "a", "đòi hỏi": "số lần", "căn cứ": "Điều 1"}
    library = {
        "a": book("a", twice, twice, **{"dựa trên": "b"}),
        "b": book("b", {**twice, "ít nhất mỗi năm": 1, "cần trước": "z"}, **{"dựa trên": ["a", "c"]}),
    }
    told = sorted((code, fault.code) for code, _, fault in library_faults(library))
    assert told == [
        ("a", "circle"),
        ("a", "duplicate-rule"),
        ("a", "rule-without-count"),
        ("a", "rule-without-count"),
        ("b", "circle"),
        ("b", "unknown-book"),
        ("b", "unknown-rule"),
    ]
    assert books(authority(**{"quy định": "a"}), Library(library)) == {"a", "b"}


def test_every_rule_of_the_study_is_there() -> None:
    """The list of the rules that were studied, by id."""
    with (HERE / "rules.csv").open(encoding="utf-8") as file:
        assert {row[0] for row in csv.reader(file)} <= set(LIBRARY.by_id)
