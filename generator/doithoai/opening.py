"""What open data add to a site: asked for only by sites that give them away, which then load their room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from doithoai.artifacts import Ready, Staging
from doithoai.channels import opendata
from doithoai.domain.edition import Digest, Edition
from doithoai.reading.register import Site


def data_of(edition: Edition, site: Site) -> Iterator[Ready]:
    """The data of one authority."""
    return opendata.authority_data(edition, opendata.terms_of(site.config, edition.as_of))


def open_site(digests: tuple[Digest, ...], site: Site, day: date, staging: Staging, whole: bool = True) -> None:
    """The catalogue, and the files of the whole site, put together from those of its authorities.

    Where not the whole was made, and a part is not there from before, what it belongs to waits for the next build.
    """
    for one in opendata.site_data(digests, opendata.terms_of(site.config, day)):
        staging.write(one.artifact)
    names = [digest.brief.id for digest in digests]
    for name in opendata.JOINED:
        parts = opendata.joined_from(name, names)
        if whole or all(map(staging.holds, parts)):
            staging.join(f"{opendata.HOME}{name}", parts, headed=name.endswith(".csv"))
