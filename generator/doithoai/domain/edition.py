"""A dossier as the public sees it on one day, and the digest of it that site-wide pages need.

What is dated after the day is not there yet: the same commit and the same day give the same edition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from msgspec import Struct, field

from doithoai.domain.authority import Authority, Succession
from doithoai.domain.lifecycle import Course, course_of, state_of
from doithoai.domain.norms import NO_NORMS, Norms
from doithoai.domain.opinion import Event, Opinion
from doithoai.domain.plan import Plan
from doithoai.domain.published import Ledger, days_known, known_of, since_of, was_missing
from doithoai.domain.register import Dossier
from doithoai.domain.session import Session
from doithoai.domain.site import Output
from doithoai.domain.spoken_code import Codes
from doithoai.domain.standing import Group, SessionState, Standing, Standings, is_late, merged_into
from doithoai.domain.topics import Topics

_NOTHING: Ledger = {}

LATEST = 30
"""How many of an authority's opinions that moved last its digest carries."""

UPCOMING = (
    SessionState.SCHEDULED,
    SessionState.ANNOUNCED,
    SessionState.MOVED,
    SessionState.PLANNED,
    SessionState.POSTPONED,
)


class AuthorityBrief(Struct, frozen=True):
    """What other authorities' pages need to name one."""

    id: str
    name: str
    brief: str
    fictional: bool
    heirs: tuple[str, ...] = ()
    """Ids of the authorities that took over from it, if it is to end."""
    ends: str = ""
    """The ISO day from which on it has ended; empty where nobody knows, or it has not."""
    taken_by: int = 0
    """How many bodies took over from it, whether or not they have records here."""


Directory = Mapping[str, AuthorityBrief]


def passed_on(ids: Iterable[str], directory: Directory, day: date) -> tuple[tuple[str, ...], bool]:
    """The authorities that stand for these on a day, and whether one took over from one all the way.

    Of one that has ended itself those that took over from it, and so on; where nobody here did, it stays.
    """
    found: dict[str, None] = {}
    first = tuple(ids)
    alone, seen, waiting = True, set[str](), list(first)
    while waiting:
        one = waiting.pop(0)
        heirs = _heirs_here(one, directory, day)
        if heirs and one not in seen:
            alone = alone and directory[one].taken_by == 1
            waiting += heirs
        elif one not in seen:
            found[one] = None
        seen.add(one)
    return tuple(found) or first, alone  # of some that name one another in a circle none has the last word


def _heirs_here(authority_id: str, directory: Directory, day: date) -> tuple[str, ...]:
    """Who took over from an authority that has ended by the day."""
    brief = directory.get(authority_id)
    ended = brief is not None and brief.ends <= day.isoformat()
    return tuple(one for one in brief.heirs if one in directory) if brief and ended else ()


def took_over(heir: str, brief: AuthorityBrief, directory: Directory, day: date) -> bool:
    """Whether what an authority left open when it ended came to another, at once or by way of some that ended, too."""
    heirs = _heirs_here(brief.id, directory, day)
    return heir != brief.id and heir in (*heirs, *passed_on(heirs, directory, day)[0])


Former = tuple[tuple[str, str, str, str], ...]


def brief_of(authority: Authority) -> AuthorityBrief:
    """The brief of one authority."""
    succession = authority.succession
    heirs = tuple(one.authority for one in succession.successors if one.authority) if succession else ()
    ends = succession.on.isoformat() if succession and succession.on else ""
    taken_by = len(succession.successors) if succession else 0
    name, brief = authority.name, authority.brief
    return AuthorityBrief(authority.authority_id, name, brief, authority.fictional, heirs, ends, taken_by)


class Line(Struct, frozen=True):
    """A record as lists show it; `when` and `sort` are ISO days or empty."""

    address: str
    title: str
    authority: str
    state: str
    sort: str
    note: str = ""
    topics: tuple[str, ...] = ()
    day: str = ""
    hours: str = ""
    place: str = ""
    audience: str = ""
    intake: str = ""
    """Until when opinions may be sent before a session to come, or that this time is over; in words."""
    intake_open: bool = False
    previous: str = ""
    span: str = ""
    """The month a session falls into (`2026-12`), as far as it is known: else its year, or nothing."""
    coming: bool = False
    """A session that is still to come."""

    @property
    def nearness(self) -> tuple[bool, bool, str, str]:
        """Orders sessions to come: those with a day, by day; then those foreseen; last the postponed ones."""
        return (self.state == SessionState.POSTPONED.value, not self.day, self.sort, self.address)


class News(Struct, frozen=True):
    """What was last told of a record; `on` is an ISO day."""

    record: str
    address: str
    title: str
    on: str
    text: str
    kind: str
    authority: str
    topics: tuple[str, ...] = ()
    fictional: bool = False


class Handed(Struct, frozen=True):
    """An opinion that an ended authority left open: `to` are those that may have to settle it, `sure` if it is they."""

    line: Line
    to: tuple[str, ...]
    sure: bool


