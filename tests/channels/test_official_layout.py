"""What the rules of layout demand of an official document, measured on real PDFs."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from doithoai.channels.noticeboard.documents import documents
from doithoai.channels.noticeboard.formats import cited, format_of
from doithoai.channels.noticeboard.official import rules_for
from doithoai.domain.documents import Document, Style
from official import BEFORE, CONCLUSION, MARK, PARTY, PLAN, SESSION, SIGNER
from papers import Paper, cut, is_nfc, needs_poppler, needs_print, overlapping, read
from sample import ROOT
from wards import WARD, edition_for

pytestmark = [needs_print, needs_poppler]
MM = 72 / 25.4
SUPERIOR = {**WARD, "cơ quan cấp trên": "Ủy ban nhân dân thành phố Thử"}
REPLY: dict[str, Any] = {
    "tiêu đề": "Đèn đường hỏng ở ngõ 34",
    "loại": "phản ánh",
    "tiếp nhận": {"ngày": "2/3/2026", "qua": "phiếu lấy ý kiến"},
    "người nêu": "Một hộ dân Tổ dân phố số 1",
    "diễn biến": [
        {"ngày": "16/3/2026", "việc": "giao giải quyết", "đơn vị": "Công an phường", "hạn": "15/4/2026"},
        {"ngày": "7/4/2026", "việc": "trả lời bằng văn bản", "nội dung": "Đã thay 7 bóng đèn", "văn bản": "9/UBND-KT"},
    ],
    "văn bản": "Ngõ tối, người già dễ ngã.\n\n# Đề nghị\n\nThay bóng sớm.",
}
HELD = {**SESSION, "đã tổ chức": {"ngày": "14/3/2026", "số người dự": 127, "số lượt phát biểu": 11}}
LATE = date(2026, 5, 1)


def paper(records: dict[str, Any], name: str, folder: Path, ward: Any = SUPERIOR, day: date = LATE) -> Paper:
    edition = edition_for(records, ward, day)
    pdf = next(one for one in documents(edition) if one.path.endswith(f"/{name}.pdf")).drawn()
    return read(pdf, folder)


def line(found: Paper, text: str) -> Any:
    """The one line that is this text, or begins with it."""
    return next(one for one in found.lines if one.text.startswith(text))


def lines_drawn(folder: Path) -> list[tuple[float, float, float]]:
    """Every rule on the first page of what was read last: left, right, and how far from the top."""
    svg = subprocess.run(
        ["pdftocairo", "-svg", "-f", "1", "-l", "1", str(folder / "sheet.pdf"), "-"], check=True, capture_output=True
    ).stdout.decode()
    rules = []
    for path in re.findall(r"<path [^>]*stroke-width[^>]*/>", svg):
        move = re.search(r' d="M (\S+) (\S+) L (\S+) (\S+)', path)
        shift = re.search(r"matrix\(([^)]*)\)", path)
        if move and shift:
            a, _b, _c, d, e, f = (float(one) for one in re.split(r",\s*", shift[1]))
            left, top, right, _ = (float(one) for one in move.groups())
            rules.append((a * left + e, a * right + e, d * top + f))
    return sorted(rules, key=lambda one: one[2])


def test_the_rules_of_the_state_are_as_long_as_they_must_be(tmp_path: Path) -> None:
    """Below the motto as long as it is; below issuer and subject a third to a half of the line above."""
    found = paper({"2026/ke-hoach": PLAN}, "ke-hoach", tmp_path)
    motto, issuer, subject = line(found, "Độc lập"), line(found, "PHƯỜNG THỬ"), line(found, "Đối thoại với Nhân dân")
    rules = lines_drawn(tmp_path)
    assert len(rules) == 3
    by_text = {}
    for name, above in (("motto", motto), ("issuer", issuer), ("subject", subject)):
        rule = next(one for one in rules if 0 < one[2] - above.bottom < 8 and above.left - 1 < one[0] < above.right)
        middle = (rule[0] + rule[1]) / 2 - (above.left + above.right) / 2
        assert abs(middle) < 1, name
        by_text[name] = (rule[1] - rule[0]) / (above.right - above.left)
    assert by_text["motto"] == pytest.approx(1, abs=0.01)
    assert 1 / 3 <= by_text["issuer"] <= 1 / 2 and 1 / 3 <= by_text["subject"] <= 1 / 2


def test_the_rule_of_the_party_is_as_long_as_its_name(tmp_path: Path) -> None:
    found = paper({"2026/ke-hoach": PLAN}, "ke-hoach", tmp_path, PARTY)
    name, (rule,) = line(found, "ĐẢNG CỘNG SẢN VIỆT NAM"), lines_drawn(tmp_path)
    assert rule[:2] == pytest.approx((name.left, name.right), abs=1)
    assert line(found, "ĐẢNG ỦY").top < line(found, "*").top < line(found, "Số 05-KH-UBND").top
    assert "ĐẢNG ỦY" in found.flat and "UỶ" not in found.flat


@pytest.mark.parametrize("ward", [SUPERIOR, PARTY], ids=["state", "party"])
def test_margins_columns_and_numbers_of_pages(ward: Any, tmp_path: Path) -> None:
    text = "\n\n".join(
        f"Đoạn thứ {at} của văn bản dài đủ để chiếm trọn vẹn một dòng chữ trên trang giấy." for at in range(90)
    )
    found = paper({"2026/ke-hoach": {**PLAN, "văn bản": text}}, "ke-hoach", tmp_path, ward)
    assert len(found.pages) >= 3
    body = [one for one in found.lines if one.text.startswith(("Đoạn thứ", "trang giấy", "chữ trên"))]
    assert min(one.left for one in body) >= 30 * MM - 1 and max(one.right for one in body) <= 195 * MM + 1
    assert max(one.right for one in body) == pytest.approx(195 * MM, abs=1)
    for page in range(2, len(found.pages) + 1):
        number = min((one for one in found.lines if one.page == page), key=lambda one: one.top)
        assert number.text == str(page)
        assert (number.left + number.right) / 2 == pytest.approx(210 * MM / 2 + 7.5 * MM, abs=2)
        assert 8 * MM < number.top < 20 * MM
    assert not any(one.text == "1" for one in found.lines)
    assert (
        line(found, "ỦY BAN" if ward is SUPERIOR else "THÀNH ỦY").right
        < line(found, "CỘNG HÒA" if ward is SUPERIOR else "ĐẢNG CỘNG").left
    )


def test_a_state_letter_has_no_name_of_its_type_and_names_nobody(tmp_path: Path) -> None:
    found = paper({"lich": HELD, "kien-nghi/001": REPLY}, "van-ban-tra-loi", tmp_path)
    text = found.flat
    for fact in (
        "Số: 09/UBND-KT V/v trả lời phản ánh số 001 “Đèn đường hỏng ở ngõ 34”",
        "Thử, ngày 07 tháng 4 năm 2026",
        "Kính gửi: Một hộ dân Tổ dân phố số 1 (người nêu phản ánh số 001, buổi đối thoại ngày 14/3/2026)",
        "Ủy ban nhân dân phường Thử nhận được phản ánh số 001 (nhận ngày 2/3/2026 qua phiếu lấy ý kiến)",
        "Ngõ tối, người già dễ ngã. Đề nghị Thay bóng sớm.",
        "trả lời như sau: Đã thay 7 bóng đèn",
        "đã giao Công an phường chủ trì giải quyết, thời hạn đến hết ngày 15/4/2026.",
        "gọi số 024.1234.5678.",
        "trân trọng trả lời./.",
        "Nơi nhận: - Như trên.",
    ):
        assert fact in text, fact
    assert "CÔNG VĂN" not in text and "TM." not in text
    assert line(found, "V/v trả lời").right < line(found, "Thử, ngày").left
    assert line(found, "V/v trả lời").top > line(found, "Số: 09").bottom


def test_a_party_letter_has_its_own_number_and_subject(tmp_path: Path) -> None:
    event = {**REPLY["diễn biến"][1], "văn bản": "Công văn số 15-CV/ĐU ngày 7/4/2026"}
    opinion = {**REPLY, "diễn biến": [event], "người nêu": None}
    session = {**SESSION, "thể thức văn bản": {"ký hiệu": "TB/ĐU"}}
    found = paper({"lich": session, "kien-nghi/001": opinion}, "van-ban-tra-loi", tmp_path, PARTY)
    assert "Số 15-CV/ĐU về việc trả lời phản ánh số 001" in found.flat and "V/v" not in found.flat
    assert "Kính gửi: Người nêu phản ánh số 001" in found.flat
    assert "trân trọng trả lời. " in found.flat and "./." not in found.flat


def test_a_letter_without_a_number_has_blanks(tmp_path: Path) -> None:
    event = {"ngày": "7/4/2026", "việc": "trả lời bằng văn bản"}
    found = paper({"lich": SESSION, "kien-nghi/001": {**REPLY, "diễn biến": [event]}}, "van-ban-tra-loi", tmp_path)
    assert "Số: ......../UBND-........" in found.flat and "." * 96 in found.flat


def test_each_written_answer_is_a_letter_and_those_of_other_bodies_are_not() -> None:
    written = {"ngày": "7/4/2026", "việc": "trả lời bằng văn bản", "nội dung": "Đã xem"}
    events = [{**written, "văn bản": number} for number in ("96/CAP", "112/UBND-KT", "118/UBND")]
    edition = edition_for({"lich": SESSION, "kien-nghi/001": {**REPLY, "diễn biến": events}}, day=LATE)
    letters = [one.path.rpartition("/")[2] for one in documents(edition) if "tra-loi" in one.path]
    assert letters == ["van-ban-tra-loi-2.pdf", "van-ban-tra-loi-3.pdf"]


def test_a_letter_tells_what_was_decided_on_its_day(tmp_path: Path) -> None:
    decided = {"ngày": "7/4/2026", "việc": "không thực hiện được", "nội dung": "Vì ngõ không có trong quy hoạch"}
    records = {"lich": SESSION, "kien-nghi/001": {**REPLY, "diễn biến": [*REPLY["diễn biến"], decided]}}
    assert "Đã thay 7 bóng đèn. Vì ngõ không có trong quy hoạch. " in paper(records, "van-ban-tra-loi", tmp_path).flat


def test_nothing_that_came_after_a_letter_is_in_it(tmp_path: Path) -> None:
    later = {"ngày": "20/4/2026", "việc": "gia hạn", "hạn": "30/6/2026"}
    records = {"lich": SESSION, "kien-nghi/001": {**REPLY, "diễn biến": [*REPLY["diễn biến"], later]}}
    assert "30/6/2026" not in paper(records, "van-ban-tra-loi", tmp_path).flat


OPINIONS = {
    "kien-nghi/001": REPLY,
    "kien-nghi/002": {**REPLY, "tiêu đề": "Cống tắc", "loại": "kiến nghị", "diễn biến": [REPLY["diễn biến"][0]]},
    "kien-nghi/003": {
        **REPLY,
        "tiêu đề": "Sổ đỏ chậm",
        "tiếp nhận": {"ngày": "14/3/2026", "giai đoạn": "tại hội nghị"},
        "diễn biến": [
            {"ngày": "14/3/2026", "việc": "trả lời tại hội nghị"},
            {"ngày": "20/3/2026", "việc": "giải quyết xong"},
        ],
    },
}


def test_a_report_says_who_came_what_was_asked_and_what_became_of_it(tmp_path: Path) -> None:
    session = {**HELD, "kế hoạch": "ke-hoach"}
    records = {"2026/ke-hoach": PLAN, "lich": session, "ket-luan": CONCLUSION, **OPINIONS}
    text = paper(records, "bao-cao-ket-qua", tmp_path).flat
    for fact in (
        "Số: ......../BC-UBND Thử, ngày ...... tháng ...... năm ........",
        "BÁO CÁO Kết quả tổ chức: Đối thoại giữa Chủ tịch phường với Nhân dân, buổi 1",
        "Kính gửi: Ủy ban nhân dân thành phố Thử",
        "Thực hiện Kế hoạch số 05/KH-UBND ngày 9/2/2026, Ủy ban nhân dân phường Thử báo cáo kết quả",
        "- 127 người dự; - 11 lượt người dân phát biểu.",
        "- Tổng số 3 ý kiến; - Theo thời điểm: trước hội nghị: 2; tại hội nghị: 1; - Theo loại: phản ánh: 2; kiến nghị: 1;",
        "- Đã giao, chưa trả lời: 1 ý kiến; - Đã trả lời tại hội nghị: 1 ý kiến; - Đã trả lời bằng văn bản: 1 ý kiến.",
        "- Đã xong: 1 ý kiến; - Chưa giải quyết: 2 ý kiến; - Quá thời hạn đã giao: 2 ý kiến.",
        "Thông báo số 21/TB-UBND ngày 20/3/2026 nêu 1 việc: chưa thực hiện 1.",
        "Số Ý kiến, kiến nghị Kết quả Đơn vị Thời hạn",
        "thay đổi gần nhất ngày 15/4/2026.",
        "trân trọng báo cáo./.",
        "- Như trên",
    ):
        assert fact in text, fact
    assert re.search(r"002 Cống tắc Đã giao, chưa trả lời; chưa giải quyết Công an phường 15/4/2026 \(quá hạn\)", text)


def test_a_report_is_the_same_until_something_happens() -> None:
    days = (date(2026, 4, 20), date(2026, 4, 30))
    first, later = (
        next(one for one in documents(edition_for({"lich": HELD, **OPINIONS}, SUPERIOR, day)) if "bao-cao" in one.path)
        for day in days
    )
    assert first.fingerprint() == later.fingerprint()


def test_a_party_report_begins_without_an_address(tmp_path: Path) -> None:
    """The Party's guide has “Kính gửi” for letters alone."""
    text = paper({"lich": HELD, **OPINIONS}, "bao-cao-ket-qua", tmp_path, PARTY).flat
    assert "kết quả tổ chức: Đối thoại" in text and "Kính gửi" not in text and "Như trên" not in text


