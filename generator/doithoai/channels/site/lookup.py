"""Finding without a search: everything of an authority by its name from A to Z, and where to begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from doithoai.channels.site.lists import SiteEdition, furniture
from doithoai.channels.site.page import Links, Page, View, frame_of, short
from doithoai.channels.site.paging import PER_PAGE, chunks
from doithoai.domain import addresses
from doithoai.domain.edition import Edition
from doithoai.engines.theme import wording
from doithoai.letters import alphabetical

LOOKUP = "tra-cuu/"
"""Where the search box leads; below an authority's address, its list from A to Z."""

_LISTED = frozenset({"plan.html", "session.html", "conclusion.html", "opinion.html"})


def alphabet_pages(pages: Iterable[Page], edition: Edition) -> Iterator[Page]:
    """The authority's records by their names, with a way to each letter."""
    authority = edition.authority
    base = f"{addresses.of(authority)}{LOOKUP}"
    listed = sorted((one for one in pages if one.template in _LISTED), key=_place)
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


def _place(page: Page) -> tuple[str, str]:
    return alphabetical(_name(page)), page.address


def _name(page: Page) -> str:
    """An opinion goes by what it is about, not by its number."""
    return str(page.view.get("heading") or page.title)


def _letter(page: Page) -> str:
    """`Đ`, or the word for all that begin with a digit."""
    first = next((one for one in _name(page) if one.isalnum()), "0")
    plain = alphabetical(first)[:2].strip("\0")
    return _LETTERS.get(plain, wording().say("lookup.digits"))


_LETTERS = {alphabetical(one)[:2].strip("\0"): one for one in "AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ"}


def _anchor(letter: str) -> str:
    """Two letters of one base have two anchors: `chu-d`, `chu-d2`."""
    return f"chu-{list(_LETTERS.values()).index(letter) + 1}" if letter in _LETTERS.values() else "chu-so"


def _first_pages(listed: Sequence[Page]) -> dict[str, int]:
    """Each letter in use and the number of the page where it begins."""
    found: dict[str, int] = {}
    for at, page in enumerate(listed):
        found.setdefault(_letter(page), at // PER_PAGE + 1)
    return found


def _page(base: str, number: int) -> str:
    return base if number == 1 else f"{base}trang-{number}/"


def _groups(items: Sequence[Page], links: Links) -> list[View]:
    groups: dict[str, list[View]] = {}
    for page in items:
        about = page.view["label"] + (f" {page.view['number']}" if page.template == "opinion.html" else "")
        row = {"href": links.to(page.address), "text": _name(page), "about": about}
        groups.setdefault(_letter(page), []).append(row)
    return [{"letter": letter, "anchor": _anchor(letter), "rows": rows} for letter, rows in groups.items()]
