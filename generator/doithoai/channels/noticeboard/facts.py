"""What sheets say of a session: its facts in words, its versions, and how long each one hangs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from doithoai.channels.noticeboard.sheet import View
from doithoai.domain import addresses
from doithoai.domain.authority import Contact
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.corrections import Corrected
from doithoai.domain.dates import clocked, slashed, weekday, written
from doithoai.domain.edition import Edition
from doithoai.domain.lunar import lunar
from doithoai.domain.prints import PRINTS
from doithoai.domain.records import Coded, Record
from doithoai.domain.session import PlaceVersion, Session, TimeVersion
from doithoai.domain.spoken_code import code_of, grouped
from doithoai.domain.standing import SessionState
from doithoai.engines.theme import wording

_HANGS = 30
"""Days that a paper hangs where no rule says how long."""


def down(since: date, edition: Edition) -> date:
    """When a paper that went up comes down and nothing else says when: as its authority's rule of that day has it."""
    bound = edition.norms.posting(since)
    return since + timedelta(days=(bound.rule.running if bound else None) or _HANGS)


def is_news(session: Session, edition: Edition) -> bool:
    """People still have to know of it: it is to come, or does not take place and somebody may not have heard."""
    if edition.ended or edition.state(session) in (SessionState.HELD, SessionState.CONCLUDED, SessionState.CLOSED):
        return False
    last = last_day(session, edition)
    return last is not None and last >= edition.as_of


def last_day(session: Session, edition: Edition) -> date | None:
    """The last day on which its sheet hangs; None for one that has no day yet, and so no sheet."""
    day, state = session.time.day, edition.state(session)
    if state is SessionState.POSTPONED and session.postponed:
        return down(max(day or session.postponed.published, session.postponed.published), edition)
    if state is SessionState.CANCELLED and session.cancelled:
        return max(day, session.cancelled.published) if day else down(session.cancelled.published, edition)
    return day


def is_off(session: Session, edition: Edition) -> bool:
    """Postponed or cancelled."""
    return edition.state(session) in (SessionState.POSTPONED, SessionState.CANCELLED)


def issues(session: Session) -> tuple[date | None, ...]:
    """The days on which people were told something new of it: one a version of its sheets, the first may be unknown."""
    notices = (one.published for one in session.decided)
    versions = (*(one.published for one in session.times), *(one.published for one in session.places))
    corrected = (one.published for one in session.corrections if not one.is_quiet)
    days = sorted({day for day in (*versions, *notices, *corrected) if day})
    return (None, *days) if session.times[0].published is None else tuple(days)


def recent(conclusion: Conclusion, edition: Edition) -> date | None:
    """The day of a conclusion that still hangs."""
    since = dated(conclusion)
    return since if since and down(since, edition) >= edition.as_of else None


def issues_of(conclusion: Conclusion) -> tuple[date, ...]:
    """The days of its sheet's versions: its own, and those of corrections."""
    own = dated(conclusion)
    days = (own, *(one.published for one in conclusion.corrections if not one.is_quiet))
    return tuple(sorted({day for day in days if day}))


def dated(conclusion: Conclusion) -> date | None:
    """The one day on which it was signed."""
    return conclusion.document.dated.day if conclusion.document.dated else None


def corrected_of(edition: Edition) -> tuple[Corrected, ...]:
    """Records whose corrections hang where the error hung (Luật Tiếp cận thông tin 104/2016/QH13, Điều 22)."""
    found = edition.dossier
    return (*found.plans, *found.sessions, *found.conclusions, *found.opinions)


def hanging(since: date | None, until: date | None) -> str:
    """`Dán từ ngày … đến ngày …`, as far as it is known."""
    if until is None:
        return ""
    words = wording()
    return words.say("in.hang", slashed(since), slashed(until)) if since else words.say("in.hang_until", slashed(until))


def version(number: int) -> str:
    """`Bản thứ 2, thay bản thứ 1`."""
    words = wording()
    return words.say("in.version", number) + (words.say("in.replaces", number - 1) if number > 1 else "")


def fact(name: str, value: str, note: str = "", struck: bool = False) -> View:
    """One fact of a sheet; `name` is a path in the wording."""
    return {"name": wording().say(name), "value": value, "note": note, "struck": struck}


