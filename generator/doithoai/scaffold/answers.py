"""Answers checked one by one, with the readers' own parsers and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from doithoai.domain.authority import Contact
from doithoai.domain.dates import parse_date
from doithoai.domain.faults import Fault
from doithoai.domain.records import Kind, without_ending
from doithoai.domain.register import UNDATED
from doithoai.domain.session import TimeVersion
from doithoai.folding import fold, slug
from doithoai.problems import Severity
from doithoai.reading.layout import CONTENT, OPINIONS, PAGES, RULES
from doithoai.reading.privacy import personal_data
from doithoai.scaffold.compose import codes_of
from doithoai.scaffold.desk import Answers, Desk, authority_of
from doithoai.scaffold.menus import field_of, menu, pick
from doithoai.scaffold.questions import Form, Many, Question
from doithoai.scaffold.usual import LATER, UNKNOWN_YEAR, YEAR, planned, plans_beside
from doithoai.scaffold.writing import one_line

MOST_AREAS = 999
"""Residential groups of one ward that a number may stand for."""
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_answer(desk: Desk, form: Form, question: Question, text: str, answers: Answers) -> Any:
    """The answer in the form that the record keeps; raises `Fault` with the parser's words."""
    parts = _parts(question, text)
    if question.many is Many.ONE_LINE:
        parts = list({fold(part): part for part in reversed(parts)}.values())[::-1]  # what is said twice counts once
    read = [_read_one(desk, form, question, part, answers) for part in parts]
    _coded_once(question, read)
    if question.needed and not read:
        raise Fault("blank", f"cần trả lời “{question.ask}”", "gõ câu trả lời")
    return read if question.many is not Many.NO else next(iter(read), "")


def _parts(question: Question, text: str) -> list[str]:
    match question.many:
        case Many.LINES:
            parts = text.splitlines()
        case Many.ONE_LINE:
            parts = re.split("[,;]" if question.menu else ";", text)
        case _:
            parts = [text]
    return [part for part in map(one_line, parts) if part]


def _read_one(desk: Desk, form: Form, question: Question, text: str, answers: Answers) -> str:
    special = _SPECIAL.get(question.name) or _SPECIAL.get(f"{form.kind} {question.name}")
    if special:
        text = special(desk, text, answers)
    if question.menu:
        text = pick(text, menu(desk, form, question, answers), question)
    if question.menu == "sessions":
        desk.session(text)  # refused with its faults before more is asked: the record is checked against its session
    if question.path:
        _validate(field_of(form, question), text)
    if question.name not in _OWN_CONTACTS:
        _refuse_personal(desk, form, text, answers)
    return text


_OWN_CONTACTS = ("phone", "email")
"""Questions whose answers may be published because they answer them."""


_AS_CONTACT = "xóa ở đây; số điện thoại của cơ quan thì ghi ở --phone, thư điện tử của cơ quan ở --email"


def _refuse_personal(desk: Desk, form: Form, text: str, answers: Answers) -> None:
    owner = authority_of(answers)
    declared = {"điện thoại": answers.get("phone", ()), "thư điện tử": answers.get("email", ())}
    contact = desk.authority(owner).contact if owner in desk.folders else Contact.model_validate(declared)
    for problem in personal_data(text, "", Kind(form.kind), contact):
        if problem.severity is Severity.ERROR:
            raise Fault(problem.code, problem.what, problem.mend if owner in desk.folders else _AS_CONTACT)


def _validate(field: FieldInfo, text: str) -> None:
    whole: Any = field.annotation
    for note in field.metadata:
        whole = Annotated[whole, note]
    adapter: TypeAdapter[Any] = TypeAdapter(whole)
    _check(adapter.validate_python, text, text)


def _check(validate: Callable[[Any], object], value: object, text: str) -> None:
    """Raise the `Fault` that stands behind pydantic's first error."""
    try:
        validate(value)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        context = fault.get("ctx") or {}
        if "mend" in context:
            raise Fault(fault["type"], context["what"], context["mend"]) from None
        if fault["type"].startswith(("int_", "greater_", "less_")):
            raise Fault("number", f"“{text}” không dùng làm số được", "viết số, ví dụ: 12") from None
        raise Fault("value", f"“{text}” không dùng được", "xem mẫu trong hướng dẫn") from None


def _session(desk: Desk, text: str, _answers: Answers) -> str:
    """The whole id; what comes before the session's own name may be left out where no other session has it."""
    short = without_ending(text.removeprefix(f"{CONTENT}/").strip("/")).removesuffix("/lich")
    meant = [one for one in desk.sessions if one.endswith(f"/{short}")]
    if len(meant) > 1:
        raise Fault("several", f"có {len(meant)} buổi tên “{short}”", "ghi đủ, một trong các buổi: " + ", ".join(meant))
    return meant[0] if meant else short


