"""What was published and is quietly forgotten, as flaws that show what to write back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from msgspec import Struct

from doithoai.domain.dates import slashed
from doithoai.domain.facts import (
    CORRECTION,
    JOIN,
    NUMBER,
    PLACE,
    REDACTION,
    SINCE,
    TIME,
    UNTIL,
    amendments_of,
    says_words,
    speaker_of,
)
from doithoai.domain.filing import filed_as, is_filing
from doithoai.domain.flaws import Flaw, Loc
from doithoai.domain.phrases import ENOUGH, OMITTED, changes, line_changed, words_of
from doithoai.domain.published import Facts, Ledger
from doithoai.domain.register import Dossier
from doithoai.domain.rewriting import Moved, Rewritten, Vanished, rewritten, vanished
from doithoai.domain.topics import Topics
from doithoai.domain.withdrawn import WITHDRAWAL
from doithoai.problems import Severity, shorten

BODY = "văn bản"
"""The key of what stands after the front matter of a file."""

_VERSIONED = (f"{TIME} ", f"{PLACE} ")
_EVENT, _LOGGED, _CLAIM = "diễn biến ", "công khai ", "phản ánh sai, "
_NOTES = (f"{CORRECTION} ", f"{REDACTION} ")
_PARTS = (", đơn vị", ", cơ quan", ", gộp vào", ", văn bản", ", chuyển đến", ", nơi", UNTIL)
"""End the names of what a step or an entry says beside its day."""


def forgotten(ledger: Ledger, dossier: Dossier, topics: Topics, secret: frozenset[str], as_of: date) -> Iterator[Flaw]:
    """A flaw for each published fact that a record now states otherwise, in words to paste back."""
    for one in _once(rewritten(ledger, dossier, topics, secret, as_of)):
        wordy = says_words(one.fact) or _has_gap(one)
        what, mend = (_what_words, _mend_words) if wordy else (_what, _mend)
        if one.omitted:
            yield _redacted(one)
        else:
            yield Flaw(one.record, _loc(one), "silent-rewrite", what(one), mend(one, ledger, as_of))


def _redacted(one: Rewritten) -> Flaw:
    """Nothing to mend, but whoever publishes shall see it: where the old words are not known nobody else can."""
    what = f"đã bỏ thông tin cá nhân ở “{speaker_of(one.fact)}” theo “{REDACTION}” của hồ sơ này"
    if one.was.said or not says_words(one.fact):
        return Flaw(one.record, _loc(one), "redacted", what, "đã đối chiếu, các chữ khác giữ nguyên", Severity.NOTE)
    mend = "máy không giữ lời cũ nên không đối chiếu được; người duyệt xem lại, các chữ khác phải giữ nguyên"
    return Flaw(one.record, _loc(one), "redacted", what, mend, Severity.WARNING)


def _loc(one: Rewritten) -> Loc:
    """Where it stands now; of a long text the line that was changed, where the old one is known."""
    if one.now is None or one.now.loc != (BODY,) or not one.was.said:
        return one.now.loc if one.now else one.loc
    return BODY, line_changed(one.was.said[0], one.now.said[0])


def _once(found: Iterable[Rewritten]) -> Iterator[Rewritten]:
    """Of a version, step or entry that was rewritten, what else it says is not told of again."""
    found = list(found)
    told = {(one.record.id, one.fact) for one in found if not one.omitted}
    yield from (one for one in found if not any((one.record.id, whole) in told for whole in _wholes(one.fact)))


def _wholes(name: str) -> Iterator[str]:
    """The names of what a fact is part of: `thời gian 1, công bố` of `thời gian 1`."""
    while ", " in name:
        name = name.rpartition(", ")[0]
        yield name


def _what(one: Rewritten) -> str:
    since = _since(one)
    was = f" là “{shorten(_plain(one.was.value), 90)}”" if one.was.value else ""
    now = f"nay thành “{shorten(_plain(one.now.value), 90)}”" if one.now and one.now.value else "nay không còn"
    return f"“{one.fact}” đã công bố{was}{since}, {now} mà không nói rõ đã sửa gì"


def _since(one: Rewritten) -> str:
    return f" từ ngày {slashed(one.was.since)}" if one.was.since else ""


def _what_words(one: Rewritten) -> str:
    name = speaker_of(one.fact)
    what = f"lời đã công bố{_since(one)} ở “{name}”{' (phần dưới dòng ---)' if name == BODY else ''}"
    if one.now is None:
        return f"{what} nay không còn mà không nói rõ đã bỏ gì"
    if not one.was.said or _has_gap(one):
        return f"{what} nay viết khác mà không nói rõ đã sửa gì"
    was, now = _changes(one)[0]
    return f"{what} là “{shorten(was, 90)}”, nay thành “{shorten(now, 90)}” mà không nói rõ đã sửa gì"


def _changes(one: Rewritten) -> tuple[tuple[str, str], ...]:
    """What was written otherwise, part by part where that says enough of where it stood."""
    was, now = one.was.said, one.now.said if one.now else ("…",)
    if len(was) == len(now):
        found = tuple(pair for before, after in zip(was, now, strict=True) for pair in changes(before, after))
        if len(was) == 1 or all(len(words_of(part)) >= ENOUGH for pair in found for part in pair):
            return found
    return changes("\n".join(was), "\n".join(now))


def _plain(value: str) -> str:
    return ", ".join(part.partition(": ")[2] or part for part in value.split(JOIN))


def _mend(one: Rewritten, ledger: Ledger, as_of: date) -> str:
    name = one.fact.partition(" (")[0] if one.fact.startswith((_EVENT, _LOGGED)) else one.fact
    if name.endswith(SINCE) or name.startswith(_NOTES):
        return f"ghi lại ngày cũ: {'ngày' if name.startswith(REDACTION) else 'công bố'}: {one.was.value}"
    if name.startswith(_VERSIONED):
        lines = _versions(one, ledger[one.record.id], as_of)
        return _paste("giữ lần cũ, thêm lần mới có “công bố” và “lý do”; ghi lại như sau", lines)
    if name.startswith(_LOGGED) and one.fact.endswith(_PARTS):
        key = one.fact.rpartition(", ")[2]
        return f"ghi lại: {key}: {one.was.value}; ghi nhầm thì thêm một mục mới cho đúng, nói rõ ở “bằng chứng”"
    if name.startswith(_EVENT) and not one.fact.endswith(_PARTS):
        return _paste("việc đã công bố thì giữ nguyên, có gì mới thì thêm việc mới ở dưới", _event(name, one, as_of))
    if name.startswith(_LOGGED):
        return _paste("sổ công khai chỉ ghi thêm, không xóa; ghi lại mục", _logged(name, one.was.value))
    if name.startswith(_CLAIM):
        return f"ghi lại mục “phản ánh sai” {name.removeprefix(_CLAIM)}; đã nhận thì không xóa, xong thì ghi “trả lời”"
    if (notice := name.partition(" (")[0]) in ("hoãn", "hủy", WITHDRAWAL):
        return f"ghi lại mục “{notice}” với ngày {one.was.value}; tổ chức lại thì thêm một lần “{TIME}” mới"
    return _mend_value(one, as_of)


def _mend_value(one: Rewritten, as_of: date) -> str:
    if is_filing(one.fact):
        words = "xếp lại như cũ; nếu trước đây xếp chưa đúng thì giữ cách xếp mới và thêm (không phải phát, dán lại)"
        return _noted(words, one, _refiled(one, as_of))
    return _noted("ghi lại như cũ; nếu đã công bố sai thì giữ chữ mới và thêm", one, _correction(one, as_of))


def _noted(words: str, one: Rewritten, lines: Iterable[str]) -> str:
    """A note to add; where the record has some of its kind, to those."""
    head, *rest = lines
    key = head.removesuffix(":")
    there = amendments_of(one.record) if key == CORRECTION else getattr(one.record, "redactions", ())
    return _paste(f"{words} vào mục “{key}” đã có", rest) if there else _paste(words, (head, *rest))


def _paste(words: str, lines: Iterable[str]) -> str:
    lines = tuple(lines)
    gaps = " (điền vào chỗ …)" if any(line.endswith(": …") for line in lines) else ""
    return "\n      ".join((f"{words}{gaps}:", *lines))


def _versions(one: Rewritten, kept: Facts, as_of: date) -> Iterator[str]:
    """The list as it was published, and what stands in its place now as one more version."""
    key = one.fact.rpartition(" ")[0]
    yield f"{key}:"
    number = 1
    while (name := f"{key} {number}") in kept:
        published = kept.get(f"{name}{SINCE}")
        yield from _item(kept[name].value, *([f"công bố: {published.value}"] if published else []))
        number += 1
    if one.now:
        yield from _item(one.now.value, f"công bố: {slashed(as_of)}", "lý do: …")


def _item(value: str, *more: str) -> Iterator[str]:
    pairs = (part.partition(": ") for part in value.split(JOIN))
    lines = [*(f"{key}: {_scalar(words)}" for key, _, words in pairs), *more]
    yield from (("  - " if at == 0 else "    ") + line for at, line in enumerate(lines))


def _event(name: str, one: Rewritten, as_of: date) -> Iterator[str]:
    day, _, step = name.removeprefix(_EVENT).partition(", ")
    yield from _item(JOIN.join(filter(None, (f"ngày: {day}", f"việc: {step}", one.was.value))))
    if one.now and one.now.value:
        yield from _item(JOIN.join((f"ngày: {slashed(as_of)}", "việc: gia hạn", one.now.value, "nội dung: …")))


def _logged(name: str, value: str) -> Iterator[str]:
    moment, _, rest = name.removeprefix(_LOGGED).partition(", ")
    channel, _, cause = rest.rpartition(", ")  # a channel's name may have a comma: `qua tổ trưởng, trưởng thôn`
    day, _, hour = moment.partition(" ")
    parts = (("ngày", day), ("giờ", hour), ("hình thức", channel), ("việc", cause), (value, "…" if value else ""))
    yield from _item(JOIN.join(f"{key}: {value}" for key, value in parts if value))


def _correction(one: Rewritten, as_of: date) -> Iterator[str]:
    was = one.was.value.replace(JOIN, "/") if one.fact == NUMBER else _plain(one.was.value) or one.fact
    now = (one.now.value.replace(JOIN, "/") if one.fact == NUMBER else _plain(one.now.value)) if one.now else "…"
    yield from _corrections([(was, now or "…")], as_of)


def _refiled(one: Rewritten, as_of: date) -> Iterator[str]:
    was, now = one.was.value, one.now.value if one.now else "(không ghi)"
    yield from _corrections([(filed_as(one.fact, was), filed_as(one.fact, now))], as_of)


def _corrections(pairs: Iterable[tuple[str, str]], as_of: date) -> Iterator[str]:
    yield f"{CORRECTION}:"
    for was, now in pairs:
        parts = (f"công bố: {slashed(as_of)}", f"đã nêu: {_scalar(was)}", f"nay là: {_scalar(now)}", "lý do: …")
        yield from (("  - " if at == 0 else "    ") + line for at, line in enumerate(parts))


_QUOTED = 600
"""Signs of a phrase that a message can show whole."""


def _has_gap(one: Rewritten) -> bool:
    """Somebody took personal data out: it is not held up again."""
    now = "\n".join((one.now.value, *one.now.said)) if one.now else ""
    return now.count(OMITTED) > "\n".join((one.was.value, *one.was.said)).count(OMITTED)


def _redaction(one: Rewritten, as_of: date) -> Iterator[str]:
    where = f"ở: {_scalar(speaker_of(one.fact))}"
    parts = (f"ngày: {slashed(as_of)}", where, "lý do: …", "người quyết định: …")
    yield f"{REDACTION}:"
    yield from (("  - " if at == 0 else "    ") + line for at, line in enumerate(parts))


def _mend_words(one: Rewritten, _ledger: Ledger, as_of: date) -> str:
    if _has_gap(one):
        words = f"chỉ thay chữ phải bỏ bằng {OMITTED}, các chữ khác giữ nguyên như đã công bố, và thêm"
        words += f" trong mục “{WITHDRAWAL}”" if one.fact.startswith(WITHDRAWAL) else ""
        return _noted(words, one, _redaction(one, as_of))
    was = f": {_scalar(' '.join(' '.join(one.was.said).split()))}" if one.was.said else ""
    if one.fact.startswith(WITHDRAWAL):
        return f"ghi lại như cũ{was}"
    words = (
        f"ghi lại như cũ; phải bỏ thông tin cá nhân thì thay chữ ấy bằng {OMITTED}; đã viết sai thì giữ chữ mới và thêm"
    )
    if one.was.said and all(len(part) <= _QUOTED for pair in _changes(one) for part in pair):
        return _noted(words, one, _corrections(_changes(one), as_of))
    quoted = "cụm chữ cũ, chép đúng như đã công bố, kèm vài chữ quanh nó", "cụm chữ ấy như viết bây giờ"
    return _noted(words, one, _corrections([quoted], as_of))


def _scalar(words: str) -> str:
    """A value as YAML takes it back: in quotes where a sign in it would mean something else."""
    plain = not any(sign in words for sign in (": ", " #", '"', "[", "{")) and words[:1] not in "'&*!|>%@`-?"
    return words if plain else '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Loss(Struct, frozen=True):
    """A fault at an address rather than in a file: `at` is the id, or folder of ids, that is gone."""

    at: str
    code: str
    what: str
    mend: str


def losses(
    ledger: Ledger, dossier: Dossier, content: str, ending_of: Callable[[str], str], as_of: date
) -> Iterator[Loss]:
    """A loss for each published address that leads nowhere any more; `content` is the folder of all records.

    `ending_of` tells that of an id's file, which is or was there.
    """
    for one in vanished(ledger, dossier):
        if isinstance(one, Moved):
            yield _moved(one, content, "" if one.whole else ending_of(one.new))
        else:
            yield _vanished(one, content, ending_of(one.ids[0]), as_of)


def _moved(one: Moved, content: str, end: str) -> Loss:
    what = f"“{one.old}” đã công bố nay đổi tên thành “{one.new}”: đường dẫn và mã QR đã in ra không mở được nữa"
    return Loss(one.old, "address-changed", what, f"đổi lại: git mv {content}/{one.new}{end} {content}/{one.old}{end}")


def _vanished(one: Vanished, content: str, end: str, as_of: date) -> Loss:
    names = shorten(", ".join(record_id.rpartition("/")[2] for record_id in one.ids), 90)
    what = f"hồ sơ đã công bố trong “{one.folder}” nay không còn: {names}"
    path = f"{content}/{one.folder}" if len(one.ids) > 1 else f"{content}/{one.ids[0]}{end}"
    words = (
        f"lấy lại: git checkout HEAD -- {path} (đã lưu việc xóa thì HEAD~1); muốn thu hồi thì để lại tệp, trong chỉ ghi"
    )
    notice = (f"{WITHDRAWAL}:", f"  ngày: {slashed(as_of)}", "  lý do: …", "  người quyết định: …")
    return Loss(one.ids[0], "vanished-record", what, _paste(words, ("---", *notice, "---") if end == ".md" else notice))
