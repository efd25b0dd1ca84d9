"""A citizen's opinion and the dated events that carried it on; its standing is computed, never typed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from doithoai.domain.corrections import Corrected
from doithoai.domain.fields import Block, Day, Many, MaybeDay, MaybeText, Text, choice, key
from doithoai.domain.records import Kind

WITHHELD = "Nội dung không công khai"
"""The title of an opinion whose content is never published."""


class OpinionClass(StrEnum):
    """What the citizen asks for."""

    PETITION = "kiến nghị"
    REPORT = "phản ánh"
    QUESTION = "câu hỏi"
    PROPOSAL = "hiến kế"


class Stage(StrEnum):
    """When it was raised."""

    BEFORE = "trước hội nghị"
    AT = "tại hội nghị"
    AFTER = "sau hội nghị"


class Step(StrEnum):
    """What an event did."""

    RECEIVED = "tiếp nhận"
    ANSWERED_AT_SESSION = "trả lời tại hội nghị"
    LEFT_BY_CHAIR = "chủ trì chưa trả lời"
    ASSIGNED = "giao giải quyết"
    ANSWERED_IN_WRITING = "trả lời bằng văn bản"
    ANSWERED_PUBLICLY = "trả lời công khai"
    STARTED = "đang giải quyết"
    EXTENDED = "gia hạn"
    RESOLVED = "giải quyết xong"
    PARTLY_RESOLVED = "giải quyết một phần"
    EXPLAINED = "đã giải thích"
    NOT_FEASIBLE = "không thực hiện được"
    FORWARDED = "chuyển cấp trên"
    TOLD = "báo cho người nêu"
    MERGED = "gộp"
    REDIRECTED = "chuyển thủ tục khác"
    WITHDRAWN = "người nêu rút"
    REOPENED = "mở lại"


class Event(Block):
    """One dated step."""

    monitored: ClassVar[bool] = False
    on: Day = key("ngày", "Ngày của việc này")
    step: Annotated[Step, choice(Step)] = key("việc", "Việc gì đã xảy ra")
    by: MaybeText = key("đơn vị", "Mã hoặc tên đơn vị làm việc này hoặc được giao", None)
    authority: MaybeText = key("cơ quan", "Mã cơ quan kế thừa đã làm việc này, nếu cơ quan tiếp nhận đã kết thúc", None)
    text: MaybeText = key("nội dung", "Nói ngắn gọn: đã làm gì, trả lời thế nào, vì sao", None)
    document: MaybeText = key("văn bản", "Số, ký hiệu văn bản", None)
    due: MaybeDay = key("hạn", "Hạn giải quyết (khi giao hoặc gia hạn)", None)
    to: MaybeText = key("chuyển đến", "Cơ quan nhận (khi chuyển cấp trên)", None)
    into: MaybeText = key("gộp vào", "Kiến nghị mà kiến nghị này gộp vào, ví dụ: 004", None)


class MonitoredEvent(Event):
    """A reopening that no file of an opinion tells of: it follows from a finding on the conclusion's item."""

    monitored: ClassVar[bool] = True


class Received(Block):
    """How the opinion came in."""

    on: Day = key("ngày", "Ngày tiếp nhận")
    stage: Annotated[Stage, choice(Stage)] = key("giai đoạn", "Trước, tại hay sau hội nghị", Stage.BEFORE)
    via: MaybeText = key("qua", "Qua đâu: phiếu lấy ý kiến, điện thoại, phát biểu…", None)


class Opinion(Corrected):
    """`kien-nghi/001.md`; the file's name is its number in the session."""

    kind: ClassVar[Kind] = Kind.OPINION
    label: ClassVar[str] = "Kiến nghị"
    is_withheld: ClassVar[bool] = False

    opinion_class: Annotated[OpinionClass, choice(OpinionClass)] = key("loại", "Loại ý kiến", OpinionClass.PETITION)
    received: Received = key("tiếp nhận", "Ngày và cách tiếp nhận")
    area: MaybeText = key("tổ dân phố, thôn", "Mã tổ dân phố hoặc thôn", None)
    topics: Many[Text] = key("lĩnh vực", "Mã các lĩnh vực", tuple)
    raised_by: MaybeText = key("người nêu", "Không ghi họ tên; ví dụ: Một hộ dân Tổ dân phố số 3", None)
    events: Many[Event] = key("diễn biến", "Các việc đã xảy ra, theo thứ tự ngày", tuple)

    @property
    def number(self) -> str:
        """`001`, from the file's name."""
        return self.id.rpartition("/")[2]

    @property
    def is_redirected(self) -> bool:
        """It is a complaint or a denunciation, which another procedure deals with, whatever the day."""
        return any(event.step is Step.REDIRECTED for event in self.events)

    def withheld(self) -> Opinion:
        """The opinion without what it says and whom it could be about: its days, steps and units alone."""
        told = [Event.model_construct(on=one.on, step=one.step, by=one.by, into=one.into) for one in self.events]
        received = Received.model_construct(on=self.received.on, stage=self.received.stage)
        return WithheldOpinion.model_construct(
            id=self.id,
            own_code=self.own_code,
            title=WITHHELD,
            opinion_class=self.opinion_class,
            received=received,
            events=tuple(told),
        )

    def known_on(self, day: date) -> Opinion | None:
        """The opinion once it is received, with what had happened by then."""
        if self.received.on > day:
            return None
        return self.with_only(events=tuple(event for event in self.events if event.on <= day), **self.corrected_by(day))


class WithheldOpinion(Opinion):
    """A complaint or denunciation as the public sees it: that it came in and where it went, never what it says."""

    is_withheld: ClassVar[bool] = True
