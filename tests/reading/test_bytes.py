"""Files that no editor shows as they are: encodings, sizes, links and names, with their messages in `bytes.tsv`.

Each row is a case and one problem, written as in the fixtures of `broken/`; a case without problems has one row with
an empty second column.
"""

from __future__ import annotations

import csv
import os
import random
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from doithoai.build import Request, programme_in
from doithoai.problems import Refusal, Severity
from doithoai.reading import register, walk
from reading.minimal import DAY, SESSION, copy_minimal, problems_of, refused, spoil
from reading.test_broken import written

OPINION = f"{SESSION}/kien-nghi/003.md"
PAGE = "content/trang/lien-he.md"
TEXT = """---
tiêu đề: Nước thải chảy tràn ở chợ
tiếp nhận:
  ngày: 14/3/2026
---
Đề nghị phường sửa lại cống thoát nước, hỗ trợ các hộ kinh doanh.
"""
Spoiler = Callable[[Path], None]


def _rows() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with (Path(__file__).parent / "bytes.tsv").open(encoding="utf-8", newline="") as file:
        for name, problem in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            found.setdefault(name, []).extend([problem] if problem else [])
    return found


def _tcvn3(text: str) -> bytes:
    """The text as an old typewriter font wrote it."""
    with (Path(register.__file__).parent / "tcvn3.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["unicode"]: int(row["byte_hex"], 16) for row in csv.DictReader(file)}
    return bytes(codes.get(char, ord(char) if ord(char) < 128 else 63) for char in text)


def _opinion(data: str | bytes) -> Spoiler:
    return lambda site: spoil(site, OPINION, data)


def _page(data: str | bytes) -> Spoiler:
    return lambda site: spoil(site, PAGE, data)


def _sparse(size: int) -> Spoiler:
    """A file of that size that takes no room."""

    def write(site: Path) -> None:
        with (site / OPINION).open("wb") as file:
            file.truncate(size)

    return write


def _link(name: str, target: str) -> Spoiler:
    def write(site: Path) -> None:
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    return write


def _linked_authority(site: Path) -> None:
    spoil(site.parent, "ngoai/co-quan.yml", "mật khẩu: bí mật")
    (site / "content/phuong-ngoai").symlink_to(site.parent / "ngoai")


def _linked_pages(site: Path) -> None:
    spoil(site.parent, "ngoai/mat.md", "không có tiêu đề")
    (site / "content/trang").rename(site / "content/_trang")
    (site / "content/trang").symlink_to(site.parent / "ngoai")


def _odd_name(site: Path) -> None:
    folder = os.fsencode(site / SESSION / "kien-nghi")
    (Path(os.fsdecode(folder + b"/\xff\xfe.md"))).write_text(TEXT, "utf-8")


def _pipe(name: str) -> Spoiler:
    """A named pipe, which nobody ever writes to."""

    def write(site: Path) -> None:
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        os.mkfifo(path)

    return write


def _folder(name: str) -> Spoiler:
    """A folder called like a file."""

    def write(site: Path) -> None:
        (site / name).unlink(missing_ok=True)
        (site / name).mkdir(parents=True)

    return write


def _lost_content(site: Path) -> None:
    shutil.rmtree(site / "content")
    with (site / "site_config.yml").open("a", encoding="utf-8") as config:
        config.write("\ncơ quan: [phuong-thu]\n")


def _linked_ledger(site: Path) -> None:
    spoil(site.parent, "ngoai.tsv", "mật khẩu")
    (site / "da-cong-bo").mkdir()
    (site / "da-cong-bo/phuong-thu.tsv").symlink_to(site.parent / "ngoai.tsv")


def _linked_rules(site: Path) -> None:
    spoil(site.parent, "ngoai/thu.yml", "mật khẩu: bí mật")
    (site / "content/phuong-thu/quy-dinh").symlink_to(site.parent / "ngoai")


_VNI = "---\ntiêu đề: Rác\n---\nÑeà nghò phöôøng söûa coáng thoaùt nöôùc, hoã trôï caùc hoä kinh doanh ôû chôï.\n"
_LAUGHS = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [{', '.join(['*a'] * 9)}]\n" for n in range(30))

CASES: dict[str, Spoiler] = {
    "utf-16-le": _opinion(TEXT.encode("utf-16")),
    "utf-16-be": _opinion(b"\xfe\xff" + TEXT.encode("utf-16-be")),
    "utf-32-le": _opinion(TEXT.encode("utf-32")),
    "utf-32-be": _opinion(b"\0\0\xfe\xff" + TEXT.encode("utf-32-be")),
    "utf-32-le-no-mark": _opinion(TEXT.encode("utf-32-le")),
    "utf-32-be-no-mark": _opinion(TEXT.encode("utf-32-be")),
    "utf-16-no-mark": _opinion("tieu de: Rac thai\n".encode("utf-16-le")),
    "latin-1": _opinion("---\ntitre: Compte rendu r\xe9sum\xe9\n---\n".encode("latin-1")),
    "windows-1258": _opinion("---\ntiêu đề: ô\n---\n".encode("cp1258", "replace")),
    "stray-byte-of-latin-1": _opinion(TEXT.encode() + b"Qu\xc3\xa1n caf\xe9.\n"),
    "stray-byte-behind-accents": _opinion(TEXT.encode().replace("chợ".encode(), b"ch\xe1")),
    "stray-dash-of-windows": _opinion(TEXT.encode().replace(b", ", b" \x96 ")),
    "stray-byte-behind-a-mark": _opinion(b"\xef\xbb\xbf\xff" + TEXT.encode()),
    "last-sign-cut": _opinion(TEXT.encode() + "Ở chợ".encode()[:-1]),
    "stray-byte-in-cr": _opinion((TEXT.encode() + b"caf\xe9").replace(b"\n", b"\r")),
    "page-stray-byte": _page("# Liên hệ\n\nGọi tổ trưởng ".encode() + b"\xff\n"),
    "tcvn3-bytes-under-unicode-keys": _opinion(TEXT.encode() + _tcvn3(TEXT.splitlines()[-1]) * 2),
    "tcvn3-bytes": _opinion(_tcvn3(TEXT)),
    "tcvn3-in-utf-8": _opinion(_tcvn3(TEXT).decode("latin-1")),
    "tcvn3-body-under-unicode-keys": _opinion(TEXT + _tcvn3(TEXT.splitlines()[-1]).decode("latin-1")),
    "vni": _opinion(_VNI),
    "tcvn3-in-one-title": _opinion(TEXT.replace("Nước thải chảy tràn", "H\u00e9i tr\u00ad\u00eang t\u00c7ng 2")),
    "misread-as-windows-1252": _opinion(TEXT + "RÃ¡c nhiá»u quÃ¡.\n"),
    "nul": _opinion(TEXT.replace("chợ", "chợ\0")),
    "docx-renamed": _opinion(b"PK\x03\x04\x14\0\x06\0\x08\0" + random.Random(1).randbytes(400)),
    "escape-sign": _opinion(TEXT.replace("cống", "\x1b[31mcống")),
    "word-line-break": _opinion(TEXT.replace("phường sửa", "phường\x0bsửa")),
    "empty": _opinion(b""),
    "only-spaces": _opinion(" \n\t\n"),
    "only-a-mark": _opinion(b"\xef\xbb\xbf"),
    "bom": _opinion(b"\xef\xbb\xbf" + TEXT.encode()),
    "crlf": _opinion(TEXT.replace("\n", "\r\n")),
    "cr": _opinion(TEXT.replace("\n", "\r")),
    "crlf-with-fault": _opinion(TEXT.replace("14/3", "30/2").replace("\n", "\r\n")),
    "nfd": _opinion(unicodedata.normalize("NFD", TEXT)),
    "nfd-with-fault": _opinion(unicodedata.normalize("NFD", TEXT.replace("tiếp nhận", "tiếp nhậnn"))),
    "unicode-line-break": _opinion(TEXT.replace("ở chợ", "ở\u2028chợ").replace("14/3", "30/2")),
    "invisible-in-key": _opinion(TEXT.replace("tiếp nhận", "\ufefftiếp\u200b nh\u00adận")),
    "invisible-before-the-edge": _opinion("\u200e" + TEXT),
    "invisible-in-a-number": _opinion(TEXT + "Gọi 0912\u200b345\u2060678."),
    "word-bullet": _opinion(TEXT + "\uf0b7 Cống hẹp."),
    "joined-emoji": _opinion(TEXT + "Gia đình \U0001f468\u200d\U0001f469\u200d\U0001f467."),
    "odd-spaces-round-keys": _opinion(
        TEXT.replace("tiêu đề: ", "tiêu\u00a0đề\u00a0:\u00a0").replace("  ngày", "\u00a0\u202fngày")
    ),
    "footnote-signs": _opinion(TEXT.replace("hộ", "hộ¹ kinh¹ doanh¹ El Niño, La Niña, Zalo®")),
    "piled-marks": _opinion(TEXT + "Za" + "\u0323\u0300" * 50_000),
    "too-large": _opinion(TEXT + "a" * (1 << 20)),
    "50-megabytes": _sparse(50_000_000),
    "brackets": _opinion(TEXT.replace("Nước", "[" * 30_000)),
    "braces": _opinion(TEXT.replace("Nước", "{a: " * 30_000)),
    "nested-lists": _opinion(TEXT.replace("Nước", "\n" + "- " * 30_000)),
    "brackets-in-text": _opinion(TEXT + "[" * 30_000),
    "laughs": _opinion(f"---\n{_LAUGHS}---\n"),
    "link-out": _link(OPINION, "/etc/hostname"),
    "link-within": _link(OPINION, "001.md"),
    "link-that-a-conclusion-names": _link(OPINION.replace("003", "001"), "002.md"),
    "link-to-nothing": _link(OPINION, "khong-co"),
    "link-called-by-a-raised-number": _link(OPINION.replace("003", "²2"), "001.md"),
    "link-folder": _link("content/phuong-thu/2026/doi-thoai-2", "doi-thoai-1"),
    "link-authority": _linked_authority,
    "link-authority-file": _link("content/phuong-thu/co-quan.yml", "/etc/hostname"),
    "page-utf-16": _page("# Liên hệ\n".encode("utf-16")),
    "page-windows-1258": _page("# Liên hệ: ô\n".encode("cp1258", "replace")),
    "page-empty": _page("\n"),
    "page-crlf": _page("---\r\ntiêu đề: Liên hệ\r\n---\r\nGọi tổ trưởng.\r\n"),
    "page-brackets": _page("---\ntiêu đề: " + "[" * 30_000 + "\n---\n# Liên hệ\n"),
    "link-pages": _linked_pages,
    "link-page": _link("content/trang/gioi-thieu.md", "/etc/hostname"),
    "link-topics": _link("content/linh-vuc.yml", "/etc/hostname"),
    "link-config": _link("site_config.yml", "/etc/hostname"),
    "page-tangled": _page("# Liên hệ\n\n" + "*a" * 100_000),
    "page-tangled-brackets": _page("# Liên hệ\n\n" + "[" * 100_000),
    "link-rules": _linked_rules,
    "pipe-opinion": _pipe(OPINION),
    "pipe-page": _pipe(PAGE),
    "pipe-topics": _pipe("content/linh-vuc.yml"),
    "pipe-rules": _pipe("content/phuong-thu/quy-dinh/thu.yml"),
    "pipe-days-off": _pipe("content/quy-dinh/ngay-nghi.yml"),
    "pipe-year-off": _pipe("content/quy-dinh/ngay-nghi/2027.yml"),
    "folder-opinion": _folder(OPINION),
    "folder-topics": _folder("content/linh-vuc.yml"),
    "folder-rules": _folder("content/phuong-thu/quy-dinh/thu.yml"),
    "link-ledger": _linked_ledger,
    "link-template": _link("theme/loudspeaker/lich.txt", "/etc/hostname"),
    "link-template-to-nothing": _link("theme/drafts/khong-co.txt", "khong-co"),
    "link-templates": _link("theme/loudspeaker", "/etc"),
    "link-theme": _link("theme", "content"),
    "no-authority": lambda site: shutil.rmtree(site / "content/phuong-thu"),
    "no-authority-of-the-list": _lost_content,
    "name-of-two-lines": lambda site: spoil(site, f"{SESSION}/kien-nghi/a\nb.md", TEXT),
    "config-empty": lambda site: spoil(site, "site_config.yml", ""),
    "config-missing": lambda site: (site / "site_config.yml").unlink(),
    "authority-file-missing": lambda site: (site / "content/phuong-thu/co-quan.yml").unlink(),
    "name-of-odd-bytes": _odd_name,
}


@pytest.mark.parametrize("name", CASES)
def test_a_file_that_is_no_plain_text_is_explained(name: str, tmp_path: Path) -> None:
    """Every such file gets the messages of the table, and nothing is stripped or guessed in silence."""
    site = copy_minimal(tmp_path)
    CASES[name](site)
    assert sorted(written(one).replace(str(site), "SITE") for one in problems_of(site)) == sorted(_rows()[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_a_build_says_of_such_a_file_what_the_check_says(name: str, tmp_path: Path) -> None:
    """The same errors in the same words, and nothing is published; without an error there is a site."""
    site = copy_minimal(tmp_path)
    CASES[name](site)
    told = [one for one in problems_of(site) if one.severity is Severity.ERROR]
    assert refused(site) == told
    assert (site / "public").exists() == (not told)


def test_every_row_of_the_table_has_its_case() -> None:
    """The table and the cases name one another."""
    assert set(_rows()) == set(CASES)


def test_a_linked_file_is_never_read(tmp_path: Path) -> None:
    """What lies behind a link out of content/ shows in no message."""
    site = copy_minimal(tmp_path)
    spoil(tmp_path, "mat.yml", "mật khẩu: 0912345678")
    for place in ("content/phuong-thu/co-quan.yml", "content/linh-vuc.yml", f"{SESSION}/lich.md"):
        _link(place, str(tmp_path / "mat.yml"))(site)
    assert not any("mật" in written(one) or "0912" in written(one) for one in problems_of(site))


@pytest.mark.parametrize("place", ["theme/loudspeaker/lich.txt", "theme/loudspeaker", "theme"])
def test_a_linked_template_is_never_read(place: str, tmp_path: Path) -> None:
    """A template that lies behind a link, or in a linked folder, shows in no message and is said on no loudspeaker."""
    site = copy_minimal(tmp_path)
    rest = "theme/loudspeaker/lich.txt".removeprefix(place)
    spoil(tmp_path, f"ngoai{rest}", "mật khẩu: 0912345678")
    _link(place, str(tmp_path / "ngoai"))(site)
    told = [written(one) for one in problems_of(site)]
    assert [one.partition(" 0:0 ")[0] for one in told if "symlink" in one] == [f"LỖI {place}"]
    assert not any("mật" in one or "0912" in one for one in told)
    scripts = programme_in(Request(site, site, DAY, cached=False), "phuong-thu").scripts
    assert scripts and not any("mật" in one.locked for one in scripts)


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without read permission gives a message in Vietnamese, and the other files are still looked at."""
    site = copy_minimal(tmp_path)
    spoil(site, f"{SESSION}/lich.yaml", "tiêu đề: [")
    real = Path.read_bytes

    def guarded(path: Path) -> bytes:
        if path.name == "001.md":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", guarded)
    said = {(one.code, one.what) for one in problems_of(site)}
    assert ("unreadable", "không mở được (không có quyền đọc)") in said
    assert "duplicate-record" in {code for code, _ in said}


def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without read permission gives a message and no traceback."""
    site = copy_minimal(tmp_path)
    real = os.scandir

    def guarded(path: str) -> Any:
        if str(path).endswith("kien-nghi"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(walk.os, "scandir", guarded)
    assert f"{SESSION}/kien-nghi" in {one.place.file for one in problems_of(site) if one.code == "unreadable"}


def test_folders_of_any_depth_are_walked(tmp_path: Path) -> None:
    """A file hundreds of folders deep is told of, as one that lies too deep."""
    site = copy_minimal(tmp_path)
    spoil(site, "content/phuong-thu/2026/" + "a/" * 400 + "lich.md", TEXT)
    [problem] = problems_of(site)
    assert (problem.code, problem.mend.partition(":")[0]) == ("unknown-file", "tệp nằm quá sâu")


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path) -> None:
    """Without site_config.yml the way on is said, not a traceback."""
    with pytest.raises(Refusal) as refusal:
        register.read_site(tmp_path)
    assert [one.code for one in refusal.value.problems] == ["no-site"]
    assert "doithoai init" in refusal.value.problems[0].mend


def test_a_folder_that_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    """Nobody is sent looking for a file in it."""
    (tmp_path / "tep").touch()
    for name, what in (("khong-co", "không có thư mục này"), ("tep", "đây là một tệp, không phải thư mục")):
        with pytest.raises(Refusal) as refusal:
            register.read_site(tmp_path / name)
        assert [(one.code, one.what) for one in refusal.value.problems] == [("no-folder", what)]
