"""What every record is: fields, a path that is its id for ever, and a text."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field

from doithoai.domain.documents import PrivacyException
from doithoai.domain.fields import UNTYPEABLE, Block, Former, Many, MaybeCode, Text, key

ENDINGS = (".md", ".yml", ".yaml")
"""Endings of records' files, the usual one first: of `.md` the text stands below the data, else under its key."""


def without_ending(path: str) -> str:
    """The path of a record's file as its id has it."""
    return next((path.removesuffix(end) for end in ENDINGS if path.endswith(end)), path)


class Kind(StrEnum):
    """The kinds of record; the value names the kind in commands and file names of schemas."""

    AUTHORITY = "co-quan"
    PLAN = "ke-hoach"
    SESSION = "lich"
    CONCLUSION = "ket-luan"
    OPINION = "kien-nghi"
    PUBLICATION_LOG = "cong-khai"
    WITHDRAWN = "thu-hoi"


class Record(Block):
    """One file of `content/`.

    `id` is the file's path below `content/` without its ending, such as `phuong-mau/2026/doi-thoai-1/lich`;
    it is never reused. `text` is the Markdown after the front matter.
    """

    kind: ClassVar[Kind]
    label: ClassVar[str]

    text: str = key("văn bản", "Toàn văn (Markdown); trong tệp .md là phần sau dòng --- thứ hai", "")
    privacy_exceptions: Many[PrivacyException] = key(
        "ngoại lệ riêng tư", "Thông tin cá nhân đã được người có thẩm quyền xem và cho công khai", tuple
    )
    id: str = Field(default="", alias=UNTYPEABLE)

    @property
    def authority_id(self) -> str:
        """The folder of the authority that this record belongs to."""
        return self.id.partition("/")[0]

    @property
    def folder(self) -> str:
        """The id of the folder that the file stands in."""
        return self.id.rpartition("/")[0]

    def named(self, record_id: str) -> Record:
        """This record with its id, which only the reader knows; called once, at the door."""
        object.__setattr__(self, "id", record_id)
        return self

    def known_on(self, day: date) -> Self | None:  # noqa: ARG002 - kinds with dated facts use it
        """The record as it could be known on a day: without what is dated later; None if it was not there yet."""
        return self

    def with_only(self, **known: object) -> Self:
        """This record with some fields replaced, itself if they are all as they were."""
        changed = {name: value for name, value in known.items() if value != getattr(self, name)}
        return self.model_copy(update=changed) if changed else self


class Coded(Record):
    """A record that people name by a code (`domain/spoken_code.py`), as long as anything of it is left."""

    own_code: MaybeCode = key(
        "mã tra cứu", "Tám chữ số; chỉ ghi khi lệnh check báo hai hồ sơ trùng mã, đã ghi rồi thì không đổi", None
    )
    former: Many[Former] = key(
        "địa chỉ cũ", "Địa chỉ của trang này trên trang web trước đây; ai mở địa chỉ ấy được dẫn sang đây", tuple
    )


class Titled(Coded):
    """A record with a title of its own."""

    title: Text = key("tiêu đề", "Tên đầy đủ, viết như tên gọi của văn bản hoặc buổi đối thoại")
