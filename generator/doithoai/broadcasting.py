"""What a site's loudspeakers add to its website: asked for only by sites that have them, which then load their room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from doithoai.artifacts import Artifact
from doithoai.cache import Cache, code_stamp, digest
from doithoai.channels import loudspeaker
from doithoai.channels.loudspeaker import Programme, Sheet
from doithoai.domain.authority import Authority
from doithoai.domain.bulletin import Bulletin
from doithoai.domain.edition import Digest, Edition
from doithoai.engines.templates import TemplateFault
from doithoai.problems import Place, Problem, Refusal
from doithoai.reading.register import Site
from doithoai.rulebooks import air_rules


class Broadcasts(Struct, frozen=True):
    """One authority's share: what pages show of it, its sheets, and its entries in the site's feed."""

    bulletin: Bulletin
    sheets: Iterable[Sheet]
    entries: tuple[dict[str, Any], ...]


def broadcasts_of(edition: Edition, site: Site, cache: Cache) -> Broadcasts:
    """Everything of one authority's loudspeakers; raises `Refusal` as `programme_of` does."""
    programme = programme_of(edition, site, cache)
    return Broadcasts(programme.bulletin, loudspeaker.sheets(programme), tuple(loudspeaker.coming_entries(programme)))


def shared_by_all(digests: Iterable[Digest], site: Site, day: date) -> Iterator[Artifact]:
    """What all authorities' loudspeakers share: the feed and the sheets' style."""
    entries = [entry for one in digests for entry in one.scripts]
    yield loudspeaker.feed(entries, day, site.config.address or "")
    yield from loudspeaker.assets()


def programme_of(edition: Edition, site: Site, cache: Cache) -> Programme:
    """The authority's scripts; lines that were said in an earlier build are known.

    Raises `Refusal` where a template that the site brings along cannot be filled.
    """
    authority = edition.authority
    store, key = f"spoken-{authority.authority_id}.json", _speaking_key(authority, site)
    kept = cache.load(store) or {}
    speaker = loudspeaker.Speaker(authority, kept["lines"] if kept.get("key") == key else {}, site.config.lexicon)
    writer = loudspeaker.Writer(site.folder)
    try:
        programme = loudspeaker.programme(edition, writer, speaker, air_rules())
    except TemplateFault as fault:
        if not (writer.own / fault.name).is_file():
            raise
        place = Place((writer.own / fault.name).relative_to(site.folder).as_posix(), fault.line)
        mend = "sửa dòng này theo mẫu gốc, hoặc xóa tệp để dùng mẫu gốc"
        raise Refusal([Problem("template", fault.what, mend, place)]) from fault
    if speaker.learnt:
        cache.store(store, {"key": key, "lines": speaker.known})
    return programme


def _speaking_key(authority: Authority, site: Site) -> str:
    return digest(code_stamp(), authority.station, authority.province, site.config.lexicon)
