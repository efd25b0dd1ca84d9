"""What was published once, fact by fact, and what a dossier has quietly done to it since.

A fact has a name within its record (`thời gian 1`) and a value that can be written back into the record's file
(`ngày: 14/3/2026 | từ: 8h00`). Facts are only ever added: a time that changes gets another version, an error a
correction, a record that must go a notice of withdrawal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from doithoai.domain.announced import Announced
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.corrections import Corrected
from doithoai.domain.dates import clocked, parse_day, slashed, written
from doithoai.domain.documents import Document
from doithoai.domain.faults import Fault
from doithoai.domain.opinion import Opinion
from doithoai.domain.plan import Plan
from doithoai.domain.publication import PublicationLog
from doithoai.domain.records import Kind, Record
from doithoai.domain.register import Dossier
from doithoai.domain.session import PlaceVersion, Session, TimeVersion
from doithoai.domain.withdrawn import WITHDRAWAL, Withdrawn, kind_at
from doithoai.folding import fold

Loc = tuple[str | int, ...]

JOIN = " | "
"""Between the parts of a value; no file can hold it within one of them and be read back otherwise."""

SINCE = ", công bố"
"""Ends the name of the day on which a version was made public."""

TITLE, TIME, PLACE, NUMBER, DATED = "tiêu đề", "thời gian", "địa điểm", "số", "ngày"
INTAKE = "góp ý trước, hạn"
UNTIL = ", đến ngày"
"""Ends the name of the day on which a paper came down."""
SKIPPED = "không thực hiện"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a record as it stands: its name, its value, and where it stands in the file."""

    name: str
    value: str
    loc: Loc


@dataclass(frozen=True, slots=True)
class Kept:
    """A fact as it was published: its value and, where that is known, the first day it was."""

    value: str
    since: date | None = None


Facts = Mapping[str, Kept]
Ledger = Mapping[str, Facts]
"""By record id, then by name: all that was published of one authority."""


def facts_of(record: Record) -> Iterator[Fact]:
    """The facts of a record that nobody may change in silence, each name once."""
    facts = list(_facts(record))
    for name, fact in zip(_numbered(fact.name for fact in facts), facts, strict=True):
        yield fact if name == fact.name else Fact(name, fact.value, fact.loc)


def _numbered(names: Iterable[str]) -> Iterator[str]:
    """Each name once: of equal ones the second is `… (2)`."""
    counted: dict[str, int] = {}
    for name in names:
        count = counted[name] = counted.get(name, 0) + 1
        yield name if count == 1 else f"{name} ({count})"


def _facts(record: Record) -> Iterator[Fact]:
    for kind, told in _TOLD:
        if isinstance(record, kind):
            yield from told(record)
    if isinstance(record, Corrected):
        for at, one in enumerate(record.corrections):
            yield Fact(f"đính chính {at + 1}", f"{slashed(one.published)}{JOIN}{one.right}", ("đính chính", at))
        for at, claim in enumerate(record.claims):
            yield Fact(f"phản ánh sai, nhận {slashed(claim.received)}", "", ("phản ánh sai", at))
    if isinstance(record, Announced):
        for at, done in enumerate(record.done):
            yield Fact(f"việc đã làm, {done.what}", slashed(done.on), ("việc đã làm", at))


def _of_plan(plan: Plan) -> Iterator[Fact]:
    yield Fact(TITLE, plan.title, (TITLE,))
    yield from _of_document(plan.document)
    for at, one in enumerate(plan.planned):
        where = [("địa điểm", one.where)] if one.where else []
        when = ("thời gian", written(one.when) if one.when.last else "thông báo sau")
        yield Fact(f"buổi dự kiến {at + 1}", _joined([("tên", one.title), when, *where]), ("buổi dự kiến", at))


def _of_session(session: Session) -> Iterator[Fact]:
    yield Fact(TITLE, session.title, (TITLE,))
    yield from _versions(TIME, session.times)
    yield from _versions(PLACE, session.places)
    for name, notice in (("hoãn", session.postponed), ("hủy", session.cancelled)):
        if notice:
            yield Fact(name, slashed(notice.published), (name, "công bố"))
    if session.intake and session.intake.until:
        yield Fact(INTAKE, slashed(session.intake.until), ("góp ý trước", "hạn"))
    if session.held:
        yield Fact("đã tổ chức", slashed(session.held.on), ("đã tổ chức", "ngày"))
    if session.document:
        yield from _of_document(session.document)


