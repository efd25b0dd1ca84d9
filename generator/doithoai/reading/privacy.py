"""Personal data that must not be published: identity numbers, phones, mail, house addresses, citizens' names.

The whole file is looked at, comments too: what is in git is public. The authority's own contacts are allowed, and
so is a text that a person looked at and listed under `ngoại lệ riêng tư`. Names, houses, accounts of banks and plates
of vehicles are looked for in opinions alone: elsewhere they are those of officials, offices and funds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from doithoai.domain.authority import Contact
from doithoai.domain.documents import PrivacyException
from doithoai.domain.records import Kind
from doithoai.problems import Place, Problem, Severity, place_in
from doithoai.reading.homes import AT_WORK, homes_in_groups, is_at, is_home
from doithoai.reading.names import SYLLABLE, UPPER, has_family, is_title, names_in, not_after, said_before

_GAP = "[ .\u00a0\u2013-]"
# After these "số 3" counts something that is no house: Tổ dân phố số 3, cột điện số 5.
_NOT_HOUSES = (
    *("phố", "thôn", "ổ", "hu", "ụm", "iểm", "gõ", "gách", "cột", "trụ", "điện", "trạm", "bơm", "đèn", "ga", "áp"),
    *("tuyến", "non", "học", "sở", "bảng", "bãi", "cống", "nghị", "định", "án", "iếu", "ường", "ẻm", "iệt"),
)
# After these 20/6 is a day: ngày 20/6 đường Trần Phú bị ngập.
_TIMES = ("gày", "áng", "iều", "ối", "ôm", "ừ", "đến", "rước", "au")
# After these a number is an alley's: Ngõ 25/14 đường Trần Phú. Houses in it have a number of their own.
_ALLEYS = ("gõ", "gách", "ẻm", "iệt")


# Every repetition is bounded or starts at a word's edge, so that no text takes more than linear time. The long ones are
# compiled only where a quick look, further down, says that they may find something: all of them take 15 ms.
_MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
# The same, spelt out against machines: lan.nguyen [at] gmail.com, lan.nguyen (a còng) gmail chấm com.
_SPELT_AT = r"a[ -]?(?:còng|vòng|móc)"
_AT = rf"\s{{0,2}}(?:[(\[{{<]\s?(?i:at|{_SPELT_AT})\s?[)\]}}>]|(?i:{_SPELT_AT})|@|(?<=\s)(?i:at)(?=\s))\s{{0,2}}"
_DOT = r"(?:\.|\s?[(\[{<]\s?(?i:dot|chấm)\s?[)\]}>]\s?|\s(?i:dot|chấm)\s)"
_SPELT_MAIL = rf"(?<![\w.+-])[A-Za-z0-9._+-]{{1,64}}{_AT}[A-Za-z0-9-]{{1,63}}(?:{_DOT}[A-Za-z0-9-]{{2,63}})+"
_CARD = rf"(?=0)(?<![\d.,/])0(?!00)\d\d(?:{_GAP}?\d){{9}}(?![\d/])"
# What Vietnamese numbers have after their 0 or 84: nine digits for a mobile, ten for a telephone at home.
_REAL = r"(?:(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)(?:{gap}?\d){{7}}|2\d(?:{gap}?\d){{8}})"
# With other signs between its digits, or a line's end, only a real number is taken for one: 0912/345/678.
_SIGN = (
    r"(?:[ \u00a0]{0,2}(?:\.{1,4}|-{1,4}|[/()\u2013·])[ \u00a0]{0,2}"
    r"|[,:;\u2026_'\u2019`]|[ \u00a0]{1,3}| ?\n {0,8})"
)
# So is 84 without its plus, if it is no sum of money (84.912.345.678), decimal or account of the Treasury.
_SUM = rf"(?:84\d?(?:\.\d{{3}})+|84\d(?:{_GAP}\d{{3}})+|84\.\d{{9}}|84\d\d\.\d\.\d{{7}})(?!{_GAP}?\d)"
_UNIT = r"\s?(?i:đồng|đ\b|vnđ|vnd|nghìn|triệu|tỷ|tỉ|usd|%)"
_CALL_WORDS = ("ọi", "hoại", "alo", "ĐT", "đt", "máy", "iên hệ", "LH", "otline", "ố của tôi", "ố của em", "ố của cháu")
_CALLED = "".join(f"(?<!{word} )(?<!{word}: )" for word in _CALL_WORDS)
_OF_DOCUMENT = r"[/-](?!0[1-9]|84\d)\w"
_PHONE = (
    r"(?=[0+(8])(?:(?<![\w.,/-])|(?<=[Zz]alo)|(?<=[Đđ][Tt]))(?<!thuế )(?<!thuế: )(?<!MST )(?<!MST: )"
    r"(?:(?!\d{1,2}[. -]\d{1,2}[. -](?:19|20)\d\d(?![.-]?\d))"
    r"(?!(?<=gày )(?:[0-3]\d ){3,4}[0-3]\d(?! ?\d))"  # several days: các ngày 09 10 11 12 13
    rf"(?:(?:(?:(?:\+|00)84|\(\+84\)){_GAP}?(?:\(0\){_GAP}?)?|0)[1-9](?:{_GAP}?\d){{7,9}}"
    rf"|\((?:0|\+84{_GAP}?)[1-9]\d{{0,3}}\){_GAP}?\d(?:{_GAP}?\d){{5,8}})"
    r"(?!\d|/(?!0[1-9][\d .-]{7}))"  # no number of a document, but the first of two telephones
    rf"|(?!{_CALLED}{_SUM})(?:84|\(84\)){_GAP}?(?:\(0\){_GAP}?)?{_REAL.format(gap=_GAP)}(?!{_GAP}?\d|,\d|{_OF_DOCUMENT}|{_UNIT})"
    rf"|(?!\d+/(?:19|20)\d\d\b)(?:0|(?:\+|00)84{_SIGN}?){_REAL.format(gap=_SIGN)}"
    rf"(?!\w|{_OF_DOCUMENT}|{_SIGN}(?!0[1-9])\d)"
    # Digit by digit, and with letters that look like digits: 0 9 1 2 …, o912 345 678, 09l2 345 678.
    r"|0(?P<gap>[ .-])(?:3(?P=gap)[2-9]|5(?P=gap)[25689]|7(?P=gap)[06-9]|8(?P=gap)[1-9]|9(?P=gap)\d)"
    r"(?:(?P=gap)\d){7}(?!\w|[ .-]\d))"
    rf"|(?<![\w.,/-])(?=[oO\d](?:{_GAP}?\d){{0,8}}{_GAP}?[oOlI]|[oO])[oO0]"
    rf"(?:3[2-9]|5[25689]|7[06-9oO]|8[1-9lI]|9[\doOlI])(?:{_GAP}?[\doOlI]){{7}}(?!\w)"
)
_SAID = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6,
         "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}  # fmt: skip
_SPOKEN = rf"không(?P<spoken>(?:[ ,;:./|()_\u2026\u2013-]{{1,4}}(?:{'|'.join(_SAID)})){{8,10}}(?!\w))"
"""A telephone number in words, as scripts have the authority's own; looked for in small letters."""
_PAPERS = "(?i:cmnd|cmtnd|chứng minh(?: nhân dân| thư)?|cccd|căn cước(?: công dân)?|định danh)"
_NINE_OR_TWELVE = r"(?:\d[ \u00a0]?){8}\d(?:(?:[ \u00a0]?\d){3})?(?![.,]?\d)(?!\s?(?:đồng|đ\b))"
# Other papers have a number only where little stands between: "BHXH thành phố, điện thoại …" is no paper.
_OTHER_PAPERS = (
    r"(?i:bhxh|bhyt|bảo hiểm(?: xã hội| y tế)?|hộ khẩu|giấy phép lái xe|gplx|bằng lái|mã số thuế cá nhân)"
    r"(?:[\s:,()]|số|mã|thẻ|sổ|là|của|tôi|mình|cháu|em|mẹ|bố){0,12}"
)
_TO_TWELVE = r"(?:\d[ \u00a0]?){8}\d(?:[ \u00a0]?\d){0,3}(?![.,]?\d)(?!\s?(?:đồng|đ\b|người|hộ|thẻ|sổ))"
# A card of health insurance: who is insured, by which share, in which province, the number of social insurance.
_INSURED = r"[A-Z]{2}[ \u00a0-]?[1-5][ \u00a0-]?\d\d[ \u00a0-]?\d(?:[ \u00a0-]?\d){9}(?![\w/])"
_SPACED_INSURED = rf"(?<![\w/-])(?![A-Z]{{2}}\d{{5}}){_INSURED}"
_NUMBER = (
    rf"(?P<card>{_CARD})|(?P<phone>{_PHONE})"
    rf"|(?P<old>{_PAPERS}\D{{0,30}}{_NINE_OR_TWELVE}|{_OTHER_PAPERS}(?:{_INSURED}|{_TO_TWELVE})|{_SPACED_INSURED})"
)
# No day, no sum and no account of the Treasury, which are those of offices: 3713.0.1058765.
_ACCOUNT = (
    r"(?P<account>(?i:stk|số\s?tk|số tài khoản|tài khoản|chuyển khoản|(?<!\w)tk)(?!\w)"
    r"(?![^\d\n]{0,25}(?i:thoại|đt|gọi|tel|hotline|liên hệ|zalo))[^\d\n.;]{0,25}"
    r"(?!\d{4}\.\d\.\d{7}|\d{1,2}[-. ]\d{1,2}[-. ](?:19|20)\d\d|\d{1,3}(?:[. ]\d{3})+(?![. -]?\d))"
    rf"\d(?:[ .-]?\d){{8,18}}(?!\w|[./-]\d|{_UNIT}))"
)
_NUMBERS = rf"(?=[0+(8CcĐđBbHhGgMmoOA-Z])(?:{_NUMBER})"
_CONTACTS = rf"(?P<mail>{_MAIL}|{_SPELT_MAIL})|{_NUMBER}"
_NUMBERS_OF_CITIZENS = rf"{_ACCOUNT}|{_NUMBERS}"
_CONTACTS_OF_CITIZENS = rf"{_ACCOUNT}|{_CONTACTS}"
# 84.912.345.678 may be a number or a sum. A citizen's words give sums with what they are of, or their unit.
_BARE = (
    rf"(?<![\w.,/+(-]){_CALLED}"
    rf"(?P<bare>84(?P<dot>[. ])(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d(?P=dot)\d{{3}}(?P=dot)\d{{3}}"
    rf"(?![\w/]|[.,-]?\d|{_UNIT}))"
)
_BARE_SIGNS = (b"00.000.000.000", b"00 000 000 000")
_MONEY = "(?i:tiền|phí|vốn|giá|thu|chi|ngân sách|dự toán|tổng|mức|trị|nợ|đóng|ủng hộ|quỹ|đầu tư)"
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
# Plates: 29A-123.45, 29-H1 234.56. Without the point they look like other codes unless a word says what they are.
_PLATE_WORD = r"(?i:biển(?: số| kiểm soát)?|bks|bs|xe(?: máy| ô tô| con| tải| số)?|ô tô|taxi)"
_SERIES = r"[A-HK-NPR-VX-ZĐ]{1,2}\d?\s?[-.\u2013 ]?\s?"
_PLATES = (
    rf"(?<![\w/.-])(?P<plate>{_PLATE_WORD}[\s:]{{1,3}}(?:số[\s:]{{1,3}})?(?i:[1-9]\d\s?-?\s?{_SERIES})(?:\d{{3}}\.?\d\d|\d{{4}})"
    rf"|[1-9]\d-?(?:{_SERIES}\d{{3}}\.\d\d|[a-z]\d?-\d{{3}}\.\d\d)|[1-9]\d[A-HK-NPR-VX-ZĐ]\d?-\d{{5}})"
    r"(?![\w/]|[.,-]\d|\s?(?:m2|m²|ha\b|đ|tr|tỷ|%))"
)
# Nearly every text is clean, and these quick looks tell so: whatever the patterns above find also holds one of these.
# They begin with a sign that few texts have; and [0-9], or bytes, are gone through many times as fast as \d.
_MAIL_SIGNS = ("@", "còng", "vòng", " móc")
_AT_SIGNS = ("(at", "[at", "{at", "<at", " at ")
_ALIKE = bytes.maketrans(b"123456789", b"0" * 9)
_LETTERS_ALIKE = bytes.maketrans(b"123456789oOlI", b"0" * 13)
_BETWEEN = " .()+/,_:;'`\n-\u00a0\u2013\u2019\u2026·".encode()
_NUMBER_SIGNS = (b"0" * 9, b"(0", b"(+84")
"""A number is nine digits, once all are alike and what may stand between them is gone; with brackets fewer."""
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
_PLATE_SIGNS = (b"000.00", b"00000", b"-0000")
_PLATE_WORDS = ("biển số", "biển kiểm")
# What a page shows of a text is not all written as it is shown. All of these are compiled only where their signs are.
_INLINE = "abbr|a|bdi|big|b|code|del|em|font|ins|i|mark|small|span|strong|strike|sub|sup|s|tt|u|wbr"
_ENTITY = r"&(?:#\d{1,7}|#[xX][\dA-Fa-f]{1,6}|[A-Za-z][A-Za-z\d]{1,31});"
_ESCAPED = r"\\(?:x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|[!-/:-@\[-`{-~]|(?=\s))"  # of Markdown, and in quotes of YAML
_TAG = rf"<!--[^<>]{{0,200}}-->|</?(?i:{_INLINE})(?:\s[^<>]{{0,200}})?/?>|(?P<apart></?[A-Za-z][^<>@]{{0,200}}>)"
_EMPHASIS = r"`+|~~|(?<=[\w`\])])\*+(?=[\w`\[(@]|\.\w)|(?<![^\W_])_+|_+(?![^\W_])"
_TO = r"\([^()\n]{0,500}(?:\([^()\n]{0,100}\)[^()\n]{0,100})?\)|\[[^\[\]\n]{0,100}\]"
_LINK = rf"!?\[(?=[^\[\]]{{1,200}}\](?:{_TO}))|\](?:{_TO})"
_QUOTED = r"(?<=\n)[ >]{0,20}>"
_MARKUP = f"{_ENTITY}|{_ESCAPED}|{_TAG}|{_EMPHASIS}|{_LINK}|{_QUOTED}"
_MARKUP_SIGNS = tuple("&\\<*`_~]>")
# Marks that a page shows, but a reader reads over: ông “Nguyễn Văn An”, nhà “12” ngõ 34.
_SEEN = "[\"“”„«»‹›()\\[\\]{}`_*~]+|(?<!\\w)['‘’]+|['‘’]+(?!\\w)"
_SEEN_SIGNS = tuple("\"'“”„‘’«»‹([{`_")
_UNSEEN = "[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]"


