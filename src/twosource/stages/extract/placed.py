"""Things of a report found by where they stand, without a look at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from twosource.data import Span

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Placed(Generic[Item]):
    """Items as given, and by the starts of their spans: `ranks[i]` is which of them stands i-th.

    `reach[i]` is how far the first i + 1 of them go.
    """

    items: tuple[Item, ...]
    ranks: tuple[int, ...]
    spans: tuple[Span, ...]
    starts: tuple[int, ...]
    reach: tuple[int, ...]


def place(items: Iterable[Item], span_of: Callable[[Item], Span]) -> Placed[Item]:
    """The items by their spans."""
    given = tuple(items)
    pairs = sorted(enumerate(map(span_of, given)), key=lambda pair: pair[1].start)
    spans = tuple(span for _, span in pairs)
    return Placed(
        given,
        tuple(rank for rank, _ in pairs),
        spans,
        tuple(span.start for span in spans),
        tuple(accumulate((span.end for span in spans), max)),
    )


def touching(placed: Placed[Item], span: Span) -> list[Item]:
    """The items that share a code point with `span`, in the order in which they were given."""
    first, last = bisect_right(placed.reach, span.start), bisect_left(placed.starts, span.end)
    found = (placed.ranks[at] for at in range(first, last) if placed.spans[at].end > span.start)
    return [placed.items[rank] for rank in sorted(found)]
