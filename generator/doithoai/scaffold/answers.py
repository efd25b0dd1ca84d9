"""Answers checked one by one with the readers' own parsers, and the choices and defaults a site's records give."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from doithoai.domain.authority import Authority, Contact
from doithoai.domain.dates import parse_date, slashed
from doithoai.domain.faults import Fault
from doithoai.domain.records import Kind
from doithoai.domain.register import UNDATED, Dossier
from doithoai.domain.session import Session, TimeVersion
from doithoai.domain.topics import Topics
from doithoai.folding import did_you_mean, fold
from doithoai.problems import Refusal, Severity
from doithoai.reading import files, record, register
from doithoai.reading.privacy import personal_data
from doithoai.scaffold import guesses
from doithoai.scaffold.questions import Form, Many, Question
from doithoai.scaffold.writing import block_in, choices, one_line, paragraphs

Answers = dict[str, Any]
"""By the question's name: a text, or a list of texts for a question that takes many."""

LATER = "thông báo sau"
NO_PLAN = "không"
UNKNOWN_YEAR = "không rõ"
SHOWN = 20
"""So many lines of a menu are shown; the rest can still be typed."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Choice:
    """One line of a menu."""

    value: str
    label: str = ""


@dataclass(frozen=True)
class Desk:
    """A site as someone who writes a new record needs it."""

    folder: Path
    today: date

    @cached_property
    def site(self) -> register.Site:
        """The site; refused when there is none."""
        return register.read_site(self.folder)

    @property
    def topics(self) -> Topics:
        """The site's topics."""
        return self.site.topics

    @cached_property
    def folders(self) -> list[str]:
        """Folders of all authorities."""
        return files.authority_folders(self.folder)

    def authority(self, authority_id: str) -> Authority:
        """The authority; refused while its file has errors."""
        found, problems = register.read_authority(self.folder, authority_id)
        if found is None:
            raise Refusal(problems)
        return found

    def session(self, folder: str) -> Session:
        """The session of that folder; refused while its file has errors."""
        file = f"{files.CONTENT}/{folder}/lich.md"
        contact = self.authority(folder.partition("/")[0]).contact
        read = record.read((self.folder / file).read_bytes(), file, f"{folder}/lich", Kind.SESSION, contact)
        if not isinstance(read.record, Session):
            raise Refusal(read.problems)
        return read.record

    def dossier(self, authority_id: str, below: str) -> Dossier:
        """The authority's records, of its opinions only those in the folder `below`."""
        found, _ = files.records_of(self.folder, authority_id)
        near = [one for one in found if one.kind is not Kind.OPINION or one.id.startswith(f"{below}/")]
        read = register.read_dossier(self.folder, self.authority(authority_id), near, self.topics, {})
        return read.dossier or Dossier(self.authority(authority_id), ())

    @cached_property
    def sessions(self) -> list[str]:
        """Folders of all sessions, newest year first."""
        ids = [
            one.id.removesuffix("/lich")
            for name in self.folders
            for one in files.records_of(self.folder, name)[0]
            if one.kind is Kind.SESSION
        ]
        return sorted(ids, key=lambda folder: (-_year_of(folder), folder))

    def menu(self, form: Form, question: Question, answers: Answers) -> list[Choice]:
        """What may be answered, for a question with a fixed list."""
        match question.menu:
            case "sessions":
                shown, rest = self.sessions[:SHOWN], self.sessions[SHOWN:]
                return [*(Choice(folder, self._title(folder)) for folder in shown), *map(Choice, rest)]
            case "authorities":
                return [Choice(name, self.authority(name).name) for name in self.folders]
            case "topics":
                return [Choice(topic.code, topic.name) for topic in self.topics.topics]
            case "areas":
                return [Choice(area.code, area.name) for area in self.authority(authority_of(answers)).areas]
            case "words":
                return [Choice(word) for word in choices(field_of(form, question))]
            case _:
                return []

    def _title(self, folder: str) -> str:
        try:
            return self.session(folder).title
        except Refusal:
            return ""  # `check` tells what is wrong with it

    def default(self, form: Form, question: Question, answers: Answers) -> str:
        """What an unanswered question is taken to mean, or nothing."""
        known = _DEFAULTS.get((form.kind, question.name)) or _DEFAULTS.get(("", question.name))
        if known:
            return str(known(self, answers))
        if question.menu == "words":
            value = field_of(form, question).default
            return str(getattr(value, "value", "")) if value is not None else ""
        return ""

    def read(self, form: Form, question: Question, text: str, answers: Answers) -> Any:
        """The answer in the form that the record keeps; raises `Fault` with the parser's words."""
        if question.many is Many.LINES:
            parts = [part for part in map(_line_of(question), text.splitlines()) if part]
        elif question.many is Many.ONE_LINE:
            commas = "[,;]" if question.menu else ";"
            parts = [part for part in map(one_line, re.split(commas, text)) if part]
        else:
            parts = [one_line(text)]
        read = [self._read_one(form, question, part, answers) for part in parts if part]
        if question.needed and not read:
            raise Fault("blank", f"cần trả lời “{question.ask}”", "gõ câu trả lời")
        return read if question.many is not Many.NO else next(iter(read), "")

    def _read_one(self, form: Form, question: Question, text: str, answers: Answers) -> str:
        special = _SPECIAL.get(question.name)
        if special:
            text = special(self, text, answers)
        if question.menu:
            text = _chosen(text, self.menu(form, question, answers), question)
        if question.path:
            _validate(field_of(form, question), text)
        self._refuse_personal(form, question, text, answers)
        return text

    def _refuse_personal(self, form: Form, question: Question, text: str, answers: Answers) -> None:
        if question.path[:1] == ("liên hệ",):
            return
        owner = authority_of(answers)
        contact = self.authority(owner).contact if owner in self.folders else Contact()
        for problem in personal_data(text, "", Kind(form.kind), contact):
            if problem.severity is Severity.ERROR:
                raise Fault(problem.code, problem.what, problem.mend)

    def concerns(self, form: Form, question: Question, answers: Answers) -> bool:
        """False for a question that the answers so far, or the site, leave nothing to ask about."""
        if question.menu in ("topics", "areas"):
            return bool(self.menu(form, question, answers))
        when = parse_date(answers["date"]) if form.kind == Kind.SESSION.value and answers.get("date") else None
        if when and question.name in ("from", "to"):
            return when.day is not None
        return not (when and when.year and question.name == "year")


