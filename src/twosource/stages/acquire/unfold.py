"""Gives what a feed, a list of feeds or a sitemap names, in its place."""

from __future__ import annotations

from twosource.data import Failure, Page, Source
from twosource.stages.acquire.kinds import FEEDS


def unfold(page: Page, *, most: int) -> tuple[Page | Source | Failure, ...]:
    """The sources that a page names, `most` of them, if it is a feed or a list; else the page itself."""
    if page.media_type not in FEEDS:
        return (page,)
    from twosource.stages.acquire.feeds.items import items_of

    return items_of(page, most=most)
