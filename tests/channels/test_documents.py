"""Official documents: real PDFs, read back as text."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from doithoai.channels.noticeboard.bodies import member, members, of_conclusion, of_invitation, of_schedule
from doithoai.channels.noticeboard.documents import documents
from doithoai.channels.noticeboard.formats import date_line, format_of, in_head
from doithoai.channels.noticeboard.passages import parts_of, runs_of, text_of
from doithoai.channels.noticeboard.printed import printed
from doithoai.channels.noticeboard.sheet import PrintSheet
from doithoai.domain.dates import parse_date
from doithoai.domain.documents import Participants, Style
from doithoai.domain.edition import Edition
from doithoai.engines.glyphs import drawable
from doithoai.engines.typesetter import available
from official import AUTHORITIES, BEFORE, CONCLUSION, GONE, MARK, PARTY, PLAN, SESSION, SIGNER, sample
from sample import ROOT
from wards import WARD, edition_for, table

drawing = [
    pytest.mark.skipif(not available(), reason="the [print] extra is not installed"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's pdftotext is not installed"),
]
pytestmark = drawing


def pages(sheet: PrintSheet) -> list[str]:
    """The text of each page, as a reader's program finds it."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=sheet.drawn(), capture_output=True, check=True)
    return done.stdout.decode().removesuffix("\f").split("\f")


def flat(text: str) -> str:
    return " ".join(text.split())


