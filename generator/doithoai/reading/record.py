"""One file to one typed record, or to the problems that stand in the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from hashlib import blake2b

from msgspec import Struct, json
from pydantic import ValidationError

from doithoai.domain.authority import Authority, Contact
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.documents import PrivacyException
from doithoai.domain.opinion import Opinion
from doithoai.domain.plan import Plan
from doithoai.domain.publication import PublicationLog
from doithoai.domain.records import Kind, Record
from doithoai.domain.session import Session
from doithoai.domain.withdrawn import WITHDRAWAL, Withdrawn
from doithoai.folding import fold, nearest
from doithoai.problems import Problem, Severity
from doithoai.reading.contacts import ANY_CONTACT, NO_DOUBT, contact_declared, contacts_in_doubt
from doithoai.reading.encoding import decode
from doithoai.reading.hints import hint_left, hints_in
from doithoai.reading.loader import load
from doithoai.reading.parents import with_parent
from doithoai.reading.parts import (
    TEXT_KEY,
    Data,
    Parts,
    cut_in_two,
    lines_of_text,
    place_of,
    rejoined,
    second_text,
    split,
    split_as_meant,
    swallowed,
    with_text,
)
from doithoai.reading.privacy import personal_data, unused_exceptions
from doithoai.reading.tree import AGAIN, LOST, are_lost, holds_unread, written_twice
from doithoai.reading.unshown import markup, pictures, unnamed, unprintable
from doithoai.reading.validation import is_prose, is_required, validate, validate_rest

MODELS: dict[Kind, type[Record]] = {
    Kind.AUTHORITY: Authority,
    Kind.PLAN: Plan,
    Kind.SESSION: Session,
    Kind.CONCLUSION: Conclusion,
    Kind.OPINION: Opinion,
    Kind.PUBLICATION_LOG: PublicationLog,
    Kind.WITHDRAWN: Withdrawn,
}
WITHDRAWABLE = (Kind.PLAN, Kind.SESSION, Kind.CONCLUSION, Kind.OPINION)
"""Kinds that have a page of their own, which must go on saying what became of it."""

_EXCEPTIONS_KEY = fold("ngoại lệ riêng tư")
_EXCEPTED = str(PrivacyException.model_fields["text"].alias)
_WITHDRAWAL = fold(WITHDRAWAL)
_LEADING = (fold("mã tra cứu"), fold("địa chỉ cũ"))
"""Keys by which people come to a record's page, whatever is left of it."""


class Read(Struct, frozen=True):
    """What one file gave: data only where it makes a record."""

    data: Data | None
    record: Record | None
    problems: tuple[Problem, ...]
    part: Record | None = None
    """What of it has no fault, where it makes no record: for the rules (`in_part`)."""
    facts: str = ""
    """Equal for records that differ in nothing but their own words."""


def _facts_of(data: Data) -> str:
    facts = {key: value for key, value in data.items() if key != TEXT_KEY}
    return blake2b(json.encode(facts), digest_size=10).hexdigest()


def read(raw: bytes, file: str, record_id: str, kind: Kind, contact: Contact | None) -> Read:
    """Decode, parse, validate and look for personal data; every problem of the file at once.

    `contact` None stands for the contacts that the file itself declares: those of an authority, or of nobody.
    """
    decoded = decode(raw, file)
    if decoded.text is None:
        return Read(None, None, (*decoded.problems, *_private_in(decoded.readable, file, kind, contact)))
    problems = list(decoded.problems)
    parts = split(decoded.text, file)
    if isinstance(parts, Problem):
        meant = split_as_meant(decoded.text, file)
        if meant is None:
            return Read(None, None, (*problems, parts, *_private_in(decoded.text, file, kind, contact)))
        parts, fault = meant
        problems.append(fault)
    cut = list(cut_in_two(parts, MODELS[kind].canonical_keys(), file))
    parts = rejoined(parts, MODELS[kind].canonical_keys()) if cut else parts
    data, faults = load(parts.yaml, file, parts.yaml_line)
    problems += (with_parent(one, MODELS[kind], data, parts) for one in faults)
    problems += swallowed(parts, file, partial(is_prose, MODELS[kind]))
    problems += cut
    record = part = None
    own, reviewed = contact if contact is not None else contact_declared(data, parts), exceptions_in(data)
    unsure = contacts_in_doubt(data, parts) if kind is Kind.AUTHORITY else NO_DOUBT
    is_private_unsure = bool(faults) and are_exceptions_unread(data, parts.yaml)
    if not faults or _may_be_looked_at(data):
        problems += second_text(data, parts, file)
        data = with_text(data, parts)
        data, left = _unless_withdrawn(data, kind)
        problems += _left_behind(left, parts, file)
        model = model_of(kind, data)
        once = data
        if faults:
            once, wrong = validate_rest(model, data, parts, file)
        else:
            record, wrong = validate(model, data, parts, file)
        hints = [*unfilled(model, once, parts, file)]
        told = {one.place for one in hints}
        problems += hints
        problems += (one for one in wrong if one.place not in told)
        part = None if record else _in_part(model, data)
    found = _content_problems(decoded.text, file, kind, own, reviewed)
    problems += (one for one in found if not unsure.holds(one) and not (is_private_unsure and is_private(one)))
    problems += markup(decoded.text, file, lambda: lines_of_text(parts))
    if record:
        return Read(data, record.named(record_id), tuple(problems), facts=_facts_of(data))
    return Read(None, None, tuple(problems), part.named(record_id) if part else None)


