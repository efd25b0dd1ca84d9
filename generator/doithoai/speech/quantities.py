"""Amounts with a unit: money, measures, percentages; 200k, 1tr5; ranges such as 5-7%."""

from __future__ import annotations

import re
from collections.abc import Iterable

from doithoai.speech.numbers import AMOUNT, amount, cardinal, digits
from doithoai.speech.options import Options
from doithoai.speech.ratios import COUNTABLE
from doithoai.speech.rules import END, Found, doubtful, rule
from doithoai.speech.spans import Reading
from doithoai.speech.units import ATTACHED_ONLY, CURRENCIES, MEASURES, SCALES, measure


def _any(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


_MINUS = r"(?P<minus>(?<![\w%‰²³°)'’′$€£¥₫])(?<!\d )[-−–](?=\d))?"
_SCALE = rf"(?: ?(?P<scale>{_any(form for form in SCALES if form != 'K')}|(?<=\d\d)K))"
"""200K is money, 5K is a motto."""
_NOT_MONEY = r"(?!/[bcvk]\b| (?:chí|bào|đội|nghiệp|tác|hương|môn|minh|hành|hồ|ruộng|cỏ|phục)\b)"
"""05 đồng chí, 5 đ/c."""
_CURRENCY = rf"(?:(?: |,-?)?(?P<currency>{_any(CURRENCIES)}){_NOT_MONEY})"
_DOUBTFUL_DOT = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})")
_DOUBTFUL_COMMA = re.compile(r"[1-9]\d{0,2},000")


def said(text: str, options: Options) -> Reading:
    """An amount with a unit after it: 1.5 is taken for 1,5 and flagged; 20,000 for what it says, and flagged."""
    spoken = amount(text, options)
    if _DOUBTFUL_DOT.fullmatch(text):
        return doubtful(
            spoken, "số", "dấu chấm này được đọc là dấu phẩy thập phân", "Viết số thập phân bằng dấu phẩy", 0.8
        )
    return Reading(spoken)


def _signed(found: Found, tail: str) -> Reading:
    head = said(found.part("n"), found.options)
    minus = "âm " if found.part("minus") else ""
    return head._replace(spoken=f"{minus}{head.spoken} {tail}".rstrip())


def _money(found: Found) -> Reading:
    """2.005.000 đồng, 1,5 tỷ đồng, 200k, 10$; $10 too."""
    scale, currency = SCALES.get(found.part("scale"), ""), CURRENCIES.get(found.part("currency"), "")
    if scale == "nghìn":
        scale = found.options.thousand
    if currency == "đồng" and not scale and _DOUBTFUL_COMMA.fullmatch(found.part("n")):
        spoken = f"{cardinal(int(found.part('n').replace(',', '')), found.options)} đồng"
        return doubtful(
            spoken, "số", "dấu phẩy này được đọc là dấu chia hàng nghìn", "Viết hàng nghìn bằng dấu chấm", 0.8
        )
    if currency in _CENTS and not scale and (cents := re.fullmatch(r"(\d+),(\d\d?)", found.part("n"))):
        return Reading(_with_cents(int(cents[1]), int(cents[2].ljust(2, "0")), currency, found.options))
    return _signed(found, f"{scale} {currency}".strip())


_CENTS = ("đô la", "đô la Mỹ", "ơ rô")


def _with_cents(units: int, cents: int, currency: str, options: Options) -> str:
    """5,99$ is five dollars and ninety-nine cents."""
    parts = [f"{cardinal(units, options)} {currency}"] if units or not cents else []
    return " ".join([*parts, f"{cardinal(cents, options)} xu"] if cents else parts)


