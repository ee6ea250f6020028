"""Reads the HTML of a mail: every paragraph of it, and how each is set."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from twosource.errors import CleanError
from twosource.stages.clean.fragment import paragraph_units
from twosource.stages.clean.mail.body import Body, Line
from twosource.stages.clean.mail.style import (
    Stretch,
    hidden_stretches,
    is_bold,
    is_inside,
    is_link,
    is_quoted,
)
from twosource.stages.clean.page_text import Paragraph, built, read_page
from twosource.stages.clean.stream import Stream
from twosource.stages.clean.units import Unit

_LONGEST_TITLE = 20  # words
_SHORTEST_LINK = 3  # words of a link that is a title
_TITLES = ("", "headline", "subhead", "related")


def read_html(source: str) -> Body:
    """The body that HTML is; CleanError if it shows no text."""
    page = read_page(source)
    if not page.paragraphs:
        raise CleanError("the mail shows no text: it may be a picture; save the report's text.", "no-text")
    stream, found = paragraph_units(page.paragraphs)
    hidden = list(hidden_stretches(source))
    quoted: dict[int, bool] = {}
    lines = [
        replace(_line(source, stream, unit, paragraph), is_quoted=is_quoted(paragraph.element, quoted))
        for unit, paragraph in found
    ]
    return Body(stream, tuple(_with_unseen(lines, stream, hidden)))


def _with_unseen(lines: Sequence[Line], stream: Stream, hidden: Sequence[Stretch]) -> list[Line]:
    """The lines, with what is not shown told; where that is most of the mail, the style hides nothing."""
    told = [replace(line, is_unseen=is_inside(_source_at(stream, line.unit), hidden)) for line in lines]
    unseen = sum(line.unit.count for line in told if line.is_unseen)
    return told if 2 * unseen < sum(line.unit.count for line in told) else list(lines)


def _source_at(stream: Stream, unit: Unit) -> int:
    """Where a unit begins in the source."""
    index = bisect_right(stream.at, unit.span.start) - 1
    return stream.start[index] + unit.span.start - stream.at[index]


def _line(source: str, stream: Stream, unit: Unit, paragraph: Paragraph) -> Line:
    start = _source_at(stream, unit)
    may_be_title = unit.count <= _LONGEST_TITLE and not unit.is_closed and unit.kind in _TITLES
    is_set_off = may_be_title and (paragraph.is_heading or is_bold(source, start, paragraph.element))
    is_linked = paragraph.is_list_of_links or (may_be_title and is_link(source, start))
    is_bare = may_be_title and not is_set_off and paragraph.is_list_of_links and unit.count >= _SHORTEST_LINK
    make = paragraph.tag if paragraph.is_heading else " ".join(built(paragraph))
    return Line(
        unit,
        make,
        is_title=is_set_off or is_bare,
        is_bare=is_bare,
        is_linked=is_linked,
        has_link=paragraph.linked > 0,
    )
