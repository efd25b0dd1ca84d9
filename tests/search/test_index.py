"""What the index holds of a site: all that pages show, nothing that they do not, put together right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doithoai.channels.search.postings import WEIGHTS, index_again, index_of, merged, written
from doithoai.channels.search.terms import TOGETHER, terms_of, together
from doithoai.letters import bare, words
from sample import build_site, copy_site, read_page, tree

WITHDRAWN = "co-quan/phuong-mau/2026/doi-thoai-3/kien-nghi/006/"

Rows = list[tuple[set[str], set[str], set[str]]]


def data_of(script: bytes) -> tuple[str, str, Any]:
    found: list[Any] = json.loads("[" + script.decode().removeprefix("dt_found(").removesuffix(")\n") + "]")
    return found[0], found[1], found[2]


def postings(text: str) -> Iterator[tuple[int, int]]:
    """Page and weight of each posting, read as the browser reads them."""
    number, page = 0, -1
    for sign in text:
        digit = ord(sign) - 35 - (ord(sign) > 92)
        number = number * 45 + digit % 45
        if digit < 45:
            page += 1 + number // WEIGHTS
            yield page, number % WEIGHTS
            number = 0


@pytest.fixture(scope="module")
def site(public: Path) -> dict[str, bytes]:
    return tree(public)


@pytest.fixture(scope="module")
def names(site: dict[str, bytes]) -> list[list[str]]:
    """Address, title and what stands below it, by the page's number."""
    _, _, head = data_of(site["tim/dau.js"])
    found = []
    for part, _, pages, _, _ in head["parts"]:
        folder = f"tim/trang/{part}/" if part else "tim/trang/"
        for at in range(0, pages, head["piece"]):
            found += data_of(site[f"{folder}{at // head['piece']}.js"])[2]
    return found


@pytest.fixture(scope="module")
def terms(site: dict[str, bytes]) -> dict[str, list[tuple[int, int]]]:
    _, _, head = data_of(site["tim/dau.js"])
    found: dict[str, list[tuple[int, int]]] = {}
    for at in range(len(head["shelves"])):
        shelf = data_of(site[f"tim/tu/{at}.js"])[2]
        found |= {term: list(postings(text)) for term, text in zip(shelf[::2], shelf[1::2], strict=True)}
    return found


def test_every_record_is_found_by_its_title(site: dict[str, bytes], names: list[list[str]], terms: Any) -> None:
    """Each page of a record, topic or guide is there once, with every word of its title."""
    record = re.compile(r"co-quan/.*(/20\d\d/.*doi-thoai-[^/]+|/ke-hoach|/ket-luan|/kien-nghi/\d+)/index\.html")
    shown = {path.removesuffix("index.html") for path in site if record.fullmatch(path)} - {WITHDRAWN}
    addresses = [address for address, _, _ in names]
    assert len(addresses) == len(set(addresses))
    assert len(shown) > 50
    assert shown - set(addresses) == set()
    for page, (_, title, _) in enumerate(names):
        assert all((page, 2) in terms[word] for word in words(title)), title


def test_nothing_is_found_that_its_page_does_not_show(
    site: dict[str, bytes], names: list[list[str]], terms: Any
) -> None:
    """Every single word of the index stands on the page that it leads to: what an edition leaves out cannot leak here."""
    _, _, head = data_of(site["tim/dau.js"])
    beside = [
        bare(word) for _, name, pages, _, _ in head["parts"] for _ in range(pages) for word in [" ".join(words(name))]
    ]
    shown = [
        _shown(site[f"{address}index.html"]) | {*beside[page].split()} for page, (address, _, _) in enumerate(names)
    ]
    hidden = [
        (term, names[page][0])
        for term, found in terms.items()
        for page, _ in found
        if "=" not in term and bare(term) not in shown[page] and not names[page][0].startswith("linh-vuc/")
    ]
    assert hidden == []


def _shown(page: bytes) -> set[str]:
    """Every word of a page, and the numbers that a browser sets before a list's points."""
    counted = {str(number) for number in range(1, 20)} if b"<ol" in page else set()
    return {bare(word) for word in words(read_page(page).text)} | counted


def test_a_withdrawn_record_is_not_found(site: dict[str, bytes], names: list[list[str]]) -> None:
    """Its page says that it was withdrawn; the search does not know of it."""
    assert f"{WITHDRAWN}index.html" in site
    assert WITHDRAWN not in [address for address, _, _ in names]


def test_shelves_are_in_order_and_no_word_is_cut_in_two(site: dict[str, bytes]) -> None:
    """The browser finds a word's shelf from the first word of each."""
    _, version, head = data_of(site["tim/dau.js"])
    before = ""
    for at, first in enumerate(head["shelves"]):
        _, known, shelf = data_of(site[f"tim/tu/{at}.js"])
        found = [bare(term).partition("=")[0] for term in shelf[::2]]
        assert (known, found[0], sorted(found)) == (version, first, found)
        assert before < first
        before = found[-1]


