"""Every sheet of the sample site, as it is published: linked, composed, and holding the facts of its record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

from doithoai.build import Request, edition_in
from doithoai.domain.authority import Authority
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.dates import clocked, slashed
from doithoai.domain.edition import Edition
from doithoai.domain.opinion import Opinion, Step
from doithoai.domain.plan import Plan
from doithoai.domain.session import Session
from doithoai.domain.spoken_code import code_of, grouped
from papers import Paper, fonts, is_nfc, needs_decoder, needs_poppler, needs_print, read, scanned
from sample import DAY, ROOT, Html, build_site, copy_site, read_page

pytestmark = [pytest.mark.slow, needs_print, needs_poppler]

SITE = "https://doithoai.example"
UNSEEN = set("\u200b\u200c\u200d\u2060\u00ad\ufeff\ufffd")
CODED = ("to-dan-", "dinh-chinh-", "to-truong", "phieu-lay-y-kien")
"""Sheets that bear the code of their record."""

OURS = {"BeVietnamPro", "Tinos"}
INVITING = ("lich-", "thay-doi-", "nhac-lich-")
"""Announcements that say where to go."""


@dataclass(frozen=True)
class Published:
    """The built site: its sheets read back, and where its pages lead."""

    public: Path
    papers: dict[str, Paper]
    pages: dict[str, Html]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Published:
    root = copy_site(tmp_path_factory.mktemp("papers") / "site")
    build_site(root, cached=False)
    public = root / "public"
    sheets = sorted((public / "in").rglob("*.pdf"))
    papers = {one.relative_to(public).as_posix(): read(one.read_bytes(), root) for one in sheets}
    pages = {one.parent.relative_to(public).as_posix(): read_page(one.read_bytes()) for one in public.rglob("*.html")}
    return Published(public, papers, pages)


@cache
def edition(authority: str) -> Edition:
    """What is known of one authority of the sample on the tests' day."""
    return edition_in(Request(ROOT, ROOT / "public", DAY), authority)


def squeezed(text: str) -> str:
    """Without spaces, marks of breath and capitals, which lines and type add."""
    return "".join(text.split()).replace("/", "").casefold()


def facts(path: str) -> Iterator[str]:
    """What a sheet has to hold, from its record alone."""
    _, authority, *folders, file = path.removesuffix(".pdf").split("/")
    known = edition(authority).dossier
    at = "/".join((authority, *folders))
    if folders[-1] == "bang-tin":
        yield from (known.authority.name, *(area.name for area in known.authority.areas if area.code == file))
    elif folders[-1] == "kien-nghi":
        yield from (one.title for one in known.opinions if one.area == file and _still_told(one, edition(authority)))
    elif folders[-1] == "phat":
        year, month, day = file.split("-")
        yield f"{int(day)}/{int(month)}/{year}"
    else:
        for one in (*known.plans, *known.sessions, *known.conclusions, *known.opinions):
            own = one.id.removesuffix("/lich")
            if at == own:
                yield from _facts_of(one, file, known.authority)
            elif file == "ban-doc" and at.rpartition("/")[0] == own:
                yield one.title
                if isinstance(one, Session) and one.place and folders[-1].startswith(INVITING):
                    yield one.place.name


def _still_told(opinion: Opinion, known: Edition) -> bool:
    return known.standing(opinion).due is not None and known.late(opinion)


def _facts_of(record: object, file: str, authority: Authority) -> Iterator[str]:
    if isinstance(record, Session):
        yield from _facts_of_session(record, file, authority)
    elif isinstance(record, Plan | Conclusion):
        yield record.title.removeprefix("Thông báo ").removeprefix("Kế hoạch ")
        yield from (item.text for item in (record.items if isinstance(record, Conclusion) else ()))
    elif isinstance(record, Opinion):
        yield record.title
        if file == "van-ban-tra-loi":
            told = [one for one in record.events if one.step is Step.ANSWERED_IN_WRITING]
            yield from (text for one in told for text in (one.text, one.document) if text)
        else:
            yield from (text for one in record.corrections for text in (one.wrong, one.right))
    if file.startswith(CODED):
        assert isinstance(record, Session | Plan | Conclusion | Opinion)
        yield grouped(code_of(record))


