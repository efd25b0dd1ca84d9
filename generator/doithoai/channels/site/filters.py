"""Lists of an authority's opinions: all of them, and a list for each residential group, topic, unit, session and state.

Each list is pages that work without a script; `loc.js` combines what they show, from the rows of `du-lieu.js`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct, field

from doithoai.artifacts import Ready
from doithoai.channels.site.opinions import row_facts, session_day
from doithoai.channels.site.page import Page, View, short
from doithoai.channels.site.paging import PER_PAGE, chunks
from doithoai.channels.site.parts import Links, frame_of
from doithoai.domain import addresses
from doithoai.domain.edition import Edition
from doithoai.domain.opinion import Opinion
from doithoai.domain.register import session_id_of
from doithoai.domain.session import Session
from doithoai.domain.standing import Answer, Group, Resolution
from doithoai.domain.statistics import Figures, figures_of
from doithoai.engines.theme import wording
from doithoai.folding import slug

_URGENCY = (Group.WAITING, Group.DOING, Group.ELSEWHERE, Group.DONE)
Value = tuple[str, str]
"""Address part and name of one value of a facet."""


class Facet(Struct, frozen=True):
    """One way to divide opinions: its address part, and each value in use with its opinions."""

    name: str
    values: dict[Value, list[Opinion]]


class Lists(Struct, frozen=True, dict=True):
    """An authority's opinions in the order of lists, and what its lists share."""

    edition: Edition
    _rows: dict[tuple[int, str], View] = field(default_factory=dict)
    _links: dict[tuple[int, str], View | None] = field(default_factory=dict)
    _facts: dict[str, View] = field(default_factory=dict)

    @cached_property
    def ordered(self) -> list[Opinion]:
        """All of them, the unsettled first."""
        return sorted(self.edition.dossier.opinions, key=lambda one: (_urgency(one, self.edition), one.id))

    @cached_property
    def facets(self) -> list[Facet]:
        """Every facet with its values in use."""
        return facets_of(self.ordered, self.edition)

    @cached_property
    def figures(self) -> Figures:
        """What statistics show of them."""
        return figures_of(self.edition)

    def row(self, opinion: Opinion, links: Links) -> View:
        """The opinion's row: the same on all pages of one depth, so it is made once for them."""
        key = (links.base.count("/"), opinion.id)
        found = self._rows.get(key)
        if found is None:
            found = self._rows[key] = self._linked(opinion, links)
        return found

    def _linked(self, opinion: Opinion, links: Links) -> View:
        """Its facts, made once for all depths, with links from one of them; each session numbers its own from 001."""
        facts = self._facts.get(opinion.id)
        if facts is None:
            facts = self._facts[opinion.id] = row_facts(opinion, self.edition)
        return {"href": links.to(addresses.of(opinion)), **facts, "session": self._link(session_id_of(opinion), links)}

    def _link(self, session_id: str, links: Links) -> View | None:
        """A link to a session, with its day: made once for all its rows of one depth."""
        key = (links.base.count("/"), session_id)
        if key not in self._links:
            session = self.edition.dossier.by_id.get(session_id)
            self._links[key] = links.record(session, session_day(session)) if isinstance(session, Session) else None
        return self._links[key]


def opinion_lists(lists: Lists) -> Iterator[Page]:
    """All opinions of the authority, and those of each value of each facet."""
    edition, ordered, facets = lists.edition, lists.ordered, lists.facets
    authority = edition.authority
    title = wording().say("pages.authority.opinions", authority.brief)
    description = short(wording().say("pages.authority.opinions_description", authority.name))
    base = base_of(edition)
    for page in chunks(base, ordered):
        links = Links(page.address)
        first = page.number == 1
        view: View = {
            **frame_of(authority, edition, links),
            **page.view(links),
            "rows": [lists.row(one, links) for one in page.items],
            "groups": edition.group_counts(edition.dossier.opinions),
            "total": len(ordered),
            "facets": [_facet_view(facet, base, edition, links) for facet in facets if first and facet.values],
            "data": links.to(f"{base}{DATA}") if first and ordered else "",
            "all": None,
        }
        yield Page(page.address, "opinions.html", page.title(title), description, view)
    for facet in facets:
        if facet.name not in _ELSEWHERE:
            yield from _facet_pages(facet, lists)


_ELSEWHERE = ("linh-vuc", "buoi")
"""Facets whose values have pages of their own already: those of topics and sessions."""


def base_of(edition: Edition) -> str:
    """The address of the authority's list."""
    return f"{addresses.of(edition.authority)}kien-nghi/"


def _urgency(opinion: Opinion, edition: Edition) -> int:
    return _URGENCY.index(edition.standing(opinion).group)


