"""Calendars to subscribe to: of the site, an authority, a residential group and a session.

An entry keeps its UID for ever and its SEQUENCE grows with each version, so a phone that subscribed follows a change.
A postponed or cancelled session stays in, with the word in its title: a date that vanished would tell nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from doithoai.artifacts import Ready
from doithoai.domain import addresses
from doithoai.domain.authority import Area
from doithoai.domain.dates import Precision, long_day
from doithoai.domain.edition import Edition
from doithoai.domain.session import Session
from doithoai.domain.standing import SessionState
from doithoai.engines.ical import Event, Status, calendar, entry
from doithoai.engines.theme import wording

_OFF = (SessionState.POSTPONED, SessionState.CANCELLED)
_STATUS = {SessionState.CANCELLED: Status.CANCELLED, SessionState.POSTPONED: Status.TENTATIVE}
_ALL_DAY = (Precision.DAY, Precision.DAYS)
"""Dates that fill whole days of a calendar; a month or a quarter would fill it with nothing."""


def authority_calendars(edition: Edition, site: str) -> Iterator[Ready]:
    """The authority's calendar, one per residential group, and one per session that has a day."""
    authority = edition.authority
    entries = dict(entries_of(edition, site))
    day = edition.as_of
    yield _file(addresses.of_authority_calendar(authority.authority_id), authority.name, entries.values(), day)
    for area in authority.areas:
        own = [entries[one.id] for one in edition.dossier.sessions if one.id in entries and _concerns(one, area)]
        title = wording().say("feeds.of_area", area.name, authority.place)
        yield _file(addresses.of_area_calendar(authority.authority_id, area.code), title, own, day)
    for session in edition.dossier.sessions:
        if session.id in entries:
            yield _file(addresses.of_session_calendar(session), session.title, [entries[session.id]], day)


def entries_of(edition: Edition, site: str) -> Iterator[tuple[str, str]]:
    """Id and calendar entry of each session that has a day."""
    for session in edition.dossier.sessions:
        event = event_of(session, edition, site)
        if event:
            yield session.id, entry(event)


def site_calendar(name: str, entries: Iterable[str], as_of: date) -> Ready:
    """Every authority's sessions in one calendar."""
    return _file(addresses.SITE_CALENDAR, name, entries, as_of)


def _file(path: str, name: str, entries: Iterable[str], as_of: date) -> Ready:
    say = wording().say
    return Ready(path, calendar(say("feeds.calendar", name), say("feeds.calendar_about", long_day(as_of)), entries))


def _concerns(session: Session, area: Area) -> bool:
    return not session.areas or area.code in session.areas


def event_of(session: Session, edition: Edition, site: str) -> Event | None:
    """The session as a calendar shows it; None where not even its days are known."""
    when = session.when
    if when.precision not in _ALL_DAY or when.first is None:
        return None
    state = edition.state(session)
    starts, ends = _stretch(session, when.first, when.last or when.first)
    authority = edition.authority
    return Event(
        uid=f"{session.folder.replace('/', '.')}@doithoai",
        title=_title(session, state, edition),
        starts=starts,
        ends=ends,
        changed=last_change(session) or when.first,
        sequence=_sequence(session),
        status=_STATUS.get(state, Status.TENTATIVE if when.tentative else Status.CONFIRMED),
        place=_place(session),
        text=_text(session, state, edition, site),
        address=site + addresses.of(session) if site else "",
        categories=(authority.brief,),
    )


def _stretch(session: Session, first: date, last: date) -> tuple[datetime | date, datetime | date | None]:
    """From when to when; an hour only where one has been announced."""
    time = session.time
    if time.day is None or time.starts is None:
        return first, last
    return datetime.combine(first, time.starts), datetime.combine(first, time.ends) if time.ends else None


def _title(session: Session, state: SessionState, edition: Edition) -> str:
    sample = f" ({wording().say('page.sample')})" if edition.authority.fictional else ""
    mark = f"{state.value.upper()}: " if state in _OFF else ""
    tentative = f"({wording().say('feeds.tentative')}) " if session.when.tentative and not mark else ""
    return f"{mark}{tentative}{session.title}{sample}"


def _sequence(session: Session) -> int:
    """How often what a calendar shows was changed since it was first told."""
    return len(session.times) - 1 + max(0, len(session.places) - 1) + len(session.decided)


def last_change(session: Session) -> date | None:
    """The last day on which its time or place, or that it is off, was told."""
    times, places = (version.published for version in session.times), (version.published for version in session.places)
    decided = (one.published for one in session.decided)
    return max((day for day in (*times, *places, *decided) if day), default=None)


def _place(session: Session) -> str:
    place = session.place
    return ", ".join(part for part in (place.name, place.address) if part) if place else ""


def _text(session: Session, state: SessionState, edition: Edition, site: str) -> str:
    """What a reader of the entry needs: its state, who may come, how to be heard, whom to call, where it says so."""
    say = wording().say
    decided = session.cancelled if state is SessionState.CANCELLED else session.postponed if state in _OFF else None
    intake, phones = session.intake, edition.authority.contact.phone
    lines = [
        f"{state.value.capitalize()}. {say('session.reason')}: {decided.reason}" if decided else "",
        session.audience or say(f"openness.{session.openness.value}"),
        say("feeds.intake", long_day(intake.until)) if intake and intake.until and not decided else "",
        say("feeds.call", ", ".join(phones)) if phones else "",
        site + addresses.of(session) if site else "",
    ]
    return "\n".join(line for line in lines if line)