def test_the_chair_gets_every_opinion_sent_before(tmp_path: Path) -> None:
    chairs = [{"chức vụ": "Chủ tịch phường"}, {"chức vụ": "Chủ tịch Mặt trận"}]
    withdrawn = {**REPLY, "tiêu đề": "Đã rút", "diễn biến": [{"ngày": "3/3/2026", "việc": "người nêu rút"}]}
    records = {"lich": {**SESSION, "chủ trì": chairs}, **OPINIONS, "kien-nghi/004": withdrawn}
    text = paper(records, "tong-hop-y-kien", tmp_path, day=date(2026, 3, 10)).flat
    for fact in (
        "BÁO CÁO Tổng hợp ý kiến gửi trước: Đối thoại giữa Chủ tịch phường",
        "Kính gửi: - Chủ tịch phường; - Chủ tịch Mặt trận.",
        "- Tổng số 2 ý kiến;",
        "a) Lĩnh vực khác (2 ý kiến)",
        "Ý kiến số 001. Đèn đường hỏng ở ngõ 34. Ngõ tối, người già dễ ngã. Đề nghị Thay bóng sớm.",
        "Một hộ dân Tổ dân phố số 1; nhận ngày 2/3/2026 qua phiếu lấy ý kiến; đơn vị chuẩn bị trả lời: ........",
        "trân trọng báo cáo chủ trì./.",
    ):
        assert fact in text, fact
    assert "Sổ đỏ" not in text and "Đã rút" not in text


