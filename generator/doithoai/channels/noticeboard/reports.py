"""Reports on a session: what came of it, for the superior body; what was asked before it, for its chair.

Both say what the public record says on the day of its last change, so they are set again only when something happened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from doithoai.channels.noticeboard.bodies import (
    INDEX,
    Section,
    capital,
    closed,
    items,
    members,
    moment,
    numbered,
    one,
    people,
    say,
    spot,
)
from doithoai.channels.noticeboard.formats import BLANK, cited, symbol_of
from doithoai.channels.noticeboard.official import Draft, day_of, official, rules_for
from doithoai.channels.noticeboard.passages import Part, heading, paragraph, parts_of, quoted, table
from doithoai.channels.noticeboard.replies import received
from doithoai.channels.noticeboard.sheet import PrintSheet
from doithoai.domain.conclusion import Conclusion, Implementation
from doithoai.domain.dates import slashed
from doithoai.domain.documents import Document, Purpose
from doithoai.domain.edition import Edition
from doithoai.domain.opinion import Opinion, Stage, Step
from doithoai.domain.session import Held, Session
from doithoai.domain.standing import Answer, Group, Resolution, SessionState

_WIDTHS = (0.07, 0.33, 0.26, 0.18, 0.16)
_KEPT = (Purpose.REPORT, Purpose.COORDINATE)


def results(session: Session, notice: Document, edition: Edition) -> Iterator[PrintSheet]:
    """What came of a session that was held; `notice`: how its issuer numbers and signs."""
    if not session.held and edition.state(session) is not SessionState.CONCLUDED:
        return
    authority, opinions = edition.authority, edition.dossier.opinions_of(session)
    since = _since(session, opinions, edition)
    body = [
        paragraph(" ".join(_opening(session, edition))),
        *numbered(_results(session, opinions, edition)),
        paragraph(say("report.as_of", slashed(since))),
        *one(say("report.closing", authority.name)),
    ]
    to = (authority.parent,) if authority.parent else ()
    draft = Draft(
        "results", say("report.subject", session.title), _unsigned(notice, since, edition), body, to=to, day=since
    )
    yield official(session, say("names.results"), "bao-cao-ket-qua", draft, edition)


def digest(session: Session, notice: Document, edition: Edition) -> Iterator[PrintSheet]:
    """What was asked before a session that is still to come."""
    opinions = [one for one in edition.dossier.opinions_of(session) if _is_before(one)]
    if session.held or not opinions or not edition.is_upcoming(session):
        return
    since = _since(session, opinions, edition)
    body = [
        paragraph(say("digest.opening", edition.authority.name, session.title)),
        *numbered(_before(session, opinions, edition)),
        paragraph(say("report.as_of", slashed(since))),
        *one(say("digest.closing", edition.authority.name)),
    ]
    to = tuple(chair.label for chair in session.chairs if chair.label)
    draft = Draft(
        "digest", say("digest.subject", session.title), _unsigned(notice, since, edition), body, to=to, day=since
    )
    yield official(session, say("names.digest"), "tong-hop-y-kien", draft, edition)


def _unsigned(notice: Document, day: date, edition: Edition) -> Document:
    """A report as its issuer would number it: number and date are left to be filled in."""
    symbol = symbol_of(say("symbols.report"), notice, rules_for(Document(), edition, day))
    recipients = tuple(one for one in notice.recipients if one.archive or one.purpose in _KEPT)
    return notice.model_copy(update={"number": None, "symbol": symbol, "dated": None, "recipients": recipients})


def _is_before(opinion: Opinion) -> bool:
    """Sent before; not taken back by whoever sent it, and not a complaint, which is nobody's to read out."""
    withdrawn = any(event.step is Step.WITHDRAWN for event in opinion.events)
    return opinion.received.stage is Stage.BEFORE and not (withdrawn or opinion.is_withheld)


def _since(session: Session, opinions: Iterable[Opinion], edition: Edition) -> date:
    """The last day on which anything here changed: an event, a deadline that passed, a conclusion, the session."""
    conclusion = edition.dossier.conclusion_of(session)
    standings = [edition.standing(one) for one in opinions]
    days = [session.held.on if session.held else None, day_of(conclusion.document) if conclusion else None]
    days += [now.since for now in standings]
    days += [now.due for now in standings if now.due and now.due < edition.as_of]
    days += [done.on for item in (conclusion.items if conclusion else ()) for done in item.progress]
    days += [time.published for time in session.times] + [place.published for place in session.places]
    return max((day for day in days if day and day <= edition.as_of), default=edition.as_of)


def _opening(session: Session, edition: Edition) -> Iterator[str]:
    plan = edition.dossier.plan_of(session)
    if plan and plan.document.number is not None:
        yield say("report.plan", cited(plan.document, rules_for(plan.document, edition)))
    yield say("report.opening", edition.authority.name, session.title)


def _results(session: Session, opinions: tuple[Opinion, ...], edition: Edition) -> Iterator[Section]:
    held = session.held
    yield "sections.time", one(_held_at(session))
    yield "sections.place", one(spot(session.place) if session.place else None)
    yield "sections.chairs", one(people(session.chairs))
    yield "sections.secretaries", one(people(session.secretaries))
    yield "sections.participants", members(session.participants)
    yield "report.attendance", items(_attendance(held) if held else ())
    yield "report.course", one(held.summary if held else None)
    yield "report.opinions", items(_counted(opinions, edition))
    yield "report.answers", items(_tally((edition.standing(each).answer for each in opinions), Answer))
    yield "report.resolutions", items(_resolved(opinions, edition))
    conclusion = edition.dossier.conclusion_of(session)
    yield "report.conclusion", one(_concluded(conclusion, edition) if conclusion else None)
    yield "report.each", [_table(opinions, edition)] if opinions else []