def _mixed_scale(found: Found) -> str:
    """1tr5 is a million and five hundred thousand; 2tr350; 2t3."""
    millions = found.part("scale").startswith("tr")
    size = 10**6 if millions else 10**9
    tail = int(found.part("tail").ljust(3, "0")) * (size // 1000)
    total = found.number("n") * size + tail
    return cardinal(total, found.options) + (f" {CURRENCIES[found.part('currency')]}" if found.part("currency") else "")


def _with_rest(found: Found) -> str:
    """1m65, 2kg5."""
    tail = found.part("tail")
    rest = f"không {digits(tail[1])}" if tail[0] == "0" and tail[1:] else cardinal(int(tail), found.options)
    return f"{cardinal(found.number('n'), found.options)} {measure(found.part('unit'))} {rest}"


def _measure(found: Found) -> Reading | None:
    unit = found.part("unit")
    name = measure(unit)
    spaced = found.match.string[found.match.start("unit") - 1] == " "
    if not name or (spaced and unit in ATTACHED_ONLY):
        return None
    return _signed(found, name)


def _tonnes(found: Found) -> Reading:
    """3,5t of rice or rubbish; 2t of money, as in 2t3."""
    head = said(found.part("n"), found.options)
    heavy = _HEAVY_BEFORE.search(found.before) or _HEAVY_AFTER.match(found.after)
    unit = "tấn" if heavy else "tỷ"
    return doubtful(f"{head.spoken} {unit}", "viết tắt", "“t” có thể là tấn hoặc tỷ", "Viết đủ chữ")


_HEAVY_BEFORE = re.compile(
    r"\b(?:xe|tải|trọng|chở|nặng|cân|lượng|thu gom|vận chuyển|cẩu|rác|gạo|thóc|lúa|cát|sắt|thép|phân)\b[^.;:()]*$",
    re.IGNORECASE,
)
_HEAVY_AFTER = re.compile(
    r"[^.;:()]{0,9}\b(?:rác|gạo|thóc|lúa|ngô|rau|quả|cá|thịt|xi măng|cát|sắt|thép|phân|hàng|ha)\b"
)


def _fraction_of_unit(found: Found) -> str | None:
    """1/2kg, 3/4 m."""
    name = measure(found.part("unit"))
    if not name:
        return None
    if found.number("a") > found.number("b"):  # 35/22 kV are two voltages
        over = " trên ".join(cardinal(found.number(part), found.options) for part in "ab")
        return f"{over} {name}"
    below = "tư" if found.number("b") == 4 else cardinal(found.number("b"), found.options)
    return f"{cardinal(found.number('a'), found.options)} phần {below} {name}"


UNIT = rf"(?P<unit>{_any(MEASURES)})"
_UNIT_LOOSE = (
    r"(?P<unit>(?i:kw|kwh|mw|gw|tw|v|kv|mhz|ghz|khz|hz|kb|mb|gb|tb|°c|°f|°k|hp|ha|km2|m2|kg|ml|cm|mm|km|m/min))"
)

_SCALE_FORM = r"(?P<scale>tr|t)"


def _unit_alone(found: Found) -> str | None:
    """(m2), kg: a unit without an amount."""
    return measure(found.written) if not re.search(r"\d ?$", found.before) else None


ALONE = r"(?:k?m[23²³]|[cdm]m[23²³]?|kg|km(?:/h)?|ml|mg|kWh|kW)(?![\w²³/])"


def _spaced(found: Found) -> Reading | str | None:
    """15 000 người, 12 500đ; but "tổ 5 450 hộ" are two numbers."""
    number = found.part("n")
    counted = found.part("currency") or found.part("unit") or re.match(r" (?:triệu|tỷ|tỉ|nghìn)\b", found.after)
    clear = number.endswith(" 000") or counted or number.count(" ") > 1
    if not clear and (not COUNTABLE.match(found.after) or _NUMBERED_BEFORE.search(found.before)):
        return None
    if _NUMBERED_BEFORE.search(found.before) and not number.endswith(" 000"):
        return None
    spoken = cardinal(int(number.replace(" ", "")), found.options)
    tail = CURRENCIES.get(found.part("currency")) or measure(found.part("unit"))
    return f"{spoken} {tail}" if tail else spoken


_NUMBERED_BEFORE = re.compile(
    r"\b(?:tổ|thôn|xóm|ấp|khu|số|điều|khoản|mục|khóa|lớp|khối|quý|tháng|ngày|năm|đợt|nhà|phường|quận|tầng|phòng|lô|"
    r"tổ dân phố|TDP|chi bộ|thứ|lần|cụm|tuần|chương|phần|bài) $",
    re.IGNORECASE,
)
RULES = (
    rule("measure", "w", ALONE, _unit_alone),
    rule(
        "cardinal",
        "d",
        rf"(?P<n>[1-9]\d{{0,2}}(?: \d{{3}}){{1,5}})(?!\d|[.,/:-]\d)"
        rf"(?:{_CURRENCY}(?:(?<=[$€£¥₫₹])|{END})|(?: (?P<unit>k?m[23²³]?|kg|ha|lít|tấn|tạ|kWh){END}))?"
        r"(?! \d| ?[%‰])",
        _spaced,
    ),
    rule("money", "d", rf"(?P<n>\d{{1,4}}){_SCALE_FORM}(?P<tail>\d{{1,3}}){END}{_CURRENCY}?{END}", _mixed_scale),
    rule("money", "ds", rf"{_MINUS}(?P<n>{AMOUNT}){_SCALE}?{_CURRENCY}(?:(?<=[$€£¥₫₹])|{END})", _money),
    rule("money", "sw", rf"(?P<currency>[$€£¥₫]|US[$]|USD|VND|VNĐ) ?(?P<n>{AMOUNT}){_SCALE}?(?P<minus>){END}", _money),
    rule("money", "ds", rf"{_MINUS}(?P<n>{AMOUNT}){_SCALE}(?P<currency>){END}", _money),
    rule("percent", "ds", rf"{_MINUS}(?P<n>{AMOUNT}) ?(?P<unit>[%‰])", _measure),
    rule("measure", "d", rf"(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}}) ?{UNIT}{END}", _fraction_of_unit),
    rule("measure", "d", rf"(?P<n>\d{{1,3}})(?P<unit>k?m|kg)(?P<tail>(?!(?<=m)[23]{END})\d{{1,2}}){END}", _with_rest),
    rule("measure", "ds", rf"{_MINUS}(?P<n>{AMOUNT}) ?{UNIT}{END}", _measure),
    rule("measure", "ds", rf"{_MINUS}(?P<n>{AMOUNT}) ?{_UNIT_LOOSE}{END}", _measure),
    rule("measure", "d", rf"(?P<n>{AMOUNT})t{END}", _tonnes),
)
