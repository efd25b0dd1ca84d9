"""Names of citizens in the words of an opinion: after a title, or with a day of birth.

An official of whom the words say the office may be named: "đồng chí Nguyễn Văn An, Chủ tịch UBND phường"; after "ông",
"bà" only where the office follows at once, for "Chủ tịch phường trả lời ông Nguyễn Văn An" names a citizen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache as once
from pathlib import Path

UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
SYLLABLE = f"[{UPPER}][{UPPER}{_LOWER}]{{0,15}}"
# First words of titles and of set phrases that follow "ông", "bà", "anh", "bác" without being a name.
_NOT_NAMES = (
    "Chủ|Bí|Phó|Trưởng|Tổ|Giám|Hội|Ủy|Uỷ|Đại|Thường|Ban|Bộ|Phòng|Công|Mặt|Đảng|Chi|Chánh|Cán|Viện|Hiệu|Tổng|Quản"
    "|Nội|Mẹ|Rịa|Hùng|Hồ Chí|Trường"
)
# After these a capital begins a name only with a family's name: otherwise it is that of a place, a school, a rank.
_KIN = ("dì", "cậu", "mợ", "thím", "em", "cháu", "hộ", "gia đình", "thầy", "thầy giáo", "cô giáo", "bác sĩ", "y sĩ")
# After these even a family's name may be that of a street: nhà Trần Phú. With "Văn", "Thị" behind it it is a person's.
_OTHERS = (
    *("nhà", "con", "con trai", "con gái", "mẹ", "bố", "cha", "vợ", "chồng", "công dân", "người dân", "bạn", "lái xe"),
    *("cử tri", "chủ xe", "chủ nhà", "chủ quán", "cư dân", "học sinh", "sinh viên", "công nhân", "bệnh nhân"),
    "thương binh",
)
# What may stand between a title and a name that is certainly a person's: cháu bé …, hộ kinh doanh …
_OF_A_KIND = (
    r"(?:\s(?:bé|học sinh|sinh viên|liệt sĩ|thương binh|chính sách|kinh doanh|hiệu trưởng|chủ nhiệm|dâu|rể|tên là|tên"
    "|là|nhà|của))?"
)
# Words of names of the Ê Đê, K'Ho, Gia Rai: H'Hen, Y-Thông, K'Brết; but H'Mông is a people.
_APOSTROPHE = "['\u2019\u2018\u02bc`\u00b4]"
_MARKED = (
    rf"(?!(?:H{_APOSTROPHE}[Mm]ông|M{_APOSTROPHE}[Nn]ông|K{_APOSTROPHE}[Hh]o)\b(?!\s[{UPPER}]))"
    rf"(?:[{UPPER}][{_LOWER}]{{0,2}}{_APOSTROPHE}|(?:[HKRY]|Ka)-(?!(?:{_NOT_NAMES})\b)(?=[{UPPER}]))"
    rf"[{UPPER}{_LOWER}]{{1,15}}"
)
_WORD = f"(?:{_MARKED}|{SYLLABLE})"
# Who is called by these is an official if an office stands beside the name.
_COMRADE = r"(?:[Đđ]ồng [Cc]hí|ĐỒNG CHÍ|[Đđ][./][Cc]\.?):?"
_OFFICE = (
    r"(?i:bí thư|chủ tịch|chủ nhiệm|(?:\w{1,5} )?trưởng|phó|giám đốc|đại biểu|ủy viên|uỷ viên|chánh|cán bộ|công chức"
    "|thường trực)"
    r"|\b(?:P?CT|P?BT|TB|PB)\b"
)
_MIDDLE = r"\s{1,3}(?:[Vv]ăn|[Tt]hị|VĂN|THỊ)\s{1,3}"
# No office of an authority: a pensioner's, one of a firm, a class or a family; words that need the office behind them.
_PRIVATE = (
    r"(?i:[^,.;)\n]{0,30}?\b(?:hưu|công ty|cty|doanh nghiệp|hợp tác xã|htx|hđqt|quản trị|cửa hàng)\b"
    r"|(?!(?:phó|tổ|thôn|xóm|ấp|bản|khu|khối|hiệu|trạm|chánh)\s)\w{1,5}\strưởng\b|trưởng (?:họ|tộc|nhóm|lớp)\b"
    r"|(?:cán bộ|đại biểu|giám đốc|chủ nhiệm)(?!\s(?:ubnd|hđnd|ủy ban|uỷ ban|hội đồng|quốc hội|phường|xã|phòng"
    r"|văn phòng|ban|trung tâm|sở|công an|địa chính|tư pháp|một cửa|mặt trận)\b))"
)
# A street, a park or a monument keeps the title of whom it is called after: đường cụ Phan Bội Châu. A family's name
# with "Văn", "Thị" is as likely that of a neighbour.
_NAMESAKE = (
    r"(?i:(?<!con )(?:đường|phố|trường|công viên|quảng trường|tượng|tượng đài|đền thờ|(?:khu|nhà) lưu niệm)\s{1,3})$"
)
# After these a capital "Bà", "Cô", "Ông" belongs to the name of a place: phố Bà Triệu, quận Hai Bà Trưng.
_PLACES = ("Hai", "ường", "hố", "uận", "hợ", "hùa", "ền", "iếu", "úi", "uyện", "xã", "ênh", "ình", "ầu", "hu")
_MARKED_NAME = rf"{_MARKED}(?:\s{{1,3}}{_WORD}){{0,3}}\b"
_TAIL = rf"(?:{SYLLABLE}\s{{1,3}}){{0,3}}{SYLLABLE}\b"
_TITLES = "ông|bà|anh|chị|cụ|cô|(?<!hi )chú|bác"
# What follows a small "văn", "thị" where it is no part of a name.
_NO_GIVEN_NAMES = "hóa|hoá|phòng|bản|nghệ|minh|thư|kiện|miếu|xã|trường|trấn|tứ|giác|sát|phần|thành|chính"


def names_in(plain: str, lowered: str) -> Iterator[re.Match[str]]:
    """Each name, in the group `name`, `comrade` or `birth`; `lowered` is the text in small letters."""
    if _may_have_name(plain, lowered):
        yield from (one for one in _names().finditer(plain) if not (_is_official(one) or _is_namesake(one)))
    if "gười nêu" in plain:
        yield from _raisers_in(plain)


def has_family(words: str) -> bool:
    """Whether a family's name is among the words, or one of the Ê Đê, K'Ho, Gia Rai."""
    return any(word.capitalize() in _families() or re.match(_MARKED, word) for word in words.split())


def is_title(word: str) -> bool:
    """Whether a name may stand behind the word."""
    return word.lower() in _BEFORE_NAMES


def said_before(match: re.Match[str]) -> str:
    """What stands before it in its sentence, as far as it may matter."""
    return re.split(r"[.;!?|\n]", match.string[max(0, match.start() - 60) : match.start()])[-1]


def not_after(words: tuple[str, ...]) -> str:
    """A pattern that holds where none of these words and a space stand before."""
    return "".join(f"(?<!{word} )" for word in words)


_TITLED = (
    rf"(?:(?:(?=[ÔBACĐ]){not_after(_PLACES)}(?:Ông|Bà|Anh|Chị|Cụ|Cô|Chú|Bác|ÔNG|BÀ|ANH|CHỊ)"
    r"(?:\s?\((?:ông|bà|anh|chị)\))?:?"
    rf"|(?:{_TITLES})(?:\s?\((?:ông|bà|anh|chị)\))?:?"
    r"|[Hh]ọ (?:và )?tên\s?:?|[Kk]ý tên\s?:?|[Nn]gười (?:viết|gửi|ký|làm đơn|phản ánh|kiến nghị)\s?:"
    r"|[Tt]ên (?:tôi |em |cháu )?là|(?:[Tt]ôi|[Ee]m|[Cc]háu) (?:tên )?là|(?:[Tt]ôi|[Ee]m|[Cc]háu) tên)\s{1,3}"
    rf"(?!(?:{_NOT_NAMES})\b)(?:(?:{_WORD}\s{{1,3}}){{1,4}}{_WORD}\b|{_MARKED}\b)"
    rf"|(?m:^)[Nn]gười nêu *: {{1,3}}(?!(?:{_NOT_NAMES})\b)(?:(?:{_WORD} ){{1,4}}{_WORD}|{_MARKED})(?m: *$))"
)
_BEFORE_NAMES = (
    *("ông", "bà", "anh", "chị", "cụ", "cô", "chú", "bác", "dì", "cậu", "mợ", "thím", "em", "cháu", "hộ", "tên", "là"),
    *("ông:", "bà:", "anh:", "chị:", "cụ:", "cô:", "chú:", "bác:", r"\)", r"\):", "tên:", r"\s:", r"\s"),
    *("viết:", "gửi:", "ký:", "đơn:", "ánh:", "nghị:", "nêu:"),
    *("đình", "thầy", "giáo", "sĩ", "chí", "/c", r"\.c", "chí:", "/c:", r"/c\.", r"\.c\.", r"ô\."),
)
_ONE_OF_THEM = "|".join(rf"(?<={word}\s.)" for word in _BEFORE_NAMES)
_SIGN = re.compile(
    rf"[{UPPER}](?=\w{{0,15}}\s{{1,3}}[{UPPER}]|\w{{0,2}}(?:{_APOSTROPHE}|-)[{UPPER}{_LOWER}])(?i:{_ONE_OF_THEM})"
)
_BORN = re.compile(r"inh (?:năm:? |ngày:? )?\d")


def _may_have_name(plain: str, lowered: str) -> bool:
    return (
        _SIGN.search(plain) is not None
        or "SN" in plain
        or "s.n" in plain
        or _BORN.search(plain) is not None
        or any(_after_family(lowered, middle) for middle in (" văn ", " thị "))
    )


def _after_family(lowered: str, middle: str) -> bool:
    """Whether a family's name stands before "văn", "thị", whichever letters are small."""
    if middle not in lowered:
        return False
    before = (part[-12:].split() for part in lowered.split(middle)[:-1])
    return any(words and words[-1].capitalize() in _families() for words in before)


