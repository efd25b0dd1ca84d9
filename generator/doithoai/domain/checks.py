"""What must hold between the records of one dossier; pure, each rule a small function."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date

from doithoai.domain.authority import Authority
from doithoai.domain.conclusion import Conclusion, Implementation
from doithoai.domain.dates import slashed
from doithoai.domain.event_checks import (
    EVENT_REFERENCES,
    EVENT_RULES,
    merged_in_circles,
    unlikely_due,
    withdrawn_for_others,
)
from doithoai.domain.fields import CODE
from doithoai.domain.flaws import Flaw, Loc
from doithoai.domain.leading import led_by, led_twice
from doithoai.domain.opinion import Opinion
from doithoai.domain.plan import Plan, PlannedSession
from doithoai.domain.publication import PublicationLog
from doithoai.domain.records import Record
from doithoai.domain.register import Dossier, beside_parts, home_of, is_in_its_year, session_id_of
from doithoai.domain.session import Session
from doithoai.domain.session_checks import SESSION_REFERENCES, SESSION_RULES
from doithoai.domain.topics import Topics
from doithoai.domain.word_checks import flaws_in_words
from doithoai.folding import did_you_mean, fold, meant, nearest
from doithoai.problems import Severity


def cross_check(
    dossier: Dossier, topics: Topics, sound: Collection[str] = (), parts: Collection[Record] = ()
) -> Iterator[Flaw]:
    """Every flaw of the dossier, whatever the day.

    `sound`: folders whose opinions were found to have no flaw, and which nothing has touched since. `parts`: what could
    be read of records that could not be read whole; only what they refer to, and what refers to them, is looked at.
    """
    known = beside_parts(dossier, parts)
    referring = _referring(dossier.authority)
    for record in dossier.records:
        if sound and isinstance(record, Opinion) and home_of(record) in sound:
            continue
        for rule in referring.get(type(record), ()):
            yield from rule(record, known, topics)
        for rule in _RULES.get(type(record), ()):
            yield from rule(record, dossier, topics)
        yield from flaws_in_words(record)
    for record in parts:
        for rule in referring.get(type(record), ()):
            yield from rule(record, known, topics)
    yield from merged_in_circles(dossier)
    yield from withdrawn_for_others(dossier)
    if dossier.authority.style:  # without it nobody knows how a number is written
        yield from _numbers_once(known)
    yield from _addresses_once(known)


def _known_topics(record: Plan | Session | Opinion, _dossier: Dossier, topics: Topics) -> Iterator[Flaw]:
    for index, name in enumerate(record.topics):
        if name and topics.find(name) is None:
            codes = [topic.code for topic in topics.topics]
            mend = did_you_mean(name, codes) if codes else "khai báo lĩnh vực trong content/linh-vuc.yml"
            yield Flaw(record, ("lĩnh vực", index), "unknown-topic", f"không có lĩnh vực “{name}”", mend)


def _planned_exist(plan: Plan, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    for index, planned in enumerate(plan.planned):
        loc = ("buổi dự kiến", index, "buổi")
        if planned.session and ".." in planned.session:
            what = f"“{planned.session}” không phải cách chỉ hồ sơ được phép"
            yield Flaw(plan, loc, "bad-reference", what, "ghi tên thư mục của buổi, không có “..”, ví dụ: doi-thoai-1")
        elif planned.session and not _is_there(plan, planned, dossier):
            what, mend = f"không có buổi “{planned.session}”", _session_meant(plan, planned.session, dossier)
            yield Flaw(plan, loc, "dangling", what, mend)


def _session_meant(plan: Plan, reference: str, dossier: Dossier) -> str:
    """Beside the plan a session of nearly that name, else one of just that name in another year's folder."""
    folders = [session.folder for session in dossier.sessions]
    near = [name for folder in folders if (name := folder.removeprefix(f"{plan.folder}/")) != folder]
    other = next((folder for folder in folders if folder.endswith(f"/{reference}")), None)
    if other:
        year, own = other.split("/")[-2], plan.folder.rpartition("/")[2]
        return f"buổi này nằm trong thư mục {year}: chuyển sang thư mục {own}, hoặc ghi vào kế hoạch ở {year}"
    return did_you_mean(reference, near) if near else "tạo hồ sơ: doithoai new session"


