"""What must hold between the records of one dossier; pure, each rule a small function."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import partial
from itertools import pairwise

from doithoai.domain.conclusion import Conclusion, ConclusionItem, Finding, Implementation, Progress
from doithoai.domain.dates import slashed
from doithoai.domain.documents import Misprint
from doithoai.domain.event_checks import (
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
from doithoai.domain.publication import Publication, PublicationLog
from doithoai.domain.records import Record
from doithoai.domain.register import Dossier, beside_parts, home_of, is_in_its_year, session_id_of
from doithoai.domain.session import Session
from doithoai.domain.session_checks import SESSION_RULES
from doithoai.domain.topics import Topics
from doithoai.domain.unread import Unread, as_far_as_read, each
from doithoai.domain.word_checks import flaws_in_words
from doithoai.folding import did_you_mean, fold, meant, nearest, slug
from doithoai.problems import Severity


def cross_check(
    dossier: Dossier, topics: Topics, sound: Collection[str] = (), parts: Collection[Record] = ()
) -> Iterator[Flaw]:
    """Every flaw of the dossier, whatever the day.

    `sound`: folders whose opinions were found to have no flaw, and which nothing has touched since. `parts`: what could
    be read of records that could not be read whole; a rule says of them what it can say without what is missing.
    """
    known = beside_parts(dossier, parts)
    for record in known.records:
        if sound and isinstance(record, Opinion) and home_of(record) in sound:
            continue
        for rule in _RULES.get(type(record), ()):
            try:
                yield from rule(record, known, topics)
            except Unread:
                continue
        yield from flaws_in_words(record)
    yield from merged_in_circles(known)
    yield from withdrawn_for_others(known)
    yield from as_far_as_read(_numbers_once(known))
    yield from _addresses_once(known)


def _known_topics(record: Plan | Session | Opinion, _dossier: Dossier, topics: Topics) -> Iterator[Flaw]:
    def known(index: int, name: str) -> tuple[Flaw, ...]:
        if topics.find(name) is not None:
            return ()
        codes = topics.known_codes
        mend = did_you_mean(name, codes) if codes else "khai báo lĩnh vực trong content/linh-vuc.yml"
        return (Flaw(record, ("lĩnh vực", index), "unknown-topic", f"không có lĩnh vực “{name}”", mend),)

    return each(record.topics, known)


def _planned_exist(plan: Plan, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    def exists(index: int, planned: PlannedSession) -> Iterator[Flaw]:
        loc = ("buổi dự kiến", index, "buổi")
        if planned.session and ".." in planned.session:
            what = f"“{planned.session}” không phải cách chỉ hồ sơ được phép"
            yield Flaw(plan, loc, "bad-reference", what, "ghi tên thư mục của buổi, không có “..”, ví dụ: doi-thoai-1")
        elif planned.session and not _is_there(plan, planned, dossier):
            what, mend = f"không có buổi “{planned.session}”", _session_meant(plan, planned.session, dossier)
            yield Flaw(plan, loc, "dangling", what, mend)

    return each(plan.planned, exists)


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

    def once(index: int, planned: PlannedSession) -> Iterator[Flaw]:
        session = dossier.planned_session(plan, planned)
        if session and first.setdefault(session.id, index) != index:
            what = f"buổi “{planned.session}” đã ghi cho buổi dự kiến thứ {first[session.id] + 1}"
            mend = "mỗi buổi dự kiến trỏ tới buổi của mình; gộp hai buổi làm một thật thì để nguyên"
            yield Flaw(plan, ("buổi dự kiến", index, "buổi"), "planned-twice", what, mend, Severity.WARNING)

    return each(plan.planned, once)


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

    def occurs(index: int, misprint: Misprint) -> Iterator[Flaw]:
        if misprint.printed not in flat:
            what = f"không thấy “{misprint.printed}” trong văn bản"
            yield Flaw(plan, ("lỗi in", index, "in là"), "misprint-absent", what, "chép đúng chữ như in trong văn bản")

    return each(plan.misprints, occurs)


def _has_session(record: Conclusion | Opinion, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    if dossier.session_of(record) is None and session_id_of(record) not in dossier.absent:
        folder = record.folder.removesuffix("/kien-nghi")
        what = f"thư mục {folder} không có lich.md (hay lich.yml)"
        yield Flaw(record, (), "no-session", what, "tạo buổi đối thoại trước: doithoai new session")


def _conclusion_refers(conclusion: Conclusion, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    known = [opinion.number for opinion in dossier.opinions_beside(conclusion)]

    def refers(index: int, at: int, reference: str) -> Iterator[Flaw]:
        if _is_no_opinion(reference, conclusion, dossier):
            loc = ("kết luận", index, "kiến nghị", at)
            mend = did_you_mean(reference, known) if known else "buổi này chưa có kiến nghị nào"
            yield Flaw(conclusion, loc, "dangling", f"không có kiến nghị “{reference}”", mend)

    return each(conclusion.items, lambda index, item: each(item.opinions, partial(refers, index)))


def _is_no_opinion(reference: str, seen_from: Record, dossier: Dossier) -> bool:
    found = dossier.opinion_at(seen_from, reference) is not None
    return not (found or dossier.is_absent_opinion(seen_from, reference))


def _concluded_when_held(conclusion: Conclusion, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    session = dossier.session_of(conclusion)
    if session and session.held is None:
        what = "có thông báo kết luận nhưng buổi đối thoại chưa ghi “đã tổ chức”"
        mend = "ghi “đã tổ chức” vào tệp lich của buổi, hoặc xem lại thông báo này thuộc buổi nào"
        yield Flaw(conclusion, (), "concluded-not-held", what, mend, severity=Severity.WARNING)


def _conclusion_after_session(conclusion: Conclusion, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    session = dossier.session_of(conclusion)
    dated = conclusion.document.dated
    held = session.held.on if session and session.held else None
    if dated and dated.day and held and dated.day < held:
        what = f"thông báo kết luận ngày {slashed(dated.day)} có trước buổi đối thoại {slashed(held)}"
        yield Flaw(conclusion, ("thể thức văn bản", "ngày"), "conclusion-before", what, "xem lại ngày ký thông báo")


def _items_in_order(conclusion: Conclusion, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    """What was done and found, item by item, in the order of days and none before the notice."""

    def in_order(index: int, item: ConclusionItem) -> Iterator[Flaw]:
        yield from as_far_as_read(_steps_in_order(conclusion, (index, "thực hiện"), lambda: item.progress))
        yield from as_far_as_read(_steps_in_order(conclusion, (index, "giám sát"), lambda: item.findings))

    return each(conclusion.items, in_order)


def _steps_in_order(
    conclusion: Conclusion, where: tuple[int, str], steps: Callable[[], tuple[Progress | Finding, ...]]
) -> Iterator[Flaw]:
    days = list(each(steps(), lambda at, one: ((at, one.on),)))
    (index, key), notice = where, -1
    for (earlier, before), (at, day) in pairwise(((notice, _signed(conclusion)), *days)):
        if day < before:
            after = "có trước ngày ký thông báo" if earlier == notice else "đứng sau ngày"
            what = f"“{key}” ngày {slashed(day)} {after} {slashed(before)}"
            mend = "xem lại ngày; xếp theo thứ tự ngày"
            yield Flaw(conclusion, ("kết luận", index, key, at, "ngày"), "steps-disordered", what, mend)
            return


def _signed(conclusion: Conclusion) -> date:
    """The day of the notice; where that is not known, one before all others."""
    try:
        return (conclusion.document.dated and conclusion.document.dated.day) or date.min
    except Unread:
        return date.min


def _done_with_evidence(conclusion: Conclusion, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    """A unit that says of itself that it is done says by what that can be seen."""

    def proven(index: int, which: str, at: int, one: Progress) -> Iterator[Flaw]:
        if one.level is Implementation.DONE and not one.evidence:
            what = f"kết luận {which} ghi “{one.level.value}” mà không nêu căn cứ"
            mend = "thêm vào lần này: căn cứ: (văn bản, biên bản, hình ảnh chứng minh)"
            loc = ("kết luận", index, "thực hiện", at)
            yield Flaw(conclusion, loc, "done-unproven", what, mend, Severity.WARNING)

    def all_proven(index: int, item: ConclusionItem) -> Iterator[Flaw]:
        number = item.if_read("number")
        which = "này" if number is None else f"số {number}"
        return each(item.progress, partial(proven, index, which))

    return each(conclusion.items, all_proven)


def _to_declare(key: str, code: str) -> str:
    """How to mend that an authority lists nothing under a key."""
    return f"khai báo trong co-quan.yml, mục “{key}”, mỗi mục hai dòng: “- mã: {slug(code)}” và “tên: …”"


def _areas_known(record: Session | Opinion, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    authority, key = dossier.authority, "tổ dân phố, thôn"

    def known(code: str | None, *loc: str | int) -> tuple[Flaw, ...]:
        if not code or authority.may_have_area(code):
            return ()
        codes = authority.area_codes
        mend = did_you_mean(authority.areas_by_name.get(fold(code), code), codes) if codes else _to_declare(key, code)
        return (Flaw(record, loc, "unknown-area", f"không có tổ dân phố, thôn “{code}”", mend),)

    if isinstance(record, Session):
        return each(record.areas, lambda at, code: known(code, key, at))
    return iter(known(record.area, key))


def _units_known(record: Opinion | Conclusion | Plan, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    """A unit may go by any name, and one that is nearly a unit's is a slip; a code of no unit refers to nothing."""
    authority = dossier.authority

    def known(loc: Loc, name: str | None) -> tuple[Flaw, ...]:
        if not name or authority.may_have_unit(name):
            return ()
        names = authority.unit_names.values()
        is_code = re.fullmatch(CODE, name) is not None
        near = nearest(name, names) if is_code or not isinstance(record, Plan) else None
        if is_code:
            mend = meant(name, near) if near else _unit_to_name(name, authority.unit_codes)
            return (Flaw(record, loc, "unknown-unit", f"không có bộ phận mã “{name}”", mend),)
        what = f"không có bộ phận “{name}”"
        return (Flaw(record, loc, "unknown-unit", what, meant(name, near), Severity.WARNING),) if near else ()

    return _of_units_named(record, known)