class Digest(Struct, frozen=True):
    """What site-wide pages know of one authority."""

    brief: AuthorityBrief
    place: str
    ended: str
    plans: tuple[Line, ...] = ()
    sessions: tuple[Line, ...] = ()
    conclusions: tuple[Line, ...] = ()
    latest: tuple[Line, ...] = ()
    groups: Mapping[str, int] = field(default_factory=dict)
    topics: Mapping[str, int] = field(default_factory=dict)
    """Number of opinions per topic code."""
    late: int = 0
    broadcasts: tuple[Line, ...] = ()
    """What its loudspeakers say next."""
    on_air: bool = False
    """It has pages about its loudspeakers."""
    scripts: tuple[Mapping[str, Any], ...] = ()
    """Its entries in the feed for loudspeaker schedulers, as plain data."""
    codes: Codes = ()
    """Code and id of every record that has a page."""
    codes_to_come: Codes = ()
    """Those of records that will have one: their codes are taken."""
    news: tuple[News, ...] = ()
    """Its share of the site's feeds."""
    events: tuple[str, ...] = ()
    """Its entries in the site's calendar."""
    former: Former = ()
    """Addresses that its records had on an earlier site: that address, the record's, its name, its id."""
    duties: Mapping[str, int] = field(default_factory=dict)
    """How many lines each part of its list of duties has."""
    reminders: tuple[str, ...] = ()
    """Its entries in the site's calendar of what is due."""
    figures: Mapping[str, Any] = field(default_factory=dict)
    """Its statistics as plain data."""
    handed: tuple[Handed, ...] = ()
    """What it left open when it ended."""
    foreseen: tuple[Line, ...] = ()
    """Sessions that its plans foresee and that have no record yet."""


def digest_from(data: dict[str, Any]) -> Digest:
    """The digest back from its data as the cache keeps it."""

    def lines(name: str) -> tuple[Line, ...]:
        return tuple(Line(**{**line, "topics": tuple(line["topics"])}) for line in data[name])

    def codes(name: str) -> Codes:
        return tuple((code, record) for code, record in data[name])

    return Digest(
        AuthorityBrief(**{**data["brief"], "heirs": tuple(data["brief"]["heirs"])}),
        data["place"],
        data["ended"],
        lines("plans"),
        lines("sessions"),
        lines("conclusions"),
        lines("latest"),
        data["groups"],
        data["topics"],
        data["late"],
        lines("broadcasts"),
        data["on_air"],
        tuple(data["scripts"]),
        codes("codes"),
        codes("codes_to_come"),
        tuple(News(**{**one, "topics": tuple(one["topics"])}) for one in data["news"]),
        tuple(data["events"]),
        tuple((old, new, name, record) for old, new, name, record in data["former"]),
        data["duties"],
        tuple(data["reminders"]),
        data["figures"],
        tuple(_handed_from(one) for one in data["handed"]),
        lines("foreseen"),
    )


def _handed_from(data: dict[str, Any]) -> Handed:
    line = Line(**{**data["line"], "topics": tuple(data["line"]["topics"])})
    return Handed(line, tuple(data["to"]), data["sure"])


