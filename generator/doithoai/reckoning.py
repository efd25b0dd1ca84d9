"""What rules and days off add to a site: deadlines and findings for its pages, lists and calendars for its staff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from doithoai.artifacts import Artifact, Ready
from doithoai.channels.reminders import all_reminders, entries_of, reminders
from doithoai.domain.duties import NOTHING_SHOWN, PublicDuties, duties_of
from doithoai.domain.edition import Digest, Edition
from doithoai.domain.norms import Norms
from doithoai.domain.site import DutyPart
from doithoai.reading.register import Site
from doithoai.reading.rules import Rules


class Reckoned(Struct, frozen=True):
    """One authority's share: what pages show, and calendars."""

    shown: PublicDuties
    calendars: Iterable[Ready]
    entries: tuple[str, ...]
    """What it gives to the site's calendar."""


def norms_of(rules: Rules) -> Norms:
    """What the pages of an authority are told of its rules and days off."""
    return Norms(rules.rulebook, rules.calendar)


def reckoned(edition: Edition, site: Site) -> Reckoned:
    """Everything that an edition owes by its norms, as far as its site shows it."""
    parts = site.config.shown_duties
    if not parts:
        return Reckoned(NOTHING_SHOWN, (), ())
    shown = PublicDuties(duties_of(edition, edition.norms.calendar, edition.norms.rulebook), parts)
    if DutyPart.LIST not in parts:
        return Reckoned(shown, (), ())
    entries = entries_of(shown.on_list, edition.as_of, site.config.root)
    return Reckoned(shown, (reminders(entries, edition),), entries)


def shared_by_all(digests: Iterable[Digest], site: Site, day: date) -> Iterator[Artifact]:
    """The calendar of what all authorities owe, where the site shows its list."""
    if DutyPart.LIST in site.config.shown_duties:
        entries = (entry for digest in digests for entry in digest.reminders)
        yield all_reminders(site.config.name, entries, day)
