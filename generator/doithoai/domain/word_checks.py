"""What must hold of a record's own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from operator import attrgetter

from doithoai.domain.corrections import Corrected, Correction
from doithoai.domain.facts import CORRECTION, REDACTION, Amended, facts_of
from doithoai.domain.fields import words_in
from doithoai.domain.flaws import Flaw
from doithoai.domain.opinion import Event, Opinion, Step
from doithoai.domain.phrases import OMITTED, words_of
from doithoai.domain.records import Record
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
