"""What records say about their own announcements: scripts that the announcer approved."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator

from doithoai.domain.corrections import Corrected
from doithoai.domain.draft import DraftFault, lines_of
from doithoai.domain.faults import Fault
from doithoai.domain.fields import Block, Day, LongText, Many, MaybeText, Text, Whole, choice, key
from doithoai.domain.loudspeaker import Length
from doithoai.domain.publication import Cause
from doithoai.problems import shorten


def _of_all_lengths(text: str) -> str:
    try:
        if {length for line in lines_of(text) if line.text for length in line.lengths} != set(Length):
            raise DraftFault(1, "")
    except DraftFault as fault:
        what = f"“lời đọc” có dòng không rõ thuộc bản nào: “{shorten(fault.line)}”"
        if not fault.line:
            what = "“lời đọc” phải có câu cho cả ba bản: 1 ngắn, 2 chuẩn, 3 đầy đủ"
        mend = "mỗi dòng bắt đầu bằng số bản và dấu gạch đứng, ví dụ: 23| Kính mời…; hoặc duyệt lại bằng lệnh"
        raise Fault("approved-text", what, mend) from None
    return text


class Approval(Block):
    """The announcer read this script and took it; it stays as it is until another is taken."""

    cause: Annotated[Cause, choice(Cause)] = key("việc", "Bản đọc của việc nào: lịch, thay đổi, hoãn…")
    version: Whole = key("lần", "Lần thứ mấy của việc ấy", 1)
    on: Day = key("ngày", "Ngày duyệt")
    by: Text = key("người duyệt", "Chức vụ của người duyệt")
    stamp: Text = key("dấu", "Dấu của bản do máy soạn lúc duyệt; lệnh duyệt tự ghi, không sửa tay")
    text: Annotated[LongText, AfterValidator(_of_all_lengths)] = key(
        "lời đọc", "Lời đã duyệt; mỗi dòng một câu, số đầu dòng là các bản có câu ấy"
    )


class Done(Block):
    """A thing that a rule demands was done, where no record of its own shows it."""

    what: Text = key("việc", "Mã quy định, ví dụ: du-quynhmai-2024/invitation; hoặc tên việc, ví dụ: giấy mời")
    on: Day = key("ngày", "Ngày làm xong")
    by: MaybeText = key("đơn vị", "Ai đã làm", None)
    document: MaybeText = key("văn bản", "Số, ký hiệu văn bản, nếu có", None)


class Announced(Corrected):
    """A record that is announced: a plan, a session, a conclusion."""

    done: Many[Done] = key("việc đã làm", "Giấy mời, báo cáo, danh sách… đã xong ngày nào", tuple)
    approvals: Many[Approval] = key("đã duyệt", "Bản đọc trên loa đã được phát thanh viên duyệt", tuple)

    def approval(self, cause: Cause, version: int) -> Approval | None:
        """The script of an announcement as it was approved last."""
        found = [one for one in self.approvals if (one.cause, one.version) == (cause, version)]
        return found[-1] if found else None

    def told_by(self, day: date) -> dict[str, Any]:
        """Corrections, approvals and things done by a day, for `with_only`."""
        return {
            **self.corrected_by(day),
            "approvals": tuple(one for one in self.approvals if one.on <= day),
            "done": tuple(one for one in self.done if one.on <= day),
        }
