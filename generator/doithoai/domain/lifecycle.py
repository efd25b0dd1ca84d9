"""Where a session stands: the furthest state whose conditions its dated facts fulfil, never typed.

planned → scheduled → announced → moved, postponed or cancelled → held → concluded → closed
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct

from doithoai.domain.broadcast import missing_facts
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.publication import INVITING, MASS, Cause, Publication, PublicationLog
from doithoai.domain.register import Dossier
from doithoai.domain.session import PlaceVersion, Session, TimeVersion
from doithoai.domain.standing import Group, SessionState, Standing


class Condition(StrEnum):
    """What must be so before a session is said to have come so far; the value is how a clerk is told of it."""

    DAY = "có một ngày tổ chức"
    FOUR_FACTS = "có đủ chương trình, nội dung, thời gian, địa điểm"
    MASS_CHANNEL = "sổ công khai có ít nhất một lần thông báo lịch trên loa, cổng thông tin hoặc bảng tin điện tử"
    CHANGED = "thời gian hoặc địa điểm đã đổi sau khi thông báo"
    PAST = "ngày trong lịch đã qua"
    POSTPONED = "có mục “hoãn” và chưa có ngày mới"
    CANCELLED = "có mục “hủy”"
    HELD = "ghi ngày “đã tổ chức”"
    NUMBERED = "thông báo kết luận có số"
    SETTLED = "không còn kiến nghị nào đang chờ"
    REPORTED = "đã báo kết quả (mục “báo kết quả” hoặc sổ công khai) từ ngày việc cuối cùng xong"


GUARDS: Mapping[SessionState, tuple[Condition, ...]] = {
    SessionState.CLOSED: (Condition.NUMBERED, Condition.SETTLED, Condition.REPORTED),
    SessionState.CONCLUDED: (Condition.NUMBERED,),
    SessionState.HELD: (Condition.HELD,),
    SessionState.CANCELLED: (Condition.CANCELLED,),
    SessionState.POSTPONED: (Condition.POSTPONED,),
    SessionState.DUE_RESULT: (Condition.DAY, Condition.PAST),
    SessionState.MOVED: (Condition.DAY, Condition.FOUR_FACTS, Condition.MASS_CHANNEL, Condition.CHANGED),
    SessionState.ANNOUNCED: (Condition.DAY, Condition.FOUR_FACTS, Condition.MASS_CHANNEL),
    SessionState.SCHEDULED: (Condition.DAY,),
    SessionState.PLANNED: (),
}
"""What each state demands, the furthest first: a session is in the first one that it may be in."""

_OPEN = (
    SessionState.PLANNED,
    SessionState.SCHEDULED,
    SessionState.ANNOUNCED,
    SessionState.MOVED,
    SessionState.POSTPONED,
    SessionState.DUE_RESULT,
)
_AFTER = (SessionState.HELD, SessionState.CONCLUDED, SessionState.CLOSED)

MAY_FOLLOW: Mapping[SessionState, tuple[SessionState, ...]] = {
    **dict.fromkeys(_OPEN, (*_OPEN, SessionState.CANCELLED, *_AFTER)),
    SessionState.CANCELLED: (),
    **dict.fromkeys(_AFTER, _AFTER),
}
"""What a session may become: until it is held anything, once held only what comes after, once cancelled nothing."""


class Course(Struct, frozen=True):
    """All that decides where one session stands, as it was known on a day."""

    session: Session
    log: PublicationLog | None
    conclusion: Conclusion | None
    standings: tuple[Standing, ...]
    as_of: date

    @property
    def invited(self) -> date | None:
        """The first day a mass channel told people to come."""
        return min((one.on for one in self._told(INVITING) if one.channel in MASS), default=None)

    @property
    def reported(self) -> date | None:
        """The last day on which people were told what became of their opinions."""
        days = (*self.session.results, *(one.on for one in self._told((Cause.RESULT,))))
        return max(days, default=None)

    @property
    def settled(self) -> date:
        """The day on which the last opinion's matter moved."""
        return max((one.settled for one in self.standings), default=date.min)

    def _told(self, causes: Iterable[Cause]) -> Iterator[Publication]:
        for one in self.log.entries if self.log else ():
            if one.cause in causes and not one.skipped:
                yield one


def course_of(session: Session, dossier: Dossier, standings: Iterable[Standing], as_of: date) -> Course:
    """The course of a session in a dossier that holds nothing dated later than the day."""
    return Course(session, dossier.log_beside(session), dossier.conclusion_of(session), tuple(standings), as_of)


def state_of(course: Course) -> SessionState:
    """Where the session stands."""
    return next(state for state, needed in GUARDS.items() if all(_HOLDS[one](course) for one in needed))


def lacking(course: Course, state: SessionState) -> tuple[Condition, ...]:
    """What a session still needs before it comes to a state."""
    return tuple(one for one in GUARDS[state] if not _HOLDS[one](course))


def states_in_time(session: Session, dossier: Dossier) -> Iterator[tuple[date, SessionState]]:
    """Where the session stood after each of its dated facts; opinions apart."""
    log, conclusion = dossier.log_beside(session), dossier.conclusion_of(session)
    for day in sorted(set(_days(session, log, conclusion))):
        known = session.known_on(day)
        if known:
            told = conclusion.known_on(day) if conclusion else None
            yield day, state_of(Course(known, log.known_on(day) if log else None, told, (), day))


def _days(session: Session, log: PublicationLog | None, conclusion: Conclusion | None) -> Iterator[date]:
    yield from (one.published for one in session.times if one.published)
    yield from (one.published for one in session.places if one.published)
    yield from (one.published for one in session.decided)
    yield from session.results
    yield from (one.on for one in log.entries) if log else ()
    if session.held:
        yield session.held.on
    if conclusion and conclusion.document.dated and conclusion.document.dated.first:
        yield conclusion.document.dated.first


def _moved(course: Course) -> bool:
    invited = course.invited
    versions: tuple[tuple[TimeVersion | PlaceVersion, ...], ...] = (course.session.times, course.session.places)
    later = (now.published for several in versions for before, now in pairwise(several) if _is_known(before))
    return invited is not None and any(day >= invited for day in later if day)


def _is_known(version: TimeVersion | PlaceVersion) -> bool:
    """A day or a place that is named at last changes nothing that people were told."""
    return version.is_known if isinstance(version, PlaceVersion) else version.day is not None


def _reported(course: Course) -> bool:
    return course.reported is not None and course.reported >= course.settled


_HOLDS: Mapping[Condition, Callable[[Course], bool]] = {
    Condition.DAY: lambda course: course.session.time.day is not None,
    Condition.FOUR_FACTS: lambda course: not missing_facts(course.session),
    Condition.MASS_CHANNEL: lambda course: course.invited is not None,
    Condition.CHANGED: _moved,
    Condition.PAST: lambda course: course.session.time.day is not None and course.session.time.day < course.as_of,
    Condition.POSTPONED: lambda course: course.session.is_off,
    Condition.CANCELLED: lambda course: course.session.cancelled is not None,
    Condition.HELD: lambda course: course.session.held is not None,
    Condition.NUMBERED: lambda course: course.conclusion is not None and course.conclusion.document.number is not None,
    Condition.SETTLED: lambda course: all(one.group in (Group.DONE, Group.ELSEWHERE) for one in course.standings),
    Condition.REPORTED: _reported,
}
