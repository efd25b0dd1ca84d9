"""The journey: content and a day in, a published site out. Read this page first.

content/ → Register → Edition → channels → Artifacts → public/, all or nothing
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from doithoai.artifacts import Artifact, Staging, TwoAtOnePath, publishing
from doithoai.cache import Cache, cache_of, code_stamp, digest
from doithoai.channels import site as website
from doithoai.channels.search import Findable
from doithoai.channels.search.terms import forget
from doithoai.channels.site.signposts import signposts
from doithoai.documents import keep_documents, known_documents
from doithoai.domain.authority import Authority
from doithoai.domain.dated_checks import still_to_come
from doithoai.domain.duties import Duties, duties_of
from doithoai.domain.edition import Digest, Edition, brief_of, edition_of, took_over
from doithoai.domain.event_checks import strange_bodies
from doithoai.domain.flaws import Flaw
from doithoai.domain.leading import Led, led_by, taken
from doithoai.domain.norms import Norms
from doithoai.domain.register import Dossier, beside_parts
from doithoai.domain.site import Output
from doithoai.domain.spoken_code import Codes, clashes, grouped
from doithoai.engines import typesetter, wordprocessor
from doithoai.engines.frame import AuthoredPageError, FrameInputs
from doithoai.engines.frame.aside import Aside, Preparing, preparing
from doithoai.making import load_pages
from doithoai.parallel import Workers, let_go
from doithoai.problems import Place, Problem, Problems, Refusal, Severity, no_file
from doithoai.reading import files, register
from doithoai.reading.layout import CONTENT
from doithoai.reading.register import Site
from doithoai.reading.rules import rules_for
from doithoai.reckoning import norms_of
from doithoai.shared import SITE, Shared, UnitResult
from doithoai.sitewide import publish_search, publish_site
from doithoai.unit import publish_unit

if TYPE_CHECKING:
    from doithoai.channels.loudspeaker import Programme
    from doithoai.reading.remembering import Before

PARALLEL_FROM = 2
"""Fewer authorities than this are done in one process."""

VERIFIED = 8
"""How many authorities' pages are samples of the frame's self-check."""

_NO_PRINTS = Problem(
    "no-prints",
    "không làm được bản in (PDF) vì máy này chưa cài phần in; các phần khác vẫn đủ",
    'cài bằng lệnh: pip install "doithoai[print]"; không cần bản in thì bỏ “bản in” khỏi “kênh”',
    Place("site_config.yml"),
    Severity.NOTE,
)

_NO_WORD = Problem(
    "no-word",
    "không làm được tệp Word của văn bản vì máy này chưa cài phần Word; các phần khác vẫn đủ",
    'cài bằng lệnh: pip install "doithoai[docx]"',
    Place("site_config.yml"),
    Severity.NOTE,
)

In = TypeVar("In")
Out = TypeVar("Out")


class Request(Struct, frozen=True):
    """What to build: the site's folder, where to, for which day, on how many processes, with or without cache."""

    site: Path
    out: Path
    as_of: date
    processes: int = 0
    cached: bool = True
    against: str | None = None
    """A commit whose content was published, for `check`; by default where the branch left its upstream."""
    pages_first: bool = False
    """Leave paper, feeds and data of a changed authority as they were: a build after this one makes them."""


class Built(Struct, frozen=True):
    """What a build did."""

    out: Path
    problems: tuple[Problem, ...]
    pages: int
    drawn: int
    whole: bool = True
    """Whether nothing was left for a later build."""
    remains: object = None
    """What it was made of. Whoever ends after the build leaves it to the system, which takes all back at once: to take
    it apart piece by piece, in memory that other processes have shared, takes a twentieth of an edit."""


