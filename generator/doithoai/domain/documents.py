"""Parts that official documents share: number, date, legal bases, people, recipients, misprints."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec.structs import replace
from pydantic import AfterValidator, model_validator

from doithoai.domain.counts import Counted, counted_in, parse_count
from doithoai.domain.fields import Block, Many, MaybeText, MaybeWhen, Text, Whole, Yes, choice, key


class Style(StrEnum):
    """Whose rules of layout a document follows (Nghị định 30/2020/NĐ-CP, or the Party's own guide)."""

    STATE = "nhà nước"
    PARTY = "Đảng"


class Purpose(StrEnum):
    """Why a recipient gets the document."""

    REPORT = "để báo cáo"
    CARRY_OUT = "để thực hiện"
    COORDINATE = "để phối hợp"
    KNOW = "để biết"


_SIGN = re.compile(r"(TM|KT|TL|TUQ|Q|T/M|K/T|T/L|T/UQ)(?:\.\s*|\s+)(.+)", re.IGNORECASE)


def sign_of(line: str) -> tuple[str, str]:
    """By what right somebody signs, and for whom: `TL`, `CHỦ TỊCH` of `T/L CHỦ TỊCH`; empty where no sign says it."""
    found = _SIGN.fullmatch(line.strip())
    return (found[1].upper().replace("/", ""), found[2]) if found else ("", line.strip())


class Person(Block):
    """Somebody in a role; the role without a name is normal in a plan."""

    name: MaybeText = key("họ tên", "Họ và tên; để trống nếu văn bản chỉ ghi chức vụ", None)
    position: MaybeText = key("chức vụ", "Chức vụ, ví dụ: Chủ tịch UBND phường", None)
    on_behalf: MaybeText = key(
        "thay mặt",
        "Dòng quyền hạn ký, ví dụ: TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, TL. CHỦ TỊCH hoặc T/M BAN THƯỜNG VỤ",
        None,
    )

    @property
    def label(self) -> str:
        """`Chủ tịch UBND phường – Nguyễn Văn A`, or the part that is known."""
        return " – ".join(part for part in (self.position, self.name) if part)


class Recipient(Block):
    """A line of "Nơi nhận"."""

    to: Text = key("nơi", "Cơ quan, đơn vị nhận, ghi như trong văn bản")
    purpose: Annotated[Purpose | None, choice(Purpose)] = key("mục đích", "Gửi để làm gì", None)
    archive: Yes = key("lưu", "có: dòng “Lưu”", False)


class Document(Block):
    """Number, date, place and signer of an official document; blanks stay blank and are shown as blanks."""

    number: Whole | None = key("số", "Số văn bản; để trống nếu chưa có", None, [132])
    symbol: MaybeText = key("ký hiệu", "Phần chữ sau số", None, ["KH/ĐU", "KH-UBND"])
    as_printed: MaybeText = key(
        "số như in", "Dòng số, ký hiệu đúng như in trên văn bản, nếu khác cách viết chuẩn", None
    )
    dated: MaybeWhen = key("ngày", "Ngày ký; để trống nếu văn bản không ghi", None)
    dated_as_printed: MaybeText = key("ngày như in", "Dòng địa danh, ngày tháng đúng như in", None)
    place: MaybeText = key("nơi ban hành", "Địa danh ghi trước ngày tháng, ví dụ: Hà Cầu", None)
    signer: Person | None = key("người ký", "Người ký văn bản", None)
    recipients: Many[Recipient] = key("nơi nhận", "Danh sách nơi nhận", tuple)
    ending: MaybeText = key("kết thúc", "Dấu kết thúc như in, ví dụ: ./.", None)

    def is_dated_by(self, day: date) -> bool:
        """The document has no date, or its first possible day has come."""
        return self.dated is None or self.dated.first is None or self.dated.first <= day

    def number_line(self, style: Style) -> str:
        """`132-KH/ĐU` for a Party body, `15/KH-UBND` for a state body; an ellipsis where the number is blank."""
        number = "……" if self.number is None else f"{self.number:02d}"
        join = "-" if style is Style.PARTY else "/"
        return f"{number}{join}{self.symbol}" if self.symbol else number


class LegalBasis(Block):
    """A document that this one rests on: as it is printed, and as it is meant."""

    as_printed: Text = key("như in", "Câu căn cứ, đúng như in trong văn bản")
    reference: MaybeText = key("số ký hiệu", "Số, ký hiệu đúng, ví dụ: 32/2021/NĐ-CP", None)
    dated: MaybeWhen = key("ngày", "Ngày ban hành", None)
    issuer: MaybeText = key("cơ quan ban hành", "Cơ quan ban hành văn bản căn cứ", None)
    title: MaybeText = key("tên", "Tên hoặc trích yếu của văn bản căn cứ", None)
    clause: MaybeText = key("điều khoản", "Điều, khoản được dẫn", None)
    note: MaybeText = key("ghi chú", "Chỗ cần đối chiếu, ví dụ: văn bản in thiếu năm", None)


class Confidence(StrEnum):
    """How sure a suggested correction is."""

    HIGH = "chắc chắn"
    MEDIUM = "có thể"
    LOW = "tùy cách viết"
    HUMAN = "cần người xem"


class Misprint(Block):
    """A slip in the printed text: kept as it is printed, shown with what was meant."""

    printed: Text = key("in là", "Chữ đúng như in")
    meant: Text = key("đúng là", "Chữ đúng; phần giải thích ghi ở “ghi chú”")
    confidence: Annotated[Confidence, choice(Confidence)] = key("mức", "Chắc chắn đến đâu", Confidence.HIGH)
    note: MaybeText = key("ghi chú", "Vì sao coi là lỗi in", None)


class Source(Block):
    """Where the text of a record comes from."""

    description: Text = key("mô tả", "Nguồn của văn bản, ví dụ: bản đăng trên cổng thông tin phường")
    address: MaybeText = key("địa chỉ", "Liên kết đến bản gốc, nếu có", None)
    seen: MaybeWhen = key("ngày xem", "Ngày lấy từ nguồn", None)
    note: MaybeText = key("ghi chú", "Phần thiếu hoặc hỏng của bản nguồn", None)


class PrivacyException(Block):
    """A person looked at a hit of the personal-data check and lets it stand; shows in the record's diff."""

    text: Text = key("nội dung", "Đoạn chữ được phép để nguyên, chép đúng từng chữ")
    reason: Text = key("lý do", "Vì sao được công khai")
    reviewer: Text = key("người duyệt", "Chức vụ của người đã xem xét")


def _countable(text: str | None) -> str | None:
    if text:
        parse_count(text)
    return text


MaybePrinted = Annotated[MaybeText, AfterValidator(_countable)]


class Quota(Block):
    """How many of a group may come: as the document prints it, or by its parts, for each unit of something."""

    per: MaybeText = key("mỗi", "Tính theo đơn vị nào, ví dụ: tổ dân phố", None)
    least: Whole | None = key("từ", "Ít nhất", None)
    most: Whole | None = key("đến", "Nhiều nhất", None)
    note: MaybeText = key("ghi chú", "Điều kiện, đúng như văn bản", None)
    printed: MaybePrinted = key("như in", "Số đại biểu đúng như in, thay cho ba khóa trên, ví dụ: khoảng 120", None)

    @model_validator(mode="before")
    @classmethod
    def _one_line(cls, data: object) -> object:
        """`số lượng: khoảng 120` stands for what is printed."""
        return {"như in": data} if isinstance(data, (str, int)) and not isinstance(data, bool) else data

    @property
    def counted(self) -> Counted:
        """What it says in numbers."""
        said = counted_in(self.printed) if self.printed else None
        if said is None:
            return Counted(self.least, self.most, per=self.per)
        return replace(said, per=self.per or said.per)


class Participants(Block):
    """A group of those who take part."""

    group: MaybeText = key("nhóm", "Tên nhóm, ví dụ: Đại biểu phường", None)
    members: Many[Text] = key("gồm", "Từng thành phần, ghi như văn bản", tuple)
    quota: Quota | None = key("số lượng", "Số đại biểu", None)


class AgendaItem(Block):
    """A step of the programme."""

    text: Text = key("nội dung", "Việc làm ở bước này")
    minutes: Whole | None = key("phút", "Số phút dự kiến", None)
    by: MaybeText = key("người làm", "Ai trình bày, điều hành", None)
