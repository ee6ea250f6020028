"""Finds the place in a page of text that was taken from it, however it was reordered or cut."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Soft hyphens and zero-width characters part words here, so that dropping them does no harm.
_WORD = re.compile("[^\\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_SHORT = 16  # characters: so short a piece is only looked for near its neighbours
_NEAR = 400


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without its white space, and the way back.

    Word i starts at ``at[i]`` of `text` and stood at ``starts[i]`` of the original.
    """

    text: str
    at: tuple[int, ...]
    starts: tuple[int, ...]

    def original(self, index: int) -> int:
        """Where the character `index` of the squeezed text stood."""
        word = bisect_right(self.at, index) - 1
        return self.starts[word] + index - self.at[word]


def squeeze(text: str) -> Squeezed:
    """The text without white space."""
    parts: list[str] = []
    at: list[int] = []
    starts: list[int] = []
    length = 0
    for found in _WORD.finditer(text):
        parts.append(found.group())
        at.append(length)
        starts.append(found.start())
        length += len(parts[-1])
    return Squeezed("".join(parts), tuple(at), tuple(starts))


def coverage(
    found: Iterable[tuple[int, int]], squeezed: Squeezed, starts: Sequence[int]
) -> tuple[float, ...]:
    """For stretches of the original that start at `starts`: the share of each that `found` covers."""
    borders = [_index_of(squeezed, start) for start in (*starts, None)]
    covered = [0] * len(starts)
    for low, high in found:
        at = max(0, bisect_right(borders, low) - 1)
        while at < len(starts) and borders[at] < high:
            covered[at] += max(0, min(high, borders[at + 1]) - max(low, borders[at]))
            at += 1
    sizes = [high - low for low, high in pairwise(borders)]
    return tuple(min(1.0, part / size) if size else 0.0 for part, size in zip(covered, sizes, strict=True))


def _index_of(squeezed: Squeezed, original: int | None) -> int:
    """The squeezed index of the first word at or behind a place of the original."""
    word = len(squeezed.at) if original is None else bisect_left(squeezed.starts, original)
    return squeezed.at[word] if word < len(squeezed.at) else len(squeezed.text)


def place_lines(lines: Iterable[str], page: Squeezed) -> Iterator[tuple[int, int]]:
    """Stretches ``[start, end)`` of the squeezed page that the lines are found at.

    A line is first looked for behind the one before it, then anywhere; what
    is not found whole is halved.  A word that has no place is left out.
    """
    cursor = 0
    for line in lines:
        words = _WORD.findall(line)
        for start, end in _place(words, page.text, cursor):
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
