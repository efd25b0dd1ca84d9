"""The journey: content and a day in, a published site out. Read this page first.

content/ → Register → Edition → channels → Artifacts → public/, all or nothing
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from doithoai.artifacts import Staging, publishing
from doithoai.cache import cache_of, digest
from doithoai.channels import site as site_channel
from doithoai.channels.site.page import Page
from doithoai.domain.authority import Authority
from doithoai.domain.edition import Digest, brief_of
from doithoai.engines.frame import AuthoredPageError, prepare
from doithoai.problems import Place, Problem, Problems, Refusal
from doithoai.reading import files, register
from doithoai.reading.register import Site
from doithoai.unit import (
    Shared,
    UnitResult,
    keep_documents,
    known_documents,
    publish_site,
    publish_unit,
)

PARALLEL_FROM = 2
"""Fewer authorities than this are done in one process."""

SAMPLED = 8
"""How many authorities give pages to the frame's self-check."""

In = TypeVar("In")
Out = TypeVar("Out")


@dataclass(frozen=True)
class Request:
    """What to build: the site's folder, where to, for which day, on how many processes, with or without cache."""

    site: Path
    out: Path
    as_of: date
    processes: int = 0
    cached: bool = True


@dataclass(frozen=True)
class Built:
    """What a build did."""

    out: Path
    problems: tuple[Problem, ...]
    pages: int
    drawn: int


def build(request: Request) -> Built:
    """Build the site; raises `Refusal` with every problem when one of them is an error."""
    site = register.read_site(request.site)
    authorities, problems = _authorities(site)
    if problems.errors:  # without them no page can be named; the other files are still looked at
        raise Refusal(check(request))
    with publishing(request.out) as staging:
        shared = _shared(request, site, authorities, staging)
        results = _map(lambda authority: publish_unit(authority, shared), authorities, request.processes)
        digests = _digests(results, site, problems)
        edition = site_channel.SiteEdition(site.config, site.topics, digests, request.as_of)
        pages, drawn = publish_site(site_channel.site_pages(edition), shared)
        for artifact in site_channel.assets(shared.frame):
            staging.write(artifact)
        if shared.frame.fresh:
            _verify(site_channel.site_pages(edition), results, shared)
    pages += sum(result.pages for result in results)
    drawn += sum(result.drawn for result in results)
    return Built(request.out, tuple(problems.in_order()), pages, drawn)


def check(request: Request) -> list[Problem]:
    """Every problem of every file, without publishing."""
    site = register.read_site(request.site)
    authorities, problems = _authorities(site)
    cache = cache_of(request.site, request.cached)

    def check_one(authority: Authority) -> list[Problem]:
        name = authority.authority_id
        found, wrong = files.records_of(site.folder, name)
        known = known_documents(cache, name, authority)
        read = register.read_dossier(site.folder, authority, found, site.topics, known)
        keep_documents(cache, name, authority, known, read.documents)
        return [*wrong, *read.problems]

    for found in _map(check_one, authorities, request.processes):
        problems.extend(found)
    return problems.in_order()


def _authorities(site: Site) -> tuple[list[Authority], Problems]:
    problems = Problems(list(site.problems))
    authorities = []
    for name in site.authorities:
        authority, found = register.read_authority(site.folder, name)
        problems.extend(found)
        if authority:
            authorities.append(authority)
    return authorities, problems


def _shared(request: Request, site: Site, authorities: list[Authority], staging: Staging) -> Shared:
    cache = cache_of(request.site, request.cached)
    try:
        frame = prepare(site_channel.frame_inputs(site.config, site.pages), cache.folder)
    except AuthoredPageError as error:
        place = Place(f"{files.CONTENT}/{error.address}.md")
        raise Refusal([Problem("authored-page", str(error), "xem lại tệp này", place)]) from error
    directory = {authority.authority_id: brief_of(authority) for authority in authorities}
    out_name = digest(str(request.out.resolve()))
    sampled = frozenset(site.authorities[:SAMPLED] if frame.fresh else ())
    return Shared(site, directory, request.as_of, frame, staging, cache, out_name, sampled)


def _digests(results: list[UnitResult], site: Site, problems: Problems) -> tuple[Digest, ...]:
    for result in results:
        problems.extend(result.problems)
    if problems.errors:
        raise Refusal(problems.in_order())
    by_name = {result.authority: result.digest for result in results}
    return tuple(found for name in site.authorities if (found := by_name.get(name)))


def _verify(pages: Iterable[Page], results: list[UnitResult], shared: Shared) -> None:
    """Have MkDocs itself render one page of each template, and demand the same bytes."""
    drawer = shared.drawer()
    samples = {page.template: drawer.parts(page) for page in pages}
    for result in results:
        samples |= result.samples
    shared.frame.verify(samples.values())


def _map(work: Callable[[In], Out], items: list[In], processes: int) -> list[Out]:
    """Results in order; on as many processes as asked for (0: one per core) where forking is safe."""
    count = min(processes or os.cpu_count() or 1, len(items))
    if count < PARALLEL_FROM or not sys.platform.startswith("linux"):
        return [work(item) for item in items]
    from doithoai.parallel import fork_map

    return fork_map(work, items, count)
