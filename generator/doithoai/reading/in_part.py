"""A record in part: what of a file's data has no fault, where the whole makes no record.

It stands in for its record where rules ask what refers to what (`_REFERENCES` in `domain/checks.py`), so that a wrong
day does not hide a wrong reference until the next run. It is never published and never kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from doithoai.domain.documents import Document
from doithoai.domain.fields import Block, as_list
from doithoai.folding import fold
from doithoai.reading.tree import AGAIN

B = TypeVar("B", bound=Block)

_ONLY_WHOLE = (Document,)
"""Blocks that without a part of them say something else: number 5 of a year that nobody could read is no number 5."""


def in_part(model: type[B], data: object) -> B:
    """The block that `data` tells of; what could not be read is None, as an item of a list too: the others keep their
    places.
    """
    given = _given(model, data) if isinstance(data, dict) else {}
    values: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if field.alias in given:
            values[name] = _part(_hint(model, name), given[field.alias])
        elif field.is_required():
            values[name] = None
    return cast(B, model.model_construct(None, **values))


def is_whole(model: type[Block], data: Mapping[Any, Any], alias: str) -> bool:
    """Whether what the data holds under a key is all that it is meant to: no other key can be that one, misspelt."""
    given = _given(model, data)
    if alias not in given:
        return len(given) == len(data) > 0
    name = next(name for name, field in model.model_fields.items() if field.alias == alias)
    with suppress(ValidationError):
        _reader(_hint(model, name)).validate_python(given[alias])
        return True
    return False


def _given(model: type[Block], data: Mapping[Any, Any]) -> dict[str, Any]:
    """What stands under each of the model's keys; of one that is written twice nobody knows which holds."""
    found: dict[str, list[Any]] = {}
    for raw, value in data.items():
        found.setdefault(fold(str(raw).rstrip(AGAIN)), []).append(value)
    one = {alias: found.get(fold(alias), []) for alias in model.canonical_keys()}
    return {alias: values[0] for alias, values in one.items() if len(values) == 1 and values[0] is not None}


def _part(hint: Any, value: object) -> Any:
    with suppress(ValidationError):
        return _reader(hint).validate_python(value)
    plain = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    if get_origin(plain) is tuple:
        return tuple(_part(get_args(plain)[0], one) for one in as_list(value))
    block = next((one for one in (plain, *get_args(plain)) if isinstance(one, type) and issubclass(one, Block)), None)
    return in_part(block, value) if block and block not in _ONLY_WHOLE else None


@cache
def _hint(model: type[Block], name: str) -> Any:
    """A field's type as it was declared, with what reads it."""
    field = model.model_fields[name]
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation


@cache
def _reader(hint: Any) -> TypeAdapter[Any]:
    return TypeAdapter(hint)
