"""One authority's part of a build: the unit of caching and of parallel work.

Four ways, from the cheapest: nothing of the authority changed, so its pages are taken over as they are; an opinion's
own words changed and nothing else, so only its page and the search are made again; some file changed, so only that
file is parsed and only pages whose view changed are drawn; or all is done anew. In a preview the pages come first:
what is on no page (paper, feeds, data) stays as it was until the build after.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any

import orjson

from doithoai.cache import Cache, code_stamp, digest
from doithoai.channels import search
from doithoai.channels.site.signposts import indexed
from doithoai.domain.authority import Authority
from doithoai.domain.checks import flaws_in_words
from doithoai.domain.edition import Digest, Edition, News, digest_from, edition_of
from doithoai.domain.flaws import Flawed
from doithoai.domain.prints import NO_PRINTS, PrintLink, PrintList, print_list
from doithoai.domain.published import Ledger
from doithoai.domain.register import Dossier
from doithoai.domain.site import Output
from doithoai.domain.spoken_code import Codes
from doithoai.domain.statistics import figures_data
from doithoai.problems import Problem, Problems, Refusal, problem_from
from doithoai.reading import files, ledger, register
from doithoai.reading.record import Read
from doithoai.reading.register import Documents
from doithoai.reading.rules import rules_for, stamps_of
from doithoai.reckoning import norms_of, reckoned
from doithoai.rewording import SETTLED, WORTH_KEEPING, Sought, files_of, rested, reworded, sought
from doithoai.shared import (
    Shared,
    UnitResult,
    all_kept,
    drawn_alike,
    fingerprints_of,
    left_of,
    manifest_data,
    manifest_of,
)
from doithoai.untouched import NONE, Ties, Untouched, ties_of, untouched

if TYPE_CHECKING:
    from doithoai.channels.site.page import Known, Page
    from doithoai.domain.bulletin import Bulletin
    from doithoai.publishing import Kept, Leaf, Manifest


def publish_unit(authority: Authority, shared: Shared) -> UnitResult:
    """Read, check and publish one authority into the staging folder, the shortest way that there is."""
    last = _last(authority, shared)
    return _short_way(authority, last, shared) or _whole_way(authority, last, shared)


@dataclass(frozen=True)
class _Last:
    """An authority's files as they are found now, and what the last build kept of it."""

    found: list[files.Found]
    problems: list[Problem]
    """What is wrong with the files' names and places."""
    around: str
    """Changes with anything but the records that its pages depend on."""
    key: str
    """Changes with anything at all."""
    kept: dict[str, Any]

    @property
    def told(self) -> list[Problem]:
        """What there is to tell again while nothing changes."""
        return [*self.problems, *map(problem_from, self.kept["problems"])]


def _last(authority: Authority, shared: Shared) -> _Last:
    found, problems = files.records_of(shared.site.folder, authority.authority_id)
    around = _around(authority, shared)
    key = digest(around, [(one.file, one.stamp) for one in found])
    return _Last(found, problems, around, key, shared.cache.load(_store(authority.authority_id, shared)) or {})


def _short_way(authority: Authority, last: _Last, shared: Shared) -> UnitResult | None:
    """Taken over as it is, or with opinions' words edited; None where more has changed, or something stops a build."""
    if last.kept.get("around") != last.around or Problems(last.problems).errors:
        return None
    if last.kept["key"] == last.key:
        return _take_over(authority.authority_id, last, shared)
    return _reword(authority, last, shared)


def _whole_way(authority: Authority, last: _Last, shared: Shared) -> UnitResult:
    """Every record read, only what changed drawn."""
    name, read = authority.authority_id, _read(authority, last, shared)
    if read.edition is None or read.dossier is None:
        read.keep()
        return UnitResult(name, [*last.problems, *read.problems])
    try:
        made = _made(read.edition, read.dossier, last, shared)
    except Refusal as refusal:
        return UnitResult(name, [*last.problems, *read.problems, *refusal.problems])

    def meanwhile() -> None:
        """What takes long and gives few files, while another process draws pages."""
        read.keep()
        made.look()

    try:
        manifest, drawn = _published(made, last.kept, name in shared.verified, meanwhile, shared)
    except Flawed as flaw:
        crowded = register.placed_one(flaw, shared.site.folder, last.found)
        return UnitResult(name, [*last.problems, *read.problems, crowded])
    result = UnitResult(name, [*last.problems, *read.problems], drawn=drawn)
    return _remember(last, read, made, manifest, result, shared)


