"""Pages of the loudspeakers: what will be and was broadcast, each script, and the desk of those who run the station."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from doithoai.channels.site.changes import told_again_view
from doithoai.channels.site.page import Page, View, short
from doithoai.channels.site.parts import Links, day_block, ended
from doithoai.domain import addresses
from doithoai.domain.broadcast import Refused
from doithoai.domain.bulletin import (
    FILES,
    Bulletin,
    Item,
    address_of_authority,
    address_of_desk,
    cue_sheet,
)
from doithoai.domain.dates import clocked, long_day, slashed
from doithoai.domain.edition import Edition, Line
from doithoai.domain.loudspeaker import LIMITS, Length, Slot, over_limit
from doithoai.domain.outstanding import last_notice
from doithoai.domain.prints import NO_PRINTS, PrintList, day_print, script_print
from doithoai.domain.publication import Publication
from doithoai.domain.rota import Airing
from doithoai.engines.theme import wording

UPCOMING_LINES = 20
"""How many of an authority's next broadcasts the site-wide page may show."""


def broadcast_pages(bulletin: Bulletin, edition: Edition, prints: PrintList = NO_PRINTS) -> Iterator[Page]:
    """Every page of one authority's loudspeakers; none where nothing was ever announced."""
    if not bulletin.items and not bulletin.refused:
        return
    yield _overview(bulletin, edition)
    yield _desk(bulletin, edition, prints)
    for item in bulletin.items:
        yield _script(item, edition, prints)


def broadcast_lines(bulletin: Bulletin, edition: Edition) -> tuple[Line, ...]:
    """The authority's next broadcasts, for site-wide pages: `note` is the cause."""
    items = {item.announcement.id: item for item in bulletin.items}
    coming = [airing for airing in bulletin.rota.airings if not items[airing.script].told(airing)]
    return tuple(_line(airing, items[airing.script], edition) for airing in coming[:UPCOMING_LINES])


def _line(airing: Airing, item: Item, edition: Edition) -> Line:
    return Line(
        address=item.address,
        title=item.announcement.record.title,
        authority=edition.authority.brief,
        state="",
        sort=f"{airing.day.isoformat()} {airing.slot.at if airing.slot else ''}",
        note=item.announcement.cause.value,
        day=airing.day.isoformat(),
        hours=_hour(airing.slot),
    )


def broadcast_days(lines: Iterable[Line], links: Links) -> list[View]:
    """The next broadcasts of several authorities, by day; a script stands once with all its hours of that day."""
    return [
        {"day": day_block(date.fromisoformat(day)), "lines": _by_script(of_day, links)}
        for day, of_day in groupby(lines, key=lambda line: line.day)
    ]


def _by_script(lines: Iterable[Line], links: Links) -> list[View]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.address, []).append(line)
    return [
        {
            "href": links.to(address),
            "cause": same[0].note,
            "title": same[0].title,
            "authority": same[0].authority,
            "hours": ", ".join(line.hours for line in same if line.hours),
        }
        for address, same in found.items()
    ]


def on_air(bulletin: Bulletin, record_id: str, edition: Edition, links: Links) -> View | None:
    """What the loudspeakers say of a record, for its own page: soonest first, then the latest."""
    items = bulletin.of_record(record_id)
    if not items:
        return None
    live, past = _divided(items)
    return {
        "rows": [_row(item, links) for item in (*live, *past)],
        "next": _row(live[0], links) if live else None,
        "spoken": _sentences(live[0].spoken) if live else [],
        "all": links.to(address_of_authority(edition.authority.authority_id)),
    }


def _furniture(edition: Edition, links: Links) -> View:
    authority = edition.authority
    crumbs = (("", wording().say("pages.home")), (addresses.LOUDSPEAKER, wording().say("pages.loudspeaker.title")))
    return {
        "label": wording().say("pages.loudspeaker.title"),
        "crumbs": [{"href": links.to(address), "text": text} for address, text in crumbs],
        "fictional": authority.fictional,
        "ended": ended(edition, links),
        "as_of": long_day(edition.as_of),
        "authority": {"href": links.to(addresses.of_authority(authority.authority_id)), "text": authority.name},
    }


