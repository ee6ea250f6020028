"""Decides which reports are one story: average link, then single reports; a person's word first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.floating]
    Mask = NDArray[np.bool_]

# Measured on Wikinews, BASIL and ECB+, the same for all: see `docs/decisions/stories.md`.
JOIN = 0.10
ATTACH = 0.06
# So unlike that no mean over the pairs of two groups comes out of it.
NEVER = -1e9
Groups = list[list[int]]


def settle(
    likenesses: Vector, held: Sequence[Sequence[int]] = (), apart: Sequence[tuple[int, int]] = ()
) -> Groups:
    """The groups among the reports 0 to n - 1 whose `likenesses` these are, each ascending, by first report.

    Two groups become one while the mean likeness over all their pairs is at least
    JOIN, the most alike first; then a report that is left alone joins the group to
    which its mean likeness is highest, and at least ATTACH.  `held` are reports that stay together
    whatever they are like, `apart` pairs that never come together.
    """
    import numpy as np

    matrix = np.where(np.isfinite(likenesses), likenesses, 0.0).astype(np.float64)
    for a, b in apart:
        matrix[a, b] = matrix[b, a] = NEVER
    groups = _start(len(matrix), held)
    groups = [part for piece in _pieces(matrix, groups) for part in _linked(matrix, piece)]
    return sorted(sorted(group) for group in _attached(matrix, groups))


def _start(count: int, held: Sequence[Sequence[int]]) -> Groups:
    inside = {number for group in held for number in group}
    return [*(sorted(group) for group in held if group), *([n] for n in range(count) if n not in inside)]


def chained(numbers: Sequence[int], pairs: Iterable[tuple[int, int]]) -> Groups:
    """The numbers between which a chain of pairs leads, each group in the order of `numbers`."""
    root = {number: number for number in numbers}

    def top(number: int) -> int:
        while root[number] != number:
            root[number] = number = root[root[number]]
        return number

    for a, b in pairs:
        x, y = top(a), top(b)
        root[max(x, y)] = min(x, y)
    groups: dict[int, list[int]] = {}
    for number in numbers:
        groups.setdefault(top(number), []).append(number)
    return list(groups.values())


def _pieces(matrix: Vector, groups: Groups) -> list[Groups]:
    """Groups between which a chain of pairs of at least JOIN leads: only these can come together."""
    import numpy as np

    home = np.empty(len(matrix), np.int64)
    for number, group in enumerate(groups):
        home[group] = number
    alike = np.nonzero(np.triu(matrix >= JOIN, 1))
    pairs = zip(*(home[side].tolist() for side in alike), strict=True)
    return [[groups[number] for number in piece] for piece in chained(range(len(groups)), pairs)]


def _linked(matrix: Vector, groups: Groups) -> Groups:
    """Average link (UPGMA): the sums of likenesses between groups are kept, and added as they join."""
    import numpy as np

    groups = [list(group) for group in groups]
    if len(groups) == 1:
        return groups
    inside = np.zeros((len(groups), len(matrix)))
    for number, group in enumerate(groups):
        inside[number, group] = 1
    every = np.flatnonzero(inside.any(axis=0))
    inside = inside[:, every]
    sums = inside @ matrix[np.ix_(every, every)] @ inside.T
    sizes = inside.sum(axis=1)
    while True:
        means = sums / np.outer(sizes, sizes)
        np.fill_diagonal(means, -np.inf)
        a, b = sorted(divmod(int(np.argmax(means)), len(groups)))
        if len(groups) < 2 or means[a, b] < JOIN:
            return [group for group, size in zip(groups, sizes, strict=True) if size]
        groups[a] += groups[b]
        sums[a] += sums[b]
        sums[:, a] += sums[:, b]
        sizes[a] += sizes[b]
        groups.pop(b)
        sums = np.delete(np.delete(sums, b, 0), b, 1)
        sizes = np.delete(sizes, b)


def _attached(matrix: Vector, groups: Groups) -> Groups:
    """Reports alone join the group they are most like; groups are as they were before any of them did."""
    import numpy as np

    many = [group for group in groups if len(group) > 1]
    found: Groups = [list(group) for group in many]
    for group in groups:
        if len(group) > 1:
            continue
        means = [float(matrix[group[0], other].mean()) for other in many]
        best = int(np.argmax(means)) if means else 0
        if means and means[best] >= ATTACH:
            found[best].append(group[0])
        else:
            found.append(group)
    return found
