"""Posters: they say what the record says, large enough, for as long as it is news, and never cut."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from doithoai.domain.flaws import Flawed, Loc
from doithoai.domain.site import LONGEST_ADDRESS
from doithoai.domain.spoken_code import derived, grouped
from doithoai.engines.theme import wording
from papers import (
    FULL_WARD,
    SESSION,
    SITE,
    cut,
    fonts,
    is_nfc,
    needs_decoder,
    needs_poppler,
    needs_print,
    overlapping,
    printed,
    read,
    scanned,
    session,
    sizes,
)
from wards import WARD, Data

LONG_SITE = ("https://" + "rat-dai." * 20)[: LONGEST_ADDRESS - 1] + "/"
POSTER = "2026/doi-thoai-1/to-dan-a4.pdf"
FACTS = ("8h00, thứ Bảy, 20/6/2026", "Nhà văn hóa Tổ dân phố số 4")
NEW_TIME = {"ngày": "27/6/2026", "từ": "14h00", "công bố": "22/5/2026", "lý do": "Trùng lịch thi"}
CHANGED = session(times=[*SESSION["thời gian"], NEW_TIME])
POSTPONED = session(off={"công bố": "22/5/2026", "lý do": "Bão lớn", "lịch mới": "báo trước 7 ngày trên trang này"})
CANCELLED = session(cancelled={"công bố": "22/5/2026", "lý do": "Gộp vào buổi 2"})
CONCLUSION: Data = {
    "tiêu đề": "Thông báo kết luận buổi đối thoại ngày 20/6/2026",
    "thể thức văn bản": {"số": "7", "ký hiệu": "TB-UBND", "ngày": "25/6/2026"},
    "kết luận": [
        {"số": str(number), "nội dung": f"Sửa cống ngõ {number}", "hạn": "1/9/2026"} for number in range(1, 13)
    ],
}
CODE = derived("phuong-thu/2026/doi-thoai-1/lich")
CORRECTION = {
    "công bố": "22/5/2026",
    "đã nêu": "gửi xe mất tiền",
    "nay là": "gửi xe miễn phí tại sân nhà văn hóa",
    "lý do": "Ghi nhầm",
}
CORRECTED = {**SESSION, "đính chính": [CORRECTION]}
HELD = session(held={"ngày": "20/6/2026"})
EVERY_SIGN = "Ủy ban ẠẢÃÀÁ ẶẲẴẰẮ ẬẨẪẦẤ ỆỂỄỀẾ ỘỔỖỒỐ ỢỞỠỜỚ ỰỬỮỪỨ ỴỶỸỲÝ Đđ"


def opinions(count: int) -> dict[str, Data]:
    """Opinions of one residential group, the first of them late."""
    assigned = [{"ngày": "2/5/2026", "việc": "giao giải quyết", "hạn": "20/5/2026"}]
    return {
        f"kien-nghi/{number:03d}": {
            "tiêu đề": f"Đề nghị sửa đèn ngõ {number}",
            "tiếp nhận": {"ngày": "1/5/2026"},
            "tổ dân phố, thôn": "tdp-1",
            **({"diễn biến": assigned} if number == 1 else {}),
        }
        for number in range(1, count + 1)
    }


@needs_print
@needs_poppler
@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_a_poster_holds_every_fact(tmp_path: Path, paper: str) -> None:
    """Text taken out of the PDF is composed, and has each fact of the record on one page of the right paper."""
    found = read(printed({"lich": SESSION})[f"2026/doi-thoai-1/to-dan-{paper}.pdf"].drawn(), tmp_path)
    said = (
        *FACTS,
        "tức ngày 6/5 âm lịch",
        "đến 11h00",
        "Phố Thử",
        "Mọi người dân đang sinh sống",
        "Chống ngập trước mùa mưa; Điện, nước sinh hoạt",
        "Đến hết ngày 12/6/2026",
        "Bỏ phiếu vào thùng thư",
        "024.1234.5678",
        "Bàn tiếp dân, tầng 1 trụ sở. Thứ Hai đến thứ Sáu",
        "Dán từ ngày 18/5/2026 đến ngày 20/6/2026",
        "Bản thứ 1",
        f"Mã tra cứu: {grouped(CODE)}",
        f"{SITE}s/{CODE}/",
    )
    assert [one for one in said if one not in found.flat] == []
    assert is_nfc(found.text)
    assert [tuple(map(round, size)) for size in found.pages] == [(595, 842) if paper == "a4" else (842, 1191)]


@needs_print
@needs_poppler
@pytest.mark.parametrize("contents", [2, 12])
def test_key_facts_are_read_at_three_metres(tmp_path: Path, contents: int) -> None:
    """However much else there is to say, time and place are set in 24 points or more."""
    data = session(contents=[f"Nội dung đối thoại số {at}" for at in range(1, contents + 1)])
    found = sizes(printed({"lich": data})[POSTER].drawn(), tmp_path)
    for word in ("20/6/2026,", "8h00,", "hóa"):
        assert max(size for size, text in found if text.rstrip(",") == word.rstrip(",")) >= 24


@needs_print
@needs_poppler
@pytest.mark.parametrize(
    ("data", "says", "silent"),
    [
        (CHANGED, ("ĐỔI LỊCH", "14h00, thứ Bảy, 27/6/2026", "Thay cho: 8h00, thứ Bảy, 20/6/2026", "Trùng lịch thi",
                   "Dán từ ngày 22/5/2026", "Bản thứ 2, thay bản thứ 1"), ("HOÃN",)),
        (POSTPONED, ("HOÃN", "8h00, thứ Bảy, 20/6/2026", "Bão lớn", "báo trước 7 ngày trên trang thông tin điện tử",
                     "đến ngày 20/7/2026", "Bản thứ 2"), ("trang này", "ĐỔI")),
        (CANCELLED, ("HỦY", "Gộp vào buổi 2", "đến ngày 20/6/2026"), ("HOÃN",)),
    ],
)  # fmt: skip
def test_what_no_longer_holds_is_named(
    tmp_path: Path, data: Data, says: tuple[str, ...], silent: tuple[str, ...]
) -> None:
    """A change shows new and old, a postponement or cancellation its great word, the old time and why."""
    found = read(printed({"lich": data})[POSTER].drawn(), tmp_path)
    assert [one for one in says if one not in found.flat] == []
    assert [one for one in silent if one in found.flat] == []


@needs_print
@pytest.mark.parametrize("data", [CHANGED, POSTPONED, CANCELLED])
def test_what_no_longer_holds_is_struck(data: Data) -> None:
    """The old time is struck through, not merely smaller."""
    view = printed({"lich": data})[POSTER].view
    assert view["struck"] or next(one["value"] for one in view["key"] if one["struck"]) == FACTS[0]


@needs_print
@needs_poppler
@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_a_correction_shows_what_was_said_struck_and_what_is_right_large(tmp_path: Path, paper: str) -> None:
    """It hangs beside the sheet it corrects, which becomes a new version."""
    found = printed({"lich": CORRECTED})
    sheet = found[f"2026/doi-thoai-1/dinh-chinh-1-{paper}.pdf"]
    pdf = sheet.drawn()
    flat = read(pdf, tmp_path).flat
    said = ("ĐÍNH CHÍNH", "Đã nêu: gửi xe mất tiền", "NAY LÀ gửi xe miễn phí tại sân nhà văn hóa", "Ghi nhầm",
            "Dán từ ngày 22/5/2026 đến ngày 21/6/2026", "024.1234.5678", grouped(CODE))  # fmt: skip
    assert [one for one in said if one not in flat] == []
    assert sheet.view["struck"] == ["gửi xe mất tiền"]
    assert min(size for size, text in sizes(pdf, tmp_path) if text == "phí") >= 24
    assert found[POSTER].view["version"] == "Bản thứ 2, thay bản thứ 1"


@pytest.mark.parametrize(("day", "hangs"), [("2026-05-21", False), ("2026-06-21", True), ("2026-06-22", False)])
def test_a_correction_hangs_thirty_days(day: str, hangs: bool) -> None:
    """From the day it was published on."""
    found = printed({"lich": CORRECTED}, day=date.fromisoformat(day))
    assert ("2026/doi-thoai-1/dinh-chinh-1-a4.pdf" in found) is hangs


@pytest.mark.parametrize("site", [SITE, SITE.rstrip("/"), f"{SITE}doi-thoai/"])
def test_the_code_leads_to_the_short_address(site: str) -> None:
    """Whatever the site's address ends with; so few modules that each is 0.8 mm wide on A4."""
    view = printed({"lich": SESSION}, address=site)[POSTER].view
    assert view["address"] == f"{site.rstrip('/')}/s/{CODE}/"
    width = int(re.findall(r'width="(\d+)"', view["qr"])[0])
    assert 30 / width >= 0.8