def _overview(bulletin: Bulletin, edition: Edition) -> Page:
    authority = edition.authority
    address = address_of_authority(authority.authority_id)
    links = Links(address)
    title = wording().say("loa.of", authority.brief)
    live, past = _divided(bulletin.items)
    view: View = {
        **_furniture(edition, links),
        "label": authority.label,
        "live": [{**_row(item, links), "day": day_block(item.waiting[0].day)} for item in live],
        "past": [_row(item, links) for item in past],
        "desk": links.to(address_of_desk(authority.authority_id)),
        "feed": _feed(bulletin, edition, links),
    }
    return Page(address, "broadcasts.html", title, short(wording().say("loa.description", authority.name)), view)


def _row(item: Item, links: Links) -> View:
    heard = [entry for entry in item.logged if not entry.skipped]
    return {
        "href": links.to(item.address),
        "cause": item.announcement.cause.value,
        "title": item.announcement.record.title,
        "next": _next(item),
        "times": len(heard),
        "last": slashed(heard[-1].on) if heard else "",
        "since": slashed(item.announcement.since) if item.announcement.since else "",
    }


def _divided(items: Iterable[Item]) -> tuple[list[Item], list[Item]]:
    """What is still to be broadcast, soonest first, and what is not, latest first."""
    live = [item for item in items if item.waiting]
    past = [item for item in items if not item.waiting]
    return (
        sorted(live, key=lambda item: item.waiting[0].order),
        sorted(past, key=lambda item: item.latest, reverse=True),
    )


def _next(item: Item) -> str:
    first = next(iter(item.waiting), None)
    return ", ".join(part for part in (_hour(first.slot), long_day(first.day)) if part) if first else ""


def _hour(slot: Slot | None) -> str:
    return clocked(slot.at) if slot else ""


def _script(item: Item, edition: Edition, prints: PrintList) -> Page:
    one = item.announcement
    links = Links(item.address)
    authority = address_of_authority(edition.authority.authority_id)
    waiting = item.waiting
    view: View = {
        **_furniture(edition, links),
        "id": one.id,
        "cause": one.cause.value,
        "record": links.record(one.record, wording().say("loa.record", one.record.label.lower())),
        "next": _next(item),
        "since": slashed(one.since) if one.since else "",
        "until": slashed(one.until) if one.until else "",
        "priority": item.priority.value,
        "paragraphs": [" ".join(part.split()) for part in item.text.split("\n\n") if part.strip()],
        "spoken": _sentences(item.spoken),
        "lengths": [
            {
                "name": length.value,
                "seconds": round(time),
                "href": f"{FILES[length]}.txt",
                "ssml": f"{FILES[length]}.ssml",
            }
            for length, time in item.seconds.items()
        ],
        "airings": [_airing(airing) for airing in waiting],
        "logged": [_logged(entry) for entry in item.logged],
        "outdated": item.outdated,
        "live": bool(waiting),
        "print": _print(script_print(one.id), prints, links),
    }
    view["crumbs"].append({"href": links.to(authority), "text": edition.authority.brief})
    return Page(item.address, "broadcast.html", item.title, short(item.text), view)


def _sentences(text: str) -> list[str]:
    """What is said, to be read aloud one sentence after the other."""
    return [line for line in text.splitlines() if line.strip()]


def _airing(airing: Airing) -> View:
    return {
        "day": long_day(airing.day),
        "at": _hour(airing.slot),
        "length": airing.length.value,
        "seconds": round(airing.seconds),
        "loops": airing.loops,
        "over": round(airing.over),
    }


def _logged(entry: Publication) -> View:
    return {
        "day": long_day(entry.on),
        "at": clocked(entry.at) if entry.at else "",
        "where": entry.where or "",
        "skipped": entry.skipped or "",
    }


def _desk(bulletin: Bulletin, edition: Edition, prints: PrintList) -> Page:
    """What those who run the station need: the rota by day, what does not fit, what is refused and why."""
    authority = edition.authority
    address = address_of_desk(authority.authority_id)
    links = Links(address)
    view: View = {
        **_furniture(edition, links),
        "again": list(_again(bulletin, edition, links)),
        "days": list(_days(bulletin, edition, links, prints)),
        "no_slots": not authority.station.slots and bool(bulletin.rota.airings),
        "refused": [_refused(one, links) for one in bulletin.refused if not one.over],
        "passed": [_refused(one, links) for one in bulletin.refused if one.over],
        "scripts": [_written(item, links, prints) for item in bulletin.live],
        "rate": authority.station.rate,
        "slots": [
            {
                "at": clocked(slot.at),
                "seconds": slot.seconds,
                "weekdays": ", ".join(day.value for day in slot.weekdays),
                "main": slot.main,
            }
            for slot in authority.station.slots
        ],
        "feed": _feed(bulletin, edition, links),
    }
    view["crumbs"].append({"href": links.to(address_of_authority(authority.authority_id)), "text": authority.brief})
    title = wording().say("loa.desk.title", authority.brief)
    return Page(
        address, "broadcast_desk.html", title, short(wording().say("loa.desk.description", authority.name)), view
    )


