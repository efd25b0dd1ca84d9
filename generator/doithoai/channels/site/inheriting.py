"""What an authority left open when it ended, listed where it was taken over, and who answered what."""

from __future__ import annotations

from collections.abc import Iterator

from doithoai.channels.site.lists import SiteEdition, furniture
from doithoai.channels.site.opinions import opinion_line
from doithoai.channels.site.page import Page, View, short
from doithoai.channels.site.parts import Links
from doithoai.domain import addresses
from doithoai.domain.edition import Digest, Edition, Handed, passed_on, took_over
from doithoai.domain.standing import Group
from doithoai.engines.theme import wording


def handed(edition: Edition) -> tuple[Handed, ...]:
    """The opinions that an ended authority left open, each with those who took it over."""
    if not edition.ended:
        return ()
    return tuple(
        Handed(opinion_line(one, edition), *edition.heirs_of(one))
        for one in edition.dossier.opinions
        if edition.standing(one).group in (Group.DOING, Group.WAITING)
    )


def inherited_pages(edition: SiteEdition) -> Iterator[Page]:
    """For each authority that took over from another: what was left open, from which one, and who answered what."""
    directory = {one.brief.id: one.brief for one in edition.digests}
    for heir in edition.digests:
        ended = [one for one in edition.digests if took_over(heir.brief.id, one.brief, directory, edition.as_of)]
        if ended:
            yield _inherited(heir, ended, edition)


def _inherited(heir: Digest, ended: list[Digest], edition: SiteEdition) -> Page:
    address = addresses.of_inheritance(heir.brief.id)
    links = Links(address)
    home = {"href": links.to(addresses.of_authority(heir.brief.id)), "text": heir.brief.brief}
    names = {one.brief.id: one.brief for one in edition.digests}
    now = [one for one in passed_on([heir.brief.id], names, edition.as_of)[0] if one != heir.brief.id]
    view: View = {
        **furniture(edition, links),
        "fictional": heir.brief.fictional,
        "some_fictional": [],
        "now": [{"href": links.to(addresses.of_inheritance(one)), "text": names[one].name} for one in now],
        "predecessors": [_left_by(one, heir.brief.id, edition, links) for one in ended],
    }
    view["crumbs"].append(home)
    title = wording().say("inherited.title", heir.brief.brief)
    return Page(address, "inherited.html", title, short(wording().say("inherited.description", heir.brief.name)), view)


def _left_by(ended: Digest, heir: str, edition: SiteEdition, links: Links) -> View:
    names = {one.brief.id: one.brief.name for one in edition.digests}
    rows = [one for one in ended.handed if heir in one.to]
    answered = ended.figures.get("bodies", {}).items()
    return {
        "href": links.to(addresses.of_authority(ended.brief.id)),
        "text": ended.brief.name,
        "sure": [links.line(one.line) for one in rows if one.sure],
        "unsure": [links.line(one.line) for one in rows if not one.sure],
        "answered": [{"name": names.get(one, one), "count": count} for one, count in answered],
        "total": sum(ended.groups.values()),
    }
