"""What was published once, fact by fact, and what a dossier has quietly done to it since.

A fact has a name within its record (`thời gian 1`) and a value that can be written back into the record's file
(`ngày: 14/3/2026 | từ: 8h00`). Facts are only ever added: a time that changes gets another version, an error a
correction, a record that must go a notice of withdrawal. Of a text (`diễn biến 14/3/2026, mở lại, lời`) the value is a
seal, from which no word can be read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from doithoai.domain.amending import Amendment
from doithoai.domain.announced import Announced
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.corrections import Corrected, Correction
from doithoai.domain.dates import clocked, parse_day, slashed, written
from doithoai.domain.documents import Document
from doithoai.domain.faults import Fault
from doithoai.domain.opinion import Opinion
from doithoai.domain.phrases import Words, filled_in, had_back, is_omission, is_seal, mend, seal_of, words_of
from doithoai.domain.plan import Plan
from doithoai.domain.publication import PublicationLog
from doithoai.domain.records import Kind, Record
from doithoai.domain.register import Dossier
from doithoai.domain.session import PlaceVersion, Session, TimeVersion
from doithoai.domain.withdrawn import WITHDRAWAL, Withdrawn, kind_at
from doithoai.domain.wordings import Loc, parts_of, texts_of
from doithoai.folding import fold

JOIN = " | "
"""Between the parts of a value; no file can hold it within one of them and be read back otherwise."""

SINCE = ", công bố"
"""Ends the name of the day on which a version was made public."""

TITLE, TIME, PLACE, NUMBER, DATED = "tiêu đề", "thời gian", "địa điểm", "số", "ngày"
INTAKE = "góp ý trước, hạn"
UNTIL = ", đến ngày"
"""Ends the name of the day on which a paper came down."""
SKIPPED = "không thực hiện"
CORRECTION, REDACTION = "đính chính", "lược bỏ"
WORDS = ", lời"
"""Ends the name of what something says in its own words."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a record as it stands: its name, its value, and where it stands in the file."""

    name: str
    value: str
    loc: Loc
    said: tuple[str, ...] = ()
    """Of a text its words, part by part."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A fact as it was published: its value and, where that is known, the first day it was, and a text's words."""

    value: str
    since: date | None = None
    said: tuple[str, ...] = ()


Facts = Mapping[str, Kept]
Ledger = Mapping[str, Facts]
"""By record id, then by name: all that was published of one authority."""


def facts_of(record: Record) -> Iterator[Fact]:
    """The facts of a record that nobody may change in silence, each name once."""
    facts = list(_facts(record))
    for name, fact in zip(_numbered(fact.name for fact in facts), facts, strict=True):
        yield fact if name == fact.name else replace(fact, name=name)


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
    if isinstance(record, Amended):
        yield from _of_amended(record)
    if isinstance(record, Corrected):
        yield from _of_claims(record)
    if isinstance(record, Announced):
        yield from _of_announced(record)
    for name, loc, parts in texts_of(record):
        yield from _words(name, loc, parts)


Amended = Corrected | PublicationLog | Withdrawn
"""Records that say what they had said wrongly, and what was taken out of them."""


def amendments_of(record: Record) -> tuple[Amendment, ...]:
    """What a record says that it had said wrongly."""
    return record.corrections if isinstance(record, Corrected | PublicationLog) else ()


def _of_amended(record: Amended) -> Iterator[Fact]:
    for at, one in enumerate(amendments_of(record)):
        name = f"{CORRECTION} {at + 1}"
        yield Fact(name, slashed(one.published), (CORRECTION, at))
        if isinstance(one, Correction) and one.causes:
            yield Fact(f"{name}, sai ở", ", ".join(cause.value for cause in one.causes), (CORRECTION, at, "sai ở"))
        yield from _words(name, (CORRECTION, at), parts_of(one))
    above = (WITHDRAWAL,) if isinstance(record, Withdrawn) else ()
    for at, gone in enumerate(record.redactions):
        name, loc = ", ".join((*above, f"{REDACTION} {at + 1}")), (*above, REDACTION, at)
        yield Fact(name, slashed(gone.on), loc)
        yield from _words(name, loc, parts_of(gone))


