"""Whether an address in an opinion is that of a home: offices, schools, markets and stretches of a road are nobody's.

Each test looks at no more than what stands beside the address in its sentence, so that its time is bounded.
"""

from __future__ import annotations

import re

from doithoai.reading.names import UPPER, said_before

_OFFICES = (
    r"trụ sở|ubnd|hđnd|(?:ủy|uỷ) ban|ubmttq|trạm y tế|trạm xá|bệnh viện|trung tâm|công an|cơ quan|nhà văn h(?:óa|oá)"
    r"|nhà sinh hoạt|hội trường|trường (?:học|tiểu|mầm|mẫu|thcs|thpt|th|đại học|cao|trung|mn|liên cấp)|(?<!đi )chợ"
    r"|bưu điện|bưu cục|kho bạc|t(?:òa|oà) án|viện kiểm sát|công viên|thư viện|bến xe|đình làng|chùa|nhà thờ|một cửa"
)
# A home beside an office is a home: gần Trạm Y tế, số 27 phố Trần Phú.
_BESIDE = r"cạnh|gần|đối diện|sát|bên|sau|trước|giáp|cách|kề|quanh"
_HOMES = "hộ|gia đình|trú|ngụ|sống|nhà(?: ở| riêng| dân|(?= (?:tôi|mình|ông|bà|anh|chị|cụ|cô|bác|chú|em|cháu)))"
# What an office's name goes on with, word by word: "UBND phường Mẫu" is one, "UBND phường xử lý số 12 ngõ 34" asks it.
_OF_A_NAME = (
    r"phường|xã|thị|trấn|đặc|khu|quận|huyện|tỉnh|thành|phố|thôn|xóm|tổ|dân|số|cơ|sở|đa|khoa|y|tế|tiểu|học|mầm|non|mẫu"
    r"|giáo|phổ|thông|phục|vụ|hành|chính|công|an|nhân|hội|đồng|ban|của|cũ|mới|cộng|văn|hóa|hoá|thể|thao|đảng|ủy|mặt|trận"
)
_OFFICE_BEFORE = re.compile(
    rf"(?<!\w)(?i:{_OFFICES})(?!\w)(?:\s(?:{_OF_A_NAME}|[{UPPER}]\w{{0,15}}|\d{{1,3}})(?!\w)){{0,12}}"
    r"\s?[,:(]?\s{0,3}(?i:có |đặt |đóng |nằm |ở |tại |địa chỉ:? |trụ sở:? |là ){0,3}$"
)
# It is asked for something, and the address is of what it shall look after: Đề nghị UBND phường, số 12 ngõ 34 …
_ASKED = "nghị|gửi|nhờ|báo|mong|cầu|lên"
_NEAR = re.compile(rf"(?<!\w)(?:{_BESIDE})(?!\w)[^,]{{0,20}}$|(?<!\w)(?:{_HOMES})(?!\w)|(?:{_ASKED})\s$")
_OFFICE_AFTER = re.compile(rf"[^,.;\n()]{{0,20}}(?:\(\s?|(?<!\w)là )(?:nơi đặt )?(?:{_OFFICES})(?!\w)")
# Stretches of a road: từ số 10 đến số 60 phố Trần Phú; but no hours: từ 8 giờ đến số nhà 12.
_ONE = (
    r"(?:(?:nhà\s)?số\s(?:nhà\s)?\d|nhà\s\d"
    r"|\d{1,5}[a-z]?(?:/\d{1,5}[a-z]?){0,4},?\s(?:ngõ|ngách|hẻm|kiệt|đường|phố)\s)"
)
_FROM = re.compile(r"(?<!\w)(?:từ|khoảng|đoạn)\s(?:nhà\s)?(?:số\s)?$")
_TO = re.compile(rf"(?:\s?-|[^.;\n]{{0,40}}?\s(?:đến|tới))\s(?:hết\s)?{_ONE}")
_FROM_ONE = re.compile(rf"(?<!\w)(?:từ|khoảng|đoạn)\s{_ONE}[^.;\n]{{0,40}}\s(?:đến|tới|-)\s(?:hết\s)?(?:nhà\s)?$")

# "45 đường Lê Lợi" is a house where it begins what is said or stands after one of these; after "ngõ", "đến" it is not.
_LONE = re.compile(r"\d+[a-z]?,?\s+đường\s")
_BEFORE_LONE = re.compile(
    r"(?:^|[:(“\"]|[^\W\d],"
    r"|(?<!\w)(?:cạnh|sát|giáp|gần|(?:đối|mặt) diện|trước|quán|cửa hàng|xưởng|tôi|mình|xử lý|kiểm tra))"
    r"[\s>+“\"–-]*$"
)


def is_home(match: re.Match[str]) -> bool:
    """Whether the address found may be somebody's home."""
    before = said_before(match)
    after = match.string[match.end() : match.end() + 60].lower()
    found = match[0].lower()
    if _LONE.match(found) and not _BEFORE_LONE.search(before.lower()):
        return False
    return not (_is_stretch(before.lower(), after) or _is_office(before, after, found))


def _is_stretch(before: str, after: str) -> bool:
    begins = _FROM.search(before) is not None or not before.strip()
    return _FROM_ONE.search(before) is not None or (begins and _TO.match(after) is not None)


def _is_office(before: str, after: str, found: str) -> bool:
    """An office's name at once before the address, which may begin with "ở", or in brackets after it."""
    office = _OFFICE_BEFORE.search(before)
    named = office is not None and not (_NEAR.search(before[: office.start()].lower()) or found.startswith("trú"))
    return named or _OFFICE_AFTER.match(after) is not None


def is_at(found: str, own: str) -> bool:
    """Whether an address, with its street, stands in one that an authority declares for itself."""
    street = _street(found)
    return len(street) > 1 and f" {' '.join(street)} " in f" {' '.join(_street(own))} "


def _street(address: str) -> list[str]:
    """Its number and names alone: "Số 15, đường Lê Hồng Phong" and "15 Lê Hồng Phong" are one."""
    words = re.findall(r"[^\W_]+(?:/[^\W_]+)*", address.lower())
    return [word for word in words if word not in _NO_NAMES]


_NO_NAMES = ("số", "nhà", "đường", "phố", "ở", "tại", "địa", "chỉ")
