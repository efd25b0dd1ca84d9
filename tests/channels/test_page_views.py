"""What pages say in states that a ward seldom has."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from doithoai.channels.site.authorities import digest
from doithoai.channels.site.drawing import _environment, body_of
from doithoai.channels.site.filters import facets_of
from doithoai.channels.site.lists import SiteEdition
from doithoai.channels.site.lookup import alphabet_pages
from doithoai.channels.site.opinions import opinion_page
from doithoai.channels.site.page import ASKING, LEAD, Page, worded
from doithoai.channels.site.parts import Links, document_view, log_view, participants_view
from doithoai.channels.site.plans import plan_page
from doithoai.channels.site.sessions import describe, session_line, session_page
from doithoai.channels.site.sharing import is_shared
from doithoai.domain.bulletin import SILENCE
from doithoai.domain.documents import Document, Participants
from doithoai.domain.edition import Edition
from doithoai.domain.prints import NO_PRINTS
from doithoai.domain.site import SiteConfig
from doithoai.domain.statistics import is_told
from doithoai.domain.topics import Topics
from doithoai.engines.prose import prose
from doithoai.engines.theme import THEME, wording
from wards import WARD, edition_for

DAY = date(2026, 6, 10)
CONFIG = SiteConfig.model_validate({"tên trang": "Thử", "mô tả": "Thử", "đơn vị quản lý": "Phường Thử"})
SESSION: dict[str, Any] = {
    "tiêu đề": "Đối thoại với Nhân dân",
    "thời gian": [{"ngày": "20/6/2026", "từ": "8h00", "công bố": "1/6/2026"}],
    "góp ý trước": {"hạn": "15/6/2026", "cách gửi": ["Gọi 024.1234.5678"]},
}
OPINION: dict[str, Any] = {
    "tiêu đề": "Bao giờ sửa đường?",
    "loại": "kiến nghị",
    "tiếp nhận": {"ngày": "1/6/2026", "giai đoạn": "trước hội nghị"},
    "diễn biến": [{"ngày": "8/6/2026", "việc": "giải quyết xong", "nội dung": "Đã sửa"}],
}


def drawn(page: Page) -> str:
    return body_of(page, lambda text, _: prose(text))


def told(**more: Any) -> Edition:
    return edition_for({"lich": {**SESSION, **more}}, day=DAY)


def intake(edition: Edition) -> Any:
    page = session_page(edition.dossier.sessions[0], edition, SILENCE, NO_PRINTS)
    return page.view["intake"]


def test_a_copy_for_the_archive_is_told_as_such() -> None:
    """As the document prints it, whether its place in the archive is named or not."""
    recipients = [{"nơi": "Quận ủy", "mục đích": "để báo cáo"}, {"nơi": "VT", "lưu": "có"}, {"nơi": "Lưu", "lưu": "có"}]
    view = document_view(Document.model_validate({"nơi nhận": recipients}), edition_for({}).authority, None)
    assert view
    assert [one["to"] for one in view["recipients"]] == ["Quận ủy", "Lưu: VT", "Lưu"]


def test_a_cancelled_session_does_not_say_that_a_day_to_come_is_over() -> None:
    """Nobody takes opinions for it any more, but their last day has not passed."""
    cancelled = intake(told(hủy={"công bố": "9/6/2026", "lý do": "Mưa bão"}))
    assert (cancelled["open"], cancelled["off"]) == (False, True)
    assert intake(told())["off"] is False


WAYS = {"cách gửi": ["Gọi 024.1234.5678"]}
HOW = ' – <a href="co-quan/phuong-thu/2026/doi-thoai-1/#gop-y">xem cách gửi</a>'


@pytest.mark.parametrize(
    ("day", "taken", "card", "page"),
    [
        (15, SESSION["góp ý trước"], f"đến hết thứ Hai, ngày 15/6/2026{HOW}", "Đang nhận ý kiến đến hết"),
        (16, SESSION["góp ý trước"], "đã hết hạn (thứ Hai, ngày 15/6/2026)", "Đã hết hạn nhận ý kiến trước"),
        (16, WAYS, f"đang nhận ý kiến{HOW}", "Đang nhận ý kiến."),
    ],
    ids=["còn hạn", "hết hạn", "không ghi hạn"],
)
def test_a_card_says_whether_opinions_are_still_taken(day: int, taken: Any, card: str, page: str) -> None:
    """It says what the session's own page says: the row does not vanish with its last day, nor for want of one."""
    edition = edition_for({"lich": {**SESSION, "góp ý trước": taken}}, day=date(2026, 6, day))
    session = edition.dossier.sessions[0]
    template = _environment().from_string(
        '{% from "_parts.html" import session_card with context %}{{ session_card(line) }}'
    )
    line = Links("").line(session_line(session, edition))
    assert f"<dt>Gửi ý kiến trước</dt><dd>{card}</dd>" in template.render(line=line, w=wording())
    assert page in drawn(session_page(session, edition, SILENCE, NO_PRINTS))


