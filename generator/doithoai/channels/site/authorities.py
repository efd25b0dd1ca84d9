"""Pages of authorities: what each one plans, holds, concluded and answers for."""

from __future__ import annotations

from doithoai.channels.site.broadcasts import broadcast_lines
from doithoai.channels.site.codes import former_of
from doithoai.channels.site.conclusions import conclusion_line
from doithoai.channels.site.following import area_calendars, follow_view, organization_data
from doithoai.channels.site.inheriting import handed
from doithoai.channels.site.opinions import opinion_line
from doithoai.channels.site.page import Page, View, short
from doithoai.channels.site.parts import Links, contact_view, frame_of, inherited_view, print_links, source_view
from doithoai.channels.site.plans import plan_line
from doithoai.channels.site.publicity import address_of
from doithoai.channels.site.sessions import session_line
from doithoai.channels.site.topics import topic_counts
from doithoai.channels.site.withdrawn import withdrawn_rows
from doithoai.channels.site.years import foreseen_lines, year_views
from doithoai.domain import addresses
from doithoai.domain.bulletin import Bulletin, address_of_authority
from doithoai.domain.duties import NOTHING_SHOWN, PublicDuties, address_of_duties
from doithoai.domain.edition import LATEST, Digest, Edition, Line, brief_of
from doithoai.domain.prints import PrintList
from doithoai.domain.site import DutyPart
from doithoai.engines.theme import wording


def authority_page(
    edition: Edition, bulletin: Bulletin, prints: PrintList, shown: PublicDuties = NOTHING_SHOWN
) -> Page:
    """The authority's own page."""
    authority = edition.authority
    address = addresses.of(authority)
    links = Links(address)
    upcoming, past = _sessions(edition)
    calendars = area_calendars(edition, links)
    view: View = {
        **frame_of(authority, edition, links),
        "follow": follow_view(authority, edition, links),
        "ld": organization_data(authority),
        "prints": print_links(authority, prints, links),
        "crumbs": [
            {"href": links.to(""), "text": wording().say("pages.home")},
            {"href": links.to(addresses.AUTHORITIES), "text": wording().say("pages.authorities.title")},
        ],
        "name": authority.name,
        "type": authority.type.value,
        "style": authority.style.value,
        "place": ", ".join(part for part in (authority.place, authority.district, authority.province) if part),
        "parent": authority.parent or "",
        "head": authority.head or "",
        "contact": contact_view(edition),
        "loudspeaker": links.to(address_of_authority(authority.authority_id)) if bulletin.items else "",
        "duties": links.to(address_of_duties(authority.authority_id)) if DutyPart.LIST in shown.parts else "",
        "areas": [
            {
                "name": area.name,
                "households": area.households,
                "board": area.board or "",
                "calendar": calendars.get(area.code, ""),
            }
            for area in authority.areas
        ],
        "units": [unit.name for unit in authority.units],
        "upcoming": [links.line(line) for line in upcoming],
        "past": [links.line(line) for line in past],
        "years": year_views([*upcoming, *past, *foreseen_lines(edition)], edition.as_of, links),
        "plans": [links.line(plan_line(plan, edition)) for plan in edition.dossier.plans],
        "conclusions": [links.line(conclusion_line(one, edition)) for one in edition.dossier.conclusions[::-1]],
        "groups": edition.group_counts(edition.dossier.opinions),
        "total": len(edition.dossier.opinions),
        "opinions_href": links.to(f"{address}kien-nghi/"),
        "statistics_href": links.to(f"{address}thong-ke/"),
        "topics": [
            {"href": links.to(addresses.of_topic(authority.authority_id, code)), "text": name, "count": count}
            for code, name, count in topic_counts(edition)
        ],
        "publicity": links.to(address_of(edition)) if any(log.entries for log in edition.dossier.logs) else "",
        "inherited": inherited_view(edition, links),
        "withdrawn": withdrawn_rows(edition.dossier.withdrawn, links),
        "source": source_view(authority.source),
    }
    return Page(
        address,
        "authority.html",
        authority.name,
        short(wording().say("pages.authority.description", authority.name)),
        view,
    )


def _sessions(edition: Edition) -> tuple[list[Line], list[Line]]:
    """Sessions still to come, the nearest first, and the others, newest first."""
    sessions = edition.dossier.sessions
    upcoming = [session_line(one, edition) for one in sessions if edition.is_upcoming(one)]
    past = [session_line(one, edition) for one in sessions if not edition.is_upcoming(one)]
    return sorted(upcoming, key=lambda line: line.nearness), sorted(past, key=lambda line: line.sort, reverse=True)


def digest(edition: Edition, bulletin: Bulletin) -> Digest:
    """What site-wide pages need of this authority."""
    latest = sorted(edition.dossier.opinions, key=lambda one: edition.standing(one).since, reverse=True)[:LATEST]
    return Digest(
        brief=brief_of(edition.authority),
        place=", ".join(p for p in (edition.authority.place, edition.authority.province) if p),
        ended=edition.ended.event.value if edition.ended else "",
        plans=tuple(plan_line(one, edition) for one in edition.dossier.plans),
        sessions=tuple(session_line(one, edition) for one in edition.dossier.sessions),
        conclusions=tuple(conclusion_line(one, edition) for one in edition.dossier.conclusions),
        latest=tuple(opinion_line(one, edition) for one in latest),
        groups=edition.group_counts(edition.dossier.opinions),
        topics={code: count for code, _name, count in topic_counts(edition)},
        late=sum(edition.late(one) for one in edition.dossier.opinions),
        broadcasts=broadcast_lines(bulletin, edition),
        handed=handed(edition),
        former=tuple(former_of(edition)),
        on_air=bool(bulletin.items or bulletin.refused),
        foreseen=tuple(foreseen_lines(edition)),
    )
