"""Addresses that a page had on a site before this one, as people copy them from there."""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote, urlsplit

from doithoai.domain.faults import Fault
from doithoai.problems import shorten

PAGE_ENDINGS = (".html", ".htm")
FILE_ENDINGS = (
    *PAGE_ENDINGS, ".txt", ".js", ".json", ".ndjson", ".csv", ".xml", ".ics", ".css", ".svg", ".woff2", ".pdf", ".docx",
    ".ssml", ".doithoai",
)  # fmt: skip
"""Of every file that this site publishes: where one stands there can be no folder."""

_COPY = "chép lại từ trang cũ, ví dụ: tin-tuc/lich-doi-thoai.html"
_LONGEST = 200
"""Bytes of a file's or folder's name; disks take 255."""


def parse_former(text: str) -> str:
    """`tin-tuc/lich.html`, `doi-thoai/2024/`: from the site's root; raises `Fault` for what no file can stand at."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:  # brackets that hold no number of a machine
        raise Fault("former-address", f"“{shorten(text)}” không phải địa chỉ của một trang", _COPY) from None
    path = unicodedata.normalize("NFC", unquote(parts.path)).lstrip("/")
    if parts.query or not path:
        what = f"“{shorten(text)}” không chuyển tiếp được: địa chỉ có dấu “?”, hoặc chỉ là trang chủ"
        raise Fault("former-address", what, "chỉ ghi địa chỉ có tên trang, ví dụ: tin-tuc/lich-doi-thoai.html")
    names = path.removesuffix("/").split("/")
    if any(len(name.encode()) > _LONGEST for name in names) or any(name.endswith(FILE_ENDINGS) for name in names[:-1]):
        what = f"“{shorten(text)}” không thể là địa chỉ của một trang: tên quá dài, hoặc có tên tệp như “.html” ở giữa"
        raise Fault("former-address", what, _COPY)
    if any(name in ("", ".", "..") or any(sign < " " or sign == "\\" for sign in name) for name in names):
        raise Fault("former-address", f"“{shorten(text)}” không phải địa chỉ của một trang", _COPY)
    if "." in names[-1] and not names[-1].endswith(PAGE_ENDINGS):
        what = f"“{shorten(text)}”: chỉ chuyển tiếp được địa chỉ kết thúc bằng “/”, “.html” hoặc không có đuôi"
        raise Fault("former-address", what, "bỏ dòng này; địa chỉ kiểu khác do máy chủ chuyển tiếp")
    return path.removesuffix("/") if names[-1].endswith(PAGE_ENDINGS) else path.removesuffix("/") + "/"


def stands_at(address: str) -> str:
    """The path that an old address takes on this site; equal for those of which only one can be there."""
    return f"{address}index.html" if address.endswith("/") else address
