"""Finds the place in a page of text that was taken from it, however it was reordered or cut."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

# Soft hyphens and zero-width characters part words here, so that dropping them does no harm.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")
_SHORT = 16  # characters: so short a piece is only looked for near its neighbours
_NEAR = 400


@dataclass(frozen=True, slots=True)
class Squeezed:
    """Paragraphs without their white space, one after the other: i takes ``[borders[i], borders[i + 1])``."""

    text: str
    borders: tuple[int, ...]


def squeeze(paragraphs: Iterable[str]) -> Squeezed:
    """The paragraphs without white space."""
    parts: list[str] = []
    borders = [0]
    for paragraph in paragraphs:
        parts.append("".join(_words(paragraph)))
        borders.append(borders[-1] + len(parts[-1]))
    return Squeezed("".join(parts), tuple(borders))


def _words(text: str) -> list[str]:
    return (text if text.isascii() else _UNSEEN.sub(" ", text)).split()


def coverage(found: Iterable[tuple[int, int]], squeezed: Squeezed) -> tuple[float, ...]:
    """The share of each paragraph that `found` covers."""
    borders = squeezed.borders
    covered = [0] * (len(borders) - 1)
    for low, high in found:
        at = max(0, bisect_right(borders, low) - 1)
        while at < len(covered) and borders[at] < high:
            covered[at] += max(0, min(high, borders[at + 1]) - max(low, borders[at]))
            at += 1
    sizes = [high - low for low, high in pairwise(borders)]
    return tuple(min(1.0, part / size) if size else 0.0 for part, size in zip(covered, sizes, strict=True))


def place_lines(lines: Iterable[str], page: Squeezed) -> Iterator[tuple[int, int]]:
    """Stretches ``[start, end)`` of the squeezed page that the lines are found at.

    A line is first looked for behind the one before it, then anywhere; what
    is not found whole is halved.  A word that has no place is left out.
    """
    cursor = 0
    for line in lines:
        for start, end in _place(_words(line), page.text, cursor):
            yield start, end
            cursor = end


def _place(words: list[str], page: str, cursor: int) -> Iterator[tuple[int, int]]:
    pending = [words]
    while pending:
        piece = pending.pop()
        if not piece:
            continue
        wanted = "".join(piece)
        at = _find(wanted, page, cursor)
        if at >= 0:
            cursor = at + len(wanted)
            yield at, cursor
        elif len(piece) > 1:
            half = len(piece) // 2
            pending += [piece[half:], piece[:half]]


def _find(wanted: str, page: str, cursor: int) -> int:
    if len(wanted) < _SHORT:
        return page.find(wanted, cursor, cursor + _NEAR)
    at = page.find(wanted, cursor)
    return at if at >= 0 else page.find(wanted, 0, cursor)
