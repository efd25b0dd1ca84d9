"""What strikes one when the records are held against the rules: what is missing, too few, too late, or out of order.

A finding says what is or is not in the records, with the days; it never calls anything a breach. `public` is how it
reads where everybody can see it: of what is only not here, that it is not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from msgspec import Struct

from doithoai.domain.dates import slashed, written
from doithoai.domain.days_off import LawfulDays
from doithoai.domain.deadlines import Deadline, State, documents_of, untold
from doithoai.domain.edition import Edition
from doithoai.domain.plan import Plan, PlannedSession
from doithoai.domain.publication import Channel
from doithoai.domain.records import Record
from doithoai.domain.rulebook import (
    Artefact,
    BeforeDay,
    BeforeYearly,
    Bound,
    Demand,
    Fact,
    Rulebook,
    Since,
)
from doithoai.domain.timetable import Timetable
from doithoai.domain.workdays import Calendar, count
from doithoai.domain.yearly import numbers_of_years, plans_by_year

_HERE = "trong hồ sơ ở đây"
_ORDINARY = Calendar({}, LawfulDays())
_WEEK = tuple(date(2024, 7, 15) + timedelta(days=at) for at in range(5))
"""Monday to Friday of a week far from any holiday: only its weekdays matter."""


class Finding(Struct, frozen=True):
    """One remark on a record: a stable code, the words for staff and those for the public, and the rule behind it."""

    record: Record
    code: str
    what: str
    public: str
    owed_by: tuple[str, ...] = ()
    bound: Bound | None = None

    @property
    def rule(self) -> str:
        """The rule's id, where one stands behind it."""
        return self.bound.id if self.bound else ""


def findings_of(edition: Edition, rulebook: Rulebook, timetable: Timetable) -> tuple[Finding, ...]:
    """Every finding of an authority, in order of record."""
    found = [finding for look in _LOOKS for finding in look(edition, rulebook, timetable)]
    return tuple(sorted(found, key=lambda one: (one.record.id, one.code, one.rule)))


def _blanks(edition: Edition, _rulebook: Rulebook, _timetable: Timetable) -> Iterator[Finding]:
    """A document that lacks its number or its day."""
    for record in documents_of(edition):
        kind = record.label.lower()
        if record.document.number is None:
            yield Finding(record, "no-number", f"{kind} chưa ghi số", f"Không thấy số của {kind} {_HERE}.")
        if record.document.dated is None or record.document.dated.day is None:
            known = f" (chỉ ghi {written(record.document.dated)})" if record.document.dated else ""
            public = f"Không thấy đủ ngày ban hành của {kind} {_HERE}{known}."
            yield Finding(record, "no-date", f"{kind} chưa ghi đủ ngày ban hành{known}", public)


def _late_plans(_edition: Edition, _rulebook: Rulebook, timetable: Timetable) -> Iterator[Finding]:
    for one in timetable.deadlines:
        term = one.bound.rule.term if one.bound else None
        if one.state is State.MET_LATE and isinstance(term, BeforeYearly) and one.trigger_date and one.satisfied_on:
            what = f"{one.record.label.lower()} đề ngày {slashed(one.satisfied_on)}, "
            what += f"{_past(one.satisfied_on, one.trigger_date)} ({term})"
            yield _fact(one.record, "plan-late", what, one.bound)


def _past(day: date, limit: date) -> str:
    """How far behind the day named: that day itself is too late, and no day behind it."""
    days = (day - limit).days
    return f"sau mốc {slashed(limit)} là {days} ngày" if days else f"đúng vào mốc {slashed(limit)}"


def _too_few(edition: Edition, rulebook: Rulebook, _timetable: Timetable) -> Iterator[Finding]:
    """A year for which all plans together have fewer sessions than a rule demands; told once, of its first plan."""
    for year, plans, number in numbers_of_years(edition):
        who = "kế hoạch dự kiến" if len(plans) == 1 else f"{len(plans)} kế hoạch dự kiến tất cả"
        for plan, bound in _first_bound(rulebook, plans, year):
            least = bound.rule.least or 0
            if bound.rule.demand is Demand.FREQUENCY and number < least:
                what = f"{who} {number} buổi trong năm {year}; quy định ít nhất {least} buổi một năm"
                yield _fact(plan, "too-few", what, bound)


def _first_bound(rulebook: Rulebook, plans: tuple[Plan, ...], year: int) -> Iterator[tuple[Plan, Bound]]:
    """Each rule that one of the plans has to keep, with the first of them."""
    found: dict[str, tuple[Plan, Bound]] = {}
    for plan in plans:
        for bound in _in_force(rulebook, plan, year):
            found.setdefault(bound.id, (plan, bound))
    yield from found.values()


def _outside_window(edition: Edition, rulebook: Rulebook, _timetable: Timetable) -> Iterator[Finding]:
    """A session foreseen in a stretch that reaches beyond the day by which all should be over."""
    for year, plan in plans_by_year(edition):
        for bound in _in_force(rulebook, plan, year):
            term = bound.rule.term
            if bound.rule.demand is not Demand.WINDOW or not isinstance(term, BeforeYearly | BeforeDay):
                continue
            limit = term.of(year)
            for planned in plan.planned if limit.year == year else ():
                yield from _beyond(plan, planned, limit, bound)


def _beyond(plan: Plan, planned: PlannedSession, limit: date, bound: Bound) -> Iterator[Finding]:
    first, last = planned.when.first, planned.when.last
    if first is None or last is None or last < limit:
        return
    way = "đúng vào mốc" if first == last == limit else "sau mốc" if first >= limit else "kéo qua mốc"
    what = f"“{planned.title}” dự kiến {_when(planned)}, {way} {slashed(limit)} ({bound.rule.term})"
    yield _fact(plan, "beyond-window", what, bound)


