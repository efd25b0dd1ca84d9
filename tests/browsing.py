"""A real browser for tests: the system's chromium, and a folder served to it on this machine."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The folder's address on this machine while the block runs."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    class Server(http.server.ThreadingHTTPServer):
        request_queue_size = 64  # a browser opens six at once; who finds no place among five waits a second

    with Server(("127.0.0.1", 0), functools.partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def until(tab: Any, true: str) -> None:
    """Wait for a condition; Playwright's own way needs `eval`, which the content security policy forbids."""
    for _ in range(600):
        if tab.evaluate(true):
            return
        tab.wait_for_timeout(50)
    pytest.fail(f"never true: {true}")


LEFT = "net::ERR_ABORTED"
"""Why a request failed whose page was left while it was on its way."""


def open_tab(browser: Any, url: str, width: int, before: str = "") -> tuple[Any, list[str], list[str]]:
    """A page at that width; the faults it shows on the console, and the addresses it asks for.

    `before` is a script that the browser runs ahead of the page's own.
    """
    tab = browser.new_context(viewport={"width": width, "height": 800}, color_scheme="light").new_page()
    if before:
        tab.add_init_script(before)
    faults: list[str] = []
    requests: list[str] = []
    tab.on("console", lambda message: faults.append(message.text))
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("requestfailed", lambda request: None if request.failure == LEFT else faults.append(request.url))
    tab.on("request", lambda request: requests.append(request.url))
    tab.goto(url)
    tab.wait_for_timeout(200)
    return tab, faults, requests
