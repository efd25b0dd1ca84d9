"""Personal data: a table of what is found and of the many things that only look like it."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doithoai.build import Request, build
from doithoai.domain.authority import Contact
from doithoai.domain.documents import PrivacyException
from doithoai.domain.records import Kind
from doithoai.problems import Problem, Refusal
from doithoai.reading.privacy import personal_data, unused_exceptions
from reading.minimal import DAY, SESSION, copy_minimal, problems_of, spoil

OWN = Contact.model_validate(
    {
        "điện thoại": ["024.7300.0000", "0243 825 1234 - 0912 000 111 (giờ hành chính)"],
        "thư điện tử": "doithoai@phuongthu.example.vn",
        "địa chỉ": "Số 1 đường Thử, phường Thử",
    }
)
_DATE_FORMS = ["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d"]
OPINION = f"{SESSION}/kien-nghi/003.md"


def hits(text: str, kind: Kind = Kind.OPINION) -> list[Problem]:
    """What the check says of a text."""
    return list(personal_data(text, "tep.md", kind, OWN))


def _rows() -> list[list[str]]:
    with (Path(__file__).parent / "privacy.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


@pytest.mark.parametrize(("code", "found", "text"), [pytest.param(*row, id=row[2]) for row in _rows()])
def test_personal_data_is_found_and_nothing_else(code: str, found: str, text: str) -> None:
    """A row with a code is one hit with the words found; a row without one is none."""
    expected = [(code, " ".join(found.split()))] if code else []
    assert [(one.code, one.what.split("“")[1].split("”")[0]) for one in hits(text)] == expected


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.OPINION])
def test_officials_may_be_named_outside_opinions(kind: Kind) -> None:
    """Names, addresses, accounts and plates are looked for in opinions alone; numbers and mail in every file."""
    assert hits("Ông Nguyễn Văn An, số 12 ngõ 34", kind) == []
    assert hits("Đ/c Nguyễn Văn An, sinh năm 1970, xe 29A-123.45, STK 19021234567890", kind) == []
    assert [one.code for one in hits("Mã số BHXH 7916123456", kind)] == ["private-id"]
    assert [one.code for one in hits("Gọi 0912345678", kind)] == ["private-phone"]


def test_a_hit_shows_its_line_and_column_and_what_to_write() -> None:
    """The caret stands under the first letter, and the mend proposes words."""
    [problem] = hits("Dòng một.\n  Theo bà Trần Thị Bình, rác nhiều.")
    assert (problem.place.line, problem.place.column) == (2, 8)
    assert "“một người dân tổ dân phố …”" in problem.mend
    assert "“ngoại lệ riêng tư”" in problem.mend


@pytest.mark.parametrize("command", ["check", "build"])
def test_personal_data_stops_check_and_build(command: str, tmp_path: Path) -> None:
    """Neither command lets a citizen's number through."""
    site = copy_minimal(tmp_path)
    text = (site / SESSION / "kien-nghi/002.md").read_text("utf-8") + "Gọi 0912 345 678.\n"
    spoil(site, OPINION, text)
    if command == "check":
        codes = [one.code for one in problems_of(site)]
    else:
        request = Request(site, tmp_path / "ra", DAY, 1, cached=False)
        with pytest.raises(Refusal) as refusal:
            build(request)
        codes = [one.code for one in refusal.value.problems]
        assert not (tmp_path / "ra").exists()
    assert codes == ["private-phone"]


def test_an_exception_covers_its_words_and_no_others() -> None:
    """What was reviewed stands; the next name is found as before."""
    exception = PrivacyException.model_validate(
        {"nội dung": "ông Nguyễn Văn An", "lý do": "Đại biểu", "người duyệt": "Chủ tịch"}
    )
    text = "Theo ông Nguyễn\nVăn An và bà Trần Thị Bình"
    found = personal_data(text, "tep.md", Kind.OPINION, OWN, (exception,))
    assert [one.what for one in found] == ["họ tên người dân “bà Trần Thị Bình”"]


@pytest.mark.parametrize("written", ["ông **Nguyễn Văn An**", "ông&nbsp;Nguyễn Văn An", "ông Nguyễn Văn An"])
def test_an_exception_holds_for_its_words_however_they_are_marked_up(written: str) -> None:
    """It may be written as in the text or as a page shows it, and is then in use."""
    for words in (written, "ông Nguyễn Văn An"):
        exception = PrivacyException.model_validate({"nội dung": words, "lý do": "Đại biểu", "người duyệt": "Chủ tịch"})
        text = f"---\nngoại lệ riêng tư:\n  - nội dung: {words}\n---\nTheo {written} thì"
        assert list(personal_data(text, "tep.md", Kind.OPINION, OWN, (exception,))) == []
        assert list(unused_exceptions(text, "tep.md", (exception,))) == []


