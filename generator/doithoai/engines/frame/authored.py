"""Authored Markdown pages, read by MkDocs; their faults are raised, not logged."""

from __future__ import annotations

import html

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from doithoai.engines.frame.contents import escape
from doithoai.engines.frame.values import Authored, AuthoredPageError
from doithoai.engines.html import clean_page


def read_authored(given: Authored, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Turn the page's Markdown into content, contents and title; AuthoredPageError where that fails.

    MkDocs' own reader is left out: it would look for front matter, and publish as text what it cannot read.
    """
    page.markdown, page.meta = given.text, {}
    try:
        page.render(config, files)
    except Exception as error:  # whatever a Markdown extension raises
        raise AuthoredPageError(given.address, str(error)) from error
    title = given.title or _heading(page)
    if not title:
        raise AuthoredPageError(given.address, "thiếu tiêu đề (dòng đầu tiên dạng “# Tên trang”)")
    page.content = clean_page(page.content or "")
    page.title = escape(title)
    page.meta = {"title": page.title, "description": escape(given.description), "head": ""}
    _headed(page)


def _heading(page: Page) -> str:
    """The first heading as plain text."""
    return next((html.unescape(entry.title) for entry in page.toc if entry.level == 1), "")


def _headed(page: Page) -> None:
    """Set a first heading where the author wrote none."""
    if all(entry.level > 1 for entry in page.toc):
        page.content = f'<h1 id="noi-dung">{page.title}</h1>\n{page.content}'
        heading = AnchorLink(page.title, "noi-dung", 1)
        heading.children = list(page.toc)
        page.toc = TableOfContents([heading])
