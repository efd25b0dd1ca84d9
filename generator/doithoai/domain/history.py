"""What became of a record, from its dated facts and its publication log: for each day what happened, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct

from doithoai.domain.amending import FILED
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.corrections import Corrected, Correction
from doithoai.domain.dates import hours_of, slashed, written
from doithoai.domain.plan import Plan
from doithoai.domain.publication import Cause, Publication, PublicationLog
from doithoai.domain.records import Record
from doithoai.domain.register import Dossier
from doithoai.domain.session import PlaceVersion, Session, TimeVersion


class Deed(StrEnum):
    """What happened; the wording has a sentence for each."""

    SIGNED = "signed"
    SCHEDULED = "scheduled"
    TIME_CHANGED = "time_changed"
    PLACE_CHANGED = "place_changed"
    PLACE_NAMED = "place_named"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HELD = "held"
    CONCLUDED = "concluded"
    TOLD = "told"
    NOT_TOLD = "not_told"
    CLAIMED = "claimed"
    ANSWERED = "answered"
    CORRECTED = "corrected"
    MISPRINT = "misprint"
    REFILED = "refiled"
    REDACTED = "redacted"


_ORDER = tuple(Deed)


class Entry(Struct, frozen=True):
    """One thing that happened on a day: the words that its sentence is filled with, and the reason given."""

    on: date
    deed: Deed
    words: tuple[str, ...] = ()
    reason: str = ""


def history_of(record: Record, dossier: Dossier) -> tuple[Entry, ...]:
    """Everything that happened to a session, a plan or a conclusion, in order of day."""
    found = [entry for kind, told in _TOLD if isinstance(record, kind) for entry in told(record, dossier)]
    if isinstance(record, Corrected):
        found += _corrections(record)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.on, _ORDER.index(one.deed))))


def _of_session(session: Session, dossier: Dossier) -> Iterator[Entry]:
    yield from _times(session.times)
    yield from _places(session.places)
    for notice in session.decided:
        deed = Deed.CANCELLED if notice is session.cancelled else Deed.POSTPONED
        yield Entry(notice.published, deed, reason=notice.reason)
    if session.held:
        yield Entry(session.held.on, Deed.HELD, (session.place.name,) if session.place else ())
    conclusion = dossier.conclusion_of(session)
    signed = conclusion.document.dated if conclusion else None
    if conclusion and signed and signed.day:
        yield Entry(signed.day, Deed.CONCLUDED, (conclusion.document.number_line(dossier.authority.style),))
    yield from _logged(dossier.log_beside(session), tuple(Cause))


def _times(versions: tuple[TimeVersion, ...]) -> Iterator[Entry]:
    for before, now in zip((None, *versions), versions, strict=False):
        if now.published and before is None:
            yield Entry(now.published, Deed.SCHEDULED, (_when(now),))
        elif now.published and before:
            yield Entry(now.published, Deed.TIME_CHANGED, (_when(before), _when(now)), now.reason or "")


def _when(version: TimeVersion) -> str:
    if version.day is None:
        return written(version.when)
    return " ".join(filter(None, (hours_of(version.starts, version.ends), f"ngày {slashed(version.day)}")))


def _places(versions: tuple[PlaceVersion, ...]) -> Iterator[Entry]:
    for before, now in pairwise(versions):
        if now.published and before.is_known:
            yield Entry(now.published, Deed.PLACE_CHANGED, (before.name, now.name), now.reason or "")
        elif now.published:
            yield Entry(now.published, Deed.PLACE_NAMED, (now.name,))


def _of_plan(plan: Plan, dossier: Dossier) -> Iterator[Entry]:
    dated = plan.document.dated
    if dated and dated.day:
        yield Entry(dated.day, Deed.SIGNED)
    yield from _logged(dossier.log_beside(plan), (Cause.PLAN,))


def _of_conclusion(conclusion: Conclusion, dossier: Dossier) -> Iterator[Entry]:
    dated = conclusion.document.dated
    if dated and dated.day:
        yield Entry(dated.day, Deed.SIGNED)
    yield from _logged(dossier.log_beside(conclusion), (Cause.CONCLUSION,))


def _logged(log: PublicationLog | None, causes: tuple[Cause, ...]) -> Iterator[Entry]:
    """Broadcasts and postings of a day in one line a cause; each that failed in one of its own."""
    told: dict[tuple[date, Cause], list[Publication]] = {}
    for one in log.entries if log else ():
        if one.cause in causes and one.skipped:
            yield Entry(one.on, Deed.NOT_TOLD, (one.cause.value, one.channel.value), one.skipped)
        elif one.cause in causes:
            told.setdefault((one.on, one.cause), []).append(one)
    for (day, cause), several in told.items():
        channels = dict.fromkeys(one.channel.value for one in several)
        yield Entry(day, Deed.TOLD, (cause.value, *channels))


def _corrections(record: Corrected) -> Iterator[Entry]:
    for one in record.corrections:
        yield Entry(one.published, *_quoted(one), one.reason or "")
    for gone in record.redactions:
        yield Entry(gone.on, Deed.REDACTED, (gone.where, gone.by), gone.reason)
    for claim in record.claims:
        yield Entry(claim.received, Deed.CLAIMED, (claim.said,))
        if claim.answered:
            yield Entry(claim.answered, Deed.ANSWERED, (claim.outcome or "…",))


def _quoted(one: Correction) -> tuple[Deed, tuple[str, ...]]:
    if one.is_refiling:
        return Deed.REFILED, tuple(said[len(FILED) :] for said in (one.wrong, one.right))
    return Deed.MISPRINT if one.is_misprint else Deed.CORRECTED, (one.wrong, one.right)


_TOLD: tuple[tuple[type[Record], Callable[..., Iterator[Entry]]], ...] = (
    (Session, _of_session),
    (Plan, _of_plan),
    (Conclusion, _of_conclusion),
)
