"""Where a record stands on the site: follows from its id for ever, never from a title.

Addresses are relative to the site's root, without a leading slash and with a closing one.
"""

from __future__ import annotations

from doithoai.domain import spoken_code
from doithoai.domain.records import Kind, Record

AUTHORITIES = "co-quan/"
"""Below it every record; no authority's folder can ever collide with another part of the site."""

_FOLDERS = (f"/{Kind.AUTHORITY.value}", f"/{Kind.SESSION.value}")
"""Names of records that stand for their folder, even when they are withdrawn."""


def of(record: Record) -> str:
    """`co-quan/phuong-mau/2026/doi-thoai-1/ket-luan/`; a session takes its folder's address, an authority its own."""
    if record.id.endswith(_FOLDERS):
        return f"{AUTHORITIES}{record.folder}/"
    return f"{AUTHORITIES}{record.id}/"


def of_authority(authority_id: str) -> str:
    """`co-quan/phuong-mau/`."""
    return f"{AUTHORITIES}{authority_id}/"


def of_topic(authority_id: str, code: str) -> str:
    """The authority's page of one topic: `co-quan/phuong-mau/linh-vuc/dat-dai/`."""
    return f"{of_authority(authority_id)}linh-vuc/{code}/"


def of_code(code: str) -> str:
    """The short address of the record with that code: `s/48219038/`."""
    return f"{spoken_code.PAGES}{code}/"


def relative(target: str, base: str) -> str:
    """`target` as a link on the page at `base`; both relative to the site's root."""
    up = "../" * base.count("/")
    return (up + target) or "./"
