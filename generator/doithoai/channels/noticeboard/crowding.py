"""What has to be shortened where a sheet has no room for its record, and where that was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from doithoai.channels.noticeboard.sheet import Crowd, Spot, View
from doithoai.domain.edition import Edition
from doithoai.domain.flaws import Loc
from doithoai.domain.session import Session
from doithoai.engines.theme import wording


class Passage(NamedTuple):
    """Something that a sheet says: what it is called there, its words, where they were written."""

    name: str
    words: str
    spot: Spot


def crowd(passages: Iterable[Passage], said: str = "in.shorten.session") -> Crowd:
    """The longest passage has to be shortened."""
    longest = max(passages, key=lambda one: len(one.words))
    return Crowd(wording().say(said, longest.name, len(longest.words)), longest.spot)


def passages_of(session: Session, facts: Iterable[View], edition: Edition) -> list[Passage]:
    """The title of a session and the facts that its sheet gives."""
    spots = _spots(session, edition)
    title = Passage(wording().say("in.subject"), session.title, Spot(session.id, ("tiêu đề",)))
    return [*(Passage(one["name"], one["value"] + one["note"], spots[one["name"]]) for one in facts), title]


def _spots(session: Session, edition: Edition) -> Mapping[str, Spot]:
    """Where each fact of a session is written, by the name that sheets give it."""
    time: Loc = ("thời gian", len(session.times) - 1)
    place: Loc = ("địa điểm", len(session.places) - 1)
    off: Loc = ("hủy" if session.cancelled else "hoãn",)
    own: dict[str, Loc] = {
        "session.when": time,
        "in.was": time,
        "session.where": (*place, "nơi"),
        "in.was_where": (*place, "nơi"),
        "in.way_in": (*place, "chỉ đường"),
        "session.who": ("đối tượng",),
        "session.contents": ("nội dung",),
        "session.before": ("góp ý trước", "cách gửi"),
        "in.next": (*off, "lịch mới"),
        "session.reason": (*(off if session.cancelled or session.postponed else _changed_last(session)), "lý do"),
    }
    contact = Spot(edition.authority.id, ("liên hệ",))
    asked = {wording().say(name): contact for name in ("contact.ask", "in.form.hand_in")}
    return {wording().say(name): Spot(session.id, loc) for name, loc in own.items()} | asked


def _changed_last(session: Session) -> Loc:
    """The version whose reason a sheet gives: the last one of time or place that has one."""
    times = ((one.published or date.min, "thời gian", at) for at, one in enumerate(session.times) if at and one.reason)
    places = ((one.published or date.min, "địa điểm", at) for at, one in enumerate(session.places) if at and one.reason)
    _, name, at = max((*times, *places), default=(date.min, "thời gian", len(session.times) - 1))
    return name, at
