"""How alike reports are: cosine of their rare words, less of those that all their neighbours have."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from twosource.data import Sketch
from twosource.stages.cluster.sketch import SCALE, same_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

# Neighbours by which a report learns what its whole saga says and so tells no two events of it apart.
NEAR = 20
# What is alike in two reports by themselves counts beyond this, whatever their neighbours say: of pairs so
# alike that neighbours would part, seven in ten are one event in ECB+; of those a tenth less alike, half.
SURELY = 0.25
# Reports whose stated times are further apart are never alike by themselves; 14 days is how long a
# desk follows one event, and what comes later is mostly its anniversary, its trial or the next event.
WINDOW = 14 * 24
# Up to a day and a half apart, time tells nothing: the evening's report, the morning's paper. From
# there likeness fades by half in four days: a second earthquake a week later has a third of it left.
SAME, HALF = 36, 4 * 24
# Shares of fingerprints and weightiest words from which a text is a near copy; hours between them at most.
COPY_PRINTS, COPY_WORDS, COPY_HOURS = 0.75, 0.8, 72


def likeness(a: Sketch, b: Sketch) -> float:
    """The cosine of two sketches by themselves, 0 to 1; 0 with an empty one."""
    in_b = dict(zip(b.terms, b.weights, strict=True))
    product = sum(x * in_b[term] for term, x in zip(a.terms, a.weights, strict=True) if term in in_b)
    return product / SCALE**2


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


def alike(sketches: Sequence[Sketch], near: Mapping[str, Sequence[Sketch]]) -> Vector:
    """How alike every two sketches are: the cosine of their words as neighbours weigh them, faded by time.

    A word's weight is lessened by the share of its report's neighbours (`near`, by report)
    that have it: two events of one saga share what all of the saga share, and that tells
    them not apart.  Where two are alike by themselves by more than SURELY, what is above it
    counts if it is more: a large story fills the neighbourhood of all its reports.
    Of shape (n, n), the diagonal means nothing; 0 with an empty sketch.
    """
    import numpy as np

    if not sketches:
        return np.zeros((0, 0), np.float32)
    rows = [_local(sketch, near.get(sketch.report, ())) for sketch in sketches]
    plain = [np.array(sketch.weights, np.float32) / SCALE for sketch in sketches]
    terms = np.concatenate([_array(sketch.terms) for sketch in sketches])
    _, columns, counts = np.unique(terms, return_inverse=True, return_counts=True)
    keep = counts[columns] > 1
    place = (np.cumsum(counts > 1) - 1)[columns[keep]]
    number = np.repeat(np.arange(len(sketches)), [len(sketch.terms) for sketch in sketches])[keep]
    matrix = np.zeros((2, len(sketches), int((counts > 1).sum())), np.float32)
    matrix[0, number, place] = np.concatenate(rows)[keep]
    matrix[1, number, place] = np.concatenate(plain)[keep]
    times = _times(sketches)
    local: Vector = matrix[0] @ matrix[0].T * times
    alone: Vector = matrix[1] @ matrix[1].T * times
    most: Vector = np.maximum(local, alone - np.float32(SURELY))
    return most


@lru_cache(maxsize=4_096)
def _array(terms: tuple[int, ...]) -> NDArray[np.int64]:
    import numpy as np

    return np.array(terms, np.int64)


def _local(sketch: Sketch, near: Sequence[Sketch]) -> Vector:
    """The unit weights of a report's terms among its neighbours."""
    import numpy as np

    terms = _array(sketch.terms)
    weights = np.array(sketch.weights, np.float32)
    if not len(terms):
        return weights
    others = [_array(other.terms) for other in near if other.report != sketch.report][: NEAR - 1]
    seen = np.concatenate(others) if others else terms[:0]
    at = np.searchsorted(terms, seen).clip(max=len(terms) - 1)
    have = 1 + np.bincount(at[terms[at] == seen], minlength=len(terms))
    most = math.log(len(others) + 2)
    weights = weights * np.sqrt(1 - np.log(have) / most).astype(np.float32)
    length = float(np.sqrt((weights**2).sum()))
    return weights / length if length else weights


def _times(sketches: Sequence[Sketch]) -> Vector:
    import numpy as np

    hours = np.array([np.nan if s.hour is None else s.hour for s in sketches], np.float64)
    apart = np.abs(hours[:, None] - hours[None, :])
    fade = np.where(apart > WINDOW, 0.0, 0.5 ** (np.clip(apart - SAME, 0, None) / HALF))
    return np.where(np.isnan(apart), 1.0, fade).astype(np.float32)