def _planned_once(plan: Plan, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    first: dict[str, int] = {}
    for index, planned in enumerate(plan.planned):
        session = dossier.planned_session(plan, planned)
        if session and first.setdefault(session.id, index) != index:
            what = f"buổi “{planned.session}” đã ghi cho buổi dự kiến thứ {first[session.id] + 1}"
            mend = "mỗi buổi dự kiến trỏ tới buổi của mình; gộp hai buổi làm một thật thì để nguyên"
            yield Flaw(plan, ("buổi dự kiến", index, "buổi"), "planned-twice", what, mend, Severity.WARNING)


def _is_there(plan: Plan, planned: PlannedSession, dossier: Dossier) -> bool:
    known = f"{plan.folder}/{planned.session}/lich" in dossier.absent
    return known or dossier.planned_session(plan, planned) is not None


def _plan_year_matches_folder(plan: Plan, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    folder = plan.folder.rpartition("/")[2]
    if not is_in_its_year(plan):
        what = f"“năm” là {plan.year} nhưng tệp nằm trong thư mục {folder}"
        yield Flaw(plan, ("năm",), "year-folder", what, f"sửa năm, hoặc chuyển tệp sang thư mục {plan.year}")


def _misprints_occur(plan: Plan, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    flat = " ".join(plan.text.split())
    for index, misprint in enumerate(plan.misprints):
        if misprint.printed not in flat:
            what = f"không thấy “{misprint.printed}” trong văn bản"
            yield Flaw(plan, ("lỗi in", index, "in là"), "misprint-absent", what, "chép đúng chữ như in trong văn bản")


def _has_session(record: Conclusion | Opinion, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    if dossier.session_of(record) is None and session_id_of(record) not in dossier.absent:
        folder = record.folder.removesuffix("/kien-nghi")
        what = f"thư mục {folder} không có lich.md (hay lich.yml)"
        yield Flaw(record, (), "no-session", what, "tạo buổi đối thoại trước: doithoai new session")


def _conclusion_refers(conclusion: Conclusion, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    known = [opinion.number for opinion in dossier.opinions_beside(conclusion)]
    for index, item in enumerate(conclusion.items):
        for position, reference in enumerate(item.opinions):
            if _is_no_opinion(reference, conclusion, dossier):
                loc = ("kết luận", index, "kiến nghị", position)
                mend = did_you_mean(reference, known) if known else "buổi này chưa có kiến nghị nào"
                yield Flaw(conclusion, loc, "dangling", f"không có kiến nghị “{reference}”", mend)


def _is_no_opinion(reference: str, seen_from: Record, dossier: Dossier) -> bool:
    found = not reference or dossier.opinion_at(seen_from, reference) is not None
    return not (found or dossier.is_absent_opinion(seen_from, reference))


def _conclusion_after_session(conclusion: Conclusion, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    session = dossier.session_of(conclusion)
    if session and session.held is None:
        what = "có thông báo kết luận nhưng buổi đối thoại chưa ghi “đã tổ chức”"
        mend = "ghi “đã tổ chức” vào tệp lich của buổi, hoặc xem lại thông báo này thuộc buổi nào"
        yield Flaw(conclusion, (), "concluded-not-held", what, mend, severity=Severity.WARNING)
    dated = conclusion.document.dated
    held = session.held.on if session and session.held else None
    if dated and dated.day and held and dated.day < held:
        what = f"thông báo kết luận ngày {slashed(dated.day)} có trước buổi đối thoại {slashed(held)}"
        yield Flaw(conclusion, ("thể thức văn bản", "ngày"), "conclusion-before", what, "xem lại ngày ký thông báo")


def _items_in_order(conclusion: Conclusion, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    """What was done and found, item by item, in the order of days and none before the notice."""
    dated = conclusion.document.dated
    signed = dated.day if dated and dated.day else date.min
    for index, item in enumerate(conclusion.items):
        progress, findings = ([one.on for one in item.progress], [one.on for one in item.findings])
        for key, steps in (("thực hiện", progress), ("giám sát", findings)):
            days = [signed, *steps]
            at = next((at for at in range(1, len(days)) if days[at] < days[at - 1]), 0)
            if at:
                after = "đứng sau ngày" if at > 1 else "có trước ngày ký thông báo"
                what = f"“{key}” ngày {slashed(days[at])} {after} {slashed(days[at - 1])}"
                mend = "xem lại ngày; xếp theo thứ tự ngày"
                yield Flaw(conclusion, ("kết luận", index, key, at - 1, "ngày"), "steps-disordered", what, mend)


def _done_with_evidence(conclusion: Conclusion, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    """A unit that says of itself that it is done says by what that can be seen."""
    for index, item in enumerate(conclusion.items):
        for at, one in enumerate(item.progress):
            if one.level is Implementation.DONE and not one.evidence:
                what = f"kết luận số {item.number} ghi “{one.level.value}” mà không nêu căn cứ"
                mend = "thêm vào lần này: căn cứ: (văn bản, biên bản, hình ảnh chứng minh)"
                yield Flaw(
                    conclusion, ("kết luận", index, "thực hiện", at), "done-unproven", what, mend, Severity.WARNING
                )


_DECLARE_AREAS = "khai báo trong co-quan.yml, mục “tổ dân phố, thôn”"


def _areas_known(record: Session | Opinion, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    key = "tổ dân phố, thôn"
    named: list[tuple[Loc, str | None]] = (
        [((key, at), code) for at, code in enumerate(record.areas)]
        if isinstance(record, Session)
        else [((key,), record.area)]
    )
    for loc, code in named:
        if code and dossier.authority.area(code) is None:
            areas = dossier.authority.areas
            meant = next((area.code for area in areas if fold(area.name) == fold(code)), code)
            mend = did_you_mean(meant, [area.code for area in areas]) if areas else _DECLARE_AREAS
            yield Flaw(record, loc, "unknown-area", f"không có tổ dân phố, thôn “{code}”", mend)


def _units_known(record: Opinion | Conclusion | Plan, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    """A unit may go by any name, and one that is nearly a unit's is a slip; a code of no unit refers to nothing."""
    units, names = dossier.authority.units, dossier.authority.unit_names
    for loc, name in _units_named(record):
        if not name or fold(name) in names:
            continue
        is_code = re.fullmatch(CODE, name) is not None
        near = nearest(name, names.values()) if is_code or not isinstance(record, Plan) else None
        if is_code:
            mend = meant(name, near) if near else _unit_to_name(name, [unit.code for unit in units])
            yield Flaw(record, loc, "unknown-unit", f"không có bộ phận mã “{name}”", mend)
        elif near:
            yield Flaw(record, loc, "unknown-unit", f"không có bộ phận “{name}”", meant(name, near), Severity.WARNING)


def _unit_to_name(name: str, codes: list[str]) -> str:
    return (did_you_mean(name, codes) if codes else _DECLARE_UNITS) + "; nơi ngoài danh sách thì ghi tên đầy đủ"


_DECLARE_UNITS = "khai báo trong co-quan.yml, mục “bộ phận”"


def _units_named(record: Opinion | Conclusion | Plan) -> Iterator[tuple[Loc, str | None]]:
    """Who is said to do something; a plan's units are printed as they like, so there only a code is looked at."""
    match record:
        case Opinion():
            yield from ((("diễn biến", at, "đơn vị"), event.by) for at, event in enumerate(record.events))
        case Plan():
            yield from ((("phân công", at, "đơn vị"), one.unit) for at, one in enumerate(record.assignments))
        case Conclusion():
            for index, item in enumerate(record.items):
                yield ("kết luận", index, "đơn vị"), item.owner
                found = enumerate(item.findings)
                yield from ((("kết luận", index, "giám sát", at, "đơn vị"), one.by) for at, one in found)


def _plan_due_likely(plan: Plan, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    given, due = plan.document.dated and plan.document.dated.first, plan.deadline and plan.deadline.latest
    if given and due:
        yield from unlikely_due(plan, ("hoàn thành",), given, due)


def _dues_likely(conclusion: Conclusion, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    given = conclusion.document.dated.first if conclusion.document.dated else None
    for index, item in enumerate(conclusion.items):
        if given and item.due:
            yield from unlikely_due(conclusion, ("kết luận", index, "hạn"), given, item.due)
        for at, one in enumerate(item.findings):
            if one.due:
                yield from unlikely_due(conclusion, ("kết luận", index, "giám sát", at, "hạn"), one.on, one.due)


def _log_in_order(log: PublicationLog, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    for index, entry in enumerate(log.entries):
        if entry.until and entry.until < entry.on:
            what = f"ngày gỡ {slashed(entry.until)} trước ngày dán {slashed(entry.on)}"
            yield Flaw(log, ("công khai", index, "đến ngày"), "removed-before", what, "xem lại ngày dán và ngày gỡ")


def _numbers_once(dossier: Dossier) -> Iterator[Flaw]:
    """Two records of one authority with the same number, symbol and year."""
    seen: dict[tuple[int, str, int | None], Record] = {}
    numbered: tuple[Plan | Session | Conclusion, ...] = (*dossier.plans, *dossier.sessions, *dossier.conclusions)
    for record in sorted(numbered, key=lambda one: one.id):
        document = record.document
        if document is None or document.number is None or not document.symbol:
            continue
        year = document.dated.year if document.dated else None
        identity = (document.number, fold(document.symbol), year)
        if identity in seen:
            number = document.number_line(dossier.authority.style)
            what = f"số {number} đã dùng cho {seen[identity].id}"
            yield Flaw(record, ("thể thức văn bản", "số"), "duplicate-number", what, "xem lại số của hai văn bản")
        seen.setdefault(identity, record)


def _addresses_once(dossier: Dossier) -> Iterator[Flaw]:
    """A session's folder called like a plan would take its page; an old address leads to one page."""
    for plan in dossier.plans:
        session = dossier.by_id.get(f"{plan.id}/lich")
        if session:
            name = plan.id.rpartition("/")[2]
            what = f"thư mục “{name}” của buổi đối thoại trùng tên với kế hoạch {name} nên hai trang trùng địa chỉ"
            yield Flaw(session, (), "same-address", what, "đổi tên thư mục của buổi, ví dụ: doi-thoai-1")
    for _, flaw in led_twice(led_by(dossier.records)):
        yield Flaw(dossier.by_id[flaw.record], flaw.loc, flaw.code, flaw.what, flaw.mend)


_Rule = Callable[..., Iterator[Flaw]]


_REFERENCES: dict[type[Record], tuple[_Rule, ...]] = {
    Plan: (_known_topics, _planned_exist, _planned_once, _units_known),
    Session: (_known_topics, _areas_known, *SESSION_REFERENCES),
    Conclusion: (_has_session, _conclusion_refers, _units_known),
    Opinion: (_known_topics, _has_session, _areas_known, *EVENT_REFERENCES, _units_known),
}
"""What refers to what. These alone look at records read in part, too: so they mind that a value may be None which no
whole record lacks, and of other records they ask nothing but the kind and the id.
"""

_NEEDED: dict[_Rule, str] = {_areas_known: "areas", _units_known: "units"}
"""Lists of the authority without which a rule has nothing to say; None where its file could not be read."""

_RULES: dict[type[Record], tuple[_Rule, ...]] = {
    Plan: (_plan_year_matches_folder, _misprints_occur, _plan_due_likely),
    Session: SESSION_RULES,
    Conclusion: (_conclusion_after_session, _items_in_order, _done_with_evidence, _dues_likely),
    Opinion: EVENT_RULES,
    PublicationLog: (_log_in_order,),
}
"""What else must hold of a record that was read whole, and of its own kind."""


def _referring(authority: Authority) -> dict[type[Record], tuple[_Rule, ...]]:
    """The rules about references that can be held by what is known of the authority."""
    unread = {rule for rule, name in _NEEDED.items() if getattr(authority, name) is None}
    if not unread:
        return _REFERENCES
    return {kind: tuple(rule for rule in rules if rule not in unread) for kind, rules in _REFERENCES.items()}
