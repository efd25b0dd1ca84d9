"""Pages that only lead on: by themselves, or by their link where a browser will not."""

from __future__ import annotations

from hashlib import blake2b
from html import escape

from msgspec import Struct

from doithoai.domain import addresses
from doithoai.domain.former import stands_at

_PAGE = (
    '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action 'none'\">"
    '<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={href}">'
    "<title>{title}</title></head>\n"
    '<body><main><h1>{words}</h1><p><a href="{href}">{title}</a></p></main></body></html>\n'
)


class Lead(Struct, frozen=True):
    """From `address` (of a folder, or of a `.html` file) to the page `target`, with the words before its link."""

    address: str
    target: str
    title: str
    words: str

    @property
    def path(self) -> str:
        """The file it is published as."""
        return stands_at(self.address)

    def fingerprint(self) -> str:
        """Equal for pages that are alike."""
        seen = "\0".join((self.address, self.target, self.title, self.words))
        return blake2b(seen.encode(), digest_size=16).hexdigest()

    def drawn(self) -> bytes:
        """Its bytes; the file is named in full, since a folder opened from disk has no index."""
        href = addresses.relative(f"{self.target}index.html", self.address)
        return _PAGE.format(href=escape(href), title=escape(self.title), words=escape(self.words)).encode()
