"""The four founding plans: their text is kept word for word, their facts and misprints are recorded."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import markdown
import pytest

from doithoai.domain.authority import Authority, Contact, Succession, Successor
from doithoai.domain.dates import Precision
from doithoai.domain.documents import (
    AgendaItem,
    Confidence,
    Document,
    LegalBasis,
    Participants,
    Person,
    Quota,
    Recipient,
)
from doithoai.domain.plan import Assignment, Plan, PlannedSession, Task
from doithoai.reading.loader import load

HERE = Path(__file__).parent
CONTENT = HERE.parents[1] / "content"
PLANS = {
    "000": "dang-uy-phuong-quynh-mai/2024/ke-hoach.md",
    "001": "hdnd-xa-luong-phong/2024/ke-hoach.md",
    "002": "ban-thuong-vu-huyen-uy/khong-ro-nam/ke-hoach.md",
    "004": "ubnd-phuong-ha-cau/2024/ke-hoach.md",
}
NOTE = "ghi chú: "
LENGTH = "số mục"
MODELS = (
    *(Plan, Document, Person, Recipient, LegalBasis, PlannedSession, Participants, Quota, AgendaItem),
    *(Assignment, Task, Authority, Contact, Succession, Successor),
)
KEYS = set().union(*(model.canonical_keys() for model in MODELS))
CONFIDENCES = {
    "high": {Confidence.HIGH},
    "medium": {Confidence.MEDIUM, Confidence.LOW},
    "low": {Confidence.LOW},
    "human": {Confidence.HUMAN},
}
every_seed = pytest.mark.parametrize("seed", PLANS)


@dataclass(frozen=True)
class Seed:
    """A founding plan as it stands in content/, and its authority."""

    plan_data: dict[str, Any]
    body: str
    authority_data: dict[str, Any]

    @property
    def plan(self) -> Plan:
        return Plan.model_validate({**self.plan_data, "văn bản": self.body})

    @property
    def authority(self) -> Authority:
        return Authority.model_validate(self.authority_data)


@cache
def seed_of(name: str) -> Seed:
    path = CONTENT / PLANS[name]
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    authority_path = path.parents[1] / "co-quan.yml"
    return Seed(_load(front, path), body, _load(authority_path.read_text(encoding="utf-8"), authority_path))


def _load(text: str, path: Path) -> dict[str, Any]:
    data, problems = load(text, path.name)
    assert problems == []
    return data


def rows(table: str) -> list[dict[str, str]]:
    with (HERE / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def without_marks(text: str) -> str:
    """The words alone: no heading, list, bold or italic marks, no escapes; one space between words."""
    lines = (re.sub(r"^(#{1,6}|[-*])\s+(?=\S)", "", line.strip()) for line in text.splitlines())
    joined = " ".join(" ".join(lines).split())
    emphasis = re.sub(r"(\*{1,2})(?=\S)(.+?)(?<=\S)\1", r"\2", joined)
    return re.sub(r"\\(.)", r"\1", emphasis)


@cache
def blocks(name: str, tags: str = r"p|h\d|li") -> tuple[str, ...]:
    """The paragraphs, headings and list items as a reader sees them."""
    found = re.findall(rf"<({tags})>(.*?)</\1>", markdown.markdown(seed_of(name).body), re.DOTALL)
    return tuple(" ".join(html.unescape(re.sub(r"<[^>]+>", "", inner)).split()) for _, inner in found)


@every_seed
def test_body_is_the_seed_word_for_word(seed: str) -> None:
    """The body, without Markdown marks, is the seed's whole text, misprints included."""
    fixture = (HERE / "seeds" / f"{seed}.txt").read_text(encoding="utf-8")
    assert without_marks(seed_of(seed).body) == without_marks(fixture)


@every_seed
def test_headings_follow_their_numbers(seed: str) -> None:
    """`I.` stands at level two, `1.` at three, `3.1.` at four, and every heading is numbered."""
    headings = re.findall(r"^(#+) (.+)$", seed_of(seed).body, re.MULTILINE)
    assert [(marks, text) for marks, text in headings if len(marks) != _level(text)] == []
    assert sum(len(marks) == 2 for marks, _ in headings) >= 3


