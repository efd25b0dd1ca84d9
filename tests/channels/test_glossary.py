"""Words of offices lead to their meaning, where a site explains them."""

from __future__ import annotations

from pathlib import Path

import pytest

from doithoai.channels.site.glossary import WORDS, explained, glossary_of
from doithoai.domain.authored import AuthoredHead, AuthoredPage
from sample import read_page

PAGE = """# Từ ngữ

## Giấy tờ

Số, ký hiệu
: Số của văn bản.

Đính chính

: Sửa lại cho đúng.
: Và báo lại.

Câu thường, không phải từ.
"""


def glossary() -> dict[str, str]:
    return glossary_of([AuthoredPage(WORDS, AuthoredHead(), PAGE)])


def test_words_come_from_the_page_that_explains_them() -> None:
    """Terms of its lists of meanings and nothing else; a site without the page explains nothing."""
    assert glossary() == {"Số, ký hiệu": "tu-so-ky-hieu", "Đính chính": "tu-dinh-chinh"}
    assert glossary_of([AuthoredPage("trang/gioi-thieu", AuthoredHead(), PAGE)]) == {}


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (
            "<dt>Số, ký hiệu</dt><dt>Số, ký hiệu</dt>",
            '<dt><a class="dt-term" href="../trang/tu-ngu/#tu-so-ky-hieu">Số, ký hiệu</a></dt><dt>Số, ký hiệu</dt>',
        ),
        (
            '<h2 id="dinh-chinh">Đính chính</h2>',
            '<h2 id="dinh-chinh"><a class="dt-term" href="../trang/tu-ngu/#tu-dinh-chinh">Đính chính</a></h2>',
        ),
        ("<strong>Đính chính</strong> <a>Đính chính</a>", "<strong>Đính chính</strong> <a>Đính chính</a>"),
        ("<dt>Đính chính ngày 5/3</dt>", "<dt>Đính chính ngày 5/3</dt>"),
    ],
)
def test_a_label_leads_to_its_meaning_the_first_time_it_stands(body: str, shown: str) -> None:
    """Labels only, whole, once a page: never a word of a record's own text."""
    assert explained(body, glossary(), "x/") == shown


def test_pages_of_records_lead_to_entries_that_are_there(public: Path) -> None:
    """On the sample site an opinion's two lines and a session's chair are explained, a list's words are not."""
    entries = read_page((public / "trang/tu-ngu/index.html").read_bytes()).ids
    ward = public / "co-quan/phuong-mau"
    for path, word in (("2026/doi-thoai-1/kien-nghi/003", "giai-quyet"), ("2026/doi-thoai-4", "chu-tri")):
        found = {link.partition("#")[2] for link in read_page((ward / path / "index.html").read_bytes()).links}
        assert f"tu-{word}" in found
        assert {one for one in found if one.startswith("tu-")} <= entries
    assert "dt-term" not in (ward / "kien-nghi/index.html").read_text("utf-8")
