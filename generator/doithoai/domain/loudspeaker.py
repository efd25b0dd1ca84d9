"""The loudspeaker station of an authority: its hours, its announcer's pace, its customs of speech."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from math import ceil
from typing import Annotated

from doithoai.domain.dates import WEEKDAYS
from doithoai.domain.fields import Block, Clock, Many, MaybeText, Rate, Text, Whole, Yes, choice, key


class Length(StrEnum):
    """The three lengths of a script."""

    SHORT = "ngắn"
    STANDARD = "chuẩn"
    FULL = "đầy đủ"


LIMITS: Mapping[Length, float] = {Length.SHORT: 30.0, Length.STANDARD: 120.0}
"""Seconds to which a length is fitted."""


def over_limit(seconds: Mapping[Length, float]) -> dict[Length, int]:
    """By how many seconds, begun ones counted, each length exceeds its limit; only those that do."""
    return {length: ceil(seconds[length] - limit) for length, limit in LIMITS.items() if seconds[length] > limit}


class Weekday(StrEnum):
    """Days of the week as a slot names them."""

    MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = WEEKDAYS


class Dialect(StrEnum):
    """How numbers are said: linh, nghìn, mùng; or lẻ, ngàn, mồng."""

    NORTHERN = "bắc"
    SOUTHERN = "nam"


class Codes(StrEnum):
    """How the letters of a document's number are read."""

    DROPPED = "bỏ"
    EXPANDED = "đầy đủ"
    SPELLED = "đánh vần"


class Slot(Block):
    """A time of day at which the station may speak."""

    at: Clock = key("giờ", "Giờ bắt đầu phát, ví dụ: 17h00")
    seconds: Whole = key("giây", "Số giây dành cho thông báo đối thoại trong khung này", 120)
    weekdays: Many[Annotated[Weekday, choice(Weekday)]] = key("thứ", "Các thứ có phát; để trống: hằng ngày", tuple)
    main: Yes = key("chính", "có: khung nhiều người nghe nhất, tin thường phát ở khung này", False)


class Pronunciation(Block):
    """How an abbreviation is read here."""

    form: Text = key("viết", "Chữ viết tắt, đúng như trong hồ sơ, ví dụ: TT")
    expansion: Text = key("đọc", "Đọc thành, ví dụ: Thường trực")
    context: MaybeText = key("khi", "Chỉ đọc vậy khi đứng cạnh chữ nào, ví dụ: trước: HĐND|Đảng ủy", None)


class Station(Block):
    """How an authority broadcasts: its own hours, its announcer's measured rate, its customs."""

    name: MaybeText = key("tên đài", "Tên đài như phát thanh viên xướng, ví dụ: Đài Truyền thanh phường Mẫu", None)
    slots: Many[Slot] = key("khung phát", "Các khung giờ được phát", tuple)
    rate: Rate = key("tốc độ đọc", "Số âm tiết mỗi phút, đo khi đọc thật; thường từ 120 đến 220", 160)
    length: Annotated[Length, choice(Length)] = key("độ dài", "Bản đọc thường dùng", Length.STANDARD)
    before: Many[Whole] = key("nhắc trước", "Nhắc lịch trước mấy ngày; 0 là chính ngày họp", (7, 3, 1, 0))
    dialect: Annotated[Dialect, choice(Dialect)] = key(
        "giọng", "bắc (linh, nghìn) hay nam (lẻ, ngàn)", Dialect.NORTHERN
    )
    codes: Annotated[Codes, choice(Codes)] = key(
        "ký hiệu văn bản", "Đọc phần chữ của số văn bản thế nào: bỏ, đầy đủ, đánh vần", Codes.DROPPED
    )
    lexicon: Many[Pronunciation] = key("cách đọc", "Cách đọc các chữ viết tắt riêng ở đây", tuple)
