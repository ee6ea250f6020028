"""Lays a story's chains out in columns, outlets left, origins right, no two names on one place.

A layered drawing in the manner of Sugiyama, Tagawa and Toda (1981): places held
open where a line passes a column, few crossings by barycentres, heights by the
least squares that keep the order and the gaps.  There are four columns at most:
with one for every station of the longest chain, thirty reports need a wall.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Pair = tuple[str, str]
Ends = tuple[int, int]
ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each key stands: its column, the middle of its height, and for each pair the places it passes.

    `passed` holds column and height of every place held open for a line; `back`
    are the pairs that do not lead from left to right; `height` is that of the
    whole, in the units of `Rooms`.
    """

    columns: Mapping[str, int]
    heights: Mapping[str, float]
    passed: Mapping[Pair, tuple[tuple[int, float], ...]]
    back: frozenset[Pair]
    height: float
    count: int


@dataclass(frozen=True, slots=True)
class Rooms:
    """How high a name and a passing line are, gaps included."""

    name: float
    line: float


def lay_out(
    keys: Sequence[str],
    pairs: Sequence[Pair],
    rooms: Rooms,
    *,
    outlets: Collection[str] = frozenset(),
    origins: Collection[str] | None = None,
) -> Layout:
    """The layout of a graph whose `pairs` lead from teller to source; the same for the same input.

    `outlets` may stand left, and `origins` right; without them whatever begins may.
    """
    columns = assign_columns(keys, pairs, outlets, keys if origins is None else origins)
    count = max(columns.values(), default=0) + 1
    ahead = [(t, s) for t, s in pairs if columns[t] < columns[s]]
    ways = {pair: _way(pair, columns) for pair in ahead}
    links = [link for way in ways.values() for link in pairwise(way)]
    held = {place: c for way in ways.values() for c, place in _held(way, columns)}
    every = {**columns, **held}
    order = order_columns(every, links, count)
    high = {place: rooms.line if place in held else rooms.name for place in every}
    heights = settle_heights(order, links, high)
    passed = {pair: tuple((held[p], heights[p]) for p in way[1:-1]) for pair, way in ways.items()}
    low = max((heights[p] + high[p] / 2 for p in every), default=0.0)
    back = frozenset(pair for pair in pairs if pair not in ways)
    return Layout(columns, {k: heights[k] for k in keys}, passed, back, low, count)


def assign_columns(
    keys: Sequence[str], pairs: Sequence[Pair], outlets: Collection[str], origins: Collection[str]
) -> dict[str, int]:
    """Outlets left, where words begin right, hands between in one column, or in two.

    An outlet that others have it from stands between as well, unless it has it
    from another outlet itself: who retell each other stay side by side.
    """
    tellers, sources = {t for t, _ in pairs}, {s for _, s in pairs}
    retelling = {t for t, s in pairs if t in outlets and s in outlets}
    roots = (sources - tellers) & set(origins)
    left = {k for k in keys if k not in sources or (k in outlets and k in retelling)}
    between = [k for k in keys if k not in left and k not in roots]
    inner = [(t, s) for t, s in pairs if t in between and s in between and (s, t) not in pairs]
    second = {s for t, s in inner}
    first = {k for k in between if k not in second or all(k != s or t in second for t, s in inner)}
    last = 1 + (1 if between else 0) + (1 if first and len(first) < len(between) else 0)
    middle = {k: 1 if k in first or last < 3 else 2 for k in between}
    return {k: 0 if k in left else middle.get(k, last) for k in keys} if pairs else dict.fromkeys(keys, 0)


def _way(pair: Pair, columns: Mapping[str, int]) -> tuple[str, ...]:
    """The places of a line: its ends, and one in every column it passes."""
    teller, source = pair
    between = range(columns[teller] + 1, columns[source])
    return (teller, *(f"\x00{c}\x00{teller}\x00{source}" for c in between), source)


