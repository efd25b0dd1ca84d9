"""Ways to make a published ward look better than it was: each is refused, or shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from doithoai.build import Request, check
from doithoai.domain.corrections import Corrected
from doithoai.domain.facts import facts_of
from doithoai.domain.publication import PublicationLog
from doithoai.domain.publicity import late
from doithoai.domain.published import Kept
from doithoai.domain.rewriting import rewritten
from doithoai.domain.topics import Topics
from doithoai.problems import Problem
from doithoai.reading import ledger
from doithoai.scaffold.sealing import seal
from reading.minimal import copy_minimal
from reading.test_remembering import filled
from sample import build_site, copy_site, read_page
from upstream import cloned
from wards import Data, dossier_of, lawful

DAY = date(2026, 11, 27)
YEAR = "content/phuong-mau/2026"
SESSION, NOTICE, LOG = (f"{YEAR}/doi-thoai-1/{name}" for name in ("lich.md", "ket-luan.md", "cong-khai.yml"))
OPINION, BOOK = f"{YEAR}/doi-thoai-1/kien-nghi/002.md", ledger.file_of("phuong-mau")


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional ward, sealed, in a clone of the place it is published from."""
    base = tmp_path_factory.mktemp("ward")
    site = copy_site(base / "site", "phuong-mau")
    seal(Request(site, site / "public", date(2026, 11, 20)))
    return cloned(site, base / "hub")


def errors(site: Path) -> list[Problem]:
    return [one for one in check(Request(site, site / "public", DAY, 1)) if one.severity.name == "ERROR"]


@contextmanager
def edited(site: Path, *edits: tuple[str, str, str]) -> Iterator[None]:
    before = {file: (site / file).read_text("utf-8") for file, _, _ in edits}
    try:
        for file, old, new in edits:
            text = (site / file).read_text("utf-8")
            assert old in text, (file, old)
            (site / file).write_text(text.replace(old, new, 1), "utf-8")
        yield
    finally:
        for file, text in before.items():
            (site / file).write_text(text, "utf-8")


