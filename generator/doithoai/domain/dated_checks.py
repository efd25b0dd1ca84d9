"""What is told as done before its day, which only shows on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from doithoai.domain.announced import Announced
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.corrections import Corrected
from doithoai.domain.dates import slashed
from doithoai.domain.facts import REDACTION, Amended
from doithoai.domain.flaws import Flaw, Loc
from doithoai.domain.links import links_in, record_of
from doithoai.domain.opinion import Opinion
from doithoai.domain.plan import Plan
from doithoai.domain.publication import PublicationLog
from doithoai.domain.records import Record
from doithoai.domain.register import Dossier
from doithoai.domain.session import Session
from doithoai.domain.session_checks import versions_of
from doithoai.domain.withdrawn import WITHDRAWAL, Withdrawn
from doithoai.problems import Severity, shorten


def still_to_come(dossier: Dossier, as_of: date) -> Iterator[Flaw]:
    """What is told as done on a later day: editions leave it out, and a slip in a date would never be noticed."""
    for record in dossier.records:
        later = [(loc, day) for loc, day in _told_as_done(record) if day > as_of]
        if later:
            loc, day = later[0]
            what = f"ngày {slashed(day)} chưa đến (đang tính đến {slashed(as_of)}) nên việc này chưa hiện trên trang"
            more = f"; tệp này còn {len(later) - 1} việc như vậy" if len(later) > 1 else ""
            mend = "xem lại ngày, tháng, năm; việc chưa làm thì khi làm rồi mới ghi"
            yield Flaw(record, loc, "still-to-come", what + more, mend, severity=Severity.WARNING)
        yield from _led_too_early(record, dossier, as_of)


def _led_too_early(record: Record, dossier: Dossier, as_of: date) -> Iterator[Flaw]:
    """Links to what the public does not see yet: until then they lead nowhere."""
    for href, link in links_in(record.text).items():
        target = dossier.by_id.get(record_of(href, record.folder))
        if target and target.known_on(as_of) is None and record.known_on(as_of):
            what = f"liên kết “{shorten(href)}” chỉ tới hồ sơ chưa đến ngày công bố, nên trên trang chưa mở được"
            line = record.text[: record.text.find(link)].count("\n")
            mend = "đến ngày ấy hãy đặt liên kết, hoặc xem lại ngày công bố"
            yield Flaw(record, ("văn bản", line), "link-too-early", what, mend, severity=Severity.WARNING)


def _told_as_done(record: Record) -> Iterator[tuple[Loc, date]]:
    """The days of what has happened, as the record tells it."""
    yield from _happened(record)
    if isinstance(record, Corrected):
        yield from _told_of_claims(record)
    if isinstance(record, Amended):
        above = (WITHDRAWAL,) if isinstance(record, Withdrawn) else ()
        yield from (((*above, REDACTION, at, "ngày"), one.on) for at, one in enumerate(record.redactions))
    if isinstance(record, Announced):
        yield from ((("đã duyệt", at, "ngày"), one.on) for at, one in enumerate(record.approvals))
        yield from ((("việc đã làm", at, "ngày"), one.on) for at, one in enumerate(record.done))


def _happened(record: Record) -> Iterator[tuple[Loc, date]]:
    match record:
        case Opinion():
            yield ("tiếp nhận", "ngày"), record.received.on
            yield from ((("diễn biến", at, "ngày"), event.on) for at, event in enumerate(record.events))
        case Session():
            yield from _told_of_session(record)
        case Plan() | Conclusion():
            yield from _told_of_document(record)
        case Withdrawn():
            yield (WITHDRAWAL, "ngày"), record.withdrawal.on
        case PublicationLog():
            yield from ((("công khai", at, "ngày"), entry.on) for at, entry in enumerate(record.entries))
        case _:
            pass


def _told_of_session(session: Session) -> Iterator[tuple[Loc, date]]:
    """Its holding, and when each version and decision was announced: before that day the site does not show it."""
    if session.document and session.document.dated and session.document.dated.first:
        yield ("thể thức văn bản", "ngày"), session.document.dated.first
    for key, versions in (*versions_of(session), ("hoãn", session.postponements)):
        told = ((at, one.published) for at, one in enumerate(versions))
        yield from (((key, at, "công bố"), day) for at, day in told if day)
    if session.cancelled:
        yield ("hủy", "công bố"), session.cancelled.published
    if session.held:
        yield ("đã tổ chức", "ngày"), session.held.on


def _told_of_claims(record: Corrected) -> Iterator[tuple[Loc, date]]:
    for at, claim in enumerate(record.claims):
        yield ("phản ánh sai", at, "nhận"), claim.received
        if claim.answered:
            yield ("phản ánh sai", at, "trả lời"), claim.answered


def _told_of_document(record: Plan | Conclusion) -> Iterator[tuple[Loc, date]]:
    if record.document.dated and record.document.dated.first:
        yield ("thể thức văn bản", "ngày"), record.document.dated.first
    for index, item in enumerate(record.items if isinstance(record, Conclusion) else ()):
        yield from ((("kết luận", index, "thực hiện", at, "ngày"), one.on) for at, one in enumerate(item.progress))
        yield from ((("kết luận", index, "giám sát", at, "ngày"), one.on) for at, one in enumerate(item.findings))
