"""What rules and days off add to a site: deadlines and findings for its pages, lists and calendars for its staff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from doithoai.artifacts import Artifact, Ready
from doithoai.cache import Cache
from doithoai.channels.reminders import all_reminders, entries_of, reminders
from doithoai.domain.duties import NOTHING_SHOWN, PublicDuties, duties_of
from doithoai.domain.edition import Digest, Edition
from doithoai.domain.site import DutyPart
from doithoai.problems import Problem
from doithoai.reading.register import Site
from doithoai.reading.rules import rules_for


@dataclass(frozen=True)
class Reckoned:
    """One authority's share: what pages show, calendars, and what is wrong with its own rules and days off."""

    shown: PublicDuties
    calendars: Iterable[Ready]
    entries: tuple[str, ...]
    """What it gives to the site's calendar."""
    problems: tuple[Problem, ...]


def reckoned(edition: Edition, site: Site, cache: Cache) -> Reckoned:
    """Everything that an edition owes, as far as its site shows it."""
    rules = rules_for(site.folder, edition.authority, cache)
    parts = site.config.shown_duties
    if not parts:
        return Reckoned(NOTHING_SHOWN, (), (), rules.problems)
    shown = PublicDuties(duties_of(edition, rules.calendar, rules.rulebook), parts)
    if DutyPart.LIST not in parts:
        return Reckoned(shown, (), (), rules.problems)
    entries = entries_of(shown.on_list, edition.as_of, site.config.root)
    return Reckoned(shown, (reminders(entries, edition),), entries, rules.problems)


def shared_by_all(digests: Iterable[Digest], site: Site, day: date) -> Iterator[Artifact]:
    """The calendar of what all authorities owe, where the site shows its list."""
    if DutyPart.LIST in site.config.shown_duties:
        entries = (entry for digest in digests for entry in digest.reminders)
        yield all_reminders(site.config.name, entries, day).artifact
