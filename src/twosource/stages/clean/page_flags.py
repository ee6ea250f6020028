"""Marks what a page says of itself that keeps it from being a whole report: for payers only, no news."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from urllib.parse import urlsplit

from twosource.data import Flag
from twosource.stages.clean.head import Head
from twosource.stages.clean.linked_data import LinkedData
from twosource.stages.clean.page_text import PageText
from twosource.stages.clean.patterns import HERE, count_words
from twosource.words.load import load_words

_NOT_FREE = frozenset({"false", "no", "0"})
_FEW = 150  # words: what is shown of a report to those who have not paid
_MANY = 400  # words above which an offer beside the text says nothing
_SHARE = 0.6  # of the words that the data count
_BEHIND = 4  # paragraphs behind the body in which an offer stands
_LONGEST_OFFER = 400  # characters
_LISTS = frozenset({"CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage", "CategoryCodeSet"})
_MANY_LINKS = 30  # lists of links that make an index of a page with little prose


def find_page_flags(head: Head, data: LinkedData, page: PageText, body: Collection[int]) -> Iterator[Flag]:
    """What the page says of itself that its text does not."""
    words = sum(count_words(page.paragraphs[i].text) for i in body)
    yield from _for_payers(data, page, body, words)
    if not data.report:
        yield from _not_news(head, data, page, words)


def _for_payers(data: LinkedData, page: PageText, body: Collection[int], words: int) -> Iterator[Flag]:
    """That only the beginning is shown to those who have not paid."""
    is_free = str(data.report.get("isAccessibleForFree", "")).lower().rpartition("/")[2] not in _NOT_FREE
    offer = _offer(page, body)
    counted = data.report.get("wordCount")
    is_short = isinstance(counted, int) and not isinstance(counted, bool) and words < _SHARE * counted
    if offer and (not is_free or words < _MANY):
        yield Flag("paywall-stub", f"“{offer}” stands at its end")
    elif not is_free and (words < _FEW or is_short):
        yield Flag("paywall-stub", f"its data say that it is not free to read, and {words} words are shown")


def _offer(page: PageText, body: Collection[int]) -> str:
    """The words at the end of the body or behind it that say that the rest is for payers, or ""."""
    order = sorted(body)
    if not order:
        return ""
    for index in (*order[-2:], *range(order[-1] + 1, min(order[-1] + 1 + _BEHIND, len(page.paragraphs)))):
        text = page.paragraphs[index].text
        if len(text) <= _LONGEST_OFFER and (found := _offers().search(text)):
            return str(text[found.start() : found.start() + 80].strip())
    return ""


def _not_news(head: Head, data: LinkedData, page: PageText, words: int) -> Iterator[Flag]:
    kind = head.first("og:type").lower()
    if "Product" in data.kinds or kind.startswith("product"):
        yield Flag("not-news", "the page says that it shows a product")
    elif words < _FEW and (kind.startswith("video") or "VideoObject" in data.kinds):
        yield Flag("not-news", f"the page says that it shows a video, and has {words} words")
    elif words < _FEW and _is_index(head, data, page):
        yield Flag("not-news", f"the page is a list of reports, and has {words} words of its own")


def _is_index(head: Head, data: LinkedData, page: PageText) -> bool:
    """Whether a page with little prose calls itself a list, is the root of its site, or is all links."""
    if data.kinds & _LISTS or (head.address and urlsplit(head.address).path in ("", "/")):
        return True
    return sum(paragraph.is_list_of_links for paragraph in page.paragraphs) >= _MANY_LINKS and not any(
        paragraph.tag == "h1" for paragraph in page.paragraphs
    )


@cache
def _offers() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in load_words(HERE, "flags.toml")["offer"]), re.IGNORECASE)
