"""A conclusion notice: what the chair decided, item by item, with who owes what by when."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from doithoai.domain.announced import Announced
from doithoai.domain.documents import Document, Source
from doithoai.domain.fields import Block, Day, Many, MaybeDay, MaybeText, Text, Whole, choice, key
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


class ConclusionItem(Block):
    """One decision of the chair."""

    number: Whole = key("số", "Thứ tự trong thông báo")
    text: Text = key("nội dung", "Nội dung kết luận")
    owner: MaybeText = key("đơn vị", "Mã hoặc tên đơn vị được giao", None)
    due: MaybeDay = key("hạn", "Hạn hoàn thành", None)
    opinions: Many[Text] = key("kiến nghị", "Số các kiến nghị của buổi này, ví dụ: [001, 004]", tuple)
    progress: Many[Progress] = key("thực hiện", "Các lần cập nhật", tuple)

    def known_on(self, day: date) -> ConclusionItem:
        """The item with what was done by the day."""
        progress = tuple(one for one in self.progress if one.on <= day)
        return self if progress == self.progress else self.model_copy(update={"progress": progress})

    @property
    def level(self) -> Implementation:
        """How far it has been carried out."""
        return self.progress[-1].level if self.progress else Implementation.NONE


class Conclusion(Announced):
    """`ket-luan.md`, beside the session's `lich.md`."""

    kind: ClassVar[Kind] = Kind.CONCLUSION
    label: ClassVar[str] = "Thông báo kết luận"

    document: Document = key("thể thức văn bản", "Số, ký hiệu, ngày, người ký, nơi nhận")
    summary: MaybeText = key("tóm tắt", "Một, hai câu để đọc nhanh", None)
    items: Many[ConclusionItem] = key("kết luận", "Từng kết luận", tuple)
    source: Source | None = key("nguồn", "Nguồn của văn bản", None)

    def known_on(self, day: date) -> Conclusion | None:
        """The notice once it is dated, with what was done by then."""
        if not self.document.is_dated_by(day):
            return None
        return self.with_only(items=tuple(item.known_on(day) for item in self.items), **self.told_by(day))
