"""Bytes of a file to clean text: UTF-8, NFC, line feeds; anything else refused with an explanation."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.resources import files

from msgspec import Struct

from doithoai.domain.site import SiteConfig
from doithoai.problems import Place, Problem, Severity, place_in
from doithoai.reading.layout import CONFIG
from doithoai.reading.legacy import from_misread, from_tcvn3, misread, words_in

SIZE_LIMIT = 1 << 20
"""Bytes; the longest real plan is 16 kB."""

_UTF8_MEND = "mở tệp, chọn Lưu thành (Save as), mã hóa UTF-8 rồi lưu lại"
_STRAY_MEND = "mở tệp ở mã UTF-8, xóa ký tự lạ ở chỗ này rồi gõ lại"
_UNICODE_MEND = "chuyển sang Unicode (trong Unikey: Ctrl+Shift+F6, nguồn {source}, đích Unicode) rồi lưu UTF-8"

# In TCVN3 a Vietnamese letter is one of these signs, so they stand inside words; Unicode text has them alone.
_TCVN3_WORD = re.compile(
    r"[A-Za-z][\u00a1-\u00ae\u00b5-\u00be×÷ÞßÐÑÖØæøþÆ][a-z]"
    r"|[a-z][\u00a8-\u00ae\u00b5-\u00b9\u00be](?![\w\u00a1-\u00be])"
    r"|(?<![\w\u00a1-\u00be])[§®][a-zA-Z\u00a1-\u00ff]"
)
# In VNI the tone follows its vowel as a Latin-1 letter that Vietnamese does not have.
_VNI_WORD = re.compile(r"[aeouyôö][ùøûõï](?![ùøûõï])|[ae]â(?=[a-zùøûõï])|oâ|eâ|ñ[a-zôö]|ö[ôùøûõï]|aê|[Ññ][aeiouöô]")
# name, a sign that clean Vietnamese hardly ever has (a quick look before the costly one), a word in it, its name
_LEGACY = (
    ("tcvn3", re.compile("[\u00a1-\u00ae\u00b5-\u00be]"), _TCVN3_WORD, "TCVN3 (ABC)"),
    ("vni", re.compile("[ñÑøûïöëäå]"), _VNI_WORD, "VNI Windows"),
)
# YAML ends a line at these, editors do not: line numbers would differ from those the clerk sees.
_ODD_BREAKS = "\u0085\u2028\u2029"
_SPACES_FOR_BREAKS = str.maketrans(_ODD_BREAKS, "   ")
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff"
_CONTROL = re.compile(f"[{_CONTROLS}]")
_CONTROL_BEFORE = re.compile(rf"^[{_CONTROLS}]+|(?<= )[{_CONTROLS}]+(?= )|[{_CONTROLS}]+$", re.MULTILINE)
"""Those that no space has to stand for: at a line's begin or end, or where there are spaces."""
# They come along when text is copied from web pages; a key or a number is another one with such a sign within.
_HIDDEN = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_INVISIBLE = re.compile(rf"[{_HIDDEN}]|(?<=\w)[\u200c\u200d]|[\u200c\u200d](?=\w)")  # between signs they join an emoji
_ODD = re.compile(f"[{_CONTROLS}{_ODD_BREAKS}{_HIDDEN}\u200c\u200d]")
"""All of them: one look is what a clean text costs."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Signs of one font alone, as Word's Symbol has its bullets: readers have other fonts and see a box."""
_PILE_LIMIT = 8
"""Marks on one letter; thousands of them would take minutes to put in order."""
_MARK = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: |$)")
_OURS, _BASE, _THEIRS = "<" * 7, "|" * 7, ">" * 7
_CONFLICT = re.compile(r"^(?:[<>]{7}(?:[ \r]|$)|\|{7} \S)", re.MULTILINE)
"""A mark that no text has: seven “=” may underline a heading, seven bars alone are a row of empty cells."""


class Decoded(Struct, frozen=True):
    """Text ready to parse, with what was told about it; `text` is None when it was refused."""

    text: str | None
    problems: tuple[Problem, ...] = ()
    readable: str = ""
    """What of a refused text can be looked at for personal data."""


