"""An authored page: `content/trang/<name>.md`, an introduction or a guide; it is no record."""

from __future__ import annotations

from msgspec import Struct

from doithoai.domain.documents import PrivacyException
from doithoai.domain.fields import Block, Many, MaybeText, key


class AuthoredHead(Block):
    """The page's front matter; it may be left out, and every key of it."""

    title: MaybeText = key("tiêu đề", "Tên trang trên trình đơn, nếu khác dòng “# …” đầu tiên", None)
    description: MaybeText = key("mô tả", "Một câu giới thiệu, hiện trong kết quả tìm kiếm", None)
    privacy_exceptions: Many[PrivacyException] = key(
        "ngoại lệ riêng tư", "Thông tin cá nhân đã được người có thẩm quyền xem và cho công khai", tuple
    )


class AuthoredPage(Struct, frozen=True):
    """The page as it was read; `address` has no slashes at its ends: `trang/gioi-thieu`."""

    address: str
    head: AuthoredHead
    text: str
