"""What a station still has to say, held against what its log tells of."""

from __future__ import annotations

from datetime import date

import pytest

from doithoai.domain.broadcast import Priority, announcements
from doithoai.domain.bulletin import Item
from doithoai.domain.loudspeaker import Length, Slot
from doithoai.domain.publication import Publication
from doithoai.domain.rota import Airing
from wards import LATE, dossier_of

DAY = date(2026, 6, 10)
PLAN = {"tiêu đề": "K", "thể thức văn bản": {"ngày": "10/6/2026"}}


def airing(at: str) -> Airing:
    return Airing(DAY, Slot.model_validate({"giờ": at}), "s", Length.SHORT, 30.0, 1)


@pytest.mark.parametrize(
    ("slots", "logged", "left"),
    [
        (["17h00"], "17h00", 0),
        (["17h00"], "17h04", 0),
        (["6h30", "17h00"], "17h04", 1),
        (["17h00", "17h15"], "17h15", 1),
        (["17h00"], None, 1),
    ],
)
def test_a_broadcast_that_began_some_minutes_late_is_not_to_come_any_more(
    slots: list[str], logged: str | None, left: int
) -> None:
    """The log tells when the reading really began; of two slots close together it names one."""
    (one,) = announcements(dossier_of({"2026/ke-hoach": PLAN}), LATE)
    entry = {"ngày": "10/6/2026", "giờ": logged, "hình thức": "loa truyền thanh", "việc": "kế hoạch"}
    log, airings = (Publication.model_validate(entry),), tuple(map(airing, slots))
    item = Item(one, "K", Priority.ORDINARY, "", "", {}, airings, log)
    assert len(item.waiting) == left