@dataclass(frozen=True)
class _Words:
    code: str
    what: str
    mend: str


_NO_HOUSE = (
    "chỉ ghi tổ dân phố, thôn hoặc tên ngõ, đường; là trụ sở cơ quan, trường, chợ thì ghi tên nơi ấy ngay trước địa chỉ"
)
_NO_NAME = (
    "viết “một người dân tổ dân phố …” thay cho họ tên; là cán bộ thì ghi chức vụ ngay sau họ tên, "
    "ví dụ “ông …, Chủ tịch UBND phường”"
)
_SAYS = {
    "mail": _Words("private-email", "thư điện tử cá nhân “{found}”", "xóa, hoặc ghi thư điện tử của cơ quan"),
    "card": _Words("private-id", "số giống số căn cước công dân “{found}”", "xóa số giấy tờ; không công khai số này"),
    "old": _Words("private-id", "số giấy tờ tùy thân “{found}”", "xóa số giấy tờ; không công khai số này"),
    "phone": _Words(
        "private-phone",
        "số điện thoại “{found}” không phải của cơ quan",
        "xóa",
    ),
    "spoken": _Words("private-phone", "số điện thoại đọc thành chữ “{found}” không phải của cơ quan", "xóa"),
    "house": _Words("private-address", "địa chỉ nhà cụ thể “{found}”", _NO_HOUSE),
    "account": _Words("private-account", "số tài khoản ngân hàng “{found}”", "xóa số tài khoản"),
    "plate": _Words("private-plate", "biển số xe “{found}”", "xóa, chỉ ghi loại xe, màu xe hoặc tuyến xe chạy"),
    "birth": _Words("private-name", "họ tên kèm ngày, năm sinh “{found}”", "xóa; viết “một người dân tổ dân phố …”"),
    "name": _Words("private-name", "họ tên người dân “{found}”", _NO_NAME),
}

