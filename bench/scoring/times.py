"""Time expressions against marked ones: where they stand and what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.scoring.counting import f1
from bench.scoring.spans import Place, overlap

TYPES = ("DATE", "DURATION", "TIME", "SET")
Pair = tuple["Marked | None", "Marked | None"]
"""What is marked and our answer to it; one of them may be missing."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A time expression: its place, its TIMEX3 value and type."""

    place: Place
    value: str
    type: str


def type_of(value: str, *, is_set: bool = False) -> str:
    """The TIMEX3 type that a value goes with."""
    if is_set:
        return "SET"
    if re.match(r"P[T\dX]", value):
        return "DURATION"
    return "TIME" if re.search(r"T(?:\d|[A-Z]{2}\Z)", value) else "DATE"


def paired(gold: Sequence[Marked], ours: Sequence[Marked]) -> list[Pair]:
    """Each once, those that share most characters together; then what is left of both, alone."""
    near = [
        (overlap(label.place, answer.place), -a, -b)
        for a, label in enumerate(gold)
        for b, answer in enumerate(ours)
        if overlap(label.place, answer.place)
    ]
    left, right = dict(enumerate(gold)), dict(enumerate(ours))
    pairs: list[Pair] = []
    for _, a, b in sorted(near, reverse=True):
        if -a in left and -b in right:
            pairs.append((left.pop(-a), right.pop(-b)))
    return [
        *pairs,
        *((label, None) for label in left.values()),
        *((None, answer) for answer in right.values()),
    ]


def scored(pairs: Iterable[Pair]) -> tuple[float | None, float | None, float | None]:
    """F1 of the places that overlap, of the exact places, and of places that overlap with the right value."""
    held = list(pairs)
    due, said = (sum(pair[side] is not None for pair in held) for side in (0, 1))
    both = [(label, answer) for label, answer in held if label is not None and answer is not None]
    exact = sum(label.place == answer.place for label, answer in both)
    right = sum(label.value == answer.value for label, answer in both)
    relaxed, strict, value = (f1(hits, said - hits, due - hits) for hits in (len(both), exact, right))
    return relaxed, strict, value


def error_of(pair: Pair) -> str:
    """``missed``, ``spurious``, ``wrong value``, or "" where the value is right."""
    label, answer = pair
    if label is None or answer is None:
        return "missed" if label is not None else "spurious"
    return "" if label.value == answer.value else "wrong value"


def type_of_pair(pair: Pair) -> str:
    """The type that is marked; of a spurious answer its own."""
    held = pair[0] or pair[1]
    return held.type if held is not None else ""
