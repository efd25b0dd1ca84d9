from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doithoai.speech import Entry, Lexicon, Options, Spoken, phone_groups, speak, syllables

SEEDS = sorted((Path(__file__).parents[1] / "content" / "seeds").glob("*.txt"))
PIECES = st.sampled_from(
    ["5", "12", "2024", "1.234", "1,5", "/", "-", " - ", ".", ":", "h", "%", "ngày ", "tháng ", "thứ ", "QĐ", "TW", "IV", "đ",
     "m2", "(", ")", "**", "\n", " ", "từ ", "số ", "…", "₫", "km/h", "@", "vn", "UBND", "XIII", "Đại hội ", "T7", "CN", "½",
     "²", "'", "\u00a0", "\u200b", "à", "\u0300", "x", "+84", "0912", "https://", "./.", "N/Đ", "GD&ĐT", "1/2", "x",
     "Km", "~", "÷", "K", "STK ", "mã hồ sơ ", "CT01", "(ba)", "12h", "t", "P", "ĐT", "[1]", "^", "tỷ số ", "-"]
)  # fmt: skip


def _holds(text: str, result: Spoken) -> None:
    """What must be true of any text."""
    assert "".join(span.written for span in result.spans) == result.cleaned
    assert all(span.start == place for span, place in zip(result.spans, _starts(result), strict=True))
    assert not [char for char in result.text if char.isnumeric() or char.isdigit()], text
    assert not [char for char in result.text if unicodedata.category(char)[0] in "SCN" and char != "\n"], text
    assert not [char for char in result.text if unicodedata.category(char)[0] == "P" and char not in ".,;:?!…"], text
    assert all(flag.message and flag.mend and flag.line >= 1 for flag in result.flags)


def _starts(result: Spoken) -> list[int]:
    places = [0]
    for span in result.spans:
        places.append(places[-1] + len(span.written))
    return places[:-1]


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read_without_an_exception_or_a_digit_left(text: str) -> None:
    _holds(text, speak(text))


@settings(deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_mixture_of_telling_pieces_is_read(text: str) -> None:
    for options in (Options(), Options.southern(), Options(documents="expanded"), Options(documents="spelled")):
        _holds(text, speak(text, options))


@settings(deadline=None)
@given(st.text(alphabet=st.characters(categories=["Nd", "Nl", "No", "So", "Sm", "Sc", "Mn", "Cf"])))
def test_numbers_and_signs_of_all_scripts_are_said_or_flagged(text: str) -> None:
    _holds(text, speak(text))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_seeds_leave_no_digit_and_no_abbreviation_unflagged(path: Path) -> None:
    result = speak(path.read_text("utf-8"))
    _holds(path.stem, result)
    flagged = {flag.written for flag in result.flags}
    shouted = re.findall(r"\b[B-DĐGHK-NP-TVX]{2,}\b", result.text)
    assert set(shouted) <= flagged


def test_faults_of_the_seeds_are_flagged_with_their_lines() -> None:
    found = [(flag.kind, flag.written, flag.line) for path in SEEDS for flag in speak(path.read_text("utf-8")).flags]
    assert ("từ lạ", "pphps", 56) in found
    assert ("chỗ trống", "Số: /KH-HĐND", 3) in found
    assert ("chỗ trống", "ngày", 5) in found


def test_case_is_kept_and_changes_are_shown() -> None:
    result = speak("Ông An gặp 05 đ/c UBND")
    assert result.text == "Ông An gặp năm đồng chí Ủy ban nhân dân"
    assert [(span.written, span.spoken, span.kind) for span in result.spans if span.kind != "plain"] == [
        ("05", "năm", "cardinal"),
        ("đ/c", "đồng chí", "abbrev"),
        ("UBND", "Ủy ban nhân dân", "abbrev"),
    ]


def test_flags_say_what_and_how_to_mend() -> None:
    (flag,) = speak("Dòng đầu\nHọp ở XYZT ngay").flags
    assert (flag.line, flag.start, flag.written) == (2, 15, "XYZT")
    assert str(flag) == ("dòng 2: “XYZT”: chữ viết tắt không có trong bảng. Viết đủ chữ, hoặc thêm vào bảng viết tắt")


@pytest.mark.parametrize(
    ("documents", "said"),
    [
        ("dropped", "Quyết định số hai trăm mười tám"),
        ("expanded", "Quyết định số hai trăm mười tám của Trung ương"),
        ("spelled", "Quyết định số hai trăm mười tám quy đê tê vê kép"),
    ],
)
def test_document_codes_are_read_as_chosen(documents: str, said: str) -> None:
    assert speak("Quyết định số 218-QĐ/TW", Options(documents=documents)).text == said  # type: ignore[arg-type]


def test_expanded_code_names_the_term_of_the_national_assembly() -> None:
    spoken = speak("Nghị quyết số 97/2019/QH14", Options(documents="expanded")).text
    assert spoken == "Nghị quyết số chín mươi bảy năm hai nghìn không trăm mười chín của Quốc hội khóa mười bốn"


def test_dialects_and_customs() -> None:
    assert speak("24 tổ, ngày 5/4", Options.southern()).text == "hai mươi bốn tổ, ngày mồng năm tháng tư"
    assert speak("ngày 5/4", Options(early_days="")).text == "ngày năm tháng tư"
    assert speak("năm 2024", Options(zero_hundreds="")).text == "năm hai nghìn hai mươi tư"


def test_level_chooses_among_meanings_and_without_it_nothing_is_guessed() -> None:
    assert speak("BTV TU họp", Options(level="tỉnh")).text == "Ban Thường vụ Tỉnh ủy họp"
    assert speak("BTV TU họp", Options(level="thành phố")).text == "Ban Thường vụ Thành ủy họp"
    unsure = speak("BTV TU họp")
    assert unsure.text == "Ban Thường vụ TU họp"
    assert [flag.written for flag in unsure.flags] == ["TU"]
    (flag,) = speak("VPTU họp", Options(level="xã")).flags
    assert flag.message == "không rõ là “Văn phòng Tỉnh ủy” hay “Văn phòng Thành ủy”"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("TT HĐND xã", "Thường trực Hội đồng nhân dân xã"),
        ("TT Y tế huyện", "Trung tâm Y tế huyện"),
        ("TT. Phùng", "thị trấn Phùng"),
        ("TT số 5", "Thông tư số năm"),
    ],
)
def test_context_chooses_among_the_meanings_of_tt(written: str, said: str) -> None:
    assert speak(written).text == said


