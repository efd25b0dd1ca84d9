"""Days: whole and partial dates, their ranges and lists."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable

from doithoai.speech.numbers import cardinal, day, month
from doithoai.speech.options import Options
from doithoai.speech.ratios import COUNTABLE, FEASTS, counts_follow
from doithoai.speech.rules import DASH, END, Found, doubtful, rule
from doithoai.speech.spans import Reading

_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)"
YEAR = r"(?:1\d|20)\d\d(?!\d)"
_DAY_LEAD = r"(?:(?P<lead>[Nn]gày|NGÀY)[ :]{1,2})"
STOP = r"(?![\d/]|[.,-]\d)"
_AFTER_YEAR = r"(?![\d/]|-\d)"

_CUE = re.compile(
    r"\b(?:ngày|(?:ngày|hôm|sáng|trưa|chiều|tối|đêm) (?:mai|nay|kia|qua)|sáng|trưa|chiều|tối|đêm|hôm|trước|sau|từ|"
    r"đến|tới|vào|hết|hạn(?: chót| cuối| nộp)?|họp|dịp|lễ|niệm|mừng|ứng|nhất|đợt|Tết|kể từ|thứ \w+|[Cc]hủ nhật"
    r"|T[2-7]|CN|giờ|phút|\d{1,2} ?[hg:]\d{0,2}['’]?)(?:[,:/]| ?[-–—])? ?[(]?$",
    re.IGNORECASE,
)
_WEAK_CUE = re.compile(
    r"\b(?:sang|lịch(?: [^\W\d_]+){0,3}|hội nghị|họp(?: (?:lại|bù|tiếp))?|hoãn|chuyển(?: lịch)?|dời|lùi|khai mạc|"
    r"bế mạc|diễn ra|bắt đầu|kết thúc|khai giảng|bầu cử|thời (?:gian|hạn)|mít tinh|hạn(?: [^\W\d_]+){1,3})"
    r":? ?[(]?$",
    re.IGNORECASE,
)
"""Words near which a date is likelier than a share, if nothing is counted after it."""
_DATED_LIST = re.compile(
    r"(?:lễ|ngày|dịp|niệm|mừng|nghỉ)[^.;()]{0,24}\d{1,2}/\d{1,2}(?:/\d{4})?,? ?(?:và |hoặc |& ?)?$", re.IGNORECASE
)
_DATE_FOLLOWS = re.compile(r" (?:là ngày|âm lịch|ÂL|AL|DL|dương lịch|hàng năm|hằng năm|tới đây|vừa qua|này|tại|ở)\b")
_SHARE_FOLLOWS = re.compile(r" ?(?:%|k?g\b|lít|m\b| (?:số|tổng|diện tích|dân số|quãng|chiều|thời gian|thành viên)\b)")
_NAMED_AFTER_DAY = re.compile(r"(?:đường|phố|trường|viện|công viên|chợ|lễ|cầu|quảng trường|ngõ|dịp) $", re.IGNORECASE)
COUNTED = re.compile(r"(?:mỗi|một|hàng|hằng) ?$", re.IGNORECASE)
COUNT_FOLLOWS = re.compile(r" (?:lần|buổi|ca|giờ|suất|bữa|lượt|chuyến|công|đêm|cuộc|người|hộ|triệu|nghìn|đồng)\b")
_NAMED_DAY = re.compile(
    r"(?:[Nn]gày [A-ZĐÂƯ][\w -]{0,36}|Quốc khánh|[Tt]hiếu nhi|Quốc tế [\w ]{0,14}|Cách mạng|Giải phóng[\w ]{0,12}|rằm"
    r"|sân vận động|[Bb]ệnh viện|nhà máy|trường(?: [A-ZT]\w+){1,2}) [(]?$"
)


def _year(text: str, options: Options) -> str:
    return cardinal(int(text) + (2000 if len(text) == 2 else 0), options)


def spoken_date(day_: str, month_: str, year: str, options: Options) -> str:
    """The parts that are there, each after its word."""
    parts = [f"ngày {day(int(day_), options)}"] if day_ else []
    parts += [f"tháng {month(int(month_), options)}"] if month_ else []
    parts += [f"năm {_year(year, options)}"] if year else []
    return " ".join(parts)


def _checked(spoken: str, day_: str, month_: str, year: str) -> Reading:
    """Flags days that no calendar has, and years of two digits."""
    length = calendar.monthrange(int(year), int(month_))[1] if len(year) == 4 else _LONGEST_MONTHS[int(month_) - 1]
    if int(day_) > length:
        return doubtful(spoken, "ngày", "ngày này không có trong lịch", "Xem lại ngày, tháng")
    if len(year) == 2:
        return doubtful(spoken, "ngày", "năm chỉ ghi hai chữ số", "Ghi đủ bốn chữ số của năm", 0.8)
    return Reading(spoken)


_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _with_lead(found: Found, spoken: str) -> str:
    """Keeps the written "Ngày" with its case."""
    return found.part("lead") + spoken[len("ngày") :] if found.part("lead") else spoken


def _whole(found: Found) -> Reading:
    day_, month_, year = found.part("d"), found.part("m"), found.part("y")
    return _checked(_with_lead(found, spoken_date(day_, month_, year, found.options)), day_, month_, year)


def _without_lead(found: Found) -> Reading:
    """2 tháng 9 năm 1945."""
    reading = _whole(found)
    return reading._replace(spoken=reading.spoken.removeprefix("ngày "))


def _partial(found: Found) -> Reading | str | None:
    """5/6: a date after "ngày" or where the context says so."""
    day_, month_ = found.part("d"), found.part("m")
    if _NAMED_AFTER_DAY.search(found.before):
        return f"{cardinal(int(day_), found.options)} tháng {month(int(month_), found.options)}"
    if not found.part("lead") and _NAMED_DAY.search(found.before):
        return f"{day(int(day_), found.options)} tháng {month(int(month_), found.options)}"
    if not (found.part("lead") or _is_date(found)):
        return None
    return _checked(_with_lead(found, spoken_date(day_, month_, "", found.options)), day_, month_, "")


def _hyphened(found: Found) -> Reading | str | None:
    """ngày 30-4, sân vận động 19-8, chiều 15-6; but "ngày 5-7" and "từ ngày 1-5 hàng tháng" are ranges."""
    day_, month_ = found.number("d"), found.number("m")
    if COUNT_FOLLOWS.match(found.after) or COUNTABLE.match(found.after) or found.after.startswith((" hàng", " hằng")):
        return None
    if (day_, month_) in FEASTS and not found.part("lead"):
        for before, name in ((_NAMED_AFTER_DAY, cardinal), (_NAMED_DAY, day)):
            if before.search(found.before):
                return f"{name(day_, found.options)} tháng {month(month_, found.options)}"
    feast = (day_, month_) in FEASTS and not _RANGE_BEFORE.search(found.before)
    falling = day_ > month_ and (found.part("lead") or _CUE.search(found.before))
    if (
        (feast and (found.part("lead") or _FEAST_BEFORE.search(found.before)))
        or falling
        or _PART_OF_DAY.search(found.before)
    ):
        spoken = spoken_date(found.part("d"), found.part("m"), "", found.options)
        return _checked(_with_lead(found, spoken), found.part("d"), found.part("m"), "")
    return None


_FEAST_BEFORE = re.compile(r"ngày \d{1,2}-\d{1,2}(?:,| và) $")
_PART_OF_DAY = re.compile(r"(?:sáng|trưa|chiều|tối|đêm|hôm (?:nay|qua|mai)|kể từ) [(]?$", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"(?:từ|các|\d) ?$", re.IGNORECASE)


def _is_date(found: Found) -> bool:
    if _SHARE_FOLLOWS.match(found.after) or (found.before.endswith("họp ") and COUNTABLE.match(found.after)):
        return False
    return (
        bool(_CUE.search(found.before) or _DATE_FOLLOWS.match(found.after))
        or (bool(_DATED_LIST.search(found.before)) and not counts_follow(found.after))
        or found.previous in ("date", "time")
        or (bool(_WEAK_CUE.search(found.before)) and not counts_follow(found.after))
    )


def _range(found: Found) -> Reading:
    """28/6 - 2/7/2024; the first date has its own year or none."""
    options = found.options
    first = spoken_date(found.part("d1"), found.part("m1"), found.part("y1"), options)
    second = spoken_date(found.part("d"), found.part("m"), found.part("y"), options)
    spoken = f"{_with_lead(found, first)} đến {second}"
    return _checked(spoken, found.part("d"), found.part("m"), found.part("y"))


def _days_apart(found: Found) -> Reading | None:
    """Từ 01 đến 05/6: the first day has no month of its own."""
    if not re.search(r"(?:từ|Từ|TỪ) $", found.before) or counts_follow(found.after):
        return None
    last = spoken_date(found.part("d"), found.part("m"), found.part("y"), found.options)
    spoken = f"ngày {day(found.number('d1'), found.options)} {found.part('to')} {last}"
    return _checked(spoken, found.part("d"), found.part("m"), found.part("y"))


def _short_year(found: Found) -> Reading | None:
    """5-12-26; but NPK 5-10-20 and lớp 3-5-7 are lists."""
    if _SERIES_BEFORE.search(found.before) or COUNTABLE.match(found.after) or COUNT_FOLLOWS.match(found.after):
        return None
    return _whole(found)


_SERIES_BEFORE = re.compile(r"(?:NPK|phân|lớp|tổ|khối|thứ|số|nhà|lô|khu|tỷ lệ|tỉ lệ) ?$", re.IGNORECASE)
AND = " ?[&+] ?"


def _day_list(found: Found) -> str | None:
    """Ngày 03; 10; 17; but "ngày 5, 10 hộ" is a day and a count."""
    if COUNT_FOLLOWS.match(found.after) or COUNTABLE.match(found.after) or re.match(r" [^\W\d_]", found.after):
        return None
    spaced = re.sub(r"([;,]) ?", r"\1 ", found.part("days"))
    days = re.sub(r"\d+", lambda one: day(int(one[0]), found.options), spaced)
    return f"{found.part('lead')} {days}"


_LISTED_DAYS = rf"(?P<days>{_DAY}(?:(?:{DASH}|, ?| và |, và |{AND}){_DAY}){{1,30}})"
_LIST_PARTS = re.compile(rf"(\d+)|({DASH})|(, và |, ?| và |{AND})")


def _days(found: Found) -> str | None:
    """25 - 28/6/2024; 5, 6 và 7 tháng 4."""
    numbers = [int(number) for number in re.findall(r"\d+", found.part("days"))]
    if not found.part("lead") and (numbers != sorted(numbers) or _SHARE_FOLLOWS.match(found.after)):
        return None
    if not found.part("lead") and re.search(r"\d,\d", found.written) and not _CUE.search(found.before):
        return None
    month_ = spoken_date("", found.part("m"), found.part("y"), found.options)
    return _with_lead(found, f"{listed(found.part('days'), 'ngày', day, found.options)} {month_}".rstrip())


def listed(text: str, word: str, name: Callable[[int, Options], str], options: Options) -> str:
    """`word` stands before the first number and the one after a dash. Several dashes only list: thứ 2-4-6."""
    spoken, parts = word, _LIST_PARTS.findall(text)
    to = f" đến {word}" if sum(bool(dash) for _, dash, _ in parts) == 1 else ","
    for number, dash, comma in parts:
        spoken += f" {name(int(number), options)}" if number else to if dash else said_comma(comma)
    return spoken


def said_comma(comma: str) -> str:
    """What joins two of a list: 5, 6; 5 và 6; 5 & 6."""
    return " và" if comma.strip() in ("&", "+") else comma.rstrip()


def _day_alone(found: Found) -> str | None:
    """`ngày 5`; but "mỗi ngày 4 buổi" is a count."""
    counted = COUNTED.search(found.before) or (found.previous != "time" and re.search(r"\d ?$", found.before))
    if counted or COUNT_FOLLOWS.match(found.after):
        return None
    return f"{found.part('lead')} {day(found.number('d'), found.options)}"


def _early_day(found: Found) -> str:
    """`mùng 5/6`: the word is there already."""
    month_ = f" tháng {month(found.number('m'), found.options)}" if found.part("m") else ""
    return f"{found.part('lead')} {cardinal(found.number('d'), found.options)}{month_}"


def _iso(found: Found) -> Reading | None:
    day_, month_, year = found.part("d"), found.part("m"), found.part("y")
    return _checked(spoken_date(day_, month_, year, found.options), day_, month_, year)


def _impossible(found: Found) -> Reading | None:
    """Ngày 45/12, tháng 13/2026: said as it stands, and told of; "trong ngày 45/50 hộ" is a share."""
    first, second = found.number("d"), found.number("m")
    is_month = found.part("lead").lower() == "tháng"
    wrong = first not in range(1, 13) if is_month else first not in range(1, 32) or second not in range(1, 13)
    if not wrong or is_month != (len(found.part("m")) == 4):
        return None
    if COUNTED.search(found.before) or counts_follow(found.after):
        return None
    spoken = f"{found.part('lead')} {cardinal(first, found.options)} trên {cardinal(second, found.options)}"
    return doubtful(spoken, "ngày", f"{found.part('lead').lower()} này không có trong lịch", "Xem lại ngày, tháng")


LEADS = ("ngày", "mùng", "mồng")

_FIRST = rf"(?P<d1>{_DAY})[/.](?P<m1>{MONTH})(?:[/.](?P<y1>{YEAR}))?"

RULES = (
    rule("date", "wd", rf"{_DAY_LEAD}?{_FIRST}{DASH}(?:ngày )?(?P<d>{_DAY})/(?P<m>{MONTH})(?:/(?P<y>{YEAR}))?{STOP}",
         _range),
    rule("date", "wd", rf"{_DAY_LEAD}?(?P<d>{_DAY})(?P<sep> ?[/.-] ?)(?P<m>{MONTH})(?P=sep)(?P<y>{YEAR}){_AFTER_YEAR}",
         _whole),
    rule("date", "wd", rf"{_DAY_LEAD}?(?P<d>{_DAY})/(?P<m>{MONTH})/(?P<y>\d\d)(?!\d){STOP}", _whole),
    rule("date", "wd", rf"{_DAY_LEAD}?(?P<d>{_DAY})-(?P<m>{MONTH})-(?P<y>2[1-9]|3[0-5])(?!\d){STOP}", _short_year),
    rule("date", "d", rf"(?P<d1>{_DAY}) (?P<to>đến|tới) (?:ngày )?"
         rf"(?P<d>{_DAY})/(?P<m>{MONTH})(?:/(?P<y>{YEAR}))?{STOP}",
         _days_apart),
    rule("date", "wd", rf"{_DAY_LEAD}(?P<d>{_DAY}) tháng (?P<m>{MONTH})(?:(?: năm |/)(?P<y>{YEAR}))?{STOP}", _whole),
    rule("date", "wd", rf"{_DAY_LEAD}?{_LISTED_DAYS}(?: tháng |/)(?P<m>{MONTH})(?:(?: năm |/)(?P<y>{YEAR}))?{STOP}",
         _days),
    rule("date", "wd", rf"{_DAY_LEAD}?(?P<d>{_DAY})/(?P<m>{MONTH}){STOP}", _partial),
    rule("date", "wd", rf"{_DAY_LEAD}?(?P<d>{_DAY})-(?P<m>{MONTH}){STOP}"
         r"(?! ?(?:h\b|g\b|giờ|phút|%|tiếng|ngày|tuần|tháng|năm))", _hyphened),
    rule("date", "w", rf"{_DAY_LEAD}(?P<days>{_DAY}(?:{DASH}{_DAY}){{1,30}})(?P<m>)(?P<y>){STOP}", _days),
    rule("date", "d", rf"(?P<lead>)(?P<d>{_DAY}) tháng (?P<m>{MONTH}) năm (?P<y>{YEAR}){STOP}", _without_lead),
    rule("date", "w", rf"{_DAY_LEAD}(?P<days>{_DAY}(?:[;,] ?{_DAY}){{1,30}}(?: và {_DAY})?){STOP}", _day_list),
    rule("date", "w", rf"{_DAY_LEAD}(?P<d>{_DAY}){END}{STOP}", _day_alone),
    rule("date", "d", rf"(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>{_DAY}){STOP}", _iso),
    rule("date", "w", rf"(?P<lead>[Nn]gày|NGÀY|[Tt]háng|THÁNG) (?P<d>\d\d?)/(?P<m>\d\d?|{YEAR}){STOP}", _impossible),
    rule("date", "w", rf"(?P<lead>[Mm][ùồ]ng) (?P<d>0?[1-9]|10)(?:(?:/| tháng )(?P<m>{MONTH}))?{STOP}", _early_day),
)  # fmt: skip
