"""The shapes of the open data: per kind of record the fields that are given away, and no other."""

from __future__ import annotations

from typing import Any

from doithoai.channels.opendata.shapes import (
    CLOCK,
    DAY,
    PARTIAL,
    PROSE,
    TEXT,
    TEXTS,
    WHOLE,
    YES,
    Field,
    Json,
    Shape,
    Type,
    many,
    nested,
    of,
    one,
    one_of,
    projected,
    single,
    some_of,
)
from doithoai.domain import addresses, spoken_code
from doithoai.domain.amending import Amendment, Redaction
from doithoai.domain.authority import (
    Area,
    Authority,
    AuthorityType,
    Contact,
    Succession,
    SuccessionEvent,
    Successor,
    Unit,
)
from doithoai.domain.conclusion import Conclusion, ConclusionItem, Finding, Implementation, Monitored, Progress
from doithoai.domain.corrections import Claim, Correction
from doithoai.domain.documents import (
    AgendaItem,
    Document,
    LegalBasis,
    Participants,
    Person,
    Purpose,
    Quota,
    Recipient,
    Source,
    Style,
)
from doithoai.domain.edition import Edition
from doithoai.domain.opinion import Event, Opinion, OpinionClass, Received, Stage, Step
from doithoai.domain.plan import Assignment, Plan, PlanGenre, PlannedSession, Task
from doithoai.domain.publication import Cause, Channel, Publication, PublicationLog
from doithoai.domain.records import Kind, Record
from doithoai.domain.session import (
    Held,
    Intake,
    Mode,
    Notice,
    Occasion,
    Openness,
    PlaceVersion,
    Session,
    TimeVersion,
)
from doithoai.domain.standing import Answer, Group, Resolution, SessionState, events_of
from doithoai.domain.withdrawn import Withdrawal, Withdrawn

ID = Type({"type": "string"})
LINK = Type({"type": ["string", "null"]})


def _code(record: Any, _edition: Edition) -> str:
    return spoken_code.code_of(record)


def _ref(record: Record | None) -> str | None:
    return record.id if record else None


COMMON: Shape = (
    Field("id", "Mã hồ sơ: không đổi, không dùng lại", ID, lambda one, _: one.id, listed=True),
    Field(
        "kind", "Loại hồ sơ", Type({"enum": [kind.value for kind in Kind]}), lambda one, _: one.kind.value, listed=True
    ),
    Field("url", "Trang của hồ sơ, tính từ gốc của trang web", ID, lambda one, _: addresses.of(one), listed=True),
    Field("authority", "Mã cơ quan", ID, lambda one, _: one.authority_id, listed=True),
    Field(
        "fictional", "true: dữ liệu minh họa, không có thật", YES, lambda _, edition: edition.authority.fictional,
        listed=True,
    ),
)  # fmt: skip
TITLED: Shape = (
    *COMMON,
    Field("code", "Mã tra cứu: tám chữ số, dùng qua điện thoại và trên giấy", ID, _code, listed=True),
)