_MAY_BE_EXCEPTED = re.compile(r"ngoại.?lệ.?riêng.?tư|ngoai.?le.?rieng.?tu", re.IGNORECASE)


def _private_in(text: str, file: str, kind: Kind, contact: Contact | None) -> Iterator[Problem]:
    """Personal data in a file of which no data can be read: the authority's own are in question if it is its file."""
    doubt = NO_DOUBT if contact is not None else ANY_CONTACT
    if not _MAY_BE_EXCEPTED.search(text):
        found = personal_data(text, file, kind, contact or Contact())
        yield from (one for one in found if not doubt.holds(one))


def unfilled(model: type[Record], data: Data, parts: Parts, file: str) -> Iterator[Problem]:
    """Values that are still the hint of a new record, or dots that a message showed."""
    for loc, key, value in hints_in(data):
        yield Problem("hint-left", *hint_left(key, value, is_required(model, loc)), place_of(parts, file, loc))


def _may_be_looked_at(data: Data) -> bool:
    """Whether what is left of data with a fault says what the record is: none that may be a withdrawal's counts."""
    lost = (key.removeprefix(LOST) for key in data if key.startswith(LOST))
    return (
        bool(data) and _WITHDRAWAL not in written_twice(data) and not any(nearest(one, (WITHDRAWAL,)) for one in lost)
    )


def _in_part(model: type[Record], data: Data) -> Record | None:
    """None where a key may be that of a withdrawal, misspelt: then what else the file says counts no more."""
    from doithoai.reading.in_part import in_part  # few files have a fault

    return None if model is not Withdrawn and any(nearest(key, (WITHDRAWAL,)) for key in data) else in_part(model, data)


def model_of(kind: Kind, data: Data) -> type[Record]:
    """What a record of that kind is, by its data: itself, or the notice that it was withdrawn."""
    return Withdrawn if WITHDRAWAL in data and kind in WITHDRAWABLE else MODELS[kind]


def _unless_withdrawn(data: Data, kind: Kind) -> tuple[Data, tuple[str, ...]]:
    """Of a withdrawn record the notice and what leads to it; and the keys that its file still holds."""
    if kind not in WITHDRAWABLE:
        return data, ()
    name = next((key for key in data if key[:3].lower() == "thu" and fold(key) == _WITHDRAWAL), None)
    if name is None:
        return data, ()
    kept = {WITHDRAWAL: data[name], **{key: data[key] for key in data if fold(key) in _LEADING}}
    return kept, tuple(key for key in data if key != name and key not in kept and not key.startswith(LOST))


def _left_behind(left: tuple[str, ...], parts: Parts, file: str) -> Iterator[Problem]:
    """The page is silent, the file is not: whoever opens the repository reads on."""
    if left:
        what = f"hồ sơ đã thu hồi, trang không hiện nội dung nữa, nhưng trong tệp vẫn còn “{left[0]}”"
        what += f" và {len(left) - 1} mục khác" if len(left) > 1 else ""
        mend = f"thu hồi vì lộ thông tin thì chỉ giữ lại mục “{WITHDRAWAL}”, xóa mọi mục khác"
        yield Problem("withdrawn-content", what, mend, place_of(parts, file, (left[0],)), Severity.NOTE)


def exceptions_in(data: Data) -> tuple[PrivacyException, ...]:
    """The reviewed exceptions; they hold even where another part of the record is wrong."""
    return tuple(found for one in _listed_exceptions(data) if (found := _exception(one)))


def are_exceptions_unread(data: Data, yaml: str) -> bool:
    """Whether there may be more of them: what they except must not be told as a fault.

    `yaml`: what the data were read of; where nothing of it could be, it counts whether the key is there.
    """
    if not data:
        return _EXCEPTIONS_KEY in fold(yaml)
    lost = [fold(key.removeprefix(LOST)) for key in data if key.startswith(LOST)]
    if any(key.startswith(_EXCEPTIONS_KEY) for key in lost):
        return True
    may_be_item = any(nearest(key, (_EXCEPTED,)) for key in lost)
    return any(
        may_be_item if are_lost(one) else holds_unread(one) and not _exception(one) for one in _listed_exceptions(data)
    )


def _listed_exceptions(data: Data) -> Iterator[object]:
    for key, value in data.items():
        if fold(key.rstrip(AGAIN)) == _EXCEPTIONS_KEY:
            yield from value if isinstance(value, list) else [value]


def _exception(listed: object) -> PrivacyException | None:
    """A reviewed exception; it holds where only its reason or its reviewer cannot be read."""
    with suppress(ValidationError):
        return PrivacyException.model_validate(listed)
    if not isinstance(listed, dict) or not holds_unread(listed):
        return None
    lost = (key.removeprefix(LOST) for key in listed if key.startswith(LOST))
    if any(nearest(one, (_EXCEPTED,)) for one in lost):
        return None
    from doithoai.reading.in_part import in_part  # few files have a fault

    found = in_part(PrivacyException, listed)
    return found if found.if_read("text") else None


def is_private(problem: Problem) -> bool:
    """Whether it is one that an exception may allow."""
    return problem.code.startswith("private-")


def _content_problems(
    text: str, file: str, kind: Kind, contact: Contact, exceptions: tuple[PrivacyException, ...]
) -> Iterator[Problem]:
    yield from personal_data(text, file, kind, contact, exceptions)
    yield from unused_exceptions(text, file, exceptions)
    if kind is not Kind.OPINION:  # whose words are the citizen's own
        yield from unprintable(text, file)
    yield from pictures(text, file)
    yield from unnamed(text, file) if kind is Kind.AUTHORITY else ()
