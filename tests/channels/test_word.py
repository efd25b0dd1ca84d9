"""Official documents for Word: their parts, and what LibreOffice makes of them."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from doithoai.build import Request, build
from doithoai.channels.noticeboard import WordCopy, word_copies
from doithoai.channels.noticeboard.documents import documents
from doithoai.channels.noticeboard.passages import text_of
from doithoai.engines import typesetter, wordprocessor
from doithoai.problems import Severity
from office import needs_docx, needs_office, opened, pages, part, said
from official import AUTHORITIES, BEFORE, GONE, MARK, PARTY, PLAN, SESSION, sample
from sample import ROOT, copy_site, tree
from wards import WARD, edition_for

pytestmark = needs_docx
LONG = "\n\n".join(f"Đoạn thứ {at} của văn bản, đủ dài để chiếm trọn một dòng chữ trên giấy." for at in range(1, 60))
HARD: dict[str, Any] = {
    **PLAN,
    "văn bản": f"{'x' * 120}\n\n{LONG}\n\n| Việc | Hạn |\n|---|---|\n| Thay đèn | 15/4/2026 |",
}


def copies(records: dict[str, Any], ward: Any = WARD, day: date = BEFORE) -> dict[str, WordCopy]:
    found = word_copies(documents(edition_for(records, ward, day)))
    return {one.path.rpartition("/")[2].removesuffix(".docx"): one for one in found}


def facts(copy: WordCopy) -> list[str]:
    """Everything that its view says, as single texts."""
    view = copy.view
    blocks = [text_of(one) for one in view["blocks"] if one["kind"] != "table"]
    cells = [text_of(cell) for one in view["blocks"] if one["kind"] == "table" for row in one["rows"] for cell in row]
    lines = [text_of({"runs": runs}) for runs in (view["number"], view["date"], view["subject"], *view["recipients"])]
    signs = [one["t"] for one in view["sign"]]
    return [*blocks, *cells, *lines, *signs, view["signer"], view["type"], *view["superior"], *view["issuer"]]


@pytest.fixture(scope="module")
def samples() -> dict[str, WordCopy]:
    """Every document of the sample site, and two that are hard."""
    found = {
        one.path.removesuffix(".docx").replace("/", "-"): one
        for authority in AUTHORITIES
        for one in word_copies(documents(sample(authority)))
    }
    return {
        **found,
        "hard": copies({"2026/ke-hoach": HARD})["ke-hoach"],
        "party": copies({"lich": SESSION}, PARTY)["thong-bao"],
    }


@pytest.fixture(scope="module")
def papers(samples: dict[str, WordCopy], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What LibreOffice makes of them."""
    return opened({name: one.drawn() for name, one in samples.items()}, tmp_path_factory.mktemp("office"))


def _flowing(pdf: Path) -> str:
    """Its text without spaces and without what stands at the edges of pages, so that paragraphs go on over them."""
    edge = rf"(?:Dữ liệu minh họa · )?{re.escape(MARK)}(?: · {GONE})?(?: \d+(?= ))?"
    return re.sub(r"\s", "", re.sub(edge, "", said(pdf)))


@needs_office
def test_every_document_holds_its_facts_in_nfc(samples: dict[str, WordCopy], papers: dict[str, Path]) -> None:
    assert len(samples) > 20
    for name, one in samples.items():
        assert unicodedata.is_normalized("NFC", said(papers[name])), name
        assert MARK in said(papers[name])
        found = _flowing(papers[name])
        for fact in facts(one):
            for line in fact.split("\n"):
                assert re.sub(r"\s", "", line) in found, (name, line)


@needs_office
def test_pages_are_numbered_from_the_second(papers: dict[str, Path]) -> None:
    found = pages(papers["hard"])
    assert len(found) > 2
    assert [page.split()[0] for page in found[1:]] == [str(at) for at in range(2, len(found) + 1)]
    assert not found[0].split()[0].isdigit()


