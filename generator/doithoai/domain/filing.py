"""How a record is filed: what its codes stand for, and what of them may be written otherwise without a word.

Where an opinion stands in lists and figures follows from these (loại, giai đoạn, tổ dân phố, lĩnh vực, the conclusion
that answers it), and what a plan has come to from the plan that a session names. So a record that was moved says so in
a correction, as any published fact. What is only added hides nothing and is free: a topic, an opinion under a
conclusion, what was blank; so is another spelling of the same. Nobody was told on air or on paper how a record is
filed: a correction that quotes `xếp vào …` on both sides (`Amendment.is_refiling`) stands on the page and in its
history, and owes no channel.
"""

from __future__ import annotations

from msgspec import Struct

from doithoai.domain.amending import FILED, PLACES
from doithoai.domain.facts import AREA, AREAS, BY_PLAN, CLASS, JOIN, LINKED, STAGE, TOPICS, WHOLE
from doithoai.domain.records import Record
from doithoai.domain.register import Dossier, opinion_named
from doithoai.domain.topics import Topics

_SAID = {CLASS: PLACES["class"], STAGE: PLACES["stage"], AREA: PLACES["area"], TOPICS: PLACES["topics"],
         BY_PLAN: PLACES["plan"]}  # fmt: skip


def is_filing(name: str) -> bool:
    """Whether a fact of that name only says how its record is filed."""
    return name in _SAID or name.endswith(LINKED)


def is_coded(name: str) -> bool:
    """Whether the value may be codes: those, and the groups that a session is for, which people were told of."""
    return is_filing(name) or name == AREAS


def filed_as(name: str, words: str) -> str:
    """`xếp vào lĩnh vực Đất đai`, as a correction quotes it; of what is no filing the words as they are."""
    if name.endswith(LINKED):
        return f"{FILED}{name} {words}"
    return f"{FILED}{_SAID[name]}{words}" if name in _SAID else words


class Filing(Struct, frozen=True):
    """What the codes of one authority's records stand for."""

    dossier: Dossier
    topics: Topics

    def called(self, record: Record, name: str, value: str) -> str:
        """The value as people say it: `Đất đai, Môi trường`."""
        return ", ".join(self._name(record, name, one) for one in value.split(JOIN))

    def _name(self, record: Record, name: str, one: str) -> str:
        if name == BY_PLAN:
            plan = self.dossier.plan_named(record.folder, one)
            return plan.title if plan else one
        areas = self.dossier.authority.area
        found = self.topics.find(one) if name == TOPICS else areas(one) if name in (AREA, AREAS) else None
        return found.name if found else one

    def holds_still(self, record: Record, name: str, was: str, now: str) -> bool:
        """Everything that was there is there still, in any order and spelling, but for opinions that were withdrawn."""
        kept = (one for one in was.split(JOIN) if not self._is_gone(record, name, one))
        before = frozenset(self._code(record, name, one) for one in kept)
        after = frozenset(self._code(record, name, one) for one in now.split(JOIN))
        return before == after or (WHOLE not in before and before < after)

    def _code(self, record: Record, name: str, one: str) -> object:
        if name.endswith(LINKED):
            return opinion_named(record, one)
        if name == BY_PLAN:
            plan = self.dossier.plan_named(record.folder, one)
            return plan.id if plan else one
        found = self.topics.find(one) if name == TOPICS else None
        return found.code if found else one

    def _is_gone(self, record: Record, name: str, one: str) -> bool:
        return name.endswith(LINKED) and self.dossier.is_absent_opinion(record, one)
