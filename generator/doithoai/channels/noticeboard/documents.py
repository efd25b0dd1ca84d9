"""Official documents in the layout that the issuer's rules demand: State bodies, Party bodies.

passages   text as blocks      printed   a text without what the layout repeats
formats    rules of layout     bodies    bodies composed from fields
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from doithoai.channels.noticeboard import bodies
from doithoai.channels.noticeboard.bodies import say
from doithoai.channels.noticeboard.formats import (
    BLANK,
    Format,
    date_line,
    format_of,
    in_head,
    number_line,
    place_of,
    plain,
    signature,
    symbol_of,
)
from doithoai.channels.noticeboard.passages import Part, parts_of, runs_of, text_of
from doithoai.channels.noticeboard.printed import Printed, printed
from doithoai.channels.noticeboard.sheet import PrintSheet, View
from doithoai.domain import addresses
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.dates import PartialDate, Precision, slashed
from doithoai.domain.documents import Document, Participants, Person, Recipient
from doithoai.domain.edition import Edition
from doithoai.domain.plan import Plan
from doithoai.domain.prints import PRINTS
from doithoai.domain.session import Session
from doithoai.engines.glyphs import drawable
from doithoai.engines.templates import wording

TEMPLATE = "van-ban.typ"
_NO_DOCUMENT = Document()


def documents(edition: Edition) -> Iterator[PrintSheet]:
    """Every plan, and of this year and the last: notices, invitations still of use, conclusions."""
    for plan in edition.dossier.plans:
        yield _plan(plan, edition)
    for session in edition.dossier.sessions:
        if _is_recent(session.time.day, edition) and not (session.cancelled or session.is_off):
            yield _schedule(session, edition)
            yield from _invitations(session, edition)
    for conclusion in edition.dossier.conclusions:
        if _is_recent(_day_of(conclusion.document), edition):
            yield _conclusion(conclusion, edition)


def _is_recent(day: date | None, edition: Edition) -> bool:
    return day is not None and day.year >= edition.as_of.year - 1


def _day_of(document: Document | None) -> date | None:
    return document.dated.last if document and document.dated else None


def _plan(plan: Plan, edition: Edition) -> PrintSheet:
    text = _text(plan, plan.document, edition)
    rules = _rules(plan.document, edition)
    body = _based(text.body, rules) or bodies.of_plan(plan, edition.authority, rules["bases_italic"])
    view = _view("plan", plan.document, text, _ended(body, plan.document, edition), edition, plan.title)
    return _sheet(plan, say("names.plan"), "ke-hoach", view, _day_for(plan.document, edition))


def _based(body: list[Part], rules: Format) -> list[Part]:
    """Legal bases before the first heading, as the rules want them to look."""
    start = next((at for at, part in enumerate(body) if part["kind"] == "heading"), 0)
    if not rules["bases_italic"]:
        return body
    return [_italic(part) if at < start and _is_basis(part) else part for at, part in enumerate(body)]


def _is_basis(part: Part) -> bool:
    return text_of(part).startswith(say("basis")) and text_of(part).rstrip().endswith(";")


def _italic(part: Part) -> Part:
    return {**part, "runs": [{**run, "i": True} for run in part["runs"]]}


def _conclusion(conclusion: Conclusion, edition: Edition) -> PrintSheet:
    text = _text(conclusion, conclusion.document, edition)
    body = text.body or [
        *bodies.of_conclusion(conclusion, edition.dossier.session_of(conclusion), edition.authority),
        *bodies.one(say("closing", edition.authority.name)),
    ]
    body = _ended(body, conclusion.document, edition)
    view = _view("conclusion", conclusion.document, text, body, edition, conclusion.title)
    return _sheet(
        conclusion, say("names.conclusion"), "thong-bao-ket-luan", view, _day_for(conclusion.document, edition)
    )


def _schedule(session: Session, edition: Edition) -> PrintSheet:
    document = _notice_of(session)
    changed = bool(session.times[1:] or session.places[1:])
    subject = say("schedule.changed" if changed else "schedule.subject", session.title)
    body = [*bodies.of_schedule(session, edition.authority), *bodies.one(say("closing", edition.authority.name))]
    view = _view("schedule", document, NO_TEXT, _ended(body, document, edition), edition, subject)
    return _sheet(session, say("names.schedule"), "thong-bao", view, _day_for(document, edition))


def _notice_of(session: Session) -> Document:
    """The notice's number and day; a later version of the schedule is another notice, not numbered yet."""
    document = session.document or _NO_DOCUMENT
    days = (*(one.published for one in session.times), *(one.published for one in session.places))
    last = max((day for day in days if day), default=None)
    first = _day_of(document)
    if last is None or (first and first >= last):
        return document
    if not (session.times[1:] or session.places[1:]):
        return document if first else document.model_copy(update={"dated": _on(last)})
    return document.model_copy(update={"number": None, "dated": _on(last)})


def _on(day: date) -> PartialDate:
    return PartialDate(slashed(day), Precision.DAY, day, day)