@dataclass(frozen=True)
class _Read:
    """An authority's records as they were read; without an edition where one of the problems is an error."""

    problems: list[Problem]
    """What is wrong within the files, and with the rules."""
    documents: Documents
    keep: Callable[[], None]
    """Write down what was read, for the next build."""
    dossier: Dossier | None
    edition: Edition | None = None


def _read(authority: Authority, last: _Last, shared: Shared) -> _Read:
    name, site = authority.authority_id, shared.site
    before = known_documents(shared.cache, name, authority)
    read = register.read_dossier(site.folder, authority, last.found, site.topics, before, shared.processes, load_pages)
    keep = partial(keep_documents, shared.cache, name, authority, before, read.documents)
    book, lost = _remembered(read.dossier, last.found, shared)
    rules = rules_for(site.folder, authority, shared.cache)
    problems = [*read.problems, *lost, *rules.problems]
    if read.dossier is None or Problems([*last.problems, *problems]).errors:
        return _Read(problems, read.documents, keep, read.dossier)
    known = site.topics, shared.directory, shared.as_of, site.config.offers
    edition = edition_of(read.dossier, *known, book, norms_of(rules))
    return _Read(problems, read.documents, keep, read.dossier, edition)


def _remember(
    last: _Last, read: _Read, made: _Made, manifest: Manifest, result: UnitResult, shared: Shared
) -> UnitResult:
    """Keep what the next build can take over, what there is to tell with it; the whole result."""
    summary, sought = made.summary(), made.look()
    digest_key = digest(orjson.dumps(summary))
    pages = manifest_data(manifest, shared)
    stamps = files_of(last.found, read.documents, made.pages, last.kept.get("files", {}))
    known = {"around": last.around, "digest": summary, "digest_key": digest_key, "files": stamps}
    key = "" if made.left else _trusted(last.key, last.found)
    rest = {**_search_data(sought), "problems": read.problems, "key": key, "ties": made.ties._asdict()}
    shared.cache.store(_store(result.authority, shared), {**pages, **known, **rest})
    return replace(
        result,
        digest=summary,
        digest_key=digest_key,
        findable=sought.found.findable,
        pages=len(manifest),
        addresses=indexed(manifest),
        whole=not made.left,
    )


@dataclass(frozen=True)
class _Made:
    """What one edition gives: its pages, every file still to be drawn, what can be found, and what the site knows."""

    pages: tuple[Page | Known, ...]
    leaves: Iterable[Kept]
    ties: Ties
    left: bool
    """Whether other files of the authority are to stay as they were."""
    look: Callable[[], Sought]
    summary: Callable[[], Digest]


def _made(edition: Edition, whole: Dossier, last: _Last, shared: Shared) -> _Made:
    """Every channel's share of one authority; raises `Refusal` where a template of the site's own cannot be filled."""
    from doithoai.channels.site import pages as makers

    authority, site = edition.authority, shared.site
    bulletin, sheets, entries = _broadcasts(edition, shared)
    prints, papers = _prints(edition, bulletin, last, shared)
    owed = reckoned(edition, site)
    followed, news, events = _following(edition, shared)
    ties = ties_of(whole, prints)
    same = _untouched(whole, ties, last, shared)
    pages = tuple(makers.authority_pages(edition, bulletin, prints, owed.shown, same.page))
    lists = makers.Lists(edition)
    site_pages = (pages, makers.code_pages(edition), makers.list_leaves(lists), makers.publicity_sheets(edition))
    after_pages = (papers, followed, _data(edition, shared))
    left = shared.pages_first and not shared.is_website_alone
    leaves = chain(*site_pages, owed.calendars, sheets, *(() if left else after_pages))

    def summary() -> Digest:
        codes, to_come = _codes(edition, whole)
        return replace(
            makers.digest(edition, bulletin),
            scripts=entries,
            codes=codes,
            codes_to_come=to_come,
            news=news,
            events=events,
            duties=makers.duty_counts(owed.shown),
            reminders=owed.entries,
            figures=figures_data(lists.figures) if edition.dossier.opinions else {},
        )

    kept = last.kept if drawn_alike(last.kept, shared) else {}
    look = cache(partial(sought, authority.authority_id, authority.brief, pages, kept, shared.cache))
    return _Made(pages, leaves, ties, left, look, summary)


