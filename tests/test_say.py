"""`doithoai say`: any text in, the words that are said out, and what only a person can decide beside them."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from doithoai.cli import main
from doithoai.cli_speech import CLASSES, SHOWN
from doithoai.speech.reader import RULES
from sample import ROOT, copy_site

NOTICE = "Họp lúc 14h30 ngày 5/12/2026 tại UBND phường"
SAID = (
    "Họp lúc mười bốn giờ ba mươi phút ngày mùng năm tháng mười hai năm hai nghìn không trăm hai mươi sáu "
    "tại Ủy ban nhân dân phường"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The sample ward, whose station speaks in its own way."""
    site = copy_site(tmp_path / "site", "phuong-mau")
    file = site / "content/phuong-mau/co-quan.yml"
    customs = "  giọng: nam\n  ký hiệu văn bản: đầy đủ\n  cách đọc:\n    - viết: XYZT\n      đọc: tổ ấm\n"
    file.write_text(file.read_text("utf-8").replace("truyền thanh:\n", f"truyền thanh:\n{customs}"), "utf-8")
    return site


def say(*words: str, typed: str | bytes = "") -> Result:
    return CliRunner().invoke(main, ["say", *words], input=typed)


def typed_at_a_shell(*words: bytes | str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    paths = os.pathsep.join(str(ROOT / name) for name in ("generator", "theme"))
    command = [sys.executable, "-m", "doithoai", "say", *words]
    return subprocess.run(
        command, input=given, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": paths}
    )


def test_only_the_spoken_words_are_printed() -> None:
    """Whatever reads the output gets the words and nothing else."""
    result = say(NOTICE)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{SAID}\n", "")


def test_words_without_quotes_are_one_text() -> None:
    """A clerk who forgets the quotation marks is understood."""
    assert say(*NOTICE.split()).stdout == f"{SAID}\n"


@pytest.mark.parametrize("words", [(), ("-",)], ids=["no argument", "a dash"])
def test_without_a_text_it_reads_what_comes_in(words: tuple[str, ...]) -> None:
    """Lines stay lines; a byte order mark and Windows line ends do not matter."""
    assert say(*words, typed="\ufeffMục 1\r\n\r\nHọp ngày 5/12").stdout == (
        "Mục một\n\nHọp ngày mùng năm tháng mười hai\n"
    )


def test_somebody_at_a_screen_is_told_how_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that waits says what for."""
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda self: True, raising=False)
    assert "Ctrl+D" in say(typed="Họp").stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--dialect", "nam"), "hai ngàn lẻ năm"),
        (("--dialect", "BẮC"), "hai nghìn linh năm"),
        (("--codes", "bỏ"), "Quyết định số hai trăm mười tám"),
        (("--codes", "day du"), "Quyết định số hai trăm mười tám của Trung ương"),
        (("--codes", "đánh-vần"), "Quyết định số hai trăm mười tám quy đê tê vê kép"),
    ],
    ids=" ".join,
)
def test_dialect_and_codes_are_chosen_in_vietnamese(options: tuple[str, ...], said: str) -> None:
    """With or without accents, in any case."""
    text = "Quyết định số 218-QĐ/TW" if options[0] == "--codes" else "2.005 hộ"
    found = say(text, *options).stdout.strip().replace("không trăm ", "")
    assert found.removesuffix(" hộ") == said


@pytest.mark.parametrize("words", [("--dialect", "trung"), ("--codes", "bor")], ids=" ".join)
def test_an_unknown_word_is_refused_with_those_that_are_known(words: tuple[str, ...]) -> None:
    """A wrong command line, exit code 2."""
    result = say("Họp", *words)
    assert result.exit_code == 2
    assert re.search(r"không có giá trị “\w+” → (Có phải|chỉ dùng)", result.stderr)


def test_a_station_speaks_in_its_own_way(site: Path) -> None:
    """Dialect, codes and its own abbreviations come from `co-quan.yml`."""
    result = say("2.005 hộ, Quyết định số 218-QĐ/TW, XYZT", "--authority", "phuong-mau", "-C", str(site))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "hai ngàn không trăm lẻ năm hộ" in result.stdout
    assert "của Trung ương" in result.stdout
    assert "tổ ấm" in result.stdout


def test_the_sites_own_readings_hold_for_every_station(site: Path) -> None:
    """A station's own come before them."""
    config = site / "site_config.yml"
    before = config.read_text("utf-8")
    config.write_text(
        f"{before}cách đọc:\n  - {{viết: XYZT, đọc: tổ chung}}\n  - {{viết: QWZT, đọc: quỹ chung}}\n", "utf-8"
    )
    try:
        found = say("XYZT, QWZT", "--authority", "phuong-mau", "-C", str(site))
    finally:
        config.write_text(before, "utf-8")
    assert (found.stdout, found.stderr) == ("tổ ấm, quỹ chung\n", "")


def test_what_is_typed_outweighs_the_stations_customs(site: Path) -> None:
    """The rest of the customs stay."""
    words = ("--authority", "phuong-mau", "-C", str(site), "--dialect", "bắc", "--codes", "bỏ")
    assert say("2.005 hộ, Quyết định số 218-QĐ/TW, XYZT", *words).stdout == (
        "hai nghìn không trăm linh năm hộ, Quyết định số hai trăm mười tám, tổ ấm\n"
    )


def test_an_unknown_authority_is_refused(site: Path) -> None:
    """With the name that was probably meant."""
    result = say("Họp", "--authority", "phuong-mua", "-C", str(site))
    assert result.exit_code == 1
    assert "không có cơ quan “phuong-mua” → Có phải “phuong-mau”?" in result.stderr


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path) -> None:
    """Only where an authority is asked for."""
    assert say("Họp", "-C", str(tmp_path)).exit_code == 0
    result = say("Họp", "-C", str(tmp_path), "--authority", "phuong-mau")
    assert (result.exit_code, "không thấy site_config.yml" in result.stderr) == (1, True)


