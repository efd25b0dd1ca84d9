"""An authority: the body that holds dialogues, its areas, units, contacts and what became of it."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from doithoai.domain.brevity import dialled
from doithoai.domain.called import codes_of, may_be_unread, names_of
from doithoai.domain.documents import Source, Style
from doithoai.domain.faults import Fault
from doithoai.domain.fields import Block, Code, Many, MaybeDay, MaybeText, Text, Whole, Yes, choice, each_once, key
from doithoai.domain.loudspeaker import Station
from doithoai.domain.phones import SHORTEST_NUMBER, wrong_with
from doithoai.domain.records import Kind, Record
from doithoai.domain.unread import read_of
from doithoai.folding import fold
from doithoai.problems import shorten


class AuthorityType(StrEnum):
    """Which kind of body it is."""

    COMMUNE_COMMITTEE = "Ủy ban nhân dân cấp xã"
    COMMUNE_COUNCIL = "Hội đồng nhân dân cấp xã"
    PARTY_COMMITTEE_COMMUNE = "cấp ủy cấp xã"
    PARTY_COMMITTEE_DISTRICT = "cấp ủy cấp huyện"
    DISTRICT_COMMITTEE = "Ủy ban nhân dân cấp huyện"
    FATHERLAND_FRONT = "Mặt trận Tổ quốc cấp xã"


class AreaType(StrEnum):
    """What a residential unit is called."""

    RESIDENTIAL_GROUP = "tổ dân phố"
    HAMLET = "thôn"
    OTHER = "khác"


class Area(Block):
    """A residential group or hamlet."""

    code: Code = key("mã", "Mã ngắn, không đổi, dùng trong hồ sơ khác, ví dụ: tdp-1")
    name: Text = key("tên", "Tên gọi, ví dụ: Tổ dân phố số 1")
    type: Annotated[AreaType, choice(AreaType)] = key("loại", "Tổ dân phố hay thôn", AreaType.RESIDENTIAL_GROUP)
    households: Whole | None = key("số hộ", "Số hộ dân", None)
    board: MaybeText = key("nơi niêm yết", "Bảng tin, nhà văn hóa", None)


class Unit(Block):
    """A department that does what was promised."""

    code: Code = key("mã", "Mã ngắn, không đổi, ví dụ: kinh-te")
    name: Text = key("tên", "Tên đầy đủ")
    also: Many[Text] = key("tên khác", "Tên viết tắt hoặc tên cũ", tuple)


def _dialable(text: str) -> str:
    number = dialled(text)
    if len(number) < SHORTEST_NUMBER:
        what = f"“{shorten(text)}” không có số điện thoại nào gọi được"
        raise Fault("phone", what, "ghi số, ví dụ: 024.7300.0000")
    mend = wrong_with(number)
    if mend:
        digits = sum(char.isdecimal() for char in number)
        raise Fault("phone", f"“{shorten(text)}”: số {digits} chữ số này không gọi được", mend)
    return text


def _reachable(text: str) -> str:
    if not _MAIL.fullmatch(text):
        what = f"“{shorten(text)}” không phải địa chỉ thư điện tử"
        raise Fault("mail", what, "mỗi địa chỉ một dòng, không kèm chữ khác, ví dụ: doithoai@phuongmau.gov.vn")
    return text


_MAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"/]+\.[^\W\d_]{2,}")
Phone = Annotated[Text, AfterValidator(_dialable)]
Mail = Annotated[Text, AfterValidator(_reachable)]


class Contact(Block):
    """How to reach the authority; these numbers may stand in public text."""

    phone: Many[Phone] = key("điện thoại", "Số điện thoại công khai của cơ quan", tuple)
    email: Many[Mail] = key("thư điện tử", "Địa chỉ thư điện tử công khai của cơ quan", tuple)
    address: MaybeText = key("địa chỉ", "Trụ sở", None)
    counter: MaybeText = key("nơi tiếp dân", "Nơi nộp phiếu, gặp cán bộ", None)
    hours: MaybeText = key("giờ làm việc", "Giờ tiếp dân", None)
    website: MaybeText = key("trang thông tin", "Trang thông tin điện tử", None)

    @property
    def allowed(self) -> Contact:
        """What of it may stand in public text: all that reading a record asks of its authority."""
        return Contact.model_construct(phone=self.phone, email=self.email, address=self.address)


class Successor(Block):
    """A body that took over."""

    name: Text = key("tên", "Tên cơ quan kế thừa")
    authority: MaybeText = key("mã cơ quan", "Thư mục của cơ quan kế thừa, nếu có hồ sơ ở đây", None)
    share: MaybeText = key("phần", "Kế thừa phần nào", None)
    areas: Many[Text] = key("tổ dân phố, thôn", "Mã tổ dân phố, thôn cơ quan này tiếp nhận; để trống: tất cả", tuple)


class SuccessionEvent(StrEnum):
    """What ended the authority."""

    MERGE = "sáp nhập"
    SPLIT = "chia tách"
    RENAME = "đổi tên"
    DISSOLVE = "kết thúc hoạt động"


class Succession(Block):
    """When, how and into what the authority ended."""

    event: Annotated[SuccessionEvent, choice(SuccessionEvent)] = key(
        "việc", "Sáp nhập, chia tách, đổi tên hay kết thúc"
    )
    on: MaybeDay = key("ngày", "Ngày thay đổi có hiệu lực")
    basis: Text = key("căn cứ", "Văn bản quy định")
    successors: Many[Successor] = key("cơ quan kế thừa", "Các cơ quan kế thừa", tuple)
    note: MaybeText = key("ghi chú", "Điều cần nói thêm hoặc cần đối chiếu", None)


class Authority(Record):
    """`co-quan.yml`; the folder's name is its permanent id, never derived from a name or a state code."""

    kind: ClassVar[Kind] = Kind.AUTHORITY
    label: ClassVar[str] = "Cơ quan"

    name: Text = key("tên", "Tên đầy đủ của cơ quan")
    short_name: MaybeText = key("tên ngắn", "Tên gọn dùng trong danh sách", None)
    type: Annotated[AuthorityType, choice(AuthorityType)] = key("loại", "Loại cơ quan")
    style: Annotated[Style, choice(Style)] = key("thể thức", "Theo thể thức văn bản nhà nước hay của Đảng")
    place: Text = key("địa bàn", "Tên xã, phường, ví dụ: phường Hà Cầu")
    district: MaybeText = key("huyện, quận", "Quận, huyện (trước 1/7/2025)", None)
    province: MaybeText = key("tỉnh, thành phố", "Tỉnh hoặc thành phố", None)
    parent: MaybeText = key("cơ quan cấp trên", "Tên cơ quan cấp trên trực tiếp", None)
    head: MaybeText = key("người đứng đầu", "Chức vụ người chủ trì đối thoại", None)
    contact: Contact = key("liên hệ", "Điện thoại, địa chỉ, giờ tiếp dân", Contact())
    areas: Annotated[Many[Area], each_once("code", "mã")] = key(
        "tổ dân phố, thôn", "Danh sách tổ dân phố hoặc thôn", tuple
    )
    units: Annotated[Many[Unit], each_once("code", "mã")] = key(
        "bộ phận", "Các bộ phận chuyên môn được giao việc", tuple
    )
    station: Station = key("truyền thanh", "Đài truyền thanh: khung giờ, tốc độ đọc, cách đọc", Station())
    rulebooks: Many[Text] = key("quy định", "Mã các bộ quy định áp dụng; để trống: theo loại cơ quan và địa bàn", tuple)
    succession: Succession | None = key("kế thừa", "Cơ quan đã kết thúc, sáp nhập, chia tách", None)
    fictional: Yes = key("minh họa", "có: dữ liệu minh họa, không phải cơ quan có thật", False)
    source: Source | None = key("nguồn", "Nguồn của thông tin", None)

    @property
    def title(self) -> str:
        """The name, so that every record has a title."""
        return self.name

    @property
    def brief(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    def area(self, code: str) -> Area | None:
        """The residential group of that code."""
        return self._areas.get(code)

    @cached_property
    def _areas(self) -> dict[str, Area]:
        return {area.code: area for area in reversed(self.areas)}

    @cached_property
    def area_codes(self) -> dict[str, None]:
        """The codes of residential groups, as far as they could be read, in the file's order."""
        return dict.fromkeys(read_of(self.areas, lambda area: area.code))

    @cached_property
    def areas_by_name(self) -> dict[str, str]:
        """The code of each residential group by its folded name."""
        return dict(reversed(read_of(self.areas, lambda area: (fold(area.name), area.code))))

    def may_have_area(self, code: str) -> bool:
        """Whether there is a residential group of that code, or one whose code could not be read."""
        return code in self.area_codes or len(self.area_codes) < len(self.areas)

    @cached_property
    def unit_codes(self) -> tuple[str, ...]:
        """The codes of units, as far as they could be read."""
        return codes_of(self.units)

    @cached_property
    def unit_names(self) -> dict[str, str]:
        """Every name a unit goes by, by its folded form, as far as it could be read."""
        return names_of(self.units)

    def may_have_unit(self, name: str) -> bool:
        """Whether there is a unit of that code or name, or one that could not be read and may be it."""
        return fold(name) in self.unit_names or may_be_unread(self.units, name)

    def unit_name(self, code: str) -> str:
        """A unit's name by its code, or by any other name that it goes by; else the text as it stands."""
        return self._units.get(code) or self._also.get(fold(code), code)

    @cached_property
    def _also(self) -> dict[str, str]:
        return {fold(name): unit.name for unit in self.units for name in (unit.code, unit.name, *unit.also)}

    @cached_property
    def _units(self) -> dict[str, str]:
        return {unit.code: unit.name for unit in reversed(self.units)}
