"""Written replies to opinions: a letter to whoever raised it, who is never named."""

from __future__ import annotations

from collections.abc import Iterator

from doithoai.channels.noticeboard.bodies import capital, closed, one, say
from doithoai.channels.noticeboard.formats import BLANK, is_own, letter_of
from doithoai.channels.noticeboard.official import NO_DOCUMENT, Draft, is_recent, official, rules_for
from doithoai.channels.noticeboard.passages import Part, paragraph, parts_of, quoted
from doithoai.channels.noticeboard.sheet import PrintSheet
from doithoai.domain.dates import PartialDate, Precision, slashed
from doithoai.domain.documents import Document
from doithoai.domain.edition import Edition
from doithoai.domain.opinion import Event, Opinion, Step
from doithoai.domain.session import Session
from doithoai.domain.standing import Group, Standing, Standings


def replies(opinion: Opinion, edition: Edition) -> Iterator[PrintSheet]:
    """One letter for each written answer of this year and the last; a unit's own letters have its own layout."""
    written = [event for event in opinion.events if event.step is Step.ANSWERED_IN_WRITING and not opinion.is_withheld]
    for at, event in enumerate(written, 1):
        if not (is_recent(event.on, edition) and is_own(event.document, _notice(opinion, edition))):
            continue
        file = "van-ban-tra-loi" if at == 1 else f"van-ban-tra-loi-{at}"
        name = say("names.reply", event.document) if event.document else say("names.reply_of", slashed(event.on))
        yield official(opinion, name, file, _letter(opinion, event, edition), edition)


def _letter(opinion: Opinion, event: Event, edition: Edition) -> Draft:
    session = edition.dossier.session_of(opinion)
    now = Standings(edition.dossier, event.on).of(opinion)
    about = say("reply.about", opinion.opinion_class.value, opinion.number, opinion.title)
    body = [*_asked(opinion, edition), *_answered(event, opinion, now, edition), *_closing(edition)]
    document = _document(event, _notice(opinion, edition), edition)
    return Draft("reply", about, document, body, to=(_to(opinion, session),), day=event.on)


def _notice(opinion: Opinion, edition: Edition) -> Document:
    """A document of the same body, which tells how it signs and numbers."""
    session = edition.dossier.session_of(opinion)
    if session and session.document:
        return session.document
    conclusion = edition.dossier.conclusion_of(session) if session else None
    return conclusion.document if conclusion else NO_DOCUMENT


def _document(event: Event, notice: Document, edition: Edition) -> Document:
    on = PartialDate(slashed(event.on), Precision.DAY, event.on, event.on)
    letter = letter_of(event.document, notice, rules_for(NO_DOCUMENT, edition, event.on))
    archived = tuple(one for one in notice.recipients if one.archive)
    return letter.model_copy(update={"dated": on, "recipients": archived})


def _to(opinion: Opinion, session: Session | None) -> str:
    """`Một hộ dân Tổ dân phố số 1 (người nêu kiến nghị số 001, buổi đối thoại ngày 14/3/2026)`."""
    raised = ", ".join((say("reply.raiser", opinion.opinion_class.value, opinion.number), *_at(session)))
    return f"{opinion.raised_by} ({raised})" if opinion.raised_by else capital(raised)


def _at(session: Session | None) -> Iterator[str]:
    day = (session.held.on if session.held else session.time.day) if session else None
    if day:
        yield say("reply.session", slashed(day))


def _asked(opinion: Opinion, edition: Edition) -> Iterator[Part]:
    asked = say("reply.opening", edition.authority.name, opinion.opinion_class.value, opinion.number)
    yield paragraph(f"{asked} ({received(opinion)}): {closed(opinion.title)}")
    yield from quoted(parts_of(opinion.text))


def received(opinion: Opinion) -> str:
    """`nhận ngày 24/2/2026 qua phiếu lấy ý kiến`; without a way, when it was raised."""
    how = opinion.received
    more = say("reply.via", how.via) if how.via else say("reply.stage", how.stage.value)
    return say("reply.received", slashed(how.on)) + more


def _answered(event: Event, opinion: Opinion, now: Standing, edition: Edition) -> Iterator[Part]:
    authority = edition.authority
    yield paragraph(say("reply.answer", authority.name))
    said = [event.text, *_decided(event, opinion)]
    yield from (part for text in said if text for part in parts_of(closed(text)))
    if not any(said):
        yield paragraph(BLANK * 12)
    if event.by:
        yield paragraph(say("reply.by", authority.unit_name(event.by)))
    if now.owner and now.group in (Group.DOING, Group.WAITING):
        name = "reply.owner_due" if now.due else "reply.owner"
        yield paragraph(say(name, authority.unit_name(now.owner), slashed(now.due) if now.due else ""))


_DECIDED = (Step.RESOLVED, Step.PARTLY_RESOLVED, Step.EXPLAINED, Step.NOT_FEASIBLE)


def _decided(event: Event, opinion: Opinion) -> Iterator[str | None]:
    """What was decided on the day of the letter, which tells it."""
    return (one.text for one in opinion.events if one.on == event.on and one.step in _DECIDED)


def _closing(edition: Edition) -> list[Part]:
    """Whom to ask, as far as it is known, and that this is the answer."""
    contact = edition.authority.contact
    counter = [say("reply.counter", contact.counter)] if contact.counter else []
    ways = [*counter, *([say("reply.phone", ", ".join(contact.phone))] if contact.phone else [])]
    ask = [paragraph(say("reply.ask", say("or").join(ways)))] if ways else []
    return [*ask, *one(say("reply.closing", edition.authority.name))]
