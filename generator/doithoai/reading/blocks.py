"""One file that is one block: decoded, parsed, validated, every fault with its place."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TypeVar

from doithoai.domain.fields import Block
from doithoai.problems import Place, Problem
from doithoai.reading import file_words
from doithoai.reading.contacts import contact_declared
from doithoai.reading.encoding import SIZE_LIMIT, decode, too_large
from doithoai.reading.layout import CONFIG, record_at
from doithoai.reading.loader import load
from doithoai.reading.marks import Loc
from doithoai.reading.parts import Parts, place_of, rejoined, split, split_as_meant
from doithoai.reading.privacy import personal_data
from doithoai.reading.unshown import unnamed
from doithoai.reading.validation import validate, validate_rest

B = TypeVar("B", bound=Block)


def read_block(folder: Path, file: str, model: type[B], problems: list[Problem]) -> B | None:
    """The block of a `.yml` file or of a front matter; None and its problems where it cannot be read."""
    return read_or_part(folder, file, model, problems)[0]


def read_or_part(folder: Path, file: str, model: type[B], problems: list[Problem]) -> tuple[B | None, B | None]:
    """The same, and what could be read of one that has a fault (`in_part`)."""
    text = read_text(folder / file, file, problems)
    parts = split(text, file) if text is not None else None
    if text is None or not isinstance(parts, Parts):
        return None, None
    data, faults = load(parts.yaml, file)
    problems += faults
    problems += unnamed(text, file)
    contact, declared = contact_declared(data, parts), file if file == CONFIG else None
    problems += personal_data(text, file, None, contact, declared=declared, reviewable=False)
    if not faults:
        block, wrong = validate(model, data, parts, file)
    else:
        block, wrong = None, validate_rest(model, data, parts, file)[1]
    problems += wrong
    if isinstance(block, model):
        return block, None
    from doithoai.reading.in_part import in_part  # few files have a fault

    return None, in_part(model, data) if data else None


def read_text(path: Path, file: str, problems: list[Problem]) -> str | None:
    """A file's text, or None and why not."""
    raw = read_bytes(path, file, problems)
    if raw is None:
        return None
    decoded = decode(raw, file)
    problems += decoded.problems
    return decoded.text


def read_bytes(path: Path, file: str, problems: list[Problem]) -> bytes | None:
    """A file's bytes, if it is a plain file of a bearable size."""
    if path.is_symlink():
        problems.append(file_words.symlink(file))
        return None
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            problems.append(file_words.no_plain_file(file))
            return None
        if state.st_size > SIZE_LIMIT:
            problems.append(too_large(file, state.st_size))
            return None
        return path.read_bytes()
    except OSError as error:
        problems.append(file_words.unreadable(Place(file), error))
        return None


def parts_of(folder: Path, file: str) -> Parts | None:
    """The parts of a file that was read before, for places in it; None where it cannot be read any more."""
    text = read_text(folder / file, file, [])
    parts = split(text, file) if text else None
    if isinstance(parts, Problem):
        meant = split_as_meant(text, file) if text else None
        return meant[0] if meant else None
    return _as_meant(parts, file) if parts and "---" in parts.body else parts


def _as_meant(parts: Parts, file: str) -> Parts:
    from doithoai.reading.record import MODELS  # few texts have such a line

    known = record_at(file)
    return rejoined(parts, MODELS[known[1]].canonical_keys()) if known else parts


def place_in_block(folder: Path, file: str, loc: Loc) -> Place:
    """Where the value at `loc` stands in a file that was read before."""
    parts = parts_of(folder, file)
    return place_of(parts, file, loc) if parts else Place(file)
