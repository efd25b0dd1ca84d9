"""Views of what pages of several kinds show: links, a document, times and places, people, what was published."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from doithoai.channels.site.page import View
from doithoai.domain import addresses
from doithoai.domain.authority import Authority, Contact, SuccessionEvent
from doithoai.domain.brevity import dialled
from doithoai.domain.dates import Precision, hours_of, long_day, slashed, weekday, written
from doithoai.domain.documents import AgendaItem, Document, Participants, Person, Quota, Source, sign_of
from doithoai.domain.edition import Edition, Line
from doithoai.domain.prints import PrintList
from doithoai.domain.publication import PublicationLog, in_order
from doithoai.domain.records import Coded, Record
from doithoai.domain.session import PlaceVersion, TimeVersion
from doithoai.domain.spoken_code import code_of, grouped
from doithoai.domain.standing import SessionState
from doithoai.engines.theme import wording
from doithoai.folding import fold

_OFF = (SessionState.POSTPONED.value, SessionState.CANCELLED.value)
"""States in which a session's time no longer holds."""


class Links(Struct, frozen=True):
    """Links from one page."""

    base: str

    def to(self, address: str) -> str:
        """Relative link to an address of the site."""
        return addresses.relative(address, self.base)

    def record(self, record: Record | None, text: str | None = None) -> View | None:
        """Link and words of a record."""
        if record is None:
            return None
        return {"href": self.to(addresses.of(record)), "text": text or getattr(record, "title", record.label)}

    def line(self, line: Line) -> View:
        """A digest's line with its link."""
        return {
            "href": self.to(line.address),
            "title": line.title,
            "authority": line.authority,
            "state": line.state,
            "note": line.note,
            "day": day_block(date.fromisoformat(line.day)) if line.day else None,
            "hours": line.hours,
            "place": line.place,
            "audience": line.audience,
            "intake": line.intake,
            "intake_open": line.intake_open,
            "previous": line.previous,
            "off": line.state in _OFF,
        }


def frame_of(record: Record, edition: Edition, links: Links, trail: Iterable[tuple[str, str]] = ()) -> View:
    """What every page of a record shows around its own part."""
    authority = edition.authority
    crumbs = [
        ("", wording().say("pages.home")),
        (addresses.of_authority(authority.authority_id), authority.brief),
        *trail,
    ]
    return {
        "label": record.label,
        "crumbs": [{"href": links.to(address), "text": text} for address, text in crumbs],
        "fictional": authority.fictional,
        "ended": ended(edition, links),
        "as_of": long_day(edition.as_of),
        "id": record.id,
        "code": grouped(code_of(record)) if isinstance(record, Coded) else "",
        "authority": {"href": links.to(addresses.of_authority(authority.authority_id)), "text": authority.name},
    }


def print_links(record: Record, prints: PrintList, links: Links) -> list[View]:
    """The sheets of paper that a record gives."""
    found = prints.of_record(record.id)
    return [{"href": links.to(one.path), "text": one.name, "word": one.is_word} for one in found]


def ended(edition: Edition, links: Links) -> View | None:
    """The banner of an authority that has ended by the day."""
    succession = edition.ended
    if succession is None:
        return None
    return {
        "event": how_it_ended(succession.event.value),
        "on": slashed(succession.on) if succession.on else "",
        "basis": succession.basis,
        "note": succession.note or "",
        "successors": [
            {
                "name": successor.name,
                "share": successor.share or "",
                "href": _authority_href(successor.authority, edition, links),
            }
            for successor in succession.successors
        ],
    }


def inherited_view(edition: Edition, links: Links) -> View | None:
    """On the page of an authority: whose open opinions it took over."""
    found = edition.predecessors
    if not found:
        return None
    address = addresses.of_inheritance(edition.authority.authority_id)
    return {"href": links.to(address), "names": ", ".join(one.brief for one in found)}


def how_it_ended(event: str) -> str:
    """What the banner adds to “đã kết thúc hoạt động”: nothing where that is all there is to say."""
    return "" if event == SuccessionEvent.DISSOLVE.value else event


def _authority_href(authority_id: str | None, edition: Edition, links: Links) -> str:
    return links.to(addresses.of_authority(authority_id)) if authority_id and authority_id in edition.directory else ""


def topics_of(codes: tuple[str, ...], edition: Edition, links: Links) -> list[View]:
    """Links to the authority's pages of the topics."""
    names = edition.topics
    found = ((code, names.find(code)) for code in names.codes(codes))
    authority = edition.authority.authority_id
    return [
        {"href": links.to(addresses.of_topic(authority, code)), "text": topic.name} for code, topic in found if topic
    ]


def document_view(document: Document | None, authority: Authority, source: Source | None) -> View | None:
    """Number, date, signer and recipients, blanks as blanks: of a document that lies before us, or is being made."""
    if document is None:
        return None
    blank_number = document.number is None
    return {
        "blank": "stated" if source else "pending",
        "number": document.number_line(authority.style) if document.symbol or not blank_number else "",
        "number_blank": blank_number,
        "as_printed": document.as_printed or "",
        "dated": dated(document),
        "dated_blank": document.dated is None or document.dated.day is None,
        "dated_as_printed": document.dated_as_printed or "",
        "place": document.place or "",
        "signer": person(document.signer) if document.signer else None,
        "recipients": [
            {"to": _archived(one.to) if one.archive else one.to, "purpose": one.purpose.value if one.purpose else ""}
            for one in document.recipients
        ],
    }