def test_a_session_that_is_over_or_of_which_nothing_was_asked_has_no_digest() -> None:
    for records, day in (({"lich": SESSION}, BEFORE), ({"lich": HELD, **OPINIONS}, LATE)):
        assert not [one for one in documents(edition_for(records, day=day)) if "tong-hop" in one.path]


WIDE = "nghiêng" * 17 + "Ộ"


@pytest.mark.parametrize("ward", [SUPERIOR, PARTY], ids=["state", "party"])
def test_a_word_of_120_letters_runs_off_nowhere_and_stays_whole(ward: Any, tmp_path: Path) -> None:
    """In every place where somebody can type."""
    signer = {**SIGNER, "họ tên": WIDE, "chức vụ": WIDE}
    session = {
        **HELD, "tiêu đề": WIDE, "chương trình": [{"nội dung": WIDE, "người làm": WIDE}], "chủ trì": [{"chức vụ": WIDE}],
        "thành phần": [{"nhóm": WIDE, "gồm": [WIDE]}], "địa điểm": [{"nơi": WIDE, "công bố": "9/2/2026"}],
        "thể thức văn bản": {"ký hiệu": "TB-UBND", "người ký": signer, "nơi nhận": [{"nơi": WIDE}]},
    }  # fmt: skip
    opinion = {**REPLY, "tiêu đề": WIDE, "văn bản": WIDE, "người nêu": f"Một hộ {WIDE}"}
    named = {**ward, "tên": f"Ủy ban {WIDE}", "cơ quan cấp trên": WIDE}
    records = {"lich": session, "kien-nghi/001": opinion}
    for one in documents(edition_for(records, named, LATE)):
        found = read(one.drawn(), tmp_path)
        assert max(each.right for each in found.lines) <= 195 * MM + 2, one.path
        assert cut(found) == [] and overlapping(found) == [], one.path
        assert WIDE in found.text.replace("\n", ""), one.path
        assert is_nfc(found.text)


