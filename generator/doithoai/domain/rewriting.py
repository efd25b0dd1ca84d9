"""What a dossier has quietly done to what was published of it: facts told otherwise, records gone or moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from doithoai.domain.amending import refiles
from doithoai.domain.dates import parse_day
from doithoai.domain.facts import (
    CORRECTION,
    INTAKE,
    JOIN,
    REDACTION,
    SKIPPED,
    TIME,
    UNTIL,
    WORDS,
    Fact,
    amendments_of,
    bare_name,
    facts_of,
    kind_of_note,
    says_words,
    speaker_of,
)
from doithoai.domain.faults import Fault
from doithoai.domain.filing import Filing, filed_as, is_coded, is_filing
from doithoai.domain.phrases import Words, filled_in, had_back, is_omission, is_seal, mend, seal_of, words_of
from doithoai.domain.published import Facts, Kept, Ledger
from doithoai.domain.records import Kind, Record
from doithoai.domain.register import Dossier
from doithoai.domain.topics import Topics
from doithoai.domain.withdrawn import WITHDRAWAL, Withdrawn, kind_at
from doithoai.domain.wordings import Loc
from doithoai.folding import fold


class Rewritten(Struct, frozen=True):
    """A published fact that a record no longer states, or states otherwise, without saying so."""

    record: Record
    fact: str
    was: Kept
    now: Fact | None
    loc: Loc = ()
    """Where what said it stands, of a text that is gone."""
    omitted: bool = False
    """Nothing was done but to take words out, and a new notice says so."""


class Vanished(Struct, frozen=True):
    """Published records of one folder of which nothing is left."""

    folder: str
    ids: tuple[str, ...]


class Moved(Struct, frozen=True):
    """A published record, or with `whole` a folder of them, that is now found under another id."""

    old: str
    new: str
    whole: bool


def rewritten(
    ledger: Ledger, dossier: Dossier, topics: Topics, secret: frozenset[str], as_of: date
) -> Iterator[Rewritten]:
    """Every published fact that was changed in silence; of what has become `secret` nothing may be held up."""
    filing = Filing(dossier, topics)
    for record_id, kept in ledger.items():
        record = dossier.by_id.get(record_id)
        if record is not None and record_id not in secret:
            yield from rewritten_in(record, kept, filing, as_of)


def _still_held(kept: Facts, record: Record) -> Facts:
    """What a record has to go on saying: one that was taken back, that it was."""
    if not isinstance(record, Withdrawn):
        return kept
    return {name: one for name, one in kept.items() if name.startswith(WITHDRAWAL)}


def rewritten_in(record: Record, published: Facts, filing: Filing, as_of: date) -> Iterator[Rewritten]:
    """Every published fact that one record changed in silence."""
    kept = _still_held(published, record)
    now = {fact.name: fact for fact in facts_of(record)}
    stated = Counter((bare_name(fact.name), fact.value) for fact in now.values())
    for name, was in kept.items():
        found, as_it_was = now.get(name), (bare_name(name), was.value)
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
        elif not says_words(name):
            yield from _told_otherwise(name, was, found, record, filing)


def _told_otherwise(name: str, was: Kept, now: Fact | None, record: Record, filing: Filing) -> Iterator[Rewritten]:
    """A value that is another one, and no correction says so; codes in the words that people use for them.

    What was nothing but dots is filled in without a word.
    """
    if was.value and not _bare(_plain(was.value)):
        return
    if is_coded(name):
        if not was.value or filing.holds_still(record, name, was.value, now.value if now else ""):
            return
        was = replace(was, value=filing.called(record, name, was.value))
        now = now and replace(now, value=filing.called(record, name, now.value))
    told = _is_refiled if is_filing(name) else _is_told
    if not told(name, was, now, record):
        yield Rewritten(record, name, was, now)


def _omission(was: Kept, now: Fact) -> tuple[Words | None, Words, str]:
    """The words before, if they are known, those now, and the seal."""
    if is_seal(was.value):
        return words_of("\n".join(was.said)) or None, words_of("\n".join(now.said)), was.value
    return words_of(was.value), words_of(now.value), ""


def _fresh(name: str, kept: Facts, now: Mapping[str, Fact]) -> list[Fact]:
    """The texts that stand where a text was, and were not there before."""
    before = Counter(one.value for other, one in kept.items() if bare_name(other) == bare_name(name))
    found = []
    for fact in now.values():
        if bare_name(fact.name) == bare_name(name):
            before[fact.value] -= 1
            found += [fact] if before[fact.value] < 0 else []
    return found


def _new_notes(kind: str, was: Kept, kept: Facts, now: Mapping[str, Fact]) -> list[Fact]:
    """Notes that were not there yet when a text was published: an older one tells of another change."""
    notes = [one for one in now.values() if kind_of_note(one.name) == kind]
    old = {one.value for name, one in kept.items() if kind_of_note(name) == kind and (one.said or not was.said)}
    return [one for one in notes if one.value not in old]


def _is_accounted_for(was: Kept, now: Iterable[Fact], notes: Iterable[Fact]) -> bool:
    """The text was only added to where it was blank, or the corrections of that change tell what it said."""
    told = [mend(*one.said[:2]) for one in notes if not refiles(*one.said[:2])]
    texts = [tuple(words_of(part) for part in one.said) for one in now]
    if not texts:
        return any(seal_of(one.wrong) == was.value for one in told if one.is_told)
    return any(
        filled_in(parts, was.value) or had_back(tuple(word for part in parts for word in part), told, was.value)
        for parts in texts
    )


def _is_told(name: str, was: Kept, now: Fact | None, record: Record) -> bool:
    """A correction of the record quotes what was wrong, and what is right as it now stands."""
    return any(
        not one.is_refiling
        and _quotes(one.wrong, was.value or name)
        and (now is None or _quotes(one.right, now.value or name))
        for one in amendments_of(record)
    )


def _is_refiled(name: str, was: Kept, now: Fact | None, record: Record) -> bool:
    """A correction names both places; so common a word as `kiến nghị` within another sentence names none."""
    before = {_bare(said) for said in (was.value, filed_as(name, was.value))}
    after = {_bare(said) for said in (now.value, filed_as(name, now.value))} if now else set()
    notes = amendments_of(record)
    return any(_bare(one.wrong) in before and (now is None or _bare(one.right) in after) for one in notes)


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
    said, stood = _bare(said), _bare(_plain(value))
    return bool(stood) and (stood in said or (said in stood and 3 * len(said) >= len(stood)))


def _plain(value: str) -> str:
    """A value without the keys of its parts."""
    return " ".join(part.partition(": ")[2] or part for part in value.split(JOIN))


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


_Likeness = tuple[Kind, frozenset[tuple[str, str]]]


def _likeness(record: Record) -> _Likeness:
    return _alike(record.id, ((one.name, one.value) for one in facts_of(record)))


def _likeness_of(record_id: str, kept: Facts) -> _Likeness:
    return _alike(record_id, ((name, one.value) for name, one in kept.items()))


def _alike(record_id: str, facts: Iterable[tuple[str, str]]) -> _Likeness:
    """What a record is known again by: facts that every ledger has, none that one of an earlier version lacks."""
    known = ((name, value) for name, value in facts if not (is_seal(value) or is_coded(name)))
    return kind_at(record_id), frozenset(known)


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
