"""What each `doithoai new …` asks: one list per kind of record, from which options and prompts are both made."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class Many(Enum):
    """How several answers are given at a prompt; as options, the option is repeated."""

    NO = 0
    ONE_LINE = 1
    LINES = 2


class Question(Struct, frozen=True):
    """One question: `name` is its option, `path` the Vietnamese keys that its answer stands under."""

    name: str
    ask: str
    path: tuple[str, ...] = ()
    hint: str = ""
    needed: bool = False
    many: Many = Many.NO
    menu: str = ""
    """Where the choices come from: sessions, authorities, topics, areas, or the words of the key (`words`)."""
    asked: bool = True
    """False: only an option, never a prompt."""
    metavar: str = "CHỮ"

    @property
    def words(self) -> str:
        """The question with its hint."""
        return f"{self.ask} ({self.hint})" if self.hint else self.ask


class Form(Struct, frozen=True):
    """All questions of one kind of record; `kind` is its value in `records.Kind`."""

    kind: str
    label: str
    questions: tuple[Question, ...]


_DOCUMENT = "thể thức văn bản"
_AUTHORITY = Question("authority", "Cơ quan nào", needed=True, menu="authorities", metavar="MÃ")
_SESSION = Question("session", "Buổi đối thoại nào", hint="ví dụ: phuong-mau/2026/doi-thoai-1", needed=True,
                    menu="sessions", metavar="BUỔI")  # fmt: skip
_TITLE = Question("title", "Tiêu đề", ("tiêu đề",), needed=True)
_TOPICS = Question("topic", "Lĩnh vực", ("lĩnh vực",), many=Many.ONE_LINE, menu="topics", metavar="MÃ")
_NUMBER = Question("number", "Số văn bản", (_DOCUMENT, "số"), "chưa có thì để trống", metavar="SỐ")
_SYMBOL = Question("symbol", "Ký hiệu văn bản", (_DOCUMENT, "ký hiệu"), "ví dụ: KH-UBND, TB-UBND")
_SIGNED = Question("date", "Ngày ký", (_DOCUMENT, "ngày"), "ví dụ: 20/6/2026", metavar="NGÀY")
_TEXT = Question("text", "Toàn văn", hint="mỗi đoạn một dòng", many=Many.LINES)
_YEAR = Question("year", "Năm", hint="ví dụ: 2026", metavar="NĂM")

FORMS = {
    "authority": Form("co-quan", "cơ quan", (
        Question("name", "Tên đầy đủ của cơ quan", ("tên",), "ví dụ: Ủy ban nhân dân phường Mẫu", needed=True),
        Question("id", "Mã cơ quan", hint="tên thư mục: chữ thường không dấu, không đổi về sau; ví dụ: ubnd-phuong-mau",
                 needed=True, metavar="MÃ"),
        Question("type", "Loại cơ quan", ("loại",), needed=True, menu="words"),
        Question("style", "Thể thức văn bản", ("thể thức",), needed=True, menu="words", asked=False),
        Question("place", "Địa bàn", ("địa bàn",), "ví dụ: phường Mẫu", needed=True),
        Question("province", "Tỉnh, thành phố", ("tỉnh, thành phố",)),
        Question("head", "Chức vụ người chủ trì đối thoại", ("người đứng đầu",)),
        Question("phone", "Số điện thoại công khai", ("liên hệ", "điện thoại"), many=Many.ONE_LINE, metavar="SỐ"),
        Question("email", "Thư điện tử công khai", ("liên hệ", "thư điện tử"), many=Many.ONE_LINE),
        Question("address", "Trụ sở", ("liên hệ", "địa chỉ")),
        Question("area", "Các tổ dân phố, thôn", (), "cách nhau bằng dấu chấm phẩy; "
                 "tổ dân phố số 1 đến số 6 thì chỉ ghi: 6", many=Many.ONE_LINE),
        Question("unit", "Các bộ phận được giao việc", (), "cách nhau bằng dấu chấm phẩy", many=Many.ONE_LINE),
    )),
    "plan": Form("ke-hoach", "kế hoạch", (
        _AUTHORITY,
        Question("year", "Năm của kế hoạch", hint="ví dụ: 2026; không rõ", needed=True, metavar="NĂM"),
        _TITLE, _NUMBER, _SYMBOL, _SIGNED, _TOPICS,
        Question("planned", "Các buổi dự kiến", (), "mỗi buổi một dòng: tên buổi = thời gian; "
                 "ví dụ: Đối thoại đầu năm = dự kiến tháng 3/2026", many=Many.LINES),
        _TEXT,
    )),
    "session": Form("lich", "buổi đối thoại", (
        _AUTHORITY, _TITLE,
        Question("date", "Ngày tổ chức", ("thời gian", "ngày"), "ví dụ: 20/6/2026; dự kiến tháng 6/2026; thông báo sau",
                 needed=True, metavar="NGÀY"),
        _YEAR,
        Question("from", "Giờ bắt đầu", ("thời gian", "từ"), "ví dụ: 8h00", metavar="GIỜ"),
        Question("to", "Giờ kết thúc", ("thời gian", "đến"), "ví dụ: 11h00", metavar="GIỜ"),
        Question("place", "Địa điểm", ("địa điểm", "nơi")),
        Question("address", "Địa chỉ nơi tổ chức", ("địa điểm", "địa chỉ"), asked=False),
        Question("published", "Ngày công bố lịch", ("thời gian", "công bố"), "ví dụ: 5/6/2026", metavar="NGÀY"),
        Question("openness", "Ai được dự", ("ai được dự",), menu="words"),
        Question("mode", "Hình thức", ("hình thức",), menu="words", asked=False),
        Question("occasion", "Loại", ("loại",), menu="words", asked=False),
        Question("plan", "Tệp kế hoạch", ("kế hoạch",), "ví dụ: ke-hoach; đột xuất thì ghi: không", asked=False),
        _TOPICS,
        Question("chair", "Chức vụ người chủ trì", ("chủ trì", "chức vụ")),
        Question("content", "Nội dung đối thoại", ("nội dung",), "mỗi nội dung một dòng", many=Many.LINES),
        Question("folder-name", "Tên thư mục của buổi", hint="mặc định: doi-thoai-1, doi-thoai-2…", asked=False,
                 metavar="TÊN"),
        Question("text", "Lời thông báo", hint="mỗi đoạn một dòng", many=Many.LINES),
    )),
    "conclusion": Form("ket-luan", "thông báo kết luận", (
        _SESSION, _TITLE, _NUMBER, _SYMBOL, _SIGNED,
        Question("summary", "Tóm tắt", ("tóm tắt",), "một, hai câu"),
        Question("item", "Từng kết luận", ("kết luận", "nội dung"), "mỗi kết luận một dòng", many=Many.LINES),
        _TEXT,
    )),
    "opinion": Form("kien-nghi", "kiến nghị", (
        _SESSION,
        Question("title", "Tiêu đề", ("tiêu đề",), "nói gọn việc gì, ở đâu; không ghi họ tên người dân", needed=True),
        Question("class", "Loại ý kiến", ("loại",), menu="words", metavar="LOẠI"),
        Question("date", "Ngày tiếp nhận", ("tiếp nhận", "ngày"), "ví dụ: 20/6/2026", needed=True, metavar="NGÀY"),
        Question("stage", "Giai đoạn", ("tiếp nhận", "giai đoạn"), menu="words"),
        Question("via", "Qua đâu", ("tiếp nhận", "qua"), "ví dụ: phiếu lấy ý kiến, điện thoại, phát biểu"),
        Question("area", "Tổ dân phố, thôn", ("tổ dân phố, thôn",), menu="areas", metavar="MÃ"),
        _TOPICS,
        Question("raised-by", "Người nêu", ("người nêu",), "không ghi họ tên; ví dụ: Một hộ dân Tổ dân phố số 3"),
        Question("text", "Nội dung ý kiến", hint="mỗi đoạn một dòng", many=Many.LINES),
    )),
}  # fmt: skip
