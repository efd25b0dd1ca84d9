"""Quotations left open that a sign further down closes: to YAML the keys in between are words of the value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel

from doithoai.folding import fold
from doithoai.reading.indents import levels
from doithoai.reading.yaml_events import YamlFault
from doithoai.reading.yaml_faults import UNCLOSED

Open = tuple[int, str | None]
"""The column of a group of keys, with the key whose value is being read; or that of a list, with none."""


def refuse_left_open(event: Any, lines: Sequence[str], around: Sequence[Open]) -> None:
    """A quotation with a line that begins what stands beside it, or beside what it stands in (outermost first)."""
    if any(_begins_beside(line, around) for line in lines[event.start_mark.line + 1 : event.end_mark.line + 1]):
        raise YamlFault(*UNCLOSED, event.start_mark)


def _begins_beside(line: str, around: Sequence[Open]) -> bool:
    """Whether a line is an item in line with the quotation itself, or a key that may stand beside one that is open.

    Words may look like a key, too; but not in line with one, by a name of the same group, in small letters.
    """
    own = levels(line)
    key = own[-1].name.strip("“”") if own and own[-1].name.startswith("“") else ""
    if not key:
        return [(one.column, None) for one in own] == [*around[-1:]]
    beside = next((name for column, name in around if name and column == own[-1].column), None)
    are_items = all((one.column, None) in around for one in own[:-1])
    return beside is not None and are_items and key[0].islower() and _are_of_a_group(fold(beside), fold(key))


def _are_of_a_group(*keys: str) -> bool:
    return any(group.issuperset(keys) for group in _groups())


@cache
def _groups() -> frozenset[frozenset[str]]:
    """The keys, folded, that may stand together, of every group in every kind of file."""
    from doithoai.reading.schema import MODELS_OF_FILES  # few files have such a line

    return frozenset(group for model in MODELS_OF_FILES for group in _groups_in(model))


def _groups_in(annotation: Any) -> Iterator[frozenset[str]]:
    """Those of a model and of whatever its fields hold."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields.values()
        yield frozenset(fold(field.alias or "") for field in fields)
        for field in fields:
            yield from _groups_in(field.annotation)
    for inner in getattr(annotation, "__args__", ()):
        yield from _groups_in(inner)
