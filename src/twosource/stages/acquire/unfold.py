"""Gives what a feed, a list of feeds or a sitemap names, in its place."""

from __future__ import annotations

from importlib import import_module

from twosource.data import Failure, Page, Source
from twosource.stages.acquire.kinds import FEEDS


def prepare() -> None:
    """Import what feeds need, so that the first feed's time is its own."""
    import_module("feedparser")
    import_module("lxml.etree")


def unfold(page: Page, *, most: int) -> tuple[Page | Source | Failure, ...]:
    """The sources that a page names, `most` of them, if it is a feed or a list; else the page itself."""
    if page.media_type not in FEEDS:
        return (page,)
    from twosource.stages.acquire.feeds.items import items_of

    return items_of(page, most=most)
