"""Roman numerals and ordinals after the words that carry them; numbered headings; list marks."""

from __future__ import annotations

import re

from doithoai.speech.counts import dotted
from doithoai.speech.letters import LOWER, UPPER, is_syllable
from doithoai.speech.numbers import cardinal, ordinal, roman, whole
from doithoai.speech.rules import DASH, END, Found, doubtful, rule
from doithoai.speech.spans import Reading

ORDINAL_LEADS = ("thứ",)
LEADS = (
    "khóa", "khoá", "chương", "phần", "mục", "tiết", "quyển", "tập", "thế kỷ", "thế kỉ", "phụ lục", "hạng", "bậc",
    "loại", "nhóm", "vùng", "khu vực", "học kỳ", "kỳ", "kì", "giai đoạn", "đợt", "đại hội", "cấp", "khoản", "đoạn",
    "điều", "số", "năm", "hội nghị", "quân khu", "bảng", "lớp", "tuyến", "độ", "đội", "vòng", "lần", "trung ương",
    "huân chương", "tổ", "tổ dân phố", "chi bộ", "khu", "khối", "cụm", "thôn", "xóm", "ấp", "khóm", "đảng bộ", "tầng",
)  # fmt: skip
_ROMAN = "(?:[IVXLCDM]+|[ivxlcdm]{2,}|[ivx])"
_SINGLE_LETTERS = frozenset("CDLM")
_NUMBERED_SO = frozenset(("phụ lục", "chương", "phần", "mục", "số", "quyển", "tập", "tiết", "đoạn"))
"""Words after which a lone small i, v or x is a numeral. Khoản i, loại x, nhóm v could be letters."""


def _value(text: str) -> int:
    """A lone C, D, L, M is a letter."""
    return 0 if text in _SINGLE_LETTERS else roman(text)


def _after_lead(found: Found) -> str | None:
    if found.part("n") in _BLANKED.get(found.part("lead").casefold(), ()):
        return None
    values = [(_value(part), dash, comma) for part, dash, comma in _pieces(found)]
    if not all(value or dash or comma for value, dash, comma in values):
        return None
    if found.part("n") in ("i", "v", "x") and found.part("lead").lower() not in _NUMBERED_SO:
        return None
    spoken = found.part("lead")
    for value, dash, comma in values:
        spoken += f" {cardinal(value, found.options)}" if value else " đến" if dash else comma.rstrip()
    return spoken


_BLANKED = {
    **dict.fromkeys(("số", "năm"), ("XX", "XXX")),
    **dict.fromkeys(("tổ", "tổ dân phố", "thôn", "xóm", "ấp", "khóm", "khu", "khối", "lớp", "tầng"), ("XXX",)),
}
"""Số XXX is a place to fill in; thế kỷ XX is none."""


def _to_fill_in(found: Found) -> Reading | None:
    """XXX; XX and YY only where a number has to stand."""
    surely = len(found.written.split("/")[0]) >= _SURELY_BLANK or "/Y" in found.written
    if not surely and not _FIELD_BEFORE.search(found.before):
        return None
    return doubtful(" … ", "chỗ trống", "chỗ này còn để trống", "Điền vào, hoặc bỏ đi", 0.0)


_SURELY_BLANK = 3
_FIELD_BEFORE = re.compile(r"(?:ngày|tháng|năm|giờ|lúc|phút|số|phường|xã|từ|đến|/|-|:) ?$", re.IGNORECASE)


def _pieces(found: Found) -> list[tuple[str, str, str]]:
    return re.findall(rf"(\w+)|({DASH})|(, ?| và )", found.part("n"))


def _ordinal(found: Found) -> str | None:
    text = found.part("n")
    value = int(text) if text.isdigit() else _value(text)
    return f"{found.part('lead')} {ordinal(value, found.options)}" if value else None


def _rank(found: Found) -> str | None:
    """đứng thứ 1/30."""
    if not re.search(r"(?:xếp|đứng|vị trí|hạng) $", found.before, re.IGNORECASE):
        return None
    rank = ordinal(found.number("n"), found.options)
    return f"{found.part('lead')} {rank} trên {cardinal(found.number('of'), found.options)}"


def _lone(found: Found) -> str | None:
    """XIII without a word before it: read if it cannot be a Vietnamese word or stands among small letters."""
    text = found.written
    value = _value(text)
    upper_near = re.search(rf"[{UPPER}]{{2}} ?$", found.before) or re.match(rf" ?[{UPPER}]{{2}}", found.after)
    if text in _WORDS and not upper_near and re.match(rf" [{LOWER}]", found.after):
        starts = not re.search(r"[^.!?:;]$", found.before.rstrip(' -–•*"“('))
        if starts or _WORDS[text].match(found.after):
            return text.capitalize() if starts else text.lower()
    if not value or (upper_near and text in ("VI", "XI", "DI", "MI", "LI", "CI")):
        return None
    return cardinal(value, found.options)