def has_default(form: Form, question: Question) -> bool:
    """An unanswered question may be taken as usual, once the answers before it are known."""
    return (form.kind, question.name) in _DEFAULTS or question.menu == "words"


def authority_of(answers: Answers) -> str:
    """The authority that the record will belong to."""
    return str(answers.get("authority") or answers.get("session", "")).partition("/")[0]


@cache
def _field(kind: str, path: tuple[str, ...]) -> FieldInfo:
    block: Any = record.MODELS[Kind(kind)]
    for at, name in enumerate(path):
        field: FieldInfo = next(one for one in block.model_fields.values() if one.alias == name)
        if at < len(path) - 1:
            block = block_in(field.annotation)
    return field


def field_of(form: Form, question: Question) -> FieldInfo:
    """The declaration of the key that the answer stands under."""
    return _field(form.kind, question.path)


_NUMBER_FAULTS = ("int_parsing", "int_type", "int_from_float", "greater_than_equal")


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
        if fault["type"] in _NUMBER_FAULTS:
            raise Fault("number", f"“{text}” không phải là số", "viết số, ví dụ: 12") from None
        raise Fault("value", f"“{text}” không dùng được", "xem mẫu trong hướng dẫn") from None


def _chosen(text: str, menu: list[Choice], question: Question) -> str:
    for choice in menu:
        if fold(text) in (fold(choice.value), fold(choice.label)):
            return choice.value
    if not menu:
        raise Fault("nothing-to-choose", f"chưa có gì để chọn cho “{question.ask}”", _NOTHING[question.menu])
    mend = did_you_mean(text, [choice.value for choice in menu])
    raise Fault("not-in-menu", f"không có “{text}” ({question.ask.lower()})", mend)


_NOTHING = {
    "sessions": "tạo buổi đối thoại trước: doithoai new session",
    "authorities": "tạo cơ quan trước: doithoai new authority",
    "topics": "khai báo lĩnh vực trong content/linh-vuc.yml",
    "areas": "khai báo trong co-quan.yml, mục “tổ dân phố, thôn”",
}


def _year_of(folder: str) -> int:
    year = (folder.split("/") + [""])[1]
    return int(year) if year.isdigit() else 0


def _line_of(question: Question) -> Any:
    return (lambda line: paragraphs(line).strip()) if question.name == "text" else one_line


