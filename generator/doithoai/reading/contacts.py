"""The contacts that an authority or a site declares: their numbers and addresses alone may stand in public text."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

from pydantic import ValidationError

from doithoai.domain.authority import Authority, Contact
from doithoai.folding import fold
from doithoai.reading.loader import load
from doithoai.reading.parts import Data, Parts
from doithoai.reading.tree import AGAIN

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


_PHONES, _MAILS = frozenset(("private-phone",)), frozenset(("private-email",))
UNREAD_CONTACTS = _PHONES | _MAILS
"""Codes of findings that mean nothing while nobody knows which numbers and addresses are the authority's own."""


def contacts_in_doubt(data: Data, parts: Parts, keys: tuple[str, ...] = Authority.canonical_keys()) -> frozenset[str]:
    """Those of them that a fault in the declaration of contacts may be the cause of; the fault itself is an error.

    `keys`: all that may stand beside the contacts; any other may be theirs, misspelt.
    """
    if not data:
        lines = _CONTACT_LINES.search(parts.yaml)
        data, faults = load(lines[0] if lines else "", "")
        if faults or not data:
            return UNREAD_CONTACTS
    found = [value for key, value in data.items() if fold(key.rstrip(AGAIN)) == _CONTACT_KEY]
    listed = found[0] if found else None
    if len(found) > 1:
        return UNREAD_CONTACTS
    if listed is None:
        known = set(map(fold, keys))
        return frozenset() if all(fold(key) in known for key in data) else UNREAD_CONTACTS
    if not isinstance(listed, dict):
        return UNREAD_CONTACTS
    return frozenset().union(*(_doubt(key, value) for key, value in listed.items()))


def _doubt(key: str, value: object) -> frozenset[str]:
    with suppress(ValidationError):
        Contact.model_validate({key: value})
        return frozenset()
    return {"dienthoai": _PHONES, "thudientu": _MAILS, "diachi": frozenset[str]()}.get(fold(key), UNREAD_CONTACTS)
