"""The contacts that an authority or a site declares: their numbers and addresses alone may stand in public text."""

from __future__ import annotations

import re
from contextlib import suppress
from difflib import SequenceMatcher
from typing import Any

from msgspec import Struct
from pydantic import ValidationError

from doithoai.domain.authority import Authority, Contact
from doithoai.folding import fold, nearest
from doithoai.problems import Problem
from doithoai.reading.loader import load
from doithoai.reading.parts import Data, Parts
from doithoai.reading.tree import AGAIN, LOST, UNREAD

_CONTACT_KEY = fold("liên hệ")


def contact_in(data: Data) -> Contact:
    """The contacts that data declares, even where another part of it is wrong."""
    listed = next((value for key, value in data.items() if fold(key) == _CONTACT_KEY), None)
    with suppress(ValidationError):
        return Contact.model_validate(listed or {})
    return _sound_contact(listed) if isinstance(listed, dict) else Contact()


def _sound_contact(listed: Data) -> Contact:
    """What of it has no fault: the numbers beside a fault are the authority's own all the same."""
    sound: dict[str, Any] = {}
    for key, value in listed.items():
        for one in value if isinstance(value, list) else [value]:
            with suppress(ValidationError):
                found = Contact.model_validate({key: one})
                for name in found.model_fields_set:
                    new = getattr(found, name)
                    sound[name] = (*sound.get(name, ()), *new) if isinstance(new, tuple) else new
    return Contact().model_copy(update=sound)


_CONTACT_LINES = re.compile(r"^liên hệ[ \t]*:.*(?:\n(?:[ \t].*)?)*", re.IGNORECASE | re.MULTILINE)


def contact_declared(data: Data, parts: Parts) -> Contact:
    """The same; where the YAML cannot be read, from the lines that declare them alone: its fault is told as one."""
    lines = None if data else _CONTACT_LINES.search(parts.yaml)
    return contact_in(load(lines[0], "")[0] if lines else data)


_PHONE, _MAIL = "private-phone", "private-email"
_CODES = {fold("điện thoại"): frozenset((_PHONE,)), fold("thư điện tử"): frozenset((_MAIL,))}
"""Codes of findings that mean nothing while nobody knows which numbers and addresses are the authority's own."""
_KEYS = Contact.canonical_keys()
_ALIKE = 0.8
_SHORT = 6
"""So many digits say which number was meant; fewer, or words, may be any."""


class Doubt(Struct, frozen=True):
    """Findings that a fault in the declaration of contacts may be the cause of; the fault itself is an error."""

    codes: frozenset[str] = frozenset()
    numbers: tuple[str, ...] | None = None
    """The digits of the phone numbers that have a fault; None where they may be any."""

    def holds(self, problem: Problem) -> bool:
        """Whether it may be the authority's own number or address that is told."""
        if problem.code not in self.codes:
            return False
        digits = re.sub(r"\D", "", problem.what)
        if problem.code != _PHONE or self.numbers is None or not digits:
            return True
        return any(SequenceMatcher(None, digits, one).ratio() >= _ALIKE for one in self.numbers)


NO_DOUBT = Doubt()
ANY_CONTACT = Doubt(frozenset((_PHONE, _MAIL)))


def contacts_in_doubt(data: Data, parts: Parts, keys: tuple[str, ...] = Authority.canonical_keys()) -> Doubt:
    """What nobody knows to be the authority's own or not.

    `keys`: all that may stand beside the contacts; any other may be theirs, misspelt.
    """
    if not data:
        lines = _CONTACT_LINES.search(parts.yaml)
        data, faults = load(lines[0] if lines else "", "")
        if faults or not data:
            return ANY_CONTACT
    found = [value for key, value in data.items() if fold(key.rstrip(AGAIN)) == _CONTACT_KEY]
    listed = found[0] if found else None
    if len(found) > 1:
        return ANY_CONTACT
    if listed is None:
        known = set(map(fold, keys))
        return NO_DOUBT if all(fold(key) in known for key in data) else ANY_CONTACT
    if not isinstance(listed, dict):
        return ANY_CONTACT
    codes = frozenset[str]().union(*(_doubted(key, value) for key, value in listed.items()))
    return Doubt(codes, _numbers_meant(listed, parts) if _PHONE in codes else None)


def _doubted(key: str, value: object) -> frozenset[str]:
    """The codes of a key that cannot be read; of a misspelt one those of the key that was meant."""
    with suppress(ValidationError):
        Contact.model_validate({key: value})
        return frozenset()
    name = key.removeprefix(LOST).rstrip(AGAIN)
    meant = nearest(name, _KEYS)
    return _CODES.get(fold(meant), frozenset()) if meant else ANY_CONTACT.codes


def _numbers_meant(listed: Data, parts: Parts) -> tuple[str, ...] | None:
    """The digits of what stands for a phone number and is none that can be read."""
    values = [one for key, value in listed.items() if _doubted(key, value) for one in _each(value)]
    wrong = [one for one in values if not contact_in({"liên hệ": {"điện thoại": one}}).phone]
    if any(isinstance(one, dict) for one in wrong) or any(key.startswith(LOST) for key in listed):
        return None
    lines = _PHONE_LINES.search(parts.yaml)
    as_typed = lines[0].split("\n") if lines else []
    texts = as_typed if any(one is UNREAD for one in wrong) else []
    numbers = [re.sub(r"\D", "", text) for text in (*texts, *(str(one) for one in wrong if one is not UNREAD))]
    long = tuple(number for number in numbers if len(number) >= _SHORT)
    return long if long and len(long) >= len(wrong) else None


def _each(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


_PHONE_LINES = re.compile(r"^([ \t]+)điện thoại[ \t]*:.*(?:\n\1[ \t-].*)*", re.IGNORECASE | re.MULTILINE)
