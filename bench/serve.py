"""From saving a file to seeing it: `python -m bench.serve [--records 500] [--edits 8]`; a real preview, a real browser.

A ward of made-up records is served with the website alone and with all that can be made of it. The page of a record is
open in chromium (Playwright) while its file is changed: an opinion's words or title, a session's title, an authority's
hours; what is told is the time from the save until the page shows it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from bench.corpus import AS_OF, corpus
from bench.edits import EDITS, Edit
from bench.run import machine
from doithoai.domain.site import Output

_SHOWN = """
document.addEventListener("DOMContentLoaded", () =>
  requestAnimationFrame(() => setTimeout(() => shown(document.querySelector("main").innerText))));
"""
_PATIENCE = 30.0
ALONE, WHOLE = (Output.WEBSITE,), tuple(Output)


def written(folder: Path, records: int, outputs: tuple[Output, ...]) -> Path:
    """A site of one ward that makes these outputs."""
    for name, text in corpus(records, 1):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    config = folder / "site_config.yml"
    kept = [line for line in config.read_text("utf-8").splitlines() if not line.startswith("kênh:")]
    config.write_text("\n".join([*kept, f"kênh: [{', '.join(outputs)}]", ""]), "utf-8")
    return folder


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of its preview, once it is built."""
    command = [sys.executable, "-m", "doithoai", "serve", "-C", str(site), "--port", "0", "--as-of", f"{AS_OF}"]
    variables = {**os.environ, "DOITHOAI_CACHE": str(site / ".cache")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=variables) as preview:
        assert preview.stdout
        told = next(line for line in preview.stdout if "http://" in line)
        try:
            yield told.split()[1]
        finally:
            preview.terminate()


class Screen:
    """What a page in the browser shows, as often as it is drawn anew."""

    def __init__(self, browser: Any, address: str) -> None:
        self._tab = browser.new_page()
        self._shown: list[str] = []
        self._tab.expose_function("shown", lambda text: self._shown.append(text))
        self._tab.add_init_script(_SHOWN)
        self._tab.goto(address)

    def close(self) -> None:
        """No longer have it drawn."""
        self._tab.close()

    def seconds_until(self, words: str, began: float) -> float:
        """From a moment until the words are on screen."""
        while not any(words in text for text in self._shown):
            self._tab.wait_for_timeout(5)
            if time.perf_counter() - began > _PATIENCE:
                raise TimeoutError(words)
        return time.perf_counter() - began


EDITED = {
    "sentence": "*/*/*/kien-nghi/*.md",
    "title": "*/*/*/kien-nghi/*.md",
    "schedule": "*/*/*/lich.md",
    "authority": "*/co-quan.yml",
}
"""Edits of `bench.edits`, each with the files whose middle one it changes."""

_FIRST = 1001
"""A number that no text of the site holds."""


def edits(screen: Screen, edit: Edit, site: Path, count: int) -> Iterator[float]:
    """Seconds until each of so many edits is seen; the preview has made the rest of the site before the next."""
    for turn in range(_FIRST, _FIRST + count):
        time.sleep(_REST)
        began = time.perf_counter()
        edit(site, turn)
        yield screen.seconds_until(f"{turn}", began)


_REST = 3.0


def measured(site: Path, count: int) -> dict[str, list[float]]:
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        seen = {}
        for name, files in EDITED.items():
            found = sorted((site / "content").glob(files))
            record = found[len(found) // 2].relative_to(site / "content").with_suffix("").as_posix()
            page = f"{address}co-quan/{record.removesuffix('/lich').removesuffix('/co-quan')}/"
            with closing(Screen(browser, page)) as screen:
                seen[name] = list(edits(screen, EDITS[name], site, count))
        return seen


def told(seconds: Sequence[float]) -> str:
    return f"{median(seconds):.2f} ({max(seconds):.2f})"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--records", type=int, default=500)
    asked.add_argument("--edits", type=int, default=8)
    args = asked.parse_args()
    print(f"{machine()}; from save to screen, {args.edits} edits each; median (most) in seconds")
    for name, outputs in (("website alone", ALONE), ("all outputs", WHOLE)):
        with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
            seen = measured(written(Path(folder), args.records, outputs), args.edits)
        print(f"{name:<16}{'   '.join(f'{edit} {told(seconds)}' for edit, seconds in seen.items())}", flush=True)


if __name__ == "__main__":
    main()
