"""Names shortened for the ear and for short messages, by rules an editor can foresee: whole parts go, none is cut.

What the clerk gives as "tên đọc" comes before any rule; the full script always says everything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

NOTE = re.compile(r"\s*\([^()]*\)")
"""What stands in brackets is for the eye."""

_REMARK = re.compile(r"\s*\([^()]*[^\W\d_][^()]*\)")
"""In a telephone number only brackets with words are a remark: those around an area code belong to it."""
_NUMBER = re.compile(r"\+?\(?\d[\d.() ]*(?:-\d[\d.() ]*)*")

_LEVEL = r"(phường|xã|thị trấn|đặc khu)"
_COMMITTEE = re.compile(rf"(?:Ủy|Uỷ) ban nhân dân {_LEVEL}|UBND {_LEVEL}", re.IGNORECASE)
_OFFICES = re.compile(
    r"(?:(?<=sở )|(?<=ờng ))(?:(?:Đảng ủy|HĐND|Hội đồng nhân dân|UBND|(?:Ủy|Uỷ) ban nhân dân|MTTQ)[,\s–-]+)+" + _LEVEL,
    re.IGNORECASE,
)
_GROUP = re.compile(r"\b(?:tổ dân phố|TDP) (?:số )?(?=\d)", re.IGNORECASE)
_OF_THE_YEAR = re.compile(
    r"(?:[\s,–-]+(?:(?:buổi|đợt|lần|kỳ)\s+(?:thứ\s+)?(?:\d+|[IVX]+\b)"
    r"|(?:quý\s+[IVX\d]+|tháng\s+\d+|năm\s+\d{4})(?:/\d{4})?|ngày\s+\d[\d/]*))+(?=\s*$|\s*,)",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\s+(?:trên|tại|ở) (?:địa bàn|cơ sở)\b[^,]*$", re.IGNORECASE)
_PAPER = re.compile(
    r"^(?:kế hoạch|thông báo|chương trình|lịch)\s+(?:về\s+|tổ chức\s+|(?=đối thoại|tiếp xúc|hội nghị))+", re.IGNORECASE
)
_MEETING = re.compile(r"^(?:(hội nghị|buổi|cuộc)\s+)?(?=(?:tiếp xúc|đối thoại|gặp gỡ))", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:số|đường|phố|ngõ|ngách|hẻm|kiệt|quận|huyện|tỉnh|thành phố|cạnh|gần|đối diện)\s", re.IGNORECASE
)
_BUILDING = r"(?:trụ sở|nhà|trường|trung tâm|khu|chung cư|tòa|toà|đình|chùa|chợ|sân|công viên|thư viện|rạp|cung)\s"
_WHICH = r"(?:\s+(?:lớn|nhỏ|chính|đa năng|số|tầng|lầu|[A-Z]?\d+))*\s+"
_ROOM = re.compile(rf"^(?:hội trường|phòng họp|phòng|sảnh){_WHICH}(?={_BUILDING})", re.IGNORECASE)
_HOUSE = re.compile(_BUILDING, re.IGNORECASE)
_INSIDE = re.compile(rf"(?<!\w){_BUILDING}", re.IGNORECASE)
_OF_THE_WARD = re.compile(r"\s+của (?:phường|xã|thị trấn|đặc khu)$", re.IGNORECASE)
_LEVELS = (
    (re.compile(r"\bTrường (?:Trung học cơ sở|THCS)\b", re.IGNORECASE), "Trường cấp hai"),
    (re.compile(r"\bTrường (?:Trung học phổ thông|THPT)\b", re.IGNORECASE), "Trường cấp ba"),
)
"""Schools as everybody calls them."""
_ASIDES = "nhằm|để|theo|trong đó|bao gồm|gồm|đặc biệt|nhất là|cụ thể|góp phần|đồng thời|qua đó"
_TAIL = re.compile(rf"\s*(?:;|,\s*(?:{_ASIDES}))\s.*$", re.IGNORECASE | re.DOTALL)


def phone_called(phone: str) -> str:
    """`(024) 3862 1234` of `(024) 3862 1234 (giờ hành chính)`."""
    return _REMARK.sub("", phone)


def dialled(phone: str) -> str:
    """What a telephone dials of a line: `02438621234` of `(024) 3862 1234 – 0912 345 678 (máy lẻ 12)`."""
    found = _NUMBER.search(phone_called(phone).replace("(0)", ""))
    return re.sub(r"[^\d+]", "", found[0]) if found else ""


def authority_called(name: str, place: str) -> str:
    """`Phường Mẫu` for its people's committee, as everybody says; other authorities by their names."""
    name, place = NOTE.sub("", name), NOTE.sub("", place)
    is_committee = _COMMITTEE.match(name) and re.match(_LEVEL, place, re.IGNORECASE)
    return place[:1].upper() + place[1:] if is_committee else name


def level_called(name: str, place: str) -> str:
    """`Phường`, `Đảng ủy phường`: on its own loudspeakers everybody knows which."""
    called = authority_called(name, place)
    kind, _, own = NOTE.sub("", place).partition(" ")
    return called.removesuffix(f" {own}") if own and called.lower().endswith(f"{kind} {own}".lower()) else called


