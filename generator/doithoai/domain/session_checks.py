"""What must hold of a session, with the plan that foresaw it and the states that it goes through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from doithoai.domain.dates import Precision, clocked, slashed, written
from doithoai.domain.flaws import Flaw
from doithoai.domain.lifecycle import MAY_FOLLOW, states_in_time
from doithoai.domain.plan import Plan
from doithoai.domain.register import Dossier, Unresolved, beside, is_in_its_year
from doithoai.domain.session import PlaceVersion, Session, TimeVersion
from doithoai.domain.standing import SessionState
from doithoai.domain.topics import Topics
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
        known = tuple(plan.id.rpartition("/")[2] for plan in dossier.plans)
        what = f"không có kế hoạch “{session.plan}”"
        mend = did_you_mean(session.plan, known) if known else "tạo kế hoạch: doithoai new plan, hoặc bỏ dòng này"
        yield Flaw(session, ("kế hoạch",), "dangling", what, mend)


def _within_plan_year(session: Session, dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    plan = dossier.plan_of(session)
    if plan is None or not plan.year or not is_in_its_year(plan):  # told of the plan, whose year is in doubt
        return
    for index, version in enumerate(session.times):
        year = version.when.year
        if year and year != plan.year:
            what = f"buổi đối thoại ({written(version.when)}) nằm ngoài năm {plan.year} của kế hoạch"
            mend, severity = "sửa ngày, hoặc trỏ tới kế hoạch đúng năm", Severity.ERROR
            if index:  # what was planned for December may have to be put off until January
                mend, severity = "ghi nhầm thì sửa ngày; đúng là dời sang năm khác thì để nguyên", Severity.WARNING
            yield Flaw(session, ("thời gian", index, "ngày"), "outside-plan-year", what, mend, severity)


def _versions_in_order(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    for name, versions in versions_of(session):
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
    for name, versions in versions_of(session):
        for at, (before, later) in enumerate(pairwise(versions), 1):
            if before.tells == later.tells and not _off_between(session, before.published, later.published):
                what = f"“{name}” lần {at + 1} giống hệt lần {at}, nên báo là thay đổi mà không có gì đổi"
                mend = "ghi điều đã đổi; không đổi gì thì bỏ lần này"
                yield Flaw(session, (name, at), "nothing-changed", what, mend, Severity.WARNING)


def _off_between(session: Session, since: date | None, until: date | None) -> bool:
    return any((since or date.min) <= one.published <= (until or date.max) for one in session.postponements)


def _versions_say_why(session: Session, _dossier: Dossier, _topics: Topics) -> Iterator[Flaw]:
    for name, versions in versions_of(session):
        for index, later in enumerate(versions[1:], 1):
            missing = [key for key, value in (("công bố", later.published), ("lý do", later.reason)) if not value]
            if missing:
                what = f"“{name}” đã thay đổi nhưng lần {index + 1} thiếu " + " và ".join(f"“{key}”" for key in missing)
                mend = "thêm vào lần này: " + "; ".join(f"{key}: …" for key in missing)
                yield Flaw(session, (name, index), "version-without-reason", what, mend)


def versions_of(session: Session) -> tuple[tuple[str, tuple[TimeVersion | PlaceVersion, ...]], ...]:
    """The session's versions of time and of place, each under its key."""
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


SESSION_REFERENCES = (_plan_exists,)

SESSION_RULES = (
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
)
