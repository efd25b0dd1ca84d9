"""`site_config.yml`: the site as a whole."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import field_validator, model_validator

from doithoai.domain.authority import Contact
from doithoai.domain.faults import Fault
from doithoai.domain.fields import Block, Many, MaybeText, Text, choice, key
from doithoai.domain.loudspeaker import Pronunciation
from doithoai.problems import shorten


class Output(StrEnum):
    """What a site is compiled into."""

    WEBSITE = "trang web"
    LOUDSPEAKER = "loa truyền thanh"
    PRINT = "bản in"
    FEEDS = "tin và lịch"
    OPEN_DATA = "dữ liệu mở"


_PLAIN = re.compile(r"https?://[^\s<>\"'&?#\\]+")
"""An address that pages' own can follow, and that stands in any format as it is."""


def _is_whole(address: str) -> bool:
    try:
        return bool(urlsplit(address).netloc) and bool(_PLAIN.fullmatch(address))
    except ValueError:  # brackets that hold no number of a machine
        return False


class Licence(Block):
    """On what terms the data may be used."""

    name: Text = key("tên", "Tên giấy phép, ví dụ: CC BY 4.0")
    address: MaybeText = key("địa chỉ", "Liên kết đến văn bản giấy phép", None)

    @field_validator("address")
    @classmethod
    def _leads_somewhere(cls, address: str | None) -> str | None:
        if address and not address.startswith(("https://", "http://")):
            what = f"“{shorten(address)}” không phải địa chỉ của một trang"
            raise Fault("licence-address", what, "viết cả https:// ở đầu, hoặc xóa dòng này")
        return address

    @model_validator(mode="before")
    @classmethod
    def _one_line(cls, data: object) -> object:
        return {"tên": data} if isinstance(data, str) else data


class DutyPart(StrEnum):
    """What of deadlines and duties a site shows."""

    DEADLINES = "thời hạn"
    FINDINGS = "nhận xét"
    LIST = "việc cần làm"
    NONE = "không"


LONGEST_ADDRESS = 120
"""Characters of a site's address whose QR code a telephone can still read off a sheet of paper."""


class SiteConfig(Block):
    """What is said once for the whole site."""

    name: Text = key("tên trang", "Tên của trang web, hiện trên đầu mỗi trang")
    address: MaybeText = key(
        "địa chỉ trang",
        "Địa chỉ công khai, ví dụ: https://doithoai.phuongmau.gov.vn/; nằm dưới một đường dẫn thì ghi cả đường dẫn, "
        "ví dụ: https://phuongmau.github.io/doithoai/",
        None,
    )
    description: Text = key("mô tả", "Một câu giới thiệu, hiện trong kết quả tìm kiếm")
    owner: Text = key("đơn vị quản lý", "Đơn vị chịu trách nhiệm về trang")
    contact: Contact = key("liên hệ", "Liên hệ của đơn vị quản lý", Contact())
    authorities: Many[Text] = key("cơ quan", "Thư mục các cơ quan, theo thứ tự hiển thị; để trống: tất cả", tuple)
    outputs: Many[Annotated[Output, choice(Output)]] = key(
        "kênh", "Làm những gì: trang web, loa truyền thanh, bản in, tin và lịch, dữ liệu mở; để trống: tất cả", tuple
    )
    duties: Many[Annotated[DutyPart, choice(DutyPart)]] = key(
        "công khai thời hạn",
        "Đăng những gì về thời hạn: thời hạn, nhận xét (trên trang hồ sơ), việc cần làm (trang và lịch cho cán bộ); "
        "“không” là không đăng; để trống: tất cả",
        tuple,
    )
    lexicon: Many[Pronunciation] = key("cách đọc", "Cách đọc trên loa các chữ viết tắt của mọi cơ quan ở đây", tuple)
    licence: Licence | None = key("giấy phép dữ liệu", "Dữ liệu mở được dùng lại theo giấy phép nào", None)
    welcome: MaybeText = key("lời dẫn", "Một, hai câu ở đầu trang chủ", None)
    footer: MaybeText = key("chân trang", "Dòng chữ ở cuối mỗi trang", None)

    @field_validator("address")
    @classmethod
    def _fits_on_paper(cls, address: str | None) -> str | None:
        if len(address or "") > LONGEST_ADDRESS:
            what = f"“địa chỉ trang” dài {len(address or '')} ký tự, mã QR in trên giấy không đọc được"
            raise Fault("long-address", what, f"dùng địa chỉ không quá {LONGEST_ADDRESS} ký tự")
        return address

    @field_validator("address")
    @classmethod
    def _is_a_whole_one(cls, address: str | None) -> str | None:
        if address and not _is_whole(address):
            what = f"“địa chỉ trang” cần địa chỉ đầy đủ, nhưng ở đây là “{shorten(address)}”"
            mend = "viết cả https:// ở đầu, không có dấu cách và dấu ?, #, &, ví dụ: https://doithoai.phuongmau.gov.vn/"
            raise Fault("site-address", what, mend)
        return address

    @property
    def root(self) -> str:
        """The public address with its closing slash; blank where the site has none yet."""
        return f"{self.address.rstrip('/')}/" if self.address else ""

    @property
    def offers(self) -> frozenset[Output]:
        """Every output of the site."""
        return frozenset(output for output in Output if self.makes(output))

    @property
    def shown_duties(self) -> frozenset[DutyPart]:
        """What the site shows of deadlines and duties."""
        return frozenset(self.duties or DutyPart) - {DutyPart.NONE}

    def makes(self, output: Output) -> bool:
        """Whether the site has this output."""
        return not self.outputs or output in self.outputs
