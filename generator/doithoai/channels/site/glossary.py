"""Words of offices on records' pages, each leading to its meaning where the site has a page of such words.

The page is an authored one, so a site writes its own: what it explains is found in its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from doithoai.domain import addresses
from doithoai.domain.authored import AuthoredPage
from doithoai.folding import slug

WORDS = "trang/tu-ngu"
EXPLAINED = ("plan.html", "session.html", "conclusion.html", "opinion.html")
"""Templates of what citizens read; lists repeat the same words too often."""

_DEFINED = re.compile(r"^(?![:#\s])(.+)\n+: ", re.MULTILINE)
_HEADINGS = "can-cu|thanh-phan|dinh-chinh|noi-nhan"
_LABEL = re.compile(rf'<(?P<tag>dt|dd|b|h2 id="(?:{_HEADINGS})")>(?P<word>[^<>]{{3,40}})(?=</)')


def glossary_of(pages: Iterable[AuthoredPage]) -> dict[str, str]:
    """Per word that the site explains the id of its entry; the frame gives entries these same ids."""
    text = next((page.text for page in pages if page.address == WORDS), "")
    return {word.strip(): f"tu-{slug(word)}" for word in _DEFINED.findall(text)}


def explained(body: str, glossary: Mapping[str, str], address: str) -> str:
    """A page's body where a label that is a word of the glossary leads to its meaning, the first time it stands."""
    left = dict(glossary)
    page = addresses.relative(f"{WORDS}/", address)

    def lead(found: re.Match[str]) -> str:
        entry = left.pop(found["word"], None)
        if entry is None:
            return found[0]
        return f'<{found["tag"]}><a class="dt-term" href="{page}#{entry}">{found["word"]}</a>'

    return _LABEL.sub(lead, body)
