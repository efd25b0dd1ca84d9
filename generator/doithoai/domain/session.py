"""A session of dialogue: its schedule with every version of time and place, and what happened to it."""

from __future__ import annotations

import datetime
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, TypeVar

from pydantic import AfterValidator, ValidationInfo, field_validator, model_validator

from doithoai.domain.announced import Announced
from doithoai.domain.dates import PartialDate, parse_moment, says_later
from doithoai.domain.documents import AgendaItem, Document, Participants, Person, Source
from doithoai.domain.faults import Fault
from doithoai.domain.fields import Block, Day, Many, MaybeClock, MaybeDay, MaybeText, Text, When, Whole, choice, key
from doithoai.domain.records import Kind


class Occasion(StrEnum):
    """Why the session is held."""

    REGULAR = "thường kỳ"
    EXTRAORDINARY = "đột xuất"
    THEMATIC = "chuyên đề"


class Mode(StrEnum):
    """How people take part."""

    IN_PERSON = "trực tiếp"
    ONLINE = "trực tuyến"
    HYBRID = "trực tiếp và trực tuyến"


class Openness(StrEnum):
    """Who may come."""

    OPEN = "mọi người dân"
    DELEGATES = "đại biểu được cử"
    CLOSED = "theo giấy mời"


class TimeVersion(Block):
    """The time as announced on one day; the last version is in force."""

    when: When = key("ngày", "Ngày tổ chức, hoặc: dự kiến tháng 6/2026; thông báo sau")
    starts: MaybeClock = key("từ", "Giờ bắt đầu, ví dụ: 8h00", None)
    ends: MaybeClock = key("đến", "Giờ kết thúc", None)
    published: MaybeDay = key("công bố", "Ngày công bố lần này", None)
    reason: MaybeText = key("lý do", "Vì sao thay đổi (bắt buộc từ lần thứ hai)", None)

    @model_validator(mode="before")
    @classmethod
    def _one_line(cls, data: object) -> object:
        """`thời gian: 14h30 ngày 20/6/2026` stands for a mapping."""
        if not isinstance(data, (str, int)) or isinstance(data, bool):
            return data
        moment = parse_moment(str(data))
        hours = moment.hours
        return {"ngày": moment.when, "từ": hours.starts, "đến": hours.ends}

    @field_validator("ends")
    @classmethod
    def _in_order(cls, ends: datetime.time | None, before: ValidationInfo) -> datetime.time | None:
        starts = before.data.get("starts")
        if starts and ends and ends <= starts:
            what = f"giờ kết thúc ({ends:%Hh%M}) không sau giờ bắt đầu ({starts:%Hh%M})"
            raise Fault("end-before-start", what, "xem lại giờ “từ” và “đến”")
        return ends

    @property
    def day(self) -> date | None:
        """The day, when exactly one is meant and nobody calls it tentative: people may come on it."""
        return None if self.when.tentative else self.when.day

    @property
    def tells(self) -> tuple[object, ...]:
        """What people are told by it, however it is written."""
        when = self.when
        return when.precision, when.first, when.last, when.part, when.tentative, self.starts, self.ends


class PlaceVersion(Block):
    """The place as announced on one day; the last version is in force."""

    name: Text = key("nơi", "Tên địa điểm, ví dụ: Hội trường tầng 3, trụ sở UBND phường")
    called: MaybeText = key("tên đọc", "Tên gọn để đọc trong bản ngắn trên loa, khi tên địa điểm quá dài", None)
    address: MaybeText = key("địa chỉ", "Số nhà, đường", None)
    directions: MaybeText = key("chỉ đường", "Lối vào, chỗ gửi xe, lối cho xe lăn", None)
    published: MaybeDay = key("công bố", "Ngày công bố lần này", None)
    reason: MaybeText = key("lý do", "Vì sao thay đổi (bắt buộc từ lần thứ hai)", None)

    @model_validator(mode="before")
    @classmethod
    def _one_line(cls, data: object) -> object:
        return {"nơi": data} if isinstance(data, str) else data

    @property
    def is_known(self) -> bool:
        """False for `thông báo sau`, which names no place."""
        return not says_later(self.name)

    @property
    def tells(self) -> tuple[object, ...]:
        """What people are told by it."""
        return self.name, self.called, self.address, self.directions


V = TypeVar("V", TimeVersion, PlaceVersion)


class Intake(Block):
    """How to send an opinion before the session."""

    until: MaybeDay = key("hạn", "Nhận ý kiến đến hết ngày nào", None)
    ways: Many[Text] = key("cách gửi", "Từng cách: nộp phiếu, gọi điện…", tuple)


class Notice(Block):
    """A decision about the session announced on a day: postponed or cancelled."""

    published: Day = key("công bố", "Ngày công bố")
    reason: Text = key("lý do", "Lý do")
    next: MaybeText = key("lịch mới", "Khi nào có lịch mới", None)


class Held(Block):
    """What is known after the session."""

    on: Day = key("ngày", "Ngày đã tổ chức")
    attendance: Whole | None = key("số người dự", "Số người dự", None)
    speakers: Whole | None = key("số lượt phát biểu", "Số lượt người dân phát biểu", None)
    summary: MaybeText = key("tóm tắt", "Một câu về diễn biến", None)


