"""What a record tells, fact by fact: all that nobody may change in silence once it was published.

A fact has a name within its record (`thời gian 1`) and a value that can be written back into the record's file
(`ngày: 14/3/2026 | từ: 8h00`). Of a text (`diễn biến 14/3/2026, mở lại, lời`) the value is a seal, from which no word
can be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from doithoai.domain.amending import Amendment
from doithoai.domain.announced import Announced
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.corrections import Corrected, Correction
from doithoai.domain.dates import clocked, slashed, written
from doithoai.domain.documents import Document
from doithoai.domain.opinion import Opinion
from doithoai.domain.phrases import seal_of, words_of
from doithoai.domain.plan import Plan
from doithoai.domain.publication import PublicationLog
from doithoai.domain.records import Record
from doithoai.domain.session import PlaceVersion, Session, TimeVersion
from doithoai.domain.withdrawn import WITHDRAWAL, Withdrawn
from doithoai.domain.wordings import Loc, parts_of, texts_of

JOIN = " | "
"""Between the parts of a value; no file can hold it within one of them and be read back otherwise."""

SINCE = ", công bố"
"""Ends the name of the day on which a version was made public."""

TITLE, TIME, PLACE, NUMBER, DATED = "tiêu đề", "thời gian", "địa điểm", "số", "ngày"
INTAKE = "góp ý trước, hạn"
CLASS, STAGE, AREA, TOPICS = "loại ý kiến", "tiếp nhận, giai đoạn", "tổ dân phố, thôn", "lĩnh vực"
BY_PLAN = "kế hoạch"
LINKED = ", kiến nghị"
"""Ends the name of the opinions that a conclusion answers."""
AREAS, WHOLE = "tổ dân phố, thôn được dự", "cả địa bàn"
UNTIL = ", đến ngày"
"""Ends the name of the day on which a paper came down."""
SKIPPED = "không thực hiện"
CORRECTION, REDACTION = "đính chính", "lược bỏ"
WORDS = ", lời"
"""Ends the name of what something says in its own words."""


class Fact(Struct, frozen=True):
    """One fact of a record as it stands: its name, its value, and where it stands in the file."""

    name: str
    value: str
    loc: Loc
    said: tuple[str, ...] = ()
    """Of a text its words, part by part."""


def facts_of(record: Record) -> Iterator[Fact]:
    """The facts of a record that nobody may change in silence, each name once."""
    facts = list(_facts(record))
    for name, fact in zip(_numbered(fact.name for fact in facts), facts, strict=True):
        yield fact if name == fact.name else replace(fact, name=name)


def _numbered(names: Iterable[str]) -> Iterator[str]:
    """Each name once: of equal ones the second is `… (2)`."""
    counted: dict[str, int] = {}
    for name in names:
        count = counted[name] = counted.get(name, 0) + 1
        yield name if count == 1 else f"{name} ({count})"


def _facts(record: Record) -> Iterator[Fact]:
    for kind, told in _TOLD:
        if isinstance(record, kind):
            yield from told(record)
    if isinstance(record, Amended):
        yield from _of_amended(record)
    if isinstance(record, Corrected):
        yield from _of_claims(record)
    if isinstance(record, Announced):
        yield from _of_announced(record)
    for name, loc, parts in texts_of(record):
        yield from _words(name, loc, parts)


Amended = Corrected | PublicationLog | Withdrawn
"""Records that say what they had said wrongly, and what was taken out of them."""


def amendments_of(record: Record) -> tuple[Amendment, ...]:
    """What a record says that it had said wrongly."""
    return record.corrections if isinstance(record, Corrected | PublicationLog) else ()


def _of_amended(record: Amended) -> Iterator[Fact]:
    for at, one in enumerate(amendments_of(record)):
        name = f"{CORRECTION} {at + 1}"
        yield Fact(name, slashed(one.published), (CORRECTION, at))
        if isinstance(one, Correction) and one.causes:
            yield Fact(f"{name}, sai ở", ", ".join(cause.value for cause in one.causes), (CORRECTION, at, "sai ở"))
        yield from _words(name, (CORRECTION, at), parts_of(one))
    above = (WITHDRAWAL,) if isinstance(record, Withdrawn) else ()
    for at, gone in enumerate(record.redactions):
        name, loc = ", ".join((*above, f"{REDACTION} {at + 1}")), (*above, REDACTION, at)
        yield Fact(name, slashed(gone.on), loc)
        yield from _words(name, loc, parts_of(gone))


def _of_claims(record: Corrected) -> Iterator[Fact]:
    for at, claim in enumerate(record.claims):
        name, loc = f"phản ánh sai, nhận {slashed(claim.received)}", ("phản ánh sai", at)
        yield Fact(name, "", loc)
        if claim.answered:
            yield Fact(f"{name}, trả lời", slashed(claim.answered), (*loc, "trả lời"))
        yield from _words(name, loc, parts_of(claim))


def _of_announced(record: Announced) -> Iterator[Fact]:
    for at, done in enumerate(record.done):
        name, loc = f"việc đã làm, {done.what}", ("việc đã làm", at)
        yield Fact(name, slashed(done.on), loc)
        yield from _words(name, loc, parts_of(done))
    for at, script in enumerate(record.approvals):
        name = f"đã duyệt {slashed(script.on)}, {script.cause.value} {script.version}"
        yield from _words(name, ("đã duyệt", at, "lời đọc"), (script.text,))


def _words(name: str, loc: Loc, parts: tuple[str, ...]) -> Iterator[Fact]:
    """What a thing says in its own words, sealed; nothing where it says nothing."""
    words = words_of("\n".join(parts))
    if words:
        yield Fact(f"{name}{WORDS}", seal_of(words), loc, parts)


def _of_plan(plan: Plan) -> Iterator[Fact]:
    yield Fact(TITLE, plan.title, (TITLE,))
    yield from _of_document(plan.document)
    yield from _listed(TOPICS, plan.topics, ("lĩnh vực",))
    if plan.deadline and plan.deadline.last:
        yield Fact("hoàn thành", written(plan.deadline), ("hoàn thành",))
    for at, one in enumerate(plan.planned):
        where = [("địa điểm", one.where)] if one.where else []
        when = ("thời gian", written(one.when) if one.when.last else "thông báo sau")
        name, loc = f"buổi dự kiến {at + 1}", ("buổi dự kiến", at)
        yield Fact(name, _joined([("tên", one.title), when, *where]), loc)
        yield from _words(name, loc, parts_of(one))


def _of_session(session: Session) -> Iterator[Fact]:
    yield Fact(TITLE, session.title, (TITLE,))
    for key, chosen in (("loại", session.occasion), ("hình thức", session.mode), ("ai được dự", session.openness)):
        yield Fact(key, chosen.value, (key,))
    yield Fact(AREAS, JOIN.join(session.areas) or WHOLE, ("tổ dân phố, thôn",))
    yield from _listed(TOPICS, session.topics, ("lĩnh vực",))
    if session.plan:
        yield Fact(BY_PLAN, session.plan, (BY_PLAN,))
    yield from _versions(TIME, session.times)
    yield from _versions(PLACE, session.places)
    for at, notice in enumerate(session.postponements):
        yield Fact("hoãn", slashed(notice.published), ("hoãn", at, "công bố"))
    if session.cancelled:
        yield Fact("hủy", slashed(session.cancelled.published), ("hủy", "công bố"))
    if session.intake and session.intake.until:
        yield Fact(INTAKE, slashed(session.intake.until), ("góp ý trước", "hạn"))
    if session.held:
        yield Fact("đã tổ chức", slashed(session.held.on), ("đã tổ chức", "ngày"))
    if session.document:
        yield from _of_document(session.document)


def _versions(name: str, versions: Iterable[TimeVersion | PlaceVersion]) -> Iterator[Fact]:
    for at, version in enumerate(versions):
        words = _time(version) if isinstance(version, TimeVersion) else _place(version)
        yield Fact(f"{name} {at + 1}", words, (name, at))
        if version.published:
            yield Fact(f"{name} {at + 1}{SINCE}", slashed(version.published), (name, at, "công bố"))
        yield from _words(f"{name} {at + 1}", (name, at), parts_of(version))


def _time(version: TimeVersion) -> str:
    clocks = (("từ", version.starts), ("đến", version.ends))
    parts = [("ngày", written(version.when) if version.when.last else "thông báo sau")]
    parts += [(key, clocked(clock)) for key, clock in clocks if clock]
    return _joined(parts)


def _place(version: PlaceVersion) -> str:
    return _joined([("nơi", version.name), *([("địa chỉ", version.address)] if version.address else [])])


def _listed(name: str, codes: tuple[str, ...], loc: Loc) -> Iterator[Fact]:
    """All codes of a list as one fact, so that one that is taken out is missed; nothing where there are none."""
    if codes:
        yield Fact(name, JOIN.join(codes), loc)


def _joined(parts: Iterable[tuple[str, str]]) -> str:
    return JOIN.join(f"{key}: {value}" for key, value in parts)


def _of_document(document: Document) -> Iterator[Fact]:
    if document.number is not None:
        number = f"{document.number}{JOIN}{document.symbol}" if document.symbol else str(document.number)
        yield Fact(NUMBER, number, ("thể thức văn bản", "số"))
    if document.dated and document.dated.last:
        yield Fact(DATED, written(document.dated), ("thể thức văn bản", "ngày"))


def _of_conclusion(conclusion: Conclusion) -> Iterator[Fact]:
    yield Fact(TITLE, conclusion.title, (TITLE,))
    yield from _of_document(conclusion.document)
    for at, item in enumerate(conclusion.items):
        due = [("hạn", slashed(item.due))] if item.due else []
        name, loc = f"kết luận {item.number}", ("kết luận", at)
        yield Fact(name, _joined([("nội dung", item.text), *due]), loc)
        if item.owner:
            yield Fact(f"{name}, đơn vị", item.owner, (*loc, "đơn vị"))
        yield from _listed(f"{name}{LINKED}", item.opinions, (*loc, "kiến nghị"))
        for row, done in enumerate(item.progress):
            step, at_row = f"{name}, thực hiện {slashed(done.on)}, {done.level.value}", (*loc, "thực hiện", row)
            yield Fact(step, "", at_row)
            yield from _words(step, (*at_row, "căn cứ"), parts_of(done))
        for row, found in enumerate(item.findings):
            again = _joined([("hạn", slashed(found.due))]) if found.due else ""
            step, at_row = f"{name}, giám sát {slashed(found.on)}, {found.result.value}", (*loc, "giám sát", row)
            yield Fact(step, again, at_row)
            yield from _words(step, at_row, parts_of(found))


def _of_opinion(opinion: Opinion) -> Iterator[Fact]:
    yield Fact(TITLE, opinion.title, (TITLE,))
    yield Fact("tiếp nhận", slashed(opinion.received.on), ("tiếp nhận", "ngày"))
    yield Fact(STAGE, opinion.received.stage.value, ("tiếp nhận", "giai đoạn"))
    yield Fact(CLASS, opinion.opinion_class.value, ("loại",))
    if opinion.area:
        yield Fact(AREA, opinion.area, ("tổ dân phố, thôn",))
    yield from _listed(TOPICS, opinion.topics, ("lĩnh vực",))
    for at, (name, event) in enumerate(zip(step_names(opinion), opinion.events, strict=True)):
        due = _joined([("hạn", slashed(event.due))]) if event.due else ""
        yield Fact(name, due, ("diễn biến", at))
        named = {"đơn vị": event.by, "cơ quan": event.authority, "văn bản": event.document,
                 "chuyển đến": event.to, "gộp vào": event.into}  # fmt: skip
        for key, value in named.items():
            if value:
                yield Fact(f"{name}, {key}", value, ("diễn biến", at, key))
        yield from _words(name, ("diễn biến", at, "nội dung"), parts_of(event))


def _of_log(log: PublicationLog) -> Iterator[Fact]:
    for at, (name, entry) in enumerate(zip(entry_names(log), log.entries, strict=True)):
        yield Fact(name, SKIPPED if entry.skipped else "", ("công khai", at))
        if entry.where:
            yield Fact(f"{name}, nơi", entry.where, ("công khai", at, "nơi"))
        if entry.until:
            yield Fact(f"{name}{UNTIL}", slashed(entry.until), ("công khai", at, "đến ngày"))
        yield from _words(name, ("công khai", at), parts_of(entry))


def step_names(opinion: Opinion) -> Iterator[str]:
    """For each step of an opinion the name of its fact."""
    return _numbered(f"diễn biến {slashed(event.on)}, {event.step.value}" for event in opinion.events)


def entry_names(log: PublicationLog) -> Iterator[str]:
    """For each entry of a log the name of its fact."""
    return _numbered(
        f"công khai {slashed(one.on)}{' ' + clocked(one.at) if one.at else ''}, {one.channel.value}, {one.cause.value}"
        for one in log.entries
    )


def _of_withdrawn(record: Withdrawn) -> Iterator[Fact]:
    yield Fact(WITHDRAWAL, slashed(record.withdrawal.on), (WITHDRAWAL, "ngày"))
    yield from _words(WITHDRAWAL, (WITHDRAWAL,), parts_of(record.withdrawal))


_Told = Callable[..., Iterator[Fact]]
_TOLD: tuple[tuple[type[Record], _Told], ...] = (
    (Session, _of_session),
    (Plan, _of_plan),
    (Conclusion, _of_conclusion),
    (Opinion, _of_opinion),
    (PublicationLog, _of_log),
    (Withdrawn, _of_withdrawn),
)


def bare_name(name: str) -> str:
    """Without its count among equal ones, or among notes, which what is added above it would change."""
    return _NOTE.sub(r"\1\2", _COUNT.sub("", name))


_COUNT = re.compile(r" \(\d+\)")
_NOTE = re.compile(rf"(^|, )({CORRECTION}|{REDACTION}) \d+")


def says_words(name: str) -> bool:
    """Whether a name is that of a text."""
    return bare_name(name).endswith(WORDS)


def speaker_of(name: str) -> str:
    """The name of what says a text: `chương trình (2)` of `chương trình, lời (2)`."""
    head, _, count = name.rpartition(WORDS)
    return f"{head}{count}"


def kind_of_note(name: str) -> str:
    """`lược bỏ` of `thu hồi, lược bỏ 1, lời`; nothing of what is no note's text."""
    found = _NOTE.search(name) if name.endswith(WORDS) else None
    return found.group(2) if found else ""
