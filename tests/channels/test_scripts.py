"""Scripts for the loudspeakers: what they say in which length, in whose words, and how they are cut for the ear."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from channels.scripts import marked, scripts_for, scripts_of, sentences
from doithoai.channels.loudspeaker.facts import near, part_of_day, session_facts
from doithoai.channels.loudspeaker.scripts import Reading, Script, Writer, ordinal, stamp_of
from doithoai.channels.loudspeaker.speaking import Speaker, _plain, _revived
from doithoai.domain.authority import Authority
from doithoai.domain.broadcast import announcements
from doithoai.domain.bulletin import FILES
from doithoai.domain.dates import clocked
from doithoai.domain.draft import DraftFault, lines_of
from doithoai.domain.loudspeaker import Length
from doithoai.domain.session import Session
from doithoai.engines.templates import TemplateFault
from doithoai.engines.theme import THEME
from doithoai.speech import speak
from speech.saying import said
from wards import WARD, edition_for, table

HERE = Path(__file__).parent
GOLD = HERE / "gold"
WARD_OF_GOLD = table(GOLD / "ho-so.yml")
SESSION = table(HERE.parent / "domain" / "announcements.yml")["buổi đủ"]

RENEW = "RENEW_GOLD"
"""Set this variable to write the gold scripts anew; then read each difference aloud before you keep it."""


# What each cause says


@pytest.fixture(scope="module")
def gold() -> dict[str, Script]:
    return scripts_of(edition_for(WARD_OF_GOLD["hồ sơ"], WARD_OF_GOLD["cơ quan"]))


@pytest.mark.parametrize("length", Length)
@pytest.mark.parametrize("name", WARD_OF_GOLD["bản mẫu"])
def test_scripts_are_word_for_word_the_ones_that_were_read_aloud(
    gold: dict[str, Script], name: str, length: Length
) -> None:
    """A script changes only if somebody has read the new one: RENEW_GOLD=1 pytest …, then look at git diff."""
    file = GOLD / f"{name}.{FILES[length]}.txt"
    found = marked(gold[WARD_OF_GOLD["bản mẫu"][name]].readings[length])
    if os.environ.get(RENEW):
        file.write_text(found, "utf-8")
    assert found == file.read_text("utf-8"), (
        f"đọc lại {file.name}, nếu bản mới hay hơn: {RENEW}=1 pytest {Path(__file__).name}"
    )


@pytest.mark.parametrize("name", WARD_OF_GOLD["bản mẫu"])
def test_lengths_are_what_they_are_called(gold: dict[str, Script], name: str) -> None:
    """Half a minute; one to two minutes; everything."""
    brief, usual, full = (gold[WARD_OF_GOLD["bản mẫu"][name]].readings[length].seconds for length in Length)
    assert brief <= 30
    assert 60 <= usual <= 120
    assert full >= usual


PARTS = (
    "Đây là Đài Truyền thanh phường Thử.",
    "Kính thưa toàn thể Nhân dân phường Thử!",
    "Sau đây là thông báo của Ủy ban nhân dân phường Thử về lịch đối thoại với Nhân dân.",
    "Thời gian:",
    "Địa điểm:",
    "Thành phần tham dự:",
    "Chương trình có",
    "Nội dung đối thoại gồm",
    "Hạn gửi ý kiến trước:",
    "Điện thoại liên hệ:",
    "Xin nhắc lại.",
    "Thời gian:",
    "Địa điểm:",
    "Điện thoại liên hệ:",
    "Kính mời Nhân dân tham dự đông đủ!",
    "Thông báo đến đây là hết.",
)


@pytest.mark.parametrize("length", [Length.STANDARD, Length.FULL])
def test_a_schedule_is_said_in_the_order_people_need(gold: dict[str, Script], length: Length) -> None:
    """Station, greeting, subject; time, place, who, programme and content, what to do and whom to call; all again."""
    text = gold[WARD_OF_GOLD["bản mẫu"]["lich"]].readings[length].text.replace("\n", " ")
    at = 0
    for part in PARTS:
        if length is Length.STANDARD and part == "Hạn gửi ý kiến trước:":
            continue  # only if there is time
        assert part in text[at:], part
        at = text.index(part, at) + len(part)


def test_a_change_says_the_new_first_and_the_old_second(gold: dict[str, Script]) -> None:
    """Of time and of place, each with "nay chuyển sang … thay cho … như đã thông báo"."""
    text = gold[WARD_OF_GOLD["bản mẫu"]["thay-doi"]].readings[Length.STANDARD].text
    parts = ("nay chuyển sang: mười bốn giờ ba mươi phút", "Thay cho tám giờ", "như đã thông báo",
             "nay chuyển sang: Nhà văn hóa", "Thay cho Hội trường", "như đã thông báo", "Lý do:")  # fmt: skip
    at = -1
    for part in parts:
        at = text.index(part, at + 1)


def script(name: str, **changed: Any) -> Script:
    """A script of a session like the usual one, but for what is given."""
    records = {"lich": {**SESSION, **{key.replace("_", " "): value for key, value in changed.items()}}}
    return scripts_for(records)[f"2026/doi-thoai-1/{name}"]


def words(found: Script, length: Length = Length.STANDARD) -> str:
    return " ".join(found.readings[length].text.split())


FIRST = {"ngày": "20/6/2026", "từ": "8h00", "đến": "11h00", "công bố": "1/6/2026"}
CHANGED = {"công bố": "10/6/2026", "lý do": "Mất điện"}


@pytest.mark.parametrize(
    ("time", "brief", "usual"),
    [
        (
            {**FIRST, **CHANGED, "từ": "9h30"},
            "nay chuyển đối thoại sang chín giờ ba mươi phút, sáng thứ Bảy, ngày hai mươi tháng sáu. Thay cho tám giờ.",
            "về việc thay đổi thời gian đối thoại.",
        ),
        (
            {**FIRST, **CHANGED, "ngày": "27/6/2026"},
            "nay chuyển đối thoại sang tám giờ, sáng thứ Bảy, ngày hai mươi bảy tháng sáu. Thay cho ngày hai mươi tháng sáu.",
            "Thời gian nay chuyển sang: tám giờ, sáng thứ Bảy, ngày hai mươi bảy tháng sáu",
        ),
        (
            {**FIRST, **CHANGED, "đến": "10h00"},
            "Giờ kết thúc nay là mười giờ, thay cho mười một giờ.",
            "về việc thay đổi giờ kết thúc đối thoại.",
        ),
    ],
    ids=["giờ", "ngày", "giờ kết thúc"],
)
def test_a_change_names_what_has_changed_and_nothing_else(time: dict[str, str], brief: str, usual: str) -> None:
    """Another hour of the same day is not "thay cho ngày …"."""
    found = script("thay-doi-1", thời_gian=[FIRST, time])
    assert brief in words(found, Length.SHORT)
    assert usual in words(found)
    assert "Lý do: Mất điện." in words(found)


def test_a_change_of_place_alone_repeats_the_time() -> None:
    """Who hears only this knows when to come."""
    places = [{"nơi": "Hội trường", "công bố": "1/6/2026"}, {"nơi": "Nhà văn hóa", **CHANGED}]
    found = words(script("thay-doi-1", địa_điểm=places))
    assert "Thời gian không thay đổi: tám giờ, sáng thứ Bảy" in found
    assert "Địa điểm nay chuyển sang: Nhà văn hóa. Thay cho Hội trường, như đã thông báo." in found


@pytest.mark.parametrize(
    ("openness", "brief", "invitation"),
    [
        ("mọi người dân", "Phường Thử mời Nhân dân dự buổi đối thoại thử.", "Kính mời Nhân dân tham dự đông đủ!"),
        ("đại biểu được cử", "Phường Thử mời đại biểu được cử dự ", "Kính mời các đại biểu có mặt đúng giờ!"),
        ("theo giấy mời", "Phường Thử mời người có giấy mời dự ", "Kính mời những người có giấy mời có mặt đúng giờ!"),
    ],
)
def test_nobody_is_invited_in_vain(openness: str, brief: str, invitation: str) -> None:
    """A session for delegates does not ask everybody to come."""
    found = script("lich-1", ai_được_dự=openness)
    assert brief in words(found, Length.SHORT)
    assert invitation in words(found)
    assert ("mời Nhân dân" in words(found)) == (openness == "mọi người dân")


def test_opinions_are_asked_for_only_while_they_can_be_sent() -> None:
    """The reminder of the last days does not name a day that has passed."""
    for until, reminded in (("13/6/2026", False), ("20/6/2026", True)):
        changed = {"góp_ý_trước": {"hạn": until, "cách gửi": ["Gọi điện"]}}
        assert "Hạn gửi ý kiến trước" in words(script("lich-1", **changed))
        assert ("Hạn gửi ý kiến trước" in words(script("nhac-lich-1", **changed))) == reminded


def test_a_session_that_was_off_and_is_cancelled_asks_nobody_to_stay_away() -> None:
    """Its day has passed long ago."""
    notices = {"hoãn": {"công bố": "18/6/2026", "lý do": "Bão"}, "hủy": {"công bố": "1/8/2026", "lý do": "Sáp nhập"}}
    found = words(script("huy-1", **notices))
    assert "đã hoãn trước đó, nay không tổ chức nữa" in found
    assert "không đến dự" not in found


@pytest.mark.parametrize("length", Length)
@pytest.mark.parametrize(
    "left_out",
    [
        {"địa điểm": []},
        {"thời gian": [{"ngày": "20/6/2026", "công bố": "1/6/2026"}]},
        {"thời gian": [{"ngày": "dự kiến tháng 6/2026", "công bố": "1/6/2026"}]},
    ],
    ids=["không nơi", "không giờ", "không ngày"],
)
def test_what_was_never_told_of_a_cancelled_session_leaves_no_gap(left_out: dict[str, Any], length: Length) -> None:
    """No place that is no place, and "at" only before an hour."""
    session = {**SESSION, **left_out, "hủy": {"công bố": "10/6/2026", "lý do": "Mưa bão"}}
    written = scripts_for({"lich": session})["2026/doi-thoai-1/huy-1"].readings[length].written
    assert not re.search(r"(?::|tại)\s*\.|lúc (?!\d+h)", written), written


def test_many_contents_are_cut_off_with_a_word() -> None:
    """A list that is too long for the standard script does not just stop."""
    contents = [f"Vấn đề về đất đai, xây dựng, môi trường ở khu vực thứ {number} của phường" for number in range(1, 13)]
    found = script("lich-1", nội_dung=contents)
    assert "gồm mười hai vấn đề. Thứ nhất:" in words(found)
    assert "Và một số vấn đề khác." in words(found)
    assert "Thứ mười hai:" not in words(found)
    assert "Thứ mười hai:" in words(found, Length.FULL)
    assert "Và một số vấn đề khác." not in words(found, Length.FULL)
    assert found.readings[Length.STANDARD].seconds <= 120


def test_a_conclusion_announces_no_more_than_is_said() -> None:
    """Of three things two are said: nobody hears that three follow, nor that several are left."""
    long = "Thay toàn bộ bóng đèn hỏng ở ngõ ba mươi tư, kiểm tra đường dây, sơn lại cột và báo cáo trước mùa mưa bão"
    items = [{"số": number, "nội dung": f"{long} năm thứ {number}" + f", {long}" * 2} for number in (1, 2, 3)]
    records = {
        **WARD_OF_GOLD["hồ sơ"],
        "2026/doi-thoai-1/ket-luan": {**WARD_OF_GOLD["hồ sơ"]["2026/doi-thoai-1/ket-luan"], "kết luận": items},
    }
    found = scripts_for(records, WARD_OF_GOLD["cơ quan"])[WARD_OF_GOLD["bản mẫu"]["ket-luan"]]
    assert "Kết luận gồm ba việc. Việc thứ nhất:" in words(found)
    assert "Việc còn lại xem trên trang thông tin điện tử." in words(found)
    assert "Ba việc cụ thể như sau." in words(found, Length.FULL)


@pytest.mark.parametrize("length", [Length.STANDARD, Length.FULL])
@pytest.mark.parametrize("name", ["ke-hoach", "ket-luan"])
def test_hours_are_whole_and_each_sentence_of_them_is_understood_alone(name: str, length: Length) -> None:
    hours = "Thứ Hai đến thứ Sáu, 7h30 - 11h30, 13h30 - 17h00; sáng thứ Bảy 8h00 - 11h30"
    ward = {**WARD_OF_GOLD["cơ quan"], "liên hệ": {**WARD_OF_GOLD["cơ quan"]["liên hệ"], "giờ làm việc": hours}}
    again = words(scripts_for(WARD_OF_GOLD["hồ sơ"], ward)[WARD_OF_GOLD["bản mẫu"][name]], length)
    assert "sáng bảy giờ ba mươi phút đến mười một giờ ba mươi phút. Chiều mười ba giờ" in again
    assert "Sáng thứ Bảy tám giờ đến mười một giờ ba mươi phút." in again


def test_an_authority_of_the_party_greets_its_members_too() -> None:
    """And calls the chair đồng chí."""
    ward = {**WARD, "tên": "Đảng ủy phường Thử", "loại": "cấp ủy cấp xã", "thể thức": "Đảng"}
    record = {**SESSION, "chủ trì": [{"họ tên": "Nguyễn Văn A", "chức vụ": "Bí thư Đảng ủy"}]}
    found = scripts_for({"lich": record}, ward)["2026/doi-thoai-1/lich-1"]
    assert "Kính thưa toàn thể cán bộ, đảng viên và Nhân dân phường Thử!" in words(found)
    assert "Chủ trì: đồng chí Nguyễn Văn A, Bí thư Đảng ủy." in words(found, Length.FULL)


@pytest.mark.parametrize(
    ("contact", "heard"),
    [
        ({}, "Xin nhắc lại. Thời gian: tám giờ, sáng thứ Bảy, ngày hai mươi tháng sáu. Địa điểm: Hội trường phường. Kính mời"),
        ({"nơi tiếp dân": "Bàn tiếp dân"}, "Mọi thắc mắc xin hỏi tại: Bàn tiếp dân. Kính mời"),
        ({"địa chỉ": "Số 1 phố Mẫu"}, "Mọi thắc mắc xin hỏi tại: Số một phố Mẫu. Kính mời"),
        ({"điện thoại": ["024.1234.5678 (Văn phòng)"]}, "Điện thoại liên hệ: không hai bốn, một hai ba bốn, năm sáu bảy tám, Văn phòng."),
    ],
    ids=["không có gì", "nơi tiếp dân", "địa chỉ", "điện thoại của ai"],
)  # fmt: skip
def test_people_are_told_whom_to_call_or_where_to_ask(contact: dict[str, Any], heard: str) -> None:
    """Whatever the authority has."""
    assert heard in words(scripts_for({"lich": SESSION}, {**WARD, "liên hệ": contact})["2026/doi-thoai-1/lich-1"])


def test_a_number_keeps_its_area_code_in_every_length() -> None:
    """What stands in brackets before it is no remark."""
    ward = {**WARD, "liên hệ": {"điện thoại": ["(024) 3862 1234 (giờ hành chính)"]}}
    readings = scripts_for({"lich": SESSION}, ward)["2026/doi-thoai-1/lich-1"].readings
    for length in Length:
        assert "không hai bốn" in marked(readings[length]), length


def test_a_question_has_one_sign_at_its_end() -> None:
    contents = {"nội dung": ["Bao giờ sửa xong đường ngõ 5?"]}
    reading = scripts_for({"lich": {**SESSION, **contents}})["2026/doi-thoai-1/lich-1"].readings[Length.FULL]
    assert "sửa xong đường ngõ 5?" in reading.written
    assert "?." not in reading.written


def test_what_everybody_knows_of_a_place_is_left_out() -> None:
    """The ward, district and province at the end of an address; what stands in brackets, when it is said again."""
    ward = {**WARD, "huyện, quận": "quận Hà Đông", "tỉnh, thành phố": "thành phố Hà Nội"}
    place = {"nơi": "Hội trường tầng 3 (Số 163 đường Lê Hồng Phong, phường Thử, quận Hà Đông, thành phố Hà Nội)"}
    found = words(scripts_for({"lich": {**SESSION, "địa điểm": [place]}}, ward)["2026/doi-thoai-1/lich-1"])
    assert "Địa điểm: Hội trường tầng ba, Số một trăm sáu mươi ba đường Lê Hồng Phong. Thành phần" in found
    assert "Địa điểm: Hội trường tầng ba. Điện thoại" in found


@pytest.mark.parametrize("length", Length)
def test_a_fictional_ward_says_so(length: Length) -> None:
    """Whoever hears its script by mistake knows; a real ward never says it. The short one has two words for it."""
    records = {"lich": SESSION}
    for fictional, expected in (("có", True), ("không", False)):
        found = scripts_for(records, {**WARD, "minh họa": fictional})["2026/doi-thoai-1/lich-1"]
        label = "Tin minh họa: Phường Thử" if length is Length.SHORT else "Đây là dữ liệu minh họa."
        assert (label in words(found, length)) == expected
        assert ("minh họa" in words(found, length).lower()) == expected


@pytest.mark.parametrize(
    ("written", "year", "heard"),
    [
        ("Chiều 28/11/2026 hội trường bận", 2026, "Chiều ngày 28/11 hội trường bận"),
        ("Ngày 28/11/2026 hội trường bận", 2026, "Ngày 28/11 hội trường bận"),
        ("trước ngày 15 tháng 4 năm 2026", 2026, "trước ngày 15 tháng 4"),
        ("từ 1/3/2026 đến 5/3/2026", 2026, "từ ngày 1/3 đến ngày 5/3"),
        ("tháng 3/2026, quý IV/2026", 2026, "tháng 3, quý IV"),
        ("trước 31/1/2027", 2026, "trước 31/1/2027"),
        ("nhiệm vụ năm 2026", 2026, "nhiệm vụ năm 2026"),
        ("Quyết định 12/2026/QĐ-UBND", 2026, "Quyết định 12/2026/QĐ-UBND"),
        ("Gọi 024.12.2026", 2026, "Gọi 024.12.2026"),
        ("Chiều 28/11/2026", None, "Chiều 28/11/2026"),
    ],
)
def test_the_year_that_is_spoken_of_is_not_said_again(written: str, year: int | None, heard: str) -> None:
    """Another year, and numbers that are no days, stay."""
    assert near(written, year) == heard


@pytest.mark.parametrize(
    ("at", "part"),
    [("5h00", "sáng"), ("10h59", "sáng"), ("11h00", "trưa"), ("12h59", "trưa"), ("13h00", "chiều"), ("17h59", "chiều"),
     ("18h00", "tối"), ("19h30", "tối")],
)  # fmt: skip
def test_a_day_is_divided_as_people_divide_it(at: str, part: str) -> None:
    hour, minute = map(int, at.split("h"))
    assert part_of_day(time(hour, minute)) == part


def test_ordinals_go_on_after_ten() -> None:
    assert [ordinal(number) for number in (1, 4, 10, 11)] == ["thứ nhất", "thứ tư", "thứ mười", "thứ 11"]


# Lines of a draft


@pytest.mark.parametrize(
    ("line", "lengths", "spare", "instead"),
    [
        ("23| Xin chào.", "chuẩn đầy đủ", {}, ""),
        ("1| Xin chào.", "ngắn", {}, ""),
        ("2?3| Xin chào.", "chuẩn đầy đủ", {"chuẩn": 1}, ""),
        ("1?2??3| Xin chào.", "ngắn chuẩn đầy đủ", {"ngắn": 1, "chuẩn": 2}, ""),
        ("2!| Và việc khác.", "chuẩn", {}, "chuẩn"),
        ("1!?| Việc khác.", "ngắn", {"ngắn": 1}, "ngắn"),
        ("1!??2?3| Việc khác.", "ngắn chuẩn đầy đủ", {"ngắn": 2, "chuẩn": 1}, "ngắn"),
        ("  123|Xin chào.  ", "ngắn chuẩn đầy đủ", {}, ""),
    ],
)
def test_marks_of_a_line(line: str, lengths: str, spare: dict[str, int], instead: str) -> None:
    """In which lengths a line is said, where only if there is time, and where only if something had to go."""
    (found,) = lines_of(line)
    assert {one.value for one in found.lengths} == {one.value for one in Length if one.value in lengths}
    assert {one.value: rank for one, rank in found.spare.items()} == spare
    assert {one.value for one in found.instead} == ({instead} if instead else set())


@pytest.mark.parametrize(
    "line", ["Xin chào.", "4| Xin chào.", "23|", "| Xin chào.", "2???| a.", "2?!| a.", "nghỉ một chút"]
)
def test_a_line_without_its_lengths_is_a_fault(line: str) -> None:
    """With its number, so that it can be mended."""
    with pytest.raises(DraftFault) as fault:
        list(lines_of(f"23| Xin chào.\nnghỉ\n\n{line}"))
    assert (fault.value.number, fault.value.line) == (4, line)


def own_script(site: Path, template: str) -> Script:
    (site / "theme" / "loudspeaker").mkdir(parents=True)
    (site / "theme" / "loudspeaker" / "lich.txt").write_text(template, "utf-8")
    return scripts_of(edition_for({"lich": SESSION}), site)["2026/doi-thoai-1/lich-1"]


LONG = "một hai ba bốn năm sáu bảy tám chín mười " * 2


def test_lines_go_by_their_marks_until_the_rest_fits(tmp_path: Path) -> None:
    """Two question marks before one, from the last up; what goes is replaced once, in its own paragraph."""
    rows = [
        "123| Câu một.",
        f"2?| Giữ, {LONG}.",
        "2!| Thay một.",
        "nghỉ",
        *(f"2?| Câu {name}, {LONG}." for name in "abcdefghijklmnop"),
        "2!| Thay hai.",
        f"2??| Bỏ trước, {LONG}.",
        "2| Câu cuối.",
    ]
    found = own_script(tmp_path, "\n".join(rows) + "\n").readings[Length.STANDARD]
    heard = [one.text.split(",")[0].rstrip(".") for one in sentences(found)]
    kept = [one for one in heard if one.startswith("Câu ") and len(one) == 5]
    assert kept == [f"Câu {name}" for name in "abcdefghijklmnop"[: len(kept)]]
    assert 0 < len(kept) < 16
    assert "Bỏ trước" not in heard
    assert heard[:2] == ["Câu một", "Giữ"]
    assert "Thay hai" in heard
    assert "Thay một" not in heard
    assert found.seconds <= 120


def test_what_must_be_cut_gives_way_to_what_need_not(tmp_path: Path) -> None:
    """Whether there is time or not; a list is never shortened for the sake of one long sentence in it."""
    long = "mười " * 20
    rows = [f"123?| Dài, {long}, {long}.", "3!| Gọn.", f"3?| Một, {long}, {long}.", "3?| Hai.", "3!| Và việc khác."]
    found = own_script(tmp_path, "\n".join(rows) + "\n")
    assert words(found, Length.FULL).startswith("Gọn. Một, mười")
    assert words(found, Length.FULL).endswith("Hai.")


def test_what_fits_after_all_comes_back(tmp_path: Path) -> None:
    """A short sentence goes before a long one, and returns when that has gone too; a list never has a gap."""
    rows = [f"1?| Rất dài, {LONG * 4}.", "1| Giữa.", "1?| Ngắn.", "1?| Ngắn nữa.", "23| Chào."]
    found = own_script(tmp_path, "\n".join(rows) + "\n")
    assert words(found, Length.SHORT) == "Giữa. Ngắn. Ngắn nữa."


def test_what_stands_in_gives_way_to_what_is_shorter_still(tmp_path: Path) -> None:
    """One after the other, and no further than is needed; what may go altogether goes."""
    for spare, expected in ((4, "Dài nhất"), (8, "Vừa"), (9, "Ngắn"), (10, "")):
        rows = [f"1?| Dài nhất, {LONG}.", f"1!?| Vừa, {LONG[:40]}.", "1!?| Ngắn, một hai ba bốn năm.", "23| Chào."]
        rows.insert(0, f"1| {'Một hai ba bốn năm. ' * spare}")
        heard = words(own_script(tmp_path / str(spare), "\n".join(rows) + "\n"), Length.SHORT)
        assert heard.removeprefix(" ".join(["Một hai ba bốn năm."] * spare)).partition(",")[0].strip() == expected


def test_a_station_that_reads_slowly_says_less_in_the_same_time() -> None:
    """The limit is of seconds, not of words."""
    contents = [f"Vấn đề về đất đai, xây dựng, môi trường ở khu vực thứ {number}" for number in range(1, 9)]
    records = {"lich": {**SESSION, "nội dung": contents}}
    slow, fast = (
        scripts_for(records, {**WARD, "truyền thanh": {"tốc độ đọc": rate}})["2026/doi-thoai-1/lich-1"].readings
        for rate in ("130", "200")
    )
    assert slow[Length.STANDARD].syllables < fast[Length.STANDARD].syllables
    assert max(slow[Length.STANDARD].seconds, fast[Length.STANDARD].seconds) <= 120
    assert slow[Length.FULL].syllables == fast[Length.FULL].syllables


CROWDED = table(HERE / "qua-dai.yml")


@pytest.mark.parametrize("place", CROWDED["địa điểm"], ids=lambda place: place[:20])
def test_a_crowded_record_still_fits_two_minutes(place: str) -> None:
    """Lists and asides go by rule, time, place and telephone never; nothing is longer than a sentence or a breath."""
    days = CROWDED["thời gian"]
    changes: list[dict[str, Any]] = [
        {},
        {"thời gian": days},
        {"địa điểm": [{"nơi": place, "công bố": "1/11/2026"}, CROWDED["nơi mới"]]},
        {"hoãn": CROWDED["hoãn"]},
        {"hoãn": CROWDED["hoãn"], "thời gian": [*days[:1], {**days[1], "công bố": "21/11/2026"}]},
        {"hủy": CROWDED["hoãn"]},
    ]
    for changed in changes:
        record = {**SESSION, **CROWDED["buổi"], "thời gian": days[:1], "địa điểm": [{"nơi": place}], **changed}
        for name, found in scripts_for({"lich": record}, {**WARD, "liên hệ": CROWDED["liên hệ"]}).items():
            for reading in found.readings.values():
                _can_be_said(reading)
            assert 60 <= found.readings[Length.STANDARD].seconds <= 120, name
            assert words(found).count("không hai bốn, bảy ba không không") == 2, name
            assert words(found).partition("Xin nhắc lại")[2].count("phút, tối thứ") == 1, name


def test_a_crowded_plan_conclusion_and_result_fit_two_minutes() -> None:
    """Twelve sessions, twelve things concluded, a correction of many words."""
    for name, found in scripts_for(CROWDED["hồ sơ"], {**WARD, "liên hệ": CROWDED["liên hệ"]}).items():
        assert found.readings[Length.STANDARD].seconds <= 120, name
        for reading in found.readings.values():
            _can_be_said(reading)


@pytest.mark.parametrize("length", [Length.STANDARD, Length.FULL])
@pytest.mark.parametrize("name", ["ke-hoach", "ket-luan", "ket-qua", "dinh-chinh"])
def test_what_calls_nobody_anywhere_repeats_where_to_ask(name: str, length: Length) -> None:
    """The counter, its hours, the telephone."""
    contact = {**WARD_OF_GOLD["cơ quan"]["liên hệ"], "giờ làm việc": "Thứ Hai đến thứ Sáu, sáng 8h00 - 11h30"}
    ward = {**WARD_OF_GOLD["cơ quan"], "liên hệ": contact}
    again = words(scripts_for(WARD_OF_GOLD["hồ sơ"], ward)[WARD_OF_GOLD["bản mẫu"][name]], length)
    again = again.partition("Xin nhắc lại")[2]
    for part in (
        "Nơi hỏi thêm: Bộ phận Một cửa, tầng một trụ sở",
        "Giờ làm việc: Thứ Hai",
        "Điện thoại liên hệ: không",
    ):
        assert part in again, (part, again)


# A site's own templates


def test_a_sites_own_template_comes_before_ours(tmp_path: Path) -> None:
    """It may use our shared parts; the other causes keep our templates."""
    found = own_script(
        tmp_path, '{% import "_chung.txt" as c with context %}\n123| Loa loa loa: {{ now.title }}.\n{{ c.ending() }}\n'
    )
    assert words(found) == "Loa loa loa: Buổi đối thoại thử. Thông báo đến đây là hết."
    assert words(found, Length.SHORT) == "Loa loa loa: Buổi đối thoại thử."
    others = scripts_of(edition_for({"lich": SESSION}), tmp_path)
    assert words(others["2026/doi-thoai-1/nhac-lich-1"]).startswith("Đây là Đài Truyền thanh")


def test_own_shared_parts_are_used_by_our_templates(tmp_path: Path) -> None:
    """A ward that only wants another ending overrides the shared parts and nothing else."""
    shared = (THEME / "loudspeaker" / "_chung.txt").read_text("utf-8")
    (tmp_path / "theme" / "loudspeaker").mkdir(parents=True)
    own = shared.replace("Thông báo đến đây là hết.", "Xin cảm ơn bà con đã lắng nghe.")
    (tmp_path / "theme" / "loudspeaker" / "_chung.txt").write_text(own, "utf-8")
    found = scripts_of(edition_for({"lich": SESSION}), tmp_path)["2026/doi-thoai-1/lich-1"]
    assert words(found).endswith("Xin cảm ơn bà con đã lắng nghe.")


@pytest.mark.parametrize("case", table(HERE / "templates.yml"), ids=lambda case: case["tên"])
def test_a_broken_template_is_told_of_with_its_place(tmp_path: Path, case: dict[str, str]) -> None:
    """And reaches nothing but the data it is given."""
    folder = tmp_path / "theme" / "loudspeaker"
    folder.mkdir(parents=True)
    if "gọi từ lich.txt" in case:
        (folder / "lich.txt").write_text(case["gọi từ lich.txt"], "utf-8")
    (folder / case["tệp"]).write_text(case["mẫu"], "utf-8")
    (tmp_path / "site_config.yml").write_text("tên trang: Bí mật", "utf-8")
    with pytest.raises(TemplateFault) as fault:
        scripts_of(edition_for({"lich": SESSION}), tmp_path)
    found = f"{fault.value.name}, dòng {fault.value.line}, {fault.value.what}"
    place, _, what = case["báo"].partition(", dòng ")
    number, _, what = what.partition(", ")
    assert found.startswith(f"{place}, dòng {number}, ")
    assert what in found


def test_a_template_may_loop_within_loops_as_much_as_a_ward_needs(tmp_path: Path) -> None:
    """Each group for each hour, with filters, sums and texts joined: a hundred times what a script has."""
    folder = tmp_path / "theme" / "loudspeaker"
    folder.mkdir(parents=True)
    (folder / "lich.txt").write_text(
        "{% for one in range(50) %}{% for two in range(20) %}\n"
        "123| Tổ {{ one + 1 }} lượt {{ loop.index ~ ' trong ' ~ loop.length }}, {{ now.title|upper }}, {{ 7 % 4 * 2 }}.\n"
        "{% endfor %}{% endfor %}\n",
        "utf-8",
    )
    found = scripts_of(edition_for({"lich": SESSION}), tmp_path)["2026/doi-thoai-1/lich-1"]
    assert found.locked.count("\n") > 900
    assert "Tổ năm mươi lượt hai mươi trong hai mươi, " in found.locked


def test_a_template_that_is_no_utf8_is_told_of(tmp_path: Path) -> None:
    """An old editor wrote it."""
    folder = tmp_path / "theme" / "loudspeaker"
    folder.mkdir(parents=True)
    (folder / "lich.txt").write_bytes("23| Xin chào.".encode("utf-16"))
    with pytest.raises(TemplateFault) as fault:
        scripts_of(edition_for({"lich": SESSION}), tmp_path)
    assert fault.value.name == "lich.txt"
    assert fault.value.what.endswith(": tệp không phải mã UTF-8")


def test_facts_hold_no_line_that_a_template_did_not_write() -> None:
    """A reason of two lines, or one that looks like a line of a draft, is one sentence of the script."""
    reason = "Mất điện\n123| Mời mọi người về\nnghỉ"
    draft = script("huy-1", hủy={"công bố": "10/6/2026", "lý do": reason}).locked
    assert sum("Mất điện" in line for line in draft.splitlines()) == 1
    assert not any(line.startswith(("123| Mời mọi người", "Mời")) for line in draft.splitlines())


# Properties of all scripts

CLEAN = re.compile(r"[^\W\d_]+(?:[.,:;!?…]|(?=\s|$))(?=\s|$)|\s+")
PHRASES = [
    "tình hình kinh tế - xã hội của phường",
    "trật tự xây dựng trên địa bàn",
    "thu gom rác thải sinh hoạt",
    "cải cách hành chính",
    "kết quả giải quyết 12 kiến nghị của buổi trước",
    "chống ngập, cây xanh, dây cáp trước mùa mưa bão",
    "cấp giấy chứng nhận cho 35 hộ ở ngõ 34",
    "an toàn giao thông quanh 3 trường học",
    "chi trả trợ cấp 500.000 đồng mỗi tháng",
    "giảm 15% thời gian làm thủ tục",
]
TITLES = [
    "Đối thoại giữa Chủ tịch UBND phường với Nhân dân",
    "Hội nghị tiếp xúc, đối thoại với Nhân dân quý III năm 2026",
    "Đối thoại chuyên đề về giáo dục, y tế, an sinh xã hội",
]
PLACES = [
    "Hội trường UBND phường",
    "Hội trường tầng 2, trụ sở UBND phường",
    "Nhà văn hóa Tổ dân phố số 14",
    "Hội trường Trường THCS Lê Lợi",
    "Nhà văn hóa thôn Đoài",
]
AGENDA = ["Tuyên bố lý do, giới thiệu đại biểu", "Báo cáo tóm tắt", "Nhân dân phát biểu", "Chủ trì kết luận"]


@st.composite
def sessions(draw: st.DrawFn) -> dict[str, Any]:
    """An ordinary session as wards write them."""
    day = date(2026, 6, 1) + timedelta(days=draw(st.integers(10, 200)))
    hour = time(draw(st.integers(7, 20)), draw(st.sampled_from([0, 0, 15, 30, 45])))
    place = {"nơi": draw(st.sampled_from(PLACES))}
    if draw(st.booleans()):
        place["địa chỉ"] = f"Số {draw(st.integers(1, 400))} phố Lê Lợi"
    return {
        "tiêu đề": draw(st.sampled_from(TITLES)),
        "ai được dự": draw(st.sampled_from(["mọi người dân", "đại biểu được cử", "theo giấy mời"])),
        "thời gian": [{"ngày": f"{day:%d/%m/%Y}", "từ": clocked(hour), "công bố": "1/6/2026"}],
        "địa điểm": [place],
        "nội dung": draw(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=6, unique=True)),
        "chương trình": [{"nội dung": one} for one in draw(st.lists(st.sampled_from(AGENDA), min_size=1, unique=True))],
    }


@st.composite
def histories(draw: st.DrawFn) -> dict[str, Any]:
    """The same with what happened to it later."""
    first = draw(sessions())
    what = draw(st.sampled_from(["", "thời gian", "địa điểm", "cả hai", "hoãn", "hủy"]))
    changed = {"công bố": "5/6/2026", "lý do": "Hội trường hỏng điện"}
    if what in ("thời gian", "cả hai"):
        later = draw(sessions())["thời gian"][0]
        first["thời gian"] = [*first["thời gian"], {**later, **changed}]
    if what in ("địa điểm", "cả hai"):
        first["địa điểm"] = [*first["địa điểm"], {**draw(sessions())["địa điểm"][0], **changed}]
    if what in ("hoãn", "hủy"):
        first[what] = {"công bố": "5/6/2026", "lý do": "Bão gây mưa lớn, gió mạnh"}
    return first


phones = st.lists(
    st.one_of(
        st.integers(10**7, 10**8 - 1).map(lambda number: f"024.{number:08d}"[:8] + "." + f"{number:08d}"[4:]),
        st.integers(0, 10**8 - 1).map(lambda number: f"09{number:08d}"),
    ),
    max_size=2,
    unique=True,
)
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def ward_with(numbers: list[str]) -> Mapping[str, Any]:
    return {**WARD, "liên hệ": {"điện thoại": numbers}}


@quick
@given(histories(), phones)
def test_whatever_is_said_can_be_said(record: dict[str, Any], numbers: list[str]) -> None:
    """Sentences of at most 25 syllables, breaths of at most 16, nothing strained, no digit or sign, and times kept."""
    for found in scripts_for({"lich": record}, ward_with(numbers)).values():
        for length, reading in found.readings.items():
            _can_be_said(reading)
            _in_time(length, reading)
        assert [str(doubt) for one in found.said for doubt in one.doubts] == []


def _can_be_said(reading: Reading) -> None:
    for sentence in sentences(reading):
        assert sentence.syllables <= 25
        assert all(1 <= group.syllables <= 16 for group in sentence.groups)
        assert not sentence.strained, sentence.text
        assert sentence.text[0].isupper()
        assert sentence.text[-1] in ".!?…"
    assert CLEAN.sub("", unicodedata.normalize("NFC", reading.text)) == ""


def _in_time(length: Length, reading: Reading) -> None:
    assert length is not Length.SHORT or reading.seconds <= 30
    assert length is not Length.STANDARD or 50 <= reading.seconds <= 120


ONLY_SHORTER = ("call", "call_brief", "anyone", "direct", "hour_and_day", "called", "place_called", "building", "time")
"""What the full script says in other words, or as part of others."""


@quick
@given(sessions(), phones)
def test_every_fact_is_heard_and_the_time_twice(record: dict[str, Any], numbers: list[str]) -> None:
    """Each number and word of the facts is in the full script as it is said; time and day are in each one twice."""
    edition = edition_for({"lich": record}, ward_with(numbers))
    facts = session_facts(edition.dossier.sessions[0], edition, None)
    full_facts = {key: one for key, one in facts.items() if key not in ONLY_SHORTER}
    for name, found in scripts_of(edition).items():
        full = said(words(found, Length.FULL))
        for fact in (*_texts(full_facts), *numbers):
            assert said(speak(fact).text) in full, (name, fact)
        for length in Length:
            heard = said(words(found, length))
            again = heard.partition("xin nhắc lại")[2]
            place = {said(speak(facts[name]).text) for name in ("place", "place_called", "building")}
            assert any(one in again for one in place), (name, length, place)
            for fact in (clocked(edition.dossier.sessions[0].starts or time()), facts["day"]):
                assert heard.count(said(speak(fact).text)) >= 2, (name, length, fact)
                assert said(speak(fact).text) in again, (name, length, fact)
            for number in numbers[:1]:
                assert said(speak(number).text) in again, (name, length, number)
                assert length is Length.SHORT or heard.count(said(speak(number).text)) >= 2, (name, length, number)
        for fact in (facts["time_short"], facts["place"], f"có {len(facts['agenda'])} phần"):
            assert said(speak(fact).text) in said(words(found)), (name, fact)


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) and value else []


@quick
@given(histories())
def test_what_was_said_before_is_said_the_same_from_the_cache(record: dict[str, Any]) -> None:
    """Plain data and back gives the very same lines, and a speaker that knows them all learns nothing."""
    edition = edition_for({"lich": record})
    for found in scripts_of(edition).values():
        for one in found.said:
            assert _revived(one.written, _plain(one)) == one


def test_a_speaker_takes_over_what_another_has_said() -> None:
    """With its doubts; nothing is worked out again."""
    ward = edition_for({}).authority
    first = Speaker(ward, {})
    lines = ["Ở phố XYZT, lúc 8h30 ngày 5/12/2026.", "Điện thoại: 024.1234.5678."]
    told = [first.say(line) for line in lines]
    assert told[0].doubts

    class Mute(Speaker):
        def _new(self, line: str) -> Any:
            raise AssertionError(line)

    assert [Mute(ward, first.known).say(line) for line in lines] == told


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200), st.text(min_size=1, max_size=60))
def test_no_text_of_a_record_breaks_a_script(title: str, place: str) -> None:
    """Whatever a clerk pasted: limits hold, and nothing but words is left."""
    session = Session.model_validate({**SESSION, "tiêu đề": f"A {title}", "địa điểm": [{"nơi": f"B {place}"}]}).named(
        "phuong-thu/2026/doi-thoai-1/lich"
    )
    edition = edition_for({"lich": SESSION})
    assert isinstance(session, Session)
    one = next(one for one in announcements(edition.dossier, edition.as_of))
    draft = Writer(HERE).draft(replace(one, record=session), edition)
    speaker = Speaker(edition.authority, {})
    for line in lines_of(draft):
        for sentence in speaker.say(line.text).sentences if line.text else ():
            assert sentence.syllables <= 25
            assert all(group.syllables <= 16 for group in sentence.groups)
            assert not any(sign.isdigit() for sign in sentence.text)


def test_a_stamp_changes_with_any_word() -> None:
    """And only then."""
    assert stamp_of("23| a.") == stamp_of("23| a.")
    assert stamp_of("23| a.") != stamp_of("23| b.")


@pytest.mark.parametrize("dialect", ["bắc", "nam"])
def test_a_station_speaks_its_dialect(dialect: str) -> None:
    """Nghìn or ngàn, in everything it says."""
    station = {"giọng": dialect}
    found = scripts_for({"lich": SESSION}, {**WARD, "truyền thanh": station})["2026/doi-thoai-1/lich-1"]
    assert ("hai ngàn" in words(found)) == (dialect == "nam")


def test_an_own_abbreviation_is_read_as_the_station_says() -> None:
    """And nothing is doubted."""
    record = {**SESSION, "nội dung": ["Chợ XYZT"]}
    own = {"truyền thanh": {"cách đọc": [{"viết": "XYZT", "đọc": "Xuân Yên"}]}}
    plain, known = (scripts_for({"lich": record}, ward)["2026/doi-thoai-1/lich-1"] for ward in (WARD, {**WARD, **own}))
    assert any(one.doubts for one in plain.said)
    assert not any(one.doubts for one in known.said)
    assert "Chợ Xuân Yên" in words(known)


def test_authorities_of_the_tests_are_real_records() -> None:
    assert isinstance(edition_for({}).authority, Authority)