@pytest.mark.parametrize(
    "heading", ["PHÒNG TƯ PHÁP", "ĐẦU TƯ CÔNG", "TU BỔ DI TÍCH", "TRÁCH NHIỆM CỦA AI", "V.I. LÊNIN VĨ ĐẠI"]
)
def test_words_of_a_heading_are_no_abbreviations(heading: str) -> None:
    assert speak(heading).text == heading


def test_a_law_s_code_alone_does_not_say_whether_it_is_a_law_or_a_resolution() -> None:
    spoken = speak("theo 97/2019/QH14")
    assert spoken.text == "theo số chín mươi bảy năm hai nghìn không trăm mười chín của Quốc hội khóa mười bốn"
    assert [flag.written for flag in spoken.flags] == ["97/2019/QH14"]


@pytest.mark.parametrize(
    ("written", "groups"),
    [
        ("0912345678", ("không chín một hai", "ba bốn năm", "sáu bảy tám")),
        ("024.3862.1234", ("không hai bốn", "ba tám sáu hai", "một hai ba bốn")),
        ("1900 9068", ("một chín không không", "chín không sáu tám")),
        ("+84 912 345 678", ("cộng tám bốn", "chín một hai", "ba bốn năm", "sáu bảy tám")),
        ("113", ("một một ba",)),
        ("", ("",)),
    ],
)
def test_a_telephone_number_is_given_by_groups(written: str, groups: tuple[str, ...]) -> None:
    assert phone_groups(written) == groups


@pytest.mark.parametrize(
    "written",
    [
        "Điều12",
        "5hộ",
        "khoản 2a",
        "điểm a1",
        "3x4",
        "Tổ trưởng TDP.",
        "phường/xã",
        "giờ 24/24",
        "24/7",
        "trong 48h",
        "5g muối",
        "hoãn sang 5/12",
        "đạt 10/12 mô hình",
        "nhà ga T3",
        "★ Tin vui ❤",
        "• Mục ®",
        "Tiêm <Đợt 2>",
        "trong ngày 45/50 hộ đã ký",
        "mỗi ngày 20/30 xe",
    ],
)
def test_what_can_be_told_is_not_flagged(written: str) -> None:
    assert speak(written).flags == ()


def test_a_number_is_not_said_again_in_words() -> None:
    assert speak("30 (ba mươi) ngày, 25 (hai sáu) hộ").text == "ba mươi ngày, hai mươi lăm, hai sáu, hộ"
    assert speak("1.024 (một ngàn không trăm hai mươi bốn) hộ", Options.southern()).flags == ()