def test_a_residential_groups_pages_are_those_that_name_it(site: dict[str, bytes], names: list[list[str]]) -> None:
    """Each group that some opinion comes from, `số 10` after `số 9`, with exactly those opinions."""
    _, _, head = data_of(site["tim/dau.js"])
    start = 0
    for part, _, pages, version, areas in head["parts"]:
        assert bool(areas) == (f"tim/to/{part}.js" in site)
        if areas:
            _, known, found = data_of(site[f"tim/to/{part}.js"])
            assert known == version
            for area, text in found:
                those = {names[start + page][0] for page, _ in postings(text)}
                assert those == {
                    address for address, _, about in names[start : start + pages] if area in about.split(" · ")
                }
        start += pages


@pytest.mark.parametrize(("text", "rows"), [
    ("132-KH/ĐU", {"132=khdu", "132=kh", "kh=du"}),
    ("ngày 12/6/2024.", {"12=62024", "12=6", "6=2024", "thang=6"}),
    ("ngày 12 tháng 6 năm 2024", {"12=62024", "12=6", "6=2024", "thang=6"}),
    ("đường Lê Hồng Phong ngập", {"duong=lehongphong", "le=hongphong", "hong=phong"}),
    ("Tổ dân phố số 3", {"so=3"}),
    ("4821 9038", {"4821=9038"}),
    ("Cấp nước. Điện", set()),
])  # fmt: skip
def test_what_belongs_together_is_one_term(text: str, rows: set[str]) -> None:
    """Numbers of documents, days, names, what is counted, a record's code."""
    assert {bare(term) for term in terms_of((text,), whole=True) if "=" in term} >= rows
    assert rows or not any("=" in term for term in terms_of((text,), whole=True))


def test_a_code_is_found_only_whole() -> None:
    """Thousands of records have one: its halves are no words."""
    assert terms_of(("4821 9038",), whole=False) == {together(("4821", "9038"))}


@given(st.integers(0, 10**9))
def test_numbers_are_written_so_that_they_are_read_back(number: int) -> None:
    """The number, one sign per digit, none of them a quotation mark or a backslash."""
    text = written(number * WEIGHTS)
    assert [*postings(text)] == [(number, 0)]
    assert not set(text) & set('"\\ \n')


TERM = st.sets(st.sampled_from(["a", "aF", "bA", "b", "c=d", "duS"]), max_size=4)


@st.composite
def parts(draw: Any) -> list[Rows]:
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        part: Rows = []
        for _ in range(draw(st.integers(0, 6))):
            title, facts, body = draw(TERM), draw(TERM), draw(TERM)
            part.append((title, facts - title, body - title - facts))
        rows.append(part)
    return rows


@given(parts())
def test_parts_are_put_together_as_if_they_were_one(found: list[Rows]) -> None:
    """Any number of authorities with any number of pages: each term with all its pages and weights, in order."""
    starts = [sum(map(len, found[:at])) for at in range(len(found))]
    rows = list(merged(zip(starts, map(index_of, found), strict=True)))
    ours = {term: [*postings(text)] for _, term, text in rows}
    expected: dict[str, list[tuple[int, int]]] = {}
    for page, row in enumerate(row for part in found for row in part):
        for weight, terms in zip((2, 1, 0), row, strict=True):
            for term in terms:
                expected.setdefault(term, []).append((page, weight))
    assert ours == expected
    assert all(bare(term).split(TOGETHER)[0] == word for word, term, _ in rows)
    assert list(ours) == sorted(ours, key=lambda term: (bare(term).replace(TOGETHER, " "), term))


@given(parts(), st.randoms(use_true_random=False))
def test_an_index_mended_is_the_index_made_anew(found: list[Rows], chance: Random) -> None:
    """Whatever pages become of pages: only those have to be told."""
    before = [row for part in found for row in part]
    now = [chance.choice([row, *before]) for row in before]
    pairs = enumerate(zip(before, now, strict=True))
    assert index_again(index_of(before), {at: pair for at, pair in pairs if pair[0] != pair[1]}) == index_of(now)


def test_an_edit_changes_the_index_as_a_fresh_build_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known of unchanged pages, and what is read anew, give the same bytes."""
    monkeypatch.setenv("DOITHOAI_CACHE", str(tmp_path / "cache"))
    folder = copy_site(tmp_path / "site", "phuong-mau", makes="trang web")
    build_site(folder)
    file = folder / "content/phuong-mau/2026/doi-thoai-1/kien-nghi/002.md"
    for more in ("Leo lẻo ", "", "Lươn lẹo "):
        good = file.read_text("utf-8").replace("tiêu đề: Leo lẻo ", "tiêu đề: ")
        file.write_text(good.replace("tiêu đề: ", f"tiêu đề: {more}"), "utf-8")
        build_site(folder)
    build_site(folder, tmp_path / "fresh", cached=False)
    assert tree(folder / "public") == tree(tmp_path / "fresh")
    _, _, head = data_of((folder / "public/tim/dau.js").read_bytes())
    shelves = b"".join((folder / f"public/tim/tu/{at}.js").read_bytes() for at in range(len(head["shelves"])))
    assert b'"leJoJ"' not in shelves and b'"leoJ"' in shelves