def _is_official(match: re.Match[str]) -> bool:
    """A comrade whose office stands before or after the name; anyone else only with an office at once after it."""
    if match.lastgroup == "comrade":
        return re.search(_OFFICE, said_before(match)) is not None or _office_after(match, _FORMER) is not None
    if match.lastgroup != "name" or not re.match(_POLITE, match[0]) or "gười nêu" in said_before(match):
        return False
    office = _office_after(match)
    return office is not None and re.match(_PRIVATE, match.string[office.start() : office.end() + 40]) is None


_POLITE = r"(?i:ông|bà|ô\.|b\.)\s"
_FORMER = "|nguyên "


def _office_after(match: re.Match[str], or_else: str = "") -> re.Match[str] | None:
    after = re.match(
        rf"\s{{0,3}}(?:[,(\u2013-]\s{{0,3}}(?:là {or_else})?|là )", match.string[match.end() : match.end() + 20]
    )
    return re.compile(_OFFICE).match(match.string, match.end() + after.end()) if after else None


def _is_namesake(match: re.Match[str]) -> bool:
    """Whom a street or a park is called after."""
    named = match.lastgroup == "name" and match[0].lower().startswith("cụ ") and not re.search(_MIDDLE, match[0])
    return named and re.search(_NAMESAKE, said_before(match)) is not None