def _invitations(session: Session, edition: Edition) -> Iterator[PrintSheet]:
    """One for each group, as long as people can still be invited."""
    day = session.time.day
    if session.held or edition.ended or day is None or day < edition.as_of:
        return
    for at, group in enumerate(session.participants or (Participants(),), 1):
        yield _invitation(session, group, at, edition)


def _invitation(session: Session, group: Participants, at: int, edition: Edition) -> PrintSheet:
    authority = edition.authority
    rules = format_of(authority.style, edition.as_of)
    notice = session.document or _NO_DOCUMENT
    document = notice.model_copy(
        update={
            "number": None,
            "symbol": symbol_of(say("symbols.invitation"), session.document, rules),
            "dated": None,
            "recipients": (Recipient.model_validate({"nơi": say("invitation.as_above")}), *_archived(notice)),
        }
    )
    guest = BLANK * 12
    body = [*bodies.of_invitation(session, group, authority, guest), *bodies.one(say("invitation.closing"))]
    subject = say("invitation.subject", session.title)
    view = _view("invitation", document, NO_TEXT, _ended(body, document, edition), edition, subject)
    name = say("names.invitation_of", group.group) if group.group else say("names.invitation", at)
    return _sheet(session, name, f"giay-moi-{at}", view, _day_for(_notice_of(session), edition))


def _archived(document: Document) -> Iterable[Recipient]:
    return (one for one in document.recipients if one.archive)


NO_TEXT = Printed("", "", [], [], [])


def _text(record: Plan | Conclusion, document: Document, edition: Edition) -> Printed:
    return printed(parts_of(record.text, _names(document)), edition.authority.name) if record.text.strip() else NO_TEXT


def _names(document: Document) -> tuple[str, ...]:
    return (document.signer.name,) if document.signer and document.signer.name else ()


def _ended(body: list[Part], document: Document, edition: Edition) -> list[Part]:
    """The body with its closing sign: as printed, else as the rules have it."""
    sign = document.ending or _rules(document, edition)["ending"]
    last = body[-1] if body else None
    if last is None or last["kind"] == "table" or text_of(last).rstrip().endswith(("./.", sign)):
        return body
    runs = [dict(run) for run in last["runs"]]
    runs[-1]["t"] = runs[-1]["t"].rstrip(" .;") + sign
    return [*body[:-1], {**last, "runs": runs}]


def _rules(document: Document, edition: Edition) -> Format:
    return format_of(edition.authority.style, _day_for(document, edition))


def _day_for(document: Document, edition: Edition) -> date:
    """The document's own day, so that its sheet is the same on every later day; else when it could be signed."""
    ended = edition.ended.on if edition.ended else None
    return _day_of(document) or ended or edition.as_of


def _view(kind: str, document: Document, text: Printed, body: list[Part], edition: Edition, title: str) -> View:
    authority, rules = edition.authority, _rules(document, edition)
    lines, name = _signed(document, text, rules)
    type_name = text.type or say(f"types.{kind}")
    sample = wording().say("page.fictional").rstrip(".") if authority.fictional else ""
    return {
        "title": title,
        "authority": authority.name,
        "keywords": [sample] if sample else [],
        "layout": plain(rules),
        "superior": in_head(authority.parent),
        "issuer": in_head(authority.name),
        "number": runs_of(number_line(document, rules)),
        "date": runs_of(date_line(place_of(document, authority), document.dated)),
        "type": type_name.upper(),
        "subject": runs_of(text.subject or _subject(title, type_name)),
        "blocks": body,
        "recipients_lead": say("recipients"),
        "recipients": [runs_of(line) for line in _recipients(document, text)],
        "sign": lines,
        "signer": name,
        "foot": " · ".join(part for part in (sample, say("foot")) if part),
    }


def _subject(title: str, type_name: str) -> str:
    """The title without the type's name, which stands above it."""
    if not title.lower().startswith(type_name.lower()):
        return title
    rest = title[len(type_name) :].strip()
    return rest[:1].upper() + rest[1:] if rest else title


def _signed(document: Document, text: Printed, rules: Format) -> tuple[list[str], str]:
    signer = document.signer
    if signer is None and text.sign:
        *lines, name = text.sign
        signer = Person.model_validate({"họ tên": name, "chức vụ": "\n".join(lines) or None})
    return signature(signer, rules)


def _recipients(document: Document, text: Printed) -> list[str]:
    if not document.recipients:
        return [f"- {line}" for line in text.recipients]
    lines = [_recipient(one) for one in document.recipients]
    return [f"- {line}{'.' if at == len(lines) else ';'}" for at, line in enumerate(lines, 1)]


def _recipient(one: Recipient) -> str:
    if one.archive:
        lead = say("archive")
        return one.to if one.to.startswith(lead) else f"{lead}: {one.to}"
    return f"{one.to} ({one.purpose.value})" if one.purpose else one.to


def _sheet(record: Plan | Session | Conclusion, name: str, file: str, view: View, day: date) -> PrintSheet:
    where = addresses.of(record).removeprefix(addresses.AUTHORITIES)
    return PrintSheet(record.id, name, f"{PRINTS}{where}{file}.pdf", TEMPLATE, drawable(view), day)