FOUND = "      - ngày: 16/10/2026\n        kết quả: làm chưa triệt để\n"
SKIPPED = "    không thực hiện: Mất điện khu vực bờ hồ Mẫu và khu chung cư từ 16h00 đến 19h00\n"
CHEATS = {
    "a paper that hung too short hung longer": (LOG, "đến ngày: 16/3/2026", "đến ngày: 16/4/2026", "đến ngày"),
    "a broadcast that failed took place": (LOG, SKIPPED, "", "công khai 11/3/2026 17h00"),
    "a reminder reached more people": (LOG, "8 cụm loa Tổ dân phố số 1, 2, 3, 4", "Toàn bộ 12 cụm loa", "nơi"),
    "monitoring found it done": (NOTICE, FOUND, FOUND.replace("làm chưa triệt để", "đã làm"), "giám sát 16/10/2026"),
    "it was done sooner": (
        NOTICE,
        "- ngày: 9/4/2026\n        mức: đã",
        "- ngày: 1/4/2026\n        mức: đã",
        "9/4/2026",
    ),
    "another unit owed it": (
        NOTICE,
        "đơn vị: kinh-te-ha-tang\n    hạn: 29/5",
        "đơn vị: x\n    hạn: 29/5",
        "kết luận 2",
    ),
    "it was due later": (OPINION, "hạn: 29/5/2026", "hạn: 29/6/2026", "diễn biến 20/3/2026"),
    "it was assigned by another paper": (OPINION, "văn bản: 21/TB-UBND", "văn bản: 30/TB-UBND", "văn bản"),
    "it was received later": (OPINION, "tiếp nhận:\n  ngày: 25/2", "tiếp nhận:\n  ngày: 26/2", "tiếp nhận"),
    "opinions were taken longer": (SESSION, "hạn: 6/3/2026", "hạn: 10/3/2026", "góp ý trước, hạn"),
    "the schedule was public sooner": (SESSION, "công bố: 9/2/2026", "công bố: 1/2/2026", "thời gian 1, công bố"),
    "a duty was done sooner": (SESSION, "ngày: 3/3/2026", "ngày: 1/3/2026", "việc đã làm"),
    "no session was promised for March": (f"{YEAR}/ke-hoach.md", "dự kiến tháng 3 năm", "dự kiến tháng 5 năm", "buổi"),
    "the plan was signed sooner": (f"{YEAR}/ke-hoach.md", "ngày: 23/1/2026", "ngày: 2/1/2026", "ngày"),
    "it went to another office": (
        f"{YEAR}/doi-thoai-1/kien-nghi/012.md",
        "chuyển đến: Sở Xây dựng",
        "chuyển đến: Sở Tài chính",
        "chuyển đến",
    ),
    "the sessions were to be done later": (
        f"{YEAR}/ke-hoach.md",
        "hoàn thành: trước 31/12/2026",
        "hoàn thành: trước 31/3/2027",
        "hoàn thành",
    ),
    "an answer promises less": (
        OPINION,
        "phường sẽ cho nạo vét trước",
        "phường sẽ xem xét nạo vét trước",
        "trả lời tại",
    ),
    "an answer promised nothing": (
        OPINION,
        "    nội dung: Nguyên nhân là cống bị bùn lấp và một số miệng thu bị bịt; phường sẽ cho nạo vét trước mùa mưa\n",
        "",
        "14/3/2026, trả lời tại",
    ),
    "more was dredged": (OPINION, "Đã nạo vét 260 mét trên", "Đã nạo vét 360 mét trên", "24/7/2026, giải quyết"),
    "the opinion asked for less": (OPINION, "trước mùa mưa và mở lại các miệng thu nước.", "trước mùa mưa.", "văn bản"),
    "one household asked": (OPINION, "người nêu: Nhiều hộ dân", "người nêu: Một hộ dân", "người nêu"),
    "a conclusion's own words promise less": (NOTICE, "**2.** Nạo vét cống", "**2.** Khảo sát cống", "văn bản"),
    "progress had better evidence": (NOTICE, "nghiệm thu 260 mét", "nghiệm thu 400 mét", "24/7/2026, thực hiện một"),
    "monitoring found less wrong": (NOTICE, "Còn 12 hộ chưa tiêm", "Còn 2 hộ chưa tiêm", "16/10/2026, làm chưa"),
    "more people came": (SESSION, "số người dự: 127", "số người dự: 227", "số người dự"),
    "a broadcast failed for another reason": (
        LOG,
        "không thực hiện: Mất điện khu",
        "không thực hiện: Mưa ở khu",
        "17h00",
    ),
    "another man signed": (SESSION, "họ tên: Nguyễn Văn Mẫu", "họ tên: Trần Văn Mẫu", "họ tên"),
    "less time for the people was promised": (SESSION, "    phút: 80\n", "    phút: 30\n", "chương trình"),
    "a purpose was dropped": (
        f"{YEAR}/ke-hoach.md",
        "  - Công khai việc trả lời và kết quả giải quyết từng kiến nghị để Nhân dân theo dõi, giám sát\n",
        "",
        "mục đích",
    ),
    "a correction had said something else": (
        NOTICE,
        "thoát nước phố Ví Dụ đã giải",
        "phố Ví Dụ đã giải",
        "đính chính 1",
    ),
    "a correction had another reason": (NOTICE, "đầu năm ghi nhầm", "đầu năm in mờ", "đính chính 1"),
    "words were taken out for another reason": (
        f"{YEAR}/doi-thoai-3/kien-nghi/001.md",
        "lý do: Phiếu ghi tên cháu",
        "lý do: Phiếu ghi số điện thoại",
        "lược bỏ 1",
    ),
    "the announcer read something else": (SESSION, "    lời đọc: |", "    lời đọc: |\n      123| Xin mời.", "đã duyệt"),
    "a claim was answered sooner": (
        f"{YEAR}/doi-thoai-2/kien-nghi/015.md",
        "trả lời: 13/11/2026",
        "trả lời: 11/11/2026",
        "trả lời",
    ),
    "it was merged into another opinion": (
        f"{YEAR}/doi-thoai-1/kien-nghi/006.md",
        "gộp vào: ",
        "gộp vào: doi-thoai-1/003  # ",
        "gộp vào",
    ),
    "the session was for few": (SESSION, "ai được dự: mọi người dân", "ai được dự: theo giấy mời", "ai được dự"),
    "it was no petition": (OPINION, "loại: kiến nghị", "loại: hiến kế", "loại ý kiến” đã công bố là “kiến nghị"),
    "it came in at the session": (OPINION, "giai đoạn: trước hội nghị", "giai đoạn: tại hội nghị", "giai đoạn"),
    "it came from another group": (OPINION, ": tdp-3", ": tdp-4", "là “Tổ dân phố số 3”, nay thành “Tổ dân phố số 4”"),
    "it came from nowhere": (OPINION, "tổ dân phố, thôn: tdp-3\n", "", "“tổ dân phố, thôn” đã công bố"),
    "it was of another topic": (OPINION, "  - ha-tang\n", "  - dat-dai\n", "là “Hạ tầng kỹ thuật, Môi trường”"),
    "it was of fewer topics": (OPINION, "  - moi-truong\n", "", "nay thành “Hạ tầng kỹ thuật”"),
    "the session was of fewer topics": (SESSION, "  - dat-dai\n", "", "“lĩnh vực”"),
    "the plan was of fewer topics": (f"{YEAR}/ke-hoach.md", "  - trat-tu-xay-dung\n", "", "“lĩnh vực”"),
    "the session was for one group": (
        SESSION,
        "lĩnh vực:\n",
        "tổ dân phố, thôn: tdp-1\nlĩnh vực:\n",
        "là “cả địa bàn”, nay thành “Tổ dân phố số 1”",
    ),
    "a conclusion answered fewer": (NOTICE, "[004, 006]", "[004]", "kết luận 4, kiến nghị” đã công bố là “004, 006"),
    "nobody complained of the page": (
        f"{YEAR}/doi-thoai-2/kien-nghi/015.md",
        "  - nhận: 9/11/2026",
        "  - nhận: 12/11/2026",
        "phản ánh sai, nhận 9/11/2026",
    ),
}


