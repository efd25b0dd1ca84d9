"""A record's file as it was found, and two files that would be one record."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from doithoai.domain.records import Kind
from doithoai.problems import Place, Problem


class Found(Struct, frozen=True):
    """A record's file: its path from the site's folder, its kind and id, and its state on disk."""

    file: str
    id: str
    kind: Kind
    stamp: tuple[int, int, int]
    """Modification and change time in nanoseconds, size in bytes."""
    barred: bool = False
    """Told, never opened: a link, no plain file, a document of another program. What refers to it is not at fault."""

    @property
    def folder(self) -> str:
        """The id of the folder that the record stands in."""
        return self.id.rpartition("/")[0]

    @property
    def identity(self) -> str:
        """What no two records share: the id; of an opinion, which may have its number with zeros before it, that."""
        stem = self.id.rpartition("/")[2]
        return f"{self.folder}/{int(stem)}" if self.kind is Kind.OPINION and stem.isdecimal() else self.id


def twins(found: list[Found]) -> Iterator[Problem]:
    """Two files that would be one record: same path but for the ending, or the same opinion number."""
    same: dict[str, list[Found]] = {}
    for one in found:
        same.setdefault(one.identity, []).append(one)
    for alike in same.values():
        first, *others = sorted(alike, key=partial(_oddness, found)) if len(alike) > 1 else alike
        for one in others:
            what, mend = _twin_words(one, first.file)
            yield Problem("duplicate-record", what, mend, Place(one.file))


def _oddness(found: list[Found], one: Found) -> tuple[int, int, str]:
    """The twin that was there first is written as most files around it, or else with fewer digits.

    When a file was written tells nothing: git does not keep it.
    """
    alike = sum(other.folder == one.folder and len(other.id) == len(one.id) for other in found)
    return -alike, len(one.id), one.file


def _twin_words(one: Found, other: str) -> tuple[str, str]:
    if one.kind is Kind.OPINION:
        return f"trùng số với {other}", f"đổi số tệp thêm sau, ví dụ: doithoai renumber {one.file}"
    return f"cùng một hồ sơ với {other}", "giữ một tệp, chép phần còn thiếu sang rồi xóa tệp kia"
