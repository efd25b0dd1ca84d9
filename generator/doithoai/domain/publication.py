"""The publication log: what was broadcast or posted, when, where and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from doithoai.domain.amending import Amendment, Redaction
from doithoai.domain.fields import Block, Day, Many, MaybeClock, MaybeDay, MaybeText, choice, key
from doithoai.domain.records import Kind, Record


class Channel(StrEnum):
    """The forms of making public (Luật THDC ở cơ sở 10/2022, Điều 12; Nghị định 49/2024/NĐ-CP)."""

    LOUDSPEAKER = "loa truyền thanh"
    POSTING = "niêm yết"
    PORTAL = "cổng thông tin"
    SCREEN = "bảng tin điện tử"
    AREA_HEAD = "qua tổ trưởng, trưởng thôn"
    FRONT = "qua Mặt trận"
    MEETING = "họp dân"
    MESSAGE = "tin nhắn, Zalo"


MASS = (Channel.LOUDSPEAKER, Channel.PORTAL, Channel.SCREEN)
"""Mass media of a commune (Luật Tổ chức chính quyền địa phương 72/2025/QH15, Điều 43: notice is given through them)."""


class Cause(StrEnum):
    """What was made public."""

    PLAN = "kế hoạch"
    SCHEDULE = "lịch"
    REMINDER = "nhắc lịch"
    CHANGE = "thay đổi"
    POSTPONED = "hoãn"
    CANCELLED = "hủy"
    CONCLUSION = "kết luận"
    RESULT = "kết quả giải quyết"
    CORRECTION = "đính chính"


INVITING = (Cause.SCHEDULE, Cause.REMINDER, Cause.CHANGE)
"""What tells people when and where to come. A reminder says the time, the place and what will be talked about, too, and
no more is wanted of a notice (72/2025/QH15, Điều 43): it is one, whatever the log calls it.
"""

OUTCOME = (Cause.CONCLUSION, Cause.RESULT)
"""What tells people what came of it."""


class Publication(Block):
    """One broadcast or posting."""

    on: Day = key("ngày", "Ngày phát, ngày dán")
    at: MaybeClock = key("giờ", "Giờ phát", None)
    channel: Annotated[Channel, choice(Channel)] = key("hình thức", "Công khai bằng hình thức nào")
    cause: Annotated[Cause, choice(Cause)] = key("việc", "Công khai việc gì")
    where: MaybeText = key("nơi", "Cụm loa, bảng tin, trang", None)
    until: MaybeDay = key("đến ngày", "Ngày gỡ", None)
    by: MaybeText = key("người thực hiện", "Chức vụ hoặc đơn vị", None)
    evidence: MaybeText = key("bằng chứng", "Sổ trực, ảnh chụp, biên bản", None)
    skipped: MaybeText = key("không thực hiện", "Lý do, nếu lần này không phát hoặc không dán được", None)


def in_order(entries: Iterable[Publication]) -> list[Publication]:
    """By day: a log may be kept with the newest on top."""
    return sorted(entries, key=lambda one: one.on)


class PublicationLog(Record):
    """`cong-khai.yml`, in a session's folder or a year's."""

    kind: ClassVar[Kind] = Kind.PUBLICATION_LOG
    label: ClassVar[str] = "Sổ công khai"

    entries: Many[Publication] = key("công khai", "Từng lần phát, dán, đăng", tuple)
    corrections: Many[Amendment] = key("đính chính", "Điều sổ này đã ghi sai và điều đúng", tuple)
    redactions: Many[Redaction] = key("lược bỏ", "Thông tin cá nhân đã bỏ khỏi sổ đã công bố", tuple)

    @property
    def title(self) -> str:
        """Its fixed name."""
        return self.label

    def known_on(self, day: date) -> PublicationLog:
        """What had been made public by the day."""
        return self.with_only(
            entries=tuple(entry for entry in self.entries if entry.on <= day),
            corrections=tuple(one for one in self.corrections if one.published <= day),
            redactions=tuple(one for one in self.redactions if one.on <= day),
        )
