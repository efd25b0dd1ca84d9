"""MkDocs and Material, set up in-process. Importing this module imports MkDocs, which costs 120 ms.

Nothing is read from or written to a site's folders: pages are given as texts and returned as texts. The
only files MkDocs opens are templates and assets of Material and of our overrides.
"""

from __future__ import annotations

import logging
import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from msgspec import Struct

from doithoai.engines.frame.authored import read_authored
from doithoai.engines.frame.settings import authored_source, hub_source, settings
from doithoai.engines.frame.values import FrameError, FrameInputs, PageParts, TocEntry
from doithoai.engines.templates import compiled_templates


class Chrome(Struct, frozen=True):
    """MkDocs set up for one site, ready to render any page of it."""

    inputs: FrameInputs
    config: MkDocsConfig
    environment: Environment
    files: Files
    nav: Navigation


@lru_cache(maxsize=1)
def opened(inputs: FrameInputs, fingerprint: str) -> Chrome:
    """MkDocs set up for a site. The last one is kept, so that verifying a fresh frame sets up nothing."""
    with quiet():
        config = _config(inputs, fingerprint)
        files = Files([_file(config, source, text) for source, text in _sources(inputs)])
        environment = config.theme.get_env()
        environment.bytecode_cache = compiled_templates()
        chrome = Chrome(inputs, config, environment, files, get_navigation(files, config))
        for one in inputs.authored:
            read_authored(one, authored_page(chrome, one.address), config, files)
        return chrome


def render_wholly(chrome: Chrome, parts: PageParts) -> str:
    """A page of ours as MkDocs itself gives it, its texts escaped by Jinja's own escaping."""
    page = page_at(chrome, parts.address)
    description = escape(parts.description or chrome.inputs.description)
    dress(page, escape(parts.title), description, parts.head, parts.body, parts.toc)
    with quiet():
        return render(chrome, page)


def page_at(chrome: Chrome, address: str) -> Page:
    """The hub's page of that address, or a new one that stands in no navigation."""
    known = chrome.files.get_file_from_path(f"{address}index.md")
    if known and known.page:
        return known.page
    return Page(None, _file(chrome.config, f"{address}index.md", ""), chrome.config)


def authored_page(chrome: Chrome, address: str) -> Page:
    """An authored page, which MkDocs knows from the navigation."""
    file = chrome.files.get_file_from_path(authored_source(address))
    if not file or not file.page:
        raise FrameError(f"Hai trang cùng địa chỉ “{address}”")
    return file.page


def dress(page: Page, title: str, description: str, head: str, body: str, toc: tuple[TocEntry, ...]) -> None:
    """Give a page its content; all of it is HTML but for `toc`. `page.title` stays what the menu says."""
    page.meta = {"title": title, "description": description, "head": head, "hide": ["navigation"]}
    page.content = body
    heading = AnchorLink(title, "noi-dung", 1)
    heading.children = [_anchor(entry, 2) for entry in toc]
    page.toc = TableOfContents([heading])


def render(chrome: Chrome, page: Page) -> str:
    """The page through Material's templates, itself being the current one."""
    page.active = True
    try:
        context = get_context(chrome.nav, chrome.files, chrome.config, page)
        return chrome.environment.get_template("main.html").render(context)
    finally:
        page.active = False


@contextmanager
def quiet() -> Iterator[None]:
    """Log lines and warnings of MkDocs and Markdown go nowhere; what fails raises all the same."""
    loggers = [logging.getLogger(name) for name in ("mkdocs", "MARKDOWN")]
    propagated = [logger.propagate for logger in loggers]
    silence = logging.NullHandler()
    for logger in loggers:
        logger.addHandler(silence)
        logger.propagate = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, propagate in zip(loggers, propagated, strict=True):
            logger.removeHandler(silence)
            logger.propagate = propagate


def _config(inputs: FrameInputs, fingerprint: str) -> MkDocsConfig:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's own switch for its end-of-life banner
    with tempfile.TemporaryDirectory() as folder:  # MkDocs demands that docs_dir exists; it stays empty
        docs = Path(folder, "docs")
        docs.mkdir()
        config = MkDocsConfig(config_file_path=str(Path(folder, "mkdocs.yml")))
        config.load_dict(settings(inputs, fingerprint) | {"docs_dir": str(docs), "site_dir": str(Path(folder, "site"))})
        config.site_name = escape(inputs.site_name)  # Markup: some of Material's templates escape it again
        errors, _ = config.validate()
    if errors:
        raise FrameError("; ".join(f"{name}: {error}" for name, error in errors))
    return config


def _sources(inputs: FrameInputs) -> Iterator[tuple[str, str]]:
    """The names and texts of all pages that MkDocs is to know: hubs, whose text is ours, and authored."""
    for hub in inputs.hubs:
        yield hub_source(hub.place), ""
    for one in inputs.authored:
        yield authored_source(one.address), one.text


def _file(config: MkDocsConfig, source: str, text: str) -> File:
    file = File(source, None, config.site_dir, use_directory_urls=True)
    file.content_string = text
    return file


def _anchor(entry: TocEntry, level: int) -> AnchorLink:
    anchor = AnchorLink(escape(entry.text), escape(entry.id), level)
    anchor.children = [_anchor(child, level + 1) for child in entry.children]
    return anchor
