"""Reports put into stories as they come, with one setting for all sets, and all of them at once."""

from __future__ import annotations

import random
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from statistics import mean

from bench.figures import Figure
from bench.gold_groups import BASIL, ECB, WIKINEWS, Grouped, gold_groups
from bench.grouping import Streamed, stream
from bench.scoring.groups import adjusted_rand, average_link, b_cubed, cut, pair_f1, tf_idf

# Random orders of arrival: the issue of order is settled on the set without times.
ORDERS = {WIKINEWS: 10, ECB: 3}
GOALS = {WIKINEWS: ">= .90", BASIL: ">= .97", ECB: ">= .90"}
NOTES = {
    WIKINEWS: "mean of 10 seeded random orders, one at a time; no times, no window; without its bag of 29",
    BASIL: "in order of date, one report at a time",
    ECB: "mean of 3 seeded random orders of all topics together, scored inside each; no times",
}
STEPS = [step / 100 for step in range(2, 90)]
Score = Callable[[Sequence[Hashable], Sequence[Hashable]], float]


def run(data: Path) -> list[Figure]:
    """Each set: B-cubed and pair F1 beside TF-IDF, agreement with one run over all, seconds a report."""
    return [figure for name, reports in gold_groups(data).items() for figure in of_set(name, reports)]


def of_set(name: str, reports: Sequence[Grouped]) -> list[Figure]:
    """The figures of one set."""
    streamed = [stream([each.article for each in order], 1) for order in orders(name, reports)]
    at_once = labels(stream([each.article for each in reports], len(reports)), reports)
    gold, size, note = [each.story for each in reports], len(reports), NOTES[name]

    def figure(title: str, score: Score, goal: str) -> Figure:
        ours = mean(score(labels(each, reports), gold) for each in streamed)
        beside = (("at once", score(at_once, gold)), ("TF-IDF, best cut", best_tf_idf(reports, score)))
        return Figure(title, ours, size, goal, beside, note=note, of=name)

    agreed = [adjusted_rand(labels(each, reports), at_once) for each in streamed]
    least = (("least", min(agreed)),)
    seconds = mean(each.seconds for each in streamed)
    return [
        figure("B-cubed F1", b_cubed, GOALS[name]),
        figure("pair F1", pair_f1, ""),
        Figure("as it comes against at once, adjusted Rand", mean(agreed), size, ">= .95", least, of=name),
        Figure("to place a report", seconds, size, unit="s", note="seconds of the processor", of=name),
    ]


def orders(name: str, reports: Sequence[Grouped]) -> list[list[Grouped]]:
    """The orders in which the reports come: by date where they have one, else seeded random ones."""
    if name == BASIL:
        return [sorted(reports, key=lambda each: each.article.value("published") or "")]
    return [random.Random(seed).sample(reports, len(reports)) for seed in range(ORDERS[name])]


def labels(streamed: Streamed, reports: Sequence[Grouped]) -> list[Hashable]:
    """The story of each report; what is not of its topic counts neither way."""
    return [(each.topic, streamed.stories[each.article.id]) for each in reports]


def best_tf_idf(reports: Sequence[Grouped], score: Score) -> float:
    """Average link over TF-IDF inside each topic, at the one cut that is best for this set."""
    joined = []
    for topic in dict.fromkeys(each.topic for each in reports):
        inside = [each for each in reports if each.topic == topic]
        texts = [f"{each.article.value('title') or ''}\n{each.article.text}" for each in inside]
        joined.append((topic, [each.story for each in inside], average_link(tf_idf(texts))))
    gold = [story for _, stories, _ in joined for story in stories]

    def at(least: float) -> float:
        found = [(topic, n) for topic, held, made in joined for n in cut(made, len(held), least)]
        return score(found, gold)

    return max(at(least) for least in STEPS)