def _untouched(dossier: Dossier, ties: Ties, last: _Last, shared: Shared) -> Untouched:
    """The pages that are as they were: as long as nothing but opinions has changed."""
    kept = last.kept
    if kept.get("around") != last.around:
        return NONE
    folders, moved = untouched(last.found, kept["files"], ties, Ties(**kept["ties"]), dossier)
    return Untouched(folders, fingerprints_of(kept, shared), moved, not shared.site.config.makes(Output.LOUDSPEAKER))


def _published(
    made: _Made, kept: dict[str, Any], verified: bool, meanwhile: Callable[[], None], shared: Shared
) -> tuple[Manifest, int]:
    """The files drawn and written, then those of the search, which was made meanwhile: manifest, and how many drawn.

    Raises `Flawed` for a sheet that has no room for its record.
    """
    from doithoai.publishing import publish

    before = manifest_of(kept, shared)
    done = publish(made.leaves, before, shared.press, verified, meanwhile)
    done = done.and_also(publish(made.look().found.scripts, before, shared.press, verified=False))
    return (_with_rest(done.manifest, kept, shared) if made.left else done.manifest), done.drawn


def _with_rest(manifest: Manifest, kept: dict[str, Any], shared: Shared) -> Manifest:
    """What the last build made for paper, feeds and data is taken over as it is; a page that is gone is gone."""
    rest = {path: row for path, row in left_of(kept, shared).items() if path not in manifest and not _is_page(path)}
    there = {path: row for path, row in rest.items() if shared.staging.keep(path, row[1])}
    return {**manifest, **there}


def _is_page(path: str) -> bool:
    return path.endswith(".html")


def _reword(authority: Authority, last: _Last, shared: Shared) -> UnitResult | None:
    """The authority's part after an edit of opinions' own words alone; None where it was another edit."""
    if not (shared.is_website_alone or shared.pages_first):
        return None
    name, kept = authority.authority_id, last.kept
    before = manifest_of(kept, shared)
    edit = reworded(name, last.found, kept, partial(_reread, authority, shared), shared.cache)
    if edit is None or any(one.place.file in edit.changed for one in last.told):
        return None
    leaves: tuple[Leaf, ...] = (*edit.pages, *edit.sought.found.scripts)
    made = {leaf.path for leaf in leaves}
    rest = {path: row for path, row in before.items() if path not in made}
    if len(rest) + len(made) != len(before) or not all_kept(rest, shared):
        return None
    from doithoai.publishing import publish

    done = publish(leaves, before, shared.press, verified=False)
    manifest = {path: done.manifest.get(path) or row for path, row in before.items()}
    whole = shared.is_website_alone
    key = _trusted(last.key, last.found) if whole else ""
    now = {**manifest_data(manifest, shared), "files": edit.files, **_search_data(edit.sought)}
    shared.cache.store(_store(name, shared), {**kept, **now, "key": key})
    return UnitResult(
        name,
        last.told,
        digest_from(kept["digest"]),
        kept["digest_key"],
        edit.sought.found.findable,
        len(manifest),
        done.drawn,
        indexed(manifest),
        whole,
    )


def _reread(authority: Authority, shared: Shared, one: files.Found) -> Read | None:
    """A file as it is now; none where a rule or the ledger has something to say: the whole way will tell."""
    folder = shared.site.folder
    new = register.read_record(folder, one, authority.contact)
    if new.record and any(flaws_in_words(new.record)):
        return None
    if new.record is None or ledger.stamp_of(folder, authority.authority_id) == ledger.NO_FILE:
        return new
    from doithoai.domain.filing import Filing
    from doithoai.reading import remembering

    filing = Filing(Dossier(authority, ()), shared.site.topics)
    return None if remembering.is_retold(folder, new.record, filing, shared.as_of) else new


def _store(name: str, shared: Shared) -> str:
    return f"unit-{shared.out_name}-{name}.json"


def _search_data(one: Sought) -> dict[str, Any]:
    return {"findable": one.found.findable, "basis": one.basis, "since": one.since}


def _remembered(dossier: Dossier | None, found: list[files.Found], shared: Shared) -> tuple[Ledger, list[Problem]]:
    """The authority's ledger, and what it remembers that the records no longer hold; empty where it keeps none."""
    folder = shared.site.folder
    if dossier is None or ledger.stamp_of(folder, dossier.authority.authority_id) == ledger.NO_FILE:
        return {}, []
    from doithoai.reading import remembering

    book, _ = ledger.read_ledger(folder, dossier.authority.authority_id)
    topics, nothing = shared.site.topics, remembering.Before()
    return book, list(remembering.forgotten_in(folder, dossier, topics, found, nothing, shared.as_of))