def _of_claims(record: Corrected) -> Iterator[Fact]:
    for at, claim in enumerate(record.claims):
        name, loc = f"phản ánh sai, nhận {slashed(claim.received)}", ("phản ánh sai", at)
        yield Fact(name, "", loc)
        if claim.answered:
            yield Fact(f"{name}, trả lời", slashed(claim.answered), (*loc, "trả lời"))
        yield from _words(name, loc, parts_of(claim))


def _of_announced(record: Announced) -> Iterator[Fact]:
    for at, done in enumerate(record.done):
        name, loc = f"việc đã làm, {done.what}", ("việc đã làm", at)
        yield Fact(name, slashed(done.on), loc)
        yield from _words(name, loc, parts_of(done))
    for at, script in enumerate(record.approvals):
        name = f"đã duyệt {slashed(script.on)}, {script.cause.value} {script.version}"
        yield from _words(name, ("đã duyệt", at, "lời đọc"), (script.text,))


def _words(name: str, loc: Loc, parts: tuple[str, ...]) -> Iterator[Fact]:
    """What a thing says in its own words, sealed; nothing where it says nothing."""
    words = words_of("\n".join(parts))
    if words:
        yield Fact(f"{name}{WORDS}", seal_of(words), loc, parts)


def _of_plan(plan: Plan) -> Iterator[Fact]:
    yield Fact(TITLE, plan.title, (TITLE,))
    yield from _of_document(plan.document)
    if plan.deadline and plan.deadline.last:
        yield Fact("hoàn thành", written(plan.deadline), ("hoàn thành",))
    for at, one in enumerate(plan.planned):
        where = [("địa điểm", one.where)] if one.where else []
        when = ("thời gian", written(one.when) if one.when.last else "thông báo sau")
        name, loc = f"buổi dự kiến {at + 1}", ("buổi dự kiến", at)
        yield Fact(name, _joined([("tên", one.title), when, *where]), loc)
        yield from _words(name, loc, parts_of(one))


def _of_session(session: Session) -> Iterator[Fact]:
    yield Fact(TITLE, session.title, (TITLE,))
    for key, chosen in (("loại", session.occasion), ("hình thức", session.mode), ("ai được dự", session.openness)):
        yield Fact(key, chosen.value, (key,))
    yield from _versions(TIME, session.times)
    yield from _versions(PLACE, session.places)
    for at, notice in enumerate(session.postponements):
        yield Fact("hoãn", slashed(notice.published), ("hoãn", at, "công bố"))
    if session.cancelled:
        yield Fact("hủy", slashed(session.cancelled.published), ("hủy", "công bố"))
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
        yield from _words(f"{name} {at + 1}", (name, at), parts_of(version))


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
            step, at_row = f"{name}, thực hiện {slashed(done.on)}, {done.level.value}", (*loc, "thực hiện", row)
            yield Fact(step, "", at_row)
            yield from _words(step, (*at_row, "căn cứ"), parts_of(done))
        for row, found in enumerate(item.findings):
            again = _joined([("hạn", slashed(found.due))]) if found.due else ""
            step, at_row = f"{name}, giám sát {slashed(found.on)}, {found.result.value}", (*loc, "giám sát", row)
            yield Fact(step, again, at_row)
            yield from _words(step, at_row, parts_of(found))


def _of_opinion(opinion: Opinion) -> Iterator[Fact]:
    yield Fact(TITLE, opinion.title, (TITLE,))
    yield Fact("tiếp nhận", slashed(opinion.received.on), ("tiếp nhận", "ngày"))
    for at, (name, event) in enumerate(zip(_steps(opinion), opinion.events, strict=True)):
        due = _joined([("hạn", slashed(event.due))]) if event.due else ""
        yield Fact(name, due, ("diễn biến", at))
        named = {"đơn vị": event.by, "cơ quan": event.authority, "văn bản": event.document,
                 "chuyển đến": event.to, "gộp vào": event.into}  # fmt: skip
        for key, value in named.items():
            if value:
                yield Fact(f"{name}, {key}", value, ("diễn biến", at, key))
        yield from _words(name, ("diễn biến", at, "nội dung"), parts_of(event))