def _versions(name: str, versions: Iterable[TimeVersion | PlaceVersion]) -> Iterator[Fact]:
    for at, version in enumerate(versions):
        words = _time(version) if isinstance(version, TimeVersion) else _place(version)
        yield Fact(f"{name} {at + 1}", words, (name, at))
        if version.published:
            yield Fact(f"{name} {at + 1}{SINCE}", slashed(version.published), (name, at, "công bố"))


def _time(version: TimeVersion) -> str:
    clocks = (("từ", version.starts), ("đến", version.ends))
    parts = [("ngày", written(version.when) if version.when.last else "thông báo sau")]
    parts += [(key, clocked(clock)) for key, clock in clocks if clock]
    return _joined(parts)


def _place(version: PlaceVersion) -> str:
    return _joined([("nơi", version.name), *([("địa chỉ", version.address)] if version.address else [])])


def _joined(parts: Iterable[tuple[str, str]]) -> str:
    return JOIN.join(f"{key}: {value}" for key, value in parts)


def _of_document(document: Document) -> Iterator[Fact]:
    if document.number is not None:
        number = f"{document.number}{JOIN}{document.symbol}" if document.symbol else str(document.number)
        yield Fact(NUMBER, number, ("thể thức văn bản", "số"))
    if document.dated and document.dated.last:
        yield Fact(DATED, written(document.dated), ("thể thức văn bản", "ngày"))


def _of_conclusion(conclusion: Conclusion) -> Iterator[Fact]:
    yield Fact(TITLE, conclusion.title, (TITLE,))
    yield from _of_document(conclusion.document)
    for at, item in enumerate(conclusion.items):
        due = [("hạn", slashed(item.due))] if item.due else []
        name, loc = f"kết luận {item.number}", ("kết luận", at)
        yield Fact(name, _joined([("nội dung", item.text), *due]), loc)
        if item.owner:
            yield Fact(f"{name}, đơn vị", item.owner, (*loc, "đơn vị"))
        for row, done in enumerate(item.progress):
            yield Fact(f"{name}, thực hiện {slashed(done.on)}, {done.level.value}", "", (*loc, "thực hiện", row))
        for row, found in enumerate(item.findings):
            again = _joined([("hạn", slashed(found.due))]) if found.due else ""
            yield Fact(f"{name}, giám sát {slashed(found.on)}, {found.result.value}", again, (*loc, "giám sát", row))


def _of_opinion(opinion: Opinion) -> Iterator[Fact]:
    yield Fact(TITLE, opinion.title, (TITLE,))
    yield Fact("tiếp nhận", slashed(opinion.received.on), ("tiếp nhận", "ngày"))
    for at, (name, event) in enumerate(zip(_steps(opinion), opinion.events, strict=True)):
        due = _joined([("hạn", slashed(event.due))]) if event.due else ""
        yield Fact(name, due, ("diễn biến", at))
        for key, value in (("đơn vị", event.by), ("văn bản", event.document), ("chuyển đến", event.to)):
            if value:
                yield Fact(f"{name}, {key}", value, ("diễn biến", at, key))


def _of_log(log: PublicationLog) -> Iterator[Fact]:
    for at, (name, entry) in enumerate(zip(_entries(log), log.entries, strict=True)):
        yield Fact(name, SKIPPED if entry.skipped else "", ("công khai", at))
        if entry.where:
            yield Fact(f"{name}, nơi", entry.where, ("công khai", at, "nơi"))
        if entry.until:
            yield Fact(f"{name}{UNTIL}", slashed(entry.until), ("công khai", at, "đến ngày"))


def _steps(opinion: Opinion) -> Iterator[str]:
    return _numbered(f"diễn biến {slashed(event.on)}, {event.step.value}" for event in opinion.events)


def _entries(log: PublicationLog) -> Iterator[str]:
    return _numbered(
        f"công khai {slashed(one.on)}{' ' + clocked(one.at) if one.at else ''}, {one.channel.value}, {one.cause.value}"
        for one in log.entries
    )


def _of_withdrawn(record: Withdrawn) -> Iterator[Fact]:
    yield Fact(WITHDRAWAL, slashed(record.withdrawal.on), (WITHDRAWAL, "ngày"))


