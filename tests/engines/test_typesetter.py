"""Typst as we set it up: every Vietnamese letter, tagged archivable PDF, the same bytes again, our own errors."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import unicodedata
from datetime import date
from itertools import product
from pathlib import Path

import pytest

import doithoai.engines.typesetter as room
from doithoai.build import Request, build
from doithoai.engines.theme import THEME
from doithoai.engines.typesetter import FONTS, DoesNotFit, Typesetter, TypesettingError, available
from doithoai.problems import Refusal, Severity
from papers import DAY, SESSION, needs_poppler, needs_print, printed, read
from sample import build_site, copy_site, tree

BASES = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = sorted(
    {unicodedata.normalize("NFC", base + tone) for base, tone in product(BASES + BASES.upper(), TONES)} | set("đĐ")
)
PUNCTUATION = "0123456789.,;:!?…–-“”()/·"


def fonts() -> list[Path]:
    sans = Path(__import__("fontpkg_be_vietnam_pro").__file__).parent / "files"
    return [one for folder in (FONTS, sans) for one in sorted(folder.rglob("*.[ot]tf"))]


def of_the_system() -> str:
    """A font that this machine has and that is not ours, if it tells of one."""
    if not shutil.which("fc-list"):
        return "Liberation Serif"
    found = subprocess.run(["fc-list", ":", "family"], check=True, capture_output=True).stdout.decode().splitlines()
    names = sorted(name.partition(",")[0] for name in found)
    return next((name for name in names if name.isascii() and "Vietnam" not in name), "Liberation Serif")


def test_the_letters_are_all_there_are() -> None:
    """Twelve vowels in six tones and đ, small and capital."""
    assert len(LETTERS) == 146


@needs_print
def test_fonts_have_every_vietnamese_letter() -> None:
    """No letter comes from another font, in any weight."""
    ttlib = pytest.importorskip("fontTools.ttLib")
    found = fonts()
    assert len(found) > 4
    for file in found:
        signs = set(ttlib.TTFont(file, lazy=True).getBestCmap())
        assert [sign for sign in LETTERS + list(PUNCTUATION) if ord(sign) not in signs] == [], file.name


@needs_print
def test_pdfs_are_tagged_and_archivable() -> None:
    """The compiler holds PDF/UA-1 and PDF/A-2a, or gives no document; the document says which it keeps."""
    made = printed({"lich": SESSION})["2026/doi-thoai-1/to-dan-a4.pdf"].drawn()
    assert made.startswith(b"%PDF-1.7")
    for mark in (b"/StructTreeRoot", b"/Lang", b"pdfuaid:part>1<", b"pdfaid:part>2<", b"pdfaid:conformance>A<"):
        assert mark in made


@needs_print
@needs_poppler
def test_pdfs_embed_only_our_fonts(tmp_path: Path) -> None:
    """Embedded and mapped to Unicode, so that text can be searched and read aloud."""
    for name, sheet in printed({"lich": SESSION}).items():
        file = tmp_path / "one.pdf"
        file.write_bytes(sheet.drawn())
        rows = subprocess.run(["pdffonts", str(file)], check=True, capture_output=True).stdout.decode().splitlines()[2:]
        assert rows, name
        for row in rows:
            assert any(font in row for font in ("BeVietnamPro", "Tinos")), (name, row)
            assert row.split()[-5:-2] == ["yes", "yes", "yes"], (name, row)


@needs_print
def test_bytes_repeat_in_another_process() -> None:
    """The same view on the same day is the same file, whoever sets it."""
    again = """
from papers import *
import hashlib
for path, sheet in sorted(printed({"lich": SESSION}).items()):
    print(path, hashlib.sha256(sheet.drawn()).hexdigest())
"""
    folder = Path(__file__).parents[1]
    env = {**os.environ, "PYTHONPATH": f"{os.environ.get('PYTHONPATH', '')}:{folder}", "TZ": "America/Lima"}
    runs = [
        subprocess.run(
            [sys.executable, "-c", again], check=True, capture_output=True, env={**env, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] and runs[0].count(b"\n") >= 4


@needs_print
def test_a_sheet_is_dated_by_its_record_and_by_no_clock() -> None:
    """Midnight in Vietnam of the day on which its version was published."""
    made = printed({"lich": SESSION})["2026/doi-thoai-1/to-dan-a4.pdf"].drawn()
    assert made.count(b"Date(D:20260517170000Z)") == 2


@needs_print
def test_one_process_sets_every_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typst and its fonts are started once, for all days and kinds of sheets."""
    started = []
    begin = room._Helper.__init__
    monkeypatch.setattr(room._Helper, "__init__", lambda helper: (started.append(helper), begin(helper))[1])
    room._helper.cache_clear()
    sheets = printed({"lich": SESSION})
    for sheet in sheets.values():
        sheet.drawn()
    assert len(sheets) > 4 and len({sheet.day for sheet in sheets.values()}) > 1
    assert len(started) == (1 if sys.platform.startswith("linux") else 0)


