"""A site in a clone of the place it is published from, as `check` finds what was published by git."""

from __future__ import annotations

import subprocess
from pathlib import Path


def git(site: Path, *words: str) -> None:
    """One command of git in the site's folder, by nobody in particular."""
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.vn", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(site), *identity, *words], check=True, capture_output=True)


def commit(site: Path) -> None:
    """Everything as it stands."""
    git(site, "add", "-A")
    git(site, "commit", "-q", "-m", "x")


def cloned(site: Path, hub: Path) -> Path:
    """The site itself, which is now published at `hub`, a new bare repository."""
    git(site, "init", "-q", "-b", "main")
    commit(site)
    git(site, "clone", "-q", "--bare", str(site), str(hub))
    git(site, "remote", "add", "origin", str(hub))
    git(site, "fetch", "-q", "origin")
    git(site, "branch", "-q", "--set-upstream-to", "origin/main")
    return site