_SAYS["bare"], _SAYS["comrade"] = _SAYS["phone"], _SAYS["name"]


def personal_data(
    text: str,
    file: str,
    kind: Kind | None,
    contact: Contact,
    exceptions: tuple[PrivacyException, ...] = (),
    declared: str | None = "co-quan.yml",
    reviewable: bool = True,
) -> Iterator[Problem]:
    """Every hit in a file's text; names, houses, accounts and plates are looked for in opinions only.

    `declared`: the file where contacts that may stand here are listed. What is not `reviewable` has no key for
    exceptions: a site's settings, topics, rules and days off.
    """
    allowed = [words for exception in exceptions for words in _readings(exception.text)]
    told: set[tuple[str, int]] = set()
    for match, places in _found(text, kind):
        group = str(match.lastgroup)
        found = " ".join(match[0].split())
        if _is_own(group, found, contact) or any(found in words for words in allowed):
            continue
        if any((group, at) in told for at in places):
            continue
        told.update((group, at) for at in places)
        says = _SAYS[group]
        own = _OWN.format(declared=declared) if declared and group in ("phone", "spoken") else ""
        mend = says.mend + own + (_EXCEPTION if reviewable else "")
        yield Problem(says.code, says.what.format(found=found), mend, place_in(text, places.start, file))


