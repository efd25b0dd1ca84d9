"""What we ask of MkDocs and Material for a site: plain values, no import of theirs."""

from __future__ import annotations

from typing import Any

from doithoai.engines.frame.cache import OVERRIDES
from doithoai.engines.frame.contents import escape
from doithoai.engines.frame.values import FrameInputs

_GUIDES = "Hướng dẫn"
_EXTENSION = "doithoai.engines.frame.markdown_vi"


def settings(inputs: FrameInputs) -> dict[str, Any]:
    """MkDocs' configuration of a site, without its folders. No plugins: search is not MkDocs' work here."""
    return {
        "site_url": inputs.site_url,
        "site_description": escape(inputs.description),
        "copyright": inputs.footer,
        "use_directory_urls": True,
        "plugins": [],
        "nav": _nav(inputs),
        "theme": _theme(),
        "extra": {"generator": False, "feeds": inputs.feeds},
        "extra_css": ["assets/frame/frame.css", "assets/doithoai/site.css"],
        "markdown_extensions": _markdown(),
    }


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
        "favicon": "assets/frame/favicon.svg",
        "icon": {"logo": "material/forum"},
        "features": ["navigation.tabs", "navigation.top", "toc.follow"],
        "palette": _palettes(),
    }


def _palettes() -> list[dict[str, Any]]:
    """The device's choice first; each button leads to the next of the three."""
    return [
        _palette("(prefers-color-scheme)", "default", "brightness-auto", "Chuyển sang giao diện sáng"),
        _palette("(prefers-color-scheme: light)", "default", "weather-sunny", "Chuyển sang giao diện tối"),
        _palette("(prefers-color-scheme: dark)", "slate", "weather-night", "Theo thiết lập của thiết bị"),
    ]


def _palette(media: str, scheme: str, icon: str, name: str) -> dict[str, Any]:
    toggle = {"icon": f"material/{icon}", "name": name}
    return {"media": media, "scheme": scheme, "primary": "indigo", "accent": "indigo", "toggle": toggle}


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
