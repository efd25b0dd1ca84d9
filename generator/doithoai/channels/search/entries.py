"""What of each page can be found: made from its view, so that a search finds nothing that its page does not show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar

from msgspec import Struct

View = Mapping[str, Any]

_TARGET = re.compile(r"\]\([^)\n]*\)|\{[^}\n]*\}|<[^>\n]*>")
"""What Markdown does not show: where a link leads, attributes, HTML."""
_LED = re.compile(r"\]\([^)\n]*\)")
"""The same of a record's text, whose braces and angles are shown."""


class Shown(Protocol):
    """A page before it is drawn."""

    @property
    def address(self) -> str:
        """Where it is."""
        ...

    @property
    def template(self) -> str:
        """What draws it."""
        ...

    @property
    def title(self) -> str:
        """Its name."""
        ...

    @property
    def view(self) -> dict[str, Any]:
        """All that it shows."""
        ...


class Entry(Struct, frozen=True):
    """One page as a search knows it: its facts and its other words, and `about`, which stands below its title.

    `also` are other names of what it is about, as good as its title.
    """

    address: str
    title: str
    about: str
    area: str = ""
    also: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    body: tuple[str, ...] = ()


class _Kind(Struct, frozen=True):
    """Which parts of a view are facts, which tell a hit from others of its title, and which are other pages' words."""

    order: int
    facts: frozenset[str]
    about: tuple[str, ...]
    skipped: frozenset[str]


_FURNITURE = frozenset(
    {
        "crumbs",
        "as_of",
        "id",
        "ended",
        "fictional",
        "prints",
        "log",
        "on_air",
        "source",
        "contact",
        "asking",
        "follow",
        "ld",
        "duties",
        "lead",
    }
)
"""Parts of a view that tell nothing of its record."""

_INSTEAD = {"resolution": "outcome"}
"""A fact that is not shown where another one is there to be shown in its place."""

_BLANK = "…"
"""Begins a document's number that is not there yet."""

_QUIET = frozenset({"href", "iso", "tel", "tone", "weekday", "blank", "published"})
"""Keys whose values are not read."""


def _kind(order: int, facts: str, about: str, skipped: str = "") -> _Kind:
    return _Kind(order, frozenset(facts.split()), tuple(about.split()), _FURNITURE | set(skipped.split()))


_KINDS: Mapping[str, _Kind] = {
    "authority.html": _kind(
        0,
        "label name authority type place parent head areas units code",
        "label place",
        "upcoming past plans conclusions topics groups total loudspeaker opinions_href withdrawn style",
    ),
    "session.html": _kind(
        1,
        "label authority code times places state chairs document topics occasion mode who held",
        "label times.0.text state",
        "opinions groups conclusion upcoming",
    ),
    "plan.html": _kind(
        2,
        "label authority code document year topics planned audience deadline genre chairs",
        "label document.number year",
        "unplanned conclusions misprints",
    ),
    "conclusion.html": _kind(
        3, "label authority code document summary", "label document.number document.dated", "session others"
    ),
    "opinion.html": _kind(
        4,
        "label authority code number area topics answer resolution outcome owner received days_set class",
        "label received area outcome.state|resolution",
        "before after session notice merged_from heading since group due",
    ),
}
"""Pages that can be found, by their template; `a.0.b` of `about` leads into a view. Lists repeat what others show."""


P = TypeVar("P", bound=Shown)


def in_order(pages: Iterable[P]) -> list[P]:
    """The pages that can be found: kinds in their order, the newest of a kind first."""
    found = [page for page in pages if page.template in _KINDS]
    found.sort(key=lambda page: page.address, reverse=True)
    return sorted(found, key=lambda page: _KINDS[page.template].order)


def entry_of(page: Shown, authority: str) -> Entry:
    """One of those pages; `authority` is the short name that stands beside all its authority's hits."""
    kind, view = _KINDS[page.template], page.view
    facts: list[str] = []
    body: list[str] = []
    replaced = [fact for fact, other in _INSTEAD.items() if view.get(other)]
    for key, value in view.items():
        if key not in kind.skipped and key not in replaced:
            _read(str(value) if type(value) is int else value, facts if key in kind.facts else body)
    about = " · ".join(one for path in kind.about if (one := _at(view, path)) and not one.startswith(_BLANK))
    also = (authority,) if page.template == "authority.html" else ()
    return Entry(page.address, page.title, about, view.get("area", ""), also, tuple(facts), tuple(body))


def authored_entry(address: str, title: str, about: str, text: str) -> Entry:
    """A page that the site's people wrote; without a `title` it is called by its first line."""
    first, _, rest = text.strip().partition("\n")
    words = _TARGET.sub(" ", rest if not title else text)
    return Entry(address, title or _TARGET.sub("", first).strip("#= "), about, body=tuple(words.splitlines()))


def _read(value: Any, into: list[str]) -> None:
    """Every text of a value that is shown, in its order; numbers within it are mostly counts that nobody looks for."""
    kind = type(value)
    if kind is dict:
        value, kind = [one for key, one in value.items() if key not in _QUIET], list
    if kind is list:
        for one in value:
            _read(one, into)
    elif kind is str and not value.startswith("../"):  # a link
        into.append(_LED.sub("] ", value) if "](" in value else value)


def _at(view: View, paths: str) -> str:
    """The first thing that is there at one of the paths, `times.0.text` or `outcome.state|resolution`."""
    for path in paths.split("|"):
        found: Any = view
        for step in path.split("."):
            found = (found[:1] or [{}])[0] if step == "0" else (found or {}).get(step)
        if found:
            return str(found)
    return ""
