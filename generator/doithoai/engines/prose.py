"""Markdown of records to clean HTML.

python-markdown reads it, nh3 lets only an allow-list through: the text of anything else stays, the danger goes.
Most opinions are plain paragraphs, for which the two libraries together cost more than all else of a page, so
text without any Markdown sign takes a short way that gives the same bytes (a property test compares them).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from doithoai.folding import slug

_TAGS = {
    "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code", "pre", "hr", "br",
    "sup", "sub", "dl", "dt", "dd", "del", "ins", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),
    "a": {"href", "title"},
    "ol": {"start"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "h5": {"id"},
    "h6": {"id"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
# Signs of Markdown or HTML, control signs, spaces that the two ways treat differently, and beginnings of blocks.
_MARKED = re.compile(
    r"[*_`\[\]<>#|\\&~=^{}\x00-\x09\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ue000-\ue002]"
    r"|^(?: |(?:[-+]|\d+[.)]?)(?: |$)|--|:)| $|://",
    re.MULTILINE,
)
# What takes the Markdown parser more than linear time, or more depth than Python has; no real document comes near.
_TANGLED = re.compile(r"(?:(?:\d{1,9}\.|[-*+]) +|> *){60}|^[ \t]{200}", re.MULTILINE)
_TANGLE_LIMITS = {"[": 400, "<": 2000, "\n:": 400, "`": 4000, "\\": 10_000}
_BLOCK_LINES = 1000
_BLANK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text: its level, id and words."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Clean HTML and its headings in order."""

    html: str
    headings: tuple[Heading, ...] = ()


def prose(text: str) -> Prose:
    """Render Markdown; headings get ids that fold đ to d."""
    if not text:
        return Prose("")
    if _MARKED.search(text) is None:
        return Prose(_paragraphs(text))
    return full_prose(text)


def full_prose(text: str) -> Prose:
    """The long way, through both libraries."""
    import nh3

    if _tangled(text):
        return Prose(_paragraphs(escape(text, quote=False)))
    converter = _converter()
    converter.reset()
    html = converter.convert(text)
    clean = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, clean_content_tags=set(),
        link_rel="noopener noreferrer",
    )  # fmt: skip
    return Prose(clean, tuple(_headings(converter.toc_tokens)))


def _tangled(text: str) -> bool:
    """Whether the text is an attack or an accident: it is then shown as it is typed, without Markdown."""
    too_many = any(text.count(sign) > limit for sign, limit in _TANGLE_LIMITS.items())
    endless = any(block.count("\n") > _BLOCK_LINES for block in _BLANK.split(text))
    return too_many or endless or _TANGLED.search(text) is not None


def _paragraphs(text: str) -> str:
    blocks = (block.strip() for block in _BLANK.split(text))
    return "\n".join(f"<p>{block}</p>" for block in blocks if block)


@cache
def _converter() -> Any:
    from markdown import Markdown

    return Markdown(
        extensions=["tables", "sane_lists", "def_list", "toc"],
        extension_configs={"toc": {"slugify": lambda value, _separator: slug(value), "marker": ""}},
        output_format="html",
    )


def _headings(tokens: list[dict[str, Any]]) -> list[Heading]:
    found: list[Heading] = []
    for token in tokens:
        found.append(Heading(token["level"], token["id"], token["name"]))
        found += _headings(token["children"])
    return found
