"""Cells that a spreadsheet would work out: a table of beginnings, and whole files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from doithoai.engines.spreadsheet import MARK, csv_text, harmless


def _rows() -> list[tuple[str, str]]:
    text = (Path(__file__).parent / "spreadsheet.tsv").read_text("utf-8")
    return [(json.loads(f'"{cell}"'), quoted) for quoted, cell in (row.split("\t") for row in text.splitlines()[1:])]


@pytest.mark.parametrize(("cell", "quoted"), _rows())
def test_a_cell_that_a_spreadsheet_would_work_out_is_only_shown(cell: str, quoted: str) -> None:
    """And every other one is as it was."""
    assert harmless(cell) == (f"'{cell}" if quoted == "có" else cell)


def test_what_is_written_is_read_back() -> None:
    """With line ends, quotes and commas within cells."""
    rows = [["Cột", "Ý"], ["a,b", 'nói "được"'], ["hai\ndòng", "=1+1"]]
    read = list(csv.reader(io.StringIO(csv_text(rows).removeprefix(MARK), newline="")))
    assert read == [*rows[:2], ["hai\ndòng", "'=1+1"]]
