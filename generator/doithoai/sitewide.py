"""The part of a build that is nobody's: pages and search of the whole site, from what every authority gives."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

from doithoai.cache import digest
from doithoai.channels import search
from doithoai.channels import site as website
from doithoai.channels.site.signposts import indexed
from doithoai.domain.edition import Digest
from doithoai.engines.theme import wording
from doithoai.kept import KeptPart, kept_in, rows_of
from doithoai.shared import SITE, Shared, UnitResult, all_kept

if TYPE_CHECKING:
    from doithoai.press import Leaf


def publish_site(results: list[UnitResult], digests: tuple[Digest, ...], shared: Shared) -> UnitResult:
    """Site-wide pages, with a manifest of their own; taken over as they are while no authority's digest changes."""
    store = f"site-{shared.out_name}.json"
    kept = kept_in(shared.cache, store, KeptPart)
    before = kept.manifest(shared.drawing_key)
    key = digest(shared.key, [(one.authority, one.digest_key) for one in results])
    if kept.key == key and before and all_kept(before, shared):
        return UnitResult(SITE, pages=len(before), addresses=indexed(before))
    from doithoai.channels.site.pages import SiteEdition, code_list, site_pages
    from doithoai.publishing import publish

    edition = SiteEdition(shared.site.config, shared.site.topics, digests, shared.as_of)
    leaves: Iterable[Leaf] = chain(site_pages(edition), [code_list(edition.codes())])
    done = publish(leaves, before, shared.press, SITE in shared.verified)
    shared.cache.store(store, KeptPart(key, shared.drawing_key, rows_of(done.manifest)))
    return UnitResult(SITE, pages=len(done.manifest), drawn=done.drawn, addresses=indexed(done.manifest))


def publish_search(parts: Iterable[search.Findable], shared: Shared) -> None:
    """The whole site's search, from all authorities' parts; taken over as it is when none of them has changed."""
    own = search.findable_site(_guides(shared))
    shelves = search.Shelves((own.findable, *parts), wording()["search"].plain)
    store = f"search-{shared.out_name}.json"
    kept = kept_in(shared.cache, store, KeptPart)
    before = kept.manifest(shared.drawing_key)
    if kept.key == shelves.version and before and all_kept(before, shared):
        return
    from doithoai.publishing import publish

    done = publish(chain(own.scripts, shelves.scripts()), before, shared.press, verified=False)
    shared.cache.store(store, KeptPart(shelves.version, shared.drawing_key, rows_of(done.manifest)))


def _guides(shared: Shared) -> Iterable[search.Entry]:
    """Pages that are nobody's: the hubs of the navigation, topics, and those that the site's people wrote."""
    for address, title in website.hubs(shared.site.config):
        yield search.Entry(address, title, wording().say("search.hub"))
    for topic in shared.site.topics.topics:
        yield search.Entry(f"linh-vuc/{topic.code}/", topic.name, wording().say("search.topic"), also=topic.also)
    for page in shared.site.pages:
        title, about = page.head.title or "", wording().say("search.guide")
        yield search.authored_entry(f"{page.address}/", title, about, page.text)
