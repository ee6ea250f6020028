"""The words of two names laid side by side: which are one, in which way, and which are left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twosource.stages.match.name_sounds import ALIKE, NEARLY_SAME, closeness
from twosource.stages.match.name_words import genders, is_given, is_initial, is_short_form

SAME, SHORT, INITIAL, SPELT = "same", "short", "initial", "spelt"
# From these lengths on one letter, or two, may be wrong, missing, too many or swapped.
ONE_SLIP, TWO_SLIPS = 5, 10
ONE_SLIP_SCORE = 0.75
# Two well-known given names that are spellings of one are nearer than this; and a first word of which less is
# known: measured on half of name-bench.
GIVEN_FLOOR, FIRST_FLOOR = 0.75, 0.55


@dataclass(frozen=True, slots=True)
class Pair:
    """A word of one name, a word of the other, by place, and what makes them one."""

    a: int
    b: int
    how: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Aligned:
    """The pairs by the first name's order, and the places left over on each side."""

    pairs: tuple[Pair, ...]
    left_a: tuple[int, ...]
    left_b: tuple[int, ...]

    @property
    def is_in_order(self) -> bool:
        """Whether the pairs stand in one order in both names."""
        places = [p.b for p in self.pairs]
        return places == sorted(places)

    def of(self, *how: str) -> tuple[Pair, ...]:
        """The pairs that are one in one of these ways."""
        return tuple(p for p in self.pairs if p.how in how)


def align(a: Sequence[str], b: Sequence[str]) -> Aligned:
    """Pair the words of two names, the surest first: equal, short form, spelling, initial."""
    found: list[Pair] = []
    free_a, free_b = list(range(len(a))), list(range(len(b)))
    for candidates in (_equal, _alike, _initials):
        within = [(i, j) for i in free_a for j in free_b]
        for pair in sorted(candidates(a, b, within), key=_surest_first):
            if pair.a in free_a and pair.b in free_b:
                found.append(pair)
                free_a.remove(pair.a)
                free_b.remove(pair.b)
    return Aligned(tuple(sorted(found, key=lambda p: p.a)), tuple(free_a), tuple(free_b))


def _surest_first(pair: Pair) -> tuple[float, int, int, int]:
    """An order that is the same whichever name comes first."""
    return -pair.score, abs(pair.a - pair.b), pair.a + pair.b, min(pair.a, pair.b)


def _equal(a: Sequence[str], b: Sequence[str], within: Sequence[tuple[int, int]]) -> list[Pair]:
    return [Pair(i, j, SAME) for i, j in within if a[i] == b[j]]


def _alike(a: Sequence[str], b: Sequence[str], within: Sequence[tuple[int, int]]) -> list[Pair]:
    found = []
    for i, j in within:
        if is_short_form(a[i], b[j]):
            found.append(Pair(i, j, SHORT))
        elif score := spelt_alike(a[i], b[j], is_first=0 in (i, j) and len(a) > 1 and len(b) > 1):
            found.append(Pair(i, j, SPELT, score))
    return found


def _initials(a: Sequence[str], b: Sequence[str], within: Sequence[tuple[int, int]]) -> list[Pair]:
    return [Pair(i, j, INITIAL) for i, j in within if is_initial(a[i], b[j])]


def spelt_alike(x: str, y: str, *, is_first: bool = False) -> float:
    """How surely two words are spellings of one name, 0 where they are not.

    `is_first` asks for more: a first word is mostly a given name, and by
    those people of one surname are told apart.
    """
    if min(len(x), len(y)) < 2:
        return 0.0
    score = closeness(x, y)
    if is_first and is_given(x) and is_given(y):
        return score if score >= GIVEN_FLOOR and genders(x) & genders(y) else 0.0
    if score == 1.0:
        return score
    slip = slips(x, y)
    if slip:
        return max(score, ONE_SLIP_SCORE if slip == 1 else NEARLY_SAME)
    return score if score >= (FIRST_FLOOR if is_first else ALIKE) else 0.0


def slips(x: str, y: str) -> int:
    """How many slips of the pen two words are apart; 0 for none, or for more than their length allows."""
    from rapidfuzz.distance import OSA

    shorter = min(len(x), len(y))
    # A letter too few or too many shows in four letters already; another letter makes another word there.
    may_slip = shorter >= ONE_SLIP or (shorter == ONE_SLIP - 1 and len(x) != len(y))
    allowed = 2 if shorter >= TWO_SLIPS else int(may_slip)
    apart = OSA.distance(x, y, score_cutoff=allowed)
    return apart if apart <= allowed else 0
