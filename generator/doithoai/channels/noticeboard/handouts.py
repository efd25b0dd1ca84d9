"""Sheets for the head of a residential group, the opinion box, the announcer's desk and the notice boards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from doithoai.channels.noticeboard.bodies import capital
from doithoai.channels.noticeboard.crowding import crowd, passages_of
from doithoai.channels.noticeboard.facts import (
    asking,
    base_of,
    corrected_of,
    dated,
    down,
    earlier,
    fact,
    head_of,
    invitation,
    is_news,
    is_off,
    issues,
    issues_of,
    link_of,
    recent,
    time_of,
    version,
    way_in,
    when_and_where,
)
from doithoai.channels.noticeboard.posters import Poster, hung, kind_of, off_facts, standing_of
from doithoai.channels.noticeboard.sheet import Crowd, PrintSheet, View
from doithoai.domain.authority import Area
from doithoai.domain.bulletin import Bulletin, Item
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.dates import clocked, long_day, slashed
from doithoai.domain.edition import Edition
from doithoai.domain.opinion import OpinionClass
from doithoai.domain.prints import PRINTS, day_print, script_print
from doithoai.domain.rota import Airing
from doithoai.domain.session import Session
from doithoai.engines.theme import wording

LOG_ROWS = 4
"""Rows of a log table beyond the planned broadcasts."""

TAKEN_DOWN = timedelta(days=30)
"""How long a board's list names a sheet that has to come down."""


def handouts(edition: Edition, bulletin: Bulletin, address: str) -> Iterator[PrintSheet]:
    """Every working sheet of an authority."""
    for session in edition.dossier.sessions:
        if is_news(session, edition):
            yield _for_heads(session, edition, address)
            if not is_off(session, edition) and edition.is_upcoming(session):
                yield _form(session, edition, address)
    yield from _scripts(edition, bulletin)
    yield from _boards(edition, address)


def _for_heads(session: Session, edition: Edition, address: str) -> PrintSheet:
    words, off, told = wording(), is_off(session, edition), issues(session)
    facts = off_facts(session) if off else (*when_and_where(session), *way_in(session), *invitation(session))
    rest = [*facts, *asking(edition.authority.contact)]
    columns = [words.say(f"in.heads.{name}") for name in ("household", "told", "note")]
    full = crowd(passages_of(session, rest, edition))
    view = {
        **_sheet_head(session, edition, address, "heads", full),
        "subtitle": words.say(f"in.kinds.{kind_of(session, edition)}"),
        "facts": rest,
        "changed": words.say("in.heads.changed"),
        "struck": [] if off else earlier(session),
        "area": words.say("in.heads.area"),
        "back": words.say("in.heads.back"),
        "columns": columns,
        "version": version(max(len(told), 1)),
    }
    day = told[-1] if told else None
    path = f"{base_of(session)}to-truong.pdf"
    name = words.say("in.heads.name")
    return PrintSheet(session.id, name, path, "to-truong.typ", view, day or edition.as_of, (full,))


def _form(session: Session, edition: Edition, address: str) -> PrintSheet:
    words, told, contact = wording(), issues(session), edition.authority.contact
    until = session.intake.until if session.intake else None
    phone = f"{words.say('contact.phone')}: {', '.join(contact.phone)}" if contact.phone else ""
    where = ". ".join(filter(None, (contact.counter or contact.address, contact.hours, phone)))
    facts = [*when_and_where(session)]
    if where or until:
        by = words.say("in.form.by", slashed(until)) if until else where
        facts.append(fact("in.form.hand_in", by, where if until else ""))
    topics = [topic.name for code in edition.topics.codes(session.topics) if (topic := edition.topics.find(code))]
    full = crowd(passages_of(session, facts, edition))
    view = {
        **_sheet_head(session, edition, address, "form", full),
        "gathered": words.say("in.form.gathered"),
        "facts": facts,
        "classes": {"name": words.say("in.form.i_raise"), "ticks": [one.value for one in OpinionClass]},
        "topics": {"name": words.say("in.form.about"), "ticks": topics},
        "replies": {
            "name": words.say("in.form.reply"),
            "ticks": [words.say(f"in.form.replies.{how}") for how in ("at", "phone", "writing")],
        },
        "area": words.say("in.form.area"),
        "text": words.say("in.form.text"),
        "who": words.say("in.form.who"),
        "privacy": words.say("in.form.privacy"),
        "received": words.say("in.form.received"),
        "version": version(max(len(told), 1)),
    }
    day = told[-1] if told else None
    path = f"{base_of(session)}phieu-lay-y-kien.pdf"
    name = words.say("in.form.name")
    return PrintSheet(session.id, name, path, "phieu.typ", view, day or edition.as_of, (full,))