@pytest.mark.parametrize("words", range(1, 10))
def test_nothing_that_is_kept_breaks_in_a_letter(words: int, tmp_path: Path) -> None:
    kept = ("97/2019/QH14", "số 97/2019/QH14", "ngày 27 tháng 11 năm 2019", "15/4/2026", "8 giờ 00")
    text = ". ".join(f"{'rằng ' * (words + at * 3)}{one} và còn nữa" for at, one in enumerate(kept, 3))
    event = {**REPLY["diễn biến"][1], "nội dung": text}
    found = paper({"lich": SESSION, "kien-nghi/001": {**REPLY, "diễn biến": [event]}}, "van-ban-tra-loi", tmp_path)
    for one in kept:
        assert any(one in each.text for each in found.lines), one


def test_clumsy_records_give_whole_documents(tmp_path: Path) -> None:
    """A title of 400 letters, 60 steps, no place, no telephone."""
    title = ("Đối thoại về việc rất dài của phường và của các tổ dân phố " * 8)[:400].strip()
    agenda = [{"nội dung": f"Việc số {at} của chương trình"} for at in range(1, 61)]
    session = {**HELD, "tiêu đề": title, "chương trình": agenda, "địa điểm": "thông báo sau"}
    mute = {name: value for name, value in SUPERIOR.items() if name != "liên hệ"}
    records = {"lich": session, "kien-nghi/001": REPLY}
    made = {one.path.rpartition("/")[2]: one for one in documents(edition_for(records, mute, LATE))}
    assert set(made) == {"thong-bao.pdf", "bao-cao-ket-qua.pdf", "van-ban-tra-loi.pdf"}
    for name, one in made.items():
        found = read(one.drawn(), tmp_path)
        assert cut(found) == [] and overlapping(found) == [], name
        assert MARK in found.flat
        assert "xin gọi" not in found.flat and "Cần trao đổi" not in found.flat
        assert name == "van-ban-tra-loi.pdf" or title in found.flat


