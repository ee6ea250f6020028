"""Reads JSON Feed, versions 1 and 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from twosource.data import Page
from twosource.errors import SourceError
from twosource.stages.acquire.feeds.items import Item, text_of


def read_json_feed(page: Page, most: int) -> Iterator[Item]:
    """The items of a JSON feed, in its order; SourceError where it cannot be read."""
    try:
        feed = json.loads(page.data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise SourceError(f"{page.path} is no JSON that can be read.", "damaged") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            link = text_of(item.get("url")) or text_of(item.get("external_url"))
            yield Item(link, tuple(_said(item, text_of(feed.get("language")))))


def _said(item: dict[str, Any], language: str) -> Iterator[tuple[str, str]]:
    yield "title", text_of(item.get("title"))
    listed = item.get("authors")
    authors = listed if isinstance(listed, list) else [item.get("author")]
    for author in authors:
        yield "author", text_of(author.get("name")) if isinstance(author, dict) else ""
    yield "published", text_of(item.get("date_published"))
    yield "modified", text_of(item.get("date_modified"))
    yield "language", text_of(item.get("language")) or language
