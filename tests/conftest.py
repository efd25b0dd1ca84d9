"""What holds for all tests, and what several of them stand on: a browser, the sample site, its address."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from browsing import serving
from examples import SEARCHING, STEADY, THOROUGH
from sample import build_site, copy_site

# No deadline: a busy machine is no fault of the code.
settings.register_profile(STEADY, deadline=None, max_examples=50, derandomize=True)
settings.register_profile(THOROUGH, deadline=None, max_examples=100, derandomize=True)
settings.register_profile(SEARCHING, deadline=None, max_examples=1000)
settings.load_profile(STEADY)


@pytest.fixture(scope="session", autouse=True)
def _caches_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing that an earlier run left in the user's cache makes a test pass or fail, nor does a run leave anything."""
    os.environ["DOITHOAI_CACHE"] = str(tmp_path_factory.mktemp("caches"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, driven by Playwright; never left out silently."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        pytest.fail("The browser tests need chromium on the PATH; run `pytest -m 'not browser'` without it.")
    quiet = ["background-networking", "sync", "component-update", "gpu"]
    flags = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=flags, timeout=180_000)
        yield started
        started.close()


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site as published on the tests' day, for reading only: built once for all of pytest-xdist's workers."""
    base = tmp_path_factory.getbasetemp()
    site = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sample"
    if not site.exists():
        made = copy_site(tmp_path_factory.mktemp("site"))
        build_site(made, cached=False)
        with suppress(OSError):  # the other worker was first
            made.rename(site)
    return site / "public"


@pytest.fixture(scope="module")
def address(public: Path) -> Iterator[str]:
    """Where that site is served on this machine."""
    with serving(public) as found:
        yield found
