"""Personal data that must not be published: identity numbers, phones, mail, house addresses, citizens' names.

The whole file is looked at, comments too: what is in git is public. The authority's own contacts are allowed, and
so is a text that a person looked at and listed under `ngoại lệ riêng tư`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from doithoai.domain.authority import Contact
from doithoai.domain.documents import PrivacyException
from doithoai.domain.records import Kind
from doithoai.problems import Place, Problem, Severity, place_in

_UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_SYLLABLE = f"[{_UPPER}][{_UPPER}{_LOWER}]*"
_GAP = "[ .\u00a0\u2013-]"
# First words of titles and of set phrases that follow "ông", "bà", "anh", "bác" without being a name.
_NOT_NAMES = (
    "Chủ|Bí|Phó|Trưởng|Tổ|Giám|Hội|Ủy|Uỷ|Đại|Thường|Ban|Bộ|Phòng|Công|Mặt|Đảng|Chi|Chánh|Cán|Viện|Hiệu|Tổng|Quản"
    "|Nội|Mẹ|Rịa|Hùng|Hồ Chí"
)
# After "hộ", "em", "cháu" a capital begins a name only with one of these: the others call places, schools, too.
_FAMILIES = "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Dương|Lý|Đinh|Trịnh|Đào|Đoàn|Lương|Tạ|Trương"
# After these a capital "Bà", "Cô", "Ông" belongs to the name of a place: phố Bà Triệu, quận Hai Bà Trưng.
_PLACES = ("Hai", "ường", "hố", "uận", "hợ", "hùa", "ền", "iếu", "úi", "uyện", "xã", "ênh", "ình", "ầu", "hu")
# After these "số 3" counts something that is no house: Tổ dân phố số 3, cột điện số 5.
_NOT_HOUSES = (
    *("phố", "thôn", "ổ", "hu", "ụm", "iểm", "gõ", "gách", "cột", "trụ", "điện", "trạm", "bơm", "đèn", "ga", "áp"),
    *("tuyến", "non", "học", "sở", "bảng", "bãi", "cống", "nghị", "định", "án", "iếu", "ường"),
)
# After these 20/6 is a day: ngày 20/6 đường Trần Phú bị ngập.
_TIMES = ("gày", "áng", "iều", "ối", "ôm", "ừ", "đến", "rước", "au")


def _not_after(words: tuple[str, ...]) -> str:
    return "".join(f"(?<!{word} )" for word in words)


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
_SIGN = r"(?:[ \u00a0]{0,2}[-./()\u2013·][ \u00a0]{0,2}|[,:_'\u2019`]|[ \u00a0]{1,3}| ?\n {0,8})"
# So is 84 without its plus, if it is no sum of money (84.912.345.678), decimal or account of the Treasury.
_SUM = rf"(?:84\d?(?:\.\d{{3}})+|84\d(?:{_GAP}\d{{3}})+|84\.\d{{9}}|84\d\d\.\d\.\d{{7}})(?!{_GAP}?\d)"
_UNIT = r"\s?(?i:đồng|đ\b|vnđ|vnd|nghìn|triệu|tỷ|tỉ|usd|%)"
_CALLED = "".join(f"(?<!{word} )(?<!{word}: )" for word in ("ọi", "hoại", "alo", "ĐT", "máy"))
_OF_DOCUMENT = r"[/-](?!0[1-9]|84\d)\w"
_PHONE = (
    r"(?=[0+(8])(?:(?<![\w.,/-])|(?<=[Zz]alo)|(?<=[Đđ][Tt]))(?<!thuế )(?<!thuế: )(?<!MST )(?<!MST: )"
    r"(?:(?!\d{1,2}[. -]\d{1,2}[. -](?:19|20)\d\d(?![.-]?\d))"
    rf"(?:(?:(?:(?:\+|00)84|\(\+84\)){_GAP}?(?:\(0\){_GAP}?)?|0)[1-9](?:{_GAP}?\d){{7,9}}"
    rf"|\((?:0|\+84{_GAP}?)[1-9]\d{{0,3}}\){_GAP}?\d(?:{_GAP}?\d){{5,8}})"
    r"(?!\d|/(?!0[1-9][\d .-]{7}))"  # no number of a document, but the first of two telephones
    rf"|(?!{_CALLED}{_SUM})(?:84|\(84\)){_GAP}?(?:\(0\){_GAP}?)?{_REAL.format(gap=_GAP)}(?!{_GAP}?\d|,\d|{_OF_DOCUMENT}|{_UNIT})"
    rf"|(?!\d+/(?:19|20)\d\d\b)(?:0|(?:\+|00)84{_SIGN}?){_REAL.format(gap=_SIGN)}"
    rf"(?!\w|{_OF_DOCUMENT}|{_SIGN}(?!0[1-9])\d))"
)
_SAID = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6,
         "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}  # fmt: skip
_SPOKEN = rf"không(?P<spoken>(?:[ ,/\u2013-]{{1,4}}(?:{'|'.join(_SAID)})){{8,10}}(?!\w))"
"""A telephone number in words, as scripts have the authority's own; looked for in small letters."""
_PAPERS = "(?i:cmnd|cmtnd|chứng minh(?: nhân dân| thư)?|cccd|căn cước(?: công dân)?|định danh)"
_NINE_OR_TWELVE = r"(?:\d[ \u00a0]?){8}\d(?:(?:[ \u00a0]?\d){3})?(?![.,]?\d)(?!\s?(?:đồng|đ\b))"
_NUMBER = (
    rf"(?P<card>{_CARD})|(?P<phone>{_PHONE})"
    rf"|(?P<old>{_PAPERS}\D{{0,30}}{_NINE_OR_TWELVE})"
)
_NUMBERS = rf"(?=[0+(8CcĐđ])(?:{_NUMBER})"
_CONTACTS = rf"(?P<mail>{_MAIL}|{_SPELT_MAIL})|{_NUMBER}"
_HOUSE_NUMBER = r"\d{1,5}[A-Za-z]?(?:/\d{1,5}[A-Za-z]?){0,4}"
_HOUSE = (
    # Only at a word's beginning, and by its first letter: the tests after it are many.
    rf"(?<!\w)(?P<house>[Cc]ăn hộ\s{{1,3}}(?:số\s{{1,3}})?[A-Z]?\d{{1,5}}"
    rf"|(?i:số nhà|nhà số)\s{{0,3}}:?\s{{0,3}}{_HOUSE_NUMBER}"
    rf"|(?=[Ss]ố){_not_after(_NOT_HOUSES)}[Ss]ố\s{{1,3}}{_HOUSE_NUMBER}\s{{0,3}}(?:,\s{{0,3}})?"
    r"(?:ngõ|ngách|hẻm|kiệt|đường|phố)\s{1,3}\w+"
    rf"|(?=\d)(?<!ố )(?<![/.,]){_HOUSE_NUMBER}\s{{0,3}}(?:,\s{{0,3}})?(?:ngõ|ngách|hẻm|kiệt)\s{{1,3}}\d+"
    rf"|(?=\d){_not_after(_TIMES)}(?<![/.,])"
    rf"\d{{1,5}}/{_HOUSE_NUMBER}\s{{1,3}}(?:đường|phố)\s{{1,3}}[{_UPPER}]\w*"
    rf"|(?:[Ởở]|[Tt]ại|[Đđ]ịa chỉ:?|trú)\s{{1,3}}[Ss]ố\s{{1,3}}{_HOUSE_NUMBER},?\s{{1,3}}(?!Tổ|Thôn|Khu)"
    rf"{_SYLLABLE}\s{{1,3}}{_SYLLABLE})"
)
_NAME = (
    rf"(?<!\w)(?P<name>(?:(?=[ÔBACĐ]){_not_after(_PLACES)}(?:Ông|Bà|Anh|Chị|Cụ|Cô|Chú|Bác|ÔNG|BÀ|ANH|CHỊ)"
    r"(?:\s?\((?:ông|bà|anh|chị)\))?:?"
    r"|(?:ông|bà|anh|chị|cụ|cô|chú|bác)(?:\s?\((?:ông|bà|anh|chị)\))?:?"
    rf"|(?:dì|cậu|mợ|thím|em|cháu|hộ)(?=\s(?:{_FAMILIES})\s)"
    r"|[Hh]ọ (?:và )?tên\s?:?|[Kk]ý tên\s?:?|[Nn]gười (?:viết|gửi|ký|làm đơn|phản ánh|kiến nghị)\s?:"
    r"|[Tt]ên (?:tôi |em |cháu )?là|(?:[Tt]ôi|[Ee]m|[Cc]háu) (?:tên )?là|(?:[Tt]ôi|[Ee]m|[Cc]háu) tên)\s{1,3}"
    rf"(?!(?:{_NOT_NAMES})\b)(?:{_SYLLABLE}\s{{1,3}}){{1,4}}{_SYLLABLE}\b"
    rf"|(?m:^)[Nn]gười nêu *: {{1,3}}(?!(?:{_NOT_NAMES})\b)(?:{_SYLLABLE} ){{1,4}}{_SYLLABLE}(?m: *$))"
)
# Nearly every text is clean, and these quick looks tell so: whatever the patterns above find also holds one of these.
# They begin with a sign that few texts have; and [0-9], or bytes, are gone through many times as fast as \d.
_MAIL_SIGNS = ("@", "còng", "vòng", " móc", "(at", "[at", "{at", "<at", " at ")
_ALIKE = bytes.maketrans(b"123456789", b"0" * 9)
_BETWEEN = " .()+/,_:'`\n-\u00a0\u2013\u2019·".encode()
_NUMBER_SIGNS = (b"0" * 9, b"(0", b"(+84")
"""A number is nine digits, once all are alike and what may stand between them is gone; with brackets fewer."""
_HOUSE_SIGNS = (
    re.compile(r"ố\s{1,3}\d[\dA-Za-z/]*\s{0,3},?\s{0,3}(?:ngõ|ngách|hẻm|kiệt|đường|phố)\s"),
    re.compile(r"/\d{1,5}[A-Za-z]?\s{1,3}(?:đường|phố)\s"),
    re.compile(r"[0-9][A-Za-z]?[\s,]{0,7}(?:ngõ|ngách|hẻm|kiệt)\s{1,3}[0-9]"),
    re.compile(rf"ố\s{{1,3}}\d[\dA-Za-z/]*,?\s{{1,3}}[{_UPPER}]"),
)
_HOUSE_WORDS = ("căn hộ", "số nhà", "nhà số")
_BEFORE_NAMES = (
    *("ông", "bà", "anh", "chị", "cụ", "cô", "chú", "bác", "dì", "cậu", "mợ", "thím", "em", "cháu", "hộ", "tên", "là"),
    *("ông:", "bà:", "anh:", "chị:", "cụ:", "cô:", "chú:", "bác:", r"\)", r"\):", "tên:", r"\s:", r"\s"),
    *("viết:", "gửi:", "ký:", "đơn:", "ánh:", "nghị:", "nêu:"),
)
_ONE_OF_THEM = "|".join(rf"(?<={word}\s.)" for word in _BEFORE_NAMES)
_NAME_SIGN = re.compile(rf"[{_UPPER}](?=\w*\s{{1,3}}[{_UPPER}])(?i:{_ONE_OF_THEM})")
# What a page shows of a text is not all written as it is shown.
_INLINE = "abbr|a|bdi|big|b|code|del|em|font|ins|i|mark|small|span|strong|strike|sub|sup|s|tt|u|wbr"
_MARKUP = re.compile(
    r"&(?:#\d{1,7}|#[xX][\dA-Fa-f]{1,6}|[A-Za-z][A-Za-z\d]{1,31});"
    r"|\\(?:x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|[!-/:-@\[-`{-~])"  # of Markdown, and in quotes of YAML
    rf"|<!--[^<>]{{0,200}}-->|</?(?i:{_INLINE})(?:\s[^<>]{{0,200}})?/?>"
)
_MARKUP_SIGNS = "&\\<"
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