def _sheet_head(session: Session, edition: Edition, address: str, sheet: str, full: Crowd) -> View:
    return {
        **head_of(edition),
        **link_of(session, address),
        "title": session.title,
        "kind": wording().say(f"in.{sheet}.kind"),
        "too_long": full.mend,
    }


def _scripts(edition: Edition, bulletin: Bulletin) -> Iterator[PrintSheet]:
    """The announcer's sheet of each announcement to come, and one sheet a day."""
    words = wording()
    for item in bulletin.live:
        view = {**_script_head(edition, item.title), "cues": [_cue(item, item.waiting[0])], "log": _log(item)}
        name = words.say("in.script.name", words.say(f"loa.causes.{item.announcement.cause.value}").lower())
        path = script_print(item.announcement.id)
        yield PrintSheet(item.announcement.record.id, name, path, "ban-doc.typ", view, edition.as_of)
    by_id = {item.announcement.id: item for item in bulletin.items}
    for day, airings in bulletin.rota.days.items():
        cues = [_cue(by_id[one.script], one) for one in airings if one.script in by_id]
        view = {
            **_script_head(edition, capital(long_day(day))),
            "cues": cues,
            "log": [_planned(one) for one in airings],
        }
        path = day_print(edition.authority.authority_id, day)
        yield PrintSheet(edition.authority.id, words.say("in.script.day", slashed(day)), path, "ban-doc.typ", view, day)


def _script_head(edition: Edition, title: str) -> View:
    words, station = wording(), edition.authority.station
    log = ("day", "at", "length", "announcer")
    return {
        **head_of(edition),
        "title": title,
        "station": station.name or words.say("loa.station", edition.authority.place),
        "kind": words.say("in.script.head"),
        "rules": words.say("in.script.rules"),
        "end": words.say("in.script.end"),
        "log_title": words.say("in.script.log"),
        "columns": [words.say(f"loa.{name}") for name in log],
        "blank": LOG_ROWS,
    }


def _cue(item: Item, airing: Airing) -> View:
    words = wording()
    paragraphs = [list(sentences) for sentences in item.breathed.get(airing.length, ())]
    at = clocked(airing.slot.at) if airing.slot else words.say("loa.no_hour")
    seconds = f"{round(airing.seconds)} {words.say('loa.seconds')}"
    return {
        "title": item.title,
        "about": " · ".join(
            (at, words.say("in.script.length", airing.length.value), seconds, words.say("loa.loops", airing.loops))
        ),
        "paragraphs": paragraphs,
    }


def _log(item: Item) -> list[list[str]]:
    return [_planned(airing) for airing in item.waiting]


def _planned(airing: Airing) -> list[str]:
    at = clocked(airing.slot.at) if airing.slot else ""
    return [capital(long_day(airing.day)), at, airing.length.value, ""]


def _boards(edition: Edition, address: str) -> Iterator[PrintSheet]:
    """For each posting place: what its board must show now, and what has to come down."""
    hanging_now, down = list(hung(edition, address)), _superseded(edition)
    crowds = tuple(one.crowd for one in hanging_now)
    if edition.ended or not (hanging_now or down):
        return
    for board in _boards_of(edition):
        name = wording().say("in.board.name", board.name)
        path = f"{PRINTS}{edition.authority.authority_id}/bang-tin/{board.code}.pdf"
        view = _board(board, hanging_now, down, edition, address)
        yield PrintSheet(edition.authority.id, name, path, "bang-tin.typ", view, edition.as_of, crowds)


class _Board(Struct, frozen=True):
    """A posting place: a residential group's, or with no `area` that of the authority's own seat."""

    code: str
    name: str
    place: str
    area: Area | None = None