def test_a_site_extends_and_overrides_the_lexicon() -> None:
    own = Lexicon.standard().extended(
        [Entry("QM", "Quỳnh Mai"), Entry("BTV", "biên tập viên", scope="dai-truyen-thanh")]
    )
    assert speak("phường QM", lexicon=own).text == "phường Quỳnh Mai"
    assert speak("BTV họp", lexicon=own).text == "Ban Thường vụ họp"
    assert speak("BTV họp", Options(scope="dai-truyen-thanh"), own).text == "biên tập viên họp"
    replaced = Lexicon.standard().extended([Entry("TYT", "Trạm Y tế phường")])
    assert speak("TYT", lexicon=replaced).text == "Trạm Y tế phường"


@pytest.mark.parametrize(
    "text", ["Ngày 5/4 họp", "Nga\u0300y 5/4 họp", "Ngày\u00a05/4\u200b họp", "Ngày 5\u00ad/4 họp"]
)
def test_unusual_characters_change_nothing(text: str) -> None:
    assert speak(text).text == "Ngày mùng năm tháng tư họp"


def test_markdown_is_never_read() -> None:
    written = "## **I. NỘI DUNG**\n\n- *Mục* [xem](https://a.vn/b)\n\n---\n\n| A | B |\n|---|---|\n| một | hai |\n"
    assert speak(written).text.split("\n") == [
        "phần một. NỘI DUNG", "", "Mục xem", "", "", "", "A, B", "", "một, hai", "",
    ]  # fmt: skip


def test_syllables_are_counted_as_said() -> None:
    assert syllables("ngày 31/8") == 6
    assert syllables("UBND phường") == 5


def test_no_lexicon_row_says_a_digit_or_a_sign() -> None:
    """Expansions are words and pauses."""
    assert not [row for row in Lexicon.standard().entries if re.search(r"[^\w\s,]|\d|_", row.expansion)]


def test_a_digit_in_a_site_s_own_row_is_said_all_the_same() -> None:
    own = Lexicon.standard().extended([Entry("CVX", "Chi bộ 12")])
    assert speak("họp CVX", lexicon=own).text == "họp Chi bộ mười hai"


def test_an_abbreviation_shown_after_its_words_is_not_said_again() -> None:
    assert speak("Ủy ban nhân dân (UBND) phường").text == "Ủy ban nhân dân phường"


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("ngày 31/4/2024", "ngày"),
        ("hạn 15/5/24", "ngày"),
        ("1.5 tỷ đồng", "số"),
        ("20,000 đồng", "số"),
        ("còn 3-1", "số"),
        ("đỏ/xanh", "dấu"),
        ("xe 5t", "viết tắt"),
        ("theo 97/2019/QH14", "viết tắt"),
        ("họ tên: ..........", "chỗ trống"),
        ("ngày ... tháng ... năm 2024", "chỗ trống"),
        ("ký hiệu 45/XYZ-ABC", "viết tắt"),
        ("Đảng ủ y xã, tiêp dân", "từ lạ"),
        ("năm 2O24", "từ lạ"),
        ("ngày 1O/6", "từ lạ"),
        ("1ần thứ hai", "từ lạ"),
        ("t0 dân phố", "từ lạ"),
        ("текст", "chữ lạ"),
        ("(5/12)", "số"),
        ("xong 5/12 nơi", "số"),
        ("số của phường 091234567", "số"),
        ("09123456789", "số"),
        ("19001234", "số"),
        ("Họp lúc <giờ>", "chỗ trống"),
        ("‹ngày› họp", "chỗ trống"),
        ("[tên phường]", "chỗ trống"),
        ("UBND phường XXX", "chỗ trống"),
        ("ngày XX/YY/2026", "chỗ trống"),
        ("25h", "giờ"),
        ("12:60", "giờ"),
        ("14g", "viết tắt"),
        ("5-12-26", "ngày"),
        ("họp ngày 45/12", "ngày"),
        ("ngày 00/5", "ngày"),
        ("từ tháng 13/2026", "ngày"),
        (".5", "số"),
        ("T3", "viết tắt"),
        ("Q4", "viết tắt"),
        ("a/b/c", "dấu"),
        ("A → B", "dấu"),
        ("B. Hoa", "viết tắt"),
    ],
)
def test_what_is_unsure_is_flagged(written: str, kind: str) -> None:
    assert kind in {flag.kind for flag in speak(written).flags}
