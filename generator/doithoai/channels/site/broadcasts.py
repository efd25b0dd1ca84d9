"""Pages of the loudspeakers: what will be and was broadcast, each script, and the desk of those who run the station."""

from __future__ import annotations

from collections.abc import Iterator

from doithoai.channels.site.page import Links, Page, View, ended, short
from doithoai.domain import addresses
from doithoai.domain.bulletin import (
    FILES,
    LOUDSPEAKER,
    Bulletin,
    Item,
    address_of_authority,
    address_of_desk,
    cue_sheet,
)
from doithoai.domain.dates import clocked, long_day, slashed
from doithoai.domain.edition import Edition, Line
from doithoai.domain.publication import Publication
from doithoai.domain.rota import Airing
from doithoai.engines.templates import wording

UPCOMING_LINES = 20
"""How many of an authority's next broadcasts the site-wide page may show."""


def broadcast_pages(bulletin: Bulletin, edition: Edition) -> Iterator[Page]:
    """Every page of one authority's loudspeakers; none where nothing was ever announced."""
    if not bulletin.items and not bulletin.refused:
        return
    yield _overview(bulletin, edition)
    yield _desk(bulletin, edition)
    for item in bulletin.items:
        yield _script(item, edition)


def broadcast_lines(bulletin: Bulletin, edition: Edition) -> tuple[Line, ...]:
    """The authority's next broadcasts, for the site-wide page."""
    titles = {item.announcement.id: item for item in bulletin.items}
    return tuple(
        Line(
            address=titles[airing.script].address,
            title=titles[airing.script].title,
            authority=edition.authority.brief,
            state="",
            sort=f"{airing.day.isoformat()} {airing.slot.at if airing.slot else ''}",
            day=airing.day.isoformat(),
            hours=clocked(airing.slot.at) if airing.slot else "",
        )
        for airing in bulletin.rota.airings[:UPCOMING_LINES]
    )


def listening(bulletin: Bulletin, record_id: str, links: Links) -> list[View]:
    """The scripts of a record that are still to be broadcast, to be listened to on its own page."""
    return [
        {"href": links.to(item.address), "title": item.title, "spoken": _paragraphs(item.spoken), "air": _next(item)}
        for item in bulletin.of_record(record_id)
        if item.live
    ][:1]


def _furniture(edition: Edition, links: Links) -> View:
    authority = edition.authority
    crumbs = (("", wording().say("pages.home")), (LOUDSPEAKER, wording().say("pages.loudspeaker.title")))
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
    view: View = {
        **_furniture(edition, links),
        "live": [_row(item, links) for item in bulletin.live],
        "past": [_row(item, links) for item in bulletin.past],
        "desk": links.to(address_of_desk(authority.authority_id)),
        "feed": links.to(f"{LOUDSPEAKER}index.json"),
    }
    return Page(address, "broadcasts.html", title, short(wording().say("loa.description", authority.name)), view)


def _row(item: Item, links: Links) -> View:
    return {
        "href": links.to(item.address),
        "title": item.title,
        "next": _next(item),
        "times": len(item.logged),
        "last": slashed(item.logged[-1].on) if item.logged else "",
        "since": slashed(item.announcement.since) if item.announcement.since else "",
    }


def _next(item: Item) -> str:
    if not item.airings:
        return ""
    first = item.airings[0]
    return f"{clocked(first.slot.at)}, {long_day(first.day)}" if first.slot else long_day(first.day)


def _script(item: Item, edition: Edition) -> Page:
    one = item.announcement
    links = Links(item.address)
    authority = address_of_authority(edition.authority.authority_id)
    view: View = {
        **_furniture(edition, links),
        "record": links.record(one.record),
        "since": slashed(one.since) if one.since else "",
        "until": slashed(one.until) if one.until else "",
        "priority": item.priority.value,
        "paragraphs": _paragraphs(item.text),
        "spoken": _paragraphs(item.spoken),
        "seconds": [
            {
                "name": length.value,
                "seconds": round(time),
                "href": f"{FILES[length]}.txt",
                "ssml": f"{FILES[length]}.ssml",
            }
            for length, time in item.seconds.items()
        ],
        "airings": [_airing(airing) for airing in item.airings],
        "logged": [_logged(entry) for entry in item.logged],
        "outdated": item.outdated,
        "live": item.live,
    }
    view["crumbs"].append({"href": links.to(authority), "text": edition.authority.brief})
    return Page(item.address, "broadcast.html", item.title, short(item.text), view)


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def _airing(airing: Airing) -> View:
    slot = airing.slot
    return {
        "day": long_day(airing.day),
        "at": clocked(slot.at) if slot else "",
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


def _desk(bulletin: Bulletin, edition: Edition) -> Page:
    """What those who run the station need: the rota by day, what does not fit, what is refused and why."""
    authority = edition.authority
    address = address_of_desk(authority.authority_id)
    links = Links(address)
    items = {item.announcement.id: item for item in bulletin.items}
    days = [
        {
            "day": long_day(day),
            "sheet": links.to(cue_sheet(authority.authority_id, day)),
            "rows": [
                {**_airing(airing), "title": items[airing.script].title, "href": links.to(items[airing.script].address)}
                for airing in airings
            ],
        }
        for day, airings in bulletin.rota.days.items()
    ]
    view: View = {
        **_furniture(edition, links),
        "days": days,
        "no_slots": not authority.station.slots and bool(days),
        "refused": [
            {
                "title": one.title,
                "href": links.to(addresses.of(one.record)),
                "words": one.words,
                "over": one.over,
            }
            for one in sorted(bulletin.refused, key=lambda one: one.over)
        ],
        "scripts": [
            {
                "href": links.to(item.address),
                "sheet": links.to(f"{item.address}ban-doc.html"),
                "title": item.title,
                "seconds": [round(time) for time in item.seconds.values()],
                "too_long": _too_long(item),
                "doubts": list(item.doubts),
                "outdated": item.outdated,
            }
            for item in bulletin.live
        ],
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
    }
    view["crumbs"].append({"href": links.to(address_of_authority(authority.authority_id)), "text": authority.brief})
    title = wording().say("loa.desk.title", authority.brief)
    return Page(
        address, "broadcast_desk.html", title, short(wording().say("loa.desk.description", authority.name)), view
    )


def _too_long(item: Item) -> list[str]:
    """`bản đầy đủ dài hơn khung 35 giây; đọc bản chuẩn`, for each length that exceeds the roomiest of its slots."""
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
