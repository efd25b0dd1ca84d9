"""Answers to the keys and values of a record, and to the place where it will stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from doithoai.domain.authority import AreaType
from doithoai.domain.records import Kind
from doithoai.folding import fold, slug
from doithoai.scaffold import guesses
from doithoai.scaffold.desk import Answers
from doithoai.scaffold.questions import Form
from doithoai.scaffold.usual import UNKNOWN_YEAR, year_folder
from doithoai.scaffold.writing import Values

_DOCUMENT = "thể thức văn bản"
_NO_PLAN = "không"


def values_of(form: Form, answers: Answers) -> Values:
    """The record's keys and values."""
    values: dict[str, Any] = {}
    for question in form.questions:
        answer = answers.get(question.name)
        if question.path and answer:
            _put(values, question.path, answer)
    _ARRANGE[Kind(form.kind)](values, answers)
    return values


def body_of(answers: Answers) -> str:
    """The text after the front matter."""
    return "\n\n".join(answers.get("text") or ())


def folder_of(form: Form, answers: Answers) -> str:
    """The folder below `content/` that the record goes to; a session's own folder is made below it."""
    match Kind(form.kind):
        case Kind.AUTHORITY:
            return str(answers["id"])
        case Kind.CONCLUSION:
            return str(answers["session"])
        case Kind.OPINION:
            return f"{answers['session']}/kien-nghi"
        case _:
            return f"{answers['authority']}/{year_folder(answers)}"


def _put(values: dict[str, Any], path: tuple[str, ...], answer: Any) -> None:
    for name in path[:-1]:
        values = values.setdefault(name, {})
    values[path[-1]] = answer


def _authority(values: dict[str, Any], answers: Answers) -> None:
    areas = [area for name in answers.get("area") or () for area in _areas(name)]
    if areas:
        values["tổ dân phố, thôn"] = areas
    units = answers.get("unit") or ()
    if units:
        values["bộ phận"] = [{"mã": slug(name), "tên": name} for name in units]


def codes_of(question: str, name: str) -> list[str]:
    """The codes that a name gives as an answer to `area` or `unit`; a number stands for many."""
    return [str(area["mã"]) for area in _areas(name)] if question == "area" else [slug(name)]


def _areas(name: str) -> list[Values]:
    """`6` stands for residential groups 1 to 6."""
    if name.isdecimal():
        return [area for number in range(1, int(name) + 1) for area in _areas(f"Tổ dân phố số {number}")]
    kinds = [kind for kind in AreaType if fold(name).startswith(fold(kind))]
    kind = next(iter(kinds), AreaType.OTHER)
    return [{"mã": guesses.area_code(name), "tên": name, "loại": kind.value}]


def _plan(values: dict[str, Any], answers: Answers) -> None:
    if answers["year"] != UNKNOWN_YEAR:
        values["năm"] = int(answers["year"])
    _numbered(values)
    planned = answers.get("planned") or ()
    if planned:
        values["buổi dự kiến"] = [_planned(line) for line in planned]


def _planned(line: str) -> Values:
    name, _, when = line.rpartition("=")
    return {"tên": name.strip(), "thời gian": when.strip()}


def _session(values: dict[str, Any], _answers: Answers) -> None:
    values["thời gian"] = [values["thời gian"]]
    place = values.get("địa điểm")
    if place:
        published = values["thời gian"][0].get("công bố")
        values["địa điểm"] = [{**place, "công bố": published} if published else place]
    if "chủ trì" in values:
        values["chủ trì"] = [values["chủ trì"]]
    if fold(values.get("kế hoạch", "")) == fold(_NO_PLAN):
        del values["kế hoạch"]


def _conclusion(values: dict[str, Any], answers: Answers) -> None:
    _numbered(values)
    items = answers.get("item") or ()
    if items:
        values["kết luận"] = [{"số": number, "nội dung": text} for number, text in enumerate(items, 1)]


def _numbered(values: dict[str, Any]) -> None:
    """A document's block is needed even while all of it is blank; its number is a number."""
    document = values.setdefault(_DOCUMENT, {})
    document["số"] = int(document["số"]) if document.get("số") else ""


def _opinion(_values: dict[str, Any], _answers: Answers) -> None:
    """All its answers stand where they belong."""


_ARRANGE: Mapping[Kind, Callable[[dict[str, Any], Answers], None]] = {
    Kind.AUTHORITY: _authority,
    Kind.PLAN: _plan,
    Kind.SESSION: _session,
    Kind.CONCLUSION: _conclusion,
    Kind.OPINION: _opinion,
}
