"""What changed and what was put right, on the pages of the records it happened to."""

from __future__ import annotations

from collections.abc import Iterable

from doithoai.channels.site.page import View
from doithoai.domain.amending import Amendment, Redaction
from doithoai.domain.corrections import Claim, Corrected
from doithoai.domain.dates import slashed
from doithoai.domain.edition import Edition
from doithoai.domain.history import Deed, Entry, history_of
from doithoai.domain.notices import Amends, Spot, amends_of
from doithoai.domain.outstanding import last_notice
from doithoai.domain.publication import Publication, PublicationLog
from doithoai.domain.records import Record
from doithoai.domain.session import Session
from doithoai.engines.theme import wording


def history_view(record: Record, edition: Edition) -> list[View]:
    """A record's history in plain words, first things first."""
    return [{"on": slashed(one.on), "iso": one.on.isoformat(), "text": _sentence(one)}
            for one in history_of(record, edition.dossier)]  # fmt: skip


def _sentence(one: Entry) -> str:
    words = one.words
    if one.deed in (Deed.TOLD, Deed.NOT_TOLD):
        words = (", ".join(wording().say(f"history.channels.{channel}") for channel in words[1:]), words[0])
    text = wording().say(f"history.{one.deed.value}", *words)
    reason = wording().say("history.reason", one.reason) if one.reason else ""
    return f"{text}{reason}".strip()


def told_again_view(session: Session, edition: Edition) -> View | None:
    """Where the change in force has been told again, and where not yet."""
    notice = last_notice(session, edition)
    if notice is None or notice.what.since is None:
        return None
    return {
        "cause": wording().say(f"changes.causes.{notice.what.cause.value}"),
        "since": slashed(notice.what.since),
        "done": _told(notice.done),
        "outstanding": [_spot(one) for one in notice.outstanding],
    }


def amends_view(record: Corrected, edition: Edition) -> View | None:
    """Corrections and claims of a record; None where there are none."""
    if not (record.corrections or record.claims or record.redactions):
        return None
    return {
        "corrections": [_amends(one) for one in amends_of(record, edition.dossier, edition.norms)],
        "claims": [_claim(one, edition) for one in record.claims],
        "redactions": redactions_view(record.redactions),
    }


def redactions_view(redactions: Iterable[Redaction]) -> list[View]:
    """What was taken out of a record: where, when, why and by whom; never what it was."""
    return [{"on": slashed(one.on), "where": one.where, "reason": one.reason, "by": one.by} for one in redactions]


def log_amends_view(log: PublicationLog | None) -> View | None:
    """What a log says that it had said wrongly, and what was taken out of it."""
    if log is None or not (log.corrections or log.redactions):
        return None
    untold: View = {"told_wrong": False, "done": [], "outstanding": []}
    return {
        "corrections": [{**_quoted(one), **untold} for one in log.corrections],
        "claims": [],
        "redactions": redactions_view(log.redactions),
    }


def _quoted(one: Amendment) -> View:
    return {
        "on": slashed(one.published),
        "wrong": one.wrong,
        "right": one.right,
        "reason": one.reason or "",
        "misprint": one.is_misprint,
        "refiled": one.is_refiling,
    }


def _amends(one: Amends) -> View:
    return {
        **_quoted(one.correction),
        "told_wrong": bool(one.wrong_at),
        "done": _told(one.done),
        "outstanding": [_spot(spot) for spot in one.outstanding],
    }


def _spot(spot: Spot) -> View:
    return {
        "channel": spot.channel.value,
        "where": spot.place,
        "on": slashed(spot.on) if spot.on else "",
        "skipped": spot.skipped,
    }


def _told(entries: Iterable[Publication]) -> list[View]:
    """Each channel once, with the first day it was used."""
    first: dict[str, View] = {}
    for one in sorted(entries, key=lambda one: one.on):
        name = one.channel.value
        first.setdefault(name, {"channel": name, "where": one.where or "", "on": slashed(one.on), "skipped": ""})
    return list(first.values())


def _claim(claim: Claim, edition: Edition) -> View:
    limit = None if claim.answered else edition.norms.claim_limit(claim.received)
    return {
        "received": slashed(claim.received),
        "said": claim.said,
        "answered": slashed(claim.answered) if claim.answered else "",
        "outcome": claim.outcome or "",
        "due": limit.sentence if limit else "",
        "local": limit is not None and limit.bound.local,
        "late": limit is not None and limit.due < edition.as_of,
    }