def when_and_where(session: Session) -> Iterator[View]:
    """What nobody must miss: day, hour, place."""
    words, time = wording(), session.time
    until = words.say("in.until_hour", clocked(time.ends)) if time.ends else ""
    yield fact("session.when", time_of(time), " · ".join(filter(None, (until, lunar_of(time.day)))))
    place = session.place
    if place:
        yield fact("session.where", place.name, place.address or "")
    else:
        yield fact("session.where", words.say("in.later"))


def invitation(session: Session) -> Iterator[View]:
    """Who may come, what about, how to send opinions before."""
    words = wording()
    yield fact("session.who", session.audience or words.say(f"openness.{session.openness.value}"))
    if session.contents:
        yield fact("session.contents", listed(session.contents))
    if session.intake and (session.intake.until or session.intake.ways):
        until = words.say("in.until", slashed(session.intake.until)) if session.intake.until else ""
        ways = listed(session.intake.ways)
        yield fact("session.before", until or ways, ways if until else "")


def way_in(session: Session) -> Iterator[View]:
    """How to get in: for whoever goes there, and not for those who read at three metres."""
    if session.place and session.place.directions:
        yield fact("in.way_in", session.place.directions)


def asking(contact: Contact) -> Iterator[View]:
    """Whom to ask: phone, counter and its hours; nothing where nothing is known."""
    counter = ". ".join(filter(None, (contact.counter or contact.address, contact.hours)))
    first = ", ".join(contact.phone) or counter
    if first:
        yield fact("contact.ask", first, counter if contact.phone else "")


def on_paper(text: str) -> str:
    """Words that were written for the site, where a sheet is not "this page"."""
    return text.replace("trang này", wording().say("loa.web"))


def listed(texts: Iterable[str]) -> str:
    """Points in one line: they keep their words and lose their full stops."""
    return "; ".join(text.rstrip(" .;") for text in texts)


def time_of(one: TimeVersion) -> str:
    """`8h00, thứ Bảy, 5/12/2026`."""
    day = one.day
    if day is None:
        return written(one.when)
    return ", ".join(filter(None, (clocked(one.starts) if one.starts else "", weekday(day), slashed(day))))


def lunar_of(day: date | None) -> str:
    """`tức ngày 27/10 âm lịch`."""
    return wording().say("in.lunar", lunar(day)) if day else ""


def earlier(session: Session) -> list[str]:
    """What people may still have in mind: earlier times and places, where they were others."""
    places: tuple[PlaceVersion, ...] = tuple(one for one in session.places[:-1] if one.is_known)
    now = {time_of(session.time), session.place.name if session.place else ""}
    found = (*(time_of(one) for one in session.times[:-1]), *(one.name for one in places))
    return [one for one in dict.fromkeys(found) if one not in now]


def base_of(record: Record) -> str:
    """The folder of a record's sheets: `in/phuong-mau/2026/doi-thoai-4/`."""
    return PRINTS + addresses.of(record).removeprefix(addresses.AUTHORITIES)


def link_of(record: Coded, site: str) -> View:
    """A record's code, its short address in letters and as QR; no address for a site without one.

    A short address makes a code of few modules, which are larger and read from farther.
    """
    code = code_of(record)
    return {**_led_to(addresses.of_code(code), site), "code": grouped(code), "code_name": wording().say("code.label")}


def link_to(path: str, site: str) -> View:
    """The same for a page that has no code."""
    return {**_led_to(path, site), "code": "", "code_name": ""}


def _led_to(path: str, site: str) -> View:
    link = f"{site.rstrip('/')}/{path}" if site else ""
    return {"address": link, "qr": qr(link) if link else ""}


def head_of(edition: Edition) -> View:
    """What every sheet bears."""
    authority, words = edition.authority, wording()
    return {
        "authority": authority.name,
        "sample": f"{words.say('page.fictional')} {words.say('page.fictional_more')}" if authority.fictional else "",
        "qr_alt": words.say("in.qr"),
        "more": words.say("in.more"),
    }


@lru_cache(maxsize=512)
def qr(link: str) -> str:
    """A QR code as SVG with half of its quiet zone, the sheet being the rest; nothing for too long an address."""
    import segno

    out = io.BytesIO()
    try:
        segno.make(link, error="m", micro=False).save(out, kind="svg", border=2, xmldecl=False)
    except segno.DataOverflowError:
        return ""
    return out.getvalue().decode().strip()