@given(st.from_regex(r"0[35789][0-9]{8}", fullmatch=True), st.sampled_from(["", " ", ".", "-"]))
def test_every_mobile_number_is_found_however_it_is_spaced(number: str, gap: str) -> None:
    """4-3-3 is how people write it."""
    spaced = gap.join((number[:4], number[4:7], number[7:]))
    assert [one.code for one in hits(f"Gọi {spaced} nhé")] == ["private-phone"]


@given(
    st.from_regex(r"(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-9])[0-9]{7}", fullmatch=True),
    st.sampled_from(["0", "84", "84 ", "+84 ", "(84)", "&#48;", "&#x38;4"]),
    st.sampled_from(["", " ", "-", "&nbsp;", "&#45;", "&shy;", "<i></i>", "<!---->"]),
)
def test_every_mobile_number_is_found_whatever_a_page_makes_it_of(number: str, begins: str, gap: str) -> None:
    """With the country's code or without its plus, and in the signs that HTML has for signs."""
    spaced = gap.join((number[:3], number[3:6], number[6:]))
    assert [one.code for one in hits(f"Gọi {begins}{spaced} nhé")] == ["private-phone"]


@pytest.mark.parametrize("text", ["Gọi 0912 345\n678 nhé", "- Gọi 0912\n  345 678.\n"])
def test_a_number_that_a_line_breaks_is_found(text: str) -> None:
    """As it comes out of a PDF."""
    assert [one.code for one in hits(text)] == ["private-phone"]


def test_what_a_page_shows_is_told_at_its_place_and_once() -> None:
    """The caret stands where it begins in the file; what is found as it is written is not told again as it is shown."""
    found = hits("A &amp; B\nC &amp; D: bà Trần Thị Bình, 0912&nbsp;345&nbsp;678, &#48;987654321")
    assert [(one.code, one.place.line, one.place.column) for one in found] == [
        ("private-name", 2, 12),
        ("private-phone", 2, 30),
        ("private-phone", 2, 54),
    ]


def test_what_marks_break_is_told_at_its_place_and_once() -> None:
    """Of Markdown, of quotations, of both in one: the caret stands where it begins in the file."""
    found = hits("[A](a.md) _b_\n“C”: bà [_Trần Thị_ “Bình”](b.md),\n`0912` “345” 678\n> ông Nguyễn\n> Văn An.")
    assert sorted((one.place.line, one.place.column, one.code) for one in found) == [
        (2, 6, "private-name"),
        (3, 2, "private-phone"),
        (4, 3, "private-name"),
    ]


@pytest.mark.parametrize(
    "opens", ["_", "**", "`", "[", "“", '"', "(", "‘", "**_", "“_", "(“", "_[", "<i>", "&quot;", "\\ "]
)
@pytest.mark.parametrize("words", ["ông {}Nguyễn Văn An{} nêu", "bà {}Nguyễn Thị{} Hoa", "hộ {}Nguyễn{} Văn An"])
def test_a_name_is_found_within_all_marks(words: str, opens: str) -> None:
    """At its place, whatever it stands within."""
    closes = {
        "[": "](a.md)",
        "“": "”",
        "(": ")",
        "‘": "’",
        "**_": "_**",
        "“_": "_”",
        "(“": "”)",
        "_[": "][1]_",
        "<i>": "</i>",
        "\\ ": "",
    }
    [found] = hits("Theo " + words.format(opens, closes.get(opens, opens)))
    assert (found.code, found.place.column) == ("private-name", 6)
    assert words.format("", "").removesuffix(" nêu") in found.what


_PIECES = ["0", "o", "l", "9", "84", "+", "(", ")", ".", " ", "-", "_", "|", ";", "…", "không ", "một", " hai", "STK ",
           "29A", "P.", "căn ", "A", "Nguyễn ", "Văn ", "thị ", "hộ ", "đ/c ", "sinh ", "BHYT ", "\n", "&#48;", "@", "“", "`", "[", "](", "*", "\\", ">", "nhà ", "tổ ", "kiệt "]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_whatever_is_mixed_has_a_place_or_passes(text: str) -> None:
    """No mixture of signs that the patterns know ends the check."""
    assert all(1 <= one.place.line <= text.count("\n") + 1 for one in hits(text) if one.place.line)


@given(st.from_regex(r"không( chín| một|_hai|_ba|; tư|/sáu){8,10}", fullmatch=True))
def test_a_number_in_words_is_told_whatever_stands_between(said: str) -> None:
    """Also if it is held against the authority's own."""
    assert [one.code for one in hits(said)] == ["private-phone"]


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(_DATE_FORMS), st.times())
def test_no_date_is_taken_for_a_number(day: object, form: str, at: object) -> None:
    """However dates and hours are written side by side."""
    assert hits(f"Ngày {day:{form}} {at:%Hh%M}, {day:{form}}") == []


@given(st.integers(1, 10**13))
def test_no_sum_of_money_is_taken_for_a_number(amount: int) -> None:
    """With points between thousands, as sums are written."""
    assert hits(f"Kinh phí {amount:,} đồng".replace(",", ".")) == []
