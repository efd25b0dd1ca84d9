"""The documents tell the truth: every command they show runs, every example is accepted, every link leads somewhere."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from urllib.request import urlopen

import pytest

from doithoai.domain.days_off import OffDays, OffYear
from doithoai.domain.fields import Block
from doithoai.domain.rulebook import Book
from doithoai.domain.site import SiteConfig
from doithoai.domain.standing import Answer, Resolution
from doithoai.folding import fold
from doithoai.reading.loader import load
from doithoai.reading.record import MODELS
from sample import DAY, ROOT, copy_site
from upstream import commit, git

READMES = ("README.md", "README.vi.md")
MAKE = ("make site", "make test")
INSTALL = "pip install doithoai"
SPEAKING = ("espeak-ng", "ffmpeg")
QUESTIONS = {
    "doithoai new session": "--authority phuong-mau --title Buổi --date 12/12/2026 --place 'thông báo sau' --published 1/11/2026",
    "doithoai new opinion": "--session phuong-mau/2026/doi-thoai-4 --title Việc --date 1/11/2026 --text Lời",
    "doithoai new conclusion": "--session phuong-mau/2026/doi-thoai-3",
}
"""What a reader answers when a command asks."""
ON_THE_DAY = f"""
import datetime
from doithoai import cli_shared
cli_shared.today = lambda: {DAY!r}
from doithoai.cli import run
run()
"""
"""The program on the tests' day: a year later the sample has nothing left to approve or to read aloud."""
EVERYTHING_ALOUD = ("doithoai audio",)
"""Reads every script there is; the same command runs with one script besides."""


def commands() -> list[str]:
    found = []
    for name in READMES:
        for block in re.findall(r"^```sh\n(.*?)^```", (ROOT / name).read_text("utf-8"), re.M | re.S):
            found += [line.split("  #")[0].strip() for line in block.splitlines() if line.strip()]
    return list(dict.fromkeys(found))


GUIDES = ("README.vi.md", "generator/doithoai/scaffold/site/README.vi.md")


def examples() -> list[str]:
    texts = ((ROOT / name).read_text("utf-8") for name in GUIDES)
    return [one for text in texts for one in re.findall(r"^```yaml\n(.*?)^```", text, re.M | re.S)]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site for each command: one seals what is published, which another may then no longer renumber."""
    return copy_site(tmp_path / "site")


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(one, marks=[pytest.mark.slow] if one in EVERYTHING_ALOUD else [])
        for one in commands()
        if one.startswith("doithoai") and "serve" not in one
    ],
)
def test_every_command_of_the_readmes_runs(command: str, folder: Path, cache: Path) -> None:
    """A reader who types a command as it stands gets what is promised, not an error."""
    if command.startswith("doithoai audio") and (absent := [one for one in SPEAKING if not shutil.which(one)]):
        pytest.skip(f"needs programs that are absent here: sudo apt install {' '.join(absent)}")
    if "--against da-dang" in command:
        git(folder, "init", "-q")
        commit(folder)
        git(folder, "tag", "da-dang")
    _, *words = shlex.split(f"{command} {QUESTIONS.get(command, '')}".replace(" DIR", " moi"))
    done = subprocess.run(
        [sys.executable, "-c", ON_THE_DAY, *words],
        cwd=folder, capture_output=True, text=True, check=False, env=_env(cache),
    )  # fmt: skip
    assert (done.returncode, ": lỗi:" in done.stderr) == (0, False), done.stderr
    assert done.stdout


@pytest.mark.parametrize("command", [one for one in commands() if one.startswith("doithoai serve")])
def test_the_preview_of_the_readmes_answers(command: str, tmp_path: Path, cache: Path) -> None:
    """On a port that is free here, until the page at the address that it tells has come."""
    site = copy_site(tmp_path / "site", "phuong-mau", makes="trang web")
    _, *words = shlex.split(command)
    with subprocess.Popen(
        [sys.executable, "-c", ON_THE_DAY, *words, "--port", "0"],
        cwd=site, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=_env(cache),
    ) as process:  # fmt: skip
        try:
            told = next((line for line in process.stdout or () if "http://127.0.0.1:" in line), "")
            assert told.startswith("Mở http://")
            with urlopen(told.split()[1], timeout=60) as answer:
                assert "Đối thoại với Nhân dân" in answer.read().decode()
        finally:
            process.terminate()


@pytest.mark.slow
def test_the_first_command_makes_the_site_in_a_fresh_copy(tmp_path: Path, cache: Path) -> None:
    """As on a new machine: nothing but what git knows, and what pip fetches; it ends by saying where to open the site."""
    copy = tmp_path / "doithoai"
    words = ("git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    listed = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split("\0")
    for name in (one for one in listed if one and (ROOT / one).is_file()):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, copy / name)
    env = {name: value for name, value in _env(cache).items() if name != "PYTHONPATH"}
    done = subprocess.run(shlex.split(MAKE[0]), cwd=copy, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    address = re.search(r"^Mở trang: file://(\S+) ", done.stdout, re.M)
    assert address
    assert Path(address[1]) == copy / "public/index.html"
    assert Path(address[1]).is_file()


def _env(cache: Path) -> dict[str, str]:
    paths = [str(ROOT / "generator"), str(ROOT / "theme")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "DOITHOAI_CACHE": str(cache)}


def test_the_first_two_commands_are_make_site_and_make_test() -> None:
    """The README's first two commands are targets of the Makefile, and CI runs the second with the linters."""
    assert tuple(commands()[:2]) == MAKE
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert all(re.search(rf"^{command.removeprefix('make ')}:", makefile, re.M) for command in MAKE)
    assert {"make lint", "make test-all"} <= set((ROOT / ".ci/run").read_text("utf-8").split("\n"))
    marks = {name: re.search(rf"^{name}:.*\n\t(.*)$", makefile, re.M) for name in ("test", "test-all")}
    assert all(found and "pytest" in found[1] for found in marks.values())


