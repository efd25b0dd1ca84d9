"""What had been made public wrongly and how it was put right, and what citizens say is not right."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from doithoai.domain.amending import Amendment, Redaction
from doithoai.domain.fields import Block, Day, Many, MaybeDay, MaybeText, Text, choice, key
from doithoai.domain.publication import Cause
from doithoai.domain.records import Titled


class Correction(Amendment):
    """What had been made public wrongly (Luật Tiếp cận thông tin, Điều 22: put right by the same form)."""

    causes: Many[Annotated[Cause, choice(Cause)]] = key(
        "sai ở",
        "Sai ở lần công khai việc gì, ví dụ: kết quả giải quyết; để trống: mọi lần trước ngày đính chính",
        tuple,
    )

    @property
    def is_misprint(self) -> bool:
        """Only the spelling of a word or two was mended, and nobody named where else it went out: nothing is owed."""
        return not self.causes and super().is_misprint

    @property
    def is_quiet(self) -> bool:
        """Nobody was told anything wrong: it stands on the page and in its history, and is told nowhere else."""
        return self.is_misprint or (not self.causes and self.is_refiling)


class Claim(Block):
    """A citizen says that something published is not right (Luật Tiếp cận thông tin, Điều 22: it must be answered)."""

    received: Day = key("nhận", "Ngày nhận phản ánh")
    said: Text = key("phản ánh", "Điều người dân cho là chưa đúng; không ghi họ tên")
    answered: MaybeDay = key("trả lời", "Ngày trả lời", None)
    outcome: MaybeText = key("kết quả", "Có sai không; nếu sai thì đã đính chính thế nào", None)


class Corrected(Titled):
    """A record that can be put right: all but logs and authorities."""

    corrections: Many[Correction] = key("đính chính", "Điều đã công khai sai và điều đúng", tuple)
    claims: Many[Claim] = key("phản ánh sai", "Người dân phản ánh thông tin đã công khai chưa đúng", tuple)
    redactions: Many[Redaction] = key("lược bỏ", "Thông tin cá nhân đã bỏ khỏi hồ sơ đã công bố", tuple)

    def corrected_by(self, day: date) -> dict[str, Any]:
        """Corrections, claims and redactions of a day, for `with_only`."""
        return {
            "corrections": tuple(one for one in self.corrections if one.published <= day),
            "claims": tuple(_claim_by(one, day) for one in self.claims if one.received <= day),
            "redactions": tuple(one for one in self.redactions if one.on <= day),
        }


def _claim_by(claim: Claim, day: date) -> Claim:
    if claim.answered is None or claim.answered <= day:
        return claim
    return claim.model_copy(update={"answered": None, "outcome": None})
