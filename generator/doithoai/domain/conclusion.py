"""A conclusion notice: what the chair decided, item by item, with who owes what by when."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from doithoai.domain.announced import Announced
from doithoai.domain.documents import Document, Source
from doithoai.domain.fields import Block, Day, Many, MaybeDay, MaybeText, Text, Whole, choice, each_once, key
from doithoai.domain.records import Kind


class Implementation(StrEnum):
    """How far an item has been carried out (seed 002: "chưa thực hiện … hoặc thực hiện chưa triệt để")."""

    NONE = "chưa thực hiện"
    PARTLY = "thực hiện một phần"
    DONE = "đã thực hiện xong"


class Progress(Block):
    """What was done by a day, with its evidence."""

    on: Day = key("ngày", "Ngày cập nhật")
    level: Annotated[Implementation, choice(Implementation)] = key("mức", "Thực hiện đến đâu")
    evidence: MaybeText = key("căn cứ", "Văn bản, biên bản, hình ảnh chứng minh", None)


class Monitored(StrEnum):
    """What the Fatherland Front found when it looked; the value is the word shown."""

    NOT_CHECKED = "chưa kiểm tra"
    DONE = "đã làm"
    PARTLY = "làm chưa triệt để"
    NOT_DONE = "chưa làm"


class Finding(Block):
    """A finding of who monitors, independent of what the unit reports of itself."""

    on: Day = key("ngày", "Ngày giám sát")
    result: Annotated[Monitored, choice(Monitored)] = key("kết quả", "Người giám sát thấy làm đến đâu")
    by: MaybeText = key("đơn vị", "Mã hoặc tên đơn vị giám sát, ví dụ: mat-tran", None)
    text: MaybeText = key("nội dung", "Thấy gì, đề nghị gì", None)
    document: MaybeText = key("văn bản", "Số, ký hiệu báo cáo giám sát", None)
    due: MaybeDay = key("hạn", "Hạn làm lại, nếu có", None)

    @property
    def reopens(self) -> bool:
        """What was reported as settled is not."""
        return self.result in (Monitored.PARTLY, Monitored.NOT_DONE)


class ConclusionItem(Block):
    """One decision of the chair."""

    number: Whole = key("số", "Thứ tự trong thông báo")
    text: Text = key("nội dung", "Nội dung kết luận")
    owner: MaybeText = key("đơn vị", "Mã hoặc tên đơn vị được giao", None)
    due: MaybeDay = key("hạn", "Hạn hoàn thành", None)
    opinions: Many[Text] = key("kiến nghị", "Số các kiến nghị của buổi này, ví dụ: [001, 004]", tuple)
    progress: Many[Progress] = key("thực hiện", "Các lần cập nhật", tuple)
    findings: Many[Finding] = key("giám sát", "Các lần giám sát, do Mặt trận ghi, độc lập với “thực hiện”", tuple)

    def known_on(self, day: date) -> ConclusionItem:
        """The item with what was done and found by the day."""
        progress = tuple(one for one in self.progress if one.on <= day)
        findings = tuple(one for one in self.findings if one.on <= day)
        if (progress, findings) == (self.progress, self.findings):
            return self
        return self.model_copy(update={"progress": progress, "findings": findings})

    @property
    def level(self) -> Implementation:
        """How far it has been carried out."""
        return self.progress[-1].level if self.progress else Implementation.NONE

    @property
    def monitored(self) -> Monitored:
        """What was found last."""
        return self.findings[-1].result if self.findings else Monitored.NOT_CHECKED

    @property
    def is_reopened(self) -> bool:
        """It was reported as done before the last finding, which says that it is not, and not reported done since."""
        done = [one.on for one in self.progress if one.level is Implementation.DONE]
        found = self.findings[-1] if self.findings else None
        return bool(found and found.reopens and done and done[-1] <= found.on)

    @property
    def is_settled(self) -> bool:
        """Reported as done, and nobody found otherwise since."""
        return self.level is Implementation.DONE and not self.is_reopened

    @property
    def due_now(self) -> date | None:
        """The day in force: that of the chair, or a later one set when it was reopened."""
        return next((one.due for one in reversed(self.findings) if one.due), self.due)


class Conclusion(Announced):
    """`ket-luan.md`, beside the session's `lich.md`."""

    kind: ClassVar[Kind] = Kind.CONCLUSION
    label: ClassVar[str] = "Thông báo kết luận"

    document: Document = key("thể thức văn bản", "Số, ký hiệu, ngày, người ký, nơi nhận")
    summary: MaybeText = key("tóm tắt", "Một, hai câu để đọc nhanh", None)
    items: Annotated[Many[ConclusionItem], each_once("number", "số")] = key("kết luận", "Từng kết luận", tuple)
    source: Source | None = key("nguồn", "Nguồn của văn bản", None)

    def known_on(self, day: date) -> Conclusion | None:
        """The notice once it is dated, with what was done by then."""
        if not self.document.is_dated_by(day):
            return None
        return self.with_only(items=tuple(item.known_on(day) for item in self.items), **self.told_by(day))