def build(request: Request, aside: Aside | None = None) -> Built:
    """Build the site; raises `Refusal` with every problem when one of them is an error.

    The frame of a single authority's site is drawn `aside`, if such a process is there.
    """
    site = register.look_over(request.site)
    _keep_apart(request)
    cache = cache_of(request.site, request.cached)
    authorities, problems = _authorities(site, cache)
    if problems.errors:  # without them no page can be named; the other files are still looked at
        raise Refusal(check(request))
    alone = len(authorities) < PARALLEL_FROM
    inputs = website.frame_inputs(site.config, site.pages)
    frame = _frames(inputs, cache, aside, request.processes) if alone else _frames(inputs, cache)
    with publishing(request.out) as staging, frame as frames, Workers() as workers:
        shared = _shared(request, site, authorities, staging, cache, frames, workers)
        if not alone:
            load_pages()  # once for all processes
        results = _results(authorities, shared, request)
        digests = _digests(results, site, problems)
        whole = publish_site(results, digests, shared)
        if not any(result.is_sought for result in results):
            publish_search(_handed_over(results), shared)
        for artifact in chain(website.assets(frames.frame), _shared_files(digests, site, request.as_of)):
            staging.write(artifact)
        for sign in signposts(site.config.root, _addresses(site, [whole, *results])):
            staging.write(sign.artifact)
        _lead_on(digests, request, staging)
        if site.config.makes(Output.OPEN_DATA):
            from doithoai.opening import open_site

            open_site(digests, site, request.as_of, staging, all(one.whole for one in results))
        frames.settle()
    let_go()
    if site.config.makes(Output.PRINT):
        problems.extend(_missing(shared))
    pages, drawn = (sum(one) for one in zip(*((one.pages, one.drawn) for one in (whole, *results)), strict=True))
    whole_site = all(one.whole for one in results)
    remains = [one.remains for one in results]
    return Built(request.out, tuple(problems.in_order()), pages, drawn, whole_site, remains)


def _keep_apart(request: Request) -> None:
    """What is built shall never be read as a record."""
    content = (request.site / CONTENT).resolve()
    if request.out.resolve().is_relative_to(content):
        what = f"thư mục {request.out} nằm trong {CONTENT}/, nơi để hồ sơ"
        mend = "chọn thư mục ở ngoài với --out, ví dụ: --out public"
        raise Refusal([Problem("out-in-content", what, mend, no_file(str(request.out)))])


def _results(authorities: list[Authority], shared: Shared, request: Request) -> list[UnitResult]:
    """Every authority's part; where two records want one page, the check says which and how to mend it."""
    try:
        if len(authorities) == 1:
            return [publish_unit(authorities[0], shared, lambda found: publish_search([found], shared))]
        results = _map(lambda authority: publish_unit(authority, shared), authorities, _processes(request))
        forget()  # what is of the whole site needs the room
        return results
    except TwoAtOnePath:
        problems = Problems(check(request))
        if problems.errors:
            raise Refusal(problems.in_order()) from None
        raise


def _handed_over(results: list[UnitResult]) -> Iterator[Findable]:
    """Each authority's part of the search; a province's are a tenth of all memory, and nobody needs them later."""
    for result in results:
        found, result.findable = result.findable, None
        if found:
            yield found


def _missing(shared: Shared) -> list[Problem]:
    """What cannot be made here of what a site prints: told once, as notes."""
    return [note for made, note in ((shared.prints, _NO_PRINTS), (shared.words, _NO_WORD)) if not made]


def _addresses(site: Site, results: Iterable[UnitResult]) -> list[str]:
    """Of every page that is meant to be found."""
    authored = [f"{one.address}/" for one in site.pages]
    return [*authored, *(one for result in results for one in result.addresses)]


def _shared_files(digests: tuple[Digest, ...], site: Site, day: date) -> Iterator[Artifact]:
    """What all authorities' loudspeakers share, what all of them owe, and the feeds of the whole site."""
    from doithoai import reckoning

    yield from reckoning.shared_by_all(digests, site, day)
    if site.config.makes(Output.LOUDSPEAKER):
        from doithoai import broadcasting

        yield from broadcasting.shared_by_all(digests, site, day)
    if site.config.makes(Output.FEEDS):
        from doithoai import following

        yield from following.shared_by_all(digests, site, day)


def check(request: Request) -> list[Problem]:
    """Every problem of every file, and whatever of the last published state is forgotten, without publishing."""
    from doithoai.reading import remembering

    site = register.look_over(request.site)
    cache = cache_of(request.site, request.cached)
    authorities, problems = _authorities(site, cache)
    old = remembering.before(site.folder, request.against)
    problems.extend((*old.problems, *remembering.vanished_authorities(site.folder, old)))
    checked = _map(partial(_checked, request=request, site=site, old=old), authorities, _processes(request))
    for one in checked:
        problems.extend(one.problems)
    problems.extend(_clashes(site, (code for one in checked for code in one.codes)))
    if any(one.led for one in checked):
        from doithoai.claiming import Unit, misled

        units = [Unit(one, seen.sound, seen.led) for one, seen in zip(authorities, checked, strict=True)]
        problems.extend(misled(units, site, request.as_of, cache, partial(_map, processes=_processes(request))))
    named = {authority.authority_id for authority in authorities}
    for name in site.authorities:
        if name not in named:
            problems.extend(register.problems_without_authority(site, name, request.as_of))
    return problems.in_order()


