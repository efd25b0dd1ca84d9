"""From saving a file to seeing it: `python -m bench.serve [--records 500] [--edits 8]`; a real preview, a real browser.

A ward of made-up records is served with the website alone and with all that can be made of it. An opinion's page is
open in chromium (Playwright) while a sentence is added to its file, and then its title changed; what is told is the
time from the save until the page shows it.
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
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from bench.corpus import AS_OF, corpus
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

    def seconds_until(self, words: str, began: float) -> float:
        """From a moment until the words are on screen."""
        while not any(words in text for text in self._shown):
            self._tab.wait_for_timeout(5)
            if time.perf_counter() - began > _PATIENCE:
                raise TimeoutError(words)
        return time.perf_counter() - began


def edits(screen: Screen, opinion: Path, count: int) -> Iterator[tuple[float, float]]:
    """Seconds until a sentence is seen, and until a new title is, which stands on many pages."""
    title = next(line for line in opinion.read_text("utf-8").splitlines() if line.startswith("tiêu đề: "))
    for turn in range(count):
        sentence, heading = f"Bổ sung lần thứ {turn + 1} của người dân.", f"Tiêu đề viết lại lần {turn + 1}"
        said = _seen(screen, opinion, f"{opinion.read_text('utf-8').rstrip()}\n\n{sentence}\n", sentence)
        renamed = opinion.read_text("utf-8").replace(title, f"tiêu đề: {heading}")
        title = f"tiêu đề: {heading}"
        yield said, _seen(screen, opinion, renamed, heading)


def _seen(screen: Screen, file: Path, text: str, words: str) -> float:
    time.sleep(0.5)
    began = time.perf_counter()
    file.write_text(text, "utf-8")
    return screen.seconds_until(words, began)


def measured(site: Path, count: int) -> list[tuple[float, float]]:
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    opinions = sorted((site / "content").glob("*/*/*/kien-nghi/*.md"))
    opinion = opinions[len(opinions) // 2]
    page = f"co-quan/{opinion.relative_to(site / 'content').with_suffix('')}/"
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        return list(edits(Screen(browser, address + page), opinion, count))


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
            rows = measured(written(Path(folder), args.records, outputs), args.edits)
        sentence, title = zip(*rows, strict=True)
        print(f"{name:<16}sentence {told(sentence)}   title {told(title)}", flush=True)


if __name__ == "__main__":
    main()
