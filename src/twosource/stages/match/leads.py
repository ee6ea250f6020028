"""Which claim stands for a point: the clearest of the reports' own sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twosource.stages.match.features import Feature

ADRIFT = frozenset(
    {"it", "he", "she", "they", "which", "who", "that", "this", "these", "those", "we", "i", "when", "where"}
)


def clearest(members: Sequence[int], worth: Mapping[int, float], features: Sequence[Feature]) -> int:
    """The claim of a point that is read best on its own; `worth` is how near each is to the others."""
    return max(members, key=lambda i: (_readability(features[i]) + worth[i], features[i].claim.id))


def _readability(feature: Feature) -> float:
    """How well a claim stands alone: it names who it is about, is asserted, and is not too long."""
    words = feature.claim.terms[0].lemma if feature.claim.terms else ""
    first = feature.words.split()[0].casefold() if feature.words else words
    length = feature.claim.span.end - feature.claim.span.start
    score = 0.0 if first in ADRIFT or first.endswith("ing") else 0.4
    score += 0.2 if feature.claim.turn == "asserts" else 0.0
    score += 0.2 if feature.entities else 0.0
    score += 0.2 if feature.claim.frame and (feature.agent or feature.patient) else 0.0
    return score - max(0, length - 160) / 400
