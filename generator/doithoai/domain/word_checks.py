"""What must hold of a record's own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from operator import attrgetter

from doithoai.domain.corrections import Corrected, Correction
from doithoai.domain.dates import slashed
from doithoai.domain.facts import CORRECTION, REDACTION, Amended, facts_of
from doithoai.domain.fields import days_in, words_in
from doithoai.domain.flaws import Flaw
from doithoai.domain.opinion import Event, Opinion, Step
from doithoai.domain.phrases import OMITTED, words_of
from doithoai.domain.records import Record
from doithoai.domain.session import Session
from doithoai.domain.unread import Unread, as_far_as_read, each, read_of
from doithoai.domain.withdrawn import WITHDRAWAL, Withdrawn
from doithoai.problems import Severity, shorten


def flaws_in_words(record: Record) -> Iterator[Flaw]:
    """What rules say of a record's own words, which need no other record: an edit of nothing else can break them."""
    if isinstance(record, Corrected):
        yield from as_far_as_read(_corrections_made(record))
    if isinstance(record, Amended):
        yield from as_far_as_read(_redactions_show(record))
    if isinstance(record, Opinion):
        yield from as_far_as_read(_complaint_is_kept(record))
    if isinstance(record, Session):
        yield from as_far_as_read(_tells_its_new_day(record))


_STEP: Callable[[Event], Step] = attrgetter("step")


def _redactions_show(record: Amended) -> Iterator[Flaw]:
    """A notice that words were taken out, where none were, would excuse whatever is taken out later."""
    if record.redactions and not any(OMITTED in text for text in _told(record, frozenset())[0]):
        what = f"có mục “{REDACTION}” nhưng không chỗ nào trong hồ sơ có chữ {OMITTED}"
        mend = f"thay chữ phải bỏ bằng {OMITTED}; không bỏ gì thì xóa mục này"
        yield Flaw(record, (*((WITHDRAWAL,) if isinstance(record, Withdrawn) else ()), REDACTION), "no-gap", what, mend)


def _complaint_is_kept(opinion: Opinion) -> Iterator[Flaw]:
    """No page shows what a complaint or a denunciation says, but whoever opens the repository reads the file."""
    if Step.REDIRECTED in read_of(opinion.events, _STEP) and opinion.text.strip():
        what = f"khiếu nại, tố cáo đã “{Step.REDIRECTED}”, không trang nào hiện, nhưng lời còn trong tệp, "
        what += "mà kho hồ sơ có thể công khai"
        mend = "xóa hết chữ dưới dòng --- thứ hai; tiêu đề và “nội dung” các việc chỉ ghi chung, không kể sự việc, "
        mend += "không nêu ai; bản cũ còn trong lịch sử git, cần xóa cả ở đó thì nhờ người quản lý kho"
        yield Flaw(opinion, ("văn bản",), "withheld-content", what, mend, Severity.NOTE)


def _corrections_made(record: Corrected) -> Iterator[Flaw]:
    """What a correction says to be wrong does not go on standing in the record, which every channel reads."""
    if not record.corrections:
        return
    told, in_full = _told(record, _NOTES)
    texts = [_flat(text) for text in told]

    def made(at: int, one: Correction) -> Iterator[Flaw]:
        wrong, right = _flat(one.wrong), _flat(one.right)
        put_back = any(_flat(later.wrong) == right for later in record.corrections[at + 1 :])
        stands = wrong.count(" ") > _SHORTEST and any(wrong in text for text in texts)
        is_made = any(right in text for text in texts) or not (in_full or _WORDS_ALONE.fullmatch(right))
        if stands and not put_back and not is_made:
            what = f"hồ sơ vẫn ghi “{shorten(one.wrong)}”, chưa sửa theo đính chính này"
            mend = f"sửa chỗ ấy thành “{shorten(one.right)}”, giữ mục đính chính"
            yield Flaw(record, (CORRECTION, at), "not-corrected", what, mend, Severity.WARNING)

    yield from each(record.corrections, made)


