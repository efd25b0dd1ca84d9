"""The broadcast rota: which script in which slot on which day.

Days come from the rules of each cause and the station's hours; then every slot is filled in order of rank, so that
cancellations and changes are read first. Where room is short everything is read shorter before anything is left out;
what finds no room in its slot goes to another of the day, and is told of when there is no room at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from doithoai.domain.broadcast import AirRule, AirRules, Announcement
from doithoai.domain.dates import WEEKDAYS
from doithoai.domain.loudspeaker import Length, Slot, Station

NOON = time(12)
"""What is published on a day goes on air from then on: it is signed in the morning."""

LOOK_AHEAD = 14
"""Days within which a station must have some slot; one without is a station that does not broadcast."""

_DAY = timedelta(days=1)
_SHORTER = (Length.FULL, Length.STANDARD, Length.SHORT)


class Timed(Struct, frozen=True):
    """An announcement with the air time of its script, in seconds, in each length."""

    announcement: Announcement
    seconds: Mapping[Length, float]


class Airing(Struct, frozen=True):
    """One reading: `slot` None where the station has not said its hours; `over` seconds that do not fit the slot."""

    day: date
    slot: Slot | None
    script: str
    length: Length
    seconds: float
    loops: int
    over: float = 0.0

    @property
    def order(self) -> tuple[date, time]:
        """Sorts by day and hour."""
        return self.day, self.slot.at if self.slot else time.min


class Rota(Struct, frozen=True, dict=True):
    """All airings in order, and what found no room."""

    airings: tuple[Airing, ...]

    @property
    def crowded(self) -> tuple[Airing, ...]:
        """Readings for which no slot of their day has room."""
        return tuple(one for one in self.airings if one.over > 0)

    def of_script(self, script: str) -> tuple[Airing, ...]:
        """The airings of one script."""
        return self._by_script.get(script, ())

    @cached_property
    def _by_script(self) -> dict[str, tuple[Airing, ...]]:
        found: dict[str, list[Airing]] = {}
        for one in self.airings:
            found.setdefault(one.script, []).append(one)
        return {script: tuple(airings) for script, airings in found.items()}

    @cached_property
    def days(self) -> dict[date, tuple[Airing, ...]]:
        """The airings of each day, in order."""
        found: dict[date, list[Airing]] = {}
        for one in self.airings:
            found.setdefault(one.day, []).append(one)
        return {day: tuple(airings) for day, airings in found.items()}


def slots_on(day: date, station: Station) -> tuple[Slot, ...]:
    """The station's slots on a day, in order."""
    name = WEEKDAYS[day.weekday()]
    found = (slot for slot in station.slots if not slot.weekdays or name in {one.value for one in slot.weekdays})
    return tuple(sorted(found, key=lambda slot: slot.at))


def air_days(one: Announcement, rule: AirRule, station: Station) -> tuple[date, ...]:
    """The days on which an announcement is read, in order; none before it is known or once it no longer holds."""
    days = {*_from_first(one, rule, station), *_reminding(one, rule, station)}
    if rule.on_day and one.wrong_day and one.day and one.wrong_day <= one.day:
        days.add(one.wrong_day)
    return tuple(sorted(day for day in days if _holds(one, day) and _open_slots(one, day, station)))


def _holds(one: Announcement, day: date) -> bool:
    return (one.since is None or day >= one.since) and (one.until is None or day < one.until)


def _from_first(one: Announcement, rule: AirRule, station: Station) -> list[date]:
    """From the first day on, until as many days as are wanted came one after the other.

    Where the station never speaks on so many days in a row, the first so many on which it does.
    """
    if one.since is None or not rule.consecutive:
        return []
    days = [day for ahead in range(LOOK_AHEAD) if _may_air(one, day := one.since + ahead * _DAY, station)]
    for end in range(rule.consecutive, len(days) + 1):
        if days[end - 1] - days[end - rule.consecutive] == (rule.consecutive - 1) * _DAY:
            return days[:end]
    return days[: rule.consecutive]


def _may_air(one: Announcement, day: date, station: Station) -> bool:
    return not (one.day and day > one.day) and bool(_open_slots(one, day, station))


def _reminding(one: Announcement, rule: AirRule, station: Station) -> Iterator[date]:
    """The wanted days before the session; where the station is silent then, the last day on which it is not."""
    if not rule.reminds or one.day is None:
        return
    for before in station.before:
        day = one.day - before * _DAY
        while not _open_slots(one, day, station) and (one.day - day).days < before + LOOK_AHEAD:
            day -= _DAY
        yield day


_ANY: tuple[Slot | None, ...] = (None,)


