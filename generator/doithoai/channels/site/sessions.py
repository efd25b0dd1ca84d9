"""Pages of sessions."""

from __future__ import annotations

from doithoai.channels.site.broadcasts import on_air
from doithoai.channels.site.changes import amends_view, history_view, log_amends_view, told_again_view
from doithoai.channels.site.duties import duty_views
from doithoai.channels.site.following import event_data, follow_view
from doithoai.channels.site.opinions import opinion_row
from doithoai.channels.site.page import PLAN, Page, View
from doithoai.channels.site.parts import (
    Links,
    agenda_view,
    asking_view,
    document_view,
    frame_of,
    log_view,
    participants_view,
    person,
    place_view,
    print_links,
    source_view,
    time_view,
    topics_of,
)
from doithoai.channels.site.sharing import is_shared, share_address
from doithoai.channels.site.withdrawn import withdrawn_rows
from doithoai.channels.site.years import span_of
from doithoai.domain import addresses
from doithoai.domain.bulletin import Bulletin
from doithoai.domain.dates import hours_of, long_day, slashed, written
from doithoai.domain.duties import NOTHING_SHOWN, PublicDuties
from doithoai.domain.edition import Edition, Line
from doithoai.domain.prints import PrintList
from doithoai.domain.session import Notice, Session
from doithoai.domain.standing import SessionState
from doithoai.engines.theme import wording


def session_page(
    session: Session, edition: Edition, bulletin: Bulletin, prints: PrintList, shown: PublicDuties = NOTHING_SHOWN
) -> Page:
    """The page of one session."""
    address = addresses.of(session)
    links = Links(address)
    state, off = edition.state(session), session.postponed if session.is_off else None
    conclusion, log = edition.dossier.conclusion_of(session), edition.dossier.log_beside(session)
    opinions = edition.dossier.opinions_of(session)
    times = [time_view(version) for version in reversed(session.times)]
    places = [place_view(version) for version in reversed(session.places)] if session.place else []
    view: View = {
        **frame_of(session, edition, links),
        "follow": follow_view(session, edition, links),
        "ld": event_data(session, edition),
        "share": links.to(share_address(session)) if is_shared(session, edition) else "",
        **duty_views(session, shown),
        "prints": print_links(session, prints, links),
        "state": state.value,
        "upcoming": edition.is_upcoming(session),
        "times": times,
        "places": places,
        "who": who_may_come(session),
        "occasion": session.occasion.value,
        "mode": session.mode.value,
        "chairs": [person(one) for one in session.chairs],
        "secretaries": [person(one) for one in session.secretaries],
        "participants": participants_view(session.participants),
        "topics": topics_of(session.topics, edition, links),
        "contents": list(session.contents),
        "agenda": agenda_view(session.agenda),
        "intake": _intake(session, edition),
        "postponed": _notice(off),
        "was_postponed": [_notice(one) for one in session.postponements if one is not off],
        "cancelled": _notice(session.cancelled),
        "held": _held(session),
        "document": document_view(session.document, edition.authority, session.source),
        "conclusion": links.record(conclusion),
        "opinions": [opinion_row(one, edition, links) for one in opinions],
        "groups": edition.group_counts(opinions),
        "withdrawn": withdrawn_rows(edition.dossier.withdrawn_beside(session), links),
        "log": {**log_view(log), "amends": log_amends_view(log)},
        "told_again": told_again_view(session, edition),
        "amends": amends_view(session, edition),
        "history": history_view(session, edition),
        "on_air": on_air(bulletin, session.id, edition, links),
        "text": session.text,
        "source": source_view(session.source),
        "asking": {"phone": asking_view(edition)["phone"]},
    }
    borrowed = {PLAN: links.record(edition.dossier.plan_of(session))}
    return Page(address, "session.html", session.title, describe(session, edition), view, borrowed)


def describe(session: Session, edition: Edition) -> str:
    """One sentence for search results and previews."""
    time, place = session.time, session.place
    when = long_day(time.day) if time.day else written(time.when)
    parts = (edition.authority.brief, when, hours_of(time.starts, time.ends), place.name if place else "")
    state = edition.state(session)
    off = f"{state.value.capitalize()}. " if state in (SessionState.POSTPONED, SessionState.CANCELLED) else ""
    return f"{off}{session.label}: {session.title}. " + ", ".join(part for part in parts if part) + "."


def who_may_come(session: Session) -> str:
    """Who may come, in the record's own words where it has them."""
    return session.audience or wording().say(f"openness.{session.openness.value}")


def _intake(session: Session, edition: Edition) -> View | None:
    intake = session.intake
    if intake is None:
        return None
    until = intake.until
    return {
        "until": long_day(until) if until else "",
        "open": edition.is_upcoming(session) and (until is None or until >= edition.as_of),
        "off": session.cancelled is not None and (until is None or until >= edition.as_of),
        "ways": list(intake.ways),
    }


def _notice(notice: Notice | None) -> View | None:
    if notice is None:
        return None
    return {"published": slashed(notice.published), "reason": notice.reason, "next": notice.next or ""}


def _held(session: Session) -> View | None:
    held = session.held
    if held is None:
        return None
    return {
        "on": long_day(held.on),
        "attendance": held.attendance,
        "speakers": held.speakers,
        "summary": held.summary or "",
    }


def session_line(session: Session, edition: Edition) -> Line:
    """The session in site-wide lists."""
    time, place = session.time, session.place
    intake, coming = _intake(session, edition), edition.is_upcoming(session)
    sort = time.day or time.when.order
    return Line(
        address=addresses.of(session),
        title=session.title,
        authority=edition.authority.brief,
        state=edition.state(session).value,
        sort=sort.isoformat() if sort else "9999-12-31",
        note="" if time.day else written(time.when),
        topics=edition.topics.codes(session.topics),
        day=time.day.isoformat() if time.day else "",
        hours=hours_of(time.starts, time.ends),
        place=place.name if place else "",
        audience=who_may_come(session),
        intake=_intake_line(intake) if intake and coming else "",
        intake_open=intake is not None and intake["open"],
        span=span_of(time.when),
        previous=_previous(session),
        coming=coming,
    )


def _intake_line(intake: View) -> str:
    """Until when opinions are taken before a session to come, or until when they were."""
    if not intake["until"]:
        return wording().say("session.intake_now")
    return wording().say("session.intake_until" if intake["open"] else "session.intake_ended", intake["until"])


def _previous(session: Session) -> str:
    """The day that people were told before, or the hours where only these are others."""
    now, earlier = session.time, session.times[-2] if len(session.times) > 1 else None
    if earlier is None:
        return ""
    if earlier.day is None:
        return written(earlier.when)
    hours = hours_of(earlier.starts, earlier.ends)
    if earlier.day != now.day:
        return long_day(earlier.day)
    return "" if hours == hours_of(now.starts, now.ends) else hours