def decode(data: bytes, file: str) -> Decoded:
    """Turn a file's bytes into NFC text with `\\n` line ends.

    Legacy Vietnamese encodings are looked for before anything is stripped: a byte lost is a letter lost.
    """
    refusal = _refuse_bytes(data, file)
    if refusal:
        return _refused(refusal, data)
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    odd = bool(_ODD.search(text))
    if odd:
        text = text.translate(_SPACES_FOR_BREAKS)
    refusal = _refuse_text(text, file)
    if refusal:
        return _refused(refusal, data)
    text, notes = _without_controls(text, file) if odd else (text, [])
    if data.startswith(b"\xef\xbb\xbf"):
        notes.append(_note("bom", "tệp có dấu BOM ở đầu (đã bỏ qua)", "lưu lại kiểu UTF-8 không BOM", file))
    hidden = _INVISIBLE.search(text) if odd else None
    if hidden:
        notes.append(_invisible_note(text, hidden, file))
        text = _INVISIBLE.sub("", text)
    notes += _private_signs(data, text, file)
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        pile = _piled_marks(text)
        if pile is not None:
            what = f"có chữ mang hơn {_PILE_LIMIT} dấu chồng lên nhau"
            return Decoded(None, (_error_at("piled-marks", what, "xóa chữ đó rồi gõ lại", file, text, pile),))
        notes.append(_nfd_note(text, file))
        text = unicodedata.normalize("NFC", text)
    return Decoded(text, tuple(notes))


_UNREADABLE = ("too-large", "nul", "utf-16", "utf-32")


def _refused(refusal: Problem, data: bytes) -> Decoded:
    """With what of the file its readers can read, sign for sign."""
    if refusal.code in _UNREADABLE:
        return Decoded(None, (refusal,))
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(None, (refusal,), unicodedata.normalize("NFC", text) if _piled_marks(text) is None else "")


def _refuse_bytes(data: bytes, file: str) -> Problem | None:
    if len(data) > SIZE_LIMIT:
        return too_large(file, len(data))
    wide = _wide(data)
    if wide:
        return _error(wide.lower(), f"tệp lưu bằng mã {wide}, không phải UTF-8", _UTF8_MEND, file)
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        what = "tệp có ký tự rỗng (NUL): có thể là tệp Word hoặc tệp hỏng"
        return _error("nul", what, "chép phần chữ sang một tệp văn bản mới, lưu UTF-8", file, line)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start, file)
    return None


def too_large(file: str, size: int) -> Problem:
    """A file over the size limit; `size` in bytes."""
    what = f"tệp quá lớn ({_kilobytes(size)}; tối đa {_kilobytes(SIZE_LIMIT)})"
    return _error("too-large", what, "tách thành nhiều hồ sơ, bỏ ảnh hoặc tệp nhúng", file)


def _kilobytes(size: int) -> str:
    return f"{size // 1000:,} kB".replace(",", ".")


