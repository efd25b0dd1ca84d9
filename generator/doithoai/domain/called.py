"""What units and topics go by: a code, a name and other names, as far as they could be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Protocol

from doithoai.domain.fields import CODE
from doithoai.domain.unread import each, read_of
from doithoai.folding import fold


class Called(Protocol):
    """A thing with a code, a name and other names."""

    @property
    def code(self) -> str:
        """A short name that never changes."""

    @property
    def name(self) -> str:
        """Its name in full."""

    @property
    def also(self) -> tuple[str, ...]:
        """What else people call it."""


_NAMES: tuple[Callable[[Called], Iterable[str]], ...] = (
    lambda one: (one.code,),
    lambda one: (one.name,),
    lambda one: one.also,
)
"""What a thing goes by, its code first."""


def codes_of(things: Sequence[Called]) -> tuple[str, ...]:
    """Their codes, as far as they could be read."""
    return tuple(read_of(things, lambda one: one.code))


def names_of(things: Sequence[Called]) -> dict[str, str]:
    """Every name that they go by, by its folded form."""
    called = each(things, lambda _, one: each(_NAMES, lambda _, names: names(one)))
    return {fold(name): name for name in called}


def may_be_unread(things: Sequence[Called], name: str) -> bool:
    """Whether a name that none of them goes by may be one that could not be read; a code is only meant for a code."""
    by = _NAMES[:1] if re.fullmatch(CODE, name) else _NAMES
    return any(len(read_of(things, partial(_all, names))) < len(things) for names in by)


def _all(names: Callable[[Called], Iterable[str]], one: Called) -> list[str]:
    return list(names(one))