QUOTA: Shape = (
    Field("per", "Tính theo đơn vị nào, ví dụ: tổ dân phố", TEXT, lambda one, _: one.counted.per),
    Field("least", "Ít nhất; “trên 100” là 101", WHOLE, lambda one, _: one.counted.least),
    Field("most", "Nhiều nhất; “dưới 150” là 149", WHOLE, lambda one, _: one.counted.most),
    Field("about", "true: văn bản chỉ nêu con số khoảng chừng, dự kiến", YES, lambda one, _: one.counted.about),
    of(Quota, "printed", TEXT),
    of(Quota, "note", TEXT),
)
PERSON: Shape = (of(Person, "name", TEXT), of(Person, "position", TEXT), of(Person, "on_behalf", TEXT))
RECIPIENT: Shape = (
    of(Recipient, "to", TEXT),
    of(Recipient, "purpose", one_of(Purpose)),
    of(Recipient, "archive", YES),
)
DOCUMENT: Shape = (
    of(Document, "number", WHOLE),
    of(Document, "symbol", TEXT),
    of(Document, "as_printed", TEXT),
    of(Document, "dated", PARTIAL),
    of(Document, "dated_as_printed", TEXT),
    of(Document, "place", TEXT),
    single(Document, "signer", PERSON),
    nested(Document, "recipients", RECIPIENT),
)
SOURCE: Shape = (
    of(Source, "description", TEXT),
    of(Source, "address", TEXT),
    of(Source, "seen", PARTIAL),
    of(Source, "note", TEXT),
)
AMENDMENT: Shape = (
    of(Amendment, "published", DAY),
    of(Amendment, "wrong", TEXT),
    of(Amendment, "right", TEXT),
    of(Amendment, "reason", TEXT),
)
CORRECTION: Shape = (*AMENDMENT, of(Correction, "causes", some_of(Cause)))
REDACTION: Shape = (
    of(Redaction, "on", DAY),
    of(Redaction, "where", TEXT),
    of(Redaction, "reason", TEXT),
    of(Redaction, "by", TEXT),
)
CLAIM: Shape = (
    of(Claim, "received", DAY),
    of(Claim, "said", TEXT),
    of(Claim, "answered", DAY),
    of(Claim, "outcome", TEXT),
)
PARTICIPANTS: Shape = (
    of(Participants, "group", TEXT),
    of(Participants, "members", TEXTS),
    single(Participants, "quota", QUOTA),
)
AGENDA: Shape = (of(AgendaItem, "text", TEXT), of(AgendaItem, "minutes", WHOLE), of(AgendaItem, "by", TEXT))


def _topics(record: Any, edition: Edition) -> tuple[str, ...]:
    return edition.topics.codes(record.topics)


def _topics_field() -> Field:
    return Field("topics", "Mã các lĩnh vực", TEXTS, _topics, listed=True)


def _number_line(record: Any, edition: Edition) -> str | None:
    document = record.document
    return document.number_line(edition.authority.style) if document else None


NUMBER = Field("document_number", "Số, ký hiệu văn bản; dấu … là chỗ văn bản để trống", TEXT, _number_line, listed=True)
DATED = Field(
    "document_date",
    "Ngày văn bản, ghi như biết được",
    PARTIAL,
    lambda record, _: record.document.dated if record.document else None,
    listed=True,
)

PLANNED: Shape = (
    of(PlannedSession, "title", TEXT),
    of(PlannedSession, "when", PARTIAL),
    of(PlannedSession, "where", TEXT),
    of(PlannedSession, "audience", TEXT),
    of(PlannedSession, "session", TEXT),
    of(PlannedSession, "note", TEXT),
)
TASK: Shape = (of(Task, "text", TEXT), of(Task, "due", TEXT))
ASSIGNMENT: Shape = (of(Assignment, "unit", TEXT), nested(Assignment, "tasks", TASK))
BASIS: Shape = (
    of(LegalBasis, "as_printed", TEXT),
    of(LegalBasis, "reference", TEXT),
    of(LegalBasis, "dated", PARTIAL),
    of(LegalBasis, "issuer", TEXT),
    of(LegalBasis, "title", TEXT),
    of(LegalBasis, "clause", TEXT),
    of(LegalBasis, "note", TEXT),
)
PLAN: Shape = (
    *TITLED,
    of(Plan, "title", TEXT, listed=True),
    of(Plan, "year", WHOLE, listed=True),
    of(Plan, "genre", one_of(PlanGenre), listed=True),
    NUMBER,
    DATED,
    single(Plan, "document", DOCUMENT),
    nested(Plan, "legal_bases", BASIS),
    of(Plan, "purposes", TEXTS),
    of(Plan, "requirements", TEXTS),
    of(Plan, "mottos", TEXTS),
    of(Plan, "mode", TEXT),
    of(Plan, "contents", TEXTS),
    _topics_field(),
    of(Plan, "audience", TEXT),
    of(Plan, "deadline", PARTIAL, listed=True),
    nested(Plan, "planned", PLANNED),
    nested(Plan, "chairs", PERSON),
    nested(Plan, "secretaries", PERSON),
    nested(Plan, "participants", PARTICIPANTS),
    nested(Plan, "agenda", AGENDA),
    of(Plan, "conduct", TEXTS),
    nested(Plan, "assignments", ASSIGNMENT),
    nested(Plan, "corrections", CORRECTION),
    nested(Plan, "claims", CLAIM),
    nested(Plan, "redactions", REDACTION),
    of(Plan, "text", PROSE),
    single(Plan, "source", SOURCE),
)

