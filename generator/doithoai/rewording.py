"""An edit that changes only what an opinion says in its own words: its page and the search follow, nothing else does.

On the website an opinion's words stand on its own page alone: lists, figures, deadlines and checks between records
look at its other facts, but for a few rules that need the record alone. So those need not be worked out again, and no
other record be read. Paper and data hold the words, too: where a site makes them, this way is for a preview, whose
next build makes them again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct

from doithoai.cache import Cache, code_stamp, digest
from doithoai.channels import search
from doithoai.channels.search import Noted
from doithoai.channels.site.borrowed import found_again
from doithoai.channels.site.page import LEAD, Known, Page, unpacked, worded
from doithoai.domain import addresses
from doithoai.domain.records import Kind
from doithoai.kept import KeptUnit
from doithoai.reading.found import Found
from doithoai.reading.record import Read
from doithoai.reading.register import Documents

WORTH_KEEPING = 8
"""Fewer pages or files than this are made again sooner than all of them are written down."""

SINCE = 48
"""So many pages that changed since the basis are carried along: a session's folder changes as a whole."""

SETTLED = 0.1
"""Seconds a file must have rested before its stamp is trusted: two edits can share one clock tick."""

Since = tuple[tuple[Noted, str], ...]
"""Pages that changed since the basis was written: as the search knows them, and what they were made from."""


class Sought(Struct, frozen=True):
    """What can be found of an authority, and what the next edit starts from: the id of a basis and what came since."""

    found: search.Found
    basis: str
    since: Since


class Reworded(Struct, frozen=True):
    """The pages of the opinions that say something else, and what is kept of all files for the edit after this one."""

    pages: tuple[Page, ...]
    sought: Sought
    files: Mapping[str, tuple[Any, ...]]
    changed: frozenset[str]
    """The opinions' files."""


def rested(one: Found) -> bool:
    """Whether the file's stamp can be trusted."""
    return max(one.stamp[:2]) < time.time_ns() - int(SETTLED * 1e9)


def files_of(
    found: Iterable[Found], documents: Documents, pages: Iterable[Page | Known], before: Mapping[str, Any]
) -> dict[str, tuple[Any, ...]]:
    """Each file's stamp, none while it is fresh; and the facts of opinions whose page shows their words as they are.

    `before` are the rows of the last build: of pages that are as they were those hold.
    """
    same = {page.address for page in pages if isinstance(page, Known)}
    shown = {page.address: page.view["text"] for page in pages if isinstance(page, Page) and LEAD in page.view}
    rows: dict[str, tuple[Any, ...]] = {}
    for one in found:
        stamp = one.stamp if rested(one) else ()
        if address_of(one) in same:
            rows[one.file] = (stamp, before[one.file][1])
        else:
            document = documents.get(one.file)
            as_written = document and shown.get(address_of(one)) == document.record.text
            rows[one.file] = (stamp, document.facts if document and as_written else "")
    return rows


def changed_since(found: Iterable[Found], files: Mapping[str, Any]) -> list[Found]:
    """The files that are not as they were when the rows of `files_of` were written, new ones among them."""
    return [one for one in found if tuple(files.get(one.file, ((), ""))[0]) != one.stamp]


def address_of(one: Found) -> str:
    """Where an opinion's page is."""
    return f"{addresses.AUTHORITIES}{one.id}/" if one.kind is Kind.OPINION else ""


def sought(authority_id: str, name: str, pages: Iterable[Page | Known], kept: KeptUnit, cache: Cache) -> Sought:
    """What can be found of an authority; pages that show what they showed last time are not read again.

    `kept` is of the last build, or empty where it was another program's.
    """
    pages = tuple(pages)
    basis = _basis(authority_id, cache)
    at_first = {one.address: one for row in basis.get("pages", ()) if (one := Noted(*row))}
    known, before, since = at_first, None, None
    if basis and kept.basis == basis["id"]:
        known = at_first | {row[0][1]: Noted(*row[0]) for row in kept.since}
        before = kept.found
        since = {row[0][1]: row[1] for row in kept.since}
    found = search.findable_of(authority_id, name, pages, known, before)
    fresh = [one for one in found.noted if at_first.get(one.address) is not one]
    made = {page.address: page for page in pages}
    if len(fresh) <= SINCE and [one.address for one in found.noted] == list(at_first):
        return Sought(found, basis["id"], tuple((one, _view_of(made[one.address], since)) for one in fresh))
    fresh_id = digest([one.fingerprint for one in found.noted])
    views = None if since is None else _views(authority_id, basis["id"], cache) | since
    now = {page.address: view for page in pages if (view := _view_of(page, views))}
    cache.store(_store(authority_id), {"key": code_stamp(), "id": fresh_id, "pages": found.noted})
    cache.store(_views_store(authority_id), {"id": fresh_id, "views": now})
    return Sought(found, fresh_id, ())