@needs_office
def test_pages_are_a4_and_nothing_runs_off(papers: dict[str, Path]) -> None:
    for name, pdf in papers.items():
        boxes = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
        sizes = {
            (round(float(w)), round(float(h))) for w, h in re.findall(r'<page width="(.*?)" height="(.*?)"', boxes)
        }
        assert sizes == {(595, 842)}, name
        rights = [float(right) for right in re.findall(r'xMax="(.*?)"', boxes)]
        lefts = [float(left) for left in re.findall(r'<word xMin="(.*?)"', boxes)]
        assert max(rights) <= 595 - 15 * 72 / 25.4 + 2, name
        assert min(lefts) >= 30 * 72 / 25.4 - 2, name


@needs_office
def test_the_signature_never_stands_alone(samples: dict[str, WordCopy], papers: dict[str, Path]) -> None:
    """The last words of the body are on its page."""
    for name, one in samples.items():
        blocks = [block for block in one.view["blocks"] if block["kind"] != "table"]
        last = re.sub(r"\s", "", text_of(blocks[-1]).replace("-", "").split("\n")[-1])[-12:]
        page = re.sub(r"\s", "", pages(papers[name])[-1].replace("\u2011", "").replace("-", ""))
        assert last in page or one.view["blocks"][-1]["kind"] == "table", name
        assert re.sub(r"\s", "", one.view["signer"]) in page, name


def test_the_same_view_gives_the_same_bytes_in_another_process() -> None:
    code = """
from test_word import copies
from official import CONCLUSION, PLAN, SESSION
import hashlib
for name, one in sorted(copies({"lich": SESSION, "ket-luan": CONCLUSION, "2026/ke-hoach": PLAN}).items()):
    print(name, hashlib.sha256(one.drawn()).hexdigest())
"""
    env = {"PYTHONPATH": f"{ROOT / 'tests'}:{ROOT / 'tests' / 'channels'}"}
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            env={**env, "PYTHONHASHSEED": seed, "TZ": zone},
        )
        for seed, zone in (("1", "America/Lima"), ("2", "Asia/Ho_Chi_Minh"))
    ]
    assert runs[0].stdout == runs[1].stdout and runs[0].stdout.count(b"\n") >= 3


def test_a_word_file_tells_no_time_but_its_own_day() -> None:
    document = copies({"2026/ke-hoach": PLAN})["ke-hoach"].drawn()
    with zipfile.ZipFile(BytesIO(document)) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = part(document, "docProps/core.xml")
    assert core.count("2026-02-09T00:00:00Z") == 2
    assert "<dc:title>Kế hoạch đối thoại với Nhân dân năm 2026</dc:title>" in core
    assert "<dc:language>vi-VN</dc:language>" in core and "python" not in core.lower()


def test_a_word_file_is_times_new_roman_in_vietnamese_with_the_measures_of_its_rules() -> None:
    document = copies({"2026/ke-hoach": PLAN})["ke-hoach"].drawn()
    styles, body = part(document, "word/styles.xml"), part(document, "word/document.xml")
    assert 'w:lang w:val="vi-VN"' in styles and "Theme" not in re.sub(
        r"<w:latentStyles.*?</w:latentStyles>", "", styles
    )
    assert set(re.findall(r'w:ascii="(.*?)"', styles)) == {"Times New Roman"}
    assert 'w:w="11906" w:h="16838"' in body
    for side, twips in (("top", 1134), ("bottom", 1134), ("left", 1701), ("right", 850)):
        assert abs(int(re.search(rf'<w:pgMar[^>]*w:{side}="(\d+)"', body)[1]) - twips) <= 1
    assert "<w:titlePg/>" in body
    half_points = {int(size) for size in re.findall(r'w:sz w:val="(.*?)"', styles)}
    assert half_points == {2 * 14, 2 * 13.5, 2 * 13, 2 * 12.5, 2 * 12, 2 * 11}


def test_what_may_not_break_is_joined() -> None:
    body = part(copies({"2026/ke-hoach": PLAN})["ke-hoach"].drawn(), "word/document.xml")
    assert "ngày\u00a027/11/2019" in body and "97/2019/QH14" in body


