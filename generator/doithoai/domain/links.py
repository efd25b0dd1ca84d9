"""Links in Markdown: written from one source file to another, as MkDocs takes them, they lead from page to page.

Where a link leads follows from its words and from the file that it stands in, whatever else there is: so a page never
has to be made again because another one came or went. That the file is there is for the reader to see.
"""

from __future__ import annotations

import re
from posixpath import join, normpath, splitext
from urllib.parse import unquote

from doithoai.domain import addresses
from doithoai.domain.records import ENDINGS

_INLINE = r"\]\(\s*(?:<(?P<pointed>[^<>\n]*)>|(?P<plain>[^()<>\n]*(?:\([^()\n]*\)[^()\n]*)*))"
_DEFINED = r"^ {0,3}\[(?!\^)[^\[\]\n]{1,200}\]:[ \t]*<?(?P<defined>[^\s<>]+)"
_LINK = re.compile(f"{_INLINE}|{_DEFINED}", re.MULTILINE)
_TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*')\s*$""")
LONGEST = 2000
"""Characters of a link, beyond which no browser would take it either."""
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#|\?|$", re.IGNORECASE)


def links_in(text: str) -> dict[str, str]:
    """What looks like a link in a Markdown text: where it leads, and how it is written where it first stands."""
    if "](" not in text and "]:" not in text:
        return {}
    found: dict[str, str] = {}
    for one in _LINK.finditer(text):
        plain = (one["plain"] or "")[:LONGEST]
        found.setdefault(one["pointed"] or one["defined"] or _TITLE.sub("", plain).strip(), one[0])
    return found


def target_of(href: str, folder: str) -> str | None:
    """The file that a link in a file of `folder` names, both seen from `content/`; None where it names no file.

    Above `content/` the path begins with `..`. What ends with a slash is an address, and stays as it is written.
    """
    path = unquote(re.split("[?#]", href, maxsplit=1)[0]).strip()
    if _ELSEWHERE.match(href.strip()) or path.endswith(("/", "..")) or path == ".":
        return None
    return normpath(join(folder, path))


def record_of(href: str, folder: str) -> str:
    """The id of the record whose file a link would name, were it there; empty where it names no file."""
    return splitext(target_of(href, folder) or "")[0]


def page_of(file: str) -> str:
    """The address of the page that is made from a file of `content/`: a record's, or an authored page's."""
    name, _ = splitext(file)
    return f"{name}/" if name.startswith(addresses.AUTHORED) else addresses.of_id(name)


def led(href: str, folder: str, base: str) -> str:
    """A link in a file of `folder` as it stands on the page at `base`; one that names no source file stays."""
    file = target_of(href, folder)
    if file is None or file.startswith("..") or not file.endswith(ENDINGS):
        return href
    _, sign, anchor = href.partition("#")
    return addresses.relative(page_of(file), base) + sign + anchor
