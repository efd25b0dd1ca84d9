"""Site-wide pages, made from the digests of all authorities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from msgspec import Struct

from doithoai.channels.site.broadcasts import broadcast_days
from doithoai.channels.site.codes import LIST
from doithoai.channels.site.following import site_follow
from doithoai.channels.site.page import Page, View, short
from doithoai.channels.site.paging import PER_PAGE, chunks
from doithoai.channels.site.parts import Links, how_it_ended
from doithoai.channels.site.statistics import STATISTICS, site_statistics
from doithoai.channels.site.years import year_views
from doithoai.domain import addresses
from doithoai.domain.bulletin import address_of_authority
from doithoai.domain.dates import long_day
from doithoai.domain.edition import Digest, Line
from doithoai.domain.site import Output, SiteConfig
from doithoai.domain.spoken_code import PAGES, derived, grouped
from doithoai.domain.standing import Group
from doithoai.domain.topics import Topic, Topics
from doithoai.engines.theme import wording

HOME_SESSIONS, HOME_LINES = 4, 6


class SiteEdition(Struct, frozen=True, dict=True):
    """All digests on one day."""

    config: SiteConfig
    topics: Topics
    digests: tuple[Digest, ...]
    as_of: date

    @cached_property
    def _lines(self) -> dict[str, list[Line]]:
        kinds = ("plans", "sessions", "conclusions", "latest")
        found = {kind: [line for digest in self.digests for line in getattr(digest, kind)] for kind in kinds}
        return {
            kind: sorted(lines, key=lambda line: (line.sort, line.address), reverse=True)
            for kind, lines in found.items()
        }

    def lines(self, kind: str) -> list[Line]:
        """All lines of one kind, newest first."""
        return self._lines[kind]

    def upcoming(self) -> list[Line]:
        """Sessions still to come: those with a day first, by day; then those that are foreseen or postponed."""
        return sorted((line for line in self.lines("sessions") if line.coming), key=lambda line: line.nearness)

    def past(self) -> list[Line]:
        """All other sessions, newest first."""
        upcoming = set(self.upcoming())
        return [line for line in self.lines("sessions") if line not in upcoming]

    def year(self) -> list[Line]:
        """All sessions, those that plans only foresee too."""
        return [*self.lines("sessions"), *(line for digest in self.digests for line in digest.foreseen)]

    def broadcasts(self) -> list[Line]:
        """What loudspeakers say next, soonest first."""
        return sorted((line for digest in self.digests for line in digest.broadcasts), key=lambda line: line.sort)

    def codes(self) -> Iterator[str]:
        """The codes of all records that have a page."""
        return (code for digest in self.digests for code, _ in digest.codes)

    def groups(self) -> dict[str, int]:
        """How many opinions of each group on the whole site."""
        counted: Counter[str] = Counter()
        for digest in self.digests:
            counted.update(digest.groups)
        return {group.value: counted[group.value] for group in Group}


def site_lists(edition: SiteEdition) -> Iterator[Page]:
    """The home page and every list of all authorities' records."""
    yield _home(edition)
    yield from _schedule(edition)
    yield from _list(edition, "ke-hoach/", "plans")
    yield from _list(edition, "ket-luan/", "conclusions")
    yield _opinions(edition)
    yield _statistics(edition)
    if edition.config.makes(Output.LOUDSPEAKER):
        yield _broadcasts(edition)
    yield _codes(edition)
    yield _authorities(edition)
    yield _topics(edition)
    yield from (_topic(topic, edition) for topic in edition.topics.topics)


def _named(page: str) -> tuple[str, str]:
    """Title and description of a page from the wording."""
    return wording().say(f"pages.{page}.title"), wording().say(f"pages.{page}.description")


def furniture(edition: SiteEdition, links: Links) -> View:
    """What every site-wide page shows around its own part."""
    return {
        "crumbs": [{"href": links.to(""), "text": wording().say("pages.home")}],
        "as_of": long_day(edition.as_of),
        "fictional": all(digest.brief.fictional for digest in edition.digests) and bool(edition.digests),
        "some_fictional": [digest.brief.brief for digest in edition.digests if digest.brief.fictional],
        "ended": None,
    }


def _home(edition: SiteEdition) -> Page:
    links = Links("")
    upcoming = edition.upcoming()
    view: View = {
        **furniture(edition, links),
        "crumbs": [],
        "follow": site_follow(edition.config, links),
        "name": edition.config.name,
        "look_up": links.to(PAGES),
        "welcome": edition.config.welcome or "",
        "next": [links.line(line) for line in upcoming[:HOME_SESSIONS]],
        "more_sessions": max(0, len(upcoming) - HOME_SESSIONS),
        "on_air": [links.line(line) for line in edition.broadcasts()[:1]],
        "loudspeaker": links.to(addresses.LOUDSPEAKER),
        "conclusions": [links.line(line) for line in edition.lines("conclusions")[:HOME_LINES]],
        "latest": [links.line(line) for line in edition.lines("latest")[:HOME_LINES]],
        "groups": edition.groups(),
        "late": sum(digest.late for digest in edition.digests),
        "plans": [links.line(line) for line in edition.lines("plans")[:HOME_LINES]],
        "past_sessions": bool(edition.past()),
        "schedule": links.to("lich/"),
        "all_conclusions": links.to("ket-luan/"),
        "all_opinions": links.to("kien-nghi/"),
        "all_plans": links.to("ke-hoach/"),
    }
    return Page("", "home.html", edition.config.name, edition.config.description, view)


