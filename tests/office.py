"""Word files as tests look at them: their parts, and what LibreOffice makes of them where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from doithoai.engines import wordprocessor
from doithoai.engines.glyphs import TINOS

needs_docx = pytest.mark.skipif(not wordprocessor.available(), reason="the [docx] extra is not installed")
needs_office = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice or poppler is not installed"
)

_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<match target="pattern"><test name="family"><string>Times New Roman</string></test>
<edit name="family" mode="assign" binding="strong"><string>Tinos</string></edit></match></fontconfig>
"""


def part(document: bytes, name: str) -> str:
    """One of the files that a Word file consists of."""
    with zipfile.ZipFile(BytesIO(document)) as package:
        return package.read(name).decode("utf-8")


def opened(documents: dict[str, bytes], folder: Path) -> dict[str, Path]:
    """Each document as a PDF that LibreOffice made of it, all in one go, with our font as Times New Roman."""
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    fonts = folder / "fonts.conf"
    fonts.write_text(_FONTS.format(fonts=TINOS, cache=folder / "cache"), "utf-8")
    command = ["soffice", f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--convert-to", "pdf"]
    files = [str(folder / f"{name}.docx") for name in documents]
    env = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    subprocess.run([*command, "--outdir", str(folder), *files], check=True, capture_output=True, env=env)
    return {name: folder / f"{name}.pdf" for name in documents}


def pages(pdf: Path) -> list[str]:
    """The text of each page."""
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True)
    return done.stdout.decode().removesuffix("\f").split("\f")


def said(pdf: Path) -> str:
    """All it says in one line, hyphens that never break as plain ones."""
    done = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True)
    return " ".join(done.stdout.decode().replace("\u2011", "-").split())
