"""What a script may say of an announcement: plain data for the templates, nothing that is not in the records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from doithoai.domain.announced import Announced
from doithoai.domain.broadcast import Announcement
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.dates import clocked, long_day, slashed, weekday, written
from doithoai.domain.documents import Document
from doithoai.domain.edition import Edition
from doithoai.domain.opinion import Opinion, Step
from doithoai.domain.plan import Plan
from doithoai.domain.publication import Cause
from doithoai.domain.session import Openness, Session
from doithoai.domain.standing import Group
from doithoai.engines.templates import wording

Facts = dict[str, Any]

_GROUPS = (Group.DONE, Group.DOING, Group.WAITING, Group.ELSEWHERE)
_OUTCOMES = (Step.RESOLVED, Step.PARTLY_RESOLVED, Step.EXPLAINED, Step.NOT_FEASIBLE, Step.FORWARDED)


def facts_of(one: Announcement, edition: Edition) -> Facts:
    """Everything the template of the announcement's cause needs."""
    authority = edition.authority
    contact = authority.contact
    common: Facts = {
        "station": authority.station.name or wording().say("loa.station", authority.place),
        "authority": authority.name,
        "area": authority.place,
        "fictional": authority.fictional,
        "phones": list(contact.phone),
        "counter": contact.counter or "",
    }
    return common | _OF_CAUSE[one.cause](one, edition)


def _inviting(one: Announcement, _edition: Edition) -> Facts:
    return {"now": session_facts(_session(one))}


def _changed(one: Announcement, _edition: Edition) -> Facts:
    now, before = _session(one), one.before
    assert before is not None
    time_changed = now.time != before.time or before.is_off
    place_changed = now.place is not None and now.place != before.place
    latest = (now.time, now.place) if place_changed else (now.time,)
    reasons = [version.reason for version in latest if version and version.reason and version.published == one.since]
    what = "both" if time_changed and place_changed else "place" if place_changed else "time"
    return {
        "now": session_facts(now),
        "before": session_facts(before),
        "change": {
            "time": time_changed,
            "place": place_changed,
            "what": wording().say(f"loa.changed.{what}"),
            "reasons": list(dict.fromkeys(reasons)),
            "resumed": before.is_off,
        },
    }


def _called_off(one: Announcement, _edition: Edition) -> Facts:
    now, before = _session(one), one.before
    assert before is not None
    notice = now.cancelled if one.cause is Cause.CANCELLED else now.postponed
    assert notice is not None
    return {
        "before": session_facts(before),
        "notice": {"reason": _sentence(notice.reason), "next": _sentence(notice.next or "")},
    }


def session_facts(session: Session) -> Facts:
    """A session as it is said: `time` with the year, `time_short` without."""
    place = session.place
    direct = next((item.text for item in session.agenda if wording().say("loa.direct") in item.text.lower()), "")
    return {
        "title": session.title,
        "time": said_time(session.time.day, session.starts, year=True),
        "time_short": said_time(session.time.day, session.starts, year=False),
        "day": f"ngày {session.time.day.day}/{session.time.day.month}" if session.time.day else "",
        "hour_and_day": said_hour_and_day(session.time.day, session.starts),
        "ends": clocked(session.time.ends) if session.time.ends else "",
        "place": place.name if place else "",
        "place_whole": ", ".join(part for part in (place.name, place.address) if part) if place else "",
        "directions": _sentence(place.directions or "") if place else "",
        "who": session.audience or wording().say(f"openness.{session.openness.value}"),
        "chairs": [one.label for one in session.chairs],
        "contents": [_sentence(one) for one in session.contents],
        "agenda": [_sentence(item.text) for item in session.agenda],
        "direct": _sentence(direct),
        "intake": _intake(session),
        "invitation": wording().say("loa.invite.open" if session.openness is Openness.OPEN else "loa.invite.named"),
    }


def said_time(day: date | None, starts: time | None, year: bool) -> str:
    """`8h00, sáng thứ Bảy, ngày 5/12/2026`."""
    if day is None or starts is None:
        return ""
    number = slashed(day) if year else f"{day.day}/{day.month}"
    return f"{clocked(starts)}, {part_of_day(starts)} {weekday(day)}, ngày {number}"


def said_hour_and_day(day: date | None, starts: time | None) -> str:
    """`8h00, ngày 5/12`: as short as it can be said without a mistake."""
    return f"{clocked(starts)}, ngày {day.day}/{day.month}" if day and starts else ""


def part_of_day(at: time) -> str:
    """Sáng, trưa, chiều, tối, as people divide the day."""
    if at.hour < 11:
        return "sáng"
    if at.hour < 13:
        return "trưa"
    return "chiều" if at.hour < 18 else "tối"


def _intake(session: Session) -> Facts | None:
    intake = session.intake
    if intake is None:
        return None
    return {
        "until": long_day(intake.until) if intake.until else "",
        "ways": [_sentence(way) for way in intake.ways],
    }