def _boards_of(edition: Edition) -> Iterator[_Board]:
    contact = edition.authority.contact
    yield _Board("tru-so", wording().say("in.board.seat"), contact.address or contact.counter or "")
    for area in edition.authority.areas:
        yield _Board(area.code, area.name, area.board or "", area)


def _board(board: _Board, now: list[Poster], down: list[list[str]], edition: Edition, address: str) -> View:
    words, area = wording(), board.area
    standing = standing_of(area, edition, address) if area else None
    up = [
        [
            f"{one.view['kind']}. {one.record.title}",
            words.say("in.board.number", one.number),
            slashed(one.until) if one.until else "",
            "",
        ]
        for one in now
    ]
    if standing:
        up.append([words.say("in.standing.name", board.name), standing["as_of"], "", ""])
    return {
        **head_of(edition),
        "title": words.say("in.board.name", board.name),
        "kind": words.say("in.board.kind"),
        "area": board.name,
        "place": {"name": words.say("in.board.place"), "value": board.place},
        "day": words.say("in.standing.as_of", slashed(edition.as_of)),
        "hang": {"name": words.say("in.board.hang"), "none": words.say("in.board.nothing_to_hang"), "rows": up},
        "take": {"name": words.say("in.board.take"), "none": words.say("in.board.nothing_to_take"), "rows": down},
        "up_columns": [words.say(f"in.board.{name}") for name in ("sheet", "version", "hangs", "done")],
        "down_columns": [words.say(f"in.board.{name}") for name in ("sheet", "version", "why", "done")],
        "signed": words.say("in.board.signed"),
        "posters": [{**one.view, "paper": "a4"} for one in now],
        "standing": standing,
    }


def _superseded(edition: Edition) -> list[list[str]]:
    """Sheets that have to come down: earlier versions, sessions that are over, conclusions that hung long enough."""
    rows: list[list[str]] = []
    words = wording()
    for session in edition.dossier.sessions:
        rows.extend(_down_of(session, edition))
    for conclusion in edition.dossier.conclusions:
        rows.extend(_down_of_conclusion(conclusion, edition))
    for record in corrected_of(edition):
        for one in record.corrections:
            if not one.is_quiet and _has_hung(one.published, edition):
                title = f"{words.say('in.kinds.correction')}. {record.title}"
                why = words.say("in.board.corrected", _days_hung(one.published, edition))
                rows.append([title, words.say("in.board.number", 1), why, ""])
    return rows


def _has_hung(since: date, edition: Edition) -> bool:
    """It hung as long as it had to, and not much longer ago."""
    until = down(since, edition)
    return until < edition.as_of <= until + TAKEN_DOWN


def _days_hung(since: date, edition: Edition) -> int:
    return (down(since, edition) - since).days


def _down_of_conclusion(conclusion: Conclusion, edition: Edition) -> Iterator[list[str]]:
    words, since, told = wording(), dated(conclusion), issues_of(conclusion)
    if since and _has_hung(since, edition):
        why = words.say("in.board.hung", _days_hung(since, edition))
        for number in range(1, len(told) + 1):
            yield [conclusion.title, words.say("in.board.number", number), why, ""]
    elif recent(conclusion, edition):
        why = words.say("in.board.replaced", len(told), words.say("in.published", slashed(told[-1])))
        for number in range(1, len(told)):
            yield [conclusion.title, words.say("in.board.number", number), why, ""]


def _down_of(session: Session, edition: Edition) -> Iterator[list[str]]:
    words, told = wording(), issues(session)
    if is_news(session, edition):
        last = told[-1] if told else None
        day = words.say("in.published", slashed(last)) if last else ""
        why = words.say("in.board.replaced", len(told), day)
        numbers = range(1, len(told))
    elif _just_over(session, edition.as_of):
        why, numbers = words.say("in.board.over"), range(1, max(len(told), 1) + 1)
    else:
        return
    for number in numbers:
        told_then = session.known_on(told[number - 1] or date.min) if told else session
        time = time_of((told_then or session).times[-1])
        yield [f"{session.title} ({time})", words.say("in.board.number", number), why, ""]


def _just_over(session: Session, as_of: date) -> bool:
    day = session.held.on if session.held else session.time.day
    return day is not None and day < as_of <= day + TAKEN_DOWN
