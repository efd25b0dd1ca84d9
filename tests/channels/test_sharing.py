"""Texts to send on say the session's own facts, each in the room it has."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import pytest

from doithoai.channels.feeds import news_of
from doithoai.channels.site.sharing import SMS, facts_of, is_shared, texts_of, without_accents
from doithoai.domain.edition import Edition
from doithoai.domain.session import Session
from wards import edition_for

DAY = date(2026, 6, 10)
FACTS: dict[str, Any] = {
    "tiêu đề": "Đối thoại giữa Chủ tịch phường với Nhân dân",
    "thời gian": [{"ngày": "20/6/2026", "từ": "8h00", "công bố": "1/6/2026"}],
    "địa điểm": [{"nơi": "Hội trường tầng 2", "địa chỉ": "Số 1 phố Thử", "công bố": "1/6/2026"}],
    "góp ý trước": {"hạn": "15/6/2026", "cách gửi": ["Gọi 024.1234.5678"]},
}
LATER = {"ngày": "27/6/2026", "từ": "14h00", "công bố": "8/6/2026", "lý do": "Hội trường sửa"}
DAY_ONLY = [{"ngày": "20/6/2026", "công bố": "1/6/2026"}]
NOTICE = {"công bố": "9/6/2026", "lý do": "Mưa bão"}
CASES: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "coming": (FACTS, ("8h00", "20/6/2026", "Hội trường tầng 2", "024.1234.5678")),
    "changed": (
        {**FACTS, "thời gian": [*FACTS["thời gian"], LATER]},
        ("ĐỔI LỊCH", "14h00", "27/6/2026", "Hội trường tầng 2"),
    ),
    "postponed": ({**FACTS, "hoãn": NOTICE}, ("HOÃN", "20/6/2026")),
    "no hour yet": ({**FACTS, "thời gian": DAY_ONLY}, ("20/6/2026", "Hội trường tầng 2")),
    "postponed, no hour yet": ({**FACTS, "thời gian": DAY_ONLY, "hoãn": NOTICE}, ("HOÃN", "20/6/2026")),
    "cancelled, no hour yet": ({**FACTS, "thời gian": DAY_ONLY, "hủy": NOTICE}, ("HỦY", "20/6/2026")),
    "cancelled": ({**FACTS, "hủy": NOTICE}, ("HỦY", "20/6/2026")),
}


def session_of(facts: dict[str, Any]) -> tuple[Session, Edition]:
    edition = edition_for({"lich": facts}, day=DAY)
    return edition.dossier.sessions[0], edition


def texts_for(session: Session, edition: Edition) -> dict[str, str]:
    return texts_of(facts_of(session, edition))


@pytest.mark.parametrize("case", CASES)
def test_a_message_fits_one_sms_and_says_when_and_where(case: str) -> None:
    facts, said = CASES[case]
    texts = texts_for(*session_of(facts))
    assert len(texts["sms"]) <= SMS
    assert all(one in texts["sms"] for one in said)


@pytest.mark.parametrize("case", CASES)
def test_the_plain_message_has_no_letter_that_an_old_telephone_lacks(case: str) -> None:
    plain = texts_for(*session_of(CASES[case][0]))["sms_plain"]
    assert plain.isascii()
    assert len(plain) <= SMS


@pytest.mark.parametrize("case", CASES)
def test_every_text_is_composed_and_has_no_gap(case: str) -> None:
    for name, text in texts_for(*session_of(CASES[case][0])).items():
        assert unicodedata.is_normalized("NFC", text)
        assert not any(gap in text for gap in ("None", "{{", " ,", "..", "()", "  ", "\n\n\n")), (name, text)


def test_a_change_says_the_new_first_and_the_old_after() -> None:
    texts = texts_for(*session_of(CASES["changed"][0]))
    for name in ("zalo", "facebook", "news"):
        assert texts[name].index("27/6/2026") < texts[name].index("20/6/2026")


def test_a_change_of_the_hour_alone_is_told_as_a_change() -> None:
    hour = {"ngày": "20/6/2026", "từ": "14h00", "công bố": "8/6/2026", "lý do": "Hội trường sửa"}
    texts = texts_for(*session_of({**FACTS, "thời gian": [*FACTS["thời gian"], hour]}))
    assert "ĐỔI LỊCH" in texts["sms"]
    assert "14h00, thứ Bảy, ngày 20/6/2026 (thay cho 8h00)" in texts["zalo"]


def test_a_conclusion_without_items_is_not_told_as_nothing_to_do() -> None:
    """Its words stand in its text; “giao 0 việc” would be false."""
    document = {"số": 12, "ký hiệu": "TB-UBND", "ngày": "25/6/2026"}
    records = {
        "lich": {**FACTS, "đã tổ chức": {"ngày": "20/6/2026"}},
        "ket-luan": {"tiêu đề": "Thông báo kết luận", "thể thức văn bản": document},
    }
    edition = edition_for(records)
    for name, text in texts_for(edition.dossier.sessions[0], edition).items():
        assert "0 việc" not in text, name
        assert "0 viec" not in text, name
        assert "Các việc được giao" not in text, name
    assert {one.text for one in news_of(edition) if "/ket-luan" in one.record} == {
        "Thông báo kết luận số 12/TB-UBND ngày 25/6/2026."
    }


def test_a_place_that_is_named_at_last_is_no_other_place() -> None:
    """Nothing was told before that would have to be taken back."""
    known = {"nơi": "Nhà văn hóa", "công bố": "8/6/2026", "lý do": "Đã có nơi"}
    texts = texts_for(*session_of({**FACTS, "địa điểm": [{"nơi": "thông báo sau", "công bố": "1/6/2026"}, known]}))
    assert not any(
        word in text for text in texts.values() for word in ("ĐỔI ĐỊA ĐIỂM", "thay cho", "thay đổi địa điểm")
    )


def test_what_was_held_is_told_with_the_day_on_which_it_was_held() -> None:
    """And without the hours of the day on which it was not."""
    records = {
        "lich": {**FACTS, "đã tổ chức": {"ngày": "22/6/2026"}},
        "ket-luan": {
            "tiêu đề": "Thông báo kết luận",
            "thể thức văn bản": {"số": 12, "ký hiệu": "TB-UBND", "ngày": "25/6/2026"},
        },
    }
    edition = edition_for(records)
    for name, text in texts_for(edition.dossier.sessions[0], edition).items():
        assert "22/6/2026" in text and "20/6/2026" not in text, name
        assert "Sáng" not in text, name


def test_a_message_of_a_postponement_says_what_is_known_of_the_new_day() -> None:
    text = texts_for(*session_of({**FACTS, "hoãn": {**NOTICE, "lịch mới": "Sẽ tổ chức trong tháng 7"}}))["sms"]
    assert "Sẽ tổ chức trong tháng 7." in text
    assert "báo sau" not in text


def test_a_crowded_message_leaves_out_what_is_least_needed() -> None:
    place = [{"nơi": "Hội trường tầng 2, Nhà văn hóa liên tổ dân phố số 1, 2, 3 và 4 cạnh hồ", "công bố": "1/6/2026"}]
    text = texts_for(*session_of({**FACTS, "địa điểm": place}))["sms"]
    assert "Mã" not in text
    assert all(one in text for one in ("8h00", "20/6/2026", "cạnh hồ"))


def test_only_those_invited_are_not_told_to_come() -> None:
    texts = texts_for(*session_of({**FACTS, "ai được dự": "theo giấy mời"}))
    assert texts["zalo"].startswith("LỊCH ĐỐI THOẠI")


@pytest.mark.parametrize("when", ["dự kiến tháng 6/2026", "thông báo sau"])
def test_there_is_nothing_to_send_on_before_a_day_is_known(when: str) -> None:
    assert not is_shared(*session_of({**FACTS, "thời gian": when}))


def test_dd_loses_its_stroke_and_a_dash_stays_one() -> None:
    assert without_accents("Đường Lê – đối thoại") == "Duong Le - doi thoai"
