"""What a script may say of an announcement: plain data for the templates, nothing that is not in the records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from msgspec.structs import replace

from doithoai.domain.announced import Announced
from doithoai.domain.authority import Authority
from doithoai.domain.brevity import (
    NOTE,
    authority_called,
    building_called,
    counter_called,
    hours_called,
    level_called,
    phone_called,
    place_called,
    session_called,
)
from doithoai.domain.broadcast import Announcement
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.dates import PartialDate, clocked, long_day, says_later, slashed, weekday, written
from doithoai.domain.documents import Document, Person, Style
from doithoai.domain.edition import Edition
from doithoai.domain.opinion import Opinion, Step
from doithoai.domain.plan import Plan
from doithoai.domain.publication import Cause
from doithoai.domain.session import Mode, Openness, PlaceVersion, Session
from doithoai.domain.standing import Group, Standing, Standings, is_late
from doithoai.engines.theme import wording
from doithoai.folding import fold

Facts = dict[str, Any]

_GROUPS = (Group.DONE, Group.DOING, Group.WAITING, Group.ELSEWHERE)
_OUTCOMES = (Step.RESOLVED, Step.PARTLY_RESOLVED, Step.EXPLAINED, Step.NOT_FEASIBLE, Step.FORWARDED)
_JOINT_CHAIR = re.compile(r"\s*\([^()]*chủ trì[^()]*\)")
_NUMBERED = re.compile(r"(?:buổi|đợt|lần|phiên|hội nghị)\s+(?:thứ\s+)?(?:\d+|[IVX]+|\w+)\s*[-–:.,]\s+", re.IGNORECASE)


def facts_of(one: Announcement, edition: Edition) -> Facts:
    """Everything the template of the announcement's cause needs, each text one line without its closing stop."""
    authority = edition.authority
    contact = authority.contact
    place = NOTE.sub("", authority.place)
    counter = contact.counter or _known_place(authority, contact.address)
    hours = list(hours_called(contact.hours or ""))
    common: Facts = {
        "station": authority.station.name or wording().say("loa.station", place),
        "authority": NOTE.sub("", authority.name),
        "brief": authority_called(authority.name, authority.place),
        "briefest": level_called(authority.name, authority.place),
        "listeners": wording().say(f"loa.listeners.{authority.style.value}", place),
        "fictional": authority.fictional,
        "phones": list(contact.phone),
        "phone": phone_called(contact.phone[0]) if contact.phone else "",
        "counter": counter,
        "counter_called": counter_called(counter, authority.place),
        "hours": "; ".join(hours),
        "hours_apart": hours,
        "web": wording().say("loa.web"),
    }
    facts: Facts = _tidy(common | _OF_CAUSE[one.cause](one, edition))
    return facts