def _schedule(edition: SiteEdition) -> Iterator[Page]:
    past = edition.past()
    by_authority = [digest.brief for digest in edition.digests if digest.sessions]
    title, description = _named("schedule")
    for page in chunks("lich/", past):
        links = Links(page.address)
        view: View = {
            **furniture(edition, links),
            "follow": site_follow(edition.config, links),
            "upcoming": [links.line(line) for line in edition.upcoming()] if page.number == 1 else [],
            "past": [links.line(line) for line in page.items],
            "years": year_views(edition.year(), edition.as_of, links) if page.number == 1 else [],
            "authorities": [
                {"href": links.to(addresses.of_authority(brief.id)), "text": brief.name} for brief in by_authority
            ],
            **page.view(links),
        }
        yield Page(page.address, "schedule.html", page.title(title), description, view)


def _list(edition: SiteEdition, address: str, name: str) -> Iterator[Page]:
    title, description = _named(name)
    for page in chunks(address, edition.lines(name)):
        links = Links(page.address)
        view: View = {
            **furniture(edition, links),
            "name": name,
            "rows": [links.line(line) for line in page.items],
            **page.view(links),
        }
        yield Page(page.address, "list.html", page.title(title), description, view)


def _opinions(edition: SiteEdition) -> Page:
    links = Links("kien-nghi/")
    view: View = {
        **furniture(edition, links),
        "look_up": links.to(PAGES),
        "groups": edition.groups(),
        "late": sum(digest.late for digest in edition.digests),
        "authorities": [
            {
                "href": links.to(f"{addresses.of_authority(digest.brief.id)}kien-nghi/"),
                "text": digest.brief.name,
                "fictional": digest.brief.fictional,
                "groups": dict(digest.groups),
                "total": sum(digest.groups.values()),
                "late": digest.late,
            }
            for digest in edition.digests
        ],
        "latest": [links.line(line) for line in edition.lines("latest")[:PER_PAGE]],
        "statistics": links.to(STATISTICS),
    }
    return Page("kien-nghi/", "opinions_hub.html", *_named("opinions"), view)


def _statistics(edition: SiteEdition) -> Page:
    return site_statistics(furniture(edition, Links(STATISTICS)), edition.digests)


def _broadcasts(edition: SiteEdition) -> Page:
    links = Links(addresses.LOUDSPEAKER)
    view: View = {
        **furniture(edition, links),
        "days": broadcast_days(edition.broadcasts()[:PER_PAGE], links),
        "authorities": [
            {
                "href": links.to(address_of_authority(digest.brief.id)),
                "text": digest.brief.name,
                "ended": bool(digest.ended),
            }
            for digest in sorted(edition.digests, key=lambda digest: bool(digest.ended))
            if digest.on_air
        ],
    }
    return Page(addresses.LOUDSPEAKER, "broadcasts_hub.html", *_named("loudspeaker"), view)


def _codes(edition: SiteEdition) -> Page:
    links = Links(PAGES)
    site = edition.config.address
    view: View = {
        **furniture(edition, links),
        "list": links.to(LIST),
        "address": f"{site.rstrip('/')}/{PAGES}" if site else f"…/{PAGES}",
        "example": grouped(next(edition.codes(), derived(""))),
    }
    return Page(PAGES, "code.html", *_named("code"), view)


def _authorities(edition: SiteEdition) -> Page:
    links = Links("co-quan/")
    view: View = {
        **furniture(edition, links),
        "rows": [
            {
                "href": links.to(addresses.of_authority(digest.brief.id)),
                "text": digest.brief.name,
                "place": digest.place,
                "ended": bool(digest.ended),
                "how": how_it_ended(digest.ended),
                "fictional": digest.brief.fictional,
                "plans": len(digest.plans),
                "sessions": len(digest.sessions),
                "opinions": sum(digest.groups.values()),
            }
            for digest in edition.digests
        ],
    }
    return Page("co-quan/", "authorities.html", *_named("authorities"), view)


def _topics(edition: SiteEdition) -> Page:
    links = Links("linh-vuc/")
    counts: Counter[str] = Counter()
    for digest in edition.digests:
        counts.update(digest.topics)
    view: View = {
        **furniture(edition, links),
        "rows": [
            {
                "href": links.to(f"linh-vuc/{topic.code}/"),
                "text": topic.name,
                "also": list(topic.also),
                "count": counts[topic.code],
            }
            for topic in edition.topics.topics
        ],
    }
    return Page("linh-vuc/", "topics.html", *_named("topics"), view)


def _topic(topic: Topic, edition: SiteEdition) -> Page:
    address = f"linh-vuc/{topic.code}/"
    links = Links(address)

    def about(name: str) -> list[View]:
        return [links.line(line) for line in edition.lines(name) if topic.code in line.topics][:PER_PAGE]

    view: View = {
        **furniture(edition, links),
        "follow": site_follow(edition.config, links, address),
        "name": topic.name,
        "authorities": [
            {
                "href": links.to(addresses.of_topic(digest.brief.id, topic.code)),
                "text": digest.brief.name,
                "count": digest.topics[topic.code],
            }
            for digest in edition.digests
            if topic.code in digest.topics
        ],
        "sessions": about("sessions"),
        "conclusions": about("conclusions"),
        "plans": about("plans"),
        "latest": about("latest"),
    }
    view["crumbs"].append({"href": links.to("linh-vuc/"), "text": wording().say("pages.topics.title")})
    description = short(wording().say("pages.topic.description", topic.name))
    return Page(address, "topic_hub.html", topic.name, description, view)
