"""Atom feeds (RFC 4287), paged (RFC 5005): an entry keeps its id for ever, an update of its record updates it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from uuid import NAMESPACE_URL, uuid5

from doithoai.artifacts import Ready
from doithoai.domain import addresses
from doithoai.domain.edition import News
from doithoai.engines.theme import wording

PER_PART = 50
"""Entries of one part of a feed."""

_ZONE = "T00:00:00+07:00"


def feed(base: str, title: str, author: str, news: Sequence[News], site: str, as_of: date) -> Iterator[Ready]:
    """The parts of one feed: `base` is the address of the page that it follows, `news` newest first."""
    parts = [news[at : at + PER_PART] for at in range(0, len(news), PER_PART)] or [[]]
    for number, part in enumerate(parts, 1):
        head = _head(base, number, len(parts), title, author, part[0].on if part else as_of.isoformat(), site)
        entries = [_entry(one, base, site) for one in part]
        yield Ready(addresses.of_feed(base, number), "\n".join([*head, *entries, "</feed>", ""]))


def _head(base: str, number: int, total: int, title: str, author: str, updated: str, site: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">'
    yield f"<id>{_urn(f'feed:{base}')}</id>"
    yield f"<title>{_text(title)}</title>"
    yield f"<subtitle>{_text(wording().say('feeds.subtitle'))}</subtitle>"
    yield f"<updated>{updated}{_ZONE}</updated>"
    yield f"<author><name>{_text(author)}</name></author>"
    yield f'<link rel="alternate" type="text/html" hreflang="vi" href="{_href(base, base, site)}"/>'
    near = {"self": number, "first": 1, "last": total, "previous": number - 1, "next": number + 1}
    for relation, at in near.items():
        if 1 <= at <= total:
            href = _href(addresses.of_feed(base, at), base, site)
            yield f'<link rel="{relation}" type="application/atom+xml" href="{href}"/>'


def _entry(news: News, base: str, site: str) -> str:
    sample = f" ({wording().say('page.sample')})" if news.fictional else ""
    topics = "".join(f'<category term="{_text(code)}"/>' for code in news.topics)
    return (
        f"<entry><id>{_urn(news.record)}</id>"
        f"<title>{_text(f'{news.kind}: {news.title}{sample}')}</title>"
        f"<updated>{news.on}{_ZONE}</updated>"
        f"<author><name>{_text(news.authority)}</name></author>"
        f'<link rel="alternate" type="text/html" href="{_href(news.address, base, site)}"/>'
        f'{topics}<summary type="text">{_text(news.text)}</summary></entry>'
    )


def _urn(name: str) -> str:
    """An id that does not change when the site moves: ids of records never do (RFC 4287, 4.2.6)."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'doithoai:{name}')}"


def _href(address: str, base: str, site: str) -> str:
    """A whole address where the site has one, else relative to the feed."""
    return escape(site + address if site else addresses.relative(address, base))


def _text(text: str) -> str:
    """Text of an element: escaped, without the control characters that XML cannot hold."""
    return escape("".join(one for one in text if one >= " " or one in "\n\t"))
