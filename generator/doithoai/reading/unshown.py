"""What a text holds that pages and paper do not show as it was meant: HTML, pictures, signs without a letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from doithoai.engines.html import COMMENT, SCHEMES, TAG
from doithoai.problems import Problem, Severity, place_in, shorten

_HTML = re.compile(
    rf"(?<!\]\()(?!</){TAG}|(?P<hidden>{COMMENT})|<!--|\b(?:javascript|vbscript)\s{{0,9}}:", re.IGNORECASE | re.DOTALL
)
_KNOWN = "|".join(sorted({*SCHEMES, "file", "javascript", "vbscript"}))
"""How links begin that pages have, and those that are told otherwise."""
_ODD_LINK = re.compile(rf"\]\(\s{{0,9}}<?(?P<scheme>(?!(?:{_KNOWN}):)[a-z][a-z0-9+-]{{1,30}}:)", re.IGNORECASE)


def markup(text: str, file: str, prose: Callable[[], range]) -> Iterator[Problem]:
    """What is taken out of the Markdown on the lines of `prose`, and shown as it stands in all data: HTML, and links
    that lead where no browser may be sent."""
    lines = cache(prose)
    yield from _html(text, file, lines)
    for match in _ODD_LINK.finditer(text) if "](" in text else ():
        what = f"liên kết kiểu “{match['scheme']}” không mở được từ trang: trang chỉ giữ phần chữ"
        mend = "bỏ liên kết, hoặc ghi địa chỉ bắt đầu bằng https://, mailto: hoặc tel:"
        place = place_in(text, match.start("scheme"), file)
        if place.line in lines():
            yield Problem("raw-html", what, mend, place, Severity.WARNING)


def _html(text: str, file: str, lines: Callable[[], range]) -> Iterator[Problem]:
    if "<" not in text and "script" not in text.lower():
        return
    for match in _HTML.finditer(text):
        place = place_in(text, match.start(), file)
        in_prose = place.line in lines()
        if in_prose and match[0].startswith("<!--"):
            yield Problem("raw-html", *_comment(match), place, Severity.WARNING)
            continue
        what = f"có mã HTML hoặc liên kết chạy lệnh “{shorten(match[0], 40)}”: "
        what += "trang chỉ giữ phần chữ" if in_prose else "trang hiện nguyên cả mã như chữ thường"
        mend = "xóa mã, chỉ dùng chữ và Markdown" if in_prose else "xóa mã; ở đây chỉ ghi chữ"
        yield Problem("raw-html", what, mend, place, Severity.WARNING)


def _comment(match: re.Match[str]) -> tuple[str, str]:
    """What is told of a comment; one without an end hides nothing."""
    if not match["hidden"]:
        return "có dấu mở ghi chú “<!--” mà không có dấu đóng “-->”: trang hiện nguyên dấu ấy như chữ", "xóa dấu “<!--”"
    what = f"có ghi chú ẩn “{shorten(' '.join(match[0].split()), 40)}”: trang không hiện chữ nào trong đó"
    return what, "muốn hiện thì bỏ hai dấu “<!--” và “-->”; ghi chú thừa thì xóa, ai mở tệp cũng đọc được"


UNNAMED = "(ghi tên phường, xã)"
"""Stands in a new site for a name that nobody gave."""


def unnamed(text: str, file: str) -> Iterator[Problem]:
    """A name that is still to be written: the page would be published with what stands for it."""
    for match in re.finditer(re.escape(UNNAMED), text):
        what = f"còn chữ mẫu “{UNNAMED}”, đăng lên là hiện nguyên trên trang"
        mend = "ghi tên thật" + (
            "; chưa đăng lần nào thì đổi cả tên thư mục của cơ quan cho đúng" if "/" in file else ""
        )
        yield Problem("unnamed", what, mend, place_in(text, match.start(), file), Severity.WARNING)


_PICTURE = re.compile(r"!\[[^\]\n]{0,200}\]\(")


def pictures(text: str, file: str) -> Iterator[Problem]:
    """Pictures, which no page shows, the first of the file."""
    match = _PICTURE.search(text) if "![" in text else None
    if match:
        what = f"ảnh “{shorten(match[0][2:-2], 40)}” không hiện trên trang: chỉ còn dòng chữ tả ảnh"
        mend = "tả bằng chữ điều cần thấy trong ảnh, hoặc đặt liên kết tới trang có ảnh"
        yield Problem("picture", what, mend, place_in(text, match.start(), file), Severity.WARNING)


_RARE = re.compile("[^\u0000-\u024f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ab]")
"""Letters that a font may lack: all but Latin ones and the signs of Vietnamese text."""


def unprintable(text: str, file: str) -> Iterator[Problem]:
    """A sign that no sheet of paper can show, the first of its file."""
    rare = [match for match in _RARE.finditer(text) if match[0].isprintable()] if not text.isascii() else []
    if not rare:
        return
    from doithoai.engines.glyphs import BOX, can_draw

    lost = next((match for match in rare if not can_draw(match[0])), None)
    if lost:
        what = f"ký tự “{lost[0]}” không in được trên giấy: tờ dán, văn bản chỉ hiện ô {BOX}"
        place = place_in(text, lost.start(), file)
        yield Problem("unprintable", what, "bỏ ký tự này, hoặc viết bằng chữ", place, Severity.NOTE)
