"""What a feed, a list of feeds or a sitemap names, each as a source with what is said of it there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from urllib.parse import urljoin, urlsplit

from twosource.data import Failure, Page, Source, Stated
from twosource.errors import SourceError
from twosource.stages.acquire.kinds import ATOM, JSON_FEED, OPML, RSS, SITEMAP
from twosource.stages.acquire.opening import printable

WHERE = "feed"
_READERS: Mapping[str, tuple[str, str]] = {
    RSS: ("syndicated", "read_syndicated"),
    ATOM: ("syndicated", "read_syndicated"),
    JSON_FEED: ("json_feed", "read_json_feed"),
    OPML: ("lists", "read_opml"),
    SITEMAP: ("lists", "read_sitemap"),
}
_LONGEST_VALUE = 2000
_LONGEST_LINK = 4000
_SPACE = re.compile(r"\s+")
_MARKUP = re.compile(r"<[^<>]{1,500}>")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Item:
    """An item as it stands in a list: its link as written, and ``(field, value)`` of what is said of it."""

    link: str
    said: tuple[tuple[str, str], ...] = ()


def items_of(page: Page, *, most: int) -> tuple[Source | Failure, ...]:
    """The first `most` different items that a feed or list names.

    An item without a link that can be fetched is a `Failure` in its place.
    SourceError where the page names nothing at all.
    """
    module, function = _READERS[page.media_type]
    read = getattr(import_module(f"twosource.stages.acquire.feeds.{module}"), function)
    found = tuple(islice(_sources(read(page, most), page), most))
    if not found:
        raise SourceError(
            f"{page.path} names no item: a feed, a list of feeds or a sitemap was expected; check the link.",
            "not-a-feed",
        )
    return found


def _sources(items: Iterable[Item], page: Page) -> Iterator[Source | Failure]:
    """Each item once, as a source with what is said of it."""
    seen: set[str] = set()
    for item in items:
        link = _absolute(item.link, page.path)
        if link in seen:
            continue
        seen.add(link)
        if not is_fetchable(link) or link == page.path:  # an empty link leads to the feed itself
            name = printable(item.link[:100]) or "an item without a link"
            reason = f"{name} in {page.path} is no http or https link; it is not followed."
            yield Failure("unfold", f"{page.path}#{printable(item.link[:100])}", reason, code="bad-link")
            continue
        said = ((field, bounded(value)) for field, value in item.said)
        given = (*page.given, *(Stated(field, value, WHERE) for field, value in said if value))
        yield Source(link, (*given, Stated("feed", page.path, WHERE)))


def _absolute(link: str, base: str) -> str:
    written = _UNSEEN.sub("", link).strip()
    if not is_fetchable(base):
        return written
    try:
        return urljoin(base, written)
    except ValueError:
        return written


def is_fetchable(link: str) -> bool:
    """Whether a link has http or https, a host, and a bounded length."""
    if len(link) > _LONGEST_LINK or not link.lower().startswith(("http://", "https://")):
        return False
    try:
        return bool(urlsplit(link).hostname)
    except ValueError:
        return False


def bounded(value: str) -> str:
    """A value on one line, without markup and controls, of bounded length."""
    return _SPACE.sub(" ", _UNSEEN.sub(" ", _MARKUP.sub(" ", value[: 2 * _LONGEST_VALUE]))).strip()[
        :_LONGEST_VALUE
    ]


def text_of(value: object) -> str:
    """A value that should be text, "" where it is none."""
    return value if isinstance(value, str) else ""
