"""HTML that came from somebody's Markdown, cleaned by an allow-list (nh3): the text stays, the danger goes."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

TAGS = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code", "pre", "hr",
    "br", "sup", "sub", "dl", "dt", "dd", "del", "ins", "table", "thead", "tbody", "tr", "th", "td", "div", "span",
}  # fmt: skip
"""Elements that may stay, in a record or a page."""

_ELEMENTS = """
a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br
button canvas caption center cite code col colgroup content data datalist dd del details dfn dialog dir div dl dt em
embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe
image img input ins isindex kbd keygen label legend li link listing main map mark marquee math menu menuitem meta meter
nav nobr noembed noframes noscript object ol optgroup option output p param picture plaintext portal pre progress q rb
rp rt rtc ruby s samp script search section select shadow slot small source spacer span strike strong style sub summary
sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp
"""
TAG = rf"</?(?:{'|'.join(_ELEMENTS.split())})(?=[\s/>])[^<>]*>"
"""A tag, by the names of the HTML standard's elements, old ones too: what else is in `<…>` are words, `<sửa đường>`."""

COMMENT = r"<!--(?:(?!<!--|-->).)*-->"
"""What is meant to be hidden; one that has no end is words."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
OF_RECORDS: dict[str, set[str]] = {
    "*": set(),
    "a": {"href", "title"},
    "ol": {"start"},
    **{heading: {"id"} for heading in _HEADINGS},
}
"""Attributes that may stay in a record's text, by element."""

_OF_PAGES: dict[str, set[str]] = {"*": {"id", "class"}, "a": {"href", "title"}, "ol": {"start"}}
_ALIGNED = {"th": {"align"}, "td": {"align"}}
SCHEMES = {"http", "https", "mailto", "tel"}
"""Where a link may lead."""


def clean(html: str) -> str:
    """HTML of a record's text: no class, no id but a heading's, no block of layout."""
    return _clean(html, TAGS - {"div", "span", "h1"}, OF_RECORDS)


def clean_page(html: str) -> str:
    """HTML of an authored page, which may also have notes and footnotes."""
    return _clean(html, TAGS, {**_OF_PAGES, **_ALIGNED})


_TAGGED = re.compile(
    r"(?P<kept>`+[^`\n]*`+|<(?:https?://|mailto:|[\w.+-]{1,64}@)[^<>\s]*>)"  # code and addresses, which pages show
    rf"|{COMMENT}|(?<!\]\(){TAG}"
    rf"|\[(?P<led>[^\]\n]{{0,200}})\]\(\s*(?!(?:{'|'.join(sorted(SCHEMES))}):)[a-z][a-z0-9+.-]{{0,30}}:"
    r"(?:[^()\n]|\([^()\n]*\))*\)",
    re.IGNORECASE | re.DOTALL,
)


def untagged(markdown: str) -> str:
    """Markdown as it is written, without HTML and without links by which a browser would run something.

    These are the words that a page shows of it, for whoever gets them in another way: the text stays, the danger goes.
    """
    if "<" not in markdown and "](" not in markdown:
        return markdown
    return _TAGGED.sub(lambda found: found["kept"] or found["led"] or "", markdown)


_HIDDEN = re.compile(rf"(?P<kept>`+[^`\n]*`+)|{COMMENT}|(?P<words><\?)", re.DOTALL)


def without_hidden(markdown: str) -> str:
    """Markdown without its comments, even with empty lines in them; `<?` are words, not the beginning of a program."""
    if "<!--" not in markdown and "<?" not in markdown:
        return markdown
    return _HIDDEN.sub(lambda found: found["kept"] or ("&lt;?" if found["words"] else ""), markdown)


_HREF = re.compile(r'(?<= href=")[^"]*(?=")')


def hrefs_in(html: str) -> set[str]:
    """Where the links of cleaned HTML lead, as they were written."""
    return {unescape(href) for href in _HREF.findall(html)}


def led(html: str, lead: Callable[[str], str]) -> str:
    """The HTML with every link as `lead` gives it."""
    if " href=" not in html:
        return html

    def leading(found: re.Match[str]) -> str:
        href = unescape(found[0])
        to = lead(href)
        return found[0] if to == href else escape(to)

    return _HREF.sub(leading, html)


_NO_TAG = re.compile(rf"<(?!{TAG[1:]}|{COMMENT[1:]})", re.IGNORECASE | re.DOTALL)
_ANY_TAG = re.compile(rf"{COMMENT}|{TAG}", re.IGNORECASE | re.DOTALL)
_NAME = re.compile(r"[a-z0-9]+", re.IGNORECASE)


_IMAGE = re.compile(r"<img\b[^<>]*>")
_SAID = re.compile(r'\balt="([^"]*)"')


def _worded(image: re.Match[str]) -> str:
    """What an image shows, in the words that stand for it: pages have no room for pictures from elsewhere."""
    said = _SAID.search(image[0])
    return said[1] if said else ""


def _clean(html: str, tags: set[str], attributes: dict[str, set[str]]) -> str:
    import nh3

    def unwrapped(tag: re.Match[str]) -> str:
        name = _NAME.search(tag[0])
        return tag[0] if name and name[0].lower() in tags and tag[0][1] != "!" else ""

    worded = _IMAGE.sub(_worded, html) if "<img" in html else html
    return nh3.clean(
        _ANY_TAG.sub(unwrapped, _NO_TAG.sub("&lt;", worded)),  # the words of `<svg>`, `<template>` would go with it
        tags=tags,
        attributes=attributes,
        url_schemes=SCHEMES,
        clean_content_tags=set(),
        link_rel="noopener noreferrer",
    )
