"""Puts the lines of a PDF's page in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from twosource.stages.clean.pdf.lines import Gap, Line, Row

_LEAST_GAP = 1.0  # of the size of the type; blanks of justified lines are narrower
_LEAST_ROWS = 4
_LEAST_LETTERS = 18  # of a row on each side of a gutter on average; cells of tables have fewer
_MOST_GUTTERS = 4
_MOST_GAPS = 400
_Placed = tuple[int, Gap]  # in which row


def order_lines(rows: Sequence[Row]) -> tuple[Line, ...]:
    """The lines of a page: PDFium's order, but columns that it read across are read one by one.

    Where no two lines stand side by side, they are read from top to bottom.
    """
    gaps = [(index, gap) for index, row in enumerate(rows) for gap in row.gaps(_LEAST_GAP)][:_MOST_GAPS]
    gutters = _gutters(rows, gaps)
    if gutters:
        return tuple(_by_columns(rows, gaps, gutters))
    lines = tuple(line for row in rows for line in _cut(row, row.cuts()))
    if _stand_side_by_side(lines):
        return lines
    return tuple(sorted(lines, key=lambda line: -line.frame[3]))


def _gutters(rows: Sequence[Row], gaps: Sequence[_Placed]) -> list[float]:
    """Where, from left to right, the gaps of many rows lie one below the other."""
    found: list[float] = []
    left = list(gaps)
    while left and len(found) < _MOST_GUTTERS:
        best = _most_common(left)
        through = [(index, gap) for index, gap in left if gap.start < best < gap.end]
        if len(through) < _LEAST_ROWS:
            break
        if _parts_columns(rows, through, best):
            found.append(best)
        left = [placed for placed in left if placed not in through]
    return sorted(found)


def _most_common(gaps: Sequence[_Placed]) -> float:
    """Where most gaps lie one below the other."""
    edges = sorted([(gap.start, 1) for _, gap in gaps] + [(gap.end, -1) for _, gap in gaps])
    most = count = 0
    best = 0.0
    for (x, step), (after, _) in pairwise(edges):
        count += step
        if count > most and after > x:
            most, best = count, (x + after) / 2
    return best


def _parts_columns(rows: Sequence[Row], gaps: Sequence[_Placed], x: float) -> bool:
    """Whether both sides of the gaps hold running text, and few rows between them run across."""
    before = sum(gap.at for _, gap in gaps) / len(gaps)
    behind = sum(len(rows[index].boxes) - gap.at for index, gap in gaps) / len(gaps)
    first, last = gaps[0][0], gaps[-1][0]
    across = sum(row.line.box[0] < x < row.line.box[2] for row in rows[first : last + 1]) - len(gaps)
    return min(before, behind) >= _LEAST_LETTERS and across <= len(gaps) / 2


def _by_columns(rows: Sequence[Row], gaps: Sequence[_Placed], gutters: Sequence[float]) -> Iterator[Line]:
    """The rows cut at the gutters; a row that runs across ends the columns above it."""
    columns: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for index, row in enumerate(rows):
        own = [gap for i, gap in gaps if i == index]
        cuts = [gap.at for gap in own if any(gap.start < x < gap.end for x in gutters)]
        for line in _cut(row, sorted({*row.cuts(), *cuts})):
            if any(line.box[0] < x < line.box[2] for x in gutters):
                yield from _emptied(columns)
                yield line
            else:
                columns[sum(x < line.box[0] for x in gutters)].append(line)
    yield from _emptied(columns)


def _cut(row: Row, cuts: Sequence[int]) -> Iterator[Line]:
    for at, upto in pairwise([0, *cuts, len(row.boxes)]):
        if line := row.cut(at, upto):
            yield line


def _emptied(columns: list[list[Line]]) -> Iterator[Line]:
    for column in columns:
        yield from column
        column.clear()


def _stand_side_by_side(lines: Sequence[Line]) -> bool:
    """Whether two lines share most of their height."""
    by_top = sorted((line for line in lines if not line.is_turned), key=lambda line: -line.frame[3])
    return any(
        min(a.frame[3], b.frame[3]) - max(a.frame[1], b.frame[1]) > 0.5 * min(a.height, b.height) > 0
        for a, b in pairwise(by_top)
    )
