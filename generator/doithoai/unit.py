"""One authority's part of a build: the unit of caching and of parallel work.

Four ways, from the cheapest: nothing of the authority changed, so its pages are taken over as they are; an opinion's
own words changed and nothing else, so only its page and the search are made again; some file changed, so only that
file is parsed and only pages whose view changed are drawn; or all is done anew. In a preview the pages come first:
what is on no page (paper, feeds, data) stays as it was until the build after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec import Struct, json
from msgspec.structs import replace

from doithoai.artifacts import Manifest
from doithoai.cache import digest
from doithoai.channels.search import Findable
from doithoai.channels.site.borrowed import lent_by
from doithoai.channels.site.signposts import indexed
from doithoai.crew import begin, read_all
from doithoai.documents import keep_documents, known_documents
from doithoai.domain.authority import Authority
from doithoai.domain.edition import Digest, Edition, edition_of
from doithoai.domain.flaws import Flawed
from doithoai.domain.published import Ledger
from doithoai.domain.records import Record
from doithoai.domain.register import Dossier, dossier
from doithoai.domain.spoken_code import Codes
from doithoai.domain.word_checks import flaws_in_words
from doithoai.kept import KeptUnit, Last, kept_in, rows_of
from doithoai.listing import Listing, lister, listing
from doithoai.making import Made, load_makers, made_of
from doithoai.problems import Problem, Problems, Refusal
from doithoai.reading import files, ledger, register
from doithoai.reading.found import Found
from doithoai.reading.links import are_there, files_abroad
from doithoai.reading.record import Read
from doithoai.reading.register import Documents
from doithoai.reading.rules import rules_for, stamps_of
from doithoai.reckoning import norms_of
from doithoai.rewording import Sought, files_of, rested, reworded
from doithoai.shared import Shared, UnitResult, all_kept
from doithoai.untouched import Islands, islands_of

if TYPE_CHECKING:
    from doithoai.press import Leaf


def publish_unit(authority: Authority, shared: Shared, seek: Callable[[Findable], object] | None = None) -> UnitResult:
    """Read, check and publish one authority into the staging folder, the shortest way that there is.

    `seek` makes the whole site's search of this authority's part of it; it is called as soon as that is known.
    """
    last = _last(authority, shared)
    result = _short_way(authority, last, shared) or _whole_way(authority, last, shared, seek)
    return result if seek is None else replace(result, remains=(last, result.remains))


def _last(authority: Authority, shared: Shared) -> Last:
    found, problems = files.records_of(shared.site.folder, authority.authority_id)
    around, ground = _around(authority, shared), _around(_without_lent(authority), shared)
    key = digest(around, [(one.file, one.stamp) for one in found])
    kept = kept_in(shared.cache, _store(authority.authority_id, shared), KeptUnit)
    return Last(found, problems, around, ground, key, kept)


def _short_way(authority: Authority, last: Last, shared: Shared) -> UnitResult | None:
    """Taken over as it is, or with opinions' words edited; None where more has changed, or something stops a build."""
    if last.kept.around != last.around or Problems(last.problems).errors:
        return None
    if not are_there(shared.site.folder, last.kept.abroad):
        return None
    if last.kept.key == last.key:
        return _take_over(authority.authority_id, last, shared)
    return _reword(authority, last, shared)


def _whole_way(
    authority: Authority, last: Last, shared: Shared, seek: Callable[[Findable], object] | None
) -> UnitResult:
    """Every record read, only what changed drawn."""
    name, read = authority.authority_id, _read(authority, last, shared)
    problems = [*last.problems, *read.problems]
    if read.edition is None:
        read.keep()
        return UnitResult(name, problems, codes=read.codes)
    listed = listing(read.edition, read.anew, last, shared)
    try:
        made = made_of(read.edition, read.dossier, read.same, last, shared)
        summary = cache(lambda: made.summary(listed.figures()))
        meanwhile = partial(_meanwhile, read, made, summary, seek)
        manifest, drawn = _published(made, listed, last.kept, name in shared.verified, meanwhile, shared)
    except Refusal as refusal:
        return UnitResult(name, [*problems, *refusal.problems])
    except Flawed as flaw:
        return UnitResult(name, [*problems, register.placed_one(flaw, shared.site.folder)])
    remains = (read, made) if seek else None
    result = UnitResult(name, problems, drawn=drawn, is_sought=seek is not None, remains=remains)
    return _remember(last, read, made, summary(), manifest, result, shared)


