"""A record in part: what of a file's data has no fault, where the whole makes no record.

It stands in for its record where rules are held (`domain/checks.py`), so that a fault does not hide another until the
next run. What could not be read it does not have (`domain/unread.py`). It is never published and never kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin

from pydantic import AfterValidator, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from doithoai.domain.faults import Fault
from doithoai.domain.fields import UNTYPEABLE, Block, as_list
from doithoai.domain.unread import Gap, PartlyRead, Unread
from doithoai.folding import fold, nearest
from doithoai.reading.marks import Loc
from doithoai.reading.tree import AGAIN, lost_from
from doithoai.reading.validation import keys_called

B = TypeVar("B", bound=Block)

Found = dict[str, Any]
"""A fault as pydantic tells it: its type, its place and its context."""


def in_part(model: type[B], data: object) -> B:
    """The block that `data` tells of, without what could not be read; items of lists keep their places."""
    return _read(model, data)[0]


def faults_beyond(model: type[Block], data: object) -> list[Found]:
    """What rules between several fields, or items of a list, say as far as these could be read.

    Pydantic comes to such a rule only where nothing else in the block or the list has a fault.
    """
    return _read(model, data)[1].faults


def _read(model: type[B], data: object) -> tuple[B, _Reading]:
    first = _Reading(frozenset())
    block = first.block(model, data, ())
    if not first.strays:
        return block, first
    again = _Reading(frozenset(first.strays))
    return again.block(model, data, ()), again


class _Reading:
    """One look at some data, knowing the names that somewhere in it stand where they may not.

    It finds these `strays`, and the `faults` that rules tell of.
    """

    def __init__(self, misplaced: frozenset[str]) -> None:
        self.misplaced = misplaced
        self.strays: set[str] = set()
        self.faults: list[Found] = []

    def block(self, model: type[B], data: object, loc: Loc) -> B:
        """What of a block can be read."""
        values: dict[str, Any] = {}
        data = data if isinstance(data, dict) else _in_keys(model, data)
        given = _given(model, data) if isinstance(data, dict) else {}
        doubted = self._doubted(model, data, given) if isinstance(data, dict) else set()
        for name, field in model.model_fields.items():
            alias = field.alias or name
            with suppress(Unread):
                if alias in given:
                    values[name] = self._value(_hint(model, name), given[alias], (*loc, alias))
                elif alias == UNTYPEABLE or (data and isinstance(data, dict) and self._is_left_out(field, doubted)):
                    values[name] = field.get_default(call_default_factory=True)
        block = model.__new__(model)
        block.__setstate__(values)
        for rule in _rules_of(model):
            self._hold(rule, block, loc)
        return block

    def _is_left_out(self, field: FieldInfo, doubted: set[str]) -> bool:
        return not (field.is_required() or field.alias in doubted or fold(str(field.alias)) in self.misplaced)

    def _doubted(self, model: type[Block], data: Mapping[Any, Any], given: Mapping[str, Any]) -> set[str]:
        """Keys of which nobody knows whether they are there: written twice, or meant by a name that is no key."""
        keys = {fold(alias): alias for alias in model.canonical_keys()}
        names = [_bare(raw) for raw in data]
        missing = set(keys.values()) - given.keys()
        doubted = {keys[name] for name in keys.keys() & names if names.count(name) > 1}
        for raw, name in zip(data, names, strict=True):
            if name not in keys:
                called = keys_called(name)
                self.strays |= {name, *map(fold, called)}
                near = nearest(str(raw), keys.values())
                doubted |= (called or {near or ""}) & missing or missing
        return doubted

    def _value(self, hint: Any, value: object, loc: Loc) -> Any:
        """What a value says, in part where that may be; stopped where nothing of it can be read."""
        with suppress(ValidationError):
            return _reader(hint).validate_python(value)
        plain = get_args(hint)[0] if get_origin(hint) is Annotated else hint
        if get_origin(plain) is tuple:
            return self._items(hint, get_args(plain)[0], as_list(value), loc)
        for one in (plain, *get_args(plain)):
            if isinstance(one, type) and issubclass(one, Block):
                return self.block(one, value, loc)
        self.strays |= set(_names_in(value))
        raise Unread

    def _items(self, hint: Any, inner: Any, values: tuple[object, ...], loc: Loc) -> PartlyRead:
        items = PartlyRead(self._item(inner, one, (*loc, at)) for at, one in enumerate(values))
        items.lost_at = lost_from(values)
        for rule in _rules_of_list(hint):
            self._hold(rule, items, loc)
        if not items:
            raise Unread
        return items

    def _item(self, hint: Any, value: object, loc: Loc) -> Any:
        try:
            return self._value(hint, value, loc)
        except Unread:
            return Gap.GAP

    def _hold(self, rule: Callable[[Any], object], held: object, loc: Loc) -> None:
        """Hear what a rule says of a block or a list; it says nothing where it needs what was not read."""
        try:
            rule(held)
        except Unread:
            return
        except Fault as fault:
            self.faults.append({"type": fault.code, "loc": loc, "ctx": {"what": fault.what, "mend": fault.mend}})
        except ValidationError as error:
            self.faults += ({**one, "loc": (*loc, *one["loc"])} for one in error.errors(include_url=False))


def _bare(key: object) -> str:
    return fold(str(key).rstrip(AGAIN))


def _given(model: type[Block], data: Mapping[Any, Any]) -> dict[str, Any]:
    """What stands under each of the model's keys; of one that is written twice nobody knows which holds."""
    found: dict[str, list[Any]] = {}
    for raw, value in data.items():
        found.setdefault(_bare(raw), []).append(value)
    one = {alias: found.get(fold(alias), []) for alias in model.canonical_keys()}
    return {alias: values[0] for alias, values in one.items() if len(values) == 1 and values[0] is not None}


def _names_in(value: object) -> Iterator[str]:
    """Every key in what was to hold none."""
    if isinstance(value, dict):
        yield from map(_bare, value)
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _names_in(one)


def _in_keys(model: type[Block], data: object) -> object:
    """A block that may be written on one line, as its keys say the same; a blank line says nothing."""
    if isinstance(data, str) and not data.strip():
        return data
    for one in model.__pydantic_decorators__.model_validators.values():
        if one.info.mode == "before":
            with suppress(Fault):
                data = cast(Callable[[object], object], one.func)(data)
    return data


@cache
def _rules_of(model: type[Block]) -> tuple[Callable[[Any], object], ...]:
    """The rules between a block's fields: its validators that look at the whole."""
    found = model.__pydantic_decorators__.model_validators.values()
    return tuple(one.func for one in found if one.info.mode == "after")


def _rules_of_list(hint: Any) -> Iterator[Callable[[Any], object]]:
    """The rules between a list's items."""
    found = (one.func for one in get_args(hint)[1:] if isinstance(one, AfterValidator))
    yield from cast(Iterator[Callable[[Any], object]], found)


@cache
def _hint(model: type[Block], name: str) -> Any:
    """A field's type as it was declared, with what reads it."""
    field = model.model_fields[name]
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation


@cache
def _reader(hint: Any) -> TypeAdapter[Any]:
    return TypeAdapter(hint)