_Told = Callable[..., Iterator[Fact]]
_TOLD: tuple[tuple[type[Record], _Told], ...] = (
    (Session, _of_session),
    (Plan, _of_plan),
    (Conclusion, _of_conclusion),
    (Opinion, _of_opinion),
    (PublicationLog, _of_log),
    (Withdrawn, _of_withdrawn),
)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A published fact that a record no longer states, or states otherwise, without saying so."""

    record: Record
    fact: str
    was: Kept
    now: Fact | None


@dataclass(frozen=True, slots=True)
class Vanished:
    """Published records of one folder of which nothing is left."""

    folder: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A published record, or with `whole` a folder of them, that is now found under another id."""

    old: str
    new: str
    whole: bool


def rewritten(ledger: Ledger, dossier: Dossier, secret: frozenset[str], as_of: date) -> Iterator[Rewritten]:
    """Every published fact that was changed in silence; of what has become `secret` nothing may be held up."""
    for record_id, kept in ledger.items():
        record = dossier.by_id.get(record_id)
        if record is None or isinstance(record, Withdrawn) or record_id in secret:
            continue
        now = {fact.name: fact for fact in facts_of(record)}
        stated = Counter((_bare_name(fact.name), fact.value) for fact in now.values())
        for name, was in kept.items():
            found, as_it_was = now.get(name), (_bare_name(name), was.value)
            if stated[as_it_was]:
                stated[as_it_was] -= 1
            elif found and _may_follow(name, was, found, kept, now, as_of):
                continue
            elif not _is_told(name, was, found, record):
                yield Rewritten(record, name, was, found)


def _bare_name(name: str) -> str:
    """Without its count among equal ones, which what is added above it would change."""
    return re.sub(r" \(\d+\)", "", name)


def _is_told(name: str, was: Kept, now: Fact | None, record: Record) -> bool:
    """A correction of the record quotes what was wrong, and what is right as it now stands."""
    corrections = record.corrections if isinstance(record, Corrected) else ()
    return any(
        _quotes(one.wrong, was.value or name) and (now is None or _quotes(one.right, now.value or name))
        for one in corrections
    )


def _may_follow(name: str, was: Kept, now: Fact, kept: Facts, facts: Mapping[str, Fact], as_of: date) -> bool:
    """What may be written otherwise without a correction.

    A broadcast now told as skipped; the day on which a paper is to come down, while it hangs, or an earlier one;
    the last day for opinions, with one more version of the session's time.
    """
    if name.endswith(UNTIL):
        before, after = _day(was.value), _day(now.value)
        return before is None or after is None or before >= as_of or after < before
    if name == INTAKE:
        return any(one.startswith(f"{TIME} ") and one not in kept for one in facts)
    return now.value == SKIPPED


def _day(words: str) -> date | None:
    try:
        return parse_day(words)
    except Fault:
        return None


def _quotes(said: str, value: str) -> bool:
    """The words hold the value, or a good part of it: a few letters of it would quote anything."""
    said, stood = _bare(said), _bare(" ".join(part.partition(": ")[2] or part for part in value.split(JOIN)))
    return bool(stood) and (stood in said or (said in stood and 3 * len(said) >= len(stood)))


def _bare(words: str) -> str:
    """Letters and figures alone: a quotation may punctuate otherwise."""
    return "".join(char for char in fold(words) if char.isalnum())


def vanished(ledger: Ledger, dossier: Dossier) -> tuple[Vanished | Moved, ...]:
    """Published records that are gone from their address, one entry for what one slip took away."""
    gone = [one for one in ledger if one not in dossier.by_id and one not in dossier.unread]
    if not gone:
        return ()
    fresh = {_likeness(record): record.id for record in dossier.records if record.id not in ledger}
    moved = {one: found for one in gone if (found := fresh.get(_likeness_of(one, ledger[one])))}
    folders = _folders_moved(moved)
    rest = [one for one in gone if not any(one.startswith(f"{old}/") for old in folders)]
    return (
        *(Moved(old, new, whole=True) for old, new in folders.items()),
        *(Moved(one, moved[one], whole=False) for one in rest if one in moved),
        *_by_folder(one for one in rest if one not in moved),
    )