@needs_print
@needs_decoder
@pytest.mark.parametrize("paper", ["a4", "a3"])
@pytest.mark.parametrize("name", ["to-dan", "dinh-chinh-1"])
def test_a_telephone_reads_the_code_off_the_printed_page(tmp_path: Path, name: str, paper: str) -> None:
    """A decoder that is not ours finds the short address on the page, as coarse as a poor camera sees it."""
    assert scanned(printed({"lich": CORRECTED})[f"2026/doi-thoai-1/{name}-{paper}.pdf"].drawn(), tmp_path) == [
        f"{SITE}s/{CODE}/"
    ]


@needs_print
@needs_decoder
def test_a_code_is_read_for_the_longest_address_that_a_site_may_have(tmp_path: Path) -> None:
    """From nearer than that of a short one, on every sheet that has a code."""
    sheets = printed({"lich": SESSION, **opinions(3)}, address=LONG_SITE)
    coded = {path: one for path, one in sheets.items() if one.view.get("qr")}
    assert len(coded) == 5
    for path, sheet in coded.items():
        folder = tmp_path / path.replace("/", "-")
        folder.mkdir()
        assert [one.startswith(LONG_SITE) for one in scanned(sheet.drawn(), folder, 150)] == [True], path


@needs_print
@needs_poppler
def test_without_an_address_there_is_a_code_to_say_and_no_hole(tmp_path: Path) -> None:
    """What would stand beside the code moves to the margin; no word leads to where nothing is."""
    with_one, without = (
        read(printed({"lich": SESSION}, address=site)[POSTER].drawn(), tmp_path) for site in (SITE, "")
    )
    lefts = [next(line.left for line in one.lines if "tra cứu" in line.text) for one in (with_one, without)]
    margin = min(line.left for line in without.lines)
    assert lefts[0] - margin > 80 and lefts[1] - margin < 2
    assert f"Mã tra cứu: {grouped(CODE)}" in without.flat
    assert "http" not in without.flat and "quét" not in without.flat