def _open_slots(one: Announcement, day: date, station: Station) -> tuple[Slot | None, ...]:
    """Slots of a day that come after it is known and before the session begins; `None` where no hours are given."""
    if not station.slots:
        return _ANY
    return tuple(slot for slot in slots_on(day, station) if _in_time(one, day, slot.at))


def _in_time(one: Announcement, day: date, at: time) -> bool:
    if day == one.since and at < NOON:
        return False
    return day not in one.hours or at < one.hours[day]


def rota(timed: Sequence[Timed], station: Station, rules: AirRules) -> Rota:
    """Every announcement on its days, each slot filled in order of rank."""
    by_day: dict[date, list[Timed]] = {}
    initial = {day for one in timed for day in _announced(one.announcement, rules, station)}
    for one in timed:
        rule = rules[one.announcement.cause]
        for day in air_days(one.announcement, rule, station):
            if not (rule.reminds and (_session_of(one), day) in initial):  # told on that day already
                by_day.setdefault(day, []).append(one)
    airings = (airing for day in sorted(by_day) for airing in _fill(day, by_day[day], station, rules))
    return Rota(tuple(sorted(airings, key=lambda airing: airing.order)))


def _session_of(one: Timed) -> str:
    return one.announcement.record.id


def _announced(one: Announcement, rules: AirRules, station: Station) -> Iterator[tuple[str, date]]:
    rule = rules[one.cause]
    if not rule.reminds and one.day:
        yield from ((one.record.id, day) for day in air_days(one, rule, station))


class _Place(Struct, frozen=True):
    """A script in a slot, for which its shortest words have room, or are `over` by so many seconds."""

    one: Timed
    slot: Slot | None
    over: float


def _fill(day: date, wanted: Iterable[Timed], station: Station, rules: AirRules) -> Iterator[Airing]:
    """The day's readings: each script gets a place, then, in order of rank, its usual length, then its repeats.

    So nothing is left unsaid for something else to be said at length, or twice.
    """
    left = {slot.at: float(slot.seconds) for slot in slots_on(day, station)}
    lengths = _SHORTER[_SHORTER.index(station.length) :]
    ordered = sorted(wanted, key=lambda one: (rules[one.announcement.cause].rank, one.announcement.id))
    places = [place for one in ordered for place in _placed(day, one, left, station, rules)]
    airings = [_at_length(day, place, lengths, left) for place in places]
    for place, airing in zip(places, airings, strict=True):
        yield replace(airing, loops=_loops(airing, rules[place.one.announcement.cause].loops, left))


def _placed(day: date, one: Timed, left: dict[time, float], station: Station, rules: AirRules) -> Iterator[_Place]:
    """Every slot, or the one that suits best; takes the room of the shortest words from what is left."""
    slots = _open_slots(one.announcement, day, station)
    brief = one.seconds[Length.SHORT]
    for slot in slots if rules[one.announcement.cause].every_slot else _best(slots, brief, left):
        over = max(0.0, brief - left[slot.at]) if slot else 0.0
        if slot and not over:
            left[slot.at] -= brief
        yield _Place(one, slot, over)


def _best(slots: Sequence[Slot | None], seconds: float, left: Mapping[time, float]) -> tuple[Slot | None, ...]:
    """The main slot (else the day's last) if there is room, else the first that has room."""
    ordered = sorted(slots, key=lambda slot: (bool(slot and slot.main), slot.at if slot else NOON), reverse=True)
    fitting = (slot for slot in ordered if slot is None or seconds <= left[slot.at])
    return (next(fitting, ordered[0]),) if ordered else ()


def _at_length(day: date, place: _Place, lengths: Sequence[Length], left: dict[time, float]) -> Airing:
    """The station's usual length, or the longest shorter one for which there is room."""
    one, slot = place.one, place.slot
    length = lengths[0] if slot is None else Length.SHORT
    if slot and not place.over:
        room = left[slot.at] + one.seconds[Length.SHORT]
        length = next((length for length in lengths if one.seconds[length] <= room), Length.SHORT)
        left[slot.at] = room - one.seconds[length]
    return Airing(day, slot, one.announcement.id, length, one.seconds[length], 1, place.over)


def _loops(airing: Airing, wanted: int, left: dict[time, float]) -> int:
    """How often it is read: repeats go into what is left over."""
    slot = airing.slot
    if slot is None:
        return wanted
    more = 0 if airing.over else max(0, min(wanted - 1, int(left[slot.at] // max(airing.seconds, 1.0))))
    left[slot.at] -= more * airing.seconds
    return 1 + more