def _tidy(value: Any) -> Any:
    """Texts for the ear: on one line, without the closing stop, which the template sets."""
    if isinstance(value, dict):
        return {name: _tidy(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_tidy(one) for one in value]
    if isinstance(value, str):
        words = " ".join(value.split()).rstrip(" .;,")
        return words.replace("trang này", wording().say("loa.web"))
    return value


def near(text: str, year: int | None) -> str:
    """Days of the year that is spoken of, without it: nobody says "tháng mười hai năm hai nghìn…" twice."""
    if year is None:
        return text
    days = re.compile(rf"(?<![\d/.-])(ngày\s+)?(\d{{1,2}}/\d{{1,2}})/{year}(?![\d/])", re.IGNORECASE)
    months = re.compile(rf"(tháng\s+\d{{1,2}}|quý\s+[IV\d]+)\s*(?:/|,?\s*năm\s+){year}\b", re.IGNORECASE)
    return months.sub(r"\1", days.sub(lambda found: f"{found[1] or 'ngày '}{found[2]}", text))


def said_day(day: date | None, year: int | None) -> str:
    """`ngày 5/12/2026`, `ngày 5/12` in the year that is spoken of; empty without a day."""
    return near(f"ngày {slashed(day)}", year) if day else ""


def _inviting(one: Announcement, edition: Edition) -> Facts:
    return {"now": session_facts(_session(one), edition, told_on=one.since if one.cause is Cause.SCHEDULE else one.day)}


def _changed(one: Announcement, edition: Edition) -> Facts:
    now, before = _session(one), one.before
    assert before is not None
    time_changed = (now.time.day, now.starts) != (before.time.day, before.starts) or before.is_off
    place_changed = _at(now.place) != _at(before.place)
    ends_changed = not time_changed and now.time.ends != before.time.ends
    latest = (now.time if time_changed or ends_changed else None, now.place if place_changed else None)
    reasons = [version.reason for version in latest if version and version.reason and version.published == one.since]
    changed = {
        "both": time_changed and place_changed,
        "place": place_changed,
        "time": time_changed,
        "end": ends_changed,
    }
    what = next((name for name, is_so in changed.items() if is_so), "other")
    return {
        "now": session_facts(now, edition, told_on=one.since),
        "before": session_facts(before, edition, told_on=None),
        "change": {
            "time": time_changed,
            "place": place_changed,
            "ends": ends_changed,
            "same_day": now.time.day == before.time.day,
            "what": wording().say(f"loa.changed.{what}"),
            "what_brief": wording().say(f"loa.changed.{'schedule' if what == 'both' else what}"),
            "reasons": [near(reason, now.when.year) for reason in dict.fromkeys(reasons)],
            "resumed": before.is_off,
        },
    }


def _at(place: PlaceVersion | None) -> tuple[str, str | None] | None:
    return (place.name, place.address) if place else None


def _called_off(one: Announcement, edition: Edition) -> Facts:
    now, before = _session(one), one.before
    assert before is not None
    notice = now.cancelled if one.cause is Cause.CANCELLED else now.postponed
    assert notice is not None
    return {
        "before": session_facts(before, edition, told_on=None),
        "off_already": before.is_off,
        "notice": {
            "reason": near(notice.reason, before.when.year),
            "next": near(notice.next or "", before.when.year),
        },
    }


def session_facts(session: Session, edition: Edition, told_on: date | None) -> Facts:
    """A session as it is said: `time` with the year, `time_short` without.

    `told_on`: opinions can no longer be sent in once it is later than the last day for them.
    """
    place, day, starts, year = session.place, session.time.day, session.starts, session.when.year
    direct = next((item.text for item in session.agenda if wording().say("loa.direct") in item.text.lower()), "")
    return {
        "title": session.title,
        "called": session.called or session_called(session.title),
        "own_called": bool(session.called),
        "time": said_time(day, starts, year=True) or _foreseen(session.when),
        "time_short": said_time(day, starts, year=False) or _foreseen(session.when),
        "hour": clocked(starts) if starts else "",
        "day": said_day(day, year),
        "hour_and_day": said_hour_and_day(day, starts) or _foreseen(session.when),
        "ends": clocked(session.time.ends) if session.time.ends else "",
        "place": _brief_place(place.name) if place else "",
        "place_called": place.called or place_called(place.name, edition.authority.place) if place else "",
        "building": place.called or building_called(place.name, edition.authority.place) if place else "",
        "place_whole": _known_place(edition.authority, place.name, place.address) if place else "",
        "directions": place.directions or "" if place else "",
        "mode": "" if session.mode is Mode.IN_PERSON else session.mode.value,
        "online": session.mode is Mode.ONLINE,
        "call": wording().say(f"loa.call.{session.openness.value}"),
        "call_brief": wording().say(f"loa.call_brief.{session.openness.value}"),
        "open": session.openness is Openness.OPEN,
        "anyone": wording().say(f"openness.{session.openness.value}"),
        "who": session.audience or wording().say(f"openness.{session.openness.value}"),
        "chairs": [_person(one, edition) for one in session.chairs],
        "contents": list(session.contents),
        "agenda": [item.text for item in session.agenda],
        "direct": direct,
        "intake": _intake(session, told_on),
        "invitation": wording().say(f"loa.invite.{session.openness.value}"),
    }


def _foreseen(when: PartialDate) -> str:
    return written(when) if when.last else ""


def _brief_place(name: str) -> str:
    """Without what stands in brackets; several places in one name are a list, no sentences of their own."""
    return re.sub(r"\s*;\s*", ", ", NOTE.sub("", name))


def _known_place(authority: Authority, *parts: str | None) -> str:
    """A name and an address; the ward, the district and the province are known to whoever hears this."""
    known = {fold(one) for one in (authority.place, authority.district, authority.province) if one}
    text = re.sub(r"\s*\(([^()]*)\)", r", \1", ", ".join(part for part in parts if part))
    kept = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    while len(kept) > 1 and fold(kept[-1]) in known:
        del kept[-1]
    return ", ".join(kept)


def _person(one: Person, edition: Edition) -> str:
    """Name first, as people are introduced."""
    called = f"đồng chí {one.name}" if one.name and edition.authority.style is Style.PARTY else one.name
    return _JOINT_CHAIR.sub("", ", ".join(part for part in (called, one.position) if part))


def said_time(day: date | None, starts: time | None, year: bool) -> str:
    """`8h00, sáng thứ Bảy, ngày 5/12/2026`."""
    if day is None or starts is None:
        return ""
    number = slashed(day) if year else f"{day.day}/{day.month}"
    return f"{clocked(starts)}, {part_of_day(starts)} {weekday(day)}, ngày {number}"


def said_hour_and_day(day: date | None, starts: time | None) -> str:
    """`8h00 ngày 5/12`: as short as it can be said without a mistake."""
    return f"{clocked(starts)} ngày {day.day}/{day.month}" if day and starts else ""


def part_of_day(at: time) -> str:
    """Sáng, trưa, chiều, tối, as people divide the day."""
    if at.hour < 11:
        return "sáng"
    if at.hour < 13:
        return "trưa"
    return "chiều" if at.hour < 18 else "tối"


def _intake(session: Session, told_on: date | None) -> Facts | None:
    intake = session.intake
    if intake is None or (intake.until and told_on and intake.until < told_on):
        return None
    return {
        "until": near(long_day(intake.until), session.when.year) if intake.until else "",
        "ways": list(intake.ways),
    }


def _of_plan(one: Announcement, edition: Edition) -> Facts:
    plan = one.record
    assert isinstance(plan, Plan)
    titles = [_NUMBERED.sub("", planned.title, count=1) for planned in plan.planned]
    sessions = [
        {
            "title": title if titles.count(title) == 1 else "",
            "when": near(written(replace(planned.when, tentative=False)), plan.year),
            "where": _known_place(edition.authority, planned.where) if not says_later(planned.where or "") else "",
        }
        for planned, title in zip(plan.planned, titles, strict=True)
    ]
    return {
        "plan": {
            "title": plan.title,
            "year": plan.year,
            "year_called": _year_called(plan.year, one.since),
            "document": _document(plan.document, plan.year, edition),
            "audience": plan.audience or "",
            "chairs": [_person(chair, edition) for chair in plan.chairs],
            "sessions": sessions,
            "whens": ", ".join(dict.fromkeys(one["when"] for one in sessions)),
            "deadline": near(written(plan.deadline), plan.year) if plan.deadline else "",
            "contents": list(plan.contents),
        }
    }


def _year_called(year: int | None, told: date | None) -> str:
    """`năm nay`, for a year that is being lived."""
    if year is None:
        return ""
    return wording().say("loa.this_year") if told and told.year == year else f"năm {year}"


def _of_conclusion(one: Announcement, edition: Edition) -> Facts:
    notice = one.record
    assert isinstance(notice, Conclusion)
    session = edition.dossier.session_of(notice)
    held = session.held if session else None
    day = held.on if held else session.time.day if session else None
    year = day.year if day else one.since.year if one.since else None
    document = notice.document
    return {
        "conclusion": {
            "title": notice.title,
            "held": said_day(day, None),
            "held_short": said_day(day, year),
            "attendance": wording().say("loa.attendance", held.attendance) if held and held.attendance else "",
            "summary": near(notice.summary or "", year),
            "document": _document(document, year, edition),
            "items": [
                {
                    "text": near(item.text, year),
                    "owner": edition.authority.unit_name(item.owner) if item.owner else "",
                    "due": said_day(item.due, year),
                }
                for item in notice.items
            ],
        }
    }


def _document(document: Document, year: int | None, edition: Edition) -> str:
    """`số 96/TB-UBND, ngày 26/10`; empty for a document without a number."""
    if document.number is None or not document.symbol:
        return ""
    dated = said_day(document.dated.day if document.dated else None, year)
    return f"số {document.number_line(edition.authority.style)}" + (f", {dated}" if dated else "")


def _of_results(one: Announcement, edition: Edition) -> Facts:
    session = _session(one)
    assert one.since is not None
    year = one.since.year
    known = [found for each in edition.dossier.opinions_of(session) if (found := each.known_on(one.since))]
    standings = Standings(edition.dossier, one.since)
    rows = [_result(opinion, standings.of(opinion), edition, one.since) for opinion in known]
    counts = {group: sum(row["group"] is group for row in rows) for group in _GROUPS}
    held = session.held.on if session.held else session.time.day
    return {
        "result": {
            "held": said_day(held, None),
            "held_short": said_day(held, year),
            "day": said_day(one.since, None),
            "day_short": said_day(one.since, year),
            "total": len(rows),
            "groups": [{"count": count, "words": group.value} for group, count in counts.items() if count],
            "done_how": _kinds(row["state"] for row in rows if row["group"] is Group.DONE),
            "late": sum(row["late"] for row in rows),
            "done": [row for row in rows if row["group"] is Group.DONE and row["outcome"]],
            "waiting": [row for row in rows if row["group"] in (Group.DOING, Group.WAITING) and not row["withheld"]],
        }
    }


def _kinds(states: Iterable[str]) -> list[Facts]:
    """What "done" means, where it is not the same for all of them."""
    counted = Counter(states)
    return [{"count": count, "words": state} for state, count in counted.most_common()] if len(counted) > 1 else []


def _result(opinion: Opinion, now: Standing, edition: Edition, day: date) -> Facts:
    outcome = next((event.text for event in reversed(opinion.events) if event.step in _OUTCOMES and event.text), "")
    return {
        "number": int(opinion.number) if opinion.number.isdigit() else opinion.number,
        "title": near(opinion.title, day.year),
        "group": now.group,
        "withheld": opinion.is_withheld,
        "state": now.outcome.value,
        "outcome": near(outcome or "", day.year),
        "owner": edition.authority.unit_name(now.owner) if now.owner else "",
        "due": said_day(now.due, day.year),
        "late": is_late(now, day),
    }


def _of_correction(one: Announcement, edition: Edition) -> Facts:
    found = one.correction
    assert found is not None
    year = found.published.year
    return {
        "correction": {
            "about": _about(one.record, edition, year),
            "title": one.record.title,
            "wrong": near(found.wrong, year),
            "right": near(found.right, year),
            "reason": near(found.reason or "", year),
            "coming": _still_to_come(one, edition),
        }
    }


def _still_to_come(one: Announcement, edition: Edition) -> Facts | None:
    """Who hears that something was wrong is told again when and where to come."""
    now = one.record
    if not isinstance(now, Session) or now.is_off or now.cancelled or not (now.starts and now.place and one.since):
        return None
    return session_facts(now, edition, None) if now.time.day and now.time.day >= one.since else None


def _about(record: Announced, edition: Edition, year: int) -> str:
    """What a correction is about, shorter than the record's title."""
    if isinstance(record, Plan):
        return wording().say("loa.corrected.plan", record.year) if record.year else record.title
    session = record if isinstance(record, Session) else edition.dossier.session_of(record)
    day = (session.held.on if session.held else session.time.day) if session else None
    what = "session" if isinstance(record, Session) else "conclusion"
    return wording().say(f"loa.corrected.{what}", said_day(day, year)) if day else record.title


def _session(one: Announcement) -> Session:
    record: Announced = one.record
    assert isinstance(record, Session)
    return record


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