_OWN = ", hoặc thêm vào “liên hệ” trong {declared} nếu là số của cơ quan"
_EXCEPTION = "; nếu được phép công khai thì ghi vào “ngoại lệ riêng tư” kèm lý do và người duyệt"


def unused_exceptions(text: str, file: str, exceptions: tuple[PrivacyException, ...]) -> Iterator[Problem]:
    """Exceptions whose text stands nowhere but in the exception itself."""
    flat = [*_readings(text)] if exceptions else []
    for exception in exceptions:
        if all(read.count(words) < 2 for read in flat for words in _readings(exception.text)):
            what = f"ngoại lệ riêng tư “{exception.text}” không còn đoạn chữ nào dùng đến"
            yield Problem("unused-exception", what, "xóa ngoại lệ này", Place(file), Severity.WARNING)


def _readings(text: str) -> Iterator[str]:
    """A text in one line as it is written and, where that differs, as it is shown and as it is read."""
    yield " ".join(_plain(text)[0].split())
    for reading in _other_readings(text):
        yield " ".join(_plain(reading.text)[0].split())


def _found(text: str, kind: Kind | None) -> Iterator[tuple[re.Match[str], range]]:
    """Each hit with its places in the text: what is in git is public, and so is what a page makes of it."""
    for match in _hits(text, kind):
        yield match, range(*match.span())
    for reading in _other_readings(text):
        for match in _hits(reading.text, kind):
            if not reading.over_marks or _is_read_over(match, reading.under(match)):
                yield match, reading.places(match)


