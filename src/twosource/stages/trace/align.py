"""Local alignment of two word lists: running text in common, also where words were changed or cut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from twosource.text.shingles import shingles

_SEED = 3  # words; true copies still share about a third of their 3-word shingles
_PLACES = 4  # of one shingle that are tried in each text: repeated text cannot cost more
_REACH = 5  # words that may be changed, missing or new between two that agree
_DROP = 4.0  # how far the score of a run may fall below its best before the run has ended
_GAP_COST = 0.6  # of a word passed over, against 1 for a word in common
_CHUNK = 64


class Block(NamedTuple):
    """Words ``[a, a + size)`` of one text agree with words ``[b, b + size)`` of the other."""

    a: int
    b: int
    size: int


Run = tuple[Block, ...]  # blocks in order in both texts, a few changed words between them


@dataclass(frozen=True, slots=True)
class Strand:
    """A text as a list of word keys, the same from the end, and the places of its shingles.

    A negative key is a border: no run crosses it, and no other text has it.
    """

    keys: tuple[int, ...]
    backwards: tuple[int, ...]
    places: Mapping[tuple[int, ...], Sequence[int]]


def strand(keys: Sequence[int]) -> Strand:
    """Index the shingles of a word list."""
    places: dict[tuple[int, ...], list[int]] = {}
    for at, shingle in enumerate(shingles(keys, _SEED)):
        found = places.setdefault(shingle, [])
        if len(found) < _PLACES:
            found.append(at)
    return Strand(tuple(keys), tuple(reversed(keys)), places)


def align(a: Strand, b: Strand) -> list[Run]:
    """Runs that two texts have in common, longest first, no word used twice.

    Seeds are shingles in common; each is grown to both sides as far as enough
    words go on to agree (X-drop extension, Altschul et al. 1990, over words).
    """
    starts: set[tuple[int, int]] = set()
    runs: list[Run] = []
    for i, j in _seeds(a, b):
        if (i, j) not in starts:
            run = (*_grow_back(a, b, i, j), *_grow(a.keys, b.keys, i, j))
            starts.update((block.a, block.b) for block in run)
            runs.append(run)
    return _without_overlap(runs, len(a.keys), len(b.keys))


def _seeds(a: Strand, b: Strand) -> list[tuple[int, int]]:
    """Where a stretch in common begins: shingles that agree while the words before them do not."""
    before_a, before_b = (*a.keys, -1), (*b.keys, -2)
    return sorted(
        (i, j)
        for shingle in a.places.keys() & b.places.keys()
        for i in a.places[shingle]
        for j in b.places[shingle]
        if before_a[i - 1] != before_b[j - 1]
    )


def _grow_back(a: Strand, b: Strand, i: int, j: int) -> list[Block]:
    """The blocks before words `i` and `j`: forwards, seen from the other end."""
    size_a, size_b = len(a.keys), len(b.keys)
    grown = _grow(a.backwards, b.backwards, size_a - i, size_b - j)
    return [Block(size_a - x.a - x.size, size_b - x.b - x.size, x.size) for x in reversed(grown)]


def _grow(a: Sequence[int], b: Sequence[int], i: int, j: int) -> list[Block]:
    """The blocks from words `i` and `j` on, up to where the score was best."""
    blocks: list[Block] = []
    score = best = 0.0
    kept = 0
    while best - score <= _DROP:
        size = _agreeing(a, b, i, j)
        if size:
            blocks.append(Block(i, j, size))
            score += size
            i, j = i + size, j + size
            if score > best:
                best, kept = score, len(blocks)
        step = _next_agreement(a, b, i, j)
        if step is None:
            break
        score -= _GAP_COST * max(step)
        i, j = i + step[0], j + step[1]
    return blocks[:kept]


def _agreeing(a: Sequence[int], b: Sequence[int], i: int, j: int) -> int:
    """How many words agree from `i` and `j` on."""
    first = i
    while i + _CHUNK <= len(a) and a[i : i + _CHUNK] == b[j : j + _CHUNK]:
        i, j = i + _CHUNK, j + _CHUNK
    while i < len(a) and j < len(b) and a[i] == b[j]:
        i, j = i + 1, j + 1
    return i - first


def _next_agreement(a: Sequence[int], b: Sequence[int], i: int, j: int) -> tuple[int, int] | None:
    """The shortest step over changed words after which two words in a row agree."""
    ahead_a, ahead_b = a[i : i + _REACH + 2], b[j : j + _REACH + 2]
    first_in_b = {pair: y for y, pair in reversed(list(enumerate(pairwise(ahead_b))))}
    steps = [(x, first_in_b[pair]) for x, pair in enumerate(pairwise(ahead_a)) if pair in first_in_b]
    if not steps:
        return None
    x, y = min(steps, key=lambda step: (max(step), sum(step)))
    return None if min((*ahead_a[:x], *ahead_b[:y])) < 0 else (x, y)


def _without_overlap(runs: Sequence[Run], size_a: int, size_b: int) -> list[Run]:
    used_a, used_b = bytearray(size_a), bytearray(size_b)
    kept = []
    for run in sorted(runs, key=lambda r: (-words_in(r), r)):
        rest = _unused(run, used_a, used_b)
        if words_in(rest) >= _SEED:
            kept.append(rest)
            for i, j, size in rest:
                used_a[i : i + size] = used_b[j : j + size] = b"\1" * size
    return kept


def _unused(run: Run, used_a: bytearray, used_b: bytearray) -> Run:
    """The longest stretch of whole blocks that no longer run has taken."""
    stretches: list[list[Block]] = [[]]
    for block in run:
        i, j, size = block
        if used_a.find(1, i, i + size) >= 0 or used_b.find(1, j, j + size) >= 0:
            stretches.append([])
        else:
            stretches[-1].append(block)
    return tuple(max(stretches, key=lambda stretch: words_in(stretch)))


def words_in(run: Iterable[Block]) -> int:
    """How many words agree in a run."""
    return sum(size for _, _, size in run)
