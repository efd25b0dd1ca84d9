"""Old encodings: a table of short texts that are told and of the many foreign words and signs that only look like them."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from doithoai.reading.encoding import decode
from doithoai.reading.legacy import is_syllable

_HERE = Path(__file__).parent
_SAMPLE = _HERE.parents[1] / "content"


def _rows() -> list[list[str]]:
    with (_HERE / "legacy.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


@pytest.mark.parametrize(("code", "written"), [pytest.param(*row, id=row[1]) for row in _rows()])
def test_a_short_value_in_an_old_encoding_is_refused_and_real_text_is_not(code: str, written: str) -> None:
    """In a file of proper Vietnamese one such value is enough; `\\u00ad` in the table is a soft hyphen."""
    text = f"tiêu đề: Hội nghị\nđịa điểm: {written}\n".replace("\\u00ad", "\u00ad")
    told = decode(text.encode(), "tep.yml")
    assert [one.code for one in told.problems if one.code != "invisible"] == ([code] if code else [])
    assert (told.text is None) == bool(code)


def test_the_words_of_the_sample_are_syllables() -> None:
    """What is none as it stands may be told as another encoding's, so the shapes must hold for real text."""
    text = "\n".join(path.read_text("utf-8") for path in sorted(_SAMPLE.rglob("*.md")))
    words = {word.lower() for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()}
    assert len(words) > 500
    assert {word for word in words if not is_syllable(word)} <= {"hđnd", "nđ", "đ", "qđ", "vpđu", "huyêt"}
