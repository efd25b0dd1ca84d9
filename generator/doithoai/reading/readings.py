"""A text as its file has it, as a page shows it, as people read over its marks; where in the file each letter was."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from doithoai.reading.names import is_title

# What a page shows of a text is not all written as it is shown. All of these are compiled only where their signs are.
# Each way begins with a sign of its own, or none: `re` passes over all other letters at once then.
_INLINE = "abbr|a|bdi|big|b|code|del|em|font|ins|i|mark|small|span|strong|strike|sub|sup|s|tt|u|wbr"
_ENTITY = r"&(?:#\d{1,7}|#[xX][\dA-Fa-f]{1,6}|[A-Za-z][A-Za-z\d]{1,31});"
_ESCAPED = r"\\(?:x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|[!-/:-@\[-`{-~]|(?=\s))"  # of Markdown, and in quotes of YAML
_TAG = rf"<!--[^<>]{{0,200}}-->|</?(?i:{_INLINE})(?:\s[^<>]{{0,200}})?/?>|(?P<apart></?[A-Za-z][^<>@]{{0,200}}>)"
_EMPHASIS = r"``*|~~|\*(?<=[\w`\])]\*)\**(?=[\w`\[(@]|\.\w)|_(?<![^\W_]_)_*|__*(?![^\W_])"
_TO = r"\([^()\n]{0,500}(?:\([^()\n]{0,100}\)[^()\n]{0,100})?\)|\[[^\[\]\n]{0,100}\]"
_TEXT = rf"(?=[^\[\]]{{1,200}}\](?:{_TO}))"
_LINK = rf"!\[{_TEXT}|\[{_TEXT}|\](?:{_TO})"
_QUOTED = r" (?<=\n )[ >]{0,19}>|>(?<=\n>)(?:[ >]{0,19}>)?"
_MARKUP = f"{_ENTITY}|{_ESCAPED}|{_TAG}|{_EMPHASIS}|{_LINK}|{_QUOTED}"
_MARKUP_SIGNS = tuple("&\\<*`_~]>")
# Marks that a page shows, but a reader reads over: ông “Nguyễn Văn An”, nhà “12” ngõ 34.
_MARKS, _QUOTES = '"“”„«»‹›()\\[\\]{}`_*~', "'‘’"
SEEN = (
    f"[{_MARKS}{_QUOTES}](?:(?<=[{_MARKS}])[{_MARKS}]*|(?<=[{_QUOTES}])(?:(?<!\\w.)[{_QUOTES}]*|[{_QUOTES}]*(?!\\w)))"
)
_SEEN_SIGNS = tuple("\"'“”„‘’«»‹([{`_")
_UNSEEN = "[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]"


class Reading(Struct, frozen=True):
    """A text without some of its signs: where in it each was, and how many letters are gone from there on."""

    text: str
    of: str
    ends: list[int]
    gone: list[int]
    before: Reading | None = None
    over_marks: bool = False

    def under(self, match: re.Match[str]) -> str:
        """What it was read of."""
        return self.of[self._in_text(match.start()) : self._in_text(match.end() - 1) + 1]

    def places(self, match: re.Match[str]) -> range:
        """Where it stands in the file."""
        return range(self._in_file(match.start()), self._in_file(match.end() - 1) + 1)

    def _in_text(self, at: int) -> int:
        return at + self.gone[bisect_right(self.ends, at)]

    def _in_file(self, at: int) -> int:
        return self.before._in_file(self._in_text(at)) if self.before else self._in_text(at)


def other_readings(text: str) -> Iterator[Reading]:
    """As a page shows it, and as people read over its quotation marks and brackets; each where it differs."""
    shown = None
    if any(sign in text for sign in _MARKUP_SIGNS):
        shown = _without(text, _MARKUP, _shown)
        if shown.ends:
            yield shown
    seen = shown.text if shown else text
    if any(sign in seen for sign in _SEEN_SIGNS):
        yield replace(_without(seen, SEEN, _read_over), before=shown, over_marks=True)


def _without(text: str, signs: str, instead: Callable[[re.Match[str]], str]) -> Reading:
    left: list[str] = []
    ends, gone, begin = [], [0], 0
    for sign in re.finditer(signs, text):
        put = instead(sign)
        left += text[begin : sign.start()], put
        begin = sign.end()
        gone.append(gone[-1] + len(sign[0]) - len(put))
        ends.append(begin - gone[-1])
    return Reading("".join((*left, text[begin:])), text, ends, gone)


def _shown(markup: re.Match[str]) -> str:
    from html import unescape  # a list of two thousand names that hardly any site needs

    written = markup[0]
    if written.startswith(("\\x", "\\u")):
        return chr(int(written[2:], 16))
    if written.startswith("&"):
        return re.sub(_UNSEEN, "", unescape(written))
    if written.startswith("\\"):
        return written[1:]
    return " " if markup["apart"] else ""


def _read_over(marks: re.Match[str]) -> str:
    """A space where nothing else would part what stands beside the marks: ông(Nguyễn Văn An).

    What opens behind a name says more of it: ông Nguyễn Văn An (Bí thư Chi bộ).
    """
    if "(" in marks[0] and _is_behind_a_name(marks):
        return marks[0]
    before, after = marks.string[max(0, marks.start() - 1) : marks.start()], marks.string[marks.end() : marks.end() + 1]
    return " " if before.isalnum() and after.isalnum() and not (before.isdigit() and after.isdigit()) else ""


def _is_behind_a_name(marks: re.Match[str]) -> bool:
    words = re.findall(r"\w+", marks.string[max(0, marks.start() - 20) : marks.start()])
    return bool(words) and words[-1][0].isupper() and not is_title(words[-1])


_ODD = (
    "[\u00d0\u00f0\u0189\u0256\u2000-\u200a\u2010-\u2012\u2014\u2015\u202f\u2212\u3000\uff0b\uff0e\uff10-\uff19\uff20]"
)
_PLAINLY = {
    **{ord(sign): " " for sign in "\u202f\u3000"},
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **{ord(sign): "-" for sign in "\u2010\u2011\u2012\u2014\u2015\u2212"},
    **{code: chr(code - 0xFEE0) for code in (0xFF0B, 0xFF0E, *range(0xFF10, 0xFF1A), 0xFF20)},
    **{ord(sign): "Đ" for sign in "\u00d0\u0189"},
    **{ord(sign): "đ" for sign in "\u00f0\u0256"},
}
"""Other spaces, hyphens, digits of full width, letters that look like Đ: sign for sign, so that places stay right."""
_ODD_SIGNS, _ODD_LETTERS = (b"\xe2", b"\xe3", b"\xef", b"\xc9"), "\u00d0\u00f0\u0189"
"""What they begin with in UTF-8, or which they are: single bytes and letters are found many times as fast as others."""


def plain_of(text: str) -> tuple[str, bytes]:
    """A text without emphasis and odd signs, and its bytes."""
    plain = text.replace("*", " ")
    written = plain.encode(errors="surrogatepass")
    is_odd = any(sign in written for sign in _ODD_SIGNS) or any(letter in plain for letter in _ODD_LETTERS)
    if is_odd and re.search(_ODD, plain):
        plain = plain.translate(_PLAINLY)
        written = plain.encode(errors="surrogatepass")
    return plain, written


def readings_of(text: str) -> Iterator[str]:
    """A text in one line as it is written and, where that differs, as it is shown and as it is read."""
    yield " ".join(plain_of(text)[0].split())
    for reading in other_readings(text):
        yield " ".join(plain_of(reading.text)[0].split())
