"""What is true of a session or an opinion on one day, computed from its dated facts and never typed.

An opinion has two axes, so that "all answered" can never hide "not resolved".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from doithoai.domain.opinion import Opinion, Step
from doithoai.domain.session import Session


class SessionState(StrEnum):
    """Where a session stands; the value is the word shown."""

    PLANNED = "dự kiến"
    SCHEDULED = "đã có lịch"
    POSTPONED = "đã hoãn"
    CANCELLED = "đã hủy"
    DUE_RESULT = "đã đến ngày, chưa cập nhật kết quả"
    HELD = "đã tổ chức"
    CONCLUDED = "đã có kết luận"


class Answer(StrEnum):
    """Whether the citizen was answered."""

    NOT_YET = "chưa trả lời"
    LEFT_BY_CHAIR = "chủ trì chưa trả lời"
    AT_SESSION = "đã trả lời tại hội nghị"
    IN_WRITING = "đã trả lời bằng văn bản"
    NOT_NEEDED = "không trả lời riêng"


class Resolution(StrEnum):
    """Whether the matter itself is settled."""

    OPEN = "chưa giải quyết"
    ASSIGNED = "đã giao giải quyết"
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
    REOPENED = "mở lại sau giám sát"


class Group(StrEnum):
    """Resolutions as a citizen counts them."""

    DONE = "đã xong"
    DOING = "đang giải quyết"
    WAITING = "chưa giải quyết"
    ELSEWHERE = "đã chuyển nơi khác"


_ANSWERS = {
    Step.ANSWERED_AT_SESSION: Answer.AT_SESSION,
    Step.LEFT_BY_CHAIR: Answer.LEFT_BY_CHAIR,
    Step.ANSWERED_IN_WRITING: Answer.IN_WRITING,
    Step.WITHDRAWN: Answer.NOT_NEEDED,
    Step.REDIRECTED: Answer.NOT_NEEDED,
    Step.MERGED: Answer.NOT_NEEDED,
}
_RESOLUTIONS = {
    Step.ASSIGNED: Resolution.ASSIGNED,
    Step.STARTED: Resolution.IN_PROGRESS,
    Step.EXTENDED: Resolution.EXTENDED,
    Step.RESOLVED: Resolution.RESOLVED,
    Step.PARTLY_RESOLVED: Resolution.PARTLY,
    Step.EXPLAINED: Resolution.EXPLAINED,
    Step.NOT_FEASIBLE: Resolution.NOT_FEASIBLE,
    Step.FORWARDED: Resolution.FORWARDED,
    Step.MERGED: Resolution.MERGED,
    Step.REDIRECTED: Resolution.REDIRECTED,
    Step.WITHDRAWN: Resolution.WITHDRAWN,
    Step.REOPENED: Resolution.REOPENED,
}
GROUPS = {
    Resolution.OPEN: Group.WAITING,
    Resolution.ASSIGNED: Group.DOING,
    Resolution.IN_PROGRESS: Group.DOING,
    Resolution.EXTENDED: Group.DOING,
    Resolution.PARTLY: Group.DOING,
    Resolution.REOPENED: Group.DOING,
    Resolution.RESOLVED: Group.DONE,
    Resolution.EXPLAINED: Group.DONE,
    Resolution.NOT_FEASIBLE: Group.DONE,
    Resolution.WITHDRAWN: Group.DONE,
    Resolution.FORWARDED: Group.ELSEWHERE,
    Resolution.MERGED: Group.ELSEWHERE,
    Resolution.REDIRECTED: Group.ELSEWHERE,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """An opinion on one day: both axes, who owns it, until when, and when it last moved."""

    answer: Answer
    resolution: Resolution
    group: Group
    owner: str | None
    due: date | None
    since: date


def standing(opinion: Opinion) -> Standing:
    """The opinion's standing from its events."""
    answer, resolution = Answer.NOT_YET, Resolution.OPEN
    owner: str | None = None
    due: date | None = None
    for event in opinion.events:
        answer = _ANSWERS.get(event.step, answer)
        resolution = _RESOLUTIONS.get(event.step, resolution)
        if event.step is Step.ASSIGNED:
            owner = event.by or owner
        due = event.due or due
    since = opinion.events[-1].on if opinion.events else opinion.received.on
    return Standing(answer, resolution, GROUPS[resolution], owner, due, since)


def is_late(now: Standing, as_of: date) -> bool:
    """The day set for it has passed and it is still being worked on."""
    return bool(now.due and now.due < as_of and now.group in (Group.DOING, Group.WAITING))


def session_state(session: Session, concluded: bool, as_of: date) -> SessionState:
    """Where the session stands on the day; `concluded`: there is a conclusion notice."""
    if concluded:
        return SessionState.CONCLUDED
    if session.held:
        return SessionState.HELD
    if session.cancelled:
        return SessionState.CANCELLED
    if session.is_off:
        return SessionState.POSTPONED
    day = session.time.day
    if day is None:
        return SessionState.PLANNED
    return SessionState.DUE_RESULT if day < as_of else SessionState.SCHEDULED
