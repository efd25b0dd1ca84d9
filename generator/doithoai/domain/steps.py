"""How an opinion moves on its two axes: for each step where it may follow and where it leads, as one table.

The answer axis says whether the citizen was answered, the resolution axis whether the matter itself is settled, so
that "all answered" can never hide "not resolved". Each step moves one of them, or ends the opinion on both.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from doithoai.domain.dates import slashed
from doithoai.domain.opinion import Event, Step


class Answer(StrEnum):
    """Whether the citizen was answered."""

    RECEIVED = "đã tiếp nhận, chưa trả lời"
    LEFT_BY_CHAIR = "chủ trì chưa trả lời"
    ASSIGNED = "đã giao, chưa trả lời"
    AT_SESSION = "đã trả lời tại hội nghị"
    IN_WRITING = "đã trả lời bằng văn bản"
    PUBLICLY = "đã trả lời công khai"
    NOT_NEEDED = "không trả lời riêng"


class Resolution(StrEnum):
    """Whether the matter itself is settled."""

    OPEN = "chưa giải quyết"
    IN_PROGRESS = "đang giải quyết"
    EXTENDED = "đã gia hạn"
    RESOLVED = "đã giải quyết xong"
    PARTLY = "giải quyết một phần"
    EXPLAINED = "đã giải thích, không có việc phải làm"
    NOT_FEASIBLE = "không thực hiện được"
    FORWARDED = "đã chuyển cấp có thẩm quyền"
    MERGED = "đã gộp vào kiến nghị khác"
    REDIRECTED = "đã chuyển thủ tục khác"
    WITHDRAWN = "người nêu đã rút"
    REOPENED = "đã mở lại"


UNANSWERED = frozenset({Answer.RECEIVED, Answer.LEFT_BY_CHAIR, Answer.ASSIGNED})
ANSWERED = frozenset({Answer.AT_SESSION, Answer.IN_WRITING, Answer.PUBLICLY})
LIVE = frozenset({Resolution.OPEN, Resolution.IN_PROGRESS, Resolution.EXTENDED, Resolution.PARTLY, Resolution.REOPENED})
"""Still to be worked on here."""
CLOSED = frozenset({Resolution.RESOLVED, Resolution.EXPLAINED, Resolution.NOT_FEASIBLE})
"""Settled here; only reopening works on it again."""
OUT = frozenset({Resolution.MERGED, Resolution.REDIRECTED, Resolution.WITHDRAWN})
"""Nothing more happens to it here but that the citizen is told."""

_ONWARDS = {
    Resolution.MERGED: "bỏ việc này ở đây, ghi ở tệp của kiến nghị nhận gộp",
    Resolution.REDIRECTED: "bỏ việc này: việc theo thủ tục khiếu nại, tố cáo không ghi ở đây",
    Resolution.WITHDRAWN: "bỏ việc này; người dân nêu lại thì nhập kiến nghị mới: doithoai new opinion",
}
"""What to do with what happened after an opinion went out."""
_ANYWHERE = frozenset(Resolution)
_OPEN_OR_AWAY = LIVE | {Resolution.FORWARDED}
_REOPENABLE = CLOSED | {Resolution.PARTLY, Resolution.FORWARDED}


class Move(Struct, frozen=True):
    """What one step needs and does: the resolutions it may follow, what else, and where it leads on each axis."""

    after: frozenset[Resolution]
    answer: Answer | None = None
    resolution: Resolution | None = None
    unanswered: bool = False
    """Only while the citizen has no answer; with an `answer`: moves the axis only then, where it may come later."""
    answered: bool = False
    assigned: bool = False
    at_session: bool = False
    """Can only happen at the session or after it."""


MOVES = {
    Step.RECEIVED: Move(frozenset({Resolution.OPEN})),
    Step.ANSWERED_AT_SESSION: Move(_OPEN_OR_AWAY, Answer.AT_SESSION, at_session=True),
    Step.LEFT_BY_CHAIR: Move(_OPEN_OR_AWAY, Answer.LEFT_BY_CHAIR, unanswered=True, at_session=True),
    Step.ASSIGNED: Move(LIVE, Answer.ASSIGNED),
    Step.ANSWERED_IN_WRITING: Move(_OPEN_OR_AWAY | CLOSED, Answer.IN_WRITING),
    Step.ANSWERED_PUBLICLY: Move(_OPEN_OR_AWAY | CLOSED, Answer.PUBLICLY),
    Step.STARTED: Move(_OPEN_OR_AWAY, resolution=Resolution.IN_PROGRESS),
    Step.EXTENDED: Move(LIVE, resolution=Resolution.EXTENDED, assigned=True),
    Step.RESOLVED: Move(_OPEN_OR_AWAY, resolution=Resolution.RESOLVED, answered=True),
    Step.PARTLY_RESOLVED: Move(_OPEN_OR_AWAY, resolution=Resolution.PARTLY),
    Step.EXPLAINED: Move(_OPEN_OR_AWAY, resolution=Resolution.EXPLAINED, answered=True),
    Step.NOT_FEASIBLE: Move(_OPEN_OR_AWAY, resolution=Resolution.NOT_FEASIBLE, answered=True),
    Step.FORWARDED: Move(_OPEN_OR_AWAY, resolution=Resolution.FORWARDED),
    Step.TOLD: Move(_ANYWHERE),
    Step.MERGED: Move(LIVE, Answer.NOT_NEEDED, Resolution.MERGED),
    Step.REDIRECTED: Move(LIVE, Answer.NOT_NEEDED, Resolution.REDIRECTED),
    Step.WITHDRAWN: Move(_OPEN_OR_AWAY, Answer.NOT_NEEDED, Resolution.WITHDRAWN),
    Step.REOPENED: Move(_REOPENABLE, resolution=Resolution.REOPENED),
}
"""Every step. A written reply may follow the outcome, since it tells of it."""


class Position(NamedTuple):  # made for each event of each opinion, in half the time of a dataclass
    """Where an opinion stands after some of its events."""

    answer: Answer = Answer.RECEIVED
    resolution: Resolution = Resolution.OPEN
    owner: str | None = None
    due: date | None = None
    assigned: bool = False
    since: date | None = None
    """The day of the last event that moved the resolution."""
    reopened: int = 0
    """How often it was reopened."""
    monitored: bool = False
    """Reopened by a monitoring finding, which an event of the opinion's own file may yet confirm."""


