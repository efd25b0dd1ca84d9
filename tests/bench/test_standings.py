"""The bench that leaves rooms out of a build still finds all of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_a_build_with_and_without_standings_is_compared() -> None:
    """Whoever renames what the bench leaves out has to tell the bench."""
    command = [sys.executable, "-m", "bench.standings", "--records", "60", "--rounds", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "| 60 |" in done.stdout
