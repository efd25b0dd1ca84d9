"""What an authority still owes the public for what it changed, got wrong, was told of, or took down: for `check`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from doithoai.domain.announced import Announced
from doithoai.domain.corrections import Corrected
from doithoai.domain.dates import slashed
from doithoai.domain.edition import Edition
from doithoai.domain.flaws import Flaw, Loc
from doithoai.domain.norms import Norms
from doithoai.domain.notices import Amends, Notice, Spot, amends_of, logs_unread, notices_of
from doithoai.domain.postings import Posting, postings_of
from doithoai.domain.publication import Cause
from doithoai.domain.rulebook import Artefact
from doithoai.domain.session import Session
from doithoai.folding import did_you_mean, fold
from doithoai.problems import Severity, shorten

_LOG = "rồi ghi vào cong-khai.yml với “việc: {}”; không làm được thì ghi “không thực hiện” và lý do"


def outstanding(edition: Edition) -> Iterator[Flaw]:
    """Everything that is owed on the edition's day."""
    for session in edition.dossier.sessions:
        notice = last_notice(session, edition)
        if notice and notice.outstanding:
            yield _untold(session, notice)
    for record in edition.dossier.records:
        if isinstance(record, Corrected):
            if not logs_unread(record, edition.dossier):
                amends = amends_of(record, edition.dossier, edition.norms)
                yield from (_uncorrected(one, edition.norms) for one in amends if one.outstanding)
            yield from _claims(record, edition)
        if isinstance(record, Announced):
            yield from _of_no_rule(record, edition.norms)
    for log in edition.dossier.logs:
        yield from (_too_short(one) for one in postings_of(log, edition.norms) if one.too_short)


def last_notice(session: Session, edition: Edition) -> Notice | None:
    """The change that is in force, while people would still come for nothing or miss the session."""
    found = notices_of(session, edition.dossier) if _has_changed(session) else ()
    if not found or found[-1].what.until is not None or session.held:
        return None
    day = found[-1].what.day
    return found[-1] if day is None or day >= edition.as_of else None


def _has_changed(session: Session) -> bool:
    several = len(session.times) > 1 or len(session.places) > 1
    return several or bool(session.decided)


def places(found: Iterable[Spot]) -> str:
    """`niêm yết (Bảng tin trụ sở); tin nhắn, Zalo`."""
    return "; ".join(one.channel.value + (f" ({one.place})" if one.place else "") for one in found)


def _untold(session: Session, notice: Notice) -> Flaw:
    cause = notice.what.cause
    since = slashed(notice.what.since) if notice.what.since else ""
    what = f"việc “{cause.value}” công bố ngày {since} chưa báo lại ở nơi đã thông báo trước đó: "
    mend = f"báo lại {_LOG.format(cause.value)}"
    severity = Severity.NOTE if all(spot.skipped for spot in notice.outstanding) else Severity.WARNING
    return Flaw(session, _loc(session, cause), "untold-change", what + places(notice.outstanding), mend, severity)


def _loc(session: Session, cause: Cause) -> Loc:
    if cause is not Cause.CHANGE:
        return (cause.value,)
    newest = max(("thời gian", session.times), ("địa điểm", session.places), key=lambda one: _latest(one[1]))
    return (newest[0], len(newest[1]) - 1)


def _latest(versions: tuple[object, ...]) -> date:
    return max((one for version in versions[1:] if (one := getattr(version, "published", None))), default=date.min)


def _uncorrected(one: Amends, norms: Norms) -> Flaw:
    what = f"đính chính ngày {slashed(one.correction.published)} chưa làm ở nơi đã nêu sai: {places(one.outstanding)}"
    rules = "; ".join(bound.cited for bound in norms.correcting(one.correction.published))
    law = f" ({rules})" if rules else ""
    mend = f"đính chính bằng đúng hình thức đã công khai{law} {_LOG.format('đính chính')}"
    return Flaw(one.record, ("đính chính", one.index), "uncorrected", what, mend, Severity.WARNING)


def _claims(record: Corrected, edition: Edition) -> Iterator[Flaw]:
    for at, claim in enumerate(record.claims):
        if claim.answered is None:
            limit = edition.norms.claim_limit(claim.received)
            late = limit is not None and limit.due < edition.as_of
            what = f"chưa trả lời phản ánh “{shorten(claim.said)}” nhận ngày {slashed(claim.received)}"
            what += f"; hạn {slashed(limit.due)}{' đã qua' if late else ''} ({limit.bound.cited})" if limit else ""
            mend = "trả lời người phản ánh, rồi ghi “trả lời” (ngày) và “kết quả”; nếu sai thật thì thêm “đính chính”"
            severity = Severity.WARNING if late else Severity.NOTE
            yield Flaw(record, ("phản ánh sai", at), "claim-open", what, mend, severity)


def _of_no_rule(record: Announced, norms: Norms) -> Iterator[Flaw]:
    """A thing done that no deadline takes for its own, so that it goes on being asked for."""
    known = {artefact.value: fold(artefact.value) for artefact in Artefact}
    for at, one in enumerate(record.done):
        if not norms.rulebook.may_have(one.what) and fold(one.what) not in known.values():
            what = f"“{one.what}” không phải mã quy định hay tên việc nào, nên không hạn nào được tính là đã xong"
            yield Flaw(record, ("việc đã làm", at, "việc"), "done-unknown", what, did_you_mean(one.what, known),
                       Severity.WARNING)  # fmt: skip


def _too_short(one: Posting) -> Flaw:
    until = one.entry.until or one.least
    days = (until - one.entry.on).days
    what = f"niêm yết từ {slashed(one.entry.on)} đến {slashed(until)} là {days} ngày, "
    what += f"phải đủ {one.running} ngày liên tục" + (f" ({one.bound.cited})" if one.bound else "")
    mend = f"còn dán thì để đến hết ngày {slashed(one.least)}; gỡ rồi thì dán lại ngay và ghi thêm một mục niêm yết"
    return Flaw(one.log, ("công khai", one.index, "đến ngày"), "posted-too-short", what, mend, Severity.WARNING)
