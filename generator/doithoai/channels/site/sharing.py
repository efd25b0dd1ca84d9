"""Texts to send on: a message of one SMS, posts, the draft of a news item; all from the session's own facts."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING

from doithoai.channels.site.following import named
from doithoai.channels.site.page import Page, View, short
from doithoai.channels.site.parts import Links, frame_of
from doithoai.domain import addresses, spoken_code
from doithoai.domain.brevity import place_called
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.dates import clocked, hours_of, long_day, slashed, weekday
from doithoai.domain.edition import Edition
from doithoai.domain.session import Openness, Session
from doithoai.domain.standing import SessionState
from doithoai.engines.theme import wording

if TYPE_CHECKING:
    from jinja2 import Environment

SMS = 160
"""Letters of one message without accents (GSM 03.38). With accents a network sends some 70 at a time."""

_TOLD = {
    SessionState.SCHEDULED: "coming",
    SessionState.ANNOUNCED: "coming",
    SessionState.MOVED: "coming",
    SessionState.POSTPONED: "postponed",
    SessionState.CANCELLED: "cancelled",
    SessionState.CONCLUDED: "concluded",
    SessionState.CLOSED: "concluded",
}
"""What is told in a state; in others there is nothing to send on: no day is known yet, or no result."""

_GAPS = re.compile(r"\n{3,}")
_NOON, _EVENING = 12, 18


def share_address(session: Session) -> str:
    """`co-quan/phuong-mau/2026/doi-thoai-4/chia-se/`."""
    return f"{addresses.of(session)}chia-se/"


def is_shared(session: Session, edition: Edition) -> bool:
    """Whether the session has texts to send on."""
    told = _TOLD.get(edition.state(session))
    return session.time.day is not None and (edition.is_upcoming(session) if told == "coming" else told is not None)


def share_page(session: Session, edition: Edition) -> Page:
    """The page of a session's texts, each to be copied; they are written from its facts when it is drawn."""
    address = share_address(session)
    links = Links(address)
    say = wording().say
    view: View = {
        **frame_of(session, edition, links, [(addresses.of(session), session.title)]),
        "heading": say("share.title"),
        "about": links.record(session),
        "facts": facts_of(session, edition),
    }
    return Page(address, "share.html", say("share.of", session.title), short(say("share.description")), view)


def texts_shown(facts: View) -> list[View]:
    """The texts with their titles, and sizes where these matter."""
    return [_shown(name, text) for name, text in texts_of(facts).items()]


def _shown(name: str, text: str) -> View:
    say = wording().say
    size = say("share.size", len(text)) if name.startswith("sms") else ""
    long = say("share.long") if name.startswith("sms") and len(text) > SMS else ""
    return {"name": name, "title": say(f"share.kinds.{name}"), "text": text, "size": size, "long": long}


def texts_of(facts: View) -> dict[str, str]:
    """Every text of a session by its kind: sms, sms_plain, zalo, facebook, news; from `facts_of` it."""
    accented = _message(facts)
    posts = {name: _filled(f"{name}.txt", facts) for name in ("zalo", "facebook", "news")}
    return {"sms": accented, "sms_plain": without_accents(accented), **posts}


