"""What must hold between the records of one dossier; pure, each rule a small function."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

from doithoai.domain.announced import Announced
from doithoai.domain.conclusion import Conclusion, Implementation
from doithoai.domain.corrections import Corrected
from doithoai.domain.dates import Precision, clocked, slashed, written
from doithoai.domain.event_checks import EVENT_RULES, merged_in_circles, unlikely_due, withdrawn_for_others
from doithoai.domain.facts import CORRECTION, REDACTION, Amended, facts_of
from doithoai.domain.fields import CODE
from doithoai.domain.flaws import Flaw, Loc
from doithoai.domain.lifecycle import MAY_FOLLOW, states_in_time
from doithoai.domain.links import links_in, record_of
from doithoai.domain.opinion import Opinion
from doithoai.domain.phrases import OMITTED, words_of
from doithoai.domain.plan import Plan, PlannedSession
from doithoai.domain.publication import PublicationLog
from doithoai.domain.records import Record
from doithoai.domain.register import UNDATED, Dossier, Unresolved, beside, session_id_of
from doithoai.domain.session import PlaceVersion, Session, TimeVersion
from doithoai.domain.standing import SessionState
from doithoai.domain.topics import Topics
from doithoai.domain.withdrawn import WITHDRAWAL, Withdrawn
from doithoai.folding import did_you_mean, fold, meant, nearest
from doithoai.problems import Severity, shorten


def cross_check(dossier: Dossier, topics: Topics) -> Iterator[Flaw]:
    """Every flaw of the dossier, whatever the day."""
    for record in dossier.records:
        for kind, rules in _RULES:
            if isinstance(record, kind):
                for rule in rules:
                    yield from rule(record, dossier, topics)
        yield from flaws_in_words(record)
    yield from merged_in_circles(dossier)
    yield from withdrawn_for_others(dossier)
    yield from _numbers_once(dossier)
    yield from _addresses_once(dossier)


def flaws_in_words(record: Record) -> Iterator[Flaw]:
    """What rules say of a record's own words, which need no other record: an edit of nothing else can break them."""
    if isinstance(record, Corrected):
        yield from _corrections_made(record)
    if isinstance(record, Amended):
        yield from _redactions_show(record)


def still_to_come(dossier: Dossier, as_of: date) -> Iterator[Flaw]:
    """What is told as done on a later day: editions leave it out, and a slip in a date would never be noticed."""
    for record in dossier.records:
        later = [(loc, day) for loc, day in _told_as_done(record) if day > as_of]
        if later:
            loc, day = later[0]
            what = f"ngày {slashed(day)} chưa đến (đang tính đến {slashed(as_of)}) nên việc này chưa hiện trên trang"
            more = f"; tệp này còn {len(later) - 1} việc như vậy" if len(later) > 1 else ""
            mend = "xem lại ngày, tháng, năm; việc chưa làm thì khi làm rồi mới ghi"
            yield Flaw(record, loc, "still-to-come", what + more, mend, severity=Severity.WARNING)
        yield from _led_too_early(record, dossier, as_of)


def _led_too_early(record: Record, dossier: Dossier, as_of: date) -> Iterator[Flaw]:
    """Links to what the public does not see yet: until then they lead nowhere."""
    for href, link in links_in(record.text).items():
        target = dossier.by_id.get(record_of(href, record.folder))
        if target and target.known_on(as_of) is None and record.known_on(as_of):
            what = f"liên kết “{shorten(href)}” chỉ tới hồ sơ chưa đến ngày công bố, nên trên trang chưa mở được"
            line = record.text[: record.text.find(link)].count("\n")
            mend = "đến ngày ấy hãy đặt liên kết, hoặc xem lại ngày công bố"
            yield Flaw(record, ("văn bản", line), "link-too-early", what, mend, severity=Severity.WARNING)


def _known_topics(record: Plan | Session | Opinion, _dossier: Dossier, topics: Topics) -> Iterator[Flaw]:
    for index, name in enumerate(record.topics):
        if topics.find(name) is None:
            codes = [topic.code for topic in topics.topics]
            mend = did_you_mean(name, codes) if codes else "khai báo lĩnh vực trong content/linh-vuc.yml"
            yield Flaw(record, ("lĩnh vực", index), "unknown-topic", f"không có lĩnh vực “{name}”", mend)


