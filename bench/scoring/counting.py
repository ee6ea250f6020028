"""Shares, F1 and macro F1 over plain pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Pair = tuple[str, str]
"""A label and the answer to it."""


def share(hits: int, of: int) -> float | None:
    """`hits` as a share of `of`; None of nothing."""
    return hits / of if of else None


def f1(true: int, false: int, missed: int) -> float | None:
    """F1 from counts; None where there was nothing to find and nothing was said."""
    return 2 * true / (2 * true + false + missed) if true + false + missed else None


def accuracy(pairs: Sequence[Pair]) -> float | None:
    """How often the answer is the label."""
    return share(sum(label == answer for label, answer in pairs), len(pairs))


def class_f1(pairs: Iterable[Pair], wanted: str) -> float | None:
    """F1 of one class."""
    pairs = list(pairs)
    true = sum(label == answer == wanted for label, answer in pairs)
    false = sum(answer == wanted for _, answer in pairs) - true
    missed = sum(label == wanted for label, _ in pairs) - true
    return f1(true, false, missed)


def macro_f1(pairs: Sequence[Pair]) -> float | None:
    """The mean F1 of the classes that occur among the labels; None without labels."""
    classes = sorted({label for label, _ in pairs})
    scores = [class_f1(pairs, wanted) or 0.0 for wanted in classes]
    return sum(scores) / len(scores) if scores else None


def always(answer: str, pairs: Iterable[Pair]) -> list[Pair]:
    """The same labels with one constant answer."""
    return [(label, answer) for label, _ in pairs]


def mean(numbers: Iterable[float]) -> float | None:
    """The mean; None of nothing."""
    held = list(numbers)
    return sum(held) / len(held) if held else None


def median(numbers: Iterable[float]) -> float | None:
    """The middle number (of an even count, the mean of the two in the middle); None of nothing."""
    held = sorted(numbers)
    half = len(held) // 2
    if not held:
        return None
    return held[half] if len(held) % 2 else (held[half - 1] + held[half]) / 2
