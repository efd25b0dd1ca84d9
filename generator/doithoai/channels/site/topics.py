"""Pages of an authority's topics: its opinions on each, the sessions that deal with it, the plans that name it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from doithoai.channels.site.page import Page, View, short
from doithoai.channels.site.paging import chunks
from doithoai.channels.site.parts import Links, frame_of
from doithoai.channels.site.plans import plan_line
from doithoai.channels.site.sessions import session_line
from doithoai.domain import addresses
from doithoai.domain.edition import Edition
from doithoai.domain.opinion import Opinion
from doithoai.domain.plan import Plan
from doithoai.domain.session import Session
from doithoai.engines.theme import wording


def topic_counts(edition: Edition) -> list[tuple[str, str, int]]:
    """Code, name and number of opinions of each topic in use."""
    names = {topic.code: topic.name for topic in edition.topics.topics}
    return [
        (code, names[code], sum(isinstance(record, Opinion) for record in records))
        for code, records in edition.by_topic.items()
    ]


def topic_pages(edition: Edition, row: Callable[[Opinion, Links], View]) -> Iterator[Page]:
    """One page per topic that the authority's records use; `row` gives an opinion's row for a page."""
    authority = edition.authority
    for code, name, _count in topic_counts(edition):
        address = addresses.of_topic(authority.authority_id, code)
        records = edition.by_topic[code]
        description = short(wording().say("pages.authority.topic_description", name, authority.name))
        for page in chunks(address, [one for one in records if isinstance(one, Opinion)]):
            links, others = Links(page.address), records if page.number == 1 else ()
            view: View = {
                **frame_of(authority, edition, links),
                **page.view(links),
                "name": name,
                "rows": [row(one, links) for one in page.items],
                "sessions": [links.line(session_line(one, edition)) for one in others if isinstance(one, Session)],
                "plans": [links.line(plan_line(one, edition)) for one in others if isinstance(one, Plan)],
            }
            yield Page(page.address, "topic.html", page.title(f"{name} – {authority.brief}"), description, view)
