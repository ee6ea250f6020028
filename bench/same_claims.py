"""What the product says of two statements, each read as a report of one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from bench.figures import AbsentError
from bench.gold_claims import GoldPair, Question
from bench.reading_of import article_of, readings_of
from twosource.data import Article, Case, Claim, Reading, Span
from twosource.models.ports import Embedder
from twosource.stages.cluster.given import given
from twosource.stages.match.entities import join_entities
from twosource.stages.match.features import Feature, find_features
from twosource.stages.match.likenesses import Likenesses, compare_all
from twosource.stages.match.match import match


@dataclass(slots=True)
class Kept:
    """An embedder that makes each vector once."""

    embedder: Embedder
    name: str
    known: dict[str, tuple[float, ...]]

    def embed(self, sentences: Sequence[str]) -> list[tuple[float, ...]]:
        """The vectors, the new ones made in one go."""
        new = [s for s in dict.fromkeys(sentences) if s not in self.known]
        self.known.update(zip(new, self.embedder.embed(new), strict=True))
        return [self.known[s] for s in sentences]


@dataclass(frozen=True, slots=True)
class Said:
    """What the product says of a pair.

    `is_same`: a point holds claims of both; `clashes`: it contradicts; `score`:
    the likeness of the likest two claims; `cosine`: of the whole statements.
    """

    is_same: bool
    clashes: bool
    score: float
    cosine: float
    readings: tuple[Reading, Reading]


def load_kept() -> Kept:
    """The embedder of the library, or `AbsentError`."""
    from twosource.errors import ModelError
    from twosource.models.load import load

    try:
        embedder: Embedder = load("embedder")  # type: ignore[assignment]
    except ModelError as missing:
        raise AbsentError(str(missing)) from missing
    return Kept(embedder, embedder.name, {})


def said_of(pairs: Sequence[GoldPair], kept: Kept) -> list[Said]:
    """What the product says of each pair, as a story of two reports of one statement each."""
    articles = [
        article_of(f"{side}{n}", text)
        for n, p in enumerate(pairs)
        for side, text in zip("ab", (p.a, p.b), strict=True)
    ]
    readings = readings_of(articles)
    kept.embed([a.text for a in articles])
    return [_said(articles[2 * n : 2 * n + 2], readings[2 * n : 2 * n + 2], kept) for n in range(len(pairs))]


def _said(articles: Sequence[Article], readings: Sequence[Reading], kept: Kept) -> Said:
    case = Case(given(articles), tuple(articles), tuple(readings))
    home = {c.id: c.report for r in readings for c in r.claims}
    shared = [
        p
        for p in match(case, kept).points
        if len({home.get(c) for c in p.claims}) == 2 and not p.id.startswith("p-said")
    ]
    _, likenesses = likenesses_of(case, kept)
    scores = likenesses.pairs.values()
    first, second = kept.embed([a.text for a in articles])
    return Said(
        bool(shared),
        any(p.relation == "contradicts" for p in shared),
        max(scores, default=0.0),
        sum(x * y for x, y in zip(first, second, strict=True)),
        (readings[0], readings[1]),
    )


def likenesses_of(case: Case, kept: Kept) -> tuple[list[Feature], Likenesses]:
    """The features of a story's propositions and their likenesses, as `match` has them."""
    features = [f for f in find_features(case, join_entities(case), kept) if not f.claim.facet]
    return features, compare_all(features)


def answers_of(question: Question, kept: Kept) -> Iterator[tuple[bool, float, float]]:
    """For two answers each: whether people put them together, the product's score, the answers' cosine.

    The reports are the headlines; the claims are cut to what people marked as
    the answers, all else is as it was read.
    """
    articles = [article_of(f"r{n}", text) for n, (text, _, _) in enumerate(question.answers)]
    cut = [
        replace(reading, claims=tuple(cut_to(reading.claims, _place(article.text, answer))))
        for article, reading, (_, answer, _) in zip(
            articles, readings_of(articles), question.answers, strict=True
        )
    ]
    features, likenesses = likenesses_of(Case(given(articles), tuple(articles), tuple(cut)), kept)
    number = {f.claim.report: i for i, f in enumerate(features)}
    vectors = kept.embed([answer for _, answer, _ in question.answers])
    for a, b in combinations(range(len(articles)), 2):
        ours = [number[f"r{n}"] for n in (a, b) if f"r{n}" in number]
        score = (likenesses.of(*ours) or 0.0) if len(ours) == 2 else 0.0
        cosine = sum(x * y for x, y in zip(vectors[a], vectors[b], strict=True))
        yield question.answers[a][2] == question.answers[b][2], score, cosine


def _place(text: str, answer: str) -> Span | None:
    start = text.find(answer)
    return Span(start, start + len(answer)) if start >= 0 else None


def cut_to(claims: Sequence[Claim], place: Span | None) -> list[Claim]:
    """The claim that shares most with a place, cut to it, with what all claims have inside."""
    near = [c for c in claims if place is not None and not c.facet and c.span.overlaps(place)]
    if not near or place is None:
        return []

    def shared(claim: Claim) -> int:
        return min(place.end, claim.span.end) - max(place.start, claim.span.start)

    best = max(near, key=lambda c: (shared(c), -c.span.start))
    return [
        replace(
            best,
            span=place,
            frame=best.frame if best.frame and best.frame.span.overlaps(place) else None,
            terms=tuple({t.span: t for c in near for t in c.terms if place.covers(t.span)}.values()),
            names=tuple({n.span: n for c in near for n in c.names if place.covers(n.span)}.values()),
            times=tuple({t.span: t for c in near for t in c.times if place.covers(t.span)}.values()),
            quantities=tuple(
                {q.span: q for c in near for q in c.quantities if place.covers(q.span)}.values()
            ),
        )
    ]
