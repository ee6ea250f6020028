"""Where seconds go: samples of a stack added up by the room's own module that is nearest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Sample = tuple[float, Sequence[str]]
"""Seconds, and the modules of the stack they were spent in, the innermost first."""


def nearest(stack: Sequence[str], room: str) -> str:
    """The innermost module of the room in a stack, without the room's name; "" if there is none."""
    return next((name.removeprefix(room + ".") for name in stack if name.startswith(room + ".")), "")


def shares(samples: Iterable[Sample], room: str) -> list[tuple[str, float]]:
    """The share of the seconds that each module of the room answers for, the greatest first."""
    spent: dict[str, float] = {}
    for seconds, stack in samples:
        module = nearest(stack, room)
        spent[module] = spent.get(module, 0.0) + seconds
    total = sum(spent.values())
    ranked = sorted(spent.items(), key=lambda item: (-item[1], item[0]))
    return [(module or "elsewhere", seconds / total) for module, seconds in ranked if total]