def _plan_exists(session: Session, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    if not session.plan:
        return
    try:
        target = beside(session.folder, session.plan)
    except Unresolved:
        what = f"“{session.plan}” không phải cách chỉ hồ sơ được phép"
        mend = "ghi tên tệp kế hoạch, không có “..”, ví dụ: ke-hoach"
        yield Flaw(session, ("kế hoạch",), "bad-reference", what, mend)
        return
    if target not in dossier.absent and not isinstance(dossier.by_id.get(target), Plan):
        known = tuple(plan.id.rpartition("/")[2] for plan in dossier.plans)
        what = f"không có kế hoạch “{session.plan}”"
        mend = did_you_mean(session.plan, known) if known else "tạo kế hoạch: doithoai new plan, hoặc bỏ dòng này"
        yield Flaw(session, ("kế hoạch",), "dangling", what, mend)


def _within_plan_year(session: Session, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    plan = dossier.plan_of(session)
    for index, version in enumerate(session.times):
        year = version.when.year
        if plan and plan.year and year and year != plan.year:
            what = f"buổi đối thoại ({written(version.when)}) nằm ngoài năm {plan.year} của kế hoạch"
            mend, severity = "sửa ngày, hoặc trỏ tới kế hoạch đúng năm", Severity.ERROR
            if index:  # what was planned for December may have to be put off until January
                mend, severity = "ghi nhầm thì sửa ngày; đúng là dời sang năm khác thì để nguyên", Severity.WARNING
            yield Flaw(session, ("thời gian", index, "ngày"), "outside-plan-year", what, mend, severity)


def _versions_in_order(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    for name, versions in _versions(session):
        days = [version.published for version in versions if version.published]
        if days != sorted(days):
            what = f"các lần công bố “{name}” không theo thứ tự ngày"
            yield Flaw(session, (name,), "versions-disordered", what, "xếp lần công bố sớm trước, muộn sau")
    off = [one.published for one in session.postponements]
    if off != sorted(off):
        what, mend = "các lần “hoãn” không theo thứ tự ngày công bố", "xếp lần hoãn sớm trước, muộn sau"
        yield Flaw(session, ("hoãn",), "versions-disordered", what, mend, Severity.WARNING)


def _versions_differ(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    """A change that changes nothing would be announced as one; after a postponement it is the old time again."""
    for name, versions in _versions(session):
        for at, (before, later) in enumerate(pairwise(versions), 1):
            if before.tells == later.tells and not _off_between(session, before.published, later.published):
                what = f"“{name}” lần {at + 1} giống hệt lần {at}, nên báo là thay đổi mà không có gì đổi"
                mend = "ghi điều đã đổi; không đổi gì thì bỏ lần này"
                yield Flaw(session, (name, at), "nothing-changed", what, mend, Severity.WARNING)


def _off_between(session: Session, since: date | None, until: date | None) -> bool:
    return any((since or date.min) <= one.published <= (until or date.max) for one in session.postponements)


def _versions_say_why(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    for name, versions in _versions(session):
        for index, later in enumerate(versions[1:], 1):
            missing = [key for key, value in (("công bố", later.published), ("lý do", later.reason)) if not value]
            if missing:
                what = f"“{name}” đã thay đổi nhưng lần {index + 1} thiếu " + " và ".join(f"“{key}”" for key in missing)
                mend = "thêm vào lần này: " + "; ".join(f"{key}: …" for key in missing)
                yield Flaw(session, (name, index), "version-without-reason", what, mend)


def _versions(session: Session) -> tuple[tuple[str, tuple[TimeVersion | PlaceVersion, ...]], ...]:
    return (("thời gian", session.times), ("địa điểm", session.places))


def _announced_before_its_day(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    """Until its first time is announced a session is not shown: a slip in that day hides it until it is over."""
    first = session.times[0]
    if first.published and first.day and first.published > first.day:
        what = f"công bố ngày {slashed(first.published)}, sau ngày tổ chức {slashed(first.day)}"
        what += ", nên trước ngày ấy không ai thấy lịch này"
        mend = "xem lại ngày công bố; lịch nhập sau khi đã tổ chức thì bỏ dòng này"
        yield Flaw(session, ("thời gian", 0, "công bố"), "announced-after", what, mend, severity=Severity.WARNING)


def _off_and_moved(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    """Put off and given a new day in one breath: of the two the postponement holds."""
    moved = [version.published for version in session.times[1:]]
    for at, off in enumerate(one.published for one in session.postponements):
        if off not in moved:
            continue
        what = f"“hoãn” và lần “thời gian” mới cùng công bố ngày {slashed(off)}, nên buổi này vẫn là đã hoãn"
        mend = "có ngày mới ngay thì bỏ mục “hoãn”, lý do ghi ở lần mới; đổi ngày rồi mới hoãn thì để nguyên"
        yield Flaw(session, ("hoãn", at, "công bố"), "off-and-moved", what, mend, Severity.WARNING)


def _called_off_and_moved(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    """What was called off stays so, whatever time is given afterwards."""
    off = session.cancelled.published if session.cancelled else date.max
    for index, version in enumerate(session.times):
        if version.published and version.published > off:
            what = f"buổi hủy ngày {slashed(off)} mà ngày {slashed(version.published)} lại có lịch mới"
            what += "; buổi này vẫn là đã hủy"
            mend = "hủy rồi mà vẫn làm thì đó là buổi khác: doithoai new session"
            yield Flaw(session, ("thời gian", index), "moved-after-cancelled", what, mend, Severity.WARNING)
    for index, one in enumerate(session.postponements):
        if one.published > off:
            what = f"buổi hủy ngày {slashed(off)} mà ngày {slashed(one.published)} lại hoãn; buổi này vẫn là đã hủy"
            mend = "xem lại hai ngày công bố; đã hủy thì bỏ mục “hoãn” này, chỉ hoãn thì bỏ mục “hủy”"
            yield Flaw(session, ("hoãn", index, "công bố"), "postponed-after-cancelled", what, mend, Severity.WARNING)


def _one_day(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    """Several days mean that one of them is not chosen yet: nobody is invited for it, no script is made."""
    for index, version in enumerate(session.times):
        if version.when.precision is Precision.DAYS and not version.when.tentative:
            what = f"“{version.when.text}” là nhiều ngày nên buổi này coi như chưa có ngày: chưa mời, chưa soạn bản đọc"
            mend = "làm nhiều ngày thì mỗi ngày một buổi: doithoai new session; chưa chọn được ngày thì thêm “dự kiến”"
            yield Flaw(session, ("thời gian", index, "ngày"), "several-days", what, mend, Severity.WARNING)


def _programme_fits(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    starts, ends = session.time.starts, session.time.ends
    if not starts or not ends:
        return
    there_is = 60 * (ends.hour - starts.hour) + ends.minute - starts.minute
    wanted = sum(item.minutes or 0 for item in session.agenda)
    if wanted > there_is:
        what = f"các bước cộng lại {wanted} phút, mà từ {clocked(starts)} đến {clocked(ends)} chỉ có {there_is} phút"
        mend = "xem lại số phút từng bước, hoặc giờ kết thúc"
        yield Flaw(session, ("chương trình",), "programme-too-long", what, mend, Severity.WARNING)


def _notice_before_session(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    day = session.time.day
    if session.intake and session.intake.until and day and session.intake.until > day:
        what = f"hạn góp ý {slashed(session.intake.until)} sau ngày tổ chức {slashed(day)}"
        yield Flaw(session, ("góp ý trước", "hạn"), "intake-after", what, "hạn góp ý phải trước ngày tổ chức")
    if session.held and day and session.held.on < day:
        what = f"ngày đã tổ chức {slashed(session.held.on)} trước ngày trong lịch {slashed(day)}"
        yield Flaw(session, ("đã tổ chức", "ngày"), "held-before", what, "xem lại ngày, hoặc thêm một lần đổi lịch")
    if session.held and day and session.held.on > day:
        what = (
            f"ngày đã tổ chức {slashed(session.held.on)} sau ngày trong lịch {slashed(day)}, mà không ghi đã đổi lịch"
        )
        mend = "ghi nhầm thì sửa ngày; đã đổi lịch thì thêm một lần “thời gian” có “công bố” và “lý do”"
        yield Flaw(session, ("đã tổ chức", "ngày"), "held-after", what, mend, Severity.WARNING)


def _course_possible(session: Session, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    """A session that was called off is not held after all: what is held is another one."""
    before: SessionState | None = None
    for day, state in states_in_time(session, dossier) if session.cancelled else ():
        if before and state is not before and state not in MAY_FOLLOW[before]:
            what = f"buổi “{before.value}” mà ngày {slashed(day)} lại “{state.value}”"
            mend = "bỏ việc ghi nhầm; hủy rồi mà vẫn làm thì đó là buổi khác: doithoai new session"
            yield Flaw(session, ("hủy",), "impossible-course", what, mend)
        before = state


def _planned_exist(plan: Plan, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    known = [session.folder.rpartition("/")[2] for session in dossier.sessions]
    for index, planned in enumerate(plan.planned):
        loc = ("buổi dự kiến", index, "buổi")
        if planned.session and ".." in planned.session:
            what = f"“{planned.session}” không phải cách chỉ hồ sơ được phép"
            yield Flaw(plan, loc, "bad-reference", what, "ghi tên thư mục của buổi, không có “..”, ví dụ: doi-thoai-1")
        elif planned.session and not _is_there(plan, planned, dossier):
            mend = did_you_mean(planned.session, known) if known else "tạo hồ sơ: doithoai new session"
            yield Flaw(plan, loc, "dangling", f"không có buổi “{planned.session}”", mend)


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
    if plan.year and folder != UNDATED and folder != str(plan.year):
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
        what = f"thư mục {folder} không có lich.md"
        yield Flaw(record, (), "no-session", what, "tạo buổi đối thoại trước: doithoai new session")


def _conclusion_refers(conclusion: Conclusion, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    session = dossier.session_of(conclusion)
    known = [opinion.number for opinion in dossier.opinions_of(session)] if session else []
    for index, item in enumerate(conclusion.items):
        for position, reference in enumerate(item.opinions):
            if dossier.opinion_at(conclusion, reference) is None and not dossier.is_absent_opinion(
                conclusion, reference
            ):
                loc = ("kết luận", index, "kiến nghị", position)
                mend = did_you_mean(reference, known) if known else "buổi này chưa có kiến nghị nào"
                yield Flaw(conclusion, loc, "dangling", f"không có kiến nghị “{reference}”", mend)


def _conclusion_after_session(conclusion: Conclusion, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    session = dossier.session_of(conclusion)
    if session and session.held is None:
        what = "có thông báo kết luận nhưng buổi đối thoại chưa ghi “đã tổ chức”"
        mend = "ghi “đã tổ chức” vào lich.md, hoặc xem lại thông báo này thuộc buổi nào"
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
    """A unit may go by any name; one that is nearly a unit's is a slip, and a code of no unit is shown as it stands."""
    units, names = dossier.authority.units, dossier.authority.unit_names
    for loc, name in _units_named(record):
        if not name or fold(name) in names:
            continue
        is_code = re.fullmatch(CODE, name) is not None
        near = nearest(name, names.values()) if is_code or not isinstance(record, Plan) else None
        if near:
            yield Flaw(record, loc, "unknown-unit", f"không có bộ phận “{name}”", meant(name, near), Severity.WARNING)
        elif is_code:
            what = f"không có bộ phận mã “{name}” nên trang hiện nguyên chữ này"
            mend = did_you_mean(name, [unit.code for unit in units]) if units else _DECLARE_UNITS
            mend += "; nơi không thuộc danh sách thì ghi tên đầy đủ"
            yield Flaw(record, loc, "unknown-unit", what, mend, Severity.WARNING)


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
    for record in dossier.records:
        document = getattr(record, "document", None)
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
            what = f"thư mục “{name}” của buổi đối thoại trùng tên với kế hoạch {name}.md nên hai trang trùng địa chỉ"
            yield Flaw(session, (), "same-address", what, "đổi tên thư mục của buổi, ví dụ: doi-thoai-1")
    led: dict[str, str] = {}
    for record in dossier.records:
        for index, old in enumerate(getattr(record, "former", ())):
            if led.setdefault(old, record.id) != record.id:
                what = f"“địa chỉ cũ” {old} đã ghi ở {led[old]}"
                yield Flaw(record, ("địa chỉ cũ", index), "former-taken", what, "giữ ở một hồ sơ, xóa ở hồ sơ kia")


def _told_as_done(record: Record) -> Iterator[tuple[Loc, date]]:
    """The days of what has happened, as the record tells it."""
    yield from _happened(record)
    if isinstance(record, Corrected):
        yield from _told_of_claims(record)
    if isinstance(record, Amended):
        above = (WITHDRAWAL,) if isinstance(record, Withdrawn) else ()
        yield from (((*above, REDACTION, at, "ngày"), one.on) for at, one in enumerate(record.redactions))
    if isinstance(record, Announced):
        yield from ((("đã duyệt", at, "ngày"), one.on) for at, one in enumerate(record.approvals))
        yield from ((("việc đã làm", at, "ngày"), one.on) for at, one in enumerate(record.done))


def _happened(record: Record) -> Iterator[tuple[Loc, date]]:
    match record:
        case Opinion():
            yield ("tiếp nhận", "ngày"), record.received.on
            yield from ((("diễn biến", at, "ngày"), event.on) for at, event in enumerate(record.events))
        case Session():
            yield from _told_of_session(record)
        case Plan() | Conclusion():
            yield from _told_of_document(record)
        case Withdrawn():
            yield (WITHDRAWAL, "ngày"), record.withdrawal.on
        case PublicationLog():
            yield from ((("công khai", at, "ngày"), entry.on) for at, entry in enumerate(record.entries))
        case _:
            pass


def _told_of_session(session: Session) -> Iterator[tuple[Loc, date]]:
    """Its holding, and when each version and decision was announced: before that day the site does not show it."""
    if session.document and session.document.dated and session.document.dated.first:
        yield ("thể thức văn bản", "ngày"), session.document.dated.first
    for key, versions in (*_versions(session), ("hoãn", session.postponements)):
        told = ((at, one.published) for at, one in enumerate(versions))
        yield from (((key, at, "công bố"), day) for at, day in told if day)
    if session.cancelled:
        yield ("hủy", "công bố"), session.cancelled.published
    if session.held:
        yield ("đã tổ chức", "ngày"), session.held.on


def _told_of_claims(record: Corrected) -> Iterator[tuple[Loc, date]]:
    for at, claim in enumerate(record.claims):
        yield ("phản ánh sai", at, "nhận"), claim.received
        if claim.answered:
            yield ("phản ánh sai", at, "trả lời"), claim.answered


def _told_of_document(record: Plan | Conclusion) -> Iterator[tuple[Loc, date]]:
    if record.document.dated and record.document.dated.first:
        yield ("thể thức văn bản", "ngày"), record.document.dated.first
    for index, item in enumerate(record.items if isinstance(record, Conclusion) else ()):
        yield from ((("kết luận", index, "thực hiện", at, "ngày"), one.on) for at, one in enumerate(item.progress))
        yield from ((("kết luận", index, "giám sát", at, "ngày"), one.on) for at, one in enumerate(item.findings))


_Rule = Callable[..., Iterator[Flaw]]


def _redactions_show(record: Amended) -> Iterator[Flaw]:
    """A notice that words were taken out, where none were, would excuse whatever is taken out later."""
    if record.redactions and not any(OMITTED in text for one in facts_of(record) for text in (one.value, *one.said)):
        what = f"có mục “{REDACTION}” nhưng không chỗ nào trong hồ sơ có chữ {OMITTED}"
        mend = f"thay chữ phải bỏ bằng {OMITTED}; không bỏ gì thì xóa mục này"
        yield Flaw(record, (*((WITHDRAWAL,) if isinstance(record, Withdrawn) else ()), REDACTION), "no-gap", what, mend)


def _corrections_made(record: Corrected) -> Iterator[Flaw]:
    """What a correction says to be wrong does not go on standing in the record, which every channel reads."""
    if not record.corrections:
        return
    told = (fact for fact in facts_of(record) if not fact.name.startswith((CORRECTION, REDACTION, "phản ánh")))
    texts = [_flat(text) for fact in told for text in (fact.value, *fact.said)]
    for at, one in enumerate(record.corrections):
        wrong, right = _flat(one.wrong), _flat(one.right)
        put_back = any(_flat(later.wrong) == right for later in record.corrections[at + 1 :])
        stands = wrong.count(" ") > _SHORTEST and any(wrong in text for text in texts)
        if stands and not put_back and not any(right in text for text in texts):
            what = f"hồ sơ vẫn ghi “{shorten(one.wrong)}”, chưa sửa theo đính chính này"
            mend = f"sửa chỗ ấy thành “{shorten(one.right)}”, giữ mục đính chính"
            yield Flaw(record, (CORRECTION, at), "not-corrected", what, mend, Severity.WARNING)


_SHORTEST = 2
"""Spaces around a phrase of one word: that may stand anywhere."""


def _flat(text: str) -> str:
    """Its words with a space around each, so that a phrase is found as words alone."""
    return f" {' '.join(words_of(text))} "


_RULES: tuple[tuple[type[Record], tuple[_Rule, ...]], ...] = (
    (
        Plan,
        (
            _known_topics,
            _planned_exist,
            _planned_once,
            _plan_year_matches_folder,
            _misprints_occur,
            _units_known,
            _plan_due_likely,
        ),
    ),
    (
        Session,
        (
            _known_topics,
            _plan_exists,
            _areas_known,
            _within_plan_year,
            _versions_in_order,
            _versions_say_why,
            _versions_differ,
            _one_day,
            _programme_fits,
            _announced_before_its_day,
            _off_and_moved,
            _called_off_and_moved,
            _notice_before_session,
            _course_possible,
        ),
    ),
    (
        Conclusion,
        (
            _has_session,
            _conclusion_refers,
            _conclusion_after_session,
            _items_in_order,
            _done_with_evidence,
            _units_known,
            _dues_likely,
        ),
    ),
    (Opinion, (_known_topics, _has_session, _areas_known, *EVENT_RULES, _units_known)),
    (PublicationLog, (_log_in_order,)),
)