_WORDS = {
    "VI": re.compile(r" (?:phạm|rút|sinh|trùng|khuẩn|mô|chất|mạch|tính|phim|vu)\b"),
    "XI": re.compile(r" (?:măng|phạm|lanh|líp|rô|nhan)\b"),
}
"""Numerals that are words too: VI phạm."""


def _listed_numerals(found: Found) -> str | None:
    """I, II và III."""
    parts = re.findall(r"([IVX]+)|(, ?| và )", found.part("n"))
    values = [(roman(letters), comma) for letters, comma in parts]
    if not all(value or comma for value, comma in values) or all(len(letters) < 2 for letters, _ in parts):
        return None
    return "".join(cardinal(value, found.options) if value else comma for value, comma in values)


def _heading(found: Found) -> str | None:
    """III. THỜI GIAN: "phần ba"."""
    value = _value(found.part("n"))
    if (found.part("n") == "X" and _NAME_FOLLOWS.match(found.after)) or _INITIAL_FOLLOWS.match(found.after):
        return None
    if found.part("n") in _BESIDE and _is_initial(found):
        return None
    return f"phần {cardinal(value, found.options)}. " if value else None


_COMMON_FOREIGN = frozenset(("Covid", "Internet", "Website", "Facebook", "Zalo", "Logistics", "Marketing"))
_BESIDE = {"I": "II", "V": "IV|VI", "X": "IX|XI"}


def _is_initial(found: Found) -> bool:
    """V. Hugo: a foreign name follows, and the text has no part before or after this one."""
    name = re.match(rf"[{UPPER}][{LOWER}]{{2,}}(?![{UPPER}{LOWER}])", found.after)
    if not name or is_syllable(name[0]) or name[0] in _COMMON_FOREIGN or "." not in found.written:
        return False
    return not re.search(rf"^\W*(?:{_BESIDE[found.part('n')]}) ?[.:/)-]", found.match.string, re.MULTILINE)


_INITIAL_FOLLOWS = re.compile(rf"[{UPPER}]\. ?[{UPPER}]|v\b")
"""V.I. Lênin; V/v."""
_NAME_FOLLOWS = re.compile(rf"[{UPPER}][{LOWER}]+ [{UPPER}][{LOWER}]")
"""X. Lương Phong is a commune."""


def _numbered_heading(found: Found) -> str:
    """3.1. Tuyên giáo: "mục ba chấm một"."""
    return f"mục {dotted(found.part('n'), found.options)}. "


def _listed(found: Found) -> str:
    return f"{whole(found.part('n'), found.options)}. "


_MARKS = r"^(?P<marks>(?:#{1,6} |[-+*•>] |[*_\\]){0,12})"
_ANY_CASE = "|".join(LEADS)
HEADINGS = (
    rule("heading", "dws", rf"{_MARKS}(?P<n>[IVXLCDM]{{1,7}})(?: ?[.:/)]| ?[-–—](?= )) ?(?=[*_]*[^\W\d_]|$)", _heading),
    rule("heading", "w", r"^(?P<n>[a-zđ])/ ", lambda found: f"{found.part('n')}, "),
    rule("heading", "ds", rf"{_MARKS}(?P<n>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?:\.|(?= [*_]*[{UPPER}])|[)])"
         r" ?(?=[*_]*[^\W\d_])", _numbered_heading),
    rule("heading", "ds", rf"{_MARKS}(?P<n>\d{{1,3}})(?:[.)/] ?| ?[-–—] )(?=[*_“\"(]*[^\W\d_])", _listed),
)  # fmt: skip
RULES = (
    rule("ordinal", "w", rf"(?P<lead>(?i:thứ)) (?P<n>\d{{1,3}})/(?P<of>\d{{1,4}}){END}(?!/)", _rank),
    rule("ordinal", "w", rf"(?P<lead>(?i:(?:lần |kỳ họp )?thứ)) (?P<n>\d{{1,4}}|[IVXLCDM]+|[ivxlcdm]{{2,}}){END}"
         r"(?![/.,]\d)", _ordinal),
    rule("roman", "w", rf"(?P<lead>(?i:{_ANY_CASE})) (?P<n>{_ROMAN}(?:(?:{DASH}|, ?| và ){_ROMAN}){{0,12}})"
         rf"{END}", _after_lead),
    rule("roman", "w", rf"(?P<n>[IVX]{{1,5}}(?:(?:, ?| và )[IVX]{{1,5}}(?!\w)){{1,9}}){END}", _listed_numerals),
    rule("blank", "w", rf"(?:X{{2,9}}|Y{{2,9}})"
         rf"(?:/(?:X{{2,9}}|Y{{2,9}})(?:/(?:\d{{4}}|Y{{2,9}}))?)?{END}", _to_fill_in),
    rule("roman", "w", rf"[IVX]{{2,7}}{END}(?![/&-]\w)", _lone),
)  # fmt: skip
