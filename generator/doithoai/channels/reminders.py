"""Calendars of deadlines to subscribe to, an authority's and the site's: one all-day entry for each still open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import blake2b

from doithoai.artifacts import Artifact, Ready
from doithoai.domain import addresses
from doithoai.domain.dates import long_day
from doithoai.domain.duties import Duty, calendar_file, calendar_of_all
from doithoai.domain.edition import Edition
from doithoai.engines.ical import Event, calendar, encoded, entry
from doithoai.engines.theme import wording


def entries_of(duties: Iterable[Duty], as_of: date, site: str) -> tuple[str, ...]:
    """An entry for each open deadline; `site` is the site's address with its slash, empty where it has none."""
    return tuple(entry(_event(duty, duty.due, as_of, site)) for duty in duties if duty.due)


def reminders(entries: Iterable[str], edition: Edition) -> Ready:
    """The open deadlines of an authority."""
    authority = edition.authority
    text = calendar(*_named(authority.brief, edition.as_of), entries)
    return Ready(calendar_file(authority.authority_id), text)


def all_reminders(site_name: str, entries: Iterable[str], as_of: date) -> Artifact:
    """The open deadlines of all authorities of a site."""
    return Artifact(calendar_of_all(), encoded(*_named(site_name, as_of), entries))


def _named(owner: str, as_of: date) -> tuple[str, str]:
    """A calendar's name, and what it is about."""
    return wording().say("duties.of", owner), wording().say("duties.calendar_about", long_day(as_of))


def _event(duty: Duty, due: date, as_of: date, site: str) -> Event:
    say = wording().say
    owed_by = say("duties.event_owed_by", "; ".join(duty.owed_by)) if duty.owed_by else ""
    whose = say("duties.event_of", duty.authority)
    return Event(
        uid=_uid(duty),
        title=say("duties.event", duty.task, getattr(duty.record, "title", duty.record.label)),
        starts=due,
        ends=due,
        changed=as_of,
        text="\n".join(part for part in (duty.sentence, owed_by, whose) if part),
        address=f"{site}{addresses.of(duty.record)}" if site else "",
        categories=duty.owed_by,
    )


def _uid(duty: Duty) -> str:
    """The same for ever for one thing that is owed, whatever its day becomes."""
    rule = duty.bound.id if duty.bound else duty.task
    named = "\0".join(part for part in (duty.record.id, rule, duty.which) if part)
    return f"{blake2b(named.encode(), digest_size=12).hexdigest()}@viec-can-lam.doithoai"
