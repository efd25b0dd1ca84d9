"""Markdown of records to clean HTML.

python-markdown reads it, nh3 lets only an allow-list through: the text of anything else stays, the danger goes.
Most opinions are plain paragraphs, for which the two libraries together cost more than all else of a page, so
text without any Markdown sign takes a short way that gives the same bytes (a property test compares them).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape
from itertools import islice, pairwise
from typing import Any

from doithoai.cache import Cache, code_stamp, digest
from doithoai.engines.html import clean, hrefs_in, without_hidden
from doithoai.folding import slug

# Signs of Markdown or HTML, control signs, spaces that the two ways treat differently, and beginnings of blocks.
_MARKED = re.compile(
    r"[*_`\[\]<>#|\\&~=^{}\x00-\x09\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ue000-\ue002]"
    r"|^(?: |(?:[-+]|\d+[.)]?)(?: |$)|--|:)| $|://",
    re.MULTILINE,
)
# What takes the Markdown parser more than linear time, or more depth than Python has; no real document comes near.
_TANGLED = re.compile(r"(?:(?:\d{1,9}\.|[-*+]) +|> *){60}|^[ \t]{200}", re.MULTILINE)
_TANGLE_LIMITS = {"[": 400, "<": 2000, "\n:": 400, "`": 4000, "*": 10_000, "\\": 10_000}
_BLOCK_LINES = 1000
_BLANK = re.compile(r"\n[ \t]*\n")


def prose(text: str) -> str:
    """Render Markdown to clean HTML. Headings begin at h3, as the text stands below a heading of its page."""
    if not text:
        return ""
    return full_prose(text) if _is_marked(text) else _paragraphs(text)


def _is_marked(text: str) -> bool:
    return _MARKED.search(text) is not None


Prose = Callable[[str, str], str]
"""Renders the text of a record of an id."""


def kept_in(cache: Cache) -> Prose:
    """`prose`, but what the libraries made of a record's text last time is taken from there.

    Loading them takes as long as drawing fifty pages, and a plan's text through them as thirty.
    """

    def read(text: str, record: str) -> str:
        if not _is_marked(text):
            return prose(text)
        name, key = f"prose-{digest(record)}.json", digest(code_stamp(), text)
        kept = cache.load(name)
        if isinstance(kept, dict) and kept.get("key") == key:
            return str(kept["html"])
        html = prose(text)
        cache.store(name, {"key": key, "html": html})
        return html

    return read


def full_prose(text: str) -> str:
    """The long way, through both libraries."""
    if tangled(text):
        return _paragraphs(escape(text, quote=False))
    return clean(_converted(without_hidden(text), converter()))


def hrefs_of_page(text: str) -> set[str]:
    """Where links in the Markdown of an authored page lead, which MkDocs draws."""
    return hrefs_in(clean(_converted(text, converter(of_pages=True))))


def _converted(text: str, read: Any) -> str:
    read.reset()
    return str(read.convert(text))


def tangled(text: str) -> bool:
    """Whether the text is an attack or an accident: a record's is then shown as it is typed, without Markdown."""
    too_many = any(text.count(sign) > limit for sign, limit in _TANGLE_LIMITS.items())
    endless = any(block.count("\n") > _BLOCK_LINES for block in _BLANK.split(text))
    return too_many or endless or _TANGLED.search(text) is not None


def tangle(text: str) -> int:
    """Where what makes a text tangled begins: the sign that is one too many, the deepest nest, the endless block."""
    for sign, limit in _TANGLE_LIMITS.items():
        if text.count(sign) > limit:
            found = re.finditer(re.escape(sign), text)
            return next(islice(found, limit, None)).start() + len(sign) - 1
    nest = _TANGLED.search(text)
    if nest:
        return nest.start()
    starts = (0, *(blank.end() for blank in _BLANK.finditer(text)))
    return max(pairwise((*starts, len(text))), key=lambda block: text.count("\n", *block))[0]


def _paragraphs(text: str) -> str:
    blocks = (block.strip() for block in _BLANK.split(text))
    return "\n".join(f"<p>{block}</p>" for block in blocks if block)


@cache
def converter(*, of_pages: bool = False) -> Any:
    """The Markdown parser, set up once; of names of extensions it would ask every package that is installed.

    In a record's text what is set in is no code, and `[Trả lời]: có` is no link's address but words.
    """
    from markdown import Markdown
    from markdown.extensions.def_list import DefListExtension
    from markdown.extensions.sane_lists import SaneListExtension
    from markdown.extensions.tables import TableExtension
    from markdown.extensions.toc import TocExtension

    headings = TocExtension(slugify=lambda value, _separator: f"vb-{slug(value)}", marker="", baselevel=2)
    extensions = [TableExtension(), SaneListExtension(), DefListExtension(), headings]
    read = Markdown(extensions=extensions, output_format="html")
    read.parser.blockprocessors.deregister("code")
    if not of_pages:
        read.parser.blockprocessors.deregister("reference")
    read.parser.blockprocessors.register(_heading()(read.parser), "hashheader", 70)
    read.inlinePatterns.register(_sign()(_TIMES, read), "times", 65)
    return read


_TIMES = r"(?<=[^\W_])\*(?=[^\W_]|[(\[])|(?<=[)\]%])\*(?=[^\W_])|(?<=\d)\*\*(?=\d)"
"""A sign of multiplication, `4*15*3`, `2*(a + b)`: nothing is emphasised from it or up to it."""


def _heading() -> Any:
    """What finds headings: behind their signs is a space, `#5` is a number."""
    from markdown.blockprocessors import HashHeaderProcessor

    class Spaced(HashHeaderProcessor):
        RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ \t]+(?P<header>\S[^\n]*?)(?:[ \t]+#+)?[ \t]*(?:\n|$)")

    return Spaced


def _sign() -> Any:
    """What leaves a sign as it is."""
    from markdown.inlinepatterns import InlineProcessor

    class Sign(InlineProcessor):
        def handleMatch(self, m: re.Match[str], _data: str) -> tuple[str, int, int]:  # type: ignore[override] # noqa: N802
            return m[0], m.start(), m.end()

    return Sign