# Whoever raised it is named at the beginning of that value, or in brackets: Nhóm hộ dân tổ 3 (Nguyễn Văn An đại diện).
_RAISER = re.compile(r"(?m)^[Nn]gười nêu {0,3}: {1,3}[\"'\u201c]?(?P<value>.*)")
_BRACKET = re.compile(
    r"\(\s{0,3}(?:(?i:do|có|gồm|(?:người |hộ )?đại diện|trưởng nhóm|nhóm trưởng)(?:\s(?:là|nhóm))?:?\s{1,3})?"
)
# In brackets behind one of these even a family's name may be that of a street: Nhóm hộ dân ngõ 5 (Trần Phú).
_STREETS = re.compile(
    r"(?i)(?<!\w)(?:đường|(?<!dân )(?<!khu )(?<!khối )phố|ngõ|ngách|hẻm|kiệt|trường|khu dân cư|chợ|công viên)(?!\w)"
)


def _raisers_in(plain: str) -> Iterator[re.Match[str]]:
    for line in _RAISER.finditer(plain):
        begins, ends = line.span("value")
        found = _raiser_names(of_a_street=False).match(plain, begins, ends)
        if found:
            yield found
        street = _STREETS.search(plain, begins, ends)
        for bracket in _BRACKET.finditer(plain, begins, ends):
            of_a_street = street is not None and street.start() < bracket.start()
            found = _raiser_names(of_a_street).match(plain, bracket.end(), ends)
            if found:
                yield found


