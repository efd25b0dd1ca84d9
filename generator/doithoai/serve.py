"""A preview on this machine: builds again when a file is saved, and reloads the browser.

The published pages are left as they are; what the preview needs (a script that listens, and the permission to do
so in the content security policy) is put into each page as it is sent.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from msgspec.structs import replace
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from doithoai.build import Built, Request, build
from doithoai.engines.theme import OWN
from doithoai.problems import Problem, Refusal, Severity, in_brief, no_file, of_disk
from doithoai.reading.layout import CONFIG, CONTENT
from doithoai.reading.ledger import FOLDER as LEDGER
from doithoai.reading.register import read_site

EVENTS, SCRIPT = "/_doithoai/events", "/_doithoai/reload.js"
_REST = 0.05
"""Seconds without a further change before building: editors save in several steps."""
_PAUSE = 1.0
"""Seconds without a further change before paper, feeds and data follow the pages: who writes on shall not wait."""
_RELOADS, _COMPARES = json.dumps({"reload": True}), json.dumps({"whole": True})
_CHANGES = {"created", "modified", "deleted", "moved"}

_RELOAD = """
{
  const {build, page} = document.currentScript.dataset;
  const box = document.createElement("div");
  box.setAttribute("role", "alert");
  const renewed = async () => {
    try { return !(await (await fetch(location.href)).text()).includes(`data-page="${page}"`); }
    catch (gone) { return false; } // the page is being left, or the preview has ended
  };
  new EventSource(`/_doithoai/events?${build}`).onmessage = async event => {
    const said = JSON.parse(event.data);
    if (said.reload) return location.reload();
    if (said.whole) return await renewed() ? location.reload() : box.remove();
    box.textContent = said.told;
    Object.assign(box.style, {position: "fixed", inset: "auto 0 0 0", zIndex: 99, padding: "1rem", maxHeight: "50vh",
      overflow: "auto", background: "#7a1712", color: "#fff", font: "16px/1.5 sans-serif", whiteSpace: "pre-wrap"});
    document.body.append(box);
  };
}
"""


class Preview:
    """The site as last built, the problems of the last try, and everyone who waits for the next one.

    Builds are numbered. A page knows the build it came from and asks for what came after, so that a build which ends
    while the page is still loading is told all the same, and so is a fault that stood before the page was opened.
    """

    def __init__(self, request: Request, tell: Callable[[Built | Refusal], None], root: str = "/") -> None:
        self._request, self._tell, self.root = request, tell, root
        self._news = threading.Condition()
        self._last = self._remade = self._good = 0
        self._message = ""

    @property
    def folder(self) -> Path:
        """Where the built pages lie."""
        return self._request.out

    def rebuild(self, pages_first: bool = False) -> bool:
        """Build once and let every open page know how it went; whether something was left for a later build."""
        done = self._built(pages_first)
        self._tell(done)
        self._announce(done, _RELOADS)
        return isinstance(done, Built) and not done.whole

    def finish(self) -> None:
        """Build what was left: a page reloads if it links to what there was not before; only a problem is told."""
        done = self._built(pages_first=False)
        if isinstance(done, Refusal):
            self._tell(done)
        self._announce(done, _COMPARES)

    def _built(self, pages_first: bool) -> Built | Refusal:
        try:
            return build(replace(self._request, pages_first=pages_first))
        except Refusal as refusal:
            return refusal
        except OSError as error:  # a disk that is full or a file that is held open: the next save may find it mended
            return Refusal([of_disk(error)])

    def _announce(self, done: Built | Refusal, good_news: str) -> None:
        with self._news:
            self._last += 1
            self._message = good_news if isinstance(done, Built) else _faults(done)
            if isinstance(done, Built):
                self._good = self._last
                self._remade = self._last if good_news == _RELOADS else self._remade
            self._news.notify_all()

    def wait(self, build: int, seconds: float) -> tuple[int, str]:
        """The number of the last build, and what it or one since `build` has to say; "" when none came in time."""
        with self._news:
            if not self._news.wait_for(lambda: self._last != build, seconds):
                return build, ""
            return self._last, self._message if self._remade <= build <= self._last else _RELOADS

    @property
    def good(self) -> int:
        """The number of the build that made the pages as they are."""
        return self._good


_STOPPING = "Trang chưa được dựng lại. Sửa {} lỗi này thì trang hiện ra:"
_BESIDES = "{} {} sau không ngăn việc dựng trang:"


def _faults(refusal: Refusal) -> str:
    """What stopped the build, then what would not have."""
    told: list[str] = []
    for severity in Severity:
        found = [problem for problem in refusal.problems if problem.severity is severity]
        heading = _STOPPING if severity is Severity.ERROR else _BESIDES
        told += [heading.format(len(found), severity.value)] if found else []
        told += (f"{severity.value}: {one.place}: {one.what} → {one.mend}" for one in in_brief(found))
    return json.dumps({"told": "\n".join(told)}, ensure_ascii=False)


class _Changes(FileSystemEventHandler):
    """Notes that something was saved, as often as the system says so."""

    def __init__(self, changed: threading.Event, only: str = "") -> None:
        self._changed, self._only = changed, only

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Any file but those that editors keep for themselves; editors often save by moving a new file in place."""
        name = Path(str(event.dest_path or event.src_path)).name
        wanted = name == self._only if self._only else not name.startswith((".", "~"))
        if wanted and event.event_type in _CHANGES and not event.is_directory:
            self._changed.set()


