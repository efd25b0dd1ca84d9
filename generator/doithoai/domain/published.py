"""What was published once and since when: the ledger of an authority.

Facts (`domain/facts.py`) are only ever added to it: a time that changes gets another version, an error a correction, a
record that must go a notice of withdrawal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from doithoai.domain.facts import CORRECTION, JOIN, TIME, Fact, entry_names, facts_of, step_names
from doithoai.domain.filing import is_coded
from doithoai.domain.opinion import Opinion
from doithoai.domain.publication import PublicationLog
from doithoai.domain.register import Dossier
from doithoai.domain.session import Session
from doithoai.domain.withdrawn import Withdrawn


class Kept(Struct, frozen=True):
    """A fact as it was published: its value and, where that is known, the first day it was, and a text's words."""

    value: str
    since: date | None = None
    said: tuple[str, ...] = ()


Facts = Mapping[str, Kept]
Ledger = Mapping[str, Facts]
"""By record id, then by name: all that was published of one authority."""


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
        mine |= {name: Kept("", since) for name in _filed_no_more(mine, facts)}
        if isinstance(record, Withdrawn) or (isinstance(record, Opinion) and record.is_withheld):
            mine |= _emptied(mine, facts)
    return found


def _emptied(kept: Facts, facts: Iterable[Fact]) -> dict[str, Kept]:
    """What a record says no more, since it may not be known: that it was said stays, its words go."""
    stated = {fact.name for fact in facts}
    return {name: Kept("", one.since) for name, one in kept.items() if name not in stated}


def _filed_no_more(kept: Facts, facts: Iterable[Fact]) -> set[str]:
    """What a record was filed under and, as a correction of it says, is no more: that has been told."""
    return {name for name, one in kept.items() if one.value and is_coded(name)} - {fact.name for fact in facts}


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
    names = entry_names(record) if isinstance(record, PublicationLog) else step_names(record)
    return tuple(kept[name].since if name in kept else None for name in names)


def was_missing(on: date, since: date | None, days: Iterable[date]) -> bool:
    """Whether something was published after a day without telling of it, and told of it only later."""
    return since is not None and any(on < day < since for day in days)


def since_of_time(ledger: Ledger, session: Session, at: int) -> date | None:
    """The first day on which one version of a session's time was public, where the ledger knows it."""
    kept = ledger.get(session.id, {}).get(f"{TIME} {at + 1}")
    return kept.since if kept else None
