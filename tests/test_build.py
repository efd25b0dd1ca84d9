"""Building: the same bytes whatever way they were made, all of them or none, and only what changed drawn again."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from importlib.util import find_spec, spec_from_file_location
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner

from doithoai.artifacts import MARK, Artifact, TwoAtOnePath, publishing
from doithoai.build import Request, build, check
from doithoai.cache import code_stamp
from doithoai.cli import main
from doithoai.domain.authority import Contact
from doithoai.engines.theme import THEME
from doithoai.parallel import Workers, fork_map
from doithoai.problems import Refusal, Severity
from doithoai.reading import record, register
from doithoai.reading.found import Found
from doithoai.scaffold.sealing import seal
from papers import needs_print
from sample import DAY, aged, build_site, copy_site, edit, read_page, tree

OPINION = "content/phuong-mau/2026/doi-thoai-1/kien-nghi/002.md"


Fresh = Callable[[Callable[[Path], None]], dict[str, bytes]]


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of two authorities with a cache of its own."""
    monkeypatch.setenv("DOITHOAI_CACHE", str(tmp_path / "cache"))
    site = copy_site(tmp_path / "site", "phuong-mau", "ubnd-phuong-ha-cau")
    aged(site)
    return site


@pytest.fixture
def website(ward: Path) -> Path:
    """The same as a website alone, for what does not hang on what is made: the rest takes most of a build."""
    edit(ward / "site_config.yml", "tên trang:", "kênh: trang web\ntên trang:")
    return ward


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    """What a build from nothing makes of the two authorities after an edit: the bytes hang on nothing else."""

    @cache
    def after(edit: Callable[[Path], None]) -> dict[str, bytes]:
        site = copy_site(tmp_path_factory.mktemp("fresh"), "phuong-mau", "ubnd-phuong-ha-cau")
        edit(site)
        build_site(site, cached=False)
        return tree(site / "public")

    return after


def test_two_builds_of_one_commit_and_day_are_byte_identical(ward: Path, tmp_path: Path) -> None:
    """With or without cache, on one process or two, cold or warm: the same files with the same bytes."""
    build_site(ward, tmp_path / "a", cached=False, processes=1)
    build_site(ward, tmp_path / "b", cached=False, processes=2)
    build_site(ward, tmp_path / "c", processes=2)
    assert build_site(ward, tmp_path / "c", processes=1).drawn == 0
    build_site(ward, tmp_path / "d", processes=1)
    first = tree(tmp_path / "a")
    assert len(first) > 80
    for other in "bcd":
        assert tree(tmp_path / other) == first


def test_another_day_gives_another_edition(website: Path, tmp_path: Path) -> None:
    """What is dated after the day is not there yet."""
    build_site(website, tmp_path / "early", day=date(2026, 3, 15))
    build_site(website, tmp_path / "late", day=DAY)
    conclusion = "co-quan/phuong-mau/2026/doi-thoai-1/ket-luan/index.html"
    assert conclusion not in tree(tmp_path / "early")
    assert conclusion in tree(tmp_path / "late")


def test_without_a_change_nothing_is_drawn(website: Path) -> None:
    """A second build of the same content takes every page over."""
    first = build_site(website)
    again = build_site(website)
    assert (again.drawn, again.pages) == (0, first.pages)


def test_one_edit_draws_only_the_pages_that_show_it(ward: Path, fresh: Fresh) -> None:
    """A changed title is drawn wherever it stands, and nothing else is; the result is that of a fresh build."""
    first = build_site(ward)
    _renamed(ward)
    edited = build_site(ward)
    assert 0 < edited.drawn < first.pages / 4
    assert tree(ward / "public") == fresh(_renamed)


