"""Whether an address in an opinion is that of a home: offices, schools, markets and stretches of a road are nobody's.

Each test looks at no more than what stands beside the address in its sentence, so that its time is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_OFFICE_BEFORE = (
    rf"(?<!\w)(?i:{_OFFICES})(?!\w)(?:\s(?:{_OF_A_NAME}|[{UPPER}]\w{{0,15}}|\d{{1,3}})(?!\w)){{0,12}}"
    r"\s?[,:(]?\s{0,3}(?i:có |đặt |đóng |nằm |ở |tại |địa chỉ:? |trụ sở:? |là ){0,3}$"
)
# Works, and businesses that nobody lives in: the number of a street at once after them, or their name, is their own.
_WORKS = (
    r"cây xăng|trạm (?:xăng|bơm|biến áp|điện|cấp nước|xử lý nước thải|trung chuyển|thu phí)|cửa hàng xăng|nhà máy"
    r"|xí nghiệp|(?:khu|cụm) công nghiệp|chung cư|bến xe (?:khách|buýt|tải)|nhà ga|điểm (?:tập kết|trung chuyển)"
    r"|bãi (?:rác|xe|đỗ|đậu|gửi|giữ|trông)|công ty|hợp tác xã|ngân hàng|siêu thị|khách sạn|sân vận động|nhà thi đấu"
    r"|bảo tàng|rạp|nghĩa trang|nhà tang lễ"
)
# Others are in many a home, or are people's names, too; their own names tell them: quán cà phê Mộc, đình Kim Liên.
_SHOPS = (
    r"quán|cửa hàng|cửa hiệu|hiệu thuốc|nhà thuốc|tiệm|xưởng|kho|nhà hàng|nhà nghỉ|phòng khám|văn phòng|chi nhánh"
    r"|tòa nhà|toà nhà|đền|miếu|(?-i:(?<!thị )(?<!môi )trường|(?<!gia )đình|^ ?(?:Trường|Đình)(?!.* ở ))"
)
# Words without capitals in their names, and none that goes with another's house: "nhà máy xử lý số 12 ngõ 34".
_OF_A_WORK = (
    r"phường|xã|thị trấn|đặc khu|quận|huyện|tỉnh|thành phố|khu phố|tổ dân phố|thôn|xóm|số|cơ sở|chi nhánh|cũ|mới"
    rf"|và(?=\s[{UPPER}])|phía|bắc|nam|đông|tây|nước|sạch|thải|rác|sinh hoạt|xăng|dầu|khí|gas|điện|lực|máy|tử|xe|ô tô"
    r"|khách|buýt|tải|gỗ|xử lý(?=\s(?:nước|rác|chất))|cấp(?=\snước)|thoát(?=\snước)|chất|vật liệu|xây dựng|cơ khí|may"
    r"|mặc|gạch|bia|thép|nhựa|giấy|chế biến|thực phẩm|nông sản|thủy sản|môi trường|đô thị|cổ phần|một thành viên"
    r"|thương mại|dịch vụ|đầu tư|phát triển|nông nghiệp|nông thôn|ngoại thương|công thương|chính sách|xã hội|tổng hợp"
    r"|tiện lợi|mini|cà phê|cafe|ăn|uống|cơm|phở|bún|giải khát|thuốc|sửa chữa|đa khoa|nghiệp|triển|trường|phần|dựng"
    r"|mại|liệu|thương|sách|tư|tiêu|lạnh|mía|hơi|karaoke|tiệc|cưới|trà|sữa"
)
_WORK_NAME = rf"(?:\s(?:{_OF_A_WORK}|[{UPPER}]\w{{0,15}}|\d{{1,3}})(?!\w)){{0,12}}"
_NO_STREET = "".join(f"(?<!{word} )" for word in ("hố", "ường", "gõ", "gách", "ẻm", "iệt", "hôn", "óm", "àng"))
_WORK_BEFORE = (
    rf"(?<!\w){_NO_STREET}(?:(?i:{_WORKS})(?!\w)|(?i:{_SHOPS})(?:\s(?:{_OF_A_WORK})(?!\w)){{0,6}}"
    rf"(?=\s(?!(?:Ông|Bà|Anh|Chị|Cô|Chú|Bác|Cụ|Em)(?!\w))[{UPPER}])){_WORK_NAME}"
    r"\s?[,:(]?\s{0,3}(?i:có |đặt |đóng |nằm |ở |tại |địa chỉ:? |trụ sở:? |là ){0,3}$"
)
_WORK_AT = r"(?:(?:ở|tại|địa chỉ:?)\s{1,3})?(?:số\s{1,3})?\d"
# It is asked for something, and the address is of what it shall look after: Đề nghị UBND phường, số 12 ngõ 34 …
_ASKED = "nghị|gửi|nhờ|báo|mong|cầu|lên"
_NEAR = rf"(?<!\w)(?:{_BESIDE})(?!\w)[^,]{{0,20}}$|(?<!\w)(?:{_HOMES})(?!\w)|(?:{_ASKED})\s$"
# At its door, and nobody else's: nắp cống trước cửa Bưu điện, số 8 phố Mẫu; but not: nhà trước cửa Bưu điện, số 8 …
_AT_DOOR = (
    r"(?!.*(?<!\w)(?:nhà|hộ|căn|phòng|tôi|em|mình|người|ông|bà|anh|chị|cô|chú|bác|cụ|ở|sống|quán|cửa hàng|tiệm)(?!\w))"
    r"[^,]*(?<!\w)trước (?:cửa|cổng) $"
)
_LIVING = (
    r"(?<!\w)(?:tôi|em|mình|cháu|con|ấy|ông|bà|anh|chị|cô|chú|bác|cụ|họ) (?:đang |hiện |vẫn |thuê ){0,2}(?:ở|tại) $"
)
_OFFICE_AFTER = rf"[^,.;\n()]{{0,20}}(?:\(\s?|(?<!\w)là )(?:nơi đặt )?(?:{_OFFICES})(?!\w)"
# Stretches of a road: từ số 10 đến số 60 phố Trần Phú; but no hours: từ 8 giờ đến số nhà 12.
_ONE = (
    r"(?:(?:nhà\s)?số\s(?:nhà\s)?\d|nhà\s\d"
    r"|\d{1,5}[a-z]?(?:/\d{1,5}[a-z]?){0,4},?\s(?:ngõ|ngách|hẻm|kiệt|đường|phố)\s)"
)
_FROM = r"(?<!\w)(?:từ|khoảng|đoạn)\s(?:nhà\s)?(?:số\s)?$"
_TO = rf"(?:\s?-|[^.;\n]{{0,40}}?\s(?:đến|tới))\s(?:hết\s)?{_ONE}"
_FROM_ONE = rf"(?<!\w)(?:từ|khoảng|đoạn)\s{_ONE}[^.;\n]{{0,40}}\s(?:đến|tới|-)\s(?:hết\s)?(?:nhà\s)?$"

# "45 đường Lê Lợi" is a house where it begins what is said or stands after one of these; after "ngõ", "đến" it is not.
_LONE = r"\d+[a-z]?,?\s+đường\s"
_BEFORE_LONE = (
    r"(?:^|[:(“\"]|[^\W\d],"
    r"|(?<!\w)(?:cạnh|sát|giáp|gần|(?:đối|mặt) diện|trước|quán|cửa hàng|xưởng|tôi|mình|xử lý|kiểm tra))"
    r"[\s>+“\"–-]*$"
)
# So is "số 27 Trần Phú" where a speaker says whose it is.
_NO_WORD = r"số\s+\d[\da-z/]*,?\s+(?=[^\W\d])(?!(?:ngõ|ngách|hẻm|kiệt|đường|phố)\s)"
_SPEAKERS = r"(?<!\w)nhà (?:của )?(?:chúng )?(?:tôi|em|mình|cháu)(?!\w)"


# A room in an office, a school, a hospital is nobody's home.
AT_WORK = (
    r"(?![^.;\n]{0,25}(?i:trụ sở|ubnd|ủy ban|bệnh viện|trung tâm|cơ quan|nhà văn hóa|hành chính|tòa án|toà án|trạm y"
    r"|trường (?:học|tiểu|mầm|th|đại|cao|trung)))"
)
# Numbers of houses in a group, a hamlet, an alley, before or after it: nhà 12, tổ 3; xóm Đông nhà 7; ngõ 34 nhà 5.
_NAME = rf"[{UPPER}]\w{{0,15}}"
_BIS = r"\s?(?:bis|Bis|BIS)\b"
_NUMBER = (
    r"(?!(?:19|20)\d\d\b|\d{1,2}/\d{1,2}/(?:19|20)\d\d)"
    rf"\d{{1,4}}(?:{_BIS}|[A-Fa-f]\b)?(?:/\d{{1,4}}[A-Fa-f]?\b){{0,4}}"
)
_PART = r"(?:\s{0,2}[,;/\u2013-]\s{0,3}|\s{1,3})"
_IN = rf"(?:{_PART}|\s(?i:ở|thuộc|trong|tại)\s)"
_GROUP = (
    r"(?i:tổ(?:\sdân\s(?:phố|cư)|\snhân\sdân)?|tdp|thôn|xóm|ấp|bản|buôn|làng|sóc|phum|khóm|cụm|đội|khu(?:\s(?:phố|vực))?"
    r"|kp|khối(?:\sphố)?|ngõ|ngách|hẻm|kiệt):?\s{1,3}"
    rf"(?:(?i:số)\s)?(?:\d{{1,4}}[A-Za-z]?(?:/\d{{1,4}}[A-Za-z]?){{0,4}}(?!\w)|{_NAME}\b)"
)
_STREET_NAME = (
    rf"(?!(?:Tổ|Thôn|Khu|Phường|Xã|Quốc|Tỉnh|Trường\s(?!Chinh|Sa|Thi))\b){_NAME}\b(?:\s{{1,3}}{_NAME}\b){{0,3}}"
)
_STREET_OF = rf"(?:(?i:đường|phố)\s{{1,3}})?{_STREET_NAME}"
_WARD = rf"(?:{_PART}(?i:phường|xã|thị\strấn)(?:\s{{1,3}}{_NAME}\b){{1,3}})?"
# How many, how high, how big: ngõ 34 nhà 5 tầng, tổ 3 nhà 12 hộ dân.
_NO_COUNT = (
    r"(?!\w|[.,/-]\d|\s{0,3}(?i:%|m\b|m2|m²|mét|km|ha\b|tầng|phòng|gian|hộ|người|nhân|khẩu|cái|căn|chiếc|con\b|lần|năm"
    r"|tháng|ngày|giờ|phút|nghìn|ngàn|triệu|tỷ|tỉ\b|đồng|mái|dãy|đời|thế hệ|bên|mặt\stiền|đầu|nóc|khối|chỗ|thửa|cột|trụ"
    r"|cây|cháu|học\ssinh|thành\sviên|chị\sem|anh\sem|vợ\schồng|cửa|chủ|lô|đơn nguyên|bậc|cấp|loại|suất|xe\b|máy|buồng"
    r"|trệt|lầu|sàn|toà|tòa|đến|tới|gia\sđình))"
)
# Few hamlets, not one: nhà văn hóa của các hộ 3 thôn Đông, Tây và Nam.
_NO_FEW = (
    rf"(?!(?<=\d)\s{{1,3}}\w{{1,5}}\s{{1,3}}{_NAME}(?:,|\svà)\s{{1,3}}"
    rf"(?!(?:Xã|Phường|Quận|Huyện|Thị|Thành|Tỉnh)\b)[{UPPER}])"
)
_NO_BLOCK = "".join(f"(?<!{word} )" for word in ("dãy", "khu", "tòa", "toà", "số", "mỗi", "từng", "cả", "các"))
_OURS = r"(?i:nhà|hộ)(?:\s(?:tôi|em|mình))?:?\s{1,3}(?:(?:ở|là)\s{1,3})?(?:(?i:số)\s{1,3})?"
_ALLEY_HOUSE = r"\d{1,4}(?:/H?\d{1,4}[A-Fa-f]?\b){1,4}"
_FLAT = r"(?i:căn)\s{1,3}(?:(?:hộ\ssố|hộ|số)\s{1,3})?[A-Z]{0,2}[-.]?\d{1,5}(?:[.-]\d{1,4})?[A-Z]?"
_FLOOR = r"(?i:tầng|lầu)\s{1,3}(?:số\s|thứ\s)?\d{1,2}(?!\w)"
_BY_NUMBER = (
    rf"(?=[nNhH]){_NO_BLOCK}{_OURS}{_NUMBER}{_NO_FEW}(?!\s{{1,3}}(?i:khu)\s[A-Z]\b){_WARD}{_IN}{_GROUP}"
    rf"|(?:{_GROUP}|(?i:đường|phố)\s{{1,3}}{_NAME}\b)(?:\s{{1,3}}{_NAME}\b){{0,3}}{_WARD}{_PART}{_OURS}{_NUMBER}{_NO_COUNT}"
    rf"|(?i:hộ\s{{1,3}}số)\s{{1,3}}{_NUMBER},?\s{{1,3}}(?:(?i:đường|phố)\s{{1,3}}|(?={_NAME}\s{{1,3}}{_NAME})){_STREET_NAME}"
    rf"|(?i:ở|trú)\s{{1,3}}(?i:số)\s{{1,3}}{_NUMBER}{_WARD}{_PART}{_GROUP}"
)
# 12bis is no unit and no rank; quốc lộ 1bis is a road.
_BY_BIS = (
    rf"{_OURS}\d{{1,4}}(?:/\d{{1,4}}){{0,3}}{_BIS}(?:,?\s{{1,3}}{_STREET_OF})?"
    rf"|(?<!lộ )(?<!QL )(?<!TL )(?<!ĐT )\d{{1,4}}(?:/\d{{1,4}}){{0,3}}{_BIS}(?:/\d{{1,4}}){{0,3}}"
    rf",?\s{{1,3}}{_STREET_OF}"
)
# The fifth house of an alley: K12/5 Lê Lợi, K12/H3/7 Lê Lợi. Kiệt 45/6 đường Lê Lợi may be an alley off another.
_BY_ALLEY = (
    r"(?:(?i:nhà|hộ|trú)(?:\s(?:tôi|em|mình))?|(?i:tôi|em|mình)(?=\s(?:ở|tại)))\s{1,3}(?:(?:ở|tại|là)\s{1,3})?"
    rf"(?:(?i:kiệt)\s{{1,3}}|K){_ALLEY_HOUSE}(?:,?\s{{1,3}}{_STREET_OF})?"
    rf"|(?<!ênh )(?<!ớp )(?<!m )K{_ALLEY_HOUSE},?\s{{1,3}}{_STREET_OF}"
    rf"|(?i:kiệt)\s{{1,3}}{_ALLEY_HOUSE},?\s{{1,3}}{_STREET_NAME}"
)
_BY_FLOOR = (
    rf"{_FLOOR}{_PART}{_FLAT}{_NO_COUNT}{AT_WORK}"
    rf"|{_FLAT}(?!\w|[.,/-]\d){_IN}{_FLOOR}(?!\s\d){_NO_COUNT}{AT_WORK}"
)
# What may stand at once before the number of one of these, by its last bytes once spaces and points are gone, in small
# letters, with "#" for "số". Only texts with such an end are looked through, and few of them have one.
_OUT = " \t\r\n.,:;\u00a0\u2013-".encode()
_SMALL = bytes.maketrans(
    b"0123456789\x82\x90\x98\x9e" + bytes(range(65, 91)), b" " * 10 + b"\x83\x91\x99\x9f" + bytes(range(97, 123))
)
_NUMBERED = "số ".encode()
_OURS_AT = "tôiở ".encode()


def _ends(*words: str) -> frozenset[bytes]:
    return frozenset(word.encode().translate(_SMALL, _OUT)[-3:] for word in words)


_ENDS = (
    (
        _ends("nhà", "hộ", "nhà#", "hộ#", "ở#", "trú#", "nhà tôi", "nhà em", "nhà mình", "tôi#", "em#", "mình#"),
        _BY_NUMBER,
    ),
    (_ends("kiệt"), _BY_ALLEY),
    (_ends("căn", "căn hộ", "căn#", "căn hộ#"), _BY_FLOOR),
)


def homes_in_groups(plain: str, written: bytes) -> Iterator[re.Match[str]]:
    """Homes by their number in a group, a hamlet, an alley, a house. `written`: the text's bytes."""
    closed_up = written.translate(_SMALL, _OUT).replace(_NUMBERED, b"# ")
    ends = {part[-3:] for part in closed_up.split()}
    patterns = [pattern for signs, pattern in _ENDS if not signs.isdisjoint(ends)]
    if _OURS_AT in closed_up and _BY_NUMBER not in patterns:
        patterns.append(_BY_NUMBER)
    if b"K" in written and _BY_ALLEY not in patterns and re.search(r"K\d+/", plain):
        patterns.append(_BY_ALLEY)
    if b" bis" in closed_up:
        patterns.append(_BY_BIS)
    for pattern in patterns:
        yield from (one for one in re.finditer(rf"(?<![\w/])(?P<house>{pattern})", plain) if is_home(one))


