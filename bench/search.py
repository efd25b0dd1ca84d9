"""What a search costs: `python -m bench.search [--records 1000 20000]`; sizes over the wire, a keystroke, the build.

A site of made-up records is built and searched in a real browser (Playwright with chromium), letter by letter, with an
empty cache and every answer compressed, as a web server would give it.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.corpus import AS_OF
from bench.measure import run
from bench.run import _DOITHOAI, authorities_of, machine
from doithoai.channels import search
from doithoai.channels.site.pages import authority_pages
from doithoai.domain.bulletin import SILENCE
from doithoai.domain.edition import edition_of
from doithoai.reading import files, register

SIZES = (1000, 20000)
QUERIES = (
    "doi thoai",
    "đối thoại",
    "duong le hong phong",
    "đường minh họa ngập",
    "132 kh du",
    "21/TB-UBND",
    "12/6/2024",
    "ngày 12 tháng 6",
    "to dan pho so 3",
    "rac thai sinh hoat",
    "đề nghị lắp đèn chiếu sáng ngõ",
    "thong bao ket luan",
)

_TIMES = """
text => new Promise((done) => {
  const box = document.querySelector("#dt-q"), list = document.querySelector(".dt-search__hits ul");
  const seen = new MutationObserver(() => { seen.disconnect(); done(performance.now() - began); });
  seen.observe(list, { childList: true });
  box.value = text;
  const began = performance.now();
  box.dispatchEvent(new Event("input", { bubbles: true }));
  if (!text.trim()) { seen.disconnect(); done(0); }
  setTimeout(() => done(-1), 20000);
})
"""
"""From the letter to the list that shows its hits, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One query typed letter by letter: bytes and files asked for, then the slowest letter with everything at hand."""

    query: str
    sent: int
    files: int
    slowest: float
    middle: float


@contextmanager
def serving(folder: Path, sent: list[int]) -> Iterator[str]:
    """The folder's address; the compressed size of each answer goes into `sent`."""

    class Compressing(http.server.SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            path = Path(self.translate_path(self.path))
            file = path / "index.html" if path.is_dir() else path
            if not file.is_file():
                self.send_error(404)
                return
            content = gzip.compress(file.read_bytes(), 6)
            sent.append(len(content))
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(str(file)))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None: ...

    handler = functools.partial(Compressing, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def typed(browser: Any, address: str, sent: list[int], query: str) -> Typed:
    """The query in a new browser profile: once to fetch what it needs, then again for the time of each letter."""
    tab = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    tab.goto(address, wait_until="networkidle")
    sent.clear()
    tab.focus("#dt-q")
    tab.wait_for_timeout(1500)
    for end in range(1, len(query) + 1):
        tab.evaluate(_TIMES, query[:end])
    asked = list(sent)
    times = [tab.evaluate(_TIMES, query[:end]) for end in range(1, len(query) + 1) if query[:end].strip()]
    tab.context.close()
    return Typed(query, sum(asked), len(asked), max(times), median(times))


def searched(public: Path) -> list[Typed]:
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    sent: list[int] = []
    with serving(public, sent) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        return [typed(browser, address, sent, query) for query in QUERIES]


def work(site_folder: Path) -> tuple[float, float, float, int]:
    """Processor seconds for views, for their index, for putting it together; and the index's published bytes.

    One process does it all here, so that shares can be compared whatever else the machine does.
    """
    site = register.read_site(site_folder)
    views = index = 0.0
    parts, size = [], 0
    for name in site.authorities:
        authority = register.authority_in(site, name)
        found, _ = files.records_of(site.folder, name)
        read = register.read_dossier(site.folder, authority, found, site.topics, {})
        assert read.dossier is not None
        edition = edition_of(read.dossier, site.topics, {}, AS_OF)
        started = time.process_time()
        pages = tuple(authority_pages(edition, SILENCE))
        for page in pages:
            page.fingerprint()
        views += time.process_time() - started
        started = time.process_time()
        made = search.findable_of(name, authority.brief, pages, {})
        size += sum(len(script.drawn()) for script in made.scripts)
        index += time.process_time() - started
        parts.append(made.findable)
    started = time.process_time()
    size += sum(len(script.drawn()) for script in search.Shelves(tuple(parts), {}).scripts())
    return views, index, time.process_time() - started, size


def report(records: int, folder: Path) -> None:
    site, out = folder / "site", folder / "out"
    corpus = [sys.executable, "-m", "bench.corpus", str(site), "--records", str(records)]
    run([*corpus, "--authorities", str(authorities_of(records))], {})
    config = site / "site_config.yml"
    config.write_text(config.read_text("utf-8") + "kênh: trang web\n", "utf-8")
    variables = {"DOITHOAI_CACHE": str(folder / "cache")}
    built = run(
        [*_DOITHOAI, "build", "-C", str(site), "--out", str(out), "--as-of", AS_OF.isoformat()], variables, watched=True
    )
    views, index, joined, size = work(site)
    print(f"\n{records} records: {built.output.strip()}")
    print(
        f"build {built.work:.1f} s of processor time, of which the search {index + joined:.1f} s "
        f"({100 * (index + joined) / (built.work - index - joined):.0f} % added): index {index:.1f}, together "
        f"{joined:.2f} (views: {views:.1f}); index {size / 1e6:.1f} MB; whole tree {built.tree / 1e6:.0f} MB\n"
    )
    print("| query | kB over the wire | files | slowest letter ms | usual letter ms |\n|---|---:|---:|---:|---:|")
    for one in searched(out):
        print(f"| {one.query} | {one.sent / 1000:.0f} | {one.files} | {one.slowest:.1f} | {one.middle:.1f} |")


def main(given: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=(__doc__ or "").partition(":")[0])
    parser.add_argument("--records", type=int, nargs="+", default=list(SIZES))
    print(machine(), flush=True)
    for records in parser.parse_args(given).records:
        shared_memory = Path("/dev/shm")
        with tempfile.TemporaryDirectory(dir=shared_memory if shared_memory.is_dir() else None) as folder:
            report(records, Path(folder))


if __name__ == "__main__":
    main()
