"""Text and tables of contents as HTML, byte for byte as the theme's templates write them.

`contents` mirrors three templates of site/material/partials: toc-sidebar, toc and toc-item. MkDocs' own
rendering of sample pages (Frame.verify) holds the two to the same bytes.
"""

from __future__ import annotations

from doithoai.engines.frame.values import TocEntry

_BEFORE = (
    '<div class="md-sidebar md-sidebar--secondary"><div class="md-sidebar__scrollwrap"><div class="md-sidebar__inner">'
    '<nav class="md-nav md-nav--secondary" aria-label="Mục lục">'
    '<p class="md-nav__title">Mục lục</p><ul class="md-nav__list">'
)
_AFTER = "</ul></nav></div></div></div>"


def escape(text: str) -> str:
    """HTML for a plain text, safe between tags and between quotes; the same bytes as Jinja's escaping."""
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;").replace('"', "&#34;")
    )


def contents(entries: tuple[TocEntry, ...]) -> str:
    """The column of contents beside the page, or nothing for a page without headings."""
    return f"{_BEFORE}{_items(entries)}{_AFTER}" if entries else ""


def _items(entries: tuple[TocEntry, ...]) -> str:
    return "".join(map(_item, entries))


def _item(entry: TocEntry) -> str:
    text = escape(entry.text)
    return (
        f'<li class="md-nav__item"><a href="#{escape(entry.id)}" class="md-nav__link">'
        f'<span class="md-ellipsis">{text}</span></a>{_nested(text, entry.children)}</li>'
    )


def _nested(text: str, children: tuple[TocEntry, ...]) -> str:
    if not children:
        return ""
    return f'<nav class="md-nav" aria-label="{text}"><ul class="md-nav__list">{_items(children)}</ul></nav>'
