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
from doithoai.problems import Place, Problem, Severity

_UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_SYLLABLE = f"[{_UPPER}][{_LOWER}]*"
# Second words of titles and organisations that follow "ông", "bà" without being a name.
_NOT_NAMES = "Chủ|Bí|Phó|Trưởng|Tổ|Giám|Hội|Ủy|Uỷ|Đại|Thường|Ban|Bộ|Phòng|Công|Mặt|Đảng|Chi|Chánh|Cán"

_CONTACTS = re.compile(
    r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<card>(?<![\d.,/])0\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}(?![\d/]))"
    r"|(?P<phone>(?<![\w.,/-])(?:\+84|0)(?:[ .\-]?\d){8,10}(?![\d/]))"
    r"|(?P<old>(?i:cmnd|cmtnd|chứng minh(?: nhân dân| thư)?|cccd|căn cước(?: công dân)?|định danh)\D{0,20}\d{9}(?:\d{3})?(?!\d))"
)
_CITIZEN = re.compile(
    r"(?P<house>(?i:số nhà|nhà số)\s+\d+\w*(?:/\d+\w*)*"
    r"|(?<!phố )(?<!thôn )(?<!ổ )(?<!hu )(?<!ụm )(?<!iểm )(?<!gõ )(?<!gách )\b[Ss]ố\s+\d+[A-Za-z]?(?:/\d+)*\s*,?\s*(?:ngõ|ngách|hẻm|kiệt|đường|phố)\s+\w+"
    r"|(?<![\w/.,])\d+[A-Za-z]?(?:/\d+)*\s*,?\s*(?:ngõ|ngách|hẻm|kiệt)\s+\d+"
    rf"|(?<![\w/.,])\d+/\d+[A-Za-z]?(?:/\d+)*\s+(?:đường|phố)\s+[{_UPPER}])"
    rf"|(?P<name>\b(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ụ|[Cc]ô|[Cc]hú|[Bb]ác)\s+(?!(?:{_NOT_NAMES})\b)(?!Nội\b)"
    rf"(?:{_SYLLABLE}\s+){{1,4}}{_SYLLABLE}\b)"
)


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
        "xóa, hoặc thêm vào “liên hệ” trong co-quan.yml nếu là số của cơ quan",
    ),
    "house": _Words("private-address", "địa chỉ nhà cụ thể “{found}”", "chỉ ghi tổ dân phố, thôn hoặc tên ngõ, đường"),
    "name": _Words("private-name", "họ tên người dân “{found}”", "viết “một người dân {area}” thay cho họ tên"),
}


def personal_data(
    text: str, file: str, kind: Kind | None, contact: Contact, exceptions: tuple[PrivacyException, ...] = ()
) -> Iterator[Problem]:
    """Every hit in a file's text; citizens' names and house addresses are looked for in opinions only."""
    allowed = [exception.text for exception in exceptions]
    for match in _hits(text, kind):
        group = str(match.lastgroup)
        found = " ".join(match[0].split())
        if _is_own(group, found, contact) or any(found in text for text in allowed):
            continue
        says = _SAYS[group]
        mend = says.mend.format(area="tổ dân phố …")
        yield Problem(says.code, says.what.format(found=found), mend + _EXCEPTION, _place(text, match.start(), file))


_EXCEPTION = "; nếu được phép công khai thì ghi vào “ngoại lệ riêng tư” kèm lý do và người duyệt"


def unused_exceptions(text: str, file: str, exceptions: tuple[PrivacyException, ...]) -> Iterator[Problem]:
    """Exceptions whose text stands nowhere but in the exception itself."""
    flat = " ".join(text.split())
    for exception in exceptions:
        if flat.count(exception.text) < 2:
            what = f"ngoại lệ riêng tư “{exception.text}” không còn đoạn chữ nào dùng đến"
            yield Problem("unused-exception", what, "xóa ngoại lệ này", Place(file), Severity.WARNING)


def _hits(text: str, kind: Kind | None) -> Iterator[re.Match[str]]:
    yield from _CONTACTS.finditer(text)
    if kind is Kind.OPINION:
        yield from _CITIZEN.finditer(text)


def _is_own(group: str, found: str, contact: Contact) -> bool:
    if group == "mail":
        return found.lower() in {mail.lower() for mail in contact.email}
    if group == "phone":
        return _digits(found) in {_digits(phone) for phone in contact.phone}
    return False


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone.replace("+84", "0"))


def _place(text: str, at: int, file: str) -> Place:
    return Place(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