def _when(planned: PlannedSession) -> str:
    return written(planned.when).removeprefix("dự kiến ")


def _out_of_order(edition: Edition, rulebook: Rulebook, _timetable: Timetable) -> Iterator[Finding]:
    """A thing that falls due before what it is made from."""
    for year, plan in plans_by_year(edition):
        for bound in _in_force(rulebook, plan, year):
            for code in bound.rule.needs:
                needed = rulebook.by_id.get(f"{bound.book.code}/{code}")
                days = _wrong_days(bound, needed) if needed else 0
                if needed and days:
                    often = "họp vào ngày nào trong tuần làm việc cũng vậy" if days == len(_WEEK) else "có ngày như vậy"
                    what = (
                        f"“{bound.rule.name}” ({bound.rule.term}) đến hạn trước “{needed.rule.name}” "
                        f"({needed.rule.term}); {often}"
                    )
                    yield _fact(plan, "out-of-order", what, bound)


def _wrong_days(bound: Bound, needed: Bound) -> int:
    """On how many weekdays of an ordinary week the later thing falls due first."""
    one, other = bound.rule.term, needed.rule.term
    if not isinstance(one, Since) or not isinstance(other, Since):
        return 0
    return sum(count(day, one.offset, _ORDINARY).due < count(day, other.offset, _ORDINARY).due for day in _WEEK)


def _nothing_to_say_on_air(edition: Edition, rulebook: Rulebook, _timetable: Timetable) -> Iterator[Finding]:
    """A broadcast is ordered, and the plan names no day to broadcast."""
    for year, plan in plans_by_year(edition):
        for bound in _in_force(rulebook, plan, year):
            rule = bound.rule
            aired = rule.demand is Demand.PUBLICATION and Channel.LOUDSPEAKER in rule.channels
            if not aired or Fact.TIME not in rule.contains:
                continue
            undated = [one for one in plan.planned if one.when.day is None and not _has_day(edition, plan, one)]
            if undated:
                when = "; ".join(_when(one) for one in undated)
                what = f"kế hoạch yêu cầu {rule.name}, nhưng chưa có ngày, giờ nào để phát (chỉ ghi: {when})"
                yield _fact(plan, "no-day-to-broadcast", what, bound)


def _has_day(edition: Edition, plan: Plan, planned: PlannedSession) -> bool:
    session = edition.dossier.planned_session(plan, planned)
    return session is not None and session.time.day is not None


def _in_force(rulebook: Rulebook, plan: Plan, year: int) -> tuple[Bound, ...]:
    """The rules a plan has to keep: those of its own day, or of the end of its year where it bears none."""
    dated = plan.document.dated
    return rulebook.on((dated and dated.first) or date(year, 12, 31))


def _no_conclusions(edition: Edition, _rulebook: Rulebook, timetable: Timetable) -> Iterator[Finding]:
    """A session that was held, has no conclusion, and for which no deadline says so."""
    for session in edition.dossier.sessions:
        has_deadline = _is_due(session, Artefact.CONCLUSION, timetable)
        if session.held and edition.dossier.conclusion_of(session) is None and not has_deadline:
            public = f"Chưa thấy thông báo kết luận của buổi này {_HERE}."
            yield Finding(session, "no-conclusion", "đã tổ chức nhưng chưa có thông báo kết luận", public)


def _is_due(record: Record, artefact: Artefact, timetable: Timetable) -> bool:
    return any(one.bound and one.bound.rule.artefact is artefact for one in timetable.of(record))


def _untold(edition: Edition, rulebook: Rulebook, timetable: Timetable) -> Iterator[Finding]:
    """Opinions forwarded of which nobody told the petitioner, and for which no deadline says so."""
    for opinion in edition.dossier.opinions:
        day = untold(opinion)
        if day and not _is_due(opinion, Artefact.FORWARD_NOTICE, timetable):
            rules = (one for one in rulebook.on(day) if one.rule.artefact is Artefact.FORWARD_NOTICE)
            bound = next(rules, None)
            what = f"đã chuyển cấp có thẩm quyền ngày {slashed(day)}, chưa ghi đã báo cho người nêu"
            public = f"Chưa thấy việc báo cho người nêu rằng kiến nghị đã chuyển ngày {slashed(day)} {_HERE}."
            yield Finding(opinion, "not-told", what, public, bound.rule.owed_by if bound else (), bound)


def _fact(record: Record, code: str, what: str, bound: Bound | None) -> Finding:
    """What the records themselves show, with its rule."""
    basis = f"; theo {bound.basis}" if bound else ""
    public = f"{what[0].upper()}{what[1:]}{basis}."
    return Finding(record, code, what + basis, public, bound.rule.owed_by if bound else (), bound)


def public_words(deadline: Deadline) -> str:
    """How a deadline's state reads in public: what is not here is only not here."""
    if deadline.state is State.OVERDUE:
        return f"chưa thấy hồ sơ {_HERE.removeprefix('trong hồ sơ ')}" if deadline.bound else deadline.state.value
    return deadline.state.value


_Look = Callable[[Edition, Rulebook, Timetable], Iterator[Finding]]
_LOOKS: tuple[_Look, ...] = (
    _blanks,
    _late_plans,
    _too_few,
    _outside_window,
    _out_of_order,
    _nothing_to_say_on_air,
    _no_conclusions,
    _untold,
)