def test_the_sealed_ward_has_no_error(ward: Path) -> None:
    """What follows is about a ward that could be published."""
    assert errors(ward) == []


@pytest.mark.parametrize("name", CHEATS)
def test_history_is_not_made_better_in_silence(ward: Path, name: str) -> None:
    """One error at the file that was edited, which names the fact and says what to write back."""
    file, old, new, fact = CHEATS[name]
    with edited(ward, (file, old, new)):
        found = [one for one in errors(ward) if one.code == "silent-rewrite"]
        assert len(found) == 1
        assert found[0].place.file == file and found[0].mend
        assert fact in found[0].what
        assert "~" not in found[0].what + found[0].mend


FREELY = {
    "an item added in the middle of a programme": (
        SESSION,
        "  - nội dung: Chủ trì kết luận\n",
        "  - nội dung: Giải lao\n    phút: 10\n  - nội dung: Chủ trì kết luận\n",
    ),
    "who does what was blank": (
        SESSION,
        "  - nội dung: Nhân dân phát biểu, đối thoại trực tiếp\n    phút: 80\n",
        "  - nội dung: Nhân dân phát biểu, đối thoại trực tiếp\n    phút: 80\n    người làm: Chủ trì điều hành\n",
    ),
    "one more way to send an opinion": (SESSION, "  cách gửi:\n", "  cách gửi:\n    - Nhắn tin Zalo của phường\n"),
    "one more step": (
        OPINION,
        "diễn biến:\n",
        "diễn biến:\n  - ngày: 25/2/2026\n    việc: tiếp nhận\n    nội dung: Ghi vào sổ\n",
    ),
    "one more finding above": (
        NOTICE,
        "    giám sát:\n",
        "    giám sát:\n      - ngày: 30/9/2026\n        kết quả: đã làm\n        nội dung: Xem lần đầu\n",
    ),
    "one more topic, and other names for the others": (
        OPINION,
        "  - ha-tang\n  - moi-truong\n",
        "  - Môi trường\n  - hạ tầng kỹ thuật\n  - dat-dai\n",
    ),
    "one more opinion under a conclusion": (NOTICE, "kiến nghị: [002]", "kiến nghị: [7, 2]"),
    "the group that nobody had noted": (
        f"{YEAR}/doi-thoai-1/kien-nghi/007.md",
        "lĩnh vực:",
        "tổ dân phố, thôn: tdp-1\nlĩnh vực:",
    ),
    "punctuation and bold print": (NOTICE, "**2.** Nạo vét cống, mở lại", "2. *Nạo vét cống*; mở lại"),
}


