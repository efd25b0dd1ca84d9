"""What must hold of a session, with the plan that foresaw it and the states that it goes through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from doithoai.domain.dates import Precision, clocked, slashed, written
from doithoai.domain.flaws import Flaw
from doithoai.domain.lifecycle import MAY_FOLLOW, states_in_time
from doithoai.domain.plan import Plan
from doithoai.domain.register import Dossier, Unresolved, beside, is_in_its_year
from doithoai.domain.session import Notice, PlaceVersion, Session, TimeVersion
from doithoai.domain.standing import SessionState
from doithoai.domain.topics import Topics
from doithoai.domain.unread import Unread, as_far_as_read, each, read_of
from doithoai.folding import did_you_mean
from doithoai.problems import Severity


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
        what = f"không có kế hoạch “{session.plan}”"
        yield Flaw(session, ("kế hoạch",), "dangling", what, _plan_meant(session.plan, target, session, dossier))


def _plan_meant(reference: str, target: str, session: Session, dossier: Dossier) -> str:
    """A plan of the year that is referred to, or of the session's own, as the session would name it; else a new one."""
    authority, year = [*session.folder.split("/"), ""][:2]
    own = f"{authority}/{year}"
    unread = (one for one in dossier.unread if one.rpartition("/")[2].startswith("ke-hoach"))
    plans = tuple(dict.fromkeys((*(plan.id for plan in dossier.plans), *sorted(unread))))
    for folder in (target.rpartition("/")[0], own):
        near = [_as_named(plan, own) for plan in plans if plan.rpartition("/")[0] == folder]
        if near:
            return did_you_mean(reference, near)
    other = f"thuộc kế hoạch năm khác thì ghi: {_as_named(plans[0], own)}; " if plans else ""
    make = f"doithoai new plan --authority {authority} --year {year}"
    return f"thư mục {year} chưa có kế hoạch: tạo bằng {make}; {other}không theo kế hoạch nào thì bỏ dòng này"


def _as_named(plan: str, folder: str) -> str:
    """How a session in a year's folder refers to a plan: `ke-hoach`, or `2026/ke-hoach` in another year's."""
    return plan.removeprefix(f"{folder}/").removeprefix(f"{folder.partition('/')[0]}/")


