"""By what a page can be followed and its facts taken along: calendars, feeds, data, and facts for search engines."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from doithoai.channels.site.page import View
from doithoai.channels.site.parts import Links
from doithoai.domain import addresses
from doithoai.domain.authority import Authority
from doithoai.domain.edition import Edition
from doithoai.domain.opinion import Opinion
from doithoai.domain.records import Record
from doithoai.domain.session import Mode, Session
from doithoai.domain.site import Output, SiteConfig
from doithoai.domain.standing import SessionState
from doithoai.engines.theme import wording

ATOM, CALENDAR, JSON = "application/atom+xml", "text/calendar", "application/json"

_ZONE = timezone(timedelta(hours=7))
_MODES = {Mode.IN_PERSON: "Offline", Mode.ONLINE: "Online", Mode.HYBRID: "Mixed"}
_STATES = {
    SessionState.CANCELLED: "Cancelled",
    SessionState.POSTPONED: "Postponed",
    SessionState.MOVED: "Rescheduled",
}


def follow_view(record: Record, edition: Edition, links: Links) -> list[View]:
    """The calendars, feeds and data of a record's page, each with the words of its link."""
    found = []
    if Output.FEEDS in edition.offers and not isinstance(record, Opinion):
        found += _feeds(record, edition, links)
    if Output.OPEN_DATA in edition.offers:
        found.append(_link("data", JSON, links.to(addresses.of_data(record))))
    return found


def _feeds(record: Record, edition: Edition, links: Links) -> list[View]:
    authority = edition.authority.authority_id
    if isinstance(record, Session):
        calendar = addresses.of_session_calendar(record)
        return [_link("session", CALENDAR, links.to(calendar))] if record.when.day else []
    if not isinstance(record, Authority):
        return []
    return [
        _link("calendar", CALENDAR, links.to(addresses.of_authority_calendar(authority))),
        _link("feed", ATOM, links.to(addresses.of_feed(addresses.of_authority(authority)))),
    ]


def _link(name: str, kind: str, href: str) -> View:
    return {"type": kind, "href": href, "text": wording().say(f"follow.{name}"), "name": name}


def site_follow(config: SiteConfig, links: Links, base: str = "") -> list[View]:
    """The site's calendar and feed, or the feed of the site's page at `base`."""
    if not config.makes(Output.FEEDS):
        return []
    feed = _link("feed", ATOM, links.to(addresses.of_feed(base)))
    return [feed] if base else [_link("calendar", CALENDAR, links.to(addresses.SITE_CALENDAR)), feed]


def area_calendars(edition: Edition, links: Links) -> dict[str, str]:
    """Per residential group the link to its calendar; none where the site has no feeds."""
    if Output.FEEDS not in edition.offers:
        return {}
    authority = edition.authority
    return {
        area.code: links.to(addresses.of_area_calendar(authority.authority_id, area.code)) for area in authority.areas
    }


def event_data(session: Session, edition: Edition) -> View | None:
    """The session as schema.org's Event; None without a day, which an Event must have."""
    now = session.time
    day = now.day
    if day is None:
        return None
    state = edition.state(session)
    place = session.place
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": named(session.title, edition.authority),
        "startDate": _at(day, now.starts),
        **({"endDate": _at(day, now.ends)} if now.ends else {}),
        "eventStatus": f"https://schema.org/Event{_STATES.get(state, 'Scheduled')}",
        "eventAttendanceMode": f"https://schema.org/{_MODES[session.mode]}EventAttendanceMode",
        **({"location": _place(place.name, place.address)} if place else {}),
        "organizer": _organization(edition.authority.name),
        "isAccessibleForFree": True,
        "inLanguage": "vi",
    }


def named(name: str, authority: Authority) -> str:
    """A name as programs take it along, which see no banner: what is not real says so itself."""
    return f"{name} ({wording().say('page.sample')})" if authority.fictional else name


def _at(day: date, at: time | None) -> str:
    """An ISO day, or moment where the hour is known."""
    return datetime.combine(day, at, _ZONE).isoformat() if at else day.isoformat()


def _place(name: str, address: str | None) -> View:
    return {"@type": "Place", "name": name, "address": address or name}


def _organization(name: str) -> View:
    return {"@type": "GovernmentOrganization", "name": name}


def organization_data(authority: Authority) -> View:
    """The authority as schema.org's GovernmentOrganization."""
    contact = authority.contact
    place = ", ".join(part for part in (authority.place, authority.district, authority.province) if part)
    facts = {
        "telephone": list(contact.phone),
        "email": list(contact.email),
        "address": contact.address,
        "parentOrganization": _organization(authority.parent) if authority.parent else None,
    }
    return {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": named(authority.name, authority),
        "areaServed": {"@type": "AdministrativeArea", "name": place},
        **{name: value for name, value in facts.items() if value},
    }
