"""Rules as dated data: what each demands, of whom, by when, since when, and by which sentence of which document.

A rulebook is one regime. Which of them hold for an authority follows from its type, its province and its place, or from
its own list; which version holds follows from the day that sets a deadline going.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any

from msgspec import Struct, field

from doithoai.domain.authority import Authority, AuthorityType
from doithoai.domain.dates import Precision, parse_date
from doithoai.domain.days_off import Checked
from doithoai.domain.faults import Fault
from doithoai.domain.fields import Block, Many, MaybeDay, MaybeText, Reads, Text, Whole, Yes, choice, key
from doithoai.domain.publication import Channel
from doithoai.domain.unread import each, read_of
from doithoai.domain.workdays import LONGEST, Offset
from doithoai.folding import fold
from doithoai.problems import shorten


class Demand(StrEnum):
    """What a rule asks for."""

    DEADLINE = "thời hạn"
    FREQUENCY = "số lần"
    WINDOW = "khoảng thời gian"
    PUBLICATION = "công khai"
    ROUTING = "chuyển, gửi"
    MONITORING = "giám sát"
    CONTENT = "nội dung"
    FORMAT = "thể thức"
    DISCRETION = "tùy nghi"


class Force(StrEnum):
    """What stands behind a rule."""

    LAW = "pháp luật"
    PLAN = "quy định, kế hoạch riêng"
    PRACTICE = "thông lệ"


class Trigger(StrEnum):
    """The event from which days are counted; the value is how a sentence names it."""

    SESSION = "hội nghị"
    DECIDED = "ngày ra quyết định"
    SIGNED = "ngày ký văn bản"
    INFORMED = "ngày tạo ra thông tin"
    CLAIMED = "ngày nhận yêu cầu đính chính"
    FORWARDED = "ngày chuyển kiến nghị"


class Artefact(StrEnum):
    """What shows that a rule was kept; those of `RECORDED` are found in the records, the others in “việc đã làm”."""

    PLAN = "kế hoạch"
    NOTICE = "thông báo lịch"
    CONCLUSION = "thông báo kết luận"
    RESULT = "công bố kết quả"
    PUBLICITY = "công khai quyết định"
    FORWARD_NOTICE = "báo cho người nêu"
    DIGEST = "báo cáo tổng hợp ý kiến"
    DELEGATES = "danh sách đại biểu"
    JOINT_REPORT = "báo cáo chung"
    INVITATION = "giấy mời"
    RESULT_REPORT = "báo cáo kết quả"
    PERIODIC_REPORT = "báo cáo định kỳ"
    MONITORING_PLAN = "kế hoạch giám sát"
    MONITORING_FINDING = "kết quả giám sát"
    WRITTEN_REPLY = "trả lời bằng văn bản"
    CLAIM_REPLY = "trả lời yêu cầu đính chính"
    CORRECTION = "đính chính"
    ISSUED = "văn bản phát hành"
    REGISTER = "danh mục nội dung đã công khai"
    NEWS = "tin bài"
    BANNER = "khẩu hiệu"


class Period(StrEnum):
    """How often something comes round."""

    QUARTER = "hằng quý"
    HALF_YEAR = "6 tháng"
    YEAR = "hằng năm"


class Fact(StrEnum):
    """What an announcement has to contain."""

    PROGRAMME = "chương trình"
    CONTENT = "nội dung"
    TIME = "thời gian"
    PLACE = "địa điểm"
    METHOD = "phương thức"


class Since(Struct, frozen=True):
    """So many days before or after an event."""

    offset: Offset
    trigger: Trigger

    def __str__(self) -> str:
        return f"{self.offset} {self.trigger.value}"


class BeforeYearly(Struct, frozen=True):
    """Before a day of every year, that day no longer meant."""

    day: int
    month: int

    def of(self, year: int) -> date:
        """The day named."""
        return date(year, self.month, self.day)

    def __str__(self) -> str:
        return f"trước ngày {self.day:02d}/{self.month:02d} hằng năm"


class BeforeDay(Struct, frozen=True):
    """Before one day, that day no longer meant."""

    day: date

    def of(self, _year: int) -> date:
        """The day named."""
        return self.day

    def __str__(self) -> str:
        return f"trước ngày {self.day:%d/%m/%Y}"


class Every(Struct, frozen=True):
    """At the end of every period; the document names no day."""

    period: Period

    def __str__(self) -> str:
        return _ENDS[self.period]


_ENDS = {Period.QUARTER: "hết mỗi quý", Period.HALF_YEAR: "hết 6 tháng đầu năm", Period.YEAR: "hết năm"}
Term = Since | BeforeYearly | BeforeDay | Every
TERM_FORMS = "07 ngày làm việc sau hội nghị; trước ngày 01/02 hằng năm; trước 31/8/2024; hằng quý; 6 tháng; hằng năm"
_SINCE = re.compile(r"(\d{1,4}) ngày( làm việc)? (sau|trước) (.+)")
_YEARLY = re.compile(r"trước (?:ngày )?(\d{1,2})/(\d{1,2}) hằng năm")


def parse_term(text: str) -> Term:
    """Read a term as people write it; raises `Fault`."""
    words = " ".join(text.split())
    period = next((one for one in Period if one.value == words.lower()), None)
    if period:
        return Every(period)
    yearly = _YEARLY.fullmatch(words.lower())
    if yearly:
        parse_date(f"{yearly[1]}/{yearly[2]}/2025")  # raises for a day that not every year has
        return BeforeYearly(int(yearly[1]), int(yearly[2]))
    since = _SINCE.fullmatch(words)
    if since:
        if not 0 < int(since[1]) <= LONGEST:
            what = f"“{shorten(text)}”: không đếm được {int(since[1])} ngày"
            raise Fault("term", what, f"ghi số ngày từ 1 đến {LONGEST}")
        return Since(Offset(int(since[1]), bool(since[2]), since[3] == "sau"), _trigger(since[4]))
    day = parse_date(words) if words.lower().startswith("trước") else None
    if day and day.precision is Precision.BEFORE and day.last:
        return BeforeDay(day.last)
    raise Fault("term", f"“{shorten(text)}” không phải thời hạn đọc được", f"viết: {TERM_FORMS}")


def _trigger(text: str) -> Trigger:
    found = next((one for one in Trigger if fold(one.value) == fold(text)), None)
    if found is None:
        mend = "tính từ một trong các mốc: " + "; ".join(one.value for one in Trigger)
        raise Fault("term", f"không rõ mốc “{shorten(text)}”", mend)
    return found


def _term(value: Any) -> Term | None:
    if value is None or value == "":
        return None
    return value if isinstance(value, (Since, BeforeYearly, BeforeDay, Every)) else parse_term(str(value))


MaybeTerm = Annotated[Term | None, Reads(_term, {"type": ["string", "null"], "examples": TERM_FORMS.split("; ")})]


class Rule(Block):
    """One rule: the sentence of the document, and our reading beside it."""

    code: Text = key("mã", "Mã ngắn, không đổi, ví dụ: conclusion")
    name: Text = key("tên", "Việc phải làm, ngắn gọn, ví dụ: thông báo kết luận")
    demand: Annotated[Demand, choice(Demand)] = key("đòi hỏi", "Quy định đòi hỏi gì")
    basis: Text = key("căn cứ", "Văn bản, điều khoản; bắt buộc với mọi quy định")
    term: MaybeTerm = key("thời hạn", "Hạn như người ta viết, ví dụ: 07 ngày làm việc sau hội nghị", None)
    least: Whole | None = key("ít nhất mỗi năm", "Số lần ít nhất trong một năm", None)
    artefact: Annotated[Artefact | None, choice(Artefact)] = key("sản phẩm", "Văn bản, việc làm chứng tỏ đã xong", None)
    owed_by: Many[Text] = key("ai làm", "Ai phải làm", tuple)
    owed_to: Many[Text] = key("cho ai", "Làm cho ai, gửi ai", tuple)
    copied: Many[Text] = key("đồng gửi", "Gửi để biết, theo dõi", tuple)
    told: MaybeText = key("báo cho", "Ai phải được báo khi làm việc này", None)
    channels: Many[Annotated[Channel, choice(Channel)]] = key(
        "hình thức", "Công khai bằng hình thức nào; ghi nhiều thì một trong số đó là đủ", tuple
    )
    also: Many[Annotated[Channel, choice(Channel)]] = key(
        "kèm hình thức", "Những hình thức phải có thêm, đủ từng hình thức", tuple
    )
    running: Whole | None = key("số ngày liên tục", "Phải phát, dán ít nhất mấy ngày liền", None)
    contains: Many[Annotated[Fact, choice(Fact)]] = key("phải có", "Thông báo phải có những gì", tuple)
    needs: Many[Text] = key("cần trước", "Mã những việc phải xong trước việc này", tuple)
    replaces: MaybeText = key("thay cho", "Quy định cũ mà quy định này thay, ví dụ: vn-tctt-2016/d22.4", None)
    literal: Many[Text] = key("nguyên văn", "Câu trong văn bản, chép đúng từng chữ", tuple)
    reading: MaybeText = key("cách hiểu", "Phần mềm hiểu câu ấy thế nào", None)
    checked: Annotated[Checked | None, choice(Checked)] = key("đối chiếu", "Nếu khác cả bộ: đã xem bản gốc chưa", None)
    force: Annotated[Force, choice(Force)] = key("mức", "pháp luật, quy định riêng hay thông lệ", Force.LAW)
    watched: Yes = key("theo dõi", "không: không có hồ sơ nào cho biết việc này xảy ra khi nào", True)
    note: MaybeText = key("ghi chú", "Điều cần nói thêm", None)

    @property
    def forms(self) -> tuple[tuple[Channel, ...], ...]:
        """What people have to be told by: one of each group; of an empty group any form will do."""
        return (self.channels, *((one,) for one in self.also))


def form_name(form: tuple[Channel, ...]) -> str:
    """`loa truyền thanh, cổng thông tin hoặc bảng tin điện tử`."""
    *names, last = (one.value for one in form)
    return f"{', '.join(names)} hoặc {last}" if names else last


class Scope(Block):
    """Which authorities a rulebook holds for: every line that is given has to fit."""

    types: Many[Annotated[AuthorityType, choice(AuthorityType)]] = key("loại", "Loại cơ quan", tuple)
    provinces: Many[Text] = key("tỉnh, thành phố", "Tỉnh, thành phố", tuple)
    places: Many[Text] = key("địa bàn", "Địa bàn, hoặc chữ đầu của nó, ví dụ: phường", tuple)

    def holds_for(self, authority: Authority) -> bool:
        """Whether the authority is one of these."""
        return (
            (not self.types or authority.type in self.types)
            and (not self.provinces or _bare(authority.province or "") in map(_bare, self.provinces))
            and (not self.places or any(fold(authority.place).startswith(fold(place)) for place in self.places))
        )


def _bare(province: str) -> str:
    return fold(province).removeprefix("thanhpho").removeprefix("tinh")


class Book(Block):
    """One file of rules: a regime with its validity."""

    code: Text = key("mã", "Mã của bộ, trùng tên tệp")
    name: Text = key("tên", "Tên đầy đủ của văn bản")
    short: Text = key("gọi tắt", "Tên như nhắc trong câu, ví dụ: Kết luận 116-KL/TU")
    valid_from: MaybeDay = key("hiệu lực từ", "Ngày bắt đầu có hiệu lực; để trống nếu không rõ", None)
    valid_to: MaybeDay = key("hiệu lực đến", "Ngày cuối cùng còn hiệu lực; để trống nếu còn hiệu lực", None)
    scopes: Many[Scope] = key("áp dụng cho", "Những cơ quan nào", tuple)
    extends: Many[Text] = key("dựa trên", "Mã các bộ khác cùng áp dụng", tuple)
    source: Text = key("nguồn", "Đọc được ở đâu")
    checked: Annotated[Checked, choice(Checked)] = key(
        "đối chiếu", "Đã xem bản gốc hay còn cần đối chiếu", Checked.NOT_YET
    )
    note: MaybeText = key("ghi chú", "Điều cần nói thêm", None)
    rules: Many[Rule] = key("quy định", "Từng quy định", tuple)

    def in_force(self, day: date) -> bool:
        """Whether the book holds on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class Bound(Struct, frozen=True):
    """A rule in its book; `local`: a site or an authority brought it along itself.

    `changed_by`: the site's own file, where it changes a rule of a book that is not its own: that is what is cited.
    """

    rule: Rule
    book: Book
    local: bool = False
    changed_by: Book | None = None

    @property
    def id(self) -> str:
        """`bg-1158-116/conclusion`."""
        return f"{self.book.code}/{self.rule.code}"

    @property
    def document(self) -> Book:
        """Where the rule stands as it holds here."""
        return self.changed_by or self.book

    @property
    def checked(self) -> Checked:
        """Whether the rule has been held against its document."""
        return self.rule.checked or self.document.checked

    @property
    def cited(self) -> str:
        """`Luật Tiếp cận thông tin (sửa đổi) 2026, Điều 22, cần đối chiếu`."""
        doubt = ", cần đối chiếu" if self.checked is Checked.NOT_YET else ""
        return f"{self.document.short}, {self.rule.basis}{doubt}"

    @property
    def basis(self) -> str:
        """What a sentence cites: the document, and the words themselves where they are known."""
        words = f": “{_first_words(self.rule.literal[0])}”" if self.rule.literal else ""
        return f"{self.cited}{words}"


