"""What rules and days off add to a site: deadlines and findings for its pages, lists and calendars for its staff."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from doithoai.artifacts import Ready
from doithoai.cache import Cache
from doithoai.channels.reminders import reminders
from doithoai.domain.duties import NOTHING_SHOWN, PublicDuties, duties_of
from doithoai.domain.edition import Edition
from doithoai.domain.site import DutyPart
from doithoai.problems import Problem
from doithoai.reading.register import Site
from doithoai.reading.rules import rules_for


@dataclass(frozen=True)
class Reckoned:
    """One authority's share: what pages show, its calendar, and what is wrong with its own rules and days off."""

    shown: PublicDuties
    calendars: Iterable[Ready]
    problems: tuple[Problem, ...]


def reckoned(edition: Edition, site: Site, cache: Cache) -> Reckoned:
    """Everything that an edition owes, as far as its site shows it."""
    rules = rules_for(site.folder, edition.authority, cache)
    parts = site.config.shown_duties
    if not parts:
        return Reckoned(NOTHING_SHOWN, (), rules.problems)
    shown = PublicDuties(duties_of(edition, rules.calendar, rules.rulebook), parts)
    wanted = DutyPart.LIST in parts
    calendars = (reminders(shown.on_list, edition, site.config.root),) if wanted else ()
    return Reckoned(shown, calendars, rules.problems)
