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


def open_site(digests: tuple[Digest, ...], site: Site, day: date, staging: Staging) -> None:
    """The catalogue, and the files of the whole site, put together from those of its authorities."""
    for one in opendata.site_data(digests, opendata.terms_of(site.config, day)):
        staging.write(one.artifact)
    names = [digest.brief.id for digest in digests]
    for name in opendata.JOINED:
        staging.join(f"{opendata.HOME}{name}", opendata.joined_from(name, names), headed=name.endswith(".csv"))
