"""A calendar of deadlines to subscribe to: one all-day entry for each that is still open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import blake2b

from doithoai.artifacts import Ready
from doithoai.domain import addresses
from doithoai.domain.dates import long_day
from doithoai.domain.duties import Duty, calendar_file
from doithoai.domain.edition import Edition
from doithoai.engines.ical import Event, calendar, entry
from doithoai.engines.theme import wording


def reminders(duties: Iterable[Duty], edition: Edition, site: str) -> Ready:
    """The open deadlines of an authority; `site` is the site's address with its slash, empty where it has none."""
    say, authority = wording().say, edition.authority
    entries = [entry(_event(duty, duty.due, edition.as_of, site)) for duty in duties if duty.due]
    name, about = say("duties.of", authority.brief), say("duties.calendar_about", long_day(edition.as_of))
    return Ready(calendar_file(authority.authority_id), calendar(name, about, entries))


def _event(duty: Duty, due: date, as_of: date, site: str) -> Event:
    say = wording().say
    owed_by = say("duties.event_owed_by", "; ".join(duty.owed_by)) if duty.owed_by else ""
    return Event(
        uid=_uid(duty),
        title=say("duties.event", duty.task, getattr(duty.record, "title", duty.record.label)),
        starts=due,
        ends=due,
        changed=as_of,
        text="\n".join(part for part in (duty.sentence, owed_by) if part),
        address=f"{site}{addresses.of(duty.record)}" if site else "",
        categories=duty.owed_by,
    )


def _uid(duty: Duty) -> str:
    """The same for ever for one thing that is owed, whatever its day becomes."""
    named = f"{duty.record.id}\0{duty.bound.id if duty.bound else duty.task}"
    return f"{blake2b(named.encode(), digest_size=12).hexdigest()}@viec-can-lam.doithoai"
