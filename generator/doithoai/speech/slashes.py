"""The slash between words: "per" (cuộc/năm, đồng/m2) or one and the other (phường/xã, ông/bà)."""

from __future__ import annotations

import re

from doithoai.speech.letters import LATIN, UPPER
from doithoai.speech.numbers import cardinal
from doithoai.speech.quantities import UNIT
from doithoai.speech.rules import END, Found, doubtful, rule
from doithoai.speech.spans import Reading
from doithoai.speech.units import PERS, measure

_AMOUNTS = frozenset({"money", "measure", "percent", "time"})
_NUMBER_OF = re.compile(r"\d[\d.,]*(?: [^\W\d_]+){1,3}(?:/[^\W\d_]+)?$")
"""5-6 người/nhóm, 500.000 đồng/người/tháng."""
_COUNT_NOUN = re.compile(
    r"\b(?:cuộc|lần|buổi|lượt|đồng|triệu|nghìn|tỷ|kỳ|đợt|suất|ca|giờ|người|hộ|vụ|tấn|tạ|kg|phút|lít)"
    r"(?:/[^\W\d_]+)?[)]?$"
)
_TIMES = frozenset(("ngày", "tháng", "năm"))
_SPANS = frozenset(("ngày", "tuần", "tháng", "quý", "năm", "giờ", "phút", "lần", "buổi", "kỳ", "đợt", "vụ", "khóa"))
_EQUALS = tuple(
    frozenset(words.split())
    for words in (
        "phường xã trấn thị",
        "thôn xóm tổ phố ấp bản khu khóm cư buôn",
        "quận huyện thị thành",
        "tỉnh thành phố",
        "ông bà anh chị cha mẹ bố vợ chồng nam nữ",
        "bộ chức nhân thể cán công viên tổ cá tập",
        "sở ban ngành ủy đoàn",
        "có không đúng sai đạt ý chưa",
    )
)
"""Last and first words of things that stand for one another: cán bộ/công chức, tổ dân phố/khu dân cư."""


def _counted(found: Found) -> bool:
    """Something of which there are so many a unit stands before the slash."""
    before = found.before
    return found.previous in _AMOUNTS or bool(_NUMBER_OF.search(before) or _COUNT_NOUN.search(before))


def _one_or_other(found: Found) -> Reading | None:
    """phường/xã, cán bộ/công chức; ngày/tháng/năm sinh."""
    right, before = found.part("right").lower(), re.search(r"([^\W\d_]+)[)]? ?$", found.before)
    left = before[1].lower() if before else ""
    parts_of_date = left in _TIMES and right in _TIMES and not _NUMBER_OF.search(found.before)
    known = before is not None and _are_known(before[1], found.part("right"), found)
    equal = known or any(left in words and right in words for words in _EQUALS)
    return Reading(", ", 0.9) if equal or parts_of_date else None


def _are_known(left: str, right: str, found: Found) -> bool:
    """HĐND/UBND: two abbreviations that each stand for one thing."""
    if not (left.isupper() and right.isupper()) or left == right:
        return False
    return all(len(found.voice.lexicon.expansions(form, "", "", found.options)) == 1 for form in (left, right))


def _per_word(found: Found) -> str | None:
    """04 cuộc/năm, đồng/hộ."""
    return " một " if found.part("unit").lower() in PERS and _counted(found) else None


def _per_unit(found: Found) -> str | None:
    """đồng/m2, tấn/ha."""
    return f" một {measure(found.part('unit'))}" if _counted(found) else None


def _per_count(found: Found) -> str | None:
    """lần/03 tháng, lần/1 tháng; 15 ý kiến/12 lượt."""
    if not _counted(found):
        return None
    every = "trên" if found.part("noun") not in _SPANS else "" if found.number("n") == 1 else "mỗi"
    return f" {every} {cardinal(found.number('n'), found.options)} ".replace("  ", " ")


def _hour_of_day(found: Found) -> str | None:
    """13h/10/9."""
    return " " if found.previous == "time" else None


def _list_mark(found: Found) -> str | None:
    """1/ Khai mạc; 2/ Báo cáo."""
    return ". " if re.search(r"[;:.] \d{1,2}$", found.before) else None


def _letters(found: Found) -> Reading | None:
    """a/b/c."""
    if not re.search(rf"(?<![{LATIN}\d])[a-z]$", found.before):
        return None
    return doubtful(found.written.replace("/", ", "), "dấu", "không rõ các chữ cái này là gì", "Viết thành lời")


RULES = (
    rule("slash", "s", rf"(?:/[a-zđ]){{2,9}}{END}(?!/)", _letters),
    rule("heading", "s", rf"/ (?=[{UPPER}])", _list_mark),
    rule("slash", "s", r" ?/ ?(?=\d{1,2}/\d{1,2}(?!\d))", _hour_of_day),
    rule("per", "s", r"/ ?(?P<n>\d{1,2}) (?=(?P<noun>[^\W\d_]+))", _per_count),
    rule("per", "s", rf"/ ?{UNIT}{END}", _per_unit),
    rule("slash", "s", r" ?/ ?(?=(?P<right>[^\W\d_]+))", _one_or_other),
    rule("per", "s", r" ?/ ?(?=(?P<unit>[^\W\d_]+))", _per_word),
)