def _session_folder(_desk: Desk, text: str, _answers: Answers) -> str:
    return text.removeprefix("content/").strip("/").removesuffix("/lich.md").removesuffix("/lich")


def _year(_desk: Desk, text: str, _answers: Answers) -> str:
    if fold(text) in (fold(UNKNOWN_YEAR), fold(UNDATED)):
        return UNKNOWN_YEAR
    if not _YEAR.fullmatch(text):
        raise Fault("year", f"“{text}” không phải là năm", "viết bốn chữ số, ví dụ: 2026")
    return text


def _new_name(_desk: Desk, text: str, _answers: Answers) -> str:
    if not _NAME.fullmatch(text):
        what = f"“{text}” có chữ hoa, dấu hoặc ký tự lạ; tên thư mục là địa chỉ trang nên phải gọn"
        raise Fault("bad-name", what, f"viết: {guesses.slug(text) or 'ten-khong-dau'}")
    return text


def _new_authority(desk: Desk, text: str, answers: Answers) -> str:
    name = _new_name(desk, text, answers)
    if (desk.folder / files.CONTENT / name).exists() or name == files.PAGES:
        raise Fault("taken", f"thư mục {files.CONTENT}/{name} đã có", "chọn mã khác")
    return name


def _planned(_desk: Desk, text: str, _answers: Answers) -> str:
    name, found, when = text.rpartition("=")
    if not found or not name.strip():
        raise Fault("planned", f"“{text}” thiếu dấu = giữa tên buổi và thời gian", f"viết: {text} = {LATER}")
    parse_date(when)
    return text


def _end(_desk: Desk, text: str, answers: Answers) -> str:
    if answers.get("from"):
        _check(TimeVersion.model_validate, {"ngày": answers["date"], "từ": answers["from"], "đến": text}, text)
    return text


_SPECIAL: Mapping[str, Callable[[Desk, str, Answers], str]] = {
    "session": _session_folder,
    "year": _year,
    "id": _new_authority,
    "folder-name": _new_name,
    "to": _end,
    "planned": _planned,
}


def _only_authority(desk: Desk, _answers: Answers) -> str:
    return desk.folders[0] if len(desk.folders) == 1 else ""


def _session_year(desk: Desk, answers: Answers) -> str:
    when = answers.get("date")
    return str((parse_date(when).year if when else None) or desk.today.year)


def _plan_of_year(desk: Desk, answers: Answers) -> str:
    folder = desk.folder / files.CONTENT / authority_of(answers) / year_folder(answers)
    return "ke-hoach" if (folder / "ke-hoach.md").is_file() else ""


def _conclusion_title(desk: Desk, answers: Answers) -> str:
    if not answers.get("session"):
        return ""
    session = desk.session(answers["session"])
    day = session.held.on if session.held else session.time.day
    return f"Thông báo kết luận buổi đối thoại ngày {slashed(day)}" if day else f"Thông báo kết luận: {session.title}"


def year_folder(answers: Answers) -> str:
    """The folder of the year answered."""
    year = str(answers.get("year", ""))
    return UNDATED if year == UNKNOWN_YEAR else year


_DEFAULTS: Mapping[tuple[str, str], Callable[[Desk, Answers], object]] = {
    ("", "authority"): _only_authority,
    ("co-quan", "id"): lambda _desk, answers: guesses.folder_of(answers.get("name", "")),
    ("co-quan", "type"): lambda _desk, answers: guesses.type_of(answers.get("name", "")) or "",
    ("co-quan", "style"): lambda _desk, answers: guesses.style_of(answers.get("type", "")),
    ("co-quan", "place"): lambda _desk, answers: guesses.place_of(answers.get("name", "")),
    ("ke-hoach", "year"): lambda desk, _answers: desk.today.year,
    ("ke-hoach", "title"): lambda _desk, answers: f"Kế hoạch đối thoại với Nhân dân năm {answers['year']}"
    if _YEAR.fullmatch(answers["year"]) else "Kế hoạch đối thoại với Nhân dân",
    ("lich", "date"): lambda _desk, _answers: LATER,
    ("lich", "year"): _session_year,
    ("lich", "place"): lambda _desk, _answers: LATER,
    ("lich", "plan"): _plan_of_year,
    ("lich", "chair"): lambda desk, answers: desk.authority(authority_of(answers)).head or ""
    if authority_of(answers) else "",
    ("ket-luan", "title"): _conclusion_title,
}  # fmt: skip