def _meanwhile(
    read: _Read, made: Made, summary: Callable[[], object], seek: Callable[[Findable], object] | None
) -> None:
    """What takes long and gives few files, while another process draws pages."""
    read.keep()
    found = made.look().found.findable
    if seek:
        seek(found)
    summary()


class _Read(Struct, frozen=True):
    """An authority's records as they were read; without an edition where one of the problems is an error."""

    problems: list[Problem]
    """What is wrong within the files, and with the rules."""
    documents: Documents
    keep: Callable[[], None]
    """Write down what was read, for the next build."""
    dossier: Dossier
    same: Islands
    anew: tuple[Record, ...]
    edition: Edition | None = None
    codes: Codes = ()
    """Of all records, where there is no edition."""


def _read(authority: Authority, last: Last, shared: Shared) -> _Read:
    site = shared.site
    rules = cache(partial(rules_for, site.folder, authority))
    book = _book(authority, shared)
    before = known_documents(shared.cache, authority)
    known = register.as_they_were(last.found, before)

    def opened(dossier: Dossier) -> Edition:
        around = site.topics, shared.directory, shared.as_of, site.config.offers
        return edition_of(dossier, *around, book, norms_of(rules()))

    begin(authority, lister(partial(_opened_with, authority, known, opened), last, shared), last, shared)
    reading = partial(read_all, authority=authority, shared=shared, meanwhile=partial(_load, rules))
    read = register.read_records(site.folder, authority, last.found, known, reading)
    keep = partial(keep_documents, shared.cache, authority, before, read.documents)
    same = islands_of(read.dossier, last)
    sound = same.folders if not last.kept.problems else ()
    crossed = register.cross_checked(read, site.topics, site.folder, last.found, sound)
    lost = _forgotten(read.dossier, last.found, shared)
    problems = [*read.problems, *crossed, *lost, *rules().problems]
    if Problems([*last.problems, *problems]).errors:
        return _Read(problems, read.documents, keep, read.dossier, same, read.anew, codes=read.codes)
    return _Read(problems, read.documents, keep, read.dossier, same, read.anew, opened(read.dossier))


def _load(rules: Callable[[], object]) -> None:
    """What there is to do before pages can be made, whatever is in the records."""
    load_makers()
    rules()


def _opened_with(
    authority: Authority,
    known: Documents,
    opened: Callable[[Dossier], Edition],
    anew: Iterable[Record],
    unread: frozenset[str],
) -> Edition:
    """The edition of what was known, and of what has been read since."""
    records = (document.record for document in known.values())
    return opened(dossier(authority, [*records, *anew], unread))


def _remember(
    last: Last, read: _Read, made: Made, summary: Digest, manifest: Manifest, result: UnitResult, shared: Shared
) -> UnitResult:
    """Keep what the next build can take over, what there is to tell with it; the whole result."""
    sought = made.look()
    digest_key = blake2b(json.encode(summary), digest_size=16).hexdigest()
    kept = KeptUnit(
        key="" if made.left else _trusted(last.key, last.found),
        drawing=shared.drawing_key,
        pages=rows_of(manifest),
        around=last.around,
        ground=last.ground,
        lent=lent_by(made.pages, last.kept.lent),
        files=files_of(last.found, read.documents, made.pages, last.kept.files),
        digest=summary,
        digest_key=digest_key,
        ties=made.ties._asdict(),
        abroad=files_abroad(shared.site.folder, read.dossier.records),
        problems=read.problems,
        **_search_data(sought),
    )
    shared.cache.store(_store(result.authority, shared), kept)
    return replace(
        result,
        digest=summary,
        digest_key=digest_key,
        findable=sought.found.findable,
        pages=len(manifest),
        addresses=indexed(manifest),
        whole=not made.left,
    )


