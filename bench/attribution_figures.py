"""The figures of the attribution row: content, source, cue and links, beside the toy and two people."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from bench.figures import Figure
from bench.gold_attributions import GoldArticle
from bench.scoring.attribution import (
    Counts,
    Said,
    cue_counts,
    linked_counts,
    part_counts,
    pooled,
    whole_counts,
)
from bench.scoring.attribution_toy import toy_attributions
from bench.scoring.counting import mean

Answers = Sequence[Sequence[Said]]
"""The attributions of every article, in the order of the articles."""
Count = Callable[[str, Sequence[Said], Sequence[Said]], Counts]

CONTENT = "content: characters, F1"
LINKED = "content with the right source: characters, F1"
MEASURES: dict[str, tuple[Count, str]] = {
    CONTENT: (lambda text, gold, ours: part_counts(text, gold, ours, "content"), ">= .80"),
    "source: characters, F1": (lambda text, gold, ours: part_counts(text, gold, ours, "source"), ">= .78"),
    LINKED: (linked_counts, ">= .75"),
    "cue: characters, F1": (lambda text, gold, ours: part_counts(text, gold, ours, "cue"), ""),
    "cue: touches one of the gold's, F1": (lambda text, gold, ours: cue_counts(gold, ours), ""),
    "whole attributions: content F1 of at least .5 and the source, F1": (whole_counts, ""),
}


def quality_figures(articles: Sequence[GoldArticle], ours: Answers) -> list[Figure]:
    """Our figures on one annotator an article, with the toy's and that of taking all for content."""
    toy = [toy_attributions(article.text) for article in articles]
    return [_figure(name, articles, ours, toy) for name in MEASURES]


def _figure(name: str, articles: Sequence[GoldArticle], ours: Answers, toy: Answers) -> Figure:
    count, goal = MEASURES[name]
    own = counted(count, articles, ours)
    beside = [("toy", counted(count, articles, toy).f1)]
    if name == CONTENT:
        all_of_it = [(Said(((0, len(article.text)),)),) for article in articles]
        beside.append(("all of the text", counted(count, articles, all_of_it).f1))
    note = f"precision {own.precision:.3f}, recall {own.recall:.3f}"
    return Figure(name, own.f1, own.true + own.missed, goal, tuple(beside), note=note)


def counted(count: Count, articles: Sequence[GoldArticle], answers: Answers) -> Counts:
    """The counts of all articles against the first annotator of each."""
    return pooled(
        count(article.text, article.marked[0], said) for article, said in zip(articles, answers, strict=True)
    )


def people_figures(articles: Sequence[GoldArticle], of: str) -> list[Figure]:
    """What two people reach against each other, on the articles that several annotated."""
    held = [article for article in articles if len(article.marked) > 1]
    if not held:
        return []
    return [_of_people(name, held, of) for name in (CONTENT, "source: characters, F1", LINKED)]


def _of_people(name: str, articles: Sequence[GoldArticle], of: str) -> Figure:
    count = MEASURES[name][0]
    scores = [
        count(article.text, one, other).f1
        for article in articles
        for one, other in itertools.permutations(article.marked, 2)
    ]
    reached = [score for score in scores if score is not None]
    beside = (("lowest", min(reached)), ("highest", max(reached)))
    note = f"pairs of annotators of {len(articles)} articles"
    return Figure(f"two people, {name}", mean(reached), len(scores), "", beside, note=note, of=of)
