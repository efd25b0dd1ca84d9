"""What has to be announced over the loudspeakers, since when, until when, and what is missing for it.

Everything follows from dated facts of the records: a version of a session's time has a day of publication, so the
announcement of the old time, of the change, and each one's end are known without anybody writing them down.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from enum import StrEnum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from doithoai.domain.announced import Announced
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.corrections import Correction
from doithoai.domain.dates import PartialDate, slashed, written
from doithoai.domain.plan import Plan, PlannedSession
from doithoai.domain.publication import INVITING, Cause
from doithoai.domain.register import Dossier
from doithoai.domain.session import Session

KEPT = timedelta(days=400)
"""Announcements that ended longer ago are shown no more; the publication log keeps what was broadcast."""

SLUGS = {
    Cause.PLAN: "cong-bo",
    Cause.SCHEDULE: "lich",
    Cause.REMINDER: "nhac-lich",
    Cause.CHANGE: "thay-doi",
    Cause.POSTPONED: "hoan",
    Cause.CANCELLED: "huy",
    Cause.CONCLUSION: "cong-bo",
    Cause.RESULT: "ket-qua",
    Cause.CORRECTION: "dinh-chinh",
}


class Priority(StrEnum):
    """Kinds of bulletin (Thông tư 39/2020/TT-BTTTT)."""

    ORDINARY = "thường"
    PRIORITY = "ưu tiên"
    URGENT = "khẩn cấp"


class Missing(Struct, frozen=True):
    """A fact without which a script is not read: its name, what is known instead, and where it belongs."""

    fact: str
    known: str
    loc: tuple[str | int, ...]

    def __str__(self) -> str:
        return f"thiếu {self.fact}" + (f": {self.known}" if self.known else "")


class Announcement(Struct, frozen=True, dict=True):
    """One thing to announce: `record` as it was known on `since`; from `until` on it no longer holds.

    `before`: the session as it was announced until then (changes, postponements, cancellations).
    """

    cause: Cause
    record: Announced
    since: date | None
    until: date | None = None
    version: int = 1
    before: Session | None = None
    correction: Correction | None = None
    missing: tuple[Missing, ...] = ()

    @property
    def id(self) -> str:
        """`phuong-mau/2026/doi-thoai-4/thay-doi-1`, for ever."""
        base = self.record.folder if isinstance(self.record, Session) else self.record.id
        return f"{base}/{SLUGS[self.cause]}-{self.version}"

    @property
    def of_day(self) -> Session | None:
        """The session to which people are asked to come."""
        return self.record if isinstance(self.record, Session) and self.cause in INVITING else None

    @property
    def day(self) -> date | None:
        """The day on which to come, else the day on which not to come."""
        return self.of_day.time.day if self.of_day else self.wrong_day

    @property
    def wrong_day(self) -> date | None:
        """The day on which people would come if they heard nothing: that of the session as it was announced before."""
        if self.before is None or self.before.time.day is None:
            return None
        if self.before.is_off and (self.since is None or self.before.time.day < self.since):
            return None  # that day is over, and everybody heard that nothing would be held
        return self.before.time.day

    @cached_property
    def hours(self) -> Mapping[date, time]:
        """Per day on which people would come: the hour from which on it is too late to tell them."""
        found: dict[date, time] = {}
        for one in (self.of_day, self.before if self.wrong_day else None):
            if one and one.time.day and one.starts:
                found[one.time.day] = min(one.starts, found.get(one.time.day, one.starts))
        return found


def announcements(dossier: Dossier, as_of: date) -> tuple[Announcement, ...]:
    """Everything an authority has or had to announce by the day, in order of id."""
    found = [one for session in dossier.sessions for one in _of_session(session, dossier)]
    found += [one for plan in dossier.plans for one in _of_plan(plan, dossier)]
    found += [one for notice in dossier.conclusions for one in _of_conclusion(notice)]
    limit = as_of - KEPT
    return tuple(sorted((one for one in found if not _is_over(one, limit)), key=lambda one: one.id))


def announcements_of(session: Session, dossier: Dossier) -> tuple[Announcement, ...]:
    """Everything that one session gives to announce, however long ago."""
    return tuple(_of_session(session, dossier))


def tellings_of(session: Session, dossier: Dossier) -> tuple[Announcement, ...]:
    """As `announcements_of`, as if whatever names a day had been told: a board or a message may have told it."""
    return tuple(_of_session(session, dossier, as_told=True))


def _is_over(one: Announcement, limit: date) -> bool:
    last = max(filter(None, (one.since, one.day)), default=None)
    return last is not None and last < limit


def _of_plan(plan: Plan, dossier: Dossier) -> Iterator[Announcement]:
    dated = plan.document.dated
    log = dossier.log_beside(plan)
    told = [entry.on for entry in log.entries if entry.cause is Cause.PLAN] if log else []
    since = min(told, default=None) or (dated.day if dated else None)
    known = f"văn bản mới ghi {written(dated)}" if dated and dated.last else "văn bản không ghi ngày"
    missing = () if since else (Missing("ngày ban hành", known, ("thể thức văn bản", "ngày")),)
    yield Announcement(Cause.PLAN, plan, since, missing=missing)
    yield from _corrections(plan)


def _of_conclusion(notice: Conclusion) -> Iterator[Announcement]:
    dated = notice.document.dated
    day = dated.day if dated else None
    missing = [] if day else [Missing("ngày ban hành", "", ("thể thức văn bản", "ngày"))]
    if not notice.items and not notice.summary:
        missing.append(Missing("nội dung kết luận", "", ("kết luận",)))
    yield Announcement(Cause.CONCLUSION, notice, day, missing=tuple(missing))
    yield from _corrections(notice)


def _corrections(record: Announced) -> Iterator[Announcement]:
    for number, one in enumerate(record.corrections, 1):
        if one.is_quiet:  # nobody was told anything wrong: it stands on the page
            continue
        yield Announcement(Cause.CORRECTION, record, one.published, version=number, correction=one)


def _of_session(session: Session, dossier: Dossier, *, as_told: bool = False) -> Iterator[Announcement]:
    turns = [*_turns(session, as_told)]
    counted: dict[Cause, int] = {}
    for at, turn in enumerate(turns):
        counted[turn.what.cause] = counted.get(turn.what.cause, 0) + 1
        until = turns[at + 1].instead_from if at + 1 < len(turns) else None
        told = replace(turn.what, until=until, version=counted[turn.what.cause])
        yield told
        if told.cause in (Cause.SCHEDULE, Cause.CHANGE):
            counted[Cause.REMINDER] = counted.get(Cause.REMINDER, 0) + 1
            yield replace(told, cause=Cause.REMINDER, version=counted[Cause.REMINDER], before=None)
    for number, day in enumerate(session.results, 1):
        if any(one.known_on(day) for one in dossier.opinions_of(session)):
            yield Announcement(Cause.RESULT, session, day, version=number)
    yield from _corrections(session)


class _Turn(Struct, frozen=True):
    """Something to announce, and since when what was announced before no longer holds."""

    what: Announcement
    instead_from: date | None


def _turns(session: Session, as_told: bool) -> Iterator[_Turn]:
    """The first schedule and all that changed it, in order of day.

    What lacks a fact is told to nobody: it ends what was told before, but it is neither the schedule that is changed
    later nor what a change replaces. Only the last such gap is given, if nothing closed it. `as_told`: what has a day
    was told all the same, and a fact that is named at last changes nothing.
    """
    told: Session | None = None
    gap: _Turn | None = None
    for day, now in _states(session):
        what = _turn(told, now, day)
        if what is None:
            continue
        turn = _Turn(what, gap.instead_from if gap else day)
        if what.missing and not (as_told and now.time.day):
            gap = turn
        elif as_told and told and missing_facts(told) and not _contradicts(told, now):
            told = now
        else:
            yield turn
            told, gap = now, None
    if gap:
        yield gap


def _contradicts(told: Session, now: Session) -> bool:
    """Whoever heard the one would come on another day, at another hour or to another place."""
    if now.cancelled or now.is_off or told.is_off:
        return True
    known = ((told.time.day, now.time.day), (told.starts, now.starts), (told.place, now.place))
    return any(before is not None and after != before for before, after in known)


def _states(session: Session) -> Iterator[tuple[date | None, Session]]:
    """The session after each publication, in order of day; first as it was known on no certain day."""
    if session.times[0].published is None:
        signed = session.document.dated.day if session.document and session.document.dated else None
        yield signed, _undated(session)
    for day in sorted({day for day in _days(session) if day}):
        now = session.known_on(day)
        if now:
            yield day, now


def _undated(session: Session) -> Session:
    """What no day of publication is given for."""
    times = tuple(one for one in session.times if one.published is None)
    places = tuple(one for one in session.places if one.published is None)
    return session.with_only(times=times, places=places, postponements=(), cancelled=None, held=None)


def _days(session: Session) -> Iterator[date | None]:
    yield from (one.published for one in session.times)
    yield from (one.published for one in session.places)
    yield from (one.published for one in session.decided)


def _turn(told: Session | None, now: Session, day: date | None) -> Announcement | None:
    before = told or now.with_only(postponements=(), cancelled=None)
    if now.cancelled:
        return None if before.cancelled else Announcement(Cause.CANCELLED, now, day, before=before)
    if now.is_off:
        return None if before.is_off else Announcement(Cause.POSTPONED, now, day, before=before)
    if told is None:
        return Announcement(Cause.SCHEDULE, now, day, missing=missing_facts(now))
    return Announcement(Cause.CHANGE, now, day, before=told, missing=missing_facts(now))


def missing_facts(session: Session) -> tuple[Missing, ...]:
    """Which of the four facts (seed 004: chương trình, nội dung, thời gian, địa điểm) the session does not have."""
    found = []
    if session.time.day is None:
        found.append(Missing("thời gian", _instead(session.when), ("thời gian",)))
    elif session.starts is None:
        known = f"mới có ngày {slashed(session.time.day)}, chưa có giờ"
        found.append(Missing("thời gian", known, ("thời gian",)))
    if session.place is None:
        found.append(Missing("địa điểm", "", ("địa điểm",)))
    if not session.contents:
        found.append(Missing("nội dung", "", ("nội dung",)))
    if not session.agenda:
        found.append(Missing("chương trình", "", ("chương trình",)))
    return tuple(found)


def _instead(when: PartialDate) -> str:
    if when.day and when.tentative:
        return f"mới {written(when)}"
    return f"mới có {written(replace(when, tentative=False))}" if when.last else ""


class Unscheduled(Struct, frozen=True):
    """A session that a plan foresees and no record tells of: what its announcement lacks."""

    plan: Plan
    index: int
    planned: PlannedSession
    missing: tuple[Missing, ...]


def unscheduled(dossier: Dossier) -> Iterator[Unscheduled]:
    """Planned sessions that have no record of their own, so that nothing can be announced."""
    for plan in dossier.plans:
        for index, planned in enumerate(plan.planned):
            if dossier.is_foreseen(plan, planned):
                yield Unscheduled(plan, index, planned, tuple(_missing_of_planned(plan, index, planned)))


def _missing_of_planned(plan: Plan, index: int, planned: PlannedSession) -> Iterator[Missing]:
    here = ("buổi dự kiến", index)
    known = _instead(planned.when) if planned.when.day is None else "có ngày, chưa có giờ"
    yield Missing("thời gian", known, (*here, "thời gian"))
    if not planned.where:
        yield Missing("địa điểm", "", here)
    if not plan.contents:
        yield Missing("nội dung", "", ("nội dung",))
    if not plan.agenda:
        yield Missing("chương trình", "", ("chương trình",))


class AirRule(Struct, frozen=True):
    """When announcements of a cause go on air: data of `rulebooks/phat-loa.yml`.

    `consecutive`: on that many days from the first, one after the other; `reminds`: on the station's days before the
    session; `on_day`: on the day on which people would come for nothing, too; `every_slot`: in each slot of a day;
    `rank`: smaller is read earlier in a slot.
    """

    consecutive: int = 0
    reminds: bool = False
    on_day: bool = False
    every_slot: bool = False
    loops: int = 1
    rank: int = 9
    priority: Priority = Priority.ORDINARY
    urgent_within: int = -1
    basis: str = ""


AirRules = Mapping[Cause, AirRule]


def priority_of(one: Announcement, rules: AirRules) -> Priority:
    """A change that comes only so many days before the session is urgent."""
    rule = rules[one.cause]
    days = [(day - one.since).days for day in (one.day, one.wrong_day) if day and one.since]
    return Priority.URGENT if any(0 <= left <= rule.urgent_within for left in days) else rule.priority


class Refused(Struct, frozen=True):
    """A script that is not written, with all that is missing."""

    title: str
    cause: Cause
    record: Announced
    missing: tuple[Missing, ...]
    over: bool
    """Its time has passed: of use to nobody but the history."""

    @property
    def words(self) -> str:
        """`thiếu thời gian: mới có tháng 6/2024; thiếu địa điểm`."""
        return "; ".join(map(str, self.missing))


def refusals(dossier: Dossier, as_of: date) -> tuple[Refused, ...]:
    """Every announcement that cannot be made yet. A plan without any date is a draft: nothing of it is due."""
    succession = dossier.authority.succession
    ended = succession is not None and (succession.on is None or succession.on <= as_of)
    found = [
        Refused(one.record.title, one.cause, one.record, one.missing, ended or _has_passed(one, as_of))
        for one in announcements(dossier, as_of)
        if one.missing and one.until is None and one.cause is not Cause.REMINDER and not _is_draft(one.record)
    ]
    for one in unscheduled(dossier):
        if _is_draft(one.plan):
            continue
        last = one.planned.when.latest
        over = ended or (last is not None and last < as_of)
        found.append(Refused(one.planned.title, Cause.SCHEDULE, one.plan, one.missing, over))
    return tuple(found)


def _is_draft(record: Announced) -> bool:
    return isinstance(record, Plan) and record.document.dated is None


def _has_passed(one: Announcement, as_of: date) -> bool:
    if not isinstance(one.record, Session):
        return False
    last = one.record.when.latest
    return one.record.held is not None or (last is not None and last < as_of)