def _within_plan_year(session: Session, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    plan = dossier.plan_of(session)
    if plan is None or not plan.year or not is_in_its_year(plan):  # told of the plan, whose year is in doubt
        return iter(())

    def within(index: int, version: TimeVersion) -> Iterator[Flaw]:
        year = version.when.year
        if year and year != plan.year:
            what = f"buổi đối thoại ({written(version.when)}) nằm ngoài năm {plan.year} của kế hoạch"
            mend, severity = "sửa ngày, hoặc trỏ tới kế hoạch đúng năm", Severity.ERROR
            if index:  # what was planned for December may have to be put off until January
                mend, severity = "ghi nhầm thì sửa ngày; đúng là dời sang năm khác thì để nguyên", Severity.WARNING
            yield Flaw(session, ("thời gian", index, "ngày"), "outside-plan-year", what, mend, severity)

    return each(session.times, within)


def _versions_in_order(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:

    def in_order(name: str, versions: Versions) -> Iterator[Flaw]:
        days = [day for day in read_of(versions, _published) if day]
        if days != sorted(days):
            what = f"các lần công bố “{name}” không theo thứ tự ngày"
            yield Flaw(session, (name,), "versions-disordered", what, "xếp lần công bố sớm trước, muộn sau")

    return _of_versions(session, in_order)


def _published(one: TimeVersion | PlaceVersion | Notice) -> date | None:
    return one.published


def _postponed_in_order(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    off = read_of(session.postponements, lambda one: one.published)
    if off != sorted(off):
        what, mend = "các lần “hoãn” không theo thứ tự ngày công bố", "xếp lần hoãn sớm trước, muộn sau"
        yield Flaw(session, ("hoãn",), "versions-disordered", what, mend, Severity.WARNING)


def _versions_differ(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    """A change that changes nothing would be announced as one; after a postponement it is the old time again."""

    def differs(name: str, versions: Versions, at: int, later: TimeVersion | PlaceVersion) -> Iterator[Flaw]:
        before = versions[at - 1]
        if at and before.tells == later.tells and not _off_between(session, before, later):
            what = f"“{name}” lần {at + 1} giống hệt lần {at}, nên báo là thay đổi mà không có gì đổi"
            mend = "ghi điều đã đổi; không đổi gì thì bỏ lần này"
            yield Flaw(session, (name, at), "nothing-changed", what, mend, Severity.WARNING)

    return _of_versions(session, lambda name, versions: each(versions, partial(differs, name, versions)))


def _off_between(session: Session, before: TimeVersion | PlaceVersion, later: TimeVersion | PlaceVersion) -> bool:
    off = session.postponements
    return any((before.published or date.min) <= one.published <= (later.published or date.max) for one in off)


def _versions_say_why(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:

    def says_why(name: str, index: int, later: TimeVersion | PlaceVersion) -> Iterator[Flaw]:
        told = (("công bố", lambda: later.published), ("lý do", lambda: later.reason)) if index else ()
        missing = [key for key, value in told if _is_left_out(value)]
        if missing:
            what = f"“{name}” đã thay đổi nhưng lần {index + 1} thiếu " + " và ".join(f"“{key}”" for key in missing)
            mend = "thêm vào lần này: " + "; ".join(f"{key}: …" for key in missing)
            yield Flaw(session, (name, index), "version-without-reason", what, mend)

    return _of_versions(session, lambda name, versions: each(versions, partial(says_why, name)))


def _is_left_out(value: Callable[[], object]) -> bool:
    """Whether a value is not there; one that could not be read is."""
    try:
        return not value()
    except Unread:
        return False


Versions = tuple[TimeVersion | PlaceVersion, ...]


def _of_versions(session: Session, told: Callable[[str, Versions], Iterator[Flaw]]) -> Iterator[Flaw]:
    """What is told of the versions of time and of those of place."""
    yield from as_far_as_read(told("thời gian", session.if_read("times") or ()))
    yield from as_far_as_read(told("địa điểm", session.if_read("places") or ()))


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
    moved = read_of(session.times[1:], lambda version: version.published)

    def alone(at: int, one: Notice) -> Iterator[Flaw]:
        off = one.published
        if off not in moved:
            return
        what = f"“hoãn” và lần “thời gian” mới cùng công bố ngày {slashed(off)}, nên buổi này vẫn là đã hoãn"
        mend = "có ngày mới ngay thì bỏ mục “hoãn”, lý do ghi ở lần mới; đổi ngày rồi mới hoãn thì để nguyên"
        yield Flaw(session, ("hoãn", at, "công bố"), "off-and-moved", what, mend, Severity.WARNING)

    return each(session.postponements, alone)


def _called_off_and_moved(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    """What was called off stays so, whatever time is given afterwards."""
    off = session.cancelled.published if session.cancelled else date.max

    def moved(index: int, version: TimeVersion) -> Iterator[Flaw]:
        if version.published and version.published > off:
            what = f"buổi hủy ngày {slashed(off)} mà ngày {slashed(version.published)} lại có lịch mới"
            what += "; buổi này vẫn là đã hủy"
            mend = "hủy rồi mà vẫn làm thì đó là buổi khác: doithoai new session"
            yield Flaw(session, ("thời gian", index), "moved-after-cancelled", what, mend, Severity.WARNING)

    return each(session.times, moved)


def _called_off_and_postponed(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    off = session.cancelled.published if session.cancelled else date.max

    def postponed(index: int, one: Notice) -> Iterator[Flaw]:
        if one.published > off:
            what = f"buổi hủy ngày {slashed(off)} mà ngày {slashed(one.published)} lại hoãn; buổi này vẫn là đã hủy"
            mend = "xem lại hai ngày công bố; đã hủy thì bỏ mục “hoãn” này, chỉ hoãn thì bỏ mục “hủy”"
            yield Flaw(session, ("hoãn", index, "công bố"), "postponed-after-cancelled", what, mend, Severity.WARNING)

    return each(session.postponements, postponed)


def _one_day(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    """Several days mean that one of them is not chosen yet: nobody is invited for it, no script is made."""

    def one_day(index: int, version: TimeVersion) -> Iterator[Flaw]:
        if version.when.precision is Precision.DAYS and not version.when.tentative:
            what = f"“{version.when.text}” là nhiều ngày nên buổi này coi như chưa có ngày: chưa mời, chưa soạn bản đọc"
            mend = "làm nhiều ngày thì mỗi ngày một buổi: doithoai new session; chưa chọn được ngày thì thêm “dự kiến”"
            yield Flaw(session, ("thời gian", index, "ngày"), "several-days", what, mend, Severity.WARNING)

    return each(session.times, one_day)


def _programme_fits(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    starts, ends = session.time.starts, session.time.ends
    if not starts or not ends or ends <= starts:  # which is told as such
        return
    there_is = 60 * (ends.hour - starts.hour) + ends.minute - starts.minute
    wanted = sum(read_of(session.agenda, lambda item: item.minutes or 0))
    if wanted > there_is:
        what = f"các bước cộng lại {wanted} phút, mà từ {clocked(starts)} đến {clocked(ends)} chỉ có {there_is} phút"
        mend = "xem lại số phút từng bước, hoặc giờ kết thúc"
        yield Flaw(session, ("chương trình",), "programme-too-long", what, mend, Severity.WARNING)


def _notice_before_session(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    day = session.time.day
    if session.intake and session.intake.until and day and session.intake.until > day:
        what = f"hạn góp ý {slashed(session.intake.until)} sau ngày tổ chức {slashed(day)}"
        yield Flaw(session, ("góp ý trước", "hạn"), "intake-after", what, "hạn góp ý phải trước ngày tổ chức")


def _held_on_its_day(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    day = session.time.day
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


SESSION_RULES = (
    _plan_exists,
    _within_plan_year,
    _versions_in_order,
    _postponed_in_order,
    _versions_say_why,
    _versions_differ,
    _one_day,
    _programme_fits,
    _announced_before_its_day,
    _off_and_moved,
    _called_off_and_moved,
    _called_off_and_postponed,
    _notice_before_session,
    _held_on_its_day,
    _course_possible,
)