@needs_print
@pytest.mark.parametrize("processes", [1, 2])
def test_only_what_changed_is_typeset_again(tmp_path: Path, processes: int) -> None:
    """A word of one session costs its own sheets and the boards; every other file stays the very file it was."""
    site = copy_site(tmp_path / "site", "phuong-mau", makes="trang web, loa truyền thanh, bản in")
    build_site(site, processes=processes)
    before = {path: path.stat() for path in (site / "public" / "in").rglob("*.pdf")}
    record = site / "content/phuong-mau/2026/doi-thoai-4/lich.md"
    record.write_text(record.read_text("utf-8").replace("xe lăn vào được", "xe lăn vào được dễ dàng"), "utf-8")
    build_site(site, processes=processes)
    again = {path for path, seen in before.items() if path.stat().st_mtime_ns != seen.st_mtime_ns}
    kept = {path for path, seen in before.items() if path.stat().st_ino == seen.st_ino}
    assert again and all("doi-thoai-4" in str(path) or "/phat/" in str(path) for path in again)
    assert kept == set(before) - again and len(kept) > len(before) / 2


@needs_print
def test_what_does_not_fit_is_told_from_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal of a template carries what to shorten; a mistake and a warning are faults of the program."""
    (tmp_path / "sheets").mkdir()
    head = '#set document(title: "x")\n#set text(lang: "vi", font: "Tinos")\n'
    for name, body in {
        "tight": '#panic("quá chật: rút ngắn tiêu đề")',
        "wrong": "#nothing",
        "warned": '#text(font: "No Such Font")[x]',
        "of-the-system": f'#text(font: "{of_the_system()}")[x]',
    }.items():
        (tmp_path / "sheets" / f"{name}.typ").write_text(head + body, "utf-8")
    monkeypatch.setattr(room, "THEME", tmp_path)
    room._helper.cache_clear()
    setter = Typesetter("sheets", DAY)
    try:
        with pytest.raises(DoesNotFit, match="rút ngắn tiêu đề"):
            setter.pdf("tight.typ", {})
        for name in ("wrong", "warned", "of-the-system", "missing"):
            with pytest.raises(TypesettingError):
                setter.pdf(f"{name}.typ", {})
    finally:
        room._helper.cache_clear()


@needs_print
def test_a_process_that_was_killed_while_it_set_type_is_told() -> None:
    """The system does so where memory runs out; the next document is set by another."""
    helper = room._helper(os.getpid())
    helper._process.kill()
    helper._process.wait()
    job = room._Job(str(THEME), "noticeboard/none.typ", "{}", 0)
    with pytest.raises(Refusal) as refused:
        helper(job)
    assert [one.code for one in refused.value.problems] == ["worker-died"]
    assert room._helper(os.getpid()) is not helper
    room._helper.cache_clear()


@needs_print
@needs_poppler
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_process_forked_after_printing_prints_too(tmp_path: Path) -> None:
    """Typst's threads do not survive a fork, and a build forks: nobody may wait for them."""
    sheet = printed({"lich": SESSION})["2026/doi-thoai-1/to-dan-a4.pdf"]
    first = sheet.drawn()
    code = f"""
import os, signal
from papers import *
sheet = printed({{"lich": SESSION}})["2026/doi-thoai-1/to-dan-a4.pdf"]
sheet.drawn()
child = os.fork()
if child == 0:
    signal.alarm(60)
    open({str(tmp_path / "child.pdf")!r}, "wb").write(sheet.drawn())
    os._exit(0)
os.waitpid(child, 0)
"""
    env = {**os.environ, "PYTHONPATH": f"{os.environ.get('PYTHONPATH', '')}:{Path(__file__).parents[1]}"}
    subprocess.run([sys.executable, "-c", code], check=True, env=env, timeout=120)
    assert (tmp_path / "child.pdf").read_bytes() == first
    assert "Nhà văn hóa" in read(first, tmp_path).flat


def test_a_site_is_built_without_the_print_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so once, as a note, and everything else is there."""
    monkeypatch.setattr(room, "available", lambda: False)
    site = copy_site(tmp_path / "site", "phuong-mau", makes="trang web, loa truyền thanh, bản in")
    built = build(Request(site, site / "public", date(2026, 11, 20), 1, cached=False))
    notes = [one for one in built.problems if one.code == "no-prints"]
    assert [one.severity for one in notes] == [Severity.NOTE]
    assert not any(path.endswith(".pdf") for path in tree(site / "public"))


@needs_print
def test_a_site_that_wants_no_prints_is_told_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody misses what nobody asked for."""
    site = copy_site(tmp_path / "site", "phuong-mau", makes="trang web")
    monkeypatch.setattr(room, "available", lambda: False)
    built = build(Request(site, site / "public", date(2026, 11, 20), 1, cached=False))
    assert [one for one in built.problems if one.code == "no-prints"] == []


def test_availability_is_found_without_importing() -> None:
    """Whether paper can be made is asked in every build."""
    assert available() in (True, False)
