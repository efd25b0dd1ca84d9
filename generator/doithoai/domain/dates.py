"""Days and hours as people write them: whole, partial, tentative, or not known yet.

Three of the four founding plans have no better date than "dự kiến tháng 6 năm 2024", "Quý IV" or "trước
31/8/2024", so a partial date is a value of its own and never becomes a false day.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date, time, timedelta
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from doithoai.domain.faults import Fault
from doithoai.problems import shorten

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
DATE_FORMS = "20/6/2026; tháng 6/2026; quý IV/2026; năm 2026; trước 31/8/2026; dự kiến tháng 6 năm 2026; thông báo sau"
FIRST_YEAR, LAST_YEAR = 1900, 2199
CLOCK_FORMS = "14h30, 14:30 hoặc 14 giờ 30"
_DAY_LONG = timedelta(days=1)
_PARTS = {"đầu": 1, "giữa": 2, "cuối": 3}
"""Towards which end of a stretch, and by how many thirds of it that sorts."""
_24_HOURS = "theo 24 giờ, không ghi sáng, chiều, tối"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "ngày"
    DAYS = "nhiều ngày"
    MONTH = "tháng"
    QUARTER = "quý"
    HALF = "nửa năm"
    YEAR = "năm"
    BEFORE = "trước ngày"
    UNTIL = "chậm nhất ngày"
    UNKNOWN = "thông báo sau"


class PartialDate(Struct, frozen=True):
    """A stretch of days one of which is meant.

    `text` is what was typed; `first` and `last` bound the stretch (both None when nothing is known;
    `first` is None for "trước …", whose `last` is the day named and no longer
    meant, and for "chậm nhất …", whose `last` is the last day meant). `part`: towards which end of it, "đầu",
    "giữa" or "cuối", which no document says in days: it bounds nothing.
    """

    text: str
    precision: Precision
    first: date | None = None
    last: date | None = None
    tentative: bool = False
    part: str = ""

    @property
    def day(self) -> date | None:
        """The one day, when exactly one is meant."""
        return self.first if self.precision is Precision.DAY else None

    @property
    def latest(self) -> date | None:
        """The last possible day, when there is one: the eve of the day that “trước …” names."""
        return self.last - _DAY_LONG if self.last and self.precision is Precision.BEFORE else self.last

    @property
    def order(self) -> date | None:
        """The day by which it stands among others: its last one, before it for what is said to be earlier."""
        if not self.part or self.first is None or self.last is None:
            return self.last
        return self.first + (self.last - self.first) * _PARTS[self.part] // 3

    @property
    def year(self) -> int | None:
        """The year of the last possible day, when there is one."""
        return self.latest.year if self.latest else None


class Hours(Struct, frozen=True):
    """From when to when on one day; either end may be unknown."""

    starts: time | None = None
    ends: time | None = None


@lru_cache(maxsize=8192)
def parse_date(text: str) -> PartialDate:
    """Read a day or a partial date; raises `Fault` for what is neither, or cannot exist."""
    words = _plain(text)
    tentative = bool(_TENTATIVE.match(words))
    words = _TENTATIVE.sub("", words).strip()
    if not words or _LATER.fullmatch(words):
        return PartialDate(text.strip(), Precision.UNKNOWN, tentative=tentative)
    part, words = _take_part(words)
    weekday, words = _take_weekday(words)
    for pattern, read in _FORMS:
        match = pattern.fullmatch(words)
        if match:
            precision, first, last = read(match, text)
            _agree(weekday, first if precision is Precision.DAY else None, text)
            return PartialDate(text.strip(), precision, first, last, tentative, part)
    mend = _rewritten(words) or f"viết: {DATE_FORMS}"
    raise Fault("date", f"“{shorten(text)}” không phải ngày, tháng đọc được", mend)


def _rewritten(words: str) -> str | None:
    """What to type instead, for the slips that can be told."""
    for pattern, mend in _SLIPS:
        match = pattern.fullmatch(words)
        if match:
            return match.expand(mend)
    return None


def says_later(text: str) -> bool:
    """`thông báo sau`, `lịch cụ thể thông báo sau`: nothing is known yet."""
    return _LATER.fullmatch(_plain(text)) is not None


def parse_day(text: str) -> date:
    """Read one whole day."""
    found = parse_date(text)
    if found.day is None:
        if found.precision is Precision.BEFORE and found.latest:
            mend = f"ghi ngày cuối cùng còn kịp: {slashed(found.latest)}"
            raise Fault("day", f"ở đây chỉ ghi một ngày, không ghi “{shorten(text)}”", mend)
        raise Fault("day", f"cần đủ ngày, tháng, năm, nhưng ở đây là “{shorten(text)}”", "viết: 20/6/2026")
    return found.day


def parse_clock(text: str) -> time:
    """Read an hour: `14h30`, `14:30`, `8 giờ 00`, `8h`, `08g00`."""
    match = _CLOCK.fullmatch(_plain(text))
    if not match:
        hour = _HOUR_AMID.search(text) if _DAY_AMID.search(text) else None
        mend = f"viết: {CLOCK_FORMS}; {_24_HOURS}"
        if hour:
            mend = f"ở đây chỉ ghi giờ: {hour[0]}; ngày ghi ở khóa “ngày”, mỗi ngày là một buổi"
        raise Fault("clock", f"“{shorten(text)}” không phải giờ đọc được", mend)
    return _clock(match["hour"], match["minute"], text)


class Moment(Struct, frozen=True):
    """A (partial) date with its hours."""

    when: PartialDate
    hours: Hours = Hours()


def parse_moment(text: str) -> Moment:
    """Read hours and a date written in one line: `14h00 - 16h30, thứ Bảy ngày 12/9/2026`."""
    words = _plain(text)
    match = _HOURS_FIRST.match(words) or _HOURS_LAST.search(words)
    if not match:
        return Moment(parse_date(text))
    starts = _clock(match["hour"], match["minute"], text)
    ends = _clock(match["hour2"], match["minute2"], text) if match["hour2"] else None
    rest = (words[: match.start()] + words[match.end() :]).strip(" ,;-–")
    found = parse_date(rest) if rest else PartialDate("", Precision.UNKNOWN)
    return Moment(replace(found, text=text.strip()), Hours(starts, ends))


_TENTATIVE = re.compile(r"(?:trong\s+|vào\s+)?(dự kiến|khoảng|tạm tính)\s*:?\s*(vào\s+)?")
_PART = re.compile(r"(?:(?:trong|vào)\s+)?(?:(?P<part>đầu|giữa|cuối)\s+)?(?=tháng|quý|năm|\d{4}$|(?:6|sáu) tháng)")
_LATER = re.compile(
    r"(lịch cụ thể )?(sẽ )?(thông báo|báo|công bố) sau|chưa (có|rõ|ấn định|xác định)( lịch| ngày)?( cụ thể)?|\?"
)
_WEEKDAY = re.compile(r"(thứ (hai|ba|tư|bốn|năm|sáu|bảy|[2-7])|chủ nhật|cn|t[2-7])\s*[,;]?\s*(?=ngày|\d)")
_YEAR = r"(?:\s*(?:/|-|\.|,?\s*năm)\s*(?P<year>\d{4}))"
_CLOCK_TEXT = (
    r"(?P<hour{n}>\d{{1,2}})\s*(?:h|:|g|giờ)"
    r"\s*(?P<minute{n}>(?!(?<=\s)\d{{1,2}}\s+tháng\b)\d{{1,2}})?"  # in `8h 20 tháng 6 năm 2026` the 20 is a day
    r"\s*(?:'|phút|ph)?"
)
_CLOCK = re.compile(_CLOCK_TEXT.format(n=""))
_HOUR_AMID, _DAY_AMID = re.compile(r"(?<!\d)\d{1,2}(?:h|:|g| giờ)(?: ?\d\d?)?(?!\d)"), re.compile(r"\d[/.-]\d")
_HOURS = (
    r"(?:từ\s+|lúc\s+|vào hồi\s+|vào lúc\s+)?"
    + _CLOCK_TEXT.format(n="")
    + r"(?:\s*(?:-|–|đến)\s*"
    + _CLOCK_TEXT.format(n="2")
    + r")?"
)
_HOURS_FIRST = re.compile(_HOURS + r"(?=$|[\s,;])")
_HOURS_LAST = re.compile(r"(?<=[\s,;])" + _HOURS + "$")
_WEEKDAY_NUMBERS = {"hai": 0, "ba": 1, "tư": 2, "bốn": 2, "năm": 3, "sáu": 4, "bảy": 5}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_Read = tuple[Precision, date | None, date]


def _plain(text: str) -> str:
    words = unicodedata.normalize("NFC", text).lower().replace("\u00a0", " ")
    return " ".join(words.split()).rstrip(".;, ")


def _take_part(words: str) -> tuple[str, str]:
    """`cuối` of `cuối tháng 3/2026`, and the rest; `trong` and `vào` say nothing more."""
    match = _PART.match(words)
    return (match["part"] or "", words[match.end() :]) if match else ("", words)


def _take_weekday(words: str) -> tuple[int | None, str]:
    match = _WEEKDAY.match(words)
    if not match:
        return None, words
    name = match[2] or match[1].removeprefix("t")
    number = int(name) - 2 if name.isdigit() else _WEEKDAY_NUMBERS.get(name, 6)
    return number, words[match.end() :]


def _agree(weekday: int | None, day: date | None, text: str) -> None:
    if weekday is None or day is None or day.weekday() == weekday:
        return
    right = WEEKDAYS[day.weekday()]
    what = f"“{shorten(text)}”: ngày {slashed(day)} là {right}, không phải {WEEKDAYS[weekday]}"
    raise Fault("weekday", what, f"sửa thứ thành {right}, hoặc sửa lại ngày")


def _year(year: str, text: str) -> int:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        what = f"“{shorten(text)}”: năm {int(year)} không dùng được"
        raise Fault("impossible-date", what, f"năm từ {FIRST_YEAR} đến {LAST_YEAR}; xem lại năm")
    return int(year)


def _day(day: str, month: str, year: str, text: str) -> date:
    _year(year, text)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Fault("impossible-date", *_impossible(int(day), int(month), int(year), text)) from None


def _impossible(day: int, month: int, year: int, text: str) -> tuple[str, str]:
    if not 1 <= month <= 12:
        return f"“{shorten(text)}”: không có tháng {month}", "tháng từ 1 đến 12, viết theo thứ tự ngày/tháng/năm"
    last = calendar.monthrange(year, month)[1]
    return f"“{shorten(text)}”: tháng {month}/{year} không có ngày {day}", f"tháng này có {last} ngày; xem lại ngày"


def _month(month: str, year: str, text: str) -> tuple[date, date]:
    first = _day("1", month, year, text)
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _clock(hour: str, minute: str | None, text: str) -> time:
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        what = f"“{shorten(text)}”: không có giờ này"
        raise Fault("impossible-clock", what, "giờ từ 0 đến 23, phút từ 0 đến 59") from None


def _read_day(match: re.Match[str], text: str) -> _Read:
    day = _day(match["day"], match["month"], match["year"], text)
    return Precision.DAY, day, day


def _read_days(match: re.Match[str], text: str) -> _Read:
    last = _day(match["day"], match["month"], match["year"], text)
    first = _day(match["day0"], match["month0"] or match["month"], match["year0"] or match["year"], text)
    if last < first:
        mend = "viết ngày sớm trước, ngày muộn sau; qua năm mới thì ghi đủ: từ 30/12/2026 đến 2/1/2027"
        raise Fault("backwards", f"“{shorten(text)}”: ngày cuối trước ngày đầu", mend)
    return Precision.DAYS, first, last


def _read_before(match: re.Match[str], text: str) -> _Read:
    precision = Precision.BEFORE if match["word"] == "trước" else Precision.UNTIL
    return precision, None, _day(match["day"], match["month"], match["year"], text)


def _read_before_month(match: re.Match[str], text: str) -> _Read:
    return Precision.BEFORE, None, _month(match["month"], match["year"], text)[0]


def _read_month(match: re.Match[str], text: str) -> _Read:
    return Precision.MONTH, *_month(match["month"], match["year"], text)


def _read_quarter(match: re.Match[str], text: str) -> _Read:
    month = 3 * _ROMAN[match["quarter"]] - 2
    return Precision.QUARTER, _day("1", str(month), match["year"], text), _month(str(month + 2), match["year"], text)[1]


def _read_half(match: re.Match[str], text: str) -> _Read:
    year, later = _year(match["year"], text), match["half"] == "cuối"
    return Precision.HALF, date(year, 7 if later else 1, 1), date(year, 12, 31) if later else date(year, 6, 30)


def _read_year(match: re.Match[str], text: str) -> _Read:
    year = _year(match["year"], text)
    return Precision.YEAR, date(year, 1, 1), date(year, 12, 31)


_DAY = r"(?:ngày\s*)?(?P<day>\d{1,2})\s*(?:/|-|\.|\s+tháng\s+)\s*(?P<month>\d{1,2})" + _YEAR
_FORMS = (
    (re.compile(_DAY), _read_day),
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"), _read_day),
    (
        re.compile(
            r"(?:từ\s+)?(?:ngày\s*)?(?P<day0>\d{1,2})(?:\s*/\s*(?P<month0>\d{1,2})(?:\s*/\s*(?P<year0>\d{4}))?)?"
            r"\s*(?:-|–|đến)\s*" + _DAY
        ),
        _read_days,
    ),
    (re.compile(r"(?:hoàn thành )?(?P<word>trước|chậm nhất|muộn nhất|đến hết)\s+(?:là\s+)?" + _DAY), _read_before),
    (re.compile(r"(?:hoàn thành )?trước\s+tháng\s+(?P<month>\d{1,2})" + _YEAR), _read_before_month),
    (re.compile(r"(?:ngày\s*[.…_\s]*,?\s*)?tháng\s*(?P<month>\d{1,2})" + _YEAR), _read_month),
    (re.compile(r"(?P<month>\d{1,2})/(?P<year>\d{4})"), _read_month),
    (re.compile(r"quý\s*(?P<quarter>iv|i{1,3}|[1-4])" + _YEAR), _read_quarter),
    (re.compile(r"(?:6|sáu) tháng (?P<half>đầu|cuối),?\s*năm\s*(?P<year>\d{4})"), _read_half),
    (re.compile(r"(?:năm\s*)?(?P<year>\d{4})"), _read_year),
)


_SLIPS = (
    (re.compile(r"(?:ngày )?(\d{1,2})[/.-](\d{1,2})[/.-](\d\d)"), r"viết đủ bốn chữ số của năm: \1/\2/20\3"),
    (re.compile(r"(?:ngày )?(\d{1,2})[/.-](\d{1,2})"), r"viết thêm năm, ví dụ: \1/\2/2026"),
    (
        re.compile(r"(?=.*\d\s?(?:h|g|giờ|:)).*?(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}).*"),
        r"ở đây chỉ ghi ngày: \1; giờ họp thì ghi ở khóa “từ”",
    ),
    (re.compile(r"(?:buổi )?(?:sáng|trưa|chiều|tối)\b.*"), f"viết giờ {_24_HOURS}, ví dụ: 14h30 ngày 20/6/2026"),
    (re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})"), r"viết ngày trước, năm sau: \3/\2/\1"),
)


def slashed(day: date) -> str:
    """`20/6/2026`, as a plan writes it."""
    return f"{day.day}/{day.month}/{day.year}"


def clocked(at: time) -> str:
    """`14h30`, `8h00`."""
    return f"{at.hour}h{at.minute:02d}"


def weekday(day: date) -> str:
    """`thứ Bảy`, `Chủ nhật`."""
    return WEEKDAYS[day.weekday()]


_ROMAN_QUARTERS = ("I", "II", "III", "IV")


def written(partial: PartialDate) -> str:
    """The date as a page writes it: `20/6/2026`, `dự kiến tháng 6/2024`, `quý IV/2024`, `chưa có lịch cụ thể`."""
    if partial.last is None:
        return "chưa có lịch cụ thể"
    part = f"{partial.part} " if partial.part else ""
    return ("dự kiến " if partial.tentative else "") + part + _exactly(partial, partial.last)


def _exactly(partial: PartialDate, last: date) -> str:
    first = partial.first or last
    match partial.precision:
        case Precision.DAY:
            return slashed(first)
        case Precision.DAYS:
            return f"từ {slashed(first)} đến {slashed(last)}"
        case Precision.MONTH:
            return f"tháng {last.month}/{last.year}"
        case Precision.QUARTER:
            return f"quý {_ROMAN_QUARTERS[last.month // 3 - 1]}/{last.year}"
        case Precision.HALF:
            return f"6 tháng {'cuối' if last.month > 6 else 'đầu'} năm {last.year}"
        case Precision.YEAR:
            return f"năm {last.year}"
        case _:
            return f"{partial.precision.value} {slashed(last)}"


def long_day(day: date) -> str:
    """`thứ Bảy, ngày 5/12/2026`."""
    return f"{weekday(day)}, ngày {slashed(day)}"


def hours_of(starts: time | None, ends: time | None) -> str:
    """`8h00 – 11h00`, `14h30`, or nothing."""
    if starts is None:
        return ""
    return clocked(starts) + (f" – {clocked(ends)}" if ends else "")
