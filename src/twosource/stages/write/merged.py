"""Tells a difference once that stands in several points in the same words."""

from __future__ import annotations

from dataclasses import replace

from twosource.stages.write.shapes import Differing, Pointed, Valued

# What these kinds name can be the same in two points; a figure or a time is of its own point alone.
_NAMED = frozenset({"name", "place", "role", "attribution"})


def merge_alike(points: tuple[Pointed, ...]) -> tuple[tuple[Pointed, ...], tuple[Differing, ...]]:
    """The points, their differences under the anchors that are shown; and each difference once."""
    found: dict[tuple[object, ...], Differing] = {}
    for point in points:
        for difference in point.differences:
            key = _key(difference)
            found[key] = _join(found[key], difference) if key in found else difference
    return tuple(_point_to(point, found) for point in points), tuple(found.values())


def _key(difference: Differing) -> tuple[object, ...]:
    told = (difference.kind, difference.verdict, difference.between, difference.why)
    if difference.kind in _NAMED:
        return told
    return (*told, frozenset(side.value.anchor for side in difference.sides))


def _join(first: Differing, again: Differing) -> Differing:
    sides: dict[str, Valued] = {side.value.anchor: side for side in (*again.sides, *first.sides)}
    numbers = dict.fromkeys((*first.numbers, *again.numbers))
    ordered = sorted(
        sides.values(), key=lambda side: (len(side.value.letter), side.value.letter, side.value.span)
    )
    return replace(first, numbers=tuple(numbers), sides=tuple(ordered))


def _point_to(point: Pointed, found: dict[tuple[object, ...], Differing]) -> Pointed:
    shown = (replace(d, anchor=found[_key(d)].anchor) for d in point.differences)
    return replace(point, differences=tuple({d.anchor: d for d in shown}.values()))
