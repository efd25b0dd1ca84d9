"""How many people a document foresees, as it prints it: `120`, `khoảng 120`, `tối đa 150`, `từ 100 đến 120`."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from doithoai.domain.faults import Fault
from doithoai.domain.fields import GROUPED
from doithoai.problems import shorten

FORMS = "120; khoảng 120; trên 100; tối đa 150; từ 100 đến 120; mỗi tổ 5 đại biểu"


class Counted(Struct, frozen=True):
    """From how many to how many, either end open (None); `about`: nobody knows exactly; `per`: for each of what."""

    least: int | None = None
    most: int | None = None
    about: bool = False
    per: str | None = None


_ABOUT = "dự kiến|ước tính|ước chừng|ước|khoảng|chừng|độ|tầm|gần|xấp xỉ|~"
_BOUNDS = {
    "ít nhất": (0, None),
    "tối thiểu": (0, None),
    "không dưới": (0, None),
    "không ít hơn": (0, None),
    "trên": (1, None),
    "hơn": (1, None),
    "nhiều nhất": (None, 0),
    "tối đa": (None, 0),
    "không quá": (None, 0),
    "không vượt quá": (None, 0),
    "dưới": (None, -1),
}
"""What stands before a number, and what is to be added to it for the least and for the most that it allows."""
_NUMBER = rf"(?:{GROUPED}|[0-9]{{1,9}})(?![.,]?[0-9])"
_COUNT = re.compile(
    r"(?:mỗi\s+(?P<before>[^\d,;]{1,40}?)\s*:?\s+)?"
    rf"(?P<about>(?:(?:{_ABOUT})\s*:?\s*){{1,3}})?"
    rf"(?:(?P<bound>{'|'.join(_BOUNDS)})\s+)?(?:từ\s+)?(?P<first>{_NUMBER})"
    rf"(?:\s*(?:-|–|—|~|\bđến\b|\btới\b)\s*(?P<last>{_NUMBER}))?"
    r"(?P<noun>\s+[^\d,;/]{1,40}?)??(?P<above>\s+trở lên)?"
    r"(?:\s*(?:/|\s+mỗi\s+|\s+một\s+)\s*(?P<after>[^\d,;/]{1,40}))?",
    re.IGNORECASE,
)
_LONGEST = 120


def parse_count(text: str) -> Counted:
    """Read a count as it is printed; raises `Fault` for what names no number, several, or an impossible one."""
    said = counted_in(text)
    if said is None:
        what = f"“{shorten(text)}” không phải số người đọc được"
        raise Fault("count", what, f"viết: {FORMS}; điều kiện khác thì ghi ở “ghi chú”")
    if said.least is not None and said.most is not None and said.most < said.least:
        raise Fault("count", f"“{shorten(text)}”: số sau nhỏ hơn số trước", "viết số nhỏ trước, số lớn sau")
    return said


@lru_cache(maxsize=1024)
def counted_in(text: str) -> Counted | None:
    """The same, None for what cannot be read."""
    plain = " ".join(text.split()).rstrip(".;, ")
    found = _COUNT.fullmatch(plain) if len(plain) < _LONGEST else None
    if found is None:
        return None
    per = " ".join((found["before"] or found["after"] or "").split()) or None
    return Counted(*_bounds(found), found["about"] is not None, per)


def _bounds(found: re.Match[str]) -> tuple[int | None, int | None]:
    first = _whole(found["first"])
    if found["last"]:
        return first, _whole(found["last"])
    if found["above"]:
        return first, None
    below, above = _BOUNDS.get((found["bound"] or "").lower(), (0, 0))
    return None if below is None else first + below, None if above is None else first + above


def _whole(number: str) -> int:
    return int(number.replace(".", ""))
