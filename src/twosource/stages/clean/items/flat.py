"""Parts a column in which nothing but headings and times tells one item from the next."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from twosource.stages.clean.elements import Element, above
from twosource.stages.clean.items.marks import is_time
from twosource.stages.clean.items.stretches import Make, Stretch, make_of
from twosource.stages.clean.page_text import PageText, Paragraph

_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})


def flat_stretches(
    page: PageText, marked: Collection[int], fewest: int, *, takes_lines: bool
) -> tuple[Stretch, ...]:
    """The stretches of a column that begin each with a heading that tells a time.

    `marked` are the paragraphs that tell one.  With `takes_lines` a line that
    is a time is as good as a heading.  Empty if there are fewer than `fewest`.
    """
    held: dict[Make, list[int]] = {}
    for index in sorted(marked):
        paragraph = page.paragraphs[index]
        if paragraph.is_heading or (takes_lines and is_time(paragraph)):
            held.setdefault(make_of(_outer(paragraph)), []).append(index)
    starts = max(held.values(), key=len, default=[])
    return tuple(_cut(page, starts)) if len(starts) >= fewest else ()


def _outer(paragraph: Paragraph) -> Element:
    """The heading's own element, also where the words stand in one inside it."""
    return next((at for at in above(paragraph.element) if at.name in _HEADINGS), paragraph.element)


def _cut(page: PageText, starts: Sequence[int]) -> Iterator[Stretch]:
    """From each start to the next; from the last to the end of the column."""
    column = _outer(page.paragraphs[starts[-1]]).parent
    end = starts[-1] + 1
    while end < len(page.paragraphs) and any(at is column for at in above(page.paragraphs[end].element)):
        end += 1
    for start, upto in pairwise((*starts, end)):
        yield Stretch(start, upto)