@dataclass(frozen=True)
class _Reading:
    """A text without some of its signs: where in it each was, and how many letters are gone from there on."""

    text: str
    of: str
    ends: list[int]
    gone: list[int]
    before: _Reading | None = None
    over_marks: bool = False

    def under(self, match: re.Match[str]) -> str:
        """What it was read of."""
        return self.of[self._in_text(match.start()) : self._in_text(match.end() - 1) + 1]

    def places(self, match: re.Match[str]) -> range:
        """Where it stands in the file."""
        return range(self._in_file(match.start()), self._in_file(match.end() - 1) + 1)

    def _in_text(self, at: int) -> int:
        return at + self.gone[bisect_right(self.ends, at)]

    def _in_file(self, at: int) -> int:
        return self.before._in_file(self._in_text(at)) if self.before else self._in_text(at)


def _other_readings(text: str) -> Iterator[_Reading]:
    """As a page shows it, and as people read over its quotation marks and brackets; each where it differs."""
    shown = None
    if any(sign in text for sign in _MARKUP_SIGNS):
        shown = _without(text, _MARKUP, _shown)
        if shown.ends:
            yield shown
    seen = shown.text if shown else text
    if any(sign in seen for sign in _SEEN_SIGNS):
        yield replace(_without(seen, _SEEN, _read_over), before=shown, over_marks=True)