def reworded(
    authority_id: str, found: list[Found], kept: KeptUnit, read: Callable[[Found], Read | None], cache: Cache
) -> Reworded | None:
    """What follows from an edit of opinions' own words; None where more has changed, or not enough is known."""
    texts = _other_words(found, kept.files, read)
    basis = _basis(authority_id, cache) if texts else {}
    if not texts or not basis or basis["id"] != kept.basis:
        return None
    since = {row[0][1]: (Noted(*row[0]), row[1]) for row in kept.since}
    views = _views(authority_id, basis["id"], cache) | {address: view for address, (_, view) in since.items()}
    pages = [page for one, text in texts.items() if (page := _worded(address_of(one), text, views, kept))]
    if len(pages) < len(texts):
        return None
    noted = [since[row[1]][0] if row[1] in since else Noted(*row) for row in basis["pages"]]
    again = search.findable_again(kept.found, noted, pages)
    at = {one.address: one for one in again.noted}
    since |= {page.address: (at[page.address], _packed(page)) for page in pages}
    if len(since) > SINCE:
        return None
    now = {one.file: (one.stamp if rested(one) else (), kept.files[one.file][1]) for one in texts}
    sought_now = Sought(again, basis["id"], tuple(since.values()))
    return Reworded(tuple(pages), sought_now, {**kept.files, **now}, frozenset(one.file for one in texts))


def _worded(address: str, text: str, views: Mapping[str, str], kept: KeptUnit) -> Page | None:
    """The page that the last build made, with other words of its record; none where not enough is known."""
    known = kept.pages.get(f"{address}index.html")
    borrowed = found_again(known[0], kept.lent) if known and address in views else None
    return None if borrowed is None else worded(unpacked(views[address], borrowed), text)


def _other_words(
    found: list[Found], files: Mapping[str, Any], read: Callable[[Found], Read | None]
) -> dict[Found, str] | None:
    """The opinions that say something else in their own words, with those; None where anything else has changed."""
    changed = changed_since(found, files)
    if len(found) != len(files) or not 0 < len(changed) <= WORTH_KEEPING:
        return None
    texts: dict[Found, str] = {}
    for one in changed:
        facts = files[one.file][1] if one.file in files else ""
        new = read(one) if facts else None
        if new is None or new.problems or new.record is None or new.facts != facts:
            return None
        texts[one] = new.record.text
    return texts


def _basis(authority_id: str, cache: Cache) -> dict[str, Any]:
    kept = cache.load(_store(authority_id)) or {}
    return kept if kept.get("key") == code_stamp() else {}


def _views(authority_id: str, basis: str, cache: Cache) -> dict[str, str]:
    """What pages with words of their own were made from when the basis was written."""
    kept = cache.load(_views_store(authority_id)) or {}
    return dict(kept["views"]) if kept.get("id") == basis else {}


def _store(authority_id: str) -> str:
    return f"pages-{authority_id}.json"


def _views_store(authority_id: str) -> str:
    return f"views-{authority_id}.json"


def _view_of(page: Page | Known, before: Mapping[str, str] | None) -> str:
    """A page's view as the cache keeps it; of one that is as it was the view of then, where those are known."""
    return _packed(page) if before is None or isinstance(page, Page) else before.get(page.address, "")


def _packed(page: Page | Known) -> str:
    """What a page with words of its own is made from again; text within JSON, so that only few are unpacked."""
    return page.packed.decode() if LEAD in page.view else ""
