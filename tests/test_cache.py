"""Caches are one user's own: nobody else can plant in them what is published or run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from doithoai.cache import cache_of, private
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
