"""Since when people had been told of a thing by every form that a rule wants.

By the log as it stands, or with the ledger beside it, which knows what was written down only later.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from doithoai.domain.publication import Cause, Channel, Publication, PublicationLog
from doithoai.domain.published import Ledger, since_of, was_missing
from doithoai.domain.rulebook import Rule, form_name

Told = tuple[Publication, date]
"""An entry of a log, and the day from which it counts."""

Firsts = list[tuple[tuple[Channel, ...], Told | None]]
"""Each form that a rule wants, with the first time that people were told by it."""


def as_logged(log: PublicationLog | None) -> list[Told]:
    """What was told, each time counting from the day that the log gives for it."""
    return [(one, one.on) for one in log.entries if not one.skipped] if log else []


def as_published(log: PublicationLog, published: Ledger, days: tuple[date, ...]) -> list[Told]:
    """What was told. An entry counts from its day, unless the log was published after that day without it.

    `days`: those of `days_known`.
    """
    found = zip(log.entries, since_of(published, log), strict=True)
    return [(one, since if since and was_missing(one.on, since, days) else one.on)
            for one, since in found if not one.skipped]  # fmt: skip


def firsts(told: Iterable[Told], causes: tuple[Cause, ...], rule: Rule, since: date | None = None) -> Firsts:
    """The first time by each form; `since`: what bears an earlier day told of something else."""
    found = [one for one in told if one[0].cause in causes and (since is None or one[0].on >= since)]
    return [
        (form, min((one for one in found if not form or one[0].channel in form), key=lambda one: one[1], default=None))
        for form in rule.forms
    ]


def complete(found: Firsts) -> Told | None:
    """The time by which people had been told in every form; None while one of them is lacking."""
    done = [told for _, told in found if told]
    return max(done, key=lambda one: one[1]) if len(done) == len(found) else None


def lacking(found: Firsts) -> tuple[str, ...]:
    """The forms in which people have yet to be told, where they were told in others."""
    in_others = any(told for _, told in found)
    return tuple(form_name(form) for form, told in found if not told) if in_others else ()
