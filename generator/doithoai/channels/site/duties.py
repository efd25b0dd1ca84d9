"""Deadlines and findings on records' pages, and the list that staff work from.

The site is read by everybody, so what is only not here is said to be not here; `doithoai due` has the plainer words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from itertools import groupby

from msgspec import json

from doithoai.channels.site.lists import SiteEdition, furniture
from doithoai.channels.site.page import Page, View, short
from doithoai.channels.site.parts import Links, ended
from doithoai.domain import addresses
from doithoai.domain.dates import long_day, slashed
from doithoai.domain.deadlines import Deadline
from doithoai.domain.duties import (
    DUTIES,
    Duty,
    PublicDuties,
    Urgency,
    address_of_duties,
    calendar_file,
    calendar_of_all,
)
from doithoai.domain.edition import Edition
from doithoai.domain.findings import Finding, public_words
from doithoai.domain.records import Record
from doithoai.domain.register import home_of
from doithoai.domain.rulebook import Bound
from doithoai.engines.theme import wording

LISTED = 200
"""Lines that each part of the page shows; `doithoai due` has all."""


def duty_views(record: Record, shown: PublicDuties) -> View:
    """Deadlines and findings of a record, for its page."""
    return {
        "deadlines": [_deadline(one) for one in shown.deadlines(record)],
        "findings": [_finding(one) for one in shown.findings(record)],
    }


def duty_marks(shown: PublicDuties) -> dict[str, str]:
    """A fingerprint of what pages show of the duties of each session's folder, by its id."""
    marks: dict[str, list[View]] = {}
    deadlines, findings = shown.all_deadlines, shown.all_findings
    for record, view in (
        *((one.record, _deadline(one)) for one in deadlines),
        *((one.record, _finding(one)) for one in findings),
    ):
        marks.setdefault(home_of(record), []).append({"of": record.id, **view})
    return {folder: blake2b(json.encode(views), digest_size=8).hexdigest() for folder, views in marks.items()}


def _finding(one: Finding) -> View:
    return {"text": one.public, "local": bool(one.bound and one.bound.local)}


def _deadline(one: Deadline) -> View:
    return {
        "task": one.task,
        "state": public_words(one),
        "sentence": one.sentence,
        "done": slashed(one.satisfied_on) if one.satisfied_on else "",
        "owed_by": "; ".join(one.owed_by),
        "owed_to": "; ".join(one.owed_to),
        **_rule(one.bound),
    }


def _rule(bound: Bound | None) -> View:
    """The rule behind a deadline: its document, its words, our reading."""
    return {
        "rule": bound.document.name if bound else "",
        "local": bool(bound and bound.local),
        "literal": list(bound.rule.literal) if bound else [],
        "reading": (bound.rule.reading or "") if bound else "",
    }


def duties_page(edition: Edition, shown: PublicDuties) -> Page:
    """An authority's list of what is due, overdue and missing, with who owes it."""
    authority = edition.authority
    address = address_of_duties(authority.authority_id)
    links = Links(address)
    lines = shown.on_list
    crumbs = (("", wording().say("pages.home")), (DUTIES, wording().say("duties.title")))
    view: View = {
        "label": wording().say("duties.title"),
        "crumbs": [{"href": links.to(one), "text": text} for one, text in crumbs],
        "fictional": authority.fictional,
        "ended": ended(edition, links),
        "as_of": long_day(edition.as_of),
        "authority": {"href": links.to(addresses.of_authority(authority.authority_id)), "text": authority.name},
        "parts": [_part(urgency, list(rows), links) for urgency, rows in groupby(lines, lambda one: one.urgency)],
        "owners": _owners(lines),
        "before": [{"href": links.to(address_of_duties(one.id)), "text": one.brief} for one in edition.predecessors],
        "calendar": links.to(calendar_file(authority.authority_id)),
    }
    title = wording().say("duties.of", authority.brief)
    return Page(address, "duties.html", title, short(wording().say("duties.description", authority.name)), view)


def _part(urgency: Urgency, rows: list[Duty], links: Links) -> View:
    return {
        "id": urgency.name.lower(),
        "name": wording().say(f"duties.parts.{urgency.name.lower()}"),
        "total": len(rows),
        "more": max(0, len(rows) - LISTED),
        "dated": urgency is not Urgency.MISSING,
        "rows": [_row(one, links) for one in rows[:LISTED]],
    }


def _row(one: Duty, links: Links) -> View:
    return {
        "due": slashed(one.due) if one.due else "",
        "task": one.task if one.due else one.public,
        "sentence": one.sentence if one.due and one.bound else "",
        "owed_by": "; ".join(one.owed_by),
        "record": links.record(one.record),
        "provisional": one.provisional,
    }


def _owners(lines: Iterable[Duty]) -> list[View]:
    """How much each one owes, by part."""
    counted: dict[str, Counter[Urgency]] = {}
    for one in lines:
        for owner in one.owed_by:
            counted.setdefault(owner, Counter())[one.urgency] += 1
    return [
        {"name": owner, "counts": [counts[urgency] for urgency in Urgency]}
        for owner, counts in sorted(counted.items(), key=lambda item: (-item[1].total(), item[0]))
    ]


def duty_counts(shown: PublicDuties) -> dict[str, int]:
    """How many lines each part of an authority's list has."""
    counted = Counter(one.urgency.name.lower() for one in shown.on_list)
    return {urgency.name.lower(): counted[urgency.name.lower()] for urgency in Urgency}


def duties_hub(edition: SiteEdition) -> Page:
    """The lists of all authorities."""
    links = Links(DUTIES)
    view: View = {
        **furniture(edition, links),
        "calendar": links.to(calendar_of_all()),
        "rows": [
            {
                "href": links.to(address_of_duties(digest.brief.id)),
                "text": digest.brief.name,
                "counts": list(digest.duties.values()),
            }
            for digest in edition.digests
            if digest.duties
        ],
    }
    return Page(DUTIES, "duties_hub.html", wording().say("duties.title"), wording().say("duties.hub"), view)
