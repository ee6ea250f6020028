"""How alike reports are: cosine of their rare words, less of those that all their neighbours have."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from twosource.data import Sketch
from twosource.stages.cluster.sketch import SCALE, same_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]
    Terms = NDArray[np.uint32]
    Scores = NDArray[np.float64]

# Neighbours by which a report learns what its whole saga says and so tells no two events of it apart.
NEAR = 20
# A neighbour counts the less the surer it is of the same event: in full up to OTHER alike, not at all from
# SURELY, else a large story would part by what all of it says. Of neighbours .10 to .15 alike a tenth are of
# one event on Wikinews (none in BASIL, a fifth in ECB+), of those beyond .40 more than nine in ten.
OTHER, SURELY = 0.15, 0.40
# Parts that a neighbour in full counts; those of all together fit a byte.
PARTS = 10
# Reports whose stated times are further apart are never alike by themselves; 14 days is how long a
# desk follows one event, and what comes later is mostly its anniversary, its trial or the next event.
WINDOW = 14 * 24
# Up to a day and a half apart, time tells nothing: the evening's report, the morning's paper. From
# there likeness fades by half in four days: a second earthquake a week later has a third of it left.
SAME, HALF = 36, 4 * 24
# Shares of fingerprints and weightiest words from which a text is a near copy; hours between them at most.
COPY_PRINTS, COPY_WORDS, COPY_HOURS = 0.75, 0.8, 72
# Reports, each with the parts that it counts.
Counted = Sequence[tuple[Sketch, int]]
# Terms that more reports have are multiplied as columns, the others pair by pair, so many pairs at a time.
FEW, PAIRS = 32, 1 << 20


def likenesses(one: Sketch, others: Sequence[Sketch]) -> Scores:
    """The cosine of a sketch and each of `others` by themselves, 0 to 1; 0 with an empty one."""
    products = _products(one, _plain(one), others, [_plain(other) for other in others])
    return products / SCALE**2


def near_in_time(a: Sketch, b: Sketch) -> float:
    """What is left of a likeness over the time between two reports; 1 where one states no time."""
    return 1.0 if a.hour is None or b.hour is None else _fade(abs(a.hour - b.hour))


def _fade(hours: int) -> float:
    return 0.0 if hours > WINDOW else 0.5 ** (max(0, hours - SAME) / HALF)


def is_near_copy(a: Sketch, b: Sketch) -> bool:
    """Whether two reports are one text but for a few words none of which is rare."""
    if a.hour is not None and b.hour is not None and abs(a.hour - b.hour) > COPY_HOURS:
        return False
    most = max(len(a.prints), len(b.prints))
    union = sorted({*a.prints, *b.prints})[:most]
    shared = len({*a.prints} & {*b.prints} & {*union})
    if not most or shared < COPY_PRINTS * len(union):
        return False
    return min(same_words(a.words, b.words), same_words(b.words, a.words)) >= COPY_WORDS


def alike(sketches: Sequence[Sketch], among: Sequence[Vector]) -> Vector:
    """How alike every two sketches are: the cosine of their words as neighbours weigh them, faded by time.

    `among` are the weights of each one's terms among its neighbours (`weights_among`).
    Of shape (n, n), the diagonal means nothing; 0 with an empty sketch.
    """
    import numpy as np

    if not sketches:
        return np.zeros((0, 0), np.float32)
    each = [_terms(sketch) for sketch in sketches]
    number = np.repeat(np.arange(len(each)), [len(own) for own in each])
    found: Vector = _dots(np.concatenate(each), number, np.concatenate(among), len(each)) * _times(sketches)
    return found


def _dots(terms: Terms, number: NDArray[np.int64], weights: Vector, count: int) -> Vector:
    """The dot products of `count` vectors; `number` is the vector of each term.

    A term that few have is multiplied pair by pair, the others as columns.
    """
    import numpy as np

    order = np.argsort(terms, kind="stable")
    number, weights = number[order], weights[order]
    starts = np.flatnonzero(np.diff(terms[order], prepend=-1))
    sizes = np.diff(starts, append=len(terms))
    place = np.arange(len(terms)) - np.repeat(starts, sizes)
    size = np.repeat(sizes, sizes)
    column = np.repeat(np.cumsum(sizes > FEW) - 1, sizes)
    is_many = size > FEW
    matrix = np.zeros((count, int((sizes > FEW).sum())), np.float32)
    matrix[number[is_many], column[is_many]] = weights[is_many]
    above = np.zeros(count * count)
    for a, b in _pairs(np.where(is_many, 0, size - 1 - place)):
        above += np.bincount(number[a] * count + number[b], weights[a] * weights[b], minlength=count * count)
    square = above.reshape(count, count)
    found: Vector = (matrix @ matrix.T + square + square.T).astype(np.float32)
    return found


def _pairs(later: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Each place with the `later` ones that follow it, about a million pairs at a time."""
    import numpy as np

    chunk = np.cumsum(later) // PAIRS
    for part in range(int(chunk[-1]) + 1 if later.any() else 0):
        first = np.flatnonzero(chunk == part)
        counts = later[first]
        a = np.repeat(first, counts)
        yield a, a + 1 + np.arange(len(a)) - np.repeat(np.cumsum(counts) - counts, counts)