def _archived(where: str) -> str:
    """`Lưu: VT`; one that is written so stays so."""
    whole = wording().say("document.archived", where)
    return where if fold(where).startswith(fold(whole.partition(":")[0])) else whole


def dated(document: Document) -> str:
    """The document's date as far as it is known: `ngày … tháng 3/2024`."""
    if document.dated is None or document.dated.last is None:
        return ""
    if document.dated.day:
        return slashed(document.dated.day)
    if document.dated.precision is Precision.MONTH:
        return wording().say("document.month_only", document.dated.last.month, document.dated.last.year)
    return written(document.dated)


def person(one: Person) -> View:
    """A role and a name, either of which may be blank, and by what right they sign: of nothing that no page shows."""
    behalf = one.on_behalf or ""
    return {
        "position": one.position or "",
        "name": one.name or "",
        "on_behalf": behalf,
        "right": behalf and wording().say(f"document.on_behalf.{sign_of(behalf)[0] or 'none'}"),
        "label": one.label,
    }


def participants_view(groups: tuple[Participants, ...]) -> list[View]:
    """Groups of those who take part, with their quotas."""
    return [{"group": one.group or "", "members": list(one.members), "quota": _quota(one)} for one in groups]


def _quota(one: Participants) -> str:
    quota = one.quota
    if quota is None:
        return ""
    count = quota.printed or _count(quota)
    form = ("quota_printed" if quota.printed else "quota") + ("_each" if quota.per else "_all")
    return wording().say(f"plan.{form}", count, quota.per) + (f" ({quota.note})" if quota.note else "")


def _count(quota: Quota) -> str:
    """`5`, `5–7`, `ít nhất 5`, `nhiều nhất 7`; an ellipsis where no number is given."""
    least, most = quota.least, quota.most
    if least is None or most is None:
        bound = "quota_most" if least is None else "quota_least"
        many = most if least is None else least
        return "…" if many is None else wording().say(f"plan.{bound}", many)
    return f"{least}–{most}" if least != most else f"{most}"


def agenda_view(agenda: tuple[AgendaItem, ...]) -> list[View]:
    """The steps of a programme."""
    return [{"text": one.text, "minutes": one.minutes, "by": _not_yet_named(one)} for one in agenda]


def _not_yet_named(step: AgendaItem) -> str:
    """Who does it, unless the step's own words begin with them: “Đồng chí chủ trì trao đổi, giải thích …”."""
    return "" if not step.by or fold(step.text).startswith(fold(step.by)) else step.by


def source_view(source: Source | None) -> View | None:
    """Where a record's text comes from."""
    if source is None:
        return None
    safe = source.address if source.address and source.address.startswith(("https://", "http://")) else ""
    return {
        "description": source.description,
        "href": safe,
        "seen": written(source.seen) if source.seen else "",
        "note": source.note or "",
    }


def day_block(day: date) -> View:
    """A day for a date block."""
    return {"day": day.day, "month": day.month, "year": day.year, "weekday": weekday(day), "iso": day.isoformat(),
            "text": long_day(day)}  # fmt: skip


def time_view(version: TimeVersion) -> View:
    """One version of a session's time."""
    return {
        "day": day_block(version.day) if version.day else None,
        "text": long_day(version.day) if version.day else written(version.when),
        "hours": hours_of(version.starts, version.ends),
        "published": slashed(version.published) if version.published else "",
        "reason": version.reason or "",
    }


def place_view(version: PlaceVersion) -> View:
    """One version of a session's place."""
    return {
        "name": version.name,
        "address": version.address or "",
        "directions": version.directions or "",
        "published": slashed(version.published) if version.published else "",
        "reason": version.reason or "",
    }


def contact_view(edition: Edition) -> View:
    """How to reach the authority."""
    contact = edition.authority.contact
    return {
        "phone": _phones(contact),
        "email": list(contact.email),
        "address": contact.address or "",
        "counter": contact.counter or "",
        "hours": contact.hours or "",
    }


def _phones(contact: Contact) -> list[View]:
    return [{"text": phone, "tel": dialled(phone)} for phone in contact.phone]


def asking_view(edition: Edition) -> View:
    """Whom to call about a record, and when: nobody of a body that has ended, whose telephone nobody answers."""
    contact = edition.authority.contact
    return {"phone": [] if edition.ended else _phones(contact), "hours": contact.hours or ""}


LATEST_PUBLICATIONS = 4
"""So many rows of a log stand open; the earlier ones are folded away, unless that would hide only one or two."""


def log_view(log: PublicationLog | None) -> View:
    """What was broadcast and posted, newest first: the latest and the earlier."""
    rows = _log_rows(log) if log else []
    open_rows = LATEST_PUBLICATIONS if len(rows) > LATEST_PUBLICATIONS + 2 else len(rows)
    return {"latest": rows[:open_rows], "earlier": rows[open_rows:]}


def _log_rows(log: PublicationLog) -> list[View]:
    rows = [
        {
            "on": slashed(entry.on),
            "at": hours_of(entry.at, None),
            "channel": entry.channel.value,
            "cause": entry.cause.value,
            "where": entry.where or "",
            "until": slashed(entry.until) if entry.until else "",
            "by": entry.by or "",
            "evidence": entry.evidence or "",
            "skipped": entry.skipped or "",
        }
        for entry in in_order(log.entries)
    ]
    return rows[::-1]
