"""How likely two claims say the same, from typed fields first and vectors second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from twosource.data import Time
from twosource.stages.match.features import ROOM, Feature
from twosource.words.load import load_set

# Weights and floors were set on the development stories' points, read pair by pair.
VECTOR, TERMS, ENTITIES, ACTS, COUNTS = 0.45, 0.25, 0.10, 0.12, 0.14
# Claims of events that recur, dated apart, say the same only in word.
APART, DAYS_APART = 0.6, 3
# With no word, act or figure in common two claims of one actor are mostly two facts.
BARE = 0.93
COSINE_FLOOR, COSINE_TOP = 0.58, 0.95


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score from 0 to 1 and the parts it is made of."""

    score: float
    cosine: float
    terms: float
    entities: float
    acts: float


def likeness(a: Feature, b: Feature, cosine: float) -> Likeness:
    """The likeness of two claims, given the cosine of their vectors."""
    vector = min(1.0, max(0.0, (cosine - COSINE_FLOOR) / (COSINE_TOP - COSINE_FLOOR)))
    terms = weighted_overlap(a.weights, b.weights)
    entities = _entity_overlap(a, b)
    acts = _act_overlap(a, b)
    counts = 1.0 if a.counts & b.counts else 0.0
    is_event = bool((a.acts | b.acts) & load_set(ROOM, "predicates.toml", "recurring.classes"))
    apart = APART if is_event and are_apart(a.claim.times, b.claim.times) else 1.0
    bare = 1.0 if terms or acts or counts else BARE
    score = VECTOR * vector + TERMS * terms + ENTITIES * entities + ACTS * acts + COUNTS * counts
    return Likeness(apart * bare * score, cosine, terms, entities, acts)


def are_apart(a: Sequence[Time], b: Sequence[Time]) -> bool:
    """Whether both claims give dates and none of the one's is within DAYS_APART of any of the other's."""
    months = [{t.value[-2:] for t in times if t.grain == "month" and not t.start} for times in (a, b)]
    if all(months) and not months[0] & months[1]:
        return True
    mine, theirs = [[t for t in times if t.start and t.end] for times in (a, b)]
    return bool(mine and theirs) and all(_days_between(t, u) > DAYS_APART for t in mine for u in theirs)


def _days_between(a: Time, b: Time) -> int:
    """Days from the end of the earlier interval to the start of the later; 0 where they meet."""
    first, second = sorted((a, b), key=lambda t: str(t.start))
    gap = date.fromisoformat(str(second.start)[:10]) - date.fromisoformat(str(first.end)[:10])
    return max(0, gap.days)


def weighted_overlap(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Shared weight over the lighter side's, tempered by the heavier side's (geometric mean)."""
    shared = fsum(a[t] for t in a if t in b)
    low, high = sorted((fsum(a.values()), fsum(b.values())))
    return shared / (low * high) ** 0.5 if low else 0.0


def _entity_overlap(a: Feature, b: Feature) -> float:
    if not a.entities or not b.entities:
        return 0.3 if a.entities == b.entities else 0.0
    shared = len(a.entities & b.entities) / min(len(a.entities), len(b.entities))
    same_place = (bool(a.agent & b.agent) + bool(a.patient & b.patient)) / 2
    return 0.6 * shared + 0.4 * same_place


def _act_overlap(a: Feature, b: Feature) -> float:
    if a.core & b.core:
        return 1.0
    predicate_a = a.claim.frame.predicate if a.claim.frame else ""
    predicate_b = b.claim.frame.predicate if b.claim.frame else ""
    if predicate_a and predicate_a == predicate_b:
        return 1.0
    return 0.5 if a.core & b.acts or b.core & a.acts else 0.0