@pytest.mark.parametrize("name", FREELY)
def test_what_is_added_or_laid_out_anew_needs_no_word(ward: Path, name: str) -> None:
    """A record grows, and its layout is nobody's promise."""
    with edited(ward, FREELY[name]):
        assert [one for one in errors(ward) if one.code == "silent-rewrite"] == []


def test_a_part_of_an_entry_that_becomes_one_word_is_quoted_with_what_stands_beside_it(ward: Path) -> None:
    """The correction that the message shows is accepted, with a reason: one word would not say where it stood."""
    worker = (LOG, "người thực hiện: Đài Truyền thanh phường\n", "người thực hiện: phường\n")
    with edited(ward, worker):
        (problem,) = errors(ward)
        note = filled(problem)
    with edited(ward, worker, (LOG, "công khai:", f"{note}công khai:")):
        assert errors(ward) == []


def test_tasks_are_not_exchanged_between_units(ward: Path) -> None:
    """All words are there still, but of other units."""
    file = ward / YEAR / "ke-hoach.md"
    before = file.read_text("utf-8")
    units = re.findall(r"(?m)^  - đơn vị: (.+)$", before)
    first, second = (f"  - đơn vị: {unit}\n" for unit in units[:2])
    file.write_text(before.replace(first, "@").replace(second, first).replace("@", second), "utf-8")
    try:
        found = [one for one in errors(ward) if one.code == "silent-rewrite"]
    finally:
        file.write_text(before, "utf-8")
    assert [("phân công" in one.what, one.place.file) for one in found] == [(True, f"{YEAR}/ke-hoach.md")] * 2


def test_a_correction_that_quotes_nothing_excuses_nothing(ward: Path) -> None:
    """Three points, one figure, or words that are not what stands there now."""
    hour = (SESSION, "từ: 8h00", "từ: 9h00")
    for wrong, right in (("…", "…"), ("3", "9h00"), ("ngày 14/3/2026, 8h00 đến 11h00", "xem lại")):
        note = f"đính chính:\n  - công bố: 26/11/2026\n    đã nêu: '{wrong}'\n    nay là: '{right}'\nkế hoạch:"
        with edited(ward, hour, (SESSION, "kế hoạch:", note)):
            assert "silent-rewrite" in [one.code for one in errors(ward)], wrong


def test_a_correction_that_says_both_is_accepted(ward: Path) -> None:
    """What was published and what it is now, in the words of a clerk."""
    note = (
        "đính chính:\n  - công bố: 26/11/2026\n    đã nêu: thứ Bảy, 14/3/2026, 8h00 - 11h00\n    nay là: {}\nkế hoạch:"
    )
    with edited(
        ward,
        (SESSION, "từ: 8h00", "từ: 9h00"),
        (SESSION, "kế hoạch:", note.format("thứ Bảy, 14/3/2026, 9h00 - 11h00")),
    ):
        assert errors(ward) == []