def test_every_row_of_rules_has_every_measure_and_tells_what_is_not_verified() -> None:
    rows = yaml.safe_load((ROOT / "theme/doithoai_theme/noticeboard/the-thuc.yml").read_text("utf-8"))
    found = [row for style in rows.values() for row in style]
    assert len({frozenset(row) for row in found}) == 1
    assert len({frozenset(row["sizes"]) for row in found}) == 1
    newest = rows["Đảng"][-1]
    assert newest["from"] == date(2026, 5, 27) and newest["verify"] and not rows["nhà nước"][0]["verify"]


def test_the_measures_are_within_what_the_rules_allow() -> None:
    """Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 36-HD/VPTW, Phụ lục 3."""
    state, party = format_of(Style.STATE, LATE), format_of(Style.PARTY, LATE)
    for rules in (state, party):
        margins = rules["margins"]
        assert 20 <= margins["top"] <= 25 and 20 <= margins["bottom"] <= 25
        assert 30 <= margins["left"] <= 35 and 15 <= margins["right"] <= 20
        assert rules["gap"] >= 6
    sizes = state["sizes"]
    for names, least, most in (
        (("country", "superior", "issuer", "letter"), 12, 13), (("motto", "date", "type", "subject", "body", "sign", "page", "to"), 13, 14),
        (("number",), 13, 13), (("recipients_lead",), 12, 12), (("recipients",), 11, 11),
    ):  # fmt: skip
        assert all(least <= sizes[name] <= most for name in names), names
    assert 10 <= state["indent"] <= 12.7 and sizes["body"] * 1.15 <= state["line"] <= sizes["body"] * 1.15 * 1.5
    sizes = party["sizes"]
    assert (sizes["country"], sizes["superior"], sizes["issuer"], sizes["number"], sizes["date"]) == (
        15,
        14,
        14,
        14,
        14,
    )
    assert (
        15 <= sizes["type"] <= 16
        and sizes["letter"] == 12
        and sizes["recipients_lead"] == 14
        and sizes["recipients"] == 12
    )
    assert 18 <= party["line"] <= 22


def test_a_document_is_cited_as_its_rules_want_it() -> None:
    document = Document.model_validate({"số": 5, "ký hiệu": "KH/ĐU", "ngày": "5/3/2026"})
    assert cited(document, format_of(Style.PARTY, LATE)) == "số 05-KH/ĐU, ngày 5/3/2026"
    assert cited(document, format_of(Style.STATE, LATE)) == "số 05/KH/ĐU ngày 5/3/2026"
    assert cited(Document(), rules_for(Document(), edition_for({}))) == ""