def _again(bulletin: Bulletin, edition: Edition, links: Links) -> Iterator[View]:
    """Changes that have not been told again everywhere: the boards and messages, and the slots still to come."""
    for session in edition.dossier.sessions:
        told, notice = told_again_view(session, edition), last_notice(session, edition)
        if told and notice and told["outstanding"]:
            waiting = [one for item in bulletin.items if item.announcement.id == notice.what.id for one in item.waiting]
            slots = [", ".join(filter(None, (_hour(one.slot), long_day(one.day)))) for one in waiting]
            yield {**(links.record(session) or {}), **told, "slots": slots}


def _feed(bulletin: Bulletin, edition: Edition, links: Links) -> str:
    return links.to(f"{address_of_authority(edition.authority.authority_id)}index.json") if bulletin.items else ""


def _days(bulletin: Bulletin, edition: Edition, links: Links, prints: PrintList) -> Iterator[View]:
    items = {item.announcement.id: item for item in bulletin.items}
    authority = edition.authority.authority_id
    for day, airings in bulletin.rota.days.items():
        yield {
            "day": long_day(day),
            "sheet": links.to(cue_sheet(authority, day)),
            "print": _print(day_print(authority, day), prints, links),
            "rows": [_due(one, items[one.script], links) for one in airings],
        }


def _print(path: str, prints: PrintList, links: Links) -> str:
    """The link to a sheet of paper; nothing where none was made."""
    return links.to(path) if path in prints.paths else ""


def _due(airing: Airing, item: Item, links: Links) -> View:
    return {
        **_airing(airing),
        "cause": item.announcement.cause.value,
        "title": item.announcement.record.title,
        "href": links.to(item.address),
        "told": item.told(airing),
    }


def _refused(one: Refused, links: Links) -> View:
    return {"title": one.title, "href": links.to(addresses.of(one.record)), "words": one.words}


def _written(item: Item, links: Links, prints: PrintList) -> View:
    """A script that is still to be read: how long it takes, whether that fits, and what is doubtful in it."""
    one = item.announcement
    approved = one.record.approval(one.cause, one.version)
    return {
        "id": one.id,
        "href": links.to(item.address),
        "sheet": links.to(f"{item.address}ban-doc.html"),
        "print": _print(script_print(item.announcement.id), prints, links),
        "cause": one.cause.value,
        "title": one.record.title,
        "seconds": [round(time) for time in item.seconds.values()],
        "over": _over(item),
        "too_long": _too_long(item),
        "doubts": list(item.doubts),
        "approved": slashed(approved.on) if approved else "",
        "outdated": item.outdated,
    }


def _over(item: Item) -> list[str]:
    """`bản ngắn dài 37 giây, quá 7 giây: …`, for each length that could not be cut to its own time."""
    too_long = over_limit(item.seconds)
    one = item.announcement
    mends = {
        Length.SHORT: "name" if one.of_day or one.before else "cut",
        Length.STANDARD: "cut" if Length.SHORT in too_long else "offer",
    }
    return [
        wording().say(
            "loa.desk.over_limit",
            length.value,
            int(LIMITS[length]) + by,
            by,
            wording().say(f"loa.desk.over_mends.{mends[length]}"),
        )
        for length, by in too_long.items()
    ]


def _too_long(item: Item) -> list[str]:
    """`bản đầy đủ dài hơn khung 35 giây, đọc bản chuẩn`, for each length that exceeds the roomiest of its slots."""
    room = max((airing.slot.seconds for airing in item.airings if airing.slot), default=0)
    if not room:
        return []
    fitting = [length for length, time in item.seconds.items() if time <= room]
    offer = wording().say("loa.desk.offer", fitting[-1].value) if fitting else wording().say("loa.desk.none_fits")
    return [
        wording().say("loa.desk.too_long", length.value, round(time - room), offer)
        for length, time in item.seconds.items()
        if time > room
    ]
