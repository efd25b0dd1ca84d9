"""`doithoai init`: a new ward's site is clean from its first minute, and everything in it can be read by its tools."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from doithoai import __version__, cli_records
from doithoai.cli import main
from doithoai.problems import Place, Problem, Severity, as_text
from doithoai.scaffold import guesses, starting
from editor import SETTINGS, kinds_of

NAME = "Ủy ban nhân dân phường Yên Hòa"


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, list(words), input=typed)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site just made."""
    monkeypatch.setenv("DOITHOAI_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(cli_records, "today", lambda: date(2026, 11, 20))
    result = run("init", str(tmp_path / "site"), "--authority-name", NAME)
    assert result.exit_code == 0, result.output
    return tmp_path / "site"


def test_a_new_site_checks_clean_and_builds(site: Path) -> None:
    """Neither errors nor warnings, only a note that nothing can be announced yet; and a page for that session."""
    checked = run("check", "-C", str(site))
    assert checked.output.strip().endswith("Hồ sơ hợp lệ.")
    assert "0 lỗi, 0 cảnh báo, 1 ghi chú." in checked.output
    assert "thiếu thời gian; thiếu địa điểm; thiếu nội dung; thiếu chương trình" in checked.output
    built = run("build", "-C", str(site))
    assert built.exit_code == 0, built.output
    assert (site / "public/co-quan/ubnd-phuong-yen-hoa/2026/doi-thoai-1/index.html").is_file()


@pytest.mark.parametrize("name", ["Đảng ủy xã Lương Phong", 'UBND phường "Hà: Cầu" #1', "Xã Không: giống ai"])
def test_any_name_gives_a_clean_site(name: str, tmp_path: Path) -> None:
    """Names that YAML would misread, and names that tell nothing of their owner."""
    kind = ("--authority-type", "hội đồng nhân dân cấp xã") if "ai" in name else ()
    made = run("init", str(tmp_path / "site"), "--authority-name", name, "--name", 'Trang "A": b # c', *kind)
    assert made.exit_code == 0, made.output
    checked = run("check", "-C", str(tmp_path / "site")).output
    assert checked.strip().endswith("Hồ sơ hợp lệ.")
    assert "0 lỗi, 0 cảnh báo" in checked


def test_without_options_or_terminal_the_site_can_still_be_made(tmp_path: Path) -> None:
    """Blanks to fill in, under an id that is no real ward's; check and build tell where a name is still to be written."""
    assert run("init", str(tmp_path / "site")).exit_code == 0
    blanks = (
        "content/co-quan-moi/co-quan.yml:2:29: ",
        "content/co-quan-moi/co-quan.yml:6:10: ",
        "site_config.yml:5:40: ",
    )
    for command in ("check", "build"):
        told = run(command, "-C", str(tmp_path / "site"))
        assert told.exit_code == 0
        assert all(f"{blank}cảnh báo: còn chữ mẫu “(ghi tên phường, xã)”" in told.output for blank in blanks)


def test_a_name_that_tells_no_kind_of_body_is_not_taken_for_a_peoples_committee(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a terminal the option is named and nothing is written; at a terminal the kind is asked."""
    words = ("init", str(tmp_path / "site"), "--authority-name", "Phường Mẫu")
    refused = run(*words)
    assert refused.exit_code == 2
    assert "--authority-type  Loại cơ quan (tên không nói rõ; chọn: Ủy ban nhân dân cấp xã, " in refused.output
    assert not list(tmp_path.iterdir())
    assert "Có phải “cấp ủy cấp xã”?" in run(*words, "--authority-type", "cấp uỷ xã").output
    monkeypatch.setattr(cli_records, "at_terminal", lambda: True)
    assert run(*words, typed="3\n").exit_code == 0
    text = (tmp_path / "site/content/phuong-mau/co-quan.yml").read_text("utf-8")
    assert "loại: cấp ủy cấp xã\nthể thức: Đảng\nđịa bàn: phường Mẫu\n" in text


@pytest.mark.parametrize("asked", [False, True], ids=["option", "answer"])
def test_a_name_tells_the_same_however_its_letters_are_made(
    asked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Mac gives a letter and its accent as two signs."""
    apart = unicodedata.normalize("NFD", "Ủy ban nhân dân xã Tân Định")
    if asked:
        monkeypatch.setattr(cli_records, "at_terminal", lambda: True)
    made = run("init", str(tmp_path / "site"), *(() if asked else ("--authority-name", apart)), typed=f"{apart}\n")
    assert made.exit_code == 0, made.output
    text = (tmp_path / "site/content/ubnd-xa-tan-dinh/co-quan.yml").read_text("utf-8")
    assert "tên: Ủy ban nhân dân xã Tân Định\nloại: Ủy ban nhân dân cấp xã\n" in re.sub(
        r"^ *#.*\n", "", text, flags=re.M
    )
    assert "\nđịa bàn: xã Tân Định\n" in text


def test_units_and_groups_need_only_their_signs_taken_away(site: Path) -> None:
    """A new authority's file shows both lists line by line; names that nobody filled in are told."""
    file = site / "content/ubnd-phuong-yen-hoa/co-quan.yml"
    text = file.read_text("utf-8")
    shown = re.search(r"^# tổ dân phố, thôn:.*?(?=^# truyền thanh:)", text, re.M | re.S)
    assert shown
    opened = re.sub(r"^# ", "", shown[0], flags=re.M)
    file.write_text(text.replace(shown[0], opened), "utf-8")
    told = run("check", "-C", str(site))
    assert told.output.count(": lỗi: “tên” chưa điền, còn nguyên dấu “…”") == 2
    assert told.output.count(": lỗi: ") == 2
    file.write_text(text.replace(shown[0], opened.replace("…", "Tên")), "utf-8")
    assert "0 lỗi, 0 cảnh báo" in run("check", "-C", str(site)).output
    data = yaml.safe_load(file.read_text("utf-8"))
    assert [[one["mã"] for one in data[key]] for key in ("tổ dân phố, thôn", "bộ phận")] == [["tdp-1"], ["van-phong"]]


def test_at_a_terminal_the_name_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One question, from which folder, type and area follow."""
    monkeypatch.setattr(cli_records, "at_terminal", lambda: True)
    assert run("init", str(tmp_path / "site"), typed=f"{NAME}\n").exit_code == 0
    text = (tmp_path / "site/content/ubnd-phuong-yen-hoa/co-quan.yml").read_text("utf-8")
    assert "địa bàn: phường Yên Hòa\n" in text


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    """Nothing in it is touched."""
    (tmp_path / "a.txt").write_text("của tôi", "utf-8")
    result = run("init", str(tmp_path))
    assert result.exit_code == 1
    assert "thư mục không trống" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_repository_just_cloned_counts_as_empty(tmp_path: Path) -> None:
    """A folder with only `.git` is where most sites will begin."""
    (tmp_path / ".git").mkdir()
    assert run("init", str(tmp_path)).exit_code == 0
    assert (tmp_path / ".git").is_dir()


@pytest.mark.parametrize("name", ["../ngoai", "Phường Mẫu", "trang", "a/b"])
def test_an_id_that_cannot_be_a_folder_is_refused(name: str, tmp_path: Path) -> None:
    """Nothing is written, least of all outside."""
    result = run("init", str(tmp_path / "site"), "--authority-id", name)
    assert result.exit_code == 2
    assert "--authority-id" in result.output
    assert not list(tmp_path.iterdir())


def test_every_file_of_the_scaffold_parses(site: Path) -> None:
    """YAML, JSON and their placeholders."""
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        text = path.read_text("utf-8")
        assert "@@" not in text, path
        assert text.endswith("\n"), path
        assert "\t" not in text, path
        if path.suffix in (".yml", ".yaml"):
            assert yaml.safe_load(text), path
        if path.suffix == ".json":
            assert json.loads(text), path


def test_no_trace_of_the_sample_ward(site: Path) -> None:
    """The pages that come with a site speak of no ward in particular."""
    for path in (site / "content").rglob("*.md"):
        assert "phường mẫu" not in path.read_text("utf-8").lower(), path


def workflow(site: Path) -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load((site / ".github/workflows/trang-web.yml").read_text("utf-8"))
    return loaded


def test_the_github_workflow_checks_builds_and_deploys_daily_with_few_rights(site: Path) -> None:
    """On push, at 00:10 in Vietnam and by hand; only the deploying job may write, and only pages."""
    loaded = workflow(site)
    triggers = loaded[True]  # YAML 1.1 reads the key `on` so
    assert triggers["push"] == {"branches": ["main"]}
    assert triggers["schedule"] == [{"cron": "10 17 * * *"}]
    assert "workflow_dispatch" in triggers
    assert loaded["permissions"] == {"contents": "read"}
    assert loaded["jobs"]["dang"]["permissions"] == {"pages": "write", "id-token": "write"}
    steps = [step.get("run") or step["uses"].partition("@")[0] for step in loaded["jobs"]["dung"]["steps"]]
    assert steps.index("doithoai check") < steps.index("doithoai build") < steps.index("actions/upload-pages-artifact")


def test_the_gitlab_job_runs_on_pushes_and_schedules(site: Path) -> None:
    """The same three commands, and `public` as its artifact."""
    job = yaml.safe_load((site / ".gitlab-ci.yml").read_text("utf-8"))["pages"]
    rules = " ".join(rule["if"] for rule in job["rules"])
    assert "$CI_DEFAULT_BRANCH" in rules
    assert '"schedule"' in rules
    assert job["script"][1:] == ["doithoai check", "doithoai build"]
    assert job["artifacts"]["paths"] == ["public"]


def test_gitlab_writes_the_ledger_of_what_it_published(site: Path, tmp_path: Path) -> None:
    """The job's own lines, in a checkout as a runner makes it, against a server that is a folder here."""
    server, checkout = tmp_path / "server.git", tmp_path / "checkout"
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@b.vn")
    commands = [("git", "init", "-q", "-b", "main", site), (*git, "-C", site, "add", "-A"),
                (*git, "-C", site, "commit", "-qm", "a"), ("git", "clone", "-q", "--bare", site, server),
                ("git", "-C", server, "config", "receive.advertisePushOptions", "true"),
                ("git", "clone", "-q", server, checkout), ("git", "-C", checkout, "checkout", "-q", "--detach")]  # fmt: skip
    for command in commands:
        subprocess.run(command, check=True, capture_output=True)
    (tmp_path / "gitconfig").write_text(f'[url "{server}"]\n  insteadOf = https://oauth2:t@git.vn/nhom/trang.git\n')
    job = yaml.safe_load((site / ".gitlab-ci.yml").read_text("utf-8"))["ghi-so"]
    assert job["rules"][0] == {"if": "$DOITHOAI_TOKEN == null", "when": "never"}
    named = {"CI_SERVER_HOST": "git.vn", "CI_PROJECT_PATH": "nhom/trang", "CI_DEFAULT_BRANCH": "main"}
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    known = {
        **os.environ,
        **named,
        "DOITHOAI_TOKEN": "t",
        "PATH": path,
        "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"),
    }
    for line in job["script"][1:]:
        done = subprocess.run(
            ["bash", "-ec", line], cwd=checkout, env=known, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    shown = subprocess.run(
        ["git", "-C", server, "ls-tree", "-r", "--name-only", "main"], capture_output=True, text=True
    )
    assert any(one.startswith("da-cong-bo/") for one in shown.stdout.split())


def test_both_install_the_version_that_made_the_site(site: Path) -> None:
    """Pinned in one file, found on the index or among the wheels of the repository."""
    assert (
        (site / "requirements.txt")
        .read_text("utf-8")
        .endswith(f"--find-links wheels/\ndoithoai[print,docx]=={__version__}\n")
    )
    for file in (".github/workflows/trang-web.yml", ".gitlab-ci.yml"):
        assert "--requirement requirements.txt" in (site / file).read_text("utf-8")


def test_the_editor_is_wired_to_schemas_that_exist_and_accept_the_files(site: Path) -> None:
    """Each mapping names a schema of the site and files that it holds."""
    own = site / "content/ubnd-phuong-yen-hoa/quy-dinh"
    (own / "ngay-nghi.yml").parent.mkdir()
    (own / "ngay-nghi.yml").write_text("nghỉ:\n  - ngày: 14/9/2026\n    tên: bão\n    căn cứ: Thông báo\n", "utf-8")
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*.yml")]
    found = {path: kinds for path in paths if (kinds := kinds_of(path))}
    assert {path.rpartition("/")[2] for path in found} == {
        "site_config.yml",
        "linh-vuc.yml",
        "co-quan.yml",
        "ngay-nghi.yml",
    }
    for path, (kind,) in found.items():
        schema = json.loads((site / f".vscode/schema/{kind}.schema.json").read_text("utf-8"))
        assert jsonschema.Draft202012Validator(schema).is_valid(yaml.safe_load((site / path).read_text("utf-8"))), path


@pytest.mark.parametrize("ending", [".yml", ".yaml"])
@pytest.mark.parametrize(
    ("file", "kind"),
    [
        *((f"content/a/2026/{name}.yml", "ke-hoach") for name in ("ke-hoach", "ke-hoach-2")),
        ("content/a/co-quan.yml", "co-quan"),
        ("content/a/2026/b/lich.yml", "lich"),
        ("content/a/2026/b/ket-luan.yml", "ket-luan"),
        ("content/a/2026/b/kien-nghi/001.yml", "kien-nghi"),
        *((f"content/a/2026/{name}.yml", "cong-khai") for name in ("cong-khai", "b/cong-khai")),
        *(
            (f"content/{name}.yml", "quy-dinh")
            for name in ("a/quy-dinh/quy-che", "quy-dinh/nghi-quyet-5", "quy-dinh/nep")
        ),
        *((f"content/{name}/ngay-nghi.yml", "ngay-nghi-rieng") for name in ("quy-dinh", "a/quy-dinh")),
        ("content/quy-dinh/ngay-nghi/2027.yml", "ngay-nghi"),
    ],
)
def test_every_kind_of_yaml_file_is_held_against_its_schema_and_no_other(file: str, kind: str, ending: str) -> None:
    """A record may be data from end to end; only the front matter of a `.md` file is beyond the editor."""
    assert kinds_of(file.replace(".yml", ending)) == [kind]


def test_every_schema_that_is_wired_is_there(site: Path) -> None:
    """And none lies there for nothing, but for withdrawn records', which lie among the others."""
    wired = json.loads(SETTINGS.read_text("utf-8"))["yaml.schemas"]
    assert {Path(one).name for one in wired} == {one.name for one in (site / ".vscode/schema").iterdir()}


def test_a_new_site_brings_the_wheel_it_was_made_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its first run has to install the program; where that came from no file, the way on says what to put there."""
    wheel = tmp_path / "tải về" / f"doithoai-{__version__}-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"wheel")
    monkeypatch.setattr(starting, "installed_from", lambda: wheel)
    brought = run("init", str(tmp_path / "mot"), "--authority-name", NAME)
    assert (tmp_path / "mot/wheels" / wheel.name).read_bytes() == b"wheel"
    monkeypatch.setattr(starting, "installed_from", lambda: None)
    without = run("init", str(tmp_path / "hai"), "--authority-name", NAME)
    assert ("wheels/" in brought.output, f"chép {wheel.name} vào" in without.output) == (False, True)


def test_the_editors_task_finds_every_line_that_check_prints(site: Path) -> None:
    """One matcher for each severity, as the words are Vietnamese."""
    tasks = json.loads((site / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    task = next(task for task in tasks if task["label"] == "Kiểm tra hồ sơ")
    matchers = {matcher["severity"]: re.compile(matcher["pattern"]["regexp"]) for matcher in task["problemMatcher"]}
    for severity, word in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "info")):
        problem = Problem("x", "sai: ở đây", "sửa", Place("content/a/2026/ke-hoach.md", 12, 5), severity)
        line = as_text(problem, lambda _place: "tiêu đề: a").split("\n")[0]
        found = {name: match.groups() for name, pattern in matchers.items() if (match := pattern.match(line))}
        assert found == {word: ("content/a/2026/ke-hoach.md", "12", "5", "sai: ở đây → sửa")}


@pytest.mark.parametrize(
    ("name", "folder", "kind", "place"),
    [
        ("Ủy ban nhân dân phường Hà Cầu", "ubnd-phuong-ha-cau", "Ủy ban nhân dân cấp xã", "phường Hà Cầu"),
        ("Uỷ ban nhân dân xã Lương Phong", "ubnd-xa-luong-phong", "Ủy ban nhân dân cấp xã", "xã Lương Phong"),
        ("HĐND xã Lương Phong", "hdnd-xa-luong-phong", "Hội đồng nhân dân cấp xã", "xã Lương Phong"),
        ("Đảng ủy phường Quỳnh Mai", "dang-uy-phuong-quynh-mai", "cấp ủy cấp xã", "phường Quỳnh Mai"),
        ("Ủy ban nhân dân huyện Hiệp Hòa", "ubnd-huyen-hiep-hoa", "Ủy ban nhân dân cấp huyện", "huyện Hiệp Hòa"),
        ("Ban Thường vụ Đảng ủy xã A", "ban-thuong-vu-xa-a", "cấp ủy cấp xã", "xã A"),
        ("Ủy ban MTTQ Việt Nam phường Mẫu", "mttq-phuong-mau", "Mặt trận Tổ quốc cấp xã", "phường Mẫu"),
        ("Ban Thường trực Ủy ban MTTQ Việt Nam xã A", "mttq-xa-a", "Mặt trận Tổ quốc cấp xã", "xã A"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam xã A", "mttq-xa-a", "Mặt trận Tổ quốc cấp xã", "xã A"),
        ("Thường trực HĐND phường Mẫu", "hdnd-phuong-mau", "Hội đồng nhân dân cấp xã", "phường Mẫu"),
        ("Đảng bộ phường Mẫu", "dang-bo-phuong-mau", "cấp ủy cấp xã", "phường Mẫu"),
        ("ĐẢNG ỦY XÃ A", "dang-uy-xa-a", "cấp ủy cấp xã", "xã A"),
        ("Thành ủy Mẫu", "thanh-uy-mau", "cấp ủy cấp huyện", "thành phố Mẫu"),
        ("Thị xã uỷ Sơn Tây", "thi-xa-uy-son-tay", "cấp ủy cấp huyện", "thị xã Sơn Tây"),
        ("UBND phường A, quận B", "ubnd-phuong-a-quan-b", "Ủy ban nhân dân cấp xã", "phường A, quận B"),
        ("Ủy ban nhân dân tỉnh A", "uy-ban-nhan-dan-tinh-a", None, ""),
        ("Hội đồng nhân dân huyện A", "hdnd-huyen-a", None, "huyện A"),
        ("Văn phòng HĐND và UBND xã A", "van-phong-hdnd-va-ubnd-xa-a", None, "xã A"),
    ],
)
def test_a_name_tells_folder_type_and_area(name: str, folder: str, kind: str | None, place: str) -> None:
    """Guesses that a person can still change."""
    assert (guesses.folder_of(name), guesses.type_of(name), guesses.place_of(name)) == (folder, kind, place)


def test_the_commands_to_go_on_with_can_be_pasted(tmp_path: Path) -> None:
    """A folder's name with spaces stands in quotes."""
    target = tmp_path / "Trang của phường"
    assert f'doithoai check -C "{target}"' in run("init", str(target)).output
