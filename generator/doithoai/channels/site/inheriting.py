"""What an authority left open when it ended, listed where it was taken over, and who answered what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from doithoai.channels.site.lists import SiteEdition, furniture
from doithoai.channels.site.opinions import opinion_line
from doithoai.channels.site.page import Links, Page, View, short
from doithoai.domain import addresses
from doithoai.domain.edition import Digest, Edition, Handed
from doithoai.domain.opinion import Opinion, Step
from doithoai.domain.standing import Group
from doithoai.engines.theme import wording

_ANSWERING = (Step.ANSWERED_AT_SESSION, Step.ANSWERED_IN_WRITING, Step.ANSWERED_PUBLICLY)


def handed(edition: Edition) -> tuple[Handed, ...]:
    """The opinions that an ended authority left open, each with those who took it over."""
    if not edition.ended:
        return ()
    return tuple(
        Handed(opinion_line(one, edition), *edition.heirs_of(one))
        for one in edition.dossier.opinions
        if edition.standing(one).group in (Group.DOING, Group.WAITING)
    )


def answered_by(edition: Edition) -> dict[str, int]:
    """How many opinions were first answered by which authority, where there is more than one to ask."""
    if not edition.ended:
        return {}
    return dict(sorted(Counter(filter(None, map(_first_to_answer, edition.dossier.opinions))).items()))


def _first_to_answer(opinion: Opinion) -> str | None:
    first = next((event for event in opinion.events if event.step in _ANSWERING), None)
    return (first.authority or opinion.authority_id) if first else None


def inherited_view(edition: Edition, links: Links) -> View | None:
    """On the page of an authority: whose open opinions it took over."""
    found = edition.predecessors
    if not found:
        return None
    address = addresses.of_inheritance(edition.authority.authority_id)
    return {"href": links.to(address), "names": ", ".join(one.brief for one in found)}


def inherited_pages(edition: SiteEdition) -> Iterator[Page]:
    """For each authority that took over from another: what was left open, from which one, and who answered what."""
    today = edition.as_of.isoformat()
    for heir in edition.digests:
        ended = [one for one in edition.digests if heir.brief.id in one.brief.heirs and one.brief.ends <= today]
        if ended:
            yield _inherited(heir, ended, edition)


def _inherited(heir: Digest, ended: list[Digest], edition: SiteEdition) -> Page:
    address = addresses.of_inheritance(heir.brief.id)
    links = Links(address)
    home = {"href": links.to(addresses.of_authority(heir.brief.id)), "text": heir.brief.brief}
    view: View = {
        **furniture(edition, links),
        "fictional": heir.brief.fictional,
        "some_fictional": [],
        "predecessors": [_left_by(one, heir.brief.id, edition, links) for one in ended],
    }
    view["crumbs"].append(home)
    title = wording().say("inherited.title", heir.brief.brief)
    return Page(address, "inherited.html", title, short(wording().say("inherited.description", heir.brief.name)), view)


def _left_by(ended: Digest, heir: str, edition: SiteEdition, links: Links) -> View:
    names = {one.brief.id: one.brief.name for one in edition.digests}
    rows = [one for one in ended.handed if heir in one.to]
    return {
        "href": links.to(addresses.of_authority(ended.brief.id)),
        "text": ended.brief.name,
        "sure": [links.line(one.line) for one in rows if one.sure],
        "unsure": [links.line(one.line) for one in rows if not one.sure],
        "answered": [{"name": names.get(one, one), "count": count} for one, count in ended.answered_by.items()],
        "total": sum(ended.groups.values()),
    }