def said(sheet: PrintSheet) -> str:
    """All it says in reading order, in one line, without what stands on every page."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=sheet.drawn(), capture_output=True, check=True)
    text = re.sub(r"\f\d+\n", "\f", done.stdout.decode())
    return flat(re.sub(rf"(?:Dữ liệu minh họa · )?{MARK}(?:\s+·\s+{GONE})?", " ", text))


def only(edition: Edition, name: str) -> PrintSheet:
    return next(one for one in documents(edition) if one.path.endswith(f"/{name}.pdf"))


def made(records: dict[str, Any], name: str, ward: Any = WARD, day: date = BEFORE) -> PrintSheet:
    return only(edition_for(records, ward, day), name)


@pytest.mark.parametrize("authority", AUTHORITIES)
def test_every_document_of_the_sample_is_set_in_nfc_and_marked(authority: str) -> None:
    for sheet in documents(sample(authority)):
        for page in pages(sheet):
            assert unicodedata.is_normalized("NFC", page)
            assert MARK in flat(page)
            assert ("Dữ liệu minh họa" in page) == sample(authority).authority.fictional
            assert bool(re.search(GONE, page)) == (sample(authority).ended is not None)


def test_what_a_copied_document_leaves_blank_is_blank_on_paper() -> None:
    """The place of issue is not guessed for a document that lies before us; one still to be issued is dated at its seat."""
    copied = said(only(sample("dang-uy-phuong-quynh-mai"), "ke-hoach"))
    assert "........, ngày ...... tháng ...... năm ........" in copied and "Quỳnh Mai, ngày" not in copied
    assert "Thử, ngày 09 tháng 02" in said(made({"2026/ke-hoach": PLAN}, "ke-hoach"))


@pytest.mark.parametrize("authority", AUTHORITIES)
def test_a_printed_plan_holds_every_sentence_of_its_text_once(authority: str) -> None:
    for plan in sample(authority).dossier.plans:
        sheet = next(one for one in documents(sample(authority)) if one.record == plan.id)
        found = said(sheet).replace(" ", "")
        for line in plan.text.splitlines():
            words = flat(re.sub(r"^\d+\. |^[-#] *|[*\\#]", "", line)).replace(" ", "")
            if len(words) > 60:
                assert found.count(words.rstrip("./")) == 1, line
        assert found.count("Nơinhận") == 1


def test_a_state_plan_has_the_marks_of_the_state() -> None:
    text = said(only(sample("ubnd-phuong-ha-cau"), "ke-hoach"))
    for mark in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: ......../KH-UBND",
        "công./.",
    ):
        assert mark in text
    assert "Hà Cầu, ngày ...... tháng 3 năm 2024" in text
    assert "ĐẢNG CỘNG SẢN" not in text


def test_a_party_plan_has_the_marks_of_the_party() -> None:
    text = said(only(sample("dang-uy-phuong-quynh-mai"), "ke-hoach"))
    for mark in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "QUẬN ỦY HAI BÀ TRƯNG",
        "ĐẢNG ỦY PHƯỜNG QUỲNH MAI *",
        "Số 132-KH/ĐU",
        "-----",
    ):
        assert mark in text
    assert "CỘNG HÒA" not in text and "Số:" not in text and "./." not in text


def test_signs_follow_the_rules_of_the_body() -> None:
    assert "T/M BAN THƯỜNG VỤ" in said(only(sample("ban-thuong-vu-huyen-uy"), "ke-hoach"))
    crossed = {**PLAN, "thể thức văn bản": {**PLAN["thể thức văn bản"], "ký hiệu": "KH/ĐU"}}
    text = said(made({"2026/ke-hoach": crossed}, "ke-hoach", PARTY))
    assert "T/M ỦY BAN NHÂN DÂN" in text and "Số 05-KH/ĐU" in text


def test_rules_change_on_their_day() -> None:
    assert "36-HD/VPTW" in format_of(Style.PARTY, date(2026, 5, 26))["cite"]
    assert "05-HD/VPTW" in format_of(Style.PARTY, date(2026, 5, 27))["cite"]
    assert "30/2020/NĐ-CP" in format_of(Style.STATE, date(2026, 5, 27))["cite"]


def test_a_composed_plan_holds_its_facts() -> None:
    text = said(made({"2026/ke-hoach": PLAN}, "ke-hoach"))
    for fact in (
        "Số: 05/KH-UBND", "Thử, ngày 09 tháng 02 năm 2026", "Nghị quyết số 97/2019/QH14 ngày 27/11/2019 của Quốc hội;",
        "I. MỤC ĐÍCH, YÊU CẦU", "Lắng nghe Nhân dân.", "Buổi giữa năm: dự kiến tháng 6/2026, Hội trường.",
        "III. TỔ CHỨC THỰC HIỆN 1. Công an phường", "Giữ trật tự (trong ngày)./.", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "Nguyễn Thị Ngọc Ưởng",
    ):  # fmt: skip
        assert fact in text, fact


def test_a_notice_holds_the_facts_of_its_session() -> None:
    text = said(made({"lich": SESSION}, "thong-bao"))
    for fact in (
        "Số: ......../TB-UBND", "Thử, ngày 09 tháng 02 năm 2026",
        "1. Thời gian: Từ 8 giờ 00 đến 11 giờ 00, thứ Bảy, ngày 14/3/2026.",
        "2. Địa điểm: Hội trường tầng 2 (Số 1 đường Thử).", "Thường trực Đảng ủy", "mỗi tổ dân phố từ 5 đến 7 đại biểu",
        "1) Chủ trì kết luận (Chủ tịch; 20 phút).", "024.1234.5678", "thực hiện./.",
    ):  # fmt: skip
        assert fact in text, fact


def test_what_a_record_leaves_open_leaves_no_gap_in_the_text() -> None:
    """No list of ways without a way, no sign upon a sign, no range of one number."""
    later = [
        {"ngày": "21/3/2026", "từ": "14h00", "công bố": "20/2/2026", "lý do": "Sửa hội trường."},
        {"ngày": "28/3/2026", "từ": "14h00", "công bố": "20/2/2026", "lý do": "Trùng lịch."},
    ]
    quota = {"mỗi": "tổ dân phố", "từ": 5, "đến": 5}
    open_ended = {
        **SESSION,
        "thời gian": [*SESSION["thời gian"], *later],
        "góp ý trước": {"hạn": "10/3/2026"},
        "thành phần": [{"nhóm": "Các tổ dân phố", "gồm": ["Người dân"], "số lượng": quota}],
        "nội dung": ["Bao giờ sửa đường?"],
    }
    edition = edition_for({"lich": open_ended})
    text = "\n".join(text_of(part) for part in of_schedule(edition.dossier.sessions[0], edition.authority))
    assert "Cách gửi" not in text
    assert "Lý do thay đổi: Sửa hội trường; Trùng lịch." in text
    assert "mỗi tổ dân phố 5 đại biểu" in text
    assert "Bao giờ sửa đường?\n" in text


@pytest.mark.parametrize(
    ("quota", "printed"),
    [
        ("khoảng 120", "Đoàn thể (số lượng: khoảng 120): Hội viên"),
        ({"từ": 100}, "Đoàn thể (ít nhất 100 đại biểu): Hội viên"),
        ({"mỗi": "thôn", "như in": "tối đa 5 người"}, "Đoàn thể (mỗi thôn: tối đa 5 người): Hội viên"),
        ({}, "Đoàn thể: Hội viên"),
    ],
)
def test_a_number_of_people_is_printed_as_it_was_given(quota: object, printed: str) -> None:
    """In the notice, and on the invitation of the group."""
    group = {"nhóm": "Đoàn thể", "gồm": ["Hội viên"], "số lượng": quota}
    assert member(Participants.model_validate(group)) == printed


def test_what_is_named_at_last_is_no_change_of_a_schedule() -> None:
    """“Thông báo sau” was no place that anybody could have gone to."""
    named = {"nơi": "Nhà văn hóa", "công bố": "20/2/2026", "lý do": "Đã có nơi"}
    places = [{"nơi": "thông báo sau", "công bố": "9/2/2026"}, named]
    text = said(made({"lich": {**SESSION, "địa điểm": places}}, "thong-bao"))
    assert "Địa điểm: Nhà văn hóa." in text
    assert "thay cho" not in text and "thay đổi" not in text


def test_a_conclusion_without_items_announces_no_list() -> None:
    records = {"lich": {**SESSION, "đã tổ chức": {"ngày": "14/3/2026"}}, "ket-luan": {**CONCLUSION, "kết luận": []}}
    edition = edition_for(records)
    (conclusion,) = edition.dossier.conclusions
    parts = of_conclusion(conclusion, edition.dossier.sessions[0], edition.authority)
    assert not any("như sau" in text_of(part) for part in parts)


def test_a_changed_schedule_is_another_notice_without_a_number_yet() -> None:
    later = {"ngày": "21/3/2026", "từ": "14h00", "công bố": "20/2/2026", "lý do": "Sửa hội trường"}
    document = {**SESSION["thể thức văn bản"], "số": 12, "ngày": "9/2/2026"}
    changed = {**SESSION, "thời gian": [*SESSION["thời gian"], later], "thể thức văn bản": document}
    text = said(made({"lich": changed}, "thong-bao"))
    assert "Số: ......../TB-UBND" in text and "Thử, ngày 20 tháng 02 năm 2026" in text
    assert "đã thông báo trước đây: Từ 8 giờ 00 đến 11 giờ 00, thứ Bảy, ngày 14/3/2026" in text
    assert "Sửa hội trường" in text and "Thời gian: Từ 14 giờ 00, thứ Bảy, ngày 21/3/2026" in text


def test_each_group_has_its_invitation_on_one_page_with_blanks() -> None:
    sheets = [one for one in documents(edition_for({"lich": SESSION}, day=BEFORE)) if "giay-moi" in one.path]
    assert [one.name for one in sheets] == ["Giấy mời: Đại biểu phường", "Giấy mời: Các tổ dân phố"]
    for sheet in sheets:
        assert len(pages(sheet)) == 1
        text = said(sheet)
        assert "Số: ......../GM-UBND" in text and re.search(r"Ông \(Bà\): \.{40}", text)
        assert "Thử, ngày ...... tháng ...... năm ........" in text and "ngày 14/3/2026" in text
    assert "Mỗi tổ dân phố từ 5 đến 7 đại biểu" in said(sheets[1])


@pytest.mark.parametrize("case", table(Path(__file__).with_name("thanh-phan.yml")))
def test_a_group_is_told_and_invited_by_what_is_known_of_it(case: dict[str, Any]) -> None:
    group = Participants.model_validate(case["thành phần"])
    assert [text_of(part) for part in members([group, group])] == [f"{case['văn bản']};", f"{case['văn bản']}."]
    edition = edition_for({"lich": SESSION}, day=BEFORE)
    letter = [text_of(part) for part in of_invitation(edition.dossier.sessions[0], group, edition.authority, "…")]
    at = letter.index("Ông (Bà): …")
    assert letter[at + 1 : at + 1 + len(case["giấy mời"])] == case["giấy mời"]
    assert letter[at + 1 + len(case["giấy mời"])].startswith("Tới dự: ")


def test_nobody_is_invited_to_what_is_over_or_off() -> None:
    off = {**SESSION, "hủy": {"công bố": "1/3/2026", "lý do": "Bão"}}
    assert not list(documents(edition_for({"lich": off}, day=BEFORE)))
    paths = [one.path for one in documents(edition_for({"lich": SESSION}, day=date(2026, 3, 15)))]
    assert paths == ["in/phuong-thu/2026/doi-thoai-1/thong-bao.pdf"]


def test_a_conclusion_says_who_owes_what_by_when() -> None:
    text = said(made({"lich": SESSION, "ket-luan": CONCLUSION}, "thong-bao-ket-luan", day=date(2026, 4, 1)))
    assert "Số: 21/TB-UBND" in text and "THÔNG BÁO Kết luận buổi đối thoại ngày 14/3/2026" in text
    assert "1. Thay đèn ngõ 34. Giao Công an phường chủ trì. Thời hạn: ngày 15/4/2026." in text


def test_only_plans_are_kept_longer_than_two_calendar_years() -> None:
    records = {"2026/ke-hoach": PLAN, "lich": SESSION, "ket-luan": CONCLUSION}
    assert len(list(documents(edition_for(records, day=date(2027, 12, 31))))) == 4
    assert [one.record for one in documents(edition_for(records, day=date(2028, 1, 1)))] == ["phuong-thu/2026/ke-hoach"]


@pytest.mark.parametrize("words", range(1, 14))
def test_numbers_dates_and_names_never_break(words: int) -> None:
    """Whatever stands before them on the line."""
    kept = ("97/2019/QH14", "số 97/2019/QH14", "132-KH/ĐU", "ngày 27 tháng 11 năm 2019", "Nguyễn Thị Ngọc Ưởng")
    text = "\n\n".join(f"{'rằng ' * (words + 8)}{one} và còn nữa" for one in kept)
    lines = "\n".join(pages(made({"2026/ke-hoach": {**PLAN, "văn bản": text}}, "ke-hoach"))).splitlines()
    for one in kept:
        assert any(one in flat(line) for line in lines), one


@pytest.mark.parametrize("paragraphs", range(14, 34))
def test_the_signature_never_stands_alone_on_a_page(paragraphs: int) -> None:
    text = "\n\n".join(f"Đoạn thứ {at} của văn bản dài vừa một dòng." for at in range(1, paragraphs))
    last = pages(made({"2026/ke-hoach": {**PLAN, "văn bản": text}}, "ke-hoach"))[-1]
    assert f"Đoạn thứ {paragraphs - 1} " in last and "Nguyễn Thị Ngọc Ưởng" in last


def test_long_titles_and_long_programmes_are_whole() -> None:
    title = ("Đối thoại về việc rất dài của phường và của các tổ dân phố " * 8)[:400].strip()
    agenda = [{"nội dung": f"Việc số {at} của chương trình"} for at in range(1, 61)]
    sheet = made({"lich": {**SESSION, "tiêu đề": title, "chương trình": agenda}}, "thong-bao")
    text = said(sheet)
    assert text.count(title) == 2
    assert all(f"{at}) Việc số {at} của chương trình." in text for at in range(1, 61))
    found = pages(sheet)
    assert len(found) > 2
    assert [page.split()[0] for page in found[1:]] == [str(at) for at in range(2, len(found) + 1)]


def test_every_letter_of_vietnamese_is_set() -> None:
    vowels = "aăâeêioôơuưy"
    name = "".join(unicodedata.normalize("NFC", letter + tone) for letter in vowels for tone in ("", *"̣̀́̉̃"))
    name = " ".join((name[:24], name[24:48], name[48:], "đ"))
    signer = {**SIGNER, "họ tên": name.title(), "chức vụ": name}
    document = {**PLAN["thể thức văn bản"], "người ký": signer}
    text = said(made({"2026/ke-hoach": {**PLAN, "thể thức văn bản": document}}, "ke-hoach")).replace(" ", "")
    assert name.title().replace(" ", "") in text and name.upper().replace(" ", "") in text


def test_marks_of_typst_are_only_text() -> None:
    evil = "Nguy #panic(1) $x$ @ref <b>x</b> `code` \\*sao\\* _nghiêng_ // https://x.vn ~ [liên kết](https://x.vn)"
    text = said(made({"2026/ke-hoach": {**PLAN, "văn bản": evil}}, "ke-hoach"))
    for part in ("#panic(1)", "$x$ @ref", "*sao*", "//", "~ liên kết"):
        assert part in text


HARD = {
    "chữ ngoài phông": "Gọi ☎ 🙂 中文",
    "ký tự lạ": "a\tb\u00adc\u200bd\u2028e\u00a0f",
    "chữ dài": "x" * 5000,
    "đoạn dài hơn một trang": "từ " * 3000,
    "bảng ở cuối": "| a | b |\n|---|---|\n" + "| c | d |\n" * 100,
    "hàng lệch": "| a | b |\n|---|---|\n| c |\n| d | e | f |",
    "tiêu đề ở cuối": "Chữ\n\n## Cuối",
    "tiêu đề nhảy bậc": "##### Năm\n\nchữ\n\n# Một\n\nchữ\n\n#### Bốn\n\nhết",
    "lồng nhau": "- a\n    - b\n        1. c\n\n> - x\n\n```\nmã\n```\n\n---\n\n<td>lạc</td>",
    "chỉ có đầu": "**KẾ HOẠCH**\n\n**Đối thoại**",
}


@pytest.mark.parametrize("name", HARD)
def test_whatever_was_typed_is_set(name: str) -> None:
    """Typst refuses a letter that the font does not have, and headings that skip a level."""
    last = pages(made({"2026/ke-hoach": {**PLAN, "văn bản": HARD[name]}}, "ke-hoach"))[-1]
    assert "Nguyễn Thị Ngọc Ưởng" in last


def test_letters_that_the_font_lacks_are_boxes_and_others_are_composed() -> None:
    assert drawable({"a": ["Gọi 🙂", unicodedata.normalize("NFD", "Ưởng"), 5]}) == {"a": ["Gọi □", "Ưởng", 5]}


def test_a_document_that_says_nothing_is_all_blanks() -> None:
    text = said(made({"2026/ke-hoach": {"tiêu đề": "Kế hoạch", "thể thức văn bản": {}}}, "ke-hoach"))
    assert "Số: ................ Thử, ngày ...... tháng ...... năm ........" in text
    assert text.count("." * 24) == 2


def test_a_long_list_of_recipients_runs_on() -> None:
    recipients = [{"nơi": f"Cơ quan thứ {at}", "mục đích": "để biết"} for at in range(120)]
    document = {**PLAN["thể thức văn bản"], "nơi nhận": [*recipients, {"nơi": "VT", "lưu": "có"}]}
    text = said(made({"2026/ke-hoach": {**PLAN, "thể thức văn bản": document}}, "ke-hoach"))
    assert "- Cơ quan thứ 119 (để biết); - Lưu: VT." in text


def test_tables_lists_and_breaks_of_markdown_are_set() -> None:
    text = (
        "| Việc | Hạn |\n|---|---|\n| Thay đèn | 15/4/2026 |\n| Quét ngõ | |\n\n3. ba\n4. bốn\n\n- ngoài\n    - trong\n\n"
        "**đậm**  \n*nghiêng*\n\n> trích"
    )
    found = said(made({"2026/ke-hoach": {**PLAN, "văn bản": text}}, "ke-hoach"))
    for part in ("Việc Hạn Thay đèn 15/4/2026", "3. ba", "4. bốn", "- ngoài", "- trong", "đậm nghiêng", "trích"):
        assert part in found, part


def test_what_a_text_repeats_of_its_head_and_foot_is_taken_off() -> None:
    text = (
        "ỦY BAN NHÂN DÂN PHƯỜNG THỬ\n\nSố: 05/KH-UBND\n\nThử, ngày 9 tháng 02 năm 2026\n\n**KẾ HOẠCH**  \n**Đối thoại**\n\n"
        "Số lượng đại biểu do phường định.\n\n**Nơi nhận:**\n\n- Quận;\n- Lưu: VT.\n\n**CHỦ TỊCH**\n\n**Ai**"
    )
    found = printed(parts_of(text), "Ủy ban nhân dân phường Thử")
    assert (found.type, found.subject) == ("KẾ HOẠCH", "Đối thoại")
    assert [text_of(part) for part in found.body] == ["Số lượng đại biểu do phường định."]
    assert (found.recipients, found.sign) == (["Quận;", "Lưu: VT."], ["CHỦ TỊCH", "Ai"])


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("9/1/2026", "Thử, ngày 09 tháng 01 năm 2026"),
        ("12/3/2026", "Thử, ngày 12 tháng 3 năm 2026"),
        ("tháng 2/2026", "Thử, ngày ...... tháng 02 năm 2026"),
        ("năm 2026", "Thử, ngày ...... tháng ...... năm 2026"),
        ("thông báo sau", "Thử, ngày ...... tháng ...... năm ........"),
    ],
)
def test_the_date_is_written_with_its_zeros_and_blanks(typed: str, line: str) -> None:
    assert date_line("Thử", parse_date(typed)) == line


def test_a_long_name_of_a_body_is_cut_before_its_place() -> None:
    assert in_head("Ủy ban nhân dân phường Mẫu") == ["ỦY BAN NHÂN DÂN", "PHƯỜNG MẪU"]
    assert in_head("Ban Thường vụ Huyện ủy (không ghi tên huyện)") == ["BAN THƯỜNG VỤ HUYỆN ỦY"]
    assert in_head("Đảng uỷ phường Thử") == ["ĐẢNG ỦY PHƯỜNG THỬ"]
    assert in_head(None) == []


def test_runs_say_the_text_and_nothing_else() -> None:
    text = "Căn cứ Nghị quyết số 97/2019/QH14, ngày 27/11/2019; Quyết định số 218-QĐ/TW: 5-7 người, 8 giờ 00."
    runs = runs_of(text)
    assert "".join(one["t"] for one in runs) == text
    assert {"số 97/2019/QH14,", "ngày 27/11/2019;", "số 218-QĐ/TW:"} <= {one["t"] for one in runs if one["k"]}


def test_the_same_edition_gives_the_same_bytes() -> None:
    first, again = (made({"lich": SESSION}, "thong-bao") for _ in range(2))
    assert first.fingerprint() == again.fingerprint() and first.drawn() == again.drawn()


def test_a_dated_document_is_not_set_again_on_a_later_day() -> None:
    records = {"2026/ke-hoach": PLAN, "lich": SESSION}
    for name in ("ke-hoach", "thong-bao"):
        first, later = (made(records, name, day=day) for day in (BEFORE, date(2026, 12, 1)))
        assert first.fingerprint() == later.fingerprint()


def test_the_theme_cites_its_rules() -> None:
    assert "cite:" in (Path(ROOT) / "theme/doithoai_theme/noticeboard/the-thuc.yml").read_text("utf-8")