def test_every_shown_command_is_known() -> None:
    """Nothing else is asked of a reader."""
    assert [one for one in commands() if not one.startswith("doithoai") and one not in (*MAKE, INSTALL)] == []


def test_the_guides_show_how_to_list_units_and_groups() -> None:
    """Whoever is told that there is no unit of a code finds how one is declared, and every unit of the examples."""
    listed = [{fold(key) for key in load(one, "README.vi.md")[0]} for one in examples()]
    both = {fold("bộ phận"), fold("tổ dân phố, thôn")}
    assert sum(both <= keys for keys in listed) == len(GUIDES)


@pytest.mark.parametrize("example", examples())
def test_every_example_of_the_guide_is_accepted(example: str) -> None:
    """Keys and values shown to staff are those that the reader takes."""
    data, problems = load(example, "README.vi.md")
    assert problems == []
    fitting = [
        model
        for model in (*MODELS.values(), Book, OffDays, OffYear, SiteConfig)
        if {fold(key) for key in data} <= {fold(key) for key in model.canonical_keys()}
    ]
    assert fitting
    assert any(_accepts(model, data) for model in fitting)


def _accepts(model: type[Block], data: dict[str, object]) -> bool:
    """Each key's value fits its field, whatever other keys the record would need."""
    from pydantic import ValidationError

    try:
        model.model_validate(data)
    except ValidationError as error:
        return all(fault["type"] == "missing" and len(fault["loc"]) == 1 for fault in error.errors())
    return True


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", "bench/README.md"])
def test_every_link_of_a_document_leads_somewhere(name: str) -> None:
    """Files and headings that a document points to exist."""
    text = re.sub(r"`[^`\n]+`", "", (ROOT / name).read_text("utf-8"))  # how a link is written is not one
    headings = re.findall(r"^#+ (.+)$", (ROOT / name).read_text("utf-8"), re.M)
    anchors = {_anchor(heading) for heading in headings}
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", text) if not target.startswith("http")]
    lost = [
        t
        for t in targets
        if (t[1:] not in anchors if t.startswith("#") else not (ROOT / name).parent.joinpath(t).exists())
    ]
    assert lost == []


def _anchor(heading: str) -> str:
    """As GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_the_guide_names_every_step_of_an_opinion() -> None:
    """Staff find each step they may write."""
    from doithoai.domain.opinion import Step

    guide = (ROOT / "README.vi.md").read_text("utf-8")
    assert [step.value for step in Step if f"`{step.value}`" not in guide] == []


@pytest.mark.parametrize("folder", ["content", "generator/doithoai/scaffold/site/content"])
def test_the_guide_for_citizens_explains_every_state_that_a_page_shows_and_no_other(folder: str) -> None:
    """Whoever looks up the words of an opinion's page finds them, letter by letter."""
    text = (ROOT / folder / "trang/huong-dan-tham-gia.md").read_text("utf-8")
    tables = [re.findall(r"^\| (.+?) \|", one, re.M) for one in text.split("| Ghi là | Nghĩa là |")[1:]]
    assert [sorted(one) for one in tables] == [sorted(axis) for axis in (Answer, Resolution)]


def test_the_changelog_begins_with_what_is_not_released() -> None:
    """The newest changes stand first, under headings of their own."""
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert headings[0] == "Unreleased"
    assert all(earlier >= later for earlier, later in pairwise(headings[1:]))


def test_the_guide_lists_all_its_parts() -> None:
    """A clerk who looks for a part finds it at the top, in the order of the guide."""
    guide = (ROOT / "README.vi.md").read_text("utf-8")
    _, *parts = re.findall(r"^## (.+)$", guide, re.M)
    assert re.findall(r"^- \[(.+)\]\(#", guide.partition("\n## ")[0], re.M) == parts