def _of_plan(one: Announcement, _edition: Edition) -> Facts:
    plan = one.record
    assert isinstance(plan, Plan)
    sessions = [
        {"title": planned.title, "when": written(planned.when), "where": planned.where or ""}
        for planned in plan.planned
    ]
    return {
        "plan": {
            "title": plan.title,
            "year": plan.year,
            "document": _document(plan.document),
            "audience": _sentence(plan.audience or ""),
            "sessions": sessions,
            "deadline": written(plan.deadline) if plan.deadline else "",
            "contents": [_sentence(text) for text in plan.contents],
        }
    }


def _of_conclusion(one: Announcement, edition: Edition) -> Facts:
    notice = one.record
    assert isinstance(notice, Conclusion)
    session = edition.dossier.session_of(notice)
    held = session.held if session else None
    document = notice.document
    attendance = held.attendance if held else None
    return {
        "conclusion": {
            "title": notice.title,
            "held": f"ngày {slashed(held.on)}" if held else "",
            "held_short": f"ngày {held.on.day}/{held.on.month}" if held else "",
            "attendance": wording().say("loa.attendance", attendance) if attendance else "",
            "summary": _sentence(notice.summary or ""),
            "document": _document(document),
            "number": document.number_line(edition.authority.style) if document.number is not None else "",
            "dated": f"ngày {slashed(document.dated.day)}" if document.dated and document.dated.day else "",
            "items": [
                {
                    "text": _sentence(item.text),
                    "owner": edition.authority.unit_name(item.owner) if item.owner else "",
                    "due": f"ngày {slashed(item.due)}" if item.due else "",
                }
                for item in notice.items
            ],
        }
    }


def _document(document: Document) -> str:
    """`số 96/TB-UBND, ngày 26/10/2026`; empty for a document without a number."""
    if document.number is None or not document.symbol:
        return ""
    dated = document.dated.day if document.dated else None
    return f"số {document.number:02d}/{document.symbol}" + (f", ngày {slashed(dated)}" if dated else "")


def _of_results(one: Announcement, edition: Edition) -> Facts:
    session = _session(one)
    assert one.since is not None
    known = [found for each in edition.dossier.opinions_of(session) if (found := each.known_on(one.since))]
    rows = [_result(opinion, edition) for opinion in known]
    counts = {group: sum(row["group"] is group for row in rows) for group in _GROUPS}
    held = session.held.on if session.held else session.time.day
    return {
        "result": {
            "held": f"ngày {slashed(held)}" if held else "",
            "day": f"ngày {slashed(one.since)}",
            "day_short": f"ngày {one.since.day}/{one.since.month}",
            "total": len(rows),
            "groups": [{"count": count, "words": group.value} for group, count in counts.items() if count],
            "late": sum(_is_late(row, one.since) for row in rows),
            "done": [row for row in rows if row["group"] is Group.DONE and row["outcome"]],
            "waiting": [row for row in rows if row["group"] in (Group.DOING, Group.WAITING)],
        }
    }


def _result(opinion: Opinion, edition: Edition) -> Facts:
    from doithoai.domain.standing import standing

    now = standing(opinion)
    outcome = next((event.text for event in reversed(opinion.events) if event.step in _OUTCOMES and event.text), "")
    return {
        "number": int(opinion.number) if opinion.number.isdigit() else opinion.number,
        "title": _sentence(opinion.title),
        "group": now.group,
        "state": now.resolution.value,
        "outcome": _sentence(outcome or ""),
        "owner": edition.authority.unit_name(now.owner) if now.owner else "",
        "due": f"ngày {slashed(now.due)}" if now.due else "",
        "due_day": now.due,
    }


def _is_late(row: Facts, day: date) -> bool:
    return bool(row["due_day"] and row["due_day"] < day and row["group"] in (Group.DOING, Group.WAITING))


def _of_correction(one: Announcement, _edition: Edition) -> Facts:
    found = one.correction
    assert found is not None
    return {
        "correction": {
            "about": one.record.title,
            "kind": one.record.label.lower(),
            "wrong": _sentence(found.wrong),
            "right": _sentence(found.right),
            "reason": _sentence(found.reason or ""),
        }
    }


def _session(one: Announcement) -> Session:
    record: Announced = one.record
    assert isinstance(record, Session)
    return record


def _sentence(text: str) -> str:
    """Without the closing stop, which the template sets."""
    return text.rstrip(" .;,")


_OF_CAUSE = {
    Cause.SCHEDULE: _inviting,
    Cause.REMINDER: _inviting,
    Cause.CHANGE: _changed,
    Cause.POSTPONED: _called_off,
    Cause.CANCELLED: _called_off,
    Cause.PLAN: _of_plan,
    Cause.CONCLUSION: _of_conclusion,
    Cause.RESULT: _of_results,
    Cause.CORRECTION: _of_correction,
}

TEMPLATES: Mapping[Cause, str] = {
    Cause.PLAN: "ke-hoach.txt",
    Cause.SCHEDULE: "lich.txt",
    Cause.REMINDER: "nhac-lich.txt",
    Cause.CHANGE: "thay-doi.txt",
    Cause.POSTPONED: "hoan.txt",
    Cause.CANCELLED: "huy.txt",
    Cause.CONCLUSION: "ket-luan.txt",
    Cause.RESULT: "ket-qua.txt",
    Cause.CORRECTION: "dinh-chinh.txt",
}