TIME: Shape = (
    of(TimeVersion, "when", PARTIAL),
    of(TimeVersion, "starts", CLOCK),
    of(TimeVersion, "ends", CLOCK),
    of(TimeVersion, "published", DAY),
    of(TimeVersion, "reason", TEXT),
)
PLACE: Shape = (
    of(PlaceVersion, "name", TEXT),
    of(PlaceVersion, "address", TEXT),
    of(PlaceVersion, "directions", TEXT),
    of(PlaceVersion, "published", DAY),
    of(PlaceVersion, "reason", TEXT),
)
NOTICE: Shape = (of(Notice, "published", DAY), of(Notice, "reason", TEXT), of(Notice, "next", TEXT))
HELD: Shape = (
    of(Held, "on", DAY),
    of(Held, "attendance", WHOLE),
    of(Held, "speakers", WHOLE),
    of(Held, "summary", TEXT),
)


def _place(session: Session, _edition: Edition) -> str | None:
    return session.place.name if session.place else None


INTAKE: Shape = (of(Intake, "until", DAY), of(Intake, "ways", TEXTS))
SESSION: Shape = (
    *TITLED,
    of(Session, "title", TEXT, listed=True),
    Field("state", "Tình trạng, tính từ các ngày trong hồ sơ", one_of(SessionState),
          lambda one, edition: edition.state(one), listed=True),
    Field("when", "Ngày tổ chức đang có hiệu lực", PARTIAL, lambda one, _: one.when, listed=True),
    Field("starts", "Giờ bắt đầu", CLOCK, lambda one, _: one.time.starts, listed=True),
    Field("ends", "Giờ kết thúc", CLOCK, lambda one, _: one.time.ends, listed=True),
    Field("place", "Địa điểm đang có hiệu lực", TEXT, _place, listed=True),
    of(Session, "occasion", one_of(Occasion), listed=True),
    of(Session, "mode", one_of(Mode), listed=True),
    of(Session, "openness", one_of(Openness), listed=True),
    of(Session, "audience", TEXT),
    of(Session, "areas", TEXTS),
    _topics_field(),
    nested(Session, "times", TIME),
    nested(Session, "places", PLACE),
    nested(Session, "chairs", PERSON),
    nested(Session, "secretaries", PERSON),
    nested(Session, "participants", PARTICIPANTS),
    of(Session, "contents", TEXTS),
    nested(Session, "agenda", AGENDA),
    single(Session, "intake", INTAKE),
    NUMBER,
    single(Session, "document", DOCUMENT),
    nested(Session, "postponements", NOTICE),
    single(Session, "cancelled", NOTICE),
    single(Session, "held", HELD),
    nested(Session, "corrections", CORRECTION),
    nested(Session, "claims", CLAIM),
    nested(Session, "redactions", REDACTION),
    Field("plan", "Mã kế hoạch", LINK, lambda one, edition: _ref(edition.dossier.plan_of(one))),
    Field("conclusion", "Mã thông báo kết luận", LINK, lambda one, edition: _ref(edition.dossier.conclusion_of(one)),
          listed=True),
    Field("opinion_count", "Số kiến nghị", WHOLE, lambda one, edition: len(edition.dossier.opinions_of(one)),
          listed=True),
    of(Session, "text", PROSE),
    single(Session, "source", SOURCE),
)  # fmt: skip

SESSION_OF = Field(
    "session", "Mã buổi đối thoại", LINK, lambda one, edition: _ref(edition.dossier.session_of(one)), listed=True
)

PROGRESS: Shape = (
    of(Progress, "on", DAY),
    of(Progress, "level", one_of(Implementation)),
    of(Progress, "evidence", TEXT),
)


FINDING: Shape = (
    of(Finding, "on", DAY),
    of(Finding, "result", one_of(Monitored)),
    Field("by", "Đơn vị giám sát", TEXT,
          lambda found, edition: edition.authority.unit_name(found.by) if found.by else None),
    of(Finding, "text", TEXT),
    of(Finding, "document", TEXT),
    of(Finding, "due", DAY),
)  # fmt: skip