def _unit_to_name(name: str, codes: tuple[str, ...]) -> str:
    mend = did_you_mean(name, codes) if codes else _to_declare("bộ phận", name)
    return f"{mend}; nơi ngoài danh sách thì ghi tên đầy đủ"


def _of_units_named(
    record: Opinion | Conclusion | Plan, told: Callable[[Loc, str | None], tuple[Flaw, ...]]
) -> Iterator[Flaw]:
    """What is told of who is said to do something; a plan's units are printed as they like."""
    match record:
        case Opinion():
            yield from each(record.events, lambda at, event: told(("diễn biến", at, "đơn vị"), event.by))
        case Plan():
            yield from each(record.assignments, lambda at, one: told(("phân công", at, "đơn vị"), one.unit))
        case Conclusion():
            yield from each(record.items, lambda at, item: told(("kết luận", at, "đơn vị"), item.owner))
            yield from each(
                record.items,
                lambda at, item: each(
                    item.findings, lambda row, one: told(("kết luận", at, "giám sát", row, "đơn vị"), one.by)
                ),
            )


def _plan_due_likely(plan: Plan, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    given, due = plan.document.dated and plan.document.dated.first, plan.deadline and plan.deadline.latest
    if given and due:
        yield from unlikely_due(plan, ("hoàn thành",), given, due)


def _dues_likely(conclusion: Conclusion, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    def likely(index: int, item: ConclusionItem) -> Iterator[Flaw]:
        given = conclusion.document.dated.first if conclusion.document.dated else None
        if given and item.due:
            yield from unlikely_due(conclusion, ("kết luận", index, "hạn"), given, item.due)

    return each(conclusion.items, likely)


def _dues_found_likely(conclusion: Conclusion, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    def likely(index: int, at: int, one: Finding) -> Iterator[Flaw]:
        if one.due:
            yield from unlikely_due(conclusion, ("kết luận", index, "giám sát", at, "hạn"), one.on, one.due)

    return each(conclusion.items, lambda index, item: each(item.findings, partial(likely, index)))


def _log_in_order(log: PublicationLog, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    def in_order(index: int, entry: Publication) -> Iterator[Flaw]:
        if entry.until and entry.until < entry.on:
            what = f"ngày gỡ {slashed(entry.until)} trước ngày dán {slashed(entry.on)}"
            yield Flaw(log, ("công khai", index, "đến ngày"), "removed-before", what, "xem lại ngày dán và ngày gỡ")

    return each(log.entries, in_order)


def _numbers_once(dossier: Dossier) -> Iterator[Flaw]:
    """Two records of one authority with the same number, symbol and year."""
    style = dossier.authority.style  # without it nobody knows how a number is written
    seen: dict[tuple[int, str, int | None], Record] = {}
    numbered: tuple[Plan | Session | Conclusion, ...] = (*dossier.plans, *dossier.sessions, *dossier.conclusions)

    def once(_: int, record: Plan | Session | Conclusion) -> Iterator[Flaw]:
        document = record.document
        if document is None or document.number is None or not document.symbol:
            return
        year = document.dated.year if document.dated else None
        identity = (document.number, fold(document.symbol), year)
        if identity in seen:
            what = f"số {document.number_line(style)} đã dùng cho {seen[identity].id}"
            yield Flaw(record, ("thể thức văn bản", "số"), "duplicate-number", what, "xem lại số của hai văn bản")
        seen.setdefault(identity, record)

    yield from each(sorted(numbered, key=lambda one: one.id), once)


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


_RULES: dict[type[Record], tuple[_Rule, ...]] = {
    Plan: (
        _known_topics,
        _planned_exist,
        _planned_once,
        _units_known,
        _plan_year_matches_folder,
        _misprints_occur,
        _plan_due_likely,
    ),
    Session: (_known_topics, _areas_known, *SESSION_RULES),
    Conclusion: (
        _has_session,
        _conclusion_refers,
        _units_known,
        _concluded_when_held,
        _conclusion_after_session,
        _items_in_order,
        _done_with_evidence,
        _dues_likely,
        _dues_found_likely,
    ),
    Opinion: (_known_topics, _has_session, _areas_known, _units_known, *EVENT_RULES),
    PublicationLog: (_log_in_order,),
}
"""What must hold of a record; each is one statement, which ends where it needs what was not read (`domain/unread.py`).

One that says something of each item of a list says it by `each`, so that it ends for that item alone.
"""