def _some(times: tuple[TimeVersion, ...]) -> tuple[TimeVersion, ...]:
    if not times:
        raise Fault("no-time", "thiếu “thời gian”", "chưa có lịch thì ghi: thời gian: thông báo sau")
    return times


class Session(Announced):
    """`lich.md`; its folder is the session, and its conclusion and opinions stand beside it."""

    kind: ClassVar[Kind] = Kind.SESSION
    label: ClassVar[str] = "Buổi đối thoại"

    called: MaybeText = key(
        "tên đọc", "Tên gọn để đọc trên loa, ví dụ: buổi đối thoại về đất đai; để trống: máy rút gọn tiêu đề", None
    )
    plan: MaybeText = key("kế hoạch", "Tệp kế hoạch, ví dụ: ke-hoach; để trống nếu đột xuất", None)
    occasion: Annotated[Occasion, choice(Occasion)] = key("loại", "Thường kỳ, đột xuất, chuyên đề", Occasion.REGULAR)
    mode: Annotated[Mode, choice(Mode)] = key("hình thức", "Trực tiếp hay trực tuyến", Mode.IN_PERSON)
    openness: Annotated[Openness, choice(Openness)] = key("ai được dự", "Ai được dự", Openness.OPEN)
    audience: MaybeText = key("đối tượng", "Nói rõ ai được dự", None)
    areas: Many[Text] = key(
        "tổ dân phố, thôn", "Mã các tổ dân phố, thôn mà buổi này dành riêng; để trống: cả địa bàn", tuple
    )
    times: Annotated[Many[TimeVersion], AfterValidator(_some)] = key(
        "thời gian", "Thời gian; khi thay đổi thì thêm một lần mới, không sửa lần cũ"
    )
    places: Many[PlaceVersion] = key("địa điểm", "Địa điểm; khi thay đổi thì thêm một lần mới, không sửa lần cũ", tuple)
    chairs: Many[Person] = key("chủ trì", "Người chủ trì", tuple)
    secretaries: Many[Person] = key("thư ký", "Thư ký", tuple)
    participants: Many[Participants] = key("thành phần", "Thành phần tham dự", tuple)
    topics: Many[Text] = key("lĩnh vực", "Mã các lĩnh vực", tuple)
    contents: Many[Text] = key("nội dung", "Nội dung đối thoại", tuple)
    agenda: Many[AgendaItem] = key("chương trình", "Các bước của buổi đối thoại", tuple)
    intake: Intake | None = key("góp ý trước", "Cách gửi ý kiến trước", None)
    document: Document | None = key("thể thức văn bản", "Thông báo lịch, nếu có số", None)
    postponements: Many[Notice] = key("hoãn", "Đã hoãn, chưa có ngày mới; hoãn lần nữa thì thêm một mục", tuple)
    cancelled: Notice | None = key("hủy", "Đã hủy", None)
    held: Held | None = key("đã tổ chức", "Kết quả sau khi tổ chức", None)
    results: Many[Day] = key("báo kết quả", "Những ngày báo trên loa kết quả giải quyết kiến nghị của buổi này", tuple)
    source: Source | None = key("nguồn", "Nguồn của thông tin", None)

    @property
    def time(self) -> TimeVersion:
        """The time in force."""
        return self.times[-1]

    @property
    def place(self) -> PlaceVersion | None:
        """The place in force, when it names one."""
        return self.places[-1] if self.places and self.places[-1].is_known else None

    @property
    def when(self) -> PartialDate:
        """The (partial) date in force."""
        return self.time.when

    @property
    def starts(self) -> datetime.time | None:
        """The hour in force."""
        return self.time.starts

    def known_on(self, day: date) -> Session | None:
        """The session once its first time is published, with the versions and decisions of the day."""
        times = _published(self.times, day)
        if not times:
            return None
        return self.with_only(
            times=times,
            places=_published(self.places, day),
            document=self.document if self.document and self.document.is_dated_by(day) else None,
            postponements=tuple(one for one in self.postponements if one.published <= day),
            cancelled=self.cancelled if self.cancelled and self.cancelled.published <= day else None,
            held=self.held if self.held and self.held.on <= day else None,
            results=tuple(one for one in self.results if one <= day),
            **self.told_by(day),
        )

    @property
    def postponed(self) -> Notice | None:
        """The last postponement."""
        return max(self.postponements, key=lambda one: one.published, default=None)

    @property
    def decided(self) -> tuple[Notice, ...]:
        """Every notice that it does not take place as it was told."""
        return (*self.postponements, *([self.cancelled] if self.cancelled else []))

    @property
    def is_off(self) -> bool:
        """Postponed, and no later time has been published since."""
        since = self.time.published
        return self.postponed is not None and not (since and since > self.postponed.published)


def _published(versions: tuple[V, ...], day: date) -> tuple[V, ...]:
    return tuple(one for one in versions if one.published is None or one.published <= day)
