"""Whether two statements are the same: balanced accuracy, F1, average precision, best threshold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bench.scoring.counting import Pair, f1, share

Judged = tuple[bool, float]
"""What people say, and a score."""
# So many thresholds are tried for a baseline.
STEPS = 50


def pairs_at(judged: Sequence[Judged], threshold: float) -> list[Pair]:
    """Labels and answers, *same* or *other*, with one threshold."""
    return [(_told(is_same), _told(score >= threshold)) for is_same, score in judged]


def _told(is_same: bool) -> str:
    return "same" if is_same else "other"


def balanced_accuracy(pairs: Sequence[Pair]) -> float | None:
    """The mean of the shares of each class that are right."""
    shares = [
        share(
            sum(label == answer == wanted for label, answer in pairs),
            sum(label == wanted for label, _ in pairs),
        )
        for wanted in sorted({label for label, _ in pairs})
    ]
    held = [one for one in shares if one is not None]
    return sum(held) / len(held) if held else None


def same_f1(pairs: Sequence[Pair]) -> float | None:
    """F1 of *same*."""
    true = sum(label == answer == "same" for label, answer in pairs)
    false = sum(answer == "same" for _, answer in pairs) - true
    return f1(true, false, sum(label == "same" for label, _ in pairs) - true)


def best_at_one_threshold(
    judged: Sequence[Judged], measure: Callable[[Sequence[Pair]], float | None]
) -> float | None:
    """The measure where one threshold on the scores is best: chosen on these very pairs, so it flatters."""
    ranked = sorted({score for _, score in judged})
    tried = ranked[:: max(1, len(ranked) // STEPS)]
    return max((value for t in tried if (value := measure(pairs_at(judged, t))) is not None), default=None)


def average_precision(judged: Sequence[Judged]) -> float | None:
    """The mean precision at each pair that is the same, best scores first; ties in the order given."""
    hits, total = 0, 0.0
    for place, (is_same, _) in enumerate(sorted(judged, key=lambda each: -each[1]), start=1):
        if is_same:
            hits += 1
            total += hits / place
    return total / hits if hits else None
