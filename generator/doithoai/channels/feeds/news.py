"""What is new: per record the day it was last told of, and in a sentence how it stands now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from doithoai.channels.feeds.calendars import last_change
from doithoai.domain import addresses
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.dates import hours_of, long_day, slashed, written
from doithoai.domain.edition import Edition, News
from doithoai.domain.opinion import Opinion
from doithoai.domain.plan import Plan
from doithoai.domain.session import Session
from doithoai.engines.theme import wording

Told = Plan | Session | Conclusion | Opinion


def news_of(edition: Edition) -> list[News]:
    """The authority's news, newest first. A record that bears no day has none: a feed would have to invent one."""
    found = [news for record in _told(edition) if (news := _news(record, edition))]
    return sorted(found, key=lambda one: (one.on, one.address), reverse=True)


def _told(edition: Edition) -> Iterator[Told]:
    dossier = edition.dossier
    yield from dossier.plans
    yield from dossier.sessions
    yield from dossier.conclusions
    yield from dossier.opinions


def _news(record: Told, edition: Edition) -> News | None:
    days, text = _facts(record, edition)
    corrections = [one for one in record.corrections if not one.is_quiet]  # a letter put right is no news
    last = max((day for day in (*days, *(one.published for one in corrections)) if day), default=None)
    if last is None:
        return None
    corrected = (one for one in corrections if one.published == last)
    told = [wording().say("feeds.corrected", one.wrong, one.right) for one in corrected]
    return News(
        record=record.id,
        address=addresses.of(record),
        title=record.title,
        on=last.isoformat(),
        text=" ".join([*told, text]),
        kind=record.label,
        authority=edition.authority.brief,
        topics=edition.topics.codes(_topics(record, edition)),
        fictional=edition.authority.fictional,
    )


def _topics(record: Told, edition: Edition) -> tuple[str, ...]:
    """A conclusion is about what its session is about."""
    found = edition.dossier.session_of(record) if isinstance(record, Conclusion) else record
    return found.topics if found else ()


def _facts(record: Told, edition: Edition) -> tuple[list[date | None], str]:
    """The days on which something of the record was told, and how it stands."""
    match record:
        case Plan():
            dated = record.document.dated
            return [dated.day if dated else None], wording().say("feeds.plan", edition.authority.name)
        case Session():
            return _session(record, edition)
        case Conclusion():
            return _conclusion(record, edition)
        case Opinion():
            now = edition.standing(record)
            return [now.since], f"{now.answer.value.capitalize()}; {now.resolution.value}."


def _session(session: Session, edition: Edition) -> tuple[list[date | None], str]:
    held, place = session.held, session.place
    when = long_day(session.time.day) if session.time.day else written(session.when)
    hours = hours_of(session.starts, session.time.ends)
    parts = (hours, when, place.name if place else "")
    state = edition.state(session).value.capitalize()
    return [last_change(session), held.on if held else None], f"{state}. {', '.join(part for part in parts if part)}."


def _conclusion(conclusion: Conclusion, edition: Edition) -> tuple[list[date | None], str]:
    dated = conclusion.document.dated
    done = [step.on for item in conclusion.items for step in item.progress]
    seen = [finding.on for item in conclusion.items for finding in item.findings]
    number = conclusion.document.number_line(edition.authority.style)
    day = slashed(dated.day) if dated and dated.day else "…"
    text = wording().say("feeds.conclusion", number, day)
    if conclusion.items:
        text = wording().say("feeds.conclusion_items", number, day, len(conclusion.items))
    return [dated.day if dated else None, *done, *seen], f"{text} {conclusion.summary or ''}".strip()
