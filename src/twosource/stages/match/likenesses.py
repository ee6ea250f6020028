"""The likeness of any two claims of a story, and the pairs of claims that are worth comparing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from twosource.stages.match.features import Feature
from twosource.stages.match.similarity import likeness

# So many wordings nearest by vector, and so many by rare words in common, are laid beside each: nearly all of
# them in a story of few reports; in one of a hundred the work grows with the claims and not with their pairs.
NEAREST = 32
# A word or figure that more wordings share tells none of them apart.
POSTINGS = 48
# Below this two vectors are of one story and no more.
COSINE = 0.5
_ROWS = 512  # wordings whose vectors are multiplied at once: it bounds the memory


@dataclass(frozen=True, slots=True)
class Likenesses:
    """The score of any two claims, reckoned when asked for; `pairs` are those worth joining."""

    features: Sequence[Feature]
    vectors: Any
    pairs: dict[tuple[int, int], float] = field(default_factory=dict)
    known: dict[tuple[int, int], float | None] = field(default_factory=dict)

    def of(self, a: int, b: int) -> float | None:
        """The score of two features, None where they overlap in one report."""
        key = (a, b) if a < b else (b, a)
        if key not in self.known:
            self.known[key] = self._reckoned(*key)
        return self.known[key]

    def _reckoned(self, a: int, b: int) -> float | None:
        first, second = self.features[a], self.features[b]
        if first.claim.report == second.claim.report and first.claim.span.overlaps(second.claim.span):
            return None
        cosine = float(self.vectors[a] @ self.vectors[b])
        if cosine <= COSINE and not first.weights.keys() & second.weights.keys():
            return 0.0
        return likeness(first, second, cosine).score


def compare_all(features: Sequence[Feature]) -> Likenesses:
    """The likenesses of a story, with the score of every pair of two reports worth joining."""
    import numpy

    vectors = numpy.array([f.vector for f in features], dtype=numpy.float32)
    found = Likenesses(features, vectors)
    for a, b in sorted(set(_pairs(features, vectors))):
        if score := found.of(a, b):
            found.pairs[a, b] = score
    return found


def _pairs(features: Sequence[Feature], vectors: Any) -> Iterator[tuple[int, int]]:
    """Claims of two reports: those of one wording in a chain, then wordings that are near."""
    worded: dict[str, list[int]] = {}
    for number, feature in enumerate(features):
        worded.setdefault(feature.words, []).append(number)
    wordings = list(worded.values())
    for same in wordings:
        yield from ((a, b) for a, b in pairwise(same) if _apart(a, b, features))
    for one, others in enumerate(_near(wordings, features, vectors)):
        for other in others:
            if found := _of_two_reports(wordings[one], wordings[other], features):
                yield found


def _apart(a: int, b: int, features: Sequence[Feature]) -> bool:
    return features[a].claim.report != features[b].claim.report


def _of_two_reports(
    one: Sequence[int], other: Sequence[int], features: Sequence[Feature]
) -> tuple[int, int] | None:
    """The first of each wording that stand in different reports, the lower number first."""
    tried = [*((one[0], b) for b in other), *((a, other[0]) for a in one[1:])]
    found = next(((a, b) for a, b in tried if _apart(a, b, features)), None)
    return found and (min(found), max(found))


def _near(wordings: Sequence[Sequence[int]], features: Sequence[Feature], vectors: Any) -> list[set[int]]:
    """For each wording the others nearest to it."""
    by_vector = _near_by_vector(wordings, features, vectors)
    by_words = _near_by_words(wordings, features)
    return [{*a, *b} for a, b in zip(by_vector, by_words, strict=True)]


def _near_by_vector(
    wordings: Sequence[Sequence[int]], features: Sequence[Feature], vectors: Any
) -> Iterator[list[int]]:
    """The nearest by vector; a report's own do not count.

    Every vector is multiplied with every other, some hundred rows at once:
    the only step that grows with the square of the claims, at a few seconds
    for a hundred thousand million products.
    """
    import numpy

    matrix = vectors[[same[0] for same in wordings]]
    numbers = {r: n for n, r in enumerate(dict.fromkeys(f.claim.report for f in features))}
    homes = numpy.array([numbers[features[same[0]].claim.report] for same in wordings])
    lone = numpy.array([len({features[i].claim.report for i in same}) == 1 for same in wordings])
    for start in range(0, len(wordings), _ROWS):
        # Rounded, so that noise in the last digits never decides who is among the nearest.
        rows = numpy.round(matrix[start : start + _ROWS] @ matrix.T, 4)
        end = start + len(rows)
        rows[(homes[start:end, None] == homes) & lone[start:end, None] & lone] = -1.0
        rows[range(len(rows)), range(start, end)] = -1.0
        order = numpy.argsort(-rows, axis=1, kind="stable")[:, :NEAREST]
        for row, best in zip(rows, order, strict=True):
            yield [int(i) for i in best if row[i] > COSINE]


def _near_by_words(wordings: Sequence[Sequence[int]], features: Sequence[Feature]) -> Iterator[list[int]]:
    """Those with which it shares most weight of rare words and figures."""
    heads = [features[same[0]] for same in wordings]
    keys = [{**head.weights, **{" ".join(count): 1.0 for count in head.counts}} for head in heads]
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for number, held in enumerate(keys):
        for key in held:
            postings[key].append(number)
    for number, held in enumerate(keys):
        shared: defaultdict[int, float] = defaultdict(float)
        for key, weight in sorted(held.items()):
            for other in postings[key] if len(postings[key]) <= POSTINGS else ():
                if heads[number].claim.report != heads[other].claim.report or len(wordings[other]) > 1:
                    shared[other] += weight
        shared.pop(number, None)
        yield sorted(shared, key=lambda other: (-round(shared[other], 6), other))[:NEAREST]
