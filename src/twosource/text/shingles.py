"""Shingles: the overlapping short rows of words by which texts are seen to share wording."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def shingles(words: Sequence[T], size: int) -> Iterator[tuple[T, ...]]:
    """Every row of `size` neighbouring words, in order; nothing where there are fewer words."""
    return zip(*(words[start:] for start in range(size)), strict=False)


def resemblance(a: Sequence[T], b: Sequence[T], size: int) -> float:
    """Shingles in both over shingles in either (Broder 1997); 0.0 where there are none."""
    in_a, in_b = set(shingles(a, size)), set(shingles(b, size))
    return len(in_a & in_b) / len(in_a | in_b) if in_a or in_b else 0.0


def containment(a: Sequence[T], b: Sequence[T], size: int) -> float:
    """The share of the shingles of `a` that stand in `b` too; 0.0 where `a` has none."""
    in_a = set(shingles(a, size))
    return len(in_a.intersection(shingles(b, size))) / len(in_a) if in_a else 0.0