def _named_opinions(item: ConclusionItem, _edition: Edition) -> tuple[str, ...]:
    return item.opinions


ITEM: Shape = (
    of(ConclusionItem, "number", WHOLE),
    of(ConclusionItem, "text", TEXT),
    Field("owner", "Đơn vị được giao", TEXT,
          lambda item, edition: edition.authority.unit_name(item.owner) if item.owner else None),
    of(ConclusionItem, "due", DAY),
    Field("opinions", "Số các kiến nghị được kết luận, trong buổi đối thoại này", TEXTS, _named_opinions),
    Field("level", "Đã thực hiện đến đâu", one_of(Implementation), lambda item, _: item.level),
    nested(ConclusionItem, "progress", PROGRESS),
    Field("monitored", "Giám sát thấy làm đến đâu", one_of(Monitored), lambda item, _: item.monitored),
    nested(ConclusionItem, "findings", FINDING),
)  # fmt: skip
CONCLUSION: Shape = (
    *TITLED,
    of(Conclusion, "title", TEXT, listed=True),
    NUMBER,
    DATED,
    Field(
        "session", "Mã buổi đối thoại", LINK, lambda one, edition: _ref(edition.dossier.session_of(one)), listed=True
    ),
    of(Conclusion, "summary", TEXT, listed=True),
    single(Conclusion, "document", DOCUMENT),
    nested(Conclusion, "items", ITEM),
    nested(Conclusion, "corrections", CORRECTION),
    nested(Conclusion, "claims", CLAIM),
    nested(Conclusion, "redactions", REDACTION),
    of(Conclusion, "text", PROSE),
    single(Conclusion, "source", SOURCE),
)

EVENT: Shape = (
    of(Event, "on", DAY),
    of(Event, "step", one_of(Step)),
    Field("by", "Đơn vị làm việc này hoặc được giao", TEXT,
          lambda event, edition: edition.authority.unit_name(event.by) if event.by else None),
    of(Event, "authority", TEXT),
    Field("monitored", "true: mở lại theo kết quả giám sát ghi ở thông báo kết luận, không phải cơ quan tự ghi", YES,
          lambda event, _: event.monitored),
    of(Event, "text", TEXT),
    of(Event, "document", TEXT),
    of(Event, "due", DAY),
    of(Event, "to", TEXT),
    of(Event, "into", TEXT),
)  # fmt: skip


def _events(opinion: Opinion, edition: Edition) -> list[dict[str, Json]]:
    return [projected(EVENT, one, edition) for one in events_of(opinion, edition.dossier)]


RECEIVED: Shape = (of(Received, "on", DAY), of(Received, "stage", one_of(Stage)), of(Received, "via", TEXT))
OPINION: Shape = (
    *TITLED,
    of(Opinion, "title", TEXT, listed=True),
    of(Opinion, "opinion_class", one_of(OpinionClass), "class", listed=True),
    SESSION_OF,
    Field("area", "Mã tổ dân phố, thôn", TEXT, lambda one, _: one.area, listed=True),
    _topics_field(),
    Field("received_on", "Ngày tiếp nhận", DAY, lambda one, _: one.received.on, listed=True),
    Field("answer", "Đã trả lời chưa", one_of(Answer), lambda one, edition: edition.standing(one).answer, listed=True),
    Field("resolution", "Đã giải quyết chưa", one_of(Resolution),
          lambda one, edition: edition.standing(one).resolution, listed=True),
    Field("group", "Nhóm tình trạng", one_of(Group), lambda one, edition: edition.standing(one).group, listed=True),
    Field("owner", "Đơn vị đang chịu trách nhiệm", TEXT, lambda one, edition: _owner(one, edition), listed=True),
    Field("due", "Hạn giải quyết", DAY, lambda one, edition: edition.standing(one).due, listed=True),
    Field("late", "true: đã quá hạn mà chưa xong", YES, lambda one, edition: edition.late(one), listed=True),
    Field("since", "Ngày có diễn biến mới nhất", DAY, lambda one, edition: edition.standing(one).since, listed=True),
    of(Opinion, "raised_by", TEXT),
    single(Opinion, "received", RECEIVED),
    Field("events", "Các việc đã xảy ra, theo thứ tự ngày", many(EVENT), _events),
    nested(Opinion, "corrections", CORRECTION),
    nested(Opinion, "claims", CLAIM),
    nested(Opinion, "redactions", REDACTION),
    of(Opinion, "text", PROSE),
)  # fmt: skip


