"""Personal data that must not be published: identity numbers, phones, mail, house addresses, citizens' names.

The whole file is looked at, comments too: what is in git is public. The authority's own contacts are allowed, and
so is a text that a person looked at and listed under `ngoại lệ riêng tư`.
"""

from __future__ import annotations

import re
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


# Every repetition is bounded or starts at a word's edge, so that no text takes more than linear time.
_MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
# The same, spelt out against machines: lan.nguyen [at] gmail.com, lan.nguyen (a còng) gmail chấm com.
_SPELT_AT = r"a[ -]?(?:còng|vòng|móc)"
_AT = rf"\s{{0,2}}(?:[(\[{{<]\s?(?i:at|{_SPELT_AT})\s?[)\]}}>]|(?i:{_SPELT_AT})|@|(?<=\s)(?i:at)(?=\s))\s{{0,2}}"
_DOT = r"(?:\.|\s?[(\[{<]\s?(?i:dot|chấm)\s?[)\]}>]\s?|\s(?i:dot|chấm)\s)"
_SPELT_MAIL = rf"(?<![\w.+-])[A-Za-z0-9._+-]{{1,64}}{_AT}[A-Za-z0-9-]{{1,63}}(?:{_DOT}[A-Za-z0-9-]{{2,63}})+"
_CARD = rf"(?=0)(?<![\d.,/])0(?!00)\d\d(?:{_GAP}?\d){{9}}(?![\d/])"
_PHONE = re.compile(
    r"(?=[0+(])(?:(?<![\w.,/-])|(?<=[Zz]alo)|(?<=[Đđ][Tt]))(?<!thuế )(?<!thuế: )(?<!MST )(?<!MST: )"
    r"(?!\d{1,2}[. -]\d{1,2}[. -](?:19|20)\d\d(?![.-]?\d))"
    rf"(?:(?:(?:\+|00)84{_GAP}?(?:\(0\){_GAP}?)?|0)[1-9](?:{_GAP}?\d){{7,9}}"
    rf"|\((?:0|\+84{_GAP}?)[1-9]\d{{0,3}}\){_GAP}?\d(?:{_GAP}?\d){{5,8}})"
    r"(?!\d|/(?!0[1-9][\d .-]{7}))"  # no number of a document, but the first of two telephones
)
_SAID = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6,
         "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}  # fmt: skip
