"""A plan: what an authority intends for a year, with the plan's text whole."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from doithoai.domain.announced import Announced
from doithoai.domain.documents import (
    AgendaItem,
    Document,
    LegalBasis,
    Misprint,
    Participants,
    Person,
    Source,
)
from doithoai.domain.fields import Block, Many, MaybeText, MaybeWhen, Text, When, Whole, choice, key
from doithoai.domain.records import Kind


class PlanGenre(StrEnum):
    """Whether the document plans sessions or tells others how to."""

    SESSIONS = "kế hoạch tổ chức đối thoại"
    GUIDANCE = "kế hoạch chỉ đạo thực hiện"


class PlannedSession(Block):
    """A session as the plan foresees it; `session` names the real one once there is a record."""

    title: Text = key("tên", "Buổi đối thoại nào")
    when: When = key("thời gian", "Ghi như kế hoạch; chưa có thì ghi: thông báo sau")
    where: MaybeText = key("địa điểm", "Nơi tổ chức, nếu kế hoạch có ghi", None)
    audience: MaybeText = key("đối tượng", "Đối thoại với ai", None)
    session: MaybeText = key("buổi", "Thư mục của buổi đối thoại, ví dụ: doi-thoai-1", None)
    note: MaybeText = key("ghi chú", "Điều kế hoạch ghi thêm", None)


class Task(Block):
    """A thing somebody has to do."""

    text: Text = key("việc", "Việc được giao, ghi như văn bản")
    due: MaybeText = key("hạn", "Thời hạn, ghi như văn bản, ví dụ: trước 10 ngày diễn ra hội nghị", None)


class Assignment(Block):
    """What the plan asks of one unit."""

    unit: Text = key("đơn vị", "Đơn vị được giao")
    tasks: Many[Task] = key("nhiệm vụ", "Các việc được giao", tuple)


class Plan(Announced):
    """`ke-hoach.md`."""

    kind: ClassVar[Kind] = Kind.PLAN
    label: ClassVar[str] = "Kế hoạch"

    year: Whole | None = key("năm", "Năm của kế hoạch; để trống nếu văn bản không ghi", None)
    genre: Annotated[PlanGenre, choice(PlanGenre)] = key("thể loại", "Kế hoạch loại nào", PlanGenre.SESSIONS)
    document: Document = key("thể thức văn bản", "Số, ký hiệu, ngày, người ký, nơi nhận")
    legal_bases: Many[LegalBasis] = key("căn cứ", "Các văn bản căn cứ", tuple)
    purposes: Many[Text] = key("mục đích", "Từng mục đích", tuple)
    requirements: Many[Text] = key("yêu cầu", "Từng yêu cầu", tuple)
    mottos: Many[Text] = key("phương châm", "Các phương châm nêu trong kế hoạch", tuple)
    mode: MaybeText = key("hình thức", "Hình thức tổ chức", None)
    contents: Many[Text] = key("nội dung", "Nội dung đối thoại", tuple)
    topics: Many[Text] = key("lĩnh vực", "Mã các lĩnh vực", tuple)
    audience: MaybeText = key("đối tượng", "Đối thoại với ai", None)
    deadline: MaybeWhen = key("hoàn thành", "Hạn hoàn thành các buổi đối thoại", None)
    planned: Many[PlannedSession] = key("buổi dự kiến", "Các buổi đối thoại dự kiến", tuple)
    chairs: Many[Person] = key("chủ trì", "Người chủ trì", tuple)
    secretaries: Many[Person] = key("thư ký", "Thư ký", tuple)
    participants: Many[Participants] = key("thành phần", "Thành phần tham dự", tuple)
    agenda: Many[AgendaItem] = key("chương trình", "Các bước của hội nghị", tuple)
    conduct: Many[Text] = key(
        "cách thức tiến hành", "Cách cử đại biểu, lấy ý kiến, trả lời, tranh luận: từng điều, ghi như văn bản", tuple
    )
    assignments: Many[Assignment] = key("phân công", "Đơn vị nào làm gì", tuple)
    misprints: Many[Misprint] = key("lỗi in", "Chữ in sai trong văn bản, kèm chữ đúng", tuple)
    source: Source | None = key("nguồn", "Văn bản này lấy ở đâu", None)

    def known_on(self, day: date) -> Plan | None:
        """The plan once it is dated."""
        return self.with_only(**self.told_by(day)) if self.document.is_dated_by(day) else None