def test_the_ledger_is_not_rewritten_together_with_the_record(ward: Path) -> None:
    """Git knows what both said; a line's first day is made neither later nor sooner."""
    line = "phuong-mau/2026/doi-thoai-1/lich\tthời gian 1, công bố\t"
    with edited(ward, (SESSION, "công bố: 9/2/2026", "công bố: 1/2/2026"), (BOOK, f"{line}9/2", f"{line}1/2")):
        assert "silent-rewrite" in [one.code for one in errors(ward)]
    with edited(ward, (BOOK, f"{line}9/2/2026\t", f"{line}9/2/2026\t1/2/2026")):
        assert [one.code for one in errors(ward)] == ["ledger-changed"]


def test_a_ledger_that_was_thrown_away_is_missed(ward: Path) -> None:
    """Deleting the file forgets nothing where there is git."""
    text = (ward / BOOK).read_text("utf-8")
    (ward / BOOK).unlink()
    try:
        assert [one.code for one in errors(ward)] == ["ledger-changed"]
    finally:
        (ward / BOOK).write_text(text, "utf-8")


def test_one_of_two_papers_posted_on_a_day_does_not_go_unseen() -> None:
    """Equal entries are counted; what is added above them does no harm, what is taken away does."""
    paper = {"ngày": "1/6/2026", "hình thức": "niêm yết", "việc": "lịch"}
    there, here = {**paper, "nơi": "Bảng tin trụ sở", "đến ngày": "5/7/2026"}, {**paper, "nơi": "Nhà văn hóa tổ 1"}
    book = sealed_logs({"công khai": [there, here]})
    assert gone({"công khai": [paper, there, here]}, book) == []
    assert gone({"công khai": [there]}, book) == ["công khai 1/6/2026, niêm yết, lịch (2)", "nơi"]
    assert gone({"công khai": [{**there, "đến ngày": "20/6/2026"}, here]}, book) == []


def sealed_logs(log: Data) -> dict[str, dict[str, Kept]]:
    (record,) = dossier_of({"cong-khai": log}).logs
    return {record.id: {fact.name: Kept(fact.value) for fact in facts_of(record)}}


def gone(log: Data, book: dict[str, dict[str, Kept]]) -> list[str]:
    found = rewritten(book, dossier_of({"cong-khai": log}), Topics(), frozenset(), DAY)
    return [one.fact if one.fact.endswith(")") else one.fact.rpartition(", ")[2] for one in found]


SET = {"ngày": "20/6/2026", "từ": "8h00", "công bố": "1/6/2026"}
MOVED = {"ngày": "20/7/2026", "từ": "8h00", "công bố": "17/6/2026", "lý do": "mưa"}
LATE_NOTICE = {"ngày": "16/6/2026", "hình thức": "loa truyền thanh", "việc": "lịch"}


def lateness(session: Data, *entries: Data, book: dict[str, dict[str, Kept]] | None = None) -> list[tuple[str, int]]:
    records = {"lich": {"tiêu đề": "Buổi 1", **session}, "cong-khai": {"công khai": list(entries)}}
    day = date(2026, 7, 15)
    return [(one.what, one.days(day)) for one in late(dossier_of(records), book or {}, day, lawful())]


def test_a_late_notice_stays_late_when_the_session_is_moved_or_called_off() -> None:
    """Due on 13/6, told on 16/6; moved, postponed or cancelled on 17/6: three days late all the same."""
    again = {"ngày": "17/6/2026", "hình thức": "loa truyền thanh", "việc": "thay đổi"}
    off = {"công bố": "17/6/2026", "lý do": "mưa"}
    assert lateness({"thời gian": SET}, LATE_NOTICE) == [("notice", 3)]
    assert lateness({"thời gian": [SET, MOVED]}, LATE_NOTICE, again) == [("notice", 3)]
    assert lateness({"thời gian": SET, "hoãn": off}, LATE_NOTICE) == [("notice", 3)]
    assert lateness({"thời gian": SET, "hủy": off}, LATE_NOTICE) == [("notice", 3)]


