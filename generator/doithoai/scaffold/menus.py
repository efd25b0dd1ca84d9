"""What may be answered to a question that has a fixed list of answers."""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import Struct
from pydantic.fields import FieldInfo

from doithoai.domain.faults import Fault
from doithoai.domain.hints import block_in, choices
from doithoai.domain.records import Kind
from doithoai.folding import did_you_mean, fold
from doithoai.problems import Refusal
from doithoai.reading.record import MODELS
from doithoai.scaffold.desk import Answers, Desk, authority_of
from doithoai.scaffold.questions import Form, Question

SHOWN = 20
"""So many lines of a menu are shown; the rest can still be typed."""


class Choice(Struct, frozen=True):
    """One line of a menu."""

    value: str
    label: str = ""


def menu(desk: Desk, form: Form, question: Question, answers: Answers) -> list[Choice]:
    """All that may be answered; empty for a question that takes any text."""
    match question.menu:
        case "sessions":
            shown, rest = desk.sessions[:SHOWN], desk.sessions[SHOWN:]
            return [*(Choice(folder, _title(desk, folder)) for folder in shown), *map(Choice, rest)]
        case "authorities":
            return [Choice(name, desk.authority(name).name) for name in desk.folders]
        case "topics":
            return [Choice(topic.code, topic.name) for topic in desk.topics.topics]
        case "areas":
            return [Choice(area.code, area.name) for area in desk.authority(authority_of(answers)).areas]
        case "words":
            return [Choice(word) for word in words_of(form, question)]
        case _:
            return []


def pick(text: str, offered: list[Choice], question: Question) -> str:
    """The value that a typed value or label means."""
    for choice in offered:
        if fold(text) in (fold(choice.value), fold(choice.label)):
            return choice.value
    if not offered:
        raise Fault("nothing-to-choose", f"chưa có gì để chọn cho “{question.ask}”", _NOTHING[question.menu])
    mend = did_you_mean(text, [choice.value for choice in offered])
    raise Fault("not-in-menu", f"không có “{text}” ({question.ask.lower()})", mend)


_NOTHING = {
    "sessions": "tạo buổi đối thoại trước: doithoai new session",
    "authorities": "tạo cơ quan trước: doithoai new authority",
    "topics": "khai báo lĩnh vực trong content/linh-vuc.yml",
    "areas": "khai báo trong co-quan.yml, mục “tổ dân phố, thôn”",
}


def field_of(form: Form, question: Question) -> FieldInfo:
    """The declaration of the key that the answer stands under."""
    return _field(form.kind, question.path)


def words_of(form: Form, question: Question) -> tuple[str, ...]:
    """The words that the key takes."""
    return choices(field_of(form, question))


@cache
def _field(kind: str, path: tuple[str, ...]) -> FieldInfo:
    block: Any = MODELS[Kind(kind)]
    *parents, last = path
    for name in parents:
        block = block_in(_named(block, name).annotation)
    return _named(block, last)


def _named(block: Any, name: str) -> FieldInfo:
    fields: list[FieldInfo] = list(block.model_fields.values())
    return next(field for field in fields if field.alias == name)


def _title(desk: Desk, folder: str) -> str:
    try:
        return desk.session(folder).title
    except Refusal:
        return ""  # `check` tells what is wrong with it