def _published(
    made: Made, listed: Listing, kept: KeptUnit, verified: bool, meanwhile: Callable[[], None], shared: Shared
) -> tuple[Manifest, int]:
    """The files drawn and written, then those of the search, which was made meanwhile, and lists that others saw to.

    Gives the manifest, and how many were drawn.

    Raises `Flawed` for a sheet that has no room for its record.
    """
    from doithoai.publishing import publish

    before = kept.manifest(shared.drawing_key)
    done = publish(chain(made.leaves, listed.leaves), before, shared.press, verified, meanwhile, kept.lent)
    done = done.and_also(publish(made.look().found.scripts, before, shared.press, verified=False))
    elsewhere = listed.elsewhere()
    if elsewhere:
        shared.staging.also_kept(path for path, row in elsewhere.manifest.items() if before.get(path) == row)
        done = done.and_also(elsewhere)
    return (_with_rest(done.manifest, kept, shared) if made.left else done.manifest), done.drawn


def _with_rest(manifest: Manifest, kept: KeptUnit, shared: Shared) -> Manifest:
    """What the last build made for paper, feeds and data is taken over as it is; a page that is gone is gone."""
    left = kept.left(shared.drawing_key)
    rest = {path: row for path, row in left.items() if path not in manifest and not _is_page(path)}
    there = {path: row for path, row in rest.items() if shared.staging.keep(path, row[1])}
    return {**manifest, **there}


def _is_page(path: str) -> bool:
    return path.endswith(".html")


def _reword(authority: Authority, last: Last, shared: Shared) -> UnitResult | None:
    """The authority's part after an edit of opinions' own words alone; None where it was another edit."""
    if not (shared.is_website_alone or shared.pages_first):
        return None
    name, kept = authority.authority_id, last.kept
    before = kept.manifest(shared.drawing_key)
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
    now = replace(kept, key=key, pages=rows_of(manifest), files=edit.files, **_search_data(edit.sought))
    shared.cache.store(_store(name, shared), now)
    same = _as_it_was(name, last, manifest)
    return replace(same, findable=edit.sought.found.findable, drawn=done.drawn, whole=whole)


def _reread(authority: Authority, shared: Shared, one: Found) -> Read | None:
    """A file as it is now; none where a rule or the ledger has something to say, or a link leads abroad."""
    folder = shared.site.folder
    new = register.read_record(folder, one, authority.contact.allowed)
    if new.record and (any(flaws_in_words(new.record)) or files_abroad(folder, [new.record])):
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


def _book(authority: Authority, shared: Shared) -> Ledger:
    """The authority's ledger; empty where it keeps none."""
    name = authority.authority_id
    if ledger.stamp_of(shared.site.folder, name) == ledger.NO_FILE:
        return {}
    return ledger.read_ledger(shared.site.folder, name)[0]


def _forgotten(dossier: Dossier, found: list[Found], shared: Shared) -> list[Problem]:
    """What the authority's ledger remembers that the records no longer hold; nothing where it keeps none."""
    folder = shared.site.folder
    if ledger.stamp_of(folder, dossier.authority.authority_id) == ledger.NO_FILE:
        return []
    from doithoai.reading import remembering

    return list(
        remembering.forgotten_in(folder, dossier, shared.site.topics, found, remembering.Before(), shared.as_of)
    )


def _around(authority: Authority, shared: Shared) -> str:
    """Changes with anything but its records that an authority's pages depend on."""
    folder, name = shared.site.folder, authority.authority_id
    return digest(shared.key, authority, ledger.stamp_of(folder, name), stamps_of(folder, name))


def _without_lent(authority: Authority) -> Authority:
    """The authority but for what only pages of its own show, and others borrow."""
    return authority.model_copy(update={"contact": authority.contact.allowed})


def _trusted(key: str, found: list[Found]) -> str:
    """The key, unless a file is so fresh that an edit could hide in its stamp."""
    return key if all(rested(one) for one in found) else ""


def _take_over(name: str, last: Last, shared: Shared) -> UnitResult | None:
    manifest = last.kept.manifest(shared.drawing_key)
    return _as_it_was(name, last, manifest) if manifest and all_kept(manifest, shared) else None


def _as_it_was(name: str, last: Last, manifest: Manifest) -> UnitResult:
    """What the last build gave, with the files that there are now."""
    kept = last.kept
    return UnitResult(
        name, last.told, kept.summary, kept.digest_key, kept.found, len(manifest), addresses=indexed(manifest)
    )