class _Checked(NamedTuple):
    """Every problem of one authority, the codes of its records, and the addresses of an earlier site that they had."""

    problems: list[Problem]
    codes: Codes
    led: list[Led]
    sound: bool
    """Whether the records can be shown, whatever is wrong with them on a day."""


def _checked(authority: Authority, request: Request, site: Site, old: Before) -> _Checked:
    from doithoai.reading import remembering

    name, cache = authority.authority_id, cache_of(request.site, request.cached)
    found, wrong = files.records_of(site.folder, name)
    known = known_documents(cache, authority)
    read = register.read_dossier(site.folder, authority, found, site.topics, known)
    keep_documents(cache, authority, known, read.documents)
    rules = rules_for(site.folder, authority)
    problems = [*wrong, *read.problems, *rules.problems]
    flaws, faults = _seen_on(request.as_of, read.dossier, site, cache, norms_of(rules))
    with_parts = beside_parts(read.dossier, read.parts)
    flaws += [*still_to_come(with_parts, request.as_of), *strange_bodies(with_parts, site.authorities)]
    lost = remembering.forgotten_in(site.folder, read.dossier, site.topics, found, old, request.as_of)
    told = [*problems, *faults, *register.placed(flaws, site.folder, found), *lost]
    led = list(led_by(with_parts.records))
    return _Checked(told, read.codes, led, not Problems(problems).errors)


def _seen_on(
    day: date, dossier: Dossier, site: Site, cache: Cache, norms: Norms
) -> tuple[list[Flaw], tuple[Problem, ...]]:
    """What only shows on a day: what is owed to those who were told wrongly, and what the loudspeakers cannot say."""
    from doithoai.domain.outstanding import outstanding

    edition = edition_of(dossier, site.topics, {}, day, norms=norms)
    flaws = [*outstanding(edition)]
    if not site.config.makes(Output.LOUDSPEAKER):
        return flaws, ()
    from doithoai.broadcasting import programme_of
    from doithoai.channels.loudspeaker import remarks

    try:
        return [*flaws, *remarks(programme_of(edition, site, cache))], ()
    except Refusal as refusal:
        return flaws, refusal.problems


def programmes(request: Request) -> Iterator[Programme]:
    """Every authority's scripts, as `programme_in` gives them."""
    site = register.read_site(request.site)
    return (_programme(site, name, request) for name in site.authorities)


def duties(request: Request, authorities: tuple[str, ...] = ()) -> Iterator[Duties]:
    """What is due, promised or missing, authority by authority; raises `Refusal` where records cannot be read.

    Of some authorities also what those left to them that have ended.
    """
    site = register.read_site(request.site)
    briefs = (brief_of(register.authority_in(site, name)) for name in (*site.authorities, *authorities))
    directory = {one.id: one for one in briefs}
    wanted = authorities or site.authorities
    before = [
        one.id
        for one in directory.values()
        if one.id not in wanted and any(took_over(name, one, directory, request.as_of) for name in wanted)
    ]
    for name in (*wanted, *before):
        edition = replace(_edition(site, name, request), directory=directory)
        rules = rules_for(site.folder, edition.authority)
        if Problems(list(rules.problems)).errors:
            raise Refusal(rules.problems)
        yield duties_of(edition, rules.calendar, rules.rulebook)


def programme_in(request: Request, authority_id: str) -> Programme:
    """One authority's scripts on the request's day; raises `Refusal` where its records cannot be read."""
    return _programme(register.read_site(request.site), authority_id, request)


def _programme(site: Site, authority_id: str, request: Request) -> Programme:
    from doithoai.broadcasting import programme_of

    return programme_of(_edition(site, authority_id, request), site, cache_of(request.site, request.cached))


def edition_in(request: Request, authority_id: str) -> Edition:
    """One authority's records on the request's day; raises `Refusal` where they cannot be read."""
    return _edition(register.read_site(request.site), authority_id, request)


def _edition(site: Site, authority_id: str, request: Request) -> Edition:
    authority = register.authority_in(site, authority_id)
    found, wrong = files.records_of(site.folder, authority_id)
    read = register.read_dossier(site.folder, authority, found, site.topics, {})
    faults = Problems([*wrong, *read.problems])
    if faults.errors:
        raise Refusal(faults.in_order())
    return edition_of(read.dossier, site.topics, {}, request.as_of)


_AUTHORITIES = "authorities.records"


