"""A record that was taken back: its address says so for ever, when, why and by whom, and shows none of its content."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from doithoai.domain.amending import Redaction
from doithoai.domain.fields import Block, Day, Many, MaybeText, Text, key
from doithoai.domain.records import Coded, Kind

WITHDRAWAL = "thu hồi"
"""The key that makes a record a withdrawn one, whatever else its file still holds."""


class Withdrawal(Block):
    """When it was taken back, why, and who decided so."""

    on: Day = key("ngày", "Ngày thu hồi")
    reason: Text = key("lý do", "Vì sao thu hồi; không nhắc lại nội dung không được công khai")
    by: Text = key("người quyết định", "Chức vụ của người quyết định")
    document: MaybeText = key("văn bản", "Số, ký hiệu văn bản thu hồi, nếu có", None)
    redactions: Many[Redaction] = key("lược bỏ", "Thông tin cá nhân đã bỏ khỏi thông báo này", tuple)


class Withdrawn(Coded):
    """What is left of `lich.md`, `ket-luan.md`, a plan or an opinion once its file has `thu hồi`."""

    kind: ClassVar[Kind] = Kind.WITHDRAWN
    label: ClassVar[str] = "Hồ sơ đã thu hồi"

    withdrawal: Withdrawal = key(WITHDRAWAL, "Hồ sơ này đã thu hồi; nội dung cũ không còn hiện trên trang")

    @property
    def was(self) -> Kind:
        """The kind of record it was, from the place of its file."""
        return kind_at(self.id)

    @property
    def number(self) -> str:
        """`001` for an opinion, from the file's name."""
        return self.id.rpartition("/")[2]

    def known_on(self, day: date) -> Withdrawn | None:
        """The notice from its day on; before, the site of that day showed what is no longer here."""
        if self.withdrawal.on > day:
            return None
        kept = tuple(one for one in self.redactions if one.on <= day)
        return self.with_only(withdrawal=self.withdrawal.model_copy(update={"redactions": kept}))

    @property
    def redactions(self) -> tuple[Redaction, ...]:
        """What was taken out of the notice itself."""
        return self.withdrawal.redactions


def kind_at(record_id: str) -> Kind:
    """The kind of the record that stands at an id: a plan, a session, a conclusion or an opinion."""
    folder, _, name = record_id.rpartition("/")
    if folder.endswith("/kien-nghi"):
        return Kind.OPINION
    return Kind(name) if name in (Kind.SESSION, Kind.CONCLUSION, Kind.PUBLICATION_LOG, Kind.AUTHORITY) else Kind.PLAN