def _of_log(log: PublicationLog) -> Iterator[Fact]:
    for at, (name, entry) in enumerate(zip(_entries(log), log.entries, strict=True)):
        yield Fact(name, SKIPPED if entry.skipped else "", ("công khai", at))
        if entry.where:
            yield Fact(f"{name}, nơi", entry.where, ("công khai", at, "nơi"))
        if entry.until:
            yield Fact(f"{name}{UNTIL}", slashed(entry.until), ("công khai", at, "đến ngày"))
        yield from _words(name, ("công khai", at), parts_of(entry))


def _steps(opinion: Opinion) -> Iterator[str]:
    return _numbered(f"diễn biến {slashed(event.on)}, {event.step.value}" for event in opinion.events)


def _entries(log: PublicationLog) -> Iterator[str]:
    return _numbered(
        f"công khai {slashed(one.on)}{' ' + clocked(one.at) if one.at else ''}, {one.channel.value}, {one.cause.value}"
        for one in log.entries
    )


def _of_withdrawn(record: Withdrawn) -> Iterator[Fact]:
    yield Fact(WITHDRAWAL, slashed(record.withdrawal.on), (WITHDRAWAL, "ngày"))
    yield from _words(WITHDRAWAL, (WITHDRAWAL,), parts_of(record.withdrawal))


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
    loc: Loc = ()
    """Where what said it stands, of a text that is gone."""
    omitted: bool = False
    """Nothing was done but to take words out, and a new notice says so."""


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
        if record is not None and record_id not in secret:
            yield from rewritten_in(record, kept, as_of)


def _still_held(kept: Facts, record: Record) -> Facts:
    """What a record has to go on saying: one that was taken back, that it was."""
    if not isinstance(record, Withdrawn):
        return kept
    return {name: one for name, one in kept.items() if name.startswith(WITHDRAWAL)}


def rewritten_in(record: Record, published: Facts, as_of: date) -> Iterator[Rewritten]:
    """Every published fact that one record changed in silence."""
    kept = _still_held(published, record)
    now = {fact.name: fact for fact in facts_of(record)}
    stated = Counter((_bare_name(fact.name), fact.value) for fact in now.values())
    for name, was in kept.items():
        found, as_it_was = now.get(name), (_bare_name(name), was.value)
        if stated[as_it_was]:
            stated[as_it_was] -= 1
            continue
        others = _fresh(name, kept, now) if is_seal(was.value) else [found] if found else []
        shortened = next((one for one in others if is_omission(*_omission(was, one))), None)
        if shortened and _new_notes(REDACTION, was, kept, now):
            yield Rewritten(record, name, was, shortened, omitted=True)
        elif is_seal(was.value):
            if not _is_accounted_for(was, others, _new_notes(CORRECTION, was, kept, now)):
                one = found if found in others else next(iter(others), None)
                whole = now.get(speaker_of(name))
                yield Rewritten(record, name, was, one, whole.loc if whole else ())
        elif found and _may_follow(name, was, found, kept, now, as_of):
            continue
        elif not says_words(name) and not _is_told(name, was, found, record):
            yield Rewritten(record, name, was, found)


def _omission(was: Kept, now: Fact) -> tuple[Words | None, Words, str]:
    """The words before, if they are known, those now, and the seal."""
    if is_seal(was.value):
        return words_of("\n".join(was.said)) or None, words_of("\n".join(now.said)), was.value
    return words_of(was.value), words_of(now.value), ""


def _fresh(name: str, kept: Facts, now: Mapping[str, Fact]) -> list[Fact]:
    """The texts that stand where a text was, and were not there before."""
    before = Counter(one.value for other, one in kept.items() if _bare_name(other) == _bare_name(name))
    found = []
    for fact in now.values():
        if _bare_name(fact.name) == _bare_name(name):
            before[fact.value] -= 1
            found += [fact] if before[fact.value] < 0 else []
    return found


