"""What an editor must look at before a script is read: for `check`, each with the value it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from doithoai.channels.loudspeaker.scripts import Script
from doithoai.channels.loudspeaker.speaking import Doubt
from doithoai.domain.announced import Announced
from doithoai.domain.broadcast import KEPT, Announcement, Refused
from doithoai.domain.flaws import Flaw, Loc
from doithoai.domain.loudspeaker import LIMITS, Length, over_limit
from doithoai.domain.plan import Plan
from doithoai.domain.publication import Cause
from doithoai.domain.rota import Airing
from doithoai.domain.session import Session
from doithoai.problems import Severity, shorten
from doithoai.speech.timing import RATE

if TYPE_CHECKING:
    from doithoai.channels.loudspeaker import Programme

_STILL_BUILT = "mới phát loa được; trang web vẫn dựng bình thường"
_FOUR_FACTS = f"có đủ chương trình, nội dung, thời gian, địa điểm {_STILL_BUILT}"


def remarks(programme: Programme) -> Iterator[Flaw]:
    """Scripts that could not be written, and whatever is doubtful in those that are still to be read."""
    yield from (_refused(one) for one in programme.bulletin.refused if _matters(one))
    live = {item.announcement.id for item in programme.bulletin.live}
    for script in programme.scripts:
        if script.id in live:
            yield from _of_script(script)
    yield from (_crowded(one, programme) for one in programme.bulletin.rota.crowded)
    yield from _stray_approvals(programme)
    yield from _untimed(programme)
    contact = programme.edition.authority.contact
    if live and not contact.phone and not contact.counter:
        what = "bản đọc trên loa không có số điện thoại hay nơi nào để Nhân dân hỏi thêm"
        mend = "ghi “điện thoại” hoặc “nơi tiếp dân” dưới “liên hệ” trong co-quan.yml"
        yield Flaw(programme.edition.authority, ("liên hệ",), "nobody-to-ask", what, mend, Severity.NOTE)


def _stray_approvals(programme: Programme) -> Iterator[Flaw]:
    """Approvals that lock nothing: of an announcement that there never was."""
    edition = programme.edition
    there = {(one.record.id, one.cause, one.version) for one in (script.announcement for script in programme.scripts)}
    for record in edition.dossier.records:
        for at, one in enumerate(record.approvals if isinstance(record, Announced) else ()):
            if (record.id, one.cause, one.version) not in there and one.on >= edition.as_of - KEPT:
                what = f"không có bản đọc “{one.cause.value}” lần {one.version} để duyệt, nên mục này không giữ gì"
                mend = "xem lại “việc” và “lần”, hoặc xóa mục này"
                yield Flaw(record, ("đã duyệt", at, "lần"), "approval-of-nothing", what, mend, Severity.WARNING)


def _untimed(programme: Programme) -> Iterator[Flaw]:
    """Schedules of sessions to come that nobody dated: no first days on air follow from them."""
    for one in (script.announcement for script in programme.scripts):
        if one.cause is Cause.SCHEDULE and one.since is None and one.day and one.day >= programme.edition.as_of:
            title = shorten(one.record.title)
            what = f"“{title}” chưa ghi ngày công bố nên máy không xếp được những ngày phát lịch đầu tiên"
            mend = "thêm dòng “công bố: …” (ngày công bố) dưới lần đầu của “thời gian”"
            yield Flaw(one.record, ("thời gian",), "schedule-undated", what, mend, Severity.WARNING)


def _matters(one: Refused) -> bool:
    """It is still to come, or a plan foresaw it and nobody ever wrote a record of it."""
    return not one.over or isinstance(one.record, Plan)


def _refused(one: Refused) -> Flaw:
    what = f"chưa có bản đọc trên loa cho “{shorten(one.title)}”: {one.words}"
    mend = _FOUR_FACTS if isinstance(one.record, (Plan, Session)) else f"điền đủ những chỗ này {_STILL_BUILT}"
    return Flaw(one.record, one.missing[0].loc, "script-refused", what, mend, Severity.NOTE)


def _of_script(script: Script) -> Iterator[Flaw]:
    record, cause = script.announcement.record, script.announcement.cause.value
    doubts = dict.fromkeys(doubt for said in script.said for doubt in said.doubts)
    yield from (_doubtful(doubt, record) for doubt in doubts)
    for sentence in (one for said in script.said for one in said.sentences if one.strained):
        what = f"câu trong bản đọc trên loa quá dài, khó ngắt: “{shorten(sentence.text)}”"
        yield Flaw(record, (), "long-sentence", what, "viết ý này thành hai câu ngắn", Severity.NOTE)
    yield from (_long(script, length, over) for length, over in over_limit(script.seconds).items())
    if script.outdated:
        what = f"hồ sơ đã sửa sau khi bản đọc “{cause}” được duyệt (bản đã duyệt vẫn được giữ)"
        mend = f"xem chỗ khác nhau trên trang bản đọc; nếu đúng thì duyệt lại: doithoai approve {script.id}"
        yield Flaw(record, ("đã duyệt",), "approval-outdated", what, mend, Severity.WARNING)


def _long(script: Script, length: Length, over: int) -> Flaw:
    """One length is longer than it should be: what to shorten, and which one to read instead."""
    one = script.announcement
    limit, seconds = LIMITS[length], script.seconds
    what = (
        f"bản {length.value} của “{one.cause.value}” dài {limit + over:.0f} giây, "
        f"dài hơn khung {over} giây (khung {limit:.0f} giây)"
    )
    fits = length is Length.STANDARD and Length.SHORT not in over_limit(seconds)
    offer = f"đọc bản ngắn ({seconds[Length.SHORT]:.0f} giây), hoặc " if fits else ""
    rate = script.readings[length].rate
    slow = f"; hoặc đo lại “tốc độ đọc”, đang khai {rate} âm tiết mỗi phút" if rate < RATE else ""
    loc: Loc = ("địa điểm",) if one.cause in _OF_SESSION and isinstance(one.record, Session) else ()
    return Flaw(one.record, loc, "script-long", what, offer + _shorter(one, length) + slow, Severity.NOTE)


def _shorter(one: Announcement, length: Length) -> str:
    """What of the record makes it long."""
    if one.cause not in _OF_SESSION:
        return _SHORTEN[one.cause]
    if length is not Length.SHORT:
        return "viết ngắn lại địa điểm (“tên đọc”), lý do, đối tượng, nội dung"
    place = one.record.place if isinstance(one.record, Session) else None
    if place and place.called:
        return f"ghi “tên đọc” ngắn hơn cho địa điểm, đang là “{shorten(place.called)}”"
    return "ghi “tên đọc” ngắn dưới “nơi” của địa điểm, và dưới tiêu đề của buổi nếu tên buổi dài"


_OF_SESSION = {Cause.SCHEDULE, Cause.REMINDER, Cause.CHANGE, Cause.POSTPONED, Cause.CANCELLED}
_SHORTEN = {
    Cause.PLAN: "viết ngắn lại đối tượng, nội dung đầu tiên của kế hoạch",
    Cause.CONCLUSION: "viết ngắn lại “tóm tắt” và việc thứ nhất của kết luận",
    Cause.RESULT: "viết ngắn lại nơi tiếp dân, giờ làm việc trong co-quan.yml",
    Cause.CORRECTION: "viết ngắn lại “nay là” và “đã nêu” của đính chính",
}


def _doubtful(doubt: Doubt, record: Announced) -> Flaw:
    what = f"“{shorten(doubt.written)}”: {doubt.message} (bản đọc trên loa)"
    loc = _loc_of(record.model_dump(by_alias=True), doubt.written) or ()
    return Flaw(record, loc, "script-doubt", what, doubt.mend, Severity.WARNING)


def _loc_of(value: Any, words: str) -> Loc | None:
    """Where in a record some words stand."""
    if isinstance(value, str):
        return () if words in value else None
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list | tuple) else ()
    for key, one in inner:
        found = _loc_of(one, words)
        if found is not None:
            return (key, *found)
    return None


def _crowded(one: Airing, programme: Programme) -> Flaw:
    script = next(script for script in programme.scripts if script.id == one.script)
    at = f"{one.slot.at:%Hh%M}" if one.slot else ""
    what = (
        f"bản {one.length.value} của “{shorten(script.announcement.record.title)}” không đủ chỗ trong khung {at} "
        f"ngày {one.day:%d/%m/%Y}: dài hơn khung {one.over:.0f} giây"
    )
    mend = "tăng số giây của khung trong co-quan.yml (truyền thanh), thêm khung, hoặc rút gọn hồ sơ"
    return Flaw(script.announcement.record, (), "slot-crowded", what, mend, Severity.NOTE)
