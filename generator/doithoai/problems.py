"""What is wrong, where, and how to mend it.

Every fault that a person can cause becomes a `Problem`; nothing below `cli` prints. A step that cannot go on
raises `Refusal` with the problems that stopped it, so no traceback reaches a user.
"""

from __future__ import annotations

import errno
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace


class Severity(StrEnum):
    """How much a problem matters; only errors stop a build."""

    ERROR = "lỗi"
    WARNING = "cảnh báo"
    NOTE = "ghi chú"


class Place(Struct, frozen=True, order=True):
    """A point in a source file: path from the site's folder, line and column from 1 (0: the whole file).

    What is no file, such as a folder or a port, has neither line nor column.
    """

    file: str
    line: int = 0
    column: int = 0
    is_file: bool = True

    def __str__(self) -> str:
        return f"{self.file}:{self.line or 1}:{self.column or 1}" if self.is_file else self.file


def no_file(name: object) -> Place:
    """The place of a problem with a folder or a port."""
    return Place(str(name), is_file=False)


def place_in(text: str, at: int, file: str) -> Place:
    """The place of a character of a file's text."""
    ends = _line_ends(text)
    line = bisect_left(ends, at)
    return Place(file, line + 1, at - (ends[line - 1] if line else -1))


_counted: tuple[str, list[int]] = "", []


def _line_ends(text: str) -> list[int]:
    """Counted once for all problems of a file, which comes as one object: comparing equal texts takes long, too."""
    global _counted
    counted = _counted
    if counted[0] is not text:
        counted = _counted = text, [at for at, char in enumerate(text) if char == "\n"]
    return counted[1]


class Problem(Struct, frozen=True):
    """One fault: a stable `code` for tools, what is wrong and how to mend it in Vietnamese."""

    code: str
    what: str
    mend: str
    place: Place
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.severity.value}: {self.what} → {self.mend}"


def problem_from(data: Mapping[str, Any]) -> Problem:
    """A problem back from its data as a cache keeps it."""
    return Problem(**{**data, "place": Place(**data["place"]), "severity": Severity(data["severity"])})


class Refusal(Exception):
    """The work cannot go on; carries every problem found so far."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[type[Refusal], tuple[tuple[Problem, ...]]]:
        return Refusal, (self.problems,)


class Problems(Struct):
    """The list that one run fills; reading appends, `cli` shows."""

    found: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Note one problem."""
        self.found.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Note several problems."""
        self.found.extend(problems)

    @property
    def errors(self) -> list[Problem]:
        """Those that stop a build."""
        return [problem for problem in self.found if problem.severity is Severity.ERROR]

    def in_order(self) -> list[Problem]:
        """By file, line and column, each once."""
        return sorted(dict.fromkeys(self.found), key=lambda problem: (problem.place, problem.code))


_WHY = {
    errno.EACCES: "không có quyền, hoặc đang có chương trình khác mở",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "hết phần ổ đĩa được dùng",
    errno.EFBIG: "tệp lớn quá mức cho phép",
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EEXIST: "đã có tệp ở đó",
    errno.ENOTDIR: "có một tệp nằm ở chỗ của thư mục",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENOTEMPTY: "thư mục không trống",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ELOOP: "các liên kết trỏ vòng quanh",
    errno.EMFILE: "mở quá nhiều tệp cùng lúc",
    errno.ENFILE: "mở quá nhiều tệp cùng lúc",
    errno.ENOMEM: "máy hết bộ nhớ",
    errno.EBUSY: "tệp đang được chương trình khác dùng",
    errno.EIO: "ổ đĩa hỏng hoặc bị rút ra",
    errno.EADDRINUSE: "cổng đang được dùng",
    errno.EXDEV: "hai nơi ở hai ổ đĩa khác nhau",
}


def reason(error: OSError) -> str:
    """Why the system would not, in Vietnamese, whatever the machine's language."""
    return _WHY.get(error.errno or 0, f"mã lỗi {error.errno}")


def of_disk(error: OSError) -> Problem:
    """What the system would not read or write, as a problem to mend."""
    what = f"không đọc hoặc ghi được ({reason(error)})"
    return Problem(
        "disk", what, "xem lại quyền ghi và chỗ trống của ổ đĩa, rồi chạy lại", no_file(error.filename or ".")
    )


def shorten(text: object, limit: int = 60) -> str:
    """A value as a message may quote it: one line, not too long."""
    words = " ".join(str(text)[: 4 * limit].split())
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


FEW = 20
"""So many problems of one kind in one file are read; the rest would hide the other files'."""


def in_brief(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Problems for people: of many of one kind in one file the first, and how many more there are."""
    counted = Counter(map(_alike, problems))
    told: Counter[tuple[str, str, Severity]] = Counter()
    for problem in problems:
        kind = _alike(problem)
        told[kind] += 1
        if told[kind] <= FEW:
            yield problem
        elif told[kind] == FEW + 1:
            rest = f"{counted[kind] - FEW:,}".replace(",", ".")
            what = f"… và {rest} {problem.severity.value} cùng loại trong tệp này"
            yield replace(problem, what=what, mend="xem đủ: doithoai check --json")


def _alike(problem: Problem) -> tuple[str, str, Severity]:
    return problem.place.file, problem.code, problem.severity


def as_text(problem: Problem, source_line: Callable[[Place], str | None]) -> str:
    """The problem with its source line and a caret under the place, when the line can be had."""
    line = source_line(problem.place)
    if not line:
        return str(problem)
    start = max(0, problem.place.column - 61)
    shown = _printable(line)[start : start + 100].rstrip()
    caret = " " * min(max(problem.place.column - 1 - start, 0), len(shown)) + "^"
    margin = f"{problem.place.line:>5} | "
    return f"{problem}\n{margin}{shown}\n{' ' * (len(margin) - 2)}| {caret}"


def _printable(line: str) -> str:
    """The line in NFC, as columns count it, with a space for each sign that would move the cursor."""
    return "".join(char if char.isprintable() else " " for char in unicodedata.normalize("NFC", line))


def as_data(problem: Problem) -> dict[str, Any]:
    """The problem for tools: the keys of `doithoai check --json`."""
    return {
        "file": problem.place.file,
        "line": problem.place.line or 1,
        "column": problem.place.column or 1,
        "severity": problem.severity.name.lower(),
        "code": problem.code,
        "message": problem.what,
        "mend": problem.mend,
    }
