"""The authority's publicity: what is outstanding, what hangs on boards, what was late, and the list of each quarter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import blake2b

from msgspec import Struct

from doithoai.channels.site.page import Page, View, short
from doithoai.channels.site.parts import Links, frame_of
from doithoai.domain import addresses
from doithoai.domain.corrections import Corrected
from doithoai.domain.dates import clocked, slashed
from doithoai.domain.edition import Edition
from doithoai.domain.notices import Spot, amends_of
from doithoai.domain.outstanding import last_notice, outstanding
from doithoai.domain.postings import Posting, postings_of
from doithoai.domain.publication import Cause, Channel, Publication
from doithoai.domain.publicity import Late, Made, Quarter, about_of, late, registers
from doithoai.domain.records import Record
from doithoai.domain.session import Session
from doithoai.engines.spreadsheet import csv_text
from doithoai.engines.theme import wording

LIST = "danh-muc.csv"
_OWED = ("untold-change", "uncorrected", "claim-open")
_ROMAN = ("I", "II", "III", "IV")


class Sheet(Struct, frozen=True):
    """A list as a file that a spreadsheet opens."""

    path: str
    rows: tuple[tuple[str, ...], ...]

    def fingerprint(self) -> str:
        """Equal for equal rows."""
        return blake2b(repr((self.path, self.rows)).encode(), digest_size=16).hexdigest()

    def drawn(self) -> bytes:
        """The file."""
        return csv_text(self.rows).encode()


def address_of(edition: Edition) -> str:
    """`co-quan/phuong-mau/cong-khai/`."""
    return f"{addresses.of_authority(edition.authority.authority_id)}cong-khai/"


def _quarter_address(edition: Edition, quarter: Quarter) -> str:
    return f"{address_of(edition)}{quarter[0]}-quy-{quarter[1]}/"


def publicity_pages(edition: Edition) -> Iterator[Page]:
    """The overview, and a page for each quarter; none where no log tells of anything."""
    quarters = registers(edition.dossier)
    if not quarters:
        return
    yield _overview(edition, quarters)
    for quarter, made in quarters.items():
        yield _quarter(edition, quarter, made)


def publicity_sheets(edition: Edition) -> Iterator[Sheet]:
    """The list of each quarter as a file."""
    for quarter, made in registers(edition.dossier).items():
        page = _quarter(edition, quarter, made)
        yield Sheet(f"{page.address}{LIST}", _table(page))


def _overview(edition: Edition, quarters: dict[Quarter, tuple[Made, ...]]) -> Page:
    address, authority = address_of(edition), edition.authority
    links = Links(address)
    view: View = {
        **frame_of(authority, edition, links),
        "owed": [_owed(record, what, links) for record, what in _owing(edition)],
        "hanging": list(_hanging(edition, links)),
        "hanging_rule": _hanging_rule(edition),
        "late": [_late(one, edition, links) for one in _lateness(edition)],
        "quarters": [
            {"href": links.to(_quarter_address(edition, one)), "text": _name(one), "count": len(made)}
            for one, made in quarters.items()
        ],
    }
    title = wording().say("publicity.title", authority.brief)
    return Page(address, "publicity.html", title, short(wording().say("publicity.description", authority.name)), view)


def _owing(edition: Edition) -> Iterator[tuple[Record, str]]:
    yield from ((flaw.record, flaw.what) for flaw in outstanding(edition) if flaw.code in _OWED)


def _owed(record: Record, what: str, links: Links) -> View:
    return {**(links.record(record) or {}), "what": what[:1].upper() + what[1:]}


def _lateness(edition: Edition) -> tuple[Late, ...]:
    return late(edition.dossier, edition.published, edition.as_of, edition.norms)


def _hanging_rule(edition: Edition) -> str:
    """How long a paper that goes up on the day has to hang, and by which rule; empty where none says so."""
    bound = edition.norms.posting(edition.as_of)
    if bound is None:
        return ""
    local = wording().say("publicity.local") if bound.local else ""
    return wording().say("publicity.hanging_rule", bound.rule.running, bound.cited, local)


def _hanging(edition: Edition, links: Links) -> Iterator[View]:
    """Papers that still hang, or came down too early, the latest first."""
    changes: dict[str, list[_Change]] = {}
    for log in edition.dossier.logs[::-1]:
        for one in reversed(list(postings_of(log, edition.norms))):
            up = one.entry.until is None or one.entry.until >= edition.as_of
            if up or one.too_short:
                about = about_of(one.entry, log, edition.dossier)
                if about.id not in changes:
                    changes[about.id] = list(_changes(about, edition))
                reached = any(change.reaches(one.entry) for change in changes[about.id])
                outdated = reached and up and not one.replaced
                yield {**(links.record(about) or {}), **_posting(one, outdated, edition)}


class _Change(Struct, frozen=True):
    """What was changed or put right on a day, and where nobody has told it yet; `causes`: in what, all where empty."""

    since: date
    causes: tuple[Cause, ...]
    owed: frozenset[tuple[Channel, str]]

    def reaches(self, entry: Publication) -> bool:
        """Whether a paper still tells what was so before."""
        of_it = not self.causes or entry.cause in self.causes
        return of_it and entry.on < self.since and (entry.channel, entry.where or "") in self.owed


def _changes(about: Record, edition: Edition) -> Iterator[_Change]:
    notice = last_notice(about, edition) if isinstance(about, Session) else None
    if notice and notice.what.since:
        yield _Change(notice.what.since, (), _places(notice.outstanding))
    for one in amends_of(about, edition.dossier, edition.norms) if isinstance(about, Corrected) else ():
        yield _Change(one.correction.published, one.correction.causes, _places(one.outstanding))


def _places(spots: Iterable[Spot]) -> frozenset[tuple[Channel, str]]:
    return frozenset((spot.channel, spot.where) for spot in spots)


def _posting(one: Posting, outdated: bool, edition: Edition) -> View:
    left = one.left(edition.as_of)
    state = wording().say("publicity.enough", one.running) if one.bound else wording().say("publicity.hangs")
    if left > 0:
        state = wording().say("publicity.left", left)
    if outdated:
        state = wording().say("publicity.outdated")
    if one.replaced:
        state = wording().say("publicity.replaced")
    if one.too_short:
        state = wording().say("publicity.too_short", ((one.entry.until or one.least) - one.entry.on).days)
    return {
        "cause": one.entry.cause.value,
        "where": one.entry.where or "",
        "on": slashed(one.entry.on),
        "state": state,
        "short": one.too_short or outdated,
    }


def _late(one: Late, edition: Edition, links: Links) -> View:
    unit = "working_days" if one.limit.working else "calendar_days"
    return {
        **(links.record(one.record) or {}),
        "what": wording().say(f"publicity.late.{one.what}"),
        "due": one.limit.sentence.removeprefix("Hạn: "),
        "local": one.limit.bound.local,
        "first": slashed(one.first) if one.first else "",
        "claimed": slashed(one.claimed) if one.claimed else "",
        "lacking": "; ".join(one.lacking),
        "days": wording().say(f"publicity.late.{unit}", one.days(edition.as_of)),
    }


def _name(quarter: Quarter) -> str:
    return wording().say("publicity.quarter", _ROMAN[quarter[1] - 1], quarter[0])


def _quarter(edition: Edition, quarter: Quarter, made: tuple[Made, ...]) -> Page:
    address, authority = _quarter_address(edition, quarter), edition.authority
    links = Links(address)
    view: View = {
        **frame_of(authority, edition, links, [(address_of(edition), wording().say("publicity.short"))]),
        "rows": [_made(one, links) for one in made],
        "file": LIST,
    }
    title = wording().say("publicity.list", _name(quarter), authority.brief)
    return Page(address, "publicity_quarter.html", title, short(title), view)


def _made(one: Made, links: Links) -> View:
    done = [entry for entry in one.entries if not entry.skipped]
    return {
        **(links.record(one.about) or {}),
        "cause": one.cause.value,
        "channel": one.channel.value,
        "times": "; ".join(_time(entry) for entry in done),
        "where": "; ".join(dict.fromkeys(entry.where for entry in done if entry.where)),
        "by": "; ".join(dict.fromkeys(entry.by for entry in one.entries if entry.by)),
        "evidence": "; ".join(dict.fromkeys(entry.evidence for entry in done if entry.evidence)),
        "skipped": "; ".join(f"{slashed(entry.on)}: {entry.skipped}" for entry in one.entries if entry.skipped),
    }


def _time(entry: Publication) -> str:
    if entry.channel is Channel.POSTING:
        until = slashed(entry.until) if entry.until else "…"
        return wording().say("publicity.from_to", slashed(entry.on), until)
    return f"{slashed(entry.on)} {clocked(entry.at)}" if entry.at else slashed(entry.on)


def _table(page: Page) -> tuple[tuple[str, ...], ...]:
    """The page's rows for a spreadsheet."""
    columns = ("text", "cause", "channel", "times", "where", "by", "evidence", "skipped")
    head = tuple(wording().say(f"publicity.columns.{name}") for name in columns)
    return (head, *(tuple(row[name] for name in columns) for row in page.view["rows"]))
