"""Official documents in the layout that the issuer's rules demand: State bodies, Party bodies.

official   a draft laid out     bodies, replies, reports   what documents say
formats    rules of layout      passages, printed          text as blocks, without what the layout repeats
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from doithoai.channels.noticeboard import bodies
from doithoai.channels.noticeboard.bodies import say
from doithoai.channels.noticeboard.formats import BLANK, Format, format_of, symbol_of
from doithoai.channels.noticeboard.official import NO_DOCUMENT, NO_TEXT, Draft, day_of, is_recent, official, rules_for
from doithoai.channels.noticeboard.passages import Part, parts_of, text_of
from doithoai.channels.noticeboard.printed import Printed, printed
from doithoai.channels.noticeboard.replies import replies
from doithoai.channels.noticeboard.reports import digest, results
from doithoai.channels.noticeboard.sheet import PrintSheet
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.dates import PartialDate, Precision, slashed
from doithoai.domain.documents import Document, Participants, Recipient
from doithoai.domain.edition import Edition
from doithoai.domain.plan import Plan
from doithoai.domain.session import Session


def documents(edition: Edition) -> Iterator[PrintSheet]:
    """Every plan, and of this year and the last: notices, invitations still of use, conclusions, replies, reports."""
    for plan in edition.dossier.plans:
        yield _plan(plan, edition)
    for session in edition.dossier.sessions:
        if is_recent(_when(session), edition):
            yield from _of_session(session, edition)
    for conclusion in edition.dossier.conclusions:
        if is_recent(day_of(conclusion.document), edition):
            yield _conclusion(conclusion, edition)
    for opinion in edition.dossier.opinions:
        yield from replies(opinion, edition)


def _of_session(session: Session, edition: Edition) -> Iterator[PrintSheet]:
    if not (session.cancelled or session.is_off):
        yield _schedule(session, edition)
        yield from _invitations(session, edition)
        yield from digest(session, _notice_of(session), edition)
    yield from results(session, _notice_of(session), edition)


def _when(session: Session) -> date | None:
    return session.held.on if session.held else session.time.day


def _plan(plan: Plan, edition: Edition) -> PrintSheet:
    text = _text(plan, plan.document, edition)
    rules = rules_for(plan.document, edition)
    body = _based(text.body, rules) or bodies.of_plan(plan, edition.authority, rules["bases_italic"])
    draft = Draft("plan", plan.title, plan.document, body, text, copied=plan.source is not None)
    return official(plan, say("names.plan"), "ke-hoach", draft, edition)


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
    draft = Draft("conclusion", conclusion.title, conclusion.document, body, text, copied=conclusion.source is not None)
    return official(conclusion, say("names.conclusion"), "thong-bao-ket-luan", draft, edition)


def _schedule(session: Session, edition: Edition) -> PrintSheet:
    subject = say("schedule.changed" if bodies.superseded(session) else "schedule.subject", session.title)
    body = [*bodies.of_schedule(session, edition.authority), *bodies.one(say("closing", edition.authority.name))]
    draft = Draft("schedule", subject, _notice_of(session), body)
    return official(session, say("names.schedule"), "thong-bao", draft, edition)


def _notice_of(session: Session) -> Document:
    """The notice's number and day; a later version of the schedule is another notice, not numbered yet."""
    document = session.document or NO_DOCUMENT
    days = (*(one.published for one in session.times), *(one.published for one in session.places))
    last = max((day for day in days if day), default=None)
    first = day_of(document)
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
    notice = session.document or NO_DOCUMENT
    document = notice.model_copy(
        update={
            "number": None,
            "symbol": symbol_of(say("symbols.invitation"), session.document, rules),
            "dated": None,
            "recipients": (Recipient.model_validate({"nơi": say("as_above")}), *_archived(notice)),
        }
    )
    guest = BLANK * 12
    body = [*bodies.of_invitation(session, group, authority, guest), *bodies.one(say("invitation.closing"))]
    subject = say("invitation.subject", session.title)
    name = say("names.invitation_of", group.group) if group.group else say("names.invitation", at)
    draft = Draft("invitation", subject, document, body, day=day_of(_notice_of(session)))
    return official(session, name, f"giay-moi-{at}", draft, edition)


def _archived(document: Document) -> Iterable[Recipient]:
    return (one for one in document.recipients if one.archive)


def _text(record: Plan | Conclusion, document: Document, edition: Edition) -> Printed:
    return printed(parts_of(record.text, _names(document)), edition.authority.name) if record.text.strip() else NO_TEXT


def _names(document: Document) -> tuple[str, ...]:
    return (document.signer.name,) if document.signer and document.signer.name else ()
