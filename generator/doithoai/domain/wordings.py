"""Which texts of a record are published in its own words, as a table: what is written otherwise has to be told.

Values that are facts with a name of their own (days, bodies, titles, documents: `domain/facts.py`) are not here.

Nor is `tên đọc`, by which the loudspeakers call a session or a place. It is a help for the voice: the full name beside
it is sealed, the page shows that one, and what was said of it on air is sealed with the words that were approved. It is
made shorter or clearer whenever an announcer stumbles over it, which deceives nobody and owes no correction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from doithoai.domain.amending import Amendment, Redaction
from doithoai.domain.announced import Approval, Done
from doithoai.domain.conclusion import Conclusion, ConclusionItem, Finding, Progress
from doithoai.domain.corrections import Claim, Correction
from doithoai.domain.documents import AgendaItem, Document, LegalBasis, Participants, Person, Quota, Recipient
from doithoai.domain.fields import Block
from doithoai.domain.opinion import Event, Opinion, Received
from doithoai.domain.plan import Assignment, Plan, PlannedSession, Task
from doithoai.domain.publication import Publication
from doithoai.domain.session import Held, Intake, Notice, PlaceVersion, Session, TimeVersion
from doithoai.domain.withdrawn import Withdrawal

Loc = tuple[str | int, ...]
Said = tuple[str, Loc, tuple[str, ...]]
"""A text: its name within its record, where it stands, and its parts, each of which may have been blank before."""

SAID: Mapping[type[Block], tuple[str, ...]] = {
    Plan: (
        *("year", "document", "legal_bases", "purposes", "requirements", "mottos", "mode", "contents", "audience"),
        *("chairs", "secretaries", "participants", "agenda", "conduct", "assignments", "text"),
    ),
    Session: (
        *("audience", "chairs", "secretaries", "participants", "contents", "agenda", "intake", "document"),
        *("postponements", "cancelled", "held", "text"),
    ),
    Conclusion: ("document", "summary", "text"),
    Opinion: ("received", "raised_by", "text"),
    Received: ("via",),
    Event: ("text",),
    Progress: ("evidence",),
    Finding: ("by", "text", "document"),
    ConclusionItem: (),
    PlannedSession: ("audience", "note"),
    Assignment: ("unit", "tasks"),
    Task: ("text", "due"),
    TimeVersion: ("reason",),
    PlaceVersion: ("directions", "reason"),
    Intake: ("ways",),
    Notice: ("reason", "next"),
    Held: ("attendance", "speakers", "summary"),
    Document: ("as_printed", "dated_as_printed", "place", "signer", "recipients", "ending"),
    Person: ("name", "position", "on_behalf"),
    Recipient: ("to",),
    LegalBasis: ("as_printed", "reference", "issuer", "title", "clause", "note"),
    Participants: ("group", "members", "quota"),
    Quota: ("per", "least", "most", "note", "printed"),
    AgendaItem: ("text", "minutes", "by"),
    Publication: ("by", "evidence", "skipped"),
    Done: ("by", "document"),
    Approval: ("text",),
    Amendment: ("wrong", "right", "reason"),
    Correction: ("wrong", "right", "reason"),
    Redaction: ("where", "reason", "by"),
    Claim: ("said", "outcome"),
    Withdrawal: ("reason", "by", "document"),
}


def texts_of(block: Block, loc: Loc = ()) -> Iterator[Said]:
    """The texts of a record, one a key: of a list one an item, of a group of keys one each."""
    for attribute, key in _keys(type(block)):
        value, at = getattr(block, attribute), (*loc, key)
        if isinstance(value, Block):
            yield from texts_of(value, at)
        elif isinstance(value, tuple):
            yield from ((_name(at), (*at, row), parts_of(item)) for row, item in enumerate(value))
        elif value not in (None, ""):
            yield _name(at), at, (str(value),)


@cache
def _keys(model: type[Block]) -> tuple[tuple[str, str], ...]:
    """What of a model is said in words, with the keys it is written under."""
    return tuple((one, model.model_fields[one].alias or one) for one in SAID.get(model, ()))


def _name(loc: Loc) -> str:
    return ", ".join(str(one) for one in loc)


def parts_of(value: object) -> tuple[str, ...]:
    """Every word of one value, part by part."""
    if isinstance(value, Block):
        return tuple(part for name in SAID.get(type(value), ()) for part in parts_of(getattr(value, name)))
    if isinstance(value, tuple):
        return tuple(part for item in value for part in parts_of(item))
    return () if value in (None, "") else (str(value),)
