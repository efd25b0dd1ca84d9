"""Checks of what happened to an opinion: every event in an order that can have been."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from functools import partial
from itertools import islice

from doithoai.domain.dates import slashed
from doithoai.domain.flaws import Flaw, Loc
from doithoai.domain.opinion import Event, MonitoredEvent, Opinion, Stage, Step
from doithoai.domain.records import Record
from doithoai.domain.register import Dossier
from doithoai.domain.session import Session
from doithoai.domain.standing import events_of, merged_into
from doithoai.domain.steps import MOVES, Position, hindrance, moved
from doithoai.domain.topics import Topics
from doithoai.domain.unread import Unread, each
from doithoai.folding import did_you_mean
from doithoai.problems import Severity


def _in_order_of_days(opinion: Opinion, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    received = last = _received(opinion)

    def in_order(index: int, event: Event) -> tuple[Flaw, ...]:
        nonlocal last
        day, before = event.on, last
        if day >= before:
            last = day
            return ()
        if day < received:
            step = event.if_read("step")
            named = f"“{step.value}”" if step else "việc"
            what = f"{named} ngày {slashed(day)} có trước ngày tiếp nhận {slashed(received)}"
            mend = "xem lại ngày của việc này và ngày tiếp nhận"
        else:
            what = f"việc ngày {slashed(day)} đứng sau ngày {slashed(before)}"
            mend = "xếp các việc theo thứ tự ngày"
        return (Flaw(opinion, ("diễn biến", index, "ngày"), "events-disordered", what, mend),)

    return each(opinion.events, in_order)


def _received(opinion: Opinion) -> date:
    """The day of receipt; where that is not known, one before all others."""
    try:
        return opinion.received.on
    except Unread:
        return date.min


def _possible(opinion: Opinion, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    """Each event can follow those before it: the first that cannot is told, since the others hang on it."""
    now, own = Position(), 0
    for event in events_of(opinion, dossier):
        wrong = hindrance(now, event) if not event.monitored else None
        if event.step is Step.RECEIVED and own and not wrong:
            wrong = f"“{event.step}” ghi sau việc khác", "đưa lên đầu, hoặc bỏ việc này: đã có mục “tiếp nhận”"
        if wrong:
            if not (_reopens(now, event) and dossier.may_be_found_undone(opinion)):
                yield Flaw(opinion, ("diễn biến", own, "việc"), "step-impossible", *wrong)
            return
        own += not event.monitored
        now = _moved(now, event)


def _moved(now: Position, event: Event) -> Position:
    """Where an event leads, of which no more may be known than its step."""
    try:
        return moved(now, event)
    except Unread:
        return moved(now, Event.model_construct(on=event.if_read("on"), step=event.step, by=None, due=None))


def _reopens(now: Position, event: Event) -> bool:
    """Whether the event could follow if a monitoring finding had reopened the matter just before."""
    reopening = MonitoredEvent.model_construct(on=event.if_read("on"), step=Step.REOPENED, by=None, due=None)
    return hindrance(now, reopening) is None and hindrance(moved(now, reopening), event) is None


def _says_all(opinion: Opinion, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    """What a step cannot be told without: into which, to whom, until when."""

    def says(index: int, event: Event) -> Iterator[Flaw]:
        for step, missing, code, example in _NEEDS:
            if event.step is step and not _value(event, missing):
                what, mend = f"việc “{step}” thiếu “{missing}”", f"thêm: {missing}: {example}"
                yield Flaw(opinion, ("diễn biến", index), code, what, mend)

    return each(opinion.events, lambda at, event: says(at, event) if event.step in _NEEDY else ())


def _dues_in_order(opinion: Opinion, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    """Who extends a term sets a later day than was set last, as far as it is known."""
    due: date | None = None

    def in_order(index: int, event: Event) -> Iterator[Flaw]:
        nonlocal due
        before, due = due, event.due
        if event.due and before and event.due <= before and event.step is Step.EXTENDED:
            what = f"gia hạn đến {slashed(event.due)}, không sau hạn cũ {slashed(before)}"
            yield Flaw(opinion, ("diễn biến", index, "hạn"), "extended-back", what, "xem lại hạn mới")
        elif event.due:
            yield from unlikely_due(opinion, ("diễn biến", index, "hạn"), event.on, event.due)

    return each(opinion.events, lambda at, event: in_order(at, event) if event.due else ())


FARTHEST = 10
"""Years: no ward promises anything for a day beyond, and 2126 is a slip for 2026."""


def unlikely_due(record: Record, loc: Loc, given: date, due: date) -> Iterator[Flaw]:
    """A day by which something is owed that was over when it was `given`, or that nobody will live to see."""
    if due < given:
        what = f"hạn {slashed(due)} đã qua từ trước ngày đặt hạn {slashed(given)}"
    elif due.year - given.year > FARTHEST:
        what = f"hạn {slashed(due)} cách ngày đặt hạn {slashed(given)} hơn {FARTHEST} năm"
    else:
        return
    mend = "xem lại ngày, tháng, năm của hạn; văn bản ghi đúng như vậy thì để nguyên"
    yield Flaw(record, loc, "unlikely-due", what, mend, Severity.WARNING)


_NEEDS = (
    (Step.MERGED, "gộp vào", "merged-nowhere", "001"),
    (Step.FORWARDED, "chuyển đến", "forwarded-nowhere", "tên cơ quan nhận"),
    (Step.EXTENDED, "hạn", "extended-nowhere", "30/6/2026"),
)


_NEEDY = frozenset(step for step, *_ in _NEEDS)


def _value(event: Event, name: str) -> object:
    return event.into if name == "gộp vào" else event.to if name == "chuyển đến" else event.due


def _merges_resolve(opinion: Opinion, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    def resolves(index: int, into: str) -> Iterator[Flaw]:
        target = dossier.opinion_at(opinion, into)
        lost = target is None and not dossier.is_absent_opinion(opinion, into)
        if lost or target is opinion:
            what = "không gộp một kiến nghị vào chính nó" if target else f"không có kiến nghị “{into}”"
            known = [other.number for other in dossier.opinions_beside(opinion) if other is not opinion]
            mend = did_you_mean(into, known) if known else "buổi này chưa có kiến nghị nào khác"
            yield Flaw(opinion, ("diễn biến", index, "gộp vào"), "dangling", what, mend)

    return each(opinion.events, lambda at, event: resolves(at, event.into) if event.into else ())


def merged_in_circles(dossier: Dossier) -> Iterator[Flaw]:
    """Merges that come back to where they began; each circle is told once, at its opinion that comes first."""
    followed: set[str] = set()
    for opinion in dossier.opinions:
        way: dict[str, Opinion] = {}
        here: Opinion | None = opinion
        while here and here.id not in followed:
            followed.add(here.id)
            way[here.id] = here
            here = _target(here, dossier)
        if here and here.id in way and here is not _target(here, dossier):
            circle = list(way.values())[list(way).index(here.id) :]
            yield _circle(circle)


def _target(opinion: Opinion, dossier: Dossier) -> Opinion | None:
    """The opinion that another was merged into, as far as it is known."""
    try:
        return merged_into(opinion.events, opinion, dossier)
    except Unread:
        return None


def _circle(circle: list[Opinion]) -> Flaw:
    first = min(range(len(circle)), key=lambda at: circle[at].id)
    opinion, *others = (*circle[first:], *circle[:first])
    index = next(at for at, event in enumerate(opinion.events) if event.step is Step.MERGED and event.into)
    way = " → ".join(one.number for one in (opinion, *others, opinion))
    mend = "giữ lại một kiến nghị không gộp, bỏ việc “gộp” ở tệp của kiến nghị đó"
    what = f"các kiến nghị gộp vòng quanh: {way}"
    return Flaw(opinion, ("diễn biến", index, "gộp vào"), "merged-in-a-circle", what, mend)


def _not_before_session(opinion: Opinion, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    session = dossier.session_of(opinion)
    day = _day_of(session) if session else None
    if day is None:
        return
    received = opinion.received
    if received.stage is not Stage.BEFORE and received.on < day:
        what = f"“{received.stage}” nhưng tiếp nhận ngày {slashed(received.on)}, trước hội nghị {slashed(day)}"
        mend = "xem lại ngày tiếp nhận và giai đoạn"
        yield Flaw(opinion, ("tiếp nhận", "ngày"), "before-session", what, mend)


def _held_before_steps(opinion: Opinion, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    session = dossier.session_of(opinion) if opinion.events else None
    day = _day_of(session) if session else None
    if day is None:
        return iter(())

    def at_session(index: int, event: Event) -> Iterator[Flaw]:
        if MOVES[event.step].at_session:
            what = f"“{event.step}” ngày {slashed(event.on)} nhưng hội nghị ngày {slashed(day)}"
            mend = "xem lại ngày; trả lời trước hội nghị thì ghi “trả lời bằng văn bản”"
            yield Flaw(opinion, ("diễn biến", index, "ngày"), "before-session", what, mend)

    return each(opinion.events, lambda at, event: at_session(at, event) if event.on < day else ())


def _day_of(session: Session) -> date | None:
    return session.held.on if session.held else session.time.day


def withdrawn_for_others(dossier: Dossier) -> Iterator[Flaw]:
    """Whoever withdrew speaks for nobody whose opinion was merged into theirs, and yet those share its outcome."""

    def withdrawn(_: int, opinion: Opinion) -> Iterator[Flaw]:
        target = _target(opinion, dossier)
        steps = each(target.events, lambda at, event: (at,) if event.step is Step.WITHDRAWN else ()) if target else ()
        for at in islice(steps, 1):
            what = f"“{Step.WITHDRAWN}” nhưng kiến nghị {opinion.id} đã gộp vào đây, nên cũng hiện là người nêu đã rút"
            mend = "người nêu kia chưa rút thì bỏ việc này, giải quyết tiếp ở đây; cũng rút thì để nguyên"
            loc = ("diễn biến", at, "việc")
            yield Flaw(target or opinion, loc, "withdrawn-for-others", what, mend, Severity.WARNING)

    return each(dossier.opinions, withdrawn)


def strange_bodies(dossier: Dossier, known: Collection[str]) -> Iterator[Flaw]:
    """Steps done by an authority of an id that the site does not have: figures would count a body that is none.

    One that has no records here is told by its name, which has spaces.
    """

    def strange(opinion: Opinion, index: int, event: Event) -> Iterator[Flaw]:
        body = (event.authority or "").strip()
        if body and body not in known and " " not in body:
            what, mend = f"không có cơ quan “{body}” ở đây", did_you_mean(body, known)
            yield Flaw(opinion, ("diễn biến", index, "cơ quan"), "unknown-body", what, mend, Severity.WARNING)

    return each(dossier.opinions, lambda _, opinion: each(opinion.events, partial(strange, opinion)))


EVENT_RULES = (
    _merges_resolve,
    _in_order_of_days,
    _possible,
    _says_all,
    _dues_in_order,
    _not_before_session,
    _held_before_steps,
)