def is_home(match: re.Match[str]) -> bool:
    """Whether the address found may be somebody's home."""
    before = said_before(match)
    after = match.string[match.end() : match.end() + 60].lower()
    found = match[0].lower()
    if re.match(_LONE, found) and not re.search(_BEFORE_LONE, before.lower()):
        return False
    if re.match(_NO_WORD, found) and not re.search(_SPEAKERS, before.lower()):
        return False
    return not (_is_stretch(before.lower(), after) or _is_office(before, after, found))


def _is_stretch(before: str, after: str) -> bool:
    begins = re.search(_FROM, before) is not None or not before.strip()
    return re.search(_FROM_ONE, before) is not None or (begins and re.match(_TO, after) is not None)


def _is_office(before: str, after: str, found: str) -> bool:
    """An office's or a work's name at once before the address, which may begin with "ở", or an office's after it."""
    office = re.search(_OFFICE_BEFORE, before)
    if office is not None and not found.startswith("trú") and not _is_beside(before[: office.start()].lower()):
        return True
    return _is_work(before, found) or re.match(_OFFICE_AFTER, after) is not None


def _is_work(before: str, found: str) -> bool:
    work = re.search(_WORK_BEFORE, before) if re.match(_WORK_AT, found) else None
    if work is None:
        return False
    far = before[: work.start()].lower()
    return not (_is_beside(far) or re.search(_LIVING, far))


def _is_beside(far: str) -> bool:
    """Whether the address may be a home's for what is said before the office."""
    return re.search(_NEAR, far) is not None and re.match(_AT_DOOR, far) is None


def is_at(found: str, own: str) -> bool:
    """Whether an address, with its street, stands in one that an authority declares for itself."""
    street = _street(found)
    return len(street) > 1 and f" {' '.join(street)} " in f" {' '.join(_street(own))} "


def _street(address: str) -> list[str]:
    """Its number and names alone: "Số 15, đường Lê Hồng Phong" and "15 Lê Hồng Phong" are one."""
    words = re.findall(r"[^\W_]+(?:/[^\W_]+)*", address.lower())
    return [word for word in words if word not in _NO_NAMES]


_NO_NAMES = ("số", "nhà", "đường", "phố", "ở", "tại", "địa", "chỉ")
