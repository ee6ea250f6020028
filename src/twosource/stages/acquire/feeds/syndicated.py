"""Reads RSS, RDF and Atom, ill-formed ones too."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from twosource.data import Page
from twosource.errors import SourceError
from twosource.stages.acquire.feeds.items import Item, text_of

# The parser takes about a millisecond an item, so that what is not wanted is cut off before.
_END = re.compile(rb"</(?:[\w-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_SPARE = 2
# The parser fails over a reference to no character; nine digits tell that it is one.
_REFERENCE = re.compile(rb"&#(?:[xX]0*+([0-9a-fA-F]{1,9}+)[0-9a-fA-F]*+|0*+([0-9]{1,9}+)[0-9]*+);?")
_LAST = 0x10FFFF


def read_syndicated(page: Page, most: int) -> Iterator[Item]:
    """The items of a feed, in its order.

    The publisher that an item names in ``<source>`` is kept: it, not the feed,
    published what the link leads to.
    """
    parsed = _parsed(page, _beginning(page.data, _SPARE * most))
    language = text_of(parsed.feed.get("language"))
    for entry in parsed.entries:
        yield Item(text_of(entry.get("link")), tuple(_said(entry, language)))


def _parsed(page: Page, data: bytes) -> Any:
    import feedparser

    headers = {"content-type": _content_type(page), "content-location": page.path}
    try:
        # Given as a stream: a string could be taken for an address and opened.
        return feedparser.parse(io.BytesIO(_REFERENCE.sub(_in_range, data)), response_headers=headers)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError) as damage:
        reason = f"{page.path} is a feed too damaged to be read ({type(damage).__name__}): check the link."
        raise SourceError(reason, "damaged") from None


def _in_range(found: re.Match[bytes]) -> bytes:
    """The reference to a character; to the replacement character where there is none of that number."""
    number = int(found[1], 16) if found[1] else int(found[2])
    return found[0] if 0 < number <= _LAST and not 0xD800 <= number < 0xE000 else b"&#xFFFD;"


def _content_type(page: Page) -> str:
    told = next((value for name, value in page.headers if name.lower() == "content-type"), "")
    return told or page.media_type


def _beginning(data: bytes, most: int) -> bytes:
    """A feed up to the end of item number `most`; the parser does without what closes the feed."""
    for number, found in enumerate(_END.finditer(data), 1):
        if number == most:
            return data[: found.end()]
    return data


def _said(entry: Any, language: str) -> Iterator[tuple[str, str]]:
    yield "title", text_of(entry.get("title"))
    source = entry.get("source")
    yield "publisher", text_of(source.get("title")) if isinstance(source, dict) else ""
    for author in entry.get("authors") or [{"name": entry.get("author")}]:
        yield "author", text_of(author.get("name"))
    yield "published", _moment(entry.get("published_parsed"))
    # Asked for without being there, it would be the time of publication.
    yield "modified", _moment(entry["updated_parsed"]) if "updated_parsed" in entry else ""
    yield "language", text_of(entry.get("language")) or language
    for tag in (entry.get("tags") or [])[:1]:
        yield "section", text_of(tag.get("term"))


def _moment(parsed: Any) -> str:
    """A time as the parser gives it, in UTC, as ISO 8601; "" where it is no possible one."""
    if not parsed:
        return ""
    year, month, day, hour, minute, second = parsed[:6]
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC).isoformat()
    except (TypeError, ValueError):
        return ""
