"""`s/`: where a code said by telephone or printed on paper leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from html import escape

from doithoai.artifacts import Artifact
from doithoai.channels.site.withdrawn import name_of
from doithoai.domain import addresses
from doithoai.domain.edition import Edition
from doithoai.domain.records import Titled
from doithoai.domain.spoken_code import DIGITS, PAGES, code_of, grouped
from doithoai.domain.withdrawn import Withdrawn
from doithoai.engines.theme import wording

LIST = f"{PAGES}danh-sach.js"
"""Every code that has a page, for the script of `s/`: a script too, since a page opened from a folder may not fetch."""

_PAGE = (
    '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action 'none'\">"
    '<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={href}">'
    '<title>{title}</title></head>\n<body><p>{label} {code}: <a href="{href}">{title}</a></p></body></html>\n'
)


@dataclass(frozen=True, slots=True)
class CodePage:
    """The page of one code: leads on by itself, or by its link where a browser will not."""

    code: str
    target: str
    title: str

    @property
    def path(self) -> str:
        """The file it is published as."""
        return f"{addresses.of_code(self.code)}index.html"

    def fingerprint(self) -> str:
        """Equal for pages that are alike."""
        return blake2b(f"{self.code}\0{self.target}\0{self.title}".encode(), digest_size=16).hexdigest()

    def drawn(self) -> bytes:
        """Its bytes; the file is named in full, since a folder opened from disk has no index."""
        href = addresses.relative(f"{self.target}index.html", addresses.of_code(self.code))
        label = wording().say("code.label")
        return _PAGE.format(href=href, title=escape(self.title), label=label, code=grouped(self.code)).encode()


def code_pages(edition: Edition) -> Iterator[CodePage]:
    """A page for every record that has a code."""
    for record in edition.dossier.records:
        if isinstance(record, Titled):
            yield CodePage(code_of(record), addresses.of(record), f"{record.label}: {record.title}")
        elif isinstance(record, Withdrawn):
            yield CodePage(code_of(record), addresses.of(record), name_of(record))


def code_list(codes: Iterable[str]) -> Artifact:
    """The list of codes, a row of digits."""
    return Artifact(LIST, f'doithoaiCodes("{"".join(sorted(codes))}", {DIGITS});\n'.encode())
