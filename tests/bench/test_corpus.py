"""The corpus that speed is measured on: reproducible, of the asked size, and without a fault."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from doithoai.build import Request, check

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def corpus() -> Iterator[ModuleType]:
    """The module under test, which lies outside the packages."""
    sys.path.insert(0, str(ROOT))
    from bench import corpus

    yield corpus
    sys.path.remove(str(ROOT))


def records(files: list[tuple[str, str]]) -> list[str]:
    return [path for path, _ in files if path.startswith("content/phuong-")]


def test_the_same_arguments_give_the_same_bytes(corpus: ModuleType) -> None:
    """Two runs with the same arguments agree, and another seed gives other texts."""
    first, second = (list(corpus.corpus(60, 2, seed=7)) for _ in range(2))
    assert first == second
    assert first != list(corpus.corpus(60, 2, seed=8))


@pytest.mark.parametrize(("count", "authorities"), [(6, 1), (60, 1), (61, 3), (500, 1)])
def test_a_corpus_has_as_many_records_as_asked(corpus: ModuleType, count: int, authorities: int) -> None:
    """The number of files below authorities' folders is the number asked for, and no path comes twice."""
    paths = records(list(corpus.corpus(count, authorities)))
    assert len(set(paths)) == len(paths) == count
    assert len({path.split("/")[1] for path in paths}) == authorities


def test_most_records_are_opinions(corpus: ModuleType) -> None:
    """A ward's corpus is mostly opinions, and holds every other kind too."""
    names = [path.rpartition("/")[2] for path in records(list(corpus.corpus(500, 1)))]
    assert sum(name[0].isdigit() for name in names) > 0.8 * len(names)
    assert {"co-quan.yml", "ke-hoach.md", "lich.md", "ket-luan.md", "cong-khai.yml"} <= set(names)


@pytest.mark.parametrize(("count", "authorities", "seed"), [(60, 2, 1), (60, 10, 2), (200, 1, 3)])
def test_check_finds_no_problem(corpus: ModuleType, tmp_path: Path, count: int, authorities: int, seed: int) -> None:
    """No corpus draws as much as a note, so that a build of it measures the ordinary way."""
    corpus.write(tmp_path, count, authorities, seed)
    assert check(Request(tmp_path, tmp_path / "public", date(2026, 11, 20), processes=1, cached=False)) == []


def test_too_few_records_are_refused(corpus: ModuleType) -> None:
    """An authority without an opinion would be no corpus."""
    with pytest.raises(ValueError, match="at least 12"):
        list(corpus.corpus(11, 2))
