"""The register: all records, typed and immutable, one dossier per authority.

An authority's dossier is the unit of reading, caching and parallel work: links within it are objects, links to
other authorities are ids.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from doithoai.domain.authority import Authority
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.opinion import Opinion
from doithoai.domain.plan import Plan, PlannedSession
from doithoai.domain.publication import PublicationLog
from doithoai.domain.records import Coded, Record, without_ending
from doithoai.domain.session import Session
from doithoai.domain.spoken_code import Codes, code_of
from doithoai.domain.unread import Unread, as_far_as_read, each
from doithoai.domain.withdrawn import Withdrawn

UNDATED = "khong-ro-nam"
"""Folder of documents whose year is not known."""


class Unresolved(Exception):
    """A reference that names nothing, or may not be written so."""


class Dossier(Struct, frozen=True, dict=True):
    """All records of one authority, in order of id."""

    authority: Authority
    records: tuple[Record, ...]
    unread: frozenset[str] = frozenset()
    """Ids of records that are there but could not be read: what refers to them is not at fault."""

    @cached_property
    def by_id(self) -> dict[str, Record]:
        """Every record by its id."""
        return {record.id: record for record in (self.authority, *self.records)}

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """Plans, newest year first."""
        plans = [record for record in self.records if isinstance(record, Plan)]
        return tuple(sorted(plans, key=lambda plan: (-(plan.if_read("year") or 0), plan.id)))

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """Sessions in order of id."""
        return tuple(record for record in self.records if isinstance(record, Session))

    @cached_property
    def conclusions(self) -> tuple[Conclusion, ...]:
        """Conclusions in order of id."""
        return tuple(record for record in self.records if isinstance(record, Conclusion))

    @cached_property
    def opinions(self) -> tuple[Opinion, ...]:
        """Opinions in order of id."""
        return tuple(record for record in self.records if isinstance(record, Opinion))

    @cached_property
    def logs(self) -> tuple[PublicationLog, ...]:
        """Publication logs in order of id."""
        return tuple(record for record in self.records if isinstance(record, PublicationLog))

    @cached_property
    def withdrawn(self) -> tuple[Withdrawn, ...]:
        """Records that were taken back, in order of id."""
        return tuple(record for record in self.records if isinstance(record, Withdrawn))

    def withdrawn_beside(self, session: Session) -> tuple[Withdrawn, ...]:
        """Records of a session that were taken back."""
        return tuple(one for one in self.withdrawn if home_of(one) == session.folder)

    @cached_property
    def absent(self) -> frozenset[str]:
        """Ids of records that are there and not to be read: what refers to them is not at fault."""
        return self.unread | {record.id for record in self.withdrawn}

    @cached_property
    def _opinions_by_session(self) -> dict[str, tuple[Opinion, ...]]:
        grouped: dict[str, list[Opinion]] = {}
        for opinion in self.opinions:
            grouped.setdefault(session_id_of(opinion), []).append(opinion)
        return {session_id: tuple(opinions) for session_id, opinions in grouped.items()}

    @cached_property
    def _sessions_by_plan(self) -> dict[str, tuple[Session, ...]]:
        grouped: dict[str, list[Session]] = {}
        for session in self.sessions:
            plan = self.plan_of(session)
            if plan:
                grouped.setdefault(plan.id, []).append(session)
        return {plan_id: tuple(sessions) for plan_id, sessions in grouped.items()}

    @cached_property
    def codes(self) -> Codes:
        """Code and id of every record that has a code."""
        return tuple((code_of(record), record.id) for record in self.records if isinstance(record, Coded))

    @cached_property
    def _by_folder(self) -> dict[str, tuple[Record, ...]]:
        grouped: dict[str, list[Record]] = {}
        for record in self.records:
            grouped.setdefault(record.folder, []).append(record)
        return {folder: tuple(records) for folder, records in grouped.items()}

    def beside(self, record: Record) -> tuple[Record, ...]:
        """The records in a record's folder, itself among them."""
        return self._by_folder.get(record.folder, ())

    def session_of(self, record: Record) -> Session | None:
        """The session that a conclusion, log or opinion belongs to."""
        found = self.by_id.get(session_id_of(record))
        return found if isinstance(found, Session) else None

    def conclusion_of(self, session: Session) -> Conclusion | None:
        """The conclusion notice beside the session."""
        found = self.by_id.get(f"{session.folder}/ket-luan")
        return found if isinstance(found, Conclusion) else None

    def log_beside(self, record: Record) -> PublicationLog | None:
        """The publication log in the record's folder: a session's, or a plan's year."""
        found = self.by_id.get(f"{record.folder}/cong-khai")
        return found if isinstance(found, PublicationLog) else None

    def opinions_of(self, session: Session) -> tuple[Opinion, ...]:
        """The opinions collected for the session."""
        return self._opinions_by_session.get(session.id, ())

    def opinions_beside(self, record: Record) -> tuple[Opinion, ...]:
        """The opinions of the session that a record belongs to, whether or not that could be read."""
        return self._opinions_by_session.get(session_id_of(record), ())

    def sessions_of(self, plan: Plan) -> tuple[Session, ...]:
        """The sessions that name the plan."""
        return self._sessions_by_plan.get(plan.id, ())

    def plan_of(self, session: Session) -> Plan | None:
        """The plan a session names; None for an extraordinary one or a reference that does not resolve."""
        return self.plan_named(session.folder, session.plan) if session.plan else None

    def plan_named(self, folder: str, reference: str) -> Plan | None:
        """The plan that a reference names, seen from a folder."""
        try:
            found = self.by_id.get(beside(folder, reference))
        except Unresolved:
            return None
        return found if isinstance(found, Plan) else None

    def planned_session(self, plan: Plan, planned: PlannedSession) -> Session | None:
        """The real session of a planned one."""
        if not planned.session:
            return None
        found = self.by_id.get(f"{plan.folder}/{planned.session.strip('/')}/lich")
        return found if isinstance(found, Session) else None

    def is_foreseen(self, plan: Plan, planned: PlannedSession) -> bool:
        """Whether a planned session has no record yet: one that was taken back, or not to be read, is none of those."""
        absent = f"{plan.folder}/{(planned.session or '').strip('/')}/lich" in self.absent
        return self.planned_session(plan, planned) is None and not absent

    def opinion_at(self, record: Record, reference: str) -> Opinion | None:
        """The opinion that `004`, `4` or `doi-thoai-1/004` names, seen from a record of a session."""
        session_id = session_id_of(record)
        folder, _, number = reference.strip().rpartition("/")
        if folder:
            session_id = f"{session_id.removesuffix('/lich').rpartition('/')[0]}/{folder}/lich"
        return self._opinions_by_number.get((session_id, number.lstrip("0")))

    def is_absent_opinion(self, record: Record, reference: str) -> bool:
        """Whether the reference names an opinion that was withdrawn, or whose file could not be read."""
        return opinion_named(record, reference) in self._absent_opinions

    @cached_property
    def _absent_opinions(self) -> frozenset[tuple[str, str]]:
        return frozenset(map(_name_of, self.absent))

    def withdrawn_opinion_at(self, record: Record, reference: str) -> Withdrawn | None:
        """The withdrawn opinion that a reference names."""
        return self._withdrawn_opinions.get(opinion_named(record, reference))

    @cached_property
    def _withdrawn_opinions(self) -> dict[tuple[str, str], Withdrawn]:
        return {_name_of(one.id): one for one in reversed(self.withdrawn)}

    @cached_property
    def _opinions_by_number(self) -> dict[tuple[str, str], Opinion]:
        return {(session_id_of(opinion), opinion.number.lstrip("0")): opinion for opinion in self.opinions}

    def conclusion_items_of(self, opinion: Opinion) -> tuple[tuple[Conclusion, int], ...]:
        """Conclusion items (with their index) that name the opinion."""
        return self._items_by_opinion.get(opinion.id, ())

    @cached_property
    def _items_by_opinion(self) -> dict[str, tuple[tuple[Conclusion, int], ...]]:
        found: dict[str, list[tuple[Conclusion, int]]] = {}
        for conclusion in self.conclusions:
            for index, reference in as_far_as_read(_named_in(conclusion)):
                opinion = self.opinion_at(conclusion, reference)
                if opinion:
                    found.setdefault(opinion.id, []).append((conclusion, index))
        return {opinion: tuple(items) for opinion, items in found.items()}

    def may_be_found_undone(self, opinion: Opinion) -> bool:
        """Whether a finding that could not be read may say that the opinion's matter is not settled."""
        return any(one.startswith(f"{home_of(opinion).rpartition('/')[0]}/") for one in self._findings_unread)

    @cached_property
    def _findings_unread(self) -> frozenset[str]:
        """Ids of conclusions of which it is not known what was found of which opinions."""
        known = {one.id for one in self.conclusions if _tells_findings(one)}
        return frozenset(one for one in self.unread - known if one.endswith("/ket-luan"))


