"""What stands at the address of a record that was taken back, and the marks it leaves in lists."""

from __future__ import annotations

from doithoai.channels.site.changes import redactions_view
from doithoai.channels.site.page import Page, View
from doithoai.channels.site.parts import Links, frame_of
from doithoai.domain import addresses
from doithoai.domain.dates import slashed
from doithoai.domain.edition import Edition
from doithoai.domain.withdrawn import Withdrawn
from doithoai.engines.theme import wording


def withdrawn_page(record: Withdrawn, edition: Edition) -> Page:
    """The notice: which record, when, why, by whom; never what it said."""
    address = addresses.of(record)
    links = Links(address)
    session = edition.dossier.session_of(record)
    trail = [(addresses.of(session), session.title)] if session else []
    notice = record.withdrawal
    view: View = {
        **frame_of(record, edition, links, trail),
        "on": slashed(notice.on),
        "reason": notice.reason,
        "by": notice.by,
        "document": notice.document or "",
        "redactions": redactions_view(record.redactions),
        "session": links.record(session),
    }
    title = wording().say("withdrawn.title", name_of(record))
    description = wording().say("withdrawn.description", name_of(record), slashed(notice.on), notice.reason)
    return Page(address, "withdrawn.html", title, description, view)


def name_of(record: Withdrawn) -> str:
    """`Kiến nghị số 003`, `Thông báo kết luận`: all that may still be said."""
    name = wording().say(f"withdrawn.kinds.{record.was.value}")
    return f"{name} {record.number}" if record.was.value == "kien-nghi" else name


def withdrawn_rows(records: tuple[Withdrawn, ...], links: Links) -> list[View]:
    """Withdrawn records as a list marks them."""
    return [
        {
            "href": links.to(addresses.of(one)),
            "text": name_of(one),
            "on": slashed(one.withdrawal.on),
            "reason": one.withdrawal.reason,
            "id": one.id,
        }
        for one in records
    ]
