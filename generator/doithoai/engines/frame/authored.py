"""Authored Markdown pages, read by MkDocs; their faults are raised, not logged."""

from __future__ import annotations

import html

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from doithoai.engines.frame.contents import escape
from doithoai.engines.frame.values import AuthoredPageError
from doithoai.engines.html import clean_page


def read_authored(address: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Turn the page's Markdown into content, contents and title; AuthoredPageError where that fails."""
    try:
        page.read_source(config)
        page.render(config, files)
    except Exception as error:  # whatever a Markdown extension raises
        raise AuthoredPageError(address, str(error)) from error
    if not page.meta and (page.markdown or "").startswith("---"):  # MkDocs would publish it as text
        raise AuthoredPageError(address, "phần đầu trang giữa hai dòng “---” không đọc được")
    if not _title(page):
        raise AuthoredPageError(address, "thiếu tiêu đề (dòng đầu tiên dạng “# Tên trang”)")
    page.content = clean_page(page.content or "")
    _settle(page)


def _title(page: Page) -> str:
    """The title that the front matter or else the first heading gives, as plain text."""
    headings = [html.unescape(entry.title) for entry in page.toc if entry.level == 1]
    return str(page.meta.get("title") or next(iter(headings), ""))


def _settle(page: Page) -> None:
    """Title and description as escaped text, and a first heading where the author wrote none."""
    description = escape(str(page.meta.get("description") or ""))
    page.title = escape(_title(page))
    page.meta = {**page.meta, "title": page.title, "description": description, "head": ""}
    if all(entry.level > 1 for entry in page.toc):
        page.content = f'<h1 id="noi-dung">{page.title}</h1>\n{page.content}'
        heading = AnchorLink(page.title, "noi-dung", 1)
        heading.children = list(page.toc)
        page.toc = TableOfContents([heading])
