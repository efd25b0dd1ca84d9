"""Where a record stands on the site: follows from its id for ever, never from a title.

Addresses are relative to the site's root, without a leading slash and with a closing one.
"""

from __future__ import annotations

from doithoai.domain import spoken_code
from doithoai.domain.records import Kind, Record

AUTHORITIES = "co-quan/"
"""Below it every record; no authority's folder can ever collide with another part of the site."""

AUTHORED = "trang/"
"""Below it the authored pages; their files stand in the folder of that name in `content/`."""

LOUDSPEAKER = "loa/"
"""Below it everything of the loudspeakers."""

_FOLDERS = (f"/{Kind.AUTHORITY.value}", f"/{Kind.SESSION.value}")
"""Names of records that stand for their folder, even when they are withdrawn."""


def of(record: Record) -> str:
    """`co-quan/phuong-mau/2026/doi-thoai-1/ket-luan/`; a session takes its folder's address, an authority its own."""
    return of_id(record.id)


def of_id(record_id: str) -> str:
    """The same of a record that only its id is known of."""
    return f"{AUTHORITIES}{record_id.rpartition('/')[0] if record_id.endswith(_FOLDERS) else record_id}/"


def of_authority(authority_id: str) -> str:
    """`co-quan/phuong-mau/`."""
    return f"{AUTHORITIES}{authority_id}/"


def of_topic(authority_id: str, code: str) -> str:
    """The authority's page of one topic: `co-quan/phuong-mau/linh-vuc/dat-dai/`."""
    return f"{of_authority(authority_id)}linh-vuc/{code}/"


def of_code(code: str) -> str:
    """The short address of the record with that code: `s/48219038/`."""
    return f"{spoken_code.PAGES}{code}/"


def of_site_topic(code: str) -> str:
    """The whole site's page of one topic: `linh-vuc/dat-dai/`."""
    return f"linh-vuc/{code}/"


LOST = "404.html"
"""The page that a server shows for addresses which lead nowhere."""

SITE_CALENDAR = "lich.ics"


def of_authority_calendar(authority_id: str) -> str:
    """`co-quan/phuong-mau/lich.ics`."""
    return f"{of_authority(authority_id)}lich.ics"


def of_area_calendar(authority_id: str, code: str) -> str:
    """A residential group's calendar: `co-quan/phuong-mau/to-dan-pho/tdp-1.ics`."""
    return f"{of_authority(authority_id)}to-dan-pho/{code}.ics"


def of_area_opinions(authority_id: str, code: str) -> str:
    """The list of a residential group's opinions: `co-quan/phuong-mau/kien-nghi/to-dan-pho/tdp-1/`."""
    return f"{of_authority(authority_id)}kien-nghi/to-dan-pho/{code}/"


def of_session_calendar(session: Record) -> str:
    """`co-quan/phuong-mau/2026/doi-thoai-1/lich.ics`."""
    return f"{of(session)}lich.ics"


def of_feed(base: str, number: int = 1) -> str:
    """A feed of the page at `base`, and its older parts: `co-quan/phuong-mau/tin.xml`, `…/tin-2.xml`."""
    return f"{base}tin.xml" if number == 1 else f"{base}tin-{number}.xml"


DATA = "api/v1/"
"""Below it the open data; a change that would break a reader gets another number."""


def of_data(record: Record) -> str:
    """A record's data: `api/v1/co-quan/phuong-mau/2026/doi-thoai-1.json`."""
    return f"{DATA}{of(record).rstrip('/')}.json"


def of_inheritance(authority_id: str) -> str:
    """What an authority took over from those that ended: `co-quan/phuong-moi/ke-thua/`."""
    return f"{of_authority(authority_id)}ke-thua/"


def relative(target: str, base: str) -> str:
    """`target` as a link on the page at `base`; both relative to the site's root."""
    up = "../" * base.count("/")
    return (up + target) or "./"