class _Handler(SimpleHTTPRequestHandler):
    """The built files, with the listening script put into pages."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, preview: Preview, **kwargs: Any) -> None:
        self._preview = preview
        super().__init__(*args, directory=str(preview.folder), **kwargs)

    def do_GET(self) -> None:
        """A page, an asset, the script or the stream of news."""
        address, _, build = self.path.partition("?")
        if address == EVENTS:
            return self._stream(int(build) if build.isdecimal() else self._preview.good)
        if self.path == SCRIPT:
            return self._send(_RELOAD.encode(), "text/javascript; charset=utf-8")
        page = Path(self.translate_path(self.path))
        page = page / "index.html" if page.is_dir() and self.path.split("?")[0].endswith("/") else page
        if page.suffix == ".html":
            return self._page(page)
        return super().do_GET()

    def end_headers(self) -> None:
        """Nothing of a preview is kept by the browser."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, *_: object, **__: object) -> None:
        """An address that leads nowhere gets the site's own page."""
        self._page(self._preview.folder / "khong-co")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of single requests."""

    def _page(self, page: Path) -> None:
        build = self._preview.good
        try:
            body, status = page.read_bytes(), HTTPStatus.OK
        except OSError:
            missing = self._preview.folder / "404.html"
            body = at_root(missing.read_bytes(), self._preview.root) if missing.exists() else b""
            status = HTTPStatus.NOT_FOUND
        self._send(listening(body, build), "text/html; charset=utf-8", status)

    def _send(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, build: int) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            while True:
                build, message = self._preview.wait(build, seconds=15)
                self.wfile.write(f"data: {message}\n\n".encode() if message else b": still here\n\n")
                self.wfile.flush()
        except OSError:
            self.close_connection = True


def at_root(page: bytes, root: str) -> bytes:
    """The page for lost addresses as this server has it: its links begin at the path of the site's own address."""
    return page.replace(f'="{root}'.encode(), b'="/')


def listening(page: bytes, build: int) -> bytes:
    """The page of that build with the listening script; its policy lets it connect back to this server only."""
    name = sha256(page).hexdigest()[:16]
    script = f'<script src="{SCRIPT}" data-build="{build}" data-page="{name}"></script>'
    return page.replace(b"</body>", f"{script}</body>".encode(), 1)


class _Server(ThreadingHTTPServer):
    """Serves pages. A browser that leaves before it has its page is none of anybody's business; other faults are."""

    daemon_threads = True

    def __init__(self, at: tuple[str, int], preview: Preview, failed: Callable[[Exception], None]) -> None:
        self._failed = failed
        super().__init__(at, partial(_Handler, preview=preview))

    def handle_error(self, *_: object) -> None:
        """Called where a request ended in an exception, wherever that was."""
        fault = sys.exception()
        if isinstance(fault, Exception) and not isinstance(fault, ConnectionError | TimeoutError):
            self._failed(fault)


def serve(
    request: Request,
    address: str,
    port: int,
    tell: Callable[[Built | Refusal], None],
    ready: Callable[[str], None],
    failed: Callable[[Exception], None],
) -> None:
    """Build, serve on `address:port` and build again after each change, until interrupted.

    `tell` is called after each build, `ready` with where to look, `failed` with what went wrong with a single request.
    """
    published = urlsplit(read_site(request.site).config.address or "").path
    preview = Preview(request, tell, f"{published.rstrip('/')}/")
    with _server(address, port, preview, failed) as server:
        changed = threading.Event()
        observer = watch(request.site, changed)  # before the first build, which may take longer than the next save
        preview.rebuild()
        request.out.mkdir(parents=True, exist_ok=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        ready(f"http://{address}:{server.server_address[1]}/")
        try:
            _rebuild_for_ever(preview, changed)
        finally:
            observer.stop()
            server.shutdown()


def _server(address: str, port: int, preview: Preview, failed: Callable[[Exception], None]) -> _Server:
    try:
        return _Server((address, port), preview, failed)
    except OSError as error:
        mend = f"chọn cổng khác, ví dụ: --port {port + 1}"
        what = f"cổng {port} đang có chương trình khác dùng"
        raise Refusal([Problem("port", what, mend, no_file(address))]) from error


def _rebuild_for_ever(preview: Preview, changed: threading.Event) -> None:
    """Pages follow each change at once; what takes longer and is on no page follows in a pause."""
    while True:
        changed.wait()
        while changed.is_set():
            changed.clear()
            changed.wait(_REST)
        if preview.rebuild(pages_first=True) and not changed.wait(_PAUSE):
            preview.finish()


def watch(site: Path, changed: threading.Event) -> Any:
    """Note whatever is saved of what a site is made of; gives what is to be stopped. Refused where there is nothing."""
    if not (site / CONTENT).is_dir():
        what, mend = f"chưa có thư mục {CONTENT}/ để theo dõi", "tạo cơ quan đầu tiên: doithoai new authority"
        raise Refusal([Problem("no-content", what, mend, no_file(CONTENT))])
    observer = Observer()
    for folder in filter(Path.is_dir, (site / CONTENT, site / OWN, site / LEDGER)):
        observer.schedule(_Changes(changed), str(folder), recursive=True)
    observer.schedule(_Changes(changed, only=CONFIG), str(site), recursive=False)
    observer.start()
    return observer
