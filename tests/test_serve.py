"""The preview: what is saved is on screen at once, and a fault is told there too."""

from __future__ import annotations

import errno
import http.client
import json
import queue
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import doithoai.serve
from browsing import open_tab
from doithoai.build import Built, Request
from doithoai.serve import Preview, listening, serve, watch
from sample import DAY, copy_site

OPINION = "content/phuong-mau/2026/doi-thoai-1/kien-nghi/001.md"
PAGE = "co-quan/phuong-mau/2026/doi-thoai-1/kien-nghi/001/"
PATIENCE = 60
"""Seconds after which something is taken never to come, on however busy a machine."""


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """A ward's site, as a website alone unless a test wants all of it."""
    monkeypatch.setenv("DOITHOAI_CACHE", str(tmp_path / "cache"))
    return copy_site(tmp_path / "site", "phuong-mau", makes=getattr(request, "param", "trang web"))


@contextmanager
def previewing(ward: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command at work, which has said all that it says before it waits, and the address that it gave."""
    command = [sys.executable, "-m", "doithoai", "serve", "-C", str(ward), "--port", "0", "--as-of", "20/11/2026"]
    # What a shell runs beside itself may be deaf to Ctrl+C, and so would be all that it starts.
    heard = None if sys.platform == "win32" else partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    out, both = subprocess.PIPE, subprocess.STDOUT
    with subprocess.Popen(command, stdout=out, stderr=both, text=True, preexec_fn=heard) as process:
        assert process.stdout
        said = []
        for line in process.stdout:
            said.append(line)
            if "http://127.0.0.1:" in line:
                break
        else:
            pytest.fail("".join(said))
        yield process, said[-1].split()[1]
        process.terminate()


@pytest.fixture
def address(ward: Path) -> Iterator[str]:
    with previewing(ward) as (_, address):
        yield address


def save(path: Path, text: str) -> None:
    """As editors do, who put a whole new file in place: a build between two steps would have its own news."""
    fresh = path.with_name(f".{path.name}")
    fresh.write_text(text, "utf-8")
    fresh.replace(path)


@pytest.mark.browser
@pytest.mark.parametrize("ward", [""], ids=["all"], indirect=True)
def test_a_saved_edit_reloads_the_browser(browser: Any, ward: Path, address: str) -> None:
    """The clerk saves, and the open page shows it; a fault shows on the page, and goes when it is mended."""
    tab, faults, requests = open_tab(browser, address + PAGE, 1280)
    path = ward / OPINION
    good = path.read_text("utf-8")
    path.write_text(good.replace("Đèn đường hỏng", "Đèn đường vỡ"), "utf-8")
    tab.wait_for_selector("h1:has-text('Đèn đường vỡ')", timeout=PATIENCE * 1000)
    path.write_text(good.replace("tiêu đề:", "tiêu đ:"), "utf-8")
    tab.wait_for_selector("[role=alert]:has-text('Có phải “tiêu đề”?')", timeout=PATIENCE * 1000)
    path.write_text(good, "utf-8")
    tab.wait_for_selector("h1:has-text('Đèn đường hỏng')", timeout=PATIENCE * 1000)
    assert tab.locator("[role=alert]").count() == 0
    assert [url for url in requests if not url.startswith((address, "data:"))] == []
    assert [fault for fault in faults if "_doithoai/events" not in fault] == []
    tab.context.close()


def test_a_page_asks_for_what_came_after_its_own_build(ward: Path, address: str) -> None:
    """A build that ends while a page is still loading is told to that page, and a fault to one opened after it."""
    path = ward / OPINION
    good = path.read_text("utf-8")
    loading = build_of(address)
    save(path, good.replace("tiêu đề:", "tiêu đ:"))
    assert "Có phải “tiêu đề”?" in news_since(loading, address)
    opened = build_of(address)
    assert "Có phải “tiêu đề”?" in news_since(opened, address)
    save(path, good.replace("Đèn đường hỏng", "Đèn đường vỡ"))
    while build_of(address) == opened:
        time.sleep(0.05)
    save(path, good.replace("tiêu đề:", "tiêu đ:"))
    assert news_since(opened, address) == '{"reload": true}'


def build_of(address: str) -> str:
    """The number of the build which the page says it came from."""
    with urllib.request.urlopen(address + PAGE) as answer:
        return answer.read().decode().partition('data-build="')[2].partition('"')[0]


def news_since(build: str, address: str) -> str:
    """What a page of that build is told first."""
    with urllib.request.urlopen(f"{address}_doithoai/events?{build}", timeout=PATIENCE) as stream:
        told = next(line for line in map(bytes.decode, stream) if line.startswith("data: "))
    return told.removeprefix("data: ").strip()


def test_what_stops_the_preview_is_told_before_what_does_not(ward: Path, address: str) -> None:
    """Errors come first, each thing has its word, and the page says which of them have to go."""
    other = (ward / OPINION).with_name("002.md")
    save(ward / OPINION, f"{(ward / OPINION).read_text('utf-8')}\nĐèn <b>hỏng</b>.\n")
    while (opened := build_of(address)) == "1":
        time.sleep(0.05)
    save(other, other.read_text("utf-8").replace("tiêu đề:", "tiêu đ:"))
    first, error, heading, warning = json.loads(news_since(opened, address))["told"].split("\n")
    assert first == "Trang chưa được dựng lại. Sửa 1 lỗi này thì trang hiện ra:"
    assert error.startswith("lỗi: content/phuong-mau/2026/doi-thoai-1/kien-nghi/002.md:")
    assert heading == "1 cảnh báo sau không ngăn việc dựng trang:"
    assert warning.startswith("cảnh báo: content/phuong-mau/2026/doi-thoai-1/kien-nghi/001.md:")
    assert " → xóa mã" in warning


@pytest.mark.browser
def test_a_fault_that_stood_before_a_page_was_opened_is_on_it(browser: Any, ward: Path, address: str) -> None:
    """Going on to another page does not hide that the last save has a fault."""
    save(ward / OPINION, (ward / OPINION).read_text("utf-8").replace("tiêu đề:", "tiêu đ:"))
    news_since(build_of(address), address)
    tab, _, _ = open_tab(browser, address, 390)
    tab.wait_for_selector("[role=alert]:has-text('Có phải “tiêu đề”?')", timeout=PATIENCE * 1000)
    tab.context.close()


def test_a_full_disk_does_not_end_the_preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the disk refuses is told on the page like any fault; the next save is tried again."""

    def full(_: object) -> None:
        raise OSError(errno.ENOSPC, "full", "public/index.html")

    monkeypatch.setattr("doithoai.serve.build", full)
    told: list[object] = []
    preview = Preview(Request(tmp_path, tmp_path / "out", DAY), told.append)
    preview.rebuild()
    _, news = preview.wait(0, seconds=0)
    assert "ổ đĩa đã đầy" in news
    assert len(told) == 1


def test_a_save_during_the_first_build_is_built_too(
    ward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long that build takes: the folder is watched before it begins."""
    builds, again = [], threading.Event()

    def saved_meanwhile(request: Request) -> Built:
        builds.append(request)
        if len(builds) > 1:
            again.set()
            raise KeyboardInterrupt
        (ward / OPINION).write_text((ward / OPINION).read_text("utf-8") + "Thêm một câu.\n", "utf-8")
        return Built(request.out, (), 0, 0)

    def preview() -> None:
        with suppress(KeyboardInterrupt):
            serve(Request(ward, tmp_path / "out", DAY, 1), "127.0.0.1", 0, *[lambda _: None] * 3)

    monkeypatch.setattr("doithoai.serve.build", saved_meanwhile)
    running = threading.Thread(target=preview, daemon=True)
    running.start()
    assert again.wait(PATIENCE)
    running.join(PATIENCE)


def test_a_site_without_content_is_told_what_to_begin_with(ward: Path) -> None:
    """There is nothing to preview, and no folder to watch."""
    shutil.rmtree(ward / "content")
    command = [sys.executable, "-m", "doithoai", "serve", "-C", str(ward), "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.returncode, "doithoai new authority" in done.stderr) == (1, True)
    assert "content: lỗi: chưa có thư mục content/" in done.stderr


@pytest.mark.parametrize("file", ["theme/loudspeaker/lich.txt", "da-cong-bo/phuong-mau.tsv", "content/trang/moi.md"])
def test_whatever_a_site_is_made_of_is_watched(ward: Path, file: str) -> None:
    """Its own templates and the ledger of what was published as well as its records."""
    (ward / file).parent.mkdir(parents=True, exist_ok=True)
    changed = threading.Event()
    observer = watch(ward, changed)
    (ward / file).write_text("# Mới\n", "utf-8")
    assert changed.wait(PATIENCE)
    observer.stop()
    observer.join()


def test_the_preview_leaves_the_published_folder_alone(ward: Path, address: str) -> None:
    """Pages are served as built, from a folder of the preview's own; an unknown address gets the 404 page."""
    with urllib.request.urlopen(address + PAGE) as answer:
        assert answer.status == 200
        assert b"_doithoai/reload.js" in answer.read()
    with pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(f"{address}khong-co/")
    assert missing.value.code == 404
    assert not (ward / "public").exists()


@pytest.fixture
def below_a_path(ward: Path) -> None:
    """The site is published below a path, as projects are on GitHub and GitLab Pages."""
    config = ward / "site_config.yml"
    config.write_text(
        re.sub("(?m)^địa chỉ trang: .*$", "địa chỉ trang: https://to.example/du-an", config.read_text("utf-8")), "utf-8"
    )


def test_a_lost_address_of_a_site_below_a_path_has_its_style_in_the_preview(below_a_path: None, address: str) -> None:
    """Links of that page begin at the site's path, which the preview does not have."""
    with pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(f"{address}khong-co/")
    page = missing.value.read().decode()
    style = page.partition('<link rel="stylesheet" href="/')[2].partition('"')[0]
    with urllib.request.urlopen(address + style) as answer:
        assert answer.headers["Content-Type"] == "text/css"
    assert "du-an" not in page


def test_a_busy_port_is_told(ward: Path, address: str) -> None:
    """A second preview on the same port says so, and how to choose another."""
    port = address.rstrip("/").rpartition(":")[2]
    command = [sys.executable, "-m", "doithoai", "serve", "-C", str(ward), "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 1
    assert f"cổng {port} đang có chương trình khác dùng" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a signal that Ctrl+C sends")
def test_who_leaves_early_is_not_talked_of_and_who_stops_has_made_no_mistake(ward: Path) -> None:
    """Browsers drop what they load when one goes on to the next page; Ctrl+C is how a preview is meant to end."""
    with previewing(ward) as (process, address):
        for path in (PAGE, "tim/dau.js", "_doithoai/reload.js", "_doithoai/events", "khong-co/"):
            for _ in range(10):
                leave_early(address, path)
        with urllib.request.urlopen(address + PAGE) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=PATIENCE)
        assert (said, process.returncode) == ("\nĐã dừng.\n", 0)


def leave_early(address: str, path: str) -> None:
    """Ask for a page and reset the connection, as a browser does that no longer wants it."""
    there = urlsplit(address)
    with socket.create_connection((there.hostname, there.port)) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.sendall(f"GET /{path} HTTP/1.1\r\nHost: {there.netloc}\r\n\r\n".encode())


def test_a_fault_in_answering_is_told_and_the_preview_goes_on(
    ward: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nothing is printed behind the back of whoever started it, and the next page comes."""
    failed: queue.Queue[Exception] = queue.Queue()
    with doithoai.serve._server("127.0.0.1", 0, Preview(Request(ward, ward, DAY), print), failed.put) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        with monkeypatch.context() as broken:
            broken.setattr("doithoai.serve.listening", lambda *_: 1 / 0)
            with pytest.raises(http.client.RemoteDisconnected):
                urllib.request.urlopen(f"{address}/content/")
        assert isinstance(failed.get(timeout=PATIENCE), ZeroDivisionError)
        with urllib.request.urlopen(f"{address}/_doithoai/reload.js") as answer:
            assert answer.status == 200
        server.shutdown()
    assert capfd.readouterr() == ("", "")


def test_only_the_preview_listens() -> None:
    """A served page has one script more than the built one, which listens to this server; its policy is the same."""
    page = b"<meta content=\"default-src 'none'; connect-src 'self'\"><body></body>"
    served = listening(page, 1)
    assert served.count(b"<script") == 1
    assert served.startswith(page.removesuffix(b"</body>"))


def test_an_edit_is_seen_within_moments(ward: Path, address: str) -> None:
    """After a save the new words are served without any further request for a build."""
    path = ward / OPINION
    path.write_text(path.read_text("utf-8").replace("Đèn đường hỏng", "Đèn đường vỡ"), "utf-8")
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with urllib.request.urlopen(address + PAGE) as answer:
            if "Đèn đường vỡ" in answer.read().decode():
                return
        time.sleep(0.1)
    pytest.fail("the edit was never served")
