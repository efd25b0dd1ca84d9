"""Authored Markdown in Vietnamese: ids that can be typed, and no English word of an extension's own."""

from __future__ import annotations

import re
import unicodedata
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.treeprocessors import Treeprocessor

_TITLES = {
    "note": "Ghi chú",
    "info": "Thông tin",
    "tip": "Gợi ý",
    "success": "Đã xong",
    "question": "Hỏi đáp",
    "warning": "Lưu ý",
    "danger": "Cảnh báo",
    "example": "Ví dụ",
    "quote": "Trích dẫn",
    "abstract": "Tóm tắt",
}


def slug(text: str, separator: str) -> str:
    """An id from a heading: "Kế hoạch đối thoại" becomes "ke-hoach-doi-thoai"."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "d"))
    return separator.join(re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower()))


class _VietnameseAdmonition(AdmonitionProcessor):
    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        kind, title = super().get_class_and_title(match)
        given = match.group(2) is not None
        return kind, title if given else _TITLES.get(kind.split()[0], "Ghi chú")


class _Terms(Treeprocessor):
    """A word that is explained can be led to: its id is `tu-` and its slug, the first time it is."""

    def run(self, root: Element) -> None:
        seen = set[str]()
        for term in root.iter("dt"):
            ident = f"tu-{slug(''.join(term.itertext()), '-')}"
            if ident not in seen and "id" not in term.attrib:
                term.set("id", ident)
            seen.add(ident)


class VietnameseAdmonitions(Extension):
    """`!!! warning` without a title is headed "Lưu ý", not "Warning"; words that are explained have ids."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Register the blocks with Markdown."""
        md.registerExtension(self)
        md.parser.blockprocessors.register(_VietnameseAdmonition(md.parser), "admonition", 105)
        md.treeprocessors.register(_Terms(md), "terms", 5)


def makeExtension(**settings: Any) -> Extension:  # noqa: N802 - Markdown's own name
    """The extension, as Markdown looks it up by this module's name."""
    return VietnameseAdmonitions(**settings)


__all__ = ["VietnameseAdmonitions", "makeExtension", "slug"]