@needs_print
@needs_poppler
@pytest.mark.parametrize("words", range(1, 9))
def test_a_span_of_hours_never_breaks(tmp_path: Path, words: int) -> None:
    """Wherever the line ends: it may end after a dash, even when a space that joins follows."""
    contact = {**FULL_WARD["liên hệ"], "giờ làm việc": "ngày " * words + "8h00 - 11h30, 13h30 – 16h30"}
    for path, sheet in printed({"lich": SESSION}, {**FULL_WARD, "liên hệ": contact}).items():
        if sheet.template in ("to-dan.typ", "to-truong.typ"):
            lines = [" ".join(line.text.split()) for line in read(sheet.drawn(), tmp_path).lines]
            for hours in ("8h00 - 11h30", "13h30 – 16h30"):
                assert any(hours in line for line in lines), path


@needs_print
@needs_poppler
def test_a_word_broken_to_fit_stays_one_word_of_text(tmp_path: Path) -> None:
    """Whoever searches the file or hears it finds the word as it was written, without signs that nobody sees."""
    word = "Ngưỡng" * 20
    found = read(printed({"lich": session(title=word)})[POSTER].drawn(), tmp_path)
    assert word in "".join(found.text.split())
    assert not set(found.text) & set("\u200b\u200c\u200d\u2060\u00ad\ufeff")


def test_a_correction_of_an_opinion_hangs_and_comes_down() -> None:
    """Its outcome was posted, so what was wrong in it is put right on the same boards."""
    records = {"lich": SESSION, **opinions(1)}
    records["kien-nghi/001"] = {**records["kien-nghi/001"], "đính chính": [CORRECTION]}
    found = printed(records)
    assert found["2026/doi-thoai-1/kien-nghi/001/dinh-chinh-1-a4.pdf"].view["struck"] == ["gửi xe mất tiền"]
    rows = found["bang-tin/tdp-1.pdf"].view["hang"]["rows"]
    assert "Đính chính. Đề nghị sửa đèn ngõ 1" in [row[0] for row in rows]
    later = printed(records, day=date(2026, 6, 22))
    assert "2026/doi-thoai-1/kien-nghi/001/dinh-chinh-1-a4.pdf" not in later
    assert "Đính chính. Đề nghị sửa đèn ngõ 1" in [row[0] for row in later["bang-tin/tdp-1.pdf"].view["take"]["rows"]]


def test_nothing_is_said_of_an_opinion_that_is_withheld() -> None:
    """What went another way, such as a complaint, hangs nowhere, not even put right."""
    records = {"lich": SESSION, **opinions(1)}
    gone = [{"ngày": "2/5/2026", "việc": "chuyển thủ tục khác"}]
    records["kien-nghi/001"] = {**records["kien-nghi/001"], "diễn biến": gone, "đính chính": [CORRECTION]}
    assert [path for path in printed(records) if "dinh-chinh" in path] == []