def _held_at(session: Session) -> str:
    """The hours belong to the day that was announced."""
    if session.held and session.held.on != session.time.day:
        return say("report.on", slashed(session.held.on))
    return moment(session.time)


def _attendance(held: Held) -> Iterator[str]:
    if held.attendance is not None:
        yield say("report.people", held.attendance)
    if held.speakers is not None:
        yield say("report.speakers", held.speakers)


def _counted(opinions: Iterable[Opinion], edition: Edition) -> Iterator[str]:
    """How many there are, and how many of each stage, class and topic."""
    found = tuple(opinions)
    yield say("report.total", len(found)) if found else say("report.none")
    for name, counted in (
        ("report.stages", Counter(each.received.stage.value for each in found)),
        ("report.classes", Counter(each.opinion_class.value for each in found)),
        ("report.topics", Counter(name for each in found for name in _topics(each, edition))),
        ("report.areas", Counter(name for each in found if (name := _area(each, edition)))),
    ):
        if counted:
            yield say(name, "; ".join(say("report.count", *row) for row in counted.most_common()))


def _topics(opinion: Opinion, edition: Edition) -> list[str]:
    found = (edition.topics.find(name) for name in opinion.topics)
    return [topic.name for topic in found if topic] or [say("report.other_topic")]


def _area(opinion: Opinion, edition: Edition) -> str:
    area = edition.authority.area(opinion.area) if opinion.area else None
    return area.name if area else ""


def _tally(values: Iterable[Answer] | Iterable[Group], order: type[Answer] | type[Group]) -> Iterator[str]:
    counted = Counter(values)
    return (say("report.tally", capital(value.value), counted[value]) for value in order if counted[value])


def _resolved(opinions: tuple[Opinion, ...], edition: Edition) -> Iterator[str]:
    yield from _tally((edition.standing(each).group for each in opinions), Group)
    late = sum(edition.late(each) for each in opinions)
    if late:
        yield say("report.late", late)


def _concluded(conclusion: Conclusion, edition: Edition) -> str:
    """The notice and how far it has been carried out."""
    done = Counter(item.level for item in conclusion.items)
    levels = "; ".join(say("report.level", level.value, done[level]) for level in Implementation if done[level])
    document = cited(conclusion.document, rules_for(conclusion.document, edition))
    notice = say("report.notice", document) if document else conclusion.title
    return say("report.items", notice, len(conclusion.items), levels) if levels else notice


def _table(opinions: Iterable[Opinion], edition: Edition) -> Part:
    """Each opinion: its state on both axes, who owes it, until when."""
    head = [say(f"report.columns.{name}") for name in ("number", "opinion", "state", "owner", "due")]
    return table(head, (_row(each, edition) for each in opinions), _WIDTHS)


def _row(opinion: Opinion, edition: Edition) -> tuple[str, str, str, str, str]:
    now = edition.standing(opinion)
    area = _area(opinion, edition)
    title = f"{opinion.title} ({area})" if area else opinion.title
    owner = edition.authority.unit_name(now.owner) if now.owner else ""
    late = f" ({say('report.is_late')})" if edition.late(opinion) else ""
    state = f"{now.answer.value}; {now.resolution.value}"
    return opinion.number, title, capital(state), owner, f"{slashed(now.due)}{late}" if now.due else ""


def _before(session: Session, opinions: list[Opinion], edition: Edition) -> Iterator[Section]:
    yield "sections.time", one(moment(session.time))
    yield "sections.place", one(spot(session.place) if session.place else say("later"))
    yield "report.opinions", items(_counted(opinions, edition))
    yield "digest.each", list(_by_topic(opinions, edition))


def _by_topic(opinions: list[Opinion], edition: Edition) -> Iterator[Part]:
    """Every opinion whole, below the first of its topics; the topic with most opinions first."""
    below: dict[str, list[Opinion]] = {}
    for each in opinions:
        below.setdefault(_topics(each, edition)[0], []).append(each)
    letters = chain(INDEX, (f"{one}{other}" for one in INDEX for other in INDEX))
    for (topic, found), letter in zip(sorted(below.items(), key=lambda row: -len(row[1])), letters, strict=False):
        yield heading(f"{letter}) {topic} ({say('report.opinions_of', len(found))})", 3)
        for each in found:
            yield from _whole(each, edition)


def _whole(opinion: Opinion, edition: Edition) -> Iterator[Part]:
    yield heading(f"{say('digest.number', opinion.number)} {closed(opinion.title)}", 4)
    yield from quoted(parts_of(opinion.text))
    about = "; ".join(_about(opinion, edition))
    yield paragraph(about if about.endswith(BLANK) else closed(about), italic=True)


def _about(opinion: Opinion, edition: Edition) -> Iterator[str]:
    """Who raised it, when it came in, who prepares the answer (a blank to fill in), what has become of it."""
    now = edition.standing(opinion)
    if opinion.raised_by:
        yield opinion.raised_by
    yield received(opinion)
    yield say("digest.unit", edition.authority.unit_name(now.owner) if now.owner else BLANK)
    if now.resolution is not Resolution.OPEN:
        yield now.resolution.value
