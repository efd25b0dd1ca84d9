"""For those who follow: calendars to subscribe to, and feeds of what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from doithoai.artifacts import Ready
from doithoai.channels.feeds.atom import PER_PART, feed
from doithoai.channels.feeds.calendars import authority_calendars, entries_of, site_calendar
from doithoai.channels.feeds.news import news_of
from doithoai.domain import addresses
from doithoai.domain.edition import Digest, Edition, News
from doithoai.domain.site import SiteConfig
from doithoai.domain.topics import Topics
from doithoai.engines.theme import wording

__all__ = ["authority_feeds", "entries", "newest", "news_of", "site_feeds"]

NEWEST_PER_TOPIC = 5
"""So much of each topic, at least, does an authority give to the site's feeds."""


def authority_feeds(edition: Edition, news: Sequence[News], site: str) -> Iterator[Ready]:
    """The calendars and the feed of one authority."""
    authority = edition.authority
    title = wording().say("feeds.of", authority.name)
    base = addresses.of_authority(authority.authority_id)
    yield from authority_calendars(edition, site)
    yield from feed(base, title, authority.name, news, site, edition.as_of)


def entries(edition: Edition, site: str) -> tuple[str, ...]:
    """The authority's entries in the site's calendar."""
    return tuple(entry for _, entry in entries_of(edition, site))


def newest(news: Sequence[News]) -> tuple[News, ...]:
    """The authority's share of the site's feeds: its newest news, and some of each topic."""
    return tuple(_newest(news))


def _newest(news: Sequence[News]) -> Iterator[News]:
    seen: Counter[str] = Counter()
    for number, one in enumerate(news):
        if number < PER_PART or any(seen[code] < NEWEST_PER_TOPIC for code in one.topics):
            yield one
        seen.update(one.topics)


def site_feeds(config: SiteConfig, topics: Topics, digests: Sequence[Digest], as_of: date) -> Iterator[Ready]:
    """What follows the whole site: one calendar, a feed of everything, and one per topic."""
    site = config.root
    found = (one for digest in digests for one in digest.news)
    news = sorted(found, key=lambda one: (one.on, one.address), reverse=True)
    yield site_calendar(config.name, (entry for digest in digests for entry in digest.events), as_of)
    yield from feed("", wording().say("feeds.of", config.name), config.owner, news, site, as_of)
    for topic in topics.topics:
        own = [one for one in news if topic.code in one.topics]
        title = wording().say("feeds.of_topic", topic.name, config.name)
        yield from feed(addresses.of_site_topic(topic.code), title, config.owner, own, site, as_of)
