"""What is told as done before its day, which only shows on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from doithoai.domain.announced import Announced
from doithoai.domain.conclusion import Conclusion, ConclusionItem
from doithoai.domain.corrections import Claim, Corrected
from doithoai.domain.dates import slashed
from doithoai.domain.facts import REDACTION, Amended
from doithoai.domain.fields import Block
from doithoai.domain.flaws import Flaw, Loc
from doithoai.domain.links import links_in, record_of
from doithoai.domain.opinion import Opinion
from doithoai.domain.plan import Plan
from doithoai.domain.publication import PublicationLog
from doithoai.domain.records import Record
from doithoai.domain.register import Dossier
from doithoai.domain.session import Session
from doithoai.domain.unread import as_far_as_read, each
from doithoai.domain.withdrawn import WITHDRAWAL, Withdrawn
from doithoai.problems import Severity, shorten


def still_to_come(dossier: Dossier, as_of: date) -> Iterator[Flaw]:
    """What is told as done on a later day: editions leave it out, and a slip in a date would never be noticed."""
    for record in dossier.records:
        later = [(loc, day) for told in _told_as_done(record) for loc, day in as_far_as_read(told) if day > as_of]
        if later:
            loc, day = later[0]
            what = f"ngày {slashed(day)} chưa đến (đang tính đến {slashed(as_of)}) nên việc này chưa hiện trên trang"
            more = f"; tệp này còn {len(later) - 1} việc như vậy" if len(later) > 1 else ""
            mend = "xem lại ngày, tháng, năm; việc chưa làm thì khi làm rồi mới ghi"
            yield Flaw(record, loc, "still-to-come", what + more, mend, severity=Severity.WARNING)
        yield from as_far_as_read(_led_too_early(record, dossier, as_of))


def _led_too_early(record: Record, dossier: Dossier, as_of: date) -> Iterator[Flaw]:
    """Links to what the public does not see yet: until then they lead nowhere."""
    for href, link in links_in(record.text).items():
        target = dossier.by_id.get(record_of(href, record.folder))
        if target and target.known_on(as_of) is None and record.known_on(as_of):
            what = f"liên kết “{shorten(href)}” chỉ tới hồ sơ chưa đến ngày công bố, nên trên trang chưa mở được"
            line = record.text[: record.text.find(link)].count("\n")
            mend = "đến ngày ấy hãy đặt liên kết, hoặc xem lại ngày công bố"
            yield Flaw(record, ("văn bản", line), "link-too-early", what, mend, severity=Severity.WARNING)


_Told = Iterator[tuple[Loc, date]]


def _told_as_done(record: Record) -> Iterator[_Told]:
    """The days of what has happened, as the record tells it: what goes together as one."""
    yield from _happened(record)
    if isinstance(record, Corrected):
        yield _told_of_claims(record)
    if isinstance(record, Amended):
        yield _listed(record, "redactions", REDACTION, (WITHDRAWAL,) if isinstance(record, Withdrawn) else ())
    if isinstance(record, Announced):
        yield _listed(record, "approvals", "đã duyệt")
        yield _listed(record, "done", "việc đã làm")


def _listed(block: Block, name: str, key: str, above: Loc = ()) -> _Told:
    """The day of each item of a list."""
    yield from each(getattr(block, name), lambda at, one: (((*above, key, at, "ngày"), one.on),))


def _happened(record: Record) -> Iterator[_Told]:
    match record:
        case Opinion():
            yield _dated(("tiếp nhận", "ngày"), lambda: record.received.on)
            yield _listed(record, "events", "diễn biến")
        case Session():
            yield from _told_of_session(record)
        case Plan() | Conclusion():
            yield _dated(
                ("thể thức văn bản", "ngày"), lambda: record.document.dated.first if record.document.dated else None
            )
            if isinstance(record, Conclusion):
                yield _told_of_items(record)
        case Withdrawn():
            yield _dated((WITHDRAWAL, "ngày"), lambda: record.withdrawal.on)
        case PublicationLog():
            yield _listed(record, "entries", "công khai")
        case _:
            pass


def _dated(loc: Loc, day: Callable[[], date | None]) -> _Told:
    """One day, where there is one."""
    found = day()
    if found:
        yield loc, found


def _told_of_session(session: Session) -> Iterator[_Told]:
    """Its holding, and when each version and decision was announced: before that day the site does not show it."""
    yield _dated(
        ("thể thức văn bản", "ngày"),
        lambda: session.document.dated.first if session.document and session.document.dated else None,
    )
    yield _published(session, "times", "thời gian")
    yield _published(session, "places", "địa điểm")
    yield _published(session, "postponements", "hoãn")
    yield _dated(("hủy", "công bố"), lambda: session.cancelled.published if session.cancelled else None)
    yield _dated(("đã tổ chức", "ngày"), lambda: session.held.on if session.held else None)


def _published(session: Session, name: str, key: str) -> _Told:
    found = each(getattr(session, name), lambda at, one: (((key, at, "công bố"), one.published),))
    yield from ((loc, day) for loc, day in found if day)


def _told_of_claims(record: Corrected) -> _Told:
    def told(at: int, claim: Claim) -> _Told:
        yield ("phản ánh sai", at, "nhận"), claim.received
        if claim.answered:
            yield ("phản ánh sai", at, "trả lời"), claim.answered

    yield from each(record.claims, told)


def _told_of_items(conclusion: Conclusion) -> _Told:
    def told(index: int, item: ConclusionItem) -> _Told:
        yield from as_far_as_read(_listed(item, "progress", "thực hiện", ("kết luận", index)))
        yield from as_far_as_read(_listed(item, "findings", "giám sát", ("kết luận", index)))

    yield from each(conclusion.items, told)