def _facts_of_session(session: Session, file: str, authority: Authority) -> Iterator[str]:
    yield session.title
    place = session.place
    assert place is not None and session.time.day is not None
    yield from (place.name, slashed(session.time.day))
    if file.startswith(CODED):
        yield from (clocked(one) for one in (session.time.starts, session.time.ends) if one)
        yield authority.name
        yield from authority.contact.phone


def test_every_kind_of_sheet_is_in_the_sample(site: Published) -> None:
    """So that whoever looks at the sample sees each, a correction, too."""
    seen = {path.rpartition("/")[2].rstrip("-0123456789.pdf") for path in site.papers}
    assert seen >= {"to-dan-a", "dinh-chinh-1-a", "to-truong", "phieu-lay-y-kien", "giay-moi", "thong-bao", "ban-doc"}
    assert seen >= {"thong-bao-ket-luan", "bao-cao-ket-qua", "tong-hop-y-kien", "ke-hoach", "van-ban-tra-loi", "tru-so"}


def test_every_sheet_holds_the_facts_of_its_record(site: Published) -> None:
    """Text taken out of the PDF, spaces aside."""
    assert len(site.papers) > 40
    for path, paper in site.papers.items():
        said, text = [*facts(path)], squeezed(paper.text)
        assert said or "/kien-nghi/tdp-" in path, path
        assert [one for one in said if squeezed(one) not in text] == [], path


def test_every_page_of_a_fictional_wards_sheet_says_so(site: Published) -> None:
    """Sheets come apart at the copier: the back of one page is nobody's proof of the front of another."""
    mine = {
        path: one.text.removesuffix("\f").split("\f") for path, one in site.papers.items() if "/phuong-mau/" in path
    }
    assert any(len(pages) > 2 for pages in mine.values())
    unmarked = [(path, at) for path, pages in mine.items() for at, said in enumerate(pages, 1)
                if "dữ liệu minh họa" not in " ".join(said.split()).lower()]  # fmt: skip
    assert unmarked == []


def test_the_text_of_every_sheet_is_composed_and_has_nothing_unseen(site: Published) -> None:
    """Searching and reading aloud find the words as they were written."""
    assert [path for path, one in site.papers.items() if not is_nfc(one.text) or set(one.text) & UNSEEN] == []


def test_every_sheet_embeds_only_our_fonts(site: Published, tmp_path: Path) -> None:
    """Nothing of the system's, nothing of the typesetter's own."""
    assert [path for path in site.papers if not fonts((site.public / path).read_bytes(), tmp_path) <= OURS] == []


def test_every_sheet_is_linked_by_words_from_a_page_of_its_own_record(site: Published) -> None:
    """The page of the record or of its authority; Word files, too."""
    linked: dict[str, set[str]] = {}
    for page, html in site.pages.items():
        for link in html.links:
            target = (site.public / page / unquote(link.partition("#")[0])).resolve()
            linked.setdefault(str(target), set()).add(page)
    for file in (site.public / "in").rglob("*.*"):
        own = file.relative_to(site.public / "in").parts
        pages = {one.partition("/")[2] for one in linked.get(str(file.resolve()), set()) if one.startswith("co-quan/")}
        assert any("/".join(own).startswith(f"{one}/") for one in pages), file


@needs_decoder
def test_every_code_of_the_sample_leads_to_a_page_that_is_there(site: Published, tmp_path: Path) -> None:
    """A poster's to the short address of its record, that of a group's opinions to the authority's page."""
    coded = [path for path in site.papers if path.rpartition("/")[2].startswith(CODED) or "/kien-nghi/tdp-" in path]
    for number, path in enumerate(coded):
        folder = tmp_path / str(number)
        folder.mkdir()
        found = scanned((site.public / path).read_bytes(), folder, dots=150)  # coarser ones hang on where a dot falls
        assert len(found) == 1 and found[0].startswith(f"{SITE}/"), path
        assert (site.public / found[0].removeprefix(f"{SITE}/") / "index.html").is_file(), path
        if "/kien-nghi/tdp-" not in path:
            assert f"{SITE}/s/" in found[0], path
