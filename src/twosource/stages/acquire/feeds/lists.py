"""Reads lists of feeds (OPML), sitemaps of news, and indexes of sitemaps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from twosource.data import Page
from twosource.errors import SourceError
from twosource.stages.acquire.feeds.items import Item

# Of an index the latest sitemaps hold the news; the others hold years.
_MOST_SITEMAPS = 3
_NEWS = {
    "title": "title",
    "name": "publisher",
    "publication_date": "published",
    "language": "language",
}


def read_opml(page: Page, most: int) -> Iterator[Item]:
    """The feeds that a list names, folders opened."""
    for outline in _elements(page, "outline"):
        link = next((value for name, value in outline.attrib.items() if name.lower() == "xmlurl"), "")
        if link:
            yield Item(link)


def read_sitemap(page: Page, most: int) -> Iterator[Item]:
    """The pages of a sitemap or the sitemaps of an index, the latest first where they are dated."""
    found: list[tuple[str, Item]] = []
    for entry in _elements(page, "url", "sitemap"):
        told = {_local(child): (child.text or "").strip() for child in entry.iter() if _local(child)}
        said = tuple((field, told[name]) for name, field in _NEWS.items() if told.get(name))
        if told.get("lastmod") and _local(entry) == "url":
            said = (*said, ("modified", told["lastmod"]))
        if told.get("loc"):
            found.append((told.get("publication_date") or told.get("lastmod") or "", Item(told["loc"], said)))
    latest = sorted(found, key=lambda pair: pair[0], reverse=True)
    most = _MOST_SITEMAPS if any(True for _ in _elements(page, "sitemap")) else most
    yield from (item for _, item in latest[:most])


def _elements(page: Page, *names: str) -> Iterator[Any]:
    """The elements of these names; entities are not resolved, and nothing else is loaded."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(page.data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise SourceError(f"{page.path} is no XML that can be read.", "damaged")
    yield from (element for element in root.iter() if _local(element) in names)


def _local(element: Any) -> str:
    """The name of an element without its namespace, "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