def session_called(title: str) -> str:
    """`buổi đối thoại giữa Chủ tịch phường với Nhân dân`: a title without number, year, area and kind of paper."""
    text = _WHERE.sub("", _OF_THE_YEAR.sub("", NOTE.sub("", title)))
    text = _committee(_PAPER.sub("", text)).strip(" ,–-")
    found = _MEETING.match(text)
    if not found:
        return text
    return f"{(found[1] or 'buổi').lower()} {_lowered(text[found.end() :])}"


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _committee(text: str) -> str:
    """Of the ward's own committee only the ward is named."""
    return _COMMITTEE.sub(lambda found: (found[1] or found[2]).lower(), text)


def place_called(name: str, known: str) -> str:
    """`Hội trường tầng 2, trụ sở phường`: without address, offices and the name of the ward, `known` to all."""
    text = re.sub(r"\s*;\s*", ", ", NOTE.sub("", name))
    text = _committee(_OFFICES.sub(lambda found: found[1].lower(), text))
    kind, _, own = known.partition(" ")
    if own:
        text = re.sub(rf"(?<=\w[ ,])(\s*{re.escape(kind)}) {re.escape(own)}\b", r"\1", text)
    parts = [part.strip() for part in _GROUP.sub("tổ ", text).split(",")]
    kept = [parts[0], *(part for part in parts[1:] if part.lower() != kind.lower() and not _ADDRESS.match(part))]
    return ", ".join(kept)


def building_called(name: str, known: str) -> str:
    """`trụ sở phường` of a hall in it: whoever gets there finds the room. Without a building nothing goes."""
    places = [_building(place_called(one, known)) for one in NOTE.sub("", name).split(";") if one.strip()]
    return ", ".join(places) or place_called(name, known)


def _building(place: str) -> str:
    parts = [_OF_THE_WARD.sub("", _ROOM.sub("", part)) for part in _schools(place).split(", ")]
    return _first_parts([part for part in parts if _HOUSE.match(part)] or parts)


def _schools(place: str) -> str:
    for level, called in _LEVELS:
        place = level.sub(called, place)
    return place


def _first_parts(parts: Sequence[str]) -> str:
    """As many as are followed without effort, at least one."""
    sizes = accumulate(len(part.split()) for part in parts)
    return ", ".join(part for at, (part, size) in enumerate(zip(parts, sizes, strict=True)) if not at or size <= _EASY)


def counter_called(name: str, known: str) -> str:
    """`Bàn tiếp dân, tầng 1 trụ sở phường`: what follows the building is for who stands before it."""
    parts = place_called(name, known).split(", ")
    end = next((at for at, part in enumerate(parts, 1) if _INSIDE.search(part)), len(parts))
    return ", ".join(parts[:end])


def hours_called(text: str) -> tuple[str, ...]:
    """`Thứ Hai đến thứ Sáu, sáng 7h30 - 11h30, chiều 13h30 - 17h00` and `Sáng thứ Bảy 8h00 - 11h30`: each is understood
    alone, and so are the hours after a comma, where a long sentence is cut for the ear.
    """
    found: list[str] = []
    for part in (one.strip() for one in text.split(";") if one.strip()):
        if found and not _SPAN.search(found[-1]):
            found[-1] += f", {part}"  # days whose hours follow
        else:
            found.append(part)
    return tuple(part[:1].upper() + part[1:] for part in map(_with_parts_of_day, found))


def _with_parts_of_day(text: str) -> str:
    if len(_SPAN.findall(text)) < _HALVES:
        return text
    return _UNNAMED.sub(lambda found: f"{found[1]}{_part_of_day(int(found[2]))} {found[0][len(found[1]) :]}", text)


def _part_of_day(hour: int) -> str:
    return "sáng" if hour < 12 else "chiều" if hour < 18 else "tối"


_CLOCK = r"\d{1,2}\s?(?:h|g|:|giờ)\s?(?:\d{2})?(?:\s?phút)?"
_SPAN = re.compile(rf"{_CLOCK}\s*(?:[-–]|đến)\s*{_CLOCK}", re.IGNORECASE)
_UNNAMED = re.compile(rf"(^|[,:]\s+|\bvà\s+)(?:từ\s+)?(?=(\d{{1,2}})){_SPAN.pattern}", re.IGNORECASE)
_HALVES = 2
"""Spans of one day: of a single one nobody says that it is the morning's."""


def gist(text: str) -> str:
    """What comes before a purpose, a list or an aside; the whole where there is none, or too little before it."""
    short = _TAIL.sub("", NOTE.sub("", text))
    return short if len(short.split()) >= _ENOUGH else text


def clause(text: str) -> str:
    """The gist's first parts, as many as are followed without effort; the gist where they say too little."""
    short = gist(text)
    found = _first_parts(short.split(", "))
    return found if len(found.split()) >= _ENOUGH else short


_EASY = 16
"""Words that are said on one breath."""

_ENOUGH = 4
"""Words that still say what it is about."""
