"""Budgets of computing that hold on a slow or busy machine as well."""

from __future__ import annotations

import time

# What `_work` takes, in seconds, on the machine on which the budgets were set.
STEADY = 0.02
_ROUNDS = 200_000


def in_time(began: float, seconds: float) -> bool:
    """Whether no more than `seconds` of computing went by since ``began = time.process_time()``.

    Over the budget, the machine is timed in its turn at a fixed piece of work:
    one that is half as fast today, by make or because others use it, has twice
    the seconds.  What hangs or grows with the square still fails.
    """
    spent = time.process_time() - began
    return spent <= seconds or spent <= seconds * _slowness()


def _slowness() -> float:
    return max(1.0, 1.5 * max(_work() for _ in range(5)) / STEADY)


def _work() -> float:
    start = time.process_time()
    kept: dict[int, str] = {}
    for number in range(_ROUNDS):
        kept[number % 1000] = str(number)
    return time.process_time() - start