def facts_of(session: Session, edition: Edition) -> View:
    """What the texts may say, as plain data."""
    say = wording().say
    state, time_, place = edition.state(session), session.time, session.place
    conclusion = edition.dossier.conclusion_of(session)
    told = _TOLD[state]
    decided = {"cancelled": session.cancelled, "postponed": session.postponed}.get(told)
    day = session.held.on if session.held else time_.day
    intake, contact = session.intake, edition.authority.contact
    return {
        "told": told,
        "authority": edition.authority.name,
        "brief": named(edition.authority.brief, edition.authority),
        "title": session.title,
        "when": ", ".join(filter(None, (hours_of(time_.starts, time_.ends), long_day(day) if day else ""))),
        "starts": clocked(time_.starts) if time_.starts else "",
        "day": long_day(day) if day else "",
        "weekday": weekday(day) if day else "",
        "slashed": slashed(day) if day else "",
        "part": part_of_day(time_.starts) if day == time_.day else "",
        "was": _was(session),
        "place": place.name if place else "",
        "short_place": place.called or place_called(place.name, edition.authority.place) if place else "",
        "address": (place.address or "") if place else "",
        "moved_from": _moved_from(session),
        "who": session.audience or say(f"openness.{session.openness.value}"),
        "open": session.openness is Openness.OPEN,
        "contents": list(session.contents),
        "until": slashed(intake.until) if intake and _open(intake.until, edition.as_of) and intake.until else "",
        "ways": list(intake.ways) if intake and _open(intake.until, edition.as_of) else [],
        "phone": contact.phone[0] if contact.phone else "",
        "code": spoken_code.grouped(spoken_code.code_of(session)),
        "reason": decided.reason if decided else "",
        "next": (decided.next or "").replace(say("share.here"), say("share.there")) if decided else "",
        "chairs": [one.label for one in session.chairs],
        "held": {"attendance": session.held.attendance, "speakers": session.held.speakers} if session.held else None,
        "opinions": len(edition.dossier.opinions_of(session)),
        "conclusion": _conclusion(conclusion, edition) if conclusion else None,
    }


def _was(session: Session) -> str:
    """What people were told before: the day, or the hour where only that is another."""
    now, earlier = session.time, session.times[-2] if len(session.times) > 1 else None
    if earlier is None or earlier.day is None:
        return ""
    if earlier.day != now.day:
        return long_day(earlier.day)
    return clocked(earlier.starts) if earlier.starts and earlier.starts != now.starts else ""


def _moved_from(session: Session) -> str:
    """The place that people were told before: its name, or its address where only that is another."""
    if session.place is None or len(session.places) < 2 or not session.places[-2].is_known:
        return ""
    now, earlier = session.places[-1], session.places[-2]
    if earlier.name != now.name:
        return earlier.name
    return earlier.address or "" if earlier.address != now.address else ""


def _open(until: date | None, as_of: date) -> bool:
    return until is None or until >= as_of


def _conclusion(conclusion: Conclusion, edition: Edition) -> View:
    document = conclusion.document
    code = spoken_code.grouped(spoken_code.code_of(conclusion))
    return {
        "number": document.number_line(edition.authority.style),
        "day": slashed(document.dated.day) if document.dated and document.dated.day else "",
        "count": len(conclusion.items),
        "items": [
            {"text": item.text, "owner": edition.authority.unit_name(item.owner) if item.owner else "",
             "due": slashed(item.due) if item.due else ""}
            for item in conclusion.items
        ],
        "code": code,
        "summary": conclusion.summary or "",
    }  # fmt: skip


def part_of_day(starts: time | None) -> str:
    """`sáng`, `chiều`, `tối`, as a news item begins."""
    if starts is None:
        return ""
    part = "morning" if starts.hour < _NOON else "afternoon" if starts.hour < _EVENING else "evening"
    return wording().say(f"share.parts.{part}")


def _message(facts: View) -> str:
    """One message: its sentences in their order, the least needed left out until it fits."""
    lines = [line.partition("|") for line in _filled("sms.txt", facts).splitlines() if line.strip()]
    sentences = [(int(need), " ".join(text.split())) for need, _, text in lines]
    while len(_joined(sentences)) > SMS and any(need for need, _ in sentences):
        least = max(need for need, _ in sentences)
        sentences = [one for one in sentences if one[0] != least]
    return _joined(sentences)


def _joined(sentences: list[tuple[int, str]]) -> str:
    return " ".join(text for _, text in sentences)


def without_accents(text: str) -> str:
    """The same message in the letters that every telephone shows."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D").replace("–", "-"))
    return "".join(one for one in bare if not unicodedata.combining(one)).encode("ascii", "ignore").decode()


def _filled(name: str, facts: View) -> str:
    text = _environment().get_template(name).render(facts).strip()
    return _GAPS.sub("\n\n", text)


def _stopped(text: str) -> str:
    """The text as a sentence of its own."""
    return f"{text}." if text and not text.endswith((".", "!", "?", "…")) else text


@cache
def _environment() -> Environment:
    from doithoai.engines.templates import environment  # loaded where there is a text to fill

    env = environment("site/texts", {"stopped": _stopped})
    env.autoescape = False
    return env