def _wide(data: bytes) -> str | None:
    """The encoding, of four or two bytes a sign, told by its mark, or by where the zeros are."""
    head = data[:400]
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")) or _reads_as_utf32(head):
        return "UTF-32"
    zeros = max(head[0::2].count(0), head[1::2].count(0))
    is_two = data.startswith((b"\xff\xfe", b"\xfe\xff")) or (len(head) >= 8 and zeros > len(head) // 3)
    return "UTF-16" if is_two else None


def _reads_as_utf32(head: bytes) -> bool:
    """Text of another encoding gives numbers that are no signs."""
    for order in ("utf-32-le", "utf-32-be") if b"\0" in head else ():
        with suppress(UnicodeDecodeError):
            return len(head) >= 8 and "\0" not in head.decode(order)
    return False


def _not_utf8(data: bytes, at: int, file: str) -> Problem:
    before = data[:at].decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    escaped = data.decode("utf-8-sig", "surrogateescape")
    if _is_utf8_but_for_strays(escaped):
        what = f"có byte 0x{data[at]:02X} không hợp lệ trong tệp mã UTF-8"
        return _error_at("not-utf8", what, _STRAY_MEND, file, before, len(before))
    legacy = _legacy(escaped.translate(_AS_LATIN_1), file)
    if legacy:
        return legacy
    what = f"tệp không phải mã UTF-8 (byte 0x{data[at]:02X} không hợp lệ; có thể là Latin-1 hoặc Windows-1258)"
    return _error_at("not-utf8", what, _UTF8_MEND, file, before, len(before))


_AS_LATIN_1 = {0xDC00 + byte: byte for byte in range(0x80, 0x100)}
"""What Python makes of a byte that is no UTF-8, to the letter that it would be alone."""


def _is_utf8_but_for_strays(escaped: str) -> bool:
    """Whether most signs beyond ASCII read as UTF-8; in an old encoding hardly one does, by chance."""
    signs = [char for char in escaped if not char.isascii()]
    strays = sum(ord(char) in _AS_LATIN_1 for char in signs)
    return len(signs) > 3 * strays


_NEEDED = {
    CONFIG: "trang nào cũng cần tệp này; viết mỗi mục một dòng: "
    + ", ".join(f"“{field.alias}: …”" for field in SiteConfig.model_fields.values() if field.is_required())
}
"""How to mend an empty file that may not be deleted."""


def _refuse_text(text: str, file: str) -> Problem | None:
    if not text.strip():
        return _error("empty", "tệp rỗng", _NEEDED.get(file, "điền nội dung, hoặc xóa tệp nếu tạo nhầm"), file)
    conflict = any(mark in text for mark in (_OURS, _BASE, _THEIRS)) and _CONFLICT.search(text)
    if conflict:
        what = "còn dấu xung đột của git: hai người cùng sửa một chỗ"
        base = f", xóa cả đoạn cũ từ dòng {_BASE} đến dòng =======" if _BASE in text else ""
        mend = f"chọn phần đúng, xóa ba dòng <<<<<<<, =======, >>>>>>>{base}, rồi chạy: git add {file}"
        if "/kien-nghi/" in file and conflict_sides(text):
            mend += f"; là hai kiến nghị khác nhau thì tách: doithoai renumber {file}"
        return _error("git-conflict", what, mend, file, text.count("\n", 0, conflict.start()) + 1)
    return None if text.isascii() else _legacy(text, file)


def _without_controls(text: str, file: str) -> tuple[str, list[Problem]]:
    """The text to read on, and what is told of the first sign of them."""
    control = _CONTROL.search(text)
    if control is None:
        return text, []
    what = f"có ký tự điều khiển không nhìn thấy (U+{ord(control[0]):04X})"
    told = _error_at("control", what, "xóa ký tự đó rồi gõ lại đoạn này", file, text, control.start())
    return _CONTROL.sub(" ", _CONTROL_BEFORE.sub("", text)), [told]


def conflict_sides(text: str) -> tuple[str, str] | None:
    """Both versions of a text that git could not merge; None for one without its marks."""
    sides: tuple[list[str], list[str]] = ([], [])
    into: tuple[int, ...] = (0, 1)
    found = False
    for line in text.replace("\r\n", "\n").split("\n"):
        mark = line[:7] if _MARK.match(line) else ""
        if mark == "<" * 7:
            found, into = True, (0,)
        elif mark and into != (0, 1):
            into = {"=" * 7: (1,), ">" * 7: (0, 1)}.get(mark, ())
        else:
            for side in into:
                sides[side].append(line)
    return ("\n".join(sides[0]), "\n".join(sides[1])) if found else None


def _piled_marks(text: str) -> int | None:
    """Where a letter begins to carry more marks than any language has."""
    run = 0
    for at, char in enumerate(text):
        run = run + 1 if char > "\u02ff" and unicodedata.combining(char) else 0
        if run > _PILE_LIMIT:
            return at - run
    return None


def _legacy(text: str, file: str) -> Problem | None:
    """TCVN3 or VNI text that was read as Latin-1, UTF-8 that was read as Windows-1252; a few words of it are enough."""
    at = misread(text)
    if at is not None:
        sample = _line_of(text, at)
        what = f"chữ UTF-8 bị mở nhầm bằng mã Windows-1252 rồi lưu lại: “{sample}” (đọc ra: “{from_misread(sample)}”)"
        return _error_at("misread-utf-8", what, "chép lại từ bản gốc, hoặc gõ lại đoạn này", file, text, at)
    for name, telltale, pattern, source in _LEGACY:
        if not telltale.search(text):
            continue
        hits = list(pattern.finditer(text))
        signs = {char for hit in hits for char in hit[0] if not char.isascii()}
        enough = len(signs) > 2 or (len(signs) == 2 and "\u00ad" in signs)
        if not enough or len(hits) * 200 < len(text.split()):  # a sign or two: a footnote¹, El Niño, Zalo®
            continue
        return _old_encoding(name, source, file, text, hits[0].start())
    found = words_in(text, _tcvn3_table())
    sources = {name: source for name, *_, source in _LEGACY}
    return _old_encoding(found[0], sources[found[0]], file, text, found[1].at) if found else None


def _old_encoding(name: str, source: str, file: str, text: str, at: int) -> Problem:
    sample = _line_of(text, at)
    reading = f" (đọc ra: “{from_tcvn3(sample, _tcvn3_table())}”)" if name == "tcvn3" else ""
    what = f"chữ gõ bằng bảng mã cũ {source}, không phải Unicode: “{sample}”{reading}"
    return _error_at(name, what, _UNICODE_MEND.format(source=source), file, text, at)


def _line_of(text: str, at: int) -> str:
    """The line's first words."""
    return text.split("\n")[text.count("\n", 0, at)].strip()[:60]


@cache
def _tcvn3_table() -> dict[int, str]:
    rows = files("doithoai.reading").joinpath("tcvn3.csv").read_text("utf-8").splitlines()
    return {int(row["byte_hex"], 16): row["unicode"] for row in csv.DictReader(rows)}


def _private_signs(data: bytes, text: str, file: str) -> Iterator[Problem]:
    """The first of its file; in UTF-8 they begin with one of two bytes, which are looked for sooner."""
    found = _PRIVATE.search(text) if b"\xee" in data or b"\xef" in data else None
    if found:
        sign, place = f"U+{ord(found[0]):04X}", place_in(text, found.start(), file)
        what = f"có ký tự riêng của Word ({sign}, thường là dấu đầu dòng): máy người xem chỉ hiện ô vuông"
        yield Problem("private-sign", what, "thay bằng dấu “-”, hoặc xóa", place, Severity.WARNING)


def _invisible_note(text: str, hidden: re.Match[str], file: str) -> Problem:
    what = f"có ký tự không nhìn thấy (U+{ord(hidden[0]):04X}), thường do chép từ trang web hoặc tệp PDF; đã bỏ qua"
    mend = "không cần làm gì; muốn hết ghi chú này thì xóa đoạn đó rồi gõ lại"
    return Problem("invisible", what, mend, place_in(text, hidden.start(), file), Severity.NOTE)


def _nfd_note(text: str, file: str) -> Problem:
    lines = enumerate(text.split("\n"), 1)
    number = next((number for number, line in lines if not unicodedata.is_normalized("NFC", line)), 0)
    what = "chữ có dấu ở dạng tổ hợp (NFD), thường do chép từ máy Mac hoặc tệp PDF; đã tự chuyển sang dựng sẵn"
    return _note("nfd", what, "không cần làm gì; muốn hết ghi chú này thì gõ lại hoặc lưu lại dạng NFC", file, number)


def _error(code: str, what: str, mend: str, file: str, line: int = 0, column: int = 0) -> Problem:
    return Problem(code, what, mend, Place(file, line, column))


def _error_at(code: str, what: str, mend: str, file: str, text: str, at: int) -> Problem:
    return Problem(code, what, mend, place_in(text, at, file))


def _note(code: str, what: str, mend: str, file: str, line: int = 0) -> Problem:
    return Problem(code, what, mend, Place(file, line), Severity.NOTE)