def _new_notes(kind: str, was: Kept, kept: Facts, now: Mapping[str, Fact]) -> list[Fact]:
    """Notes that were not there yet when a text was published: an older one tells of another change."""
    notes = [one for one in now.values() if _kind_of_note(one.name) == kind]
    old = {one.value for name, one in kept.items() if _kind_of_note(name) == kind and (one.said or not was.said)}
    return [one for one in notes if one.value not in old]


def _kind_of_note(name: str) -> str:
    """`lược bỏ` of `thu hồi, lược bỏ 1, lời`; nothing of what is no note's text."""
    found = _NOTE.search(name) if name.endswith(WORDS) else None
    return found.group(2) if found else ""


def _is_accounted_for(was: Kept, now: Iterable[Fact], notes: Iterable[Fact]) -> bool:
    """The text was only added to where it was blank, or the corrections of that change tell what it said."""
    told = [mend(*one.said[:2]) for one in notes]
    texts = [tuple(words_of(part) for part in one.said) for one in now]
    if not texts:
        return any(seal_of(one.wrong) == was.value for one in told if one.is_told)
    return any(
        filled_in(parts, was.value) or had_back(tuple(word for part in parts for word in part), told, was.value)
        for parts in texts
    )


def _bare_name(name: str) -> str:
    """Without its count among equal ones, or among notes, which what is added above it would change."""
    return _NOTE.sub(r"\1\2", _COUNT.sub("", name))


_COUNT = re.compile(r" \(\d+\)")
_NOTE = re.compile(rf"(^|, )({CORRECTION}|{REDACTION}) \d+")


def says_words(name: str) -> bool:
    """Whether a name is that of a text."""
    return _bare_name(name).endswith(WORDS)


def speaker_of(name: str) -> str:
    """The name of what says a text: `chương trình (2)` of `chương trình, lời (2)`."""
    head, _, count = name.rpartition(WORDS)
    return f"{head}{count}"


def _is_told(name: str, was: Kept, now: Fact | None, record: Record) -> bool:
    """A correction of the record quotes what was wrong, and what is right as it now stands."""
    return any(
        _quotes(one.wrong, was.value or name) and (now is None or _quotes(one.right, now.value or name))
        for one in amendments_of(record)
    )


def _may_follow(name: str, was: Kept, now: Fact, kept: Facts, facts: Mapping[str, Fact], as_of: date) -> bool:
    """What may be written otherwise without a correction.

    A broadcast now told as skipped; the day on which a paper is to come down, while it hangs, or an earlier one;
    the last day for opinions, with one more version of the session's time. Earlier ledgers kept a correction's words.
    """
    if name.endswith(UNTIL):
        before, after = _day(was.value), _day(now.value)
        return before is None or after is None or before >= as_of or after < before
    if name == INTAKE:
        return any(one.startswith(f"{TIME} ") and one not in kept for one in facts)
    if name.startswith(f"{CORRECTION} ") and JOIN in was.value:
        day, _, right = was.value.partition(JOIN)
        said = facts.get(f"{name}{WORDS}")
        return day == now.value and said is not None and words_of(right) == words_of(said.said[1])
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
    return kind_at(record.id), frozenset((one.name, one.value) for one in facts_of(record) if not is_seal(one.value))


def _likeness_of(record_id: str, kept: Facts) -> tuple[Kind, frozenset[tuple[str, str]]]:
    return kind_at(record_id), frozenset((name, one.value) for name, one in kept.items() if not is_seal(one.value))


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


def corrected_by(kept: Ledger, known: Ledger) -> Ledger:
    """A ledger with what git knows. Where they differ git is right: a ledger may be rewritten, too."""
    found = {record_id: dict(facts) for record_id, facts in kept.items()}
    for record_id, facts in known.items():
        mine = found.setdefault(record_id, {})
        for name, one in facts.items():
            before = mine.get(name)
            mine[name] = replace(before, said=one.said) if before and before.value == one.value else one
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
    if before and fact.name.startswith(f"{CORRECTION} ") and fact.value == before.value.partition(JOIN)[0]:
        return before.since
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
