"""What is published in a record's own words: no text of any model is left out unless somebody said why."""

from __future__ import annotations

from typing import get_args

import pytest
from pydantic import BaseModel

from doithoai.domain.conclusion import Conclusion
from doithoai.domain.fields import Block
from doithoai.domain.opinion import Opinion
from doithoai.domain.plan import Plan
from doithoai.domain.publication import PublicationLog
from doithoai.domain.session import Session
from doithoai.domain.withdrawn import Withdrawn
from doithoai.domain.wordings import SAID

KINDS = (Plan, Session, Conclusion, Opinion, PublicationLog, Withdrawn)

NO_WORDING = {
    "facts with a name of their own (domain/facts.py)": (
        *("title", "number", "symbol", "Event.by", "Event.document", "Event.to", "Event.authority", "Event.into"),
        *("ConclusionItem.text", "ConclusionItem.owner", "PlannedSession.title", "PlannedSession.where"),
        *("PlaceVersion.name", "PlaceVersion.address", "Publication.where", "Done.what"),
    ),
    "codes that are facts with a name of their own (domain/filing.py)": (
        *("topics", "areas", "area", "opinions", "Session.plan"),
    ),
    "codes and references, which may be put right": ("session", "own_code", "former", "Approval.version"),
    "about the record rather than of it": (
        *("source", "Source.description", "Source.address", "Source.note", "misprints", "privacy_exceptions"),
        *("Misprint.printed", "Misprint.meant", "Misprint.note", "PrivacyException.text"),
        *("PrivacyException.reason", "PrivacyException.reviewer"),
    ),
    "how it is said on the loudspeakers: what people heard is sealed with the words that were approved": (
        *("called", "Approval.by", "Approval.stamp"),
    ),
    "has no body: its file is all keys": ("PublicationLog.text", "Withdrawn.text"),
}


def models_in(kinds: tuple[type[Block], ...]) -> list[type[Block]]:
    """The kinds of record and every group of keys within them, each once."""
    found = dict.fromkeys(kinds)
    for model in kinds:
        for field in model.model_fields.values():
            found |= dict.fromkeys(models_in(tuple(_blocks(field.annotation))))
    return list(found)


def _blocks(annotation: object) -> list[type[Block]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation] if issubclass(annotation, Block) else []
    return [one for part in get_args(annotation) for one in _blocks(part)]


def _holds_text(annotation: object) -> bool:
    return annotation in (str, int) or any(_holds_text(part) for part in get_args(annotation))


@pytest.mark.parametrize("model", models_in(KINDS), ids=lambda model: model.__name__)
def test_every_text_that_is_published_is_sealed_or_has_a_reason_not_to_be(model: type[Block]) -> None:
    """A field that is added joins the table, or the list above."""
    free = {name for names in NO_WORDING.values() for name in names}
    texts = {name for name, field in model.model_fields.items() if name != "id" and _holds_text(field.annotation)}
    open_ones = {name for name in texts - set(SAID.get(model, ())) if not {name, f"{model.__name__}.{name}"} & free}
    assert open_ones == set()
