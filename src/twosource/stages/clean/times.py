"""Reads the times that a page marks up for machines within its report: time elements and microdata."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from twosource.data import Stated
from twosource.stages.clean.dates import is_update, iso_date
from twosource.stages.clean.head import plain
from twosource.stages.clean.markup import TAG, attributes_of
from twosource.stages.clean.page_text import PageText
from twosource.stages.clean.region import report_region

_MARKS = ("<time", "<TIME", "datePublished", "dateModified")
_CHANGED = ("modif", "updat", "aktualis", "geändert", "changed", "edited")
_TOLD = ("class", "id", "itemprop", "data-testid", "title")
_MOST_HITS = 30
_LONGEST_TAG = 2000  # characters before a mark in which its tag begins
_LABEL = 60  # characters of source before an element that may label it


def find_times(page: PageText, body: Collection[int]) -> Iterator[Stated]:
    """The days of publication and change that elements about the head of the report state."""
    if not body:
        return
    region = report_region(page, body)
    for at in time_places(page.source, region.start, region.first, _MOST_HITS):
        yield from time_stated(page.source, at)


def time_places(source: str, start: int, end: int, most: int) -> Iterator[int]:
    """Where elements for times begin in the source, at most so many of each kind."""
    seen: set[int] = set()
    for mark in _MARKS:
        at = source.find(mark, start, end)
        for _ in range(most):
            if at < 0:
                break
            low = source.rfind("<", max(start, at - _LONGEST_TAG), at + 1)
            if low >= 0 and low not in seen:
                seen.add(low)
                yield low
            at = source.find(mark, at + len(mark), end)


def time_stated(source: str, at: int) -> Iterator[Stated]:
    """The day of publication or of a change that the element at a place of the source states."""
    tag = TAG.match(source, at)
    if tag is None or tag[1] or not tag[2]:
        return
    given = attributes_of(tag[3] or "")
    close = source.find("<", tag.end(), tag.end() + 200)
    value = given.get("datetime") or given.get("content") or source[tag.end() : max(close, tag.end())]
    day = iso_date(plain(value))
    if day is None:
        return
    told = " ".join(given[key] for key in _TOLD if key in given).lower()
    before = plain(source[max(0, at - _LABEL) : at].rpartition(">")[2]).strip(" :")
    is_change = any(word in told for word in _CHANGED) or is_update(before)
    where = "microdata" if "date" in given.get("itemprop", "") else "time element"
    yield Stated("modified" if is_change else "published", day, where)
