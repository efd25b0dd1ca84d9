"""Personal data that must not be published: identity numbers, phones, mail, house addresses, citizens' names.

The whole file is looked at, comments too: what is in git is public. The authority's own contacts are allowed, and
so is a text that a person looked at and listed under `ngoại lệ riêng tư`. Names, houses, accounts of banks and plates
of vehicles are looked for in opinions alone: elsewhere they are those of officials, offices and funds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from doithoai.domain.authority import Contact
from doithoai.domain.documents import PrivacyException
from doithoai.domain.records import Kind
from doithoai.problems import Place, Problem, Severity, place_in
from doithoai.reading.homes import is_at
from doithoai.reading.houses import houses_in
from doithoai.reading.names import has_family, names_in
from doithoai.reading.numbers import bare_numbers_in, is_own, numbers_in, plates_in
from doithoai.reading.readings import SEEN, other_readings, plain_of, readings_of


class _Words(Struct, frozen=True):
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
    allowed = [words for exception in exceptions for words in readings_of(exception.text)]
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
    flat = [*readings_of(text)] if exceptions else []
    for exception in exceptions:
        if all(read.count(words) < 2 for read in flat for words in readings_of(exception.text)):
            what = f"ngoại lệ riêng tư “{exception.text}” không còn đoạn chữ nào dùng đến"
            yield Problem("unused-exception", what, "xóa ngoại lệ này", Place(file), Severity.WARNING)


def _found(text: str, kind: Kind | None) -> Iterator[tuple[re.Match[str], range]]:
    """Each hit with its places in the text: what is in git is public, and so is what a page makes of it."""
    for match in _hits(text, kind):
        yield match, range(*match.span())
    for reading in other_readings(text):
        for match in _hits(reading.text, kind):
            if not reading.over_marks or _is_read_over(match, reading.under(match)):
                yield match, reading.places(match)


def _is_read_over(match: re.Match[str], marked: str) -> bool:
    """Whether a hit has marks within it, so that it was no hit before, and is one nevertheless.

    In brackets a name is a name, but "số 5 (đường Trần Phú)" and "tổ 01 (912 345 678 đồng)" are two things.
    """
    if re.search(SEEN, marked) is None:
        return False
    if match.lastgroup in ("name", "comrade", "birth"):
        return has_family(match[0])
    return re.search("[()]", marked) is None or (
        match.lastgroup == "house" and re.match("(?i:nhà|hộ|ở)", marked) is not None
    )


def _hits(text: str, kind: Kind | None) -> Iterator[re.Match[str]]:
    plain, written = plain_of(text)
    lowered = plain.lower()
    of_citizen = kind is Kind.OPINION
    yield from numbers_in(plain, lowered, written, of_citizen)
    if of_citizen:
        yield from bare_numbers_in(plain, written)
        yield from houses_in(plain, lowered, written)
        yield from plates_in(plain, lowered, written)
        yield from names_in(plain, lowered)


def _is_own(group: str, found: str, contact: Contact) -> bool:
    return is_at(found, contact.address or "") if group == "house" else is_own(group, found, contact)
