"""The wheel alone is enough: a ward needs no copy of this repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from sample import ROOT


@pytest.mark.slow
def test_an_installed_wheel_makes_checks_and_builds_a_site(tmp_path: Path) -> None:
    """Built, installed into a clean environment and run from a folder outside the repository."""
    wheels = tmp_path / "wheels"
    run(tmp_path, sys.executable, "-m", "build", "--wheel", "--outdir", str(wheels), str(ROOT))
    run(tmp_path, sys.executable, "-m", "venv", str(tmp_path / "venv"))
    python, doithoai = tmp_path / "venv/bin/python", tmp_path / "venv/bin/doithoai"
    run(tmp_path, python, "-m", "pip", "install", "--quiet", *map(str, wheels.glob("*.whl")))
    where = "import doithoai, doithoai_theme; print(doithoai.__file__, doithoai_theme.__file__)"
    for file in run(tmp_path, python, "-c", where).split():
        assert Path(file).is_relative_to(tmp_path / "venv")
    run(tmp_path, doithoai, "init", "phuong", "--authority-name", "Ủy ban nhân dân phường Yên Hòa")
    assert run(tmp_path, doithoai, "check", "-C", "phuong").strip() == "Hồ sơ hợp lệ."
    run(tmp_path, doithoai, "build", "-C", "phuong")
    assert (tmp_path / "phuong/public/index.html").is_file()
    assert run(tmp_path, doithoai, "new", "--help").startswith("Cách dùng:")
    _first_run(tmp_path)


def _first_run(tmp_path: Path) -> None:
    """The lines of the site's own workflow, in a checkout of what a clerk would push: `init` has brought the wheel."""
    site, checkout, fresh = (tmp_path / name for name in ("phuong", "checkout", "fresh"))
    git = ("git", "-C", str(site), "-c", "user.name=a", "-c", "user.email=a@b.vn")
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "a")):
        run(tmp_path, *git, *words)
    run(tmp_path, "git", "clone", "-q", str(site), str(checkout))
    assert not (checkout / "public").exists()
    run(tmp_path, sys.executable, "-m", "venv", str(fresh))
    steps = yaml.safe_load((checkout / ".github/workflows/trang-web.yml").read_text("utf-8"))["jobs"]["dung"]["steps"]
    for line in [step["run"] for step in steps if "run" in step]:
        run(checkout, "env", f"PATH={fresh / 'bin'}:{os.environ['PATH']}", "bash", "-ec", line)
    assert (checkout / "public/index.html").is_file()


def run(folder: Path, *words: str | Path) -> str:
    """The command's output; its own where it failed, too."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "LANGUAGE")}
    environment["DOITHOAI_CACHE"] = str(folder / "cache")
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