PLAN: dict[str, Any] = {
    "tiêu đề": "Kế hoạch đối thoại năm 2026",
    "năm": 2026,
    "buổi dự kiến": [{"tên": "Buổi 1", "thời gian": "tháng 3/2026"}],
    "thể thức văn bản": {"số": 5, "ký hiệu": "KH-UBND", "ngày": "23/1/2026"},
}


@pytest.mark.parametrize(
    ("more", "silent"),
    [
        ({"nguồn": {"mô tả": "Bản chép"}}, "chủ trì, thư ký, thành phần tham dự, nội dung đối thoại, chương trình"),
        ({"nguồn": {"mô tả": "Bản chép"}, "buổi dự kiến": None, "lĩnh vực": ["dat-dai"]}, "địa điểm, chủ trì, thư ký, thành phần tham dự, chương trình"),
        ({}, ""),
    ],
    ids=["bản chép", "không định buổi nào", "chưa có bản chép"],
)  # fmt: skip
def test_only_a_copied_plan_is_said_to_leave_something_out(more: dict[str, Any], silent: str) -> None:
    """What is blank in a record of no copied document may not be written yet."""
    edition = edition_for({"2026/ke-hoach": {**PLAN, **more}}, day=DAY)
    view = plan_page(edition.dossier.plans[0], edition, SILENCE, NO_PRINTS).view
    assert view["silent"] == silent


@pytest.mark.parametrize(("notice", "begins"), [("hủy", "Đã hủy. "), ("hoãn", "Đã hoãn. "), ("", "Buổi đối thoại: ")])
def test_a_preview_says_that_a_session_is_off(notice: str, begins: str) -> None:
    """Who is sent a link sees its day in the preview, and may open nothing."""
    edition = told(**({notice: {"công bố": "9/6/2026", "lý do": "Mưa bão"}} if notice else {}))
    assert describe(edition.dossier.sessions[0], edition).startswith(begins)


@pytest.mark.parametrize(
    ("later", "previous"),
    [
        ({"ngày": "20/6/2026", "từ": "14h00"}, "8h00"),
        ({"ngày": "27/6/2026", "từ": "8h00"}, "thứ Bảy, ngày 20/6/2026"),
        ({"ngày": "20/6/2026", "từ": "8h00"}, ""),
    ],
)
def test_a_card_strikes_only_what_has_changed(later: dict[str, str], previous: str) -> None:
    """A day that still holds is not struck where only the hour is another."""
    version = {**later, "công bố": "8/6/2026", "lý do": "Hội trường sửa"}
    edition = told(**{"thời gian": [*SESSION["thời gian"], version]})
    assert session_line(edition.dossier.sessions[0], edition).previous == previous


@pytest.mark.parametrize(
    ("quota", "said"),
    [
        ({"từ": 5, "đến": 7}, "mỗi tổ 5–7 đại biểu"),
        ({"từ": 5, "đến": 5}, "mỗi tổ 5 đại biểu"),
        ({"từ": 5}, "mỗi tổ ít nhất 5 đại biểu"),
        ({"đến": 7}, "mỗi tổ nhiều nhất 7 đại biểu"),
        ({}, "mỗi tổ … đại biểu"),
    ],
)
def test_a_bound_of_a_quota_is_not_told_as_its_number(quota: dict[str, int], said: str) -> None:
    group = Participants.model_validate({"số lượng": {"mỗi": "tổ", **quota}})
    assert participants_view((group,))[0]["quota"] == said