def _likeness(record: Record) -> tuple[Kind, frozenset[tuple[str, str]]]:
    return kind_at(record.id), frozenset((fact.name, fact.value) for fact in facts_of(record))


def _likeness_of(record_id: str, kept: Facts) -> tuple[Kind, frozenset[tuple[str, str]]]:
    return kind_at(record_id), frozenset((name, one.value) for name, one in kept.items())


def _folders_moved(moved: Mapping[str, str]) -> dict[str, str]:
    """Folders that were renamed: below them each record has the name it had."""
    found: dict[str, str] = {}
    for old, new in moved.items():
        while "/" in old and "/" in new and old.rpartition("/")[2] == new.rpartition("/")[2]:
            old, new = old.rpartition("/")[0], new.rpartition("/")[0]
            if old != new and old.rpartition("/")[2] != new.rpartition("/")[2]:
                found[old] = new
                break
    return found


def _by_folder(gone: Iterable[str]) -> Iterator[Vanished]:
    grouped: dict[str, list[str]] = {}
    for one in gone:
        grouped.setdefault(one.rpartition("/")[0], []).append(one)
    yield from (Vanished(folder, tuple(ids)) for folder, ids in grouped.items())


def merged(one: Ledger, other: Ledger) -> Ledger:
    """The facts of both ledgers; of a fact that is in both, what the first one says."""
    found = {record_id: dict(facts) for record_id, facts in one.items()}
    for record_id, facts in other.items():
        mine = found.setdefault(record_id, {})
        for name, kept in facts.items():
            mine.setdefault(name, kept)
    return found


def grown(ledger: Ledger, dossier: Dossier, day: date) -> Ledger:
    """The ledger with what the dossier tells on a day; facts that are new are first published on it.

    Where there was no ledger yet, nobody can say since when its facts have been public.
    """
    since = day if ledger else None
    found = {record_id: dict(facts) for record_id, facts in ledger.items()}
    for record in dossier.records:
        facts = list(facts_of(record))
        mine = found.setdefault(record.id, {}) if facts else {}
        mine |= {fact.name: Kept(fact.value, _since(mine.get(fact.name), fact, since)) for fact in facts}
        if isinstance(record, Withdrawn) or (isinstance(record, Opinion) and record.is_withheld):
            mine |= _emptied(mine, facts)
    return found


def _emptied(kept: Facts, facts: Iterable[Fact]) -> dict[str, Kept]:
    """What a record says no more, since it may not be known: that it was said stays, its words go."""
    stated = {fact.name for fact in facts}
    return {name: Kept("", one.since) for name, one in kept.items() if name not in stated}


def _since(before: Kept | None, fact: Fact, since: date | None) -> date | None:
    return before.since if before and before.value == fact.value else since


def known_of(ledger: Ledger, day: date) -> Ledger:
    """The ledger without what was first published after a day."""
    return {
        record_id: {name: one for name, one in facts.items() if one.since is None or one.since <= day}
        for record_id, facts in ledger.items()
    }


def first_published(ledger: Ledger, record_id: str) -> date | None:
    """The first day anything of a record was public, where the ledger knows it."""
    days = [one.since for one in ledger.get(record_id, {}).values()]
    return None if not days or None in days else min(day for day in days if day)


def days_known(ledger: Ledger) -> tuple[date, ...]:
    """The days on which something new was written into the ledger, in order."""
    return tuple(sorted({one.since for facts in ledger.values() for one in facts.values() if one.since}))


def since_of(ledger: Ledger, record: PublicationLog | Opinion) -> tuple[date | None, ...]:
    """For each entry of a log, each step of an opinion, the first day on which the ledger knew of it, if it knows."""
    kept = ledger.get(record.id, {})
    names = _entries(record) if isinstance(record, PublicationLog) else _steps(record)
    return tuple(kept[name].since if name in kept else None for name in names)


def was_missing(on: date, since: date | None, days: Iterable[date]) -> bool:
    """Whether something was published after a day without telling of it, and told of it only later."""
    return since is not None and any(on < day < since for day in days)


def since_of_time(ledger: Ledger, session: Session, at: int) -> date | None:
    """The first day on which one version of a session's time was public, where the ledger knows it."""
    kept = ledger.get(session.id, {}).get(f"{TIME} {at + 1}")
    return kept.since if kept else None
