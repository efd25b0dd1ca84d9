"""A list of topics that is not there, or that lists nothing, is one fault, not one of each record that names a topic."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from doithoai.problems import Problem
from reading.minimal import copy_minimal, problems_of, refused

TOPICS = "content/linh-vuc.yml"


def two_wards(tmp_path: Path) -> Path:
    site = copy_minimal(tmp_path)
    other = site / "content/phuong-hai"
    shutil.copytree(site / "content/phuong-thu", other)
    file = other / "co-quan.yml"
    file.write_text(file.read_text("utf-8").replace("phường Thử", "phường Hai"), "utf-8")
    return site


def of_topics(site: Path) -> list[Problem]:
    return [one for one in problems_of(site) if one.place.file == TOPICS or "lĩnh vực" in one.what]


def test_a_missing_list_of_topics_is_told_once_with_how_to_make_it(tmp_path: Path) -> None:
    """For all authorities together, by check and by build."""
    site = two_wards(tmp_path)
    (site / TOPICS).unlink()
    (problem,) = of_topics(site)
    assert str(problem.place) == TOPICS
    assert "không có tệp content/linh-vuc.yml" in problem.what
    assert "git checkout HEAD -- content/linh-vuc.yml" in problem.mend
    assert "“  - mã: dat-dai”" in problem.mend
    assert problem in refused(site)


@pytest.mark.parametrize("text", ["lĩnh vực:\n", "lĩnh vực: []\n"])
def test_a_list_of_no_topics_is_told_once(text: str, tmp_path: Path) -> None:
    """At the list."""
    site = two_wards(tmp_path)
    (site / TOPICS).write_text(text, "utf-8")
    (problem,) = of_topics(site)
    assert (problem.code, problem.place.file) == ("no-topics", TOPICS)
    assert problem in refused(site)


def test_no_list_is_missed_where_no_record_names_a_topic(tmp_path: Path) -> None:
    """Whoever files nothing under topics needs none."""
    site = copy_minimal(tmp_path)
    (site / TOPICS).unlink()
    for file in (site / "content/phuong-thu").rglob("*.md"):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if not line.startswith("lĩnh vực:")), "utf-8")
    assert problems_of(site) == []
