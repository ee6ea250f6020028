"""The simplest answers to the same questions: what any figure of ours must beat."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bench.scoring.spans import Place, overlap, sentence_at, sentences
from bench.scoring.story import Json, View, seen
from twosource.models.ports import Embedder

# A pair of sentences is one point from this share of common words (measured on nothing: a round figure).
COMMON = 0.25
Pair = tuple[tuple[str, int], tuple[str, int]]


def content(text: str) -> frozenset[str]:
    """The longer words of a sentence, in lower case."""
    return frozenset(word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3 or word.isdigit())


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Jaccard overlap of two sets of words."""
    return len(a & b) / len(a | b) if a | b else 0.0


def paired_sentences(view: View) -> View:
    """The same story told by the simplest matcher: sentences that share words are one point."""
    cuts = {article: sentences(text) for article, text in view.texts.items()}
    bags = {
        (article, at): content(view.texts[article][start:end])
        for article, places in cuts.items()
        for at, (start, end) in enumerate(places)
    }
    pairs = [
        pair
        for pair in itertools.combinations(sorted(bags), 2)
        if pair[0][0] != pair[1][0] and likeness(bags[pair[0]], bags[pair[1]]) >= COMMON
    ]
    return seen(view.slug, view.labels, as_comparison(view, cuts, pairs))


def sentences_by_vector(views: Sequence[View], embedder: Embedder) -> list[View]:
    """The same stories told by sentence vectors with one threshold.

    It is the one that gives as many points as ours.
    """
    cuts = [{a: sentences(text) for a, text in view.texts.items()} for view in views]
    scored = [
        (near, story, pair)
        for story, view in enumerate(views)
        for near, pair in sentence_cosines(view, cuts[story], embedder)
    ]
    scored.sort(key=lambda one: (-one[0], one[1:]))
    kept = scored[: sum(len(view.comparison["points"]) for view in views)]
    return [
        seen(v.slug, v.labels, as_comparison(v, cuts[story], [pair for _, at, pair in kept if at == story]))
        for story, v in enumerate(views)
    ]


def sentence_cosines(
    view: View, cuts: Mapping[str, tuple[Place, ...]], embedder: Embedder
) -> Iterator[tuple[float, Pair]]:
    """The cosine of every two sentences of different reports."""
    keys = [(article, at) for article, places in cuts.items() for at in range(len(places))]
    vectors = embedder.embed([view.texts[a][slice(*cuts[a][at])] for a, at in keys])
    for i, j in itertools.combinations(range(len(keys)), 2):
        if keys[i][0] != keys[j][0]:
            yield sum(x * y for x, y in zip(vectors[i], vectors[j], strict=True)), (keys[i], keys[j])


def as_comparison(view: View, cuts: Mapping[str, tuple[Place, ...]], pairs: Sequence[Pair]) -> Json:
    """Sentences and pairs in the shape of a comparison."""
    claims: list[dict[str, Any]] = [
        {
            "id": f"{article}:{at}",
            "report": article,
            "start": start,
            "end": end,
            "stance": "asserts",
            "chain": [],
        }
        for article, places in cuts.items()
        for at, (start, end) in enumerate(places)
    ]
    points = [
        {
            "id": f"{a}|{b}",
            "claims": [f"{at[0]}:{at[1]}" for at in (a, b)],
            "relation": "same",
            "differences": [],
        }
        for a, b in pairs
    ]
    reports = [
        {"id": article, "stated": [{"field": "id", "value": article}], "text": text}
        for article, text in view.texts.items()
    ]
    return {"reports": reports, "claims": claims, "points": points}


def nearest_name(text: str, place: Place) -> str:
    """The run of capitalised words nearest to a quote in its sentence and outside it, or ""."""
    start, end = sentence_at(text, place)
    runs = [
        (found.start() + start, found.end() + start)
        for found in re.finditer(r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*", text[start:end])
    ]
    outside = [run for run in runs if not overlap(run, place)]
    chosen = min(outside, key=lambda run: max(place[0] - run[1], run[0] - place[1]), default=None)
    return text[chosen[0] : chosen[1]] if chosen else ""