_SPOKEN = re.compile(rf"không(?P<spoken>(?:[ ,/\u2013-]{{1,4}}(?:{'|'.join(_SAID)})){{8,10}}(?!\w))")
"""A telephone number in words, as scripts have the authority's own; looked for in small letters."""
_PAPERS = "(?i:cmnd|cmtnd|chứng minh(?: nhân dân| thư)?|cccd|căn cước(?: công dân)?|định danh)"
_NINE_OR_TWELVE = r"(?:\d[ \u00a0]?){8}\d(?:(?:[ \u00a0]?\d){3})?(?![.,]?\d)(?!\s?(?:đồng|đ\b))"
_CONTACTS = re.compile(
    rf"(?P<mail>{_MAIL}|{_SPELT_MAIL})|(?P<card>{_CARD})|(?P<phone>{_PHONE.pattern})"
    rf"|(?P<old>{_PAPERS}\D{{0,30}}{_NINE_OR_TWELVE})"
)
_HOUSE_NUMBER = r"\d{1,5}[A-Za-z]?(?:/\d{1,5}[A-Za-z]?){0,4}"
_HOUSE = re.compile(
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
_NAME = re.compile(
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
_MAIL_SIGNS = ("@", "còng", "vòng", " móc", "(at", "[at", "{at", "<at", " at ")
_DIGITS_SIGN = re.compile(r"\d(?:[ .()+\u00a0\u2013-]{0,4}\d){7}")
_HOUSE_SIGNS = (
    re.compile(r"ố\s{1,3}\d[\dA-Za-z/]*\s{0,3},?\s{0,3}(?:ngõ|ngách|hẻm|kiệt|đường|phố)\s"),
    re.compile(r"/\d{1,5}[A-Za-z]?\s{1,3}(?:đường|phố)\s"),
    re.compile(r"\d[A-Za-z]?\s{0,3},?\s{0,3}(?:ngõ|ngách|hẻm|kiệt)\s{1,3}\d"),
    re.compile(r"[ởỞiIỉ:ú]\s{1,3}[Ss]ố\s"),
)
_HOUSE_WORDS = ("căn hộ", "số nhà", "nhà số")
_NAME_SIGN = re.compile(rf"[gàhịụôúcnìậợímuộGÀHỊỤÔÚC):]:?\s{{1,3}}[{_UPPER}]\w*\s{{1,3}}[{_UPPER}]")


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
    allowed = [" ".join(_plain(exception.text).split()) for exception in exceptions]
    for match in _hits(_plain(text), kind):
        group = str(match.lastgroup)
        found = " ".join(match[0].split())
        if _is_own(group, found, contact) or any(found in text for text in allowed):
            continue
        says = _SAYS[group]
        own = _OWN.format(declared=declared) if declared and group in ("phone", "spoken") else ""
        mend = says.mend + own + (_EXCEPTION if reviewable else "")
        yield Problem(says.code, says.what.format(found=found), mend, place_in(text, match.start(), file))


_OWN = ", hoặc thêm vào “liên hệ” trong {declared} nếu là số của cơ quan"
_EXCEPTION = "; nếu được phép công khai thì ghi vào “ngoại lệ riêng tư” kèm lý do và người duyệt"


def unused_exceptions(text: str, file: str, exceptions: tuple[PrivacyException, ...]) -> Iterator[Problem]:
    """Exceptions whose text stands nowhere but in the exception itself."""
    flat = " ".join(text.split()) if exceptions else ""
    for exception in exceptions:
        if flat.count(exception.text) < 2:
            what = f"ngoại lệ riêng tư “{exception.text}” không còn đoạn chữ nào dùng đến"
            yield Problem("unused-exception", what, "xóa ngoại lệ này", Place(file), Severity.WARNING)


_ODD = re.compile("[*\u2000-\u200a\u2010-\u2012\u2014\u2015\u202f\u2212\u3000\uff0b\uff0e\uff10-\uff19\uff20]")
_PLAINLY = {
    **{ord(sign): " " for sign in "*\u202f\u3000"},
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **{ord(sign): "-" for sign in "\u2010\u2011\u2012\u2014\u2015\u2212"},
    **{code: chr(code - 0xFEE0) for code in (0xFF0B, 0xFF0E, *range(0xFF10, 0xFF1A), 0xFF20)},
}
"""Other spaces, hyphens, digits of full width, and emphasis: sign for sign, so that places stay what they are."""
_ODD_SIGNS = (b"*", b"\xe2\x80", b"\xe2\x88\x92", b"\xe3\x80\x80", b"\xef\xbc")
"""What each of them is or begins with in UTF-8, which is looked through many times as fast."""


def _plain(text: str) -> str:
    written = text.encode(errors="surrogatepass")
    odd = any(sign in written for sign in _ODD_SIGNS) and _ODD.search(text)
    return text.translate(_PLAINLY) if odd else text


def _hits(text: str, kind: Kind | None) -> Iterator[re.Match[str]]:
    lowered = text.lower()
    if "không" in lowered:
        yield from _SPOKEN.finditer(lowered)
    if any(sign in lowered for sign in _MAIL_SIGNS) or _DIGITS_SIGN.search(text):
        yield from _CONTACTS.finditer(text)
    if kind is not Kind.OPINION:
        return
    if any(words in lowered for words in _HOUSE_WORDS) or any(sign.search(text) for sign in _HOUSE_SIGNS):
        yield from _HOUSE.finditer(text)
    if _NAME_SIGN.search(text):
        yield from _NAME.finditer(text)


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
    return [match[0] for match in _PHONE.finditer(phone)]


def _digits(phone: str) -> str:
    return re.sub(r"^(?:\+|00)84", "0", re.sub(r"[^\d+]", "", phone.replace("(0)", "")))
