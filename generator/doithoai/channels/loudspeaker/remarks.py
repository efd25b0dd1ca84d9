"""What an editor must look at before a script is read: for `check`, each with the value it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from doithoai.channels.loudspeaker.scripts import LIMITS, Script
from doithoai.channels.loudspeaker.speaking import Doubt
from doithoai.domain.announced import Announced
from doithoai.domain.broadcast import KEPT, Refused
from doithoai.domain.flaws import Flaw, Loc
from doithoai.domain.loudspeaker import Length
from doithoai.domain.plan import Plan
from doithoai.domain.publication import Cause
from doithoai.domain.rota import Airing
from doithoai.problems import Severity, shorten

if TYPE_CHECKING:
    from doithoai.channels.loudspeaker import Programme

_LENIENT = 2.0
"""Seconds by which an announcer's pace varies anyway; what is longer still is told of."""

_SHORTER = {
    Length.SHORT: "ghi “tên đọc” ngắn cho địa điểm, hoặc dành cho bản này {:.0f} giây",
    Length.STANDARD: "đài có thể phát bản ngắn; hoặc rút ngắn địa điểm, đối tượng, lý do, nội dung của hồ sơ",
}

_FOUR_FACTS = "có đủ chương trình, nội dung, thời gian, địa điểm mới phát loa được; trang web vẫn dựng bình thường"


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
    return Flaw(one.record, one.missing[0].loc, "script-refused", what, _FOUR_FACTS, Severity.NOTE)


def _of_script(script: Script) -> Iterator[Flaw]:
    record, cause = script.announcement.record, script.announcement.cause.value
    doubts = dict.fromkeys(doubt for said in script.said for doubt in said.doubts)
    yield from (_doubtful(doubt, record) for doubt in doubts)
    for sentence in (one for said in script.said for one in said.sentences if one.strained):
        what = f"câu trong bản đọc trên loa quá dài, khó ngắt: “{shorten(sentence.text)}”"
        yield Flaw(record, (), "long-sentence", what, "viết ý này thành hai câu ngắn", Severity.NOTE)
    for length, limit in LIMITS.items():
        seconds = script.readings[length].seconds
        if seconds > limit + _LENIENT:
            over = f"dài hơn khung {seconds - limit:.0f} giây"
            what = f"bản {length.value} của “{cause}” dài {seconds:.0f} giây, {over} (khung {limit:.0f} giây)"
            mend = _SHORTER[length].format(seconds)
            yield Flaw(record, (), "script-long", what, mend, Severity.NOTE)
    if script.outdated:
        what = f"hồ sơ đã sửa sau khi bản đọc “{cause}” được duyệt (bản đã duyệt vẫn được giữ)"
        mend = f"xem chỗ khác nhau trên trang bản đọc; nếu đúng thì duyệt lại: doithoai approve {script.id}"
        yield Flaw(record, ("đã duyệt",), "approval-outdated", what, mend, Severity.WARNING)


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