def _year(_desk: Desk, text: str, _answers: Answers) -> str:
    if fold(text) in (fold(UNKNOWN_YEAR), fold(UNDATED)):
        return UNKNOWN_YEAR
    if not YEAR.fullmatch(text):
        raise Fault("year", f"“{text}” không phải là năm", "viết bốn chữ số, ví dụ: 2026")
    return text


_TAKEN = (PAGES, RULES)
"""Folders of `content/` that are no authorities."""
_MEANT = (OPINIONS, *(kind.value for kind in Kind))
"""Names within a year's folder that mean something else than a session."""


def folder_name(text: str) -> str:
    """A name that an authority's folder may have; raises `Fault` for another."""
    if not _NAME.fullmatch(text) or text in _TAKEN:
        what = f"“{text}” không dùng làm tên thư mục được; tên thư mục là địa chỉ trang nên phải gọn"
        raise Fault("bad-name", what, f"chỉ dùng chữ thường không dấu, số, gạch nối, ví dụ: {_example(text)}")
    return text


def _example(text: str) -> str:
    return slug(text) if slug(text) not in ("", *_TAKEN) else "ubnd-phuong-mau"


def _new_folder(_desk: Desk, text: str, _answers: Answers) -> str:
    if text in _MEANT:
        raise Fault("bad-name", f"tên “{text}” đã dùng cho việc khác", "đặt tên khác, ví dụ: doi-thoai-chuyen-de")
    return folder_name(text)


def _new_authority(desk: Desk, text: str, _answers: Answers) -> str:
    if (desk.folder / CONTENT / folder_name(text)).exists():
        raise Fault("taken", f"thư mục {CONTENT}/{text} đã có", "chọn mã khác")
    return text


def _coded_once(question: Question, names: list[str]) -> None:
    """Codes are made of the names: of names that differ in nothing but signs one would be another's."""
    made: dict[str, str] = {}
    for name in names if question.name in ("area", "unit") else ():
        for code in codes_of(question.name, name):
            if code in made:
                what = f"“{made[code]}” và “{name}” trùng nhau (đều thành mã “{code}”)"
                raise Fault("same-code", what, "bỏ bớt một tên, hoặc ghi tên khác nhau rõ hơn")
            made[code] = name


def _unit(_desk: Desk, text: str, _answers: Answers) -> str:
    if not all(codes_of("unit", text)):
        raise Fault("nameless", f"“{text}” không có chữ, số nào để làm mã", "ghi tên bộ phận, ví dụ: Văn phòng")
    return text


def _name(desk: Desk, text: str, _answers: Answers) -> str:
    """Two authorities of one name could not be told apart; one that has ended may have left its name."""
    for one in desk.living():
        if fold(one.name) == fold(text):
            what = f"đã có cơ quan tên này: {CONTENT}/{one.authority_id}"
            raise Fault("taken", what, "dùng thư mục ấy; nếu là cơ quan khác thì ghi tên phân biệt được")
    return text


def _area(_desk: Desk, text: str, _answers: Answers) -> str:
    if text.isdecimal() and not 0 < int(text) <= MOST_AREAS:
        what = f"không tạo được {text} tổ dân phố"
        raise Fault("areas", what, f"ghi số từ 1 đến {MOST_AREAS}, hoặc tên từng tổ, thôn")
    if not all(codes_of("area", text)):
        raise Fault("nameless", f"“{text}” không có chữ, số nào để làm mã", "ghi tên tổ, thôn, ví dụ: Thôn Đông")
    return text


def _planned(_desk: Desk, text: str, _answers: Answers) -> str:
    name, found, when = text.rpartition("=")
    if not found or not name.strip():
        raise Fault(
            "planned", f"“{text}” thiếu dấu = giữa tên buổi và thời gian", f"viết: {text.strip(' =')} = {LATER}"
        )
    parse_date(when)
    return text


def _plan_title(desk: Desk, text: str, answers: Answers) -> str:
    """Two plans of one year and one name could not be told apart."""
    for file, title in plans_beside(desk, answers).items():
        if fold(title) == fold(text):
            problem = planned(file, f"đã có kế hoạch tên này: {file}")
            raise Fault(problem.code, problem.what, problem.mend)
    return text


def _end(_desk: Desk, text: str, answers: Answers) -> str:
    if answers.get("from"):
        hours = {"ngày": answers["date"], "từ": answers["from"], "đến": text}
        _check(TimeVersion.model_validate, hours, text)
    return text


_SPECIAL: Mapping[str, Callable[[Desk, str, Answers], str]] = {
    "session": _session,
    "year": _year,
    "id": _new_authority,
    "folder-name": _new_folder,
    "planned": _planned,
    "area": _area,
    "unit": _unit,
    "name": _name,
    "to": _end,
    "ke-hoach title": _plan_title,
}
