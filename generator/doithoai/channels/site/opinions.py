"""Pages of opinions, and their rows in lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from doithoai.channels.site.changes import amends_view
from doithoai.channels.site.following import follow_view
from doithoai.channels.site.page import ASKING, LEAD, PLAN, Page, View, worded
from doithoai.channels.site.parts import Links, asking_view, frame_of, print_links, topics_of
from doithoai.domain import addresses
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.dates import slashed, written
from doithoai.domain.deadlines import OPEN, forwarding_of
from doithoai.domain.duties import NOTHING_SHOWN, PublicDuties
from doithoai.domain.edition import Edition, Line
from doithoai.domain.opinion import Event, Opinion, Step
from doithoai.domain.prints import PrintList
from doithoai.domain.rulebook import Artefact
from doithoai.domain.session import Session
from doithoai.domain.standing import Group, Resolution, Standing, events_of
from doithoai.engines.theme import wording


def opinion_page(opinion: Opinion, edition: Edition, prints: PrintList, shown: PublicDuties = NOTHING_SHOWN) -> Page:
    """The page of one opinion: its two axes, its words, and everything that happened to it."""
    address = addresses.of(opinion)
    links = Links(address)
    dossier, authority = edition.dossier, edition.authority
    session = dossier.session_of(opinion)
    now = edition.standing(opinion)
    events = events_of(opinion, dossier)
    later = edition.added_later(opinion)
    area = authority.area(opinion.area) if opinion.area else None
    trail = [(addresses.of(session), session.title)] if session else []
    before, after = edition.neighbours(opinion)
    view: View = {
        **frame_of(opinion, edition, links, trail),
        "follow": follow_view(opinion, edition, links),
        "number": opinion.number,
        "class": opinion.opinion_class.value,
        "answer": now.answer.value,
        "resolution": now.resolution.value,
        "group": now.group.value,
        "late": edition.late(opinion),
        "withheld": opinion.is_withheld,
        "outcome": _outcome(now, edition, links),
        "owner": authority.unit_name(now.owner) if now.owner else "",
        "due": slashed(now.due) if now.due else "",
        "days_set": [_day_set(event, edition) for event in events if event.due and now.into is None],
        "by_rule": _by_rule(now, session, shown) if not opinion.is_withheld else [],
        "forwarded": _forwarded(opinion),
        "next": next_step(opinion, now, edition),
        "raised_by": opinion.raised_by or "",
        "received": slashed(opinion.received.on),
        "received_iso": opinion.received.on.isoformat(),
        "stage": opinion.received.stage.value,
        "via": opinion.received.via or "",
        "area": area.name if area else "",
        "topics": topics_of(opinion.topics, edition, links),
        "session": links.record(session),
        "notice": links.record(_notice(opinion, session, edition)) if session else None,
        "taken_over_by": _taken_over_by(opinion, edition, links),
        "events": [_event(event, opinion, edition, links) | _added(event, later) for event in events],
        "items": _items(opinion, edition, links),
        "prints": print_links(opinion, prints, links),
        "merged_from": [links.record(one, opinion_name(one)) for one in edition.merged_into(opinion)],
        "amends": amends_view(opinion, edition),
        "before": before and links.record(before),
        "after": after and links.record(after),
    }
    title = opinion_name(opinion)
    view["heading"] = opinion.title
    view[LEAD] = f"{opinion.title}. {now.answer.value.capitalize()}; {now.outcome.value}."
    borrowed = {ASKING: asking_view(edition), PLAN: links.record(dossier.plan_of(session)) if session else None}
    return worded(Page(address, "opinion.html", title, "", view, borrowed), opinion.text)


def _outcome(now: Standing, edition: Edition, links: Links) -> View | None:
    """Whose outcome a merged opinion shows."""
    target = edition.dossier.by_id.get(now.into) if now.into else None
    if not isinstance(target, Opinion):
        return None
    return {"of": links.record(target, opinion_name(target)), "state": now.outcome.value}


def _day_set(event: Event, edition: Edition) -> str:
    """`15/4/2026, đặt ngày 20/3/2026 khi giao giải quyết (21/TB-UBND)`."""
    assert event.due
    said = wording().say("opinion.day_set", slashed(event.due), slashed(event.on), event.step.value)
    by = edition.authority.unit_name(event.by) if event.by and event.step is Step.REOPENED else ""
    return f"{said}{', ' + by if by else ''}{' (' + event.document + ')' if event.document else ''}"


_ANSWERS = (Artefact.CONCLUSION, Artefact.RESULT)
"""What a session owes to those who spoke there."""


def _by_rule(now: Standing, session: Session | None, shown: PublicDuties) -> list[View]:
    """Until somebody sets a day for an opinion it waits for what the rules make its session owe, each day explained."""
    if session is None or now.due or now.group is not Group.WAITING:
        return []
    owed = (one for one in shown.deadlines(session) if one.bound and one.bound.rule.artefact in _ANSWERS)
    return [{"task": one.task, "sentence": one.sentence} for one in owed if one.state in OPEN]


def _forwarded(opinion: Opinion) -> View | None:
    """To whom it went last, when, and when the citizen was told of it."""
    day, told = forwarding_of(opinion)
    if day is None:
        return None
    sent = next(event for event in reversed(opinion.events) if event.step is Step.FORWARDED)
    return {"to": sent.to or "", "on": slashed(day), "told": slashed(told) if told else ""}


def next_step(opinion: Opinion, now: Standing, edition: Edition) -> str:
    """What the citizen can expect, in a sentence."""
    session = edition.dossier.session_of(opinion)
    owner = edition.authority.unit_name(now.owner) if now.owner else wording().say("opinion.next.nobody")
    if opinion.is_withheld:
        return wording().say("opinion.next.withheld")
    if now.outcome is Resolution.OPEN and not now.owner:
        day = session.time.day if session and edition.is_upcoming(session) else None
        return wording().say("opinion.next.session", slashed(day)) if day else wording().say("opinion.next.waiting")
    if now.group in (Group.WAITING, Group.DOING):
        how = "late" if edition.late(opinion) else "due" if now.due else "doing"
        return wording().say(f"opinion.next.{how}", owner, slashed(now.due) if now.due else "")
    how = _NEXT[now.outcome]
    unheard = how in _CALL and not asking_view(edition)["phone"]
    return wording().say(f"opinion.next.{how}{'_no_phone' if unheard else ''}")


_NEXT = {
    Resolution.RESOLVED: "done",
    Resolution.EXPLAINED: "explained",
    Resolution.NOT_FEASIBLE: "explained",
    Resolution.FORWARDED: "forwarded",
    Resolution.WITHDRAWN: "withdrawn",
    Resolution.REDIRECTED: "withheld",
    Resolution.MERGED: "merged",
}


_CALL = ("done", "explained")
"""What ends in asking people to call the number below, where there is one."""


def opinion_name(opinion: Opinion) -> str:
    """`Kiến nghị số 004: Ngập đường`."""
    return wording().say("pages.opinion", opinion.number, opinion.title)


def _added(event: Event, later: Sequence[tuple[Event, date]]) -> View:
    """Since when the page tells of a step, where it did not from the start: a day is easily written, or dated back."""
    return {"added": next((slashed(day) for one, day in later if one is event), "")}


def _event(event: Event, opinion: Opinion, edition: Edition, links: Links) -> View:
    target = edition.dossier.opinion_at(opinion, event.into) if event.into else None
    return {
        "on": slashed(event.on),
        "iso": event.on.isoformat(),
        "step": event.step.value,
        "monitored": event.monitored,
        "by": _doer(event, edition),
        "text": event.text or "",
        "document": event.document or "",
        "due": slashed(event.due) if event.due else "",
        "to": event.to or "",
        "into": links.record(target, opinion_name(target)) if target else None,
    }


def _taken_over_by(opinion: Opinion, edition: Edition, links: Links) -> list[View]:
    """On the page of an open opinion of an ended authority: who goes on with it."""
    if not edition.ended or edition.standing(opinion).group not in (Group.DOING, Group.WAITING):
        return []
    ids, _ = edition.heirs_of(opinion)
    return [{"href": links.to(addresses.of_inheritance(one)), "text": edition.directory[one].name} for one in ids]


def _doer(event: Event, edition: Edition) -> str:
    """The unit that did it, and which authority's it is where that is not the one that received the opinion."""
    unit = edition.authority.unit_name(event.by) if event.by else ""
    heir = edition.directory.get(event.authority or "")
    return ", ".join(part for part in (unit, heir.name if heir else event.authority or "") if part)