def _authorities(site: Site, cache: Cache) -> tuple[list[Authority], Problems]:
    problems = Problems(list(site.problems))
    known = cache.load_blocks(_AUTHORITIES, code_stamp(), dict) or {}
    reads = {name: register.read_authority(site.folder, name, known.get(name)) for name in site.authorities}
    now = {name: read.known for name, read in reads.items() if read.known}
    if {name: one[0] for name, one in now.items()} != {name: one[0] for name, one in known.items()}:
        cache.store_blocks(_AUTHORITIES, code_stamp(), now)
    authorities = [read.authority for read in reads.values() if read.authority]
    for read in reads.values():
        problems.extend(read.problems)
    for authority in authorities:
        problems.extend(register.strange_heirs(site.folder, authority, site.authorities))
    return authorities, problems


@contextmanager
def _frames(inputs: FrameInputs, cache: Cache, aside: Aside | None = None, processes: int = 1) -> Iterator[Preparing]:
    """The frame, drawn by another process where a single authority's site has several."""
    try:
        with preparing(inputs, cache.folder, aside, processes) as frames:
            yield frames
    except AuthoredPageError as error:
        place = Place(f"{CONTENT}/{error.address}.md")
        mend = "viết lại các danh sách lồng nhiều bậc, bảng, chú thích trong tệp cho đơn giản hơn"
        raise Refusal([Problem("authored-page", str(error), mend, place)]) from error


def _shared(
    request: Request,
    site: Site,
    authorities: list[Authority],
    staging: Staging,
    cache: Cache,
    frames: Preparing,
    workers: Workers,
) -> Shared:
    directory = {authority.authority_id: brief_of(authority) for authority in authorities}
    out_name = digest(str(request.out.resolve()))
    verified = frozenset((SITE, *site.authorities[:VERIFIED]) if frames.fresh else ())
    own = _processes(request) if len(authorities) < PARALLEL_FROM else 1
    wanted = site.config.makes(Output.PRINT)
    prints, words = wanted and typesetter.available(), wanted and wordprocessor.available()
    rest = request.pages_first
    parts = frames, staging, cache, out_name, workers
    return Shared(site, directory, request.as_of, *parts, own, prints, words, rest, verified)


def _digests(results: list[UnitResult], site: Site, problems: Problems) -> tuple[Digest, ...]:
    for result in results:
        problems.extend(result.problems)
    problems.extend(_clashes(site, (one for result in results for one in _codes_in(result))))
    if problems.errors:
        raise Refusal(problems.in_order())
    by_name = {result.authority: result.digest for result in results}
    return tuple(found for name in site.authorities if (found := by_name.get(name)))


def _codes_in(result: UnitResult) -> Codes:
    return (*result.digest.codes, *result.digest.codes_to_come) if result.digest else result.codes


def _clashes(site: Site, codes: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Records anywhere in the site that fell on one code: each is told with the record that had it first."""
    for clash in clashes(codes):
        one, other = (files.file_of(site.folder, record) for record in (clash.one, clash.other))
        what = f"mã tra cứu {grouped(clash.code)} trùng với mã của {one}"
        mend = f"ghi vào tệp này: mã tra cứu: {grouped(clash.mend)}"
        more = "; nếu mã cũ của tệp này đã in, đã đọc trên loa thì ghi vào tệp kia"
        yield Problem("same-code", what, mend + more, Place(other))


def _lead_on(digests: tuple[Digest, ...], request: Request, staging: Staging) -> None:
    """From addresses of an earlier site to the pages that took their place; last, when every other page is there."""
    former = [row for digest in digests for row in digest.former]
    if not former:
        return
    from doithoai.channels.site.leading import Lead
    from doithoai.engines.theme import wording

    for old, target, title, record in former:
        lead = Lead(old, target, title, wording().say("page.moved"))
        if staging.holds(lead.path):
            there = register.placed_one(taken(old, record), request.site)
            told = [one for one in check(request) if one.code == there.code]
            raise Refusal(told or [there])  # the latter where this disk alone takes `Lich/` for `lich/`
        staging.write(Artifact(lead.path, lead.drawn()))


def _processes(request: Request) -> int:
    """As many as asked for (0: one per core), where forking is safe."""
    return (request.processes or os.cpu_count() or 1) if sys.platform.startswith("linux") else 1


def _map(work: Callable[[In], Out], items: list[In], processes: int) -> list[Out]:
    """Results in order, on several processes where there are several items."""
    if min(processes, len(items)) < PARALLEL_FROM:
        return [work(item) for item in items]
    from doithoai.parallel import fork_map

    return fork_map(work, items, min(processes, len(items)))
