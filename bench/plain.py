"""The same records as a plain MkDocs + Material project: `python -m bench.plain SITE DIR`.

Every page that our site has becomes one Markdown page with the same address, facts, text, timeline and links, made
from the very data that our page is drawn from. The navigation holds the index pages only, never a record.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bench.corpus import AS_OF

_TEXTS = ("văn bản", "text")
_INDEXES = (
    ("", "Trang chủ"),
    ("lich/", "Lịch đối thoại"),
    ("ke-hoach/", "Kế hoạch"),
    ("ket-luan/", "Kết luận"),
    ("kien-nghi/", "Kiến nghị"),
    ("co-quan/", "Cơ quan"),
    ("linh-vuc/", "Lĩnh vực"),
)
_FEW = 3
"""A list of mappings with more keys than this becomes a table, one with fewer a list."""


def write(site: Path, folder: Path, as_of: date = AS_OF) -> int:
    """Write the project into `folder`: `search-off.yml`, `search-on.yml` and `docs/`; how many pages."""
    from doithoai.reading.register import read_site

    read = read_site(site)
    count = 0
    for address, text in (*_pages(read, as_of), *((f"{one.address}/", one.text) for one in read.pages)):
        target = folder / "docs" / address / "index.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        count += 1
    nav: list[dict[str, Any]] = [{title: f"{address}index.md"} for address, title in _INDEXES]
    nav.append({"Hướng dẫn": [f"{one.address}/index.md" for one in read.pages]})
    for name, plugins in (("search-off", []), ("search-on", [{"search": {"lang": "vi"}}])):
        (folder / f"{name}.yml").write_text(_config(read.config.name, nav, plugins), "utf-8")
    return count


def _config(name: str, nav: list[dict[str, Any]], plugins: list[Any]) -> str:
    """JSON, which is YAML too."""
    return json.dumps(
        {
            "site_name": name,
            "site_url": "https://doithoai.example.vn/",
            "theme": {"name": "material", "language": "vi", "font": False, "features": ["navigation.tabs"]},
            "plugins": plugins,
            "markdown_extensions": ["tables", "def_list", "sane_lists", {"toc": {"toc_depth": 3}}],
            "nav": nav,
            "validation": {"nav": {"omitted_files": "ignore"}},
        },
        ensure_ascii=False,
        indent=1,
    )


def _pages(read: Any, as_of: date) -> Iterator[tuple[str, str]]:
    from doithoai.channels.site import pages as channel
    from doithoai.domain.bulletin import SILENCE
    from doithoai.domain.edition import Edition, brief_of
    from doithoai.reading import files, register

    authorities = [register.read_authority(read.folder, name)[0] for name in read.authorities]
    directory = {one.authority_id: brief_of(one) for one in authorities if one}
    digests = []
    for authority in authorities:
        assert authority
        found, _ = files.records_of(read.folder, authority.authority_id)
        dossier = register.read_dossier(read.folder, authority, found, read.topics, {}).dossier
        assert dossier
        edition = Edition(dossier, read.topics, directory, as_of)
        bulletin = SILENCE  # plain MkDocs has no loudspeakers: websites are compared
        digests.append(channel.digest(edition, bulletin))
        yield from (markdown(page) for page in channel.authority_pages(edition, bulletin))
    whole = channel.SiteEdition(read.config, read.topics, tuple(digests), as_of)
    yield from (markdown(page) for page in channel.site_pages(whole))


def markdown(page: Any) -> tuple[str, str]:
    """A page's address and its view as Markdown: facts as a table, then its text, lists and timeline."""
    view = {key: value for key, value in page.view.items() if value and value is not True}
    texts = [view.pop(key) for key in _TEXTS if key in view]
    crumbs = " / ".join(_inline(one) for one in view.pop("crumbs", []))
    facts = {key: value for key, value in view.items() if _is_fact(value)}
    parts = [_front(page), crumbs, f"# {view.pop('heading', page.title)}"]
    parts += ["\n\n".join(_quoted(text) if page.template == "opinion.html" else text for text in texts)]
    parts += [_table([["", ""], *([_label(key), _inline(value)] for key, value in facts.items() if key != "heading")])]
    for key, value in view.items():
        if not _is_fact(value):
            parts += [f"## {_label(key)}", _block(value)]
    return page.address, "\n\n".join(part for part in parts if part) + "\n"


def _front(page: Any) -> str:
    """Title and description for the page's head."""
    title, description = (json.dumps(text, ensure_ascii=False) for text in (page.title, page.description))
    return f"---\ntitle: {title}\ndescription: {description}\n---"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def _label(key: str) -> str:
    return key.replace("_", " ").capitalize()


def _is_fact(value: Any) -> bool:
    if isinstance(value, dict):
        return "text" in value
    if isinstance(value, list):
        return all(not isinstance(one, dict) or set(one) <= {"href", "text"} for one in value)
    return True


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        words = str(value.get("text") or value.get("title") or value.get("name") or value.get("label") or "")
        return f"[{words}]({_target(value['href'])})" if value.get("href") else words
    if isinstance(value, list):
        return "; ".join(_inline(one) for one in value)
    return str(value).replace("|", "\\|")


def _target(href: str) -> str:
    """A relative link between folders as one between Markdown files, which MkDocs checks and resolves."""
    path, mark, fragment = href.partition("#")
    if "://" in path:
        return href
    return f"{'' if path == './' else path}index.md{mark}{fragment}"


def _block(value: Any) -> str:
    if isinstance(value, dict):
        return _table([["", ""], *([_label(key), _inline(one)] for key, one in value.items() if one)])
    rows = [one for one in value if isinstance(one, dict)]
    if rows and max(len(row) for row in rows) > _FEW and not _is_timeline(rows):
        keys = list(dict.fromkeys(key for row in rows for key in row if key != "href"))
        return _table([[_label(key) for key in keys], *([_cell(row, key) for key in keys] for row in rows)])
    return "\n".join(f"{number}. {_item(one)}" for number, one in enumerate(value, 1))


def _is_timeline(rows: list[dict[str, Any]]) -> bool:
    return "step" in rows[0]


def _cell(row: dict[str, Any], key: str) -> str:
    linked = row.get("href") and key in ("title", "text", "name")
    return _inline({"href": row["href"], "text": row[key]}) if linked else _inline(row.get(key) or "")


def _item(one: Any) -> str:
    if not isinstance(one, dict):
        return _inline(one)
    if "step" not in one:
        href = one.get("href", "")
        told = ", ".join(_inline(value) for key, value in one.items() if value and key != "href")
        return _inline({"href": href, "text": told})
    told = [_inline(value) for key, value in one.items() if value and key not in ("on", "iso", "step")]
    return f"**{one['on']}** {one['step']}" + "".join(f" – {part}" for part in told)


def _table(rows: list[list[str]]) -> str:
    if len(rows) < 2:
        return ""
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|" + "---|" * len(rows[0]), *body])


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), Path(sys.argv[2])), "pages")
