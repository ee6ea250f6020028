"""Local alignment of two word lists: running text in common, also where words were changed or cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.text.shingles import shingles

BORDER = -1  # a key that ends every run: text that is left out stands here
_SEED = 3  # words; true copies still share about a third of their 3-word shingles
_PLACES = 4  # of one shingle that are tried in each text: repeated text cannot cost more
_REACH = 5  # words that may be changed, missing or new between two that agree
_DROP = 4.0  # how far the score of a run may fall below its best before the run has ended
_GAP_COST = 0.6  # a word passed over, against 1 for a word in common
_STEPS = sorted(
    ((i, j) for i in range(_REACH + 1) for j in range(_REACH + 1) if i or j), key=lambda s: (max(s), sum(s))
)

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Strand:
    """A text as a list of word keys, with the places of its shingles."""

    keys: tuple[int, ...]
    places: Mapping[tuple[int, ...], tuple[int, ...]]


def strand(keys: Sequence[int]) -> Strand:
    """Index the shingles of a word list; those over a BORDER are left out."""
    places: dict[tuple[int, ...], list[int]] = {}
    for at, shingle in enumerate(shingles(keys, _SEED)):
        found = places.setdefault(shingle, [])
        if len(found) < _PLACES and BORDER not in shingle:
            found.append(at)
    return Strand(tuple(keys), {shingle: tuple(found) for shingle, found in places.items() if found})


def align(a: Strand, b: Strand) -> list[tuple[Pair, ...]]:
    """Runs of aligned word pairs ``(index in a, index in b)``, longest first, no word used twice.

    Seeds are shingles in common; each is grown to both sides as far as enough
    words go on to agree (X-drop extension, Altschul et al. 1990, over words).
    """
    seen: set[Pair] = set()
    runs: list[tuple[Pair, ...]] = []
    for seed in _seeds(a, b):
        if seed in seen:
            continue
        left = _grow(a.keys, b.keys, (seed[0] - 1, seed[1] - 1), -1)
        run = (*reversed(left), *_grow(a.keys, b.keys, seed, 1))
        seen.update(run)
        runs.append(run)
    return _without_overlap(runs)


def _seeds(a: Strand, b: Strand) -> list[Pair]:
    common = a.places.keys() & b.places.keys()
    return sorted((i, j) for shingle in common for i in a.places[shingle] for j in b.places[shingle])


def _grow(a: Sequence[int], b: Sequence[int], start: Pair, way: int) -> list[Pair]:
    """The pairs that agree from `start` on, forwards (`way` 1) or backwards (-1)."""
    i, j = start
    pairs: list[Pair] = []
    score = best = 0.0
    kept = 0
    while 0 <= i < len(a) and 0 <= j < len(b) and a[i] != BORDER and b[j] != BORDER:
        if a[i] == b[j]:
            pairs.append((i, j))
            score += 1
            if score > best:
                best, kept = score, len(pairs)
            i, j = i + way, j + way
            continue
        step = _next_agreement(a, b, (i, j), way)
        score -= _GAP_COST * max(step)
        if step == (0, 0) or best - score > _DROP:
            break
        i, j = i + way * step[0], j + way * step[1]
    return pairs[:kept]


def _next_agreement(a: Sequence[int], b: Sequence[int], at: Pair, way: int) -> Pair:
    """The shortest step over changed words after which two words in a row agree; (0, 0) if none."""
    for step in _STEPS:
        i, j = at[0] + way * step[0], at[1] + way * step[1]
        if not (0 <= i < len(a) and 0 <= i + way < len(a) and 0 <= j < len(b) and 0 <= j + way < len(b)):
            continue
        if a[i] == b[j] and a[i + way] == b[j + way] and a[i] != BORDER:
            crossed = (*a[min(at[0], i) : max(at[0], i)], *b[min(at[1], j) : max(at[1], j)])
            return (0, 0) if BORDER in crossed else step
    return (0, 0)


def _without_overlap(runs: Sequence[tuple[Pair, ...]]) -> list[tuple[Pair, ...]]:
    used_a: set[int] = set()
    used_b: set[int] = set()
    kept = []
    for run in sorted(runs, key=lambda r: (-len(r), r)):
        for part in _unused(run, used_a, used_b):
            kept.append(part)
            used_a.update(i for i, _ in part)
            used_b.update(j for _, j in part)
    return kept


def _unused(run: tuple[Pair, ...], used_a: set[int], used_b: set[int]) -> Iterator[tuple[Pair, ...]]:
    """The longest stretch of a run whose words no longer run has taken, if it is a seed long."""
    stretches: list[list[Pair]] = [[]]
    for i, j in run:
        if i in used_a or j in used_b:
            stretches.append([])
        else:
            stretches[-1].append((i, j))
    longest = max(stretches, key=len)
    if len(longest) >= _SEED:
        yield tuple(longest)