def _without(text: str, signs: str, instead: Callable[[re.Match[str]], str]) -> _Reading:
    left: list[str] = []
    ends, gone, begin = [], [0], 0
    for sign in re.finditer(signs, text):
        put = instead(sign)
        left += text[begin : sign.start()], put
        begin = sign.end()
        gone.append(gone[-1] + len(sign[0]) - len(put))
        ends.append(begin - gone[-1])
    return _Reading("".join((*left, text[begin:])), text, ends, gone)


def _shown(markup: re.Match[str]) -> str:
    from html import unescape  # a list of two thousand names that hardly any site needs

    written = markup[0]
    if written.startswith(("\\x", "\\u")):
        return chr(int(written[2:], 16))
    if written.startswith("&"):
        return re.sub(_UNSEEN, "", unescape(written))
    if written.startswith("\\"):
        return written[1:]
    return " " if markup["apart"] else ""


def _read_over(marks: re.Match[str]) -> str:
    """A space where nothing else would part what stands beside the marks: ông(Nguyễn Văn An).

    What opens behind a name says more of it: ông Nguyễn Văn An (Bí thư Chi bộ).
    """
    before, after = (
        marks.string[max(0, marks.start() - 20) : marks.start()],
        marks.string[marks.end() : marks.end() + 1],
    )
    word = re.findall(r"\w+", before)[-1:] if "(" in marks[0] else []
    if word and word[0][0].isupper() and not is_title(word[0]):
        return marks[0]
    before = before[-1:]
    return " " if before.isalnum() and after.isalnum() and not (before.isdigit() and after.isdigit()) else ""


def _is_read_over(match: re.Match[str], marked: str) -> bool:
    """Whether a hit has marks within it, so that it was no hit before, and is one nevertheless.

    In brackets a name is a name, but "số 5 (đường Trần Phú)" and "tổ 01 (912 345 678 đồng)" are two things.
    """
    if re.search(_SEEN, marked) is None:
        return False
    if match.lastgroup in ("name", "comrade", "birth"):
        return has_family(match[0])
    return re.search("[()]", marked) is None or (
        match.lastgroup == "house" and re.match("(?i:nhà|hộ|ở)", marked) is not None
    )


_ODD = (
    "[\u00d0\u00f0\u0189\u0256\u2000-\u200a\u2010-\u2012\u2014\u2015\u202f\u2212\u3000\uff0b\uff0e\uff10-\uff19\uff20]"
)
_PLAINLY = {
    **{ord(sign): " " for sign in "\u202f\u3000"},
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **{ord(sign): "-" for sign in "\u2010\u2011\u2012\u2014\u2015\u2212"},
    **{code: chr(code - 0xFEE0) for code in (0xFF0B, 0xFF0E, *range(0xFF10, 0xFF1A), 0xFF20)},
    **{ord(sign): "Đ" for sign in "\u00d0\u0189"},
    **{ord(sign): "đ" for sign in "\u00f0\u0256"},
}
"""Other spaces, hyphens, digits of full width, letters that look like Đ: sign for sign, so that places stay right."""
_ODD_SIGNS, _ODD_LETTERS = (b"\xe2", b"\xe3", b"\xef", b"\xc9"), "\u00d0\u00f0\u0189"
"""What they begin with in UTF-8, or which they are: single bytes and letters are found many times as fast as others."""


