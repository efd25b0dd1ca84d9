"""Pages of conclusion notices."""

from __future__ import annotations

from doithoai.channels.site.broadcasts import on_air
from doithoai.channels.site.changes import amends_view, history_view
from doithoai.channels.site.duties import duty_views
from doithoai.channels.site.following import follow_view
from doithoai.channels.site.page import PLAN, Page, View, short
from doithoai.channels.site.parts import Links, dated, document_view, frame_of, print_links, source_view
from doithoai.domain import addresses
from doithoai.domain.bulletin import Bulletin
from doithoai.domain.conclusion import Conclusion, ConclusionItem, Implementation
from doithoai.domain.dates import slashed
from doithoai.domain.duties import NOTHING_SHOWN, PublicDuties
from doithoai.domain.edition import Edition, Line
from doithoai.domain.prints import PrintList
from doithoai.domain.session import Session
from doithoai.engines.theme import wording


def conclusion_page(
    conclusion: Conclusion, edition: Edition, bulletin: Bulletin, prints: PrintList, shown: PublicDuties = NOTHING_SHOWN
) -> Page:
    """The page of one conclusion notice, item by item."""
    address = addresses.of(conclusion)
    links = Links(address)
    session = edition.dossier.session_of(conclusion)
    trail = [(addresses.of(session), session.title)] if session else []
    view: View = {
        **frame_of(conclusion, edition, links, trail),
        "follow": follow_view(conclusion, edition, links),
        **duty_views(conclusion, shown),
        "prints": print_links(conclusion, prints, links),
        "document": document_view(conclusion.document, edition.authority, conclusion.source),
        "summary": conclusion.summary or "",
        "session": links.record(session),
        "others": _others(conclusion, session, edition, links) if session else [],
        "items": [_item(item, conclusion, edition, links) for item in conclusion.items],
        "amends": amends_view(conclusion, edition),
        "history": history_view(conclusion, edition),
        "on_air": on_air(bulletin, conclusion.id, edition, links),
        "text": conclusion.text,
        "source": source_view(conclusion.source),
    }
    description = short(f"{edition.authority.brief}. {conclusion.summary or conclusion.title}")
    borrowed = {PLAN: links.record(edition.dossier.plan_of(session)) if session else None}
    return Page(address, "conclusion.html", conclusion.title, description, view, borrowed)


def _item(item: ConclusionItem, conclusion: Conclusion, edition: Edition, links: Links) -> View:
    return {
        "number": item.number,
        "text": item.text,
        "owner": edition.authority.unit_name(item.owner) if item.owner else "",
        "due": slashed(item.due_now) if item.due_now else "",
        "first_due": slashed(item.due) if item.due and item.due_now != item.due else "",
        "late": bool(item.due_now and item.due_now < edition.as_of and not item.is_settled),
        "level": item.level.value,
        "reopened": item.is_reopened,
        "monitored": item.monitored.value,
        "findings": [
            {
                "on": slashed(one.on),
                "result": one.result.value,
                "by": edition.authority.unit_name(one.by) if one.by else "",
                "text": one.text or "",
                "document": one.document or "",
            }
            for one in item.findings
        ],
        "opinions": [found for one in item.opinions if (found := _opinion(one, conclusion, edition, links))],
        "progress": [
            {
                "on": slashed(one.on),
                "level": one.level.value,
                "evidence": one.evidence or "",
                "done": one.level is Implementation.DONE,
            }
            for one in item.progress
        ],
    }


def _others(conclusion: Conclusion, session: Session, edition: Edition, links: Links) -> list[View]:
    """The session's opinions that no item names: by their numbers, since a title is words of its citizen."""
    return [
        {"href": links.to(addresses.of(one)), "text": wording().say("pages.opinion_number", one.number)}
        for one in edition.dossier.opinions_of(session)
        if all(found is not conclusion for found, _ in edition.dossier.conclusion_items_of(one))
    ]


def _opinion(reference: str, conclusion: Conclusion, edition: Edition, links: Links) -> View | None:
    opinion = edition.dossier.opinion_at(conclusion, reference)
    if opinion:
        return links.record(opinion, wording().say("pages.opinion_number", opinion.number))
    gone = edition.dossier.withdrawn_opinion_at(conclusion, reference)
    return links.record(gone, wording().say("withdrawn.number", gone.number)) if gone else None


def conclusion_line(conclusion: Conclusion, edition: Edition) -> Line:
    """The conclusion in site-wide lists."""
    day = conclusion.document.dated
    number = conclusion.document.number_line(edition.authority.style) if conclusion.document.symbol else ""
    session = edition.dossier.session_of(conclusion)
    return Line(
        address=addresses.of(conclusion),
        title=conclusion.title,
        authority=edition.authority.brief,
        state=dated(conclusion.document),
        sort=day.last.isoformat() if day and day.last else "",
        note=number,
        topics=edition.topics.codes(session.topics) if session else (),
        audience=conclusion.summary or "",
        day=day.day.isoformat() if day and day.day else "",
    )
