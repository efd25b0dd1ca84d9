"""What the parts of one build share: what they are given, what they give back, and the files that they take over."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field

from doithoai.artifacts import Manifest, Staging
from doithoai.cache import Cache, code_stamp, digest
from doithoai.channels import search
from doithoai.domain.edition import Digest, Directory
from doithoai.domain.site import Output
from doithoai.domain.spoken_code import Codes
from doithoai.engines.frame.aside import Preparing
from doithoai.engines.theme import own_templates
from doithoai.parallel import Workers
from doithoai.problems import Problem
from doithoai.reading.register import Site

if TYPE_CHECKING:
    from doithoai.press import Press

SITE = ""
"""Stands for the whole site among authorities."""


class Shared(Struct, frozen=True, dict=True):
    """What every unit of one build needs; handed to worker processes by fork."""

    site: Site
    directory: Directory
    as_of: date
    frames: Preparing
    staging: Staging
    cache: Cache
    out_name: str
    workers: Workers
    """Processes that a unit may begin, and that draw the pages of the whole site then."""
    processes: int = 1
    """How many a unit may use for itself: more than one only when it is the only unit."""
    prints: bool = False
    """Whether sheets of paper are wanted and can be made."""
    words: bool = False
    """The same of documents for Word."""
    pages_first: bool = False
    """Whether paper, feeds and data of a changed authority stay as they were."""
    verified: frozenset[str] = frozenset()
    """Authorities whose pages are samples of the frame's self-check; `SITE` stands for site-wide pages."""

    @cached_property
    def key(self) -> str:
        """Changes with anything outside an authority's folder that its pages depend on."""
        own = own_templates(self.site.folder)
        return digest(
            self.drawing_key,
            self.as_of,
            self.site.config,
            self.site.topics,
            self.directory,
            own,
            (self.prints, self.words),
        )

    @cached_property
    def drawing_key(self) -> str:
        """Pages drawn under another key are not taken over."""
        return digest(code_stamp(), self.frames.fingerprint)

    @property
    def is_website_alone(self) -> bool:
        """Whether nothing but the website is made of the records."""
        return self.site.config.offers == {Output.WEBSITE}

    @cached_property
    def press(self) -> Press:
        """What this build's pages are drawn with."""
        from doithoai.channels.site.glossary import glossary_of
        from doithoai.press import Press

        return Press(self.frames, self.staging, self.workers, self.cache, glossary_of(self.site.pages))


class UnitResult(Struct):
    """What one unit gives back to the build."""

    authority: str
    problems: list[Problem] = field(default_factory=list)
    digest: Digest | None = None
    digest_key: str = ""
    """Equal for equal digests."""
    findable: search.Findable | None = None
    pages: int = 0
    drawn: int = 0
    addresses: tuple[str, ...] = ()
    """Of its pages, as a sitemap lists them."""
    whole: bool = True
    """Whether nothing of it was left as it was for a later build."""
    is_sought: bool = False
    """Whether the site's search was made of its part already."""
    codes: Codes = ()
    """Of its records, where one of its problems stops the build: there is no digest to have them."""
    remains: object = None
    """What it was made of, where it does not travel (`Built`)."""


def all_kept(manifest: Manifest, shared: Shared) -> bool:
    """Take the last build's files over, all or none."""
    return shared.staging.keep_all({path: stamp for path, (_, stamp) in manifest.items()})