def test_the_table_shows_what_is_said_otherwise_than_it_is_written() -> None:
    """Written, spoken, and the class in Vietnamese."""
    result = say(f"{NOTICE} (XYZT)", "--spans")
    assert result.stdout.startswith(f"{SAID}")
    rows = [re.split(r" +→ |  \[", line.rstrip("]")) for line in result.stdout.splitlines()[2:]]
    assert rows[0] == ["14h30", "mười bốn giờ ba mươi phút", "giờ"]
    assert ["UBND", "Ủy ban nhân dân", "viết tắt"] in rows
    assert ["XYZT", "XYZT", "viết tắt, không chắc"] in rows


def test_a_text_that_is_said_as_it_is_written_has_no_rows() -> None:
    """And says so."""
    assert "Không có chỗ nào đọc khác chữ viết." in say("Kính mời bà con", "--spans").stdout


def test_every_class_of_spans_has_a_vietnamese_name() -> None:
    """No English word reaches the table."""
    assert {rule.kind for rule in RULES} | {"word"} <= CLASSES.keys()


def test_json_holds_all_that_a_tool_needs() -> None:
    """Spans that together are the text, flags with their places, syllables and seconds."""
    result = say("Họp 14h30 tại XYZT", "--json")
    data = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert data.keys() == {"text", "spans", "flags", "syllables", "seconds"}
    assert "".join(span["written"] for span in data["spans"]) == "Họp 14h30 tại XYZT"
    assert {
        "written": "14h30",
        "spoken": "mười bốn giờ ba mươi phút",
        "class": "time",
        "confidence": 1.0,
        "start": 4,
    } in (data["spans"])
    assert [(flag["written"], flag["line"], flag["start"]) for flag in data["flags"]] == [("XYZT", 1, 14)]
    assert data["syllables"] == 9
    assert 3 < data["seconds"] < 5