@pytest.mark.parametrize(
    ("data", "day", "hangs"),
    [
        (SESSION, "2026-06-20", True),
        (SESSION, "2026-06-21", False),
        (POSTPONED, "2026-07-20", True),
        (POSTPONED, "2026-07-21", False),
        (CANCELLED, "2026-06-20", True),
        (CANCELLED, "2026-06-21", False),
        (HELD, "2026-06-20", False),
        (session(times="dự kiến tháng 6/2026"), "2026-05-25", False),
    ],
)
def test_a_poster_hangs_while_it_is_news(data: Data, day: str, hangs: bool) -> None:
    """To its day; what is put off without a new day thirty days longer."""
    assert (POSTER in printed({"lich": data}, day=date.fromisoformat(day))) is hangs


@pytest.mark.parametrize(("day", "hangs"), [("2026-07-25", True), ("2026-07-26", False)])
def test_a_conclusion_hangs_thirty_days(day: str, hangs: bool) -> None:
    """From its own day on."""
    found = printed({"lich": HELD, "ket-luan": CONCLUSION}, day=date.fromisoformat(day))
    assert ("2026/doi-thoai-1/ket-luan/to-dan-a4.pdf" in found) is hangs


def test_a_poster_does_not_change_with_the_day_it_is_built() -> None:
    """Its date is that of the version in force, so nothing is drawn anew that says the same."""
    first, later = (printed({"lich": CHANGED}, day=date(2026, 5, day))[POSTER] for day in (25, 30))
    assert first.fingerprint() == later.fingerprint()
    assert first.day == date(2026, 5, 22)


@needs_print
@needs_poppler
@pytest.mark.parametrize("count", [2, 12, 60])
def test_how_opinions_of_a_group_stand(tmp_path: Path, count: int) -> None:
    """Counts, and every opinion with its state, the late one first; many go on on further pages."""
    sheet = printed({"lich": SESSION, **opinions(count)})["kien-nghi/tdp-1.pdf"]
    found = read(sheet.drawn(), tmp_path)
    assert all(f"sửa đèn ngõ {number}" in found.flat for number in range(1, count + 1))
    assert "QUÁ HẠN" in found.flat and "20/5/2026" in found.flat
    assert sheet.view["rows"][0]["late"] and sheet.view["total"]["count"] == count
    assert (len(found.pages) == 1) is (count < 60)
    assert [one for one in ("1/2", "2/2") if one in found.flat] == (["1/2", "2/2"] if count == 60 else [])
    assert cut(found) == [] and overlapping(found) == []


@needs_print
@needs_poppler
@pytest.mark.parametrize("name", ["kien-nghi/tdp-1.pdf", "bang-tin/tdp-1.pdf"])
def test_every_page_of_a_long_list_says_that_it_is_fictional_where_it_is(tmp_path: Path, name: str) -> None:
    """Wherever in a pack of sheets the list begins; nothing else is said twice on a page."""
    sheet = printed({"lich": SESSION, **opinions(60)}, {**FULL_WARD, "minh họa": True})[name]
    found = read(sheet.drawn(), tmp_path)
    marks = [line.page for line in found.lines if line.text.startswith("Dữ liệu minh họa.")]
    assert marks == list(range(1, len(found.pages) + 1)) and len(marks) > 1
    assert cut(found) == [] and overlapping(found) == []


@needs_print
@needs_poppler
def test_the_sign_of_every_state_is_drawn_by_us(tmp_path: Path) -> None:
    """With our fonts or as a figure; what the typesetter brings along may differ from one version to the next."""
    sheet = printed({"lich": SESSION, **opinions(1)})["kien-nghi/tdp-1.pdf"]
    states = wording()["states"].plain
    rows = [{**sheet.view["rows"][0], "state": name, "sign": one["sign"]} for name, one in states.items()]
    drawn = replace(sheet, view={**sheet.view, "rows": rows}).drawn()
    assert fonts(drawn, tmp_path) <= {"BeVietnamPro", "Tinos"}
    assert all(name in read(drawn, tmp_path).flat for name in states)


