"""What following a site adds to it: asked for only by sites that offer it, which then load its room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from doithoai.artifacts import Artifact, Ready
from doithoai.channels import feeds
from doithoai.domain.edition import Digest, Edition, News
from doithoai.reading.register import Site


class Following(Struct, frozen=True):
    """One authority's share: its files, and what it gives to the site's feeds and calendar."""

    files: Iterable[Ready]
    news: tuple[News, ...]
    events: tuple[str, ...]


def following_of(edition: Edition, site: Site) -> Following:
    """Everything by which one authority can be followed."""
    root = site.config.root
    news = feeds.news_of(edition)
    return Following(feeds.authority_feeds(edition, news, root), feeds.newest(news), feeds.entries(edition, root))


def shared_by_all(digests: tuple[Digest, ...], site: Site, day: date) -> Iterator[Artifact]:
    """The site's calendar and feeds."""
    return (one.artifact for one in feeds.site_feeds(site.config, site.topics, digests, day))
