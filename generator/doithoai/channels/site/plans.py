"""Pages of plans."""

from __future__ import annotations

from collections.abc import Iterator

from doithoai.channels.site.broadcasts import on_air
from doithoai.channels.site.changes import amends_view, history_view, log_amends_view
from doithoai.channels.site.duties import duty_views
from doithoai.channels.site.following import follow_view
from doithoai.channels.site.page import Page, View, short
from doithoai.channels.site.parts import (
    Links,
    agenda_view,
    document_view,
    frame_of,
    log_view,
    participants_view,
    person,
    print_links,
    source_view,
    topics_of,
)
from doithoai.domain import addresses
from doithoai.domain.bulletin import Bulletin
from doithoai.domain.dates import written
from doithoai.domain.documents import Confidence, LegalBasis
from doithoai.domain.duties import NOTHING_SHOWN, PublicDuties
from doithoai.domain.edition import Edition, Line
from doithoai.domain.plan import Plan, PlannedSession
from doithoai.domain.prints import PrintList
from doithoai.domain.session import Session
from doithoai.engines.theme import wording


def plan_page(
    plan: Plan, edition: Edition, bulletin: Bulletin, prints: PrintList, shown: PublicDuties = NOTHING_SHOWN
) -> Page:
    """The page of one plan: its facts, its sessions and its text whole."""
    address = addresses.of(plan)
    links = Links(address)
    log = edition.dossier.log_beside(plan)
    view: View = {
        **frame_of(plan, edition, links),
        "follow": follow_view(plan, edition, links),
        **duty_views(plan, shown),
        "prints": print_links(plan, prints, links),
        "genre": plan.genre.value,
        "year": plan.year,
        "document": document_view(plan.document, edition.authority, plan.source),
        "bases": [_basis(one) for one in plan.legal_bases],
        "purposes": list(plan.purposes),
        "requirements": list(plan.requirements),
        "motto": "; ".join(plan.mottos),
        "mode": plan.mode or "",
        "contents": list(plan.contents),
        "topics": topics_of(plan.topics, edition, links),
        "audience": plan.audience or "",
        "deadline": written(plan.deadline) if plan.deadline else "",
        "silent": ", ".join(_silent_on(plan)),
        "planned": [_planned(one, plan, edition, links) for one in plan.planned],
        "unplanned": _unplanned(plan, edition, links),
        "conclusions": _conclusions(plan, edition, links),
        "chairs": [person(one) for one in plan.chairs],
        "secretaries": [person(one) for one in plan.secretaries],
        "participants": participants_view(plan.participants),
        "agenda": agenda_view(plan.agenda),
        "conduct": list(plan.conduct),
        "assignments": [
            {
                "unit": edition.authority.unit_name(one.unit),
                "tasks": [{"text": task.text, "due": task.due or ""} for task in one.tasks],
            }
            for one in plan.assignments
        ],
        "misprints": [
            {
                "printed": one.printed,
                "meant": one.meant,
                "confidence": one.confidence.value,
                "note": one.note or "",
                "inline": one.confidence in (Confidence.HIGH, Confidence.MEDIUM),
                "certain": one.confidence is Confidence.HIGH,
            }
            for one in plan.misprints
        ],
        "log": {**log_view(log), "amends": log_amends_view(log)},
        "amends": amends_view(plan, edition),
        "history": history_view(plan, edition),
        "on_air": on_air(bulletin, plan.id, edition, links),
        "text": plan.text,
        "source": source_view(plan.source),
    }
    return Page(address, "plan.html", plan.title, short(f"{edition.authority.brief}. {plan.title}"), view)


def _basis(basis: LegalBasis) -> View:
    return {
        "as_printed": basis.as_printed,
        "reference": basis.reference or "",
        "dated": written(basis.dated) if basis.dated else "",
        "issuer": basis.issuer or "",
        "title": basis.title or "",
        "clause": basis.clause or "",
        "note": basis.note or "",
    }


def _silent_on(plan: Plan) -> Iterator[str]:
    """What a copied plan gives neither of a session nor of all; its sessions show their own missing day and place.

    Of a plan that was not copied from a document nothing can be said: what is blank may not be written yet.
    """
    if plan.source is None:
        return
    given = {
        "where": plan.planned,
        "chair": plan.chairs,
        "secretary": plan.secretaries,
        "participants": plan.participants,
        "contents": plan.contents or plan.topics,
        "agenda": plan.agenda,
    }
    yield from (wording().say(f"session.{name}").lower() for name, value in given.items() if not value)


def _planned(planned: PlannedSession, plan: Plan, edition: Edition, links: Links) -> View:
    session = edition.dossier.planned_session(plan, planned)
    return {
        "title": planned.title,
        "when": written(planned.when),
        "exact": planned.when.day is not None,
        "where": planned.where or "",
        "audience": planned.audience or "",
        "note": planned.note or "",
        "session": _session(session, edition, links) if session else None,
    }


def _session(session: Session, edition: Edition, links: Links) -> View:
    """A session under the plan, its state, and the way to what people said there."""
    link, count = links.record(session) or {}, len(edition.dossier.opinions_of(session))
    opinions = {"href": f"{link['href']}#kien-nghi", "text": wording().say("plan.opinions", count)} if count else None
    return {**link, "state": edition.state(session).value, "opinions": opinions}


def _unplanned(plan: Plan, edition: Edition, links: Links) -> list[View]:
    """Sessions under this plan that it did not list."""
    listed = {edition.dossier.planned_session(plan, planned) for planned in plan.planned}
    found = [session for session in edition.dossier.sessions_of(plan) if session not in listed]
    return [_session(session, edition, links) for session in found]


def _conclusions(plan: Plan, edition: Edition, links: Links) -> list[View]:
    """What its sessions concluded."""
    found = (edition.dossier.conclusion_of(session) for session in edition.dossier.sessions_of(plan))
    return [{"href": links.to(addresses.of(one)), "text": one.title} for one in found if one]


def plan_line(plan: Plan, edition: Edition) -> Line:
    """The plan in site-wide lists."""
    dated = plan.document.dated
    sort = dated.last.isoformat() if dated and dated.last else f"{plan.year or 0:04d}-01-01"
    number = plan.document.number_line(edition.authority.style) if plan.document.symbol else ""
    return Line(
        address=addresses.of(plan),
        title=plan.title,
        authority=edition.authority.brief,
        state=plan.genre.value,
        sort=sort,
        note=number,
        topics=edition.topics.codes(plan.topics),
        hours=str(plan.year or ""),
    )