def _codes(edition: Edition, whole: Dossier) -> tuple[Codes, Codes]:
    """Of the records that the public sees, and of those that it will see."""
    shown = edition.dossier.codes
    seen = set(shown)
    return shown, tuple(one for one in whole.codes if one not in seen)


def load_pages() -> None:
    """Load what makes and draws pages. It takes as long as a hundred records: let others read some meanwhile."""
    from doithoai import publishing  # noqa: F401
    from doithoai.channels.site import drawing, pages  # noqa: F401

    drawing.load()


def _broadcasts(edition: Edition, shared: Shared) -> tuple[Bulletin, Iterable[Leaf], tuple[dict[str, Any], ...]]:
    """What the loudspeakers say, their sheets and their entries in the feed; nothing where a site has none."""
    if not shared.site.config.makes(Output.LOUDSPEAKER):
        from doithoai.domain.bulletin import SILENCE

        return SILENCE, (), ()
    from doithoai.broadcasting import broadcasts_of

    found = broadcasts_of(edition, shared.site, shared.cache)
    return found.bulletin, found.sheets, found.entries


def _prints(edition: Edition, bulletin: Bulletin, last: _Last, shared: Shared) -> tuple[PrintList, Iterable[Leaf]]:
    """What can be printed, and the sheets; nothing where a site does not want them or cannot make them.

    Where pages come first they link to what there was to print last time: making that list is most of making a sheet.
    """
    if not (shared.prints or shared.words):
        return NO_PRINTS, ()
    ties = last.kept.get("ties") if shared.pages_first else None
    if ties:
        papers = Ties(**ties).papers
        return print_list(PrintLink(record, *row) for record, rows in papers.items() for row in rows), ()
    from doithoai.printing import prints_of

    found = prints_of(edition, bulletin, shared.site, shared.prints, shared.words)
    return found.links, found.sheets


def _following(edition: Edition, shared: Shared) -> tuple[Iterable[Leaf], tuple[News, ...], tuple[str, ...]]:
    """Calendars, feeds, and the authority's share of the site's; nothing where a site offers none."""
    if not shared.site.config.makes(Output.FEEDS):
        return (), (), ()
    from doithoai.following import following_of

    found = following_of(edition, shared.site)
    return found.files, found.news, found.events


def _data(edition: Edition, shared: Shared) -> Iterable[Leaf]:
    """The authority's open data; nothing where a site gives none away."""
    if not shared.site.config.makes(Output.OPEN_DATA):
        return ()
    from doithoai.opening import data_of

    return data_of(edition, shared.site)


def known_documents(cache: Cache, name: str, authority: Authority) -> Documents:
    """Data of the authority's files as they were read last, if they would be read alike now."""
    kept = cache.load(f"documents-{name}.json") or {}
    if kept.get("key") != _reading_key(authority):
        return {}
    return {file: (tuple(stamp), data) for file, (stamp, data) in kept["files"].items()}


def keep_documents(cache: Cache, name: str, authority: Authority, before: Documents, now: Documents) -> None:
    """Keep what was read, but for files so fresh that an edit could hide in their stamp."""
    limit = time.time_ns() - int(SETTLED * 1e9)
    settled = {file: one for file, one in now.items() if max(one[0][:2]) < limit}
    same = sum(file in before and before[file][0] == one[0] for file, one in settled.items())
    if len(settled) - same > WORTH_KEEPING or len(before) - same > WORTH_KEEPING:
        cache.store(f"documents-{name}.json", {"key": _reading_key(authority), "files": settled})


def _reading_key(authority: Authority) -> str:
    return digest(code_stamp(), authority.contact)


def _around(authority: Authority, shared: Shared) -> str:
    """Changes with anything but its records that an authority's pages depend on."""
    folder, name = shared.site.folder, authority.authority_id
    return digest(shared.key, authority, ledger.stamp_of(folder, name), stamps_of(folder, name))


def _trusted(key: str, found: list[files.Found]) -> str:
    """The key, unless a file is so fresh that an edit could hide in its stamp."""
    return key if all(rested(one) for one in found) else ""


def _take_over(name: str, last: _Last, shared: Shared) -> UnitResult | None:
    kept = last.kept
    manifest = manifest_of(kept, shared)
    if not manifest or not all_kept(manifest, shared):
        return None
    found = search.Findable(**kept["findable"])
    summary = digest_from(kept["digest"])
    return UnitResult(name, last.told, summary, kept["digest_key"], found, len(manifest), 0, indexed(manifest))