def _level(heading: str) -> int:
    forms = {2: r"[IVX]+(\.|-) ", 3: r"\d\. ", 4: r"\d\.\d\. "}
    return next((level for level, form in forms.items() if re.match(form, heading)), 0)


@every_seed
def test_body_is_clean_markdown(seed: str) -> None:
    """No hard break, no raw HTML and no mark that would be shown to a reader is left."""
    assert not re.search(r"[ \t]+$|\\$|<\w", seed_of(seed).body, re.MULTILINE)
    assert [block for block in blocks(seed) if "**" in block or block.startswith("#")] == []


@every_seed
def test_each_misprint_stands_in_one_place(seed: str) -> None:
    """What a misprint quotes occurs once, inside one paragraph, and differs from its correction."""
    for misprint in seed_of(seed).plan.misprints:
        places = sum(block.count(misprint.printed) for block in blocks(seed))
        assert places == 1, f"{misprint.printed}: {places}"
        assert misprint.meant != misprint.printed
        assert misprint.note


@pytest.mark.parametrize("row", rows("typos.csv"), ids=lambda row: f"{row['seed']} {row['found']}")
def test_each_known_slip_is_recorded(row: dict[str, str]) -> None:
    """Every row of the table of slips has its misprints (or its note), as sure as the table says."""
    plans = [seed_of(name).plan for name in row["seed"].split("/")]
    misprints = {misprint.printed: misprint for plan in plans for misprint in plan.misprints}
    notes = [note for plan in plans for note in _notes(plan)]
    for recorded in row["recorded"].split("|"):
        if recorded.startswith(NOTE):
            assert any(recorded.removeprefix(NOTE) in note for note in notes)
        else:
            assert misprints[recorded].confidence in CONFIDENCES[row["confidence"]]
    for name in row["seed"].split("/"):
        text = "\n".join(blocks(name)).casefold()
        covered = "\n".join(row["recorded"].split("|")).casefold()
        assert text.count(row["found"].casefold()) <= covered.count(row["found"].casefold())


def _notes(plan: Plan) -> list[str]:
    assert plan.source
    return [note for note in (plan.source.note, *(basis.note for basis in plan.legal_bases)) if note]


@every_seed
def test_structured_quotes_are_the_seed_s_own_words(seed: str) -> None:
    """Nothing structured is invented: every quoted value stands in the text, as printed or as corrected."""
    text = " ".join(blocks(seed))
    sure = _corrected(seed, text, {Confidence.HIGH})
    likely = _corrected(seed, text, {Confidence.HIGH, Confidence.MEDIUM})
    versions = [version.casefold() for version in (text, sure, likely)]
    quotes = [quote.casefold() for quote in _quotes(seed_of(seed).plan)]
    foreign = [quote for quote in quotes if not any(quote in version for version in versions)]
    assert foreign == []


@every_seed
def test_legal_bases_are_quoted_as_printed(seed: str) -> None:
    """A legal basis is quoted with its misprints, and so are the lines of number and date."""
    plan = seed_of(seed).plan
    text = " ".join(blocks(seed))
    lines = [plan.document.as_printed, plan.document.dated_as_printed]
    quotes = [basis.as_printed for basis in plan.legal_bases] + [line for line in lines if line]
    assert [quote for quote in quotes if quote not in text] == []


def _corrected(seed: str, text: str, confidences: set[Confidence]) -> str:
    for misprint in seed_of(seed).plan.misprints:
        if misprint.confidence in confidences:
            text = text.replace(misprint.printed, misprint.meant)
    return text


def _quotes(plan: Plan) -> list[str]:
    document, signer = plan.document, plan.document.signer
    assert signer
    people = [*plan.chairs, *plan.secretaries, signer]
    quotes = [
        *plan.purposes,
        *plan.requirements,
        *plan.conduct,
        *plan.contents,
        *plan.mottos,
        *(part for person in people for part in (person.name, person.position, person.on_behalf)),
        *(recipient.to for recipient in document.recipients),
        *(text for group in plan.participants for text in (group.group, *group.members)),
        *(group.quota.note for group in plan.participants if group.quota),
        *(text for item in plan.agenda for text in (item.text, item.by)),
        *(assignment.unit for assignment in plan.assignments),
        *(text for item in plan.assignments for task in item.tasks for text in (task.text, task.due)),
        *(text for item in plan.planned for text in (item.title, item.where, item.audience)),
        *(document.symbol, document.place, document.ending, plan.mode, plan.audience),
    ]
    return [quote for quote in quotes if quote]


