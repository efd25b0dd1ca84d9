"""How a published text may be written otherwise: a phrase put right, or personal data taken out; both stay visible."""

from __future__ import annotations

import re

from doithoai.domain.fields import Block, Day, MaybeText, Text, key
from doithoai.domain.phrases import OMITTED, is_misprint

FILED = "xếp vào "
"""Begins what a correction quotes that only files a record anew."""
PLACES = {"class": "loại ", "stage": "giai đoạn ", "area": "địa bàn ", "topics": "lĩnh vực ", "plan": "buổi theo "}
_FILED = re.compile(rf"{FILED}({'|'.join(PLACES.values())}|kết luận \d+, kiến nghị )", re.IGNORECASE)


class Amendment(Block):
    """What a record said wrongly, and what it says now, each quoted word for word."""

    published: Day = key("công bố", "Ngày đính chính")
    wrong: Text = key("đã nêu", "Điều đã nêu sai, ghi đúng như đã nêu")
    right: Text = key("nay là", "Điều đúng")
    reason: MaybeText = key("lý do", "Vì sao sai", None)

    @property
    def is_misprint(self) -> bool:
        """Only the spelling of a word or two was mended."""
        return is_misprint(self.wrong, self.right)

    @property
    def is_refiling(self) -> bool:
        """The record was only filed elsewhere, as both quotations say (`domain/filing.py`)."""
        return refiles(self.wrong, self.right)


def refiles(wrong: str, right: str) -> bool:
    """Both quotations say where a record is filed, of one and the same thing: `xếp vào lĩnh vực …`."""
    was, now = _FILED.match(wrong), _FILED.match(right)
    return was is not None and now is not None and was[1].lower() == now[1].lower()


class Redaction(Block):
    """Personal data was taken out of what was published, without saying it again (Luật Bảo vệ dữ liệu cá nhân)."""

    on: Day = key("ngày", "Ngày lược bỏ")
    where: Text = key("ở", "Ở phần nào của hồ sơ, ví dụ: lời kiến nghị; không nhắc lại điều đã bỏ")
    reason: Text = key("lý do", f"Vì sao phải bỏ; trong bài thì thay chữ đã bỏ bằng {OMITTED}")
    by: Text = key("người quyết định", "Chức vụ của người quyết định")
