"""CSV as spreadsheet programs open it: RFC 4180, UTF-8 with a mark, and no cell that they would work out.

A citizen's words may begin with "=" or "+". A spreadsheet takes such a cell for a formula, which can call programs and
send data away, so that cell gets a quote before it, as OWASP advises ("CSV Injection"). The quote changes the data: the
codebook says so, and the JSON files hold the words as they are.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

MARK = "\ufeff"
"""Without it Excel takes a CSV file for one of an old code page."""
# A program may drop blanks and unseen signs before it, or read wide signs like plain ones.
_FORMULA = re.compile("[\\s\u200b\ufeff]*[=+@\uff1d\uff0b\uff0d\uff20-]|[\t\r\n]")


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """A whole file as text, each cell harmless."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([harmless(cell) for cell in row] for row in rows)
    return MARK + out.getvalue()


def harmless(cell: str) -> str:
    """The cell with a quote before it, where a spreadsheet would take it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
