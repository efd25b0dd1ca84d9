"""Houses and flats by their numbers in the words of an opinion: which of them are homes `homes` tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doithoai.reading.homes import AT_WORK, homes_in_groups, is_home
from doithoai.reading.names import SYLLABLE, UPPER, not_after

# After these "số 3" counts something that is no house: Tổ dân phố số 3, cột điện số 5.
_NOT_HOUSES = (
    *("phố", "thôn", "ổ", "hu", "ụm", "iểm", "gõ", "gách", "cột", "trụ", "điện", "trạm", "bơm", "đèn", "ga", "áp"),
    *("tuyến", "buýt", "non", "học", "sở", "bảng", "bãi", "cống", "nghị", "định", "án", "iếu", "ường", "ẻm", "iệt"),
)
# After these 20/6 is a day: ngày 20/6 đường Trần Phú bị ngập.
_TIMES = ("gày", "áng", "iều", "ối", "ôm", "ừ", "đến", "rước", "au")
# After these a number is an alley's: Ngõ 25/14 đường Trần Phú. Houses in it have a number of their own.
_ALLEYS = ("gõ", "gách", "ẻm", "iệt")

_HOUSE_NUMBER = r"\d{1,5}[A-Za-z]?(?:/\d{1,5}[A-Za-z]?){0,4}"
_STREET = rf"(?:\s{{1,3}}(?!(?:Tổ|Thôn|Khu|Phường|Xã)\b){SYLLABLE}\b){{0,4}}"
"""The rest of a street's name, as far as it has capitals."""
# With a street's name behind it, a number that somebody lives at; letters of houses, not units: 45A, but 45m and 8h.
_PLAIN_NUMBER = r"\d{1,4}[A-Fa-f]?(?:/\d{1,4}[A-Fa-f]?){0,4}"
_LIVES = r"(?:[Ởở]|[Tt]ại|[Nn]hà|[Hh]ộ|[Đđ]ịa chỉ:?|trú)\s{1,3}"
# Such are counted, and no streets: tại 3 Trường Mầm non, ở 2 Chợ Mẫu; but 45 Trường Chinh, 15 Nhà Thờ, 12 Chùa Bộc.
_COUNTED = (
    r"(?!(?i:tổ|thôn|xóm|ấp|bản|khu|khối|phường|xã|quận|huyện|tỉnh|thị|điểm|trạm|ubnd|hđnd|trung|chung|đơn|công|hộ"
    r"|người|cụm|ủy|uỷ|ban|hội|buôn|làng|hợp|cơ|lô|căn|phòng|tuyến|nút|dự|lễ|quốc khánh|chi(?!\slăng\b)"
    r"|đội(?!\s(?:cấn|nhân|cung)\b)|quán(?!\s(?:sứ|thánh)\b)|trường(?!\s(?:chinh|sa|thi)\b)|nhà(?!\s(?:thờ|chung)\b))\b)"
)
_COUNTED_FEW = r"(?!\d\s{1,3}(?i:chợ|cầu|chùa|đình|đền|hồ|ngã|bến|cổng|tòa|toà|kho|đài|ngõ|đường|phố)\b)"
_NAMED = rf"(?![{UPPER}]{{2}}){_COUNTED}{SYLLABLE}"
# One of two streets or more: tại 2 đường Lê Lợi và Trần Phú.
_FEW_STREETS = rf"(?!\d\s{{1,3}}(?:đường|phố)(?:\s{{1,3}}{SYLLABLE}){{1,5}}(?:,|\s-|\svà)\s{{1,3}}[{UPPER}])"
_LIVED_AT = (
    rf"{_LIVES}(?:{_FEW_STREETS}\d{{1,4}}[A-Fa-f]?,?\s{{1,3}}(?:đường|phố)\s{{1,3}}{SYLLABLE}\b{_STREET}"
    rf"|{_COUNTED_FEW}{_PLAIN_NUMBER},?\s{{1,3}}{_NAMED}\s{{1,3}}{SYLLABLE}\b{_STREET})"
    rf"|(?:[Ởở]|[Nn]hà|[Hh]ộ|trú)\s{{1,3}}\d{{1,4}}[A-Fa-f]?/{_PLAIN_NUMBER},?\s{{1,3}}{_NAMED}\b"
    rf"|[Ss][Nn][.:]?\s{{0,3}}(?!(?:19|20)\d\d\b){_PLAIN_NUMBER},?\s{{1,3}}"
    rf"(?:(?:tổ|ngõ|ngách|hẻm|kiệt|thôn|xóm|khu)\s{{1,3}}\w+|(?:(?:đường|phố)\s{{1,3}})?{SYLLABLE}\b{_STREET})"
    # Whether it is a house's is told by what stands before it, in `homes`.
    rf"|(?=\d[\dA-Fa-f])\d{{1,4}}[A-Fa-f]?,?\s{{1,3}}đường\s{{1,3}}{SYLLABLE}\b{_STREET}"
)
_OF_FLATS = r"[\d.,]|\s?(?:m2|m²|mét|phòng|tầng|người|nhân|hộ|tỷ|tỉ|triệu|%)"
_BUILDING = (
    r",?\s{1,3}(?:tầng\s\d{1,2},?\s)?(?:[Tt]òa|[Tt]oà|[Cc]hung cư|[Bb]lock|[Đđ]ơn nguyên|[Kk]hu tập thể|KTT|tập thể"
    r"|(?:nhà\s)?[A-Z]{1,2}\d)"
)
_FLAT = (
    rf"(?<![/-])P\.\s?\d{{3,4}}[A-Z]?(?!\w|[./]\d){AT_WORK}"
    rf"|(?:P\.?\s?|(?:[Pp]hòng|[Cc]ăn(?:\sgóc)?|[Hh]ộ)\s(?:số\s)?)[A-Z]{{0,2}}[-.]?(?:\d\d[A-Z]\d\d|\d{{2,5}}[A-Z]?)(?=(?:{_BUILDING})){AT_WORK}"
    rf"|P\d{{3,4}}\s?-\s?[A-Z]{{1,2}}\d|[Cc]ăn\s(?:số\s)?[A-Z]{{1,2}}[-.]?\d{{2,5}}(?:[.-]\d{{1,4}})?(?![\w/])"
    rf"|[Nn]hà\s[A-Z]{{1,2}}\d{{1,2}},?\s(?:phòng|P\.?)\s?\d{{2,4}}{AT_WORK}"
    rf"|[Nn]hà\s\d{{1,4}}[A-Za-z]?(?:/\d{{1,4}}){{0,3}},?\s(?:đường|phố)\s[{UPPER}]\w*"
)
_HOUSE = (
    # Only at a word's beginning, and by its first letter: the tests after it are many.
    rf"(?<!\w)(?P<house>[Cc]ăn hộ\s{{1,3}}(?:số\s{{1,3}})?[A-Z]{{0,2}}[-.]?\d{{1,5}}(?:[.-]\d{{1,4}})?[A-Z]?"
    rf"(?!{_OF_FLATS})"
    rf"|{_FLAT}"
    rf"|(?i:số nhà|nhà số)\s{{0,3}}:?\s{{0,3}}{_HOUSE_NUMBER}"
    rf"(?:,?\s{{1,3}}(?:đường|phố)(?=\s{{1,3}}[{UPPER}]){_STREET})?"
    rf"|(?=[Ss]ố){not_after(_NOT_HOUSES)}[Ss]ố\s{{1,3}}{_HOUSE_NUMBER}\s{{0,3}}(?:,\s{{0,3}})?"
    rf"(?:(?:ngõ|ngách|hẻm|kiệt)\s{{1,3}}\w+|(?:đường|phố)\s{{1,3}}\w+{_STREET})"
    rf"|(?=\d){not_after(_ALLEYS)}(?<!ố )(?<![/.,])"
    rf"{_HOUSE_NUMBER}\s{{0,3}}(?:,\s{{0,3}})?(?:ngõ|ngách|hẻm|kiệt)\s{{1,3}}\d+"
    rf"|(?=\d){not_after((*_TIMES, *_ALLEYS))}(?<![/.,])"
    rf"\d{{1,5}}/{_HOUSE_NUMBER}\s{{1,3}}(?:đường|phố)\s{{1,3}}[{UPPER}]\w*{_STREET}"
    rf"|(?:[Ởở]|[Tt]ại|[Đđ]ịa chỉ:?|trú)\s{{1,3}}[Ss]ố\s{{1,3}}{_HOUSE_NUMBER},?\s{{1,3}}(?!Tổ|Thôn|Khu)"
    rf"{SYLLABLE}\s{{1,3}}{SYLLABLE}\b{_STREET}"
    # Of the speaker, as `homes` tells by what stands before it: nhà tôi cạnh chợ, số 27 Trần Phú.
    rf"|(?<=, )[Ss]ố\s{{1,3}}{_PLAIN_NUMBER},?\s{{1,3}}{_NAMED}\s{{1,3}}{SYLLABLE}\b{_STREET}"
    rf"|{_LIVED_AT})"
)
# Nearly every text is clean, and these quick looks tell so: whatever the pattern above finds also holds one of these.
_HOUSE_SIGNS = (
    re.compile(r"ố\s{1,3}\d[\dA-Za-z/]*\s{0,3},?\s{0,3}(?:ngõ|ngách|hẻm|kiệt|đường|phố)\s"),
    re.compile(r"/\d{1,5}[A-Za-z]?\s{1,3}(?:đường|phố)\s"),
    re.compile(
        r"[0-9](?![0-9/:.-])[A-Za-z]?(?:[\s,]{0,7}(?:ngõ|ngách|hẻm|kiệt)\s{1,3}[0-9]"
        rf"|(?<!gõ \d)(?<!gõ \d\d),?\s{{1,3}}(?:(?:đường|phố)\s{{1,3}})?[{UPPER}])"
    ),
    re.compile(rf"ố\s{{1,3}}\d[\dA-Za-z/]*,?\s{{1,3}}[{UPPER}]"),
    re.compile(r"P\.?\s?[A-Z]{0,2}\d{2}"),
    re.compile(r"hòng (?:số )?[A-Z]{0,2}[-.]?\d\d"),
    re.compile(r"ăn (?:số |góc )?[A-Z]{0,2}[-.]?\d\d"),
    re.compile(r"hà (?:[A-Z]{1,2}\d|\d{1,4}[A-Za-z]?[\d/]{0,9},? (?:đường|phố) )"),
    re.compile(r"ộ (?:số )?\d\d"),
)
_HOUSE_WORDS = ("căn hộ", "số nhà", "nhà số", "sn")


def houses_in(plain: str, lowered: str, written: bytes) -> Iterator[re.Match[str]]:
    """Every home that is told by its number. `written`: the text's bytes."""
    if any(words in lowered for words in _HOUSE_WORDS) or any(sign.search(plain) for sign in _HOUSE_SIGNS):
        yield from (one for one in re.finditer(_HOUSE, plain) if is_home(one))
    yield from homes_in_groups(plain, written)