class Edition(Struct, frozen=True, dict=True):
    """One authority's records on one day; made by `edition_of`, so that its dossier holds nothing dated later."""

    dossier: Dossier
    topics: Topics
    directory: Directory
    as_of: date
    offers: frozenset[Output] = frozenset()
    """What else the site is compiled into, that its pages may lead to."""
    published: Ledger = field(default_factory=dict)
    """What was published of it and since when, where a ledger is kept."""
    norms: Norms = NO_NORMS
    """The rules and days off that hold for it."""

    @property
    def authority(self) -> Authority:
        """Whose records these are."""
        return self.dossier.authority

    @property
    def ended(self) -> Succession | None:
        """What became of the authority, if it has ended by the day."""
        succession = self.authority.succession
        return succession if succession and (succession.on is None or succession.on <= self.as_of) else None

    @property
    def predecessors(self) -> tuple[AuthorityBrief, ...]:
        """Authorities of this site that have ended by the day and whose work came to this one."""
        own, briefs = self.authority.authority_id, self.directory.values()
        return tuple(one for one in briefs if took_over(own, one, self.directory, self.as_of))

    def heirs_of(self, opinion: Opinion | None) -> tuple[tuple[str, ...], bool]:
        """Ids of the authorities that took over an opinion (or what is no opinion), and whether that is certain.

        Where one of them has ended as well, it is those that took over from it.
        """
        listed = self.ended.successors if self.ended else ()
        here = [one for one in listed if one.authority in self.directory]
        area = opinion.area if opinion else None
        by_area = [one for one in here if area and area in one.areas]
        whole = [one for one in here if not one.areas]
        found = by_area or whole or here
        certain = len(found) == 1 and (bool(by_area) or len(listed) == 1)
        ids, alone = passed_on((one.authority for one in found if one.authority), self.directory, self.as_of)
        return ids, certain and alone and len(ids) == 1

    @cached_property
    def _standings(self) -> Standings:
        return Standings(self.dossier, self.as_of)

    @cached_property
    def by_topic(self) -> dict[str, tuple[Plan | Session | Opinion, ...]]:
        """Plans, sessions and opinions of each topic in use, in the order of the site's topics."""
        found: dict[str, list[Plan | Session | Opinion]] = {topic.code: [] for topic in self.topics.topics}
        dossier = self.dossier
        filed: tuple[Plan | Session | Opinion, ...] = (*dossier.plans, *dossier.sessions, *dossier.opinions)
        for record in filed:
            for code in self.topics.codes(record.topics):
                found[code].append(record)
        return {code: tuple(records) for code, records in found.items() if records}

    def standing(self, opinion: Opinion) -> Standing:
        """Where an opinion stands."""
        return self._standings.of(opinion)

    def added_later(self, opinion: Opinion) -> list[tuple[Event, date]]:
        """Steps that were not yet told when the opinion was published after their day: each since when."""
        if opinion.id not in self.published:
            return []
        found = zip(opinion.events, since_of(self.published, opinion), strict=True)
        return [(one, day) for one, day in found if day and was_missing(one.on, day, self._days_known)]

    @cached_property
    def _days_known(self) -> tuple[date, ...]:
        return days_known(self.published)

    def late(self, opinion: Opinion) -> bool:
        """Its day has passed and it is not settled."""
        return is_late(self.standing(opinion), self.as_of)

    @cached_property
    def _states(self) -> dict[str, SessionState]:
        return {session.id: state_of(self.course(session)) for session in self.dossier.sessions}

    def state(self, session: Session) -> SessionState:
        """Where a session stands."""
        return self._states[session.id]

    def course(self, session: Session) -> Course:
        """All that decides where a session stands."""
        standings = (self.standing(opinion) for opinion in self.dossier.opinions_of(session))
        return course_of(session, self.dossier, standings, self.as_of)

    def is_upcoming(self, session: Session) -> bool:
        """It is still to come: on a later day, in a stretch that is not over, or waiting for a new day.

        A body that has ended holds nothing any more.
        """
        if self.ended:
            return False
        state, last = self.state(session), session.when.latest
        if state is SessionState.PLANNED:
            return last is None or last >= self.as_of
        if state is SessionState.POSTPONED:  # nobody waits any longer for a day that its year did not bring
            return last is None or last.year >= self.as_of.year
        return state in UPCOMING

    @cached_property
    def _merged_into(self) -> dict[str, list[Opinion]]:
        found: dict[str, list[Opinion]] = {}
        for opinion in self.dossier.opinions:
            target = merged_into(opinion.events, opinion, self.dossier)
            if target:
                found.setdefault(target.id, []).append(opinion)
        return found

    def merged_into(self, opinion: Opinion) -> list[Opinion]:
        """The opinions that were merged into this one."""
        return self._merged_into.get(opinion.id, [])

    @cached_property
    def _neighbours(self) -> dict[str, tuple[Opinion | None, Opinion | None]]:
        found: dict[str, tuple[Opinion | None, Opinion | None]] = {}
        for session in self.dossier.sessions:
            row = (None, *self.dossier.opinions_of(session), None)
            found |= {one.id: (row[at - 1], row[at + 1]) for at, one in enumerate(row) if one}
        return found

    def neighbours(self, opinion: Opinion) -> tuple[Opinion | None, Opinion | None]:
        """The opinions before and after it in its session."""
        return self._neighbours.get(opinion.id, (None, None))

    def group_counts(self, opinions: tuple[Opinion, ...]) -> dict[str, int]:
        """How many opinions of each group, all groups in their order."""
        counted = Counter(self.standing(opinion).group for opinion in opinions)
        return {group.value: counted[group] for group in Group}


def edition_of(
    dossier: Dossier,
    topics: Topics,
    directory: Directory,
    as_of: date,
    offers: frozenset[Output] = frozenset(),
    published: Ledger = _NOTHING,
    norms: Norms = NO_NORMS,
) -> Edition:
    """The dossier as the public sees it on the day: this is the door, and what is never published stays behind it."""
    secret = withheld(dossier)
    shown = (one.withheld() if isinstance(one, Opinion) and one.id in secret else one for one in dossier.records)
    known = tuple(found for record in shown if (found := record.known_on(as_of)))
    return Edition(
        Dossier(dossier.authority, known, dossier.unread),
        topics,
        directory,
        as_of,
        offers,
        known_of(published, as_of),
        norms,
    )


def withheld(dossier: Dossier) -> frozenset[str]:
    """Ids of the complaints and denunciations, and of opinions merged into one, which say the same; whatever the day.

    One that is redirected only later is withheld today as well: it says now what must not be published then.
    """
    secret = {opinion.id for opinion in dossier.opinions if opinion.is_redirected}
    if not secret:
        return frozenset()
    merged: dict[str, list[str]] = {}
    for one in dossier.opinions:
        target = merged_into(one.events, one, dossier)
        if target:
            merged.setdefault(target.id, []).append(one.id)
    waiting = list(secret)
    while waiting:
        more = [one for one in merged.get(waiting.pop(), ()) if one not in secret]
        secret.update(more)
        waiting += more
    return frozenset(secret)
