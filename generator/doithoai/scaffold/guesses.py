"""What an authority's name already tells: its type, style of documents, area and folder."""

from __future__ import annotations

import re

from doithoai.domain.authority import AuthorityType
from doithoai.domain.documents import Style
from doithoai.folding import slug

_COMMUNES, _DISTRICTS, _ABOVE = "phường|xã|đặc khu|thị trấn", "huyện|quận|thị xã", "thành phố|tỉnh"
_PLACE = re.compile(rf"\b({_COMMUNES}|{_DISTRICTS})\s+(?!ủy\b)(\S.*)$", re.IGNORECASE)
_LEVEL = re.compile(rf"\b(?:({_COMMUNES}|đảng ủy)|({_DISTRICTS}|thành ủy|thị ủy)|{_ABOVE})\b")
"""What tells a body's level first: a commune's, a district's, or one above them that has no name here."""
_COMMITTEE = re.compile(r"\b(thành|huyện|quận|thị)(?:\sxã)?\sủy\s+(\S.*)$", re.IGNORECASE)
_UNITS = {"thành": "thành phố", "huyện": "huyện", "quận": "quận", "thị": "thị xã"}
"""What a committee of the Party above the commune is the committee of."""
_TYPES = tuple(
    (re.compile(rf"\b(?:{words})\b"), commune, district)
    for words, commune, district in (
        ("mặt trận|mttq", AuthorityType.FATHERLAND_FRONT, None),
        ("ủy ban nhân dân|ubnd", AuthorityType.COMMUNE_COMMITTEE, AuthorityType.DISTRICT_COMMITTEE),
        ("hội đồng nhân dân|hđnd", AuthorityType.COMMUNE_COUNCIL, None),
        (
            "đảng ủy|đảng bộ|thành ủy|thị ủy|thị xã ủy|huyện ủy|quận ủy",
            AuthorityType.PARTY_COMMITTEE_COMMUNE,
            AuthorityType.PARTY_COMMITTEE_DISTRICT,
        ),
    )
)
_SHORT = (
    ("ban thường vụ", "ban-thuong-vu"),
    ("ban chấp hành", "ban-chap-hanh"),
    ("đảng ủy", "dang-uy"),
    ("đảng bộ", "dang-bo"),
    ("ủy ban nhân dân", "ubnd"),
    ("ubnd", "ubnd"),
    ("hội đồng nhân dân", "hdnd"),
    ("hđnd", "hdnd"),
    ("thường trực hội đồng nhân dân", "hdnd"),
    ("thường trực hđnd", "hdnd"),
    ("ủy ban mặt trận", "mttq"),
    ("ủy ban mttq", "mttq"),
    ("ban thường trực ủy ban m", "mttq"),
    ("mặt trận", "mttq"),
    ("mttq", "mttq"),
)
"""How a name begins, and what of it stands in the folder's name before the place."""
_PARTY = (AuthorityType.PARTY_COMMITTEE_COMMUNE, AuthorityType.PARTY_COMMITTEE_DISTRICT)


def type_of(name: str) -> AuthorityType | None:
    """`Ủy ban nhân dân phường Mẫu` is a commune's committee; None where no one body or no level is told."""
    words = _spelled(name)
    found = [(commune, district) for named, commune, district in _TYPES if named.search(words)]
    level = _LEVEL.search(words)
    if len(found) != 1 or level is None:
        return None
    return found[0][0] if level[1] else found[0][1] if level[2] else None


def style_of(kind: str) -> Style:
    """A Party body follows the Party's rules of layout."""
    return Style.PARTY if kind in _PARTY else Style.STATE


def place_of(name: str) -> str:
    """`phường Mẫu`, or nothing."""
    found, above = _PLACE.search(_spelt(name)), _COMMITTEE.search(_spelt(name))
    if found:
        return f"{found[1].lower()} {found[2]}"
    return f"{_UNITS[above[1].lower()]} {above[2]}" if above else ""


def folder_of(name: str) -> str:
    """`ubnd-phuong-mau`."""
    words = _spelled(name)
    short = next((short for start, short in _SHORT if words.startswith(start)), "")
    place = place_of(name)
    return f"{short}-{slug(place)}" if short and place else slug(name)


def area_code(name: str) -> str:
    """`tdp-1` for `Tổ dân phố số 1`, `thon-dong` for `Thôn Đông`."""
    return slug(re.sub(r"^tổ dân phố(?: số)?\b", "tdp", name.strip(), flags=re.IGNORECASE))


def _spelled(name: str) -> str:
    return _spelt(name).lower()


def _spelt(name: str) -> str:
    """`ủy` for `uỷ`, which is the same word."""
    return " ".join(name.replace("uỷ", "ủy").replace("Uỷ", "Ủy").replace("UỶ", "ỦY").split())