def test_what_only_the_editor_can_decide_is_told_of_beside_the_words() -> None:
    """On the error stream, with line, column, caret and mend; the words come out all the same."""
    result = say(typed="Điều một\nGặp đồng chí XYZT, ngày …/…/2026\n")
    assert result.exit_code == 0
    assert result.stdout.startswith("Điều một\nGặp đồng chí XYZT")
    first, source, caret, second, *_, last = result.stderr.splitlines()
    assert first.startswith("văn bản:2:14: cảnh báo: “XYZT”: ")
    assert " → " in first
    assert source[caret.index("^") :].startswith("XYZT")
    assert second.startswith("văn bản:2:")
    assert last == "2 chỗ cần xem lại."


@pytest.mark.parametrize(("text", "code"), [("Gặp XYZT", 1), (NOTICE, 0)])
@pytest.mark.parametrize("shape", [(), ("--json",), ("--spans",)], ids=["words", "json", "table"])
def test_with_strict_a_doubt_ends_with_code_1(text: str, code: int, shape: tuple[str, ...]) -> None:
    """So that a script can stop there."""
    assert say(text, "--strict", *shape).exit_code == code


def test_a_flood_of_doubts_is_cut_short() -> None:
    """Nobody reads thousands of messages."""
    stderr = say(typed="XYZT\n" * (SHOWN + 50)).stderr
    assert stderr.count("cảnh báo") == SHOWN
    assert "và 50 chỗ khác" in stderr
    assert f"{SHOWN + 50} chỗ cần xem lại." in stderr


@given(st.text(st.characters(), max_size=200), st.sampled_from([(), ("--json",), ("--spans",), ("--strict",)]))
def test_no_text_breaks_it(text: str, shape: tuple[str, ...]) -> None:
    """Any characters at all, lone halves of surrogates too, typed after a double dash."""
    result = say(*shape, "--", text)
    assert result.exit_code in ((0, 1) if "--strict" in shape else (0,)), result.output
    assert not re.search(r"\d", "" if shape else result.stdout)


@given(st.binary(max_size=400))
def test_no_bytes_break_it(data: bytes) -> None:
    """What comes in need not be text."""
    assert say(typed=data).exit_code == 0


def test_broken_bytes_of_a_command_line_are_no_fault() -> None:
    """The system hands them over as lone surrogates."""
    done = typed_at_a_shell(b"H\xe1\xbb\x8dp \xff\xfe 5/12 \xed\xa0\x80", "--spans")
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert "Họp mùng năm tháng mười hai" in done.stdout.decode().replace("  ", " ").replace("ngày ", "")


def _random(size: int) -> bytes:
    chance = random.Random(4)
    return "".join(map(chr, (chance.choice((chance.randrange(0xD800), 32, 46)) for _ in range(size)))).encode()


MEGABYTE = 1_000_000
HUGE = {
    "plain": ("đối thoại với nhân dân " * 45_000).encode(),
    "nul": b"\0" * MEGABYTE,
    "one word": b"a" * MEGABYTE,
    "marks piled on one letter": ("a" + "\u0301\u0323" * (MEGABYTE // 4)).encode(),
    "blanks": ("…/" * (MEGABYTE // 4)).encode(),
    "unknown abbreviations on one line": b"XYZT " * (MEGABYTE // 50),
}
LONGEST = pytest.param(b"XYZT " * (MEGABYTE // 5), marks=pytest.mark.slow, id="unknown abbreviations throughout")


@pytest.mark.parametrize("given", [*(pytest.param(text, id=name) for name, text in HUGE.items()), LONGEST])
def test_a_megabyte_is_read_through(given: bytes) -> None:
    """Slowly perhaps, but to the end."""
    done = typed_at_a_shell(given=given)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)


@pytest.mark.slow
def test_a_megabyte_of_anything_is_read_through() -> None:
    """Signs of all scripts in a heap, with every span and flag."""
    done = typed_at_a_shell("--json", given=_random(MEGABYTE // 3))
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert json.loads(done.stdout)["flags"]
