"""What of a site's configuration can be read where the whole cannot: enough to look at everything else by."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from doithoai.domain.site import SiteConfig
from doithoai.folding import fold
from doithoai.reading.blocks import parts_of
from doithoai.reading.contacts import ANY_CONTACT, Doubt, contact_declared, contacts_in_doubt
from doithoai.reading.layout import CONFIG
from doithoai.reading.loader import load
from doithoai.reading.parts import Data

_AUTHORITIES = fold("cơ quan")


def config_in_part(folder: Path) -> tuple[SiteConfig, Doubt]:
    """The contacts and the authorities it names for sure, and the findings that may come of those it does not.

    It makes nothing but pages: what loudspeakers cannot say depends on spellings that may be among what is lost.
    """
    blank = SiteConfig.model_validate(_LEAST)
    parts = parts_of(folder, CONFIG)
    if parts is None:
        return blank, ANY_CONTACT
    data = load(parts.yaml, CONFIG)[0]
    declared = {"contact": contact_declared(data, parts), "authorities": _authorities_in(data)}
    return blank.model_copy(update=declared), contacts_in_doubt(data, parts, SiteConfig.canonical_keys())


def _authorities_in(data: Data) -> tuple[str, ...]:
    """Those it lists; none, which stands for all, where the list itself cannot be read."""
    listed = next((value for key, value in data.items() if fold(key) == _AUTHORITIES), None)
    try:
        return SiteConfig.model_validate({**_LEAST, "cơ quan": listed or []}).authorities
    except ValidationError:
        return ()


_LEAST = {"tên trang": "-", "mô tả": "-", "đơn vị quản lý": "-", "kênh": "trang web"}
"""What a configuration must say at least, and the output that all have."""