def _held(way: Sequence[str], columns: Mapping[str, int]) -> list[tuple[int, str]]:
    return [(columns[way[0]] + n, place) for n, place in enumerate(way[1:-1], 1)]


def order_columns(columns: Mapping[str, int], links: Sequence[Pair], count: int) -> list[list[str]]:
    """The places of each column from top to bottom, in the order with the fewest crossings that was found."""
    order = [[p for p, c in columns.items() if c == column] for column in range(count)]
    best, fewest = [list(c) for c in order], count_crossings(order, links)
    for sweep in range(ROUNDS):
        right = sweep % 2 == 0
        for column in range(1, count) if right else range(count - 2, -1, -1):
            _sort_column(order, column, column - 1 if right else column + 1, links)
        crossings = count_crossings(order, links)
        if crossings < fewest:
            best, fewest = [list(c) for c in order], crossings
    return best


def _sort_column(order: list[list[str]], column: int, beside: int, links: Sequence[Pair]) -> None:
    """Sort a column by the middle of what each place is joined to in the column beside it."""
    rank = {place: n for n, place in enumerate(order[beside])}
    own = {place: n for n, place in enumerate(order[column])}
    joined: dict[str, list[int]] = {}
    for pair in links:
        for a, b in (pair, pair[::-1]):
            if a in own and b in rank:
                joined.setdefault(a, []).append(rank[b])
    # What is joined to nothing there keeps its share of the height.
    share = len(order[beside]) / max(1, len(order[column]))
    middle = {p: sum(joined[p]) / len(joined[p]) if p in joined else n * share for p, n in own.items()}
    order[column].sort(key=lambda place: (middle[place], own[place]))


def count_crossings(order: Sequence[Sequence[str]], links: Sequence[Pair]) -> int:
    """How many pairs of lines cross between neighbouring columns."""
    place = {p: (c, n) for c, column in enumerate(order) for n, p in enumerate(column)}
    ends: dict[int, list[Ends]] = {}
    for a, b in links:
        ends.setdefault(place[a][0], []).append((place[a][1], place[b][1]))
    return sum(map(_count_inversions, ends.values()))


def _count_inversions(lines: list[Ends]) -> int:
    """How many pairs of lines have their two ends in opposite orders; those from one place cross nowhere."""
    found, seen = 0, list[int]()
    for _, right in sorted(lines):
        found += len(seen) - bisect_right(seen, right)
        insort(seen, right)
    return found


def settle_heights(
    order: Sequence[Sequence[str]], links: Sequence[Pair], high: Mapping[str, float]
) -> dict[str, float]:
    """The middle of each place: near what it is joined to, in order, without touching."""
    heights = {place: y for column in order for place, y in _stacked(column, high)}
    beside: dict[str, list[str]] = {}
    for a, b in links:
        beside.setdefault(a, []).append(b)
        beside.setdefault(b, []).append(a)
    for turn in range(ROUNDS):
        for column in order if turn % 2 else reversed(order):
            wanted = [_mean([heights[q] for q in beside.get(p, ())], heights[p]) for p in column]
            heights |= zip(column, _apart(wanted, [high[p] for p in column]), strict=True)
    top = min((heights[p] - high[p] / 2 for p in heights), default=0.0)
    return {place: y - top for place, y in heights.items()}


def _stacked(column: Sequence[str], high: Mapping[str, float]) -> list[tuple[str, float]]:
    found, y = [], 0.0
    for place in column:
        found.append((place, y + high[place] / 2))
        y += high[place]
    return found


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _apart(wanted: Sequence[float], high: Sequence[float]) -> list[float]:
    """The heights nearest to those wanted, by least squares, with room for each: an isotonic regression."""
    offsets, y = [], 0.0
    for h in high:
        offsets.append(y + h / 2)
        y += h
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        total, n = want - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / n:
            more, m = pools.pop()
            total, n = total + more, n + m
        pools.append((total, n))
    level = [total / n for total, n in pools for _ in range(n)]
    return [a + b for a, b in zip(level, offsets, strict=True)]