def test_what_was_moved_or_called_off_in_time_was_never_late() -> None:
    """On 10/6, before anything was due; and of a new day that nobody was told of in time the lateness is its own."""
    early = {"công bố": "10/6/2026", "lý do": "mưa"}
    assert lateness({"thời gian": SET, "hủy": early}, LATE_NOTICE) == []
    assert lateness({"thời gian": [SET, {**MOVED, **early, "ngày": "30/6/2026"}]}, LATE_NOTICE) == []
    untold = lateness(
        {"thời gian": [SET, {**MOVED, **early, "ngày": "14/7/2026"}]}, {**LATE_NOTICE, "ngày": "2/6/2026"}
    )
    assert untold == [("notice", 8)]


def test_an_entry_that_is_dated_back_counts_from_when_the_log_had_it() -> None:
    """Dated 5/6, in time; but the log was published on 14/6 and 16/6 without it, and had it only on 18/6."""
    backdated = {"ngày": "5/6/2026", "hình thức": "loa truyền thanh", "việc": "lịch"}
    log = "phuong-thu/2026/doi-thoai-1/cong-khai"
    names = sealed_logs({"công khai": [backdated]})[log]
    known = {"phuong-thu/2026/doi-thoai-1/lich": {"tiêu đề": Kept("Buổi 1", date(2026, 6, 1))}}
    seals = {"phuong-thu/2026/ke-hoach": {"tiêu đề": Kept("x", date(2026, 6, 16))}}
    then = {log: {name: Kept("", date(2026, 6, 18)) for name in names}}
    assert lateness({"thời gian": SET}, backdated) == []
    assert lateness({"thời gian": SET}, backdated, book=known | seals | then) == [("notice", 5)]
    soon = {log: {name: Kept("", date(2026, 6, 6)) for name in names}}
    assert lateness({"thời gian": SET}, backdated, book=known | seals | soon) == []


def test_a_step_that_is_dated_back_says_since_when_the_page_tells_of_it(tmp_path: Path) -> None:
    """Settled “on 10/4”, before its day; but the ward was published on 12/5 without it, and with it only on 20/5."""
    site = copy_minimal(tmp_path)
    home = site / "content/phuong-thu/2026/doi-thoai-1/kien-nghi"
    step = "  - ngày: {}\n    việc: trả lời bằng văn bản\n    văn bản: 9/UBND\n"
    seal(Request(site, site / "public", date(2026, 4, 1)))
    append(home / "001.md", "    đơn vị: kinh-te\n", step.format("11/5/2026"))
    seal(Request(site, site / "public", date(2026, 5, 12)))
    append(home / "002.md", "  giai đoạn: tại hội nghị\n", "diễn biến:\n" + step.format("10/4/2026"))
    seal(Request(site, site / "public", date(2026, 5, 20)))
    build_site(site)
    pages = site / "public/co-quan/phuong-thu/2026/doi-thoai-1/kien-nghi"
    first, second = (read_page((pages / one / "index.html").read_bytes()).text for one in ("001", "002"))
    assert "Trang này có việc trên" not in first
    assert "Trang này có việc trên từ ngày 20/5/2026." in second


def append(file: Path, after: str, words: str) -> None:
    text = file.read_text("utf-8")
    assert after in text
    file.write_text(text.replace(after, after + words, 1), "utf-8")


def test_every_kind_that_can_be_corrected_or_logged_has_facts(ward: Path) -> None:
    """A record without a published fact could be rewritten at will."""
    from doithoai.reading import files, register

    site = register.read_site(ward)
    found, _ = files.records_of(ward, "phuong-mau")
    read = register.read_dossier(ward, register.authority_in(site, "phuong-mau"), found, site.topics, {})
    assert read.dossier
    told = [one for one in read.dossier.records if isinstance(one, Corrected | PublicationLog)]
    assert len(told) > 50
    assert [one.id for one in told if not list(facts_of(one))] == []