@pytest.mark.parametrize(
    ("quota", "said"),
    [
        ("khoảng 120", "khoảng 120"),
        ("Tối đa 150 người", "Tối đa 150 người"),
        (120, "120"),
        ({"từ": 100}, "ít nhất 100 đại biểu"),
        ({"mỗi": "tổ", "như in": "trên 5"}, "mỗi tổ: trên 5"),
        ({"như in": "100–120", "ghi chú": "tùy hội trường"}, "100–120 (tùy hội trường)"),
    ],
)
def test_a_number_of_people_is_shown_as_it_is_printed(quota: object, said: str) -> None:
    """With the words that say how surely."""
    group = Participants.model_validate({"số lượng": quota})
    assert participants_view((group,))[0]["quota"] == said


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("TM. ỦY BAN NHÂN DÂN", "Ký thay mặt"),
        ("KT. CHỦ TỊCH", "Ký thay"),
        ("TL. CHỦ TỊCH", "Ký thừa lệnh"),
        ("TL.CHỦ TỊCH", "Ký thừa lệnh"),
        ("T/UQ BÍ THƯ", "Ký thừa ủy quyền"),
        ("Q. CHỦ TỊCH", "Được giao quyền"),
        ("BAN THƯỜNG VỤ", "Quyền hạn ký"),
    ],
)
def test_a_signature_is_told_by_its_right(line: str, right: str) -> None:
    """`TL.` is by order, `KT.` in the place of, `TM.` on behalf of (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    document = Document.model_validate({"người ký": {"thay mặt": line}})
    template = _environment().from_string(
        '{% from "_parts.html" import document_facts with context %}{{ document_facts(document) }}'
    )
    view = document_view(document, edition_for({}).authority, None)
    assert f"<dt>{right}</dt><dd>{line}</dd>" in template.render(document=view, w=wording())


ENDED = {"kế thừa": {"việc": "sáp nhập", "ngày": "5/6/2026", "căn cứ": "Nghị quyết số 1"}}


@pytest.mark.parametrize(
    ("ward", "number"),
    [(WARD, True), ({**WARD, "liên hệ": {}}, False), ({**WARD, **ENDED}, False)],
    ids=["có số", "không có số", "đã kết thúc"],
)
def test_nobody_is_asked_to_call_a_number_that_nobody_answers(ward: dict[str, Any], number: bool) -> None:
    edition = edition_for({"lich": SESSION, "kien-nghi/001": OPINION}, ward, DAY)
    opinion = edition.dossier.opinions[0]
    page = opinion_page(opinion, edition, NO_PRINTS)
    assert ("số dưới đây" in page.view["next"]) is number
    asked = page.borrowed[ASKING]
    assert asked
    assert bool(asked["phone"]) is number


@pytest.mark.parametrize(
    ("one", "other", "called"),
    [("Sở Xây dựng", "Sở xây dựng", "Sở Xây dựng"), ("kinh-te", "phòng kinh tế", "Phòng Kinh tế"),
     ("Phòng KT", "kinh-te", "Phòng Kinh tế")],
)  # fmt: skip
def test_a_body_that_is_spelt_in_two_ways_has_one_list(one: str, other: str, called: str) -> None:
    """Two lists would fall on one address, and the build would fail."""
    units = [{"mã": "kinh-te", "tên": "Phòng Kinh tế", "tên khác": ["Phòng KT"]}]
    given = {
        f"kien-nghi/00{at}": {**OPINION, "diễn biến": [{"ngày": "8/6/2026", "việc": "giao giải quyết", "đơn vị": name}]}
        for at, name in enumerate((one, other), 1)
    }
    edition = edition_for({"lich": SESSION, **given}, {**WARD, "bộ phận": units}, DAY)
    facet = next(facet for facet in facets_of(edition.dossier.opinions, edition) if facet.name == "don-vi")
    assert [(name, len(rows)) for (_, name), rows in facet.values.items()] == [(called, 2)]


def test_a_log_with_the_newest_on_top_hides_what_is_old() -> None:
    """What is folded away is always the earlier part."""
    days = ("9/6/2026", "8/6/2026", "7/6/2026", "6/6/2026", "5/6/2026", "4/6/2026", "3/6/2026")
    entries = [{"ngày": day, "hình thức": "loa truyền thanh", "việc": "lịch"} for day in days]
    log = log_view(edition_for({"lich": SESSION, "cong-khai": {"công khai": entries}}).dossier.logs[0])
    assert [row["on"] for part in ("latest", "earlier") for row in log[part]] == list(days)


def test_of_an_opinion_that_was_forwarded_twice_the_last_time_counts() -> None:
    """Who was told of the first body knows nothing of the second."""
    sent = [
        {"ngày": "2/6/2026", "việc": "chuyển cấp trên", "chuyển đến": "Sở Xây dựng"},
        {"ngày": "3/6/2026", "việc": "báo cho người nêu"},
        {"ngày": "8/6/2026", "việc": "chuyển cấp trên", "chuyển đến": "Sở Tài chính"},
    ]
    edition = edition_for({"lich": SESSION, "kien-nghi/001": {**OPINION, "diễn biến": sent}}, day=DAY)
    opinion = edition.dossier.opinions[0]
    forwarded = opinion_page(opinion, edition, NO_PRINTS).view["forwarded"]
    assert forwarded == {"to": "Sở Tài chính", "on": "8/6/2026", "told": ""}
    assert not is_told(opinion, edition)


@pytest.mark.parametrize("step", ["không thực hiện được", "người nêu rút", "giải quyết xong"])
def test_only_what_was_settled_bears_a_tick(step: str) -> None:
    """On an opinion's page, and in every list that it stands in."""
    event = {"ngày": "8/6/2026", "việc": step, "nội dung": "Đã trả lời"}
    edition = edition_for({"lich": SESSION, "kien-nghi/001": {**OPINION, "diễn biến": [event]}}, day=DAY)
    page = opinion_page(edition.dossier.opinions[0], edition, NO_PRINTS)
    session = session_page(edition.dossier.sessions[0], edition, SILENCE, NO_PRINTS)
    assert ("✓" in drawn(page)) is (step == "giải quyết xong")
    assert ("✓</span> " + page.view["resolution"] in drawn(session)) is (step == "giải quyết xong")