def alike_to(one: Sketch, among: Vector, others: Sequence[Sketch], others_among: Sequence[Vector]) -> Scores:
    """How alike one is to each of `others`, as `alike` has it."""
    import numpy as np

    times = np.array([near_in_time(one, other) for other in others])
    found: Scores = _products(one, among, others, others_among) * times
    return found


def parts_of(score: float) -> int:
    """The parts that a neighbour counts which is so much alike by itself and over time."""
    return round(PARTS * min(1.0, max(0.0, (SURELY - score) / (SURELY - OTHER))))


def weights_among(sketch: Sketch, seen: bytes, parts: int) -> Vector:
    """The unit weights of a report's terms among its neighbours, each term a number.

    A word's weight is lessened by the share of the neighbours that have it (`seen`, for each term
    the parts of those that do, of `parts` in all): two events of one saga share what all of the
    saga share, and that tells them not apart.
    """
    import numpy as np

    weights = _plain(sketch)
    if not len(weights):
        return weights
    have = 1 + np.frombuffer(seen, np.uint8) / PARTS if seen else np.ones(len(weights))
    weights = weights * np.sqrt(1 - np.log(have) / math.log(parts / PARTS + 2)).astype(np.float32)
    length = float(np.sqrt((weights**2).sum()))
    return weights / length if length else weights


def seen_among(sketch: Sketch, more: Counted, fewer: Counted = (), seen: bytes = b"") -> bytes:
    """For each term of a report the parts (`parts_of`) of those neighbours that have it, a byte each.

    Those that became neighbours are counted in, and those that are no more counted out
    of what was `seen` before.
    """
    import numpy as np

    terms = _terms(sketch)
    counts = np.frombuffer(seen or bytes(len(terms)), np.uint8).astype(np.int64)
    for others, sign in ((more, 1), (fewer, -1)):
        if others and len(terms):
            theirs = [_terms(other) for other, _ in others]
            found = np.concatenate(theirs)
            parts = np.repeat([each for _, each in others], [len(each) for each in theirs])
            at = np.searchsorted(terms, found).clip(max=len(terms) - 1)
            is_own = terms[at] == found
            have = np.bincount(at[is_own], parts[is_own], minlength=len(terms))
            counts = counts + sign * have.astype(np.int64)
    return counts.astype(np.uint8).tobytes()


def _products(
    one: Sketch, weights: Vector, others: Sequence[Sketch], others_weights: Sequence[Vector]
) -> Scores:
    """The sums of products of the weights of shared terms, one for each of `others`."""
    import numpy as np

    terms = _terms(one)
    if not others or not len(terms):
        return np.zeros(len(others))
    each = [_terms(other) for other in others]
    found = np.concatenate(each)
    at = np.searchsorted(terms, found).clip(max=len(terms) - 1)
    products = np.where(terms[at] == found, weights[at] * np.concatenate(others_weights), 0)
    number = np.repeat(np.arange(len(each)), [len(theirs) for theirs in each])
    return np.bincount(number, products, minlength=len(others)).astype(np.float64)


def _plain(sketch: Sketch) -> Vector:
    import numpy as np

    return np.frombuffer(sketch.weights, "<u2").astype(np.float32)


def _terms(sketch: Sketch) -> Terms:
    import numpy as np

    return np.frombuffer(sketch.terms, "<u4")


def _times(sketches: Sequence[Sketch]) -> Vector:
    import numpy as np

    hours = np.array([np.nan if s.hour is None else s.hour for s in sketches], np.float64)
    apart = np.abs(hours[:, None] - hours[None, :])
    fade = np.where(apart > WINDOW, 0.0, 0.5 ** (np.clip(apart - SAME, 0, None) / HALF))
    return np.where(np.isnan(apart), 1.0, fade).astype(np.float32)
