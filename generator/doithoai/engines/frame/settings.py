"""What we ask of MkDocs and Material for a site: plain values, no import of theirs."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from doithoai.engines.frame.cache import OVERRIDES
from doithoai.engines.frame.contents import escape
from doithoai.engines.frame.values import FrameInputs

ICON = "data:image/svg+xml;base64," + b64encode((OVERRIDES / "favicon.svg").read_bytes()).decode()
"""Within the page: one request less."""

_GUIDES = "Hướng dẫn"
_EXTENSION = "doithoai.engines.frame.markdown_vi"


def settings(inputs: FrameInputs, fingerprint: str) -> dict[str, Any]:
    """MkDocs' configuration of a site, without its folders. No plugins: search is not MkDocs' work here.

    Files that change with the frame bear its fingerprint in their names, so that no browser keeps an old one.
    """
    return {
        "site_url": inputs.site_url,
        "site_description": escape(inputs.description),
        "copyright": inputs.footer,
        "use_directory_urls": True,
        "plugins": [],
        "nav": _nav(inputs),
        "theme": _theme(),
        "extra": {
            "generator": False,
            "feeds": inputs.feeds,
            "style": style_name(fingerprint),
            "script": script_name(fingerprint),
            "icon": ICON,
        },
        "markdown_extensions": _markdown(),
    }


def style_name(fingerprint: str) -> str:
    """Where the style sheet of all pages is published."""
    return f"assets/frame/frame.{fingerprint[:8]}.css"


def script_name(fingerprint: str) -> str:
    """Where the frame's script is published."""
    return f"assets/frame/frame.{fingerprint[:8]}.js"


def hub_source(place: str) -> str:
    """The name under which MkDocs knows a hub's page."""
    return f"{place}/index.md" if place else "index.md"


def authored_source(address: str) -> str:
    """The name under which MkDocs knows an authored page; authored pages link to each other by it."""
    return f"{address}.md"


def _nav(inputs: FrameInputs) -> list[dict[str, Any]]:
    hubs: list[dict[str, Any]] = [{escape(hub.title): hub_source(hub.place)} for hub in inputs.hubs]
    guides = [authored_source(one.address) for one in inputs.authored]
    return hubs + ([{_GUIDES: guides}] if guides else [])


def _theme() -> dict[str, Any]:
    """Material with our overrides: no font from elsewhere, no instant loading, no footer navigation."""
    return {
        "name": "material",
        "custom_dir": str(OVERRIDES),
        "language": "vi",
        "font": False,
        "icon": {"logo": "material/forum"},
        "features": ["navigation.tabs"],
    }


def _markdown() -> list[str | dict[str, Any]]:
    from doithoai.engines.frame.markdown_vi import slug

    return [
        "attr_list",
        "def_list",
        _EXTENSION,
        {"toc": {"slugify": slug, "toc_depth": 3}},
        # Alignment as an attribute: the content security policy forbids style attributes.
        {"tables": {"use_align_attribute": True}},
        {"footnotes": {"BACKLINK_TITLE": "Trở lại vị trí chú thích %d trong bài"}},
    ]