def on_site(edition: Edition) -> SiteEdition:
    return SiteEdition(CONFIG, Topics(), (digest(edition, SILENCE),), edition.as_of)


def test_a_body_that_has_ended_invites_nobody() -> None:
    """The loudspeakers and the boards are silent, too."""
    edition = edition_for({"lich": SESSION}, {**WARD, **ENDED}, DAY)
    session = edition.dossier.sessions[0]
    assert not is_shared(session, edition)
    assert session_line(session, edition).intake == ""
    assert (on_site(edition).upcoming(), len(on_site(edition).past())) == ([], 1)
    assert len(on_site(told()).upcoming()) == 1


def test_nobody_waits_for_a_day_that_its_year_did_not_bring() -> None:
    """On the site's lists as on the authority's own page."""
    postponed = {**SESSION, "hoãn": {"công bố": "9/6/2026", "lý do": "Mưa bão"}}
    years = [edition_for({"lich": postponed}, day=day) for day in (DAY, date(2027, 1, 1))]
    assert [len(on_site(one).upcoming()) for one in years] == [1, 0]


def test_an_empty_list_of_all_records_does_not_speak_of_opinions_alone() -> None:
    (page,) = alphabet_pages(edition_for({}, day=DAY))
    assert "Chưa có hồ sơ nào." in drawn(page)
    assert "Chưa có kiến nghị nào" not in drawn(page)


def test_codes_are_said_to_be_where_they_are() -> None:
    """No script tells a code, so no page may send people to listen for one."""
    scripts = "".join(file.read_text("utf-8") for file in (THEME / "loudspeaker").glob("*.txt"))
    assert ("code" in scripts) is ("loa" in wording().say("code.about"))
    assert "loa" not in wording().say("code.have_one")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ngõ **rất** ngập, xem [ảnh chụp](https://a.vn/1).", "Ngõ rất ngập, xem ảnh chụp."),
        ("## Việc cần làm\n\n- Nạo vét\n- Lắp *thêm* đèn", "Việc cần làm Nạo vét Lắp thêm đèn"),
        ("> Cống `DN 300` đã vỡ", "Cống DN 300 đã vỡ"),
        ("Ngõ <b>rất</b> ngập <script>x()</script>", "Ngõ rất ngập x()"),
        ("Từ 2 * 3 m, đoạn 4-5 và số #6", "Từ 2 * 3 m, đoạn 4-5 và số #6"),
    ],
)
def test_a_description_has_words_and_no_signs_of_markdown(text: str, told: str) -> None:
    """As whoever sends a link on sees it; what only looks like a sign stays."""
    assert worded(Page("", "opinion.html", "", "", {LEAD: "Ngập."}), text).description == f"Ngập. {told}"