LEADS = rows("leads.csv")
"""Words of the seeds that only lead from one fact to the next, and why they are none."""


@every_seed
def test_every_sentence_of_the_seed_is_structured(seed: str) -> None:
    """Whatever a paragraph says stands in a field, but for headings and words that only lead to what follows."""
    facts = [_known(seed, words) for words in _words(seed_of(seed).plan_data)]
    leads = [_known(seed, row["words"]) for row in LEADS if row["seed"] in ("*", seed)]
    said = {block: _known(seed, block) for block in blocks(seed, "p|li")}
    left = {
        block: _without(text, facts + leads) for block, text in said.items() if not any(text in one for one in facts)
    }
    assert {block: words for block, words in left.items() if words} == {}


@pytest.mark.parametrize("row", LEADS, ids=lambda row: f"{row['seed']} {row['words'][:30]}")
def test_words_that_lead_stand_in_the_seed(row: dict[str, str]) -> None:
    """A row that excuses nothing any more is gone."""
    for seed in PLANS if row["seed"] == "*" else [row["seed"]]:
        assert any(_known(seed, row["words"]) in _known(seed, block) for block in blocks(seed, "p|li"))


def _words(data: Any) -> Iterator[str]:
    """All values of a record but its misprints and its source, which speak of the copy."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from () if name in ("lỗi in", "nguồn") else _words(value)
    elif isinstance(data, list):
        for value in data:
            yield from _words(value)
    elif data is not None:
        yield str(data)


def _known(seed: str, words: str) -> str:
    """Words as they are compared: small letters, likely misprints put right, single words without signs."""
    words = words.casefold()
    for misprint in seed_of(seed).plan.misprints:
        printed, meant = misprint.printed.casefold(), misprint.meant.casefold()
        if misprint.confidence in (Confidence.HIGH, Confidence.MEDIUM) and (meant in printed or meant not in words):
            words = words.replace(printed, meant)
    return " ".join(["", *re.findall(r"[\w/]+", words), ""])


def _without(text: str, known: list[str]) -> str:
    """What is left of a text once every run of known words is taken out, the longest first."""
    for words in sorted(known, key=len, reverse=True):
        if words.strip():
            text = text.replace(words, " … ")
    return " ".join(text.replace("…", " ").split())


@pytest.mark.parametrize("row", rows("facts.csv"), ids=lambda row: f"{row['seed']} {row['path']}")
def test_fact(row: dict[str, str]) -> None:
    """Each fact of the table stands at its place in the record; an empty one is left blank there."""
    seed = seed_of(row["seed"])
    path = row["path"].split("/")
    data: Any = seed.authority_data if path[0] == "co-quan" else seed.plan_data
    for part in path[1:] if path[0] == "co-quan" else path:
        data = _step(data, part)
    assert ("" if data is None else str(data)) == row["expected"]


def _step(data: Any, part: str) -> Any:
    assert part in KEYS or part == LENGTH or part.isdigit(), f"{part}: no such key"
    if data is None:
        return None
    if part == LENGTH:
        return len(data)
    return data[int(part)] if isinstance(data, list) else data.get(part)


@pytest.mark.parametrize(
    ("seed", "precision", "last", "tentative"),
    [
        ("000", Precision.BEFORE, "2024-08-31", False),
        ("001", Precision.QUARTER, "2024-12-31", False),
        ("004", Precision.MONTH, "2024-06-30", True),
    ],
)
def test_times_are_read_as_meant(seed: str, precision: Precision, last: str, tentative: bool) -> None:
    """A partial or tentative time keeps its precision and never becomes a false day."""
    when = seed_of(seed).plan.planned[0].when
    assert (when.precision, str(when.last), when.tentative) == (precision, last, tentative)
    assert when.day is None


@every_seed
def test_authority_has_ended_in_the_reform(seed: str) -> None:
    """Every one of the four bodies ended on 1/7/2025, and its record says on what ground."""
    succession = seed_of(seed).authority.succession
    assert succession
    assert str(succession.on) == "2025-07-01"
    assert succession.basis
    assert "đối chiếu" in (succession.note or "")
