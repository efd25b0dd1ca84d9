"""Search: what a browser needs to find pages by words typed with or without accents. Nothing of it is fetched before.

`tim/dau.js` is the head: letters, authorities, where each word is; `tim/tu/…` hold the words, in alphabetical pieces;
`tim/trang/…` the names of pages, sixteen a piece. All are scripts that call one function, since a page opened from
a folder may load scripts and nothing else. `assets/doithoai/tim.js` reads them.

letters (outside) the words of a text    terms      words and rows of words that a text is found by
entries           pages as search knows them        postings  where each term stands
findable          one authority's part              shelves   everything put together
"""

from __future__ import annotations

from doithoai.channels.search.entries import Entry, authored_entry
from doithoai.channels.search.findable import (
    FOLDER,
    Findable,
    Found,
    Noted,
    Script,
    findable_again,
    findable_of,
    findable_site,
)
from doithoai.channels.search.shelves import Shelves

__all__ = [
    "FOLDER",
    "Entry",
    "Findable",
    "Found",
    "Noted",
    "Script",
    "Shelves",
    "authored_entry",
    "findable_again",
    "findable_of",
    "findable_site",
]
