"""Puts the lines of a PDF's page in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from twosource.stages.clean.pdf_lines import Line, Row

_LEAST_GAP = 1.0  # of the size of the type; blanks of justified lines are narrower
_LEAST_ROWS = 4
_LEAST_LETTERS = 18  # of a row on each side of a gutter on average; cells of tables have fewer
_MOST_GUTTERS = 4
_MOST_GAPS = 400
_Gap = tuple[int, int, float, float]  # row, letter behind it, where it starts and where it ends


def order_lines(rows: Sequence[Row]) -> tuple[Line, ...]:
    """The lines of a page: PDFium's order, but columns that it read across are read one by one.

    Where no two lines stand side by side, they are read from top to bottom.
    """
    gaps = [gap for index, row in enumerate(rows) for gap in _gaps(index, row)][:_MOST_GAPS]
    gutters = _gutters(rows, gaps)
    if gutters:
        return tuple(_by_columns(rows, gaps, gutters))
    lines = tuple(line for row in rows if (line := row.cut(0, len(row.boxes))))
    if _stand_side_by_side(lines):
        return lines
    return tuple(sorted(lines, key=lambda line: -line.frame[3]))


def _gaps(index: int, row: Row) -> Iterator[_Gap]:
    """The wide blanks inside a row."""
    if row.line.is_turned or row.turns:  # columns of turned pages are left as PDFium has them
        return
    right = None
    for at, box in enumerate(row.boxes):
        if box is None:
            continue
        if right is not None and box[0] - right > _LEAST_GAP * row.line.size > 0:
            yield index, at, right, box[0]
        right = box[2]


def _gutters(rows: Sequence[Row], gaps: Sequence[_Gap]) -> list[float]:
    """Where, from left to right, the gaps of many rows lie one below the other."""
    found: list[float] = []
    left = list(gaps)
    while left and len(found) < _MOST_GUTTERS:
        best = _most_common(left)
        through = [gap for gap in left if gap[2] < best < gap[3]]
        if len(through) < _LEAST_ROWS:
            break
        if _parts_columns(rows, through, best):
            found.append(best)
        left = [gap for gap in left if gap not in through]
    return sorted(found)


def _most_common(gaps: Sequence[_Gap]) -> float:
    """Where most gaps lie one below the other."""
    edges = sorted([(gap[2], 1) for gap in gaps] + [(gap[3], -1) for gap in gaps])
    most = count = 0
    best = 0.0
    for (x, step), (after, _) in pairwise(edges):
        count += step
        if count > most and after > x:
            most, best = count, (x + after) / 2
    return best


def _parts_columns(rows: Sequence[Row], gaps: Sequence[_Gap], x: float) -> bool:
    """Whether both sides of the gaps hold running text, and few rows between them run across."""
    before = sum(at for _, at, _, _ in gaps) / len(gaps)
    behind = sum(len(rows[index].boxes) - at for index, at, _, _ in gaps) / len(gaps)
    first, last = min(gap[0] for gap in gaps), max(gap[0] for gap in gaps)
    across = sum(row.line.box[0] < x < row.line.box[2] for row in rows[first : last + 1]) - len(gaps)
    return min(before, behind) >= _LEAST_LETTERS and across <= len(gaps) / 2


def _by_columns(rows: Sequence[Row], gaps: Sequence[_Gap], gutters: Sequence[float]) -> Iterator[Line]:
    """The rows cut at the gutters; a row that runs across ends the columns above it."""
    columns: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for index, row in enumerate(rows):
        cuts = [at for i, at, start, end in gaps if i == index and any(start < x < end for x in gutters)]
        for at, upto in zip([0, *cuts], [*cuts, len(row.boxes)], strict=True):
            line = row.cut(at, upto)
            if line is None:
                continue
            if any(line.box[0] < x < line.box[2] for x in gutters):
                yield from _emptied(columns)
                yield line
            else:
                columns[sum(x < line.box[0] for x in gutters)].append(line)
    yield from _emptied(columns)


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
