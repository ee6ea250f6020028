"""Whether two statements say the same, and how the second turns the first, by the product's own decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from bench.figures import AbsentError, Figure
from bench.gold_claims import paraphrases, questions, similar, stances, turns
from bench.gold_events import Told, gold_sentences
from bench.gold_propositions import Topic, gold_topics, overlap
from bench.reading_of import article_of, readings_of
from bench.same_claims import Kept, Said, answers_of, likenesses_of, load_kept, said_of
from bench.scoring.counting import Pair, accuracy, always, macro_f1
from bench.scoring.factuality import pearson
from bench.scoring.same import (
    Judged,
    average_precision,
    balanced_accuracy,
    best_at_one_threshold,
    pairs_at,
    same_f1,
)
from bench.scoring.turns import toy_turn, turn_of
from twosource.data import Case
from twosource.stages.cluster.given import given
from twosource.stages.match.features import Feature
from twosource.stages.match.points import EDGE
from twosource.stages.match.similarity import weighted_overlap

VECTORS = "whole-sentence vectors, best threshold here"
# A claim makes an aligned proposition when it shares so much with it (character F1).
OVERLAP = 0.5


def run(data: Path) -> list[Figure]:
    """Every set that is there, with the constant answer and one threshold on sentence vectors beside."""
    kept = load_kept()
    figures: list[Figure] = []
    missing = []
    for row in (_nanco, _emergent, _claimdiff, _msr, _sts, _superpal, _ecbplus):
        try:
            figures += row(data, kept)
        except AbsentError as absent:
            missing.append(str(absent))
    if not figures:
        raise AbsentError("; ".join(missing))
    return figures


def _nanco(data: Path, kept: Kept) -> Iterator[Figure]:
    judged = [each for question in questions(data) for each in answers_of(question, kept)]
    ours = [(is_same, score) for is_same, score, _ in judged]
    vectors = [(is_same, cosine) for is_same, _, cosine in judged]
    yield Figure(
        "two answers are one: balanced accuracy",
        balanced_accuracy(pairs_at(ours, EDGE)),
        len(ours),
        ">= .74",
        (
            ("always one", 0.5),
            ("answers' vectors, best threshold here", best_at_one_threshold(vectors, balanced_accuracy)),
            ("ours, best threshold here", best_at_one_threshold(ours, balanced_accuracy)),
        ),
        note=f"the answers as marked; one where the likeness is {EDGE} or more",
        of="nanco",
    )


def _emergent(data: Path, kept: Kept) -> Iterator[Figure]:
    gold = stances(data)
    ours = [(p.label, turn_of(*said.readings)) for p, said in zip(gold, said_of(gold, kept), strict=True)]
    toy = [(p.label, toy_turn(p.b)) for p in gold]
    yield from _classes("a headline backs, denies, observes", "emergent", ours, "for", toy)


def _claimdiff(data: Path, kept: Kept) -> Iterator[Figure]:
    gold = turns(data)
    said = said_of(gold, kept)
    answers: tuple[tuple[str, Callable[[Said], bool]], ...] = (
        ("strengthens", lambda s: s.is_same and not s.clashes),
        ("weakens", lambda s: s.clashes),
    )
    for place, (name, answer) in enumerate(answers):
        labels = [pair.label.split()[place] for pair in gold]
        ours = list(zip(labels, (str(int(answer(s))) for s in said), strict=True))
        most = max(sorted(set(labels)), key=labels.count)
        vectors = [(label == "1", s.cosine) for label, s in zip(labels, said, strict=True)]
        yield Figure(
            f"the second claim {name} the first: macro F1",
            macro_f1(ours),
            len(ours),
            beside=(
                (f"always {most}", macro_f1(always(most, ours))),
                (VECTORS, best_at_one_threshold(vectors, macro_f1)),
            ),
            note="the product has no such notion: a shared point, a contradiction",
            of="claimdiff",
        )


def _msr(data: Path, kept: Kept) -> Iterator[Figure]:
    gold = paraphrases(data)
    said = said_of(gold, kept)
    ours = [
        ("same" if p.label == "1" else "other", "same" if s.is_same else "other")
        for p, s in zip(gold, said, strict=True)
    ]
    vectors = [(p.label == "1", s.cosine) for p, s in zip(gold, said, strict=True)]
    yield Figure(
        "paraphrase or not: F1",
        same_f1(ours),
        len(ours),
        beside=(
            ("always yes", same_f1(always("same", ours))),
            (VECTORS, best_at_one_threshold(vectors, same_f1)),
        ),
        note=f"balanced accuracy {balanced_accuracy(ours) or 0:.3f}; one shared claim makes a point",
        of="msr_paraphrase",
    )


def _sts(data: Path, kept: Kept) -> Iterator[Figure]:
    gold = similar(data)
    said = said_of(gold, kept)
    yield Figure(
        "how alike: r with people",
        pearson([(float(p.label), s.score) for p, s in zip(gold, said, strict=True)]),
        len(gold),
        beside=(
            (
                "whole-sentence vectors",
                pearson([(float(p.label), s.cosine) for p, s in zip(gold, said, strict=True)]),
            ),
        ),
        note="the likest two claims; a constant has no r",
        of="sts",
    )


def _superpal(data: Path, kept: Kept) -> Iterator[Figure]:
    ours, vectors = [], []
    for topic in gold_topics(data):
        for is_same, score, cosine in _aligned(topic, kept):
            ours.append((is_same, score))
            vectors.append((is_same, cosine))
    yield from _found("two claims state one proposition", "superpal", ours, vectors, "claims' vectors")


def _aligned(topic: Topic, kept: Kept) -> Iterator[tuple[bool, float, float]]:
    """Pairs of claims of two documents of which one at least is aligned."""
    case = Case(given(topic.articles), topic.articles, tuple(readings_of(topic.articles)))
    features, likenesses = likenesses_of(case, kept)
    labels = [_propositions(topic, f) for f in features]
    for a, b in _across(features):
        if labels[a] or labels[b]:
            yield bool(labels[a] & labels[b]), likenesses.of(a, b) or 0.0, _cosine(features[a], features[b])


def _propositions(topic: Topic, feature: Feature) -> set[str]:
    return {
        label
        for label, article, places in topic.aligned
        if article == feature.claim.report and overlap(feature.claim.span, places) >= OVERLAP
    }


def _ecbplus(data: Path, kept: Kept) -> Iterator[Figure]:
    ours, vectors, words = [], [], []
    for topic in gold_sentences(data).values():
        for is_same, score, cosine, shared in _events(topic, kept):
            ours.append((is_same, score))
            vectors.append((is_same, cosine))
            words.append((is_same, shared))
    beside = (("words in common, best threshold here", best_at_one_threshold(words, same_f1)),)
    yield from _found(
        "two sentences share an event", "ecbplus", ours, vectors, "sentences' vectors", more=beside
    )


def _events(sentences: Sequence[Told], kept: Kept) -> Iterator[tuple[bool, float, float, float]]:
    """Pairs of sentences of two documents on one topic; each is a report of a story."""
    articles = tuple(article_of(f"s{n}", s.text) for n, s in enumerate(sentences))
    case = Case(given(articles), articles, tuple(readings_of(articles)))
    features, likenesses = likenesses_of(case, kept)
    best: dict[tuple[str, str], float] = {}
    for (a, b), score in likenesses.pairs.items():
        key = (features[a].claim.report, features[b].claim.report)
        best[key] = max(score, best.get(key, 0.0))
    vectors = kept.embed([s.text for s in sentences])
    words: list[dict[str, float]] = [
        {t: w for f in features if f.claim.report == f"s{n}" for t, w in f.weights.items()}
        for n in range(len(sentences))
    ]
    for a, b in combinations(range(len(sentences)), 2):
        if sentences[a].document != sentences[b].document:
            score = max(best.get((f"s{a}", f"s{b}"), 0.0), best.get((f"s{b}", f"s{a}"), 0.0))
            cosine = sum(x * y for x, y in zip(vectors[a], vectors[b], strict=True))
            is_same = bool(sentences[a].events & sentences[b].events)
            yield is_same, score, cosine, weighted_overlap(words[a], words[b])


def _across(features: Sequence[Feature]) -> Iterator[tuple[int, int]]:
    for a, b in combinations(range(len(features)), 2):
        if features[a].claim.report != features[b].claim.report:
            yield a, b


def _cosine(a: Feature, b: Feature) -> float:
    return sum(x * y for x, y in zip(a.vector, b.vector, strict=True))


def _found(
    name: str,
    of: str,
    ours: Sequence[Judged],
    vectors: Sequence[Judged],
    simplest: str,
    *,
    more: tuple[tuple[str, float | None], ...] = (),
) -> Iterator[Figure]:
    """F1 at the product's threshold, and average precision, which has none."""
    at_edge = pairs_at(ours, EDGE)
    n = len(ours)
    yield Figure(
        f"{name}: F1",
        same_f1(at_edge),
        n,
        beside=(
            ("always yes", same_f1(always("same", at_edge))),
            (f"{simplest}, best threshold here", best_at_one_threshold(vectors, same_f1)),
            *more,
            ("ours, best threshold here", best_at_one_threshold(ours, same_f1)),
        ),
        note=f"a likeness of {EDGE} or more",
        of=of,
    )
    shares = sum(is_same for is_same, _ in ours) / n if n else None
    beside = (("any order", shares), (simplest, average_precision(vectors)))
    yield Figure(f"{name}: average precision", average_precision(ours), n, beside=beside, of=of)


def _classes(
    name: str, of: str, ours: Sequence[Pair], constant: str, toy: Sequence[Pair]
) -> Iterator[Figure]:
    for measure, of_what in ((accuracy, "accuracy"), (macro_f1, "macro F1")):
        yield Figure(
            f"{name}: {of_what}",
            measure(ours),
            len(ours),
            beside=(
                (f"always {constant}", measure(always(constant, ours))),
                ("a few cue words", measure(toy)),
            ),
            of=of,
        )
