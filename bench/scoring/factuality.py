"""Whether what is told happened: the rating that goes with what is read, and how well ratings agree."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from bench.scoring.spans import Place, sentences

Rated = tuple[float, float]
"""A rating by people and the answer to it, from -3 (certainly not) to 3 (certainly)."""


# Less than this is rounding: the numbers are all the same.
_NOTHING = 1e-9


def pearson(pairs: Sequence[Rated]) -> float | None:
    """Pearson's r; None where either side does not vary."""
    if not pairs:
        return None
    labels, answers = (_centred([pair[side] for pair in pairs]) for side in (0, 1))
    spread = math.sqrt(sum(one * one for one in labels) * sum(one * one for one in answers))
    if spread < _NOTHING:
        return None
    return sum(one * other for one, other in zip(labels, answers, strict=True)) / spread


def _centred(numbers: Sequence[float]) -> list[float]:
    """How far each number is from their mean."""
    mean = sum(numbers) / len(numbers)
    return [number - mean for number in numbers]


def mean_error(pairs: Sequence[Rated]) -> float | None:
    """The mean absolute error."""
    return sum(abs(one - other) for one, other in pairs) / len(pairs) if pairs else None


_TOY = (
    (-2.0, re.compile(r"\b(?:not?|never|without)\b|n['’]t\b", re.IGNORECASE), 3),
    (1.0, re.compile(r"\b(?:may|might|could|would|should|can|will|if|unless)\b", re.IGNORECASE), 5),
    (1.0, re.compile(r"\bto\b", re.IGNORECASE), 1),
)


def toy_rating(text: str, event: Place) -> float:
    """Sure, unless the few words before the event hold a negation, a modal verb, *if*, or end on *to*."""
    start = max((a for a, _ in sentences(text) if a <= event[0]), default=0)
    before = text[start : event[0]].split()
    near = ((rating, cue, " ".join(before[-reach:])) for rating, cue, reach in _TOY)
    return next((rating for rating, cue, words in near if cue.search(words)), 3.0)
