"""Numbers by which a person is found: telephones, mail, papers, accounts of banks, plates of vehicles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doithoai.domain.authority import Contact
from doithoai.reading.names import said_before

_GAP = "[ .\u00a0\u2013-]"

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
_PLATE_SIGNS = (b"000.00", b"00000", b"-0000")
_PLATE_WORDS = ("biển số", "biển kiểm")


def numbers_in(plain: str, lowered: str, written: bytes, of_citizen: bool) -> Iterator[re.Match[str]]:
    """Telephones, mail and papers, of a citizen accounts, too. `written`: the text's bytes."""
    if "không" in lowered:
        yield from re.finditer(_SPOKEN, lowered)
    if _has_mail(lowered):
        yield from re.finditer(_CONTACTS_OF_CITIZENS if of_citizen else _CONTACTS, plain)
    elif _has_number(written):
        yield from re.finditer(_NUMBERS_OF_CITIZENS if of_citizen else _NUMBERS, plain)


def bare_numbers_in(plain: str, written: bytes) -> Iterator[re.Match[str]]:
    """Telephones that begin with 84 and no plus, and are no sums."""
    alike = written.translate(_ALIKE)
    if any(sign in alike for sign in _BARE_SIGNS):
        yield from (one for one in re.finditer(_BARE, plain) if not re.search(_MONEY, said_before(one)))


def plates_in(plain: str, lowered: str, written: bytes) -> Iterator[re.Match[str]]:
    """Plates of vehicles."""
    alike = written.translate(_ALIKE)
    if any(sign in alike for sign in _PLATE_SIGNS) or _names_plate(lowered):
        yield from re.finditer(_PLATES, plain)


def _names_plate(lowered: str) -> bool:
    return "bks" in lowered or ("biển" in lowered and any(words in lowered for words in _PLATE_WORDS))


def _has_mail(lowered: str) -> bool:
    spelt = "at" in lowered and any(sign in lowered for sign in _AT_SIGNS)
    return spelt or any(sign in lowered for sign in _MAIL_SIGNS)


def _has_number(written: bytes) -> bool:
    run, *in_brackets = _NUMBER_SIGNS
    return run in written.translate(_LETTERS_ALIKE, _BETWEEN) or any(sign in written for sign in in_brackets)


def is_own(group: str, found: str, contact: Contact) -> bool:
    """Whether a number or an address is one that the authority declares for itself."""
    if group == "mail":
        return _is_own_mail(found, contact)
    if group == "spoken":
        return "".join(str(_SAID[word]) for word in re.findall(r"[^\W_]+", found)) in _own_phones(contact)
    return group == "phone" and _digits(found) in _own_phones(contact)


def _is_own_mail(found: str, contact: Contact) -> bool:
    """In an approved script the end of an address may be spelled: "chấm vê nờ"."""
    plain, owned = (
        _plain_mail(found),
        {own.lower() for mail in contact.email for own in (mail, *re.findall(_MAIL, mail))},
    )
    return plain in owned or ("@" not in found and any(own.startswith(plain) for own in owned))


def _own_phones(contact: Contact) -> set[str]:
    return {_digits(own) for phone in contact.phone for own in (phone, *_numbers(phone))}


def _plain_mail(found: str) -> str:
    return re.sub(_DOT, ".", re.sub(_AT, "@", found, count=1)).lower()


def _numbers(phone: str) -> list[str]:
    """The numbers in a line such as `024 7300 0000 - 0912 345 678 (giờ hành chính)`."""
    return [match[0] for match in re.finditer(_PHONE, phone)]


def _digits(phone: str) -> str:
    return re.sub(r"^(?:(?:\+|00)84|84(?=\d{9,10}$))", "0", re.sub(r"[^\d+]", "", phone.replace("(0)", "")))
