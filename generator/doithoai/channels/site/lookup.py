"""Finding without a search: everything of an authority by its name from A to Z, and where to begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from doithoai.channels.site.lists import SiteEdition, furniture
from doithoai.channels.site.page import Page, View, short
from doithoai.channels.site.paging import PER_PAGE, chunks
from doithoai.channels.site.parts import Links, frame_of
from doithoai.domain import addresses
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.edition import Edition
from doithoai.domain.opinion import Opinion
from doithoai.domain.plan import Plan
from doithoai.domain.session import Session
from doithoai.engines.theme import wording
from doithoai.letters import alphabetical

LOOKUP = "tra-cuu/"
"""Where the search box leads; below an authority's address, its list from A to Z."""

Listed = Plan | Session | Conclusion | Opinion


def alphabet_pages(edition: Edition) -> Iterator[Page]:
    """The authority's records by their names, with a way to each letter."""
    authority, dossier = edition.authority, edition.dossier
    base = f"{addresses.of(authority)}{LOOKUP}"
    records: tuple[Listed, ...] = (*dossier.plans, *dossier.sessions, *dossier.conclusions, *dossier.opinions)
    listed = sorted(records, key=_place)
    title = wording().say("pages.lookup.of", authority.brief)
    description = short(wording().say("pages.lookup.of_description", authority.name))
    first = _first_pages(listed)
    for chunk in chunks(base, listed):
        links = Links(chunk.address)
        view: View = {
            **frame_of(authority, edition, links),
            **chunk.view(links),
            "letters": [
                {"href": f"{links.to(_page(base, at))}#{_anchor(one)}", "text": one} for one, at in first.items()
            ],
            "groups": _groups(chunk.items, links),
        }
        yield Page(chunk.address, "alphabet.html", chunk.title(title), description, view)


def lookup_page(edition: SiteEdition) -> Page:
    """Where the search box leads: what was found, and the ways that need no script."""
    links = Links(LOOKUP)
    digests = sorted(edition.digests, key=lambda one: alphabetical(one.brief.name))
    view: View = {
        **furniture(edition, links),
        "topics": [{"href": links.to(f"linh-vuc/{one.code}/"), "text": one.name} for one in edition.topics.topics],
        "authorities": [
            {
                "href": links.to(f"{addresses.of_authority(one.brief.id)}{LOOKUP}"),
                "text": one.brief.name,
                "count": len(one.plans) + len(one.sessions) + len(one.conclusions) + sum(one.groups.values()),
            }
            for one in digests
        ],
    }
    title, description = wording().say("pages.lookup.title"), wording().say("pages.lookup.description")
    return Page(LOOKUP, "lookup.html", title, description, view)


def _place(record: Listed) -> tuple[str, str]:
    return alphabetical(record.title), addresses.of(record)


def _letter(record: Listed) -> str:
    """`Đ`, or the word for all that begin with a digit."""
    return _letter_of(next((one for one in record.title if one.isalnum()), "0"))


@cache
def _letter_of(sign: str) -> str:
    plain = alphabetical(sign)[:2].strip("\0")
    return _LETTERS.get(plain, wording().say("lookup.digits"))


_LETTERS = {alphabetical(one)[:2].strip("\0"): one for one in "AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ"}


def _anchor(letter: str) -> str:
    """Two letters of one base have two anchors: `chu-d`, `chu-d2`."""
    return f"chu-{list(_LETTERS.values()).index(letter) + 1}" if letter in _LETTERS.values() else "chu-so"


def _first_pages(listed: Sequence[Listed]) -> dict[str, int]:
    """Each letter in use and the number of the page where it begins."""
    found: dict[str, int] = {}
    for at, record in enumerate(listed):
        found.setdefault(_letter(record), at // PER_PAGE + 1)
    return found


def _page(base: str, number: int) -> str:
    return base if number == 1 else f"{base}trang-{number}/"


def _groups(items: Sequence[Listed], links: Links) -> list[View]:
    groups: dict[str, list[View]] = {}
    for record in items:
        about = f"{record.label} {record.number}" if isinstance(record, Opinion) else record.label
        row = {"href": links.to(addresses.of(record)), "text": record.title, "about": about}
        groups.setdefault(_letter(record), []).append(row)
    return [{"letter": letter, "anchor": _anchor(letter), "rows": rows} for letter, rows in groups.items()]
