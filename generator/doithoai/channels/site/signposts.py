"""For programs that go through the whole site: `robots.txt` and the sitemap (sitemaps.org 0.9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from doithoai.artifacts import Ready
from doithoai.domain import spoken_code
from doithoai.domain.bulletin import DESK

PER_SITEMAP = 10_000
"""Addresses of one sitemap. The format allows 50,000, but a province's build would need most of its memory for them."""

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_INDEX = "index.html"


def indexed(paths: Iterable[str]) -> tuple[str, ...]:
    """Addresses of the pages among published files: neither redirects nor what is meant for those on duty."""
    pages = (path.removesuffix(_INDEX) for path in paths if path.rpartition("/")[2] == _INDEX)
    return tuple(one for one in pages if not one.startswith(spoken_code.PAGES) and not one.endswith(f"/{DESK}"))


def signposts(site: str, addresses: Sequence[str]) -> Iterator[Ready]:
    """What leads a crawler. A sitemap needs whole addresses: a site that has none yet has no sitemap."""
    yield Ready("robots.txt", "User-agent: *\nAllow: /\n" + (f"\nSitemap: {site}sitemap.xml\n" if site else ""))
    if not site:
        return
    addresses = sorted(addresses)  # whatever the order in which pages were drawn or taken over
    parts = [addresses[at : at + PER_SITEMAP] for at in range(0, len(addresses), PER_SITEMAP)]
    if len(parts) == 1:
        yield Ready("sitemap.xml", _urls(site, parts[0]))
        return
    for number, part in enumerate(parts, 1):
        yield Ready(f"sitemap-{number}.xml", _urls(site, part))
    maps = "".join(f"<sitemap><loc>{site}sitemap-{number}.xml</loc></sitemap>\n" for number in range(1, len(parts) + 1))
    yield Ready("sitemap.xml", f'{_XML}<sitemapindex xmlns="{_SPACE}">\n{maps}</sitemapindex>\n')


def _urls(site: str, addresses: Iterable[str]) -> str:
    rows = "".join(f"<url><loc>{site}{quote(one)}</loc></url>\n" for one in addresses)
    return f'{_XML}<urlset xmlns="{_SPACE}">\n{rows}</urlset>\n'