@dataclass(frozen=True)
class _Words:
    code: str
    what: str
    mend: str


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
    "house": _Words("private-address", "địa chỉ nhà cụ thể “{found}”", "chỉ ghi tổ dân phố, thôn hoặc tên ngõ, đường"),
    "name": _Words("private-name", "họ tên người dân “{found}”", "viết “một người dân tổ dân phố …” thay cho họ tên"),
}


def personal_data(
    text: str,
    file: str,
    kind: Kind | None,
    contact: Contact,
    exceptions: tuple[PrivacyException, ...] = (),
    declared: str | None = "co-quan.yml",
    reviewable: bool = True,
) -> Iterator[Problem]:
    """Every hit in a file's text; citizens' names and house addresses are looked for in opinions only.

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
        told.add((group, places.start))
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
    """A text in one line as it is written and, where that differs, as it is shown."""
    yield " ".join(_plain(text)[0].split())
    if _is_marked_up(text):
        yield " ".join(_plain(_MARKUP.sub(_shown, text))[0].split())


def _found(text: str, kind: Kind | None) -> Iterator[tuple[re.Match[str], range]]:
    """Each hit with its places in the text: what is in git is public, and so is what a page makes of it."""
    for match in _hits(text, kind):
        yield match, range(*match.span())
    if _is_marked_up(text):
        ends, gone = _shifts(text)
        for match in _hits(_MARKUP.sub(_shown, text), kind):
            yield match, range(*(at + gone[bisect_right(ends, at)] for at in match.span()))


def _is_marked_up(text: str) -> bool:
    return any(sign in text for sign in _MARKUP_SIGNS) and _MARKUP.search(text) is not None


def _shown(markup: re.Match[str]) -> str:
    from html import unescape  # a list of two thousand names that hardly any site needs

    written = markup[0]
    if written.startswith(("\\x", "\\u")):
        return chr(int(written[2:], 16))
    if written.startswith("&"):
        return _UNSEEN.sub("", unescape(written))
    return written[1:] if written.startswith("\\") else ""


def _shifts(text: str) -> tuple[list[int], list[int]]:
    """Where in what is shown each piece of markup ends, and how many letters of the text are gone before each."""
    ends, gone = [], [0]
    for markup in _MARKUP.finditer(text):
        gone.append(gone[-1] + len(markup[0]) - len(_shown(markup)))
        ends.append(markup.end() - gone[-1])
    return ends, gone


_ODD = re.compile(
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
_ODD_SIGNS = (
    b"\xe2\x80",
    b"\xe2\x88\x92",
    b"\xe3\x80\x80",
    b"\xef\xbc",
    b"\xc3\x90",
    b"\xc3\xb0",
    b"\xc6\x89",
    b"\xc9\x96",
)
"""What each of them is or begins with in UTF-8, which is looked through many times as fast."""


def _plain(text: str) -> tuple[str, bytes]:
    """A text without emphasis and odd signs, and its bytes."""
    plain = text.replace("*", " ")
    written = plain.encode(errors="surrogatepass")
    if any(sign in written for sign in _ODD_SIGNS) and _ODD.search(plain):
        plain = plain.translate(_PLAINLY)
        written = plain.encode(errors="surrogatepass")
    return plain, written


def _hits(text: str, kind: Kind | None) -> Iterator[re.Match[str]]:
    plain, written = _plain(text)
    lowered = plain.lower()
    if "không" in lowered:
        yield from re.finditer(_SPOKEN, lowered)
    if any(sign in lowered for sign in _MAIL_SIGNS):
        yield from re.finditer(_CONTACTS, plain)
    elif _has_number(written):
        yield from re.finditer(_NUMBERS, plain)
    if kind is not Kind.OPINION:
        return
    if any(words in lowered for words in _HOUSE_WORDS) or any(sign.search(plain) for sign in _HOUSE_SIGNS):
        yield from re.finditer(_HOUSE, plain)
    if _NAME_SIGN.search(plain):
        yield from re.finditer(_NAME, plain)


def _has_number(written: bytes) -> bool:
    run, *in_brackets = _NUMBER_SIGNS
    return run in written.translate(_ALIKE, _BETWEEN) or any(sign in written for sign in in_brackets)


def _is_own(group: str, found: str, contact: Contact) -> bool:
    if group == "mail":
        owned = {own.lower() for mail in contact.email for own in (mail, *re.findall(_MAIL, mail))}
        spoken = "@" not in found  # in an approved script the end may be spelled: "chấm vê nờ"
        return _plain_mail(found) in owned or (spoken and any(own.startswith(_plain_mail(found)) for own in owned))
    if group == "spoken":
        said = "".join(str(_SAID[word]) for word in re.findall(r"\w+", found))
        return any(_digits(own) == said for phone in contact.phone for own in (phone, *_numbers(phone)))
    if group == "phone":
        return _digits(found) in {_digits(own) for phone in contact.phone for own in (phone, *_numbers(phone))}
    return group == "house" and found in (contact.address or "")


def _plain_mail(found: str) -> str:
    return re.sub(_DOT, ".", re.sub(_AT, "@", found, count=1)).lower()


def _numbers(phone: str) -> list[str]:
    """The numbers in a line such as `024 7300 0000 - 0912 345 678 (giờ hành chính)`."""
    return [match[0] for match in re.finditer(_PHONE, phone)]


def _digits(phone: str) -> str:
    return re.sub(r"^(?:(?:\+|00)84|84(?=\d{9,10}$))", "0", re.sub(r"[^\d+]", "", phone.replace("(0)", "")))
