"""A ward's site alone: read, listed and drawn by several processes, the frame by one of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from doithoai.build import Request, build
from doithoai.cache import Cache
from doithoai.dispatch import Dispatch
from doithoai.engines.frame import FrameMismatch, PageParts
from doithoai.engines.frame.aside import Aside
from doithoai.engines.frame.assembly import Frame
from doithoai.parallel import Workers
from doithoai.press import Order, Press
from doithoai.problems import Refusal
from papers import needs_print
from sample import DAY, copy_site, edit, tree

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there processes are forked")


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample's ward and nobody else, with a cache of its own."""
    monkeypatch.setenv("DOITHOAI_CACHE", str(tmp_path / "cache"))
    return copy_site(tmp_path / "site", "phuong-mau")


def request(ward: Path, name: str, processes: int) -> Request:
    """A build from nothing, into a folder beside the site."""
    return Request(ward, ward.parent / name, DAY, processes, cached=False)


def test_the_same_bytes_come_of_one_process_and_of_several(ward: Path) -> None:
    """Whoever reads and draws what; with every output."""
    built = build(request(ward, "one", 1))
    for processes in (2, 3):
        with Aside() as aside:
            assert build(request(ward, f"{processes}", processes), aside).drawn == built.drawn
        assert tree(ward.parent / f"{processes}") == tree(ward.parent / "one")


def test_a_page_that_is_not_what_mkdocs_gives_stops_the_build(ward: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawn by one process, it is held against MkDocs by another, and the failure comes back in words."""
    values = Frame._values

    def broken(self: Frame, parts: PageParts) -> dict[str, Any]:
        given = values(self, parts)
        return given | {"title": given["title"] + b"x"} if parts.address.endswith("/cong-khai/") else given

    monkeypatch.setattr(Frame, "_values", broken)
    with pytest.raises(FrameMismatch, match=r"“title”.*/cong-khai/"), Aside() as aside:
        build(request(ward, "public", 2), aside)
    assert not (ward.parent / "public").exists()


@pytest.mark.parametrize(("is_there", "done"), [(True, ["drawn", "meanwhile"]), (False, ["meanwhile", "drawn"])])
def test_a_frame_on_its_way_keeps_nobody_from_making_pages(is_there: bool, done: list[str]) -> None:
    """Where it is there a page is drawn at once, else after all that can be done without it."""
    seen: list[str] = []
    leaf = SimpleNamespace(path="x.txt", drawn=lambda: seen.append("drawn"))
    press = Press(SimpleNamespace(is_there=is_there), SimpleNamespace(write=lambda _: "stamp"), Workers(), Cache(None))
    files = Dispatch(press)
    files.take(Order(leaf))
    assert files.stamps(lambda: seen.append("meanwhile")) == {"x.txt": "stamp"}
    assert seen == done


@needs_print
def test_a_sheet_without_room_is_told_whoever_draws_it(ward: Path) -> None:
    """With the line to shorten."""
    edit(ward / "content/phuong-mau/2026/doi-thoai-4/lich.md", "lý do: ", f"lý do: {'chiều ' * 400}")
    told = []
    for processes in (1, 2):
        with pytest.raises(Refusal) as refused:
            build(request(ward, "public", processes))
        told.append(refused.value.problems)
    assert told[0] == told[1]
    assert [one.code for one in told[0]] == ["does-not-fit"]
