"""An official document before it is set: what it says, laid out by its issuer's rules, as one view that both the
typesetter and the word processor draw."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from doithoai.channels.noticeboard.bodies import capital, say
from doithoai.channels.noticeboard.formats import (
    Format,
    SignLine,
    date_line,
    format_of,
    in_head,
    number_line,
    place_of,
    plain,
    signature,
)
from doithoai.channels.noticeboard.passages import Part, runs_of, text_of
from doithoai.channels.noticeboard.printed import Printed
from doithoai.channels.noticeboard.sheet import PrintSheet, View
from doithoai.domain import addresses
from doithoai.domain.authority import SuccessionEvent
from doithoai.domain.dates import slashed
from doithoai.domain.documents import Document, Person, Recipient
from doithoai.domain.edition import Edition
from doithoai.domain.prints import PRINTS
from doithoai.domain.records import Record
from doithoai.engines.glyphs import drawable
from doithoai.engines.theme import wording

TEMPLATE = "van-ban.typ"
NO_DOCUMENT = Document()
NO_TEXT = Printed("", "", [], [], [])


class Draft(Struct, frozen=True):
    """What a document says: `kind` names its type in the wording; `text` is what was printed of it; `day` decides whose
    rules it follows, where it has no date of its own. `copied`: its blanks are those of the document itself."""

    kind: str
    title: str
    document: Document
    body: list[Part]
    text: Printed = NO_TEXT
    to: tuple[str, ...] = ()
    day: date | None = None
    copied: bool = False


def official(record: Record, name: str, file: str, draft: Draft, edition: Edition) -> PrintSheet:
    """The sheet of a draft; `name` is what pages call it, `file` its name without an ending."""
    where = addresses.of(record).removeprefix(addresses.AUTHORITIES)
    path, day = f"{PRINTS}{where}{file}.pdf", _day(draft, edition)
    return PrintSheet(record.id, name, path, TEMPLATE, drawable(_view(draft, edition)), day)


def day_of(document: Document | None) -> date | None:
    """The last day that a document's date can mean."""
    return document.dated.last if document and document.dated else None


def is_recent(day: date | None, edition: Edition) -> bool:
    """Of this year or the last."""
    return day is not None and day.year >= edition.as_of.year - 1


def rules_for(document: Document, edition: Edition, day: date | None = None) -> Format:
    """The rules that a document follows."""
    return format_of(edition.authority.style, _in_force(document, day, edition))


def _day(draft: Draft, edition: Edition) -> date:
    return _in_force(draft.document, draft.day, edition)


def _in_force(document: Document, day: date | None, edition: Edition) -> date:
    """The document's own day, so that its sheet is the same on every later day; else when it could be signed."""
    ended = edition.ended.on if edition.ended else None
    return day_of(document) or day or ended or edition.as_of


def _view(draft: Draft, edition: Edition) -> View:
    authority, document, text = edition.authority, draft.document, draft.text
    rules = rules_for(document, edition, draft.day)
    lines, name = _signed(document, text, rules)
    type_name = text.type or say(f"types.{draft.kind}")
    sample = wording().say("page.fictional").rstrip(".") if authority.fictional else ""
    addressed = draft.to if draft.kind in rules["addressed"] else ()
    return {
        "title": capital(draft.title),
        "authority": authority.name,
        "keywords": [sample] if sample else [],
        "layout": plain(rules),
        "superior": in_head(authority.parent),
        "issuer": in_head(authority.name),
        "number": runs_of(number_line(document, rules)),
        "date": runs_of(date_line(_place(draft, edition), document.dated)),
        "type": type_name.upper(),
        "subject": runs_of(text.subject or _subject(draft.title, type_name, rules)),
        "to_lead": say("to"),
        "to": [runs_of(one) for one in addressed],
        "blocks": _ended(draft.body, document.ending or rules["ending"]),
        "recipients_lead": say("recipients"),
        "recipients": [runs_of(line) for line in _recipients(document, text, rules, bool(addressed))],
        "sign": lines,
        "signer": name,
        "foot": " · ".join(part for part in (sample, say("foot"), _gone(edition)) if part),
    }


def _place(draft: Draft, edition: Edition) -> str:
    return (draft.document.place or "") if draft.copied else place_of(draft.document, edition.authority)


def _gone(edition: Edition) -> str:
    """That the issuer is no more: a loose sheet has no banner."""
    gone = edition.ended
    if gone is None:
        return ""
    since = f" {wording().say('page.from_day')} {slashed(gone.on)}" if gone.on else ""
    how = "" if gone.event is SuccessionEvent.DISSOLVE else f" ({gone.event.value})"
    return f"{say('gone')}{since}{how}"


def _subject(title: str, type_name: str, rules: Format) -> str:
    """The title without the type's name, which stands above it; a letter's with its lead."""
    if not type_name:
        return f"{rules['letter']['lead']}{title}"
    starts = title.lower().startswith(type_name.lower())
    rest = (title[len(type_name) :].strip() if starts else "") or title
    return capital(rest) if rules["capital"] else rest


def _ended(body: list[Part], sign: str) -> list[Part]:
    """The body with its closing sign."""
    last = body[-1] if body else None
    if last is None or last["kind"] == "table" or text_of(last).rstrip().endswith(("./.", sign)):
        return body
    runs = [dict(run) for run in last["runs"]]
    runs[-1]["t"] = runs[-1]["t"].rstrip(" .;") + sign
    return [*body[:-1], {**last, "runs": runs}]


def _signed(document: Document, text: Printed, rules: Format) -> tuple[list[SignLine], str]:
    signer = document.signer
    if signer is None and text.sign:
        *lines, name = text.sign
        signer = Person.model_validate({"họ tên": name, "chức vụ": "\n".join(lines) or None})
    return signature(signer, rules)


def _recipients(document: Document, text: Printed, rules: Format, addressed: bool) -> list[str]:
    if not document.recipients and not addressed:
        return [f"- {line}" for line in text.recipients]
    lines = [say("as_above")] if addressed else []
    lines += [_recipient(one, rules) for one in document.recipients]
    return [f"- {line}{'.' if at == len(lines) else ';'}" for at, line in enumerate(lines, 1)]


def _recipient(one: Recipient, rules: Format) -> str:
    if one.archive:
        lead = rules["archive"]
        return one.to if one.to.startswith(lead.rstrip(": ")) else f"{lead}{one.to}"
    return f"{one.to} ({one.purpose.value})" if one.purpose else one.to
