"""A change after people were told is told again wherever they were told: what of that is done and what is not.

The same holds for an error: it is put right by every form by which it went out (Luật Tiếp cận thông tin, Điều 22).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from doithoai.domain.broadcast import Announcement, tellings_of
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.corrections import Corrected, Correction
from doithoai.domain.dates import clocked
from doithoai.domain.norms import Norms
from doithoai.domain.opinion import Opinion
from doithoai.domain.plan import Plan
from doithoai.domain.publication import INVITING, Cause, Channel, Publication, PublicationLog
from doithoai.domain.records import Record
from doithoai.domain.register import Dossier, session_id_of
from doithoai.domain.session import Session
from doithoai.folding import fold

CHANGES = (Cause.CHANGE, Cause.POSTPONED, Cause.CANCELLED)
_SCHEDULING = (*INVITING, Cause.POSTPONED)
_TOLD_BY: tuple[tuple[type[Record], tuple[Cause, ...]], ...] = (
    (Plan, (Cause.PLAN,)),
    (Session, INVITING),
    (Conclusion, (Cause.CONCLUSION,)),
    (Opinion, (Cause.RESULT,)),
)
"""In what an error of a record went out, where its correction does not say so."""

_EVERYWHERE = ("toan bo", "tat ca")


class Spot(Struct, frozen=True):
    """One place of one channel where people were told: `on` is when they were last; None for one the law adds."""

    channel: Channel
    where: str = ""
    on: date | None = None
    skipped: str = ""
    """Why it could not be told again, where the log says so."""
    at: time | None = None
    """The slot of the loudspeakers: who listens at half past six does not hear what is said at five."""

    @property
    def place(self) -> str:
        """`Toàn bộ 12 cụm loa, khung 6h30`."""
        return ", ".join(filter(None, (self.where, f"khung {clocked(self.at)}" if self.at else "")))


class Notice(Struct, frozen=True):
    """What has to be told again: where it was told before, where it has been told again, and where not."""

    what: Announcement
    done: tuple[Publication, ...]
    outstanding: tuple[Spot, ...]


class Amends(Struct, frozen=True):
    """One correction: where the error went out, and where it has been put right."""

    record: Corrected
    index: int
    correction: Correction
    wrong_at: tuple[Spot, ...]
    done: tuple[Publication, ...]
    outstanding: tuple[Spot, ...]


def notices_of(session: Session, dossier: Dossier) -> tuple[Notice, ...]:
    """Every change of a session that people had been told of before, in order of day."""
    log = dossier.log_beside(session)
    found = [one for one in tellings_of(session, dossier) if one.cause in CHANGES]
    known = [(one, one.since) for one in found if one.since is not None]
    made = (_notice(one, since, log) for one, since in sorted(known, key=lambda pair: pair[1]))
    return tuple(one for one in made if one is not None)


def _notice(one: Announcement, since: date, log: PublicationLog | None) -> Notice | None:
    entries = log.entries if log else ()
    before = [entry for entry in entries if _told_before(entry, since)]
    if not before:
        return None
    again = [entry for entry in entries if entry.cause is one.cause and since <= entry.on <= (one.until or entry.on)]
    return Notice(one, tuple(entry for entry in again if not entry.skipped), _outstanding(_slots(before), again))


def _told_before(entry: Publication, since: date) -> bool:
    inviting = entry.cause in (Cause.SCHEDULE, Cause.REMINDER) and entry.on == since
    return not entry.skipped and entry.cause in _SCHEDULING and (entry.on < since or inviting)


def amends_of(record: Corrected, dossier: Dossier, norms: Norms) -> tuple[Amends, ...]:
    """Every correction of a record, with where it has been made."""
    if not record.corrections:
        return ()
    began = record.received.on if isinstance(record, Opinion) else date.min
    entries = tuple(entry for log in logs_of(record, dossier) for entry in log.entries if entry.on >= began)
    days = sorted({one.published for one in record.corrections if not one.is_quiet})
    return tuple(_amends(record, at, entries, days, norms) for at in range(len(record.corrections)))


def _amends(record: Corrected, at: int, entries: tuple[Publication, ...], days: list[date], norms: Norms) -> Amends:
    one = record.corrections[at]
    if one.is_quiet:
        return Amends(record, at, one, (), (), ())
    causes = one.causes or next(causes for kind, causes in _TOLD_BY if isinstance(record, kind))
    before = [entry for entry in entries if entry.cause in causes and entry.on < one.published and not entry.skipped]
    until = next((day for day in days if day > one.published), date.max)
    again = [entry for entry in entries if entry.cause is Cause.CORRECTION and one.published <= entry.on < until]
    wrong_at = spots(before)
    needed = (*wrong_at, *_added(wrong_at, one.published, norms))
    done = tuple(entry for entry in again if not entry.skipped)
    return Amends(record, at, one, wrong_at, done, _outstanding(needed, again))


def _added(wrong_at: tuple[Spot, ...], day: date, norms: Norms) -> Iterator[Spot]:
    """Where the rules of the day want an error put right although it never stood there."""
    used = {spot.channel for spot in wrong_at}
    wanted = dict.fromkeys(channel for bound in norms.correcting(day) for channel in bound.rule.channels)
    return (Spot(channel) for channel in wanted if wrong_at and channel not in used)


def logs_of(record: Record, dossier: Dossier) -> Iterator[PublicationLog]:
    """The logs that tell of a record: its session's, and its year's."""
    for log_id in sorted(_log_ids(record)):
        log = dossier.by_id.get(log_id)
        if isinstance(log, PublicationLog):
            yield log


def logs_unread(record: Record, dossier: Dossier) -> bool:
    """Whether one of them could not be read, so that nobody knows what was told."""
    return not dossier.unread.isdisjoint(_log_ids(record))


def _log_ids(record: Record) -> set[str]:
    folder = session_id_of(record).rpartition("/")[0]
    year = "/".join(record.id.split("/")[:2])
    return {f"{folder}/cong-khai", f"{year}/cong-khai"}


def _slots(entries: Iterable[Publication]) -> Iterator[Spot]:
    """Where people were told, each slot of the loudspeakers for itself."""
    by_slot: dict[time | None, list[Publication]] = {}
    for entry in entries:
        at = entry.at if entry.channel is Channel.LOUDSPEAKER else None
        known = next((one for one in by_slot if same_slot(one, at)), at)
        by_slot.setdefault(known, []).append(entry)
    for at, told in by_slot.items():
        yield from (replace(spot, at=at) for spot in spots(told))


_SLOT = 30
"""Minutes within which two broadcasts are of one slot: a log may tell when the reading really began."""


def same_slot(one: time | None, other: time | None) -> bool:
    """Whether two hours of broadcasts are of one slot."""
    if one is None or other is None:
        return one is other
    return abs((one.hour - other.hour) * 60 + one.minute - other.minute) < _SLOT


def spots(entries: Iterable[Publication]) -> tuple[Spot, ...]:
    """Where people were told, each place once with its latest day; a part of what was told everywhere goes with it."""
    latest: dict[tuple[Channel, str], Spot] = {}
    for entry in sorted(entries, key=lambda entry: entry.on):
        latest[entry.channel, fold(entry.where or "")] = Spot(entry.channel, entry.where or "", entry.on)
    everywhere = {spot.channel for spot in latest.values() if _is_everywhere(spot.where)}
    return tuple(spot for spot in latest.values() if spot.channel not in everywhere or _is_everywhere(spot.where))


def _outstanding(needed: Iterable[Spot], again: Sequence[Publication]) -> tuple[Spot, ...]:
    done = Reach(entry for entry in again if not entry.skipped)
    skipped = Reach(entry for entry in again if entry.skipped)
    return tuple(_with_reason(spot, skipped) for spot in needed if not done.of(spot))


def _with_reason(spot: Spot, skipped: Reach) -> Spot:
    return replace(spot, skipped=next((entry.skipped for entry in skipped.of(spot) if entry.skipped), ""))


class Reach:
    """Publications by where they went, so that those that reached a spot are found without asking every one."""

    def __init__(self, entries: Iterable[Publication]) -> None:
        self._at: dict[tuple[Channel, str], list[tuple[int, Publication]]] = {}
        self._named: dict[tuple[Channel, str], list[str]] = {}
        """Places by each number in them, so that one of a thousand boards is held against its own; "": any place."""
        self._vague: dict[Channel, list[str]] = {}
        """Places that say everywhere, or nothing."""
        for at, entry in enumerate(entries):
            self._at.setdefault((entry.channel, entry.where or ""), []).append((at, entry))
        for channel, where in self._at:
            if not where or _is_everywhere(where):
                self._vague.setdefault(channel, []).append(where)
            else:
                for name in ("", *_numbers(where)):
                    self._named.setdefault((channel, name), []).append(where)

    def of(self, spot: Spot) -> list[Publication]:
        """Those that reached a spot, in their order."""
        of_number = (self._named.get((spot.channel, name), []) for name in _numbers(spot.where) or ("",))
        places = (*min(of_number, key=len), *self._vague.get(spot.channel, ()))
        found = ((at, one) for where in places for at, one in self._at[spot.channel, where] if covers(one, spot))
        return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def covers(entry: Publication, spot: Spot) -> bool:
    """Whether a publication reached a place: everywhere, that very place, or one told in much the same words.

    Places are free text: every number of the one must be in the other, and half of its words.
    """
    if entry.channel is not spot.channel or (spot.at and entry.at and not same_slot(spot.at, entry.at)):
        return False
    if not entry.where or not spot.where or _is_everywhere(entry.where):
        return True
    there, wanted = _words(entry.where), _words(spot.where)
    return _numbers(spot.where) <= there and 2 * len(wanted & there) >= len(wanted)


@lru_cache(maxsize=16384)
def _is_everywhere(where: str) -> bool:
    return _plain(where).startswith(_EVERYWHERE)


@lru_cache(maxsize=16384)
def _words(where: str) -> frozenset[str]:
    return frozenset(word.lstrip("0") or word for word in re.findall(r"\w+", _plain(where)))


@lru_cache(maxsize=16384)
def _numbers(where: str) -> frozenset[str]:
    return frozenset(word for word in _words(where) if word.isdigit())


def _plain(where: str) -> str:
    return " ".join(fold(word) for word in where.split())
