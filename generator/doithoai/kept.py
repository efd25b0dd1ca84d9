"""What the cache keeps of a part of a site between two builds: typed, and as if absent where it does not read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from msgspec import Struct, field

from doithoai.artifacts import Manifest, Stamp
from doithoai.cache import Cache
from doithoai.channels import search
from doithoai.domain.edition import Digest, digest_from
from doithoai.problems import Problem, problem_from
from doithoai.reading.found import Found

Row = Sequence[Any]
"""Of one published file: fingerprint, inode, time in ns, size."""


class KeptPart(Struct, frozen=True):
    """Files of a part of the site as the last build published them."""

    key: str = ""
    """Changes with anything that the part is made of; empty where that cannot be trusted."""
    drawing: str = ""
    """Changes with what they were drawn with."""
    pages: Mapping[str, Row] = field(default_factory=dict)

    def is_drawn_with(self, drawing: str) -> bool:
        """Whether they were drawn as they would be now: what was kept can be gone on with."""
        return self.drawing == drawing

    def manifest(self, drawing: str) -> Manifest:
        """The files, when they were drawn as they would be now."""
        return self.left(drawing) if self.is_drawn_with(drawing) else {}

    def left(self, drawing: str) -> Manifest:
        """The files, however they were drawn; what would be drawn otherwise now has no fingerprint."""
        same = self.is_drawn_with(drawing)
        return {path: (row[0] if same else "", Stamp(*row[1:])) for path, row in self.pages.items()}

    def fingerprints(self, drawing: str) -> dict[str, str]:
        """Of the files drawn as they would be now the fingerprints alone."""
        return {path: row[0] for path, row in self.pages.items()} if self.is_drawn_with(drawing) else {}


def rows_of(manifest: Manifest) -> dict[str, Row]:
    """A manifest as `KeptPart` has it."""
    return {path: (one, stamp.inode, stamp.changed, stamp.size) for path, (one, stamp) in manifest.items()}


class Ties(NamedTuple):
    """What pages of sessions' folders hang on beside their own records.

    `bonds`: pairs of folders, of which a record of the first names an opinion of the second.
    `papers`: names and files of the sheets that each record gives.
    `duties`: a fingerprint of what rules make the records of each folder owe, as pages show it.
    """

    bonds: list[list[str]]
    papers: dict[str, list[list[str]]]
    duties: dict[str, str]


class KeptUnit(KeptPart, frozen=True):
    """The same of one authority, with what an edit starts from."""

    around: str = ""
    """Changes with anything but the records that its pages depend on."""
    ground: str = ""
    """The same but for what pages borrow of the authority (`channels/site/borrowed.py`)."""
    lent: Mapping[str, Any] = field(default_factory=dict)
    """What its pages borrow, by its marks."""
    files: Mapping[str, Any] = field(default_factory=dict)
    """Of each file the stamp, and the facts that an edit of words leaves alone (`rewording.files_of`)."""
    digest: Any = None
    """The data of `summary`."""
    digest_key: str = ""
    findable: Any = None
    """The data of `found`."""
    basis: str = ""
    """Names what the search was written from (`rewording.sought`)."""
    since: Sequence[Sequence[Any]] = ()
    ties: Mapping[str, Any] = field(default_factory=dict)
    abroad: Sequence[str] = ()
    """Files of other authorities that it links to (`reading/links.py`)."""
    problems: Sequence[Any] = ()

    @property
    def summary(self) -> Digest:
        """What site-wide pages know of it."""
        return digest_from(self.digest)

    @property
    def found(self) -> search.Findable:
        """Its part of the search."""
        return search.Findable(**self.findable)

    @property
    def tied(self) -> Ties:
        """What its pages hang on."""
        return Ties(**self.ties)


class Last(Struct, frozen=True):
    """An authority's files as they are found now, and what the last build kept of it."""

    found: list[Found]
    problems: list[Problem]
    """What is wrong with the files' names and places."""
    around: str
    """Changes with anything but the records that its pages depend on."""
    ground: str
    """The same but for what pages borrow of the authority."""
    key: str
    """Changes with anything at all."""
    kept: KeptUnit

    @property
    def told(self) -> list[Problem]:
        """What there is to tell again while nothing changes."""
        return [*self.problems, *map(problem_from, self.kept.problems)]


AnyKept = TypeVar("AnyKept", bound=KeptPart)


def kept_in(cache: Cache, store: str, kind: type[AnyKept]) -> AnyKept:
    """What is kept there; nothing where another version kept something else."""
    try:
        return kind(**(cache.load(store) or {}))
    except TypeError:
        return kind()
