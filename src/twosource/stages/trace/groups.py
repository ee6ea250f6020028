"""Groups of ids that are joined pair by pair: union-find over a plain dictionary."""

from __future__ import annotations

from collections.abc import Iterable

Above = dict[str, str]
"""For an id one that stands above it in its group; the id that stands for the group has none."""


def join(above: Above, a: str, b: str) -> None:
    """Put the groups of two ids together; the smaller id stands for both."""
    one, other = sorted((head(above, a), head(above, b)))
    if one != other:
        above[other] = one


def head(above: Above, key: str) -> str:
    """The id that stands for the group of `key` (paths are halved on the way)."""
    while key in above:
        above[key] = above.get(above[key], above[key])
        key = above[key]
    return key


def together(above: Above, keys: Iterable[str]) -> list[list[str]]:
    """The given ids by their groups, in their order."""
    found: dict[str, list[str]] = {}
    for key in keys:
        found.setdefault(head(above, key), []).append(key)
    return list(found.values())
