"""What an authority's name already tells: its type, style of documents, area and folder."""

from __future__ import annotations

import re

from doithoai.domain.authority import AuthorityType
from doithoai.domain.documents import Style
from doithoai.folding import slug

_PLACE = re.compile(r"\b(?:phường|xã|đặc khu|thị trấn|huyện|quận|thị xã)\s+\S.*$", re.IGNORECASE)
_DISTRICT = re.compile(r"\b(?:huyện|quận|thị xã)\b", re.IGNORECASE)
_TYPES = (
    ("ủy ban nhân dân", AuthorityType.COMMUNE_COMMITTEE, AuthorityType.DISTRICT_COMMITTEE, "ubnd"),
    ("ubnd", AuthorityType.COMMUNE_COMMITTEE, AuthorityType.DISTRICT_COMMITTEE, "ubnd"),
    ("hội đồng nhân dân", AuthorityType.COMMUNE_COUNCIL, AuthorityType.COMMUNE_COUNCIL, "hdnd"),
    ("hđnd", AuthorityType.COMMUNE_COUNCIL, AuthorityType.COMMUNE_COUNCIL, "hdnd"),
    ("ủy ban mặt trận", AuthorityType.FATHERLAND_FRONT, AuthorityType.FATHERLAND_FRONT, "mttq"),
    ("mặt trận", AuthorityType.FATHERLAND_FRONT, AuthorityType.FATHERLAND_FRONT, "mttq"),
    ("đảng ủy", AuthorityType.PARTY_COMMITTEE_COMMUNE, AuthorityType.PARTY_COMMITTEE_COMMUNE, "dang-uy"),
    ("ban thường vụ", AuthorityType.PARTY_COMMITTEE_COMMUNE, AuthorityType.PARTY_COMMITTEE_DISTRICT, "ban-thuong-vu"),
    ("huyện ủy", AuthorityType.PARTY_COMMITTEE_DISTRICT, AuthorityType.PARTY_COMMITTEE_DISTRICT, "huyen-uy"),
)
_PARTY = (AuthorityType.PARTY_COMMITTEE_COMMUNE, AuthorityType.PARTY_COMMITTEE_DISTRICT)


def type_of(name: str) -> AuthorityType | None:
    """`Ủy ban nhân dân phường Mẫu` is a commune's committee."""
    words = _spelled(name)
    for start, commune, district, _ in _TYPES:
        if words.startswith(start):
            return district if _DISTRICT.search(words) else commune
    return None


def style_of(kind: str) -> Style:
    """A Party body follows the Party's rules of layout."""
    return Style.PARTY if kind in _PARTY else Style.STATE


def place_of(name: str) -> str:
    """`phường Mẫu`, or nothing."""
    found = _PLACE.search(name)
    return found[0][0].lower() + found[0][1:] if found else ""


def folder_of(name: str) -> str:
    """`ubnd-phuong-mau`."""
    words = _spelled(name)
    short = next((short for start, _, _, short in _TYPES if words.startswith(start)), "")
    place = place_of(name)
    return f"{short}-{slug(place)}" if short and place else slug(name)


def area_code(name: str) -> str:
    """`tdp-1` for `Tổ dân phố số 1`, `thon-dong` for `Thôn Đông`."""
    return slug(re.sub(r"^tổ dân phố(?: số)?\b", "tdp", name.strip(), flags=re.IGNORECASE))


def _spelled(name: str) -> str:
    return name.lower().replace("uỷ", "ủy")