def _either(words: tuple[str, ...]) -> str:
    """As they stand in a sentence and at its beginning."""
    return "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words)


@once
def _families() -> dict[str, bool]:
    """Names of families, each row with its source, and whether one after a title is nearly always a person's."""
    rows = Path(__file__).with_name("surnames.tsv").read_text("utf-8").splitlines()[1:]
    return {name: clear == "có" for name, clear, *_ in (row.split("\t") for row in rows)}


@once
def _whole_names() -> tuple[str, str]:
    """Patterns of whole names: one that is a person's, and one that nearly always is."""
    clear = "|".join(word for name, is_clear in _families().items() if is_clear for word in (name, name.upper()))
    every = "|".join(word for name in _families() for word in (name, name.upper()))
    sure = rf"(?:{every}){_MIDDLE}(?:{SYLLABLE}\s{{1,3}}){{0,2}}{SYLLABLE}\b"
    likely = rf"(?!Đoàn\s(?i:thanh|phường|xã|trường|thể|viên))(?:{clear})\s{{1,3}}{_TAIL}"
    return sure, likely


@once
def _raiser_names(of_a_street: bool) -> re.Pattern[str]:
    """A name alone, or with what may stand behind one: "Đoàn Luật sư" is none."""
    sure, likely = _whole_names()
    speaks = r"\s{1,3}(?i:làm đại diện|đại diện)(?!\w)"
    beside = (
        r"\s{0,3}(?:[^\w\s]|$)|\s{1,3}(?i:và|cùng|làm|đại diện|thay mặt|ở|trú|tại|thuộc|là|tổ|tdp|thôn|xóm|ấp|bản|khu"
        r"|khối|ngõ|ngách|hẻm|số|nhà|phố|đường|phường|xã)(?!\w)"
    )
    behind = speaks if of_a_street else beside
    return re.compile(rf"(?!(?:{_NOT_NAMES})\b)(?P<name>{sure}|(?:{likely}|{_MARKED_NAME})(?={behind}))")


@once
def _names() -> re.Pattern[str]:
    """Citizens' names in an opinion: after a title, or with a day of birth."""
    clear = "|".join(name.lower() for name, is_clear in _families().items() if is_clear)
    sure, likely = _whole_names()
    small = rf"(?:{clear})\s(?:văn|thị)\s(?!(?:{_NO_GIVEN_NAMES})\b)[{_LOWER}]{{1,7}}\b"
    titles = rf"{_TITLES}|[Ôô]\.|[Bb]\.|{_either(_KIN)}"
    return re.compile(
        rf"(?<!\w)(?:(?P<name>{_TITLED}"
        rf"|(?<!ác )(?<!hững )(?:{_either(_KIN)}|[Ôô]\.)\s{{1,3}}(?:{likely}|{_MARKED_NAME})"
        rf"|(?:{titles}|{_either(_OTHERS)}){_OF_A_KIND}\s{{0,3}}:?\s{{0,3}}(?:{sure}|{small}))"
        rf"|(?P<comrade>{_COMRADE}\s{{0,3}}(?:{sure}|{likely}|{_MARKED_NAME}))"
        rf"|(?P<birth>(?:{sure}|{likely})[\s,(\u2013-]{{1,4}}(?:(?:[Nn]gày\s)?[Ss]inh(?:\s(?:ngày|năm))?|SN|s\.n\.?):?\s{{0,3}}"
        rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]|\d{{1,2}}\stháng\s\d{{1,2}}\snăm\s)?(?:19|20)\d\d(?!\d)"
        rf"|(?:{_TITLES}|{_either(_KIN)})\s{{1,3}}(?!(?:{_NOT_NAMES})\b){SYLLABLE}[\s,(]{{1,3}}[Ss]inh(?:\sngày)?\s"
        rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)\d\d(?!\d)))"
    )
