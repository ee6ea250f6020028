"""Who said what, by the characters of the text: content, source, cue, and the source of the content."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bench.scoring.counting import f1
from bench.scoring.spans import Place

Part = Literal["content", "source", "cue"]
# From this much in common the contents of two attributions are one.
SAME_CONTENT = 0.5


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution: where its content, its source and its cue stand; any may be in pieces."""

    content: tuple[Place, ...]
    source: tuple[Place, ...] = ()
    cue: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """What was rightly said, what wrongly, and what was missed."""

    true: int = 0
    false: int = 0
    missed: int = 0

    @property
    def f1(self) -> float | None:
        """F1; None where there was nothing to find and nothing was said."""
        return f1(self.true, self.false, self.missed)

    @property
    def precision(self) -> float:
        """The share of what was said that is right; 0 if nothing was said."""
        return self.true / max(1, self.true + self.false)

    @property
    def recall(self) -> float:
        """The share of what was to be found that was."""
        return self.true / max(1, self.true + self.missed)


def pooled(counts: Iterable[Counts]) -> Counts:
    """Counts of several articles added up."""
    held = list(counts)
    return Counts(
        sum(one.true for one in held), sum(one.false for one in held), sum(one.missed for one in held)
    )


def characters(text: str, places: Iterable[Place]) -> set[int]:
    """The characters at the places, white space aside."""
    return {at for start, end in places for at in range(start, end) if not text[at].isspace()}


def part_counts(text: str, gold: Sequence[Said], ours: Sequence[Said], part: Part) -> Counts:
    """The characters that are in a content (source, cue) of ours, against those in one of the gold's."""
    due = characters(text, itertools.chain.from_iterable(getattr(one, part) for one in gold))
    said = characters(text, itertools.chain.from_iterable(getattr(one, part) for one in ours))
    return _compared(due, said)


def _compared(due: set[int], said: set[int]) -> Counts:
    return Counts(len(due & said), len(said - due), len(due - said))


def linked_counts(text: str, gold: Sequence[Said], ours: Sequence[Said]) -> Counts:
    """The characters of content with the right source, among those with one.

    A character in several contents belongs to the shortest.
    """
    due, said = (_sources_by_character(text, side) for side in (gold, ours))
    right = sum(is_same_source(due[at], said[at]) for at in due.keys() & said.keys())
    return Counts(right, len(said) - right, len(due) - right)


def _sources_by_character(text: str, said: Sequence[Said]) -> dict[int, Said]:
    held = [(one, characters(text, one.content)) for one in said]
    longest_first = sorted(held, key=lambda item: -len(item[1]))
    owner = {at: one for one, inside in longest_first for at in inside}
    return {at: one for at, one in owner.items() if one.source}


def is_same_source(one: Said, other: Said) -> bool:
    """Whether the sources have a character in common."""
    return any(a[0] < b[1] and b[0] < a[1] for a in one.source for b in other.source)


def whole_counts(text: str, gold: Sequence[Said], ours: Sequence[Said]) -> Counts:
    """Attributions with a source: found if a content of ours has F1 of SAME_CONTENT and the same source.

    One of ours answers one of the gold's, the best first.
    """
    due = [(one, characters(text, one.content)) for one in gold if one.source]
    said = [(one, characters(text, one.content)) for one in ours if one.source]
    pairs = [
        (_set_f1(wanted, held), a, b)
        for a, (label, wanted) in enumerate(due)
        for b, (answer, held) in enumerate(said)
        if is_same_source(label, answer)
    ]
    left, right = set(range(len(due))), set(range(len(said)))
    for score, a, b in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if score >= SAME_CONTENT and a in left and b in right:
            left.remove(a)
            right.remove(b)
    return Counts(len(due) - len(left), len(right), len(left))


def _set_f1(a: set[int], b: set[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def cue_counts(gold: Sequence[Said], ours: Sequence[Said]) -> Counts:
    """Cues that share a character with one of the gold's; gold marks the words around a verb too."""
    due = {one.cue for one in gold if one.cue}
    said = {one.cue for one in ours if one.cue}
    met = {wanted for wanted in due if any(_touch(wanted, held) for held in said)}
    right = sum(any(_touch(wanted, held) for wanted in due) for held in said)
    return Counts(len(met), len(said) - right, len(due) - len(met))


def _touch(one: Sequence[Place], other: Sequence[Place]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in one for b in other)
