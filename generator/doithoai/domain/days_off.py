"""Days off as they are written down: a year's announced days, what the law gives every year, local exceptions.

Each value carries its citation and whether somebody has held it against that document.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import model_validator

from doithoai.domain.dates import PartialDate, Precision, slashed
from doithoai.domain.faults import Fault
from doithoai.domain.fields import Block, Many, MaybeWhen, Reads, Text, When, Whole, Yes, choice, key
from doithoai.domain.unread import read_of
from doithoai.problems import shorten


class Checked(StrEnum):
    """Whether a value has been held against the document it cites."""

    YES = "đã đối chiếu"
    NOT_YET = "cần đối chiếu"


class OffKind(StrEnum):
    """Why a working day is free."""

    HOLIDAY = "ngày lễ"
    SWAP = "hoán đổi"
    INSTEAD = "nghỉ bù"
    LOCAL = "nghỉ riêng"


class YearStatus(StrEnum):
    """Whether the days off of a year have been announced."""

    ANNOUNCED = "đã công bố"
    PROVISIONAL = "tạm tính"


class Cited(Block):
    """A value with its citation."""

    basis: Text = key("căn cứ", "Văn bản, điều khoản quy định; bắt buộc")
    checked: Annotated[Checked, choice(Checked)] = key(
        "đối chiếu", "Đã xem bản gốc của văn bản hay còn cần đối chiếu", Checked.NOT_YET
    )


class Off(Cited):
    """One or more days off in a row."""

    when: When = key("ngày", "Một ngày hoặc nhiều ngày liền, ví dụ: từ 16/2/2026 đến 20/2/2026")
    name: Text = key("tên", "Tên đợt nghỉ như đọc trong câu, ví dụ: nghỉ Tết")
    kind: Annotated[OffKind, choice(OffKind)] = key("loại", "Ngày lễ, hoán đổi, nghỉ bù, nghỉ riêng", OffKind.HOLIDAY)

    @model_validator(mode="after")
    def _whole_days(self) -> Off:
        _demand_days(self.when)
        return self


class Worked(Cited):
    """A Saturday or Sunday that is worked."""

    when: When = key("ngày", "Ngày đi làm bù")
    instead: MaybeWhen = key("thay cho", "Ngày được nghỉ nhờ làm bù ngày này", None)

    @model_validator(mode="after")
    def _whole_days(self) -> Worked:
        _demand_days(self.when)
        return self


def _demand_days(when: PartialDate) -> None:
    if when.precision not in (Precision.DAY, Precision.DAYS):
        what = f"“{shorten(when.text)}” không phải ngày cụ thể"
        raise Fault("off-day", what, "viết: 16/2/2026, hoặc: từ 16/2/2026 đến 20/2/2026")


class OffDays(Block):
    """Days off and worked days of one body: they win over the nation's."""

    offs: Many[Off] = key("nghỉ", "Ngày nghỉ rơi vào ngày thường", tuple)
    tentative: Many[Off] = key(
        "nghỉ tạm tính", "Ngày có thể nghỉ nhưng chưa chắc; vẫn đếm, hạn mang chữ tạm tính", tuple
    )
    worked: Many[Worked] = key("làm bù", "Thứ Bảy, Chủ nhật đi làm; là ngày làm việc", tuple)


class OffYear(OffDays):
    """`ngay-nghi/2026.yml`: a whole year, announced or not yet."""

    year: Whole = key("năm", "Năm của tệp, trùng với tên tệp")
    status: Annotated[YearStatus, choice(YearStatus)] = key("tình trạng", "đã công bố hay tạm tính")

    @model_validator(mode="after")
    def _one_year(self) -> OffYear:
        days: tuple[tuple[Off | Worked, ...], ...] = (self.offs, self.tentative, self.worked)
        whens = [when for several in days for when in read_of(several, lambda one: one.when)]
        bounds = (day for when in whens for day in (when.first, when.last))
        wrong = next((day for day in bounds if day and day.year != self.year), None)
        if wrong:
            what = f"ngày {slashed(wrong)} không thuộc năm {self.year} của tệp"
            raise Fault("off-year", what, f"chuyển sang tệp {wrong.year}.yml, hoặc sửa lại năm")
        return self


_DAY_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})")


def _day_month(value: Any) -> tuple[int, int] | None:
    if value is None or isinstance(value, tuple):
        return value
    match = _DAY_MONTH.fullmatch(str(value).strip())
    if not match or not (1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12):
        raise Fault("day-month", f"“{shorten(value)}” không phải ngày/tháng", "viết: 30/4")
    return int(match[1]), int(match[2])


DayMonth = Annotated[tuple[int, int] | None, Reads(_day_month, {"type": ["string", "null"], "examples": ["30/4"]})]
"""A day and a month of every year."""


class Instead(StrEnum):
    """Where the day off goes when a holiday falls on a weekend."""

    AFTER = "sau"
    BOTH = "hai phía"


class YearlyHoliday(Cited):
    """A holiday that the law gives every year."""

    name: Text = key("tên", "Tên đợt nghỉ như đọc trong câu")
    solar: DayMonth = key("dương lịch", "Ngày/tháng dương lịch", None)
    lunar: DayMonth = key("âm lịch", "Ngày/tháng âm lịch", None)
    around: Many[int] = key("thêm", "Những ngày nghỉ liền kề: -1 hôm trước, 1 hôm sau", tuple)
    by_weekday: Many[int] = key("liền kề", "Ngày nghỉ thêm theo thứ của ngày lễ, từ thứ Hai đến Chủ nhật", tuple)
    instead: Annotated[Instead, choice(Instead)] = key("bù", "Nghỉ bù vào sau hay hai phía", Instead.AFTER)
    since: Whole = key("từ năm", "Năm đầu tiên được nghỉ", 0)
    certain: Yes = key("chắc chắn", "không: chưa rõ có nghỉ và nghỉ thế nào", True)

    @model_validator(mode="after")
    def _on_one_day(self) -> YearlyHoliday:
        if (self.solar is None) == (self.lunar is None) or len(self.by_weekday) not in (0, 7):
            mend = "ghi một trong hai: dương lịch: 30/4 hoặc âm lịch: 10/3; “liền kề” có đủ bảy số"
            raise Fault("yearly-holiday", f"“{self.name}” không rõ vào ngày nào", mend)
        return self


class LawfulDays(Block):
    """`ngay-nghi/theo-luat.yml`: from which a year without announced days is worked out."""

    holidays: Many[YearlyHoliday] = key("ngày lễ", "Các ngày lễ hằng năm", tuple)
