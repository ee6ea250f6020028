"""Claims and sentences that are each other's likest: what lets two claims of little likeness be one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from twosource.stages.match.features import Feature
from twosource.stages.match.likenesses import Likenesses

Edge = tuple[float, int, int]
Sentence = tuple[str, int, int]


def mutual_edges(
    edges: Sequence[Edge], features: Sequence[Feature], likenesses: Likenesses
) -> Iterator[Edge]:
    """Of edges ``(score, claim, claim)`` those whose claims, and whose sentences, are each other's likest.

    Likest among all that the other's report says; a claim that overlaps the
    other is no rival to it.
    """
    rivals: defaultdict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
    for (a, b), score in likenesses.pairs.items():
        rivals[a, features[b].claim.report].append((score, b))
        rivals[b, features[a].claim.report].append((score, a))

    def is_likest(score: float, here: int, there: int) -> bool:
        other = features[there].claim
        return not any(
            rival > score and not features[i].claim.span.overlaps(other.span)
            for rival, i in rivals[here, other.report]
        )

    meet = _sentences_that_meet(features, likenesses.vectors)
    for score, a, b in edges:
        if is_likest(score, a, b) and is_likest(score, b, a) and meet(a, b):
            yield score, a, b


def _sentences_that_meet(features: Sequence[Feature], vectors: Any) -> Any:
    """Whether the sentences of two claims are each the nearest to the other in its report.

    A sentence's vector is the mean of its claims', each weighed by its length.
    """
    import numpy

    numbers: dict[Sentence, int] = {}
    homes: defaultdict[str, list[int]] = defaultdict(list)
    for feature in features:
        key = _sentence(feature)
        if key not in numbers:
            homes[key[0]].append(len(numbers))
            numbers[key] = len(numbers)
    wide = numpy.zeros((len(numbers), vectors.shape[1] if len(numbers) else 0))
    for feature, vector in zip(features, vectors, strict=True):
        wide[numbers[_sentence(feature)]] += vector * (feature.claim.span.end - feature.claim.span.start)
    wide /= numpy.maximum(numpy.linalg.norm(wide, axis=1, keepdims=True), 1e-9)
    nearest: dict[tuple[int, str], int] = {}

    def is_nearest(here: Sentence, there: Sentence) -> bool:
        place = (numbers[here], there[0])
        if place not in nearest:
            rows = homes[there[0]]
            nearest[place] = rows[int(numpy.argmax(numpy.round(wide[rows] @ wide[numbers[here]], 6)))]
        return nearest[place] == numbers[there]

    def meet(a: int, b: int) -> bool:
        one, two = _sentence(features[a]), _sentence(features[b])
        return is_nearest(one, two) and is_nearest(two, one)

    return meet


def _sentence(feature: Feature) -> Sentence:
    claim = feature.claim
    return claim.report, claim.sentence.start, claim.sentence.end