def _tells_its_new_day(session: Session) -> Iterator[Flaw]:
    """Where a session's own words name the day before a move, and nowhere the new one, its page says both."""
    new = session.when.day
    others = {version.when.day for version in session.times[:-1]} - {new, None}
    if not others or new is None or re.search(_named(new), session.text):
        return
    standing = {*days_in(session, "times"), *(version.published for version in session.times)}
    old = {day for day in others - standing if day}
    found = [one for day in old for one in re.finditer(_told_of(day), session.text) if not _is_told_as_past(one)]
    if found:
        first = min(found, key=re.Match.start)
        line = session.text[: first.start()].count("\n")
        what = f"phần chữ còn ghi “{' '.join(first[0].split())}”, mà buổi này nay là ngày {slashed(new)}, "
        what += "nên trang tự mâu thuẫn"
        mend = f"sửa phần chữ theo ngày {slashed(new)}, hoặc nói rõ đã dời sang ngày ấy"
        yield Flaw(session, ("văn bản", line), "old-day-in-words", what, mend, Severity.WARNING)


def _named(day: date) -> str:
    """A day in any words: 13/12; ngày 13 tháng 12; ngày 12 và 13 tháng 12."""
    return rf"(?<!\d)0?{day.day}(?!\d)(?:\W{{1,3}}|\W[^.;!?]{{0,20}}tháng\W+)0?{day.month}(?!\d)"


def _told_of(day: date) -> str:
    """A day that nothing else can be meant by: without its year 5/12 is one behind "ngày", "sáng" and the like."""
    of_its_year = rf"(?:\s*[/.-]\s*|,?\s+năm\s+){day.year}(?!\d)"
    year_or_none = rf"(?:{of_its_year}|(?!\s*[/.-]\s*\d|,?\s+năm\s+\d|\d|\s+(?:âm|ÂL)))"
    in_figures = rf"0?{day.day}\s*[/.-]\s*0?{day.month}"
    in_words = rf"0?{day.day},?\s+tháng\s+0?{day.month}{year_or_none}"
    behind = r"ngày|sáng|chiều|trưa|tối|hôm|mùng|mồng|nhật|thứ\s+\w+|giờ|\d+h\d*"
    alone = r"(?=0)|(?<=\()(?=[\d/]+\))"
    return (
        rf"(?i)(?<![\w/.-])(?:(?:ngày\s+)?(?:{in_words}|{in_figures}{of_its_year})"
        rf"|(?:(?:{behind}),?\s+|{alone}){in_figures}{year_or_none})"
    )


def _is_told_as_past(match: re.Match[str]) -> bool:
    """Whether its sentence, as far as it stands beside it, says that this day was given up."""
    text = match.string
    before = re.split(_SENTENCE, text[max(0, match.start() - 200) : match.start()])[-1]
    after = re.split(_SENTENCE, text[match.end() : match.end() + 200], maxsplit=1)[0]
    return re.search(_GIVEN_UP_BEFORE, before) is not None or re.search(_GIVEN_UP_AFTER, after) is not None


_SENTENCE = r"[.;!?](?!\d)|\n"
_GIVEN_UP_BEFORE = (
    r"(?i)(?<!\w)(?:thay vì|thay cho|lần trước|trước đây|ban đầu|dự định|lịch cũ|ngày cũ|không (?:còn )?(?:tổ chức|họp)"
    r"|hoãn|hủy|huỷ|(?:dời|chuyển|lùi|đổi)(?: (?:lịch|ngày|buổi))? từ)(?!\w)"
)
_GIVEN_UP_AFTER = r"(?i)(?<!\w)(?:dời|chuyển|lùi|đổi|hoãn|hủy|huỷ|không (?:còn )?(?:tổ chức|họp))(?!\w)"


_NOTES = frozenset({"corrections", "redactions", "claims"})
"""Fields that quote what is wrong."""
_WORDS_ALONE = re.compile(r"\D*")
"""No day and no number, which may stand in a record otherwise than in a text."""


def _told(record: Record, but: frozenset[str]) -> tuple[list[str], bool]:
    """What a record tells, `but` in some fields, and whether that is all; of a part its texts, if all were read."""
    try:
        facts = [
            one for one in facts_of(record) if not (but and one.name.startswith((CORRECTION, REDACTION, "phản ánh")))
        ]
    except Unread:
        return [*words_in(record, *but)], False
    return [text for one in facts for text in (one.value, *one.said)], True


_SHORTEST = 2
"""Spaces around a phrase of one word: that may stand anywhere."""


def _flat(text: str) -> str:
    """Its words with a space around each, so that a phrase is found as words alone."""
    return f" {' '.join(words_of(text))} "
