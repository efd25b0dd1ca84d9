"""What an unanswered question is taken to mean, and which questions need no asking."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from doithoai.domain.dates import parse_date, slashed
from doithoai.domain.records import Kind
from doithoai.domain.register import UNDATED
from doithoai.problems import Problem, no_file
from doithoai.reading.files import file_of
from doithoai.scaffold import guesses
from doithoai.scaffold.desk import Answers, Desk, authority_of
from doithoai.scaffold.menus import field_of, menu
from doithoai.scaffold.questions import Form, Question

LATER = "thông báo sau"
UNKNOWN_YEAR = "không rõ"
YEAR = re.compile(r"(?:19|20)\d\d")


def usual(desk: Desk, form: Form, question: Question, answers: Answers) -> str:
    """The answer that a person would most likely give, or nothing."""
    known = _USUAL.get((form.kind, question.name)) or _USUAL.get(("", question.name))
    if known:
        return known(desk, answers)
    default = field_of(form, question).default if question.menu == "words" else None
    return str(getattr(default, "value", ""))


def may_be_usual(form: Form, question: Question) -> bool:
    """There may be a usual answer, once the answers before it are known."""
    return (form.kind, question.name) in _USUAL or question.menu == "words"


def concerns(desk: Desk, form: Form, question: Question, answers: Answers) -> bool:
    """False for a question that the answers so far, or the site, leave nothing to ask about."""
    if question.menu in ("topics", "areas"):
        return bool(menu(desk, form, question, answers))
    when = parse_date(answers["date"]) if form.kind == Kind.SESSION.value and answers.get("date") else None
    if when and question.name in ("from", "to"):
        return when.day is not None
    return not (when and when.year and question.name == "year")


def there_already(desk: Desk, form: Form, question: Question, answers: Answers) -> Problem | None:
    """What may be meant instead of a new record, to be told before the question."""
    asks = (form.kind, question.name) == (Kind.PLAN.value, "title")
    plans = plans_beside(desk, answers) if asks else {}
    return next((planned(file, f"năm {answers['year']} đã có kế hoạch") for file in plans), None)


def planned(file: str, what: str) -> Problem:
    """That there is a plan, and what to do."""
    mend = "mở tệp ấy để điền, sửa; kế hoạch khác của năm thì đặt tên phân biệt được (--title)"
    return Problem("year-planned", what, mend, no_file(file))


def plans_beside(desk: Desk, answers: Answers) -> dict[str, str]:
    """Files and titles of the plans of the year answered."""
    return desk.plans(f"{authority_of(answers)}/{year_folder(answers)}")


def year_folder(answers: Answers) -> str:
    """The folder of the year answered."""
    year = str(answers.get("year", ""))
    return UNDATED if year == UNKNOWN_YEAR else year


def _only_authority(desk: Desk, _answers: Answers) -> str:
    return desk.folders[0] if len(desk.folders) == 1 else ""


def _folder(_desk: Desk, answers: Answers) -> str:
    return guesses.folder_of(answers.get("name", ""))


def _type(_desk: Desk, answers: Answers) -> str:
    return guesses.type_of(answers.get("name", "")) or ""


def _style(_desk: Desk, answers: Answers) -> str:
    return guesses.style_of(answers.get("type", ""))


def _place(_desk: Desk, answers: Answers) -> str:
    return guesses.place_of(answers.get("name", ""))


def _this_year(desk: Desk, _answers: Answers) -> str:
    return str(desk.today.year)


def _plan_title(desk: Desk, answers: Answers) -> str:
    """Nothing where the year has a plan: whoever makes another says what it is called."""
    year = answers["year"]
    if plans_beside(desk, answers):
        return ""
    return "Kế hoạch đối thoại với Nhân dân" + (f" năm {year}" if YEAR.fullmatch(year) else "")


def _later(_desk: Desk, _answers: Answers) -> str:
    return LATER


def _session_year(desk: Desk, answers: Answers) -> str:
    when = answers.get("date")
    return str((parse_date(when).year if when else None) or desk.today.year)


def _plan_of_year(desk: Desk, answers: Answers) -> str:
    plan = file_of(desk.folder, f"{authority_of(answers)}/{year_folder(answers)}/ke-hoach")
    return "ke-hoach" if (desk.folder / plan).is_file() else ""


def _head(desk: Desk, answers: Answers) -> str:
    return desk.authority(authority_of(answers)).head or ""


def _conclusion_title(desk: Desk, answers: Answers) -> str:
    session = desk.session(answers["session"])
    day = session.held.on if session.held else session.time.day
    return f"Thông báo kết luận buổi đối thoại ngày {slashed(day)}" if day else f"Thông báo kết luận: {session.title}"


_USUAL: Mapping[tuple[str, str], Callable[[Desk, Answers], str]] = {
    ("", "authority"): _only_authority,
    ("co-quan", "id"): _folder,
    ("co-quan", "type"): _type,
    ("co-quan", "style"): _style,
    ("co-quan", "place"): _place,
    ("ke-hoach", "year"): _this_year,
    ("ke-hoach", "title"): _plan_title,
    ("lich", "date"): _later,
    ("lich", "year"): _session_year,
    ("lich", "place"): _later,
    ("lich", "plan"): _plan_of_year,
    ("lich", "chair"): _head,
    ("ket-luan", "title"): _conclusion_title,
}
