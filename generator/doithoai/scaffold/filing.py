"""A new record: given the next free place, checked by the reader and against its neighbours, then written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from doithoai.domain.authority import Authority
from doithoai.domain.checks import cross_check
from doithoai.domain.dated_checks import still_to_come
from doithoai.domain.flaws import Flaw
from doithoai.domain.records import Coded, Kind, Record
from doithoai.domain.register import Dossier, dossier
from doithoai.domain.spoken_code import derived, free, grouped
from doithoai.problems import Place, Problem, Refusal, Severity, no_file, reason
from doithoai.reading import record
from doithoai.reading.layout import CONTENT, is_document
from doithoai.reading.parts import Parts, place_of, split
from doithoai.scaffold import writing
from doithoai.scaffold.compose import body_of, folder_of, values_of
from doithoai.scaffold.desk import Answers, Desk
from doithoai.scaffold.questions import Form
from doithoai.scaffold.saving import write_new

_OPINION = re.compile(r"_?(\d+)\.\w+")
_SESSION = re.compile(r"_?doi-thoai-(\d+)")
_PLAN = re.compile(r"_?ke-hoach(?:-(\d+))?\.\w+")


class Draft(Struct, frozen=True):
    """A record that is not written yet."""

    kind: Kind
    id: str
    text: str
    ending: str = ".md"

    @property
    def file(self) -> str:
        """Its path from the site's folder."""
        return f"{CONTENT}/{self.id}{self.ending}"


def draft(form: Form, answers: Answers, desk: Desk, all_data: bool = False) -> Draft:
    """The record as it will stand, in the next free place; `all_data`: a `.yml` file, which an authority always is."""
    kind = Kind(form.kind)
    new_id = _free_id(kind, folder_of(form, answers), answers, desk)
    model, values = record.MODELS[kind], {**values_of(form, answers), **_own_code(kind, new_id, desk)}
    if kind is Kind.AUTHORITY:
        return Draft(kind, new_id, writing.yaml(model, values), ".yml")
    if all_data:
        return Draft(kind, new_id, writing.data_alone(model, values, body_of(answers)), ".yml")
    return Draft(kind, new_id, writing.markdown(model, values, body_of(answers)))


def file_record(form: Form, answers: Answers, desk: Desk, all_data: bool = False) -> tuple[Draft, list[Problem]]:
    """Check and write the record; what was written, and warnings. Refuses errors and a place that is taken."""
    new = draft(form, answers, desk, all_data)
    problems = list(_problems(new, desk))
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise Refusal([_asked(problem, new, form, answers) for problem in problems])
    write(desk.folder, new)
    return new, problems


def _asked(problem: Problem, new: Draft, form: Form, answers: Answers) -> Problem:
    """With the question whose answer is at fault for its place: a file that is not written has no lines."""
    if not problem.place.line:
        return problem
    line = new.text.split("\n")[problem.place.line - 1]
    given = [(one, answer) for one in form.questions for answer in _texts(answers.get(one.name)) if answer in line]
    if not given:
        return replace(problem, place=no_file(new.file))
    question = max(given, key=lambda one: len(one[1]))[0]
    return replace(problem, place=no_file(f"--{question.name} ({question.ask})"))


def _texts(answer: str | list[str] | None) -> list[str]:
    """An answer's words, each as it stands on a line of the record."""
    return [one for one in ([answer] if isinstance(answer, str) else answer or ()) if one]


def write(site: Path, new: Draft) -> None:
    """Write the record; never over another file."""
    try:
        write_new(site / new.file, new.text.encode())
    except FileExistsError:
        raise Refusal([_taken(new.file)]) from None
    except OSError as error:
        what, mend = f"không ghi được tệp ({reason(error)})", "xem lại quyền ghi thư mục này và chỗ trống của ổ đĩa"
        raise Refusal([Problem("unwritable", what, mend, Place(new.file))]) from None


def _taken(file: str) -> Problem:
    mend = "mở tệp này để sửa, hoặc xóa tệp trước nếu tạo nhầm"
    return Problem("exists", "tệp đã có, không ghi đè", mend, Place(file))


def _free_id(kind: Kind, folder: str, answers: Answers, desk: Desk) -> str:
    below = desk.folder / CONTENT / folder
    match kind:
        case Kind.OPINION:
            return f"{folder}/{_next(below, _OPINION):03d}"
        case Kind.SESSION:
            name = answers.get("folder-name") or f"doi-thoai-{_next(below, _SESSION)}"
            return f"{folder}/{name}/lich"
        case Kind.PLAN:
            number = _next(below, _PLAN)
            return f"{folder}/ke-hoach" if number == 1 else f"{folder}/ke-hoach-{number}"
        case Kind.AUTHORITY:
            return f"{folder}/co-quan"
        case _:
            return f"{folder}/{kind.value}"


def _own_code(kind: Kind, new_id: str, desk: Desk) -> dict[str, str]:
    """A code of its own, where the one from its id is another record's."""
    if not issubclass(record.MODELS[kind], Coded) or derived(new_id) not in desk.codes:
        return {}
    return {"mã tra cứu": grouped(free(new_id, desk.codes))}


def _next(folder: Path, numbered: re.Pattern[str]) -> int:
    """One more than the highest number in use, drafts included: a number is never used twice. A document has none."""
    names = [entry.name for entry in folder.iterdir() if not is_document(entry.name)] if folder.is_dir() else []
    numbers = [int(match[1] or 1) for name in names if (match := numbered.fullmatch(name))]
    return max(numbers, default=0) + 1


def _problems(new: Draft, desk: Desk) -> Iterator[Problem]:
    there = (desk.folder / new.file).parent.glob(f"{Path(new.file).stem}.*")
    if not all(is_document(one.name) for one in there):
        yield _taken(new.file)
        return
    raw = new.text.encode()
    owner = new.id.partition("/")[0]
    contact = None if new.kind is Kind.AUTHORITY else desk.authority(owner).contact
    read = record.read(raw, new.file, new.id, new.kind, contact)
    yield from read.problems
    if read.record and not isinstance(read.record, Authority):
        yield from _cross_problems(new, read.record, owner, desk)


def _cross_problems(new: Draft, made: Record, owner: str, desk: Desk) -> Iterator[Problem]:
    """What the record would bring; what is wrong between the others already is not its matter."""
    before = desk.dossier(owner, new.id.rpartition("/")[0])
    whole = dossier(before.authority, (*before.records, made), before.unread)
    known = {_identity(flaw) for flaw in _flaws(before, desk)}
    parts = split(new.text, new.file)
    for flaw in _flaws(whole, desk):
        if _identity(flaw) in known or not isinstance(parts, Parts):
            continue
        place = place_of(parts, new.file, flaw.loc) if flaw.record is made else Place(new.file)
        yield Problem(flaw.code, flaw.what, flaw.mend, place, flaw.severity)


def _flaws(records: Dossier, desk: Desk) -> Iterator[Flaw]:
    yield from cross_check(records, desk.topics)
    yield from still_to_come(records, desk.today)


def _identity(flaw: Flaw) -> tuple[object, ...]:
    return flaw.record.id, flaw.code, flaw.loc