def facets_of(opinions: Sequence[Opinion], edition: Edition) -> list[Facet]:
    """Every facet with the values in use, in the order of the authority's own lists."""
    areas = {area.code: (area.code, area.name) for area in edition.authority.areas}
    names = {topic.code: (topic.code, topic.name) for topic in edition.topics.topics}
    found: dict[str, dict[Value, list[Opinion]]] = {
        "buoi": {},
        "to-dan-pho": {value: [] for value in areas.values()},
        "linh-vuc": {value: [] for value in names.values()},
        "don-vi": {(unit.code, unit.name): [] for unit in edition.authority.units},
        "giai-quyet": {(slug(one.value), one.value): [] for one in Resolution},
        "tra-loi": {(slug(one.value), one.value): [] for one in Answer},
        "qua-han": {},
    }
    first: dict[tuple[str, str], Value] = {}  # an outside body that is spelt in two ways is one, by its first spelling
    for opinion in opinions:
        for name, value in _values(opinion, edition, areas, names):
            found[name].setdefault(first.setdefault((name, value[0]), value), []).append(opinion)
    return [Facet(name, {value: rows for value, rows in values.items() if rows}) for name, values in found.items()]


def _values(
    opinion: Opinion, edition: Edition, areas: dict[str, Value], names: dict[str, Value]
) -> Iterator[tuple[str, Value]]:
    now = edition.standing(opinion)
    session = edition.dossier.session_of(opinion)
    if session:
        yield "buoi", (session.folder.partition("/")[2], session_day(session))
    if opinion.area in areas:
        yield "to-dan-pho", areas[opinion.area]
    for code in edition.topics.codes(opinion.topics):
        yield "linh-vuc", names[code]
    if now.owner:
        yield "don-vi", _unit(now.owner, edition)
    yield "giai-quyet", (slug(now.outcome.value), now.outcome.value)
    yield "tra-loi", (slug(now.answer.value), now.answer.value)
    if edition.late(opinion):
        yield "qua-han", ("co", wording().say("opinion.late"))


def _unit(owner: str, edition: Edition) -> Value:
    name = edition.authority.unit_name(owner)
    return next((unit.code for unit in edition.authority.units if unit.name == name), slug(owner) or "khac"), name


def _address(facet: str, value: Value, base: str, edition: Edition) -> str:
    if facet == "linh-vuc":
        return addresses.of_topic(edition.authority.authority_id, value[0])
    if facet == "to-dan-pho":
        return addresses.of_area_opinions(edition.authority.authority_id, value[0])
    if facet == "buoi":
        return f"{addresses.of(edition.authority)}{value[0]}/"
    return f"{base}{facet}/" if facet == "qua-han" else f"{base}{facet}/{value[0]}/"


def _facet_view(facet: Facet, base: str, edition: Edition, links: Links) -> View:
    return {
        "name": facet.name,
        "title": wording().say(f"filters.{facet.name.replace('-', '_')}"),
        "values": [
            {"code": value[0], "href": links.to(_address(facet.name, value, base, edition)), "text": value[1],
             "count": len(rows)}
            for value, rows in facet.values.items()
        ],
    }  # fmt: skip


def _facet_pages(facet: Facet, lists: Lists) -> Iterator[Page]:
    edition = lists.edition
    base, authority = base_of(edition), edition.authority
    for value, opinions in facet.values.items():
        address = _address(facet.name, value, base, edition)
        kind = wording().say(f"filters.{facet.name.replace('-', '_')}")
        title = f"{kind}: {value[1]} – {authority.brief}" if facet.name != "qua-han" else f"{kind} – {authority.brief}"
        for page in chunks(address, opinions):
            links = Links(page.address)
            view: View = {
                **frame_of(authority, edition, links),
                **page.view(links),
                "rows": [lists.row(one, links) for one in page.items],
                "groups": edition.group_counts(tuple(opinions)),
                "total": len(opinions),
                "facets": [],
                "data": "",
                "all": {"href": links.to(base), "text": wording().say("filters.all", len(edition.dossier.opinions))},
            }
            about = short(wording().say("filters.description", len(opinions), f"{kind}: {value[1]}", authority.name))
            yield Page(page.address, "opinions.html", page.title(title), about, view)


DATA = "du-lieu.js"


def filter_data(lists: Lists) -> Iterator[Ready]:
    """Per opinion: number, title, link, session's day, area, both axes, sign, tone, late, and its facets' codes."""
    if not lists.ordered:
        return
    base = base_of(lists.edition)
    codes: dict[str, list[str]] = {one.id: [] for one in lists.ordered}
    for facet in lists.facets:
        for value, those in facet.values.items():
            for one in those:
                codes[one.id].append(f"{facet.name}/{value[0]}")
    rows = [_row(lists.row(one, Links(base)), codes[one.id]) for one in lists.ordered]
    text = f"doithoaiOpinions({json.dumps(rows, ensure_ascii=False, separators=(',', ':'))},{PER_PAGE});\n"
    yield Ready(f"{base}{DATA}", text)


def _row(row: View, codes: list[str]) -> list[object]:
    day = row["session"]["text"] if row["session"] else ""
    state = wording()["states"][row["resolution"]]
    return [row["number"], row["title"], row["href"], day, row["area"], row["answer"], row["resolution"],
            state["sign"], state["tone"], int(row["late"]), " ".join(codes)]  # fmt: skip