def test_a_word_file_has_headings_a_repeated_table_head_and_whole_rows() -> None:
    body = part(copies({"2026/ke-hoach": HARD})["ke-hoach"].drawn(), "word/document.xml")
    assert "<w:tblHeader/>" in body and "<w:cantSplit/>" in body
    composed = part(copies({"2026/ke-hoach": PLAN})["ke-hoach"].drawn(), "word/document.xml")
    assert 'w:pStyle w:val="Heading1"' in composed and 'w:pStyle w:val="Title"' in composed


def test_a_composed_plan_says_how_it_is_carried_out_where_the_record_does() -> None:
    said = {**PLAN, "cách thức tiến hành": ["Khuyến khích tranh luận."]}
    with_it, without = (
        part(copies({"2026/ke-hoach": one})["ke-hoach"].drawn(), "word/document.xml") for one in (said, PLAN)
    )
    assert "Cách thức tiến hành" in with_it and "Khuyến khích tranh luận" in with_it
    assert "Cách thức tiến hành" not in without


def test_every_style_and_part_that_is_named_is_there(samples: dict[str, WordCopy]) -> None:
    """Word calls a file damaged that refers to what is not in it."""
    for one in samples.values():
        document = one.drawn()
        with zipfile.ZipFile(BytesIO(document)) as package:
            names = set(package.namelist())
            for name in names:
                ElementTree.fromstring(package.read(name))
        styles = set(re.findall(r'w:styleId="(.*?)"', part(document, "word/styles.xml")))
        assert set(re.findall(r'w:pStyle w:val="(.*?)"', part(document, "word/document.xml"))) <= styles
        targets = re.findall(r'Target="(.*?)"', part(document, "word/_rels/document.xml.rels"))
        assert {f"word/{target}" for target in targets} <= names


def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: Any) -> tuple[list[str], set[str]]:
    """A site built without what one room needs: the codes of its notes, and the endings below `in/`."""
    monkeypatch.setattr(room, "available", lambda: False)
    site = copy_site(tmp_path / "site", "phuong-mau", makes="trang web, bản in")
    done = build(Request(site, site / "public", date(2026, 11, 20), 1, cached=False))
    notes = [one.code for one in done.problems if one.severity is Severity.NOTE and one.code.startswith("no-")]
    return notes, {Path(path).suffix for path in tree(site / "public") if path.startswith("in/")}


def test_a_site_is_built_without_the_docx_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so once, and paper is there as ever."""
    assert built(tmp_path, monkeypatch, wordprocessor) == (["no-word"], {".pdf"})


def test_word_files_need_no_typesetter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has the one extra alone gets what it makes, linked from the record's page."""
    assert built(tmp_path, monkeypatch, typesetter) == (["no-prints"], {".docx"})
    page = (tmp_path / "site/public/co-quan/phuong-mau/2026/doi-thoai-1/kien-nghi/003/index.html").read_text("utf-8")
    assert 'in/phuong-mau/2026/doi-thoai-1/kien-nghi/003/van-ban-tra-loi.docx"' in page and ".pdf" not in page


def test_marks_of_xml_are_only_text() -> None:
    evil = {**PLAN, "tiêu đề": "Kế hoạch <b>&amp; ]]> năm 2026", "văn bản": "Chữ `<w:p/>` & 1 < 2 \"nháy\" 'đơn'"}
    document = copies({"2026/ke-hoach": evil})["ke-hoach"].drawn()
    text = "".join(ElementTree.fromstring(part(document, "word/document.xml")).itertext())
    assert "<w:p/>" in text and "& 1 < 2" in text


def test_paper_and_word_are_drawn_from_one_view() -> None:
    edition = edition_for({"lich": SESSION, "2026/ke-hoach": PLAN}, day=BEFORE)
    made = list(documents(edition))
    assert [(one.path.replace(".docx", ".pdf"), one.view) for one in word_copies(made)] == [
        (one.path, one.view) for one in made
    ]
