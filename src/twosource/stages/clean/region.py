"""Tells where in the source of a page its report lies."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from twosource.stages.clean.page_text import PageText, Paragraph

_ABOVE, _BEHIND = 1_000, 3_000  # characters of source around the report


@dataclass(frozen=True, slots=True)
class Region:
    """Places in the source: above the heading, the first paragraph, behind the last, and a little further."""

    start: int
    first: int
    last: int
    end: int


def report_region(page: PageText, body: Collection[int]) -> Region:
    """The region of the report whose body are the paragraphs `body`, one at least, within its item."""
    first, last = page.paragraphs[min(body)], page.paragraphs[max(body)]
    heads = [place(p) for p in page.paragraphs[: min(body) + 1] if p.tag == "h1" and p.pieces]
    start = heads[-1] if heads else place(first)
    end = last.pieces[-1][2] if last.pieces else place(first)
    low, high = page.within or (0, len(page.source))
    return Region(max(low, start - _ABOVE), place(first), end, min(high, end + _BEHIND))


def place(paragraph: Paragraph) -> int:
    """Where a paragraph starts in the source."""
    return paragraph.pieces[0][1] if paragraph.pieces else 0