_QUOTED = 90
"""Letters of a document that a sentence quotes at most."""


def _first_words(sentence: str) -> str:
    """As much of a sentence as can be quoted, in whole words: it may be read aloud."""
    if len(sentence) <= _QUOTED:
        return sentence
    return sentence[:_QUOTED].rpartition(" ")[0].rstrip(" ,;") + "…"


class Library(Struct, frozen=True, dict=True):
    """Every rulebook a site knows, by its code; `local` names the rules that it brought along.

    `own`: books from an authority's own folder, which hold for it whatever their scope.
    """

    books: Mapping[str, Book]
    local: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    changed: Mapping[str, Book] = field(default_factory=dict)
    """Of a rule that a site changed in a book that is not its own, by its id, the site's file."""

    def rules_of(self, code: str) -> Iterator[Bound]:
        """The rules of one book."""
        book = self.books[code]
        for rule in book.rules:
            rule_id = f"{code}/{rule.code}"
            yield Bound(rule, book, rule_id in self.local, self.changed.get(rule_id))

    @cached_property
    def by_id(self) -> dict[str, Bound]:
        """Every rule by its id."""
        return {bound.id: bound for code in self.books for bound in self.rules_of(code)}

    def in_force(self, rule_id: str, day: date) -> Bound:
        """The version of a rule that holds on a day: itself, what it replaced, or what replaced it."""
        line = list(self._line(rule_id))
        return next((one for one in line if one.book.in_force(day)), line[0])

    def _line(self, rule_id: str) -> Iterator[Bound]:
        seen: set[str] = set()
        waiting = [rule_id]
        while waiting:
            one = waiting.pop(0)
            if one in seen or one not in self.by_id:
                continue
            seen.add(one)
            yield self.by_id[one]
            waiting += [self.by_id[one].rule.replaces or "", *self._successors.get(one, ())]

    @cached_property
    def _successors(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for bound in self.by_id.values():
            if bound.rule.replaces:
                found.setdefault(bound.rule.replaces, []).append(bound.id)
        return found


class Rulebook(Struct, frozen=True, dict=True):
    """The rules that hold for one authority, whatever the day."""

    bounds: tuple[Bound, ...]
    unread: frozenset[str] = frozenset()
    """Codes of books whose files have a fault: nobody knows which rules are in them."""

    def on(self, day: date) -> tuple[Bound, ...]:
        """Those in force on a day."""
        return tuple(bound for bound in self.bounds if bound.book.in_force(day))

    @cached_property
    def by_id(self) -> dict[str, Bound]:
        """Every rule by its id."""
        return {bound.id: bound for bound in self.bounds}

    def may_have(self, rule: str) -> bool:
        """Whether a rule of this id is there, or may be in a book that could not be read."""
        return rule in self.by_id or rule.partition("/")[0] in self.unread


def rulebook_for(authority: Authority, library: Library) -> Rulebook:
    """What holds for an authority: its own list where it has one, else every book whose scope it is in."""
    listed = [code for code in authority.rulebooks if code in library.books]
    fitting = (code for code, book in library.books.items() if any(one.holds_for(authority) for one in book.scopes))
    codes = [*(listed or fitting), *sorted(library.own)]
    wanted = dict.fromkeys(one for code in codes for one in _with_extended(code, library.books, ()))
    return Rulebook(tuple(bound for code in wanted for bound in library.rules_of(code)))


def _with_extended(code: str, books: Mapping[str, Book], above: tuple[str, ...]) -> Iterator[str]:
    if code in above or code not in books:
        return
    yield code
    for one in books[code].extends:
        yield from _with_extended(one, books, (*above, code))


Loc = tuple[str | int, ...]


def library_faults(books: Mapping[str, Book], unread: Collection[str] = ()) -> Iterator[tuple[str, Loc, Fault]]:
    """What does not fit together: the book's code, where in it, and what is wrong; `unread`: codes of other books."""
    for code, book in books.items():
        for at, other in enumerate(book.extends):
            if other not in books and other not in unread:
                mend = f"các bộ có: {', '.join(sorted({*books, *unread}))}"
                yield code, ("dựa trên", at), Fault("unknown-book", f"không có bộ quy định “{other}”", mend)
            elif code in _below(other, books):
                yield code, ("dựa trên", at), Fault("circle", f"“{code}” và “{other}” dựa trên nhau", "bỏ một phía")
        yield from ((code, *one) for one in faults_within(book))


def faults_within(book: Book, known: Book | None = None) -> Iterator[tuple[Loc, Fault]]:
    """What does not fit together in one book, as far as it could be read; `known`: the book that it changes."""
    own = read_of(book.rules, lambda rule: rule.code)
    codes = {*own, *(rule.code for rule in (known.rules if known else ()))}
    seen: set[str] = set()

    def once(at: int, rule: Rule) -> Iterator[tuple[Loc, Fault]]:
        if rule.code in seen:
            yield ("quy định", at, "mã"), Fault("duplicate-rule", f"mã “{rule.code}” dùng hai lần", "đặt mã khác")
        seen.add(rule.code)

    def after_known(at: int, rule: Rule) -> Iterator[tuple[Loc, Fault]]:
        for missing in (one for one in rule.needs if one not in codes and len(own) == len(book.rules)):
            fault = Fault("unknown-rule", f"không có quy định “{missing}” trong bộ này", "xem lại mã ở “cần trước”")
            yield ("quy định", at, "cần trước"), fault

    for told in (once, after_known, _once_due, _counted):
        yield from each(book.rules, told)


def _once_due(at: int, rule: Rule) -> Iterator[tuple[Loc, Fault]]:
    if rule.watched and isinstance(rule.term, Since) and not _is_seen(rule, rule.term.trigger):
        what = f"“{rule.name}”: không hồ sơ nào cho biết “{rule.term.trigger.value}” nên hạn không bao giờ được tính"
        yield (
            ("quy định", at, "thời hạn"),
            Fault("rule-never-due", what, "tính từ mốc khác, hoặc thêm: theo dõi: không"),
        )


def _counted(at: int, rule: Rule) -> Iterator[tuple[Loc, Fault]]:
    if rule.demand is Demand.FREQUENCY and not rule.least:
        what = f"“{rule.name}” đòi hỏi số lần mà không ghi mấy lần"
        yield ("quy định", at), Fault("rule-without-count", what, "thêm: ít nhất mỗi năm: 1")


def _is_seen(rule: Rule, trigger: Trigger) -> bool:
    """Whether records tell of the event: of a forwarding that is so where the petitioner has to be told of it."""
    if trigger is Trigger.FORWARDED:
        return rule.artefact is Artefact.FORWARD_NOTICE
    return trigger is not Trigger.INFORMED


def _below(code: str, books: Mapping[str, Book]) -> set[str]:
    found: set[str] = set()
    waiting = [code]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += books[one].extends if one in books else ()
    return found