def test_an_edit_of_an_opinion_s_words_draws_its_page_and_the_search(
    website: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a site that is a website alone no other record is read, edit after edit; the result is that of a fresh build."""
    first = build_site(website)
    monkeypatch.setattr(register, "read_dossier", _never)
    for words in ("Thêm một câu về ngõ Hoa Sữa.", "", "Chỉ còn một câu khác.\n"):
        file = website / OPINION
        data = file.read_text("utf-8").split("\n---\n")[0]
        file.write_text(f"{data}\n---\n{words}", "utf-8")
        reworded = build_site(website)
        assert 0 < reworded.drawn < reworded.pages == first.pages
    monkeypatch.undo()
    build_site(website, tmp_path / "fresh", cached=False)
    assert tree(website / "public") == tree(tmp_path / "fresh")


def test_what_there_is_to_tell_of_other_files_does_not_lengthen_an_edit(
    website: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A warning within a file and one about a name are told at every build, until they are mended."""
    other = website / "content/phuong-mau/2026/doi-thoai-1/kien-nghi/003.md"
    clean = other.read_text("utf-8")
    other.write_text(f"{clean}\nCống <b>tắc</b> đã lâu.\n", "utf-8")
    (website / "content/phuong-mau/ghi-chep.docx").write_bytes(b"")
    aged(website)
    told = build_site(website).problems
    assert [one.code for one in told] == ["raw-html", "unknown-file"]
    monkeypatch.setattr(register, "read_dossier", _never)
    assert build_site(website).problems == told
    (website / OPINION).write_text((website / OPINION).read_text("utf-8") + "Thêm một câu.\n", "utf-8")
    assert build_site(website).problems == told
    monkeypatch.undo()
    other.write_text(clean, "utf-8")
    assert [one.code for one in build_site(website).problems] == ["unknown-file"]


def test_an_edit_of_words_that_the_ledger_keeps_is_refused_as_check_refuses_it(
    ward: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However short a way the build takes; with its correction there from before the short way is taken again."""
    edit(ward / "site_config.yml", "tên trang:", "kênh: trang web\ntên trang:")
    seal(Request(ward, ward / "public", DAY))
    (ward / OPINION).write_text(_corrected((ward / OPINION).read_text("utf-8")), "utf-8")
    edit(ward / OPINION, "nước tràn cả vào nhà thấp", "nước tràn cả vào sân")
    aged(ward)
    build_site(ward)
    edit(ward / OPINION, "nước tràn cả vào sân", "nước tràn **cả vào sân**")
    monkeypatch.setattr(register, "read_dossier", _never)
    assert build_site(ward).drawn
    monkeypatch.undo()
    edit(ward / OPINION, "Cống lâu năm không nạo vét", "Cống năm nào cũng nạo vét")
    with pytest.raises(Refusal) as refused:
        build_site(ward)
    told = [one for one in check(Request(ward, ward / "public", DAY, 1)) if one.severity is Severity.ERROR]
    assert [one.code for one in told] == ["silent-rewrite"]
    assert list(refused.value.problems) == told


def _corrected(text: str) -> str:
    note = "công bố: 20/11/2026\n    đã nêu: tràn cả vào nhà thấp\n    nay là: tràn cả vào sân\n    lý do: chép sai"
    return text.replace("diễn biến:", f"đính chính:\n  - {note}\ndiễn biến:", 1)


def _reworded(ward: Path) -> None:
    edit(ward / OPINION, "\n---\n", "\n---\nMột câu mới về ngõ Hoa Sữa.\n\n")


def _renamed(ward: Path) -> None:
    edit(ward / OPINION, "tiêu đề: ", "tiêu đề: Rất ")


def _removed(ward: Path) -> None:
    (ward / "content/phuong-mau/2026/doi-thoai-3/kien-nghi/003.md").unlink()


@pytest.mark.parametrize(
    "edit",
    [_renamed, pytest.param(_reworded, marks=pytest.mark.slow), pytest.param(_removed, marks=pytest.mark.slow)],
)
def test_where_pages_come_first_the_rest_follows_in_the_next_build(
    ward: Path, fresh: Fresh, edit: Callable[[Path], None]
) -> None:
    """Paper, feeds and data stay as they were while the pages are new; then all is as a fresh build gives it."""
    assert build_site(ward).whole
    before = tree(ward / "public")
    edit(ward)
    first = build(Request(ward, ward / "public", DAY, 1, pages_first=True))
    then = tree(ward / "public")
    later = ("in/", "api/")
    assert not first.whole
    assert 0 < first.drawn < first.pages / 4
    assert {path: then.get(path) for path in before if path.startswith(later)} == {
        path: data for path, data in before.items() if path.startswith(later)
    }
    assert build_site(ward).whole
    assert tree(ward / "public") == fresh(edit) != then != before


def test_a_piece_that_an_own_template_includes_is_drawn_again_when_it_changes(ward: Path) -> None:
    """However deep it lies, and whatever it is called."""
    edit(ward / "site_config.yml", "tên trang:", "kênh: [trang web, loa truyền thanh]\ntên trang:")
    own, script = ward / "theme/loudspeaker", "loa/phuong-mau/2026/doi-thoai-2/lich-1/day-du.txt"
    (own / "phan").mkdir(parents=True)
    ours = (THEME / "loudspeaker/lich.txt").read_text("utf-8")
    (own / "lich.txt").write_text(ours + '\n{% include "phan/chao.inc" %}\n', "utf-8")
    (own / "phan/chao.inc").write_text("123| Xin chào.\n", "utf-8")
    build_site(ward)
    assert "Xin chào." in (ward / "public" / script).read_text("utf-8")
    edit(own / "phan/chao.inc", "Xin chào", "Kính chào")
    build_site(ward)
    assert "Kính chào." in (ward / "public" / script).read_text("utf-8")


def test_where_pages_come_first_data_that_are_not_there_wait(ward: Path, tmp_path: Path) -> None:
    """An edit of what frames every page leaves the data in place; where they were deleted, the next build makes them."""
    edit(ward / "site_config.yml", "tên trang:", "kênh: [trang web, dữ liệu mở]\ntên trang:")
    build_site(ward)
    data = tree(ward / "public/api")

    def edited_and_built(edit: Callable[[], None]) -> dict[str, bytes]:
        edit()
        assert not build(Request(ward, ward / "public", DAY, 1, pages_first=True)).whole
        first = tree(ward / "public/api")
        assert build_site(ward).whole
        return first

    assert edited_and_built(lambda: edit(ward / "content/trang/gioi-thieu.md", "\n\n", "\n\nMột câu mới.\n\n")) == data
    lost = ward / "public/api/v1/co-quan/phuong-mau/records.ndjson"
    assert "v1/co-quan/phuong-mau/records.ndjson" not in edited_and_built(lost.unlink)
    build_site(ward, tmp_path / "fresh", cached=False)
    assert tree(ward / "public") == tree(tmp_path / "fresh")


def test_what_a_withheld_opinion_says_is_never_shown_by_an_edit(website: Path, tmp_path: Path) -> None:
    """New words of a complaint stay behind the door however little was edited."""
    redirected = next(
        path for path in sorted(website.rglob("kien-nghi/*.md")) if "chuyển thủ tục khác" in path.read_text("utf-8")
    )
    build_site(website)
    redirected.write_text(redirected.read_text("utf-8") + "\nĐiều không được lộ ra.\n", "utf-8")
    build_site(website)
    build_site(website, tmp_path / "fresh", cached=False)
    assert tree(website / "public") == tree(tmp_path / "fresh")
    assert not any("không được lộ".encode() in data for data in tree(website / "public").values())


REDACTED = "content/phuong-mau/2026/doi-thoai-3/kien-nghi/001.md"
CORRECTION = """đính chính:
  - công bố: 20/11/2026
    đã nêu: cống bị rác lấp kín
    nay là: cống bị lá cây lấp
    lý do: Ghi nhầm
    sai ở: kết quả giải quyết
"""


def test_words_that_a_rule_looks_at_are_looked_at_after_each_edit(website: Path) -> None:
    """A mark that says where words were taken out may not be lost, and what a correction takes back may not stand."""

    def told() -> list[str]:
        return [one.code for one in build_site(website).problems if one.code == "not-corrected"]

    build_site(website)
    edit(website / REDACTED, "[đã lược bỏ]", "ấy")
    with pytest.raises(Refusal) as refused:
        build_site(website)
    assert [one.code for one in refused.value.problems if one.severity is Severity.ERROR] == ["no-gap"]
    edit(website / REDACTED, " ấy", " [đã lược bỏ]")
    edit(website / OPINION, "diễn biến:", f"{CORRECTION}diễn biến:")
    assert told() == []
    edit(website / OPINION, "\n---\n", "\n---\nỞ đây cống bị rác lấp kín. ")
    assert [told(), told()] == [["not-corrected"]] * 2


def _with(file: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda site: edit(site / "content/phuong-mau" / file, old, new)


@needs_print
@pytest.mark.parametrize(
    "odd",
    [
        _with("co-quan.yml", "tên: Tổ dân phố số 3", "tên: Tổ dân phố số ③"),
        _with("co-quan.yml", "tên: Tổ dân phố số 3", "tên: Tổ dân phố số 3²"),
        _with("2026/ke-hoach.md", "\n---\n", '\n---\n<ol start="x"><li>Một</li></ol>\n\n'),
        _with("2026/ke-hoach.md", "\n---\n", '\n---\n<ol start="٣٣٣٣٣٣٣٣٣٣٣٣"><li>Một</li></ol>\n\n'),
    ],
    ids=["a number in a circle", "a raised number", "a list that begins with a letter", "a list beyond all numbers"],
)
def test_an_odd_value_ends_no_build(ward: Path, odd: Callable[[Path], None]) -> None:
    """What the check lets pass can be built."""
    odd(ward)
    assert [one for one in check(Request(ward, ward / "public", DAY, 1)) if one.severity is Severity.ERROR] == []
    assert build_site(ward).pages


def test_an_old_address_below_a_file_of_the_site_is_told(website: Path) -> None:
    """With the record that has it: a folder cannot stand where the site has a file."""
    edit(website / OPINION, "diễn biến:", "địa chỉ cũ: robots.txt/x\ndiễn biến:")
    with pytest.raises(Refusal) as refused:
        build_site(website)
    assert [(one.code, one.place.file) for one in refused.value.problems] == [("former-address", OPINION)]


@pytest.mark.parametrize("name", [".public.new", ".public.old"])
def test_a_folder_of_somebody_else_beside_the_site_is_left_alone(website: Path, name: str) -> None:
    """It may hold an only copy, whatever it is called; what a killed build left is known by its mark."""
    (website / name).mkdir()
    (website / name / "bai-viet.txt").write_text("bản duy nhất", "utf-8")
    with pytest.raises(Refusal) as refused:
        build_site(website)
    assert [one.code for one in refused.value.problems] == ["foreign-out"]
    assert (website / name / "bai-viet.txt").read_text("utf-8") == "bản duy nhất"
    (website / name / MARK).write_text("doithoai\n", "utf-8")
    assert build_site(website).pages
    assert not (website / name).exists()


def test_where_pages_come_first_a_page_that_is_gone_is_gone(ward: Path) -> None:
    """Paper and data of a deleted record wait for the next build; what it said is on no page meanwhile."""
    edit(ward / "site_config.yml", "tên trang:", "kênh: [trang web, dữ liệu mở]\ntên trang:")
    build_site(ward)
    _removed(ward)
    build(Request(ward, ward / "public", DAY, 1, pages_first=True))
    assert not (ward / "public/co-quan/phuong-mau/2026/doi-thoai-3/kien-nghi/003").exists()
    assert (ward / "public/api/v1/co-quan/phuong-mau/records.ndjson").exists()


def _never(*_: object, **__: object) -> NoReturn:
    raise AssertionError("all records were read again")


def test_an_authoritys_own_file_is_parsed_once_and_told_of_each_time(website: Path) -> None:
    """While it stays as it is the cache spares parsing it, unless something is wrong with it: that is told again."""
    file = website / "content/phuong-mau/co-quan.yml"

    def told() -> list[str]:
        return [one.code for one in build_site(website).problems if one.place.file == f"content/phuong-mau/{file.name}"]

    sound = file.read_text("utf-8")
    file.write_text(sound.replace("tầng 1 trụ sở", "phòng #1 trụ sở"), "utf-8")
    before = [told(), told()]
    file.write_text(sound, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        assert told() == []
        patch.setattr(record, "read", _never)
        assert told() == []
    assert before == [["comment-in-value"]] * 2
    edit(file, "tên ngắn: ", "tên ngắn: Mới ")
    build_site(website)
    assert "Mới " in (website / "public/co-quan/index.html").read_text("utf-8")


def test_a_page_changed_by_hand_is_drawn_again(website: Path) -> None:
    """The published folder is never trusted further than what was written there."""
    build_site(website)
    before = tree(website / "public")
    page = website / "public/co-quan/phuong-mau/index.html"
    page.write_text("đã sửa tay", "utf-8")
    (website / "public/lich/index.html").unlink()
    (website / "public/co-quan/phuong-mau/2026/doi-thoai-2/index.html").unlink()
    (website / "public/thua.html").write_text("thừa", "utf-8")
    build_site(website)
    assert tree(website / "public") == before


def test_a_removed_record_leaves_no_page(website: Path) -> None:
    """A page whose record is gone is not carried on by the cache."""
    build_site(website)
    (website / "content/phuong-mau/2026/doi-thoai-4/kien-nghi/008.md").unlink()
    build_site(website)
    assert not (website / "public/co-quan/phuong-mau/2026/doi-thoai-4/kien-nghi/008").exists()


def test_a_failed_build_leaves_the_site_whole(website: Path) -> None:
    """An error in one file refuses the build, and the published site is as it was."""
    build_site(website)
    before = tree(website / "public")
    edit(website / OPINION, "tiêu đề: ", "tiêu đ: ")
    with pytest.raises(Refusal) as refused:
        build_site(website)
    assert any(problem.code == "unknown-key" for problem in refused.value.problems)
    assert tree(website / "public") == before
    assert [path.name for path in website.iterdir() if path.name.startswith(".public") and path.is_dir()] == []


def test_problems_of_all_authorities_are_told_at_once(ward: Path) -> None:
    """One run names every fault of every file."""
    edit(ward / OPINION, "tiêu đề: ", "tiêu đ: ")
    edit(ward / "content/ubnd-phuong-ha-cau/2024/ke-hoach.md", "năm: 2024", "năm: hai nghìn")
    (ward / "content/phuong-mau/co-quan.yml").write_text("tên: x\n", "utf-8")
    with pytest.raises(Refusal) as refused:
        build_site(ward)
    files = {problem.place.file for problem in refused.value.problems}
    assert {"content/phuong-mau/co-quan.yml", "content/ubnd-phuong-ha-cau/2024/ke-hoach.md"} <= files


def test_a_killed_build_leaves_the_site_whole_and_is_cleaned_up(website: Path) -> None:
    """Killed while writing, a build has changed nothing; the next one removes what it left."""
    build_site(website)
    before = tree(website / "public")
    script = (
        "import os, signal, sys; from pathlib import Path; from doithoai.artifacts import MARK, Artifact, publishing\n"
        "with publishing(Path(sys.argv[1])) as staging:\n"
        "    staging.write(Artifact('a/b.html', b'x')); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(website / "public")], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (website / ".public.new/a/b.html").exists()
    assert tree(website / "public") == before
    build_site(website)
    assert not (website / ".public.new").exists()
    assert tree(website / "public") == before


def test_a_build_killed_between_two_renames_is_mended(tmp_path: Path) -> None:
    """Where folders cannot be exchanged in one step, the old site is put back before anything else is done."""
    out, old = tmp_path / "public", tmp_path / ".public.old"
    old.mkdir()
    (old / "index.html").write_text("cũ", "utf-8")
    (old / MARK).write_text("doithoai", "utf-8")
    with pytest.raises(RuntimeError), publishing(out):
        raise RuntimeError
    assert (out / "index.html").read_text("utf-8") == "cũ"


def test_a_site_that_cannot_be_put_in_its_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows a program that looks into the folder keeps it where it is: the build fails, nothing is lost."""
    out = tmp_path / "public"
    with publishing(out) as staging:
        staging.write(Artifact("index.html", b"1"))
    monkeypatch.setattr("doithoai.artifacts._exchange", lambda *_: False)
    rename = Path.rename

    def held(self: Path, target: Path) -> Path:
        if self.name == ".public.new":
            raise PermissionError(errno.EACCES, "held", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(PermissionError), publishing(out) as staging:
        staging.write(Artifact("index.html", b"2"))
    assert (out / "index.html").read_bytes() == b"1"


def test_a_disk_without_second_names_for_files_only_takes_longer(
    website: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A USB stick cannot take over a file of the last build: every page is made anew, and none is lost."""
    build_site(website)

    def no_link(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_link)
    again = build_site(website)
    assert again.drawn == again.pages
    _renamed(website)
    build_site(website)
    build_site(website, tmp_path / "anew", cached=False)
    assert tree(website / "public") == tree(tmp_path / "anew")


def test_two_builds_at_once_are_never_mixed(tmp_path: Path) -> None:
    """The second of two builds into one folder is refused and says why."""
    out = tmp_path / "public"
    with publishing(out) as staging:
        staging.write(Artifact("index.html", b"1"))
        with pytest.raises(Refusal, match="đang có một lần dựng khác"), publishing(out):
            pass
    assert (out / "index.html").read_bytes() == b"1"


def test_a_folder_of_other_files_is_never_replaced(ward: Path) -> None:
    """Nobody loses records or letters by naming the wrong folder with --out."""
    before, letters = tree(ward / "content"), ward / "thu"
    letters.mkdir()
    (letters / "thu.txt").write_text("Kính gửi", "utf-8")
    with pytest.raises(Refusal, match="không phải do doithoai dựng"):
        build_site(ward, letters)
    for inside in ("content", "content/phuong-mau/ra"):
        with pytest.raises(Refusal, match="nằm trong content/, nơi để hồ sơ"):
            build_site(ward, ward / inside)
    assert tree(ward / "content") == before
    assert tree(letters) == {"thu.txt": "Kính gửi".encode()}
    assert not (ward / ".thu.lock").exists()


def test_a_worker_that_has_not_vanished_yet_locks_nobody_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has nothing to do any more, and the build that began it is over."""
    leave = os._exit

    def slowly(code: int) -> None:
        time.sleep(1)
        leave(code)

    monkeypatch.setattr(os, "_exit", slowly)
    with publishing(tmp_path / "out"), Workers() as workers:
        workers.begin(len, 1)
        assert workers.answer(workers.ask("ba")) == 2
    with publishing(tmp_path / "out"):
        pass


def test_a_killed_worker_is_told_and_blocks_nothing(website: Path, tmp_path: Path) -> None:
    """A process that the system ends is a failed build, and the next one may start."""
    here, begun = os.getpid(), tmp_path / "begun"

    def kill_the_other(item: int) -> int:
        if os.getpid() != here:
            begun.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        while not begun.exists():  # else this process could do all of it before the other has begun
            time.sleep(0.01)
        return item

    with pytest.raises(Refusal, match="bị dừng giữa chừng"):
        fork_map(kill_the_other, [1, 2, 3], 2)
    assert build_site(website).pages > 60


def test_two_artifacts_at_one_path_are_refused(tmp_path: Path) -> None:
    """No file of the site can be written over by another."""
    with pytest.raises(TwoAtOnePath, match="index"), publishing(tmp_path / "public") as staging:
        staging.write(Artifact("index.html", b"1"))
        staging.write(Artifact("index.html", b"2"))
    assert not (tmp_path / "public").exists()


def test_a_planted_or_broken_cache_changes_nothing(ward: Path, tmp_path: Path) -> None:
    """Whatever stands in the cache folder, the site is the same."""
    build_site(ward)
    before = tree(ward / "public")
    for path in (tmp_path / "cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-7] if path.suffix != ".json" else b'{"pages": 1, "key": []')
    build_site(ward)
    assert tree(ward / "public") == before


@pytest.mark.parametrize(
    ("written", "are_read"),
    [
        ("giờ làm việc: ", False),
        ("nơi tiếp dân: ", False),
        ("- 024.730", True),
        ("- doithoai", True),
        ("địa chỉ: S", True),
    ],
)
def test_records_are_read_again_where_their_authority_s_own_numbers_change(
    ward: Path, monkeypatch: pytest.MonkeyPatch, written: str, are_read: bool
) -> None:
    """Those may stand in public text; its hours have nothing to do with what records say."""
    build_site(ward)
    read: list[str] = []
    real = register.read_record

    def noting(site: Path, one: Found, contact: Contact) -> record.Read:
        read.append(one.file)
        return real(site, one, contact)

    monkeypatch.setattr(register, "read_record", noting)
    edit(ward / "content/phuong-mau/co-quan.yml", written, f"{written}5")
    with suppress(Refusal):  # what records say was theirs
        build(Request(ward, ward / "public", DAY, 1, pages_first=True))
    assert bool(read) == are_read


def test_an_unwritable_cache_is_done_without(ward: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot hold a cache costs time and nothing else."""
    monkeypatch.setenv("DOITHOAI_CACHE", "/dev/null/cache")
    assert build_site(ward).pages > 60


@needs_print
@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize(
    ("file", "old", "words", "line"),
    [
        ("2026/doi-thoai-4/lich.md", "lý do: ", "chiều ", "lý do: chiều"),
        ("co-quan.yml", "giờ làm việc: ", "từ giờ ", "liên hệ:"),
    ],
)
def test_a_sheet_without_room_is_told_with_the_line_to_shorten(
    ward: Path, tmp_path: Path, file: str, old: str, words: str, line: str, processes: int
) -> None:
    """That of the longest value on it, whatever its file; nothing is published."""
    path = ward / "content" / "phuong-mau" / file
    edit(path, old, old + words * 900)
    with pytest.raises(Refusal) as refused:
        build_site(ward, tmp_path / "out", processes=processes)
    (problem,) = (one for one in refused.value.problems if one.severity is Severity.ERROR)
    assert (problem.code, problem.place.file) == ("does-not-fit", f"content/phuong-mau/{file}")
    assert path.read_text("utf-8").split("\n")[problem.place.line - 1].strip().startswith(line)
    assert not (tmp_path / "out").exists()


@needs_print
def test_no_page_leads_to_a_sheet_of_a_build_that_was_refused(ward: Path) -> None:
    """Where pages come first they lead to the sheets that are there, not to those that were to be."""
    edit(ward / "site_config.yml", "tên trang:", "kênh: [trang web, bản in]\ntên trang:")
    build_site(ward)
    first, new = (ward / f"content/phuong-mau/2026/{name}/lich.md" for name in ("doi-thoai-4", "doi-thoai-9"))
    new.parent.mkdir()
    other = first.read_text("utf-8").replace("số: 96", "số: 196")
    new.write_text(other.replace("lý do: ", "lý do: " + "chiều " * 900), "utf-8")
    with pytest.raises(Refusal) as refused:
        build_site(ward)
    assert "does-not-fit" in {one.code for one in refused.value.problems}
    edit(new, "chiều " * 900, "")
    build(Request(ward, ward / "public", DAY, 1, pages_first=True))
    page = ward / "public/co-quan/phuong-mau/2026/doi-thoai-9/index.html"
    sheets = [link for link in read_page(page.read_bytes()).links if link.endswith(".pdf")]
    assert [link for link in sheets if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("package", ["markdown", "nh3", "pydantic", "yaml"])
def test_another_version_of_what_reads_or_cleans_empties_the_cache(
    package: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What an older one let through is not taken over."""
    before = code_stamp.__wrapped__()
    newer = tmp_path / "__init__.py"
    newer.touch()
    found = {package: spec_from_file_location(package, newer)}
    monkeypatch.setattr("doithoai.cache.find_spec", lambda name: found.get(name) or find_spec(name))
    assert code_stamp.__wrapped__() != before


@pytest.mark.parametrize("out", [".", "..", "../site", "public/.."])
def test_a_site_is_never_built_over_its_own_records(out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused before anything is written, be it only the lock of a build."""
    site = copy_site(tmp_path / "site", "khong-co")
    (site / "public").mkdir()
    monkeypatch.chdir(site)
    before = sorted(tmp_path.rglob("*"))
    result = CliRunner().invoke(main, ["build", "--out", out])
    assert (result.exit_code, "chứa chính hồ sơ của trang" in result.output) == (1, True)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("folder", ["co-quan", "co-quan/phuong-mau/2026/doi-thoai-1"])
def test_what_a_link_in_the_published_folder_leads_to_is_left_alone(website: Path, tmp_path: Path, folder: str) -> None:
    """Somebody may have moved a part of it to another place."""
    build_site(website)
    public, moved = website / "public" / folder, tmp_path / "moved"
    public.rename(moved)
    public.symlink_to(moved)
    before = tree(moved)
    (website / "content/trang/them.md").write_text("# Thêm\n", "utf-8")
    build_site(website)
    assert tree(moved) == before
    assert not public.is_symlink()
    build_site(website, tmp_path / "fresh", cached=False)
    assert tree(website / "public") == tree(tmp_path / "fresh")


def test_an_authority_is_told_that_the_record_of_another_that_it_links_to_is_gone(website: Path) -> None:
    """Though not one of its own files has changed since the last build."""
    plan = "ubnd-phuong-ha-cau/2024/ke-hoach.md"
    edit(website / OPINION, "\n---\n", f"\n---\nXem [kế hoạch năm 2024](../../../../{plan}). ")
    aged(website)
    assert build_site(website).drawn
    assert build_site(website).drawn == 0
    (website / "content" / plan).unlink()
    for _ in range(2):
        with pytest.raises(Refusal) as refused:
            build_site(website)
        assert ("dead-link", OPINION) in {(one.code, one.place.file) for one in refused.value.problems}