def _items(opinion: Opinion, edition: Edition, links: Links) -> list[View]:
    return [
        {
            "href": f"{links.to(addresses.of(conclusion))}#ket-luan-{conclusion.items[index].number}",
            "number": conclusion.items[index].number,
            "text": conclusion.items[index].text,
        }
        for conclusion, index in edition.dossier.conclusion_items_of(opinion)
    ]


def _notice(opinion: Opinion, session: Session, edition: Edition) -> Conclusion | None:
    """Its session's conclusion, where none of that one's items names the opinion, and so leads there."""
    found = edition.dossier.conclusion_of(session)
    named = (conclusion for conclusion, _ in edition.dossier.conclusion_items_of(opinion))
    return None if any(one is found for one in named) else found


def opinion_row(opinion: Opinion, edition: Edition, links: Links) -> View:
    """An opinion in its session's list."""
    return {"href": links.to(addresses.of(opinion)), "session": None, **row_facts(opinion, edition)}


def row_facts(opinion: Opinion, edition: Edition) -> View:
    """What its row shows on every page alike."""
    now = edition.standing(opinion)
    area = edition.authority.area(opinion.area) if opinion.area else None
    return {
        "number": opinion.number,
        "title": opinion.title,
        "area": area.name if area else "",
        "answer": now.answer.value,
        "resolution": now.outcome.value,
        "merged": now.into is not None,
        "group": now.group.value,
        "late": edition.late(opinion),
        "since": slashed(now.since),
        "owner": edition.authority.unit_name(now.owner) if now.owner else "",
    }


def session_day(session: Session) -> str:
    """What tells a session from the others of its authority: the day, or what is known of it."""
    day = session.held.on if session.held else session.time.day
    return slashed(day) if day else written(session.when)


def opinion_line(opinion: Opinion, edition: Edition) -> Line:
    """The opinion in site-wide lists."""
    now = edition.standing(opinion)
    return Line(
        address=addresses.of(opinion),
        title=opinion.title,
        authority=edition.authority.brief,
        state=now.resolution.value,
        sort=now.since.isoformat(),
        note=now.group.value,
        topics=edition.topics.codes(opinion.topics),
        day=now.since.isoformat(),
    )
