"""Posters, read at three metres: a session (first notice, changed, postponed, cancelled), a conclusion, and how the
opinions of a residential group stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from doithoai.channels.noticeboard.bodies import capital
from doithoai.channels.noticeboard.crowding import Passage, crowd, passages_of
from doithoai.channels.noticeboard.facts import (
    asking,
    base_of,
    corrected_of,
    down,
    earlier,
    fact,
    hanging,
    head_of,
    invitation,
    is_news,
    is_off,
    issues,
    issues_of,
    last_day,
    link_of,
    link_to,
    on_paper,
    recent,
    time_of,
    version,
    when_and_where,
)
from doithoai.channels.noticeboard.sheet import Crowd, PrintSheet, Spot, View
from doithoai.domain import addresses
from doithoai.domain.authority import Area
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.corrections import Corrected, Correction
from doithoai.domain.dates import slashed
from doithoai.domain.edition import Edition
from doithoai.domain.flaws import Loc
from doithoai.domain.opinion import Opinion
from doithoai.domain.prints import PRINTS
from doithoai.domain.session import Session
from doithoai.domain.standing import Group, SessionState
from doithoai.engines.theme import wording

PAPERS = ("a4", "a3")
LEAST = 24
"""Points of a key fact on A4 that can be read at three metres."""

SETTLED = timedelta(days=365)
"""How long a settled opinion stays on the sheet of its residential group."""


class Poster(Struct, frozen=True):
    """One poster before its paper is chosen. `since`: the day its version was published; `number`: the version;
    `crowd`: what to shorten where it does not fit."""

    record: Corrected
    view: View
    since: date | None
    until: date | None
    number: int
    crowd: Crowd
    file: str = "to-dan"
    link: str = "in.poster"


def posters(edition: Edition, address: str) -> Iterator[PrintSheet]:
    """Posters of everything that people still have to know of."""
    for one in hung(edition, address):
        for paper in PAPERS:
            path = f"{base_of(one.record)}{one.file}-{paper}.pdf"
            name = wording().say(one.link, paper.upper())
            view = {**one.view, "paper": paper}
            yield PrintSheet(one.record.id, name, path, "to-dan.typ", view, one.since or edition.as_of, (one.crowd,))
    for area in edition.authority.areas:
        standing = standing_of(area, edition, address)
        if standing:
            name = wording().say("in.standing.name", area.name)
            path = f"{PRINTS}{edition.authority.authority_id}/kien-nghi/{area.code}.pdf"
            yield PrintSheet(edition.authority.id, name, path, "tinh-hinh.typ", standing, edition.as_of)


def hung(edition: Edition, address: str) -> Iterator[Poster]:
    """What hangs on the notice boards now."""
    for session in edition.dossier.sessions:
        if is_news(session, edition):
            yield _of_session(session, edition, address)
    for conclusion in edition.dossier.conclusions:
        since = recent(conclusion, edition)
        if since and conclusion.items and not edition.ended:
            yield _of_conclusion(conclusion, since, edition, address)
    if not edition.ended:
        yield from _corrections(edition, address)


def _corrections(edition: Edition, address: str) -> Iterator[Poster]:
    """What was made public wrongly and what is right, for as long as a conclusion hangs."""
    for record in corrected_of(edition):
        for number, one in enumerate(record.corrections, 1):
            if not one.is_quiet and down(one.published, edition) >= edition.as_of:
                yield _of_correction(record, number, one, edition, address)


def _of_correction(record: Corrected, number: int, one: Correction, edition: Edition, address: str) -> Poster:
    words, until = wording(), down(one.published, edition)
    key = [fact("in.correction.right", on_paper(one.right))]
    reason = [fact("session.reason", on_paper(one.reason))] if one.reason else []
    rest = [*reason, *asking(edition.authority.contact)]
    written = (("in.correction.wrong", one.wrong, "đã nêu"), ("in.correction.right", one.right, "nay là"))
    at: Loc = ("đính chính", number - 1)
    said = (Passage(words.say(name), text, Spot(record.id, (*at, key))) for name, text, key in written)
    title = Passage(words.say("in.subject"), record.title, Spot(record.id, ("tiêu đề",)))
    full = crowd((*said, title), "in.shorten.correction")
    view = {
        **head_of(edition),
        **link_of(record, address),
        "title": record.title if record.title.startswith(record.label) else f"{record.label}: {record.title}",
        "huge": "",
        "kind": words.say("in.kinds.correction"),
        "key": key,
        "rest": rest,
        "struck": [on_paper(one.wrong)],
        "struck_lead": f"{words.say('in.correction.wrong')}:",
        "hang": hanging(one.published, until),
        "version": version(1),
        "too_long": full.mend,
        "low": LEAST,
    }
    return Poster(record, view, one.published, until, 1, full, f"dinh-chinh-{number}", "in.correction.name")


def _of_session(session: Session, edition: Edition, address: str) -> Poster:
    words, off, told = wording(), is_off(session, edition), issues(session)
    kind = kind_of(session, edition)
    key = list(_struck(session) if off else when_and_where(session))
    said = _off(session) if off else (*_reason(session), *invitation(session))
    rest = [*said, *asking(edition.authority.contact)]
    full = crowd(passages_of(session, (*key, *rest), edition))
    number = max(len(told), 1)
    since, until = told[-1] if told else None, last_day(session, edition)
    view = {
        **head_of(edition),
        **link_of(session, address),
        "title": session.title,
        "huge": words.say(f"in.off.{kind}") if off else "",
        "kind": words.say(f"in.kinds.{kind}"),
        "key": key,
        "rest": rest,
        "struck": [] if off else earlier(session),
        "struck_lead": words.say("in.instead_of"),
        "hang": hanging(since, until),
        "version": version(number),
        "too_long": full.mend,
        "low": LEAST,
    }
    return Poster(session, view, since, until, number, full)


def kind_of(session: Session, edition: Edition) -> str:
    """Which notice it is: a name in the wording."""
    state = edition.state(session)
    if state is SessionState.POSTPONED:
        return "postponed"
    if state is SessionState.CANCELLED:
        return "cancelled"
    return "changed" if earlier(session) else "first"


def off_facts(session: Session) -> Iterator[View]:
    """What no longer holds, what comes instead, and why."""
    yield from _struck(session)
    yield from _off(session)


def _struck(session: Session) -> Iterator[View]:
    yield fact("in.was", time_of(session.time), struck=True)
    if session.place:
        yield fact("in.was_where", session.place.name, struck=True)


def _off(session: Session) -> Iterator[View]:
    notice = session.cancelled or session.postponed
    if notice:
        if notice.next or not session.cancelled:
            yield fact("in.next", on_paper(notice.next or wording().say("in.no_new_day")))
        yield fact("session.reason", on_paper(notice.reason))


def _reason(session: Session) -> Iterator[View]:
    """Why it was changed last."""
    times = ((one.published or date.min, one.reason) for one in session.times[1:] if one.reason)
    places = ((one.published or date.min, one.reason) for one in session.places[1:] if one.reason)
    reasons = [*times, *places]
    if reasons:
        yield fact("session.reason", on_paper(max(reasons)[1]))


def _of_conclusion(conclusion: Conclusion, since: date, edition: Edition, address: str) -> Poster:
    words, until, told = wording(), down(since, edition), issues_of(conclusion)
    rest = []
    for item in conclusion.items:
        owner = edition.authority.unit_name(item.owner) if item.owner else ""
        due = f"{words.say('plan.due')} {slashed(item.due)}" if item.due else ""
        note = "; ".join(filter(None, (owner, due)))
        rest.append({"name": words.say("in.item", item.number), "value": item.text, "note": note, "struck": False})
    full = crowd(_items(conclusion), "in.shorten.conclusion")
    view = {
        **head_of(edition),
        **link_of(conclusion, address),
        "title": conclusion.title,
        "huge": "",
        "kind": words.say("in.kinds.conclusion"),
        "key": [],
        "rest": rest,
        "struck": [],
        "struck_lead": "",
        "hang": hanging(told[-1], until),
        "version": version(len(told)),
        "too_long": full.mend,
        "low": LEAST,
    }
    return Poster(conclusion, view, told[-1], until, len(told), full)


def _items(conclusion: Conclusion) -> Iterator[Passage]:
    for at, item in enumerate(conclusion.items):
        spot = Spot(conclusion.id, ("kết luận", at, "nội dung"))
        yield Passage(wording().say("in.item", item.number), item.text, spot)


def standing_of(area: Area, edition: Edition, address: str) -> View | None:
    """How the opinions of one residential group stand; None where it raised none."""
    found = [one for one in edition.dossier.opinions if one.area == area.code and _is_shown(one, edition)]
    if not found or edition.ended:
        return None
    words = wording()
    counts = Counter(edition.standing(one).group for one in found)
    return {
        **head_of(edition),
        **link_to(addresses.of_area_opinions(edition.authority.authority_id, area.code), address),
        "title": area.name,
        "kind": words.say("in.standing.kind"),
        "total": {"name": words.say("in.standing.total"), "count": len(found)},
        "counts": [{"name": capital(group.value), "count": counts[group]} for group in Group if counts[group]],
        "columns": [words.say(f"in.standing.{name}") for name in ("number", "opinion", "state", "due")],
        "rows": [_row(one, edition) for one in sorted(found, key=lambda one: _order(one, edition))],
        "as_of": words.say("in.standing.as_of", slashed(edition.as_of)),
        "explained": words.say("in.standing.explained"),
    }


def _is_shown(opinion: Opinion, edition: Edition) -> bool:
    now = edition.standing(opinion)
    return now.group in (Group.DOING, Group.WAITING) or now.since + SETTLED >= edition.as_of


def _order(opinion: Opinion, edition: Edition) -> tuple[bool, int, date, str]:
    """Late ones first, then what is not settled by its day, settled ones last."""
    now = edition.standing(opinion)
    ranks = (Group.WAITING, Group.DOING, Group.ELSEWHERE, Group.DONE)
    return (not edition.late(opinion), ranks.index(now.group), now.due or date.max, opinion.id)


def _row(opinion: Opinion, edition: Edition) -> View:
    now, words = edition.standing(opinion), wording()
    late, session = edition.late(opinion), edition.dossier.session_of(opinion)
    day = (session.held.on if session.held else session.time.day) if session else None
    open_ = now.group in (Group.DOING, Group.WAITING)
    return {
        "number": opinion.number,
        "title": opinion.title,
        "session": words.say("in.standing.of_session", slashed(day)) if day else "",
        "sign": words["states"][now.resolution.value]["sign"],
        "state": now.resolution.value,
        "due": slashed(now.due) if now.due and open_ else "",
        "late": words.say("in.standing.late") if late else "",
    }