def _named_in(conclusion: Conclusion) -> Iterator[tuple[int, str]]:
    """Every opinion that an item names, as far as it could be read, with the item's place."""
    yield from each(conclusion.items, lambda at, item: each(item.opinions, lambda _, reference: ((at, reference),)))


def _tells_findings(conclusion: Conclusion) -> bool:
    try:
        for item in conclusion.items:
            _ = [*item.opinions, *((one.on, one.reopens) for one in item.findings)]
    except Unread:
        return False
    return True


def is_in_its_year(plan: Plan) -> bool:
    """Whether a plan's year is that of the folder it stands in, or one of the two is not known."""
    return not plan.year or plan.folder.rpartition("/")[2] in (UNDATED, str(plan.year))


def opinion_named(record: Record, reference: str) -> tuple[str, str]:
    """Folder and number of the opinion that a reference names, seen from a record of a session."""
    folder, _, number = reference.strip().rpartition("/")
    home = home_of(record)
    home = f"{home.rpartition('/')[0]}/{folder}" if folder else home
    return f"{home}/kien-nghi", number.lstrip("0")


def _name_of(opinion_id: str) -> tuple[str, str]:
    """The same of the opinion itself."""
    folder, _, number = opinion_id.rpartition("/")
    return folder, number.lstrip("0")


def home_of(record: Record) -> str:
    """Id of the folder of a session that the record stands in, an opinion one below it."""
    return record.folder.removesuffix("/kien-nghi")


def session_id_of(record: Record) -> str:
    """Id of the session whose folder the record stands in, whether or not there is one."""
    return f"{home_of(record)}/lich"


def beside(folder: str, reference: str) -> str:
    """The id a reference names, looked up from a session's folder: `ke-hoach` or `2026/ke-hoach`."""
    parts = without_ending(reference.strip()).split("/")
    if ".." in parts or "" in parts or "\\" in reference or ":" in reference:
        raise Unresolved(reference)
    authority, year = [*folder.split("/"), ""][:2]
    return "/".join((authority, *parts) if len(parts) > 1 else (authority, year, *parts))


def beside_parts(whole: Dossier, parts: Collection[Record]) -> Dossier:
    """A dossier with what could be read of its unread records among the others: to see what refers to what, no more."""
    return dossier(whole.authority, (*whole.records, *parts), whole.unread) if parts else whole


def dossier(authority: Authority, records: Iterable[Record], unread: frozenset[str] = frozenset()) -> Dossier:
    """A dossier in order of id."""
    return Dossier(authority, tuple(sorted(records, key=lambda record: record.id)), unread)
