"""Tells a newsletter with several reports from one with a single report, and parts them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from twosource.data import Flag, Span
from twosource.stages.clean.draft import Draft
from twosource.stages.clean.mail.body import Body, Line, shift_line
from twosource.stages.clean.mail.lines import LEADS_ON
from twosource.stages.clean.stream import make_stream, pieces_of

_FEWEST = 2
_MAKES = 5  # ways in which titles are set that are looked at
_FEWEST_WORDS = 15  # of prose below a title
_MOST_LEAD_ON = 0.7  # of the items, a link leads on from
_SOME_LEAD_ON = 0.4
_TEASER = 80  # words
_NUMBER = re.compile(r"\W{0,3}(\d{1,2})(?=[\s.):])")


@dataclass(frozen=True, slots=True)
class Item:
    """A report among others: its lines from `start` to `end`, the first of them its title.

    `is_bare` says that the title is a link to it and nothing more.
    """

    start: int
    end: int
    is_bare: bool


def find_items(lines: Sequence[Line]) -> tuple[tuple[Item, ...], bool]:
    """The reports of a newsletter, and whether each can be told from the next.

    There are several where two or more titles set alike have prose below them
    and, for most, a link that leads on: the title itself or a line of its own.
    Headings inside one report have none.  Links that nothing else sets off are
    titles only where there are three, with no more than a teaser below each.
    """
    makes = Counter((line.make, line.is_bare) for line in lines if _is_title(line))
    for (make, is_bare), count in makes.most_common(_MAKES):
        if count < _FEWEST:
            break
        items = _items(lines, make, is_bare=is_bare)
        leading = sum(_leads_on(lines, item) for item in items)
        if is_bare and not _are_teasers(lines, items):
            continue
        if len(items) >= _FEWEST and leading >= _MOST_LEAD_ON * len(items) and leading >= _FEWEST:
            return items, True
        if len(items) > _FEWEST and (leading >= _SOME_LEAD_ON * len(items) or _are_numbered(lines, items)):
            return items, False
    return (), False


def draft_item(body: Body, items: Sequence[Item], index: int, lines: Sequence[Line]) -> Draft:
    """The draft of one of the reports; what stands above the first goes with it, and so behind the last."""
    item = items[index]
    start = 0 if index == 0 else item.start
    own = []
    for at in range(start, len(lines) if index == len(items) - 1 else item.end):
        line = lines[at]
        if at < item.start and line.unit.is_open:
            line = line.judged("other", "introduction of the newsletter")
        own.append(line.judged("headline", "title of an item") if at == item.start else _plain_title(line))
    low, high = own[0].unit.span.start, own[-1].unit.span.end
    stream = make_stream(pieces_of(body.stream, low, high))
    flag = Flag("round-up", f"item {index + 1} of {len(items)} of a newsletter")
    units = tuple(shift_line(line, -low).unit for line in own)
    # What only lists the reports of others is not their outlet.
    stated = tuple(s for s in body.stated if not (item.is_bare and s.field == "outlet"))
    return Draft(stream, units, stated, (flag,), str(index + 1))


def whole_flag(items: Sequence[Item], lines: Sequence[Line]) -> Flag:
    """The flag of a newsletter whose reports cannot be told apart."""
    first = lines[items[0].start].unit.span
    return Flag(
        "several-articles", f"{len(items)} titles with prose below them", Span(first.start, first.end)
    )


def _items(lines: Sequence[Line], make: str, *, is_bare: bool) -> tuple[Item, ...]:
    starts = [
        i for i, line in enumerate(lines) if _is_title(line) and (line.make, line.is_bare) == (make, is_bare)
    ]
    ends = [*starts[1:], len(lines)]
    found = [
        Item(start, end, is_bare)
        for start, end in zip(starts, ends, strict=True)
        if _has_prose(lines, start, end)
    ]
    # A title without prose below it belongs to the item above.
    return tuple(
        replace(item, end=found[n + 1].start if n + 1 < len(found) else item.end)
        for n, item in enumerate(found)
    )


def _is_title(line: Line) -> bool:
    return (
        line.is_title
        and line.unit.why != LEADS_ON
        and line.unit.kind in ("", "headline", "subhead", "related")
    )


def _has_prose(lines: Sequence[Line], start: int, end: int) -> bool:
    return _prose(lines, start + 1, end) >= _FEWEST_WORDS


def _prose(lines: Sequence[Line], start: int, end: int) -> int:
    """How many words of prose there are; teasers end in dots."""
    return sum(
        line.unit.count
        for line in lines[start:end]
        if line.unit.is_open and not line.is_quoted and (line.unit.is_prose or line.unit.is_cut_short)
    )


def _are_teasers(lines: Sequence[Line], items: Sequence[Item]) -> bool:
    """Whether titles that are bare links have a few words each, and nothing stands above the first."""
    return (
        len(items) > _FEWEST
        and all(_prose(lines, item.start, item.end) <= _TEASER for item in items)
        and _prose(lines, 0, items[0].start) <= _TEASER
    )


def _are_numbered(lines: Sequence[Line], items: Sequence[Item]) -> bool:
    found = [_NUMBER.match(lines[item.start].words) for item in items]
    return [int(number[1]) for number in found if number] == list(range(1, len(items) + 1))


def _leads_on(lines: Sequence[Line], item: Item) -> bool:
    below = lines[item.start + 1 : item.end]
    is_plain = not lines[item.start].make
    return lines[item.start].is_linked or any(
        line.unit.why == LEADS_ON or (is_plain and line.is_linked) for line in below
    )


def _plain_title(line: Line) -> Line:
    """A headline that is not the item's own is a heading within it."""
    return line.judged("subhead", "heading") if line.unit.kind == "headline" else line