def _owner(opinion: Opinion, edition: Edition) -> str | None:
    owner = edition.standing(opinion).owner
    return edition.authority.unit_name(owner) if owner else None


PUBLICATION: Shape = (
    of(Publication, "on", DAY),
    of(Publication, "at", CLOCK),
    of(Publication, "channel", one_of(Channel)),
    of(Publication, "cause", one_of(Cause)),
    of(Publication, "where", TEXT),
    of(Publication, "until", DAY),
    of(Publication, "by", TEXT),
    of(Publication, "evidence", TEXT),
    of(Publication, "skipped", TEXT),
)
LOG: Shape = (
    *COMMON,
    nested(PublicationLog, "entries", PUBLICATION),
    nested(PublicationLog, "corrections", AMENDMENT),
    nested(PublicationLog, "redactions", REDACTION),
)

AREA: Shape = (
    of(Area, "code", TEXT),
    of(Area, "name", TEXT),
    of(Area, "households", WHOLE),
    of(Area, "board", TEXT),
)
UNIT: Shape = (of(Unit, "code", TEXT), of(Unit, "name", TEXT))
CONTACT: Shape = (
    of(Contact, "phone", TEXTS),
    of(Contact, "email", TEXTS),
    of(Contact, "address", TEXT),
    of(Contact, "counter", TEXT),
    of(Contact, "hours", TEXT),
    of(Contact, "website", TEXT),
)
SUCCESSOR: Shape = (
    of(Successor, "name", TEXT),
    of(Successor, "authority", TEXT),
    of(Successor, "share", TEXT),
)
SUCCESSION: Shape = (
    of(Succession, "event", one_of(SuccessionEvent)),
    of(Succession, "on", DAY),
    of(Succession, "basis", TEXT),
    nested(Succession, "successors", SUCCESSOR),
    of(Succession, "note", TEXT),
)
AUTHORITY: Shape = (
    *COMMON,
    of(Authority, "name", TEXT, listed=True),
    of(Authority, "type", one_of(AuthorityType), listed=True),
    of(Authority, "style", one_of(Style)),
    of(Authority, "place", TEXT, listed=True),
    of(Authority, "district", TEXT),
    of(Authority, "province", TEXT, listed=True),
    of(Authority, "parent", TEXT),
    of(Authority, "head", TEXT),
    single(Authority, "contact", CONTACT),
    nested(Authority, "areas", AREA),
    nested(Authority, "units", UNIT),
    Field("succession", "Cơ quan đã kết thúc, sáp nhập, chia tách, tính đến ngày của dữ liệu", one(SUCCESSION),
          lambda _, edition: projected(SUCCESSION, edition.ended, edition) if edition.ended else None),
    single(Authority, "source", SOURCE),
)  # fmt: skip

WITHDRAWAL: Shape = (
    of(Withdrawal, "on", DAY),
    of(Withdrawal, "reason", TEXT),
    of(Withdrawal, "by", TEXT),
    of(Withdrawal, "document", TEXT),
    nested(Withdrawal, "redactions", REDACTION),
)
WITHDRAWN: Shape = (*COMMON, single(Withdrawn, "withdrawal", WITHDRAWAL))

SHAPES: dict[Kind, Shape] = {
    Kind.AUTHORITY: AUTHORITY,
    Kind.PLAN: PLAN,
    Kind.SESSION: SESSION,
    Kind.CONCLUSION: CONCLUSION,
    Kind.OPINION: OPINION,
    Kind.PUBLICATION_LOG: LOG,
    Kind.WITHDRAWN: WITHDRAWN,
}
"""Every kind of record and what is given away of it; a test demands one per kind."""

LISTS: dict[Kind, str] = {
    Kind.PLAN: "plans",
    Kind.SESSION: "sessions",
    Kind.CONCLUSION: "conclusions",
    Kind.OPINION: "opinions",
}
"""Kinds that have lists and tables, and the names of their files."""