HARD: dict[str, tuple[dict[str, Data], dict[str, Any]]] = {
    "long-title": ({"lich": session(title="Đối thoại về " + "những việc cần làm ngay " * 16)}, {}),
    "sixty-contents": ({"lich": session(contents=[f"Việc số {at} của phường" for at in range(60)])}, {}),
    "sixty-long-contents": (
        {"lich": session(contents=[f"Việc số {at}: " + "sửa đường " * 12 for at in range(60)])},
        {},
    ),
    "sixty-steps": ({"lich": session(agenda=[{"nội dung": f"Bước {at}"} for at in range(60)])}, {}),
    "no-place": ({"lich": session(places=None)}, {}),
    "no-phone": ({"lich": SESSION}, {"ward": {**WARD, "liên hệ": {}}}),
    "no-address": ({"lich": SESSION}, {"address": ""}),
    "long-address": ({"lich": SESSION}, {"address": LONG_SITE}),
    "every-sign": ({"lich": session(title=EVERY_SIGN)}, {"ward": {**FULL_WARD, "tên": EVERY_SIGN}}),
    "one-long-word": ({"lich": session(places=[{"nơi": "Ng" * 60, "công bố": "18/5/2026"}])}, {}),
    "longer-word": ({"lich": session(title="Ngưỡng" * 20, contents=["Ng" * 60], places=[{"nơi": "M" * 120}])}, {}),
    "long-correction": ({"lich": {**SESSION, "đính chính": [{**CORRECTION, "nay là": "sửa lại giờ giấc " * 60}]}}, {}),
    "long-contact": (
        {"lich": SESSION},
        {"ward": {**FULL_WARD, "liên hệ": {"điện thoại": ["024 7300 0000"], "nơi tiếp dân": "phòng tiếp dân " * 300}}},
    ),
    "long-reason": (
        {"lich": session(times=[*SESSION["thời gian"], {**NEW_TIME, "lý do": "trùng lịch thi " * 300}])},
        {},
    ),
    "long-notice": (
        {"lich": session(off={"công bố": "22/5/2026", "lý do": "Bão", "lịch mới": "báo sau " * 500})},
        {},
    ),
    "long-item": (
        {
            "lich": HELD,
            "ket-luan": {
                **CONCLUSION,
                "kết luận": [{"số": 1, "nội dung": "Sửa cống"}, {"số": 2, "nội dung": "sửa đường " * 400}],
            },
        },
        {"day": date(2026, 7, 1)},
    ),
    "other-scripts": ({"lich": session(title="Đối thoại 😀 Привет 中文", contents=["\u200bẨn 👍🏽"])}, {}),
    "corrected": ({"lich": CORRECTED}, {}),
    "postponed": ({"lich": POSTPONED}, {}),
    "conclusion": ({"lich": HELD, "ket-luan": CONCLUSION}, {"day": date(2026, 7, 1)}),
    "code": ({"lich": session(title='#panic("x") $a$ *b* `c` \\ <d> @e')}, {}),
}
OURS = ("to-dan.typ", "tinh-hinh.typ", "to-truong.typ", "phieu.typ", "bang-tin.typ")
LICH = "phuong-thu/2026/doi-thoai-1/lich"
TOO_LONG: dict[str, tuple[str, Loc, str]] = {
    "sixty-long-contents": (LICH, ("nội dung",), "Nội dung đối thoại"),
    "long-correction": (LICH, ("đính chính", 0, "nay là"), "Nay là"),
    "long-contact": ("phuong-thu/co-quan", ("liên hệ",), "Hỏi thêm"),
    "long-reason": (LICH, ("thời gian", 1, "lý do"), "Lý do"),
    "long-notice": (LICH, ("hoãn", "lịch mới"), "Lịch mới"),
    "long-item": ("phuong-thu/2026/doi-thoai-1/ket-luan", ("kết luận", 1, "nội dung"), "Việc số 2"),
}


@needs_print
@needs_poppler
def test_a_letter_that_no_font_has_leaves_a_box(tmp_path: Path) -> None:
    """Other alphabets are drawn as far as the serif has them."""
    sheet = printed({"lich": session(title="Đối thoại 😀 Привет ✓")})[POSTER]
    assert "Đối thoại □ Привет ✓" in read(sheet.drawn(), tmp_path).flat


@needs_print
@needs_poppler
@pytest.mark.parametrize("name", HARD)
def test_hard_records_give_a_right_sheet_or_say_what_to_shorten(tmp_path: Path, name: str) -> None:
    """Nothing is cut and nothing is printed over something else; what cannot fit is refused with what is too long."""
    records, given = HARD[name]
    refused = []
    for path, sheet in printed(records, **given).items():
        if sheet.template not in OURS:  # official documents have tests of their own
            continue
        try:
            paper = read(sheet.drawn(), tmp_path)
        except Flawed as flaw:
            refused.append(flaw)
            continue
        assert cut(paper) == [], path
        assert overlapping(paper) == [], path
        if "to-dan" in path:
            assert len(paper.pages) == 1
    assert bool(refused) is (name in TOO_LONG)
    assert all((flaw.record, flaw.loc) == TOO_LONG[name][:2] and TOO_LONG[name][2] in flaw.mend for flaw in refused)
