"""Crawlers are led to every page that is meant to be found, and to no other."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from doithoai.channels.site.signposts import PER_SITEMAP, indexed, signposts

SITE = "https://doithoai.example/"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_sitemap_holds_every_page_that_is_there(public: Path) -> None:
    found = {one.text or "" for one in ET.parse(public / "sitemap.xml").getroot().iter(f"{SPACE}loc")}
    assert all((public / one.removeprefix(SITE) / "index.html").is_file() for one in found)
    pages = {path.relative_to(public).as_posix().removesuffix("index.html") for path in public.rglob("index.html")}
    left_out = {one for one in pages if SITE + one not in found}
    assert all(one.startswith("s/") or one.endswith("/truc/") for one in left_out)


def test_robots_are_led_to_the_sitemap(public: Path) -> None:
    assert f"Sitemap: {SITE}sitemap.xml" in (public / "robots.txt").read_text()


def test_a_site_without_an_address_has_no_sitemap() -> None:
    assert [one.path for one in signposts("", ["lich/"])] == ["robots.txt"]


def test_a_large_site_has_several_sitemaps_and_their_index() -> None:
    made = {one.path: one.text for one in signposts(SITE, [f"{number}/" for number in range(PER_SITEMAP + 1)])}
    assert set(made) == {"robots.txt", "sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"}
    assert made["sitemap-1.xml"].count("<loc>") == PER_SITEMAP
    assert f"<loc>{SITE}sitemap-2.xml</loc>" in made["sitemap.xml"]


def test_neither_short_addresses_nor_desks_are_listed() -> None:
    assert indexed(["index.html", "lich/index.html", "s/48219038/index.html", "loa/a/truc/index.html", "a.json"]) == (
        "",
        "lich/",
    )
