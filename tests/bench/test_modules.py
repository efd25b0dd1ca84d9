"""What measures the program follows its names: nothing else would tell before somebody measures again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", sorted(one.stem for one in (ROOT / "bench").glob("*.py")))
def test_a_measurement_can_begin(name: str) -> None:
    """Whatever it imports is there."""
    code = f"import bench.{name}"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
