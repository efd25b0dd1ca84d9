"""Rules that are data: national ones, each with its citation, read into the domain's values."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from doithoai.domain.broadcast import AirRule, AirRules, Priority
from doithoai.domain.publication import Cause


@cache
def air_rules() -> AirRules:
    """When announcements of each cause go on air (`phat-loa.yml`)."""
    rows: dict[str, dict[str, str]] = _table("phat-loa.yml")
    return {Cause(name): _air_rule(row) for name, row in rows.items()}


def _air_rule(row: dict[str, str]) -> AirRule:
    return AirRule(
        consecutive=int(row.get("ngày liên tiếp", 0)),
        reminds=row.get("nhắc trước") == "có",
        on_day=row.get("ngày họp") == "có",
        every_slot=row.get("mọi khung") == "có",
        loops=int(row["lượt"]),
        rank=int(row["thứ tự"]),
        priority=Priority(row["loại tin"]),
        urgent_within=int(row.get("khẩn cấp trong", -1)),
        basis=row["căn cứ"],
    )


def _table(name: str) -> Any:
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every value stays the text that was written
    return yaml.load(files(__name__).joinpath(name).read_bytes(), Loader=loader)