def _plain(text: str) -> tuple[str, bytes]:
    """A text without emphasis and odd signs, and its bytes."""
    plain = text.replace("*", " ")
    written = plain.encode(errors="surrogatepass")
    is_odd = any(sign in written for sign in _ODD_SIGNS) or any(letter in plain for letter in _ODD_LETTERS)
    if is_odd and re.search(_ODD, plain):
        plain = plain.translate(_PLAINLY)
        written = plain.encode(errors="surrogatepass")
    return plain, written


def _hits(text: str, kind: Kind | None) -> Iterator[re.Match[str]]:
    plain, written = _plain(text)
    lowered = plain.lower()
    of_citizen = kind is Kind.OPINION
    if "không" in lowered:
        yield from re.finditer(_SPOKEN, lowered)
    if _has_mail(lowered):
        yield from re.finditer(_CONTACTS_OF_CITIZENS if of_citizen else _CONTACTS, plain)
    elif _has_number(written):
        yield from re.finditer(_NUMBERS_OF_CITIZENS if of_citizen else _NUMBERS, plain)
    if of_citizen:
        yield from _hits_of_citizens(plain, lowered, written)


def _hits_of_citizens(plain: str, lowered: str, written: bytes) -> Iterator[re.Match[str]]:
    """What is looked for in opinions alone. `written`: the text's bytes."""
    alike = written.translate(_ALIKE)
    if any(sign in alike for sign in _BARE_SIGNS):
        yield from (one for one in re.finditer(_BARE, plain) if not re.search(_MONEY, said_before(one)))
    if any(words in lowered for words in _HOUSE_WORDS) or any(sign.search(plain) for sign in _HOUSE_SIGNS):
        yield from (one for one in re.finditer(_HOUSE, plain) if is_home(one))
    yield from homes_in_groups(plain, written)
    if any(sign in alike for sign in _PLATE_SIGNS) or _names_plate(lowered):
        yield from re.finditer(_PLATES, plain)
    yield from names_in(plain, lowered)


def _names_plate(lowered: str) -> bool:
    return "bks" in lowered or ("biển" in lowered and any(words in lowered for words in _PLATE_WORDS))


def _has_mail(lowered: str) -> bool:
    spelt = "at" in lowered and any(sign in lowered for sign in _AT_SIGNS)
    return spelt or any(sign in lowered for sign in _MAIL_SIGNS)


def _has_number(written: bytes) -> bool:
    run, *in_brackets = _NUMBER_SIGNS
    return run in written.translate(_LETTERS_ALIKE, _BETWEEN) or any(sign in written for sign in in_brackets)


def _is_own(group: str, found: str, contact: Contact) -> bool:
    if group == "mail":
        owned = {own.lower() for mail in contact.email for own in (mail, *re.findall(_MAIL, mail))}
        spoken = "@" not in found  # in an approved script the end may be spelled: "chấm vê nờ"
        return _plain_mail(found) in owned or (spoken and any(own.startswith(_plain_mail(found)) for own in owned))
    if group == "spoken":
        said = "".join(str(_SAID[word]) for word in re.findall(r"[^\W_]+", found))
        return any(_digits(own) == said for phone in contact.phone for own in (phone, *_numbers(phone)))
    if group == "phone":
        return _digits(found) in {_digits(own) for phone in contact.phone for own in (phone, *_numbers(phone))}
    return group == "house" and is_at(found, contact.address or "")


def _plain_mail(found: str) -> str:
    return re.sub(_DOT, ".", re.sub(_AT, "@", found, count=1)).lower()


def _numbers(phone: str) -> list[str]:
    """The numbers in a line such as `024 7300 0000 - 0912 345 678 (giờ hành chính)`."""
    return [match[0] for match in re.finditer(_PHONE, phone)]


def _digits(phone: str) -> str:
    return re.sub(r"^(?:(?:\+|00)84|84(?=\d{9,10}$))", "0", re.sub(r"[^\d+]", "", phone.replace("(0)", "")))