def moved(now: Position, event: Event) -> Position:
    """The position after one more event, possible or not."""
    move = MOVES[event.step]
    assigns = event.step is Step.ASSIGNED
    return Position(
        answer=_answer(now, move),
        resolution=move.resolution or now.resolution,
        owner=(event.by or now.owner) if assigns else now.owner,
        due=event.due or now.due,
        assigned=now.assigned or assigns,
        since=event.on if move.resolution else now.since,
        reopened=now.reopened + (Resolution.REOPENED is move.resolution is not now.resolution),
        monitored=event.monitored if move.resolution else now.monitored,
    )


def _answer(now: Position, move: Move) -> Answer:
    if move.answer is None or (now.answer in ANSWERED and move.answer not in ANSWERED):
        return now.answer  # whoever was answered stays answered, whatever becomes of the matter afterwards
    return move.answer


def position(events: Iterable[Event]) -> Position:
    """Where the events lead."""
    now = Position()
    for event in events:
        now = moved(now, event)
    return now


def hindrance(now: Position, event: Event) -> tuple[str, str] | None:
    """Why the event cannot follow, and the mend; None for a possible one."""
    move, step = MOVES[event.step], event.step
    if event.step is Step.REOPENED and now.resolution is Resolution.REOPENED and now.monitored:
        return None
    if now.resolution not in move.after:
        return _too_late(now, step)
    if move.unanswered and now.answer not in UNANSWERED:
        return f"“{step}” nhưng kiến nghị này {now.answer}", "xem lại ngày và tên việc, hoặc bỏ việc này"
    if move.answered and now.answer not in ANSWERED:
        what = f"“{step}” nhưng chưa ghi trả lời người nêu lần nào"
        mend = "ghi việc trả lời trước việc này: trả lời tại hội nghị, trả lời bằng văn bản hoặc trả lời công khai"
        return what, mend
    if move.assigned and not now.assigned:
        return f"“{step}” nhưng chưa ghi giao cho đơn vị nào", "ghi “giao giải quyết” với đơn vị và hạn trước việc này"
    return None


def _too_late(now: Position, step: Step) -> tuple[str, str]:
    state = f"tình trạng là “{now.resolution}”" + (f" từ {slashed(now.since)}" if now.since else "")
    if now.resolution in OUT:
        return f"“{step}” nhưng {state}; sau đó chỉ còn “{Step.TOLD}”", _ONWARDS[now.resolution]
    if step is Step.REOPENED:
        return f"“{step}” nhưng {state}, chưa có kết quả nào để mở lại", "xem lại thứ tự, hoặc bỏ việc này"
    if now.resolution is Resolution.FORWARDED:
        return f"“{step}” nhưng {state}", f"nơi đó trả lại thì ghi “{Step.STARTED}” trước việc này"
    return f"“{step}” nhưng {state}", f"làm tiếp thì ghi “{Step.REOPENED}” trước; không thì xem lại ngày và thứ tự"
