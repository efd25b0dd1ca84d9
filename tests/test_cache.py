"""Caches are one user's own: nobody else can plant in them what is published or run."""

from __future__ import annotations

import os
import pickle
import sys
from collections import OrderedDict
from datetime import date
from pathlib import Path
from zlib import crc32

import pytest

from doithoai.cache import Cache, beside, cache_of, private
from doithoai.domain.documents import Person
from doithoai.engines import theme

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows closes the user's cache folder itself")


@pytest.fixture(autouse=True)
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "new" / "caches"
    monkeypatch.setenv("DOITHOAI_CACHE", str(folder))
    return folder


def mode(folder: Path | None) -> int:
    assert folder
    return folder.stat().st_mode & 0o777


@pytest.fixture
def theme_of_somebody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """As root nothing is closed, so that is said here."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    theme.compiled.cache_clear()


def test_what_is_kept_is_closed_to_others(caches: Path, tmp_path: Path) -> None:
    """Where all caches lie, too, if nobody had made it."""
    kept = cache_of(tmp_path, wanted=True).folder
    assert (mode(kept), mode(caches)) == (0o700, 0o700)


def test_compiled_templates_are_closed_to_others(theme_of_somebody_else: None, caches: Path) -> None:
    """They are code."""
    folder = theme.compiled()
    theme.compiled.cache_clear()
    assert (folder, mode(folder)) == (caches / "templates", 0o700)


@pytest.mark.parametrize("closed", ["data", "__pycache__"])
def test_what_cannot_be_kept_beside_the_program_is_kept_in_the_user_s_own_cache(
    closed: str, caches: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program is somebody else's, or somebody else was the first to run it."""
    data = tmp_path / "data"
    data.mkdir()
    assert beside(data, "rules") == data / "__pycache__"
    monkeypatch.setattr(os, "access", lambda path, _: path.name != closed)  # as root nothing is closed
    assert beside(data, "rules") == caches / "rules"


def test_an_open_folder_is_closed_and_the_chosen_one_above_stays_as_it_was(caches: Path) -> None:
    """It may be /tmp."""
    (caches / "a").mkdir(parents=True)
    for one in (caches, caches / "a"):
        one.chmod(0o777)
    assert (mode(private("a")), mode(caches)) == (0o700, 0o777)


def test_a_folder_of_somebody_else_is_not_used(caches: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is a link, whoever made it."""
    assert private("a")
    (caches / "b").symlink_to(caches / "a")
    assert private("b") is None
    monkeypatch.setattr(os, "geteuid", lambda: caches.stat().st_uid + 1)
    assert private("a") is None


def test_values_of_the_domain_are_kept_as_they_are(tmp_path: Path) -> None:
    """With whatever they consist of."""
    person = Person.model_validate({"họ tên": "Nguyễn Văn An", "chức vụ": "Chủ tịch"})
    kept = {"a": (person, date(2026, 11, 20), [1, None])}
    Cache(tmp_path).store_blocks("x", "key", kept)
    assert Cache(tmp_path).load_blocks("x", "key", object) == kept
    assert kept["a"][0].model_copy(update={"name": "Bình"}).name == "Bình"


def test_what_was_kept_under_another_key_or_is_damaged_is_as_if_absent(tmp_path: Path) -> None:
    """Wherever it was cut, and whichever letter is another."""
    person = Person.model_validate({"họ tên": "Nguyễn Văn An"})
    Cache(tmp_path).store_blocks("x", "key", [person])
    whole = (tmp_path / "x").read_bytes()
    assert Cache(tmp_path).load_blocks("x", "other", object) is None
    for at in range(len(whole)):
        for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            (tmp_path / "x").write_bytes(damaged)
            assert Cache(tmp_path).load_blocks("x", "key", object) is None


@pytest.mark.parametrize("damaged", [b"", b"[1", b'"\xff"', b"[" * 100_000, b"1" * 5000])
def test_json_that_does_not_read_is_as_if_absent(damaged: bytes, tmp_path: Path) -> None:
    """Cut, in another encoding, deeper than anybody reads, greater than anybody counts."""
    (tmp_path / "x").write_bytes(damaged)
    assert Cache(tmp_path).load("x") is None


class _Run:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch planted",)


@pytest.mark.parametrize("planted", [_Run(), OrderedDict(), Path("x"), os.getcwd, Cache])
def test_nothing_but_values_of_the_domain_is_made_of_what_is_kept(
    planted: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that somebody else has written is data at the worst."""
    monkeypatch.chdir(tmp_path)
    packed = pickle.dumps([planted], protocol=5)
    (tmp_path / "x").write_bytes(f"key {crc32(packed):08x}\n".encode() + packed)
    assert Cache(tmp_path).load_blocks("x", "key", object) is None
    assert not (tmp_path / "planted").exists()


def test_what_a_module_of_the_domain_has_from_elsewhere_is_not_made(tmp_path: Path) -> None:
    """It imports functions of others, too."""
    for module, name in (("doithoai.domain.fields", "re"), ("doithoai.domain.fields", "shorten")):
        names = b"".join(b"\x8c" + bytes([len(one)]) + one.encode() for one in (module, name))
        packed = b"\x80\x04" + names + b"\x93."  # STACK_GLOBAL
        (tmp_path / "x").write_bytes(f"key {crc32(packed):08x}\n".encode() + packed)
        assert Cache(tmp_path).load_blocks("x", "key", object) is None
